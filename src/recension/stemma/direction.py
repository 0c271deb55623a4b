"""Which of two reports that share text derives from the other: signs in credits, dates and endings, added up."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from recension.model import Relation, Report
from recension.stemma.credits import corrects, credited, is_agency, is_by, same_outlet, signed_off, site
from recension.stemma.words import Words

#: Points for one direction at which it is taken as known.
KNOWN = 1.0
#: What a hint counts that the dates speak against.
AGAINST_DATE = 0.2
#: Days between two reports that share text, beyond which one of their dates is not to be believed.
FAR = 90
#: Who translates word for word writes "the" where other languages have an article and English has none: so much oftener
#: than the other report, as a part of its words, shows a translation.
TRANSLATED_ARTICLES = 0.04


def direction(a: Words, b: Words, relation: Relation, share_a: float, share_b: float) -> tuple[float, list[str]]:
    """Points for `b` deriving from `a` (negative: `a` from `b`), and the reasons in words."""
    first, last, reason = _times(a.report, b.report)
    points, why = 0.0, []
    for sign, one, other in ((1, a, b), (-1, b, a)):
        share_one, share_other = (share_a, share_b) if sign > 0 else (share_b, share_a)
        for weight, said in _signs(one.report, other.report, relation):
            points += sign * weight
            why.append(said)
        for weight, said in _hints(one, other, relation, share_one, share_other):
            points += sign * (weight if first is None or first is one.report else min(weight, AGAINST_DATE))
            why.append(said)
    if first is not None:
        points += 1.2 if first is a.report else -1.2
        why.append(reason)
    if last is not None:
        points += 0.8 if last is b.report else -0.8
        why.append(f"the date of {_label(last)} is doubtful")
    return points, why


def _signs(one: Report, other: Report, relation: Relation) -> list[tuple[float, str]]:
    """Signs that `other` derives from `one`."""
    found: list[tuple[float, str]] = []
    owner = next((name for name in (credited(other), rights_of(other)) if name and is_by(one, name) and not is_by(other, name)), None)
    if owner:
        found.append((3.0, f"{_label(other)} credits {owner}"))
    elif one.outlet and _names_as_source(other.text, one.outlet) and not _names_as_source(one.text, other.outlet):
        found.append((2.0, f"{_label(other)} names {one.outlet} as its source"))
    if is_agency(one) and not is_agency(other):
        found.append((1.5, f"{_label(one)} is an agency's own dispatch"))
    if signed_off(one) and not signed_off(other):
        found.append((1.0, f"{_label(one)} carries the agency's own sign-off"))
    if one.dateline and one.dateline.credit and other.wire and not (other.dateline and other.dateline.credit):
        found.append((0.6, f"{_label(one)} keeps the agency's dateline, {_label(other)} only a credit"))
    if relation == "translation" and other.translated and not one.translated:
        found.append((1.5, f"{_label(other)} reads as translated"))
    if _number(one) and site(one) == site(other) and _number(one) < _number(other):
        found.append((1.0, f"the address of {_label(other)} bears a higher number"))
    return found


def _hints(source: Words, to: Words, relation: Relation, share_source: float, share_to: float) -> list[tuple[float, str]]:
    """Signs that `to` derives from `source`, of a kind that is nothing against a date: how the two are written."""
    found: list[tuple[float, str]] = []
    one, other = source.report, to.report
    if relation == "translation" and other.translated == one.translated and to.articles - source.articles >= TRANSLATED_ARTICLES:
        found.append((1.0, f'{_label(other)} has "the" far more often, as translations do'))
    if share_to - share_source >= 0.2 and share_to >= 0.7:
        found.append((0.7, f"{_label(other)} is contained in {_label(one)}"))
    if _cut_off(other) and not _cut_off(one):
        found.append((1.0, f"{_label(other)} breaks off"))
    if _is_update(other) and not _is_update(one) and not _of_two_outlets(one, other):
        found.append((1.0, f"{_label(other)} calls itself an update"))
    if corrects(other.text) and not corrects(one.text) and not _of_two_outlets(one, other):
        found.append((1.0, f"{_label(other)} says that it corrects an earlier version"))
    return found


_RIGHTS = re.compile(r"(?:\bCopyright|©|\([cC]\))[ \t]*(?:©[ \t]*)?(?:\d{4}[ \t,]*)?(?:by[ \t]+)?(?:[Tt]he[ \t]+)?(?P<name>[A-Z][\w&'’ -]{1,40})")


def rights_of(report: Report) -> str | None:
    """Who claims the rights in a text: "Copyright 2017 Harbour News. All rights reserved."."""
    found = None
    for match in _RIGHTS.finditer(report.text):
        found = match["name"].strip()
    return found


def _of_two_outlets(a: Report, b: Report) -> bool:
    """Whether two reports are known to be of two outlets: neither's update is one of the other."""
    return bool(a.outlet and b.outlet) and not same_outlet(a.outlet, b.outlet)


def _is_update(report: Report) -> bool:
    """Whether a title says that it is an update."""
    return bool(re.search(r"\bUPDATED?\b|\b(?i:updated):", report.title or ""))


def _number(report: Report) -> int:
    """The number that a site gave a report, in its address; 0 where it gave none, or several."""
    try:
        path = urlsplit(report.address or "").path
    except ValueError:
        return 0
    found = re.findall(r"(?<!\d)\d{5,9}(?!\d)", path)
    return int(found[0]) if len(found) == 1 else 0


def _times(a: Report, b: Report) -> tuple[Report | None, Report | None, str]:
    """Which report is earlier by dates that may be believed; and which one, alone of the two, has a doubtful date."""
    doubted = [r for r in (a, b) if r.published.doubtful]
    last = doubted[0] if len(doubted) == 1 else None
    when_a, when_b = _published(a), _published(b)
    if when_a and when_b:
        size = min(len(when_a), len(when_b))
        if when_a[:size] != when_b[:size] and not _far_apart(when_a, when_b):
            first, second = (a, b) if when_a[:size] < when_b[:size] else (b, a)
            return first, last, f"{_label(first)} was published first ({_published(first)}, {_published(second)})"
    return None, last, ""


def _far_apart(one: str, other: str) -> bool:
    """Whether two dates are so far apart that one of them is not to be believed: news is copied within days."""
    try:
        first, second = (dt.date.fromisoformat(when[:10]) for when in (one, other))
    except ValueError:
        return False
    return abs((first - second).days) > FAR


def _published(report: Report) -> str | None:
    """The date or time of publication as an ISO string that sorts, if it may be believed."""
    if report.published.doubtful:
        return None
    return report.published.at or report.published.date


def _names_as_source(text: str, outlet: str | None) -> bool:
    if not outlet or len(outlet) < 3:
        return False
    name = re.escape(outlet)
    return bool(re.search(
        rf"(?:according to|reported by|report by|first (?:reported|published|appeared) (?:by|in|on)|source:|via|citing|"
        rf"told|originally published (?:by|in|on))\s+(?:the\s+)?{name}\b|\b{name}\s+(?:reports|reported)\b",
        text, re.IGNORECASE))


_BROKEN = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\]|\bread more\b.{0,20})\s*$", re.IGNORECASE)


def _cut_off(report: Report) -> bool:
    """Whether the body ends in the middle of a sentence."""
    body = [b for b in report.blocks if b.role == "body"]
    text = report.text[: body[-1].end].rstrip() if body else ""
    return bool(_BROKEN.search(text[-60:]))


def _label(report: Report) -> str:
    name = report.outlet or report.path or report.id
    return name.rsplit("/", 1)[-1]
