"""Scores to sentence starts: what the network says of each word, and what posts, stamps and abbreviations need besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENING = frozenset({'"', "“", "‘", "'", "«", "„", "(", "[", "-", "–", "—", "•", "*", "..."})
"""Marks that open what follows."""
CLOSING, MARGIN = frozenset(".?!…:;\"”’'»)]}—–-|*•/"), 9.0
"""What a word may end with for a sentence to end after it; the margin of scores that makes one end elsewhere."""
LONGEST_LEAD = 8
"""Words of a run that may be a stamp, or trail a post."""
LEAD = re.compile(
    r"[\[(]? ?\d{1,2} ?[:.h] ?\d{2}(?: ?[:.] ?\d{2})?(?: ?(?:[ap] ?\.? ?m\.?|[A-Z]{2,4}))? ?[\])]? ?[-–—:|]?"
    r"|(?:RT )?@ ?\w+ ?:?",
    re.IGNORECASE,
)
"""A time stamp of a live page, or the handle that a post begins with: the sentence begins there and goes on."""
TRAIL = re.compile(r"(?>(?:[#@] ?\w+|https?\S+|(?:\w+\.)+\w+/\S+|[^\w\s\"“”'‘’«»()\[\]—–-])\s*)+")
"""Hash tags, handles, links and emoji behind a sentence. No step back: rows of marks would take for ever."""
TAG = re.compile(r"[#@]|https?|\w\.\w+/")
MANY_TAGS = 3
"""So many tags and links behind a sentence are one of their own."""
NUMBERED = re.compile(
    r"(?:.* )?(?:[a-z]{1,5}\.|(?:art|para|paras|sec|reg|cl|ch|pt|bn|sq|km|rte|hwy|bldg|apt) \.)", re.IGNORECASE
)
"""An abbreviation that a number follows."""
END = frozenset('.!?…"”’»')
DASHES = frozenset({"-", "–", "—", "--"})
LONGEST_DATELINE = 12
"""Words of a dateline, its dash included."""


def starts_of(scores: NDArray[np.float32], breaks: list[bool], words: list[str]) -> list[int]:
    """The places where a sentence starts: at the window's first word, at a paragraph's, and where scores say so.

    After a word that no sentence ends with they must say so loudly: one wrong cut costs two wrong trees.

    Args:
        scores: words by two, for going on and for starting.
        breaks: whether a paragraph starts at the word.
        words: the words.
    """
    loud = np.array([False, *(word[-1] not in CLOSING for word in words)])[: len(words)]
    begins = scores[: len(words), 1] - scores[: len(words), 0] > np.where(loud, MARGIN, 0.0)
    begins |= np.array(breaks)
    begins[0] = True
    found: list[int] = []
    for i in np.flatnonzero(begins).tolist():
        # An opening mark alone is no sentence: what follows it is.
        if not (found and found[-1] == i - 1 and words[i - 1] in OPENING and not breaks[i]):
            found.append(i)
    found = sorted({start if breaks[start] else before_stamp(start, words) for start in found})
    found = [start for n, start in enumerate(found) if n == 0 or breaks[start] or parts(found, n, words)]
    inside = {at for start, end in datelines(found, breaks, words) for at in range(start + 1, end + 1)}
    return [start for start in found if start not in inside]


def datelines(starts: list[int], breaks: list[bool], words: list[str]) -> list[tuple[int, int]]:
    """Start and end of each dateline. It is a part of the sentence behind, and best read by itself."""
    ends = ((start, dateline(start, words)) for start in starts if breaks[start])
    return [(start, end) for start, end in ends if end]


def dateline(start: int, words: list[str]) -> int:
    """The end of the dateline that a paragraph begins with, a place in capitals or an agency in brackets before a dash; else 0.

    >>> dateline(0, "BUNIA , DR Congo - The movement withdrew".split()), dateline(0, "Goma ( AFP ) – Two men fled .".split())
    (5, 5)
    >>> dateline(0, "FAYEZ QUITS - BARAKAT TAKES OVER".split()), dateline(0, "Marie - Ange said no .".split())
    (0, 0)
    """
    for i in range(start + 1, min(start + LONGEST_DATELINE, len(words) - 1)):
        word = words[i]
        if word in DASHES:
            loud = len(words[start]) > 2 and words[start].isupper()
            after = words[i + 1]
            fits = (after[0].isupper() and not (len(after) > 1 and after.isupper())) or after[0] in OPENING
            return i + 1 if fits and (loud or ")" in words[start:i]) else 0
        if not (word[0].isupper() or word[0].isdigit() or word in {",", ".", "(", ")", "/", "[", "]", ";"}):
            return 0
    return 0


def before_stamp(start: int, words: list[str]) -> int:
    """``start``, or the place of the time stamp before it if one stands there behind a sentence."""
    for first in range(max(1, start - LONGEST_LEAD), start - 1):
        if words[first - 1][-1] in END and LEAD.fullmatch(" ".join(words[first:start])):
            return first
    return start


def parts(found: list[int], n: int, words: list[str]) -> bool:
    """Whether the start numbered ``n`` parts two sentences: not a stamp from its text, nor tags or a number from theirs."""
    start, before = found[n], words[found[n - 1] : found[n]]
    if words[start][0].isdigit() and NUMBERED.fullmatch(" ".join(before[-3:])):
        return False
    if len(before) <= LONGEST_LEAD and LEAD.fullmatch(" ".join(before)):
        return False
    after = " ".join(words[start : min(found[n + 1] if n + 1 < len(found) else len(words), start + 2 * LONGEST_LEAD)])
    trailing = TRAIL.fullmatch(after) and (TAG.search(after) or any(ord(c) > 0x2030 for c in after))
    return not trailing or len(TAG.findall(after)) >= MANY_TAGS
