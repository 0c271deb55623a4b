"""claims + stemma → the record: incidents, estimates, ledger, disagreements, under a person's decisions."""

from __future__ import annotations

from recension.model import Reading
from recension.record.build import Record

__all__ = ["Reading", "Record"]
