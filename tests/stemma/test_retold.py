"""Retellings, and what only looks like one; sources that are named; what changed in other words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.model import Report
from recension.stemma import compare, lookup, stemma
from recension.stemma.retold import NOTHING, respelled, retelling
from recension.stemma.words import read_words

from .texts import report

DAM = """ORVELLA - The retaining wall of a tailings pond gave way above Orvella before dawn on Sunday, and mud buried 23 houses, governor Pilar Quint said.

Nine bodies had been pulled out by noon, four of them from the house of a baker, Anselm Rook. Search dogs came from Tamber by helicopter.

The mine belongs to Cadmet, which stopped work there in March after an inspector, Joan Vey, found cracks 40 metres long.

Cadmet's lawyer, Ruth Aldane, said the company had warned the province twice. The province denied it.

Some 600 people spent the night in the cathedral. Water in Orvella will not be fit to drink for a month, the waterworks said."""

#: Told again by another newsroom: same order, all particulars, hardly a word in a row.
DAM_AGAIN = """Governor Pilar Quint says 23 homes vanished under sludge early Sunday, when a basin holding mining waste burst above Orvella.

Until midday rescuers recovered nine dead; four lay in the home of Anselm Rook, who baked the town's bread. Tamber flew in dogs to help with the search.

Cadmet owns the mine. It had halted operations in March, because the inspector Joan Vey discovered 40-metre cracks.

The firm alerted the province on two occasions, according to its lawyer Ruth Aldane; provincial officials reject that.

About 600 residents slept in the cathedral, and for a month nobody in Orvella should drink from the tap, the waterworks warned."""

#: The same affair by a reporter of one's own.
DAM_SEEN = """At the edge of the mud in Orvella a woman in pyjamas holds a cage with two canaries. Her street, she says, was called Lime Walk.

Nobody here waits for Cadmet any more. Men with shovels work in rows of ten, and a priest counts aloud; he has reached nine.

Governor Pilar Quint came at three, by then the helicopters from Tamber had left again. She shook hands and said that 23 houses were lost.

A retired miner, Bela Storck, had written letters since 2019. The answers fill a shoe box, he says; each of them thanks him."""

#: Back from another language: names heard by ear, words kept.
DAM_BACK = """ORVELA - The wall of containment of a pond of tailings above Orvela gave way before the dawn of Sunday, and the mud buried 23 houses, said the governor Pilar Kvint.

Nine bodies had been pulled out until noon, four from the house of the baker Anselm Ruk. Dogs of search came from Tamber in helicopter.

The mine belongs to Cadmet, that stopped the work there in March after the inspector Joan Vey found cracks of 40 metres.

The lawyer of Cadmet, Ruth Aldane, said that the company had warned two times the province. The province denied it.

Some 600 persons spent the night in the cathedral. The water in Orvela will not be fit to drink during a month, said the waterworks."""

STOCK = ("The island of Sarn has been divided since 1974, when troops landed in the south, and talks under the United Nations "
         "have failed four times. Some 1,100 peacekeepers patrol the line between the two halves.")


def pair(a: str, b: str, **fields: object) -> tuple[Report, Report]:
    return report(a, "a", day="2025-03-02"), report(b, "b", day="2025-03-03", **fields)


@pytest.mark.parametrize(
    ("other", "relation"),
    [(DAM_AGAIN, "rewrite"), (DAM_BACK, "translation"), (DAM_SEEN, "independent")],
)
def test_what_tells_again_and_what_does_not(other: str, relation: str) -> None:
    found = compare(*pair(DAM, other))
    assert found.relation == relation
    assert (found.source is None) == (relation == "independent")


def test_the_measures_of_a_retelling_are_the_same_both_ways() -> None:
    a, b = (read_words(r) for r in pair(DAM, DAM_AGAIN))
    one, other = retelling(a, b), retelling(b, a)
    assert (one.steady, one.particulars, one.respelled) == (other.steady, other.particulars, other.respelled)
    assert 0.5 <= one.sure <= 1.0


def test_too_little_to_tell() -> None:
    short = read_words(report("Nine died in Orvella. Cadmet owns the mine.", "a"))
    assert retelling(short, short) == NOTHING


@given(st.text(alphabet="abcAB .\n9é", max_size=200), st.text(alphabet="abcAB .\n9é", max_size=200))
@settings(max_examples=60, deadline=None)
def test_measures_stay_between_nothing_and_all(one: str, other: str) -> None:
    found = retelling(read_words(report(one, "a")), read_words(report(other, "b")))
    assert all(0.0 <= part <= 1.0 for part in (found.steady, found.particulars, found.kept, found.sure))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("orvella", "orvela", True), ("tursun", "tursan", True), ("quint", "kvint", False), ("rook", "root", True), ("vey", "vay", False)],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert respelled(one, other) is same


# ---------------------------------------------------------------- background, quotes at length
def test_the_same_background_is_no_copy() -> None:
    strike = ("Dockers in Port Ellin went on strike on Monday over a cut in night pay. Two ferries turned back, and the harbour board "
              "said that fruit would rot on the quay.\n\nThe union wants talks by Friday.\n\n")
    vote = ("The southern parliament voted by 31 to 19 for a new budget after a debate of nine hours. Teachers are to get four percent "
            "more.\n\nThe opposition left the chamber before the count.\n\n")
    found = compare(*pair(strike + STOCK, vote + STOCK))
    assert found.relation == "independent"
    assert "background" in found.why[0]


def test_what_is_quoted_at_length_from_a_report_is_copied() -> None:
    told = DAM.split("\n\n")[2] + " " + DAM.split("\n\n")[3]
    blog = f"I read this twice before I believed it.\n\n“{told}”\n\nTwice! I used to work for the province, and we had one telephone."
    assert compare(*pair(DAM, blog)).relation == "partial_copy"


# ---------------------------------------------------------------- sources by name
def test_an_outlet_among_the_reports_is_cited() -> None:
    source = report(DAM, "a", day="2025-03-02", outlet="The Orvella Bugle")
    cites = report(
        "Shares of Cadmet lost a fifth of their value on Monday.\n\nAccording to the Orvella Bugle, the inspector Joan Vey had found cracks "
        "in the wall, and the company had stopped work in March.\n\nBrokers in Tamber spoke of panic.", "b", day="2025-03-03", outlet="Money Daily",
    )
    assert [(e.from_, e.to, e.relation) for e in stemma([source, cites]).edges] == [(source.id, cites.id, "cites")]


def test_who_republishes_leans_on_the_first_publisher() -> None:
    one = report(f"{DAM}\n\nThis article was originally published by the Upland Review.", "a", outlet="Common Reader")
    two = report(f"Republished from the Upland Review.\n\n{DAM}", "b", outlet="The Week Again")
    made = stemma([one, two])
    assert [n.label for n in made.nodes if n.kind == "latent"] == ["Upland Review"]
    assert len(made.origins) == 1


def test_an_outlet_and_its_own_update_are_one_source() -> None:
    first = report(DAM, "a", day="2025-03-02", outlet="Orvella Bugle")
    later = report(
        "\n\n".join([*DAM.split("\n\n")[:2], "Police searched Cadmet's offices in the evening and took away eleven boxes, a clerk said.",
                     "The funeral of the baker's family is on Thursday. Schools stay closed until then, the mayor's office said."]),
        "b", day="2025-03-03", outlet="The Orvella Bugle",
    )
    made = stemma([first, later])
    assert lookup(made).main(later.id) == first.id


def test_a_merged_report_goes_with_what_it_begins_with() -> None:
    strike = """Dockers in Port Ellin went on strike on Monday over a cut in night pay, and two ferries turned back to the mainland.

Union secretary Dora Hamm said that nobody would lift a crate before the harbour board took back its letter of Friday."""
    a, b = report(DAM, "a", day="2025-03-02", outlet="Bugle"), report(strike, "b", day="2025-03-02", outlet="Ellin Post")
    both = report(f"{strike}\n\n" + "\n\n".join(DAM.split("\n\n")[:2]), "c", day="2025-03-03", outlet="Digest")
    assert lookup(stemma([a, b, both])).main(both.id) == b.id


@pytest.mark.parametrize(
    ("a", "b", "source"),
    [
        ({"address": "http://www.krvl12.example/story/1"}, {"address": "http://wfob.example/story/1"}, "a"),
        ({"address": "http://wfob.example/story/77120455"}, {"address": "http://wfob.example/story/77120391"}, "b"),
        ({"title": "UPDATE: Wall gives way"}, {"title": "Wall gives way"}, "b"),
        ({}, {}, None),
    ],
)
def test_signs_of_direction(a: dict[str, str], b: dict[str, str], source: str | None) -> None:
    text = DAM + "\n\nCopyright 2025 KRVL. All rights reserved." if "krvl" in a.get("address", "") else DAM
    one, other = report(text, "a", **a), report(text, "b", **b)
    assert compare(one, other).source == {"a": one.id, "b": other.id, None: None}[source]


def test_dates_far_apart_tell_no_direction() -> None:
    one, other = report(DAM, "a", day="2021-01-01"), report(DAM, "b", day="2025-03-02")
    assert compare(one, other).source is None


# ---------------------------------------------------------------- what changed
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("governor Pilar Quint", "bishop Pilar Quint", "role"),
        ("governor Pilar Quint", "cheerful Pilar Quint", "wording"),
        ("said the company had", "said the ministry had", "role"),
        ("above Orvella", "below Orvella", "place"),
        ("in March after", "in May after", "date"),
        ("Anselm Rook", "Anselm Roek", "name"),
    ],
)
def test_changes_of_a_copy(old: str, new: str, kind: str) -> None:
    assert old in DAM
    found = compare(*pair(DAM, DAM.replace(old, new)))
    assert [v.kind for p in found.passages for v in p.variants] == [kind]


def test_changes_of_a_retelling() -> None:
    found = compare(*pair(DAM, DAM_AGAIN.replace("23 homes", "32 homes").replace("Joan Vey", "Joan Day")))
    changed = {(v.kind, v.from_.text, v.to.text) for p in found.passages for v in p.variants}
    assert changed == {("number", "23", "32"), ("name", "Vey", "Day")}


def test_changes_of_a_translation() -> None:
    found = compare(*pair(DAM, DAM_BACK))
    kinds = {(v.kind, v.from_.text, v.to.text) for p in found.passages for v in p.variants}
    assert ("place", "Orvella", "Orvela") in kinds
    assert not any(kind == "number" for kind, _, _ in kinds)
