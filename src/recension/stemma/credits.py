"""Credits: whom a report names as the source of its text or of a sentence, outlets and agencies.

A credit for the whole text comes from the reading room (dateline, tail, credit line). Here are the others: "the AP
reports", "according to Reuters", "told Al Jazeera", and the stamp of an agency's embedded post.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from recension.model import KEPT_ROLES, Report
from recension.reading.lexicon import agencies, agency_forms
from recension.reading.lexicon import fold as fold_label
from recension.stemma import lexicons
from recension.stemma.words import sentence_spans


@dataclass(frozen=True, slots=True)
class Credit:
    """What a report owes to a source that is not itself: to whom, for which stretches, and how that is known.

    `key`: the source, folded; `name`: how to write it. `whole`: the credit covers the whole text. `medium`: for
    statements, what it was said in (tweet, release, statement). `date`: ISO, or as far as the report shows it.
    """

    report: str
    key: str
    name: str
    whole: bool
    spans: tuple[tuple[int, int], ...]
    why: str
    date: str | None = None
    medium: str | None = None
    speaker: str | None = None
    loose: bool = False


#: Letters of a site's name, below which it tells nothing.
SHORTEST_SITE = 3


# ---------------------------------------------------------------- outlets by name
def outlet_key(name: str) -> str:
    """One key for all the names of an outlet.

    >>> outlet_key("The Associated Press") == outlet_key("AP"), outlet_key("The Guardian (online)") == outlet_key("Guardian")
    (True, True)
    """
    folded = fold_label(re.sub(r"\s*\([^)]*\)\s*$", "", name) or name)
    short = agency_forms().get(folded) or agency_forms().get(folded.removeprefix("the "))
    return short.casefold() if short else folded.removeprefix("the ")


def same_outlet(one: str | None, other: str | None) -> bool:
    """Whether two names mean one outlet: by the lexicon, or because one is the other's initials.

    >>> same_outlet("ZPA", "Zemara Press Agency"), same_outlet("AP", "AFP")
    (True, False)
    """
    if not one or not other:
        return False
    if outlet_key(one) == outlet_key(other):
        return True
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", long) if word[0].isupper())
    return len(short) >= 3 and short.isupper() and short == initials


def site(report: Report) -> str | None:
    """The name of the site that a report's address is of: "latimes" of http://articles.latimes.com/2013/…"""
    if not report.address:
        return None
    try:
        parts = (urlsplit(report.address).hostname or "").split(".")[:-1]
    except ValueError:
        return None
    while len(parts) > 1 and parts[-1] in {"co", "com", "org", "net", "ac", "gov"}:
        parts.pop()
    return parts[-1] if parts and len(parts[-1]) >= SHORTEST_SITE else None


def is_by(report: Report, name: str) -> bool:
    """Whether a report is an outlet's: by its outlet, or by its address ("KFVS" of http://www.kfvs12.com)."""
    if same_outlet(name, report.outlet):
        return True
    here, flat = site(report), re.sub(r"\W", "", outlet_key(name))
    if here is None or len(flat) < SHORTEST_SITE:
        return False
    return here == flat or (len(flat) > SHORTEST_SITE and here.startswith(flat)) or (len(here) > SHORTEST_SITE and flat.startswith(here))


def display(name: str) -> str:
    """How an agency or outlet is written in labels: its short form."""
    folded = fold_label(name)
    return agency_forms().get(folded) or agency_forms().get(folded.removeprefix("the ")) or name.strip()


@functools.cache
def _outlet_names() -> str:
    """A pattern for agencies and outlets by name, longest first."""
    strong = {form for agency in agencies() for form in agency.forms if form[:1].isupper() or form.isupper()}
    names = strong | set(lexicons.lines("outlets.txt"))
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


_ANY = r"[A-Z][\w.'’&-]*(?: (?:[A-Z0-9][\w.'’&-]*|of|de|la|el|al|the)){0,4}"
_PRESS = (r"(?:(?:the|a|an|its|his|Russian|Iranian|Chinese|Israeli|Saudi|Turkish|French|German|Qatari|British|local|state|"
          r"state-run|state-owned|official|private|public|independent|pro-\w+|daily|weekly|national|semi-official) )*")
_KIND = (r"(?:television|TV|radio|broadcaster|newspaper|daily|weekly|news agency|news channel|channel|news site|news website|"
         r"website|news outlet|outlet|magazine|tabloid|wire service|agency|network|station|media)")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    known = rf"(?P<name>(?<![\w@])(?:{_outlet_names()}))(?![\w-])(?:['’]s)?"
    any_named = rf"{_PRESS}{_KIND} (?P<name>{_ANY})"
    lead = (r"\b(?i:according to|(?:as )?(?:reported|cited|quoted|seen|obtained|published|aired|broadcast|carried|first reported) "
            r"(?:by|in|on)|citing|quoting|told|speaking to|spoke to|(?:an )?interview (?:with|by|on)|"
            r"(?:reports?|reporting) (?:by|from|in)|(?:dispatch|account|bulletin) (?:of|by|from)|in (?:a|an) (?:report|interview|statement) (?:to|by|with|for))\s+")
    after = (r"(?: \([A-Z.]{2,8}\))?(?: (?:news agency|television|TV|newspaper|news|reporters?|journalists?|correspondents?"
             r"|writers?))?(?:,)? (?:has |had |have |is |was |also |first |later |earlier )?"
             r"(?:report(?:s|ed|ing)|said|says|wrote|writes|quot(?:es|ed)|cit(?:es|ed)|saw|witnessed|counted)\b")
    # The order of other languages, as machine translation leaves it: "informs Interfax", "transfers the agency Kabar".
    turned = (r"\b(?:(?:reports?|reported|informs?|informed|transfers|transmits|transmitted|relays|writes)|"
              r"with (?:a )?(?:reference|link) to|referring to|by (?:data|information|words) of)\s+(?:the )?(?:agency |edition |portal )?")
    return (
        re.compile(rf"{lead}{_PRESS}(?:{_KIND} )?{known}"),
        re.compile(rf"{turned}{known}"),
        re.compile(rf"(?:\b(?:[Tt]he|{_KIND}) )?{known}{after}"),
        re.compile(rf"{lead}{any_named}"),
        re.compile(rf"{any_named}{after}"),
    )


@functools.cache
def _any_patterns() -> tuple[re.Pattern[str], ...]:
    """The same for any name at all: what it names is an outlet only if one of the reports is that outlet's."""
    lead = (r"\b(?i:according to|(?:reported|cited|quoted|seen|obtained|published|aired|broadcast|carried|revealed|first appeared) "
            r"(?:by|in|on)|citing|quoting|told|spoke to|via|[Ss]ource:|republished from|(?:interview|report|story|article|piece|"
            r"investigation|revelations?|post|blog) (?:with|by|in|from|on))\s+")
    after = (r"(?:,)? (?:which |has |had |also |first |earlier )*(?:report(?:s|ed)|cit(?:es|ed)|wrote|writes|publishe[sd]|broadcasts?|"
             r"aired|contributed|quote[sd]|describe[sd]|reveal(?:s|ed)|said|says|claim(?:s|ed)|has a (?:piece|story|report))\b")
    return re.compile(rf"{lead}{_PRESS}(?:{_KIND} )?(?:[Tt]he )?(?P<name>{_ANY})"), re.compile(rf"(?<!\w)(?P<name>{_ANY}){after}")


# ---------------------------------------------------------------- credits of a report
_REPUBLISHED = re.compile(
    rf"\b(?:(?:originally|first) (?:published|appeared)(?: (?:by|in|on|at))+|appeared first on|[Rr]epublished (?:with permission )?(?:from|of)) (?:[Tt]he )?(?P<name>{_ANY})")


def credited(report: Report) -> str | None:
    """The agency or outlet whose text the whole report says that it is."""
    if name := report.wire or (report.dateline.credit if report.dateline else None):
        return name
    match = _REPUBLISHED.search(report.text)
    return match["name"].strip(" .,") if match else None


def whole_credit(report: Report) -> Credit | None:
    """The credit of the whole text, if the report has one."""
    name = credited(report)
    if not name or _own_text(report, name):
        return None
    spans = tuple((b.start, b.end) for b in report.blocks if b.role in KEPT_ROLES and b.end > b.start)
    loose = bool(re.search(rf"\b(?:with (?:inputs?|contributions?|files|material|information|additional reporting)|"
                           rf"additional reporting|compiled)\b[^.\n]{{0,40}}\b{re.escape(name)}\b", report.text, re.IGNORECASE))
    loose = loose and not (report.dateline and report.dateline.credit)
    why = f"credit line ({display(name)})" if not loose else f"written with material from {display(name)}"
    date = report.published.date if not report.published.doubtful else None
    return Credit(report.id, outlet_key(name), display(name), True, _trimmed(report.text, spans), why, date, loose=loose)


def own_text_of(report: Report) -> str | None:
    """The agency whose own text this report is, not somebody's pick-up of it."""
    name = credited(report)
    if name and _own_text(report, name):
        return outlet_key(name)
    return outlet_key(report.outlet) if report.outlet else None


def is_agency(report: Report) -> bool:
    """Whether a report is a news agency's own dispatch: its outlet is one, and its text bears no other's name."""
    name = credited(report)
    return report.outlet is not None and outlet_key(report.outlet) in _agency_keys() and (name is None or same_outlet(name, report.outlet))


@functools.cache
def _agency_keys() -> frozenset[str]:
    """The keys of all agencies (see `outlet_key`)."""
    return frozenset(short.casefold() for short in agency_forms().values())


_CORRECTED = re.compile(
    r"\b(?:(?:an?|the|in an?) (?:earlier|previous|original) (?:version|report) of th(?:is|e) (?:article|report|story|item|page|text)|"
    r"th(?:is|e) (?:article|report|story|text|version) (?:has been|was|is) (?:amended|corrected|updated|revised|changed)|"
    r"(?:corrects|corrected|corrections?):? (?:the |an? )?(?:number|name|spelling|date|figure|toll|day|age|title|paragraph|first|second|previous|to))",
    re.IGNORECASE)


def corrects(text: str) -> bool:
    """Whether a text says that it corrects an earlier one: "An earlier version of this report said …".

    >>> corrects("This article was amended on Thursday."), corrects("The minister amended the law.")
    (True, False)
    """
    return bool(_CORRECTED.search(text))


_SIGNED = re.compile(r"\((?:Additional )?(?:Reporting|Writing|Editing)(?: and \w+)? by\b", re.IGNORECASE)


def _own_text(report: Report, name: str) -> bool:
    """Whether the report is the agency's own: its outlet is the agency, or no outlet is known and it still has
    the agency's sign-off, which those who take it over cut away.
    """
    if same_outlet(name, report.outlet):
        return True
    return report.outlet is None and signed_off(report)


def signed_off(report: Report) -> bool:
    """Whether the text carries an agency's sign-off: (Reporting by …; Editing by …)."""
    return bool(_SIGNED.search(report.text))


def text_credits(report: Report) -> list[Credit]:
    """The outlets and agencies that sentences lean on, one credit for each, in the order of the text."""
    return _credits(report, _patterns())


def names_in_source_place(report: Report) -> list[Credit]:
    """Whatever a report names where one names a source, as `text_credits` gives it. Most of these are people: a credit
    counts only where another report is by an outlet of that name.
    """
    return _credits(report, _any_patterns())


def _credits(report: Report, patterns: Sequence[re.Pattern[str]]) -> list[Credit]:
    whole = credited(report)
    spans: dict[str, list[tuple[int, int]]] = {}
    names: dict[str, str] = {}
    dates: dict[str, str | None] = {}
    for start, end in _kept_sentences(report):
        for name, at in _named(report.text, start, end, patterns):
            if same_outlet(name, whole) or _is_own_outlet(name, report.outlet):
                continue
            key = outlet_key(name)
            spans.setdefault(key, []).append((start, end))
            names.setdefault(key, display(name))
            dates[key] = dates.get(key) or date_after(report, at, min(end, at + 60))
    return [
        Credit(report.id, key, names[key], False, _trimmed(report.text, sorted(set(stretches))),
               f"the text names {names[key]} as its source", dates[key])
        for key, stretches in spans.items()
    ]


def _named(text: str, start: int, end: int, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[str, int]]:
    """(name, end of the match) of each outlet that a sentence names as source."""
    seen: set[str] = set()
    for pattern in patterns:
        for match in pattern.finditer(text, start, min(end, start + 3000)):
            name = match["name"].strip(" .,")
            if outlet_key(name) not in seen:
                seen.add(outlet_key(name))
                yield name, match.end()


def _is_own_outlet(name: str, outlet: str | None) -> bool:
    """Whether a report speaks of itself: "told the Courier" in the Dorvay Courier."""
    if not outlet:
        return False
    return same_outlet(name, outlet) or f" {fold_label(outlet)} ".endswith(f" {outlet_key(name)} ")


_STAMP = re.compile(
    r"(?:[—–-]{1,3}|&mdash;)\s{0,3}(?P<name>[^\n@()]{2,80}?)\(@(?P<handle>\w{1,30})\)\s{0,3}(?P<date>[^\n]{0,40})")


def embed_credits(report: Report) -> list[Credit]:
    """Embedded posts with their stamp: "— AFP News Agency (@AFP) May 30, 2023"."""
    found: list[Credit] = []
    for number, block in enumerate(report.blocks):
        if block.role != "quote_embed":
            continue
        match = _STAMP.search(report.text, block.start, block.end)
        if not match:
            continue
        if not report.text[block.start : match.start()].strip() and number:
            # The stamp stands alone: the paragraph before it is the post.
            before = [b for b in report.blocks[:number] if report.text[b.start : b.end].strip()]
            if before and before[-1].role in KEPT_ROLES:
                start = report.text.rfind("\n\n", before[-1].start, before[-1].end - 2)
                span = (max(before[-1].start, start), block.end)
            else:
                span = (block.start, block.end)
        else:
            span = (block.start, block.end)
        name = match["name"].strip()
        date = date_after(report, match.start("date"), match.end("date"))
        spans = _trimmed(report.text, [span])
        agency = agency_forms().get(fold_label(name)) or agency_forms().get(fold_label(match["handle"]))
        why = f"embedded post of {name} (@{match['handle']})"
        if agency:
            found.append(Credit(report.id, outlet_key(agency), agency, False, spans, why, date, "post"))
        else:
            found.append(Credit(report.id, fold_label(name), name, False, spans, why, date, "tweet", name))
    return found


# ---------------------------------------------------------------- helpers
def _kept_sentences(report: Report) -> Iterator[tuple[int, int]]:
    for block in report.blocks:
        if block.role == "body":
            for start, end in sentence_spans(report.text, block.start, block.end):
                if report.text[start:end].strip():
                    yield start, end


def _trimmed(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append((start, end))
    return tuple(found)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?"
_DATE = re.compile(
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? "
    rf"{_MONTH.replace('month', 'month2')})(?:,? (?P<year>(?:19|20)\d\d))?|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def date_after(report: Report, start: int, end: int) -> str | None:
    """The date that a stretch shows: ISO where its year is known, else as "May 29" or "Monday".

    The year is the stretch's own, or that of the report's publication where that may be believed.
    """
    match = _DATE.search(report.text, start, end)
    if not match:
        day = _WEEKDAY.search(report.text, start, end)
        return day.group() if day else None
    if match["iso"]:
        return match["iso"]
    month = _MONTHS.index((match["month"] or match["month2"])[:3].casefold()) + 1
    number = int(match["day"] or match["day2"])
    year = match["year"]
    if not year and not report.published.doubtful:
        shown = report.published.date or ""
        if re.match(r"\d{4}-\d\d", shown) and abs(int(shown[5:7]) - month) <= 6:
            year = shown[:4]
    if year and 1 <= number <= 31:
        return f"{year}-{month:02d}-{number:02d}"
    return f"{(match['month'] or match['month2'])} {number}"
