"""What all tests share: one loaded pipeline, the sample crisis read once, the place of the public data."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from recension.bench.command import run

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).resolve().parents[1]

# A terminal's width must not decide how tables break.
os.environ.pop("COLUMNS", None)
# Two busy cores must not decide whether a property holds.
settings.register_profile("recension", deadline=None, max_examples=60)
settings.load_profile("recension")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the public data and the seed reports; tests that need it are skipped where it is absent."""
    place = Path(os.environ.get("RECENSION_SHARED", "../shared"))
    place = place if place.is_absolute() else ROOT / place
    if not place.is_dir():
        pytest.skip(f"no public data at {place} (RECENSION_SHARED)")
    return place


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The trained pipeline, loaded once."""
    from recension.language import load

    return load()


@pytest.fixture(scope="session")
def sample() -> list[Path]:
    """The reports of the sample crisis, in order."""
    from recension.bench.answers import REPORT_FILE
    from recension.bench.sample import SAMPLE

    return sorted(p for p in SAMPLE.iterdir() if REPORT_FILE.fullmatch(p.name))


@pytest.fixture(scope="session")
def crisis(sample: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample crisis. Tests only look at it; who writes makes a copy."""
    record = tmp_path_factory.mktemp("crisis") / "crisis.record"
    done = run(["read", *map(str, sample), "--record", str(record)])
    assert done.status == 0, done.err
    return record


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of sentences that the present weights misread are expected to fail (`misread.toml`)."""
    known = tomllib.loads((Path(__file__).parent / "misread.toml").read_text(encoding="utf-8"))
    for item in items:
        words = known.get(getattr(item, "originalname", item.name), {}).get("words", ())
        if any(word in item.name for word in words):
            item.add_marker(pytest.mark.xfail(reason="the present weights misread this sentence", strict=True))
