"""The command line: parse, call, print. Results go to stdout, everything else to stderr.

Exit status: 0 done; 1 some input was refused (the rest is kept); 2 wrong usage; 3 not done; 4 nothing could be read.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from rich.progress import Progress

    from recension.model import Decision, Refusal, Report
    from recension.record import Reading, Record

app = typer.Typer(
    name="recension", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown",
    help="Reads the news reports of a crisis and keeps **one sourced record** of it.",
    epilog="Try `recension demo`, then `recension brief FOLDER`.",
)

DONE, SOME_REFUSED, WRONG_USAGE, NOT_DONE, NOTHING_READ = 0, 1, 2, 3, 4


class ViewFormat(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"


class BriefFormat(StrEnum):
    md = "md"
    html = "html"
    json = "json"


class CleanFormat(StrEnum):
    jsonl = "jsonl"
    text = "text"


class ClaimsFormat(StrEnum):
    jsonl = "jsonl"
    table = "table"


class StemmaFormat(StrEnum):
    text = "text"
    json = "json"
    svg = "svg"
    dot = "dot"


class CompareFormat(StrEnum):
    text = "text"
    json = "json"
    html = "html"


class ExportText(StrEnum):
    none = "none"
    quotes = "quotes"
    full = "full"


class BenchFormat(StrEnum):
    table = "table"
    json = "json"


Paths = Annotated[list[str] | None, typer.Argument(help="Files, folders or globs (.txt .html .md .jsonl), or - for stdin.", metavar="PATH…")]
RecordFile = Annotated[Path | None, typer.Option("--record", help="A record file, made by `recension read`.", metavar="FILE")]
NeededRecord = Annotated[Path, typer.Option("--record", help="A record file, made by `recension read`.", metavar="FILE")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 4 if anything was refused.")]


def _a_day(option: typer.CallbackParam, given: str | None) -> str | None:
    """The value of an option that takes a day; what is none is wrong usage, named with its option."""
    try:
        return given if given is None or dt.date.fromisoformat(given[:10]) else None
    except ValueError:
        _fail(f"{option.opts[0]} {given}: there is no such day; write it as 2025-03-31", WRONG_USAGE)


Pipeline = Annotated[str | None, typer.Option("--pipeline", help="An installed spaCy pipeline to read with, instead of our own.", metavar="NAME")]
Profile = Annotated[str, typer.Option("--profile", help="The rule profile of the estimates.", metavar="P")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Only what was published by this day (YYYY-MM-DD).", metavar="T", callback=_a_day)]
LogAt = Annotated[int | None, typer.Option("--log-at", help="What the record held when its log ended here.", metavar="N", min=0)]
SourceLabel = Annotated[str | None, typer.Option("--source", help="A label for where these reports come from.", metavar="LABEL")]
WithClaims = Annotated[bool, typer.Option("--with-claims", help='Adds the claims themselves under "claims_by_id".')]


# ---------------------------------------------------------------- saying things
def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _fail(text: str, status: int) -> NoReturn:
    _say(f"recension: {text}")
    raise typer.Exit(status)


def _write(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def _write_json(value: Any) -> None:
    """One JSON value: on one line for programs, indented for a person at a terminal."""
    _write(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def _write_line(value: Any) -> None:
    """One line of JSON lines."""
    _write(json.dumps(value, ensure_ascii=False))


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console,
        transient=True, disable=not console.is_terminal,
    )


# ---------------------------------------------------------------- input
class Input:
    """What was given to read: the reports, what was refused, and the exit status that follows."""

    def __init__(self, *, strict: bool = False) -> None:
        self.refused: list[Refusal] = []
        self.strict = strict
        self.reports = 0

    def take(self, found: Iterable[tuple[Report | Refusal, str | None]]) -> Iterator[tuple[Report, str | None]]:
        """The reports, each once; refusals are said on stderr and kept."""
        from recension.model import Refusal as Refused

        seen: set[str] = set()
        for item, own in found:
            if isinstance(item, Refused):
                self.refuse(item)
            elif item.id not in seen:
                seen.add(item.id)
                self.reports += 1
                yield item, own

    def refuse(self, refusal: Refusal) -> None:
        self.refused.append(refusal)
        _say(f"refused {refusal.path}: {refusal.why}")

    def status(self) -> int:
        if self.refused and (self.strict or not self.reports):
            return NOTHING_READ
        return SOME_REFUSED if self.refused else DONE

    def close(self) -> None:
        """Ends the command with the status that the input earned."""
        if not self.reports:
            _say("recension: nothing could be read")
            raise typer.Exit(NOTHING_READ)
        if self.status():
            raise typer.Exit(self.status())


def _items(paths: Sequence[str], source: str | None, *, as_is: bool = False) -> Iterator[tuple[Report | Refusal, str | None]]:
    from recension.reading import read_items

    return read_items(paths, source=source, as_is=as_is)


def _pipeline(name: str | None) -> Any:
    from recension.language import load

    try:
        return load(name)
    except (OSError, ValueError) as error:
        _fail(f"--pipeline {name}: {error}", WRONG_USAGE)


def _read_all(given: Input, reports: Iterable[Report], pipeline: str | None = None) -> list[Reading]:
    """The reports with their claims, read by the language core; one in another language is refused."""
    from recension.claims import read_reports
    from recension.model import Refusal as Refused

    wanted = list(reports)
    nlp = _pipeline(pipeline) if wanted else None
    readings = []
    with _progress() as progress:
        task = progress.add_task("reading", total=len(wanted))
        for result in read_reports(wanted, nlp):
            progress.advance(task)
            if isinstance(result, Refused):
                given.reports -= 1
                given.refuse(result)
            else:
                readings.append(result)
    return readings


def _record(
    paths: Sequence[str] | None, file: Path | None, given: Input, *, profile: str, as_of: str | None = None,
    log_at: int | None = None, source: str | None = None, pipeline: str | None = None,
) -> Record:
    """The record to look at: of a file, or of paths, in memory."""
    from recension.language import engine
    from recension.record import Record
    from recension.store import RecordError, load

    if bool(paths) == bool(file):
        _fail("give either PATH… or --record FILE", WRONG_USAGE)
    try:
        if file is not None:
            held = load(file, log_at=log_at)
            given.reports = len(held.readings)
            return Record.of(
                held.readings, held.decisions, profile_name=profile, as_of=as_of, engine=held.engine, log_position=held.position,
            )
        reports = [report for report, _ in given.take(_items(paths or [], source))]
        readings = _read_all(given, reports, pipeline)
        if not readings:
            given.close()
        return Record.of(readings, profile_name=profile, as_of=as_of, engine=engine(pipeline))
    except RecordError as error:
        _fail(str(error), NOT_DONE)
    except ValueError as error:
        _fail(str(error), WRONG_USAGE)


# ---------------------------------------------------------------- commands that read
@app.command(epilog="Example: `recension read reports/ --record crisis.record`")
def read(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs, or - for stdin.", metavar="PATH…")],
    record: NeededRecord,
    source: SourceLabel = None,
    refused: Annotated[Path | None, typer.Option("--refused", help="Write what was refused, and why, as JSONL.", metavar="FILE")] = None,
    strict: Strict = False,
    pipeline: Pipeline = None,
) -> None:
    """Reads reports into a record. Reading them again changes nothing."""
    from recension.language import engine
    from recension.model import to_json
    from recension.store import RecordError, add, load

    given = Input(strict=strict)
    try:
        held = load(record) if record.exists() else None
        reports = [report for report, _ in given.take(_items(paths, source))]
        forgotten = [r for r in reports if held and r.id in held.forgotten]
        known = [r for r in reports if held and r.id in held.known]
        settled = {r.id for r in [*forgotten, *known]}
        readings = _read_all(given, [r for r in reports if r.id not in settled], pipeline)
        if readings or (reports and held is None):
            add(record, readings, engine=engine(pipeline))
    except RecordError as error:
        _fail(str(error), NOT_DONE)
    if refused is not None:
        refused.write_text("".join(json.dumps(to_json(r), ensure_ascii=False) + "\n" for r in given.refused), encoding="utf-8")
    for report in forgotten:
        _say(f"passed over {report.path}: it was forgotten, because: {held.forgotten[report.id] if held else ''}")
    _say(f"{len(readings)} new, {len(known)} known, {len(forgotten)} forgotten, {len(given.refused)} refused")
    given.close()


@app.command(epilog="Example: `recension clean page.html --format text`")
def clean(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs, or - for stdin.", metavar="PATH…")],
    format: Annotated[CleanFormat, typer.Option("--format", help="jsonl: one object a line; text: what is left when debris is taken out.")] = CleanFormat.jsonl,  # noqa: A002 - the option's name
    source: SourceLabel = None,
    strict: Strict = False,
) -> None:
    """Only the reading stage: clean text, blocks, title, outlet, dates, one line a report."""
    from recension.model import to_json

    given = Input(strict=strict)
    for report, _ in given.take(_items(paths, source)):
        if format is CleanFormat.jsonl:
            _write_line(to_json(report))
        else:
            shown = (report.text[b.start : b.end].strip() for b in report.blocks if b.role != "boilerplate")
            _write("\n\n".join(part for part in shown if part) + "\n")
    given.close()


@app.command(epilog="Example: `recension claims --text 'Rebels shelled the town on Monday, killing 12.' --format table`")
def claims(
    paths: Paths = None,
    text: Annotated[str | None, typer.Option("--text", help="Read this text instead of files.")] = None,
    as_is: Annotated[bool, typer.Option("--as-is", help="Take each text as it stands, without cleaning.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each claim rests on.")] = False,
    format: Annotated[ClaimsFormat, typer.Option("--format", help="jsonl: one object a line; table: to look at.")] = ClaimsFormat.jsonl,  # noqa: A002 - the option's name
    strict: Strict = False,
    pipeline: Pipeline = None,
) -> None:
    """Only the claims of each report, one line a claim."""
    from recension.claims import bare_report, explained, read_reports
    from recension.letters import whole
    from recension.model import Refusal as Refused
    from recension.model import to_json

    if bool(paths) == (text is not None):
        _fail("give either PATH… or --text TEXT", WRONG_USAGE)
    given = Input(strict=strict)
    found: Iterable[tuple[Report | Refusal, str | None]]
    if text is None:
        found = _items(paths or [], None, as_is=as_is)
    elif text.strip():
        found = [(bare_report(whole(text)), None)]
    else:
        found = [(Refused("--text", "there is nothing but white space in it"), None)]
    taken = list(given.take(found))
    items = {report.id: own for report, own in taken}
    rows = []
    for result in read_reports([r for r, _ in taken], _pipeline(pipeline), any_language=as_is or text is not None):
        if isinstance(result, Refused):
            given.reports -= 1
            given.refuse(result)
            continue
        for claim in result.claims:
            row = to_json(claim)
            if items[result.report.id] is not None:
                row["item"] = items[result.report.id]
            if explain:
                row["explain"] = explained(claim, result.report)
            if format is ClaimsFormat.jsonl:
                _write_line(row)
            else:
                rows.append(row)
    if format is ClaimsFormat.table:
        from recension.views.text import claims_table

        _print_rich(claims_table(rows))
    given.close()


@app.command(epilog="Examples: `recension stemma reports/ --format svg > stemma.svg`; `recension stemma reports/ --without Reuters`")
def stemma(
    paths: Paths = None,
    record: RecordFile = None,
    without: Annotated[list[str] | None, typer.Option("--without", help="Leave this origin out, by its id or how its label begins, and show what the record loses.", metavar="ORIGIN")] = None,
    format: Annotated[StemmaFormat, typer.Option("--format", help="text, json, svg (a picture), or dot for Graphviz.")] = StemmaFormat.text,  # noqa: A002 - the option's name
    strict: Strict = False,
) -> None:
    """Who copies, rewrites, translates or cites whom."""
    from dataclasses import replace

    from recension.record.anchors import by_report
    from recension.record.loss import loss
    from recension.stemma import stemma as draw
    from recension.stemma.draw import as_dot, as_text
    from recension.views import view
    from recension.views.lost import lost_rows, lost_text

    given = Input(strict=strict)
    found = _record(paths, record, given, profile="origins-lbh")
    gone = _origins_named(found, without or [])
    lost = loss(found, gone) if gone else None
    if gone:
        found = replace(found, stemma=draw(list(found.reports.values()), by_report(found.claims), without=gone))
    if format is StemmaFormat.json:
        _write_json(view(found, "stemma") | ({"lost": lost_rows(lost)} if lost else {}))
    elif format is StemmaFormat.svg:
        from recension.views.picture import picture_of

        _write(picture_of(found))
    elif format is StemmaFormat.dot:
        _write(as_dot(found.stemma))
    else:
        _write(as_text(found.stemma) + (lost_text(found, lost) if lost else ""))
    given.close()


def _origins_named(record: Record, names: Sequence[str]) -> list[str]:
    """The ids that some names of origins stand for; a name that none has is wrong usage."""
    from recension.record.loss import named_origins

    found: list[str] = []
    for name in names:
        ids = named_origins(record, name)
        if not ids:
            known = "; ".join(sorted(o.label for o in record.stemma.origins)[:12])
            _fail(f"--without {name}: no such origin. Give an id of `recension stemma --format json` or how a label begins: {known}", WRONG_USAGE)
        found += ids
    return found


@app.command(epilog="Example: `recension compare agency.txt site.html`")
def compare(
    a: Annotated[str, typer.Argument(help="A report.", metavar="A")],
    b: Annotated[str, typer.Argument(help="Another report.", metavar="B")],
    format: Annotated[CompareFormat, typer.Option("--format", help="text, json or html.")] = CompareFormat.text,  # noqa: A002 - the option's name
) -> None:
    """Two reports side by side: aligned passages and their variants."""
    from recension.views.compare import compare_html, compare_text, compare_view

    given = Input(strict=True)
    reports = [report for report, _ in given.take(_items([a, b], None))]
    if len(reports) != 2:
        _fail(f"compare needs two reports, and {len(reports)} could be read", NOTHING_READ)
    found = compare_view(reports[0], reports[1])
    if format is CompareFormat.json:
        _write_json(found)
    else:
        _write((compare_text if format is CompareFormat.text else compare_html)(found, reports[0], reports[1]))


# ---------------------------------------------------------------- views
@app.command(epilog="Example: `recension brief reports/ --format html > briefing.html`")
def brief(
    paths: Paths = None,
    record: RecordFile = None,
    as_of: AsOf = None,
    log_at: LogAt = None,
    profile: Profile = "origins-lbh",
    format: Annotated[BriefFormat, typer.Option("--format", help="md, html or json.")] = BriefFormat.md,  # noqa: A002 - the option's name
    strict: Strict = False,
    pipeline: Pipeline = None,
) -> None:
    """The briefing: what happened, how many, who said what, what was asked and done, where reports disagree."""
    given = Input(strict=strict)
    found = _record(paths, record, given, profile=profile, as_of=as_of, log_at=log_at, pipeline=pipeline)
    _write_briefing(found, format)
    given.close()


def _write_briefing(found: Record, format: BriefFormat) -> None:  # noqa: A002 - the option's name
    from recension.views import as_html, as_markdown, briefing, briefing_json

    told = briefing(found)
    if format is BriefFormat.json:
        _write_json(briefing_json(found, told))
    else:
        _write(as_markdown(found, told) if format is BriefFormat.md else as_html(found, told))


def _print_rich(what: Any) -> None:
    from rich.console import Console

    console = Console()
    # A pipe has no width: wide enough that no cell is cut, unless COLUMNS says how wide it is wanted.
    if not console.is_terminal and not os.environ.get("COLUMNS"):
        console = Console(width=200)
    console.print(what)


def _view_command(name: str, words: str) -> None:
    """Makes the command of a view: they differ in their name alone."""

    def command(
        paths: Paths = None,
        record: RecordFile = None,
        as_of: AsOf = None,
        log_at: LogAt = None,
        profile: Profile = "origins-lbh",
        with_claims: WithClaims = False,
        format: Annotated[ViewFormat, typer.Option("--format", help="table, json or csv.")] = ViewFormat.table,  # noqa: A002 - the option's name
        strict: Strict = False,
        pipeline: Pipeline = None,
    ) -> None:
        from recension.views import as_csv, as_table, view

        given = Input(strict=strict)
        found = _record(paths, record, given, profile=profile, as_of=as_of, log_at=log_at, pipeline=pipeline)
        rows = view(found, name, with_claims=with_claims)
        if format is ViewFormat.json:
            _write_json(rows)
        elif format is ViewFormat.csv:
            _write(as_csv(name, rows, dict(found.sigla)))
        else:
            _print_rich(as_table(name, rows, dict(found.sigla)))
        given.close()

    command.__doc__ = words
    app.command(name=name, epilog=f"Example: `recension {name} reports/ --format json`")(command)


for _name, _words in {
    "incidents": "What happened: event claims of many reports joined into incidents.",
    "figures": "How many: low, best and high of each count, with the origins behind each.",
    "ledger": "What was demanded, promised, threatened and decided, and what became of it.",
    "disagreements": "Where reports disagree, with both sides' claims.",
    "timeline": "The incidents in order of time.",
}.items():
    _view_command(_name, _words)


# ---------------------------------------------------------------- the record file
@app.command(epilog="Example: `recension fingerprint --record crisis.record`")
def fingerprint(record: NeededRecord, profile: Profile = "origins-lbh") -> None:
    """The hash of the record's canonical export: equal for equal reports and decisions, in whatever order they came."""
    from recension.views import fingerprint as of

    _write(of(_record(None, record, Input(), profile=profile)))


@app.command(epilog="Example: `recension export --record crisis.record --to polecat -o events.jsonl --redact persons`")
def export(
    record: NeededRecord,
    to: Annotated[str, typer.Option("--to", help="polecat: PLOVER's event records, one for each incident, type and pair of parties; jsonl: all claims.", metavar="FORMAT")],
    out: Annotated[str, typer.Option("-o", "--out", help="The file to write, or - for standard output.", metavar="OUT")] = "-",
    text: Annotated[ExportText, typer.Option("--text", help="How much of the reports' words goes along: none, short spans (quotes) or whole sentences (full).")] = ExportText.quotes,
    redact: Annotated[list[str] | None, typer.Option("--redact", help="Replace names by stable ids: persons, speakers, or a file of names, one a line. May be given again.", metavar="persons|speakers|FILE")] = None,
) -> None:
    """The record in a form that others read, one JSON object a line."""
    from recension.views.exports import FORMATS, KINDS, export_lines, write_lines

    if to not in FORMATS:
        _fail(f"--to {to}: no such format; there are {', '.join(sorted(FORMATS))}", WRONG_USAGE)
    if out != "-" and Path(out).resolve() == record.resolve():
        _fail(f"-o {out}: that is the record itself", WRONG_USAGE)
    wanted = redact or []
    names: list[str] = []
    try:
        for file in (r for r in wanted if r not in KINDS):
            listed = [name for name in Path(file).read_text(encoding="utf-8-sig").splitlines() if name.strip()]
            if not listed:
                _fail(f"--redact {file}: there is no name in it", WRONG_USAGE)
            names += listed
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"--redact {file}: neither {' nor '.join(KINDS)}, nor a file of names ({error})", WRONG_USAGE)
    found = _record(None, record, Input(), profile="origins-lbh")
    lines = export_lines(found, to, text=text.value, redact=[r for r in wanted if r in KINDS], names=names)
    if out == "-":
        for line in lines:
            _write(line)
        return
    try:
        count = write_lines(Path(out), lines)
    except OSError as error:
        _fail(f"-o {out}: {error.strerror or error}", NOT_DONE)
    _say(f"{count} line{'s' if count != 1 else ''} written to {out}")


@app.command(epilog="Example: `recension forget 3f2a… --why 'asked by the author' --record crisis.record`")
def forget(
    report: Annotated[str, typer.Argument(help="The id of a report, or its path in the record.", metavar="REPORT")],
    record: NeededRecord,
    why: Annotated[str, typer.Option("--why", help="The reason; it is kept.", metavar="W")],
) -> None:
    """Takes a report's text out of a record for good; a tombstone with its id stays."""
    from recension.letters import printable
    from recension.store import RecordError, load
    from recension.store import forget as take_out

    try:
        held = load(record)
        by_path = [r.report.id for r in held.readings if r.report.path == printable(report)]
        wanted = by_path[0] if len(by_path) == 1 else report
        if wanted not in held.known and wanted not in held.forgotten:
            _fail(f"{record}: there is no report {report} in it; `recension clean FILE` shows the id of a report", NOT_DONE)
        after = take_out(record, wanted, why=why)
    except RecordError as error:
        _fail(str(error), NOT_DONE)
    _say(f"forgotten; {len(after.readings)} reports are left")


@app.command(epilog="Example: `recension rebuild --record crisis.record`")
def rebuild(record: NeededRecord) -> None:
    """Reads every report of a record again with this version, and writes the record anew from its log.

    A report that cannot be read again stays as it was.
    """
    from functools import partial

    from recension.reading import reclean
    from recension.refusals import or_refused
    from recension.store import RecordError
    from recension.store import rebuild as write_anew

    given = Input()

    def read_again(reports: Sequence[Report]) -> list[Reading]:
        cleaned = ((or_refused(r.path or r.id, partial(reclean, r)), None) for r in reports)
        return _read_all(given, [report for report, _ in given.take(cleaned)])

    try:
        after = write_anew(record, read_again)
    except RecordError as error:
        _fail(str(error), NOT_DONE)
    _say(f"{len(after.readings) - len(given.refused)} reports read again, {len(after.decisions)} decisions replayed")
    if given.refused:
        raise typer.Exit(SOME_REFUSED)


@app.command(epilog="Example: `recension decide reject CLAIM --record crisis.record --by 'A. Coder' --why 'a sports report'`")
def decide(
    record: NeededRecord,
    verb: Annotated[str | None, typer.Argument(help="merge, split, accept, reject, correct, mark_unreliable, note or undo.", metavar="VERB")] = None,
    targets: Annotated[list[str] | None, typer.Argument(help="Ids of claims, incidents, reports or decisions; names of actors.", metavar="ID…")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who rules.")] = None,
    why: Annotated[str | None, typer.Option("--why", help="The reason.")] = None,
    field: Annotated[str | None, typer.Option("--field", help="What to correct. Of a figure: low, best, high, indicator, status; of an event: type, mode, status; of a quote: status.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="The right value, as JSON; a word that is no JSON stands for itself.")] = None,
    actors: Annotated[bool, typer.Option("--actors", help="The targets are names of actors.")] = False,
    export: Annotated[bool, typer.Option("--export", help="Print all decisions as JSON lines.")] = False,
    import_: Annotated[Path | None, typer.Option("--import", help="Take over decisions from JSON lines.", metavar="FILE")] = None,
) -> None:
    """A person's ruling on claims, incidents, actors or reports: kept for good, replayed on every rebuild."""
    from recension.model import to_json
    from recension.record.ruling import RulingError, parse_decisions, repeated, rule
    from recension.store import RecordError, load
    from recension.store import decide as add_decisions

    try:
        held = load(record)
        if export:
            for decision in held.decisions:
                _write_line(to_json(decision))
            return
        if import_ is not None:
            new: list[Decision] = parse_decisions(import_.read_text(encoding="utf-8"))
        elif verb and targets and by and why:
            new = [rule(held.readings, held.decisions, verb, targets, by=by, why=why, field=field, value=value, actors=actors, engine=held.engine)]
            if (before := repeated(new[0], held.decisions)) is not None:
                _say(f"0 new, {len(held.decisions)} in all: the decision {before} says this already")
                return
        else:
            _fail("give a VERB, its ID…, --by and --why; or --export; or --import FILE", WRONG_USAGE)
        after = add_decisions(record, new)
    except RecordError as error:
        _fail(str(error), NOT_DONE)
    except (RulingError, OSError, UnicodeDecodeError) as error:
        _fail(str(error), WRONG_USAGE)
    _say(f"{len(after.decisions) - len(held.decisions)} new, {len(after.decisions)} in all")


@app.command(epilog="Example: `recension verify briefing.json --record crisis.record`")
def verify(
    briefing: Annotated[Path, typer.Argument(help="A briefing, as `recension brief --format json` wrote it.", metavar="BRIEFING.json")],
    record: NeededRecord,
) -> None:
    """Derives every sentence of a briefing again from the record, and says which ones do not come out."""
    from recension.views.verify import is_briefing
    from recension.views.verify import verify as check

    try:
        given = json.loads(briefing.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        _fail(f"{briefing}: {error}", WRONG_USAGE)
    if not is_briefing(given):
        _fail(f"{briefing}: this is no briefing; `recension brief --record {record} --format json` writes one", WRONG_USAGE)
    asked = given["record"]
    looked_at = {"profile": asked.get("profile") or "origins-lbh", "as_of": asked.get("as_of")}
    found = _record(None, record, Input(), **looked_at)
    result = check(given, found, lambda position: _record(None, record, Input(), **looked_at, log_at=position))
    _write_json(result)
    if not result["holds"]:
        raise typer.Exit(NOT_DONE)


@app.command(epilog="Example: `recension bench time --data wikiwars --format json`")
def bench(
    task: Annotated[str, typer.Argument(help="A public task; `list` names them.", metavar="TASK")],
    data: Annotated[Path | None, typer.Option("--data", help="The folder or file of its data.", metavar="PATH")] = None,
    genre: Annotated[str | None, typer.Option("--genre", help="Only this genre, where ids tell it.")] = None,
    without: Annotated[Path | None, typer.Option("--without", help="Leave out rows whose sentence stands in this file.", metavar="FILE")] = None,
    format: Annotated[BenchFormat, typer.Option("--format", help="table or json.")] = BenchFormat.table,  # noqa: A002 - the option's name
) -> None:
    """Scores a public task."""
    from recension.bench import TASKS, run

    if task == "list":
        _write("\n".join(sorted(TASKS)))
        return
    if task not in TASKS or data is None:
        _fail(f"give a TASK ({', '.join(sorted(TASKS))}) and --data PATH", WRONG_USAGE)
    if not data.exists():
        _fail(f"{data}: there is no such folder or file", NOTHING_READ)
    options = {k: v for k, v in {"genre": genre, "without": without}.items() if v is not None}
    try:
        result = run(task, data, **options)
    except (TypeError, ValueError, OSError) as error:
        _fail(f"{task}: {error}", NOT_DONE)
    if format is BenchFormat.json:
        _write_json(result)
    else:
        from recension.views.text import bench_table

        _print_rich(bench_table(result))


@app.command(epilog="Example: `recension demo --format html > demo.html`")
def demo(format: Annotated[BriefFormat, typer.Option("--format", help="md, html or json.")] = BriefFormat.md) -> None:  # noqa: A002 - the option's name
    """Reads the sample crisis that comes with the package and shows its briefing."""
    from recension.data import sample_paths

    given = Input()
    with sample_paths() as paths:
        found = _record([str(p) for p in paths], None, given, profile="origins-lbh")
    _write_briefing(found, format)
    given.close()


def _version(wanted: bool) -> None:
    if wanted:
        from recension import __version__

        print(__version__)
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


def main() -> None:
    """The console script. A closed pipe (`| head`) ends it quietly; Ctrl-C with the usual status.

    A fault of our own must not look like refused input: it ends with 3, in one line, or with its trace where
    RECENSION_TRACE is set.
    """
    # Libraries make a million lasting objects as they load; to look through them for garbage takes a tenth of a short run.
    gc.set_threshold(100_000, 20, 20)
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("RECENSION_TRACE"):
            raise
        _say(f"recension: a fault of its own: {type(error).__name__}: {error}; RECENSION_TRACE=1 shows where")
        sys.exit(NOT_DONE)


if __name__ == "__main__":
    main()
