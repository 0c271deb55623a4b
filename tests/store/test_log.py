"""The record file: nothing is lost, order makes no difference, what is forgotten is gone."""

from __future__ import annotations

import multiprocessing
import stat
import time

import duckdb
import pytest

from recension.claims.doc import bare_report
from recension.language import engine
from recension.model import Figure, Mention, Reading, Span, digest
from recension.record import Record
from recension.record.ruling import RulingError, parse_decisions, rule
from recension.store import RecordError, add, decide, forget, load, rebuild
from recension.store import file as record_file
from recension.views import fingerprint

SECRET = "Nobody but Oskar Venlund saw the convoy leave Tarbek"


def reading(text: str, value: float = 3) -> Reading:
    report = bare_report(text, "2024-03-05")
    word = text.split(maxsplit=1)[0]
    claim = Figure(
        report=report.id, id=digest("figure", report.id, value), indicator="killed", who=Mention("people", 0, 6), quantifier="3",
        low=value, best=value, high=value, span=Span(0, len(word), word),
    )
    return Reading(report, (claim,))


def print_of(path) -> str:
    held = load(path)
    return fingerprint(Record.of(held.readings, held.decisions, engine=held.engine))


def test_at_once_or_one_by_one_gives_one_fingerprint(tmp_path):
    given = [reading(f"Report number {n} says so.", n) for n in range(4)]
    add(tmp_path / "a.record", given)
    for each in reversed(given):
        add(tmp_path / "b.record", [each])
    assert print_of(tmp_path / "a.record") == print_of(tmp_path / "b.record")


def test_reading_again_changes_nothing(tmp_path):
    path = tmp_path / "a.record"
    add(path, [reading("The same report.")])
    before = print_of(path), load(path).position
    add(path, [reading("The same report.")])
    assert (print_of(path), load(path).position) == before


def test_the_file_is_its_owners_alone(tmp_path):
    add(tmp_path / "a.record", [reading("A report.")])
    assert stat.S_IMODE((tmp_path / "a.record").stat().st_mode) & 0o077 == 0


def test_what_is_forgotten_is_gone_from_the_file_and_does_not_come_back(tmp_path):
    path = tmp_path / "a.record"
    secret, other = reading(SECRET), reading("Another report stands.")
    add(path, [secret, other])
    ruling = rule(load(path).readings, (), "reject", [secret.claims[0].id], by="a", why="b")
    decide(path, [ruling])
    forget(path, secret.report.id, why="asked by the author")
    assert SECRET.encode() not in path.read_bytes()
    assert b"Venlund" not in path.read_bytes()
    held = load(path)
    assert held.known == {other.report.id}
    assert held.forgotten == {secret.report.id: "asked by the author"}
    add(path, [secret])
    assert load(path).known == {other.report.id}
    with pytest.raises(RecordError, match="was forgotten before"):
        forget(path, secret.report.id, why="again")


def test_a_rebuild_gives_the_same_record(tmp_path):
    path = tmp_path / "a.record"
    add(path, [reading("One report."), reading("Two reports.", 5)])
    before = print_of(path)
    rebuild(path)
    assert print_of(path) == before
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT count(*) FROM statements").fetchone()
    assert rows == (2,)


def test_a_decision_is_kept_replayed_and_undone(tmp_path):
    path = tmp_path / "a.record"
    one = reading("One report.")
    held = add(path, [one])
    cid = one.claims[0].id
    assert Record.of(held.readings, held.decisions, engine="e").estimates[0].best.value == 3
    fix = rule(held.readings, (), "correct", [cid], by="A. Coder", why="misread", field="best", value="4")
    held = decide(path, [fix])
    assert Record.of(held.readings, held.decisions, engine="e").estimates[0].best.value == 4
    undo = rule(held.readings, held.decisions, "undo", [fix.id], by="A. Coder", why="it was right")
    held = decide(path, [undo])
    assert Record.of(held.readings, held.decisions, engine="e").estimates[0].best.value == 3
    assert len(held.decisions) == 2


def test_a_decision_whose_target_is_gone_is_reopened(tmp_path):
    path = tmp_path / "a.record"
    one, two = reading("One report."), reading("Two reports.", 5)
    held = add(path, [one, two])
    held = decide(path, [rule(held.readings, (), "reject", [one.claims[0].id], by="a", why="b")])
    held = forget(path, one.report.id, why="c")
    record = Record.of(held.readings, held.decisions, engine="e")
    assert [d for d, _ in record.reopened] == [held.decisions[0].id]


@pytest.mark.parametrize(("line", "why"), [
    ("[1]", "not an object"), ("{", "no JSON"), ('{"id":"x"}', "missing"),
    ('{"id":"x","verb":"burn","targets":[],"by":"a","at":"b","why":"c"}', "no such verb"),
])
def test_a_line_that_is_no_decision_is_named(line, why):
    with pytest.raises(RulingError, match=f"line 1: .*{why}"):
        parse_decisions(line)


@pytest.mark.parametrize("content", [b"", b"not a database", b"\x00" * 5000])
def test_a_foreign_file_is_refused_with_a_reason(tmp_path, content):
    path = tmp_path / "a.record"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="record"):
        load(path)


def test_another_database_and_another_schema_are_told_apart(tmp_path):
    with duckdb.connect(str(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    with pytest.raises(RecordError, match="no Recension record"):
        load(tmp_path / "other.db")
    add(tmp_path / "a.record", [reading("One report.")])
    with duckdb.connect(str(tmp_path / "a.record")) as connection:
        connection.execute("UPDATE meta SET value = 'recension/99' WHERE key = 'schema'")
    with pytest.raises(RecordError, match="recension/99"):
        load(tmp_path / "a.record")


def test_a_missing_record_says_how_to_make_one(tmp_path):
    with pytest.raises(RecordError, match="recension read"):
        load(tmp_path / "none.record")


def _hold(path: str, seconds: float, ready) -> None:
    connection = duckdb.connect(path)
    ready.set()
    time.sleep(seconds)
    connection.close()


@pytest.mark.parametrize(("held", "patience", "fails"), [(0.6, 5.0, False), (4.0, 0.3, True)])
def test_a_held_record_is_waited_for(tmp_path, monkeypatch, held, patience, fails):
    path = tmp_path / "a.record"
    add(path, [reading("One report.")])
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    other = context.Process(target=_hold, args=(str(path), held, ready))
    other.start()
    try:
        assert ready.wait(20)
        if fails:
            with pytest.raises(RecordError, match="another process"), record_file.opened(path, patience=patience):
                pass
        else:
            with record_file.opened(path, patience=patience) as connection:
                assert connection.execute("SELECT count(*) FROM log").fetchone() == (1,)
    finally:
        other.terminate()
        other.join()


def test_reports_of_another_engine_ask_for_a_rebuild(tmp_path):
    path = tmp_path / "a.record"
    add(path, [reading("One report.")])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE reports SET engine = 'recension 0.0.1'")
    with pytest.raises(RecordError, match="rebuild"):
        add(path, [reading("Two reports.")])
    assert engine() != "recension 0.0.1"


@pytest.mark.parametrize(("verb", "field", "value", "why"), [
    ("correct", "best", '"abc"', "no number"), ("correct", "status", "gone", "no status"),
    ("correct", "who", "x", "cannot be corrected"), ("mark_unreliable", None, None, None),
])
def test_a_ruling_that_makes_no_sense_is_refused(tmp_path, verb, field, value, why):
    one = reading("One report.")
    held = add(tmp_path / "a.record", [one])
    if why is None:
        with pytest.raises(RulingError, match="mark unreliable"):
            rule(held.readings, (), verb, ["0123456789abcdef"], by="a", why="b")
        return
    with pytest.raises(RulingError, match=why):
        rule(held.readings, (), verb, [one.claims[0].id], by="a", why="b", field=field, value=value)


def test_an_imported_decision_that_makes_no_sense_is_reopened(tmp_path):
    path = tmp_path / "a.record"
    one = reading("One report.")
    add(path, [one])
    line = (f'{{"id":"d1","verb":"correct","targets":[{{"kind":"claim","id":"{one.claims[0].id}"}}],"field":"best","value":"abc","by":"a",'
            '"at":"2024-01-01","why":"c"}')
    other = line.replace("d1", "d2").replace('"correct"', '"mark_unreliable"')
    held = decide(path, parse_decisions(f"{line}\n{other}"))
    record = Record.of(held.readings, held.decisions, engine="e")
    assert {d for d, _ in record.reopened} == {"d1", "d2"}


def test_a_rebuild_that_reads_again_carries_the_present_engine(tmp_path):
    path = tmp_path / "a.record"
    add(path, [reading("One report.")], engine="recension 0.0.1")
    with pytest.raises(RecordError, match="rebuild"):
        add(path, [reading("Two reports.")])
    rebuild(path, lambda reports: [reading(r.text) for r in reports])
    assert load(path).engine == engine()
    add(path, [reading("Two reports.")])
