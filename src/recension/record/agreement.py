"""The day of a report without a date, by agreement: from which day does most of what it tells fall on the days on which
other reports tell the same?
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recension.claims.timerules import resolve
from recension.model import Report, ResolvedTime, Time
from recension.record.sentences import matter_words, sentence_at, sentence_spans

#: How far, in days, reports of one story may lie apart.
REACH = 7
#: Words that two sentences share at least, and words and names in all, to be taken for telling the same.
WORDS, ALIKE = 2, 3
#: How many such words and names speak for a day at least.
AGREEMENT = 6
#: How many sentences of a record a name may stand in, to be looked up; and times of a report that are looked at.
MOST = 500
#: Characters of a sentence that are looked at.
LONGEST = 1000
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALENDAR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December".split()
)
_NAME = re.compile(r"(?<=[\w,;’'] )[A-ZÀ-Þ][\w’'-]{2,}")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
_PAST_DAY = re.compile(r"(?:weekday:\w{3}:(?:past|last)|--\d\d-\d\d:(?:\w{3}:)?past|day:-\d+|night:-?\d)(?:@\w+)?$")


def names_in(text: str) -> set[str]:
    """The words of names in a text, those that only open a sentence aside."""
    return {_bare(word) for word in _NAME.findall(text)} - _CALENDAR


def _bare(name: str) -> str:
    return name.removesuffix("’s").removesuffix("'s")


def weekdays_named(times: Sequence[Time]) -> list[str]:
    """The weekdays that a report tells of as past, in the order of the text."""
    return [m[1] for t in times if (m := re.match(r"weekday:(\w{3}):past", t.rule or "")) and m[1] in WEEKDAYS]


@dataclass(frozen=True, slots=True)
class Told:
    """A time of a report, the day that it means where that is known, and the words of its sentence."""

    rule: str
    day: dt.date | None
    words: frozenset[str]
    names: frozenset[str]


def days_told(report: Report, times: Sequence[tuple[Time, ResolvedTime | None]]) -> tuple[Told, ...]:
    """What a report tells of single days, each with the words of its sentence."""
    sentences, known_names = sentence_spans(report.text), names_in(report.text)
    found = []
    for time, known in times:
        rule = (time.rule or "").split("@")[0].removesuffix("/..")
        day = known.from_ if known and known.from_ and known.precision == "day" else None
        if day is None and not _PAST_DAY.match(rule):
            continue
        start, end = sentences[sentence_at(sentences, time.start)]
        sentence = report.text[start:end][:LONGEST]
        names = known_names.intersection(_bare(word) for word in _CAPITAL.findall(sentence))
        found.append(Told(rule, _date(day), matter_words(sentence), frozenset(names)))
    return tuple(found)


def _date(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day and day[:4].isdigit() else None


class Index:
    """What the dated reports tell of days, by the names in it: a name that half the record has finds nothing."""

    def __init__(self, dated: Sequence[tuple[str, tuple[Told, ...]]]) -> None:
        self.told = [(report, told) for report, every in dated for told in every if told.day is not None]
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for n, (_, told) in enumerate(self.told):
            for name in told.names:
                self.by_name[name].append(n)

    def alike(self, mine: Told) -> Iterator[tuple[str, dt.date, int]]:
        """The reports that tell of one thing with a sentence: (report, the day that it gives, how much they share)."""
        near = {n for name in mine.names if len(self.by_name.get(name, ())) <= MOST for n in self.by_name.get(name, ())}
        for n in sorted(near):
            report, theirs = self.told[n]
            names, words = len(mine.names & theirs.names), len(mine.words & theirs.words)
            if words >= WORDS and names + words >= ALIKE and theirs.day is not None:
                yield report, theirs.day, 2 * names + words


def agreed_day(report: Report, times: Sequence[Time], index: Index) -> tuple[dt.date, str] | None:
    """The day from which most of what a report tells falls on the days on which other reports tell the same, and the
    report that agrees with it most; None where too little agrees, or where two weeks agree as well.

    Days that agree equally are told apart by the weekday that the report names most: news speaks of its own day.
    """
    own = [t for t in days_told(report, [(time, None) for time in times]) if _PAST_DAY.match(t.rule)][:MOST]
    agreeing: dict[tuple[int, dt.date], tuple[int, str]] = {}
    for n, mine in enumerate(own):
        for other, day, shared in index.alike(mine):
            agreeing[n, day] = max(agreeing.get((n, day), (0, "")), (shared, other))
    news = _news_day(weekdays_named(times))
    offers: list[tuple[int, bool, int, dt.date, str]] = []
    for day in sorted({day + dt.timedelta(n) for _, day in agreeing for n in range(REACH)}):
        if not _is_possible(day, own, report):
            continue
        seen = [_first_day(mine.rule, day) for mine in own]
        met = [agreeing[n, start] for n, start in enumerate(seen) if start is not None and (n, start) in agreeing]
        score = sum(shared for shared, _ in met)
        if score >= AGREEMENT:
            offers.append((score, WEEKDAYS[day.weekday()] == news, -day.toordinal(), day, max(met)[1]))
    if not offers:
        return None
    best = max(offers)
    rivals = any(5 * o[0] >= 4 * best[0] and abs((o[3] - best[3]).days) >= REACH for o in offers)
    return None if rivals else (best[3], best[4])


def _first_day(rule: str, day: dt.date) -> dt.date | None:
    return _date(resolve(rule, day)[0])


def _news_day(named: Sequence[str]) -> str | None:
    """The weekday that a report names most; of several, the first, or the one that follows it: what "happened on
    Thursday night" is told on Friday.

    >>> _news_day(["thu", "fri"]), _news_day(["sat", "fri", "sat"]), _news_day(["mon", "thu"])
    ('fri', 'sat', 'mon')
    """
    if not named:
        return None
    most = max(named.count(day) for day in named)
    news = next(day for day in named if named.count(day) == most)
    after = WEEKDAYS[(WEEKDAYS.index(news) + 1) % 7]
    return after if named.count(after) == most else news


def _is_possible(day: dt.date, own: Sequence[Told], report: Report) -> bool:
    """Whether a report can be of a day: not before a day that it tells of as past, not after the day that it shows."""
    latest = report.published.latest
    if latest is not None and latest < (day - dt.timedelta(1)).isoformat():
        return False
    earliest = report.published.earliest
    if earliest is not None and len(earliest) == 10 and earliest > (day + dt.timedelta(1)).isoformat():
        return False
    full = [_first_day(t.rule, day) for t in own if t.rule.startswith("--")]
    return all(abs((day - start).days) <= 31 for start in full if start is not None)
