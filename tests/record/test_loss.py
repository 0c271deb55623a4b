"""What a record would lose without an origin: what rests on it alone goes, and what others tell too stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.claims.extract import read_reports
from recension.model import Reading
from recension.record import Record
from recension.record.loss import loss, named_origins
from recension.views.lost import lost_rows, lost_text
from tests.stemma.texts import report

if TYPE_CHECKING:
    from spacy.language import Language

ONE = "Rebels shelled the market of Tarsk on Monday, killing nine people. The governor demanded the release of two doctors."
TWO = "Rebels shelled the market of Tarsk on Monday, killing six people, residents said."


@pytest.fixture(scope="module")
def record(nlp: Language) -> Record:
    given = [report(ONE, "one", day="2024-05-07", outlet="Tarsk Herald"), report(TWO, "two", day="2024-05-07", outlet="Lake Times")]
    return Record.of([r for r in read_reports(given, nlp) if isinstance(r, Reading)], engine="test")


def test_what_others_tell_too_stays(record: Record) -> None:
    lost = loss(record, named_origins(record, "Tarsk Herald"))
    assert len(lost.reports) == 1
    assert {record.claims[c].report for c in lost.claims} >= set(lost.reports)
    shelling = next(i for i in record.incidents if len(i.reports) == 2)
    assert shelling not in lost.incidents
    assert any("release" in e.what for e in lost.ledger)


def test_estimates_that_change_say_what_they_would_be(record: Record) -> None:
    assert {c.estimate.indicator: c.best for c in loss(record, named_origins(record, "Lake")).estimates}.get("killed", 9) == 9
    both = loss(record, [*named_origins(record, "Lake"), *named_origins(record, "Tarsk")])
    assert {c.best for c in both.estimates} == {None}
    assert set(both.claims) == set(record.claims)
    assert set(both.incidents) == set(record.incidents)


def test_nothing_is_lost_without_nothing(record: Record) -> None:
    lost = loss(record, [])
    assert not any((lost.claims, lost.incidents, lost.estimates, lost.disagreements, lost.ledger))


def test_an_origin_is_named_by_id_label_or_how_that_begins(record: Record) -> None:
    (own,) = named_origins(record, "lake times")[:1]
    assert named_origins(record, own) == (own,)
    assert named_origins(record, "no such paper") == named_origins(record, " ") == ()


def test_rows_and_text_say_the_same(record: Record) -> None:
    lost = loss(record, named_origins(record, "Tarsk Herald"))
    rows, text = lost_rows(lost), lost_text(record, lost)
    assert f"{len(rows['claims'])} of {len(record.claims)} claims" in text
    assert len(rows["ledger"]) == len(lost.ledger)
