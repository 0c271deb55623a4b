"""Scores of the shipped pipeline: `python -m training.evaluate --data ../shared/data`.

Written to ``meta.json`` and the model card. Runs the same code as `recension bench`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

from recension.bench.ner import ner
from recension.bench.parse import parse
from recension.language import files, load
from recension.language.reader import encoder
from training.export import network_of, to_onnx, write_meta


def evaluate(data: Path, out: Path) -> dict[str, dict[str, float]]:
    """Measure, write the scores into the model's card, and give them by task."""
    scores = measured(data)
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    write_meta(out, meta["sha256"], scores)
    return scores


def measured(data: Path) -> dict[str, dict[str, float]]:
    """Scores of the pipeline by task."""
    scores: dict[str, dict[str, float]] = {}
    for part in ("dev", "test"):
        scores[f"parse, UD GUM {part}"] = parse(data / f"ud_gum/en_gum-ud-{part}.conllu.gz")["scores"]
    scores["ner, UNER English EWT test"] = ner(data / "uner_ewt/en_ewt-ud-test.iob2")["scores"]
    scores["ner, MEANTIME topics GM and stock"] = ner(data / "meantime")["scores"]
    return scores


def against(data: Path, out: Path, model: Path) -> dict[str, tuple[float, float]]:
    """Scores of the shipped file and of the unrounded network in ``model``, by task and score."""
    found: list[dict[str, dict[str, float]]] = []
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "data"
        shutil.copytree(out, plain)
        to_onnx(network_of(model), plain / files.MODEL)
        for folder in (out, plain):
            files.FOLDER = folder
            load.cache_clear()
            encoder.cache_clear()
            files.model_sha256.cache_clear()
            found.append(measured(data))
    return {
        f"{task}: {name}": (value, found[1][task][name]) for task in found[0] for name, value in found[0][task].items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/recension/language/data"))
    parser.add_argument("--against", type=Path, help="folder of the unrounded network: compare, and write nothing")
    given = parser.parse_args()
    begun = time.monotonic()
    if given.against:
        for name, (rounded, plain) in against(given.data, given.out, given.against).items():
            print(f"{name:<50} {rounded:.4f} rounded, {plain:.4f} unrounded, {rounded - plain:+.4f}")
    else:
        for task, scores in evaluate(given.data, given.out).items():
            print(task, json.dumps(scores))
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
