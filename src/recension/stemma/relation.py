"""How two reports are related: copy, partial copy, rewrite, translation or none, which of them derives, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from recension.model import Edge, Passage, Relation, Report, Variant
from recension.stemma.align import (
    FORMULA,
    OTHER_LANGUAGE,
    RETELLING,
    Stretches,
    align,
    align_sentences,
    in_order,
    particulars,
)
from recension.stemma.credits import credited, same_outlet
from recension.stemma.direction import KNOWN, TRANSLATED_ARTICLES, direction
from recension.stemma.retold import retelling
from recension.stemma.variants import passage, passages
from recension.stemma.words import Mask, Words, read_words

#: The part of a report's own words that must stand in the other, for a copy.
COPY, COPY_BACK = 0.8, 0.65
#: The same for a partial copy, with the words and whole sentences that it must be: a long part, a short one, or half of
#: a report, however short. Sentences that are whole show a copy; a police spokesman's phrases stand in any report.
PARTIAL: tuple[tuple[float, int, int], ...] = ((0.2, 40, 1), (0.5, 16, 0))
SHORT_PARTIAL = (0.25, 25, 2)
#: Words of the part of a whole sentence that must be copied.
WHOLE_SENTENCE, WHOLE_WORDS = 0.8, 6
#: Words which one report puts in quote marks and the other says itself are quoted from it, if they are so many.
QUOTED_AT_LENGTH = 25
#: Names and numbers of a stretch that show a form filled in anew, if no more than this part of them is the same.
FILLED_IN, FILLED_IN_PART = 4, 0.5
#: Where, as a part of both reports, what is background begins, and how many words may follow it.
BACKGROUND, TAIL = 0.4, 20
#: How sure a retelling must be, and the part that must not be the same words.
RETOLD, REWORDED = 0.7, 0.6
#: Of two reports of one agency's credit: the part of one that a rewrite which kept many words says again, and how much
#: of that is in other words.
WORKED_OVER, GAINED = 0.8, 0.25
#: The part of the words of meaning that a translation into the same language keeps, beside names that it spells in
#: another way. Who rewrites on purpose keeps the names and changes the words.
TRANSLATED_KEPT = 0.45
#: Between two languages only names and numbers can be compared: the part of both that must be aligned.
FOREIGN, FOREIGN_BACK = 0.55, 0.35
SENTENCES, ORDER = 3, 0.6
PARTICULARS, PARTICULARS_PART = 3, 0.5


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
    #: Sentences copied whole, of the report that has fewer.
    whole: int


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
    if relation == "independent":
        shown = tuple(passage(a, b, s) for s in sorted(stretches, key=lambda s: (s.j0, s.i0)))
        return Comparison(a.report.id, b.report.id, relation, None, _sure(shares), round(shares.all_a, 4),
                          round(shares.all_b, 4), shown, tuple(why))
    points, reasons = direction(a, b, relation, shares.all_a, shares.all_b)
    source = a.report.id if points >= KNOWN else b.report.id if points <= -KNOWN else None
    if source is None:
        reasons = [*reasons, "nothing tells which of the two came first"]
    return Comparison(a.report.id, b.report.id, relation, source, _sure(shares, relation), round(shares.all_a, 4),
                      round(shares.all_b, 4), passages(a, b, stretches), (*why, *reasons))


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
    most, least = max(shares.exact_a, shares.exact_b), min(shares.exact_a, shares.exact_b)
    if least >= COPY_BACK and most >= COPY:
        return "copy", list(exact), [f"{_percent(most)} of one and {_percent(least)} of the other are the same words"]
    if most < REWORDED and exact and _is_background(a, b, exact):
        return "independent", list(exact), ["only the same background paragraph in common"]
    retold = _told_again(a, b, exact) if most < REWORDED and _one_affair(a, b) else None
    if retold is not None and retold[0] == "translation":
        return retold
    if any(_is_part(shares, most, *each) for each in PARTIAL):
        worked_over = _worked_over(a, b, exact, most) if most < REWORDED and _of_one_agency(a.report, b.report) else None
        return worked_over or ("partial_copy", list(exact), _why_partial(shares))
    if retold is not None:
        return retold
    if _is_part(shares, most, *SHORT_PARTIAL):
        return "partial_copy", list(exact), _why_partial(shares)
    return "independent", list(exact), _why_independent(exact, shares)


def _is_part(shares: Shares, most: float, part: float, words: int, whole: int) -> bool:
    return most >= part and shares.words >= words and shares.whole >= whole


def _why_partial(shares: Shares) -> list[str]:
    return [f"{shares.words} words in {shares.sentences} sentences are the same"]


def _worked_over(
    a: Words, b: Words, exact: Sequence[Stretches], most: float
) -> tuple[Relation, list[Stretches], list[str]] | None:
    """A rewrite that kept many words: nearly all of a report that is not copied is said in other words."""
    stretches = [*exact, *align_sentences(a, b, exact, RETELLING)]
    whole = _shares(a, b, exact, stretches)
    told = max(whole.all_a, whole.all_b)
    if told < WORKED_OVER or told - most < GAINED:
        return None
    return "rewrite", stretches, [f"{_percent(told)} of one says what the other says, {_percent(most)} in the same words"]


def _of_one_agency(a: Report, b: Report) -> bool:
    """Whether both reports are credited to one agency."""
    return same_outlet(credited(a) or a.outlet, credited(b) or b.outlet)


def _is_background(a: Words, b: Words, exact: Sequence[Stretches]) -> bool:
    """Whether all that two reports share stands at the end of both and tells of years gone by: the common stock of
    an affair, which agencies put under every report of it.
    """
    first_a, first_b = min(s.i0 for s in exact), min(s.j0 for s in exact)
    last_a, last_b = max(s.i1 for s in exact), max(s.j1 for s in exact)
    late = first_a >= BACKGROUND * len(a) and first_b >= BACKGROUND * len(b)
    if not late or last_a < len(a) - TAIL or last_b < len(b) - TAIL:
        return False
    years = {norm for s in exact for norm in b.norms[s.j0 : s.j1] if len(norm) == 4 and norm[:2] in {"19", "20"}}
    shown = {(words.report.published.date or "")[:4] for words in (a, b)}
    return any(year.isdigit() and year not in shown for year in years)


def _told_again(
    a: Words, b: Words, exact: Sequence[Stretches]
) -> tuple[Relation | Literal["independent"], list[Stretches], list[str]] | None:
    """The relation of two reports of which one tells the other again in other words; None where neither does."""
    if a.report.language and b.report.language and a.report.language != b.report.language:
        return _of_two_languages(a, b, exact)
    return _retold(a, b, exact)


def _retold(
    a: Words, b: Words, exact: Sequence[Stretches]
) -> tuple[Relation | Literal["independent"], list[Stretches], list[str]] | None:
    """Two reports in one language that share few words in a row."""
    told = retelling(a, b)
    if told.sure < RETOLD:
        return None
    stretches = [*exact, *align_sentences(a, b, exact, RETELLING)]
    order, names = _percent(told.steady), _percent(told.particulars)
    why = [f"{order} of the sentences of one follow those of the other, which has {names} of the names and numbers"]
    one_reads_so = a.report.translated is not b.report.translated and True in (a.report.translated, b.report.translated)
    if one_reads_so:
        return "translation", stretches, [*why, "one of the two reads as translated"]
    if abs(a.articles - b.articles) >= TRANSLATED_ARTICLES:
        return "translation", stretches, [*why, 'one of the two has "the" far more often, as translations do']
    if told.respelled and told.kept >= TRANSLATED_KEPT:
        return "translation", stretches, [*why, "names are spelled in another way"]
    return "rewrite", stretches, why


def _of_two_languages(
    a: Words, b: Words, exact: Sequence[Stretches]
) -> tuple[Relation | Literal["independent"], list[Stretches], list[str]] | None:
    """Two reports in different languages: names and numbers in the same order."""
    stretches = [*exact, *align_sentences(a, b, exact, OTHER_LANGUAGE)]
    whole = _shares(a, b, exact, stretches)
    ordered = in_order(stretches)
    steady = _sentences(b, stretches) >= SENTENCES and ordered >= ORDER * len(stretches) and _same_particulars(a, b, stretches)
    if steady and max(whole.all_a, whole.all_b) >= FOREIGN and min(whole.all_a, whole.all_b) >= FOREIGN_BACK:
        why = f"{ordered} passages say the same in the same order, in other words"
        return "translation", stretches, [why, "the two are in different languages"]
    return None


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


def _shares(a: Words, b: Words, exact: Sequence[Stretches], stretches: Sequence[Stretches]) -> Shares:
    own_a, own_b = _own_words(a, b, exact)
    counted = [s for s in exact if np.count_nonzero(own_b[s.j0 : s.j1]) >= FORMULA and not _is_form(a, b, s)]
    also = [s for s in stretches if s.verbatim is False]
    same_a = _marked(len(a), [(s.i0, s.i1) for s in counted], [(g.i0, g.i1) for s in counted for g in s.gaps])
    same_b = _marked(len(b), [(s.j0, s.j1) for s in counted], [(g.j0, g.j1) for s in counted for g in s.gaps])
    all_a = _marked(len(a), [(s.i0, s.i1) for s in (*counted, *also)])
    all_b = _marked(len(b), [(s.j0, s.j1) for s in (*counted, *also)])
    exact_a, exact_b = int(np.count_nonzero(same_a & own_a)), int(np.count_nonzero(same_b & own_b))
    total_a, total_b = max(1, int(own_a.sum())), max(1, int(own_b.sum()))
    sentences = {b.sentence_of[k] for s in counted for k in range(s.j0, s.j1) if own_b[k]}
    return Shares(
        exact_a / total_a, exact_b / total_b, int(np.count_nonzero(all_a & own_a)) / total_a,
        int(np.count_nonzero(all_b & own_b)) / total_b, min(exact_a, exact_b), len(sentences),
        min(_whole_sentences(a, same_a, own_a), _whole_sentences(b, same_b, own_b)),
    )


def _is_form(a: Words, b: Words, stretches: Stretches) -> bool:
    """Whether a stretch is a form that is filled in anew: "one of nine launched during the night, of which seven were shot
    down" of one night, and of the next. Most of its names and numbers differ. Two reports of one day fill in no form anew.
    """
    first, second = a.report.published.believed, b.report.published.believed
    if first and second and first[:10] == second[:10]:
        return False
    one = particulars(a, [(stretches.i0, stretches.i1)])
    other = particulars(b, [(stretches.j0, stretches.j1)])
    fewer = min(len(one), len(other))
    return fewer >= FILLED_IN and len(one & other) < FILLED_IN_PART * fewer


def _own_words(a: Words, b: Words, exact: Sequence[Stretches]) -> tuple[Mask, Mask]:
    """The words of each report that are nobody's utterance. What one says itself and the other puts in quote marks is
    no utterance that both may have heard: it is quoted from the report, if it is long.
    """
    own_a, own_b = a.mask.copy(), b.mask.copy()
    for s in exact:
        here, there = int(np.count_nonzero(a.mask[s.i0 : s.i1])), int(np.count_nonzero(b.mask[s.j0 : s.j1]))
        if max(here, there) >= QUOTED_AT_LENGTH and min(here, there) <= max(here, there) / 2:
            own_a[s.i0 : s.i1] = own_b[s.j0 : s.j1] = True
    return own_a, own_b


def _marked(size: int, ranges: Collection[tuple[int, int]], holes: Collection[tuple[int, int]] = ()) -> Mask:
    """Which words are in some ranges, without those in the holes."""
    found = np.zeros(size, dtype=np.bool_)
    for first, last in ranges:
        found[first:last] = True
    for first, last in holes:
        found[first:last] = False
    return found


def _whole_sentences(words: Words, same: Mask, own: Mask) -> int:
    """How many sentences are copied whole, or nearly so."""
    counts = [
        (int(np.count_nonzero(own[first:last])), int(np.count_nonzero(same[first:last] & own[first:last])))
        for first, last in words.sentences
    ]
    return sum(1 for total, held in counts if total >= WHOLE_WORDS and held >= WHOLE_SENTENCE * total)


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
