"""Files of public sets, gzipped or plain: their text, their rows, their JSON lines."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def text_of(file: Path) -> str:
    """The text of a file; bytes that are no UTF-8 are replaced."""
    raw = file.read_bytes()
    return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")


def tsv_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a tsv file by the names of their columns; quote marks are text."""
    return list(csv.DictReader(text_of(file).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def jsonl_rows(file: Path) -> Iterator[dict[str, Any]]:
    """The values of a JSONL file."""
    for line in text_of(file).splitlines():
        if line.strip():
            yield json.loads(line)
