"""Scores to sentence starts: what the network says of each word, and what posts, stamps and abbreviations need besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.language.datelines import datelines, ends_dateline
from recension.language.lists import LONGEST_LEAD, TIME, listed
from recension.language.signs import END, GLUED_NEED, Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAD = re.compile(TIME + r"|(?:RT )?@ ?\w+ ?:?", re.IGNORECASE)
"""A time stamp of a live page, or the handle that a post begins with: the sentence begins there and goes on."""
NUMBER = re.compile(r"(?:[\[(] ?)?(?:(\d{1,2})|([a-z]))(?: ?/ ?\d{1,2})? ?[.)\]/]", re.IGNORECASE)
"""The number or letter that an item of a list begins with, or a part of a thread ("[1/3]", "2/")."""
TRAIL = re.compile(r"(?>(?:[#@] ?\w+|https?\S+|(?:\w+\.)+\w+/\S+|[^\w\s\"“”'‘’«»()\[\]—–-])\s*)+")
"""Hash tags, handles, links and emoji behind a sentence. No step back: rows of marks would take for ever."""
TAG = re.compile(r"[#@]|https?|\w\.\w+/")
MANY_TAGS = 3
"""So many tags and links behind a sentence are one of their own."""
ENDING = END | frozenset('"”’»')
"""What a sentence may end with."""


def starts_of(scores: NDArray[np.float32], breaks: list[bool], words: list[str], glued: list[bool]) -> list[int]:
    """The places where a sentence starts: at the window's first word, at a paragraph's, and where scores say so.

    How loudly they must say so depends on the marks around (see `signs`).

    Args:
        scores: words by two, for going on and for starting.
        breaks: whether a paragraph starts at the word.
        words: the words.
        glued: whether no blank stands before the word.
    """
    size = len(words)
    margins = (scores[:size, 1] - scores[:size, 0]).tolist()
    line = Line(words, breaks, glued)
    items = listed(line)
    found = [i for i in range(size) if not i or breaks[i] or i in items or starts(margins, line, i)]
    found = sorted({start if breaks[start] else before_stamp(start, words) for start in found})
    paragraphs = [n == 0 or breaks[start] for n, start in enumerate(found)]
    found = [
        start for n, start in enumerate(found)
        if paragraphs[n] or parts(found, n, words, opens_paragraph=paragraphs[n - 1])
    ]
    inside = {at for start, end in datelines(found, breaks, words, glued) for at in range(start + 1, end + 1)}
    return [start for start in found if start not in inside]


def starts(margins: list[float], line: Line, i: int) -> bool:
    """Whether scores and marks together say that a sentence starts at word ``i``."""
    margin = loudest(margins, line, i)
    # Below that, only where words stick together or a ticker's marks stand do marks alone part.
    may = margin > GLUED_NEED or line.glued[i] or line.words[i - 1] == "+"
    return may and margin > line.need(i)


def loudest(margins: list[float], line: Line, i: int) -> float:
    """The largest margin of word ``i``, of marks that close before it and of what stands behind marks that open with it."""
    best, at = margins[i], i
    while line.sides[at] > 0 and at + 1 < len(margins) and not line.breaks[at + 1]:
        at += 1
        best = max(best, margins[at])
    at = i
    while at > 1 and line.sides[at - 1] < 0 and not line.breaks[at]:
        at -= 1
        best = max(best, margins[at])
    return best


def before_stamp(start: int, words: list[str]) -> int:
    """``start``, or the place of the time stamp before it if one stands there behind a sentence."""
    for first in range(max(1, start - LONGEST_LEAD), start - 1):
        if words[first - 1][-1] in ENDING and LEAD.fullmatch(" ".join(words[first:start])):
            return first
    return start


def bracketed(words: list[str]) -> bool:
    """Whether ``words`` are one square bracket (*[UPDATE 11:52 PM]*, *[1/3]*)."""
    return words[0] == "[" and words[-1] == "]" and "]" not in words[:-1]


def parts(found: list[int], n: int, words: list[str], *, opens_paragraph: bool) -> bool:
    """Whether the start numbered ``n`` parts two sentences: not a stamp, number or dateline from its text, nor tags from theirs."""
    start, before = found[n], words[found[n - 1] : found[n]]
    if len(before) <= LONGEST_LEAD and (LEAD.fullmatch(" ".join(before)) or NUMBER.fullmatch(" ".join(before))):
        return False
    if opens_paragraph and (bracketed(before) or ends_dateline(before, words[start])):
        return False
    after = " ".join(words[start : min(found[n + 1] if n + 1 < len(found) else len(words), start + 2 * LONGEST_LEAD)])
    trailing = TRAIL.fullmatch(after) and (TAG.search(after) or any(ord(c) > 0x2030 for c in after))
    return not trailing or len(TAG.findall(after)) >= MANY_TAGS
