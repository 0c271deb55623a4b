"""Prints all scores beside their references and floors: `make bench`.

    python bench/run.py [--shared ../shared] [--task NAME …] [--quick] [--check] [--pin] [--verbose] [--json] [--write]

`tasks.toml` says what is run and on which data; `floors.toml` says, of each score, the floor that no change may go
under, a published or measured mark to compare with, and where that mark comes from, and holds the sha256 of every
frozen file of labels. `--check` runs what has a floor and ends with 1 if a score is under it or a frozen file changed.
`--pin` raises the floors of what is run to two hundredths under what is measured, rounded down; it lowers none.
`--write` puts what is run into the table of docs/scores.md, in place of the rows of the same runs.
The run `seeds` asks the acceptance scorer of the seed reports (`seeds/check.py`), where it is present.
"""



from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "bench"
SEEDS = "seeds"

Result = dict[str, Any]
Floors = dict[str, dict[str, dict[str, Any]]]


def main() -> int:
    """The command."""
    asked = arguments()
    floors, tasks = read_floors(), read_tasks()
    names = asked.task or [name for name in [*tasks, SEEDS] if not asked.quick or tasks.get(name, {}).get("quick")]
    if asked.check and not asked.task:
        names = [name for name in names if name in floors]
    wrong = changed_files()
    results = []
    for name in names:
        if name not in tasks and name != SEEDS:
            print(f"{name}: there is no such task; there are {', '.join([*tasks, SEEDS])}", file=sys.stderr)
            return 2
        result = score(name, tasks, asked.shared)
        results.append(result)
        wrong += under_floor(name, result, floors)
        if not asked.json:
            print("\n".join(lines(name, result, floors.get(name, {}), verbose=asked.verbose)), flush=True)
    if asked.json:
        print(json.dumps(results, ensure_ascii=False, indent=1))
    if asked.write:
        write_table(results, floors)
    if asked.pin:
        pin(results)
    if asked.check:
        print("\n".join(wrong) or "no score is under its floor, and no frozen file has changed", file=sys.stderr)
    return 1 if asked.check and wrong else 0


def write_table(results: list[Result], floors: Floors) -> None:
    """Puts measured scores into the table of docs/scores.md; the rows of runs that were not run stay."""
    page = ROOT / "docs" / "scores.md"
    head, rest = page.read_text(encoding="utf-8").split("<!-- scores:", 1)
    mark, rest = rest.split("-->", 1)
    table, tail = rest.split("<!-- end -->", 1)
    old = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| task |")]
    done = {r["task"] for r in results if "absent" not in r}
    rows = [line for line in old if line.split("|")[1].strip() not in done]
    for result in results:
        for score, value in result.get("scores", {}).items() if "absent" not in result else ():
            if not isinstance(value, int | float):
                continue
            known = floors.get(result["task"], {}).get(score, {})
            reference = f"{known['reference']} ({known['source']})" if "reference" in known else ""
            floor = known.get("floor", f"≤ {known['ceiling']}" if "ceiling" in known else "")
            rows.append(f"| {result['task']} | {score} | {value:.3f} | {floor} | {reference} | `python bench/run.py --task {result['task']}` |")
    order = {name: n for n, name in enumerate([*read_tasks(), SEEDS])}
    rows.sort(key=lambda line: order.get(line.split("|")[1].strip(), len(order)))
    header = ["| task | score | measured | floor | reference | command |", "|---|---|---|---|---|---|"]
    page.write_text(f"{head}<!-- scores:{mark}-->\n\n" + "\n".join([*header, *rows]) + f"\n\n<!-- end -->{tail}", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """What the command was given."""
    parser = argparse.ArgumentParser(description="Prints all scores beside their references and floors.")
    shared = Path(os.environ.get("RECENSION_SHARED", "../shared"))
    parser.add_argument("--shared", type=Path, default=shared, help="the folder that holds data/ and seeds/")
    parser.add_argument("--task", action="append", help="only this one; may be repeated")
    parser.add_argument("--quick", action="store_true", help="only what takes seconds")
    parser.add_argument("--check", action="store_true", help="fail under a floor, or where a frozen file has changed")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--verbose", action="store_true", help="each miss and each false alarm, where the task tells")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the scores into docs/scores.md")
    asked = parser.parse_args()
    asked.shared = asked.shared if asked.shared.is_absolute() else ROOT / asked.shared
    return asked


# ---------------------------------------------------------------- running
def score(name: str, tasks: dict[str, Any], shared: Path) -> Result:
    """The result of one run: that of the task, or `{"absent": why}`."""
    if name == SEEDS:
        return seeds(shared / "seeds" / "check.py")
    from recension.bench import TASKS, scorer

    run = tasks[name]
    task = run.get("task", name)
    if task not in TASKS:
        return {"task": name, "absent": f"this version has no task {task}"}
    data = (ROOT if run.get("ours") else shared / "data") / run["data"]
    if not data.exists():
        return {"task": name, "absent": f"{run['data']}: no such data"}
    options = run.get("options", {}) | {key: shared / "data" / value for key, value in run.get("paths", {}).items()}
    if "labels" in run:
        options["labels"] = ROOT / run["labels"]
    return {"task": name, **scorer(task)(data, **options)}


def seeds(script: Path) -> Result:
    """The acceptance scorer of the seed reports, asked about `python -m recension`."""
    if not script.is_file():
        return {"task": SEEDS, "absent": f"{script.parent.name}/{script.name}: not there"}
    command = f"{sys.executable} -m recension"
    done = subprocess.run(
        [sys.executable, str(script), command, "--format", "json"], capture_output=True, text=True, check=False,
    )
    if done.returncode:
        return {"task": SEEDS, "absent": f"{script.name} failed: {(done.stderr.splitlines() or ['?'])[-1]}"}
    told = json.loads(done.stdout)
    tables = {key: table for key, table in told["tables"].items() if table["of"]}
    positive = [table for key, table in tables.items() if key != "absent"]
    scores = {"all": sum(t["hold"] for t in positive) / max(1, sum(t["of"] for t in positive))}
    scores |= {key: table["hold"] / table["of"] for key, table in tables.items()}
    scores |= {f"cap_{key}": float(cap["kept"]) for key, cap in told["caps"].items()}
    return {
        "task": SEEDS, "items": sum(t["of"] for t in tables.values()),
        "scores": {key: round(value, 4) for key, value in scores.items()},
        "misses": [f"{key} {f['id']} {f['why']}" for key, t in tables.items() for f in t["failing"]],
        "alarms": [f"{key}: {one}" for key, cap in told["caps"].items() if not cap["kept"] for one in cap["detail"]],
        "missing": [f"`{key}` failed: {why}" for key, why in told["commands_failed"].items()],
    }


# ---------------------------------------------------------------- floors
def read_tasks() -> dict[str, Any]:
    """What is run."""
    return tomllib.loads((HERE / "tasks.toml").read_text(encoding="utf-8"))


def read_floors() -> Floors:
    """By task and score: `floor`, `reference`, `source`, each of which may be absent."""
    return {key: value for key, value in floors_file().items() if key != "frozen"}


def floors_file() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def changed_files(root: Path = ROOT) -> list[str]:
    """Frozen files that are not what they were, each with the reason."""
    wrong = []
    for name, expected in floors_file().get("frozen", {}).items():
        file = root / name
        if not file.is_file():
            wrong.append(f"{name}: frozen, and gone")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            wrong.append(f"{name}: frozen, and changed")
    return wrong


def under_floor(name: str, result: Result, floors: Floors) -> list[str]:
    """The scores of a run that are under their floors; an absent run is under none."""
    if "absent" in result:
        return []
    wrong = []
    for key, mark in floors.get(name, {}).items():
        value = result["scores"].get(key)
        if "floor" in mark and (value is None or value < mark["floor"]):
            wrong.append(f"{name} {key}: {value} is under the floor {mark['floor']}")
        if "ceiling" in mark and (value is None or value > mark["ceiling"]):
            wrong.append(f"{name} {key}: {value} is over the ceiling {mark['ceiling']}")
    return wrong


def pin(results: list[Result]) -> None:
    """Raise the floors of some runs to just under their scores, and lower their ceilings to just over them.

    The notes at the head of the file stay.
    """
    floors = read_floors()
    for result in results:
        marks = floors.setdefault(result["task"], {})
        for key, value in result.get("scores", {}).items():
            mark = marks.setdefault(key, {})
            if key.startswith(MISTAKES):
                mark["ceiling"] = min(mark.get("ceiling", 1.0), math.ceil(value * 100 + SLACK - 1e-9) / 100)
            else:
                mark["floor"] = max(mark.get("floor", 0.0), math.floor(value * 100 - SLACK + 1e-9) / 100)
    told = [line for line in (HERE / "floors.toml").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    told.append("")
    for task, marks in floors.items():
        if marks:
            told += [f"[{task}]", *(f"{key} = {toml(mark)}" for key, mark in marks.items()), ""]
    told += ["[frozen]", *(f"{json.dumps(name)} = {json.dumps(sha)}" for name, sha in floors_file()["frozen"].items())]
    (HERE / "floors.toml").write_text("\n".join(told) + "\n", encoding="utf-8")


#: Hundredths that floors lie under what is measured: on another kind of processor int8 sums round in another way.
SLACK = 2
#: Scores that count mistakes.
MISTAKES = ("quiet_false", "none_false", "trap_false", "ece")


def toml(mark: dict[str, Any]) -> str:
    """The marks of a score as an inline table."""
    order = ("floor", "ceiling", "reference", "source")
    return "{ " + ", ".join(f"{key} = {json.dumps(mark[key], ensure_ascii=False)}" for key in order if key in mark) + " }"


# ---------------------------------------------------------------- printing
def lines(name: str, result: Result, marks: dict[str, dict[str, Any]], *, verbose: bool) -> list[str]:
    """A run as lines of a table."""
    if "absent" in result:
        return [f"{name:<22} – {result['absent']}", ""]
    told = [f"{name:<22} {result['items']} items"]
    for key, value in result["scores"].items():
        mark = marks.get(key, {})
        bounds = [f"{word} {mark[word]:.3f}" for word in ("floor", "ceiling", "reference") if word in mark]
        source = f"({mark['source']})" if "reference" in mark and "source" in mark else ""
        sign = "!" if under_floor(name, {"scores": {key: value}}, {name: {key: mark}}) else " "
        told.append(f" {sign} {key:<26} {value:.3f}   {'  '.join([*bounds, source])}".rstrip())
    told += [f"   missing: {one}" for one in result.get("missing", [])]
    if verbose:
        told += [f"   miss  {one}" for one in result.get("misses", [])]
        told += [f"   alarm {one}" for one in result.get("alarms", [])]
    return [*told, ""]


if __name__ == "__main__":
    sys.exit(main())
