"""How fast it is: words a second of each stage, and the time from start to the first answer: `make bench-speed`.

    python bench/speed.py [--runs 5] [--folder REPORTS] [--json]

Each number is the median of some runs in this process (stages) or of some processes (start-up). Words are runs of
letters and digits of the clean text. The reports are the sample crisis unless a folder is named. The row `encoder` is
the trained network alone, timed inside the language stage: the budgets are shares of it, 70 % for finished Docs and
55 % for all claims.
"""



from __future__ import annotations

import argparse
import functools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recension.bench.answers import REPORT_FILE
from recension.bench.sample import SAMPLE
from recension.model import Report

WORD = re.compile(r"\w+")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Words a second of each stage, and start-up times.")
    parser.add_argument("--runs", type=int, default=5, help="of how many runs each number is the median")
    parser.add_argument("--folder", type=Path, default=SAMPLE, help="a folder of reports")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    paths = sorted(p for p in asked.folder.iterdir() if REPORT_FILE.fullmatch(p.name)) or [asked.folder]
    told: dict[str, Any] = {"stages": stages(paths, asked.runs), "start": start(paths[0], asked.runs), "cores": os.cpu_count()}
    if asked.json:
        print(json.dumps(told, indent=1))
        return
    print(f"{'stage':<34}{'words/s':>10}{'seconds':>10}{'of encoder':>12}")
    for name, row in told["stages"].items():
        speed, seconds, share = row["words_per_second"], row["seconds"], row["share_of_encoder"]
        print(f"{name:<34}{speed:>10,.0f}{seconds:>10.3f}{share:>12.0%}")
    print(f"\n{'from start to answer':<34}{'':>10}{'seconds':>10}")
    for name, seconds in told["start"].items():
        print(f"{name:<34}{'':>10}{seconds:>10.3f}")


# ---------------------------------------------------------------- stages
def stages(paths: list[Path], runs: int) -> dict[str, dict[str, float]]:
    """Seconds and words a second of reading, language, claims, and `read` as a whole, over the same reports."""
    from recension.claims import claims_of
    from recension.claims.doc import attach
    from recension.language import load
    from recension.reading import read

    nlp = load()
    reports = [r for r in read(paths) if isinstance(r, Report)]
    words = sum(len(WORD.findall(r.text)) for r in reports)
    nlp(reports[0].text)
    encoder = nlp.get_pipe("recension_reader").encoder
    measured: dict[str, Callable[[], Any]] = {
        "reading: bytes to report": lambda: [list(read([p])) for p in paths],
        "language: text to Doc": lambda: [nlp(r.text) for r in reports],
        "language and claims": lambda: [claims_of(attach(nlp(r.text), r)) for r in reports],
        "record in memory": lambda: whole(paths),
        "read, into a new record file": lambda: into_file(paths),
    }
    seconds = {name: median_of(work, runs) for name, work in measured.items()}
    seconds["encoder"] = statistics.median(inside(encoder, measured["language: text to Doc"]) for _ in range(runs))
    return {
        name: {
            "seconds": round(taken, 4), "words_per_second": round(words / taken, 1),
            "share_of_encoder": round(seconds["encoder"] / taken, 3),
        }
        for name, taken in seconds.items()
    }


def inside(encoder: Any, work: Callable[[], object]) -> float:
    """The seconds that some work spends in the network."""
    taken = 0.0

    def timed(*arguments: Any) -> Any:
        nonlocal taken
        began = time.perf_counter()
        found = run(*arguments)
        taken += time.perf_counter() - began
        return found

    run, encoder.run = encoder.run, timed
    try:
        work()
    finally:
        del encoder.run
    return taken


def whole(paths: list[Path]) -> object:
    """The incidents of some reports, without a record file."""
    from recension.bench.command import run

    done = run(["incidents", *map(str, paths), "--format", "json"])
    if done.status:
        raise SystemExit(done.err)
    return done


def into_file(paths: list[Path]) -> object:
    """`recension read` of some reports into a new record file."""
    from recension.bench.command import run

    with tempfile.TemporaryDirectory(prefix="recension-speed-") as place:
        done = run(["read", *map(str, paths), "--record", str(Path(place) / "speed.record")])
        if done.status:
            raise SystemExit(done.err)
        return done


def median_of(work: Callable[[], object], runs: int) -> float:
    """The median of some runs, in seconds of the clock."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


# ---------------------------------------------------------------- start-up
def start(report: Path, runs: int) -> dict[str, float]:
    """Seconds of whole processes: the help, and the claims of one report."""
    commands = {"recension --help": ["--help"], "claims of the first report": ["claims", str(report)]}
    return {name: round(median_of(functools.partial(process, a), runs), 3) for name, a in commands.items()}


def process(arguments: list[str]) -> None:
    """One run of the command as a process of its own."""
    subprocess.run([sys.executable, "-m", "recension", *arguments], capture_output=True, check=True)


if __name__ == "__main__":
    main()
