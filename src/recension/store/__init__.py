"""One DuckDB file: an append-only log of reports and decisions, and tables derived from it."""

from __future__ import annotations

from recension.store.errors import RecordError
from recension.store.log import Contents, add, decide, forget, load, rebuild

__all__ = ["Contents", "RecordError", "add", "decide", "forget", "load", "rebuild"]
