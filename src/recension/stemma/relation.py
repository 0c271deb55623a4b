"""How two reports are related: copy, partial copy, rewrite, translation or none, which of them derives, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from recension.model import Edge, Passage, Relation, Report, Variant
from recension.stemma.align import (
    FORMULA,
    OTHER_LANGUAGE,
    REWRITTEN,
    TRANSLATED,
    Stretches,
    align,
    align_sentences,
    in_order,
    particulars,
)
from recension.stemma.credits import same_outlet, signed_off
from recension.stemma.variants import passage
from recension.stemma.words import Words, read_words

#: The part of a report's own words that must stand in the other, by relation.
COPY = 0.8
COPY_BACK = 0.65
PARTIAL = 0.25
#: A shorter part than PARTIAL is still a partial copy if it is this many words of this many sentences.
PARTIAL_WORDS, PARTIAL_SENTENCES = 60, 3
REWRITE = 0.5
TRANSLATION, TRANSLATION_BACK = 0.55, 0.35
#: Sentences that must be aligned, and the part of them in the same order, for a rewrite or a translation.
SENTENCES, ORDER = 3, 0.6
#: Names and numbers that the aligned sentences of a rewrite share, and their part of the poorer side's.
PARTICULARS, PARTICULARS_PART = 3, 0.5
#: Points for one direction at which it is taken as known.
KNOWN = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports side by side. Passages lie in `a` (from) and `b` (to), whichever of them is the source.

    `source`: the report that the other derives from, None where it cannot be told or where they are
    independent. `share_a`, `share_b`: the part of each report's own words (no quoted ones) that is aligned.
    """

    a: str
    b: str
    relation: Relation | Literal["independent"]
    source: str | None
    confidence: float
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Own words of both reports that are aligned word for word, and in all, as parts of 1."""

    exact_a: float
    exact_b: float
    all_a: float
    all_b: float
    words: int
    sentences: int


def compare(a: Report, b: Report) -> Comparison:
    """Aligns two reports and says how they are related.

    Returns:
        The relation, or "independent": then the passages are what the two share all the same, such as one
        speaker's words.
    """
    return compare_words(read_words(a), read_words(b))


def compare_words(a: Words, b: Words) -> Comparison:
    """`compare` for reports that are already read; turning the two round turns the answer round."""
    if (a.report.id, a.report.text_id) > (b.report.id, b.report.text_id):
        return _turned(compare_words(b, a))
    exact = align(a, b)
    shares = _shares(a, b, exact, exact)
    relation, stretches, why = _relation(a, b, exact, shares)
    shares = _shares(a, b, exact, stretches)
    passages = tuple(passage(a, b, s) for s in sorted(stretches, key=lambda s: (s.j0, s.i0)))
    if relation == "independent":
        return Comparison(a.report.id, b.report.id, relation, None, _sure(shares), round(shares.all_a, 4),
                          round(shares.all_b, 4), passages, tuple(why))
    points, reasons = direction(a, b, relation, shares)
    source = a.report.id if points >= KNOWN else b.report.id if points <= -KNOWN else None
    if source is None:
        reasons = [*reasons, "nothing tells which of the two came first"]
    return Comparison(a.report.id, b.report.id, relation, source, _sure(shares, relation), round(shares.all_a, 4),
                      round(shares.all_b, 4), passages, (*why, *reasons))


def edge(found: Comparison) -> Edge | None:
    """A comparison as an edge of the stemma, from source to what derives; None for independent reports."""
    if found.source == found.b or (found.source is None and found.share_a > found.share_b):
        found = _turned(found)
    relation = found.relation
    if relation == "independent":
        return None
    return Edge(found.a, found.b, relation, found.source is not None, found.confidence, found.share_b,
                found.passages, found.why)


def _turned(found: Comparison) -> Comparison:
    passages = tuple(
        sorted(
            (
                Passage(p.to, p.from_, tuple(Variant(v.kind, v.to, v.from_) for v in p.variants))
                for p in found.passages
            ),
            key=lambda p: (p.to, p.from_),
        )
    )
    return Comparison(found.b, found.a, found.relation, found.source, found.confidence, found.share_b, found.share_a,
                      passages, found.why)


# ---------------------------------------------------------------- relation
def _relation(
    a: Words, b: Words, exact: Sequence[Stretches], shares: Shares
) -> tuple[Relation | Literal["independent"], list[Stretches], list[str]]:
    told = shares.words >= PARTIAL_WORDS and shares.sentences >= PARTIAL_SENTENCES
    if shares.exact_a >= COPY_BACK and shares.exact_b >= COPY_BACK and max(shares.exact_a, shares.exact_b) >= COPY:
        most, least = max(shares.exact_a, shares.exact_b), min(shares.exact_a, shares.exact_b)
        return "copy", list(exact), [f"{_percent(most)} of one and {_percent(least)} of the other are the same words"]
    translated = a.report.translated is not b.report.translated and True in (a.report.translated, b.report.translated)
    foreign = bool(a.report.language and b.report.language and a.report.language != b.report.language)
    like = OTHER_LANGUAGE if foreign else TRANSLATED if translated or told else REWRITTEN
    stretches = [*exact, *(align_sentences(a, b, exact, like) if _one_affair(a, b) else ())]
    whole = _shares(a, b, exact, stretches)
    ordered = in_order(stretches)
    most, least = max(whole.all_a, whole.all_b), min(whole.all_a, whole.all_b)
    steady = _sentences(b, stretches) >= SENTENCES and ordered >= ORDER * len(stretches)
    steady = steady and _same_particulars(a, b, stretches)
    reworded = max(shares.exact_a, shares.exact_b) < 0.5
    if (translated or foreign) and steady and reworded and most >= TRANSLATION and least >= TRANSLATION_BACK:
        return "translation", stretches, [
            f"{ordered} passages say the same in the same order, in other words",
            "one of the two reads as translated" if not foreign else "the two are in different languages",
        ]
    partial = max(shares.exact_a, shares.exact_b) >= PARTIAL or told
    if steady and not foreign and most >= REWRITE and _rewritten(shares, whole):
        said = f"{_percent(most)} of one says what {_percent(least)} of the other says"
        return "rewrite", stretches, [f"{said}, {ordered} passages in the same order"]
    if partial and shares.words >= FORMULA * 2:
        return "partial_copy", list(exact), [f"{shares.words} words in {shares.sentences} sentences are the same"]
    return "independent", list(exact), _why_independent(exact, shares)


def _same_particulars(a: Words, b: Words, stretches: Sequence[Stretches]) -> bool:
    """Whether what is aligned shares its names and numbers: two accidents are told in the same sentences, but
    of other people.
    """
    one = particulars(a, [(s.i0, s.i1) for s in stretches])
    other = particulars(b, [(s.j0, s.j1) for s in stretches])
    shared = len(one & other)
    return shared >= PARTICULARS and shared >= PARTICULARS_PART * min(len(one), len(other))


def _one_affair(a: Words, b: Words) -> bool:
    """Whether two reports name enough of the same people, places and numbers to be worth a closer look."""
    one, other = set(a.particulars.values()), set(b.particulars.values())
    return len(one & other) >= max(PARTICULARS, PARTICULARS_PART / 2 * min(len(one), len(other)))


def _sentences(words: Words, stretches: Sequence[Stretches]) -> int:
    """Sentences of which at least four own words are aligned."""
    held = Counter(words.sentence_of[k] for s in stretches for k in range(s.j0, s.j1) if not words.said[k])
    return sum(1 for count in held.values() if count >= 4)


def _rewritten(exact: Shares, whole: Shares) -> bool:
    """Whether what is said in other words weighs against what is copied: a copy with changes is a copy."""
    copied, said = max(exact.exact_a, exact.exact_b), max(whole.all_a, whole.all_b)
    return copied < 0.6 and said - copied >= 0.1


def _shares(a: Words, b: Words, exact: Sequence[Stretches], stretches: Sequence[Stretches]) -> Shares:
    counted = [s for s in exact if _own(b, s.j0, s.j1) >= FORMULA]
    also = [s for s in stretches if s.verbatim is False]
    here = [(s.i0, s.i1) for s in counted], [(s.j0, s.j1) for s in counted]
    more = [(s.i0, s.i1) for s in also], [(s.j0, s.j1) for s in also]
    gaps_a = [(g.i0, g.i1) for s in counted for g in s.gaps]
    gaps_b = [(g.j0, g.j1) for s in counted for g in s.gaps]
    exact_a, exact_b = _covered(a, here[0], gaps_a), _covered(b, here[1], gaps_b)
    sentences = {b.sentence_of[k] for s in counted for k in range(s.j0, s.j1) if not b.said[k]}
    return Shares(
        exact_a / max(1, a.own), exact_b / max(1, b.own),
        _covered(a, [*here[0], *more[0]]) / max(1, a.own), _covered(b, [*here[1], *more[1]]) / max(1, b.own),
        min(exact_a, exact_b), len(sentences),
    )


def _covered(
    words: Words, ranges: Collection[tuple[int, int]], holes: Collection[tuple[int, int]] = ()
) -> int:
    """Own words in some ranges of words, without those in the holes."""
    covered = np.zeros(len(words), dtype=np.bool_)
    for first, last in ranges:
        covered[first:last] = True
    for first, last in holes:
        covered[first:last] = False
    return int(np.count_nonzero(covered & words.mask))


def _own(words: Words, first: int, last: int) -> int:
    return int(np.count_nonzero(words.mask[first:last]))


def _why_independent(exact: Sequence[Stretches], shares: Shares) -> list[str]:
    if not exact:
        return ["no eight words in a row in common"]
    if not shares.words:
        return ["only quoted words or short formulas in common"]
    return [f"only {shares.words} words in common: too few for a copy"]


def _percent(part: float) -> str:
    return f"{round(100 * part)}%"


def _sure(shares: Shares, relation: Relation | None = None) -> float:
    """How sure the relation is, from the margin by which it was reached; a number to sort by, not a probability."""
    most = max(shares.all_a, shares.all_b)
    if relation is None:
        return round(1 - most, 2)
    base = {"copy": 0.75, "partial_copy": 0.7, "rewrite": 0.5, "translation": 0.55, "cites": 0.6}[relation]
    return round(min(0.99, base + 0.25 * most), 2)


# ---------------------------------------------------------------- direction
def direction(a: Words, b: Words, relation: Relation, shares: Shares) -> tuple[float, list[str]]:
    """Points for `b` deriving from `a` (negative: `a` from `b`), and the reasons in words."""
    points, why = 0.0, []
    for sign, one, other in ((1, a, b), (-1, b, a)):
        for weight, reason in _signs(one, other, relation, shares if sign > 0 else _swapped(shares)):
            points += sign * weight
            why.append(reason)
    first, last, reason = _times(a.report, b.report)
    if first is not None:
        points += 1.2 if first is a.report else -1.2
        why.append(reason)
    if last is not None:
        points += 0.8 if last is b.report else -0.8
        why.append(f"the date of {_label(last)} is doubtful")
    return points, why


def _swapped(shares: Shares) -> Shares:
    return Shares(shares.exact_b, shares.exact_a, shares.all_b, shares.all_a, shares.words, shares.sentences)


def _signs(source: Words, to: Words, relation: Relation, shares: Shares) -> list[tuple[float, str]]:
    """Signs that `to` derives from `source`; `shares.*_a` are the source's."""
    found: list[tuple[float, str]] = []
    one, other = source.report, to.report
    agency = credited(other)
    if agency and one.outlet and same_outlet(agency, one.outlet) and not same_outlet(agency, other.outlet or ""):
        found.append((3.0, f"{_label(other)} credits {agency}"))
    elif one.outlet and _names_as_source(other.text, one.outlet) and not _names_as_source(one.text, other.outlet):
        found.append((2.0, f"{_label(other)} names {one.outlet} as its source"))
    if signed_off(one) and not signed_off(other):
        found.append((1.0, f"{_label(one)} carries the agency's own sign-off"))
    if one.dateline and one.dateline.credit and other.wire and not (other.dateline and other.dateline.credit):
        found.append((0.6, f"{_label(one)} keeps the agency's dateline, {_label(other)} only a credit"))
    if relation == "translation" and other.translated and not one.translated:
        found.append((1.5, f"{_label(other)} reads as translated"))
    if shares.all_b - shares.all_a >= 0.2 and shares.all_b >= 0.7:
        found.append((0.7, f"{_label(other)} is contained in {_label(one)}"))
    if _cut_off(other) and not _cut_off(one):
        found.append((1.0, f"{_label(other)} breaks off"))
    return found


def _times(a: Report, b: Report) -> tuple[Report | None, Report | None, str]:
    """Which report is earlier by dates that may be believed; and which one, alone of the two, has a doubtful date."""
    doubted = [r for r in (a, b) if r.published.doubtful]
    last = doubted[0] if len(doubted) == 1 else None
    when_a, when_b = _published(a), _published(b)
    if when_a and when_b:
        size = min(len(when_a), len(when_b))
        if when_a[:size] != when_b[:size]:
            first, second = (a, b) if when_a[:size] < when_b[:size] else (b, a)
            return first, last, f"{_label(first)} was published first ({_published(first)}, {_published(second)})"
    return None, last, ""


def _published(report: Report) -> str | None:
    """The date or time of publication as an ISO string that sorts, if it may be believed."""
    if report.published.doubtful:
        return None
    return report.published.at or report.published.date


def credited(report: Report) -> str | None:
    """The agency that the whole report is credited to."""
    return report.wire or (report.dateline.credit if report.dateline else None)


def _names_as_source(text: str, outlet: str | None) -> bool:
    if not outlet or len(outlet) < 3:
        return False
    name = re.escape(outlet)
    return bool(re.search(
        rf"(?:according to|reported by|report by|first (?:reported|published|appeared) (?:by|in|on)|source:|via|citing|"
        rf"told|originally published (?:by|in|on))\s+(?:the\s+)?{name}\b|\b{name}\s+(?:reports|reported)\b",
        text, re.IGNORECASE))


_BROKEN = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\]|\bread more\b.{0,20})\s*$", re.IGNORECASE)


def _cut_off(report: Report) -> bool:
    """Whether the body ends in the middle of a sentence."""
    body = [b for b in report.blocks if b.role == "body"]
    text = report.text[: body[-1].end].rstrip() if body else ""
    return bool(_BROKEN.search(text[-60:]))


def _label(report: Report) -> str:
    name = report.outlet or report.path or report.id
    return name.rsplit("/", 1)[-1]
