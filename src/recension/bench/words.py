"""How labels and answers are compared by their words: case, accents and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

WORD = re.compile(r"\w+")
#: Letters that Unicode does not take apart into a letter and a mark.
UNDECOMPOSED = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i"})
ARTICLES = frozenset({"a", "an", "the"})


def fold(text: str) -> str:
    """A text without case and accents.

    >>> fold("Šešić"), fold("ÉTAT-MAJOR")
    ('sesic', 'etat-major')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.casefold().translate(UNDECOMPOSED)


def words(text: str | None) -> list[str]:
    """The folded words of a text.

    >>> words("“Stop!”, he said.")
    ['stop', 'he', 'said']
    """
    return [fold(m.group()) for m in WORD.finditer(text or "")]


def places(run: str, text: str) -> list[tuple[int, int]]:
    """Where a run of words stands in a text, as (start, end) in code points.

    >>> places("the gates", "At the gates; THE GATES.")
    [(3, 12), (14, 23)]
    """
    wanted = words(run)
    found = [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]
    if not wanted:
        return []
    starts = range(len(found) - len(wanted) + 1)
    return [
        (found[i][1], found[i + len(wanted) - 1][2])
        for i in starts
        if [word for word, _, _ in found[i : i + len(wanted)]] == wanted
    ]


def within(inner: Sequence[str], outer: Sequence[str]) -> bool:
    """Whether some words stand in others, in one run.

    >>> within(["armed", "men"], ["six", "armed", "men"]), within([], ["men"])
    (True, False)
    """
    size = len(inner)
    return bool(inner) and any(list(outer[i : i + size]) == list(inner) for i in range(len(outer) - size + 1))


def alike(one: str, other: str) -> bool:
    """Whether two bare phrases name the same: one contains the other, word by word, articles aside.

    >>> alike("the leaders", "leaders of two unions"), alike("men", "women")
    (True, False)
    """
    a, b = ([w for w in words(text) if w not in ARTICLES] or words(text) for text in (one, other))
    return within(a, b) or within(b, a)


def meets(alternative: str, said: Sequence[str]) -> bool:
    """Whether folded words meet an alternative of an assertion.

    All words of the alternative must stand among them, in any order; `gendarm*` asks for a beginning, and `-word`
    must not stand there.

    >>> meets("gendarm* mine", words("The mine's gendarmes")), meets("serb* -serbia", words("Serbia's Serbs"))
    (True, False)
    """
    wanted = False
    for piece in alternative.split():
        refused, open_end = piece.startswith("-"), piece.endswith("*")
        for word in words(piece):
            stands = any(w.startswith(word) if open_end else w == word for w in said)
            if stands == refused:
                return False
            wanted = True
    return wanted


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches share a character.

    >>> overlap((0, 3), (2, 5)), overlap((0, 3), (3, 5))
    (True, False)
    """
    return one[0] < other[1] and other[0] < one[1]


def any_overlap(stretches: Iterable[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Whether any stretch shares a character with any of the others."""
    return any(overlap(one, other) for one in stretches for other in others)
