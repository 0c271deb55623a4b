"""Text to Doc: the trained pipeline and its files.

`load` gives the pipeline (a spaCy `Language`), `renewed` keeps a long stream's memory flat, `read_text` gives one Doc,
`engine` and `model_sha256` say what reads.
"""

from __future__ import annotations

from recension.language.files import model_sha256
from recension.language.pipeline import engine, load, read_text, renewed

__all__ = ["engine", "load", "model_sha256", "read_text", "renewed"]
