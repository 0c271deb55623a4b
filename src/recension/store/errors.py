"""What can be wrong with a record file, in words that say what to do."""

from __future__ import annotations


class RecordError(Exception):
    """A record file that cannot be used as it is: missing, locked, corrupt, foreign, or of another schema."""
