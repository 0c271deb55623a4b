"""When each report was written, and what its times then mean.

A report with a date that can be believed anchors its own times. One without takes the day of the report that it
derives from, or of another report of the same story (see `_borrowed`). The day is then one that it names itself without
a year, or the one next to the other report's that carries the weekday which it names most. The record says whose date
was borrowed. What cannot be anchored stays open.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recension.claims.timerules import resolve
from recension.model import KEPT_ROLES, Claim, Event, Figure, Quote, Report, ResolvedTime, Stemma, Time
from recension.record.agreement import REACH, WEEKDAYS, Index, agreed_day, days_told, names_in, weekdays_named

#: Words of proper names that two reports of one story share at least.
NAMES = 2
#: So many words of names must a page with a false date share with a report of its story.
MANY_NAMES = 6
#: A shown date that lies so many days after the story is none of its report's: a page was copied, or shown anew.
FAR = 30
#: Words in a row of one quote by which two reports are known to quote one saying.
SAYING = 8
#: A weekday that is named so many times less often than the one before it may still be a report's own.
OFTEN = 2
#: Days back from a report's day on which it still calls a day by its weekday alone.
BACK = 4
#: How often what was borrowed is lent on.
ROUNDS = 3
#: Types of what people see happen, in a place and on a day.
_SEEN = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})
#: Counts of people tell a story; shares, money and distances do not.
_PEOPLE = frozenset({"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops"})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a report's times are counted, and the report that gives it. `belied`: why its own shown date
    is not taken."""

    date: dt.date
    report: str
    why: str
    belied: str | None = None


def anchors(
    reports: Mapping[str, Report], claims: Mapping[str, Sequence[Claim]], times: Mapping[str, Sequence[Time]],
    tree: Stemma,
) -> dict[str, Anchor]:
    """The anchor of each report that has one, by report id. One that copies or translates another tells of its
    source's day."""
    own = {}
    for rid, report in reports.items():
        published = report.published
        if published.believed and published.precision == "day":
            own[rid] = Anchor(dt.date.fromisoformat(published.believed), rid, f"its own date ({published.source})")
    stories = {rid: _story(reports[rid], claims.get(rid, ()), times.get(rid, ())) for rid in reports}
    late = _late_pages(own, {rid for rid in own if reports[rid].published.source == "shown"}, stories)
    for rid in late:
        del own[rid]
    found = {**own, **late}
    for rid in sorted(set(reports) - set(found)):
        sources = [
            own[e.from_] for e in tree.edges
            if e.to == rid and e.from_ in own and e.relation in {"copy", "partial_copy", "translation", "rewrite"}
        ]
        if sources:
            source = min(sources, key=lambda a: (a.date, a.report))
            found[rid] = Anchor(source.date, source.report, "the date of the report that it derives from")
    undated = sorted(set(reports) - set(found))
    index = Index([
        (rid, days_told(reports[rid], [(t, resolved(t, reports[rid], found[rid])) for t in times.get(rid, ())]))
        for rid in sorted(found)
    ] if undated else [])
    for rid in undated:
        agreed = agreed_day(reports[rid], stories[rid].times, index)
        if agreed is not None:
            found[rid] = Anchor(agreed[0], agreed[1], "the day from which what it tells falls on the days that other reports give")
    # A report that has borrowed a day may lend it: a story's reports are dated from the nearest outwards.
    for _ in range(ROUNDS):
        lenders = dict(found)
        for rid in sorted(set(reports) - set(lenders)):
            offers = [offer for other in sorted(lenders) if (offer := _borrowed(stories[rid], stories[other], lenders[other]))]
            if offers:
                _, _, other, day = min(offers)
                found[rid] = Anchor(day, other, "the date of another report of the same story")
        if len(found) == len(lenders):
            break
    return found


def _late_pages(own: Mapping[str, Anchor], shown: set[str], stories: Mapping[str, Story]) -> dict[str, Anchor]:
    """Reports whose page shows a date long after the story that they tell, with the day that the story gives them.

    A page that was copied or put up again shows its own day. It is belied if it quotes the very saying that an earlier
    report quotes, or names a day without a year that is that of an earlier report, with many of its names; if it tells
    its news by the days of the week; if no other report is of its day, and nothing in its own text speaks for it.
    """
    found: dict[str, Anchor] = {}
    first_to_say: dict[str, Anchor] = {}
    on_day: dict[tuple[int, int], list[str]] = defaultdict(list)
    for anchor in sorted(own.values(), key=lambda a: (a.date, a.report)):
        on_day[anchor.date.month, anchor.date.day].append(anchor.report)
        for run in stories[anchor.report].said:
            first_to_say.setdefault(run, anchor)
    for rid in sorted(shown):
        story, day = stories[rid], own[rid].date
        if _own_weekday(story.times) is None or _speaks_for(story.times, day):
            continue
        source = min((first_to_say[run] for run in story.said), key=lambda a: (a.date, a.report), default=own[rid])
        if (day - source.date).days > FAR:
            found[rid] = Anchor(source.date, source.report, "the date of the report whose quotes it has", _belied(own[rid], source))
            continue
        beside = {d + dt.timedelta(days=n) for d in _explicit_days(story.times, day) for n in (-1, 0, 1)}
        offers = [
            offer for other in sorted({other for d in beside for other in on_day.get((d.month, d.day), ())})
            if (day - own[other].date).days > FAR and len(story.names & stories[other].names) >= MANY_NAMES
            and (offer := _borrowed(story, stories[other], own[other]))
        ]
        if offers:
            _, _, lender, its = min(offers)
            found[rid] = Anchor(its, lender, "the date of another report of the same story", _belied(own[rid], own[lender]))
    trusted = sorted(anchor.date for rid, anchor in own.items() if rid not in found)
    return {rid: a for rid, a in found.items() if not _is_near(own[rid].date, trusted)}


def _is_near(day: dt.date, days: Sequence[dt.date]) -> bool:
    """Does one of some days, in order, lie by a day?"""
    at = bisect.bisect_left(days, day - dt.timedelta(days=FAR))
    return at < len(days) and (days[at] - day).days <= FAR


def _belied(shown: Anchor, source: Anchor) -> str:
    return f"it shows {shown.date.isoformat()}, and tells the news of a report of {source.date.isoformat()}"


def _speaks_for(times: Sequence[Time], day: dt.date) -> bool:
    """Does a report itself name a day or year that lies by the date that it shows?"""
    if any(abs((d - day).days) <= FAR for d in _explicit_days(times, day)):
        return True
    return any(re.match(rf"(?:year:)?{day.year}\b", t.rule or "") for t in times)


@dataclass(frozen=True, slots=True)
class Story:
    """What a report is known by as one of a story: its counts of people, the towns and weekdays of what happened, what
    was hit (a town may be), all weekdays that it names, the words of its names, its times, and runs of words that it
    quotes."""

    report: str
    counts: frozenset[tuple[str, float]]
    towns: frozenset[str]
    hit: frozenset[str]
    weekdays: frozenset[str]
    named: frozenset[str]
    names: frozenset[str]
    times: tuple[Time, ...]
    said: frozenset[str]


def _story(report: Report, claims: Sequence[Claim], times: Sequence[Time]) -> Story:
    seen = [c for c in claims if isinstance(c, Event) and c.type in _SEEN and c.status == "asserted"]
    rules = [c.time.rule or "" for c in seen if c.time]
    days = [c.time.from_ for c in seen if c.time and c.time.from_ and c.time.precision == "day"]
    return Story(
        report.id, frozenset(_counts(claims)),
        frozenset(c.place.name or c.place.text for c in seen if c.place and c.place.precision not in {"region", "country"}),
        frozenset(c.recipient.name or c.recipient.text for c in seen if c.recipient),
        frozenset(m[1] for rule in rules if (m := re.match(r"weekday:(\w{3})", rule)))
        | frozenset(WEEKDAYS[dt.date.fromisoformat(d).weekday()] for d in days if d[:4].isdigit()),
        frozenset(m[1] for t in times if (m := re.match(r"weekday:(\w{3})", t.rule or ""))),
        frozenset(_name_words(report)), (*times, *_dateline_days(report)), frozenset(_sayings(claims)),
    )


def _sayings(claims: Sequence[Claim]) -> set[str]:
    """All runs of some words of what a report quotes word for word."""
    found = set()
    for claim in claims:
        if isinstance(claim, Quote) and claim.form == "direct":
            words = re.findall(r"\w+", claim.content.text.casefold())
            found |= {" ".join(words[i : i + SAYING]) for i in range(len(words) - SAYING + 1)}
    return found


def _borrowed(story: Story, other: Story, lender: Anchor) -> tuple[int, int, str, dt.date] | None:
    """The day that a report may take from another one of its story, with how good the offer is; None if they do not
    tell one story. They do when they give two of the same counts of people, or when both tell of one town and one
    weekday, or when a day that the one names without a year is the other's; and then share names, or the town."""
    shared = len(story.counts & other.counts)
    near = _days_near(story.times, lender.date)
    town = story.towns & other.towns or story.hit & other.towns or story.towns & other.hit
    scene = town and story.named & other.weekdays
    named = len(story.names & other.names) >= NAMES or (near and town)
    if shared < 2 and not ((near or scene) and named):
        return None
    day = _day_after(story, lender.date, max(near)) if near else _fitting_day(story.times, lender.date, story.named & other.weekdays)
    return None if day is None else (-shared, abs((day - lender.date).days), lender.report, day)


def _days_near(times: Sequence[Time], day: dt.date) -> list[dt.date]:
    """The days without a year that lie within a day of a date."""
    return [d for d in _explicit_days(times, day) if abs((d - day).days) <= 1]


def _day_after(story: Story, near: dt.date, told: dt.date) -> dt.date:
    """The day on which a report was written that names days without a year: the last of those that lie within a few
    days of another report's, since it tells of none before it came; and then the next one with the weekday that it
    names most, if that is not far off."""
    since = max([told, *(d for d in _explicit_days(story.times, near) if 0 <= (d - told).days < REACH)])
    own = _own_weekday(story.times)
    return since if own is None else since + dt.timedelta(days=(own - since.weekday()) % 7)


def _own_weekday(times: Sequence[Time]) -> int | None:
    """The weekday that a report names most, as one that is past; the first of equals. If it names the next one often
    enough, too, then that one: the day before is much spoken of."""
    named = weekdays_named(times)
    if not named:
        return None
    most = max(named, key=lambda day: (named.count(day), -named.index(day)))
    day = WEEKDAYS.index(most)
    after = (day + 1) % 7
    return after if named.count(WEEKDAYS[after]) * OFTEN >= named.count(most) else day


def _counts(claims: Sequence[Claim]) -> set[tuple[str, float]]:
    return {
        (c.indicator, c.best) for c in claims
        if isinstance(c, Figure) and c.indicator in _PEOPLE and c.best is not None and c.best >= 2
    }


def _name_words(report: Report) -> set[str]:
    return {word for x in report.blocks if x.role in KEPT_ROLES for word in names_in(report.text[x.start : x.end])}


def _explicit_days(times: Sequence[Time], near: dt.date) -> list[dt.date]:
    """The days without a year that a report names, in the year that puts them next to a date."""
    days = []
    for time in times:
        match = re.match(r"--(\d\d)-(\d\d)(?::(?!future)|$)", time.rule or "")
        if match:
            for year in (near.year - 1, near.year, near.year + 1):
                try:
                    days.append(dt.date(year, int(match[1]), int(match[2])))
                except ValueError:
                    continue
    return days


def _dateline_days(report: Report) -> list[Time]:
    """The day without a year that a dateline gives: "GENEVA, Sept 9 (Reuters) -"."""
    for block in report.blocks:
        if block.role != "dateline":
            continue
        text = report.text[block.start : block.end]
        match = re.search(r"\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})\b|\b(\d{1,2}) ([A-Z][a-z]{2})", text)
        if match and (month := (match[1] or match[4]).lower()) in MONTHS:
            rule = f"--{MONTHS.index(month) + 1:02d}-{int(match[2] or match[3]):02d}"
            return [Time(match[0], block.start + match.start(), block.start + match.end(), rule=rule)]
    return []


def _fitting_day(times: Sequence[Time], near: dt.date, shared: frozenset[str]) -> dt.date | None:
    """The day, next to another report's, on which a report of the same story was written.

    News speaks of its own day by its weekday, and most often of that one: the weekday that is named most, the first
    of equals, on the first date from the story's day on. That is the last date before the other report with a weekday
    on which both let something happen, or else the eve of the other report's day.
    """
    own = _own_weekday(times)
    if own is None:
        return near
    told = [(near.weekday() - WEEKDAYS.index(day)) % 7 for day in shared]
    back = max((days for days in told if days <= BACK), default=1)
    since = near - dt.timedelta(days=back)
    day = since + dt.timedelta(days=(own - since.weekday()) % 7)
    # More than half a week before, the same weekday after it is as likely.
    return day if -REACH // 2 < (day - near).days < REACH - 1 else None


def resolved(time: Time | None, report: Report, anchor: Anchor | None) -> ResolvedTime | None:
    """A claim's time as the record knows it: its own, or counted from the report's anchor."""
    if time is None:
        return None
    if any(day and not day[:4].isdigit() for day in (time.from_, time.to)):
        return ResolvedTime(time.text, None, None, "unknown", None, "before our era")
    moved = time.anchor is not None and time.rule and anchor is not None and anchor.belied
    if (time.from_ or time.to) and not moved:
        return ResolvedTime(time.text, time.from_, time.to, time.precision, report.id)
    if anchor is None or not time.rule:
        return ResolvedTime(time.text, None, None, "unknown", None, time.reason or "nothing anchors it")
    start, end, precision = resolve(time.rule, anchor.date)
    if any(day and not day[:4].isdigit() for day in (start, end)):
        return ResolvedTime(time.text, None, None, "unknown", None, "before our era")
    if start is None and end is None:
        return ResolvedTime(time.text, None, None, "unknown", None, time.reason or "its rule gives no day")
    return ResolvedTime(time.text, start, end, precision, anchor.report, anchor.why)


def by_report(claims: Mapping[str, Claim]) -> dict[str, list[Claim]]:
    """Claims grouped by their report, in order of the text."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims.values(), key=lambda c: (c.report, c.span.start, c.id)):
        grouped[claim.report].append(claim)
    return grouped
