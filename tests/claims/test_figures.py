"""Figures: numbers and their bounds, what they count, and the traps around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recension.claims.doc import attach, bare_report
from recension.claims.figures import figures
from recension.claims.numbers import numbers
from recension.model import Figure

if TYPE_CHECKING:
    from spacy.language import Language

PEOPLE = {"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops", "participants"}


def read(nlp: Language, text: str) -> list[Figure]:
    return figures(attach(nlp(text), bare_report(text, "2024-03-12")))


# ---------------------------------------------------------------- numbers
@pytest.mark.parametrize(("text", "low", "best", "high", "bound"), [
    ("12 people", 12, 12, 12, "exact"),
    ("1,245 dead", 1245, 1245, 1245, "exact"),
    ("twenty-five soldiers", 25, 25, 25, "exact"),
    ("three hundred and fifty men", 350, 350, 350, "exact"),
    ("two dozen rebels", 24, 24, 24, "exact"),
    ("half a million people", 500000, 500000, 500000, "exact"),
    ("1.5 million people", 1500000, 1500000, 1500000, "exact"),
    ("at least 12 people", 12, 12, None, "at_least"),
    ("more than 5,000", 5000, 5000, None, "at_least"),
    ("no fewer than 40", 40, 40, None, "at_least"),
    ("30 or more", 30, 30, None, "at_least"),
    ("30+ people", 30, 30, None, "at_least"),
    ("up to 45", None, 45, 45, "at_most"),
    ("no more than 5", None, 5, 5, "at_most"),
    ("nearly 200", None, 200, 200, "at_most"),
    ("fewer than 50", None, 50, 50, "at_most"),
    ("about 4,000", None, 4000, None, "about"),
    ("some 30 men", None, 30, None, "about"),
    ("an estimated 45,000", None, 45000, None, "about"),
    ("30 or so", None, 30, None, "about"),
    ("between 20 and 30", 20, None, 30, "range"),
    ("20-30 rebels", 20, None, 30, "range"),
    ("2 to 3 million people", 2000000, None, 3000000, "range"),
    ("several men", 3, None, None, "at_least"),
    ("dozens of men", 24, None, None, "at_least"),
    ("scores of men", 40, None, None, "at_least"),
    ("hundreds of men", 200, None, None, "at_least"),
    ("thousands of men", 2000, None, None, "at_least"),
    ("hundreds of thousands of people", 200000, None, None, "at_least"),
])
def test_bounds(text: str, low: float | None, best: float | None, high: float | None, bound: str) -> None:
    (number,) = numbers(text)
    assert (number.low, number.best, number.high, number.bound) == (low, best, high, bound)


@pytest.mark.parametrize("text", [
    "the 25th Brigade", "aged 34", "a 4-year-old boy", "John Smith, 34, was seen", "Resolution 1244", "on Highway 5", "No. 4",
    "1802 Victoria St", "the 9700 block of Main", "won 2-1", "on May 3, 2021", "at 10:30", "COVID-19", "the M23", "an Su-25", "555-1234",
    "52873090923", "one of the men", "no one", "one another", "for two decades", "24/7", "in 2008", "seven in ten of them", "two-thirds of it",
])
def test_traps_are_no_numbers(text: str) -> None:
    assert [n for n in numbers(text) if n.value] == []


def test_change_and_negation_stand_on_the_number() -> None:
    assert [n.change for n in numbers("700 more troops, an additional 30 men, another 12, 5 men")] == ["delta", "delta", "delta", "total"]
    assert [(n.value, n.negated) for n in numbers("not eleven but twelve")] == [(11, True), (12, False)]


@given(st.text(max_size=200))
@example("1,2,3 12.12.12.12 -5--6 $€£ 1e9 ∞ ½ ٣٤ １２ 10\u202f000")
@example("one hundred and " * 40)
@example("9" * 4000)
def test_any_text_gives_numbers_in_order(text: str) -> None:
    last = 0
    for number in numbers(text):
        assert last <= number.start <= number.core[0] < number.core[1] <= number.end <= len(text)
        last = number.end


# ---------------------------------------------------------------- what they count
@pytest.mark.parametrize(("text", "wanted"), [
    ("At least 12 people died and 30 were injured.", [("killed", 12, "people"), ("injured", 30, "people")]),
    ("A constable and three gunmen were killed in a shootout.", [("killed", 1, "constable"), ("killed", 3, "gunmen")]),
    ("Thirty soldiers and 52 demonstrators were hurt in the clashes.", [("injured", 30, "soldiers"), ("injured", 52, "demonstrators")]),
    ("The shelling left 30 soldiers hurt along with 52 villagers.", [("injured", 30, "soldiers"), ("injured", 52, "villagers")]),
    ("He visited some of the 93 troops wounded in the ambush.", [("injured", 93, "troops")]),
    ("One guard was killed and another wounded, four attackers were shot, and the police arrested five.", [
        ("killed", 1, "guard"), ("injured", 1, "another"), ("casualties", 4, "attackers"), ("arrested", 5, "attackers")]),
    ("Two miners were shot dead.", [("killed", 2, "miners")]),
    ("Gunmen abducted 27 villagers in Kaduna.", [("abducted", 27, "villagers")]),
    ("Hundreds of thousands of people have fled their homes.", [("displaced", None, "people")]),
    ("Eight fishermen are still missing.", [("missing", 8, "fishermen")]),
    ("About 40 masked men opened fire on a patrol.", [("participants", 40, "masked men")]),
    ("Several monks gathered in front of the town hall.", [("participants", None, "monks")]),
    ("The death toll rose to 1,245.", [("killed", 1245, None)]),
    ("The bloc has a mission of about 4,000 in the country.", [("troops", 4000, "mission")]),
    ("Another 700 troops will be deployed to the border.", [("troops", 700, "troops")]),
    ("She won 51.2 percent of the vote on a turnout of 34%.", [("votes_share", 51.2, None), ("turnout", 34, None)]),
    ("They demanded $2 million in ransom.", [("money", 2000000, None)]),
    ("The town lies 28 miles north of the capital.", [("distance", 28, None)]),
    ("The rebels burned two cars.", [("other", 2, None)]),
])
def test_indicators_and_parties(nlp: Language, text: str, wanted: list[tuple[str, float | None, str | None]]) -> None:
    found = [(f.indicator, f.best, f.who.text if f.who and f.indicator in PEOPLE else None) for f in read(nlp, text)]
    assert found == wanted


@pytest.mark.parametrize("text", [
    "The town lies 28 miles north of the capital.",
    "Officers were seen in four municipalities.",
    "Ethnic Kachins make up more than 90% of the population.",
    "More than two decades after the uprising, two violent incidents shook the valley.",
    "Two battalions of the 25th Brigade guard Highway 5 under Resolution 1244.",
    "The minister, 61, spoke for 20 minutes on May 3, 2021.",
    "Protesters smashed two cars and burned five shops.",
    "An extra battalion was put on alert.",
    "The team won 3-1 and scored 12 points.",
    "One of the leaders said that both sides were to blame.",
    "The shop has 4,766 reviews and opened in 2008.",
])
def test_things_are_never_people(nlp: Language, text: str) -> None:
    assert [(f.indicator, f.span.text) for f in read(nlp, text) if f.indicator in PEOPLE] == []


def test_nobody_is_zero_and_is_asserted(nlp: Language) -> None:
    killed, injured = read(nlp, "There were no casualties.")
    assert {killed.indicator, injured.indicator} == {"killed", "injured"}
    for text in ("No one was killed in the raid.", "Nobody was killed.", "No soldiers were killed.", "There were no deaths."):
        (zero,) = read(nlp, text)
        assert (zero.indicator, zero.low, zero.best, zero.high, zero.negated, zero.status) == ("killed", 0, 0, 0, True, "asserted")
    assert read(nlp, "There were no immediate reports of casualties.") == []


def test_a_denied_number_is_negated(nlp: Language) -> None:
    denied, told = read(nlp, "Not eleven but seven recruits were killed.")
    assert (denied.best, denied.negated, denied.status) == (11, True, "negated")
    assert (told.best, told.negated, told.status) == (7, False, "asserted")


def test_status_and_change(nlp: Language) -> None:
    (sent,) = read(nlp, "An additional 700 troops will be deployed.")
    assert (sent.status, sent.change) == ("future", "delta")
    (toll,) = read(nlp, "The death toll rose to 30.")
    assert toll.change == "revised"
    killed, hurt = read(nlp, "Five miners were killed and another 12 wounded.")
    assert (killed.change, hurt.change, hurt.best) == ("total", "total", 12)


def test_parts_point_at_their_whole(nlp: Language) -> None:
    whole, some, others = read(nlp, "30 soldiers, including 11 Italians and 19 Hungarians, were injured.")
    assert (whole.best, whole.part_of) == (30, ())
    assert some.part_of == others.part_of == (whole.id,)
    assert {whole.indicator, some.indicator, others.indicator} == {"injured"}


def test_who_says_so_stands_beside_it(nlp: Language) -> None:
    (figure,) = read(nlp, "The health ministry said on Monday that 15 patients had been killed.")
    assert figure.attributed_to is not None
    assert "ministry" in figure.attributed_to.text
    assert figure.time is None  # Monday is when the ministry spoke


@given(st.lists(st.sampled_from([
    "12", "people", "were", "killed", "and", "at least", "no", "one", "another", "wounded", ",", ".", "of", "the", "dozens", "including", "$5", "%",
    "“", "troops", "not", "toll", "rose", "to", "\n\n", "between", "3-4", "a", "man",
]), max_size=16))
def test_figures_of_any_words(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    found = read(nlp, text)
    for figure in found:
        for part in (figure.span, figure.who, figure.trigger, figure.time, figure.place):
            assert part is None or text[part.start:part.end] == part.text
        assert figure.quantifier in figure.span.text
    assert [f.id for f in found] == [f.id for f in read(nlp, text)]
