"""What the command line says of a folder of reports, gathered so that assertions can be held against it.

Reports are named S0, S1 … in the order of their file names; the JSON is that of the contract, unchanged.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recension.bench.command import Ran, run

Json = dict[str, Any]

REPORT_FILE = re.compile(r"\d+_.*\.(txt|html|md|jsonl)$")
VIEWS = ("incidents", "figures", "ledger", "disagreements", "timeline")


@dataclass
class Answers:
    """The answers about one folder of reports.

    `claims` holds the local claims and `known` all claims by id, with what a record adds to them; each carries its
    report's name under `"siglum"`. `failures` says why a command gave no answer.
    """

    files: list[str] = field(default_factory=list)
    reports: dict[str, Json] = field(default_factory=dict)
    claims: list[Json] = field(default_factory=list)
    known: dict[str, Json] = field(default_factory=dict)
    views: dict[str, list[Json]] = field(default_factory=dict)
    stemma: Json = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    sigla: dict[str, str] = field(default_factory=dict)

    def text(self, siglum: str | None) -> str:
        """The clean text of a report."""
        return str(self.reports.get(siglum or "", {}).get("text") or "")

    def blocks(self, siglum: str | None) -> list[Json]:
        """The blocks of a report."""
        return list(self.reports.get(siglum or "", {}).get("blocks") or [])

    def siglum(self, report: object) -> str | None:
        """The name of the report with an id."""
        return self.sigla.get(str(report))

    def named(self, ids: Iterable[object] | None) -> list[Json]:
        """The claims with these ids."""
        return [self.known[str(i)] for i in ids or () if str(i) in self.known]


def ask(folder: Path, *, command: Sequence[str] = ()) -> Answers:
    """Ask about all reports of a folder: each cleaned and claimed by itself, and all in one record."""
    answers = Answers()
    paths = sorted(p for p in folder.iterdir() if REPORT_FILE.fullmatch(p.name))
    answers.files = [p.name for p in paths]
    for name, take in (("clean", take_report), ("claims", take_claims)):
        for number, path in enumerate(paths):
            try:
                take(answers, f"S{number}", rows(run([name, str(path), "--format", "jsonl"], command=command)))
            except (NoAnswerError, OSError, subprocess.TimeoutExpired, ValueError, AttributeError) as why:
                answers.failures.setdefault(name, f"S{number}: {why}")
    with tempfile.TemporaryDirectory(prefix="recension-bench-") as place:
        record = str(Path(place) / "bench.record")
        ask_record(answers, lambda arguments: run(arguments, command=command), [str(p) for p in paths], record)
    return answers


class NoAnswerError(Exception):
    """A command gave no answer, and why."""


def done(ran: Ran) -> Ran:
    """What a command said, if it answered."""
    if ran.status not in {0, 1}:
        last = (ran.err.strip().splitlines() or ["nothing said"])[-1]
        raise NoAnswerError(f"exit status {ran.status}: {last[:300]}")
    return ran


def rows(ran: Ran) -> list[Json]:
    """The lines of an answer."""
    found = done(ran).rows
    if not found:
        raise NoAnswerError("an empty answer")
    return found


def take_report(answers: Answers, siglum: str, found: list[Json]) -> None:
    """Keep a cleaned report."""
    answers.reports[siglum] = found[0]
    answers.sigla[str(found[0].get("id"))] = siglum


def take_claims(answers: Answers, siglum: str, found: list[Json]) -> None:
    """Keep the claims of a report."""
    for claim in found:
        claim["siglum"] = siglum
        answers.sigla[str(claim.get("report"))] = siglum
        answers.claims.append(claim)
        answers.known[str(claim.get("id"))] = dict(claim)


def ask_record(answers: Answers, say: Callable[[list[str]], Ran], paths: list[str], record: str) -> None:
    """Read all reports into a record and keep its views; a claim gains what the record adds to it."""
    try:
        done(say(["read", *paths, "--record", record]))
    except (NoAnswerError, OSError, subprocess.TimeoutExpired) as why:
        answers.failures |= dict.fromkeys(("stemma", *VIEWS), f"read: {why}")
        return
    for name in ("stemma", *VIEWS):
        try:
            told = done(say([name, "--record", record, "--format", "json", *(["--with-claims"] if name in VIEWS else [])]))
            keep_view(answers, name, told.value)
        except (NoAnswerError, OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError) as why:
            answers.failures[name] = f"{type(why).__name__}: {why}"


def keep_view(answers: Answers, name: str, told: Json) -> None:
    """Keep a view, or the stemma."""
    if name == "stemma":
        answers.stemma = {key: list(told[key]) for key in ("nodes", "edges", "origins")}
        return
    answers.views[name] = list(told[name])
    for key, claim in dict(told.get("claims_by_id") or {}).items():
        old = answers.known.get(str(key), {})
        siglum = answers.siglum(claim.get("report")) or old.get("siglum")
        added = {field_: value for field_, value in claim.items() if value is not None}
        answers.known[str(key)] = {**claim, **old, **added, "siglum": siglum}


def mentions(value: object, path: str = "") -> Iterator[tuple[str, Json]]:
    """Everything in a JSON value that claims to be a slice of its report's text, with where it stands."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield path, value
        for key, inner in value.items():
            yield from mentions(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from mentions(inner, path)
