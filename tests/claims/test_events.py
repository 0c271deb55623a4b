"""Event claims: who did what to whom, of which type and status. Sentences are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.claims.events import MAX_CLAIMS, events
from recension.claims.eventwords import classes, contexts, modes, nouns, verbs, vetoes
from recension.model import Event, EventType

if TYPE_CHECKING:
    from spacy.language import Language

TYPES = set(EventType.__args__)  # type: ignore[attr-defined]


def told(claim: Event) -> tuple[str, str | None, str | None, str, str | None]:
    """A claim as (type, actor, recipient, status, speaker), the parties by the words of the text."""
    return (
        claim.type,
        claim.actor.text if claim.actor else None,
        claim.recipient.text if claim.recipient else None,
        claim.status,
        claim.speaker.text if claim.speaker else None,
    )


CASES = [
    # a plain deed; a passive without an agent
    ("Rebels attacked the army convoy on Monday.", [("ASSAULT", "Rebels", "army", "asserted", None)]),
    ("Three aid workers were kidnapped near the border.", [("ASSAULT", None, "aid workers", "asserted", None)]),
    # coordinated parties give one claim each
    (
        "Militants attacked police and soldiers.",
        [("ASSAULT", "Militants", "police", "asserted", None), ("ASSAULT", "Militants", "soldiers", "asserted", None)],
    ),
    # two sides, one claim a direction
    (
        "Protesters clashed with police.",
        [("ASSAULT", "Protesters", "police", "asserted", None), ("ASSAULT", "police", "Protesters", "asserted", None)],
    ),
    # a demand: the request, and the act that is demanded, without a speaker
    (
        "The governor urged the militia to withdraw from the airport.",
        [("REQUEST", "governor", "militia", "asserted", None), ("RETREAT", "militia", None, "demanded", None)],
    ),
    # an accusation: ACCUSE, and the act with the accuser as speaker
    (
        "The ministry accused the rebels of kidnapping two teachers.",
        [("ACCUSE", "ministry", "rebels", "asserted", None), ("ASSAULT", "rebels", "teachers", "asserted", "ministry")],
    ),
    # a denial: the act, negated, with the denier as speaker
    ("The army denied that it had shelled the village.", [("ASSAULT", "it", "village", "negated", "army")]),
    # plans, possibilities, attempts
    ("France will send 500 soldiers to the region.", [("MOBILIZE", "France", None, "future", None)]),
    ("Kenya is considering sending troops to the capital.", [("MOBILIZE", "Kenya", None, "hypothetical", None)]),
    # the speaker is not the actor
    ("NATO said two soldiers were injured in an ambush.", [("ASSAULT", None, "soldiers", "asserted", "NATO")]),
    # what is gone by long since
    ("In 1994 the militia massacred villagers.", [("ASSAULT", "militia", "villagers", "historical", None)]),
    # promises
    ("Germany pledged to prosecute the attackers.", [("AGREE", "Germany", None, "asserted", None)]),
    # a commitment in one's own words
    ("“We will maintain a safe corridor,” the mission said.", [("AGREE", "mission", None, "asserted", None)]),
    ("“We will not negotiate,” the general said.", [("REJECT", "general", None, "asserted", None)]),
    # a thing gives way to its owner
    ("Rioters smashed two cars belonging to journalists.", [("ASSAULT", "Rioters", "journalists", "asserted", None)]),
    # nouns
    (
        "Hamas condemned the killing of two medics.",
        [("ACCUSE", "Hamas", None, "asserted", None), ("ASSAULT", None, "medics", "asserted", "Hamas")],
    ),
    ("The president met the ambassador in the capital.", [("CONSULT", "president", "ambassador", "asserted", None)]),
    ("Students protested against the new tax.", [("PROTEST", "Students", None, "asserted", None)]),
    (
        "The government imposed sanctions on five companies.",
        [("SANCTION", "government", "companies", "asserted", None)],
    ),
    ("The rebels released 14 prisoners on Thursday.", [("RETREAT", "rebels", "prisoners", "asserted", None)]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text[:50] for text, _ in CASES])
def test_claims(nlp: Language, text: str, wanted: list[tuple[str, str | None, str | None, str, str | None]]) -> None:
    found = {told(claim) for claim in events(nlp(text))}
    assert set(wanted) <= found


HARD = [
    # other worlds: sport, markets, films, figures of speech, weather, names
    "The striker attacked down the left wing and scored two goals in the final.",
    "Shares were hit by fears of a slowdown.",
    "He lost his battle with cancer on Friday.",
    "The storm struck the coast overnight.",
    "The museum opened its doors to visitors on Sunday.",
    "An earthquake killed at least forty people in the west.",
    "The film tells of a soldier who shoots his commander.",
    "The protest leader lives in a quiet street.",
    "The goalkeeper saved a shot and the home side won 2-1.",
    "Tensions in the north remain high.",
    "The spokesman declined to comment.",
    "He met his wife at university.",
    "A bus crash killed 14 people on the coast road.",
    "The attack helicopter is made abroad.",
    "This is the only way to find solutions.",
]


@pytest.mark.parametrize("text", HARD)
def test_nothing_is_claimed_of_other_worlds(nlp: Language, text: str) -> None:
    assert [told(c) for c in events(nlp(text))] == []


MODES = [
    ("Police fired tear gas at protesters.", "ASSAULT", "crowd-control"),
    ("A suicide bomber killed six worshippers.", "ASSAULT", "suicide-attack"),
    ("Gunmen opened fire on a patrol of soldiers.", "ASSAULT", "firearms"),
    ("The court convicted the minister.", "SANCTION", "convict"),
    ("Teachers went on strike.", "PROTEST", "strike"),
    ("The president spoke with the envoy by phone.", "CONSULT", "phone"),
    ("Police arrested three activists.", "COERCE", "arrest"),
    ("The minister resigned.", "RETREAT", "resign"),
]


@pytest.mark.parametrize(("text", "kind", "mode"), MODES)
def test_modes(nlp: Language, text: str, kind: str, mode: str) -> None:
    assert (kind, mode) in {(c.type, c.mode) for c in events(nlp(text))}


def test_two_directions_are_one_happening_and_two_ids(nlp: Language) -> None:
    clash = [c for c in events(nlp("Rebels clashed with soldiers.")) if c.type == "ASSAULT"]
    assert len(clash) == 2
    assert len({c.happening for c in clash}) == 1
    assert len({c.id for c in clash}) == 2


def test_attempt(nlp: Language) -> None:
    claims = [c for c in events(nlp("Rebels tried to seize the town hall.")) if c.type == "COERCE"]
    assert claims
    assert all(c.attempted and c.status == "asserted" for c in claims)


def test_a_refused_measure_is_no_measure(nlp: Language) -> None:
    found = events(nlp("The kingdom refused to join Western sanctions against the island."))
    assert "SANCTION" not in {c.type for c in found}
    assert {c.status for c in found} <= {"asserted"}


def test_content_is_what_is_asked(nlp: Language) -> None:
    asked = [c for c in events(nlp("The envoy called on both sides to reduce tensions.")) if c.type == "REQUEST"]
    assert asked
    assert all(c.content is not None and "reduce tensions" in c.content.text for c in asked)


def test_what_goes_on_since_then_is_no_background(nlp: Language) -> None:
    found = events(nlp("The rebels have been fighting the government since 2012."))
    assert {c.status for c in found} == {"asserted"}


def test_contexts(nlp: Language) -> None:
    found = events(nlp("Soldiers shot a journalist during the election."))
    assert found
    assert {"election", "military", "rights_freedoms"} <= set(found[0].contexts)


def test_why_null_says_why(nlp: Language) -> None:
    claim = next(c for c in events(nlp("Two farmers were abducted.")) if c.type == "ASSAULT")
    assert claim.actor is None
    assert claim.why_null["actor"]


def test_claims_are_bounded(nlp: Language) -> None:
    names = "France, Italy, Spain, Poland, Norway, Greece, Malta" + " and Cyprus"
    found = events(nlp(f"{names} met Ghana, Togo, Benin, Mali, Niger, Chad and Kenya."))
    assert 0 < len(found) <= MAX_CLAIMS


SCRAPS = [
    "Rebels",
    "attacked",
    "the army",
    "said",
    "denied",
    "that",
    "called on",
    "to withdraw",
    "clashes",
    "between",
    "and",
    "police",
    ",",
    ".",
    "“",
    "”",
    '"',
    "not",
    "will",
    "if",
    "must",
    "\n\n",
    "💥",
    "troops",
    "sanctions",
    "1999",
    "in",
    "what",
    "which",
    "by",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map(" ".join))
def test_spans_are_slices_and_nothing_raises(nlp: Language, text: str) -> None:
    doc = nlp(text)
    for claim in events(doc):
        assert claim.type in TYPES
        for part in (claim.trigger, claim.actor, claim.recipient, claim.content, claim.span):
            assert part is None or text[part.start : part.end] == part.text
        assert claim.span.start <= claim.trigger.start < claim.trigger.end <= claim.span.end
        assert 0.0 < claim.confidence <= 1.0


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "?", "“”", "a" * 5000, "attack " * 400, "“" * 300, "\u202eattacked\u0000"]
)
def test_hostile_text(nlp: Language, text: str) -> None:
    assert isinstance(events(nlp(text)), list)


def test_lexicons_are_broad_and_sound() -> None:
    assert len(verbs()) + len(nouns()) > 800
    senses = [s for table in (verbs(), nouns()) for found in table.values() for s in found]
    assert {s.type for s in senses} == TYPES
    wanted = {word[1:] for s in senses for word in s.objects if word.startswith("@")}
    assert wanted <= set(classes())
    assert {type_ for type_, _, _ in modes()} <= TYPES
    assert {"sport", "market", "screen", "accident", "violence", "instrument"} <= set(vetoes())
    assert len({name for names in contexts()[0].values() for name in names}) >= 30
