"""What changed where a report was put in other words, and in words that no gap of numbers and names shows."""

from __future__ import annotations

import pytest

from recension.model import Report
from recension.stemma import compare
from recension.stemma.align import Stretches
from recension.stemma.restated import restated
from recension.stemma.words import Words, read_words

from .texts import report

AIRPORT = """Rebels of the Azure Army captured the airport of Bani Walim on Friday after government troops withdrew, residents said.

Rebel spokesman Omar Tefik said his men had seized six helicopters and taken 80 soldiers prisoner. General Milos Draskan, 71, did not attend the talks.

Flights of the aid agencies to the city have been suspended since Wednesday. About 340 complaints about fares were filed, and 58.4 percent of the seats stay empty."""

AGAIN = """Government soldiers pulled back from the airport of Bani Walim and the Azure Army took it on Friday, according to people in the city.

Six helicopters were seized and 80 soldiers were taken prisoner, said Omar Tefik, who speaks for the rebels. The talks were not attended by Milos Draskan, a general of 71.

Flights of aid agencies to the city stay suspended since Wednesday. Passengers filed 340 complaints about their fares. Of the seats, 58.4 percent stay empty."""


def changes(one: str, other: str) -> list[tuple[str, str, str]]:
    """What `restated` finds between two texts of which no words are known to be the same."""
    a, b = read_words(report(one, "a")), read_words(report(other, "b"))
    return [(c.kind, _text(a, c.i0, c.i1), _text(b, c.j0, c.j1)) for c in restated(a, b, ())]


def _text(words: Words, first: int, last: int) -> str:
    start, end = words.chars(first, last)
    return words.report.text[start:end]


def test_what_is_told_again_has_not_changed() -> None:
    assert changes(AIRPORT, AGAIN) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("80 soldiers were", "Eight soldiers were", ("number", "80", "Eight")),
        ("340 complaints", "430 complaints", ("number", "340", "430")),
        ("58.4 percent", "48.4 percent", ("number", "58.4", "48.4")),
        ("Omar Tefik", "Omar Tofiq", ("name", "Tefik", "Tofiq")),
        ("since Wednesday", "since Thursday", ("date", "Wednesday", "Thursday")),
        ("were not attended by", "were attended by", ("negation", "did not attend", "were attended")),
    ],
)
def test_what_a_rewrite_changes(old: str, new: str, change: tuple[str, str, str]) -> None:
    assert old in AGAIN
    assert changes(AIRPORT, AGAIN.replace(old, new)) == [change]
    kind, one, other = change
    assert changes(AGAIN.replace(old, new), AIRPORT) == [(kind, other, one)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ship sank 40 kilometres off Cape Turrin, the coast guard said.", "The coast guard said the ship sank 25 miles off Cape Turrin."),
        ("The distress call of the Aurelia came at 4.20 a.m. on Sunday.", "At 4:20 am on Sunday came the distress call of the Aurelia."),
        ("Several houses of the village burned in Karelsk.", "Five houses of a Karelsky village burned."),
        ("Ukrainian engineers mended the dam.", "Engineers from Ukraine mended the dam."),
        ("The office of the governor declined to comment on the letter.", "The governor's office would not comment on the letter."),
        ("There was no immediate claim of responsibility for the attack.", "Nobody has claimed responsibility for the attack."),
        ("Rindar won the vote in Molvara against Stovic.", "Stovic lost the vote in Molvara against Rindar."),
        ("Eighteen people were hurt in Brackwater. An earlier version of this article gave the number of people hurt as eight.",
         "In Brackwater 18 people were hurt when the stand fell."),
    ],
)
def test_what_is_only_put_in_other_words(one: str, other: str) -> None:
    assert changes(one, other) == []
    assert changes(other, one) == []


def test_opposites_are_one_sense_denied() -> None:
    assert [kind for kind, _, _ in changes(
        "The court in Garda acquitted two officers of torture.", "Two officers were convicted of torture by the court in Garda.")] == ["negation"]
    assert changes("The court in Garda did not acquit two officers.", "The court in Garda convicted two officers.") == []


COPIED = """The court of Garda sentenced the interior minister to 19 years in prison on Thursday for a third theft, and police detained nine farmers.

Two other officers were acquitted after a trial of 14 months. Shots were fired by police at the gate until 9 p.m. while lawyer Egil Brandt won a vote."""


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("interior minister", "finance minister", "role"),
        ("a third theft", "a fourth theft", "number"),
        ("were acquitted", "were convicted", "negation"),
        ("fired by police", "fired at police", "role"),
        ("9 p.m.", "9 a.m.", "date"),
        ("Egil Brandt", "Egil Brand", "name"),
        ("won a vote", "lost a vote", "negation"),
        ("nine farmers", "several farmers", "wording"),
    ],
)
def test_what_a_copy_changes(old: str, new: str, kind: str) -> None:
    assert old in COPIED
    found = compare(report(COPIED, "a"), report(COPIED.replace(old, new), "b"))
    assert [v.kind for p in found.passages for v in p.variants] == [kind]


def test_a_change_that_no_passage_holds_gets_one() -> None:
    found = compare(report(COPIED, "a", day="2024-03-01"), report(COPIED + "\n\nThe farmers filed 340 complaints about fares.", "b", day="2024-03-02"))
    assert all(v.kind == "wording" for p in found.passages for v in p.variants)
    one = f"{COPIED}\n\nA month ago, in another matter, the farmers of the valley had filed 430 complaints about the fares of the railway company."
    other = f"The farmers have filed 340 complaints about fares.\n\n{COPIED}"
    shown = {(v.from_.text, v.to.text) for p in compare(report(one, "a"), report(other, "b")).passages for v in p.variants}
    assert shown & {("430", "340"), ("340", "430")}


# ---------------------------------------------------------------- which came first
def test_a_date_outweighs_how_two_reports_are_written() -> None:
    early, late = report(COPIED, "a", day="2024-03-01"), report(f"{COPIED}\n\n{AIRPORT}", "b", day="2024-03-03")
    assert compare(early, late).source == early.id  # though the early one is contained in the late one


@pytest.mark.parametrize(("outlets", "told"), [(("Karst Courier", "Karst Courier"), True), (("Karst Courier", "News Farm"), False)])
def test_a_correction_is_of_ones_own_report(outlets: tuple[str, str], told: bool) -> None:
    first = report(COPIED, "a", outlet=outlets[0])
    second = report(f"{COPIED}\n\nCorrection: an earlier version of this report gave another hour.", "b", outlet=outlets[1])
    assert (compare(first, second).source == first.id) == told


def _two(day: str) -> tuple[Report, Report]:
    one = "A power cut left 600,000 homes without electricity. The metro stood still for two hours. A fault at the Norte works was mended by 9 p.m."
    other = one.replace("600,000", "60,000").replace("two", "ten").replace("Norte", "Monte").replace("9", "8")
    return report(one, "a", day="2024-08-05"), report(other, "b", day=day)


def test_a_form_is_filled_in_anew_on_another_day() -> None:
    assert compare(*_two("2024-08-05")).relation == "copy"
    assert compare(*_two("2024-08-06")).relation == "independent"


def test_no_words_no_changes() -> None:
    empty = read_words(report("", "a"))
    assert restated(empty, empty, [Stretches(0, 0, 0, 0)][:0]) == []
