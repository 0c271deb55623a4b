"""Quote marks to pairs: which mark opens, which closes, and which is odd.

Worked on characters alone, paragraph by paragraph, as the cheapest reading of all marks of a paragraph: each
mark may open, close or be dropped, and what speaks for or against it (its glyph, the spaces and points beside
it) is its cost. An odd mark is dropped where it fits worst, so it never shifts the pairs behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Family = Literal["double", "single"]

#: Doubled straight or curly marks (`""so""`, `''so''`, ``` ``so'' ```) count as one mark.
#: Marks that a page left as entities, angles that stand for guillemets, and the corner marks of East Asia are marks too.
_DOUBLE = re.compile(
    r"\"{1,3}|“{1,2}|”{1,2}|„|‟|«|»|＂|″|'{2}|`{2}|´{2}|‘‘|’’|‚‚|,,(?=\w)"
    r"|&(?:quot|[lr]dquo|bdquo|[lr]aquo|#0?34|#822[0-2]);|<<|>>|[「」『』]"
)
_SINGLE = re.compile(r"['‘’‚‛`´‹›]")
_OPENS = frozenset("“„‟«‘‚‛‹`,「『")
_CLOSES = frozenset("”»’›´」』")
_ENTITIES = {
    "&ldquo;": "“", "&#8220;": "“", "&rdquo;": "”", "&#8221;": "”", "&bdquo;": "„", "&#8222;": "„",
    "&laquo;": "«", "&raquo;": "»", "<<": "«", ">>": "»",
}  # fmt: skip
_BEFORE_OPENING = frozenset("([{—–-/:;,>|…")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…*")
_ENDS = frozenset(".!?…")
_NO_MARK_AFTER = re.compile(r"(?:\d0s|em|til|tis|twas|cause|round|bout|n)\b", re.IGNORECASE)
_SAID = re.compile(r"\s*(?:[a-z]+\s+)?(?:said|says|told|added|wrote|insisted)\b|\s*[a-z]")
#: More marks than this in one paragraph are no quotation but noise.
_MOST_MARKS = 2000


@dataclass(frozen=True, slots=True)
class Pair:
    """A quoted stretch: `open` and `close` are the ends with the marks, `start` and `end` those within them.

    `runs_on`: the paragraph ended before a closing mark came, and the next one opens with a mark again.
    """

    open: int
    start: int
    end: int
    close: int
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: float
    closes: float
    drop: float


def paragraphs(text: str, start: int = 0, end: int | None = None, wrapped: bool | None = None) -> list[tuple[int, int]]:
    """The paragraphs of text[start:end] as (start, end) without white space at their ends.

    A blank line parts paragraphs, and so does a single line end, unless the lines are wrapped at one width.

    >>> paragraphs("One.\\nTwo.")
    [(0, 4), (5, 9)]
    """
    end = len(text) if end is None else end
    breaks = r"\n\s*\n" if (is_wrapped(text) if wrapped is None else wrapped) else r"[\n\r\u2028\u2029]+"
    found, at = [], start
    for match in re.finditer(breaks, text[start:end]):
        found.append((at, start + match.start()))
        at = start + match.end()
    found.append((at, end))
    return [trimmed for a, b in found if (trimmed := _trim(text, a, b))[0] < trimmed[1]]


def pairs(text: str, stretches: Iterable[tuple[int, int]] | None = None) -> list[Pair]:
    """The outermost quoted stretches of a text, in order; quotes within quotes are part of the outer one.

    Args:
        text: the text.
        stretches: the paragraphs to look at, as (start, end); all of them if not given.

    >>> [text[p.start : p.end] for text in ['" So it is ," he said.'] for p in pairs(text)]
    ['So it is ,']
    """
    kept = list(stretches) if stretches is not None else paragraphs(text)
    doubles = _paired(text, kept, "double")
    singles = _paired(text, kept, "single")
    found = list(doubles)
    for pair in singles:
        near = [d for d in doubles if d.open < pair.close and pair.open < d.close]
        if any(not (pair.open < d.open and d.close < pair.close) for d in near):
            continue
        found = [d for d in found if d not in near] + [pair]
    return sorted(found, key=lambda p: p.open)


def _paired(text: str, stretches: Sequence[tuple[int, int]], family: Family) -> list[Pair]:
    found: list[Pair] = []
    for n, (start, end) in enumerate(stretches):
        marks = list(_marks(text, start, end, family))
        if not marks or len(marks) > _MOST_MARKS:
            continue
        follows = n + 1 < len(stretches) and _starts_with_mark(text, *stretches[n + 1], family)
        found += _nested(text, marks, end, follows)
    return found


def _nested(text: str, marks: list[_Mark], end: int, follows: bool) -> list[Pair]:
    """The pairs of a paragraph; where it has guillemets and other marks, each kind is read for itself, the outer one stays."""
    angles = [m for m in marks if glyph_of(text[m.start : m.end]) in "«»「」『』"]
    if len(angles) < 2 or len(angles) == len(marks):
        return _read(text, marks, end, follows)
    outer = _read(text, angles, end, follows)
    inner = _read(text, [m for m in marks if m not in angles and not any(p.open <= m.start < p.close for p in outer)], end, follows)
    held = [p for p in outer if not any(o.open < p.open and p.close < o.close for o in inner)]
    crossed = [o for o in inner if any(o.open < p.close and p.open < o.close for p in held)]
    return sorted([*held, *(o for o in inner if o not in crossed)], key=lambda p: p.open)


def mark_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the double marks of text[start:end] stand, with a single one that opens it."""
    found = [m.span() for m in _DOUBLE.finditer(text, start, end)]
    single = _SINGLE.match(text, start, end)
    return [single.span(), *found] if single is not None and not (found and found[0][0] == start) else found


def glyph_of(mark: str) -> str:
    """The one character that a mark stands for: of doubled ones the first, of an entity what it shows."""
    return _ENTITIES.get(mark) or ('"' if mark[0] == "&" else mark[0])


def _starts_with_mark(text: str, start: int, end: int, family: Family) -> bool:
    match = (_DOUBLE if family == "double" else _SINGLE).match(text, start, end)
    return match is not None and match.end() < end and glyph_of(match.group()) not in _CLOSES


def _read(text: str, marks: list[_Mark], end: int, follows: bool) -> list[Pair]:
    """The cheapest alternation of opening and closing marks (Viterbi over two states: outside, inside)."""
    unclosed = 0.9 if follows else 6.0
    # Back pointers as linked cells, so that a paragraph of many marks costs no copies.
    cell_out: _Cell | None = None
    cell_in: _Cell | None = None
    cost_out, cost_in = 0.0, float("inf")
    for i, mark in enumerate(marks):
        stay_out, close = cost_out + mark.drop, cost_in + mark.closes
        stay_in, open_ = cost_in + mark.drop, cost_out + mark.opens
        next_out = (stay_out, cell_out) if stay_out <= close else (close, _Cell(i, "C", cell_in))
        next_in = (open_, _Cell(i, "O", cell_out)) if open_ <= stay_in else (stay_in, cell_in)
        (cost_out, cell_out), (cost_in, cell_in) = next_out, next_in
    last = cell_out if cost_out <= cost_in + unclosed else cell_in
    steps: list[tuple[int, str]] = []
    while last is not None:
        steps.append((last.mark, last.role))
        last = last.before
    steps.reverse()
    found: list[Pair] = []
    opened: _Mark | None = None
    for i, role in steps:
        mark = marks[i]
        if role == "O":
            opened = mark
        elif opened is not None:
            found += _pair(text, opened.start, opened.end, mark.start, mark.end, False)
            opened = None
    if opened is not None:
        found += _pair(text, opened.start, opened.end, end, end, True)
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    mark: int
    role: str
    before: _Cell | None


def _pair(text: str, open_: int, start: int, end: int, close: int, runs_on: bool) -> list[Pair]:
    start, end = _trim(text, start, end)
    return [Pair(open_, start, end, close, runs_on)] if start < end else []


def _marks(text: str, start: int, end: int, family: Family) -> Iterator[_Mark]:
    low = "„" in text[start:end] or "‚" in text[start:end]
    for match in (_DOUBLE if family == "double" else _SINGLE).finditer(text, start, end):
        a, b = match.span()
        left = text[a - 1] if a > start else ""
        right = text[b] if b < end else ""
        if family == "single" and ((left.isalnum() and right.isalnum()) or _NO_MARK_AFTER.match(text, b)):
            continue
        if family == "single" and ((left in "'’‘`\"“”" and left) or (right in "'’`" and right)):
            continue
        opens, closes = spaced = _spacing(text, start, end, a, b, left, right)
        glyph = glyph_of(match.group())
        if glyph in _OPENS and not (low and glyph in "“‘"):
            closes += 3.0
        elif low and glyph in "“‘":
            opens += 2.0
        elif glyph in _CLOSES:
            opens += 3.0 if family == "double" else 4.0
        if glyph in "«»‹›":  # some languages turn them round
            opens, closes = min(opens, spaced[0] + 1.0), min(closes, spaced[1] + 1.0)
        drop = 3.3 if abs(opens - closes) > 2.0 else 2.7
        if left.isdigit() and glyph in "\"″'" and not right.isalnum():
            drop = 1.0  # feet and inches
        if family == "single":
            drop = 1.5
            if left in "sSzx" and left and (right.isspace() or right in ".,"):
                drop, closes = 0.3, closes + (1.5 if _SAID.match(text, b) else 0.7)
            elif glyph == "’" and left.isalpha():
                drop = 0.6
        yield _Mark(a, b, opens, closes, drop)


def _spacing(text: str, start: int, end: int, a: int, b: int, left: str, right: str) -> tuple[float, float]:
    """What the characters beside a mark cost an opening and a closing reading."""
    free_left = not left or left.isspace()
    free_right = not right or right.isspace()
    if free_left and free_right:
        return _padded(text, start, end, a, b)
    if free_left and right in ".,;!?)":
        return 3.0, 0.2  # `losses ",`: nothing is quoted that begins with a comma
    if free_left:
        # `." then`: a closing mark that lost its place is rarer than an opening one after a sentence.
        return (0.0, 3.0) if right not in _AFTER_CLOSING or right in "—–-…" else (1.5, 0.8)
    if free_right:
        if left in "([{":
            return 0.5, 2.5
        return (2.6, 0.0) if left == ":" else (3.5, 0.0)
    if right in _AFTER_CLOSING and left not in _BEFORE_OPENING - frozenset(",…—–-"):
        return 3.5, 0.0
    if left in _BEFORE_OPENING:
        return (0.3, 2.0) if left not in ",…" else (0.8, 0.8)
    if left in _ENDS:
        return (2.0, 0.5) if right.islower() else (1.2, 0.6)
    if not left.isalnum() or not right.isalnum():
        return 1.0, 1.0
    return 2.2, 2.2


def _padded(text: str, start: int, end: int, a: int, b: int) -> tuple[float, float]:
    """A mark with space (or nothing) on both sides: what was said before and what comes after decide."""
    before = text[max(start, a - 200) : a].rstrip()
    after = text[b : min(end, b + 60)].strip()
    if not before:
        return 0.0, 4.0
    if not after:
        return 4.0, 0.0
    opens, closes = 0.8, 0.8
    if before[-1] in ".!?…":
        closes -= 0.5
    elif before[-1] == ":":
        opens, closes = 0.0, closes + 1.5
    if after[0] in ".,;!?":
        opens, closes = opens + 2.0, closes - 0.8
    elif after[0].isupper():
        opens -= 0.3
    return opens, closes


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_wrapped(text: str) -> bool:
    """Are the lines of a text cut at one width, so that a line end means nothing?"""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    whole = sum(1 for line in lines[:-1] if 45 <= len(line) <= 110)
    ended = sum(1 for line in lines[:-1] if line[-1] in '.!?"”’:')
    return whole > 0.7 * (len(lines) - 1) and ended < 0.5 * (len(lines) - 1)
