"""Readers of CoNLL-U and IOB files, plain or gzipped.

A document is a list of `Sentence`; what a file does not annotate is None.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Sentence:
    """One sentence: words, and per word what is annotated (None: nothing is)."""

    words: list[str]
    spaces: list[bool] | None = None
    """Whether a space follows the word."""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    """Index of the head in the sentence; a word that heads itself is the root."""
    deps: list[str] | None = None
    lemmas: list[str] | None = None
    misc: list[str] | None = None
    """The last column."""
    entities: list[str] | None = None
    """IOB2 over PERSON, ORG, LOC."""
    starts_paragraph: bool = False


@dataclass(frozen=True)
class Document:
    """Sentences that belong together, in order."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)


def lines(path: Path) -> Iterator[str]:
    """The lines of a plain or gzipped file, without line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as file:
        for line in file:
            yield line.rstrip("\r\n")


def read_conllu(path: Path) -> list[Document]:
    """The documents of a CoNLL-U file; empty nodes are left out, and of a range its words are kept."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    paragraph = False
    for line in [*lines(path), ""]:
        if line.startswith("# newdoc"):
            documents.append(Document(line.partition("=")[2].strip()))
            paragraph = True
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) == 10 and "." not in row[0]:
                rows.append(row)
        elif not line and rows:
            if not documents:
                documents.append(Document(path.name))
            documents[-1].sentences.append(sentence_of(rows, paragraph))
            rows, paragraph = [], False
    return documents


def sentence_of(rows: list[list[str]], paragraph: bool) -> Sentence:
    """The sentence of some CoNLL-U rows (words and ranges)."""
    words = [row for row in rows if row[0].isdigit()]
    spaces = ["SpaceAfter=No" not in row[9].split("|") for row in words]
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            spaces[first - 1 : last] = [False] * (last - first) + ["SpaceAfter=No" not in row[9].split("|")]
    return Sentence(
        words=[row[1] for row in words],
        spaces=spaces,
        lemmas=[row[2] for row in words],
        upos=[row[3] for row in words],
        xpos=[row[4] for row in words],
        heads=[int(row[6]) - 1 if row[6].isdigit() and row[6] != "0" else i for i, row in enumerate(words)],
        deps=[row[7] for row in words],
        misc=[row[9] for row in words],
        starts_paragraph=paragraph,
    )


TYPES = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "LOCATION": "LOC"}
"""Entity types of the sets, as ours; all others are no entities."""


def iob2(raw: str, previous: str) -> str:
    """The tag ``raw`` of some set as IOB2 over our types, after the tag ``previous``.

    >>> iob2("I-PER", "O"), iob2("I-PER", "B-PERSON"), iob2("B-OTH", "O"), iob2("B-O", "O")
    ('B-PERSON', 'I-PERSON', 'O', 'O')
    """
    place, _, kind = raw.partition("-")
    name = TYPES.get(kind.upper(), "")
    if not name or place == "O":
        return "O"
    return f"I-{name}" if place == "I" and previous[2:] == name else f"B-{name}"


def read_iob(path: Path) -> list[Document]:
    """The documents of a column file with IOB tags, whichever its columns (the tag is the first that looks like one).

    Without document marks in the file all of its sentences are one document. Such files have lost the lines of their
    texts and keep their sentences: each stands as a paragraph.
    """
    documents: list[Document] = []
    rows: list[tuple[str, str]] = []
    for line in [*lines(path), ""]:
        if line.startswith(("# newdoc", "-DOCSTART-")):
            documents.append(Document(line.partition("=")[2].strip() or line))
        elif line.strip() and not line.startswith("# "):
            row = columns(line)
            if row is not None:
                rows.append(row)
        elif rows and not line.strip():
            if not documents:
                documents.append(Document(path.name))
            tags: list[str] = []
            for _, raw in rows:
                tags.append(iob2(raw, tags[-1] if tags else "O"))
            sentence = Sentence(words=[word for word, _ in rows], entities=tags, starts_paragraph=True)
            documents[-1].sentences.append(sentence)
            rows = []
    return documents


TAG = re.compile(r"O|[BI]-\S+")


def columns(line: str) -> tuple[str, str] | None:
    """Word and tag of a line; a first column of row numbers is passed over.

    >>> columns("7\\tTampa\\tB-LOC\\t-\\tx"), columns("Goma B-LOC"), columns("4\\t:\\tO"), columns("10 O")
    (('Tampa', 'B-LOC'), ('Goma', 'B-LOC'), (':', 'O'), ('10', 'O'))
    """
    row = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
    numbered = len(row) > 2 and row[0].isdigit() and bool(TAG.fullmatch(row[2]))
    word, tags = (row[1], row[2:]) if numbered else (row[0], row[1:])
    tag = next((value for value in tags if TAG.fullmatch(value)), None)
    return None if tag is None or not word else (word, tag)
