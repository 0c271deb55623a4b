"""What the marks around a word say of a sentence that may start there, whatever the network says of it.

Each word has a *need*: the margin between the network's scores for starting and for going on from which a sentence
starts there. Where marks leave no doubt it is `NEVER` or `SURE`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from importlib import resources
from itertools import accumulate

NEVER, SURE = float("inf"), float("-inf")
END = frozenset(".!?…")
"""Marks that end a sentence."""
CLOSERS, OPENERS = frozenset({"”", "»", ")", "]", "’"}), frozenset({"“", "„", "«", "(", "[", "‘", "¿", "¡", "#", "@"})
STRAIGHT = frozenset({'"', "'", "*"})
BULLETS = frozenset("•▪■●◦‣►▶➤✔✅>")
"""Marks that an item of a list begins with."""
DASHES = frozenset({"-", "–", "—", "--", "―", "_"})
ON = frozenset(":;,/|>")
"""Marks that what stands behind goes on from."""
FIRST_WORDS = frozenset(
    "a an the this that these those he she it they we you his her its their our my there here but and so in on at by for "
    "from with after before when while as if since then however meanwhile nobody no some many most all both not".split()
)
"""Words that have a capital where a sentence starts and nowhere else, save in names of books and papers."""
INITIAL_NEED = 3.0
"""Behind an initial (*J. Smith*, *Plan B. Then*), or what looks like an abbreviation."""
POINT_NEED = {"first": -6.0, "capital": -4.0, "quote": -1.0, "digit": 0.0, "other": 0.0}
"""Behind a point, by what follows."""
ABBREVIATION_NEED = {"first": -4.0, "capital": 0.0, "quote": 0.0, "digit": NEVER, "other": 3.0}
"""Behind an abbreviation that a sentence may end with."""
DOTS_NEED = {"first": -4.0, "capital": -3.0, "quote": -3.0, "digit": -2.0, "other": 0.0}
"""Behind dots: a pause or an end."""
QUOTED_NEED = {"first": -2.0, "capital": -1.5, "quote": -4.0, "digit": 0.0, "other": 1.0}
"""Behind a closing mark whose quotation ends in a point."""
ASKED_NEED = -0.5
"""Behind a closing mark whose quotation ends in another mark, before a capital: who said it may follow."""
WORD_NEED = {"first": 9.0, "capital": 9.0, "quote": 9.0, "digit": 2.0, "other": 1.0}
"""Behind a plain word: one wrong cut costs two wrong trees. Before a small letter the network is seldom tempted."""
CARELESS_NEED = 0.0
"""Behind a plain word, before a small letter, where the paragraph begins with a small letter too: nothing else parts there."""
GLUED_NEED = -6.5
"""Between a small letter and a capital that stick together: lines of a page, or a blank that was lost (*ofAmerican*)."""
TURN_NEED = -4.0
"""Behind a point, before the dash of a dialogue."""
MARK_NEED = 1.0
"""Behind a closing mark without a point, or a dash within a sentence."""


@functools.lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """The kind of each abbreviation, casefolded and without its last full stop."""
    text = (resources.files("recension.language") / "lexicons" / "abbreviations.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: kind for kind, words in rows for word in words.split()}


@dataclass
class Line:
    """The words of a window, with what stands between them.

    Args:
        words: the words.
        breaks: whether a paragraph starts at the word.
        glued: whether the word sticks to the one before, without a blank.
    """

    words: list[str]
    breaks: list[bool]
    glued: list[bool]
    sides: list[int] = field(init=False)
    """Of each word: 1 for a mark that opens, -1 for one that closes, else 0."""
    opened: list[int] = field(init=False)
    """Of each word: the first word of its paragraph."""

    def __post_init__(self) -> None:
        self.opened = list(accumulate((i if self.first(i) else 0 for i in range(len(self.words))), max))
        self.sides = sides(self)

    def need(self, i: int) -> float:
        """The margin from which a sentence starts at word ``i``, which is no paragraph's first."""
        words = self.words
        if self.sides[i] < 0 or self.sides[i - 1] > 0:
            return NEVER  # a closing mark ends, an opening one begins
        if words[i] == "[" and self.glued[i] and i + 1 < len(words) and words[i + 1].isdigit():
            return NEVER  # a note sticks to its sentence
        k = self.without_note(i) - 1
        while k > 0 and self.sides[k] < 0 and not self.breaks[k]:
            k -= 1
        before, word, closed = words[k], words[i], k < i - 1
        last = before[-1]
        if last in END:
            return self.after_end(k, i, closed=closed)
        if self.glued[i] and word[0].isupper() and (last.islower() or closed or (last.isdigit() and len(word) > 2 and word.istitle())):
            return GLUED_NEED  # the tokenizer cut here
        if closed:
            return 0.0 if sign(words[i - 1]) else MARK_NEED
        if last in ON or (self.first(k) and not last.isalnum()):
            return NEVER
        kind = self.kind(i)
        if before in DASHES:
            stands_in = (words[k - 1][-1].islower() and not words[k - 1][0].isupper()) or words[k - 1][-1] == "-"
            return 0.0 if stands_in else NEVER
        if words[max(0, k - 2) : i] == TICKER and not self.first(k - 2):
            return SURE
        return CARELESS_NEED if kind == "other" and self.careless(i) else WORD_NEED[kind]

    def without_note(self, i: int) -> int:
        """Word ``i``, or the bracket of a note that stands between it and a point (*He left. [17] She stayed.*)."""
        if i > 3 and self.words[i - 1] == "]" and self.words[i - 3] == "[" and (self.words[i - 4][-1] in END or self.sides[i - 4] < 0):
            return i - 3
        return i

    def first(self, k: int) -> bool:
        """Whether a paragraph starts at word ``k``."""
        return k <= 0 or self.breaks[k]

    def careless(self, i: int) -> bool:
        """Whether the paragraph of word ``i`` begins with a small letter."""
        return self.words[self.opened[i]][0].islower()

    def after_end(self, k: int, i: int, *, closed: bool) -> float:
        """The need behind word ``k`` with a mark that ends sentences, and closing marks if ``closed``."""
        before, kind = self.words[k], self.kind(i)
        if before.endswith(("..", "…")):
            if self.first(k):
                return NEVER
            return SURE if self.glued[i] and kind in ("first", "capital", "quote") else DOTS_NEED[kind]
        known = self.abbreviation(k) if before[-1] == "." else None
        if known == "name" or (known == "inner" and not closed):
            return NEVER
        if known == "number" and kind == "digit":
            return NEVER
        if known == "unknown":
            return INITIAL_NEED
        if known in ("end", "hour"):
            return min(ABBREVIATION_NEED[kind], POINT_NEED[kind]) if known == "hour" else ABBREVIATION_NEED[kind]
        if all(self.glued[k + 1 : i + 1]) and kind != "other":
            return SURE
        if self.turn(i):
            return TURN_NEED
        if closed and kind == "capital" and before[-1] in "!?":
            return ASKED_NEED
        return (QUOTED_NEED if closed else POINT_NEED)[kind]

    def turn(self, i: int) -> bool:
        """Whether a dash at word ``i`` hands the word to the other, in a dialogue whose first speaker has a dash too."""
        if self.words[i] not in DASHES or i + 1 == len(self.words) or not self.words[i + 1][0].isupper():
            return False
        return self.words[self.opened[i]] in DASHES

    def kind(self, i: int) -> str:
        """What word ``i`` looks like: a first word, another with a capital, a quotation's start, a number, or other."""
        words, at = self.words, i
        while self.sides[at] > 0 and at + 1 < len(words):
            at += 1
        word = words[at]
        if at > i:
            return "quote" if word[0].isupper() or word[0].isdigit() else "other"
        if word[0].isupper():
            return "first" if word.lower() in FIRST_WORDS else "capital"
        if word.startswith("http") or (word[1:2].isupper() and word[0].isalpha()):
            return "capital"  # "iTrade"
        return "digit" if word[0].isdigit() else "other"

    def abbreviation(self, k: int) -> str | None:
        """The kind of the abbreviation whose last full stop is, or is in, word ``k``; `unknown` for what looks like one."""
        word = self.words[k]
        if word == ".":
            if not (k and self.glued[k]):
                return None
            word = self.words[k - 1]
        word = word.removesuffix(".")
        known = abbreviations().get(word.casefold())
        at = k - 1 - (self.words[k] == ".")
        if known and at >= 0 and self.words[at][-1].isdigit():
            return "hour" if known == "hour" else "end"  # a measure: "19,000 ft."
        if known:
            return known
        if len(word) == 1 and word.isupper() and word != "I":
            return "unknown"
        if "." in word and word.replace(".", "").isalpha():
            return "end"
        short = 1 < len(word) < 6 and word.isalpha() and word[0].isupper() and not word.isupper()
        letters = set(word.casefold())
        return "unknown" if short and not letters & VOWELS and not letters <= HUMS else None


def sign(word: str) -> bool:
    """Whether ``word`` is an emoji or another picture.

    >>> sign("😢"), sign("\ufe0f"), sign("%"), sign("日"), sign("”")
    (True, True, False, False, False)
    """
    return not word.isalnum() and ord(word[0]) > 0x2040 and word[0] not in "€₤₦₹₽₴₺₩₪"


VOWELS, HUMS = frozenset("aeiou"), frozenset("hmsz")
"""A word without vowels is an abbreviation (*Tgk.*), save *Hmm* and *Shh*."""
TICKER = ["+", "+", "+"]
"""What parts the lines of a ticker."""


def sides(line: Line) -> list[int]:
    """Of each word 1 for a mark that opens, -1 for one that closes, else 0: by its form, blanks beside it, or turns."""
    words = line.words
    found = [0] * len(words)
    bullet = ""
    straight: list[int] = []
    for i, word in enumerate(words):
        if line.first(i):
            bullet = word if word in BULLETS or sign(word) else ""
        if word.isalnum():
            continue
        if word == bullet or (bullet and i and words[i - 1] == bullet and sign(word)):
            found[i] = 1
        elif sign(word):
            found[i] = -1
        elif word in OPENERS:
            # German and others close with what English opens with.
            found[i] = -1 if word == "“" and beside(line, i) < 0 else 1
        elif word in CLOSERS:
            found[i] = -1
        elif word in STRAIGHT:
            found[i] = beside(line, i)
            if word == '"':
                straight.append(i)
    within, last = False, 0
    for at, i in enumerate(straight):
        within = within and not any(line.breaks[last + 1 : i + 1])
        last = i
        if not found[i]:
            after = straight[at + 1] if at + 1 < len(straight) else len(words)
            known = found[after] if after < len(words) and not any(line.breaks[i + 1 : after + 1]) else 0
            found[i] = -known or (-1 if within else 1)
        within = found[i] > 0
    return found


def beside(line: Line, i: int) -> int:
    """1 where a blank stands before the mark at ``i`` and none behind it, -1 the other way round, else 0."""
    after = i + 1 < len(line.words) and line.glued[i + 1]
    return 0 if line.glued[i] == after else -1 if line.glued[i] else 1
