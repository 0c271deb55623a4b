"""Where: names found in the gazetteer, and the place of a predicate, on sentences of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.claims.gazetteer import kilometres, spots
from recension.claims.places import place_for, places, toponyms

if TYPE_CHECKING:
    from spacy.language import Language

#: text, the places in order as (text, name, precision, within, relation).
PLACES = [
    ("Clashes broke out in Nyala on Friday.", [("Nyala", "Nyala", "town", "Sudan", "in")]),
    ("Gunmen fired at a bus in northern Mozambique.", [("northern Mozambique", "northern Mozambique", "region", "Mozambique", "in")]),
    ("The army advanced in the north of Mali.", [("north of Mali", "northern Mali", "region", "Mali", "in")]),
    ("The village lies 30 km south of Goma.", [("Goma", "Goma", "region", "Democratic Republic of the Congo", "30 km south of")]),
    ("Fighting raged near Kupiansk in Ukraine.", [("Kupiansk", "Kupyansk", "town", "Ukraine", "near"),
                                                  ("Ukraine", "Ukraine", "country", None, "in")]),
    ("Moscow accused Kyiv of shelling.", []),
    ("President Ali Saleh fled on Friday. Guards loyal to Saleh surrounded a base in Hodeidah.",
     [("Hodeidah", "Hodeidah", None, None, "in")]),
    ("The Kremlin has denied it.", []),
    ("Brazilian police searched a house.", []),
    ("Rebels killed ten people in the Congolese village of Kasemirango.",
     [("Kasemirango", "Kasemirango", None, "Democratic Republic of the Congo", "in")]),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(nlp: Language, text: str, expected: list[tuple[str | None, ...]]) -> None:
    found = places(nlp(text))
    assert [(p.text, p.name, p.precision, p.within, p.relation) for p in found] == expected
    assert all(text[p.start:p.end] == p.text for p in found)


#: text, the predicate, the text of its place.
HAPPENS = [
    ("Protesters clashed with police in Tbilisi on Sunday.", "clashed", "Tbilisi"),
    ("A shootout broke out near the village of Toribío after masked men opened fire.", "broke", "Toribío"),
    ('"We have decided to send troops," the minister told reporters in Oslo.', "decided", None),
    ('"We have decided to send troops," the minister told reporters in Oslo.', "told", "Oslo"),
    ("Ankara has rejected the plan.", "rejected", None),
    ("The council met in Geneva to discuss the war in Sudan.", "met", "Geneva"),
    ("The council met on Friday to discuss the war in Sudan.", "met", None),
    ("Drones struck Odesa overnight.", "struck", "Odesa"),
    ("Five soldiers were killed in an ambush in Maguindanao.", "killed", "Maguindanao"),
    ("The rebels said that nine people were abducted in Djibo.", "abducted", "Djibo"),
    ("The rebels said that nine people were abducted in Djibo.", "said", None),
]


@pytest.mark.parametrize(("text", "word", "place"), HAPPENS)
def test_place_for(nlp: Language, text: str, word: str, place: str | None) -> None:
    doc = nlp(text)
    found = place_for(doc, next(t for t in doc if t.text == word))
    assert (found.text if found else None) == place


@pytest.mark.parametrize(("text", "name", "country"), [
    ("He lives in Paris, Texas.", "Paris", "US"),
    ("He lives in Paris, France.", "Paris", "FR"),
    ("Police in Valencia, Venezuela, fired tear gas.", "Valencia", "VE"),
    ("KHARTOUM, Sudan — Shells fell on Omdurman.", "KHARTOUM", "SD"),
    ("Soldiers patrolled San Fernando in the Philippines, where Manila sent troops to San Fernando.", "San Fernando", "PH"),
])
def test_which_place_of_that_name(nlp: Language, text: str, name: str, country: str) -> None:
    named = [n for n in toponyms(nlp(text)) if n.text == name]
    assert named
    assert all(n.spot is not None and n.spot.country == country for n in named)


@pytest.mark.parametrize("name", ["Zvečan", "Zvecan", "ZVECAN", "Zveçan", "El Fasher", "al-Fashir", "Toribío", "Leposavic"])
def test_small_towns_and_spellings_are_known(name: str) -> None:
    assert spots(name)


def test_spellings_are_one_place() -> None:
    assert len({spots(n)[0].geonameid for n in ("Zvečan", "Zvecan", "Zveçan")}) == 1


def test_every_name_of_a_line_is_found_again() -> None:
    for name in ("A Coruña", "Zzyzx"):
        assert all(s.name for s in spots(name))
    assert spots("") == []
    assert spots("\x00\ud800") == []


def test_distance() -> None:
    assert kilometres((42.67, 21.17), (42.91, 20.84)) == pytest.approx(38, abs=2)


@given(st.lists(st.sampled_from([
    "in", "near", "Goma", ",", "Congo", "north", "of", "the", "28", "miles", "Kyiv", "said", "fled", "\n\n", "'s", "Cox", "Bazar", "(", "La.",
    ")", "EU", "Washington", "village", "🗺️", ".", "\u00ad", "western", "Paris",
]), max_size=40))
def test_any_text_keeps_spans(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp(text)
    for place in places(doc):
        assert text[place.start:place.end] == place.text != ""
    for token in doc:
        found = place_for(doc, token)
        assert found is None or text[found.start:found.end] == found.text


@given(st.text(max_size=80))
def test_lookup_never_raises(name: str) -> None:
    assert isinstance(spots(name), list)
