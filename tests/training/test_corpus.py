"""The corpus tools: what is wrong with an item is said, what is right passes, and agreement counts what it says."""

from __future__ import annotations

import copy
import json
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

from recension.model import EventType

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from training.corpus import validate as v  # noqa: E402

TEXT = "Rebels shelled the market on Tuesday, and the army blamed them, residents said."


def span(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "start": TEXT.index(text), **more}


def event(verb: str = "shelled", **more: Any) -> dict[str, Any]:
    return {
        "trigger": span(verb), "type": "ASSAULT", "mode": "heavy-weapons", "status": "asserted", "attempted": False,
        "actors": [span("Rebels")], "recipients": [span("market")], "speaker": span("residents"), "instrument": None,
        "time": span("Tuesday"), "place": None, "two_sided": False, "optional": False, **more,
    }  # fmt: skip


def item(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": "w1-0001", "style": "wire", "region": "Sahel", "kind": "event" if events else "none", "trap": None,
        "text": TEXT, "events": list(events), **more,
    }  # fmt: skip


def file(folder: Path, *items: dict[str, Any], name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in items), encoding="utf-8")
    return path


def without(value: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: x for k, x in value.items() if k != key}


def test_types_and_statuses_are_those_of_the_package() -> None:
    assert set(v.MODES) == set(typing.get_args(EventType))


@pytest.mark.parametrize("mode", [f"{kind} {mode}" for kind, modes in v.MODES.items() for mode in modes])
def test_the_guideline_names_every_mode(mode: str) -> None:
    kind, _, name = mode.partition(" ")
    (row,) = [
        line for line in (ROOT / "docs/annotation.md").read_text("utf-8").splitlines() if line.startswith(f"| {kind} |")
    ]
    assert f"`{name}`" in row


def test_the_guidelines_own_item_is_valid() -> None:
    page = (ROOT / "docs/annotation.md").read_text("utf-8")
    example = json.loads(page.partition("```json\n")[2].partition("```")[0])
    assert list(v.item_problems(example)) == []


RIGHT = {
    "plain": item(event()),
    "none": item(),
    "none with a trap": item(trap="metaphor"),
    "alternatives": item(
        event(type_or=["COERCE"], mode_or=["destroy", "seize", None], status_or=["historical"], actor_or=["army", None])
    ),
    "pronoun": item(
        event("blamed", type="ACCUSE", mode="allege", actors=[span("army")], recipients=[span("them", name="Rebels")])
    ),
    "chain": item(event(attribution=[span("residents"), span("army")])),
    "two-sided": item(event(two_sided=True, recipients=[])),
    "one trigger, two speakers": item(event(), event(speaker=None)),
}


@pytest.mark.parametrize("given", RIGHT.values(), ids=RIGHT.keys())
def test_right_items_pass(given: dict[str, Any]) -> None:
    assert list(v.item_problems(given)) == []


WRONG = [
    (without(item(event()), "style"), "missing: style"),
    (item(event(), note="x"), "unknown: note"),
    (item(event(), style="blog"), "style is 'blog'"),
    (item(event(), trap="none"), "trap is 'none'"),
    (item(event(), id="0001"), "id '0001'"),
    (item(event(), region=" "), "region must be words"),
    (item(event(), kind="none"), "kind is 'none', but there are 1 events"),
    (item(kind="event"), "kind is 'event', but there are 0 events"),
    (item() | {"events": None}, "events must be a list"),
    (item(event(), event()), "two events share"),
    (item("shelled"), "an event is an object"),  # type: ignore[arg-type]
    (item(without(event(), "optional")), "missing: optional"),
    (item(event(sure=True)), "unknown: sure"),
    (item(event(type="ATTACK")), "type is 'ATTACK'"),
    (item(event(type=["ASSAULT"])), "type is ['ASSAULT']"),
    (item(event(status="planned")), "status is 'planned'"),
    (item(event(mode="arrest")), "ASSAULT has no mode 'arrest'"),
    (item(event(type="AGREE")), "AGREE has no mode 'heavy-weapons'"),
    (item(event(mode_or=["arrest"])), "mode_or: ASSAULT has no mode 'arrest'"),
    (item(event(mode_or=[["arrest"]])), "mode_or: ASSAULT has no mode"),
    (item(event(type_or=["ASSAULT"])), "type_or: 'ASSAULT' is no other type"),
    (item(event(type_or=[])), "type_or must be a list of other"),
    (item(event(status_or=["asserted"])), "status_or: 'asserted' is no other status"),
    (item(event(actor_or=["navy"])), "actor_or: 'navy' is no run"),
    (item(event(attempted="no")), "attempted must be true or false"),
    (item(event(trigger=None)), "a span is an object"),
    (item(event(trigger={"text": "shelled"})), "missing: start"),
    (item(event(trigger={"text": "shelled", "start": 8})), "it stands at 7"),
    (item(event(trigger={"text": "bombed", "start": 7})), "the text has 'shelle' there"),
    (item(event(trigger={"text": "shelled", "start": -72})), "start a number"),
    (item(event(trigger={"text": "shelled ", "start": 7})), "space at its edge"),
    (item(event(trigger={"text": "shell", "start": 7})), "cuts a word"),
    (item(event(trigger=span("shelled", end=3))), "end is 3, not 14"),
    (item(event(trigger=span(TEXT[:-1]))), "is long"),
    (item(event(actors=span("Rebels"))), "actors must be a list"),
    (item(event(recipients=[span("the market")])), "begins with an article"),
    (item(event(speaker=span("the army"))), "begins with an article"),
    (item(event(actors=[span("them", name="")])), "name must be words"),
    (item(event(two_sided=True, actors=[])), "a two-sided event needs actors"),
]


@pytest.mark.parametrize(("given", "said"), WRONG, ids=[said for _, said in WRONG])
def test_wrong_items_are_told(given: dict[str, Any], said: str) -> None:
    assert said in "\n".join(v.item_problems(given))


def test_a_possessive_mark_is_told_and_a_name_may_keep_its_article() -> None:
    text = "The Hague freed Norland's envoy."
    told = list(v.party_problems({"text": "Norland's", "start": 16}, text))
    assert told == ['party "Norland\'s" ends with a possessive mark']
    assert list(v.party_problems({"text": "The Hague", "start": 0}, text)) == []


def test_ids_and_texts_are_unique_over_all_files(tmp_path: Path) -> None:
    first = file(tmp_path, item(event()))
    second = file(tmp_path, item(event(), text=TEXT), item(event(), id="w1-2"), name="b.jsonl")
    told = list(v.problems(v.read([first, second])))
    assert told == [
        f"{second}:1: the same id as {first}:1",
        f"{second}:1: the same text as {first}:1",
        f"{second}:2: the same text as {first}:1",
    ]


def test_lines_that_are_no_item_are_told_with_their_place() -> None:
    lines = v.parse('\n{"id": \n[1]\n', "a.jsonl")
    assert [line.at for line in lines] == ["a.jsonl:2", "a.jsonl:3"]
    assert "no JSON" in lines[0].problem
    assert lines[1].problem == "an item is a JSON object"


def test_a_line_separator_in_a_text_is_no_end_of_line() -> None:
    assert len(v.parse(json.dumps(item(text="One\u2028two"), ensure_ascii=False) + "\n", "a.jsonl")) == 1


def test_the_command_prints_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, item(event()), item(id="w2-0001", text="Shares fell.", trap="market"))
    assert v.main([str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 items, 1 events\n")
    for row in (
        "1  w1",
        "1  w2",
        "1  ASSAULT heavy-weapons",
        "1  market",
        "1  None",
        "1  asserted",
        "2  Sahel",
        "1  speaker",
    ):
        assert row in out


def test_the_command_fails_where_something_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, item(event(mode="arrest")))
    assert v.main([str(path), str(tmp_path / "no.jsonl")]) == 1
    err = capsys.readouterr().err
    assert f"{path}:1: event 1: ASSAULT has no mode 'arrest'" in err
    assert "no.jsonl: no such file" in err


def test_counts_go_between_their_marks() -> None:
    page = f"# Card\n{v.BEGIN}\nold\n{v.END}\nmore\n"
    block = v.markdown([item(event())])
    assert v.fill(page, block) == f"# Card\n{v.BEGIN}\n{block}\n{v.END}\nmore\n"
    assert v.fill(v.fill(page, "x"), block) == v.fill(page, block)
    with pytest.raises(ValueError, match="the page has no"):
        v.fill("# Card\n", block)


def test_the_readme_can_take_the_counts() -> None:
    assert v.fill((v.HERE / "README.md").read_text("utf-8"), "counted")


# ---------------------------------------------------------------- agreement
@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("a", "a")], None),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert v.kappa(pairs) == (None if expected is None else pytest.approx(expected))


ACCUSED = event("blamed", type="ACCUSE", mode="allege", actors=[span("army")], recipients=[span("them", name="Rebels")])


@pytest.mark.parametrize(
    ("a", "b", "pairs", "f1"),
    [
        ([event(), ACCUSED], [event(), ACCUSED], 2, 1.0),
        ([event(), ACCUSED], [event()], 1, 2 / 3),
        ([event(), ACCUSED | {"optional": True}], [event()], 1, 1.0),
        ([event(trigger=span("shelled the market"))], [event()], 1, 1.0),
        ([], [], 0, 1.0),
        ([event()], [ACCUSED], 0, 0.0),
        ([event(), event(speaker=None)], [event(speaker=None), event()], 2, 1.0),
    ],
)
def test_triggers_match_one_to_one(a: list[dict[str, Any]], b: list[dict[str, Any]], pairs: int, f1: float) -> None:
    found = v.agreement([item(*a)], [item(*b)])
    assert (found.items, found.pairs, found.trigger_f1) == (1, pairs, pytest.approx(f1))
    if a and len(a) == len(b) == pairs:
        assert found.same["speaker"] == pairs


@pytest.mark.parametrize(
    ("change", "field", "same", "accepted"),
    [
        ({}, "type", True, True),
        ({"type": "COERCE", "mode": "seize"}, "type", False, False),
        ({"type": "COERCE", "mode": "seize", "type_or": ["ASSAULT"]}, "type", False, True),
        ({"mode": None}, "mode", False, False),
        ({"mode": None, "mode_or": ["heavy-weapons"]}, "mode", False, True),
        ({"status": "historical"}, "status", False, False),
        ({"attempted": True}, "attempted", False, False),
        ({"actors": []}, "actor", False, False),
        ({"actors": [], "actor_or": ["Rebels"]}, "actor", False, True),
        ({"actors": [span("them", name="Rebels")]}, "actor", False, True),
        ({"actors": [span("Rebels"), span("army")]}, "actor", False, False),
        ({"recipients": [span("market on")]}, "recipient", False, True),
        ({"speaker": None}, "speaker", False, False),
        ({"speaker": None, "speaker_or": ["residents"]}, "speaker", False, True),
    ],
)
def test_fields_of_a_pair(change: dict[str, Any], field: str, same: bool, accepted: bool) -> None:
    for a, b in ((event(), event(**change)), (event(**change), event())):
        found = v.agreement([item(copy.deepcopy(a))], [item(b)])
        assert (bool(found.same[field]), bool(found.accepted[field])) == (same, accepted)


def test_items_of_other_words_are_left_out() -> None:
    assert v.agreement([item(event())], [item(event(), text=TEXT + " ")]).items == 0


def test_the_command_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a = file(tmp_path, item(event(), ACCUSED))
    b = file(tmp_path, item(event(status="negated"), ACCUSED), name="b.jsonl")
    assert v.main(["--agreement", str(a), str(b)]) == 0
    out = capsys.readouterr().out
    assert "1 items in both, 2 events matched, 0 only in A, 0 only in B\ntrigger F1 1.000\n" in out
    assert [line.split() for line in out.splitlines() if line.startswith(("type", "status"))] == [
        ["type", "1.000", "1.000", "1.000"],
        ["status", "0.500", "0.500", "0.000"],
    ]


def test_the_command_compares_nothing_without_common_items(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = file(tmp_path, item(event())), file(tmp_path, item(event(), id="w2-1"), name="b.jsonl")
    assert v.main(["--agreement", str(a), str(b)]) == 1
    assert "no item in common" in capsys.readouterr().err
