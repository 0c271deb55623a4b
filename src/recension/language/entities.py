"""Entity tags to spans: broken sequences repaired, articles and possessive marks left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span

LEADING = frozenset({"the", "a", "an"})
TITLES = frozenset(
    "mr. mr mrs. mrs ms. ms dr. dr prof. gen. general lt. col. colonel maj. major capt. captain sgt. sen. senator rep. "
    "gov. governor president minister chancellor ambassador judge justice".split()
)
"""Titles that stand before a person's name and are no part of it."""
EDGES = frozenset({"'", "’", "‘", '"', "“", "”", ",", ".", ";", ":", "(", ")", "[", "]", "-", "–", "—", "'s", "’s"})


LINKS = frozenset({"of", "for", "to", "in", "on", "at", "and", "or", "with", "by", "from"})
"""Words that stand inside a name, and neither begin nor end one."""
OUTSIDE = EDGES | LINKS
APART = 0.9
"""Share from which a word behind a name begins another name of the same type: two of one type hardly ever touch."""


def spans_of(
    doc: Doc, places: Sequence[int], tags: Sequence[int], starts: Sequence[int], labels: Sequence[str]
) -> list[Span]:
    """The entities of ``doc``, from one tag a word; none reaches over a sentence's end.

    Args:
        doc: the Doc, tokens alone.
        places: token index of each word.
        tags: index into ``labels`` (IOB2) for each word.
        starts: 1 where a sentence starts.
        labels: the tags by their index.
    """
    from spacy.tokens import Span

    result = []
    for first, last, kind in runs([labels[tag] for tag in tags], starts):
        leading = LEADING | TITLES if kind == "PERSON" else LEADING
        while first < last and (doc[places[first]].lower_ in leading or doc[places[first]].text in OUTSIDE):
            first += 1
        while first < last and doc[places[last - 1]].text in OUTSIDE and not closes(doc, places, first, last - 1):
            last -= 1
        if first < last:
            result.append(Span(doc, places[first], places[last - 1] + 1, label=kind))
    return result


def entity_tags(scores: NDArray[np.float32], starts: Sequence[int]) -> NDArray[np.int64]:
    """The tag of each word from its scores: first where names begin and end, then one type for each name, or none.

    Args:
        scores: words by tags (O, then B and I of each type).
        starts: places where a sentence starts, in order.

    >>> scores = np.log(np.array([[.1, .5, .0, .4, .0], [.1, .0, .2, .0, .7], [.9, .1, .0, .0, .0]]) + 1e-9)
    >>> entity_tags(scores.astype(np.float32), [0]).tolist()
    [3, 4, 0]
    """
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    places = np.stack([shares[:, 0], shares[:, 1::2].sum(axis=1), shares[:, 2::2].sum(axis=1)], axis=1).argmax(axis=1)
    kinds = np.log(np.concatenate([shares[:, :1], shares[:, 1::2] + shares[:, 2::2]], axis=1) + 1e-9)
    result = np.zeros(len(scores), dtype=np.int64)
    begins = frozenset(starts)
    first = 0
    types = kinds[:, 1:].argmax(axis=1)
    for i in np.flatnonzero(places):
        touches = i > 0 and places[i - 1] > 0 and int(i) not in begins
        apart = places[i] == 1 and (types[i] != types[i - 1] or shares[i, 1::2].sum() >= APART)
        first = first if touches and not apart else int(i)
        best = int(kinds[first : i + 1].sum(axis=0).argmax())
        result[first : i + 1] = 2 * best
        result[first] -= best > 0
    return result


def closes(doc: Doc, places: Sequence[int], first: int, last: int) -> bool:
    """Whether the mark at ``last`` closes a bracket that the name itself opened."""
    return doc[places[last]].text == ")" and any(doc[places[i]].text == "(" for i in range(first, last))


def runs(tags: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """First word, end and type of each run of tags.

    >>> list(runs(["I-ORG", "I-ORG", "O", "B-LOC", "I-LOC"], [1, 0, 0, 0, 1]))
    [(0, 2, 'ORG'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    first, kind = 0, ""
    for i, tag in enumerate(tags):
        here = tag[2:]
        if kind and (here != kind or tag[0] == "B" or starts[i]):
            yield first, i, kind
            kind = ""
        if here and not kind:
            first, kind = i, here
    if kind:
        yield first, len(tags), kind
