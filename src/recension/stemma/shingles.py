"""Candidates: which reports share enough words in a row, or enough names side by side, to be worth aligning.

An exact index. A report's *marks* are 64-bit hashes of five words in a row, thinned so that any eight words in a
row that two reports share leave at least one mark in common (winnowing, Schleimer, Wilkerson and Aiken 2003), and
hashes of names and numbers that stand side by side, which survive rewriting and translation. Postings lie in sorted
arrays that are merged as they grow, twelve bytes a posting, so an index of many reports stays small and adding one
is cheap.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recension.stemma.words import SURE, Hashes, Words

#: How many neighbouring shingles leave one mark: 5 + 4 - 1 = 8 words in a row are always found.
WINDOW = 4
#: How far apart, counted in names and numbers, two of them may stand and be a pair; and how many pairs, and which
#: part of one report's pairs, two reports must share to be candidates by pairs alone.
ANCHOR = 4
FEWEST_ANCHORS, LEAST_ANCHORS = 3, 0.2
#: A mark in more different texts than this is a formula or a page's furniture and no evidence.
COMMON = 200
#: Candidates of one report that are aligned, the best of each kind; a bound, met only in very large families.
MOST_CANDIDATES = 24

Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that shares marks: how many of word shingles, how many of pairs of names."""

    id: str
    shingles: int
    anchors: int


class ShingleIndex:
    """An index that grows with each report and answers who shares text with whom.

    >>> from recension.claims.doc import bare_report
    >>> from recension.stemma.words import read_words
    >>> index = ShingleIndex()
    >>> a = read_words(bare_report("The river rose by four metres overnight and closed the bridge at Kandal."))
    >>> b = read_words(bare_report("Officials said the river rose by four metres overnight and closed the bridge."))
    >>> index.add(a); index.add(b)
    >>> [c.id == b.report.id for c in index.candidates(a)]
    [True]
    """

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._reports: list[list[str]] = []
        self._shingles = _Postings()
        self._anchors = _Postings()

    def __len__(self) -> int:
        return sum(map(len, self._reports))

    def add(self, words: Words) -> None:
        """Adds a report. Reports of the very same words share one entry, so that a text that a hundred sites
        carry is not taken for page furniture.
        """
        key = _text_key(words)
        if key in self._texts:
            self._reports[self._texts[key]].append(words.report.id)
            return
        entry = self._texts[key] = len(self._reports)
        self._reports.append([words.report.id])
        self._shingles.add(shingle_marks(words), entry)
        self._anchors.add(anchor_marks(words), entry)

    def candidates(self, words: Words, most: int = MOST_CANDIDATES) -> list[Candidate]:
        """The reports that share most marks with this one, best first; never the report itself.

        The answer depends on the set of reports alone, not on the order in which they were added.
        """
        shared = self._shingles.shared(shingle_marks(words))
        marks = anchor_marks(words)
        anchors = self._anchors.shared(marks)
        fewest = max(FEWEST_ANCHORS, LEAST_ANCHORS * marks.size)
        own = self._texts.get(_text_key(words))
        if own is not None and words.norms:
            shared[own] = len(words)
        found = [
            Candidate(report, shared.get(entry, 0), anchors.get(entry, 0))
            for entry in sorted(shared.keys() | anchors.keys())
            for report in self._reports[entry]
            if report != words.report.id
        ]
        by_words = sorted((c for c in found if c.shingles), key=lambda c: (-c.shingles, c.id))[:most]
        by_names = sorted((c for c in found if c.anchors >= fewest), key=lambda c: (-c.anchors, c.id))[:most]
        return sorted(set(by_words) | set(by_names), key=lambda c: (-c.shingles, -c.anchors, c.id))


    def touched(self, words: Words) -> set[str]:
        """The reports whose candidates may change when this one is added: those that share a mark with it which
        is not too common, or has just become so. Ask after adding it.
        """
        entries = set(self._shingles.shared(shingle_marks(words), COMMON + 1))
        entries |= set(self._anchors.shared(anchor_marks(words), COMMON + 1))
        own = self._texts.get(_text_key(words))
        if own is not None:
            entries.add(own)
        return {report for entry in entries for report in self._reports[entry]}


class _Postings:
    """Sorted runs of (hash, entry), merged in doubling sizes as a log-structured store does."""

    def __init__(self) -> None:
        self._runs: list[tuple[Hashes, Numbers]] = []
        self._waiting: list[tuple[Hashes, int]] = []

    def add(self, hashes: Hashes, entry: int) -> None:
        if hashes.size:
            self._waiting.append((hashes, entry))

    def _settle(self) -> None:
        """Sort in what was added since the last question, all at once."""
        if not self._waiting:
            return
        keys = np.concatenate([hashes for hashes, _ in self._waiting])
        entries = np.repeat([entry for _, entry in self._waiting], [hashes.size for hashes, _ in self._waiting]).astype(np.uint32)
        self._waiting.clear()
        order = np.argsort(keys, kind="stable")
        self._runs.append((keys[order], entries[order]))
        while len(self._runs) > 1 and self._runs[-2][0].size <= 2 * self._runs[-1][0].size:
            (a, x), (b, y) = self._runs.pop(), self._runs.pop()
            keys, entries = np.concatenate([b, a]), np.concatenate([y, x])
            order = np.argsort(keys, kind="stable")
            self._runs.append((keys[order], entries[order]))

    def shared(self, hashes: Hashes, most: int = COMMON) -> dict[int, int]:
        """How many of these hashes each entry has, leaving out those in more than `most` entries."""
        self._settle()
        found = [(np.searchsorted(k, hashes, "left"), np.searchsorted(k, hashes, "right")) for k, _ in self._runs]
        if not found:
            return {}
        many = sum(right - left for left, right in found)
        hit: list[Numbers] = []
        for (left, right), (_, entries) in zip(found, self._runs, strict=True):
            held = (many <= most) & (right > left)
            for low, high in zip(left[held], right[held], strict=True):
                hit.append(entries[low:high])
        if not hit:
            return {}
        ids, counts = np.unique(np.concatenate(hit), return_counts=True)
        return dict(zip(ids.tolist(), counts.tolist(), strict=True))


# ---------------------------------------------------------------- marks
def shingle_marks(words: Words) -> Hashes:
    """The least hash of every WINDOW neighbouring shingles, without doubles, sorted."""
    least, width = words.grams, 1
    while words.grams.size > WINDOW > width:
        step = min(width, WINDOW - width)
        least, width = np.minimum(least[:-step], least[step:]), width + step
    return _once(least)


def anchor_marks(words: Words) -> Hashes:
    """Hashes of the pairs of names and numbers that stand near one another, in whichever order: a translation
    turns "UN Special Envoy Hans Grundberg" round. A name counts by its last word.
    """
    at = words.telling_at
    named = words.looks[at] & SURE > 0
    first = np.zeros(at.size, dtype=np.bool_)  # the next word is one more of the same name
    first[:-1] = named[:-1] & named[1:] & (at[1:] == at[:-1] + 1)
    each = words.vocabulary.stem_hashes[words.numbers_of[at[~first]]]
    found = []
    for reach in range(1, ANCHOR + 1):
        left, right = each[:-reach], each[reach:]
        pairs = np.minimum(left, right) * np.uint64(0x9E3779B97F4A7C15) + np.maximum(left, right)
        found.append(pairs[left != right])
    return _once(np.concatenate(found))


def _once(hashes: Hashes) -> Hashes:
    """Some hashes without doubles, sorted."""
    ordered: Hashes = np.sort(hashes)
    new = np.ones(ordered.size, dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    once: Hashes = ordered[new]
    return once


def _text_key(words: Words) -> str:
    """One key for all texts of the very same words."""
    told = words.grams.tobytes() if words.grams.size else " ".join(words.norms).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(told, digest_size=16).hexdigest()
