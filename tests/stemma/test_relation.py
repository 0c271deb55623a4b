"""Pairs of reports: what one made of the other, which was first, what changed."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.model import Report
from recension.stemma import compare
from recension.stemma.relation import edge

from .texts import AFFAIR_ONE, QUOTING_ONE, QUOTING_TWO, SIEGE, SIEGE_AGAIN, SIEGE_ELSEWHERE, STORY, report


def changed(old: str, new: str, text: str = STORY) -> str:
    assert old in text
    return text.replace(old, new)


PARAGRAPHS = STORY.split("\n\n")
REWRITTEN = """At least 14 people died and 27 were hurt when rebels shelled the crowded market of Tessarit on Monday, according to the governor of the region.

Two residents told by phone how soldiers opened fire on rebels trying to cross the Oumar bridge.

Deliveries of the World Food Programme to the town, home to about 9,000 families in tents after the March floods, are suspended.

The governor, Salif Banou, wants the government in Kidana to send one more battalion, and the airstrip reopened before the rains."""
TRANSLATED = """The rebels have bombarded this Monday the market of Tessarit, leaving 14 persons dead and 27 wounded, has affirmed the governor of the region.

The soldiers shot against the rebels who intended to cross the bridge of Oumar, told two residents by phone. The army has not used helicopters.

The World Food Programme suspended the deliveries to the town, where near 9,000 families live in tents from the floods of March.

The governor Salif Banou has asked to the government of Kidana the sending of other battalion and the reopening of the airstrip before the rains."""


@pytest.mark.parametrize(
    ("a", "b", "relation", "source"),
    [
        (report(STORY, "a", day="2024-05-06"), report(STORY, "b", day="2024-05-07"), "copy", "a"),
        (report(STORY, "a", day="2024-05-08"), report(STORY, "b", day="2024-05-07"), "copy", "b"),
        (report(STORY, "a"), report(STORY, "b"), "copy", None),
        (report(STORY, "a", tail="Subscribe to our letter today"), report(STORY, "b", day="2019-01-01", doubtful=True),
         "copy", None),
        (report(STORY, "a", day="2024-05-06"), report(STORY, "b", day="2019-01-01", doubtful=True), "copy", None),
        (report(STORY, "a", outlet="Reuters"), report(STORY, "b", outlet="Coast Mail", wire="Reuters"), "copy", "a"),
        (report(STORY, "a"), report("\n\n".join(PARAGRAPHS[:3]) + " …", "b"), "partial_copy", "a"),
        (report(STORY, "a", day="2024-05-06"), report(changed("14 people", "41 people"), "b", day="2024-05-07"), "copy", "a"),
        (report(STORY, "a", day="2024-05-06"), report(REWRITTEN, "b", day="2024-05-07"), "rewrite", "a"),
        (report(STORY, "a", translated=False), report(TRANSLATED, "b", translated=True), "translation", "a"),
        (report(STORY, "a"), report(AFFAIR_ONE, "b"), "independent", None),
        (report(QUOTING_ONE, "a"), report(QUOTING_TWO, "b"), "independent", None),
        (report(SIEGE, "a", day="2025-01-25"), report(SIEGE_ELSEWHERE, "b", day="2025-01-26"), "independent", None),
        (report(SIEGE, "a", translated=False), report(SIEGE_ELSEWHERE, "b", translated=True), "independent", None),
        (report(SIEGE, "a", day="2025-01-25"), report(SIEGE_AGAIN, "b", day="2025-01-26"), "rewrite", "a"),
        (report(SIEGE_AGAIN, "a"), report(SIEGE_ELSEWHERE, "b"), "independent", None),
        (report("", "a"), report("", "b"), "independent", None),
        (report(STORY, "a"), report("Rain.", "b"), "independent", None),
    ],
)
def test_relation_and_source(a: Report, b: Report, relation: str, source: str | None) -> None:
    wanted = {"a": a.id, "b": b.id, None: None}[source]
    for found in (compare(a, b), compare(b, a)):
        assert (found.relation, found.source) == (relation, wanted), found.why
    made = edge(compare(a, b))
    assert (made is None) == (relation == "independent")
    if made is not None and source:
        assert made.from_ == wanted
        assert made.directed
        assert made.why


def test_a_doubtful_date_weighs_against_its_report_but_does_not_decide_alone() -> None:
    clone = report(STORY, "b", day="2019-01-01", doubtful=True, tail="Current:Home > My")
    dated = report(STORY + "\n\n(Reporting by Ana Kell; Editing by Jo Marr)", "a", day="2024-05-06", wire="Reuters")
    assert compare(clone, dated).source == dated.id


@pytest.mark.parametrize(
    ("old", "new", "kind", "from_", "to"),
    [
        ("killing 14 people", "killing 41 people", "number", "14", "41"),
        ("killing 14 people", "killing forty-one people", "number", "14", "forty-one"),
        ("Tessarit on Monday", "Tessarit on Friday", "date", "Monday", "Friday"),
        ("in Kidana to send", "in Bamado to send", "place", "Kidana", "Bamado"),
        ("Colonel Idrissa Maro", "Colonel Oumar Sanga", "name", "Idrissa Maro", "Oumar Sanga"),
        ("The army did not use helicopters", "The army did use helicopters", "negation", "not", ""),
        ("Soldiers fired on rebels who", "Rebels fired on soldiers who", "role", "Soldiers", "Rebels"),
        ("another battalion", "a second battalion", "wording", "another", "a second"),
    ],
)
def test_what_changed(old: str, new: str, kind: str, from_: str, to: str) -> None:
    a, b = report(STORY, "a", day="2024-05-06"), report(changed(old, new), "b", day="2024-05-07")
    found = [v for p in compare(a, b).passages for v in p.variants]
    assert any(v.kind == kind and from_ in v.from_.text and to in v.to.text for v in found), found
    others = {v.kind for v in found} - {kind, "wording"}
    assert not others, found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("killing 14 people", "killing fourteen people"),
        ("Soldiers fired on rebels who tried", "Rebels were fired on by soldiers as they tried"),
        ("the regional governor said", "said the regional governor"),
    ],
)
def test_what_is_no_change_of_meaning(old: str, new: str) -> None:
    found = compare(report(STORY, "a"), report(changed(old, new), "b"))
    assert {v.kind for p in found.passages for v in p.variants} <= {"wording"}


def test_shares_leave_quoted_words_out() -> None:
    found = compare(report(QUOTING_ONE, "a"), report(QUOTING_TWO, "b"))
    assert found.passages
    assert found.share_a == found.share_b == 0


def test_boilerplate_never_counts() -> None:
    tail = "Related\n" + STORY
    found = compare(report(AFFAIR_ONE, "a", tail=tail), report(QUOTING_ONE, "b", tail=tail))
    assert found.relation == "independent"
    assert not found.passages


WORDS = st.lists(st.sampled_from(
    "the army police shot Kano Mali 14 nine not “ ” \" ' . , \n\n — said in by 3.5% … ’ ñ é 中 🙂 \u202e".split(" ")
), max_size=120).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, st.text(max_size=80))
def test_spans_are_slices_whatever_the_text(one: str, two: str, three: str) -> None:
    for left, right in ((one, two), (one + three + two, two + one), (three, three)):
        a, b = report(left, "a"), report(right, "b")
        found = compare(a, b)
        for p in found.passages:
            assert 0 <= p.from_[0] <= p.from_[1] <= len(a.text)
            assert 0 <= p.to[0] <= p.to[1] <= len(b.text)
            for v in p.variants:
                assert a.text[v.from_.start : v.from_.end] == v.from_.text
                assert b.text[v.to.start : v.to.end] == v.to.text
        assert 0 <= found.share_a <= 1
        assert 0 <= found.share_b <= 1


def test_turning_the_pair_round_turns_the_answer_round() -> None:
    a, b = report(STORY, "a"), report(changed("14 people", "41 people"), "b")
    one, other = compare(a, b), compare(b, a)
    assert one.passages == tuple(
        dataclasses.replace(p, from_=p.to, to=p.from_, variants=tuple(
            dataclasses.replace(v, from_=v.to, to=v.from_) for v in p.variants)) for p in other.passages)


def test_repetitive_text_stays_quick() -> None:
    a = report("again and again the same words come " * 4000, "a")
    b = report("and again the same words come back " * 4000, "b")
    assert compare(a, b).relation in ("independent", "copy", "partial_copy")
