"""Who is meant, on sentences of our own about many crises."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.claims.actors import actors, canonical, full_name, is_actor, party, same_person
from recension.claims.eventparties import parties_of
from recension.claims.lexicon import (
    countries,
    country_of,
    group_classes,
    organisation_of,
    people_of,
    plural_of,
    role_classes,
    rows,
    seat_of,
)
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token


def at(doc: Doc, word: str, nth: int = 0) -> Token:
    """The nth token that is this word."""
    return [t for t in doc if t.text == word][nth]


#: text, the word that heads the party, what the party's text is, what its name is.
PARTIES = [
    ("NATO Secretary General Mark Rutte said the alliance was ready.", "Rutte", "Mark Rutte", "Mark Rutte"),
    ("NATO Secretary General Mark Rutte said the alliance was ready.", "alliance", "alliance", "NATO"),
    ("President Gustavo Petro spoke in Cali. Petro then left.", "Petro", "Gustavo Petro", "Gustavo Petro"),
    ("Vjosa Lleshi spoke. On Friday Mr. Lleshi-Berg left. Gen. Yusuf Dagan spoke.", "Yusuf", "Yusuf Dagan", "Yusuf Dagan"),
    ("The defence minister, Rustem Umerov, resigned. The minister gave no reason.", "minister",
     "Rustem Umerov", "Rustem Umerov"),
    ("Moscow denied the claim.", "Moscow", "Moscow", "Russia"),
    ("Chad shut the road. Of the 6,100 evacuated, 5,400 had returned by Friday, the government in Juba said.", "government",
     "government", "South Sudan"),
    ("The Kremlin denied the claim.", "Kremlin", "Kremlin", "Russia"),
    ("Officials in Kigali spoke. Kigali has denied the report.", "Kigali", "Kigali", "Rwanda"),
    ("The United States condemned the coup.", "States", "United States", "United States"),
    ("The U.S. condemned the coup.", "U.S.", "U.S.", "United States"),
    ("The government of Mali rejected the report.", "government", "government of Mali", "Mali"),
    ("The Malian authorities rejected the report.", "authorities", "Malian authorities", "Mali"),
    ("Several ethnic Tutsis fled the village.", "Tutsis", "ethnic Tutsis", "Tutsis"),
    ("The Sudanese were hiding in a school.", "Sudanese", "Sudanese", "Sudanese"),
    ("Dozens of Palestinian protesters threw stones.", "Dozens", "Palestinian protesters", None),
    ("At least 30 masked gunmen attacked the camp.", "gunmen", "masked gunmen", None),
    ("Allied Democratic Forces (ADF) rebels raided Beni. ADF fighters killed nine people.", "fighters",
     "ADF fighters", "Allied Democratic Forces"),
    ("The Lakeland Defence League (LDL) met. The LDL refused the offer.", "LDL", "LDL", "Lakeland Defence League"),
    ("The ministry said both sides had agreed.", "sides", "both sides", None),
    ("The African Union urged restraint. The bloc sent an envoy.", "bloc", "bloc", "African Union"),
]


@pytest.mark.parametrize(("text", "word", "phrase", "name"), PARTIES)
def test_party(nlp: Language, text: str, word: str, phrase: str, name: str | None) -> None:
    doc = nlp(text)
    found = party(doc, at(doc, word))
    assert found is not None
    assert (found.text, found.name) == (phrase, name)
    assert text[found.start:found.end] == found.text


#: text, pronoun or bare description, which one of that spelling, whom it takes up.
TAKEN_UP = [
    ("Albert Mwangi met reporters in Nairobi. He said the talks had failed.", "He", 0, "Albert Mwangi"),
    ("Senator Maria Ressa met Juan Cruz. She said the talks had failed.", "She", 0, "Maria Ressa"),
    ("Colombian President Gustavo Petro and Lucia Marin spoke. The president rejected the plan.", "president", 0, "Gustavo Petro"),
    ("The army, which controls Khartoum, shelled the bridge.", "which", 0, None),
    ("Zaw Min Tun, who speaks for the junta, blamed the rebels.", "who", 0, "Zaw Min Tun"),
    ("Hamas said it would free the hostages.", "it", 0, "Hamas"),
    ("Israel said Iran must give up its missiles.", "its", 0, "Iran"),
    ("Filipino fishermen said they had been rammed.", "they", 0, "Filipino fishermen"),
    ("Bolivian protesters marched on Monday. Police beat the protesters.", "protesters", 1, "Bolivian protesters"),
    ("UN Secretary-General António Guterres spoke. The UN chief urged calm.", "chief", 0, "António Guterres"),
    ("Kenyan President William Ruto and his government raised taxes.", "government", 0, "Kenya"),
]


@pytest.mark.parametrize(("text", "word", "nth", "name"), TAKEN_UP)
def test_taken_up(nlp: Language, text: str, word: str, nth: int, name: str | None) -> None:
    doc = nlp(text)
    found = party(doc, at(doc, word, nth))
    assert found is not None
    if name is None:
        assert found.name == "army"
    else:
        assert found.name == name


@pytest.mark.parametrize(("text", "word", "state"), [
    ("The Serbians threw stones at the soldiers.", "Serbians", "serbia"),
    ("Russian protesters gathered in the square.", "protesters", "russia"),
    ("Gunmen of Syrian nationality opened fire.", "Gunmen", "syria"),
    ("Ethnic Armenians fled to the border.", "Armenians", "armenia"),
])
def test_people_are_never_their_state(nlp: Language, text: str, word: str, state: str) -> None:
    doc = nlp(text)
    found = party(doc, at(doc, word))
    assert found is not None
    assert state not in f"{found.text} {found.name or ''}".casefold().split()


@pytest.mark.parametrize(("text", "word", "expected"), [
    ("Rebels seized the town.", "Rebels", True),
    ("Rebels seized the town.", "town", False),
    ("The violence in the region rose.", "violence", False),
    ("The police arrested five in the raid.", "five", True),
    ("It is not clear who fired.", "It", False),
    ("Protesters burned municipal offices.", "offices", False),
    ("The hospital said ten people had died.", "hospital", True),
    ("Shells hit the hospital.", "hospital", False),
    ("Ankara summoned the ambassador.", "Ankara", True),
    ("Protests were held in Ankara.", "Ankara", False),
    ("Firefighters and rescuers searched the rubble.", "rubble", False),
    ("A journalist was shot.", "journalist", True),
    ("The ceasefire collapsed.", "ceasefire", False),
])
def test_is_actor(nlp: Language, text: str, word: str, expected: bool) -> None:
    doc = nlp(text)
    assert is_actor(doc, at(doc, word)) is expected


def test_officials_act_for_their_states_and_residents_for_themselves(nlp: Language) -> None:
    doc = nlp("The envoy met the ambassadors of Italy, France, Germany and Britain.")
    assert [m.name for m in parties_of(doc, at(doc, "ambassadors"))] == ["Italy", "France", "Germany", "United Kingdom"]
    doc = nlp("Tourists from Italy and France attacked the police.")
    assert [m.text for m in parties_of(doc, at(doc, "Tourists"))] == ["Tourists"]


def test_full_name_by_place(nlp: Language) -> None:
    text = "Vjosa Lleshi won. Lleshi thanked her voters."
    doc = nlp(text)
    start = text.index("Lleshi thanked")
    assert full_name(doc, Mention("Lleshi", start, start + 6)) == "Vjosa Lleshi"


@pytest.mark.parametrize(("a", "b", "expected"), [
    ("Aleksandar Vucic", "Alexander Vučić", True),
    ("Volodymyr Zelensky", "Olena Zelenska", False),
    ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy", True),
    ("Mohamed Bazoum", "Mohammed Bazoum", True),
    ("Mohamed Bazoum", "Ahmed Bazoum", False),
    ("Kim Jong Un", "Kim", True),
    ("Gustavo Petro", "Gustavo Petro Urrego", True),
    ("Abdel Fattah al-Burhan", "Abdel-Fattah Burhan", True),
    ("Bashar al-Assad", "Maher al-Assad", False),
    ("Maria Lopez", "Mario Lopez", False),
    ("President William Ruto", "Ruto", True),
    ("Sergei Lavrov", "Sergey Lavroff", True),
    ("", "Lavrov", False),
])
def test_same_person(a: str, b: str, expected: bool) -> None:
    assert same_person(a, b) is expected
    assert same_person(b, a) is expected


@pytest.mark.parametrize("names", [
    ["the U.S.", "United States", "USA", "the United States of America"],
    ["U.N.", "UN", "the United Nations"],
    ["Sudanese police", "Sudan's police", "Sudan police"],
    ["Serb protesters", "Serbian protesters"],
    ["President Vjosa Osmani", "Vjosa Osmani"],
])
def test_canonical_joins(names: list[str]) -> None:
    assert len({canonical(n) for n in names}) == 1


def test_canonical_keeps_people_and_state_apart() -> None:
    assert len({canonical("Serbs"), canonical("Serbia"), canonical("Serb protesters"), canonical("Serbian police")}) == 4


def test_every_country_is_known_by_its_names() -> None:
    for country in countries().values():
        assert country_of(country.name) == country
        assert -90 <= country.lat <= 90
        assert -180 <= country.lon <= 180
        for form in country.demonyms:
            people = people_of(form)
            assert people is not None, form
            assert people_of(plural_of(form)) is not None


def test_lexicons_have_no_empty_or_double_rows() -> None:
    for file in ("countries.tsv", "demonyms.tsv", "roles.tsv", "groups.tsv", "organisations.tsv", "regions.tsv", "metonyms.tsv"):
        keys = [row[0] for row in rows(file)]
        assert keys, file
        if file != "regions.tsv":
            assert len(keys) == len(set(keys)), file
        assert all(len(row) >= 2 and row[0] for row in rows(file)), file


def test_words_that_must_not_be_confused() -> None:
    assert country_of("us") is None
    assert organisation_of("who") is None
    assert organisation_of("is") is None
    assert seat_of("Brussels") is None
    assert organisation_of("RSF") is None, "an acronym that two organisations share"
    assert not role_classes("stone")
    assert "force" in group_classes("troops")


@given(st.lists(st.sampled_from([
    "He", "said", "NATO", "(", ")", "the", "President", "Maria", "Ruto", ",", "of", "\n\n", "“", "”", "'s", "who", "they", "Kyiv", "🕊️",
    "and", "300", "rebels", "in", "U.S.", ".", "Gen.", "\u200b", "—", "Serbs", "dozens",
]), max_size=40))
def test_any_text_keeps_spans(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    doc = nlp(text)
    for mention in actors(doc):
        assert text[mention.start:mention.end] == mention.text != ""
    for token in doc:
        is_actor(doc, token)
        found = party(doc, token)
        assert found is None or text[found.start:found.end] == found.text


@given(st.text(max_size=60), st.text(max_size=60))
def test_names_never_raise(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
    assert isinstance(canonical(a), str)


def test_long_hostile_text_is_bounded(nlp: Language) -> None:
    words = ["Aleksandr", "Maria", "Kyiv", "said", "he", "the", "minister", "(ABC)", "of", ",", "army"]
    text = " ".join(random.Random(7).choices(words, k=3000))
    assert all(text[m.start:m.end] == m.text for m in actors(nlp(text)))
