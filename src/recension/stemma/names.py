"""Names as they stand in a report: two spellings of one, beside which others they stand, and whether they are of places."""

from __future__ import annotations

import functools
import re

from recension.stemma.retold import respelled
from recension.stemma.words import Words

_BEFORE_PLACE = frozenset("in near outside around inside from".split())
_SORTS_OF_PLACE = frozenset("village town city port province district region island valley state county suburb hamlet capital".split())
#: Consonants that two spellings must have in common if nothing but the vowels differs.
SKELETON = 3
#: What alphabets and habits of transliteration put for one another.
_SOUNDS = (("dzh", "j"), ("tch", "ch"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("sch", "sh"), ("ck", "k"), ("ts", "z"), ("tz", "z"),
           ("c", "k"), ("q", "k"), ("w", "v"), ("x", "ks"))
_VOWELS = re.compile(r"[aeiouy']+")


@functools.lru_cache(maxsize=1 << 14)
def _sounds(name: str) -> str:
    """The consonants of a name as they sound."""
    first = "e" if name[:1] in "aeiouy" else ""
    for written, sound in _SOUNDS:
        name = name.replace(written, sound)
    return first + re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", name))


def spelled_alike(one: str, other: str) -> bool:
    """Whether two names may be two spellings of one, also by another way of transliterating.

    >>> spelled_alike("dzhumabaev", "jumabayev"), spelled_alike("mirabad", "mirobod"), spelled_alike("omar", "amira")
    (True, True, False)
    """
    if respelled(one, other):
        return True
    here, there = _sounds(one), _sounds(other)
    return here == there and len(here.lstrip("e")) >= SKELETON


def same_beside(a: Words, i: int, b: Words, j: int) -> bool:
    """Whether the same name stands before both words, or behind both: "Min Thura" and "Min Dula"."""
    before = i and j and a.names[i - 1] and b.names[j - 1] and a.norms[i - 1] == b.norms[j - 1]
    behind = i + 1 < len(a) and j + 1 < len(b) and a.names[i + 1] and b.names[j + 1] and a.norms[i + 1] == b.norms[j + 1]
    return bool(before or behind)


def is_placed(words: Words, k: int) -> bool:
    """Whether what begins at a word stands where names of places stand: "near Anfif", "the village of Anfif"."""
    before = words.norms[max(0, k - 2) : k]
    return bool(before) and (before[-1] in _BEFORE_PLACE or (before[-1] == "of" and before[0] in _SORTS_OF_PLACE))
