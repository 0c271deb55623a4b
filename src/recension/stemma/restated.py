"""What two reports that tell the same in other words say otherwise: numbers, days, names and what did not happen.

Where words were changed, no gap shows what stands for what: "taken 80 soldiers prisoner" and "eight soldiers were captured" lie
in sentences that were split, merged and moved. So each number is looked for in the whole other report. One that stands there
too, of the same thing, was kept; of the rest, two stand for one another if they count the same thing, by the words around
them. Words are turned round if one report denies what the other says, by a "not" or by their opposite.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recension.model import VariantKind
from recension.stemma import lexicons
from recension.stemma.align import Stretches
from recension.stemma.credits import corrects
from recension.stemma.names import is_placed, same_beside, spelled_alike
from recension.stemma.opposites import sides_of_word
from recension.stemma.words import Words, number, spelled_numbers, stem

#: Words on either side of a mention that say what it is of.
AROUND = 8
#: Words behind a number of which the first ones of meaning are what it counts.
HEAD_WITHIN, HEADS = 5, 2
#: What the shared words around two mentions must weigh for them to be of one thing; what a name weighs there; and what it is
#: worth to stand in sentences that are aligned.
ALIKE, NAME, ALIGNED = 2.5, 1.5, 1.0
#: The same for two numbers that count the same thing by name, for two of which one may be a slip of the other, and for days.
ALIKE_COUNTED, ALIKE_SLIP, ALIKE_DAY = 1.0, 1.0, 2.0
ALIKE_NUMBER = 3.0
#: The same for two words of which one is denied.
ALIKE_TURNED = 2.5
#: The same as a part of all words around the one that has fewer.
ALIKE_PART = 0.5
#: Places in which a word may stand and still be looked at for denials; mentions of a report that are looked at; reports of which
#: they are kept at hand.
MOST_PLACES, MOST_MENTIONS, KEPT = 12, 400, 256
#: Words before a word in which a "not" denies it.
DENIED_WITHIN = 4

_PERCENT = frozenset({"percent", "per", "pc", "percentage"})
_MONTHS = frozenset("january february march april may june july august september october november december jan feb mar apr jun jul aug "
                    "sep sept oct nov dec".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_QUARTERS = {form: quarter for quarter in ("north", "south", "east", "west")
             for form in (quarter, f"{quarter}ern", f"{quarter}erly", f"{quarter}wards")}
#: Numbers that are said of anything.
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Something in a report that has a value: where it stands, what sort of thing it is, its value, what it counts, and the
    words of its surroundings with their weights.
    """

    first: int
    last: int
    sort: str
    value: float | str
    counts: frozenset[str]
    around: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """Words first … last-1 of one report say otherwise than those of the other."""

    kind: VariantKind
    i0: int
    i1: int
    j0: int
    j1: int


def restated(a: Words, b: Words, stretches: Sequence[Stretches]) -> list[Change]:
    """What two reports say otherwise in other words, in the order of `b`; turning the two round turns it round."""
    together = {(a.sentence_of[s.i0], b.sentence_of[s.j0]) for s in stretches if not s.verbatim}
    free_a = _free(len(a), [(s.i0, s.i1, [(g.i0, g.i1) for g in s.gaps]) for s in stretches if s.verbatim])
    free_b = _free(len(b), [(s.j0, s.j1, [(g.j0, g.j1) for g in s.gaps]) for s in stretches if s.verbatim])

    def aligned(one: Mention, other: Mention) -> bool:
        return (a.sentence_of[one.first], b.sentence_of[other.first]) in together

    found = [
        *_changed(_mentions(a), _mentions(b), free_a, free_b, aligned),
        *_turned(a, b, free_a, free_b, together),
        *_respelled(a, b, free_a, free_b, together),
    ]
    return sorted(found, key=lambda c: (c.j0, c.i0, c.kind))


def _free(size: int, ranges: Iterable[tuple[int, int, Sequence[tuple[int, int]]]]) -> bytearray:
    """Which words do not stand in the other report word for word."""
    free = bytearray(b"\1") * size
    for first, last, gaps in ranges:
        free[first:last] = bytes(last - first)
        for low, high in gaps:
            free[low:high] = b"\1" * (high - low)
    return free


# ---------------------------------------------------------------- mentions
@functools.lru_cache(maxsize=KEPT)
def _mentions(words: Words) -> list[Mention]:
    """Whatever has a value in a report."""
    return [*_of_numbers(words)[:MOST_MENTIONS], *_of_words(words)[:MOST_MENTIONS]]


def _of_numbers(words: Words) -> list[Mention]:
    """The numbers of a report."""
    found: list[Mention] = []
    for first, last in words.sentences:
        if corrects(words.report.text[words.starts[first] : words.ends[last - 1]]):
            continue
        for i0, i1, value in spelled_numbers(words.norms, first, last):
            clock = _clock(words, i0, i1, value)
            if 0 < value % 1 <= VAGUE + 1e-9 and clock is None:
                continue
            sort = "time" if clock is not None else _sort(words, i0, i1, value)
            counted = _counted(words, i1, last) if sort == "" else frozenset[str]()
            found.append(Mention(i0, i1, sort, value if clock is None else clock, counted, _around(words, i0, i1)))
    return found


def _clock(words: Words, i0: int, i1: int, value: float) -> float | None:
    """The hour that a number tells on the face of a clock, with minutes as hundredths: 4.2 of "16:20"; None where it tells none."""
    behind = {norm.replace(".", "") for norm in words.norms[i1 : i1 + 1]}
    if i1 - i0 == CLOCK and words.report.text[words.ends[i0] : words.starts[i0 + 1]] == ":":
        hours, minutes = (number((norm,)) or 0.0 for norm in words.norms[i0:i1])
        value = hours + minutes / 100
    elif not behind & _HALVES:
        return None
    return round(value % 12, 2)


#: What stands behind an hour.
_HALVES = frozenset({"am", "pm", "oclock", "o'clock"})
#: Words of a time with a colon.
CLOCK = 2
#: What the values of vague words ("several") have behind the point.
VAGUE = 0.001


def _sort(words: Words, i0: int, i1: int, value: float) -> str:
    """What sort of number it is; those of two sorts are never compared."""
    norms = words.norms
    behind, before = norms[i1 : i1 + 3], norms[max(0, i0 - 2) : i0]
    raw = words.report.text[words.starts[i0] : words.ends[i1 - 1]]
    if raw.endswith("%") or (behind and behind[0] in _PERCENT):
        return "percent"
    if (before and before[-1] in _MONTHS) or (behind and behind[0] in _MONTHS) or (behind[:1] == ["of"] and set(behind) & _MONTHS):
        return "year" if value > 31 else "day"
    if i1 - i0 == 1 and raw.isdigit() and len(raw) == 4 and 1000 < value < 2100:
        return "year"
    if behind[:1] in (["year-old"], ["year-olds"]) or (behind[:2] == ["year", "old"]) or before[-1:] == ["aged"] or _is_apposed(words, i0, i1):
        return "age"
    return ""


def _is_apposed(words: Words, i0: int, i1: int) -> bool:
    """Whether a number stands between commas behind a name: "Marek Zielak, 38, …"."""
    if not i0 or not words.names[i0 - 1] or i1 - i0 != 1:
        return False
    text = words.report.text
    return text[words.ends[i0 - 1] : words.starts[i0]] == ", " and text[words.ends[i1 - 1] : words.ends[i1 - 1] + 1] in {",", ".", ";"}


def _counted(words: Words, at: int, end: int) -> frozenset[str]:
    """What a number counts: the first words of meaning behind it."""
    stopwords = lexicons.words("stopwords.txt")
    found = [stem(n) for n in words.norms[at : min(end, at + HEAD_WITHIN)] if n not in stopwords and not n[0].isdigit()]
    return frozenset(found[:HEADS])


def _around(words: Words, first: int, last: int) -> dict[str, float]:
    """The words of meaning around a mention, within its sentence, with their weights; no numbers."""
    begin, end = words.sentences[words.sentence_of[first]]
    found: dict[str, float] = {}
    for k in (*range(max(begin, first - AROUND), first), *range(last, min(end, last + AROUND))):
        norm = words.norms[k]
        if norm not in _nothing():
            key = stem(norm)
            if key[0] != "#":
                found[key] = NAME if words.names[k] else 1.0
    return found


def _of_words(words: Words) -> list[Mention]:
    """The days of the week, months, quarters of the compass, ranks and parts of a report."""
    found: list[Mention] = []
    for k, norm in enumerate(words.norms):
        if norm in lexicons.words("ordinals.txt"):
            last = words.sentences[words.sentence_of[k]][1]
            found.append(Mention(k, k + 1, "rank", norm, _counted(words, k + 1, last), _around(words, k, k + 1)))
        elif norm in _DAYS:
            found.append(Mention(k, k + 1, "weekday", norm, frozenset(), _around(words, k, k + 1)))
        elif norm in _MONTHS and words.report.text[words.starts[k]].isupper():
            found.append(Mention(k, k + 1, "month", norm[:3], frozenset(), _around(words, k, k + 1)))
        elif norm in _QUARTERS and not words.names[k]:
            found.append(Mention(k, k + 1, "quarter", _QUARTERS[norm], frozenset(), _around(words, k, k + 1)))
    return found


# ---------------------------------------------------------------- what stands for what
_KINDS: Mapping[str, VariantKind] = {"weekday": "date", "month": "date", "day": "date", "year": "date", "time": "date", "quarter": "place"}

Aligned = Callable[[Mention, Mention], bool]


def _changed(ours: Sequence[Mention], theirs: Sequence[Mention], free_a: Sequence[int], free_b: Sequence[int], aligned: Aligned) -> Iterator[Change]:
    """The mentions of both sides that stand for one another and have another value."""
    left = [m for m in ours if free_a[m.first] and not _kept(m, theirs)]
    right = [m for m in theirs if free_b[m.first] and not _kept(m, ours)]
    likely = []
    for one in left:
        for other in right:
            score = _alike(one, other, aligned(one, other)) if one.sort == other.sort and one.value != other.value and _comparable(one, other) else 0.0
            if score:
                likely.append((-score, one.first, other.first, one, other))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, i, j, one, other in sorted(likely, key=lambda each: (each[0], each[1] + each[2], abs(each[1] - each[2]), each[1])):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            yield Change(_KINDS.get(one.sort, "number"), one.first, one.last, other.first, other.last)


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether two ranks are of one thing by name: "the fourth incident", "the fifth incident"."""
    return one.sort != "rank" or bool(one.counts & other.counts)


def _kept(one: Mention, others: Sequence[Mention]) -> bool:
    """Whether the other report has the same value, of what may be the same thing."""
    same = [m for m in others if m.value == one.value and (m.sort == one.sort or isinstance(one.value, float))]
    if isinstance(one.value, str):
        return any(_common(one, m) >= ALIKE_DAY for m in same)
    if one.value > 12 or one.value % 1:
        return bool(same)
    return any(_common(one, m) >= 1 or one.counts & m.counts for m in same)


def _common(one: Mention, other: Mention) -> float:
    return sum(min(weight, other.around[key]) for key, weight in one.around.items() if key in other.around)


def _alike(one: Mention, other: Mention, aligned: bool) -> float:
    """How sure it is that two mentions are of one thing; 0 where it is not."""
    common = _common(one, other) + (ALIGNED if aligned else 0.0)
    if isinstance(one.value, str) or isinstance(other.value, str):
        least = ALIKE_DAY if one.sort == "quarter" or one.counts & other.counts else ALIKE_DAY + 1
        return common if common >= least else 0.0
    counted = len(one.counts & other.counts)
    units = one.counts & _units(), other.counts & _units()
    if units[0] and units[1] and not units[0] & units[1]:
        return 0.0  # miles for kilometres
    slip = _is_slip(one.value, other.value)
    if min(one.value, other.value) < _LEAST and not counted:
        return 0.0
    enough = (
        counted == HEADS
        or (counted and common >= ALIKE_COUNTED + counted)
        or (slip and common >= ALIKE_SLIP)
        or (one.sort and common >= ALIKE)
        or (not one.counts - other.counts and common >= ALIKE_NUMBER)
        or (aligned and common >= ALIKE_NUMBER)
    )
    return common + counted + slip if enough else 0.0


@functools.cache
def _units() -> frozenset[str]:
    """What is measured in, by stem."""
    return frozenset(map(stem, ("km kilometre kilometres kilometer kilometers mile miles metre metres meter meters foot feet yards tonne tonnes ton "
                                "tons kg kilo kilos kilogram kilograms pound pounds dollars euros hectare hectares acre acres kph mph knots "
                                "degrees hour hours minute minutes day days week weeks month months year years").split()))


#: Digits, with the point, of a number in which one may have slipped.
LONG = 3


def _is_slip(one: float, other: float) -> bool:
    """Whether one number may be a slip of the other: digits in another order, one of three or more another, or a nought more.

    >>> _is_slip(51.2, 52.1), _is_slip(300, 3000), _is_slip(24, 31)
    (True, True, False)
    """
    left, right = (f"{value:.4f}".rstrip("0").rstrip(".") for value in (one, other))
    if len(left) == len(right) > 1 and sorted(left) == sorted(right):
        return True
    if len(left) == len(right) >= LONG and sum(x != y for x, y in zip(left, right, strict=True)) == 1:
        return True
    low, high = sorted((one, other))
    return low > 0 and high / low in {10.0, 100.0, 1000.0}


# ---------------------------------------------------------------- what one says and the other denies
@dataclass(frozen=True, slots=True)
class _Said:
    """A word of meaning that is said or denied: its place, where the words begin that say or deny it."""

    at: int
    denied: bool
    begin: int
    #: Denied as a thing that there is not ("no ransom"), not as something that was not done.
    thing: bool = False


def _turned(a: Words, b: Words, free_a: Sequence[int], free_b: Sequence[int], together: Collection[tuple[int, int]]) -> Iterator[Change]:
    """The words that one report denies and the other says."""
    ours, theirs = _senses(a), _senses(b)
    used: set[tuple[int, int]] = set()
    for key in sorted(ours.keys() & theirs.keys()):
        here, there = {s.denied for s in ours[key]}, {s.denied for s in theirs[key]}
        if len(here) != 1 or len(there) != 1 or here == there or max(len(ours[key]), len(theirs[key])) > MOST_PLACES:
            continue
        pairs = [(*_likeness(a, x, b, y, together), x, y) for x in ours[key] for y in theirs[key] if free_a[x.at] or free_b[y.at]]
        if not pairs:
            continue
        alike, fewer, x, y = max(pairs, key=lambda p: (p[0], -p[2].at, -p[3].at))
        place = a.sentence_of[x.at], b.sentence_of[y.at]
        enough = ALIKE_TURNED if x.thing or y.thing else min(ALIKE_TURNED, max(1.0, ALIKE_PART * fewer))
        if place not in used and alike >= enough:
            used.add(place)
            yield Change("negation", x.begin, x.at + 1, y.begin, y.at + 1)


def _likeness(a: Words, x: _Said, b: Words, y: _Said, together: Collection[tuple[int, int]]) -> tuple[float, float]:
    """What the shared words around two words weigh, and all words around the one that has fewer."""
    here, there = _around(a, x.at, x.at + 1), _around(b, y.at, y.at + 1)
    common = sum(min(weight, there[key]) for key, weight in here.items() if key in there)
    aligned = ALIGNED if (a.sentence_of[x.at], b.sentence_of[y.at]) in together else 0.0
    return common + aligned, min(sum(here.values()), sum(there.values()))


@functools.lru_cache(maxsize=KEPT)
def _senses(words: Words) -> Mapping[tuple[str, int], list[_Said]]:
    """The words of meaning of a report by their sense, and whether each is denied. Two opposites are one sense."""
    found: dict[tuple[str, int], list[_Said]] = defaultdict(list)
    for first, last in words.sentences:
        for k in range(first, last):
            norm = words.norms[k]
            if words.said[k] or words.names[k] or norm in _nothing() or number_like(norm) or _hyphened(words, k):
                continue
            denial = _denial(words, first, k)
            if denial is None:
                continue
            begin = _with_helpers(words, first, min(denial, k))
            for line, sign in sides_of_word(norm):
                found["", line].append(_Said(k, (denial < k) != (sign < 0), begin))
            found[stem(norm), -1].append(_Said(k, denial < k, begin, words.norms[denial] in _NONE))
    return found


def _hyphened(words: Words, k: int) -> bool:
    """Whether a word is part of a longer one: "force-fed"."""
    return "-" in (words.report.text[words.starts[k] - 1 : words.starts[k]], words.report.text[words.ends[k] : words.ends[k] + 1])


def _with_helpers(words: Words, first: int, k: int) -> int:
    """Where what stands at a word begins with its article or auxiliaries: "has been found", "a ransom"."""
    while k > first and words.norms[k - 1] in _HELPERS:
        k -= 1
    return k


_HELPERS = frozenset("a an the is are was were be been being has have had do does did will would shall should can could".split())


def number_like(norm: str) -> bool:
    """Whether a word is a number."""
    return stem(norm)[0] == "#"


@functools.cache
def _nothing() -> frozenset[str]:
    """Words that say nothing of what a mention is of, and are not denied themselves."""
    return lexicons.words("stopwords.txt") | lexicons.words("negations.txt") | lexicons.words("dates.txt")


def _denial(words: Words, first: int, k: int) -> int | None:
    """Where a "not" stands that denies a word; the word's own place where none does, None where one may or may not: when another
    word of meaning stands between.
    """
    between = False
    for at in range(k - 1, max(first, k - DENIED_WITHIN) - 1, -1):
        norm = words.norms[at]
        if _BREAK.search(words.report.text, words.ends[at], words.starts[at + 1]):
            break
        if norm in lexicons.words("negations.txt") or norm.endswith("n't") or norm in _REFUSING:
            return None if between else at
        between = between or (norm not in _nothing() and not norm.endswith("ly"))
    return k


#: Verbs that deny the one behind them.
_REFUSING = frozenset("decline declines declined declining refuse refuses refused refusing fail fails failed failing unable stopped avoided".split())
#: What denies that there is a thing.
_NONE = frozenset({"no", "without", "none", "neither", "nor"})
_BREAK = re.compile(r"[,;:—–()]")


# ---------------------------------------------------------------- names
def _respelled(a: Words, b: Words, free_a: Sequence[int], free_b: Sequence[int], together: Collection[tuple[int, int]]) -> Iterator[Change]:
    """The names that only one report has and the other spells in another way; or has another one for, beside the same name in
    the same sentence.
    """
    ours, theirs = _own_names(a, b, free_a), _own_names(b, a, free_b)
    for name in sorted(ours):
        for other in sorted(theirs):
            place = _one_name(name, other, a, ours[name], b, theirs[other], together)
            if place is not None:
                i, j = place
                yield Change("place" if is_placed(a, i) and is_placed(b, j) else "name", i, i + 1, j, j + 1)
                break


def _own_names(words: Words, other: Words, free: Sequence[int]) -> dict[str, list[int]]:
    """The names of a report that the other has not, with their places."""
    known = set(other.norms)
    found: dict[str, list[int]] = defaultdict(list)
    for k, norm in enumerate(words.norms):
        if free[k] and words.names[k] and norm not in known and norm not in _nothing() and not number_like(norm):
            found[norm].append(k)
    return found


def _one_name(one: str, other: str, a: Words, ours: Sequence[int], b: Words, theirs: Sequence[int],
              together: Collection[tuple[int, int]]) -> tuple[int, int] | None:
    """The places where two words are one name in two spellings, or stand for one another; None where they do not."""
    if _derived(one, other):
        return None
    if spelled_alike(one, other):
        return ours[0], theirs[0]
    like = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE_BESIDE
    beside = ((i, j) for i in ours for j in theirs if same_beside(a, i, b, j))
    return next(((i, j) for i, j in beside if like or (a.sentence_of[i], b.sentence_of[j]) in together), None)


def _derived(one: str, other: str) -> bool:
    """Whether one word is made of the other: "Karelsky" of "Karelsk", "Ukrainian" of "Ukraine"."""
    short, long = sorted((one, other), key=lambda name: (len(name), name))
    return (long.startswith(short) and long[len(short) :] in _ENDINGS) or _BASE.sub("", short) == _BASE.sub("", long)


_BASE = re.compile(r"(?:ians?|ans?|ns?|ese|ish|e|a|o)$")
#: What makes "Karelsky" or "Karelian" of a place.
_ENDINGS = frozenset("s y i n an ian ese ish er ers ic".split())
#: How alike two names are that stand beside the same first or last name.
LIKE_BESIDE = 0.6
