"""Datelines and credits: where a report says it was written, and which agency's text it is."""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from recension.model import Dateline
from recension.reading.dates import Found, find_dates
from recension.reading.lexicon import agency_forms, agency_pattern, fold, labels

#: A dateline stands within the first characters of a paragraph.
_REACH = 140
#: Before a colon a place needs a whole paragraph behind it, in characters: headlines have colons too.
_PARAGRAPH = 100

_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞŁŠŽČĆŚŻİĐ][\w.'’]*|d[aeiou]s?|del|la|le|al|el|of|the|and|y|i", re.UNICODE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = (r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
        r"(?:" + _MONTH + r" \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)? " + _MONTH + r"(?:,? \d{4})?"
        r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)")
_DAY_END = re.compile(r"[(]?(?P<day>" + _DAY + r")[)]?$", re.IGNORECASE)
#: Where a dateline may end: a dash that stands free or behind a bracket, a long dash before a capital, a colon.
_STOP = re.compile(
    r"(?:(?<=\s)|(?<=[)\]/.,]))(?:-{1,2}|–|—|―)(?=\s|[“\"‘'A-ZÀ-Þ])|[—–](?=[“\"‘'A-ZÀ-Þ])|:(?=\s)")
#: A credit in brackets or slashes, which ends a dateline without a dash too.
_CREDIT = re.compile(r"\(\s?(?P<round>[A-Z][^()\[\]\n]{1,50})\)|\[(?P<square>[A-Z][^()\[\]\n]{1,50})\]|/(?P<slash>[A-Z][\w. -]{1,20})/",
                     re.IGNORECASE)
_AFTER = re.compile(r"[.,]?\s{0,2}(?:-{1,2}|–|—|―|:)?\s*")
_BRACKET_END = re.compile(r"\s?\((?P<credit>[^()]{2,40})\)$")
_TAIL_SLASH = re.compile(r"(?<=[.!?”\"’'…])\s?/{1,2}\s?(?P<credit>[A-Z][\w. /&-]{1,40}?)/?\s*$")
_TAIL_BRACKET = re.compile(r"\s?[(\[](?P<credit>[A-Z][^()\[\]]{1,60})[)\]]\.?\s*$")
_TAIL_DASH = re.compile(r"(?<=[.!?”\"’'…])\s?[-–—]{1,2}\s?(?P<credit>[A-Z][\w. /&-]{1,40})\s*$")
_CREDIT_LINE = re.compile(
    r"\(?(?:source|sources|via|by|from|agency|agencies|credit|©|\(c\)|copyright|with (?:inputs?|reporting|contributions?|files|"
    r"material|information|additional reporting)(?: from| by)?|compiled from|first published (?:by|in)|"
    r"(?:this (?:story|article|report) )?(?:was )?(?:originally |first )?(?:published|reported|produced|distributed|provided) by)"
    r"\W*(?P<rest>.{2,120})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """The dateline at the head of a paragraph: its length, what it says, and its date if it gives one."""

    end: int
    dateline: Dateline
    date: Found | None


def agency_of(credit: str) -> str | None:
    """The agency a credit names, by its short form; the first of several.

    >>> agency_of("AP"), agency_of("Reuters/Handout"), agency_of("The Associated Press"), agency_of("Jane Doe")
    ('AP', 'Reuters', 'AP', None)
    """
    forms = agency_forms()
    for part in [credit, *re.split(r"[/,;|&]|\band\b|\bwith\b|\bvia\b|\bin\b", credit)]:
        short = forms.get(fold(re.sub(r"\b(?:19|20)\d\d\b", "", part)))
        if short:
            return short
    match = agency_pattern().search(credit)
    return forms.get(fold(match[0])) if match else None


def opening(text: str) -> Opening | None:
    """The dateline that opens a paragraph, or None.

    >>> opening("KHARTOUM, Sudan (AP) — Shells fell.").dateline
    Dateline(place='KHARTOUM, Sudan', credit='AP')
    >>> opening("MANILA, May 3 (Xinhua) -- Police said").dateline.credit, opening("Background — The war began.")
    ('Xinhua', None)
    """
    head = text[:_REACH]
    for stop in itertools.islice(_STOP.finditer(head), 5):
        found = _parsed(head[: stop.start()], mark=stop[0], length=len(text))
        if found and (found[0].credit or found[1] or _starts_sentence(head[stop.end():].lstrip())):
            end = stop.end() + len(head[stop.end():]) - len(head[stop.end():].lstrip())
            return Opening(end, *found)
    for credit in itertools.islice(_CREDIT.finditer(head), 3):
        found = _parsed(head[: credit.end()], mark="", length=len(text))
        after = _AFTER.match(head, credit.end())
        if found and found[0].credit and agency_of(found[0].credit) and after and _starts_sentence(head[after.end():]):
            return Opening(after.end(), *found)
    return None


#: "Done at Geneva, this 3rd day of May 2024", as treaties and decrees end.
_DONE_AT = re.compile(r"^(?:done|given|issued|signed|made|released)\s(?:at|in)\s(?:the\s(?:city|town)\sof\s)?(?=[A-Z])", re.IGNORECASE)
_DONE_ON = re.compile(r",?\s(?:this|on)\s(?:the\s)?(?=\w{1,12}[ ,])")


def place_and_day(text: str) -> Opening | None:
    """The dateline that is a line by itself: "Port Ansel, 13 October 2021", "KYIV (Reuters)".

    >>> place_and_day("Geneva, 3 May 2024").dateline.place
    'Geneva'
    """
    bare = _DONE_ON.sub(", ", _DONE_AT.sub("", text.strip().rstrip("-–—: ."), count=1), count=1)
    if len(bare) > 90:
        return None
    found = _parsed(bare, mark="", length=len(text))
    if found and found[0].place and (found[0].credit or found[1]) and not agency_of(found[0].place):
        return Opening(len(text), *found)
    if found is None and _all_names(bare) and _in_country(bare):
        return Opening(len(text), Dateline(bare, None), None)
    return None


def _parsed(prefix: str, *, mark: str, length: int) -> tuple[Dateline, Found | None] | None:
    """A dateline's place, credit and date, read from its end; None where the words are no dateline.

    Every word of the place must be a name; that, and the bounded length, keep this linear.
    """
    rest, credit, day = _bare(prefix), None, None
    match = next((m for m in _CREDIT.finditer(rest) if m.end() == len(rest)), None)
    if match and fold(match[1] or match[2] or match[3] or "") not in labels("countries.txt"):
        credit = (match["round"] or match["square"] or match["slash"]).strip()
        if find_dates(credit):
            credit = None
        else:
            rest = _bare(rest[: match.start()])
    when = _DAY_END.search(rest)
    if when:
        dates = find_dates(when["day"])
        day = dates[0] if dates else None
        rest = _bare(rest[: when.start()])
    place = rest or None
    if place and not _all_names(place):
        return None
    if not _plausible(place, credit, day, mark=mark, length=length):
        return None
    return Dateline(place, _credit(credit)), day


def _bare(text: str) -> str:
    """Without the marks around it, save the stop of an abbreviation ("D.C.")."""
    text = text.strip(" ,;")
    return text if re.search(r"\b[A-Z]\.[A-Z]\.$", text) else text.strip(" ,.;")


def _all_names(place: str) -> bool:
    """Whether every word is a name, or a small word within one.

    >>> _all_names("Deir al-Balah, Gaza Strip"), _all_names("Protesters in the city")
    (True, False)
    """
    words = [w for w in re.split(r"[\s,/()-]+", place) if w]
    return 0 < len(words) <= 9 and place[0].isupper() and all(_WORD.fullmatch(w) for w in words)


def _starts_sentence(text: str) -> bool:
    return bool(text) and (text[0].isupper() or text[0] in "“\"‘'«")


def tail_credit(text: str) -> tuple[int, str] | None:
    """(start, agency) of a credit at the end of a paragraph: "./ VOA", "(AFP)", "— Reuters".

    >>> tail_credit("It could end the crisis./ VOA")
    (24, 'VOA')
    """
    for pattern in (_TAIL_SLASH, _TAIL_BRACKET, _TAIL_DASH):
        match = pattern.search(text, max(0, len(text) - 80))
        if match:
            short = agency_forms().get(fold(match["credit"])) or _several(match["credit"])
            if short:
                return match.start(), short
    return None


def line_credit(text: str) -> str | None:
    """The agency that a credit line names: "Source: Xinhua", "By Reuters", "© 2023 AFP", "AFP".

    >>> line_credit("With inputs from Reuters"), line_credit("By Jane Doe"), line_credit("Reuters | 5 min read")
    ('Reuters', None, 'Reuters')
    """
    if len(text) > 200:
        return None
    short = agency_forms().get(fold(text))
    if short:
        return short
    match = _CREDIT_LINE.match(text)
    if match:
        return agency_of(match["rest"])
    parts = [p for p in re.split(r"\s*[|·•]\s*", text) if p]
    for part in parts if len(parts) > 1 else []:
        short = agency_forms().get(fold(part))
        if short:
            return short
    match = re.search(r",\s*([^,]{2,40})$", text)
    return agency_forms().get(fold(match[1])) if match and len(text) < 80 else None


def _several(credit: str) -> str | None:
    """The first of several agencies credited together, if all parts are agencies: "AFP/Reuters"."""
    parts = [agency_forms().get(fold(p)) for p in re.split(r"[/,&]|\band\b", credit)]
    return parts[0] if len(parts) > 1 and all(parts) else None


def _credit(credit: str | None) -> str | None:
    return (agency_of(credit) or credit.strip()) if credit else None


def _plausible(place: str | None, credit: str | None, day: Found | None, *, mark: str, length: int) -> bool:
    """What opens a paragraph is a dateline if a place in capitals, a date or a credit shows it to be one."""
    if credit and not agency_of(credit) and (not place or len(credit.split()) > 4 or not credit[0].isupper()):
        return False
    if not place:
        return bool(credit)
    if _is_calendar(place) or fold(place) in labels("sections.txt") or agency_of(place):
        return False
    if credit and not agency_of(credit):
        # "The Rapid Support Forces (RSF) —" explains a name; a place before an unknown credit stands in capitals.
        return _in_capitals(place) or day is not None
    if credit or day:
        return True
    if not mark:
        return False
    first = re.split(r"[,(/]", place)[0].strip()
    known = _in_country(place) or fold(first) in labels("cities.txt")
    # "NATO: …" and a headline's "BLOODBATH AT MINE: …" are no places, and "Gaza City: …" opens a headline.
    if mark == ":":
        return known and _in_capitals(first) and length > _PARAGRAPH
    return known or (_in_capitals(first) and fold(first) not in _not_places())


def _in_capitals(place: str) -> bool:
    first = re.split(r"[,(]", place)[0].strip()
    return len(first) > 3 and first == first.upper() and any(c.isalpha() for c in first)


def _in_country(place: str) -> bool:
    parts = re.split(r"[,(]", place)
    return len(parts) > 1 and fold(parts[-1]) in labels("countries.txt")


@functools.cache
def _not_places() -> frozenset[str]:
    return frozenset("breaking update updated live exclusive watch video photos just in analysis opinion explainer urgent alert "
                     "correction developing factbox timeline note warning read editorial interview".split())


def _is_calendar(place: str) -> bool:
    first = fold(re.split(r"[, ]", place)[0])
    return first in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "updated", "published",
                     "posted", "last", "by", "date", "on", "live", "in", "at", "from", "near", "for", "to", "of", "and"} or bool(re.fullmatch(_MONTH, place.split(maxsplit=1)[0]))
