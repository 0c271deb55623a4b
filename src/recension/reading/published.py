"""When a report was published, from what it shows and what it says, and whether the two agree.

The rules, in words:

1. A date that the page shows (metadata, stamp, byline) is its date. If it names several, one labelled "published"
   comes first, then an unlabelled one, then one labelled "updated".
2. Without one, a dateline's full date; a dateline's day and month take the year of an embedded post or of the text's
   latest past date, if that gives a day on or after that date.
3. Without one, the stamp of an embedded post, if a weekday of the lead agrees with it; or a full date with its
   weekday in the lead. A post that nothing confirms gives only the earliest day.
4. A shown date is doubtful where the text contradicts it:
   a. the dateline, a post or a past event is dated after it (by more than a day: clocks differ around the world);
   b. the lead, or the dateline, gives a full date more than 60 days before it;
   c. it is a day that machines write where they know none, such as 1 January 1970;
   d. no weekday of the lead fits: news says "Tuesday" of the day of publication and of the two days before it, of the
      third day before it where the text is no agency's, and of the day after it (clocks again, and plans), but not of
      that day's evening;
   e. it stands on a page of a kind that copies agencies' stories under the day of copying.
5. A doubtful date stays, marked; where the text itself gives a better one (dateline, post), that one is the date.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from recension.model import Published
from recension.reading.dates import Found, find_dates, find_weekdays, stamp_rest, time_beside
from recension.reading.roles import Piece, embed_stamps

#: A lead that speaks of a day further back than this is not about the news of the shown date.
STALE_DAYS = 60
#: The zero of clocks and calendars.
DEFAULTS = frozenset({dt.date(1970, 1, 1), dt.date(1969, 12, 31), dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1980, 1, 1)})
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|to be held|scheduled|planned|plans?|due|until|till|next|expected|deadline|upcoming|"
    r"ahead of|before|expires?|starting|coming|should|could|(?-i:may)|might|aims?|goal|target|agenda|if|"
    r"(?:by|from)(?= (?:the end|\d|next|early|late|mid|(?-i:[JFMASOND][a-z]{2,8}\b))))\b", re.IGNORECASE)
_OTHER_WEEK = re.compile(r"\b(?:last|next|every|each|previous|following|the|a|one|another|coming|since|until)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PAST_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|of|[Aa]fter|[Dd]uring|from)\s+(?:the\s+)?(?:[A-Z][a-z]+\s+)?((?:19|20)\d\d)\b(?!\s*[-–]\s*\d)|"
                        r"['’]s\s((?:19|20)\d\d)\b")
_LABELLED = re.compile(r"\b(?:published|posted|first published|date|created|issued)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that the page shows, with its ISO time if it shows one."""

    date: dt.date
    at: str | None


def published(pieces: list[Piece], given: list[tuple[str, str | None]], dateline: Found | None, wire: str | None
              ) -> tuple[Published, str | None]:
    """When a report was published, and the date that it shows (ISO; as written where it cannot be read).

    Args:
        pieces: the report's pieces with their roles.
        given: dates from metadata, best first: (text, ISO time or None).
        dateline: the date in the dateline, if any.
        wire: the agency whose text it is, if any: agencies' texts go out within two days.
    """
    body = [p.text for p in pieces if p.role == "body"]
    lead = " ".join(body[:2])[:1500]
    shown, as_written = _shown(pieces, given)
    posts = sorted(f.date for s in embed_stamps(pieces) for f in find_dates(s) if f.date)
    past = _past_dates(body)
    own = _own_date(dateline, posts, past, shown)
    shown_text = shown.date.isoformat() if shown else as_written
    if shown is None:
        return _without_shown(lead, own, posts, past, body), shown_text
    why = _contradiction(shown.date, lead, own, posts, past, wire)
    told = _told_date(lead, posts, past)
    if why is None:
        day = shown.date.isoformat()
        return Published(day, shown.at, day, day, "day", "shown", False, "shown on the page"), shown_text
    if own is not None:
        day = own.isoformat()
        return Published(day, None, day, day, "day", "dateline", True,
                         f"the page shows {shown_text}, but {why}; taken from the dateline"), shown_text
    if told is not None and told.isoformat() != shown_text:
        day = told.isoformat()
        return Published(day, None, day, None, "day", "inferred", True,
                         f"the page shows {shown_text}, but {why}; taken from the lead, which gives weekday and date"), shown_text
    earliest = _earliest(posts, past, body)
    if earliest and earliest > shown_text_date(shown):
        return Published(shown.date.isoformat(), shown.at, earliest, None, "day", "shown", True, why), shown_text
    return Published(shown.date.isoformat(), shown.at, earliest, shown.date.isoformat(), "day", "shown", True, why), shown_text


def shown_text_date(shown: Shown) -> str:
    """The ISO date of a shown date."""
    return shown.date.isoformat()


# ---------------------------------------------------------------- what the page shows
def _shown(pieces: list[Piece], given: list[tuple[str, str | None]]) -> tuple[Shown | None, str | None]:
    as_written = None
    for text, at in given:
        for found in find_dates(text):
            if found.date:
                return Shown(found.date, at or time_beside(text, found)), None
        as_written = as_written or text.strip() or None
    ranked: list[tuple[int, int, Shown]] = []
    seen_body = 0
    for order, piece in enumerate(pieces):
        seen_body += piece.role == "body"
        if piece.role not in ("boilerplate", "byline") or len(piece.text) > 240 or piece.what in ("copyright", "other stories"):
            continue
        labelled, updated = bool(_LABELLED.search(piece.text)), bool(_UPDATED.search(piece.text))
        if not (piece.head or seen_body == 0 or (seen_body <= 2 and piece.what == "stamp") or
                ((labelled or updated) and piece.what in ("stamp", "byline"))):
            continue
        if not (piece.what in ("stamp", "byline") or labelled or updated):
            continue
        for found in find_dates(piece.text):
            if found.date is None:
                as_written = as_written or (piece.text.strip() if found.year else None)
                continue
            before = piece.text[max(0, found.start - 40): found.start]
            rank = 2 if _UPDATED.search(before) else 0 if _LABELLED.search(before) else 1
            ranked.append((rank, order, Shown(found.date, time_beside(piece.text, found))))
    foot = _at_foot(pieces) if not ranked and as_written is None else None
    if foot is not None:
        return foot, None
    if ranked:
        best = min(ranked, key=lambda r: (r[0], r[1]))[2]
        return next((s for _, _, s in ranked if s.date == best.date and s.at), best), None
    return None, as_written


def _at_foot(pieces: list[Piece]) -> Shown | None:
    """The bare date right below a story that shows no other, as statements end; not one above other stories."""
    last = max((i for i, p in enumerate(pieces) if p.role == "body"), default=len(pieces))
    below = pieces[last + 1 :]
    if not below or below[0].what != "stamp" or any(p.what == "other stories" or find_dates(p.text) for p in below[1:]):
        return None
    found = [f for f in find_dates(below[0].text) if f.date]
    if len(found) != 1 or stamp_rest(below[0].text) != "" or found[0].date is None:
        return None
    return Shown(found[0].date, time_beside(below[0].text, found[0]))


# ---------------------------------------------------------------- what the text says
def _past_dates(body: list[str]) -> list[dt.date]:
    """The full dates of past events that the text gives: in sentences without a word of the future."""
    found = []
    for sentence in _sentences(body):
        dates = [f.date for f in find_dates(sentence) if f.date]
        if dates and not _FUTURE.search(sentence):
            found += dates
    return sorted(found)


def _sentences(body: list[str]) -> list[str]:
    return [s for text in body[:200] for s in _SENTENCE.split(text[:5000])]


def _own_date(dateline: Found | None, posts: list[dt.date], past: list[dt.date], shown: Shown | None) -> dt.date | None:
    """The dateline's date, its year taken from the shown date, a post or the text where it gives none."""
    if dateline is None:
        return None
    if dateline.date:
        return dateline.date
    anchors = ([shown.date] if shown else []) + posts[-1:] + past[-1:]
    for anchor in anchors:
        for year in (anchor.year, anchor.year - 1, anchor.year + 1):
            day = _day(year, dateline)
            if day and abs((anchor - day).days) <= 31:
                return day
    return None


def _day(year: int, found: Found) -> dt.date | None:
    try:
        return dt.date(year, found.month or 0, found.day or 0)
    except ValueError:
        return None


def _contradiction(shown: dt.date, lead: str, own: dt.date | None, posts: list[dt.date], past: list[dt.date],
                   wire: str | None) -> str | None:
    """Why the text contradicts the shown date, in words; None where it does not."""
    if shown in DEFAULTS:
        return "that is the day which machines write where they know none"
    day = dt.timedelta(days=1)
    later = [(d, what) for d, what in ((own, "the dateline is of"), (posts[-1] if posts else None, "it embeds a post of"),
                                       (past[-1] if past else None, "its text tells of")) if d and d > shown + day]
    if later:
        return f"{later[0][1]} {later[0][0].isoformat()}, later than the shown date"
    if own and (shown - own).days > STALE_DAYS:
        return f"the dateline is of {own.isoformat()}, {(shown - own).days} days before the shown date"
    stale = [f.date for f in find_dates(lead) if f.date]
    if stale and max(stale) < shown - STALE_DAYS * day:
        return f"its lead tells of {max(stale).isoformat()}, {(shown - max(stale)).days} days before the shown date"
    told = _lead_days(lead)
    named = [w for w, _ in told]
    fitting = {0, 1, 2} if wire else {0, 1, 2, 3}
    gaps = [((shown.weekday() - w) % 7, late) for w, late in told]
    # The day after the shown one fits by the clocks of the world alone: not its evening, and not beside a day that
    # fits nothing, such as the one that follows it.
    ahead = all(g in fitting or (g == 6 and not late) for g, late in gaps)
    if gaps and not ahead and not any(g in fitting for g, _ in gaps):
        names = " and ".join(dict.fromkeys(WEEKDAY_NAMES[w] for w in named))
        return f"{shown.isoformat()} is a {WEEKDAY_NAMES[shown.weekday()]}, and its lead speaks of {names}"
    return None


def _lead_weekdays(lead: str) -> list[int]:
    """The weekdays by which the lead tells its news."""
    return [weekday for weekday, _ in _lead_days(lead)]


_LATE = re.compile(r"(?:late (?:on )?|(?:evening|night|afternoon) (?:on|of) )$", re.IGNORECASE)
_LATE_AFTER = re.compile(r"\s(?:late |early )?(?:afternoon|evening|night)\b", re.IGNORECASE)


def _lead_days(lead: str) -> list[tuple[int, bool]]:
    """The weekdays by which the lead tells its news, and whether late on them: not "last Friday", "the Sunday", not
    those of plans."""
    named = []
    for sentence in _SENTENCE.split(lead):
        for start, end, weekday in find_weekdays(sentence):
            before = sentence[max(0, start - 30): start]
            if _OTHER_WEEK.search(before) or re.search(r"\b(?:will|would|next|scheduled|due|planned)\b", sentence[max(0, start - 60): start]):
                continue
            if sentence[end: end + 1] in ("s", "'", "’", "-") and sentence[end: end + 2] not in ("'s", "’s"):
                continue
            late = bool(_LATE.search(before) or _LATE_AFTER.match(sentence[end: end + 20]))
            named.append((weekday, late))
    return named


def _without_shown(lead: str, own: dt.date | None, posts: list[dt.date], past: list[dt.date], body: list[str]) -> Published:
    if own is not None:
        day = own.isoformat()
        return Published(day, None, day, day, "day", "dateline", False, "the date of the dateline")
    named = _lead_weekdays(lead)
    if posts and posts[-1].weekday() in named and (not past or past[-1] <= posts[-1] + dt.timedelta(days=1)):
        day = posts[-1].isoformat()
        return Published(day, None, day, day, "day", "embedded", False,
                         f"an embedded post is of {day}, a {WEEKDAY_NAMES[posts[-1].weekday()]}, of which the lead speaks")
    told = _told_date(lead, posts, past)
    if told:
        day = told.isoformat()
        return Published(day, None, day, None, "day", "inferred", False, "the lead gives the day of its news with weekday and date")
    earliest = _earliest(posts, past, body)
    why = "the report shows no date" + ("; it cannot be older than what it tells of" if earliest else "")
    return Published(None, None, earliest, None, "unknown", None, False, why)


def _told_date(lead: str, posts: list[dt.date], past: list[dt.date]) -> dt.date | None:
    """The day of the news where the lead gives it with weekday and full date, and the text tells of no later one."""
    named = _lead_weekdays(lead)
    told = [f.date for f in find_dates(lead) if f.date and f.date.weekday() in named and f.date in past]
    if told and max(told) == past[-1] and (not posts or posts[-1] <= max(told)):
        return max(told)
    return None


def _earliest(posts: list[dt.date], past: list[dt.date], body: list[str]) -> str | None:
    """The latest day or year that the text tells of as past: it cannot be older than that."""
    days = posts + past
    years = [
        int(m[1] or m[2])
        for sentence in _sentences(body) if not _FUTURE.search(sentence)
        for m in _PAST_YEAR.finditer(sentence)
    ]
    days += [dt.date(y, 1, 1) for y in years]
    return max(days).isoformat() if days else None
