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
    # what the next sentence or clause denies is not denied here
    (
        "The army said 31 were wounded. No injuries were reported in the capital.",
        [("ASSAULT", None, "31", "asserted", "army")],
    ),
    (
        "Residents said the guard had shelled the market, but did not fire on the hospital.",
        [
            ("ASSAULT", "guard", "market", "asserted", "Residents"),
            ("ASSAULT", "guard", "hospital", "negated", "Residents"),
        ],
    ),
    # a dateline is no part of a party
    ("MOPTI - Mutinous soldiers seized a barracks.", [("COERCE", "Mutinous soldiers", "barracks", "asserted", None)]),
    # a plain deed; a passive without an agent
    ("Rebels attacked the army convoy on Monday.", [("ASSAULT", "Rebels", "army convoy", "asserted", None)]),
    ("Three aid workers were kidnapped near the border.", [("ASSAULT", None, "aid workers", "asserted", None)]),
    # coordinated parties give one claim each
    (
        "Militants attacked police and soldiers.",
        [("ASSAULT", "Militants", "police", "asserted", None), ("ASSAULT", "Militants", "soldiers", "asserted", None)],
    ),
    # officials of several states: each state is a party
    (
        "The leaders of Kenya, Uganda and Tanzania condemned the vote.",
        [("ACCUSE", state, None, "asserted", None) for state in ("Kenya", "Uganda", "Tanzania")],
    ),
    (
        "The foreign ministers of Armenia and Azerbaijan met on Friday.",
        [("CONSULT", "Armenia", "Azerbaijan", "asserted", None), ("CONSULT", "Azerbaijan", "Armenia", "asserted", None)],
    ),
    # of a party that is set against another one, the act is denied
    (
        "Smugglers, not the Ilvan Guard, attacked the convoy.",
        [("ASSAULT", "Smugglers", "convoy", "asserted", None), ("ASSAULT", "Ilvan Guard", "convoy", "negated", None)],
    ),
    (
        "The soldiers shot at gunmen, not at civilians, the ministry said.",
        [
            ("ASSAULT", "soldiers", "gunmen", "asserted", "ministry"),
            ("ASSAULT", "soldiers", "civilians", "negated", "ministry"),
        ],
    ),
    ("Soldiers, not for the first time, attacked the village.", [("ASSAULT", "Soldiers", "village", "asserted", None)]),
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
    ("Rioters smashed two cars belonging to journalists.", [("ASSAULT", "Rioters", "cars", "asserted", None)]),
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


CASES += [
    # whose deed it was is denied, or was never theirs
    (
        "The navy denied that its men had used live ammunition.",
        [("ASSAULT", "men", None, "negated", "navy")],
    ),
    (
        '"We had no part in the raid," said Omar Keita, a clan elder.',
        [("ASSAULT", "We", None, "negated", "Omar Keita")],
    ),
    ('"We killed nobody," the colonel told reporters.', [("ASSAULT", "We", None, "negated", "colonel")]),
    (
        "Eritrean troops crossed into Ethiopia on Friday but Asmara denied it.",
        [
            ("MOBILIZE", "Eritrean troops", None, "asserted", None),
            ("MOBILIZE", "Eritrean troops", None, "negated", "Asmara"),
        ],
    ),
    (
        "The militia accused the army of bombing a clinic in Zalingei; the army denied the accusation.",
        [("ASSAULT", "army", "clinic", "negated", "army"), ("ACCUSE", "militia", "army", "asserted", None)],
    ),
    (
        "Officials blamed the ambush on Islamist militants.",
        [
            ("ACCUSE", "Officials", "Islamist militants", "asserted", None),
            ("ASSAULT", "Islamist militants", None, "asserted", "Officials"),
        ],
    ),
    # fire, drones, shells, mines
    ("Guards of the mine fired from the roof.", [("ASSAULT", "Guards of the mine", None, "asserted", None)]),
    (
        "Russia launched 40 drones at Ukraine overnight, Kyiv said.",
        [("ASSAULT", "Russia", "Ukraine", "asserted", "Kyiv")],
    ),
    (
        "Nurses said nine children had died in shelling by the Rapid Support Forces.",
        [("ASSAULT", "Rapid Support Forces", "children", "asserted", "Nurses")],
    ),
    (
        "Two policemen died when a car bomb exploded outside a bank in Cali.",
        [("ASSAULT", None, "policemen", "asserted", None)],
    ),
    ("Rebels bombed a convent, killing six novices.", [("ASSAULT", "Rebels", "novices", "asserted", None)]),
    ("Government troops shelled Mutarara for two days.", [("ASSAULT", "Government troops", "Mutarara", "asserted", None)]),
    ("Rebels captured Bunagana on Sunday.", [("COERCE", "Rebels", "Bunagana", "asserted", None)]),
    ("Rebels captured three soldiers near Bunia.", [("ASSAULT", "Rebels", "soldiers", "asserted", None)]),
    (
        "Fighting between the Libyan army and clan militias spread on Monday.",
        [
            ("ASSAULT", "Libyan army", "clan militias", "asserted", None),
            ("ASSAULT", "clan militias", "Libyan army", "asserted", None),
        ],
    ),
    # whose thing it was
    ("Rioters burned down a police station in Les Cayes.", [("ASSAULT", "Rioters", "police station", "asserted", None)]),
    ("A strike on a refugee camp killed 12 people.", [("ASSAULT", None, "refugee camp", "asserted", None)]),
    (
        "Manila accused Beijing of using water cannon against its boats.",
        [
            ("ACCUSE", "Manila", "Beijing", "asserted", None),
            ("ASSAULT", "Beijing", "boats", "asserted", "Manila"),
        ],
    ),
    # measures, and what takes them back
    (
        "A court in Abidjan sentenced the former governor to six years in prison.",
        [
            ("SANCTION", "court", "former governor", "asserted", None),
            ("COERCE", "court", "former governor", "asserted", None),
        ],
    ),
    ("The bloc suspended Gabon's membership.", [("SANCTION", "bloc", "Gabon", "asserted", None)]),
    ("The first of 200 extra gendarmes arrived in Cayenne on Monday.", [("MOBILIZE", "gendarmes", None, "asserted", None)]),
    ("Deputies voted to lift sanctions on Eritrea.", [("CONCEDE", "Deputies", "Eritrea", "asserted", None)]),
    ("The curfew was lifted on Saturday.", [("CONCEDE", None, None, "asserted", None)]),
    ("Protesters cleared the last barricade.", [("CONCEDE", "Protesters", None, "asserted", None)]),
    ("The camp will be cleared by force, the governor said.", [("COERCE", None, "camp", "future", "governor")]),
    # asked, threatened, refused
    (
        "The bishops called on the government to pull the soldiers out of the town.",
        [("REQUEST", "bishops", "government", "asserted", None), ("RETREAT", "government", None, "demanded", None)],
    ),
    (
        "Norway threatened to cut off aid unless the junta freed the judge.",
        [("THREATEN", "Norway", "junta", "asserted", None)],
    ),
    (
        "If the truce fails, Israel will resume its offensive, the minister warned.",
        [("THREATEN", "minister", None, "asserted", None), ("ASSAULT", "its", None, "hypothetical", "minister")],
    ),
    (
        "The council demanded that M23 stop its offensive and withdraw from Goma.",
        [("REQUEST", "council", "M23", "asserted", None), ("RETREAT", "M23", None, "demanded", None)],
    ),
    ("The rebels vowed never to surrender.", [("REJECT", "rebels", None, "asserted", None)]),
    (
        "Armenia and Azerbaijan accused each other of lying.",
        [
            ("ACCUSE", "Armenia", "Azerbaijan", "asserted", None),
            ("ACCUSE", "Azerbaijan", "Armenia", "asserted", None),
        ],
    ),
    ("The activist, who was arrested on Friday, is ill.", [("COERCE", None, "activist", "asserted", None)]),
    ("The prisoner walked out of the talks in Doha.", [("REJECT", "prisoner", None, "asserted", None)]),
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


NEVER = [
    # text, what is never claimed of it: (type, actor or None for any, status or None for any)
    ("The accord ended the war that had killed thousands.", ("ASSAULT", None, None)),
    ("The Abuja Accord ended the fighting in the delta.", ("RETREAT", "Abuja Accord", None)),
    ("The 2015 accord between the government and the Tuareg rebels ended the fighting.", ("RETREAT", None, None)),
    ("The death toll from the shooting has risen to nine, the director of the hospital said.", ("ASSAULT", None, None)),
    ("The attackers were smugglers, not fighters of the Arakan Army.", ("ASSAULT", None, None)),
    ("Four people were killed when protesters blocked the gates.", ("PROTEST", "people", None)),
    ("He walked out of prison on Friday.", ("PROTEST", None, None)),
    ("Three guards were hurt when their van overturned near Dalga, the governor said.", ("ASSAULT", None, None)),
    ("Typhoon Marla killed nine people and cut off two valleys.", ("ASSAULT", None, None)),
    ("A boiler explosion tore through the laundry, killing a cleaner.", ("ASSAULT", None, None)),
    ("Floods swept through the camp, cutting off the road to Tamber.", ("COERCE", None, None)),
    ("Police fired live rounds to disperse marchers in Nakuru.", ("COERCE", None, None)),
    ("Norway summoned the ambassador to protest against the strikes.", ("PROTEST", None, None)),
    ("The rebels vowed never to surrender.", ("RETREAT", None, None)),
    ("Both armies agreed to stop firing at midnight.", ("ASSAULT", None, None)),
    ("Peacekeepers failed to stop the offensive.", ("RETREAT", None, None)),
    ("The army suspended a ceasefire with the guerrillas.", ("RETREAT", None, None)),
    ("Mali warned that an invasion would be a declaration of war.", ("ASSAULT", None, "asserted")),
    ("The dockers' unions will strike on Monday.", ("ASSAULT", None, None)),
    ("The bishops' conference condemned the raid.", ("CONSULT", None, None)),
    ("The camp will be cleared by force.", ("COERCE", "force", None)),
    ("Gunmen shelled Goz Beida, wounding seven, the governor said.", ("ASSAULT", "governor", None)),
    ("The militia accused the army of bombing a clinic; the army denied the accusation.", ("ACCUSE", "army", None)),
]


def test_violence_in_an_accident_is_violence(nlp: Language) -> None:
    found = events(nlp("Two soldiers were killed when their jeep crashed after rebels fired on it."))
    assert {c.type for c in found} == {"ASSAULT"}


@pytest.mark.parametrize(("text", "never"), NEVER, ids=[text[:50] for text, _ in NEVER])
def test_what_is_never_claimed(nlp: Language, text: str, never: tuple[str, str | None, str | None]) -> None:
    kind, actor, state = never
    found = [told(c) for c in events(nlp(text)) if c.type == kind]
    assert [f for f in found if actor in {None, f[1]} and state in {None, f[3]}] == []


TIMES = [
    # text, type, the words of the claim's time
    ("Rosa Almeida said on Wednesday that she will not remove the mayors.", "REJECT", "Wednesday"),
    ("The mission condemned the killing of two medics, its spokesman said Thursday.", "ASSAULT", None),
    ("The lawyer, who was arrested on Friday, is ill.", "COERCE", "Friday"),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), TIMES)
def test_times(nlp: Language, text: str, kind: str, wanted: str | None) -> None:
    found = [c.time.text if c.time else None for c in events(nlp(text)) if c.type == kind]
    assert found == [wanted]


SPANS = [
    ("On Monday rioters burned down a police station in Jacmel.", "ASSAULT", "rioters burned down a police station"),
    ("The curfew was lifted on Saturday.", "CONCEDE", "curfew was lifted"),
    ("In Bamako, soldiers shot two students dead on Friday.", "ASSAULT", "soldiers shot two students"),
]


@pytest.mark.parametrize(("text", "kind", "wanted"), SPANS)
def test_the_span_holds_the_parties(nlp: Language, text: str, kind: str, wanted: str) -> None:
    spans = [c.span.text for c in events(nlp(text)) if c.type == kind]
    assert spans
    assert all(s.startswith(wanted) for s in spans)


def test_we_is_who_speaks(nlp: Language) -> None:
    text = "“We condemn the attack,” the Arab League said in a statement. The African Union met in Addis Ababa."
    found = [c for c in events(nlp(text)) if c.type in {"ACCUSE", "ASSAULT"}]
    assert {c.actor.name for c in found if c.actor} == {"Arab League"}
    assert {c.speaker.name for c in found if c.speaker} == {"Arab League"}


def test_a_request_keeps_each_thing_asked(nlp: Language) -> None:
    found = events(nlp("The envoy urged Israel to lift the curfew, withdraw the troops and let monitors in."))
    asked = {c.content.text for c in found if c.type == "REQUEST" and c.content}
    assert asked == {"to lift the curfew", "withdraw the troops", "let monitors in"}
    assert {c.status for c in found if c.type != "REQUEST"} == {"demanded"}


MODES = [
    ("Police fired live rounds at marchers.", "ASSAULT", "firearms"),
    ("Rioters torched a school.", "ASSAULT", "destroy"),
    ("Russia launched 12 drones at a port.", "ASSAULT", "drone"),
    ("The court sentenced the minister to life in prison.", "COERCE", "arrest"),
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
