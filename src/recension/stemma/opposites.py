"""Words that turn one another round: "won" and "lost"."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from recension.model import VariantKind
from recension.stemma import lexicons

_KINDS: Mapping[str, VariantKind] = {"negation": "negation", "number": "number", "date": "date", "place": "place"}
#: What a change to an opposite changes, the number of the pair of sets, and the side of it.
Side = tuple[VariantKind, int, int]
#: Cells of a pair of sets; one more says that a thing may be both, for one and for another.
SIDES = 3


@functools.cache
def _opposites() -> Mapping[str, frozenset[Side]]:
    found: dict[str, set[Side]] = defaultdict(set)
    for line, row in enumerate(lexicons.table("opposites.tsv")):
        for sign, side in zip((1, -1), row[1:3], strict=True):
            for word in side.split():
                found[word].add((_KINDS[row[0]], line, sign))
    return {word: frozenset(places) for word, places in found.items()}


def opposed(left: Sequence[str], right: Sequence[str]) -> VariantKind | None:
    """What changes where one word stands for its opposite, and nothing else of meaning beside it.

    >>> opposed(("has", "won"), ("lost",)), opposed(("won",), ("won", "twice"))
    ('negation', None)
    """
    one, other = (_sides(side) for side in (left, right))
    return next((kind for kind, line, sign in sorted(one) if (kind, line, -sign) in other), None)


def _sides(norms: Sequence[str]) -> frozenset[Side]:
    """On which sides of which pairs the one word of meaning of a stretch stands."""
    meant = [n for n in norms if n in _opposites() or n not in lexicons.words("stopwords.txt")]
    return _opposites().get(meant[0], frozenset()) if len(meant) == 1 else frozenset()


@functools.cache
def _denying() -> Mapping[str, list[tuple[int, int]]]:
    rows = lexicons.table("opposites.tsv")
    return {word: sorted((line, sign) for kind, line, sign in sides if kind == "negation" and len(rows[line]) == SIDES)
            for word, sides in _opposites().items()}


def sides_of_word(norm: str) -> Sequence[tuple[int, int]]:
    """The pairs in which a word stands of which one denies the other, whoever says it, each with the side."""
    return _denying().get(norm, ())
