"""Turns of news that say what a number counts by the order of their words, whatever the parse."""

import pytest
from spacy.language import Language

from recension.claims.doc import attach, bare_report
from recension.claims.figures import figures
from recension.claims.quotes import quotes
from recension.model import Figure


def read(nlp: Language, text: str) -> list[Figure]:
    return figures(attach(nlp(text), bare_report(text, "2024-03-12")))


@pytest.mark.parametrize(("text", "wanted"), [
    ("Three of those wounded in the market have since died.", ("killed", 3)),
    ("Seven miners sustained burns.", ("injured", 7)),
    ("A further 31 needed hospital treatment.", ("injured", 31)),
    ("Nine students lay in hospital on Monday.", ("injured", 9)),
    ("More than 60 people are being held.", ("arrested", 60)),
    ("The rebels said they had taken 12 policemen prisoner.", ("arrested", 12)),
    ("The whereabouts of six villagers remain unknown.", ("missing", 6)),
    ("A march by some 300 teachers ended in front of the palace.", ("participants", 300)),
    ("The arrest brought several hundred traders out into the streets.", ("participants", 300)),
    ("Turnout was put at 48 percent by the commission.", ("turnout", 48)),
])
def test_what_the_words_say(nlp: Language, text: str, wanted: tuple[str, float]) -> None:
    assert wanted in [(f.indicator, f.best if f.best is not None else f.low) for f in read(nlp, text)]


def test_those_who_die_of_wounds_are_added(nlp: Language) -> None:
    assert read(nlp, "Two of the injured later died.")[0].change == "delta"


@pytest.mark.parametrize("text", ["Four boats are held in high esteem.", "No fewer than 90 inmates escaped."])
def test_what_they_do_not_say(nlp: Language, text: str) -> None:
    assert not any(f.negated or f.indicator == "arrested" for f in read(nlp, text))


def test_who_moves_a_total_gives_it(nlp: Language) -> None:
    found = read(nlp, "The union has raised its death toll to 14.")
    assert [f.attributed_to.text for f in found if f.attributed_to] == ["union"]


@pytest.mark.parametrize(("text", "speaker"), [
    ('The mayor attributed the fire to "hired thugs".', "mayor"),
    ('The ministry condemned what it described as "a cowardly raid".', "it"),
])
def test_marked_words_behind_a_preposition(nlp: Language, text: str, speaker: str) -> None:
    found = [q for q in quotes(attach(nlp(text), bare_report(text, "2024-03-12"))) if q.form == "mixed"]
    assert [q.speaker.text for q in found if q.speaker] == [speaker]
