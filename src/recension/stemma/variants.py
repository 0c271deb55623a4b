"""Variants: the places where a copy differs from its source, and what kind of thing changed there.

The kinds follow the textual critic's apparatus, narrowed to what changes a report's meaning: a number, a date, a
name, a place, a negation, a role (who did it and who suffered it). What is none of these is wording.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence

from recension.model import Passage, Span, Variant, VariantKind
from recension.stemma import lexicons
from recension.stemma.align import Gap, Stretches
from recension.stemma.names import is_placed
from recension.stemma.opposites import opposed
from recension.stemma.restated import VAGUE, Change, restated
from recension.stemma.words import Words, number, spelled_numbers, stem, stems_of

#: Words of a gap above which two names or numbers in it need not stand for one another.
SHORT = 8
#: Words of an office, at most: "deputy foreign minister of".
OFFICE = 4
#: Letters of the shorter of two forms that may abbreviate the longer one: "Gov" and "Governor".
ABBREVIATION = 5
#: Letters that an abbreviation leaves out, at least: "Brand" is not short for "Brandt".
LEFT_OUT = 2
#: Words around a gap that are looked through for the parties of its sentence.
NEAR = 40

_BEFORE_PLACE = frozenset("in near outside around inside from".split())
_SAYING = frozenset("said says say saying according told tells added by".split())


def passage(a: Words, b: Words, stretches: Stretches) -> Passage:
    """Aligned stretches as a passage in characters, with its variants."""
    return Passage(
        a.chars(stretches.i0, stretches.i1),
        b.chars(stretches.j0, stretches.j1),
        tuple(variants(a, b, stretches)),
    )


def passages(a: Words, b: Words, stretches: Sequence[Stretches]) -> tuple[Passage, ...]:
    """Aligned stretches as passages, in the order of `b`, with what the two say otherwise in other words."""
    found = [passage(a, b, s) for s in sorted(stretches, key=lambda s: (s.j0, s.i0))]
    for change in restated(a, b, stretches):
        _add(found, a, b, change)
    return tuple(found)


def _add(found: list[Passage], a: Words, b: Words, change: Change) -> None:
    """Adds a change to the passage in which it lies, or as a passage of its own: the sentences in which it stands."""
    variant = Variant(change.kind, _span(a, change.i0, change.i1), _span(b, change.j0, change.j1))
    shown = [v for p in found for v in p.variants if v.kind != "wording"]
    if any(_meet(v.from_, variant.from_) or _meet(v.to, variant.to) for v in shown):
        return
    for at, held in enumerate(found):
        if _holds(held.from_, variant.from_) and _holds(held.to, variant.to):
            both = sorted([*held.variants, variant], key=lambda v: (v.from_.start, v.to.start, v.kind))
            found[at] = dataclasses.replace(held, variants=tuple(both))
            return
    here, there = (w.chars(*w.sentences[w.sentence_of[k]]) for w, k in ((a, change.i0), (b, change.j0)))
    found.append(Passage(here, there, (variant,)))
    found.sort(key=lambda p: (p.to, p.from_))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(passage: tuple[int, int], span: Span) -> bool:
    return passage[0] <= span.start and span.end <= passage[1]


def variants(a: Words, b: Words, stretches: Stretches) -> Iterator[Variant]:
    """The variants of two aligned stretches, in order. Stretches in other words give no wording variants: all
    of them would be; what changed there is sought in both reports as a whole (see `restated`).
    """
    if not stretches.verbatim:
        return
    turned = [Gap(g.j0, g.j1, g.i0, g.i1) for g in stretches.gaps]
    roles = _role_gaps(a, b, stretches.gaps) | _role_gaps(b, a, turned)
    for at, gap in enumerate(stretches.gaps):
        kind: VariantKind
        found, kind = (gap, "role") if at in roles else _kind(a, b, gap)
        yield Variant(kind, _span(a, found.i0, found.i1), _span(b, found.j0, found.j1))


def _span(words: Words, first: int, last: int) -> Span:
    start, end = words.chars(first, last)
    return Span(start, end, words.report.text[start:end])


# ---------------------------------------------------------------- one gap
def _kind(a: Words, b: Words, gap: Gap) -> tuple[Gap, VariantKind]:
    """What changed in a gap, and the gap narrowed to the number or date that changed."""
    left, right = a.norms[gap.i0 : gap.i1], b.norms[gap.j0 : gap.j1]
    dates = lexicons.words("dates.txt")
    if _has(left, lexicons.words("negations.txt")) != _has(right, lexicons.words("negations.txt")):
        return gap, "negation"
    if not left or not right:
        return gap, "wording"
    days_a, days_b = _days(a, gap.i0, gap.i1), _days(b, gap.j0, gap.j1)
    if days_a and days_b:
        return gap, "date" if days_a != days_b else "wording"
    if len(left) == len(right) == 1 and {*left, *right} <= lexicons.words("directions.txt"):
        return gap, "place"
    if max(len(left), len(right)) <= OFFICE and (
        _other_office(a, b, gap) or _other_portfolio(a, b, gap) or _other_end(a, b, gap)
    ):
        return gap, "role"
    numbers_a, numbers_b = spelled_numbers(a.norms, gap.i0, gap.i1), spelled_numbers(b.norms, gap.j0, gap.j1)
    if _other_rank(left, right):
        return gap, "number"
    turned = opposed(left, right)
    if turned and not numbers_a and not numbers_b:
        return gap, turned
    if len(numbers_a) == len(numbers_b) == 1 and not _is_vague(*numbers_a, *numbers_b) and (max(len(left), len(right)) <= SHORT):
        (i0, i1, one), (j0, j1, other) = numbers_a[0], numbers_b[0]
        if one != other:
            beside = (i0 and a.norms[i0 - 1] in dates) or (i1 < len(a) and a.norms[i1] in dates)
            return Gap(i0, i1, j0, j1), "date" if beside else "number"
        return gap, "wording"
    if max(len(left), len(right)) <= SHORT:
        names_a = {a.norms[k] for k in range(gap.i0, gap.i1) if a.names[k] or _starts_as_name(a, k)}
        names_b = {b.norms[k] for k in range(gap.j0, gap.j1) if b.names[k] or _starts_as_name(b, k)}
        if names_a - names_b and names_b - names_a and not _initials(left, right):
            return gap, "place" if is_placed(a, gap.i0) and is_placed(b, gap.j0) else "name"
    return gap, "wording"


def _days(words: Words, first: int, last: int) -> set[str]:
    """The words of calendar time in a stretch; May only where it has its capital."""
    dates, text = lexicons.words("dates.txt"), words.report.text
    return {n for k, n in enumerate(words.norms[first:last], first) if n in dates or text.startswith("May", words.starts[k])}


def _other_office(a: Words, b: Words, gap: Gap) -> bool:
    """Whether one office or force stands for another: "soldiers" for "police", "Prosecutor Fajt" for "Police chief Fajt"."""
    one, other = _offices(a, gap.i0, gap.i1), _offices(b, gap.j0, gap.j1)
    return bool(one and other) and not one & _sentence_stems(b, gap.j0) and not other & _sentence_stems(a, gap.i0)


def _sentence_stems(words: Words, at: int) -> set[str]:
    first, last = words.sentences[words.sentence_of[min(at, len(words) - 1)]]
    return {stem(norm) for norm in words.norms[first:last]}


def _offices(words: Words, first: int, last: int) -> set[str]:
    """The offices and forces in a stretch by stem; none where anything else but articles and their qualities stands there."""
    plain = {stem(n) for n in words.norms[first:last] if n not in lexicons.words("stopwords.txt")}
    return plain if plain & (stems_of("parties.txt") | stems_of("titles.txt")) else set()


def _other_portfolio(a: Words, b: Words, gap: Gap) -> bool:
    """Whether an office has become another one by the word before it: "interior" for "finance" before "minister"."""
    if (gap.i1 - gap.i0, gap.j1 - gap.j0) != (1, 1) or gap.i1 >= len(a) or gap.j1 >= len(b):
        return False
    offices = stems_of("titles.txt") | stems_of("parties.txt")
    both = {a.norms[gap.i0], b.norms[gap.j0]} <= lexicons.words("portfolios.txt")
    return both and a.norms[gap.i1] == b.norms[gap.j1] and stem(a.norms[gap.i1]) in offices


def _other_end(a: Words, b: Words, gap: Gap) -> bool:
    """Whether who did a thing has become whom it was done to: "fired by police", "fired at police"."""
    if (gap.i1 - gap.i0, gap.j1 - gap.j0) != (1, 1) or gap.i1 >= len(a) or gap.j1 >= len(b):
        return False
    if {a.norms[gap.i0] in _FROM, b.norms[gap.j0] in _FROM} != {True, False} or not {a.norms[gap.i0], b.norms[gap.j0]} <= _FROM | _AT:
        return False
    behind_a, behind_b = _parties(a, gap.i1, min(len(a), gap.i1 + 3)), _parties(b, gap.j1, min(len(b), gap.j1 + 3))
    return not behind_a.keys().isdisjoint(behind_b)


_FROM, _AT = frozenset({"by", "from"}), frozenset({"at", "on", "against", "to"})


def _other_rank(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one rank, part or number of times stands for another: "a third" for "two thirds", "once" for "twice"."""
    one, other = ([n for n in side if n not in _ARTICLES] for side in (left, right))
    ranks = lexicons.words("ordinals.txt")
    counts = all(n in ranks or number((n,)) is not None for n in (*one, *other))
    return one != other and counts and not ranks.isdisjoint((*one, *other)) and bool(one and other)


def _is_vague(*numbers: tuple[int, int, float]) -> bool:
    """Whether a number is a word that says about how many: "several"."""
    return any(0 < value % 1 <= VAGUE + 1e-9 for _, _, value in numbers)


_ARTICLES = frozenset("a an the of".split())


def _has(norms: Sequence[str], among: Collection[str]) -> bool:
    return any(norm in among or norm.endswith("n't") for norm in norms) if "not" in among else any(
        norm in among for norm in norms
    )


def _starts_as_name(words: Words, k: int) -> bool:
    """Whether the first word of a sentence is written like a name elsewhere in the report."""
    if words.sentences[words.sentence_of[k]][0] != k or not words.report.text[words.starts[k]].isupper():
        return False
    norm = words.norms[k]
    return any(words.names[m] and words.norms[m] == norm for m in range(max(0, k - 2000), min(len(words), k + 2000)))


def _initials(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one side abbreviates the other: "U.N." and "United Nations", "Gov" and "Governor"."""
    one, other = re.sub(r"\W", "", "".join(left)), re.sub(r"\W", "", "".join(right))
    short, long = sorted((left, right), key=lambda side: sum(map(len, side)))
    initials = "".join(word[0] for word in long if word)
    flat = re.sub(r"\W", "", "".join(short))
    if flat in (initials, initials[: len(flat)]):
        return True
    left_out = abs(len(one) - len(other)) >= LEFT_OUT
    return left_out and min(len(one), len(other)) <= ABBREVIATION and (one.startswith(other) or other.startswith(one))


# ---------------------------------------------------------------- roles
def _role_gaps(a: Words, b: Words, gaps: Sequence[Gap]) -> set[int]:
    """Which gaps swap who acts and who suffers.

    Three signs: two gaps exchange their parties; a party moves from one gap to another across words that both
    texts share; a party is replaced by another one of the same sentence. A passive ("by the police"), a moved
    "police said" and a list put in another order are no swaps.
    """
    if not gaps or len(gaps) > 200:
        return set()
    parties_a = [_parties(a, gap.i0, gap.i1) for gap in gaps]
    parties_b = [_parties(b, gap.j0, gap.j1) for gap in gaps]
    found: set[int] = set()
    for at, gap in enumerate(gaps):
        gone, come = parties_a[at].keys() - parties_b[at].keys(), parties_b[at].keys() - parties_a[at].keys()
        if not gone:
            continue
        for other, far in enumerate(gaps):
            if other == at or not _same_sentence(a, b, gap, far):
                continue
            moved = gone & (parties_b[other].keys() - parties_a[other].keys())
            back = (parties_a[other].keys() - parties_b[other].keys()) & come
            if not moved or not all(
                [*(_turned(a, b, parties_a[at][p], parties_b[other][p]) for p in moved),
                 *(_turned(a, b, parties_a[other][p], parties_b[at][p]) for p in back)]
            ):
                continue
            filled = parties_b[at].keys() - moved
            if back or (_common_nouns(filled) and _across(a, gap, far)):
                found |= {at, other}
        if come and _common_nouns(come) and max(gap.i1 - gap.i0, gap.j1 - gap.j0) <= SHORT:
            around, beside = _sentence_parties(a, gap.i0, gap.i1), _sentence_parties(b, gap.j0, gap.j1)
            passive = any(_after_by(b, beside[p]) != _after_by(a, parties_a[at][p]) for p in gone & beside.keys())
            passive |= any(_after_by(a, around[p]) != _after_by(b, parties_b[at][p]) for p in come & around.keys())
            if come & around.keys() and not passive and not _listed(a, gap.i0, gap.i1) and not _told(b, gap.j0, gap.j1):
                found.add(at)
    return found


def _parties(words: Words, first: int, last: int) -> dict[str, int]:
    """People, forces and names in a stretch, by stem, with the word where each last stands."""
    nouns = lexicons.words("parties.txt")
    return {
        stem(words.norms[k]): k
        for k in range(first, last)
        if words.norms[k] in nouns
        or (words.names[k] and words.norms[k] not in lexicons.words("dates.txt") and number((words.norms[k],)) is None
            and not (k and words.norms[k - 1] in _BEFORE_PLACE | {"of", "at", "to"}))
    }


def _common_nouns(stems: Collection[str]) -> bool:
    return not stems_of("parties.txt").isdisjoint(stems)


def _sentence_parties(words: Words, first: int, last: int) -> dict[str, int]:
    """The parties of the sentence around a stretch, without those of the stretch."""
    begin, end = words.sentences[words.sentence_of[min(first, len(words) - 1)]]
    begin, end = max(begin, first - NEAR), min(end, last + NEAR)
    return {**_parties(words, begin, first), **_parties(words, last, end)}


def _same_sentence(a: Words, b: Words, one: Gap, other: Gap) -> bool:
    def home(words: Words, k: int) -> int:
        return words.sentence_of[min(k, len(words) - 1)]

    return home(a, one.i0) == home(a, other.i0) and home(b, one.j0) == home(b, other.j0)


def _across(a: Words, one: Gap, other: Gap) -> bool:
    """Whether words of meaning that both texts share lie between two gaps."""
    first, last = sorted(((one.i0, one.i1), (other.i0, other.i1)))
    between = range(first[1], last[0])
    return any(a.norms[k] not in lexicons.words("stopwords.txt") and not a.names[k] for k in between)


def _turned(a: Words, b: Words, i: int, j: int) -> bool:
    """Whether a party that moved has also changed its part: it has not if one text says it in the passive, if
    it is only the one who tells, or if it stands in a list.
    """
    if _after_by(a, i) != _after_by(b, j):
        return False
    return not (_told(a, i, i + 1) or _told(b, j, j + 1) or (_listed(a, i, i + 1) and _listed(b, j, j + 1)))


def _after_by(words: Words, k: int) -> bool:
    return "by" in words.norms[max(0, k - 3) : k]


def _told(words: Words, first: int, last: int) -> bool:
    begin, end = words.sentences[words.sentence_of[min(first, len(words) - 1)]]
    around = [*words.norms[max(begin, first - 2) : first], *words.norms[last : min(end, last + 2)]]
    return any(norm in _SAYING and norm != "by" for norm in around)


def _listed(words: Words, first: int, last: int) -> bool:
    return "and" in (*words.norms[max(0, first - 1) : first], *words.norms[last : last + 1])
