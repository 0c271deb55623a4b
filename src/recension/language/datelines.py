"""Datelines: the place, agency and day that agency copy begins with. Each is a part of the sentence behind it."""

from __future__ import annotations

import re

from recension.language.signs import DASHES, OPENERS, STRAIGHT

LONGEST_DATELINE = 12
"""Words of a dateline, its dash included."""
AGENCY = re.compile(r"[^a-z()]\S*(?: (?:[^a-z() ]\S*|[ap] ?\.? ?m\.?))*? ?(?:\( ?[^()]{2,40} ?\)|/ ?[A-Z]{2,9} ?/) ?[.:]?[-–—_]*", re.DOTALL)
"""A dateline that ends with its agency, without a dash: "MEXICO CITY (EFE).-", "Geneva, 30 March (ATS)."."""
CALLS = frozenset("flash urgent breaking update updated exclusive correction alert bulletin notice live watch video warning note".split())
"""Words in capitals before a text that are no place."""


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


def ends_dateline(before: list[str], after: str) -> bool:
    """Whether a paragraph's first words are a dateline without a dash, of which the word after them goes on.

    It ends with its agency in brackets, or stands in capitals and ends with a point: *KAMPALA. Ms. Nakimuli takes over.*
    """
    if len(before) > LONGEST_DATELINE:
        return False
    if AGENCY.fullmatch(" ".join(before)):
        return True
    loud = before[0].isupper() and len(before[0]) > 3 and before[0].casefold() not in CALLS
    if not loud or before[-1] != "." or (len(after) > 1 and after.isupper()):
        return False
    dated = any(word[0].isdigit() for word in before)
    return len(before) == 2 or (dated and all(not word[0].islower() for word in before))
