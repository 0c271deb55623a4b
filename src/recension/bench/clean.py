"""Task `clean`: how well the reading room finds an article's text in a page.

Data: `ground-truth.json` (`{ID: {"articleBody", "url", "title"?, "date"?, "authors"?}}`) and `html/ID.html.gz` beside it, as in
the article extraction benchmark of Scrapinghub/Zyte. Its measure: the 4-gram shingles of both texts as multisets,
counts of each page scaled to its sum, precision and recall averaged over pages, F1 of the two averages.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from recension.bench.words import alike
from recension.model import Report
from recension.reading import ReadingError
from recension.reading import clean as read_page

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_TEXT = frozenset({"body", "quote_embed", "dateline"})


def clean(path: Path) -> dict[str, Any]:
    """Scores the reading room on a folder of pages with their texts.

    Returns:
        `items`; `scores`: `f1 precision recall`, and `title date author` where the set has them; `missing`: pages that
        are not there. A page that is refused counts with an empty text.
    """
    truth_file = path / "ground-truth.json" if path.is_dir() else path
    if not truth_file.is_file():
        return {"items": 0, "scores": {}, "missing": [f"{truth_file}: not found"]}
    truth: dict[str, dict[str, Any]] = json.loads(truth_file.read_text("utf-8"))
    shares: list[tuple[float, float]] = []
    right: dict[str, list[bool]] = {"title": [], "date": [], "author": []}
    missing = []
    for key, gold in sorted(truth.items()):
        raw = page_bytes(truth_file.parent / "html", key)
        if raw is None:
            missing.append(f"html/{key}.html.gz")
            continue
        report = _read(raw, key, gold.get("url"))
        shares.append(shingle_shares(str(gold.get("articleBody") or ""), article_text(report)))
        for name, found in _fields(report, gold):
            right[name].append(found)
    scores = _means(shares)
    scores |= {name: round(sum(found) / len(found), 4) for name, found in right.items() if found}
    return {"items": len(shares), "scores": scores if shares else {}, "missing": missing}


def article_text(report: Report | None) -> str:
    """The text of a report as the benchmark means it: the body with its sub-headings, without the headline."""
    if report is None:
        return ""
    parts = []
    for block in report.blocks:
        text = report.text[block.start: block.end]
        if block.role in _TEXT or (block.role == "title" and text.strip() != report.title):
            parts.append(text)
    return "".join(parts)


def shingle_shares(gold: str, said: str) -> tuple[float, float]:
    """Precision and recall of the 4-gram shingles of two texts.

    >>> shingle_shares("a b c d e", "a b c d e"), shingle_shares("a b c d e", "a b c d x")
    ((1.0, 1.0), (0.5, 0.5))
    """
    a, b = _shingles(gold), _shingles(said)
    if a == b:
        return 1.0, 1.0
    common = sum((a & b).values())
    return (common / sum(b.values()) if b else 0.0), (common / sum(a.values()) if a else 0.0)


def page_bytes(folder: Path, name: str) -> bytes | None:
    """The bytes of a page, gzipped or plain; None where it is not there."""
    for ending in (".html.gz", ".html", ""):
        file = folder / (name + ending)
        if file.is_file():
            raw = file.read_bytes()
            return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return None


def _read(raw: bytes, key: str, address: object) -> Report | None:
    try:
        return read_page(raw, label=key, kind="html", address=address if isinstance(address, str) else None)
    except ReadingError:
        return None


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _WORD.findall(text)
    count = max(1, len(tokens) - _SHINGLE + 1) if tokens else 0
    return Counter(tuple(tokens[i: i + _SHINGLE]) for i in range(count))


def _means(shares: Iterable[tuple[float, float]]) -> dict[str, float]:
    pairs = list(shares)
    precision = sum(p for p, _ in pairs) / len(pairs) if pairs else 0.0
    recall = sum(r for _, r in pairs) / len(pairs) if pairs else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def _fields(report: Report | None, gold: dict[str, Any]) -> list[tuple[str, bool]]:
    """Which of the fields that the set has are right."""
    found: list[tuple[str, bool]] = []
    if gold.get("title"):
        found.append(("title", report is not None and alike(report.title or "", str(gold["title"]))))
    if gold.get("date"):
        found.append(("date", report is not None and report.published.date == str(gold["date"])[:10]))
    authors = gold.get("authors") or gold.get("author")
    if authors:
        names = [authors] if isinstance(authors, str) else [str(a) for a in authors]
        found.append(("author", report is not None and all(n.casefold() in (report.byline or "").casefold() for n in names)))
    return found
