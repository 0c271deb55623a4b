"""Dates as news pages write them. Finds; does not judge (see published)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from recension.letters import plain

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed weds", "thursday thurs thur thu", "friday fri",
         "saturday sat", "sunday sun"))
    for name in names.split()
}
#: Offsets from UTC in minutes of the zone names that mean one thing in news.
ZONES = {"gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "eat": 180,
         "est": -300, "edt": -240, "pst": -480, "pdt": -420}
_M = "(?P<m{0}>" + "|".join(sorted(MONTHS, key=lambda n: (-len(n), n))) + r")\b\.?"
_Y = r"(?P<y{0}>(?:19|20)\d\d)\b"
_D = r"(?P<d{0}>[0-3]?\d)(?:st|nd|rd|th)?\b"
_DATE = re.compile(
    "|".join((
        r"\b(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>[01]?\d)(?P=s1)(?P<d1>[0-3]?\d)(?=\D|$)",
        r"\b" + _D.format(2) + r"(?:\s+day)?(?:\s+of)?[\s.,/-]{1,2}" + _M.format(2) + r",?[\s/-]{0,2}" + _Y.format(2),
        r"\b" + _M.format(3) + r"\s+" + _D.format(3) + r",?\s{0,2}(?:at\s)?" + _Y.format(3),
        r"\b(?P<a4>[0-3]?\d)(?P<s4>[-/.])(?P<b4>[0-3]?\d)(?P=s4)(?P<y4>(?:19|20)\d\d)\b",
        r"\b" + _M.format(5) + r"\s+(?P<d5>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.,]?\d)",
        r"\b" + _D.format(6) + r"(?:\s+day)?(?:\s+of)?\s+" + _M.format(6),
        r"\b" + _M.format(7) + r",?\s+" + _Y.format(7),
    )),
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\bT|[\s,|·(-]|^|\bat\s)(?P<h>[0-2]?\d)[:.](?P<min>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d+)?)?\s?(?P<half>[ap]\.?m\b\.?)?"
    r"\s?\(?(?P<zone>[A-Z]{1,4}\b|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(" + "|".join(sorted(WEEKDAYS, key=lambda n: (-len(n), n))) + r")\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text. Parts that it does not say are None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def date(self) -> dt.date | None:
        if self.year and self.month and self.day:
            return dt.date(self.year, self.month, self.day)
        return None


def find_dates(text: str) -> list[Found]:
    """The dates of a text, in order. "03/04/2023" has no day or month: nobody can tell which is which.

    >>> [(f.year, f.month, f.day) for f in find_dates("May 30, 2023, 31 May; 13.06.2023, 03/04/2023; May 2022")]
    [(2023, 5, 30), (None, 5, 31), (2023, 6, 13), (2023, None, None), (2022, 5, None)]
    """
    found = []
    for match in _DATE.finditer(plain(text)):
        part = {k[0]: v for k, v in match.groupdict().items() if v is not None}
        year = int(part["y"]) if "y" in part else None
        if "a" in part:
            month, day = _numeric(int(part["a"]), int(part["b"]), part["s"])
        else:
            month = int(part["m"]) if part["m"].isdigit() else MONTHS[part["m"].casefold()]
            day = int(part["d"]) if "d" in part else None
            if year is None and part["m"].islower():
                continue  # "may 5" is a verb more often than a month
        if _possible(year, month, day):
            found.append(Found(match.start(), match.end(), year, month, day))
    return found


def _numeric(a: int, b: int, mark: str) -> tuple[int | None, int | None]:
    if mark == "." or a > 12 or a == b:
        return b, a
    if b > 12:
        return a, b
    return None, None


def _possible(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    try:
        dt.date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return True


def time_beside(text: str, found: Found) -> str | None:
    """The ISO time of a stamp whose date was found: with its offset where the zone is known, else bare.

    >>> stamp = "Updated 09:20 GMT, 13 October 2021"
    >>> time_beside(stamp, find_dates(stamp)[0])
    '2021-10-13T09:20:00+00:00'
    """
    day = found.date
    if day is None:
        return None
    for match in _TIME.finditer(plain(text[max(0, found.start - 40): found.end + 40])):
        hour, half = int(match["h"]), (match["half"] or "").casefold()
        if half:
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        if hour > 23:
            continue
        when = dt.datetime(day.year, day.month, day.day, hour, int(match["min"]), int(match["s"] or 0))  # noqa: DTZ001 - a stamp without a zone has none
        zone = (match["zone"] or "").casefold()
        if zone in ZONES:
            when = when.replace(tzinfo=dt.timezone(dt.timedelta(minutes=ZONES[zone])))
        elif zone[:1] in ("+", "-"):
            minutes = int(zone[1:3]) * 60 + int(zone[-2:])
            if minutes < 24 * 60:
                when = when.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes if zone[0] == "+" else -minutes)))
        return when.isoformat()
    return None


def find_weekdays(text: str, *, full: bool = True) -> list[tuple[int, int, int]]:
    """(start, end, weekday) of the weekdays named in a text, Monday 0. `full`: only names written out."""
    return [
        (m.start(), m.end(), WEEKDAYS[m[1].casefold()])
        for m in _WEEKDAY.finditer(plain(text))
        if not full or (m[1].casefold().endswith("day") and m[1][0].isupper())
    ]


def without_dates(text: str) -> str:
    """A text with its dates, times and weekdays blanked, to see what else a stamp says."""
    text = _DATE.sub(" ", text)
    text = _TIME.sub(" ", text)
    return _WEEKDAY.sub(" ", text)


_STAMP_WORD = re.compile(
    r"\b(?:first|last|originally|published|publish|posted|post|updated?|modified|edited|revised|created|issued|date[d]?|time|"
    r"on|at|in|of|the|as|by|min|mins|minutes?|hours?|hrs?|read|ago|since|no|vol|issue|edition|story|article|news|report|gmt|utc|"
    r"bst|est|edt|cet|cest|eat|msk|ist|pkt|wib|local|am|pm|a\.m|p\.m|print|online|views?|today|live|last)\b\.?",
    re.IGNORECASE)


def stamp_rest(text: str) -> str | None:
    """What a line says beside a full date, its time and a stamp's usual words; None where it has no full date.

    >>> stamp_rest("Published: 13 October 2021, 06:15"), stamp_rest("Geneva, 3 May 2024"), stamp_rest("no date")
    ('', 'Geneva', None)
    """
    if len(text) > 200 or not any(f.date for f in find_dates(text)):
        return None
    rest = _STAMP_WORD.sub(" ", re.sub(r"\d+", " ", without_dates(text)))
    return " ".join(re.findall(r"[^\W\d_][\w.'’-]*", rest))
