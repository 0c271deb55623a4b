"""A grammar of English time expressions: text in, stretches of characters with a rule out.

A rule is an expression in normal form, free of the wording. These are all its forms:

- `2023-05-29`, `2023-05`: a day or month that the text gives in full; `year:2008`, `decade:1990s`,
  `century:19`; `year:bc490` is a year before our era
- `--05-29:T`, `month:05:T`, `weekday:fri:T`, `season:summer:T`, `mday:05:T`, `weekend:T`: the nearest such
  time as seen from the anchor, where `T` is past, future, last (strictly before), next (strictly after),
  this (of the anchor's week or year), or `?` until the clause has told its tense. `--05-29:tue:T` knows its weekday
- `day:-1`, `week:-1`, `month:+2`, `year:0`, `decade:-1`, `weekend:-1`, `night:0`: so many units from the anchor
- `span:-3d`: the three days up to the anchor; `span:-xd`: an unknown number of them
- `ref:day:+1`: seen from another time that the text tells, not from the anchor
- `any:sun/RULE`: some Sunday within RULE
- `A/B`, `A/..`, `../B`: from A to B; `A>B`: B seen from A; `RULE@part`: a part (early, night …) of it
- `dur:3d`, `clock:15:30`, `now:past`: durations, clock times, and words for the present; these are no dates
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

from recension.letters import plain

Kind = Literal["date", "duration", "clock", "now"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: characters start:end, its rule (None where its parts cannot be read), its kind."""

    start: int
    end: int
    rule: str | None
    kind: Kind = "date"


def expressions(text: str, prose: bool = False) -> list[Expression]:
    """The time expressions of a text, longest first at each place, in order and without overlaps.

    `prose` also takes bare years and months that only a narrative would use without a cue.

    >>> [(text[e.start:e.end], e.rule) for text in ["He said late on Monday that"] for e in expressions(text)]
    [('late on Monday', 'weekday:mon:?')]
    >>> [e.rule for e in expressions("Riots broke out at the end of May. On 23 April 2019, the 1990s")]
    ['month:05:?@end', '2019-04-23', 'decade:1990s']
    """
    return list(_expressions(text, prose))


@functools.lru_cache(maxsize=16)
def _expressions(text: str, prose: bool) -> tuple[Expression, ...]:
    """The same, kept for a while: times and numbers ask of one text."""
    text = plain(text)
    found: list[Expression] = []
    for start, end in _segments(text):
        for pattern, build in _grammar(prose):
            for match in pattern.finditer(text, start, end):
                made = build(match)
                if made is not None:
                    found.append(made)
    found.sort(key=lambda e: (e.start, -(e.end - e.start), e.kind != "date"))
    kept: list[Expression] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return tuple(kept)


# ---------------------------------------------------------------- words
@functools.cache
def lexicon() -> dict[str, Any]:
    """The word lists of `lexicons/times.toml`."""
    path = resources.files("recension.claims") / "lexicons" / "times.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _words(table: str) -> str:
    return "|".join(re.escape(w) for w in sorted(lexicon()[table], key=len, reverse=True))


# ---------------------------------------------------------------- where to look
#: Characters around a word of time that an expression may reach; longer ones do not occur.
_REACH = 56


@functools.cache
def _trigger() -> re.Pattern[str]:
    plain = "|".join(_words(t) for t in ("months", "weekdays", "seasons", "deictic", "now", "feasts"))
    units = "|".join(f"{u}s?" for u in lexicon()["units"])
    return re.compile(
        rf"\b(?:{plain}|{units}|midnight|noon|[12]\d\d\d|\d{{1,4}}\.? ?(?:bc|ad|b\.c|a\.d|am|pm|a\.m|p\.m)|\d\d?[:./-]\d\d"
        rf"|nineties|eighties|seventies|sixties)(?:s|'s|’s)?\b|\b\d\d\d0s|['’]\d0s|\bon the \d\d?(?:st|nd|rd|th)\b", re.IGNORECASE)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around words of time, joined where they touch, cut at white space."""
    at = end = -1
    for match in _trigger().finditer(text):
        left, right = max(match.start() - _REACH, 0), min(match.end() + _REACH, len(text))
        while left > 0 and not text[left - 1].isspace() and match.start() - left < 2 * _REACH:
            left -= 1
        while right < len(text) and not text[right].isspace() and right - match.end() < 2 * _REACH:
            right += 1
        if left > end:
            if at >= 0:
                yield at, end
            at = left
        end = max(end, right)
    if at >= 0:
        yield at, end


# ---------------------------------------------------------------- the grammar
Build = Callable[["re.Match[str]"], Expression | None]

_SP = r"(?:[ \t\u00a0\u2009\u202f]+\n?[ \t\u00a0]*|\n[ \t\u00a0]*)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_YEAR = r"(?:1\d{3}|20\d{2})(?!\d|[.,]\d|%)"
_PART = r"(?:early[- ]|late[- ]|mid[- ]?|the )?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|lunchtime)"
_POINT = r"(?:beginning|start|end|middle|close|first half|second half|latter half|latter part|early part|last days|first days|eve|course|rest|turn|height|outset)"
_EDGE = rf"(?:(?P<edge>early|late|mid|later|earlier|(?:the )?(?:very )?{_POINT} of|(?:the )?(?:early|late) part of)(?:{_SP}|-)?(?:in )?(?:the )?)"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s?(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm|hrs|hours|o'clock)|\d{1,2}:\d{2}(?::\d{2})?)(?:\s?\(?(?:GMT|UTC|EST|EDT|PST|PDT|CET|CEST|BST|local time|ET)\)?)?"


@functools.cache
def _grammar(prose: bool) -> list[tuple[re.Pattern[str], Build]]:
    """Every pattern with the function that reads its match."""
    month = rf"(?P<month>{_words('months')})\b\.?"
    day = rf"(?P<day>{_DAY})"
    year = rf"(?P<year>{_YEAR})"
    named = rf"(?P<wday>{_words('weekdays')})s?"
    with_day = rf"(?:(?P<wday>{_words('weekdays')}|{_words('weekday_short')})\b\.?,?{_SP}(?:{_PART},?{_SP})?(?:of )?(?:the )?)?"
    number = rf"(?P<n>\d{{1,4}}|(?:(?:twenty|thirty|forty|fifty|sixty)[- ])?(?:{_words('numbers')})|(?:just |about |roughly |nearly |almost |some |over |under |only |more than |less than |at least )?(?:a )?(?:few|several|couple(?: of)?|many|some|half(?: an?)?|number of)|a)"
    unit = rf"(?P<unit>{_words('units')})s?"
    season = rf"(?P<season>{_words('seasons')})"
    tail_of_day = rf"(?:,?{_SP}(?:at |in the |around |about )?(?:{_PART}|{_CLOCK}))?"
    rows: list[tuple[str, Build]] = [
        # 2023-05-30, 30/05/2023, 30.05.2023, with or without a clock
        (r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?\b", _iso),
        (r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?![\d/-])", _numeric),
        # Tuesday, 30 May 2023; the 30th of May; 1-3 May; the night of 3 May
        (rf"\b(?:{_PART} of {_SP}?)?{with_day}(?:(?P<d1>{_DAY}){_SP}?(?:-|–|to|and|&){_SP}?)?{day}(?:{_SP}|-|/)(?:of{_SP})?{month}(?:(?:,?{_SP}(?:of )?|-|/){year})?{tail_of_day}\b", _day_of_month),
        (rf"\b(?:{_PART} of {_SP}?)?{with_day}{month}{_SP}(?:the )?{day}(?:{_SP}?(?:-|–|to|and|&){_SP}?(?P<d2>{_DAY}))?(?:(?:,{_SP}?|,?{_SP}(?:of )?|-){year})?{tail_of_day}\b", _day_of_month),
        # early May 2023; at the end of May; last September; May of last year
        (rf"\b{_EDGE}?(?:(?P<which>last|this|next|this past|this coming)[ ])?{month}(?:,?{_SP}(?:of )?(?:{year}|(?P<rel>last|this|next|that|the same|the following|the previous) year))?(?!{_SP}\d{{1,2}}\b(?!:))", _month),
        # late on Monday; Friday night; last Tuesday; Monday of last week; a Sunday in September
        ((rf"\b(?:(?P<edge>late|early|later|earlier)(?:{_SP}on)?{_SP}(?:the )?)?(?:(?:in |at |by )?{_PART}{_SP}(?:on|of){_SP})?(?:(?P<which>last|next|this|this past|past|this coming|coming|the previous|the following|the same|that){_SP})?{named}\b"
         rf"(?:(?:,?{_SP}(?:in the |at |around )?|['’]s )(?P<part>{_PART}|{_CLOCK}|dawn|dusk)\b)?"
         rf"(?:{_SP}(?:of )?(?P<rel>last|this|next) week|{_SP}(?P<ago>before last|week|ago)\b|{_SP}(?:in|of){_SP}(?:early |mid-|late )?{month}(?:{_SP}{year})?)?"), _weekday),
        # overnight into Monday; the night from Saturday to Sunday
        (rf"\b(?:overnight|the{_SP}night)(?:{_SP}(?:from|of|between){_SP}(?:{_words('weekdays')}))?(?:{_SP}(?:into|to|and){_SP}|[-–]){named}\b", _night_into),
        # yesterday, late last night
        (rf"\b(?:(?:early|late|later|earlier){_SP})?(?P<word>{_words('deictic')})\b(?:['’]s)?(?:{_SP}{_PART})?", _deictic),
        # earlier last month; this weekend; the end of the year
        (rf"\b{_EDGE}?(?P<which>last|past|previous|this past|this|the current|current|next|coming|following|the coming|the next|the following|the previous|the past|the last|the preceding|the same|that same|that|the|the succeeding|each|every){_SP}{unit}\b(?:{_SP}(?P<beside>before last|after next|before|after|earlier|later))?", _this_unit),
        (rf"\b{_EDGE}?(?P<which>last|past|previous|this past|this|next|coming|the following|the previous|the coming|that|the same|the){_SP}{season}\b(?:{_SP}(?:of )?{year})?", _season),
        (rf"\b{_EDGE}?{season}{_SP}(?:of )?(?:{year}|(?P<rel>last|this|next|that|the same) year)", _season),
        # two weeks ago; three days later; a day after; in the past three months
        (rf"\b(?:(?:less|more|fewer) than |about |around |nearly |almost |over |just |only |some |at least |roughly |barely |within )?{number}(?:{_SP}|-){unit}{_SP}(?P<way>ago|from now|earlier|before|later|after|afterwards?|on|hence|since|prior|previously|previous)\b(?:{_SP}(?P<wday>yesterday|today|{_words('weekdays')}|last week|tomorrow)\b)?", functools.partial(_so_long_ago, prose=prose)),
        (rf"\b(?P<unit>hour|day|week|month|year|decade|minute|centurie|century)s{_SP}(?P<way>ago|earlier|before|later|after)\b", functools.partial(_so_long_ago, prose=prose)),
        (rf"\b(?:the |these )?(?P<which>past|last|previous|preceding|recent|next|coming|following|upcoming|ensuing){_SP}(?:{number}{_SP})?(?P<unit>{_words('units')})s?\b", _stretch),
        # in 2008; mid-1990s; the nineties; 19th century; 490 BC
        (rf"(?<![\w.,/$€£-])(?:{_EDGE})?(?:the (?:year )?)?{year}(?!s\b)", functools.partial(_year, prose=prose)),
        (rf"\b(?:early |late |mid-?|mid |(?:the )?{_POINT} of )?(?:the )?(?:{_EDGE})?(?P<decade>1\d\d0|20\d0|['’]\d0)['’]?s\b", _decade),
        (rf"\bthe{_SP}(?:early |late |mid-?)?(?P<ties>nineties|eighties|seventies|sixties)\b", _decade),
        (rf"\b{_EDGE}?(?:the )?(?P<cent>\d\d?(?:st|nd|rd|th)|nineteenth|twentieth|eighteenth|seventeenth|sixteenth){_SP}century(?:{_SP}(?P<bc>bc))?\b", _century),
        (rf"\b(?:(?P<edge>early|late|mid)[- ])?(?:(?P<wseason>{_words('seasons')})(?: of)? )?(?:(?:{_words('months')}),? )?(?P<year>\d{{1,4}}){_SP}?(?P<era>BCE?\b|B\.C\.(?:E\.)?|AD\b|CE\b|A\.D\.)", _era),
        # the weekend; over the weekend; the 5th; a date's feast
        (rf"\bon{_SP}(?P<text>the{_SP}(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?:{_SP}of (?P<which>this|last|next|the|that) month)?)\b(?!{_SP}(?:of )?[a-z])", _day_alone),
        (rf"\b(?P<feast>{_words('feasts')})\b(?:,?{_SP}{year})?", _feast),
        (rf"\b(?P<now>{_words('now')})\b", _now),
        (rf"(?<![\d.$€£])\b(?:around |about |at )?(?P<clock>{_CLOCK}|noon|midnight)", _clock),
        (rf"\b(?:(?:less|more|fewer) than |about |around |nearly |almost |over |some |at least |roughly |the full |under )?{number}(?:{_SP}|-){unit}(?:-long|-old)?\b", _duration),
        (r"\b(?P<unit>hour|day|week|month|year|decade)s(?:-long)?\b", _duration),
    ]
    return [(re.compile(p, re.IGNORECASE), b) for p, b in rows]


def _made(match: re.Match[str], rule: str | None, kind: Kind = "date", group: int | str = 0) -> Expression:
    """An expression over a match, without a trailing full stop that ends the sentence or white space."""
    start, end = match.span(group)
    text = match.string
    while start < end and (text[start].isspace() or text[start] in ",-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",-"):
        end -= 1
    return Expression(start, end, rule, kind)


_PARTS = (
    (re.compile(r"\b(?:mid|middle|height)", re.IGNORECASE), "mid"),
    (re.compile(r"\b(?:early|beginning|start|first|outset|turn)", re.IGNORECASE), "early"),
    (re.compile(r"\b(?:end|close|last days|eve)\b", re.IGNORECASE), "end"),
    (re.compile(r"\b(?:late|second|latter)\b", re.IGNORECASE), "late"),
)


def _part(edge: str | None) -> str:
    """"the end of" → "@end"; "earlier" and "later" name no part."""
    return next((f"@{name}" for pattern, name in _PARTS if edge and pattern.search(edge)), "")


def _has(match: re.Match[str], name: str) -> str | None:
    value = match.groupdict().get(name)
    return value.lower() if value else None


def _month_number(match: re.Match[str]) -> int | None:
    word = _has(match, "month")
    return lexicon()["months"][word] if word else None


def _day_number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _before(match: re.Match[str]) -> str:
    """The word (or mark) just before a match, lower-case; "" at the start of a line."""
    left = match.string[max(0, match.start() - 24):match.start()]
    found = re.search(r"([\w'’.]+|[^\w\s])[ \t\u00a0]*\Z", left)
    return found.group(1).lower() if found else ""


def _after(match: re.Match[str]) -> str:
    """The word just after a match, lower-case; "" where the clause ends."""
    found = re.match(r"[ \t\u00a0]*([\w'’]+)", match.string[match.end():match.end() + 24])
    return found.group(1).lower() if found else ""


# ---------------------------------------------------------------- days
def _iso(match: re.Match[str]) -> Expression | None:
    month, day = int(match["m"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _made(match, f"{match['year']}-{month:02}-{day:02}")


def _numeric(match: re.Match[str]) -> Expression | None:
    """30/05/2023 is read only where one of its parts cannot be a month; dots are day first."""
    a, b = int(match["a"]), int(match["b"])
    if not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12:
        return None
    if a > 12 or match["sep"] == "." or a == b:
        day, month = a, b
    elif b > 12:
        day, month = b, a
    else:
        return _made(match, None)
    return _made(match, f"{match['year']}-{month:02}-{day:02}") if month <= 12 else None


def _day_of_month(match: re.Match[str]) -> Expression | None:
    month = _month_number(match)
    if match["month"].islower() and match["month"] in {"may", "march", "mar", "sat", "sun"}:
        return None
    after = _after(match)
    if after in lexicon()["names"]["after_month"] and not match["year"]:
        return None
    week = match["wday"]
    known = ":" + {**lexicon()["weekdays"], **lexicon()["weekday_short"]}[week.lower()] if week else ""

    def one(day: str) -> str:
        number = _day_number(day)
        if match["year"]:
            return f"{match['year']}-{month:02}-{number:02}"
        return f"--{month:02}-{number:02}{known}:?"

    rule = one(match["day"])
    first, last = match.groupdict().get("d1"), match.groupdict().get("d2")
    if first:
        rule = f"{one(first)}/{rule}"
    elif last:
        rule = f"{rule}/{one(last)}"
    return _made(match, rule)


def _day_alone(match: re.Match[str]) -> Expression | None:
    which = {"this": "this", "last": "last", "next": "next"}.get(match["which"] or "", "?")
    return _made(match, f"mday:{_day_number(match['day']):02}:{which}", group="text")


def _feast(match: re.Match[str]) -> Expression | None:
    if _is_title(match) or (match["feast"].islower() and not match["feast"].startswith("christmas")):
        return None
    rule: str = lexicon()["feasts"][match["feast"].lower()]
    return _made(match, match["year"] + rule[1:] if match["year"] else rule + ":?")


def _weekday(match: re.Match[str]) -> Expression | None:
    names = lexicon()["names"]
    if _after(match) in names["after_weekday"] and match["wday"][0].isupper() and not match["part"] and match.string[match.end():match.end() + 12].lstrip()[:1].isupper():
        return None
    if _before(match) in names["before_weekday"]:
        return None
    if _is_title(match):
        return None
    short = lexicon()["weekdays"][match["wday"].lower()]
    part = _day_part(match["part"] or match["edge"] or (match[0] if re.match(_PART, match[0], re.IGNORECASE) else None))
    month = _month_number(match)
    if month:
        within = f"{match['year']}-{month:02}" if match["year"] else f"month:{month:02}:?"
        return _made(match, f"any:{short}/{within}")
    rel, which = _has(match, "rel"), _has(match, "which")
    if rel:
        return _made(match, f"week:{ {'last': '-1', 'this': '0', 'next': '+1'}[rel] }>weekday:{short}:this{part}")
    if _has(match, "ago") == "week":
        return _made(match, f"weekday:{short}:next>day:+7{part}")
    if _has(match, "ago") == "before last":
        return _made(match, f"weekday:{short}:last>day:-7{part}")
    if _has(match, "ago") == "ago":
        return None
    if which in {"the previous", "the following", "the same", "that"}:
        return _made(match, f"ref:weekday:{short}:{ {'the previous': 'last', 'the following': 'next'}.get(which, 'this') }{part}")
    tense = {"last": "last", "past": "last", "this past": "last", "next": "next", "coming": "future", "this coming": "future"}
    if match["wday"].lower().endswith("s"):
        return None
    return _made(match, f"weekday:{short}:{tense.get(which or '', '?')}{part}")


def _night_into(match: re.Match[str]) -> Expression | None:
    """"overnight into Monday": the night that ends on Monday."""
    if match["wday"].lower().endswith("s"):
        return None
    return _made(match, f"weekday:{lexicon()['weekdays'][match['wday'].lower()]}:?>night:0")


def _is_title(match: re.Match[str]) -> bool:
    """"The Friday Mosque", "the May Day Bridge": a name that a time only opens."""
    if _before(match) not in {"the", "a"} or re.match(r"(?:the|a) ", match[0], re.IGNORECASE):
        return bool(re.match(r"(?:May Day|Labou?r Day)", match[0]) and re.match(r" [A-Z][a-z]", match.string[match.end():match.end() + 3]))
    after = re.match(r" ([A-Z][a-z]+)", match.string[match.end():match.end() + 24])
    return after is not None and after.group(1).lower() not in lexicon()["months"]


def _day_part(word: str | None) -> str:
    found = re.search(r"morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk|lunchtime", word or "", re.IGNORECASE)
    return f"@{found.group().lower()}" if found else ""


def _deictic(match: re.Match[str]) -> Expression | None:
    word = " ".join(match["word"].lower().split())
    rule: str = lexicon()["deictic"][word]
    if word == "today" and match.string[match.start() - 4:match.start()] == "USA ":
        return None
    if "@" not in rule:
        rule += _day_part(match[0][match.end("word") - match.start():])
    if match[0].lower().endswith(("'s", "’s")):
        return Expression(match.start(), match.end() - 2, rule)
    return _made(match, rule)


# ---------------------------------------------------------------- months, seasons, years
def _month(match: re.Match[str]) -> Expression | None:
    word = match["month"]
    names = lexicon()["names"]
    low = word.lower()
    number = lexicon()["months"][low]
    part = _part(_has(match, "edge"))
    if word[0].islower():
        return None
    if match["year"]:
        return _made(match, f"{match['year']}-{number:02}{part}")
    rel, which = _has(match, "rel"), _has(match, "which")
    bare = match.start("month") == match.start() and not rel
    before, after = _before(match), _after(match)
    if bare and before.rstrip(".") in names["before_name"]:
        return None
    if bare and (after in names["after_month"] or after == "day"):
        return None
    if bare and low in names["ambiguous_months"] and before not in names["month_cues"] and not before.endswith(("'s", "’s")):
        return None
    if len(low) <= 4 and low not in {"may", "june", "july"} and not match[0].rstrip().endswith(".") and bare and before not in names["month_cues"]:
        return None
    end = match.end() - (1 if match[0].endswith(".") and (len(low) > 4 or low in {"may", "june", "july"}) else 0)
    if rel:
        year = {"last": "year:-1", "this": "year:0", "next": "year:+1"}.get(rel, "ref:year:" + ("+1" if "following" in rel else "-1" if "previous" in rel else "0"))
        return Expression(match.start(), end, f"{year}>month:{number:02}:this{part}")
    tense = {"last": "last", "this": "this", "next": "next", "this past": "last", "this coming": "future"}.get(which or "", "?")
    return Expression(match.start(), end, f"month:{number:02}:{tense}{part}")


_SPRING = re.compile(r"\b(?:in|during|since|by|until|this|early in|late in)\s\Z", re.IGNORECASE)


def _season(match: re.Match[str]) -> Expression | None:
    name = lexicon()["seasons"][match["season"].lower()]
    part = _part(_has(match, "edge"))
    if match["year"]:
        return _made(match, f"season:{name}:{match['year']}{part}")
    rel, which = _has(match, "rel"), _has(match, "which")
    if rel:
        return _made(match, f"year:{ {'last': '-1', 'this': '0', 'next': '+1'}.get(rel, '0') }>season:{name}:this{part}")
    if match["season"].lower() in {"fall", "spring"} and which in {"the", "that", "the same", None} and not _SPRING.search(match.string[max(0, match.start() - 9):match.start()]):
        # "the fall of the city", "the spring dried up": only "in the spring" is a season.
        return None
    tense = {"last": "last", "past": "last", "this past": "last", "previous": "last", "this": "this", "next": "next",
             "coming": "future", "the coming": "future"}.get(which or "", "?")
    return _made(match, f"season:{name}:{tense}{part}")


def _year(match: re.Match[str], prose: bool) -> Expression | None:
    number = int(match["year"])
    years = lexicon()["years"]
    before, after = _before(match), _after(match)
    # "in 2011 police fired" tells a year; "in 2000 homes" counts them.
    if after in years["counted"] and (before not in {"in", "since"} or not 1900 <= number <= 2035 or after in years["counted_in"]):
        return None
    if number > 2100 or number < 1000:
        return None
    edge = match.start("year") > match.start() and match[0].lower() != f"the {number}"
    cued = edge or before in years["cues"] or before.rstrip(".") in lexicon()["months"]
    if before in {"about", "around", "for", "to", "and", "or", "of", "-", "–", "/", "("} and not edge:
        cued = 1900 <= number <= 2035 or prose
    # "the 2013 deal", "Sudan's 2019 declaration", "a 2015 law": a noun that the year dates.
    dated = 1900 <= number <= 2035 and bool(re.fullmatch(r"[a-z][\w'’-]+", after)) and (
        before in {"the", "a", "an", "this", "its", "their", "his", "her", "our"} or before.endswith(("'s", "s'", "’s", "s’", "-brokered", "brokered", "-led", "-backed")) or match[0].lower().startswith("the "))
    opened = before == "" and 1900 <= number <= 2035 and prose
    if not (cued or dated or opened or (prose and 1400 <= number <= 2035)):
        return None
    start = match.start("year") if dated and not edge else match.start()
    return Expression(start, match.end(), f"year:{number}{_part(_has(match, 'edge'))}")


def _decade(match: re.Match[str]) -> Expression | None:
    if "ties" in match.groupdict() and match.groupdict().get("ties"):
        first = {"nineties": 1990, "eighties": 1980, "seventies": 1970, "sixties": 1960}[match["ties"].lower()]
    else:
        digits = re.sub(r"\D", "", match["decade"])
        first = int(digits) if len(digits) == 4 else (1900 if int(digits) >= 30 else 2000) + int(digits)
    return _made(match, f"decade:{first}s{_part(match[0][:24])}")


def _century(match: re.Match[str]) -> Expression | None:
    words = {"nineteenth": 19, "twentieth": 20, "eighteenth": 18, "seventeenth": 17, "sixteenth": 16}
    word = match["cent"].lower()
    number = words.get(word) or _day_number(word)
    return _made(match, f"century:{'bc' if match['bc'] else ''}{number}{_part(_has(match, 'edge'))}")


def _era(match: re.Match[str]) -> Expression | None:
    sign = "bc" if match["era"].upper().startswith("B") else ""
    rule = f"year:{sign}{int(match['year'])}"
    if match["wseason"]:
        rule = f"season:{lexicon()['seasons'][match['wseason'].lower()]}:{sign}{int(match['year'])}"
    return _made(match, rule + _part(_has(match, "edge")))


# ---------------------------------------------------------------- units
_UNIT_NAMES = {"d": "day", "w": "week", "e": "weekend", "m": "month", "y": "year", "dec": "decade", "c": "century",
               "f": "fortnight", "q": "quarter", "h": "hour", "min": "minute", "s": "second"}
_BACK = {"last", "past", "previous", "this past", "the past", "the last"}
_ON = {"next", "coming", "the coming", "the next"}


def _this_unit(match: re.Match[str]) -> Expression | None:
    """"earlier last month", "this weekend", "the end of the year", "the following day", "the day before"."""
    which = " ".join(match["which"].lower().split())
    word = match["unit"].lower()
    unit = lexicon()["units"][word]
    name = _UNIT_NAMES[unit]
    edge, beside = _has(match, "edge"), _has(match, "beside")
    part = _part(edge)
    plural = match.end("unit") < len(match.string) and match.string[match.end("unit")].lower() == "s" and match.string[match.end("unit"):match.end("unit") + 2].isalpha()
    if plural or (match[0].lower().endswith("s") and not word.endswith("s")):
        return None
    if which in {"each", "every"} or unit in {"s", "min", "h"}:
        return None
    if unit == "d" and word != "day" and not part:
        part = f"@{word}"
    if which == "the":
        if beside in {"before", "after"} and unit != "e":
            return _made(match, f"ref:{name}:{'-1' if beside == 'before' else '+1'}{part}")
        if unit == "e" and not edge:
            return _made(match, "weekend:?")
        if edge and unit in {"w", "m", "y", "d", "dec", "c"} and not edge.startswith(("earlier", "later")):
            return _made(match, f"{name}:0{part}")
        return None
    if beside == "before last":
        return _made(match, f"{name}:-2{part}")
    if beside == "after next":
        return _made(match, f"{name}:+2{part}")
    end = match.start("beside") if beside else match.end()
    while end > match.start() and match.string[end - 1].isspace():
        end -= 1
    if which in {"the following", "following", "the succeeding"} or (which == "the next" and unit == "d"):
        rule = f"ref:{name}:+1"
    elif which in {"the previous", "the preceding"}:
        rule = f"ref:{name}:-1"
    elif which in {"that", "the same", "that same"}:
        rule = f"ref:{name}:0"
    elif unit == "d" and which in _BACK:
        rule = "ref:day:-1" if which == "previous" else "span:-1d"
    elif which in {"the past", "the last", "past"} and unit != "e":
        rule = f"span:-1{unit}"
    elif which in {"the next", "the coming"} and unit != "e":
        rule = f"span:+1{unit}"
    else:
        step = "-1" if which in _BACK else "+1" if which in _ON else "0"
        rule = f"{name}:{step}"
    return Expression(match.start(), end, rule + part)


def _count(match: re.Match[str]) -> str:
    """The number of an expression as digits, or "x" where it is vague."""
    word = _has(match, "n")
    if word is None:
        return "x"
    if word.isdigit():
        return word
    numbers = lexicon()["numbers"]
    pieces = [numbers[w] for w in re.split(r"[- ]", word) if w in numbers]
    if re.search(r"few|several|couple|many|some|half|number", word):
        return "2" if "couple" in word else "x"
    return str(sum(pieces)) if pieces else "x"


def _so_long_ago(match: re.Match[str], prose: bool) -> Expression | None:
    word = match["unit"].lower()
    unit = lexicon()["units"].get(word, "c")
    count = _count(match)
    way = match["way"].lower()
    if way in {"on", "since"} and match.groupdict().get("wday") is None:
        return None
    if way in {"previous", "prior"} and not prose:
        return None
    back = way in {"ago", "earlier", "before", "prior", "previously", "previous"}
    sign = "-" if back else "+"
    if count == "x" or (unit in {"dec", "c", "q", "f"} and count == "x"):
        rule = f"span:{sign}x{unit}"
    elif unit in {"s", "min", "h"}:
        rule = "day:0"
    elif unit == "f":
        rule = f"day:{sign}{int(count) * 14}"
    elif unit == "q":
        rule = f"month:{sign}{int(count) * 3}"
    else:
        rule = f"{_UNIT_NAMES[unit]}:{sign}{count}"
    if way not in {"ago", "from now", "hence"}:
        rule = f"ref:{rule}"
    seen_from = _has(match, "wday")
    if seen_from in lexicon()["weekdays"]:
        rule = f"weekday:{lexicon()['weekdays'][seen_from]}:?>{rule.removeprefix('ref:')}"
    elif seen_from in {"yesterday", "today", "tomorrow"}:
        rule = f"{lexicon()['deictic'][seen_from]}>{rule.removeprefix('ref:')}"
    return _made(match, rule)


def _stretch(match: re.Match[str]) -> Expression | None:
    """"the past three months", "recent weeks": a stretch that ends (or begins) at the anchor."""
    which = match["which"].lower()
    unit = lexicon()["units"][match["unit"].lower()]
    plural = match[0].lower().endswith("s")
    if which in {"following", "preceding"} and match.start("which") == match.start() and _after(match) == "of":
        return None  # "following four hours of talks" stands for "after"
    if match["n"] is None and not (plural and match["unit"].lower() != "centuries"):
        return None
    count = _count(match) if match["n"] else "x"
    sign = "+" if which in {"next", "coming", "following", "upcoming", "ensuing"} else "-"
    rule = f"span:{sign}{count}{unit}"
    if which in {"previous", "preceding", "following", "ensuing"}:
        rule = f"ref:{rule}"
    return _made(match, rule)


def _duration(match: re.Match[str]) -> Expression | None:
    if match[0].lower().endswith("-old"):
        return None
    if re.match(r"[-\s]olds?\b", match.string[match.end():match.end() + 5]):
        return None
    unit = lexicon()["units"].get(match["unit"].lower(), "c")
    if match["unit"].lower() == "second" and _has(match, "n") in {"a", "an", "one"}:
        return None
    return _made(match, f"dur:{_count(match)}{unit}", "duration")


def _clock(match: re.Match[str]) -> Expression | None:
    found = re.match(r"(\d{1,2})(?:[:.](\d{2}))?", match["clock"])
    if found is None:
        return _made(match, f"clock:{'12:00' if match['clock'].lower() == 'noon' else '00:00'}", "clock", "clock")
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    half = re.search(r"([ap])\.?m", match["clock"], re.IGNORECASE)
    if hour > 24 or minute > 59 or "hours" in match["clock"].lower():
        return None
    if half and half.group(1).lower() == "p" and hour < 12:
        hour += 12
    return _made(match, f"clock:{hour:02}:{minute:02}", "clock", "clock")


def _now(match: re.Match[str]) -> Expression | None:
    return _made(match, f"now:{lexicon()['now'][' '.join(match['now'].lower().split())]}", "now")
