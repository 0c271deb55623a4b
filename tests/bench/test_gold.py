"""The scorers of labelled passages: what is right counts, what is wrong shows, what is optional costs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recension.bench import TASKS, run
from recension.bench.gold import (
    Item,
    Tally,
    compare,
    covers_event,
    covers_quote,
    covers_time,
    event_words,
    meets_event,
    meets_figure,
    meets_quote,
    meets_time,
    score_reading,
)
from recension.model import Event, Figure, Mention, Quote, Span, Time

TEXT = "Guards shot nine herders on Monday, Sall said: “They fled.”"


def mention(text: str, name: str | None = None) -> Mention:
    start = TEXT.index(text)
    return Mention(text, start, start + len(text), name)


def span(text: str) -> Span:
    return Span(TEXT.index(text), TEXT.index(text) + len(text), text)


def event(**more: Any) -> Event:
    given = {"actor": mention("Guards"), "recipient": mention("herders"), "type": "ASSAULT", "trigger": mention("shot"), **more}
    return Event(report="r", id="e", happening="h", span=span("shot"), **given)


EVENT = {"type": "ASSAULT", "actor": "Guards", "recipient": "nine herders", "status": "asserted", "speaker": "Sall", "trigger": "shot"}
FIGURE = {
    "indicator": "killed", "who": "herders", "low": 9, "best": 9, "high": 9, "bound": "exact", "span": "nine",
    "negated": False, "status": "asserted",
}


def item(*labels: dict[str, Any]) -> Item:
    return Item("x1", TEXT, list(labels), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "covers", "meets"),
    [
        ({}, True, True),
        ({"actor": None}, True, False),
        ({"actor": Mention("who", 0, 0, "the guards")}, True, True),
        ({"recipient": mention("Sall")}, True, False),
        ({"status": "negated"}, True, False),
        ({"type": "COERCE"}, False, False),
        ({"trigger": mention("fled")}, False, False),
    ],
)
def test_events(changed: dict[str, Any], covers: bool, meets: bool) -> None:
    claim = event(**changed)
    assert covers_event(item(), claim, EVENT) is covers
    assert meets_event(item(), claim, EVENT) is meets


def test_other_values_are_accepted_where_the_label_says_so() -> None:
    label = {**EVENT, "type": "COERCE", "type_or": ["ASSAULT"], "actor_or": [None]}
    assert meets_event(item(), event(actor=None), label)
    assert not meets_event(item(), event(attempted=False), {**label, "attempted": True})
    assert meets_event(item(), event(attempted=True), {**label, "attempted": True})


@pytest.mark.parametrize(
    ("changed", "meets"),
    [({}, True), ({"low": 9.0}, True), ({"high": None}, False), ({"indicator": "injured"}, False), ({"who": None}, False), ({"negated": True}, False)],
)
def test_figures(changed: dict[str, Any], meets: bool) -> None:
    given = {"indicator": "killed", "who": mention("herders"), "low": 9, "best": 9, "high": 9, **changed}
    claim = Figure(report="r", id="f", quantifier="nine", span=span("nine"), **given)
    assert meets_figure(item(), claim, FIGURE) is meets


@pytest.mark.parametrize(
    ("content", "form", "speaker", "covers", "meets"),
    [
        ("They fled", "direct", mention("Sall", "Ibrahim Sall"), True, True),
        ("They fled.", "direct", mention("Sall"), True, True),
        ("fled", "direct", mention("Sall"), False, False),
        ("They fled", "direct", None, True, False),
        ("They fled", "indirect", mention("Sall"), True, False),
        ("said: “They fled.”", "mixed", mention("Sall"), False, False),
    ],
)
def test_quotes(content: str, form: Any, speaker: Mention | None, covers: bool, meets: bool) -> None:
    label = {"content": "They fled.", "form": "direct", "speaker": "Ibrahim Sall"}
    claim = Quote(report="r", id="q", content=mention(content), form=form, speaker=speaker, span=span("They fled"))
    assert covers_quote(item(), claim, label) is covers
    assert meets_quote(item(), claim, label) is meets


def test_a_mixed_quote_may_hold_more_than_its_quoted_words() -> None:
    label = {"content": "They fled", "form": "mixed", "speaker": "Sall"}
    claim = Quote(
        report="r", id="q", content=mention("said: “They fled.”"), form="mixed", speaker=mention("Sall"), span=span("fled"),
    )
    assert meets_quote(item(), claim, label)


def test_times() -> None:
    label = {"text": "on Monday", "from": "2022-03-07", "to": None, "precision": "day", "precision_or": ["week"]}
    start = TEXT.index("Monday")
    right = Time("Monday", start, start + 6, "2022-03-07", None, "week")
    assert covers_time(item(), right, label)
    assert meets_time(item(), right, label)
    assert not meets_time(item(), Time("Monday", start, start + 6, "2022-03-07", "2022-03-07", "day"), label)
    assert not covers_time(item(), Time("Sall", 36, 40), label)


def test_tally_counts_claims_for_precision_and_labels_for_recall() -> None:
    optional = {**EVENT, "trigger": "fled", "optional": True}
    tally = Tally()
    claims = [event(), event(trigger=mention("fled")), event(type="AID"), event(type="COERCE")]
    compare(tally, item(EVENT, optional, {**EVENT, "type": "PROTEST"}), claims, meets_event, event_words)
    assert (tally.right, tally.said, tally.found, tally.gold) == (1, 3, 1, 2)
    assert tally.scores() == {"f1": 0.4, "precision": 0.3333, "recall": 0.5}
    assert len(tally.misses) == 1
    assert [alarm.split()[1] for alarm in tally.alarms] == ["AID", "COERCE"]


def test_nothing_said_and_nothing_asked_is_no_division() -> None:
    assert Tally().scores("_full") == {"f1_full": 0.0, "precision_full": 0.0, "recall_full": 0.0}


@pytest.mark.parametrize("task", [name for name in TASKS if name.startswith("gold-")])
def test_what_is_missing_is_named(task: str, tmp_path: Path) -> None:
    result = run(task, tmp_path)
    assert result["items"] == 0
    assert result["scores"] == {}
    assert result["missing"]


def test_reading_fields_can_be_wrong(tmp_path: Path, root: Path) -> None:
    gold = root / "tests" / "gold" / "reading"
    page = json.loads((gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / page["file"]).write_bytes((gold / page["file"]).read_bytes())
    page |= {"title": "Another title", "blocks": [{"run": "Advertisement", "roles": ["body"]}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    result = score_reading(tmp_path)
    assert result["scores"]["title"] == 0.0
    assert result["scores"]["roles"] == 0.0
    assert result["scores"]["outlet"] == 1.0
    assert len(result["misses"]) >= 2
