"""Siblings, descendants, the source of a whole report; forms that are filled in anew; translations by their articles."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.model import Edge, Node, Relation, Stemma
from recension.stemma import compare, kinship, lookup
from recension.stemma.kinship import CLOSEST

from .test_retold import DAM, DAM_AGAIN, DAM_SEEN, pair
from .texts import report


def edge(source: str, to: str, relation: Relation, share: float = 0.9, *, directed: bool = True) -> Edge:
    return Edge(source, to, relation, directed, 0.9, share, (), ())


def made(*edges: Edge, latent: str = "") -> Stemma:
    names = sorted({name for e in edges for name in (e.from_, e.to)})
    nodes = tuple(Node(name, "latent" if name in latent else "report", name) for name in names)
    return Stemma(nodes, edges, ())


@pytest.mark.parametrize(
    ("tree", "relation", "derives"),
    [
        (made(edge("a", "x", "rewrite"), edge("a", "y", "copy")), "rewrite", None),
        (made(edge("a", "x", "rewrite"), edge("a", "y", "cites")), "cites", None),
        (made(edge("x", "m", "copy"), edge("m", "y", "partial_copy")), "partial_copy", "y"),
        (made(edge("x", "m", "copy", directed=False), edge("m", "y", "partial_copy")), "partial_copy", None),
        (made(edge("a", "x", "cites"), edge("a", "y", "cites"), edge("b", "x", "copy"), edge("b", "y", "translation")), "translation", None),
        (made(edge("a", "x", "copy"), edge("b", "y", "copy")), None, None),
        (made(edge("x", "m", "copy"), edge("y", "m", "copy")), None, None),
        (made(edge("a", "x", "cites"), edge("a", "y", "cites"), latent="a"), None, None),
    ],
)
def test_kinship(tree: Stemma, relation: str | None, derives: str | None) -> None:
    for found in (kinship(tree, "x", "y"), kinship(tree, "y", "x")):
        assert (found and found.relation, found and found.derives) == (relation, derives)


names = st.sampled_from("abcdef")


@given(st.lists(st.tuples(names, names, st.sampled_from(CLOSEST), st.booleans()).filter(lambda e: e[0] != e[1]), max_size=12))
def test_kinship_ends_and_is_the_same_both_ways(edges: list[tuple[str, str, Relation, bool]]) -> None:
    tree = made(*(edge(a, b, r, directed=d) for a, b, r, d in edges), edge("a", "b", "copy"))
    one, other = kinship(tree, "a", "b"), kinship(tree, "b", "a")
    assert one is not None
    assert other is not None
    assert one.relation == other.relation
    assert lookup(tree).rests_on("b") in set("abcdef")


def test_a_report_as_a_whole_rests_on_what_it_takes_most_from() -> None:
    tree = made(edge("a", "x", "cites", 0.2), edge("b", "x", "partial_copy", 0.3), edge("c", "b", "copy", 0.95), edge("l", "a", "cites"), latent="l")
    found = lookup(tree)
    assert [found.rests_on(one) for one in "xbca"] == ["c", "c", "c", "a"]
    assert found.main("x") == "x"


ATTACK = """{dead} watchmen were killed when a drone hit a grain store in the port of {place} shortly before {hour} a.m. on {day}, the regional administration said.

The drone was one of {sent} launched against the region during the night, of which {lost} were shot down, said Pavlo Hrynets, the head of the administration.

{rest}"""
ONE_NIGHT = ATTACK.format(dead="Two", place="Ostrivka", hour=2, day="Tuesday", sent=9, lost=7,
                          rest="Barley burned until noon, and ships were kept outside while firefighters cooled a tank of fuel beside the pier.")
NEXT_NIGHT = ATTACK.format(dead="Five", place="Maly Sarat", hour=3, day="Thursday", sent=14, lost=12,
                           rest="School buses stood still, and a mechanic was being operated on for burns at the hospital of the district.")


def test_a_form_filled_in_anew_is_no_copy() -> None:
    assert compare(*pair(ONE_NIGHT, NEXT_NIGHT)).relation == "independent"
    assert compare(*pair(ONE_NIGHT, ONE_NIGHT.replace("9 launched", "19 launched"))).relation == "copy"


def test_a_translation_is_known_by_its_articles() -> None:
    carried_over = (
        "The governor Pilar Quint says that in the early hours of the Sunday the wall of the basin of the waste of the mine burst above the Orvella "
        "and that the sludge took the 23 homes.\n\nUntil the midday the rescuers recovered the nine dead; the four lay in the home of the baker "
        "Anselm Rook. From the Tamber came the dogs by the helicopter.\n\nThe mine is of the Cadmet, which ended the work in the March because the "
        "inspector Joan Vey found the cracks of the 40 metres.\n\nThe lawyer of the Cadmet, Ruth Aldane, says that the firm had warned the province "
        "the two times; the province rejects it.\n\nThe 600 persons passed the night in the cathedral; during the month the water of the Orvella is "
        "not to be drunk, as the waterworks say."
    )
    found = compare(report(DAM, "a"), report(carried_over, "b"))
    assert found.relation == "translation"
    assert found.source == compare(*pair(DAM, carried_over)).a
    assert compare(*pair(DAM, DAM_AGAIN)).relation == "rewrite"


def test_news_of_the_police_proves_less() -> None:
    """What two stations make of one release follows one order, and shows no copy."""
    of_police = [re.sub(r"\.(\s|$)", r", police said.\1", text) for text in (DAM, DAM_AGAIN)]
    assert compare(*pair(DAM, DAM_AGAIN)).relation == "rewrite"
    assert compare(*pair(*of_police)).relation == "independent"
    assert compare(*pair(DAM, DAM_SEEN)).relation == "independent"
