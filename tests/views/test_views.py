"""The views: nothing without evidence, nothing hostile let through, nothing long."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from recension.claims.doc import bare_report
from recension.model import (
    Decision,
    Event,
    Evidence,
    Figure,
    Mention,
    Quote,
    Reading,
    Report,
    Sentence,
    Span,
    Target,
    Time,
    digest,
)
from recension.record import Record
from recension.views import as_csv, as_html, as_markdown, briefing, briefing_json, view
from recension.views.briefing import Line, _apart, derivable
from recension.views.compare import compare_html, compare_view
from recension.views.text import _open_times
from recension.views.verify import is_briefing, verify

HOSTILE = "<script>alert(1)</script> [x](javascript:y) `rm` =cmd()|\u202e\x1b[31m"


def readings(who: str = "rebels", said: str = "We will not leave the town tonight") -> list[Reading]:
    text = f"{who} attacked soldiers. {said}."
    report = bare_report(text, "2024-03-05")
    span = Span(0, len(who) + 9, text[: len(who) + 9])
    time = Time("Monday", 0, 1, "2024-03-04", "2024-03-04", "day")
    event = Event(
        report=report.id, id=digest("e", text), happening="h", type="ASSAULT", trigger=Mention("attacked", len(who) + 1, len(who) + 9),
        actor=Mention(who, 0, len(who)), recipient=Mention("soldiers", len(who) + 10, len(who) + 18), time=time, span=span,
    )
    figure = Figure(
        report=report.id, id=digest("f", text), indicator="injured", who=Mention("soldiers", 0, 8), quantifier="3", low=3, best=3,
        high=3, span=span, time=time,
    )
    start = text.index(said)
    quote = Quote(
        report=report.id, id=digest("q", text), content=Mention(said, start, start + len(said)), form="direct",
        speaker=Mention("Asto", 0, 4, "Governor Asto"), span=Span(start, start + len(said), said),
    )
    return [Reading(report, (event, figure, quote))]


def record(**words: str) -> Record:
    return Record.of(readings(**words), engine="test")


@pytest.mark.parametrize(("sigla", "evidence"), [((), (Evidence("r", 0, 1),)), (("A",), ()), ((), ())])
def test_a_sentence_without_evidence_cannot_be_made(sigla, evidence):
    with pytest.raises(ValueError, match="evidence"):
        Sentence("It happened.", sigla, evidence)


def test_every_sentence_points_at_characters_that_are_there():
    found = record()
    told = briefing(found)
    assert {s.id for s in told.sections} >= {"events", "figures", "quotes"}
    for section in told.sections:
        for sentence in section.sentences:
            for e in sentence.evidence:
                assert 0 <= e.start < e.end <= len(found.reports[e.report].text)


def test_html_escapes_what_reports_say():
    page = as_html(found := record(who=HOSTILE, said=HOSTILE + " and that is all we say"), briefing(found))
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_markdown_escapes_what_reports_say():
    text = as_markdown(found := record(who=HOSTILE, said=HOSTILE + " and that is all we say"), briefing(found))
    assert "<script" not in text
    assert "[x](" not in text
    assert "\x1b" not in text


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed():
    rows = as_csv("incidents", {"incidents": [{"title": "=cmd()", "type": "ASSAULT", "reports": []}]})
    assert "'=cmd()" in rows


def test_a_briefing_keeps_to_its_words():
    reports = [r for n in range(40) for r in readings(who=f"Unit {n} of the long named army of the north", said=f"We stand here, number {n}, and we stay")]
    told = briefing(Record.of(reports, engine="test"))
    words = sum(len(s.text.split()) for section in told.sections for s in section.sentences)
    assert words <= 800
    assert any(section.more for section in told.sections)


def test_views_carry_their_claims_when_asked():
    found = view(record(), "incidents", with_claims=True)
    (incident,) = found["incidents"]
    assert set(incident["claims"]) <= set(found["claims_by_id"])
    assert found["schema"] == "recension/1"


def test_a_briefing_verifies_and_a_forged_one_does_not():
    found = record()
    good = json.loads(json.dumps(briefing_json(found, briefing(found))))
    assert verify(good, found)["holds"]
    forged = copy.deepcopy(good)
    forged["sections"][0]["sentences"][0]["text"] = "Nothing happened."
    assert [f["why"] for f in verify(forged, found)["failed"]] == ["the record does not say this"]
    bare = copy.deepcopy(good)
    bare["sections"][0]["sentences"][0]["evidence"] = []
    assert verify(bare, found)["failed"][0]["why"] == "it has no evidence"


@pytest.mark.parametrize("given", [None, [], {}, {"sections": 3}, {"sections": [{"sentences": ["x"]}]}])
def test_verify_bears_any_json(given):
    assert not verify(given, record())["holds"]


def test_a_report_alone_is_its_own_sources_line():
    found = record()
    assert isinstance(next(iter(found.reports.values())), Report)
    (source,) = briefing(found).sources
    assert (source.siglum, source.doubts) == ("A", ())


def test_two_reports_side_by_side_escape_what_they_say():
    a = bare_report("Six people were killed <b>on Monday</b> when soldiers opened fire on a crowd near the old market of the town.")
    b = bare_report(a.text.replace("Six", "Nine"))
    page = compare_html(compare_view(a, b), a, b)
    assert "<b>on" not in page
    assert '<mark class="number"' in page


def test_a_sentence_that_fell_out_of_the_short_briefing_still_holds():
    long = Record.of([r for n in range(40) for r in readings(who=f"Unit {n} of the army of the north")], engine="test")
    told = briefing_json(long, briefing(long))
    hidden = sorted(derivable(long) - {s["text"] for section in told["sections"] for s in section["sentences"]})
    assert hidden
    event = next(c for c in long.claims.values() if isinstance(c, Event))
    evidence = [{"report": event.report, "start": event.span.start, "end": event.span.end, "claim": event.id}]
    given = {**told, "sections": [{"sentences": [{"text": hidden[0], "sigla": ["A"], "evidence": evidence}]}]}
    assert verify(given, long)["holds"]


def test_an_older_briefing_is_told_what_changed_it():
    read = readings()
    (event,) = [c for c in read[0].claims if isinstance(c, Event)]
    ruling = Decision(
        id="d", verb="reject", targets=(Target("claim", event.id),), by="A. Coder", at="2024-03-06", why="a dream", engine="test",
    )
    note = replace(ruling, id="n", verb="note")
    states = {n: Record.of(read, rulings, engine="test", log_position=n) for n, rulings in ((1, ()), (2, (note,)), (3, (note, ruling)))}
    told = briefing_json(states[1], briefing(states[1]))
    failed = verify(told, states[3], states.__getitem__)["failed"]
    assert failed
    assert all("the decision d (reject, by A. Coder: a dream) changed it" in f["why"] for f in failed)
    assert verify(told, states[2], states.__getitem__)["holds"]


@pytest.mark.parametrize(("given", "is_one"), [({"figures": [], "record": {}}, False), ([], False), ({"sections": [], "record": {}}, True)])
def test_what_is_no_briefing_is_known(given, is_one):
    assert is_briefing(given) is is_one


def line(weight: float, text: str, **more: Any) -> Line:
    return Line((weight,), (text,), Sentence(text, ("A",), (Evidence("r", 0, 1),)), **more)


def test_one_row_for_one_thing_and_the_end_always_shown():
    clash = ("ASSAULT", "Karsa")
    rows = [
        line(9, "clash", kin=clash, days=("2024-03-04", "2024-03-04")), line(8, "again", kin=clash, days=("2024-03-04", "2024-03-05")),
        line(7, "later", kin=clash, days=("2024-03-09", "2024-03-09")), line(1, "end", always=True),
    ]
    assert [x.sentence.text for x in _apart(rows)] == ["end", "clash", "later"]


def test_the_incident_that_ends_the_story_is_shown():
    fights = [r for n in range(30) for r in readings(who=f"Unit {n} of the army of the north")]
    text = "rebels freed soldiers."
    report = bare_report(text, "2024-03-20")
    freed = Event(
        report=report.id, id="freed", happening="freed", type="RETREAT", trigger=Mention("freed", 7, 12), actor=Mention("rebels", 0, 6),
        recipient=Mention("soldiers", 13, 21), time=Time("Tuesday", 0, 1, "2024-03-19", "2024-03-19", "day"), span=Span(0, 21, text[:21]),
    )
    told = briefing(Record.of([*fights, Reading(report, (freed,))], engine="test"))
    assert "19 March 2024" in told.sections[0].sentences[-1].text


def test_numbers_of_the_past_come_last_and_say_so():
    ((report, claims),) = [(r.report, r.claims) for r in readings()]
    figure = next(c for c in claims if isinstance(c, Figure))
    past = replace(figure, id="past", indicator="killed", low=9000, best=9000, high=9000, status="historical", who=None,
                   time=Time("2003", 0, 1, "2003-01-01", "2003-12-31", "year"))
    told = briefing(Record.of([Reading(report, (*claims, past))], engine="test"))
    section = next(s for s in told.sections if s.title == "How many")
    assert "9000, of 2003" in section.sentences[-1].text
    assert "of 2003" not in section.sentences[0].text


def test_tables_say_by_where_only_the_end_is_known():
    assert _open_times("timeline", ["", "2024-03-04", "Clash", "A"]) == ["", "by 2024-03-04", "Clash", "A"]
    assert _open_times("timeline", ["2024-03-04", "", "Clash", "A"]) == ["from 2024-03-04", "", "Clash", "A"]
