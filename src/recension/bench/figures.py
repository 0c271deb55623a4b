"""Tasks `figures-newsquant` (numbers with their units in news) and `figures-gva` (killed and injured in shootings).

NewsQuant (`NewsQuant.json`): `value_f1` counts numbers whose value is right, `value_unit_f1` those whose unit is right
too, the unit being NewsQuant's surface or its normalised form, folded. Durations are quantities there and times here,
so both are offered, but no calendar years, which
are dates; the numbers in names, which Recension takes for no figures, are not.

GVA (`articles.jsonl`, `incidents.jsonl`, gzipped or plain): a registry counts the killed and the injured of each
incident. Recall is the share of articles on an incident with such victims in which some figure states the registry's
number; precision the share of the stated figures that are it. The naive regex is a number with one of the words
killed, dead, injured, wounded or shot close behind it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.claims.lexicon import singular
from recension.claims.timegrammar import expressions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: (low, high, unit): equal where the number is one.
Quantity = tuple[float, float, str]

#: Names of one unit, as our lexicons and NewsQuant write it.
_SAME_UNIT = {
    "percent": "percentage", "per cent": "percentage", "%": "percentage", "usd": "dollar", "$": "dollar", "us$": "dollar", "gbp": "pound sterling",
    "eur": "euro", "jpy": "japanese yen", "cny": "chinese yuan", "inr": "indian rupee", "aud": "australian dollar", "cad": "canadian dollar",
    "hkd": "hong kong dollar", "ils": "shekel", "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "feet": "foot",
    "kg": "kilogram", "mph": "mile per hour", "mw": "megawatt", "gw": "gigawatt", "kw": "kilowatt", "gb": "gigabyte", "mb": "megabyte",
    "tb": "terabyte", "hp": "horsepower", "d": "day", "w": "week", "y": "year", "h": "hour", "min": "minute", "s": "second", "dec": "decade",
    "c": "century", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit", "inches": "inch", "cents": "cent", "bhp": "brake horsepower", "rpm": "revolution per minute", "dkk": "danish krone", "sek": "swedish krona", "nok": "norwegian krone", "chf": "swiss franc",
    "danish crown": "danish krone", "km/h": "kilometre per hour", "g": "gram", "mi": "mile",
}
_MONTHS = "month"
#: The rule of a time expression that names a year ("in 2019"): a date and no quantity.
_CALENDAR = re.compile(r"(?:ref:)?year:(?:1\d|20)\d\d")


# ---------------------------------------------------------------- NewsQuant
def newsquant(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> dict[str, Any]:
    """Scores numbers and units on `NewsQuant.json`, at ``path`` or in a folder below it.

    Returns:
        `items` (sentences), `scores` (`value_f1 value_unit_f1` with precision and recall), `missing`.
    """
    files = [path] if path.is_file() else sorted(path.rglob("NewsQuant.json*"))
    if not files:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no NewsQuant.json"]}
    rows = json.loads(_bytes(files[0]))[:limit]
    nlp = nlp or _load()
    count: Counter[str] = Counter()
    for row in rows:
        gold = [q for q in map(_gold, row["quantities"]) if q is not None]
        ours = said(nlp(row["text"]))
        count["said"] += len(ours)
        count["gold"] += len(gold)
        count["value"] += _matched(ours, gold, with_unit=False)
        count["unit"] += _matched(ours, gold, with_unit=True)
    return {"items": len(rows), "scores": {**_f1("value", count["value"], count), **_f1("value_unit", count["unit"], count)}, "missing": []}


def said(doc: Doc) -> list[Quantity]:
    """The quantities that we read in a text: numbers, and times that are durations."""
    from recension.claims.figures import quantities

    found = []
    for number, unit in quantities(doc):
        low = number.value if number.low is None or number.bound != "range" else number.low
        high = number.value if number.high is None or number.bound != "range" else number.high
        found.append((float(low), float(high), unit or ""))
    for each in expressions(doc.text):
        span = re.fullmatch(r"(?:ref:)?(?:dur|span|day|week|month|year|decade):([+-]?)(\d+)([a-z]*)", each.rule or "")
        if doc.text[max(0, each.start - 2):each.start].rstrip(",.")[-1:].isdigit() and doc.text[each.start - 1] in ",.":
            continue  # the "5 hours" of "3.5 hours", which is read above
        if span and not _CALENDAR.fullmatch(each.rule or "") and int(span.group(2)) and re.search(r"\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty\b", doc.text[each.start:each.end], re.IGNORECASE):
            unit = span.group(3) or (each.rule or "").removeprefix("ref:").partition(":")[0]
            found.append((float(span.group(2)), float(span.group(2)), _MONTHS if unit == "m" else unit))
    return found


def _gold(quantity: dict[str, str]) -> tuple[float, float, set[str]] | None:
    found = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?\s*", str(quantity["value"]))
    if found is None:
        return None
    low = abs(float(found.group(1)))
    return low, float(found.group(2) or low), {_unit(quantity["unit"]), _unit(quantity["normalized_unit"])}


def _unit(word: str) -> str:
    low = word.lower().strip()
    low = "" if low == "-" else low
    if " per " in low:
        return " per ".join(_unit(part) for part in low.split(" per "))
    return _SAME_UNIT.get(low) or _SAME_UNIT.get(singular(low)) or singular(low)


def _matched(ours: list[Quantity], gold: list[tuple[float, float, set[str]]], with_unit: bool) -> int:
    """How many of ours find one of the gold, each used once."""
    left = list(gold)
    right = 0
    for low, high, unit in ours:
        at = next((i for i, (a, b, units) in enumerate(left) if _close(a, low) and _close(b, high) and (not with_unit or _unit(unit) in units)), None)
        if at is not None:
            del left[at]
            right += 1
    return right


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(1.0, abs(a))


def _f1(name: str, right: int, count: Counter[str]) -> dict[str, float]:
    precision, recall = right / max(count["said"], 1), right / max(count["gold"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_f1": round(f1, 4), f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4)}


# ---------------------------------------------------------------- gun violence
def gva(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> dict[str, Any]:
    """Scores killed and injured against the registry. ``limit`` reads only so many articles, spread evenly.

    Returns:
        `items` (articles), `scores` (`killed_recall injured_recall precision`, and the naive regex's with
        `naive_` before them), `missing`.
    """
    articles, incidents = _lines(path, "articles"), _lines(path, "incidents")
    if articles is None or incidents is None:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no articles.jsonl with incidents.jsonl"]}
    registry = {str(i["incident_uri"]): (int(i["num_killed"]), int(i["num_injured"])) for i in incidents}
    rows = [a for a in articles if str(a["incident"]) in registry and a.get("content")]
    if limit and len(rows) > limit:
        rows = [rows[i * len(rows) // limit] for i in range(limit)]
    nlp = nlp or _load()
    ours: Counter[str] = Counter()
    naive: Counter[str] = Counter()
    for row in rows:
        known = registry[str(row["incident"])]
        _count(ours, known, _stated(nlp(row["content"])))
        _count(naive, known, _naive(row["content"]))
    return {"items": len(rows), "scores": {**_shares(ours, ""), **_shares(naive, "naive_")}, "missing": []}


def _stated(doc: Doc) -> set[tuple[str, float]]:
    from recension.claims.figures import figures

    found: set[tuple[str, float]] = set()
    for each in figures(doc):
        if each.status != "asserted" or each.best is None:
            continue
        if each.indicator in {"killed", "injured", "casualties"} and not (each.negated and each.best):
            found.add((each.indicator, each.best))
    return found


_NAIVE_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_NAIVE = re.compile(rf"\b(\d+|{'|'.join(_NAIVE_WORDS)})\b(?:\s+[\w'-]+){{0,4}}?\s+(killed|dead|died|injured|wounded|hurt|shot)\b", re.IGNORECASE)


def _naive(text: str) -> set[tuple[str, float]]:
    """A number and, at most four words on, a word of harm."""
    found = set()
    for match in _NAIVE.finditer(text):
        word = match.group(2).lower()
        indicator = "killed" if word in {"killed", "dead", "died"} else "casualties" if word == "shot" else "injured"
        number = match.group(1).lower()
        found.add((indicator, float(_NAIVE_WORDS.get(number) or number)))
    return found


def _count(count: Counter[str], known: tuple[int, int], stated: Iterable[tuple[str, float]]) -> None:
    """Tallies one article. "Shot" alone is met by the killed and the injured together, as registries count both."""
    killed, injured = known
    said_here = set(stated)
    for name, number in (("killed", killed), ("injured", injured)):
        if number:
            count[f"{name}_gold"] += 1
            count[f"{name}_found"] += (name, float(number)) in said_here or (name == "injured" and not killed and ("casualties", float(number)) in said_here)
    for name, value in said_here:
        if name == "casualties":
            continue
        count["said"] += 1
        count["right"] += value == (killed if name == "killed" else injured)


def _shares(count: Counter[str], before: str) -> dict[str, float]:
    return {
        f"{before}killed_recall": round(count["killed_found"] / max(count["killed_gold"], 1), 4),
        f"{before}injured_recall": round(count["injured_found"] / max(count["injured_gold"], 1), 4),
        f"{before}precision": round(count["right"] / max(count["said"], 1), 4),
    }


# ---------------------------------------------------------------- files
def _lines(path: Path, stem: str) -> list[dict[str, Any]] | None:
    file = next((f for f in (path / f"{stem}.jsonl", path / f"{stem}.jsonl.gz") if f.is_file()), None)
    if file is None:
        return None
    return list(_rows(file))


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in _bytes(file).decode("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _bytes(file: Path) -> bytes:
    raw = file.read_bytes()
    return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


def _load() -> Language:
    from recension.language import load

    return load()
