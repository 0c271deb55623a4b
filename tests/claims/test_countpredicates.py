"""Whole predicates and standings that tell what a number counts: the rows of the table, and what they do not say."""

import pytest
from spacy.language import Language

from recension.claims.doc import attach, bare_report
from recension.claims.figures import figures, quantities
from recension.model import Figure

OF_PEOPLE = {"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops", "participants"}


def read(nlp: Language, text: str) -> list[Figure]:
    return figures(attach(nlp(text), bare_report(text, "2024-03-12")))


def told(nlp: Language, text: str) -> list[tuple[str, float | None]]:
    return [(f.indicator, f.best if f.best is not None else f.low) for f in read(nlp, text) if f.indicator in {*OF_PEOPLE, "turnout", "votes_share"}]


@pytest.mark.parametrize(("text", "wanted"), [
    ("Eighteen soldiers fell in the battle for the pass.", ("killed", 18)),
    ("Six rangers paid with their lives.", ("killed", 6)),
    ("The morgue has received 14 people since Monday.", ("killed", 14)),
    ("Eight of his cousins were wiped out in the raid.", ("killed", 8)),
    ("Two children are fighting for their lives.", ("injured", 2)),
    ("The clinic took in 26 people with pellets in their eyes.", ("injured", 26)),
    ("Surgeons operated on 11 people overnight.", ("injured", 11)),
    ("Fifty-one are in the burns unit.", ("injured", 51)),
    ("Contact has been lost with 23 fishermen.", ("missing", 23)),
    ("Police led away 16 people in handcuffs.", ("arrested", 16)),
    ("The verdicts sent 14 officers to prison.", ("arrested", 14)),
    ("Security agents dragged three lawyers from their homes.", ("arrested", 3)),
    ("Eleven nuns were bundled into vans by gunmen.", ("abducted", 11)),
    ("The nine sailors seized by pirates in March are well.", ("abducted", 9)),
    ("Gunmen made off with 17 schoolgirls.", ("abducted", 17)),
    ("Some 700 households have moved in with relatives.", ("displaced", 700)),
    ("Authorities ordered 30,000 people out of the flood plain.", ("displaced", 30000)),
    ("About 6,000 residents heeded the order to evacuate.", ("displaced", 6000)),
    ("Half a million people poured onto the streets.", ("participants", 500000)),
    ("The general has 11,000 men under his command.", ("troops", 11000)),
    ("Neither of the two pilots survived.", ("killed", 2)),
    ("Some 400 are thought to be in the hands of the militia.", ("abducted", 400)),
])
def test_what_a_predicate_tells(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert wanted in told(nlp, text)


@pytest.mark.parametrize(("text", "wanted"), [
    ("Two climbers have not been seen since Thursday.", ("missing", 2)),
    ("Thirteen never came back from the patrol.", ("missing", 13)),
    ("The gang demands a ransom for eight missionaries.", ("abducted", 8)),
    ("Thirty-one did not survive the night.", ("killed", 31)),
])
def test_a_denied_return_is_no_denial(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert [(f.indicator, f.best, f.status, f.negated) for f in read(nlp, text)] == [(*wanted, "asserted", False)]


@pytest.mark.parametrize("text", [
    "The shelter can take 600 people.", "Police want to speak to two witnesses of the killing.", "A cemetery with 3,000 graves lies on the hill.",
    "Air defence units destroyed 37 out of 42 drones.", "The president pardoned 400 inmates.", "Shares of the firm fell from 9 to 7 percent.",
])
def test_what_tells_of_nobody(nlp: Language, text: str) -> None:
    assert told(nlp, text) == []


@pytest.mark.parametrize(("text", "wanted"), [
    ("Organisers claimed 50,000 had taken part; police put the figure at 12,000.", [("participants", 50000), ("participants", 12000)]),
    ("The organisers speak of 20,000, the police of 6,000.", [("participants", 20000), ("participants", 6000)]),
    ("First they said four dead, then seven, now twelve.", [("killed", 4), ("killed", 7), ("killed", 12)]),
    ("Official figures put the dead at 9; residents put it at 30.", [("killed", 9), ("killed", 30)]),
    ("Zone A, dead 4, hurt 17.", [("killed", 4), ("injured", 17)]),
    ("Ten died on the spot and two more on the way to hospital.", [("killed", 10), ("killed", 2)]),
    ("Forty-four bodies have been found. Twelve were children.", [("killed", 44), ("killed", 12)]),
    ("Of 19 people on board, 14 were killed.", [("killed", 14)]),
    ("Four others were shot and wounded.", [("injured", 4)]),
    ("The list of the disappeared has 118 names.", [("missing", 118)]),
])
def test_numbers_that_lean_on_others(nlp: Language, text: str, wanted: list[tuple[str, float]]) -> None:
    assert told(nlp, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("The bill's backers won by 54 percent to 46.", [54, 46]),
    ("Mr Kade is on 33 percent in the latest poll, Ms Oro on 29.", [33, 29]),
    ("Exit polls put the premier at 44 percent and his rival at 41.", [44, 41]),
    ("The party's share fell from 31 to 22 per cent.", [31, 22]),
    ("The referendum passed with 72 per cent in favour.", [72]),
    ("Unemployment fell from 9 to 7 percent.", []),
])
def test_standings(nlp: Language, text: str, wanted: list[float]) -> None:
    assert [f.best for f in read(nlp, text) if f.indicator == "votes_share"] == wanted


def test_turnout_of_a_time_before(nlp: Language) -> None:
    assert told(nlp, "Turnout was a record low of 31 percent, down from 48 in 2018.") == [("turnout", 31), ("turnout", 48)]


def test_the_worst_since_tells_of_the_past(nlp: Language) -> None:
    (before,) = read(nlp, "It was the deadliest attack since June, when 31 recruits were slain at the same barracks.")
    assert before.status == "historical"


@pytest.mark.parametrize(("text", "units"), [
    ("The lift was increased from 13.5 to 14.0 mm.", ["mm", "mm"]),
    ("A meal costs eight or nine euros.", ["EUR", "EUR"]),
    ("Sales rose to 3.9 million headsets, up from 2.4 million.", ["headsets", "headsets"]),
])
def test_a_unit_is_said_once_for_two(nlp: Language, text: str, units: list[str]) -> None:
    assert [unit for _, unit in quantities(attach(nlp(text), bare_report(text, None)))] == units
