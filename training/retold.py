"""The weights by which the stemma knows a retelling: `python -m training.retold --data ../shared/data`.

Fits a logistic regression over the labelled pairs that are no copies: development groups (`tests/gold/dev`)
and the development part of the labelled articles (`tests/gold/pairs.jsonl`, whose texts lie in the public data). Prints
the weights for `src/recension/stemma/retold.py`, and precision and recall when each tenth is read by weights fitted to the
rest.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from recension.bench.gold import json_lines
from recension.bench.stemma import articles, read
from recension.model import Report
from recension.stemma.relation import RETOLD as SURE_ENOUGH
from recension.stemma.relation import compare_words
from recension.stemma.retold import retelling
from recension.stemma.words import read_words

GOLD = Path(__file__).parents[1] / "tests/gold"
GROUPS = ("dev/groups.jsonl", "dev/second/groups.jsonl")
RETOLD = frozenset({"rewrite", "translation"})
RIDGE, STEPS, RATE, FOLDS = 1.0, 3000, 0.02, 10
Values = npt.NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    rows = list(measured(given.data))
    features, wanted = np.array([f for f, _ in rows]), np.array([y for _, y in rows], dtype=np.float64)
    weights, bias = fitted(features, wanted)
    steady, particulars, released, new = (round(float(w), 1) for w in weights)
    print(f"{len(rows)} pairs, {int(wanted.sum())} of them retold")
    print(f"STEADY, PARTICULARS, RELEASED, NEW, BIAS = {steady}, {particulars}, {released}, {new}, {round(-bias, 1)}")
    said = np.zeros(len(rows), dtype=np.bool_)
    shuffled = np.random.default_rng(0).permutation(len(rows))
    for fold in range(FOLDS):
        asked = shuffled[fold::FOLDS]
        rest = np.setdiff1d(shuffled, asked)
        weights, bias = fitted(features[rest], wanted[rest])
        said[asked] = features[asked] @ weights + bias >= math.log(SURE_ENOUGH / (1 - SURE_ENOUGH))
    right = float((said & (wanted > 0)).sum())
    print(f"read by the others' weights: precision {right / max(1, said.sum()):.2f}, recall {right / wanted.sum():.2f}")


def measured(data: Path) -> Iterator[tuple[list[float], bool]]:
    """The measures of each pair that is no copy, and whether it is labelled as a retelling."""
    for a, b, relation, other in pairs(data):
        if a.id == b.id or relation in {"copy", "partial_copy"} or other in RETOLD:
            continue
        one, two = read_words(a), read_words(b)
        if compare_words(one, two).relation not in {"copy", "partial_copy"}:
            told = retelling(one, two)
            yield [told.steady, told.particulars, told.released, math.log1p(told.new)], relation in RETOLD


def pairs(data: Path) -> Iterator[tuple[Report, Report, str, str | None]]:
    """The development pairs with their label, and the other label that is accepted, if there is one."""
    wanted = [one for one in json_lines(GOLD / "pairs.jsonl") if one["part"] == "dev"]
    found = dict(articles(data / "gva/articles.jsonl.gz", {one[side] for one in wanted for side in "ab"}))
    for one in wanted:
        yield found[one["a"]], found[one["b"]], one["relation"], one["or"]
    for group in (group for file in GROUPS for group in json_lines(GOLD / file)):
        reports = read(group["reports"])
        for one in group["relations"]:
            yield reports[one["from"]], reports[one["to"]], one["kind"], None


def fitted(features: Values, wanted: Values) -> tuple[Values, float]:
    """Weights and bias of a logistic regression with a ridge, on features brought to one scale."""
    middle, spread = features.mean(0), features.std(0)
    scaled = (features - middle) / spread
    weights, bias = np.zeros(features.shape[1]), 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(scaled @ weights + bias))) - wanted
        weights -= RATE * (scaled.T @ error + RIDGE * weights)
        bias -= RATE * float(error.sum())
    return weights / spread, bias - float((weights * middle / spread).sum())


if __name__ == "__main__":
    main()
