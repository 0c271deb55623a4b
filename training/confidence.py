"""Fits the confidence of event claims: `python -m training.confidence` writes `claims/lexicons/confidence.toml`.

Which claims on the development part of our corpus are right in full is what `recension.bench.corpus` says; a logistic
regression with a little shrinkage weighs what is known of each. To be run anew after new weights or new rules.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recension.bench.corpus import tallied
from recension.bench.gold import json_lines
from recension.claims import confidence
from training.data import CORPUS

OUT = Path(__file__).parents[1] / "src/recension/claims/lexicons/confidence.toml"
SHRINKAGE, ROUNDS = 1.0, 60
HEAD = """# How what is known of an event claim speaks for its being right in full: weights of a logistic sum, with the network's acts
# and for patterns alone. Made by `python -m training.confidence` from training/corpus/dev.jsonl. CC0 1.0.
"""

Floats = NDArray[np.float64]


def examples(path: Path, acts: bool) -> tuple[list[str], Floats, Floats]:
    """Names of the features; the features of each claim of the corpus that counts; whether it is right."""
    seen: list[dict[str, float]] = []

    def numbered(known: dict[str, float]) -> float:
        """Stands in for the confidence: which of the claims seen it is."""
        seen.append(known)
        return float(len(seen) - 1)

    kept, confidence.weighed = confidence.weighed, numbered
    try:
        trust = tallied(json_lines(path), acts=acts).trust
    finally:
        confidence.weighed = kept
    names = list(seen[0])
    rows = np.array([[seen[int(number)][name] for name in names] for number, _ in trust])
    return names, rows, np.array([float(right) for _, right in trust])


def fitted(rows: Floats, right: Floats) -> Floats:
    """The weights of a logistic regression by Newton's steps; the first, the constant's, is not shrunk."""
    weights = np.zeros(rows.shape[1])
    shrink = np.full(rows.shape[1], SHRINKAGE)
    shrink[0] = 0.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - likely) - shrink * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(shrink + 1e-9)
        weights += np.linalg.solve(curve, slope)
    return weights


def write(corpus: Path = CORPUS / "dev.jsonl", out: Path = OUT) -> None:
    """Fit the weights on the claims of ``corpus``, and write them."""
    parts = [HEAD]
    for table, acts in (("acts", True), ("patterns", False)):
        names, rows, right = examples(corpus, acts)
        weights = fitted(rows, right)
        print(f"{table}: {len(right)} claims, {right.mean():.2f} of them right")
        parts.append(f"\n[{table}]\n" + "".join(f"{name} = {weight:.3f}\n" for name, weight in zip(names, weights, strict=True)))
    out.write_text("".join(parts), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS / "dev.jsonl")
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    write(given.corpus, given.out)


if __name__ == "__main__":
    main()
