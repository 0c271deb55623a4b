"""The scorer of the corpus of labelled events: what is one act, which parties are the same, what costs and what not."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recension.bench import TASKS, corpus, run
from recension.bench.corpus import (
    Happening,
    Label,
    Pair,
    Party,
    Tally,
    calibration_error,
    count,
    happenings,
    label_of,
    one_act,
    paired,
    parties_right,
    reliability,
    score,
    sides_right,
    summary,
)
from recension.model import Event, Mention, Span

TEXT = "Guards shot nine herders, the mayor said; the army launched an attack and held talks."
HERDERS, GUARDS, MAYOR = Party("herders"), Party("Guards"), Party("mayor")


def at(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "trigger": words}


def label(words: str = "shot", **more: Any) -> Label:
    known = {"types": ("ASSAULT",), "actors": (GUARDS,), "recipients": (HERDERS,), "speaker": MAYOR, "modes": ("firearms",)}
    return Label(**{**at(words), **known, **more})


def claim(words: str = "shot", **more: Any) -> Happening:
    known = {"type": "ASSAULT", "actors": (GUARDS,), "recipients": (HERDERS,), "speaker": MAYOR, "mode": "firearms"}
    return Happening(**{**at(words), **known, **more})


def counted(labels: list[Label], claims: list[Happening], **more: Any) -> dict[str, Any]:
    tally = Tally()
    count(tally, {"id": "t-1", "text": TEXT, "kind": "event" if labels else "none", "trap": None, **more}, labels, claims)
    return summary(tally)


# ---------------------------------------------------------------- fields
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, set()),
        ({"type": "COERCE"}, {"type"}),
        ({"status": "negated"}, {"status"}),
        ({"actors": ()}, {"actor"}),
        ({"actors": (GUARDS, MAYOR)}, {"actor"}),
        ({"recipients": (Party("them", "the nine herders"),)}, set()),
        ({"speaker": None}, {"speaker"}),
        ({"mode": None}, {"mode"}),
        ({"attempted": True}, {"attempted"}),
    ],
)
def test_fields(changed: dict[str, Any], wrong: set[str]) -> None:
    pair = Pair(label(), claim(**changed))
    assert {key for key, right in pair.right().items() if not right} == wrong
    assert pair.full() is not bool(wrong & {"type", "status", "actor", "recipient"})


def test_other_values_are_accepted() -> None:
    known = label(types=("COERCE", "ASSAULT"), statuses=("historical", "asserted"), actor_or=(None,), speaker_or=("army",))
    pair = Pair(known, claim(actors=(), speaker=Party("army")))
    assert pair.full()
    assert pair.right()["speaker"]


@pytest.mark.parametrize(
    ("claimed", "labelled", "others", "right"),
    [
        (["herders"], ["herders", "traders"], [], False),
        (["herders", "traders"], ["herders", "traders"], [], True),
        (["herders", "police"], ["herders"], [], False),
        (["market", "stallholders"], ["market"], ["stallholders"], True),
        (["stallholders"], ["market"], ["stallholders"], True),
        (["market", "police"], ["market"], ["stallholders"], False),
        ([], ["market"], ["stallholders"], False),
        ([], ["market"], ["stallholders", None], True),
        (["market"], [], [], False),
        (["market"], [], ["market"], True),
        ([], [], [], True),
    ],
)
def test_parties(claimed: list[str], labelled: list[str], others: list[str | None], right: bool) -> None:
    assert parties_right([Party(x) for x in claimed], [Party(x) for x in labelled], others) is right


@given(st.lists(st.sampled_from(["army", "rebels", "police"]), unique=True), st.lists(st.sampled_from(["mob", None])))
def test_what_is_labelled_is_right(names: list[str], others: list[str | None]) -> None:
    parties = [Party(name) for name in names]
    assert parties_right(parties, parties, others)


ARMY, REBELS = Party("army"), Party("rebels")


@pytest.mark.parametrize(
    ("actors", "recipients", "right"),
    [
        ((ARMY,), (REBELS,), (True, True)),
        ((REBELS,), (ARMY,), (True, True)),
        ((ARMY, REBELS), (), (True, True)),
        ((ARMY, REBELS), (ARMY, REBELS), (True, True)),
        ((ARMY,), (), (True, False)),
        ((REBELS,), (), (False, True)),
        ((ARMY,), (MAYOR,), (True, False)),
        ((), (), (False, False)),
    ],
)
def test_two_sides(actors: tuple[Party, ...], recipients: tuple[Party, ...], right: tuple[bool, bool]) -> None:
    split = label(two_sided=True, actors=(ARMY,), recipients=(REBELS,))
    told = claim(actors=actors, recipients=recipients)
    assert sum(sides_right(split, told)) == sum(right)
    together = label(two_sided=True, actors=(ARMY, REBELS), recipients=())
    assert all(sides_right(together, told)) is all(right)


def test_two_sides_with_others_accepted() -> None:
    swap = label(two_sided=True, actors=(ARMY, REBELS), recipients=(HERDERS,), recipient_or=(None,), actor_or=("sides",))
    assert all(sides_right(swap, claim(actors=(REBELS,), recipients=(ARMY,))))
    assert all(sides_right(swap, claim(actors=(ARMY, HERDERS), recipients=(REBELS,))))
    assert all(sides_right(swap, claim(actors=(Party("both sides"),), recipients=())))
    assert not all(sides_right(swap, claim(actors=(ARMY,), recipients=())))
    split = label(two_sided=True, actors=(ARMY,), recipients=(REBELS,), actor_or=("soldiers",))
    assert sides_right(split, claim(actors=(Party("soldiers"),), recipients=())) == (True, False)


def test_one_side_is_no_other_where_the_act_has_a_direction() -> None:
    one_way = label(actors=(ARMY,), recipients=(REBELS,))
    assert sides_right(one_way, claim(actors=(REBELS,), recipients=(ARMY,))) == (False, False)


# ---------------------------------------------------------------- pairing
@pytest.mark.parametrize(
    ("told", "changed", "same"),
    [
        ("launched", {}, True),
        ("launched", {"status": "negated"}, False),
        ("launched", {"type": "MOBILIZE"}, False),
        ("launched", {"verb": False}, False),
        ("held", {}, False),  # "and" opens another clause
        ("shot", {}, False),
    ],
)
def test_a_verb_and_its_noun_are_one_act(told: str, changed: dict[str, Any], same: bool) -> None:
    assert one_act(TEXT, label("attack", verb=False), claim(told, **changed)) is same


def test_pairs_are_one_to_one_and_the_better_first() -> None:
    negated, asserted = label(statuses=("negated",)), label()
    worse, better = claim(status="future"), claim()
    pairs = paired(TEXT, [negated, asserted], [worse, better])
    assert [(p.label, p.claim) for p in pairs] == [(asserted, better), (negated, worse)]
    assert paired(TEXT, [label()], [claim("talks")]) == []


def test_an_overlap_goes_before_a_noun_apart() -> None:
    noun = label("attack", verb=False)
    on_verb, on_noun = claim("launched"), claim("attack", status="future", verb=False)
    assert [p.claim for p in paired(TEXT, [noun], [on_verb, on_noun])] == [on_noun]


# ---------------------------------------------------------------- counting
@pytest.mark.parametrize(
    ("labels", "claims", "expected"),
    [
        ([label()], [claim()], {"precision": 1, "recall": 1, "f1_full": 1, "type": 1, "f1_ASSAULT": 1}),
        ([label()], [claim(status="future")], {"f1": 1, "f1_full": 0, "status": 0, "status_asserted": 0}),
        ([label()], [claim(type="COERCE")], {"f1": 0, "type": 0, "f1_ASSAULT": 0, "f1_COERCE": 0}),
        ([label()], [claim(), claim("talks")], {"precision": 0.5, "recall": 1}),
        ([label(), label("attack")], [claim()], {"precision": 1, "recall": 0.5, "f1": 0.6667}),
        ([label(), label("attack", optional=True)], [claim()], {"precision": 1, "recall": 1}),
        ([label(), label("attack", optional=True)], [claim(), claim("attack", status="future")], {"precision_full": 1}),
        ([label(), label("attack", optional=True)], [claim(), claim("attack", type="AID")], {"precision": 0.5}),
        ([label()], [claim(actors=(MAYOR,))], {"speaker_not_actor": 0}),
        ([label()], [claim()], {"speaker_not_actor": 1}),
        ([label(attempted=True)], [claim()], {"attempted": 0, "attempted_found": 0}),
    ],
)
def test_scores(labels: list[Label], claims: list[Happening], expected: dict[str, float]) -> None:
    scores = counted(labels, claims)["scores"]
    assert {name: scores[name] for name in expected} == expected


def test_a_type_without_modes_is_not_asked_for_one() -> None:
    assert "mode" not in counted([label(types=("AID",), modes=(None,))], [claim(type="AID", mode=None)])["scores"]


@pytest.mark.parametrize("claims", [[], [claim()]])
def test_items_without_events(claims: list[Happening]) -> None:
    result = counted([], claims, trap="sport")
    assert result["scores"]["none_false"] == result["scores"]["trap_false_sport"] == len(claims)
    assert len(result["alarms"]) == len(claims)
    assert "none_false" not in counted([label()], claims, trap="sport")["scores"]


def test_lines_say_what_is_wrong() -> None:
    result = counted([label(), label("attack")], [claim(status="future"), claim("talks", type="CONSULT")])
    assert [line.split(":")[0] for line in result["misses"]] == ["t-1 wrong status", "t-1 missing"]
    assert [line.split("]")[0] for line in result["alarms"]] == ["t-1 CONSULT [talks"]
    assert all(line.endswith(f"| {TEXT}") for line in result["misses"] + result["alarms"])


def test_calibration() -> None:
    certain = [(1.0, True), (0.95, True), (0.05, False)]
    assert reliability(certain) == [[0.05, 0.0, 1], [0.975, 1.0, 2]]
    assert calibration_error(reliability(certain)) == 0.0333
    assert calibration_error([]) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_bins_hold_every_claim(trust: list[tuple[float, bool]]) -> None:
    bins = reliability(trust)
    assert sum(size for _, _, size in bins) == len(trust)
    assert 0 <= calibration_error(bins) <= 1


# ---------------------------------------------------------------- reading both sides
def span(words: str) -> dict[str, Any]:
    return {"text": words, "start": TEXT.index(words)}


EVENT: dict[str, Any] = {
    "trigger": span("shot"), "type": "ASSAULT", "mode": "firearms", "status": "asserted", "attempted": False,
    "actors": [span("Guards")], "recipients": [span("herders")], "speaker": span("mayor"), "instrument": None,
    "time": None, "place": None, "two_sided": False, "optional": False,
}


def test_an_annotated_event_is_a_label() -> None:
    assert label_of(EVENT) == label()
    more = label_of({**EVENT, "type_or": ["COERCE"], "status_or": ["historical"], "mode_or": [None], "actor_or": [None]})
    assert (more.types, more.statuses) == (("ASSAULT", "COERCE"), ("asserted", "historical"))
    assert (more.modes, more.actor_or) == (("firearms", None), (None,))


@pytest.mark.parametrize(
    ("actors", "acts"),
    [([span("Guards")], False), ([span("mayor")], True), ([{**span("the"), "name": "mayor"}], True), ([], False)],
)
def test_a_speaker_may_act(actors: list[dict[str, Any]], acts: bool) -> None:
    assert label_of({**EVENT, "actors": actors}).speaker_acts is acts


def mention(words: str) -> Mention:
    return Mention(words, TEXT.index(words), TEXT.index(words) + len(words))


def event(**more: Any) -> Event:
    known = {"type": "ASSAULT", "mode": "firearms", "actor": mention("Guards"), "speaker": mention("mayor"), **more}
    return Event(
        report="r", id="e", happening="h", trigger=mention("shot"),
        span=Span(TEXT.index("shot"), TEXT.index("shot") + 4, "shot"), **known,
    )  # fmt: skip


def test_claims_of_one_trigger_are_one_happening() -> None:
    pair = [event(recipient=mention("herders")), event(recipient=mention("army"))]
    found = happenings(pair, {TEXT.index("shot")})
    assert found == [claim(recipients=(HERDERS, Party("army")))]
    assert len(happenings([*pair, event(status="negated")], set())) == 2
    assert dataclasses.replace(happenings(pair, set())[0], verb=True) == found[0]


def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy")
    import spacy

    items = [
        {"id": "t-1", "kind": "event", "trap": None, "text": TEXT, "events": [EVENT]},
        {"id": "t-2", "kind": "none", "trap": "sport", "text": "The striker shot wide.", "events": []},
    ]
    (tmp_path / "test.jsonl").write_text("\n".join(map(json.dumps, items)), encoding="utf-8")

    def told(doc: Any) -> list[Event]:
        return [event(recipient=mention("herders"))] if doc.text == TEXT else []

    monkeypatch.setattr("recension.claims.events.events", told)
    result = score(tmp_path, nlp=spacy.blank("en"))
    assert result["items"] == 2
    assert (result["scores"]["f1_full"], result["scores"]["none_false"]) == (1, 0)
    assert (result["missing"], result["misses"], result["alarms"]) == ([], [], [])
    assert result["reliability"] == [[0.5, 1.0, 1]]


def test_absent_files_are_named(tmp_path: Path) -> None:
    assert TASKS["events-corpus"] == "recension.bench.corpus:score"
    result = run("events-corpus", tmp_path)
    assert (result["items"], result["scores"]) == (0, {})
    assert result["missing"] == [f"{tmp_path / 'test.jsonl'}: no labelled items"]
    assert corpus.BINS == 10
