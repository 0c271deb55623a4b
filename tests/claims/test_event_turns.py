"""Event claims of turns that wire news uses: ousters, tolls, envoys, calls, datelines, light verbs. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.claims.events import events

if TYPE_CHECKING:
    from spacy.language import Language

#: (sentence, type, actor, recipient, status) of a claim that is made of it
MADE = [
    ("The ousting of President Diallo changed the region.", "SANCTION", None, "Diallo", "asserted"),
    ("At least 40 soldiers were reported killed in the north.", "ASSAULT", None, "soldiers", "asserted"),
    ("The unrest has claimed the lives of around 1,300 villagers.", "ASSAULT", None, "villagers", "asserted"),
    ("Norway has sent top officials to Chad.", "CONSULT", "Norway", "Chad", "asserted"),
    ("President Diallo called President Okafor on Sunday to discuss the ceasefire.", "CONSULT", "Diallo", "Okafor", "asserted"),
    ("President Diallo announced he would not seek re-election.", "CONCEDE", "he", None, "asserted"),
    ("Police not only confiscated his stand, but they also beat him up.", "COERCE", "Police", "stand", "asserted"),
    ("There was no let-up in the shelling of the town on Sunday.", "ASSAULT", None, "town", "asserted"),
    ("The Turkish prime minister has publicly called on Mr Diallo to resign.", "RETREAT", "Diallo", None, "demanded"),
    ("The African Union has suspended Gabon.", "SANCTION", "African Union", "Gabon", "asserted"),
    ("Norway condemned the downing of its jet by Gabon.", "ASSAULT", "Gabon", "jet", "asserted"),
    ("Norway vowed support for the government's fight against the rebels.", "AGREE", "Norway", "government", "asserted"),
    ("Protesters marched against the rule of President Diallo.", "PROTEST", "Protesters", "Diallo", "asserted"),
    ("Exiles in Oslo burned posters of President Diallo.", "PROTEST", "Exiles", None, "asserted"),
    ("A service was held for the people shot at a party over the weekend.", "ASSAULT", None, "people", "asserted"),
    ("Bowing to eight days of protests, the president dismissed his cabinet.", "PROTEST", None, None, "asserted"),
    ("Thousands of civilians have fled the town into Chad, fearing revenge after the attack.", "SANCTION", None, "civilians", "asserted"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient", "status"), MADE, ids=[row[0][:50] for row in MADE])
def test_what_is_claimed(nlp: Language, text: str, kind: str, actor: str | None, recipient: str | None, status: str) -> None:
    said = [
        (c.type, c.actor.text if c.actor else None, c.recipient.text if c.recipient else None, c.status) for c in events(nlp(text))
    ]
    assert (kind, actor, recipient, status) in said


#: (sentence, a type that is not claimed of it)
NOT_MADE = [
    ("The floods have claimed the lives of 200 people.", "ASSAULT"),
    ("Chavez called Bush a devil.", "CONSULT"),
    ("He would not run after the thief.", "CONCEDE"),
    ("He declined to be named because he is not authorized to speak to the media.", "CONSULT"),
    ("The BBC has spoken to refugees about the war.", "CONSULT"),
    ("We welcome comments that advance the story.", "SUPPORT"),
    ("The restaurant allows visitors to taste the wine.", "CONCEDE"),
    ("The ministry issued a travel warning for the islands.", "THREATEN"),
    ("Workers built a fence to protect the museum.", "AID"),
    ("A resident said troops intensified a crackdown on the city.", "ACCUSE"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_MADE, ids=[text[:50] for text, _ in NOT_MADE])
def test_what_is_not_claimed(nlp: Language, text: str, kind: str) -> None:
    assert [c for c in events(nlp(text)) if c.type == kind] == []


def test_whom_a_condemned_deed_hit_is_not_condemned(nlp: Language) -> None:
    (claim,) = [c for c in events(nlp("Norway condemned the killing of protesters in Gabon.")) if c.type == "ACCUSE"]
    assert claim.recipient is None


def test_the_noun_of_a_light_verb_belongs_to_the_trigger(nlp: Language) -> None:
    claims = [c for c in events(nlp("The bishop held a surprise meeting with the rebels on Friday.")) if c.type == "CONSULT"]
    assert {c.trigger.text for c in claims} == {"held a surprise meeting"}
    assert len(claims) == 2


def test_a_dateline_within_a_text_says_nothing(nlp: Language) -> None:
    text = "It rained that day. Cairo, Egypt (CNN) -- Bowing to protests, President Diallo said Tuesday he will not seek office again."
    assert all(c.speaker is None or c.speaker.name == "Diallo" for c in events(nlp(text)))


def test_a_witness_says_both_of_two_deeds(nlp: Language) -> None:
    claims = events(nlp("A witness said several armored vehicles deployed and soldiers fired at protesters."))
    assert {c.speaker.text for c in claims if c.type == "ASSAULT" and c.speaker} == {"witness"}
