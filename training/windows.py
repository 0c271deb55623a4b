"""Windows: runs of a document's sentences as numbers, dirtied as careless text is, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from recension.bench.treebank import Document, Sentence
from recension.language.pieces import Pieces
from recension.language.shapes import shape
from training.data import Taught, without
from training.datelines import with_dateline

LONGEST = 232
"""Pieces of one window, marks included."""
UNKNOWN, NO_NAME = -100, -2
"""Labels: nothing is known; not a person, organization or place, and nothing more is known."""
ALTERNATIVES = 4
"""Heads of one word that the teacher gives with their shares."""


@dataclass
class Window:
    """Sentences that are read at once, as numbers; `UNKNOWN` where a label is unknown."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    sentence: list[int]
    starts: list[int]
    upos: list[int]
    xpos: list[int]
    entities: list[int]
    heads: list[int]
    deps: list[int]
    events: list[int] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)
    roles: list[list[tuple[str, int]]] = field(default_factory=list)
    """By word, role and word of each party of the act that it names; -1 where the party is not known."""
    arc_shares: list[list[tuple[int, float]]] = field(default_factory=list)
    """By word, the teacher's heads and their shares; empty where it has said nothing."""
    entity_shares: list[list[float]] = field(default_factory=list)
    """By word, the teacher's share of each entity tag; empty where it has said nothing."""


def recased(sentence: Sentence, how: str) -> Sentence:
    words = sentence.words
    if how == "lower":
        words = [w.lower() for w in words]
    elif how == "upper":
        words = [w.upper() for w in words]
    elif how == "title":
        words = [w if w[:1].isupper() else w[:1].upper() + w[1:] for w in words]
    return replace(sentence, words=words)


QUOTES = {'"', "“", "”", "``", "''", "‘", "’", "'"}


def dirtied(sentences: list[Sentence], rng: random.Random, datelines: float) -> list[Sentence]:
    """``sentences`` as careless text has them: other case, no final point, quote marks lost or of another kind."""
    dice = rng.random()
    whole = "lower" if dice < 0.05 else "upper" if dice < 0.08 else ""
    strip = rng.random() < 0.08
    straight = rng.random() < 0.3
    result = []
    for sentence in with_dateline(sentences, rng) if rng.random() < datelines else sentences:
        dice = rng.random()
        how = whole or ("upper" if dice < 0.03 else "title" if dice < 0.06 else "lower" if dice < 0.08 else "")
        heading = set(sentence.heads) if sentence.heads else set()
        dropped = set()
        if strip:
            dropped = {i for i, w in enumerate(sentence.words) if w in QUOTES and i not in heading}
        last = len(sentence.words) - 1
        if sentence.words[last] == "." and rng.random() < 0.06 and last not in heading:
            dropped.add(last)
        if dropped and len(dropped) < len(sentence.words):
            sentence = without(sentence, dropped)
        if straight:
            words = [{"“": '"', "”": '"', "‘": "'", "’": "'"}.get(w, w.replace("’", "'")) for w in sentence.words]
            sentence = replace(sentence, words=words)
        result.append(recased(sentence, how) if how else sentence)
    return result


def window(sentences: list[Sentence], pieces: Pieces, index: dict[str, dict[str, int]], rng: random.Random) -> Window:
    """The numbers of one window; a mark stands between paragraphs (sometimes left out)."""
    result = Window([pieces.start], [0], [], [], [], [], [], [], [], [])
    loose = rng.random() < 0.25
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph and not loose:
            result.pieces.append(pieces.end)
            result.shapes.append(0)
        offset = len(result.first)
        size = len(sentence.words)
        for word in sentence.words:
            ids = pieces(word)
            result.first.append(len(result.pieces))
            result.pieces.extend(ids)
            result.shapes.extend([shape(word)] * len(ids))
        result.sentence.extend([number] * size)
        result.starts.extend([1] + [0] * (size - 1))
        for name in ("upos", "xpos", "deps", "entities", "events", "statuses", "modes"):
            column = getattr(sentence, name, None)
            known = index[name]
            getattr(result, name).extend([UNKNOWN] * size if column is None else [known.get(v, UNKNOWN) for v in column])
        result.heads.extend([UNKNOWN] * size if sentence.heads is None else [offset + h for h in sentence.heads])
        roles = sentence.roles if isinstance(sentence, Taught) else None
        result.roles.extend([[(r, w if w < 0 else offset + w) for r, w in row] for row in roles or [[]] * size])
        arcs = sentence.arc_shares if isinstance(sentence, Taught) else None
        result.arc_shares.extend([[(offset + h, p) for h, p in row] for row in arcs] if arcs else [[] for _ in range(size)])
        shares = sentence.entity_shares if isinstance(sentence, Taught) else None
        result.entity_shares.extend(shares or [[] for _ in range(size)])
    result.pieces.append(pieces.end)
    result.shapes.append(0)
    return result


def groups(document: Document, pieces: Pieces, rng: random.Random) -> Iterator[list[Sentence]]:
    """The document's sentences in runs of a random size, from one sentence to a full window."""

    def fresh() -> int:
        dice = rng.random()
        return 1 if dice < 0.08 else rng.randint(24, 110) if dice < 0.3 else rng.randint(160, LONGEST)

    group: list[Sentence] = []
    used, limit = 2, fresh()
    for sentence in document.sentences:
        size = sum(len(pieces(word)) for word in sentence.words) + 1
        if group and used + size > limit:
            yield group
            group, used, limit = [], 2, fresh()
        if size <= LONGEST - 2:
            group.append(sentence)
            used += size
    if group:
        yield group


def batches(
    documents: list[Document], pieces: Pieces, index: dict[str, dict[str, int]], rng: random.Random, size: int,
    datelines: float | None,
) -> list[list[Window]]:
    """Windows of about the same length, in batches of about ``size`` pieces, in random order.

    Args:
        datelines: share of the windows that begin with an invented dateline; None leaves the text as it is.
    """
    windows = [
        window(group if datelines is None else dirtied(group, rng, datelines), pieces, index, rng)
        for document in documents
        for group in groups(document, pieces, rng)
    ]
    windows = [w for w in windows if len(w.pieces) <= 500]
    windows.sort(key=lambda w: len(w.pieces) + rng.random() * 12)
    result: list[list[Window]] = [[]]
    for w in windows:
        if result[-1] and (len(result[-1]) + 1) * len(w.pieces) > size:
            result.append([])
        result[-1].append(w)
    rng.shuffle(result)
    return result


def padded(rows: list[list[int]], value: int) -> Tensor:
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def inputs(batch: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    pieces = padded([w.pieces for w in batch], 0)
    mask = padded([[1] * len(w.pieces) for w in batch], 0).bool()
    return pieces, padded([w.shapes for w in batch], 0), mask, padded([w.first for w in batch], 0)
