"""Exact alignment of two reports: stretches of the same words, and sentences that say the same in other words.

Seeds are five words in a row; a seed is grown as far as the words are equal, the longest runs are kept first (so
moved paragraphs are found), and runs that lie close together in both texts become one stretch whose inner
differences are its *gaps*. Work is near linear in the length of the two texts: a seed that stands in more than a
few places of one report is no seed.
"""

from __future__ import annotations

import bisect
import difflib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from recension.stemma.words import SHINGLE, WEIGHT_WORD, Words

#: Places of one report in which a shingle may stand and still be a seed.
MOST_PLACES = 8
#: Words between two equal runs, on either side, that still belong to one stretch.
WIDEST_GAP = 15
#: Words of a stretch outside quote marks below which it is a formula (an office, a common phrase) and no evidence.
FORMULA = 8
#: A sentence longer than this is compared by its words only, not word by word.
LONGEST_SENTENCE = 150


class Run(NamedTuple):
    """`size` equal words from word `i` of one report and word `j` of the other."""

    i: int
    j: int
    size: int


class Gap(NamedTuple):
    """Words i0 … i1-1 of one stretch stand where words j0 … j1-1 stand in the other."""

    i0: int
    i1: int
    j0: int
    j1: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """Two aligned stretches, as word ranges, with their gaps. `likeness` is 1 where the words are equal."""

    i0: int
    i1: int
    j0: int
    j1: int
    gaps: tuple[Gap, ...] = ()
    likeness: float = 1.0
    verbatim: bool = True


def align(a: Words, b: Words) -> list[Stretches]:
    """Stretches of `b` that also stand in `a`, word for word but for small gaps, in the order of `b`."""
    return [_with_ends(a, b, group) for group in _groups(_disjoint(list(_runs(a, b)), len(a), len(b)))]


# ---------------------------------------------------------------- equal runs
def _runs(a: Words, b: Words) -> Iterator[Run]:
    """All maximal equal runs that start from a seed."""
    places: dict[int, list[int]] = defaultdict(list)
    for i in np.flatnonzero(np.isin(a.grams, b.grams)).tolist():
        places[int(a.grams[i])].append(i)
    reached: dict[int, int] = {}
    for j in np.flatnonzero(np.isin(b.grams, a.grams)).tolist():
        found = places[int(b.grams[j])]
        if len(found) > MOST_PLACES:
            continue
        for i in found:
            if i and j and a.norms[i - 1] == b.norms[j - 1] and len(places[int(a.grams[i - 1])]) <= MOST_PLACES:
                continue  # part of a run that began earlier
            if i < reached.get(i - j, 0):
                continue  # the end of a run that began before words that are no seeds
            size = 0
            while i + size < len(a) and j + size < len(b) and a.norms[i + size] == b.norms[j + size]:
                size += 1
            reached[i - j] = i + size
            if size >= SHINGLE:
                yield Run(i, j, size)


def _disjoint(runs: list[Run], width: int, height: int) -> list[Run]:
    """The longest runs first, each cut to what earlier ones left free on both sides; in the order of `b`."""
    free_a, free_b = bytearray(b"\1") * width, bytearray(b"\1") * height
    kept: list[Run] = []
    for i, j, size in sorted(runs, key=lambda r: (-r.size, r.j, r.i)):
        at = 0
        while at < size:
            while at < size and not (free_a[i + at] and free_b[j + at]):
                at += 1
            begin = at
            while at < size and free_a[i + at] and free_b[j + at]:
                at += 1
            if at - begin >= SHINGLE:
                kept.append(Run(i + begin, j + begin, at - begin))
                free_a[i + begin : i + at] = bytes(at - begin)
                free_b[j + begin : j + at] = bytes(at - begin)
    return sorted(kept, key=lambda r: (r.j, r.i))


def _groups(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that follow one another closely in both texts."""
    group: list[Run] = []
    for run in runs:
        if group and not _close(group[-1], run):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _close(left: Run, right: Run) -> bool:
    gap_a, gap_b = right.i - left.i - left.size, right.j - left.j - left.size
    return 0 <= gap_a <= WIDEST_GAP and 0 <= gap_b <= WIDEST_GAP


# ---------------------------------------------------------------- gaps and ends
def _with_ends(a: Words, b: Words, group: Sequence[Run]) -> Stretches:
    """A group as one stretch, grown at both ends over a small difference within the sentence."""
    gaps: list[Gap] = []
    for left, right in itertools.pairwise(group):
        gaps += fine_gaps(a, b, Gap(left.i + left.size, right.i, left.j + left.size, right.j))
    i0, j0 = group[0].i, group[0].j
    i1, j1 = group[-1].i + group[-1].size, group[-1].j + group[-1].size
    before = _grown(a, b, i0, j0, -1)
    after = _grown(a, b, i1 - 1, j1 - 1, 1)
    head = fine_gaps(a, b, Gap(before[0], i0, before[1], j0))
    tail = fine_gaps(a, b, Gap(i1, after[0] + 1, j1, after[1] + 1))
    return Stretches(before[0], after[0] + 1, before[1], after[1] + 1, (*head, *gaps, *tail))


def _grown(a: Words, b: Words, i: int, j: int, step: int) -> tuple[int, int]:
    """How far a stretch that ends at words i and j reaches over a small difference, within both sentences.

    It grows to the last word that is equal again, or to the sentence end where at most three words are left
    on both sides: "Six were killed" and "Sixteen were killed" belong together though they begin differently.
    """
    first_a, last_a = a.sentences[a.sentence_of[i]]
    first_b, last_b = b.sentences[b.sentence_of[j]]
    rest_a = list(range(i + step, last_a if step > 0 else first_a - 1, step))
    rest_b = list(range(j + step, last_b if step > 0 else first_b - 1, step))
    if rest_a and rest_b and len(rest_a) <= 3 and len(rest_b) <= 3:
        return rest_a[-1], rest_b[-1]
    near_a, near_b = rest_a[:WIDEST_GAP], rest_b[:WIDEST_GAP]
    matcher = difflib.SequenceMatcher(None, [a.norms[k] for k in near_a], [b.norms[k] for k in near_b], False)
    reach, equal = (i, j), 0
    for block in matcher.get_matching_blocks():
        equal += block.size
        if block.size and 2 * equal >= max(block.a, block.b) + block.size:
            reach = near_a[block.a + block.size - 1], near_b[block.b + block.size - 1]
    return reach


def fine_gaps(a: Words, b: Words, gap: Gap) -> list[Gap]:
    """The differing parts inside a gap, word by word."""
    i0, i1, j0, j1 = gap
    if i0 == i1 and j0 == j1:
        return []
    if i1 - i0 > LONGEST_SENTENCE or j1 - j0 > LONGEST_SENTENCE:
        return [gap]
    matcher = difflib.SequenceMatcher(None, a.norms[i0:i1], b.norms[j0:j1], False)
    return [
        Gap(i0 + a0, i0 + a1, j0 + b0, j0 + b1)
        for tag, a0, a1, b0, b1 in matcher.get_opcodes()
        if tag != "equal"
    ]


# ---------------------------------------------------------------- sentences in other words
@dataclass(frozen=True, slots=True)
class Likeness:
    """When two sentences count as one in other words: shared weight, and its part of both (Dice) and of the
    lighter one. `only_names`: compare names and numbers alone (texts of two languages).
    """

    shared: float
    dice: float
    inner: float
    only_names: bool = False


#: Sentences into which one sentence may be split; a formula that answers to more is no evidence.
MOST_HALVES = 2

#: Of two reports that are known to tell the same in the same order; and of two in different languages.
RETELLING = Likeness(2.5, 0.25, 0.5)
OTHER_LANGUAGE = Likeness(3.0, 0.6, 0.7, only_names=True)


def align_sentences(
    a: Words, b: Words, done: Sequence[Stretches], like: Likeness = RETELLING
) -> list[Stretches]:
    """Sentences of `b` that say what a sentence of `a` says, beside those already aligned word for word."""
    covered = bytearray(len(b))
    for s in done:
        covered[s.j0 : s.j1] = b"\1" * (s.j1 - s.j0)
    where: dict[str, list[int]] = defaultdict(list)
    for k, weights in enumerate(a.weights):
        for key in weights:
            where[key].append(k)
    found: list[Stretches] = []
    used = [0] * len(a.sentences)
    for m, (j0, j1) in enumerate(b.sentences):
        if sum(covered[j0:j1]) > 0.6 * (j1 - j0):
            continue
        best = _best_sentence(a, b, m, where, like)
        if best is not None:
            k, score = best
            used[k] += 1
            if used[k] > MOST_HALVES:
                continue
            i0, i1 = a.sentences[k]
            found.append(Stretches(i0, i1, j0, j1, tuple(fine_gaps(a, b, Gap(i0, i1, j0, j1))), score, False))
    return found


def _best_sentence(
    a: Words, b: Words, m: int, where: Mapping[str, Sequence[int]], like: Likeness
) -> tuple[int, float] | None:
    """The sentence of `a` most like sentence m of `b`, and how like it is (Dice), if any is like enough."""
    weights = b.weights[m]
    shared: dict[int, float] = defaultdict(float)
    for key, weight in weights.items():
        places = where.get(key, ())
        if len(places) <= 40 and (weight > WEIGHT_WORD or not like.only_names):
            for k in places:
                shared[k] += min(weight, a.weights[k][key])
    best: tuple[float, int] | None = None
    for k, common in sorted(shared.items()):
        if common < like.shared or not (like.only_names or a.plain[k] & b.plain[m]):
            continue
        total, other = _total(weights, like), _total(a.weights[k], like)
        dice, inner = 2 * common / (total + other), common / min(total, other)
        enough = dice >= like.dice or (inner >= like.inner and dice >= like.dice - 0.15)
        if enough and (best is None or dice > best[0]):
            best = dice, k
    return (best[1], round(best[0], 4)) if best else None


def _total(weights: Mapping[str, float], like: Likeness) -> float:
    return sum(w for w in weights.values() if w > WEIGHT_WORD or not like.only_names)


def particulars(words: Words, ranges: Sequence[tuple[int, int]]) -> set[str]:
    """The names and numbers in some ranges of words, outside quote marks; no titles and no days."""
    return {words.particulars[k] for first, last in ranges for k in range(first, last) if k in words.particulars}


def in_order(stretches: Sequence[Stretches]) -> int:
    """How many of the stretches, in the order of `b`, also follow one another in `a`."""
    return longest_rise([s.i0 for s in sorted(stretches, key=lambda s: (s.j0, s.i0))])


def longest_rise(values: Sequence[int]) -> int:
    """How many of some values follow one another without falling.

    >>> longest_rise([0, 3, 1, 1, 2])
    4
    """
    tails: list[int] = []
    for value in values:
        at = bisect.bisect_right(tails, value)
        tails[at : at + 1] = [value]
    return len(tails)
