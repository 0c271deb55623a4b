"""Task `time`: time expressions of narratives (WikiWars, TimeML), found and valued.

Data: `*.tml` files, gzipped or plain, with TIMEX3 inline. A span is right strictly where both ends agree, relaxed where
it overlaps; a value is right where a relaxed pair carries one TimeML value. WikiWars marks durations and words for the
present as well, so all kinds of expressions are counted. In a narrative a date without a year belongs to the time
told last, which stands in for a report's date here; the reading of the expressions is the one that claims use.
"""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from recension.claims.timegrammar import Expression, expressions
from recension.claims.timerules import resolve

Timex = tuple[int, int, str]

_PARTS = {"morning": "TMO", "dawn": "TDA", "noon": "T12:00", "midday": "TMI", "afternoon": "TAF", "dusk": "TEV", "evening": "TEV",
          "night": "TNI", "midnight": "T24:00", "lunchtime": "TMI"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_UNITS = {"s": "TXS", "min": "TXM", "h": "TXH", "d": "XD", "w": "XW", "f": "XW", "e": "XWE", "m": "XM", "q": "XQ", "y": "XY", "dec": "XDE", "c": "XCE"}


def time(path: Path) -> dict[str, Any]:
    """Scores the time expressions of the TimeML files in a folder.

    Returns:
        `items`: expressions in the gold; `scores`: `strict_f1 relaxed_f1 value_f1` and their precision and recall.
    """
    files = sorted(f for f in path.iterdir() if f.name.endswith((".tml", ".tml.gz"))) if path.is_dir() else [path]
    said = gold = strict = relaxed_said = relaxed_gold = values = 0
    missing = [] if files and files[0].is_file() else [f"{path}: no *.tml"]
    for file in files:
        if not file.is_file():
            continue
        text, wanted = read_timeml(file)
        ours = valued(text)
        said += len(ours)
        gold += len(wanted)
        strict += len({(a, b) for a, b, _ in ours} & {(a, b) for a, b, _ in wanted})
        for _, theirs in pairs(ours, wanted):
            relaxed_said += bool(theirs)
        for mine, theirs in pairs(wanted, ours):
            relaxed_gold += bool(theirs)
            values += bool(theirs) and theirs[0][2] == mine[2]
    scores = {
        **_f1("strict", strict, strict, said, gold), **_f1("relaxed", relaxed_said, relaxed_gold, said, gold),
        **_f1("value", values, values, said, gold),
    } if gold else {}
    return {"items": gold, "scores": scores, "missing": missing}


def _f1(name: str, right: int, found: int, said: int, gold: int) -> dict[str, float]:
    precision, recall = right / max(said, 1), found / max(gold, 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_f1": round(f1, 4), f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4)}


def pairs(mine: list[Timex], others: list[Timex]) -> Iterator[tuple[Timex, list[Timex]]]:
    """Each span with those of the other list that overlap it, the widest overlap first."""
    for start, end, value in mine:
        over = [o for o in others if o[0] < end and start < o[1]]
        yield (start, end, value), sorted(over, key=lambda o: max(o[0], start) - min(o[1], end))


def read_timeml(file: Path) -> tuple[str, list[Timex]]:
    """The text of a TimeML file and its TIMEX3 as (start, end, value)."""
    raw = file.read_bytes()
    root = ET.fromstring(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)  # noqa: S314 - a public data set on the reader's own disk
    body = root.find("TEXT")
    if body is None:
        return "", []
    pieces: list[str] = []
    found: list[Timex] = []
    _walk(body, pieces, found)
    return "".join(pieces), sorted(found)


def _walk(node: ET.Element, pieces: list[str], found: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for each in node:
        _walk(each, pieces, found)
        pieces.append(each.tail or "")
    if node.tag == "TIMEX3":
        found.append((start, sum(map(len, pieces)), node.get("value") or ""))


# ---------------------------------------------------------------- values
@dataclass
class _Told:
    """The time that a narrative told last, and how finely."""

    day: dt.date | None = None
    fine: str = "year"


def valued(text: str) -> list[Timex]:
    """Our expressions of a narrative with TimeML values.

    >>> valued("On 3 May 1940 they landed; in June they left.")
    [(3, 13, '1940-05-03'), (30, 34, '1940-06')]
    """
    told = _Told()
    return [(e.start, e.end, _value(e, told)) for e in expressions(text, prose=True)]


def _value(each: Expression, told: _Told) -> str:
    rule = each.rule or ""
    plain, _, part = rule.partition("@")
    if each.kind == "duration":
        return _duration(plain.removeprefix("dur:"))
    if each.kind == "now":
        return {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[plain.removeprefix("now:")]
    if each.kind == "clock":
        # TIMEX3 writes the digits of a day that is not known as X.
        return (told.day.isoformat() if told.day and told.fine == "day" else "XXXX-XX-XX") + "T" + plain.removeprefix("clock:")
    if re.match(r"(?:year|season:\w+|century):(?:bc)", plain):
        return _before_our_era(plain)
    if plain.startswith(("span:", "ref:span:")):
        return _span(plain.removeprefix("ref:"))
    anchor = told.day or dt.date(2000, 1, 1)
    first, _last, fine = resolve(_in_year(plain, told), anchor)
    if first is None or first.startswith("-"):
        return ""
    told.day, told.fine = dt.date.fromisoformat(first), fine
    season = re.search(r"season:(\w+):", plain)
    if season:
        return f"{first[:4]}-{_SEASONS[season.group(1)]}"
    if plain.startswith(("decade", "ref:decade")):
        return first[:3]
    if plain.startswith("century"):
        return first[:2]
    value = {"day": first, "month": first[:7], "year": first[:4]}.get(fine, first)
    if fine == "week":
        year, week, _ = told.day.isocalendar()
        return f"{year}-W{week:02}"
    return value + (_PARTS.get(part, "") if fine == "day" else "")


def _in_year(rule: str, told: _Told) -> str:
    """A date without a year in the year told last, or in the next or last one where that is nearer to what was told."""
    found = re.fullmatch(r"(?:--|month:)(\d\d)(?:-(\d\d))?(?::\w{3})?:\?", rule)
    if found is None or told.day is None:
        return rule.replace("?", "past")
    month, year = int(found.group(1)), told.day.year
    if told.fine != "year":
        ahead = month - told.day.month
        year += 1 if ahead < -5 else -1 if ahead > 8 else 0
    return f"{year:04}-{month:02}" + (f"-{found.group(2)}" if found.group(2) else "")


def _duration(word: str) -> str:
    found = re.fullmatch(r"(\d+|x)([a-z]+)", word)
    if found is None:
        return ""
    count, unit = found.groups()
    shape = _UNITS.get(unit, "XD")
    return "P" + shape.replace("X", "X" if count == "x" else str(int(count) * (2 if unit == "f" else 1)), 1)


def _span(rule: str) -> str:
    sign, count, unit = re.fullmatch(r"span:([+-])(\d+|x)([a-z]+)", rule).groups()  # type: ignore[union-attr]
    return _duration(count + unit) if count != "x" else "PAST_REF" if sign == "-" else "FUTURE_REF"


def _before_our_era(rule: str) -> str:
    head, *rest = rule.split(":")
    year = f"BC{int(rest[-1].removeprefix('bc')):04}"
    return f"{year}-{_SEASONS[rest[0]]}" if head == "season" else year
