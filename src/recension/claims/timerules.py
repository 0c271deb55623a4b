"""What a rule of the time grammar means, seen from a day: "weekday:tue:past" from a Friday is three days back."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from recension.model import Precision

Interval = tuple[str | None, str | None, Precision]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_UNIT_PRECISION: dict[str, Precision] = {"h": "day", "min": "day", "s": "day", "d": "day", "e": "week", "w": "week",
                                         "f": "week", "m": "month", "q": "month", "y": "year", "dec": "year", "c": "year"}
_UNIT_DAYS = {"h": 1, "min": 0, "s": 0, "d": 1, "e": 7, "w": 7, "f": 14}
_UNIT_MONTHS = {"m": 1, "q": 3, "y": 12, "dec": 120, "c": 1200}
_ROUGH: dict[Precision, int] = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}


def resolve(rule: str, anchor: dt.date) -> Interval:
    """What a rule means as seen from an anchor: first day, last day (ISO, None where open or vague), precision.

    See `recension.claims.timegrammar` for the forms of rules. A rule that says no tense ("?") takes the nearest.

    >>> resolve("weekday:fri:past", dt.date(2023, 5, 30))
    ('2023-05-26', '2023-05-26', 'day')
    >>> resolve("month:-1", dt.date(2023, 5, 29))
    ('2023-04-01', '2023-04-30', 'month')
    >>> resolve("month:05:past", dt.date(2024, 3, 2))
    ('2023-05-01', '2023-05-31', 'month')
    """
    return interval_of(rule, anchor, 0) or (None, None, "unknown")


def interval_of(rule: str, anchor: dt.date | None, depth: int) -> Interval | None:
    """An interval, or None where the rule needs an anchor and there is none or names no real date."""
    if depth > 4:
        return None
    rule = rule.split("@", maxsplit=1)[0] if ">" not in rule and "/" not in rule else rule
    if rule.startswith("any:"):
        return interval_of(rule.partition("/")[2], anchor, depth + 1)
    if ">" in rule:
        outer, _, inner = rule.partition(">")
        seen = interval_of(outer, anchor, depth + 1)
        if seen is None or seen[0] is None or seen[0].startswith("-"):
            return None
        return interval_of(inner, dt.date.fromisoformat(seen[0]), depth + 1)
    if "/" in rule:
        return _from_to(rule, anchor, depth)
    try:
        return _one(rule.removeprefix("ref:"), anchor)
    except (ValueError, OverflowError, LookupError):
        return None


def _from_to(rule: str, anchor: dt.date | None, depth: int) -> Interval | None:
    first, _, last = rule.partition("/")
    if last == "..":
        begin = interval_of(first, anchor, depth + 1)
        return (begin[0], None, begin[2]) if begin else None
    if first == "..":
        finish = interval_of(last, anchor, depth + 1)
        return (None, finish[1], finish[2]) if finish else None
    begin, finish = interval_of(first, anchor, depth + 1), interval_of(last, anchor, depth + 1)
    if begin is None or finish is None:
        return None
    return begin[0], finish[1], max(begin[2], finish[2], key=_ROUGH.__getitem__)


def _one(rule: str, anchor: dt.date | None) -> Interval | None:
    """A rule without joins. Raises ValueError where it names no real date."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", rule):
        day = dt.date.fromisoformat(rule)
        return _days(day, day, "day")
    if re.fullmatch(r"\d{4}-\d{2}", rule):
        return _month(int(rule[:4]), int(rule[5:]))
    head, *rest = rule.split(":")
    if head in {"year", "decade", "century"} and rest and not re.fullmatch(r"[+-]\d+|0", rest[0]):
        return _years(head, rest[0])
    if head == "season" and len(rest) == 2 and re.fullmatch(r"(?:bc)?\d+", rest[1]):
        return _season(rest[0], _era_year(rest[1]))
    if anchor is None:
        return None
    if head.startswith("--"):
        return _yearless(int(head[2:4]), int(head[5:7]), rest, anchor)
    if head == "span":
        return _span(rest[0], anchor)
    if head == "mday":
        return _month_day(int(rest[0]), rest[1] if len(rest) > 1 else "?", anchor)
    if head == "weekday":
        return _weekday(_WEEKDAYS.index(rest[0]), rest[1] if len(rest) > 1 else "past", anchor)
    if head == "month" and len(rest) == 2:
        return _named_month(int(rest[0]), rest[1], anchor)
    if head == "season":
        return _named_season(rest[0], rest[1] if len(rest) > 1 else "?", anchor)
    if head == "weekend" and not re.fullmatch(r"[+-]?\d+", rest[0]):
        saturday = _weekday(5, "past" if rest[0] in {"past", "?"} else rest[0], anchor)[0]
        start = dt.date.fromisoformat(saturday or "")
        return _days(start, start + dt.timedelta(1), "day")
    if head in {"day", "night", "week", "weekend", "month", "year", "decade", "century"}:
        return _step(head, int(rest[0]), anchor)
    return None


def _days(first: dt.date, last: dt.date, precision: Precision) -> Interval:
    return first.isoformat(), last.isoformat(), precision


def _month(year: int, month: int) -> Interval:
    last = calendar.monthrange(year, month)[1]
    return _days(dt.date(year, month, 1), dt.date(year, month, last), "month")


def _iso_year(year: int) -> str:
    """ISO 8601 counts a year 0: 490 BC is -0489."""
    return f"{year:04}" if year > 0 else f"-{-(year + 1):04}"


def _era_year(word: str) -> int:
    """"2008" → 2008, "bc490" → -490."""
    return -int(word[2:]) if word.startswith("bc") else int(word)


def _years(head: str, word: str) -> Interval:
    if head == "century":
        number = _era_year(word)
        first, last = ((number - 1) * 100 + 1, number * 100) if number > 0 else (number * 100, (number + 1) * 100 - 1)
    elif head == "decade":
        first = int(word.rstrip("s"))
        last = first + 9
    else:
        first = last = _era_year(word)
    return f"{_iso_year(first)}-01-01", f"{_iso_year(last)}-12-31", "year"


def _season(name: str, year: int) -> Interval:
    first, last = _SEASONS[name]
    if year < 1:
        return f"{_iso_year(year)}-{first:02}-01", None, "month"
    end = year + (last < first)
    return f"{year:04}-{first:02}-01", f"{end:04}-{last:02}-{calendar.monthrange(end, last)[1]:02}", "month"


def _yearless(month: int, day: int, rest: list[str], anchor: dt.date) -> Interval | None:
    """The nearest such day that its tense, and its weekday where one is named, allow."""
    tense = rest[-1] if rest else "?"
    weekday = _WEEKDAYS.index(rest[0]) if rest and rest[0] in _WEEKDAYS else None
    reach = 6 if weekday is not None else 4 if (month, day) == (2, 29) else 1
    possible = []
    for year in range(max(1, anchor.year - reach), min(9999, anchor.year + reach) + 1):
        try:
            there = dt.date(year, month, day)
        except ValueError:
            continue
        if weekday is None or there.weekday() == weekday:
            possible.append(there)
    # A day's slack: a report may carry the date of another time zone.
    slack = dt.timedelta(1)
    fitting = [d for d in possible if (tense in {"past", "last"} and d <= anchor + slack)
               or (tense in {"future", "next"} and d >= anchor - slack) or (tense == "this" and d.year == anchor.year) or tense == "?"]
    best = min(fitting or possible, key=lambda d: abs((d - anchor).days), default=None)
    return _days(best, best, "day") if best else None


def _month_day(day: int, tense: str, anchor: dt.date) -> Interval | None:
    shift = {"last": -1, "next": 1}.get(tense, 0)
    first = _add_months(anchor.replace(day=1), shift)
    if tense == "future" and day < anchor.day:
        first = _add_months(first, 1)
    elif tense in {"past", "?"} and day > anchor.day + 1:
        first = _add_months(first, -1)
    if day > calendar.monthrange(first.year, first.month)[1]:
        return None
    there = first.replace(day=day)
    return _days(there, there, "day")


def _weekday(number: int, tense: str, anchor: dt.date) -> Interval:
    if tense in {"future", "next"}:
        ahead = (number - anchor.weekday()) % 7
        day = anchor + dt.timedelta(ahead or (7 if tense == "next" else 0))
    elif tense == "this":
        day = anchor + dt.timedelta(number - anchor.weekday())
    else:
        back = (anchor.weekday() - number) % 7
        day = anchor - dt.timedelta(back or (7 if tense == "last" else 0))
    return _days(day, day, "day")


def _named_month(number: int, tense: str, anchor: dt.date) -> Interval:
    ahead = (number - anchor.month) % 12
    year_ahead = anchor.year + (anchor.month + ahead > 12)
    year_back = anchor.year - (number > anchor.month)
    if tense == "this":
        return _month(anchor.year, number)
    if tense == "future" or (tense == "?" and ahead < 6):
        return _month(year_ahead, number)
    if tense == "next":
        return _month(year_ahead + (ahead == 0), number)
    if tense == "last":
        return _month(year_back - (number == anchor.month), number)
    return _month(year_back, number)


def _named_season(name: str, tense: str, anchor: dt.date) -> Interval:
    first, _ = _SEASONS[name]
    year = anchor.year
    if tense in {"past", "?", "last"} and first > anchor.month:
        year -= 1
    elif tense in {"future", "next"} and _SEASONS[name][1] < anchor.month and name != "winter":
        year += 1
    if tense == "last" and first <= anchor.month <= first + 2:
        year -= 1
    return _season(name, year)


def _add_months(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _step(head: str, count: int, anchor: dt.date) -> Interval:
    if head == "day":
        day = anchor + dt.timedelta(count)
        return _days(day, day, "day")
    if head == "night":
        return _days(anchor + dt.timedelta(count - 1), anchor + dt.timedelta(count), "day")
    if head == "week":
        monday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(7 * count)
        return _days(monday, monday + dt.timedelta(6), "week")
    if head == "weekend":
        saturday = anchor - dt.timedelta(anchor.weekday()) + dt.timedelta(5 + 7 * count)
        return _days(saturday, saturday + dt.timedelta(1), "day")
    if head == "month":
        there = _add_months(anchor, count)
        return _month(there.year, there.month)
    if head == "year":
        return _years("year", str(anchor.year + count))
    if head == "decade":
        return _years("decade", f"{(anchor.year // 10 + count) * 10}s")
    return _years("century", str((anchor.year - 1) // 100 + 1 + count))


def _span(word: str, anchor: dt.date) -> Interval | None:
    """A stretch that ends or begins at the anchor; of an unknown length, it is open at its far end."""
    found = re.fullmatch(r"([+-])(\d+|x)([a-z]+)", word)
    if found is None:
        return None
    sign, count, unit = found.groups()
    precision = _UNIT_PRECISION.get(unit, "unknown")
    if count == "x":
        return (None, anchor.isoformat(), precision) if sign == "-" else (anchor.isoformat(), None, precision)
    step = int(count) * (-1 if sign == "-" else 1)
    if unit == "h":
        step = -(-int(count) // 24) * (-1 if sign == "-" else 1)
    far = _add_months(anchor, step * _UNIT_MONTHS[unit]) if unit in _UNIT_MONTHS else anchor + dt.timedelta(step * _UNIT_DAYS.get(unit, 1))
    return _days(min(far, anchor), max(far, anchor), precision)
