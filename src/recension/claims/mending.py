"""Quotations whose marks are not whole: one mark lost, or a cue set within the marks as in French and Spanish.

An odd mark says that somebody is quoted, not how far; the tag does (", said X", ", X said"). Without a tag beside it an
odd mark stays dropped.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from recension.claims.cues import lexicon
from recension.claims.marks import Pair, glyph_of, mark_spans

#: Characters that a quotation with one mark may have.
_LONGEST = 900
#: A paragraph with more marks is not mended.
_MOST_MARKS = 200
_KINDS = frozenset({"say", "report", "confirm", "warn", "deny", "condemn", "approve"})
_SENTENCE = re.compile(r"[.!?…][\"”’'»)]*\s+(?=[A-Z0-9“\"«„‘])")
_GUILLEMETS = frozenset("«»„")


def mended(text: str, stretches: list[tuple[int, int]], found: list[Pair]) -> list[Pair]:
    """The pairs of a text with those that a lost mark left out, and with cues that stand within marks taken out.

    Args:
        text: the text.
        stretches: its paragraphs.
        found: what `marks.pairs` found in them.
    """
    whole: list[Pair] = []
    n = 0
    for start, end in stretches:
        held: list[Pair] = []
        while n < len(found) and found[n].open < end:
            held.append(found[n])
            n += 1
        held = [part for pair in held for part in _without_cue(text, pair, end)]
        whole += sorted([*held, *_odd(text, start, end, held)], key=lambda p: p.open)
    return whole


def _odd(text: str, start: int, end: int, held: list[Pair]) -> Iterator[Pair]:
    """The quotations of a paragraph that only one mark shows."""
    taken = start
    marks = mark_spans(text, start, end)
    if len(marks) > _MOST_MARKS:
        return  # no quotation but noise
    marks = [m for m in marks if not any(p.open <= m[0] < p.close for p in held)]
    for n, (a, b) in enumerate(marks[:20]):
        if a < taken:
            continue
        following = [p.open for p in held if p.open >= b] + [m[0] for m in marks[n + 1 :]]
        stop = min([end, b + _LONGEST, *following])
        glyph, pair = glyph_of(text[a:b]), None
        if glyph not in "'‘’":
            floor = max([start, taken, a - _LONGEST, *(p.close for p in held if p.close <= a)])
            pair = _opened_by_sentence(text, floor, a, b, end)
        if pair is None and glyph not in "”»":
            pair = _closed_by_tag(text, start, a, b, stop, end)
        if pair is not None:
            taken = pair.close
            yield pair


def _closed_by_tag(text: str, start: int, a: int, b: int, stop: int, end: int) -> Pair | None:
    """`"It fell, said X.`: from an opening mark to the comma before a tag, or after a colon to the end."""
    before = text[max(start, a - 3) : a].rstrip()
    if b >= stop or not (text[b].isalnum() or text[b : b + 1].isspace()) or (before and before[-1] not in '.!?:,”"'):
        return None
    if glyph_of(text[a:b]) in "'‘" and a > start:
        return None
    tag = _tag().search(text, b, stop)
    if tag is not None:
        return _pair(text, a, b, tag.start() + 1, tag.start() + 1)
    led = before.endswith((":", ",")) and _led().search(text, max(start, a - 60), a) is not None
    return _pair(text, a, b, end, end) if led and stop == end and text[end - 1] in ".!?…" else None


def _opened_by_sentence(text: str, floor: int, a: int, b: int, end: int) -> Pair | None:
    """`It fell," said X.`: from the start of the sentence to a closing mark that a tag follows."""
    before = text[floor:a].rstrip()
    spaced = text[a - 1 : a].isspace() and not text[b : b + 1].isspace()  # as an opening mark stands
    if not before or before[-1] not in ",.!?…" or spaced or _after().match(text, b, min(end, b + 160)) is None:
        return None
    first = max((m.end() for m in _SENTENCE.finditer(text, floor, a - 1)), default=floor)
    return _pair(text, first, first, a, b)


def _without_cue(text: str, pair: Pair, end: int) -> list[Pair]:
    """`« It burned, says X. Nobody came. »`: a cue that stands within guillemets parts the quotation in two."""
    glyph = text[pair.open]
    if glyph not in _GUILLEMETS or re.match(r"\s*[,–—-]?\s*[a-z]", text[pair.close : end][:8]):
        return [pair]
    if ":" in text[max(0, pair.open - 3) : pair.open]:
        return [pair]
    tag = _inverted().search(text, pair.start, pair.end)
    if tag is None:
        return [pair]
    first, rest = tag.start() + 1, tag.end()
    found = _pair(text, pair.open, pair.start, first, first)
    second = _pair(text, rest, rest, pair.end, pair.close)
    return [p for p in (found, second) if p is not None]


def _pair(text: str, open_: int, start: int, end: int, close: int) -> Pair | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Pair(min(start, open_), start, end, close) if start < end else None


@functools.cache
def _said() -> str:
    """The finite forms of verbs that tag a quotation, as a pattern."""
    known = lexicon()
    speaking = {w for w, frames in known.verbs.items() if frames.get("quote") in _KINDS}
    forms = sorted(f for f, lemma in known.forms.items() if lemma in speaking and f != lemma and not f.endswith("ing"))
    return "(?:" + "|".join(map(re.escape, forms)) + ")"


_SUBJECT = r"(?:(?:the|a|an|his|her|its|their|one)\s+(?=[\w-])|(?=[A-Z])|(?:he|she|they|it)\s+(?=[a-z]))"


@functools.cache
def _tag() -> re.Pattern[str]:
    """A comma and a tag: ", said the mayor", ", vicar Jo Ash told"."""
    inverted = rf"{_said()}\s+{_SUBJECT}"
    named = rf"(?:(?:[a-z-]+\s+){{0,3}}{_SUBJECT}|(?=he|she|they))[\w.’'-]+(?:\s+(?!and\b|but\b|that\b|which\b|who\b)[\w.’'-]+){{0,6}}?"
    return re.compile(rf",\s*(?:{inverted}|{named}\s+{_said()}\b)")


@functools.cache
def _after() -> re.Pattern[str]:
    """What follows the closing mark of a tagged quotation."""
    return re.compile(rf"\s*+(?:,\s*+)?(?:{_said()}\s+{_SUBJECT}|{_SUBJECT}[^.;:!?\"“”«»]{{0,110}}?\b{_said()}\b)")


@functools.cache
def _led() -> re.Pattern[str]:
    """What leads to a quotation: "said:", "told reporters,"."""
    return re.compile(rf"\b{_said()}\b[^.;:]{{0,40}}[:,]\s*$|\w:\s*$")


@functools.cache
def _inverted() -> re.Pattern[str]:
    """", says Name, a seller." within marks: to the full stop, or to the comma behind a short name."""
    return re.compile(rf"\s?,\s+{_said()}\s+(?=[A-Z]|the\b|an?\b)(?:[^.!?«»,]{{1,60}},(?=\s+[a-z]+\s+[a-z]+\s)|[^.!?«»]{{1,90}}[.!?,])")
