"""The log and what hangs on it: adding reports, taking decisions, forgetting, rebuilding.

The record is worked out with the file closed; the lock is held for the commit alone. If another process wrote in
between, the work is done again on what stands there now.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.model import Claim, Decision, Event, Figure, Quote, Report, Time, from_json, to_json
from recension.record import Reading, Record
from recension.store.errors import RecordError
from recension.store.file import opened

if TYPE_CHECKING:
    import duckdb

#: How often a commit is tried again when others keep writing.
ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What a record file holds: readings, decisions, tombstones (report id → why), and how far its log goes."""

    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    forgotten: Mapping[str, str]
    position: int
    engine: str | None

    @property
    def known(self) -> frozenset[str]:
        """The ids of the reports that it holds."""
        return frozenset(r.report.id for r in self.readings)


def load(path: Path, *, log_at: int | None = None) -> Contents:
    """What a record file holds, or held when its log ended at `log_at`.

    Raises:
        RecordError: see `recension.store.file.opened`.
    """
    with opened(path) as connection:
        return _contents(connection, log_at)


def _contents(connection: duckdb.DuckDBPyConnection, log_at: int | None = None) -> Contents:
    until = 2**62 if log_at is None else log_at
    rows = connection.execute("SELECT kind, id, body FROM log WHERE position <= ? ORDER BY position", [until]).fetchall()
    top = connection.execute("SELECT coalesce(max(position), 0) FROM log WHERE position <= ?", [until]).fetchone()
    wanted = {i for kind, i, _ in rows if kind == "report"}
    decisions = tuple(from_json(Decision, json.loads(body)) for kind, _, body in rows if kind == "decision")
    forgotten = {i: json.loads(body)["why"] for kind, i, body in rows if kind == "forget"}
    stored = connection.execute("SELECT id, raw, report, claims, times, engine FROM reports ORDER BY id").fetchall()
    readings, engines = [], set()
    for rid, raw, report, claims, times, engine in stored:
        if rid in wanted:
            readings.append(_reading(raw, report, claims, times))
            engines.add(engine)
    return Contents(tuple(readings), decisions, forgotten, top[0] if top else 0, min(engines) if engines else None)


def _reading(raw: bytes, report: str, claims: str, times: str) -> Reading:
    return Reading(
        replace(from_json(Report, json.loads(report)), raw=bytes(raw)),
        tuple(from_json(Claim, c) for c in json.loads(claims)),
        tuple(from_json(Time, t) for t in json.loads(times)),
    )


def _change(
    path: Path, work: Callable[[Contents], tuple[Sequence[Reading], Sequence[Decision]]], reader: str | None = None, *,
    create: bool = False,
) -> Contents:
    """Adds what `work` makes of the present contents, and derives the record anew.

    `work` and the derivation run with the file closed; the commit is refused if the log has moved on meanwhile.
    """
    for _ in range(ATTEMPTS):
        if path.exists() or not create:
            before = load(path)
        else:
            before = Contents((), (), {}, 0, None)
        readings, decisions = work(before)
        if not readings and not decisions and path.exists():
            return before
        after = replace(
            before, readings=(*before.readings, *readings), decisions=(*before.decisions, *decisions),
            position=before.position + len(readings) + len(decisions), engine=before.engine or reader,
        )
        record = Record.of(after.readings, after.decisions, engine=after.engine, log_position=after.position)
        with opened(path, write=True, create=create) as connection:
            row = connection.execute("SELECT coalesce(max(position), 0) FROM log").fetchone()
            if row is None or row[0] != before.position:
                continue
            connection.execute("BEGIN")
            _append(connection, before.position, readings, decisions, after.engine)
            _derive(connection, record)
            connection.execute("COMMIT")
        return after
    raise RecordError(f"{path}: other processes kept writing to it; try again when they are done")


def add(path: Path, readings: Iterable[Reading], *, engine: str | None = None) -> Contents:
    """Adds reports that the record does not hold yet; what was forgotten stays so. `engine`: what read them, this
    package's own where None.

    Raises:
        RecordError: the file cannot be used, or was read by another engine.
    """
    given = {r.report.id: r for r in readings}
    reader = engine or _own_engine()

    def work(before: Contents) -> tuple[Sequence[Reading], Sequence[Decision]]:
        if before.engine is not None and before.engine != reader:
            raise RecordError(
                f"{path}: its reports were read by {before.engine}, these by {reader}; "
                f"`recension rebuild --record {path}` reads all of them with this version",
            )
        new = [given[i] for i in sorted(given) if i not in before.known and i not in before.forgotten]
        return new, ()

    return _change(path, work, reader, create=True)


def decide(path: Path, decisions: Iterable[Decision]) -> Contents:
    """Adds decisions to the log; one that it holds already is not added twice."""
    given = list(decisions)

    def work(before: Contents) -> tuple[Sequence[Reading], Sequence[Decision]]:
        known = {d.id for d in before.decisions}
        return (), [d for d in given if d.id not in known]

    return _change(path, work)


def forget(path: Path, report: str, *, why: str) -> Contents:
    """Takes a report's text, spans and claims out for good; a tombstone with its id stays.

    DuckDB leaves deleted bytes in the file, so a sibling file without them is written and takes its place.
    """
    contents = load(path)
    if report not in contents.known:
        reason = "was forgotten before" if report in contents.forgotten else "is not in it"
        raise RecordError(f"{path}: report {report} {reason}; `recension incidents --record {path} --format json` lists ids")
    kept = [r for r in contents.readings if r.report.id != report]
    return _rewrite(path, contents, kept, {report: why}, contents.engine)


def rebuild(path: Path, read_again: Callable[[Sequence[Report]], Sequence[Reading]] | None = None) -> Contents:
    """Writes the record anew from its log, into a sibling file that then takes its place.

    `read_again` cleans and reads each report's bytes anew, as after a new model; without it the claims stand. A report
    that it does not give stays as it was: a rebuild loses none.
    """
    contents = load(path)
    if read_again is None:
        return _rewrite(path, contents, contents.readings, {}, contents.engine)
    again = {r.report.id: r for r in read_again([r.report for r in contents.readings])}
    return _rewrite(path, contents, [again.get(r.report.id, r) for r in contents.readings], {}, _own_engine())


def _rewrite(
    path: Path, contents: Contents, readings: Sequence[Reading], gone: Mapping[str, str], engine: str | None,
) -> Contents:
    sibling = path.with_name(path.name + ".new")
    sibling.unlink(missing_ok=True)
    decisions = tuple(_without(d, gone.keys(), contents) for d in contents.decisions)
    after = Contents(
        tuple(readings), decisions, {**contents.forgotten, **gone},
        contents.position + len(gone), engine,
    )
    record = Record.of(after.readings, after.decisions, engine=after.engine, log_position=after.position)
    with opened(path) as connection:
        log = connection.execute("SELECT position, kind, id, body, first_seen FROM log ORDER BY position").fetchall()
    if (log[-1][0] if log else 0) != contents.position:
        raise RecordError(f"{path}: another process wrote to it meanwhile; try again")
    kept = {d.id: _json(d) for d in decisions}
    rows = [(p, k, i, kept.get(i, body) if k == "decision" else body, seen) for p, k, i, body, seen in log]
    rows += [
        (contents.position + n, "forget", i, json.dumps({"why": why}), _now()) for n, (i, why) in enumerate(gone.items(), 1)
    ]
    try:
        with opened(sibling, write=True, create=True) as connection:
            connection.execute("BEGIN")
            _insert(connection, "log", ["position", "kind", "id", "body", "first_seen"], rows)
            _insert_reports(connection, after.readings, after.engine)
            _derive(connection, record)
            connection.execute("COMMIT")
        sibling.replace(path)
    finally:
        sibling.unlink(missing_ok=True)
    return after


def _own_engine() -> str:
    from recension.language import engine

    return engine()


def _without(decision: Decision, gone: Collection[str], contents: Contents) -> Decision:
    """A decision without the text of forgotten reports: their selectors and what was shown go too."""
    claims = {c.id for r in contents.readings if r.report.id in gone for c in r.claims}
    if not any(t.id in claims or t.id in gone for t in decision.targets):
        return decision
    return replace(decision, targets=tuple(replace(t, selector=None) for t in decision.targets), seen={})


def _append(
    connection: duckdb.DuckDBPyConnection, at: int, readings: Sequence[Reading], decisions: Sequence[Decision], reader: str | None,
) -> None:
    now = _now()
    rows: list[tuple[Any, ...]] = []
    for reading in readings:
        at += 1
        rows.append((at, "report", reading.report.id, json.dumps({"text_id": reading.report.text_id}), now))
    for decision in decisions:
        at += 1
        rows.append((at, "decision", decision.id, _json(decision), now))
    _insert(connection, "log", ["position", "kind", "id", "body", "first_seen"], rows)
    _insert_reports(connection, readings, reader)


def _insert_reports(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], engine: str | None) -> None:
    rows = [
        (r.report.id, r.report.raw, _json(r.report), _json(r.claims), _json(r.times), engine or "unknown") for r in readings
    ]
    _insert(connection, "reports", ["id", "raw", "report", "claims", "times", "engine"], rows)


def _derive(connection: duckdb.DuckDBPyConnection, record: Record) -> None:
    """Writes the derived tables of a record in place of the old ones."""
    from recension.views import canonical_rows, fingerprint

    connection.execute("DELETE FROM statements; DELETE FROM views; DELETE FROM meta WHERE key IN ('engine', 'fingerprint')")
    for key, value in (("engine", record.engine), ("fingerprint", fingerprint(record))):
        connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])
    names = [
        "claim", "report", "siglum", "kind", "property", "status", "actor", "recipient", "speaker", "low", "best", "high",
        "from", "to", "place", "origin", "start_char", "end_char", "text",
    ]
    _insert(connection, "statements", names, [_statement(c, record) for c in record.claims.values()])
    rows = [
        (view, n, row["id"], json.dumps(row, ensure_ascii=False)) for view, found in canonical_rows(record).items()
        for n, row in enumerate(found)
    ]
    _insert(connection, "views", ["view", "position", "id", "body"], rows)


def _statement(claim: Claim, record: Record) -> tuple[Any, ...]:
    time = record.times.get(claim.id)
    names = record.actors.name
    what: str
    actor = recipient = speaker = low = best = high = None
    match claim:
        case Event():
            actor, recipient, speaker, what = names(claim.actor), names(claim.recipient), names(claim.speaker), claim.type
        case Figure():
            actor, speaker, what = names(claim.who), names(claim.attributed_to), claim.indicator
            low, best, high = claim.low, claim.best, claim.high
        case Quote():
            speaker, what = names(claim.speaker), claim.form
    place = claim.place.name or claim.place.text if claim.place else None
    return (
        claim.id, claim.report, record.sigla[claim.report], claim.kind, what, claim.status, actor, recipient, speaker,
        low, best, high, time.from_ if time else None, time.to if time else None, place, record.origins.of.get(claim.id),
        claim.span.start, claim.span.end, claim.span.text,
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts rows by Arrow: row by row DuckDB is a thousand times slower."""
    import pyarrow as pa

    if not rows:
        return
    types = {"low": pa.float64(), "best": pa.float64(), "high": pa.float64(), "raw": pa.binary(), "position": pa.int64(),
             "start_char": pa.int32(), "end_char": pa.int32()}
    batch = pa.table({
        name: pa.array([row[i] for row in rows], type=types.get(name, pa.string())) for i, name in enumerate(names)
    })
    connection.register("batch", batch)
    columns = ", ".join(f'"{n}"' for n in names)
    connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM batch")  # noqa: S608 - names of our own
    connection.unregister("batch")


def _json(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
