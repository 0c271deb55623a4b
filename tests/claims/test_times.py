"""Times: the grammar, what rules mean, and which time belongs to which predicate."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recension.claims.doc import attach, bare_report
from recension.claims.timebinding import is_background, time_for
from recension.claims.timegrammar import expressions
from recension.claims.timerules import resolve
from recension.claims.times import report_anchor, times
from recension.model import Block, Published, Report, Time

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

TUESDAY = dt.date(2024, 3, 12)


def read(nlp: Language, text: str, published: str | None = "2024-03-12") -> Doc:
    return attach(nlp(text), bare_report(text, published))


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


@pytest.mark.parametrize(("text", "wanted"), [
    ("He was hurt on Friday.", [("Friday", "weekday:fri:?")]),
    ("Shelling resumed late on Monday.", [("late on Monday", "weekday:mon:?")]),
    ("Monday's clashes and last Tuesday's", [("Monday", "weekday:mon:?"), ("last Tuesday", "weekday:tue:last")]),
    ("They were elected earlier last month.", [("earlier last month", "month:-1")]),
    ("Riots broke out at the end of May.", [("the end of May", "month:05:?@end")]),
    ("in mid-September, in May", [("mid-September", "month:09:?@mid"), ("May", "month:05:?")]),
    ("in 2008 and the 1990s", [("2008", "year:2008"), ("the 1990s", "decade:1990s")]),
    ("two weeks ago, over the weekend", [("two weeks ago", "week:-2"), ("the weekend", "weekend:?")]),
    ("On 23 April 2020, April 23, the 5th of June", [
        ("23 April 2020", "2020-04-23"), ("April 23", "--04-23:?"), ("5th of June", "--06-05:?")]),
    ("on the 5th, overnight", [("the 5th", "mday:05:?"), ("overnight", "night:0")]),
    ("Tuesday, May 30, a Sunday in September", [("Tuesday, May 30", "--05-30:tue:?"), ("Sunday in September", "any:sun/month:09:?")]),
    ("2025-04-26 08:23:02, 30/05/2023, 30.5.2023", [
        ("2025-04-26 08:23:02", "2025-04-26"), ("30/05/2023", "2023-05-30"), ("30.5.2023", "2023-05-30")]),
    ("on 05/06/2023", [("05/06/2023", None)]),
    ("from May 1-3, 2021", [("May 1-3, 2021", "2021-05-01/2021-05-03")]),
    ("the EU-brokered 2013 deal; its 2008 declaration", [("2013", "year:2013"), ("2008", "year:2008")]),
    ("the next day, hours later, the day before", [
        ("the next day", "ref:day:+1"), ("hours later", "ref:span:+xh"), ("the day before", "ref:day:-1")]),
    ("in the past 24 hours, in recent months", [("the past 24 hours", "span:-24h"), ("recent months", "span:-xm")]),
    ("Thursday last week", [("Thursday last week", "week:-1>weekday:thu:this")]),
    ("in 490 BC", [("490 BC", "year:bc490")]),
    ("summer of 1942, last summer", [("summer of 1942", "season:summer:1942"), ("last summer", "season:summer:last")]),
])
def test_expressions_and_their_rules(text: str, wanted: list[tuple[str, str | None]]) -> None:
    found = [(text[e.start:e.end], e.rule) for e in expressions(text) if e.kind == "date"]
    assert found == wanted


@pytest.mark.parametrize("text", [
    "the Sunday Times said", "Theresa May resigned", "Troops may leave", "soldiers march on the capital", "Some 2000 people fled.",
    "Black Friday sales", "a second man", "The Friday Mosque was hit.", "Resolution 1244", "the 25th Brigade", "The May Day Bridge is shut.",
    "a 34-year-old man", "May said she was sorry", "the Bloody Sunday inquiry", "2000 refugees",
])
def test_names_verbs_and_counts_are_no_times(text: str) -> None:
    assert [text[e.start:e.end] for e in expressions(text) if e.kind == "date"] == []


@pytest.mark.parametrize(("rule", "wanted"), [
    ("2023-05-29", ("2023-05-29", "2023-05-29", "day")),
    ("2024-02", ("2024-02-01", "2024-02-29", "month")),
    ("weekday:fri:past", ("2024-03-08", "2024-03-08", "day")),
    ("weekday:fri:future", ("2024-03-15", "2024-03-15", "day")),
    ("weekday:tue:past", ("2024-03-12", "2024-03-12", "day")),
    ("weekday:tue:last", ("2024-03-05", "2024-03-05", "day")),
    ("weekday:tue:next", ("2024-03-19", "2024-03-19", "day")),
    ("week:-1>weekday:thu:this", ("2024-03-07", "2024-03-07", "day")),
    ("day:-1", ("2024-03-11", "2024-03-11", "day")),
    ("night:0", ("2024-03-11", "2024-03-12", "day")),
    ("week:0", ("2024-03-11", "2024-03-17", "week")),
    ("weekend:past", ("2024-03-09", "2024-03-10", "day")),
    ("month:-1", ("2024-02-01", "2024-02-29", "month")),
    ("month:05:past", ("2023-05-01", "2023-05-31", "month")),
    ("month:05:future", ("2024-05-01", "2024-05-31", "month")),
    ("month:03:last", ("2023-03-01", "2023-03-31", "month")),
    ("--12-30:past", ("2023-12-30", "2023-12-30", "day")),
    ("--05-30:tue:past", ("2023-05-30", "2023-05-30", "day")),
    ("--02-29:past", ("2024-02-29", "2024-02-29", "day")),
    ("--05-30:past>day:-1", ("2023-05-29", "2023-05-29", "day")),
    ("mday:20:past", ("2024-02-20", "2024-02-20", "day")),
    ("span:-3d", ("2024-03-09", "2024-03-12", "day")),
    ("span:-xm", (None, "2024-03-12", "month")),
    ("season:winter:past", ("2023-12-01", "2024-02-29", "month")),
    ("year:2008/..", ("2008-01-01", None, "year")),
    ("../weekday:fri:future", (None, "2024-03-15", "day")),
    ("decade:1990s", ("1990-01-01", "1999-12-31", "year")),
    ("century:19", ("1801-01-01", "1900-12-31", "year")),
    ("year:bc490", ("-0489-01-01", "-0489-12-31", "year")),
    ("year:-1", ("2023-01-01", "2023-12-31", "year")),
    ("any:sun/month:09:past", ("2023-09-01", "2023-09-30", "month")),
    ("weekday:mon:past@night", ("2024-03-11", "2024-03-11", "day")),
    ("2023-02-30", (None, None, "unknown")),
    ("nonsense:x", (None, None, "unknown")),
])
def test_what_rules_mean(rule: str, wanted: tuple[str | None, str | None, str]) -> None:
    assert resolve(rule, TUESDAY) == wanted


@pytest.mark.parametrize(("text", "span", "day"), [
    ("Rebels attacked the town on Friday.", "Friday", "2024-03-08"),
    ("The council will meet on Friday.", "Friday", "2024-03-15"),
    ("The two sides agreed to hold talks on Sunday.", "Sunday", "2024-03-17"),
    ("He vowed to jail those behind the January massacre.", "January", "2024-01-01"),
    ("The army said on Monday that it had left.", "Monday", "2024-03-11"),
    ("Elections are scheduled for May.", "May", "2024-05-01"),
    ("The war began in May.", "May", "2023-05-01"),
    ("He said the army would leave before Friday.", "Friday", "2024-03-15"),
    ("They demanded that the officers be released before Friday.", "Friday", "2024-03-15"),
    ("Release them before Friday, he said.", "Friday", "2024-03-15"),
    ("He had to leave on Friday.", "Friday", "2024-03-08"),
])
def test_tense_chooses_the_day(nlp: Language, text: str, span: str, day: str) -> None:
    found = {t.text: t.from_ for t in times(read(nlp, text))}
    assert found[span] == day


def test_without_a_date_of_its_own_a_report_anchors_nothing(nlp: Language) -> None:
    doc = read(nlp, "Two died on Friday. It was founded in 1998. They left on 3 May 2022, and on May 5 they came back.", None)
    friday, founded, left, back = times(doc)
    assert (friday.from_, friday.to, friday.anchor) == (None, None, None)
    assert friday.reason
    assert friday.rule == "weekday:fri:past"
    assert friday.precision == "day"
    assert (founded.from_, left.from_) == ("1998-01-01", "2022-05-03")
    assert back.from_ == "2022-05-05"  # the year is told just before it


def test_a_doubtful_date_is_no_anchor() -> None:
    report = bare_report("Two died on Friday.", "2024-03-12")
    doubted = replace(report, published=replace(report.published, doubtful=True))
    assert report_anchor(report)[0] == TUESDAY
    assert report_anchor(doubted)[0] is None
    assert report_anchor(replace(report, published=Published()))[1]


def test_the_stamp_of_an_embed_anchors_it(nlp: Language) -> None:
    body = "The ministry denied the report.\n\n"
    embed = "Two people were killed yesterday.\n\n— Agency (@agency) May 30, 2023"
    text = body + embed
    report = replace(bare_report(text), blocks=(Block("body", 0, len(body)), Block("quote_embed", len(body), len(text))))
    found = {t.text: t for t in times(attach(nlp(text), report))}
    assert found["yesterday"].from_ == "2023-05-29"
    assert found["yesterday"].anchor == "2023-05-30"


def test_yesterday_of_a_dated_saying_is_seen_from_its_day(nlp: Language) -> None:
    doc = read(nlp, '"The attack yesterday was a crime," the envoy said in a statement on May 30.', None)
    yesterday = next(t for t in times(doc) if t.text == "yesterday")
    assert yesterday.rule == "--05-30:past>day:-1"
    assert yesterday.from_ is None
    assert resolve(yesterday.rule, dt.date(2023, 6, 2))[0] == "2023-05-29"


@pytest.mark.parametrize(("text", "verb", "wanted"), [
    ("The general said Tuesday that two soldiers were injured.", "injured", None),
    ("The general said Tuesday that two soldiers were injured.", "said", "Tuesday"),
    ("Two soldiers were injured on Monday, the general said Tuesday.", "injured", "Monday"),
    ("On Monday, rebels shelled the port, killing three people.", "killing", "Monday"),
    ("The blast killed 20 people and wounded 45 others on Sunday.", "killed", "Sunday"),
    ("Troops clashed with rebels after the vote in April.", "clashed", None),
    ("In Monday's clashes 30 people were hurt.", "clashes", "Monday"),
    ("Rebels burned the village on Friday and fled.", "fled", "Friday"),
    ("Troops left on Friday after clashes with rebels.", "clashes", None),
    ("She won last month in elections boycotted by the opposition.", "boycotted", "last month"),
    ("A man wounded in the raid died on Sunday.", "wounded", None),
    ("Sales rose to 3 million, up from 2 million a year ago.", "rose", None),
    ("Nine inmates were killed in a riot that broke out on Thursday night.", "killed", "Thursday night"),
    ("A bomb that exploded in a market on Friday killed nine people.", "killed", "Friday"),
    ("Six fishermen drowned in a storm that hit the coast on Sunday.", "drowned", "Sunday"),
    ("Two people were killed on Monday when gunmen opened fire on a bus.", "opened", "Monday"),
    ("Two people were killed when gunmen opened fire on a bus on Monday.", "killed", "Monday"),
    ("Two protesters were hurt as police fired tear gas on Tuesday.", "hurt", "Tuesday"),
    ("As the minister said on Monday, two soldiers were hurt.", "hurt", None),
    ("A bomber blew himself up on Saturday, killing six, a day before the election.", "killing", "Saturday"),
    ("The strike was called after the murder on Saturday of a clerk.", "murder", "Saturday"),
    ("The strike was called after the murder on Saturday of a clerk.", "called", None),
    ("Police announced the arrest last week of two men.", "arrest", "last week"),
])
def test_the_time_of_a_predicate(nlp: Language, text: str, verb: str, wanted: str | None) -> None:
    doc = read(nlp, text)
    found = time_for(doc, word(doc, verb))
    assert (found.text if found else None) == wanted


@pytest.mark.parametrize(("text", "span", "day"), [
    ("If on Friday there is still one rifle in the port, we walk out again.", "Friday", "2024-03-15"),
    ("Once the troops leave on Friday, the strike ends.", "Friday", "2024-03-15"),
    ("The ministry is sending in the army on Saturday.", "Saturday", "2024-03-16"),
    ("A meeting of both sides is foreseen on Friday.", "Friday", "2024-03-15"),
    ("When the troops left on Friday, the strike ended.", "Friday", "2024-03-08"),
])
def test_conditions_and_plans_are_to_come(nlp: Language, text: str, span: str, day: str) -> None:
    assert [(t.text, t.from_) for t in times(read(nlp, text))] == [(span, day)]


@pytest.mark.parametrize("text", [
    "Two drones were shot down overnight into Monday.", "Three people died in the night from Sunday to Monday.",
    "Three people died in the night of Sunday to Monday.", "Shells fell overnight from Sunday to Monday.",
])
def test_a_night_into_a_day_is_of_both(nlp: Language, text: str) -> None:
    assert [(t.from_, t.to) for t in times(read(nlp, text))] == [("2024-03-10", "2024-03-11")]


def test_following_hours_of_talks_is_no_time(nlp: Language) -> None:
    assert times(read(nlp, "Four guards were let go, following four hours of negotiations.")) == []


def test_the_day_of_a_dateline_dates_no_happening(nlp: Language) -> None:
    text = "SANT JOAN, March 11 (Reuters) - Nine dockers were hurt in clashes with guards on Sunday."
    cut = text.index("Nine")
    made = replace(bare_report(text, "2024-03-12"), blocks=(Block("dateline", 0, cut), Block("body", cut, len(text))))
    assert [t.text for t in times(attach(nlp(text), made))] == ["Sunday"]


def live(*lines: tuple[str, str]) -> Report:
    text, blocks = "", []
    for role, line in lines:
        blocks.append(Block(role, len(text), len(text) + len(line) + 2))  # type: ignore[arg-type]
        text += line + "\n\n"
    return replace(bare_report(text, "2024-03-12"), blocks=tuple(blocks))


@pytest.mark.parametrize(("first", "second"), [
    ("Tue 11.05", "Mon 22.47"), ("Tuesday 12 March", "Monday 11 March"), ("12 March 2024, 11:05", "11 March 2024, 22:47"),
    ("Tuesday, 11:05 GMT", "Monday, 22:47 GMT"), ("Mar 12, 11:05", "Mar 11, 22:47"),
])
def test_an_entry_of_a_live_page_has_its_own_day(nlp: Language, first: str, second: str) -> None:
    made = live(("title", "The strike as it happened"), ("boilerplate", first), ("body", "Dockers went back to work today."),
                ("boilerplate", second), ("body", "Two men were arrested yesterday at the gate."))
    assert [t.from_ for t in times(attach(nlp(made.text), made))] == ["2024-03-12", "2024-03-10"]


def test_a_day_stands_over_the_clocks_of_its_entries(nlp: Language) -> None:
    made = live(("title", "The strike"), ("boilerplate", "11.05"), ("body", "Dockers went back to work today."), ("title", "11 March"),
                ("boilerplate", "22.47"), ("body", "Two men were arrested yesterday at the gate."))
    assert [t.from_ for t in times(attach(nlp(made.text), made))] == ["2024-03-12", "2024-03-10"]


def test_stamps_at_the_head_are_no_entries(nlp: Language) -> None:
    made = live(("title", "The strike"), ("boilerplate", "10 March 2024"), ("boilerplate", "11 March 2024, 10:00"),
                ("body", "Two men were arrested yesterday at the gate."))
    assert [t.from_ for t in times(attach(nlp(made.text), made))] == ["2024-03-11"]


def test_a_day_after_tells_the_other_day(nlp: Language) -> None:
    doc = read(nlp, "Protesters smashed cars on Tuesday, a day after 30 soldiers were hurt in clashes.")
    assert (time_for(doc, word(doc, "smashed")) or Time("", 0, 0)).from_ == "2024-03-12"
    hurt = time_for(doc, word(doc, "hurt"))
    assert hurt is not None
    assert hurt.from_ == "2024-03-11"
    assert doc.text[hurt.start:hurt.end] == hurt.text


@pytest.mark.parametrize(("rule", "span", "published", "wanted"), [
    ("year:1999", ("1999-01-01", "1999-12-31"), "2024-03-12", True),
    ("year:1999", ("1999-01-01", "1999-12-31"), None, True),
    ("decade:1990s", ("1990-01-01", "1999-12-31"), None, True),
    ("year:-10", ("2014-01-01", "2014-12-31"), "2024-03-12", True),
    ("weekday:fri:past", ("2024-03-08", "2024-03-08"), "2024-03-12", False),
    ("weekday:fri:past", (None, None), None, False),
    ("month:12:past", ("2023-12-01", "2023-12-31"), "2024-03-12", False),
    ("year:2024", ("2024-01-01", "2024-12-31"), "2024-03-12", False),
])
def test_background(rule: str, span: tuple[str | None, str | None], published: str | None, wanted: bool) -> None:
    time = Time("x", 0, 1, *span, "year", rule=rule)
    assert is_background(time, bare_report("in 1999", published)) is wanted


@given(st.text(max_size=200))
@example("May 30, 2023 \u2029 Monday\n\nMonday 99:99 in 2008-13-45 0000-00-00")
@example("two " * 60 + "weeks ago")
@example("１２３ ２０２３年5月 \ud83d\ude00 the 31st of February 2023, 30 Feb")
def test_any_text_gives_true_spans(text: str) -> None:
    for each in expressions(text, prose=True):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start:each.end].strip()


@given(st.one_of(st.text(max_size=40), st.from_regex(r"(--|day:|week:|month:|span:|any:|year:|weekday:|season:|mday:)[-+0-9a-z:/>@.]{0,14}", fullmatch=True)), st.dates())
def test_any_rule_resolves_or_does_not(rule: str, anchor: dt.date) -> None:
    first, last, precision = resolve(rule, anchor)
    assert precision in {"day", "week", "month", "year", "unknown"}
    if first and last and not first.startswith("-"):
        assert first[:4].isdigit()


@given(st.lists(st.sampled_from(["Monday", "May", "2023", "in", "on", "said", "the", "killed", "two", "weeks", "ago", ",", ".", "“", "yesterday", "\n\n", "a day after", "5"]), max_size=14))
def test_times_of_any_words(nlp: Language, words: list[str]) -> None:
    doc = read(nlp, " ".join(words))
    for time in times(doc):
        assert doc.text[time.start:time.end] == time.text
    for token in doc:
        found = time_for(doc, token)
        assert found is None or doc.text[found.start:found.end] == found.text
