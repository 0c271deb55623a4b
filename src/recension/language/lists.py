"""Items within a paragraph: bullets, numbers that count on, and the time stamps of a live page."""

from __future__ import annotations

import re

from recension.language.signs import BULLETS, END, Line

LONGEST_LEAD = 8
"""Words of a run that may be a stamp, or trail a post."""
TIME = r"[\[(]? ?\d{1,2} ?[:.h] ?\d{2}(?: ?[:.] ?\d{2})?(?: ?(?:[ap] ?\.? ?m\.?|[A-Z]{2,4}))? ?[\])]? ?[-–—:|]?"
STAMP = re.compile(TIME, re.IGNORECASE)
ITEM = re.compile(r"(?P<open>\(?)(?:(?P<number>\d{1,2})|(?P<letter>[a-z]))(?P<close>[)/])", re.IGNORECASE)
"""A number or letter that may count on within a paragraph."""


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
    return found | counted(line)


def counted(line: Line) -> set[int]:
    """The items of each row of numbers or letters that begins with the first and goes on behind points."""
    found: set[int] = set()
    last: dict[str, tuple[int, int]] = {}
    for i, word in enumerate(line.words):
        number = numbered(i, line.words) if word[0] in "([" or word[0].isdigit() or len(word) == 1 else None
        if number is None:
            continue
        form, value = number
        before, at = last.get(form, (0, 0))
        follows = line.first(i) or line.words[i - 1][-1] in END or form == "/"
        if value == 1:
            last[form] = 1, i if follows else -1
        elif value == before + 1 and follows:
            last[form] = value, i
            found.update({at, i} - {-1})
    return found


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
