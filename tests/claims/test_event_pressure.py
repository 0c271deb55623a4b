"""Event claims of how sides of a dispute press one another: threats, charges of deceit, answers, arms. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.claims.events import events
from recension.claims.figures import figures

if TYPE_CHECKING:
    from spacy.language import Language

#: (sentence, type, actor, recipient, status, speaker) of a claim that is made of it
MADE = [
    ("\"After that we will march on the parliament,\" warned Anna Kolo, the head of the teachers' union.", "THREATEN", "we", None, "asserted", None),
    ("“On Monday we will block every road,” union leader Idrissou Sow warned.", "THREATEN", "we", None, "asserted", None),
    ("The blockade will resume if the talks fail, warned the union leader.", "THREATEN", "union leader", None, "asserted", None),
    ("The protests will continue until the president resigns, the organisers said.", "THREATEN", "organisers", None, "asserted", None),
    ("“The army is covering up the killings,” said opposition leader Peter Kamau.", "ACCUSE", "Peter Kamau", "army", "asserted", None),
    ("“The government is hiding the number of victims,” a spokesman for the doctors said.", "ACCUSE", "spokesman", "government", "asserted", None),
    ("“This is a massacre,” the prime minister said.", "ACCUSE", "prime minister", None, "asserted", None),
    ("The party called the vote a sham.", "ACCUSE", "party", None, "asserted", None),
    ("New clashes opposed miners to the gendarmes in Kolwezi on Monday.", "ASSAULT", "miners", "gendarmes", "asserted", None),
    ("Clashes pitted students against riot police in the capital.", "ASSAULT", "riot police", "students", "asserted", None),
    ("The uprising began with the death of a student under police bullets.", "ASSAULT", "police", "student", "asserted", None),
    ("A miner died under the bullets of the gendarmes on Friday.", "ASSAULT", "gendarmes", "miner", "asserted", None),
    ("Protesters threw stones at police, who responded with tear gas and live rounds.", "ASSAULT", "police", "Protesters", "asserted", None),
    ("Troops replied with live ammunition.", "ASSAULT", "Troops", None, "asserted", None),
    ("The man had pulled a knife on the officers, the minister said.", "THREATEN", "man", "officers", "asserted", "minister"),
    ("The driver brandished a machete at the soldiers.", "THREATEN", "driver", "soldiers", "asserted", None),
    ("Kone had refused to stop and had pulled a pistol, police said.", "THREATEN", "Kone", None, "asserted", "police"),
    ("The bishops offered to mediate. The rebels accepted.", "AGREE", "rebels", None, "asserted", None),
    ("The union rejected that account, saying its leader was unarmed.", "REJECT", "union", None, "asserted", None),
    ("Chad rejected the allegations by Sudan.", "REJECT", "Chad", None, "asserted", None),
    ("The president announced the opening of an inquiry into the deaths.", "ACCUSE", "president", None, "asserted", None),
    ("The president of Togo, Faure Koffi, dismissed on Tuesday evening his minister of the Interior, Ali Mensa.", "SANCTION", "Faure Koffi", "Ali Mensa", "asserted", None),
    ("The ministry put the toll at 12, including five soldiers who were killed by rebels.", "ASSAULT", "rebels", "soldiers", "asserted", "ministry"),
    ("The minister blamed armed gangs for the deaths.", "ASSAULT", "armed gangs", None, "asserted", "minister"),
    ("The protesters demanded the resignation of the interior minister.", "RETREAT", "interior minister", None, "demanded", None),
    ("Norway will send 50 observers to the valley.", "AID", "Norway", None, "future", None),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient", "status", "speaker"), MADE, ids=[row[0][:50] for row in MADE])
def test_what_is_claimed(
    nlp: Language, text: str, kind: str, actor: str | None, recipient: str | None, status: str, speaker: str | None,
) -> None:
    said = [
        (c.type, c.actor.text if c.actor else None, c.recipient.text if c.recipient else None, c.status, c.speaker.text if c.speaker else None)
        for c in events(nlp(text))
    ]
    assert (kind, actor, recipient, status, speaker) in said


NOT_MADE = [
    ("“We will judge them by their acts,” warned the union leader.", "THREATEN"),
    ("“We will march on Saturday,” said Anna Kolo.", "THREATEN"),
    ("Fighting will continue until winter, analysts said.", "THREATEN"),
    ("The rebels are hiding in the forest, the army said.", "ACCUSE"),
    ("Tear gas was hiding the square, a witness said.", "ACCUSE"),
    ("He called for an end to the massacre.", "ACCUSE"),
    ("The bank pulled its weapons from the border.", "THREATEN"),
    ("The minister blamed the drought for the deaths.", "ASSAULT"),
    ("He drew a picture of a gun.", "THREATEN"),
    ("The bride accepted.", "AGREE"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_MADE, ids=[text[:50] for text, _ in NOT_MADE])
def test_what_is_not_claimed(nlp: Language, text: str, kind: str) -> None:
    assert [c for c in events(nlp(text)) if c.type == kind] == []


def test_a_second_saying_beside_the_first_has_its_speaker(nlp: Language) -> None:
    text = "The general said that his soldiers had shot into the air after they were attacked, and denied that they had killed anybody."
    (denied,) = [c for c in events(nlp(text)) if c.status == "negated"]
    assert denied.speaker is not None
    assert denied.speaker.text == "general"


@pytest.mark.parametrize(("text", "who"), [
    ("The ministry, which puts the number of dead at 12, said it would investigate.", "ministry"),
    ("The union has compiled the names of 40 dead miners.", "union"),
])
def test_who_lists_or_counts_gives_the_number(nlp: Language, text: str, who: str) -> None:
    assert {f.attributed_to.text for f in figures(nlp(text)) if f.indicator == "killed" and f.attributed_to} == {who}
