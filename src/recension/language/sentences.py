"""Scores to sentence starts: what the network says of each word, and what posts, stamps and abbreviations need besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.language.signs import BULLETS, DASHES, END, GLUED_NEED, OPENERS, STRAIGHT, Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST_LEAD = 8
"""Words of a run that may be a stamp, or trail a post."""
TIME = r"[\[(]? ?\d{1,2} ?[:.h] ?\d{2}(?: ?[:.] ?\d{2})?(?: ?(?:[ap] ?\.? ?m\.?|[A-Z]{2,4}))? ?[\])]? ?[-–—:|]?"
STAMP = re.compile(TIME, re.IGNORECASE)
LEAD = re.compile(TIME + r"|(?:RT )?@ ?\w+ ?:?", re.IGNORECASE)
"""A time stamp of a live page, or the handle that a post begins with: the sentence begins there and goes on."""
NUMBER = re.compile(r"(?:[\[(] ?)?(?:(\d{1,2})|([a-z]))(?: ?/ ?\d{1,2})? ?[.)\]/]", re.IGNORECASE)
"""The number or letter that an item of a list begins with, or a part of a thread ("[1/3]", "2/")."""
ITEM = re.compile(r"(?P<open>\(?)(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<close>[)/])", re.IGNORECASE)
"""A number or letter that may count on within a paragraph."""
AGENCY = re.compile(r"[^a-z()]\S*(?: (?:[^a-z() ]\S*|[ap] ?\.? ?m\.?))*? ?(?:\( ?[^()]{2,40} ?\)|/ ?[A-Z]{2,9} ?/) ?[.:]?[-–—_]*", re.DOTALL)
"""A dateline that ends with its agency, without a dash: "MEXICO CITY (EFE).-", "Geneva, 30 March (ATS)."."""
TRAIL = re.compile(r"(?>(?:[#@] ?\w+|https?\S+|(?:\w+\.)+\w+/\S+|[^\w\s\"“”'‘’«»()\[\]—–-])\s*)+")
"""Hash tags, handles, links and emoji behind a sentence. No step back: rows of marks would take for ever."""
TAG = re.compile(r"[#@]|https?|\w\.\w+/")
MANY_TAGS = 3
"""So many tags and links behind a sentence are one of their own."""
NUMBERED = re.compile(
    r"(?:.* )?(?:[a-z]{1,5}\.|(?:art|para|paras|sec|reg|cl|ch|pt|bn|sq|km|rte|hwy|bldg|apt) \.)", re.IGNORECASE
)
"""An abbreviation that a number follows."""
ENDING = END | frozenset('"”’»')
"""What a sentence may end with."""
LONGEST_DATELINE = 12
"""Words of a dateline, its dash included."""


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
    found = [start for n, start in enumerate(found) if n == 0 or breaks[start] or parts(found, n, words, opens_paragraph=n == 1 or breaks[found[n - 1]])]
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


def listed(line: Line) -> set[int]:
    """Where items of a list begin within a paragraph: bullets, numbers that count on, and stamps of a live page."""
    words = line.words
    found: set[int] = set()
    bullets = [i for i, word in enumerate(words) if word in BULLETS and word != ">"]
    if len(bullets) > 1:
        found.update(bullets)
    stamps = [i for i in range(len(words)) if (line.first(i) or words[i - 1][-1] in END) and stamped(i, words)]
    if len(stamps) > 1:
        found.update(stamps)
    last: dict[str, tuple[int, int]] = {}
    for i, word in enumerate(words):
        if word[0] in "([" or word[0].isdigit() or len(word) == 1:
            number = numbered(i, words)
            if number is None:
                continue
            form, value = number
            before, at = last.get(form, (0, -1))
            follows = line.first(i) or words[i - 1][-1] in END or form == "/"
            if value == before + 1 and (follows or value == 1):
                last[form] = value, i
                found.update({at, i} if value > 1 and follows else ())
    return found - {-1}


def stamped(i: int, words: list[str]) -> bool:
    """Whether a time stamp begins at word ``i``."""
    if not (words[i][0].isdigit() or words[i] in {"[", "("}):
        return False
    return any(STAMP.fullmatch(" ".join(words[i:end])) for end in range(i + 1, min(i + LONGEST_LEAD, len(words)) + 1))


def numbered(i: int, words: list[str]) -> tuple[str, int] | None:
    """The form and value of an item's number at word ``i``: *(2)*, *2)*, *b)*, *2/*."""
    for end in range(i + 1, min(i + 3, len(words)) + 1):
        item = ITEM.fullmatch("".join(words[i:end]))
        if item:
            form = item["open"] + item["close"] + ("" if item["number"] else "a")
            return form, int(item["number"]) if item["number"] else ord(item["letter"].lower()) - ord("a") + 1
    return None


def datelines(starts: list[int], breaks: list[bool], words: list[str], glued: list[bool]) -> list[tuple[int, int]]:
    """Start and end of each dateline. It is a part of the sentence behind, and best read by itself."""
    found = []
    for start in starts:
        if breaks[start]:
            last = next((i for i in range(start + 1, min(start + LONGEST_DATELINE + 1, len(words))) if breaks[i]), len(words))
            end = dateline(start, words[:last], glued)
            if end:
                found.append((start, end))
    return found


def dateline(start: int, words: list[str], glued: list[bool]) -> int:
    """The end of the dateline that a paragraph begins with, a place in capitals or an agency in brackets before a dash; else 0.

    >>> def end(text: str) -> int:
    ...     return dateline(0, text.split(), [False] * 20)
    >>> end("BUNIA , DR Congo - The movement withdrew"), end("Goma ( AFP ) – Two men fled .")
    (5, 5)
    >>> end("FAYEZ QUITS - BARAKAT TAKES OVER"), end("Marie - Ange said no .")
    (0, 0)
    """
    for i in range(start + 1, min(start + LONGEST_DATELINE, len(words) - 1)):
        word = words[i]
        if word in DASHES and not (word == "-" and glued[i] and glued[i + 1] and words[i - 1] != ")"):
            loud = len(words[start]) > 2 and words[start].isupper()
            after = words[i + 1]
            fits = (after[0].isupper() and not (len(after) > 1 and after.isupper())) or after[0] in OPENERS | STRAIGHT
            return i + 1 if fits and (loud or ")" in words[start:i]) else 0
        within = "(" in words[start:i] and ")" not in words[start:i]
        if not (within or word in DASHES or word[0].isupper() or word[0].isdigit() or word in {",", ".", "(", ")", "/", "[", "]", ";"}):
            return 0
    return 0


def before_stamp(start: int, words: list[str]) -> int:
    """``start``, or the place of the time stamp before it if one stands there behind a sentence."""
    for first in range(max(1, start - LONGEST_LEAD), start - 1):
        if words[first - 1][-1] in ENDING and LEAD.fullmatch(" ".join(words[first:start])):
            return first
    return start


def place(before: list[str], after: str) -> bool:
    """Whether ``before`` is a dateline in capitals that ends with a point: *KAMPALA. Ms. Nakimuli takes over.*"""
    if before[-1] != "." or not before[0].isupper() or len(before[0]) < 4 or before[0].casefold() in CALLS or (len(after) > 1 and after.isupper()):
        return False
    dated = any(word[0].isdigit() for word in before)
    return len(before) == 2 or (dated and all(not word[0].islower() for word in before))


CALLS = frozenset("flash urgent breaking update updated exclusive correction alert bulletin notice live watch video warning note".split())
"""Words in capitals before a text that are no place."""


def parts(found: list[int], n: int, words: list[str], *, opens_paragraph: bool) -> bool:
    """Whether the start numbered ``n`` parts two sentences: not a stamp from its text, nor tags or a number from theirs."""
    start, before = found[n], words[found[n - 1] : found[n]]
    if words[start][0].isdigit() and NUMBERED.fullmatch(" ".join(before[-3:])):
        return False
    if len(before) <= LONGEST_LEAD and (LEAD.fullmatch(" ".join(before)) or NUMBER.fullmatch(" ".join(before))):
        return False
    if opens_paragraph and before[0] == "[" and "]" not in before[:-1] and before[-1] == "]":
        return False
    if opens_paragraph and len(before) <= LONGEST_DATELINE and (AGENCY.fullmatch(" ".join(before)) or place(before, words[start])):
        return False
    after = " ".join(words[start : min(found[n + 1] if n + 1 < len(found) else len(words), start + 2 * LONGEST_LEAD)])
    trailing = TRAIL.fullmatch(after) and (TAG.search(after) or any(ord(c) > 0x2030 for c in after))
    return not trailing or len(TAG.findall(after)) >= MANY_TAGS
