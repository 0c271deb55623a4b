"""The files of the trained pipeline, which come with the package."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
MODEL, TOKENIZER, LABELS, META, LEMMAS = "model.onnx", "tokenizer.json", "labels.json", "meta.json", "lemmas.tsv"


def path(name: str) -> Path:
    """Where the file ``name`` of the pipeline lies; raises FileNotFoundError with a remedy where it does not."""
    found = FOLDER / name
    if not found.is_file():
        raise FileNotFoundError(
            f"{found} is missing: install recension from a built wheel, or train the pipeline (see training/README.md)"
        )
    return found


@functools.lru_cache(maxsize=1)
def model_sha256() -> str:
    """SHA-256 of the shipped model file, in hexadecimal digits."""
    with path(MODEL).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def labels() -> dict[str, list[str]]:
    """The label sets of the heads, in the order of their scores."""
    found: dict[str, list[str]] = json.loads(path(LABELS).read_text(encoding="utf-8"))
    return found


def meta() -> dict[str, Any]:
    """Name, version, licence, training data and scores of the shipped model."""
    found: dict[str, Any] = json.loads(path(META).read_text(encoding="utf-8"))
    return found
