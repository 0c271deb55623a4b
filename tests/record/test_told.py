"""Whole records of a few sentences: what is joined, what disagrees, what the ledger keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recension.claims.doc import bare_report
from recension.claims.extract import read_reports
from recension.model import Event, Figure, Mention, Reading, Span, digest
from recension.record import Record
from recension.record.entities import entities, is_persons

if TYPE_CHECKING:
    from spacy.language import Language


def told(nlp: Language, *texts: tuple[str, str | None]) -> Record:
    """The record of some texts, each with its day."""
    found = list(read_reports([bare_report(text, day) for text, day in texts], nlp))
    return Record.of([r for r in found if isinstance(r, Reading)], engine="test")


def kinds(record: Record) -> list[tuple[str, str]]:
    return [(d.kind, d.status) for d in record.disagreements]


def sides(record: Record, kind: str) -> list[set[str]]:
    return [{s.value for s in d.sides} for d in record.disagreements if d.kind == kind]


# ---------------------------------------------------------------- who is who
def claim_of(name: str, report: str = "r") -> Event:
    at = Mention(name, 0, len(name), name)
    return Event(report=report, id=digest(name), happening=digest(name, "h"), type="ASSAULT", trigger=Mention("hit", 0, 3), actor=at, span=Span(0, 3, "hit"))


@pytest.mark.parametrize(("one", "two", "same"), [
    ("members of the Red Hand gang", "members of the Black Dog gang", False),
    ("Narvan defence ministry", "Narvan health ministry", False),
    ("Sudan", "Human Rights Sudan", False),
    ("Sudanese guards", "Sudanese border guards", True),
    ("Free Syrian Army", "Syrian Army", False),
    ("Syrian Liberation Army", "Syrian Army", False),
    ("Ilya Marent", "Gen. Ilya Marent", True),
    ("Marent", "Ilya Marent", True),
])
def test_only_persons_are_joined_by_their_last_word(one: str, two: str, same: bool) -> None:
    found = entities([claim_of(one), claim_of(two)])
    assert (found.of(Mention(one, 0, 1, one)) == found.of(Mention(two, 0, 1, two))) is same


def test_a_body_is_no_person() -> None:
    assert is_persons("Ilya Marent")
    assert not is_persons("Port Workers' Union")


# ---------------------------------------------------------------- pages that show a later day
SOURCE = ('Gunmen killed four teachers in Belo on Tuesday. "We hid under the desks and prayed that the door would hold," '
          "said Ana Berrin, a pupil.")
PAGE = ('Gunmen shot dead four teachers in Belo on Tuesday. "We hid under the desks and prayed that the door would hold," '
        "Ana Berrin said.")


def test_a_page_that_shows_a_day_long_after_its_story_is_dated_by_it(nlp: Language) -> None:
    record = told(nlp, (SOURCE, "2024-03-06"), (PAGE, "2024-11-20"))
    assert {a.date.isoformat() for a in record.anchors.values()} == {"2024-03-06"}
    assert any(a.belied for a in record.anchors.values())
    assert {t.from_ for t in record.times.values() if t} == {"2024-03-05"}


@pytest.mark.parametrize("text", [
    "Gunmen killed four teachers in Belo in March. A court jailed two men on Tuesday.",  # another news, in other words
    PAGE + " It was the worst attack of 2024 and the last before the vote of 18 November.",  # its text speaks for its day
])
def test_a_later_report_keeps_its_day(nlp: Language, text: str) -> None:
    record = told(nlp, (SOURCE, "2024-03-06"), (text, "2024-11-20"))
    assert "2024-11-20" in {a.date.isoformat() for a in record.anchors.values()}
    assert ("date", "conflict") not in kinds(record)


# ---------------------------------------------------------------- denials
@pytest.mark.parametrize("text", [
    'The army accused the guerrillas of shelling the market of Belo. The guerrillas dismissed the accusation as "pure theatre".',
    'Narva accused Torland of bombing a school. Torland rejected the claim as "a tired lie".',
    "The union accused the company of beating two strikers. \"Nobody has been beaten,\" the company's lawyer, Ana Berrin, said.",
    'The army accused the miners of burning a police car. "That is a lie, we were asleep," said Ivo Marn, a leader of the miners.',
])
def test_an_accusation_and_its_answer_are_a_denial(nlp: Language, text: str) -> None:
    found = [d for d in told(nlp, (text, "2024-03-06")).disagreements if d.kind == "denial"]
    assert len(found) == 1
    assert found[0].sides[0].value.endswith("(alleged)")


@pytest.mark.parametrize("text", [
    'The army accused the guerrillas of shelling the market of Belo. "Nobody should go there now," said the mayor, Ana Berrin.',
    "The company dismissed two strikers on Monday. The union rejected the offer of talks.",
    'The governor praised the miners. "No one works harder," said Ivo Marn, a leader of the miners.',
])
def test_not_every_no_is_a_denial(nlp: Language, text: str) -> None:
    assert "denial" not in {kind for kind, _ in kinds(told(nlp, (text, "2024-03-06")))}


# ---------------------------------------------------------------- roles
def test_sides_that_change_places_disagree(nlp: Language) -> None:
    record = told(
        nlp, ("Torland forces captured six Narvan border guards on Tuesday near Belo, a spokesman said.", "2024-03-06"),
        ("Narvan forces captured six Torland border guards on Tuesday near Belo, a spokesman said.", "2024-03-06"),
    )
    assert any(d.kind == "role" for d in record.disagreements)


def test_accounts_of_what_is_disputed_disagree(nlp: Language) -> None:
    dispute = "What happened at the bridge of Belo on Tuesday is disputed. "
    text = "Villagers say that soldiers opened fire on the crowd. Captain Ivo Marn told the paper that gunmen opened fire on the patrol."
    assert "role" in {k for k, _ in kinds(told(nlp, (dispute + text, "2024-03-06")))}
    assert "role" not in {k for k, _ in kinds(told(nlp, (text, "2024-03-06")))}


# ---------------------------------------------------------------- numbers
def test_counts_that_run_on_are_held_together_by_their_day(nlp: Language) -> None:
    record = told(
        nlp, (("At least 12 civilians have been killed since March 4, officials said. "
              "Gunmen killed two farmers in Belo on Tuesday."), "2024-03-06"),
        ("The watchdog says 19 civilians have been killed since March 4. Gunmen killed two farmers in Belo on Tuesday.", "2024-03-07"),
    )
    assert ("number", "update") in kinds(record)
    assert {"12 killed (civilians) since 2024-03-04", "19 killed (civilians) since 2024-03-04"} in sides(record, "number")
    assert not [e for e in record.estimates if e.incident and e.best.value in {12, 19}]


def test_one_who_is_described_is_no_other_count(nlp: Language) -> None:
    record = told(
        nlp, ("Gunmen killed seven people in Belo on Tuesday, police said.", "2024-03-06"),
        ("Gunmen killed a teacher in Belo on Tuesday, his brother said.", "2024-03-06"),
    )
    assert ("number", "conflict") not in kinds(record)


@pytest.mark.parametrize("text", [
    "The number of people killed in the attack on Belo rose to nine, up from six people killed, the hospital said.",
    "Gunmen attacked Belo on Tuesday. Nine people were killed, the hospital said; the earlier figure, six killed, did not include three children.",
])
def test_a_report_that_corrects_its_count_is_an_update(nlp: Language, text: str) -> None:
    record = told(nlp, (text, "2024-03-06"))
    figures = {c.best for c in record.claims.values() if isinstance(c, Figure) and c.indicator == "killed"}
    if {6, 9} <= figures:
        assert ("number", "update") in kinds(record)


# ---------------------------------------------------------------- the same words
def test_two_reports_that_tell_a_thing_in_the_same_words_tell_one(nlp: Language) -> None:
    record = told(
        nlp, ("Masked men later set fire to six buses in the harbour quarter and shot dead two drivers, police said.", "2024-03-06"),
        ("Masked thugs later torched six buses in the harbour quarter and gunned down two drivers.", "2024-03-06"),
    )
    assert any(len(i.reports) == 2 for i in record.incidents if i.type == "ASSAULT")


# ---------------------------------------------------------------- the ledger
def test_a_part_is_asked_of_its_own_party(nlp: Language) -> None:
    record = told(nlp, ("Ana Berrin demanded that the soldiers leave the port and that the prosecutor seize their rifles.", "2024-03-06"))
    to = {e.what: e.to for e in record.ledger if e.kind == "demand"}
    assert all("soldiers" not in parties for what, parties in to.items() if what.startswith("the prosecutor"))


@pytest.mark.parametrize(("text", "state"), [
    ("The mayor asked Bishop Ilya Marent to bring the two sides together. On Thursday Bishop Ilya Marent met the miners.", "met"),
    ("The mayor asked Bishop Ilya Marent to bless the boats. On Thursday Bishop Ilya Marent met the miners.", "open"),
])
def test_a_meeting_answers_a_call_for_talks(nlp: Language, text: str, state: str) -> None:
    assert {e.state for e in told(nlp, (text, "2024-03-07")).ledger if e.kind == "demand"} == {state}


def test_an_offer_is_refused(nlp: Language) -> None:
    record = told(nlp, ("The rebels offered to free the hostages. The government rejected the offer.", "2024-03-08"))
    assert "refused" in {e.state for e in record.ledger if e.kind == "commitment"}


def test_a_closing_is_a_measure(nlp: Language) -> None:
    record = told(nlp, ("Sudan will close all its crossings with Chad from Friday, the cabinet said.", "2024-03-06"))
    measures = [e for e in record.ledger if e.kind == "measure"]
    assert [e.state for e in measures] == ["announced"]


def test_what_is_demanded_stands_after_the_word_for_it(nlp: Language) -> None:
    record = told(nlp, ("The gang threatened with death any driver who pays its rivals.", "2024-03-06"))
    assert any("driver who pays" in e.what for e in record.ledger if e.kind == "threat")


# ---------------------------------------------------------------- what a denial is of
@pytest.mark.parametrize(("text", "alleged"), [
    ("Witnesses said that guards of Maro Mining fired on the crowd in Belo. Maro Mining denied that its guards had fired.", "guards of Maro Mining"),
    ("Villagers said that soldiers opened fire on a wedding in Belo. The ministry denied that soldiers had fired on civilians.", "soldiers opened fire"),
])
def test_a_denial_is_set_against_what_is_denied(nlp: Language, text: str, alleged: str) -> None:
    found = [d for d in told(nlp, (text, "2024-03-06")).disagreements if d.kind == "denial"]
    assert [alleged in d.sides[0].value for d in found] == [True]


def test_who_denies_one_attack_denies_no_other(nlp: Language) -> None:
    record = told(
        nlp, ("The Red Hand gang denied that it had attacked a bus in Belo on Friday.", "2024-03-09"),
        ("Gunmen attacked a patrol in Karsa on Tuesday, the ministry said.", "2024-03-06"),
    )
    assert not [d for d in record.disagreements if d.kind == "denial" and "patrol" in d.sides[0].value]


# ---------------------------------------------------------------- which counts are whose
def test_nobody_is_killed_by_a_strike(nlp: Language) -> None:
    record = told(nlp, ("The dockers' union, which began a strike on Monday, says that three people died.", "2024-03-06"))
    strikes = {i.id for i in record.incidents if i.type == "PROTEST"}
    assert not [e for e in record.estimates if e.incident in strikes and e.indicator == "killed"]


def test_a_count_of_a_day_before_is_none_of_an_incident(nlp: Language) -> None:
    record = told(nlp, ("Gunmen attacked Belo on Tuesday. On Sunday two people were hurt in a crash.", "2024-03-06"))
    tuesday = {i.id for i in record.incidents if i.from_ == "2024-03-05"}
    assert not [e for e in record.estimates if e.incident in tuesday and e.indicator == "injured"]


# ---------------------------------------------------------------- spoken of again, and told with sides changed
def test_what_is_spoken_of_as_known_is_the_incident_of_that_place(nlp: Language) -> None:
    found = told(
        nlp, ("KARSA, 4 March 2024 - Gunmen attacked the market town of Velo on Monday, killing 12 traders, officials said.", "2024-03-04"),
        ("BELO, 9 March 2024 - Hundreds of people fled to Belo after the attack on Velo, the Red Cross said.", "2024-03-09"),
    )
    (attack,) = [i for i in found.incidents if i.type == "ASSAULT"]
    assert len(attack.reports) == 2


def test_in_revenge_for_another_raid_is_not_that_raid(nlp: Language) -> None:
    found = told(nlp, ("4 March 2024 - Armed youths attacked a cattle camp at Ondo on Monday in revenge for the raid on Velo.", "2024-03-04"))
    assert not any(
        {c.trigger.text for cid in i.claims if isinstance(c := found.claims[cid], Event)} >= {"attacked", "raid"} for i in found.incidents
    )


@pytest.mark.parametrize(("one", "two"), [
    ("Police shot at the protesters with live ammunition in Velo on Monday.", "Protesters shot at the police with live ammunition in Velo on Monday."),
    ("Soldiers opened fire on villagers near Velo bridge on Monday.", "Villagers opened fire on soldiers near Velo bridge on Monday."),
])
def test_a_deed_whose_sides_changed_places_is_a_disagreement(nlp: Language, one: str, two: str) -> None:
    assert ("role", "conflict") in kinds(told(nlp, (one, "2024-03-05"), (two, "2024-03-05")))


def test_stones_for_tear_gas_is_no_change_of_sides(nlp: Language) -> None:
    found = told(
        nlp, ("Police fired tear gas at protesters in Velo on Monday.", "2024-03-05"),
        ("Protesters hurled stones at police in Velo on Monday.", "2024-03-05"),
    )
    assert ("role", "conflict") not in kinds(found)


def test_two_who_are_named_for_two_counts_of_one_report_disagree(nlp: Language) -> None:
    found = told(nlp, ("About 7,000 people marched through Velo on Monday, according to the police. The organisers said that 40,000 people marched.", "2024-03-05"))
    assert ("number", "conflict") in kinds(found)


@pytest.mark.parametrize(("told_of", "denied", "words"), [
    ("Zemaran warplanes bombed a school in Velo on Monday.", "Zemara denied that its aircraft had bombed the school in Velo.", "bombed a school"),
    ("Police fired live rounds at students in Velo on Monday.", "The interior minister denied that police had fired live rounds at students in Velo.", "live rounds"),
])
def test_a_denial_stands_against_what_is_told_in_its_clause(nlp: Language, told_of: str, denied: str, words: str) -> None:
    found = told(nlp, (told_of, "2024-03-05"), (denied, "2024-03-06"))
    assert any(words in value for values in sides(found, "denial") for value in values)


def test_a_denial_of_one_target_is_not_of_another(nlp: Language) -> None:
    found = told(
        nlp, ("Zemaran jets bombed six depots near Velo on Monday.", "2024-03-05"),
        ("Zemara denied that its aircraft had bombed the hospital.", "2024-03-06"),
    )
    assert not any("depots" in value for values in sides(found, "denial") for value in values)


# ---------------------------------------------------------------- the ledger: matters and answers
def entries(record: Record, kind: str) -> list[tuple[str, str]]:
    return [(e.what, e.state) for e in record.ledger if e.kind == kind]


def test_one_matter_in_other_words_is_one_entry(nlp: Language) -> None:
    found = told(
        nlp, ("The Bar Association called on the government to open an investigation into the deaths.", "2024-03-04"),
        ("The Bar Association called on the government to launch an inquiry into the deaths.", "2024-03-05"),
    )
    assert len(entries(found, "demand")) == 1


@pytest.mark.parametrize(("text", "what"), [
    ("The African Union urged restraint, and the bloc said it would send mediators to Velo next week.", "urged restraint"),
    ("The governor imposed a curfew on Monday and appealed for calm.", "appealed for calm"),
])
def test_what_is_asked_stops_where_its_clause_does(nlp: Language, text: str, what: str) -> None:
    assert what in [w for w, _ in entries(told(nlp, (text, "2024-03-04")), "demand")]


@pytest.mark.parametrize(("asked", "answer", "state"), [
    ("The miners demanded that the government repeal the law.", "Lawmakers repealed the law by 97 votes to 34.", "met"),
    ("The union demanded early elections. The government dismissed the demand.", "", "refused"),
    ("The opposition asked the High Court to annul the result.", "The High Court dismissed the petition.", "refused"),
    ("The miners demanded that the government repeal the law.", "The High Court rejected calls to free the editor.", "open"),
])
def test_what_became_of_a_demand(nlp: Language, asked: str, answer: str, state: str) -> None:
    texts = [(asked, "2024-03-04"), *([(answer, "2024-03-08")] if answer else [])]
    assert state in [s for _, s in entries(told(nlp, *texts), "demand")]


@pytest.mark.parametrize("text", [
    "The federation will return to the talks only if the army pulls out of Velo.",
    "“Nobody should mistake patience for weakness,” the envoy said.",
    "The fire brigade arrived an hour later.",
])
def test_what_is_no_entry(nlp: Language, text: str) -> None:
    found = told(nlp, (text, "2024-03-04"))
    assert not [e for e in found.ledger if e.from_ in {("army",), ("fire brigade",)} or "Nobody" in e.to or "Nobody" in e.what]


@pytest.mark.parametrize(("one", "two", "shown"), [
    ("Ghana Tano Odo", "Tano Odo", "Tano Odo"),
    ("Loser Ilya Marent", "Ilya Marent", "Ilya Marent"),
])
def test_a_word_too_many_before_a_name(one: str, two: str, shown: str) -> None:
    found = entities([claim_of(one), claim_of(two)])
    assert {found.name(Mention(n, 0, 1, n)) for n in (one, two)} == {shown}


def test_a_threat_before_its_cue_is_told_by_its_own_words(nlp: Language) -> None:
    record = told(nlp, ('"Our fighters will burn the depot," warned Ilan Moreau, the leader of the gang.', "2024-03-06"))
    assert [e.what for e in record.ledger if e.kind == "threat"] == ["Our fighters will burn the depot"]


def test_who_is_toppled_is_under_no_measure_and_what_is_sought_is_no_promise(nlp: Language) -> None:
    record = told(
        nlp, ("Protesters toppled President Adan Mora on Tuesday. The minister sacked the police chief.", "2024-03-06"),
        ("He has sought to improve relations with the United States.", "2024-03-06"),
    )
    assert [e.what for e in record.ledger if "toppled" in e.what] == []
    assert not [e for e in record.ledger if e.kind == "commitment"]


# ---------------------------------------------------------------- counts set against one another
@pytest.mark.parametrize("text", [
    "The health ministry has raised its toll from eight dead to 15 dead.",
    "The League has raised its death toll to 15, up from eight on Sunday.",
])
def test_a_toll_that_is_raised_is_an_update_though_nothing_says_of_what(nlp: Language, text: str) -> None:
    record = told(nlp, (text, "2024-03-08"))
    assert ("number", "update") in kinds(record)
    assert any({v[:2].strip() for v in values} == {"8", "15"} for values in sides(record, "number"))


def test_two_sources_side_by_side_disagree(nlp: Language) -> None:
    text = "The United Nations says that 15 people were killed in Karsa. The government said that five people were killed."
    assert any({v.split()[0] for v in values} == {"5", "15"} for values in sides(told(nlp, (text, "2024-03-08")), "number"))


def test_who_puts_them_at_another_number_counts_the_same(nlp: Language) -> None:
    text = "The union's secretary, Justa Flores, said that 2,100 guards followed the call; the Ministry of Government put them at 900."
    assert any({v.split()[0] for v in values} == {"900", "2100"} for values in sides(told(nlp, (text, "2024-03-08")), "number"))


def test_how_far_a_count_is_from_another_is_told_with_who_gives_that_one(nlp: Language) -> None:
    first = "The government said that 11 people were killed in Karsa on Monday."
    text = "The morgue has counted 14 dead, three more than the government admits."
    found = [values for values in sides(told(nlp, (first, "2024-03-05"), (text, "2024-03-08")), "number") if any("more than" in v for v in values)]
    assert len(found) == 1
    assert {v.split()[0] for v in found[0]} == {"11", "14"}


def test_each_report_counts_the_fishermen_once(nlp: Language) -> None:
    one = "Two fishermen were killed when their boat sank off Belo."
    two = "Officials said on Thursday that patrol boats attacked the fleet. Seventeen fishermen were killed."
    assert any({v.split()[0] for v in values} == {"2", "17"} for values in sides(told(nlp, (one, "2024-03-05"), (two, "2024-03-07")), "number"))


def test_counts_of_two_days_are_of_two_things(nlp: Language) -> None:
    one = "Two fishermen were killed when soldiers shot at a boat on Monday."
    two = "Marines opened fire on a trawler on Thursday and killed five fishermen."
    assert not sides(told(nlp, (one, "2024-03-05"), (two, "2024-03-08")), "number")


def test_the_crew_as_a_whole_is_counted_once(nlp: Language) -> None:
    one = "Rebels seized the tanker and its 23 crew on Monday."
    two = "The 22 members of the crew are in good health. Two of the sailors are Greek."
    found = sides(told(nlp, (one, "2024-03-05"), (two, "2024-03-07")), "number")
    assert [{v for v in values if v.endswith("crew")} for values in found] == [{"22 crew", "23 crew"}]


def test_of_two_ships_that_collide_one_hit_the_other(nlp: Language) -> None:
    one = "The ministry said the tanker had struck one of its patrol boats late on Monday, injuring three sailors."
    two = "A patrol boat rammed the tanker late on Monday, injuring three sailors."
    assert ("role", "conflict") in kinds(told(nlp, (one, "2024-03-05"), (two, "2024-03-06")))


def test_who_denies_a_deed_tells_what_was_done_instead(nlp: Language) -> None:
    text = ("Narvan aircraft bombed the hospital in Karsa on Monday. Narva's military denied that its aircraft had bombed the hospital "
            "and said a rocket launched by the rebels had hit it.")
    record = told(nlp, (text, "2024-03-05"))
    (denial,) = [d for d in record.disagreements if d.kind == "denial"]
    words = {getattr(record.claims[c].actor, "text", "") for c in denial.sides[1].claims}
    assert any("rebels" in w for w in words)


def test_two_means_of_the_police_are_denied_by_one(nlp: Language) -> None:
    text = ("Riot police fired tear gas and then live rounds at marchers in Karsa on Monday. "
            "The Interior Ministry denied that its men had used live ammunition.")
    (denial,) = [d for d in told(nlp, (text, "2024-03-05")).disagreements if d.kind == "denial"]
    assert "tear gas" in denial.sides[0].value


@pytest.mark.parametrize(("one", "two", "kind"), [
    ("Twelve students were arrested at the university on Monday, the rector said.",
     "The students' union says that 12 students were abducted from the university on Monday by men in plain clothes.", "definition"),
    ("At least 30 people drowned when a boat capsized off Karsa on Monday, the coast guard said.",
     "The United Nations said on Wednesday that 52 people had died in the sinking of a boat off Karsa on Monday.", "number"),
    ("Soldiers burned 40 houses in the village of Arvo on Tuesday, residents said.",
     "Rebels set fire to 40 houses in Arvo on Tuesday, the army said.", "role"),
    ("The army said the rebels fired first in Arvo. A rebel spokesman said soldiers had opened fire first.", "", "role"),
    ("Lomar accused Narva of shelling a school in Arvo. Narva called the accusation a lie.", "", "denial"),
    ("The opposition accused the ministry of hiding bodies. The ministry rejected the allegations as baseless.", "", "denial"),
])
def test_two_accounts_of_one_thing_disagree(nlp: Language, one: str, two: str, kind: str) -> None:
    record = told(nlp, *((text, day) for text, day in ((one, "2024-03-05"), (two, "2024-03-07")) if text))
    assert kind in {k for k, _ in kinds(record)}


def test_who_is_not_accused_puts_no_accusation_aside(nlp: Language) -> None:
    text = "The union accused the police of torturing strikers. The mayor welcomed the report. The bank rejected the claims."
    assert "denial" not in {k for k, _ in kinds(told(nlp, (text, "2024-03-05")))}


# ---------------------------------------------------------------- the ledger: what is threatened, promised and kept
@pytest.mark.parametrize(("text", "words"), [
    ("The police ordered all residents to hand in their guns. Those who fail to comply will be prosecuted.", "prosecuted"),
    ("“If there is still one rifle in the terminal on Tuesday, we walk out again,” said Ilya Marent, the dockers' leader.", "walk out"),
    ("Whoever obstructs the road to the port will be removed by force.", "obstructs the road"),
])
def test_a_threat_needs_no_word_for_it(nlp: Language, text: str, words: str) -> None:
    assert any(words in what for what, _ in entries(told(nlp, (text, "2024-03-05")), "threat"))


@pytest.mark.parametrize(("promised", "done", "state"), [
    ("The troops will leave the terminal on Thursday.", "The troops have withdrawn from the terminal.", "done"),
    ("The two parties agreed to exchange their prisoners.", "The Red Brigades handed over two prisoners on Friday.", "done"),
    ("The troops will leave the terminal on Thursday.", "The mayor opened the market.", "open"),
])
def test_a_promise_told_as_an_act_is_kept_by_it(nlp: Language, promised: str, done: str, state: str) -> None:
    record = told(nlp, (promised, "2024-03-05"), (done, "2024-03-09"))
    assert state in {s for _, s in entries(record, "commitment")}


@pytest.mark.parametrize(("asked", "answer", "state"), [
    ("The government asked the Eastern Standby Force to send troops.", "The first soldiers of the Eastern Standby Force arrived in Karsa on Friday.", "met"),
    ("Eritrea demanded that Greece release the freighter Dahlak Star.", "A court in Piraeus lifted the detention of the Dahlak Star on Friday.", "met"),
    ("In parliament the opposition asked for the annulment of the decree, but the motion was rejected by 79 votes to 66.", "The market was full.", "refused"),
])
def test_others_may_answer_for_the_one_who_was_asked(nlp: Language, asked: str, answer: str, state: str) -> None:
    record = told(nlp, (asked, "2024-03-05"), (answer, "2024-03-09"))
    assert state in {s for _, s in entries(record, "demand")}


@pytest.mark.parametrize(("first", "then", "kind", "state"), [
    ("The teachers will go on strike on Monday unless they are paid, their union warned.", "The teachers went on strike across the country.", "threat", "carried_out"),
    ("The teachers will go on strike on Monday unless they are paid, their union warned.", "The dockers went on strike across the country.", "threat", "open"),
    ("The UN Security Council called for an immediate ceasefire on Monday.", "The army and the rebels agreed to a ceasefire on Thursday.", "demand", "met"),
    ("The rebels offered to release 20 prisoners in exchange for food.", "The government turned down the rebels' offer.", "commitment", "refused"),
])
def test_what_became_of_it_in_a_later_report(nlp: Language, first: str, then: str, kind: str, state: str) -> None:
    record = told(nlp, (first, "2024-03-05"), (then, "2024-03-12"))
    assert [s for _, s in entries(record, kind)] == [state]


def test_what_a_deal_binds_to_is_promised(nlp: Language) -> None:
    record = told(nlp, ("Under the deal reached on Friday the two armies must withdraw their howitzers from the border.", "2024-03-09"))
    assert any("howitzers" in what for what, _ in entries(record, "commitment"))


def test_a_party_is_shown_with_the_word_that_stands_for_it(nlp: Language) -> None:
    record = told(nlp, ("France and Germany met. Paris urged Berlin to open the border.", "2024-03-05"))
    (demand,) = [e for e in record.ledger if e.kind == "demand"]
    assert (demand.from_, demand.to) == (("France (Paris)",), ("Germany (Berlin)",))


def test_points_of_a_list_are_of_who_issued_it(nlp: Language) -> None:
    text = "OFFICE OF THE OMBUDSMAN\nPRESS RELEASE 7\n\nThe Office:\n\nCalls on the police to release the detained minors."
    record = told(nlp, (text, "2024-03-05"))
    assert [e.kind for e in record.ledger] == ["demand"]
