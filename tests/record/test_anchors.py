"""The day that a report without one is counted from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from recension.claims.doc import attach, bare_report
from recension.claims.times import times
from recension.model import Report, Stemma, Time
from recension.record.anchors import _fitting_day, _own_weekday, anchors

if TYPE_CHECKING:
    from spacy.language import Language

DATED = (
    ("Guards fired on dockers at the Marrow gate of Sant Joan on Tuesday, and two cranes burned.", "2024-03-13"),
    ("The dockers of Sant Joan blocked the Marrow gate on Wednesday with burning tyres, the harbour master said.", "2024-03-14"),
)
LATER = ("Envoys met the dockers of Sant Joan on Thursday. Two days before, on Tuesday, guards had fired on dockers at the Marrow gate. "
         "The union said on Thursday that its men had blocked the Marrow gate on Wednesday.")


def found(nlp: Language, undated: str, *dated: tuple[str, str], shown: str | None = None) -> str | None:
    """The anchor of a text without a date beside some with one."""
    reports: dict[str, Report] = {}
    told = {}
    for text, day in (*dated, (undated, None)):
        report = bare_report(text, day)
        reports[report.id] = report
        told[report.id] = times(attach(nlp(text), report))
    anchor = anchors(reports, {}, told, Stemma((), (), ())).get(report.id)
    return anchor.date.isoformat() if anchor else None


def test_a_report_is_of_the_day_from_which_it_tells_the_days_of_others(nlp: Language) -> None:
    assert found(nlp, LATER, *DATED) == "2024-03-14"


def test_another_story_lends_no_day(nlp: Language) -> None:
    other = "The mayor of Belo opened a school on Thursday. On Tuesday rain had flooded the Karsa road."
    assert found(nlp, other, *DATED) is None


def test_two_weeks_that_agree_as_well_give_none(nlp: Language) -> None:
    week_later = tuple((f"Again: {text[0].lower()}{text[1:]}", f"2024-03-{int(day[-2:]) + 7}") for text, day in DATED)
    assert found(nlp, LATER, *DATED, *week_later) is None


@pytest.mark.parametrize(("weekdays", "day"), [
    ("Fri Fri Fri Sat Sat", 5),  # told on Saturday, and much of the day before
    ("Fri Fri Fri Tue", 4),
    ("Sun Sun Sat", 6),
    ("Fri Fri Fri Fri Sat", 4),
])
def test_a_report_is_of_the_later_of_two_days_that_it_names_often(weekdays: str, day: int) -> None:
    named = [Time(name, 0, 3, rule=f"weekday:{name.lower()}:past") for name in weekdays.split()]
    assert _own_weekday(named) == day


def test_the_day_of_an_undated_report_is_the_nearest_with_its_weekday() -> None:
    friday = dt.date(2024, 3, 15)

    def day(own: str, *shared: str) -> dt.date | None:
        return _fitting_day([Time(own, 0, 3, rule=f"weekday:{own}:past")], friday, frozenset(shared))

    assert day("sun", "sat") == dt.date(2024, 3, 17)  # what happened on "Saturday" is no week old
    assert day("thu", "wed") == dt.date(2024, 3, 14)
    assert day("mon", "mon") is None  # four days before, or three after
