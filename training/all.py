"""All of it: `python -m training.all --data ../shared/data` trains, exports and measures the shipped pipeline."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import confidence, evaluate, export, lemmas
from training.train import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--out", type=Path, default=Path("src/recension/language/data"))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    student = train(given.data, given.build, given.seed, given.threads)
    lemmas.write(given.data, given.out)
    export.export(student, given.out)
    confidence.write()
    evaluate.evaluate(given.data, given.out)


if __name__ == "__main__":
    main()
