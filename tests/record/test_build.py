"""The record: the same in whatever order its reports come, and never more than they say."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recension.claims.doc import bare_report
from recension.model import Event, Figure, Mention, Place, Quote, Reading, Report, Span, Time, digest
from recension.record import Record
from recension.record.estimates import COUNTED
from recension.views import fingerprint

DAYS = ("2024-03-04", "2024-03-05", "2024-03-06")


def mention(text: str, name: str | None = None, at: int = 0) -> Mention:
    return Mention(text, at, at + len(text), name)


def report(name: str, published: str | None = "2024-03-05", text: str | None = None) -> Report:
    return bare_report(text or f"This is what {name} wrote about it.", published)


def event(rep: Report, kind: str = "ASSAULT", actor: str | None = "rebels", recipient: str | None = "soldiers",
          day: str | None = "2024-03-04", place: str | None = "Karsa", status: str = "asserted", speaker: str | None = None,
          happening: str | None = None, content: str | None = None, mode: str | None = None) -> Event:
    time = Time(day, 0, 4, day, day, "day", day, None, day) if day else None
    span = Span(0, 12, rep.text[:12])
    said = (mention(speaker, speaker),) if speaker else ()
    key = (rep.id, kind, actor, recipient, day, place, status, speaker, content, happening)
    return Event(
        report=rep.id, id=digest("event", *key), happening=happening or digest("happening", *key), type=kind, mode=mode,
        status=status, trigger=mention("attacked"), actor=mention(actor) if actor else None,
        recipient=mention(recipient) if recipient else None, speaker=said[0] if said else None, attribution=said, time=time,
        place=Place(place, 0, 4, place, None, None, None, "town") if place else None, span=span,
        content=mention(content) if content else None,
    )


def figure(rep: Report, value: float, who: str = "soldiers", indicator: str = "injured", *, low: float | None = None,
           status: str = "asserted", source: str | None = None, change: str = "total") -> Figure:
    said = mention(source, source) if source else None
    return Figure(
        report=rep.id, id=digest("figure", rep.id, value, who, indicator, source, status, change), indicator=indicator,
        who=mention(who), quantifier=f"{value:g}", low=value if low is None else low, best=value, high=value,
        status=status, attributed_to=said, attribution=(said,) if said else (), span=Span(0, 4, rep.text[:4]), change=change,
        trigger=mention("attacked"),
    )


def reading(rep: Report, *claims: Event | Figure) -> Reading:
    return Reading(rep, tuple(claims))


def record(*readings: Reading, **options: object) -> Record:
    return Record.of(readings, engine="test", **options)


def three() -> list[Reading]:
    a, b, c = report("A"), report("B"), report("C", "2024-03-06")
    return [
        reading(a, event(a), figure(a, 12)),
        reading(b, event(b), figure(b, 15)),
        reading(c, event(c), figure(c, 15), event(c, "PROTEST", "students", None, "2024-03-06", "Belo")),
    ]


def test_events_of_one_day_place_and_people_are_one_incident():
    found = record(*three())
    assert [(i.type, len(i.reports)) for i in found.incidents] == [("ASSAULT", 3), ("PROTEST", 1)]


@pytest.mark.parametrize(("other", "why"), [
    ({"day": "2024-03-05"}, "another day"), ({"place": "Belo"}, "another town"),
])
def test_other_days_and_towns_are_other_incidents(other, why):
    a, b = report("A"), report("B")
    found = record(reading(a, event(a)), reading(b, event(b, **other)))
    assert len(found.incidents) == 2, why


def test_the_arrest_of_some_is_not_that_of_another_told_behind_it():
    rep = report("one", text="Soldiers detained officers at dawn. Tanko was arrested on Monday, a lawyer said.")
    first = event(rep, "COERCE", "soldiers", "officers", day=None, place=None, mode="arrest", happening="a")
    second = replace(event(rep, "COERCE", None, "Idris Tanko", place=None, mode="arrest", happening="b"), trigger=mention("arrested", at=46))
    assert [(i.title, i.from_) for i in record(reading(rep, first, second)).incidents] == [("Arrest of Idris Tanko", "2024-03-04")]


@pytest.mark.parametrize("status", ["negated", "hypothetical", "demanded", "future"])
def test_what_has_not_happened_makes_no_incident(status):
    a = report("A")
    assert record(reading(a, event(a, status=status))).incidents == ()


def test_an_undated_act_of_speech_is_no_incident():
    a = report("A")
    assert record(reading(a, event(a, "ACCUSE", "minister", "rebels", None, None))).incidents == ()


def test_the_best_value_is_that_of_most_origins_and_the_rest_is_the_range():
    (estimate,) = [e for e in record(*three()).estimates if e.indicator == "injured"]
    assert (estimate.low.value, estimate.best.value, estimate.high.value) == (12, 15, 15)
    assert estimate.origins == 3
    assert [(h.as_of, h.best) for h in estimate.history] == [("2024-03-05", 12), ("2024-03-06", 15)]


def test_two_reports_that_credit_one_agency_are_one_origin():
    a, b = report("A"), report("B")
    found = record(reading(a, event(a), figure(a, 9, source="Reuters")), reading(b, event(b), figure(b, 9, source="Reuters")))
    (estimate,) = found.estimates
    assert (estimate.origins, estimate.origins_max) == (1, 2)


@pytest.mark.parametrize("status", ["negated", "hypothetical", "demanded"])
def test_a_figure_that_nobody_asserts_is_refused_with_a_reason(status):
    a, b = report("A"), report("B")
    bad = figure(b, 40, status=status)
    found = record(reading(a, event(a), figure(a, 9)), reading(b, event(b), bad))
    (estimate,) = found.estimates
    assert estimate.high.value == 9
    assert bad.id not in estimate.used


def test_a_described_speaker_who_says_the_same_words_is_the_named_one() -> None:
    def quote(rep: Report, words: str, who: str) -> Quote:
        return Quote(id=digest(rep.id, words), report=rep.id, span=Span(0, 5, rep.text[:5]), content=mention(words), form="direct",
                     speaker=mention(who))

    words = "we ran down to the river with the lamp still burning"
    a, b, c = (report(name) for name in ("a", "b", "c"))
    made = record(reading(a, quote(a, words, "Mira Sollen")), reading(b, quote(b, words, "a mother of four")),
                  reading(c, quote(c, "we ran", "a mother of four")))
    said = {claim.report: claim.utterance for claim in made.claims.values() if isinstance(claim, Quote)}
    assert said[a.id] == said[b.id] != said[c.id]


def test_the_conservative_profile_takes_the_lowest():
    (estimate,) = [e for e in record(*three(), profile_name="acled-conservative").estimates if e.indicator == "injured"]
    assert estimate.best.value == 12


def test_other_numbers_disagree_and_both_sides_keep_their_claims():
    (found,) = [d for d in record(*three()).disagreements if d.kind == "number"]
    assert [len(s.claims) for s in found.sides] == [1, 2]


def test_a_refusal_by_the_one_who_was_asked_closes_a_demand():
    a, b = report("A"), report("B", "2024-03-06")
    asked = event(a, "REQUEST", "Envoy Lund", "Governor Asto", "2024-03-05", None, content="to lift the curfew in the town")
    refused = event(b, "REJECT", "Governor Asto", None, "2024-03-06", None, content="lift the curfew")
    (entry,) = [e for e in record(reading(a, asked), reading(b, refused)).ledger if e.kind == "demand"]
    assert entry.state == "refused"
    assert [s.state for s in entry.states] == ["open", "refused"]


def test_an_unknown_profile_is_named():
    with pytest.raises(ValueError, match="origins-lbh"):
        record(*three(), profile_name="nobody's")


def test_as_of_leaves_out_later_reports_and_lists_undated_ones():
    undated = report("D", None)
    found = record(*three(), reading(undated, event(undated)), as_of="2024-03-05")
    assert len(found.reports) == 2
    assert found.left_out[0][0] == undated.id


@given(st.permutations(range(3)), st.integers(0, 3))
def test_order_and_repetition_make_no_difference(order, twice):
    given_ = three()
    shuffled = [given_[i] for i in order] + given_[:twice]
    assert fingerprint(record(*shuffled)) == fingerprint(record(*given_))


CLAIMS = st.tuples(
    st.sampled_from(["ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "REQUEST", "REJECT", "ACCUSE"]),
    st.sampled_from(["rebels", "Governor Asto", "police", None]), st.sampled_from(["soldiers", "students", "Envoy Lund", None]),
    st.sampled_from([*DAYS, None]), st.sampled_from(["Karsa", "Belo", None]),
    st.sampled_from(["asserted", "negated", "future", "historical", "demanded"]), st.sampled_from(["Reuters", "Envoy Lund", None]),
)
FIGURES = st.tuples(st.integers(0, 60), st.sampled_from(["soldiers", "police", "people"]), st.sampled_from(sorted(COUNTED)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.lists(CLAIMS, max_size=4), st.lists(FIGURES, max_size=3)), min_size=1, max_size=5), st.randoms())
def test_any_claims_give_one_record_in_any_order(drawn, chance: random.Random):
    readings = []
    for n, (events, figures) in enumerate(drawn):
        rep = report(f"R{n}", [*DAYS, None][n % 4])
        claims = [event(rep, k, a, r, d, p, s, w, content="to open the road to the mine") for k, a, r, d, p, s, w in events]
        counts = [figure(rep, v, w, i) for v, w, i in figures]
        readings.append(reading(rep, *{c.id: c for c in [*claims, *counts]}.values()))
    first = record(*readings)
    chance.shuffle(readings)
    assert fingerprint(record(*readings)) == fingerprint(first)
    for incident in first.incidents:
        assert all(c in first.claims for c in incident.claims)
        assert 1 <= incident.origins <= incident.origins_max
    for estimate in first.estimates:
        values = [v.value for v in (estimate.low, estimate.best, estimate.high) if v.value is not None]
        assert values == sorted(values)
        assert set(estimate.used).isdisjoint(r.claim for r in estimate.refused)
    for one, two in itertools.combinations(first.incidents, 2):
        assert one.id != two.id


def test_years_before_our_era_are_no_days():
    a, b = report("A"), report("B")
    old = Time("490 BC", 0, 4, "-0489-01-01", "-0489-12-31", "year", None, None, "year:bc490")
    ancient = [reading(r, replace(event(r, day=None), time=old)) for r in (a, b)]
    assert record(*ancient).incidents[0].from_ is None


def test_a_toll_that_rose_stands_at_its_last_and_a_source_may_correct_itself_downwards():
    a, b, c = report("A"), report("B", "2024-03-06"), report("C", "2024-03-06")
    up = record(reading(a, event(a), figure(a, 6)), reading(b, event(b), figure(b, 9)), reading(c, event(c)))
    assert [e.best.value for e in up.estimates] == [9]
    agency = [figure(a, 40, source="Reuters"), figure(b, 30, source="Reuters")]
    down = record(reading(a, event(a), agency[0]), reading(b, event(b), agency[1]))
    assert [(e.low.value, e.best.value, e.high.value) for e in down.estimates] == [(30, 30, 40)]


def test_a_revised_count_takes_the_place_of_the_one_before_it_in_its_report():
    a = report("A")
    (estimate,) = record(reading(a, event(a), figure(a, 18), figure(a, 21, change="revised"))).estimates
    assert estimate.best.value == 21


def test_hundreds_of_thousands_are_not_read_as_hundreds():
    a = report("A")
    vague = replace(figure(a, 0), quantifier="hundreds of thousands", low=200000, best=None, high=None)
    (estimate,) = record(reading(a, event(a), vague), profile_name="acled-conservative").estimates
    assert (estimate.low.value, estimate.best.value) == (200000, None)
