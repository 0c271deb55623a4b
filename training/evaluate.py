"""Scores of the shipped pipeline: `python -m training.evaluate --data ../shared/data`.

Written to ``meta.json`` and the model card. Runs the same code as `recension bench`.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from recension.bench.ner import ner
from recension.bench.parse import parse
from training.export import write_meta


def evaluate(data: Path, out: Path) -> dict[str, dict[str, float]]:
    """Measure, write the scores into the model's card, and give them by task."""
    scores: dict[str, dict[str, float]] = {}
    for part in ("dev", "test"):
        scores[f"parse, UD GUM {part}"] = parse(data / f"ud_gum/en_gum-ud-{part}.conllu.gz")["scores"]
    scores["ner, UNER English EWT test"] = ner(data / "uner_ewt/en_ewt-ud-test.iob2")["scores"]
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    write_meta(out, meta["sha256"], scores)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/recension/language/data"))
    given = parser.parse_args()
    begun = time.monotonic()
    for task, scores in evaluate(given.data, given.out).items():
        print(task, json.dumps(scores))
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
