"""No score goes under its floor, and no frozen file of labels changes unseen: see bench/floors.toml."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from recension.bench.command import run


def load_run() -> Any:
    file = Path(__file__).resolve().parents[1] / "bench" / "run.py"
    spec = importlib.util.spec_from_file_location("recension_bench_run", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = load_run()
TASKS = BENCH.read_tasks()
FLOORS = BENCH.read_floors()


def test_frozen_files_are_what_they_were() -> None:
    assert BENCH.changed_files() == []


def test_every_file_of_labels_is_frozen(root: Path) -> None:
    labels = [p for p in (root / "tests" / "gold").rglob("*") if p.is_file() and p.suffix != ".md"]
    sample = [p for p in (root / "src" / "recension" / "data" / "sample").glob("[0-9e]*") if p.is_file()]
    frozen = set(BENCH.floors_file()["frozen"])
    assert {str(p.relative_to(root)) for p in [*labels, *sample]} <= frozen


def test_a_changed_file_is_seen(tmp_path: Path, root: Path) -> None:
    for name in BENCH.floors_file()["frozen"]:
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((root / name).read_bytes())
    assert BENCH.changed_files(tmp_path) == []
    (tmp_path / "tests/gold/events.jsonl").write_bytes(b"{}")
    (tmp_path / "tests/gold/times.jsonl").unlink()
    assert BENCH.changed_files(tmp_path) == [
        "tests/gold/events.jsonl: frozen, and changed", "tests/gold/times.jsonl: frozen, and gone",
    ]


def test_a_score_under_its_floor_is_seen() -> None:
    floors = {"task": {"f1": {"floor": 0.5}, "false": {"ceiling": 0.1}}}
    assert BENCH.under_floor("task", {"scores": {"f1": 0.5, "false": 0.1}}, floors) == []
    assert len(BENCH.under_floor("task", {"scores": {"f1": 0.49, "false": 0.2}}, floors)) == 2
    assert len(BENCH.under_floor("task", {"scores": {}}, floors)) == 2


def test_every_floor_belongs_to_a_run() -> None:
    assert set(FLOORS) <= {*TASKS, BENCH.SEEDS}


@pytest.mark.parametrize("name", [name for name, run in TASKS.items() if run.get("quick")])
def test_own_labels(name: str, root: Path) -> None:
    result = BENCH.score(name, TASKS, root)
    assert "absent" not in result, result
    assert BENCH.under_floor(name, result, FLOORS) == []


@pytest.mark.slow
def test_seeds(shared: Path) -> None:
    result = BENCH.score(BENCH.SEEDS, TASKS, shared)
    if "absent" in result:
        pytest.skip(result["absent"])
    assert BENCH.under_floor(BENCH.SEEDS, result, FLOORS) == []


def test_the_briefing_of_the_seeds_is_short(shared):
    """At most 900 words, marks, sigla and sources counted."""
    told = run(["brief", *map(str, sorted((shared / "seeds").glob("0*.txt")))])
    assert 200 < len(told.out.split()) <= 900
