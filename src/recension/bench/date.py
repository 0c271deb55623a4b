"""Task `date`: dates of publication of pages, as htmldate's own evaluation counts them.

Data: `eval_default.json` (`{address: {"file", "date"}}`) and the pages, gzipped or plain, in any folder below. A right
date is a true positive, a wrong one a false positive, none a false negative; accuracy = right / all, and
F = 2 · right / (2 · right + wrong + none).
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from recension.reading.decode import decode
from recension.reading.markup import find_date
from recension.refusals import ReadingError


def date(path: Path) -> dict[str, Any]:
    """Scores the dates that the reading room finds in pages.

    Returns:
        `items`; `scores`: `f accuracy precision recall`; `missing`: pages that are not there.
    """
    listed = path / "eval_default.json" if path.is_dir() else path
    if not listed.is_file():
        return {"items": 0, "scores": {}, "missing": [f"{listed}: not found"]}
    pages: dict[str, dict[str, str]] = json.loads(listed.read_text("utf-8"))
    files = {_name(f): f for f in sorted(listed.parent.rglob("*")) if f.is_file()}
    right = wrong = none = 0
    missing = []
    for item in pages.values():
        file = files.get(item["file"])
        if file is None:
            missing.append(item["file"])
            continue
        found = _date_of(file)
        right += found == item["date"]
        wrong += found is not None and found != item["date"]
        none += found is None
    items = right + wrong + none
    scores = {
        "f": 2 * right / (2 * right + wrong + none), "accuracy": right / items, "precision": right / max(1, right + wrong),
        "recall": right / max(1, right + none),
    } if items else {}
    return {"items": items, "scores": {k: round(v, 4) for k, v in scores.items()}, "missing": missing}


def _name(file: Path) -> str:
    return file.name.removesuffix(".gz")


def _date_of(file: Path) -> str | None:
    raw = file.read_bytes()
    try:
        return find_date(decode(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw))
    except ReadingError:
        return None
