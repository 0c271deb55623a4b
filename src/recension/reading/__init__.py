"""Bytes → Report: files, folders and JSONL; what is text and what is debris; dates, outlet and wire credit.

`read` reads paths, `read_items` gives each report with its JSONL line's own id, `clean` reads the bytes of one report,
`reclean` reads a kept report again with the present reader.
"""

from __future__ import annotations

from recension.reading.clean import MAX_BYTES, READER_VERSION, clean, reclean
from recension.reading.files import read, read_items
from recension.refusals import ReadingError

__all__ = ["MAX_BYTES", "READER_VERSION", "ReadingError", "clean", "read", "read_items", "reclean"]
