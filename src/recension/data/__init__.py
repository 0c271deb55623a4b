"""The sample crisis that comes with the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

_REPORT = re.compile(r"\d+_.*\.(txt|html|md|jsonl)$")


@contextmanager
def sample_paths() -> Iterator[list[Path]]:
    """The files of the sample crisis's reports, in order of their names."""
    with resources.as_file(resources.files(__package__).joinpath("sample")) as folder:
        yield sorted(path for path in folder.iterdir() if _REPORT.fullmatch(path.name))
