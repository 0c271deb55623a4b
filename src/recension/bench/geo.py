"""Task `geo`: place names of news and their coordinates, on LGL and GeoVirus in the XML files of the EUPEG platform.

Three scores: the share of gold names that the gazetteer's choice puts within 161 km (100 miles) of the gold point when
the names are given; the F1 of finding the names (exact characters); the F1 of both together.
"""

from __future__ import annotations

import gzip
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from recension.bench.parse import f1
from recension.claims.gazetteer import kilometres
from recension.claims.places import Toponym, located, toponyms

#: 100 miles, the usual bound in toponym resolution (Lieberman et al. 2010).
NEAR = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A place name: characters start:end of the article's text, and its point in degrees."""

    start: int
    end: int
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Article:
    text: str
    names: tuple[Gold, ...]


def geo(path: Path, *, pipeline: str | None = None) -> dict[str, Any]:
    """Scores places on the XML files at `path`: one file, or those of a folder.

    Names without coordinates, and names whose characters are not what the file says they are, count for finding but
    not for placing. Returns `items` (articles), `scores` over all files and by file, `missing`.
    """
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.name.removesuffix(".gz").endswith(".xml"))
    counts: dict[str, Counter[str]] = {"": Counter()}
    items = 0
    for file in files:
        stem = "_" + file.name.removesuffix(".gz").removesuffix(".xml").lower()
        for article in articles(file):
            items += 1
            counted = count(article, pipeline)
            counts.setdefault(stem, Counter()).update(counted)
            counts[""].update(counted)
    return {
        "items": items,
        "scores": {name: value for stem, counter in counts.items() for name, value in scores(counter, stem).items()} if items else {},
        "missing": [] if files else [f"{path}: no XML file"],
    }


def scores(counter: Counter[str], ending: str) -> dict[str, float]:
    return {
        f"within_161km_gold_spans{ending}": round(counter["near"] / counter["points"], 4) if counter["points"] else 0.0,
        f"recognition_f1{ending}": round(f1(counter["found"], counter["said"], counter["gold"]), 4),
        f"end_to_end_f1{ending}": round(f1(counter["placed"], counter["said"], counter["points"]), 4),
    }


def count(article: Article, pipeline: str | None) -> Counter[str]:
    """What is gold, said, found and rightly placed in one article."""
    from recension.language import load

    doc = (load() if pipeline is None else load(pipeline))(article.text)
    gold = {(g.start, g.end): g.point for g in article.names}
    said = {characters(doc, name): name for name in toponyms(doc)}
    given = located(doc, list(gold))
    result: Counter[str] = Counter(gold=len(gold), said=len(said), points=len(gold))
    result["found"] = len(gold.keys() & said.keys())
    result["near"] = sum(near(name, point) for name, point in zip(given, gold.values(), strict=True))
    result["placed"] = sum(near(said[span], gold[span]) for span in gold.keys() & said.keys())
    return result


def characters(doc: Any, name: Toponym) -> tuple[int, int]:
    span = doc[name.start:name.end]
    return span.start_char, span.end_char


def near(name: Toponym | None, point: tuple[float, float]) -> bool:
    if name is None or name.spot is None:
        return False
    return kilometres((name.spot.lat, name.spot.lon), point) <= NEAR


def articles(file: Path) -> list[Article]:
    """The articles of a file, LGL's `toponym` and GeoVirus's `location` alike; names that do not fit their text are left out."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rb") as stream:
        root = ET.parse(stream).getroot()  # noqa: S314 - a file that the user chose to measure on
    found = []
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        names = []
        for node in (*article.iter("toponym"), *article.iter("location")):
            start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            lat, lon = node.findtext("gaztag/lat") or node.findtext("lat"), node.findtext("gaztag/lon") or node.findtext("lon")
            said = node.findtext("phrase") or node.findtext("name") or ""
            if text[start:end] != said and (moved := text.find(said, max(0, start - 3), end + 3)) >= 0:
                start, end = moved, moved + len(said)
            if lat and lon and 0 <= start < end <= len(text):
                names.append(Gold(start, end, (float(lat), float(lon))))
        found.append(Article(text, tuple(names)))
    return found
