"""Tasks `news-events`, `news-figures`, `news-quotes`: our labels of passages of real news, whose text lies elsewhere.

The texts are those of the set `timeline17` (`TOPIC/outputwithpub.csv.gz`: one article a row, its tokens apart, one
sentence a line). A label file holds no text: a passage is named by topic, row and lines (`syria/62/0-3`), and each
field by its place in the passage as it is put together here; `sha` (twelve digits of the text's SHA-256) says whether
it still is the passage that was labelled. Fields are those of the gold passages (tests/gold).
"""

from __future__ import annotations

import csv
import functools
import gzip
import hashlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recension.bench.gold import Item, Label, item_of, json_lines, judge_events, judge_figures, judge_quotes

LONGEST_ROW = 10_000_000
"""Characters of an article; the csv module refuses more than 131,072 unless told."""


def events(data: Path, *, labels: Path) -> dict[str, Any]:
    """Score events; see `recension.bench.gold.score_events`."""
    return judge_events(labels, items(data, labels, "events"))


def figures(data: Path, *, labels: Path) -> dict[str, Any]:
    """Score figures; see `recension.bench.gold.score_figures`."""
    return judge_figures(labels, items(data, labels, "figures"))


def quotes(data: Path, *, labels: Path) -> dict[str, Any]:
    """Score quotes; see `recension.bench.gold.score_quotes`."""
    return judge_quotes(labels, items(data, labels, "quotes"))


def items(data: Path, labels: Path, kind: str) -> Iterator[Item]:
    """The labelled passages with their claims of one kind.

    Raises:
        ValueError: the text of a passage is not the one that was labelled.
    """
    from recension.language import load

    nlp = load()
    for line in json_lines(labels):
        day, text = passage(data, line["id"])
        if hashlib.sha256(text.encode()).hexdigest()[:12] != line["sha"]:
            raise ValueError(f"{line['id']}: the text is not the one that was labelled")
        yield item_of(nlp, line["id"], text, [worded(label, text) for label in line[kind]], day)


def worded(label: Label, text: str) -> Label:
    """A label whose places have become the words that stand there; the place of a trigger or span stays beside them."""
    result: Label = {}
    for key, value in label.items():
        if key.endswith("_or"):
            result[key] = [text[v[0] : v[1]] if isinstance(v, list) else v for v in value]
        elif isinstance(value, list):
            result |= {key: text[value[0] : value[1]], f"{key}_at": value}
        else:
            result[key] = value
    return result


# ---------------------------------------------------------------- texts
def passage(data: Path, name: str) -> tuple[str, str]:
    """Day and text of a passage by its name: topic, row of the article, first line and the line behind the last."""
    topic, row, lines = name.split("/")
    first, last = map(int, lines.split("-"))
    day, text = articles(data, topic)[int(row)]
    sentences = [joined(line) for line in text.split("\n")]
    sentences[0] = DATELINE.sub("", sentences[0])
    return day, " ".join(filter(None, sentences[first:last]))


@functools.lru_cache(maxsize=8)
def articles(data: Path, topic: str) -> list[tuple[str, str]]:
    """Day and text of each article of a topic, in the file's order."""
    csv.field_size_limit(LONGEST_ROW)
    with gzip.open(data / topic / "outputwithpub.csv.gz", "rt", encoding="utf-8") as file:
        return [(row["date"], row["text"]) for row in csv.DictReader(file)]


DATELINE = re.compile(r"^.{0,600}?\((?:Reuters|CNN|AP|AFP)\)\s*-{1,2}\s*", re.DOTALL)
BRACKETS = {"\\/": "/", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
QUOTE = re.compile(r"``|''|\"")
GLUE = (
    (re.compile(r"“\s+"), "“"), (re.compile(r"\s+”"), "”"),
    (re.compile(r"\s+([.,;:!?%)\]])"), r"\1"), (re.compile(r"([(\[$£€])\s+"), r"\1"),
    (re.compile(r"\s+('(?:s|re|ve|ll|d|m)\b|n't\b)"), r"\1"), (re.compile(r"(?<=s)\s+'(?=\s)"), "'"),
    (re.compile(r"\s+'\s+(?=\w)"), " '"), (re.compile(r"\s+"), " "),
)


def joined(line: str) -> str:
    """A line of tokens as text; its quote marks open and close by turns.

    >>> joined("`` We do n't shoot , '' the army -LRB- Reuters -RRB- 's source said .")
    "“We don't shoot,” the army (Reuters)'s source said."
    """
    for token, mark in BRACKETS.items():
        line = line.replace(token, mark)
    turns = itertools.cycle("“”")
    line = QUOTE.sub(lambda _: next(turns), line)
    for pattern, glued in GLUE:
        line = pattern.sub(glued, line)
    return line.strip()
