"""How fast it is: words a second of each stage, and the time from start to the first answer: `make bench-speed`.

    python bench/speed.py [--runs 5] [--folder REPORTS] [--json]

Each number is the median of some runs in this process (stages) or of some processes (start-up). Words are runs of
letters and digits of the clean text. The reports are the sample crisis unless a folder is named. The row `encoder` is
the trained network alone over the same windows, one on each core: the budgets are shares of it, 70 % for finished Docs
and 55 % for all claims. `--stream N` reads a stream of N reports and tells how much memory it takes as it goes.
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
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from recension.bench.answers import REPORT_FILE
from recension.bench.sample import SAMPLE
from recension.claims.extract import TOGETHER
from recension.language.reader import THREADS
from recension.model import Report

WORD = re.compile(r"\w+")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Words a second of each stage, and start-up times.")
    parser.add_argument("--runs", type=int, default=5, help="of how many runs each number is the median")
    parser.add_argument("--folder", type=Path, default=SAMPLE, help="a folder of reports")
    parser.add_argument("--stream", type=int, default=0, metavar="N", help="read N reports and tell the memory that it takes")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    paths = sorted(p for p in asked.folder.iterdir() if REPORT_FILE.fullmatch(p.name)) or [asked.folder]
    if asked.stream:
        memory = stream(paths, asked.stream)
        print(json.dumps(memory, indent=1) if asked.json else "\n".join(f"{n:<34}{mb:>10,.0f} MB" for n, mb in memory.items()))
        return
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
    from recension.claims import read_reports
    from recension.language import load
    from recension.reading import read

    nlp = load()
    reports = [r for r in read(paths) if isinstance(r, Report)]
    words = sum(len(WORD.findall(r.text)) for r in reports)
    measured: dict[str, Callable[[], Any]] = {
        "encoder": bare_encoder(nlp, reports),
        "reading: bytes to report": lambda: [list(read([p])) for p in paths],
        "language: text to Doc": lambda: deque(nlp.pipe(r.text for r in reports), maxlen=0),
        "language and claims": lambda: deque(read_reports(reports, nlp), maxlen=0),
        "record in memory": lambda: whole(paths),
        "read, into a new record file": lambda: into_file(paths),
    }
    for work in list(measured.values())[:4]:
        work()
    seconds = {name: median_of(work, runs) for name, work in measured.items()}
    return {
        name: {
            "seconds": round(taken, 4), "words_per_second": round(words / taken, 1),
            "share_of_encoder": round(seconds["encoder"] / taken, 3),
        }
        for name, taken in seconds.items()
    }


def bare_encoder(nlp: Any, reports: list[Report]) -> Callable[[], object]:
    """The network alone over the windows of ``reports``: each core runs windows one after another."""
    encoder = nlp.get_pipe("recension_reader").encoder
    given: list[tuple[Any, ...]] = []
    run = encoder.run

    def kept(*arguments: Any) -> Any:
        given.append(arguments[:3])
        return run(*arguments)

    encoder.run = kept
    try:
        for report in reports:
            nlp(report.text)
    finally:
        del encoder.run

    def work() -> object:
        with ThreadPoolExecutor(THREADS) as pool:
            return deque(pool.map(lambda each: run(*each, 1), given), maxlen=0)

    return work


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
    commands = {
        "recension --help": ["-m", "recension", "--help"],
        "first Doc of one sentence": ["-c", FIRST_DOC],
        "claims of the first report": ["-m", "recension", "claims", str(report)],
    }
    return {name: round(median_of(functools.partial(process, a), runs), 3) for name, a in commands.items()}


FIRST_DOC = "from recension.language import read_text; assert len(read_text('Police fired tear gas on Monday.')) == 7"


def process(arguments: list[str]) -> None:
    """One run of Python as a process of its own."""
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)


# ---------------------------------------------------------------- memory
def stream(paths: list[Path], count: int) -> dict[str, float]:
    """Megabytes that the process holds after each tenth of a stream of ``count`` Docs; every text differs from the others."""
    from recension.language import load, renewed
    from recension.reading import read

    texts = [r.text for r in read(paths) if isinstance(r, Report)]
    told: dict[str, float] = {}
    nlp = load()
    for begin in range(0, count, TOGETHER):
        numbers = range(begin, min(begin + TOGETHER, count))
        nlp = renewed(nlp)
        deque(nlp.pipe(varied(texts[i % len(texts)], i) for i in numbers), maxlen=0)
        if numbers[-1] * 10 // count > (begin - 1) * 10 // count:
            told[f"after {numbers[-1] + 1} reports"] = round(held(), 1)
    return told


def varied(text: str, number: int) -> str:
    """``text`` with words that no other report has."""
    return f"No. {number}: {text}\n\nReport {number} of stringer{number} from camp {number * 7919 % 99991}x."


def held() -> float:
    """Megabytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
