"""Whether one of two reports tells the other again in other words: a rewrite or a translation.

Reports of one affair name the same people and repeat the same statements, so words in common prove little. What a
retelling keeps, and two reporters do not, is the *order* in which things are told and the whole of the particulars.
Two reporters who each condense one release of the police keep both as well, so the more there is of the police, the less
that proves; and who retells has little that is new. Four measures are weighed together; the weights are those of a logistic regression over
labelled pairs (`python -m training.retold` fits them again).
"""

from __future__ import annotations

import difflib
import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from recension.stemma.align import longest_rise
from recension.stemma.words import WEIGHT_WORD, Words

#: Weights of `steady`, `particulars`, `released` and of the logarithm of `new`, and what is taken away.
STEADY, PARTICULARS, RELEASED, NEW, BIAS = 4.5, 8.4, -8.9, -1.0, 5.7
#: Sentences that both reports must have, and words of meaning that they must share, for an order to mean anything.
SENTENCES, SHARED = 3, 6
#: What a sentence must weigh to be looked for in the other report.
LIGHTEST = 2.0
#: How alike two spellings of one name are, and their shortest length.
RESPELLED, SPELLED = 0.75, 4
#: Sentences in which one word may stand and still tell where a sentence belongs.
MOST_PLACES = 40


@dataclass(frozen=True, slots=True)
class Retelling:
    """How two reports tell the same.

    `steady`: the part of the sentences whose counterparts follow in the same order; `particulars`: the part of the richer one's names and numbers
    that the other has, in whatever spelling; `released`: the part of the sentences that tell of the police, in the mean of
    both; `new`: names and numbers that only one of them has, of the one that has fewer such; `kept`: the part of the words of meaning that both have, of the one that
    keeps fewer; `respelled`: names that the other spells in another way.
    """

    steady: float
    particulars: float
    released: float
    new: int
    kept: float
    respelled: int

    @property
    def sure(self) -> float:
        """How sure it is that one retells the other, 0 to 1."""
        points = STEADY * self.steady + PARTICULARS * self.particulars + RELEASED * self.released + NEW * math.log1p(self.new) - BIAS
        return 1 / (1 + math.exp(-points))


#: Of two reports that are too short or share too little to tell.
NOTHING = Retelling(0.0, 0.0, 0.0, 0, 0.0, 0)


def retelling(a: Words, b: Words) -> Retelling:
    """Measures how two reports tell the same; turning the two round changes nothing."""
    if min(len(a.sentences), len(b.sentences)) < SENTENCES:
        return NOTHING
    if len(_meant(a) & _meant(b)) < SHARED:
        return NOTHING
    (kept_b, steady_b), (kept_a, steady_a) = _followed(a, b), _followed(b, a)
    one, other = set(a.particulars.values()), set(b.particulars.values())
    respelled = dict(_respelled(one - other, other - one))
    common = len(one & other)
    part = min(
        (common + len(respelled)) / max(1, len(one)), (common + len(set(respelled.values()))) / max(1, len(other)),
    )
    released = (a.of_police + b.of_police) / 2
    new = min(len(one - other - respelled.keys()), len(other - one - set(respelled.values())))
    return Retelling(max(steady_a, steady_b), part, released, new, min(kept_a, kept_b), len(respelled))


def _meant(words: Words) -> set[str]:
    """The words of meaning of a report."""
    return {key for weights in words.weights for key, weight in weights.items() if weight >= WEIGHT_WORD}


def _followed(a: Words, b: Words) -> tuple[float, float]:
    """The part of what the sentences of `b` say that their counterparts in `a` say, and the part of them whose
    counterparts follow one another.
    """
    where: dict[str, list[int]] = defaultdict(list)
    for k, weights in enumerate(a.weights):
        for key in weights:
            where[key].append(k)
    total = held = 0.0
    found: list[int] = []
    asked = 0
    for weights in b.weights:
        weight = sum(weights.values())
        if weight < LIGHTEST:
            continue
        asked += 1
        total += weight
        common: dict[int, float] = defaultdict(float)
        for key, value in weights.items():
            places = where.get(key, ())
            for k in places if len(places) <= MOST_PLACES else ():
                common[k] += min(value, a.weights[k][key])
        if common:
            best = max(common, key=lambda k: (common[k], -k))
            held += common[best]
            found.append(best)
    return held / max(total, 1.0), longest_rise(found) / max(asked, 1)


def _respelled(ours: Collection[str], theirs: Collection[str]) -> Iterator[tuple[str, str]]:
    """Names of one report with the name of the other that is spelled nearly so."""
    for name in sorted(ours):
        other = next((n for n in sorted(theirs) if respelled(name, n)), None)
        if other is not None:
            yield name, other


def respelled(one: str, other: str) -> bool:
    """Whether two names may be two spellings of one.

    >>> respelled("kuresh", "kurush"), respelled("kuresh", "kuwait")
    (True, False)
    """
    if one[0] != other[0] or one[0] == "#" or min(len(one), len(other)) < SPELLED or abs(len(one) - len(other)) > 2:
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= RESPELLED
