"""A grammar of English numbers: text in, numbers out with their bounds, free of any parse.

Ages, dates, durations, ordinals, scores, addresses and the numbers of laws, roads and units are no counts and
do not come out.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, cast

from recension.claims.timegrammar import expressions
from recension.letters import plain
from recension.model import Bound, Change


@dataclass(frozen=True, slots=True)
class Number:
    """A number at characters start:end, with the words that bound it; the number itself is at `core`.

    `low`, `best`, `high` follow CONTRACT's conventions for `bound`. `unit` is one that stands on the number
    itself ("%", "$"). `negated`: "not eleven". `vague`: a word ("dozens"), not a numeral.
    """

    start: int
    end: int
    core: tuple[int, int]
    value: float
    low: float | None
    best: float | None
    high: float | None
    bound: Bound
    change: Change = "total"
    unit: str | None = None
    negated: bool = False
    vague: bool = False
    #: "4,000-strong": the word that the number is joined to.
    joined: str | None = None


def numbers(text: str, *, every: bool = False) -> list[Number]:
    """The numbers of a text that may count something, in order, without overlaps.

    With `every`, ages and "one of the first" come along, and "eight or nine" are two.

    >>> [(n.low, n.best, n.high, n.bound) for n in numbers("at least 12 died, about 3,000 fled, 20-30 rebels")]
    [(12, 12, None, 'at_least'), (None, 3000, None, 'about'), (20, None, 30, 'range')]
    >>> numbers("the 25th Brigade, aged 34, Resolution 1244, on May 3, a 4-year-old, 2-1")
    []
    """
    text = plain(text)
    blocked = [(e.start, e.end) for e in expressions(text) if e.kind != "now"]
    found: list[Number] = []
    at = 0
    for match in _core().finditer(text):
        start, end = match.span()
        while at < len(blocked) and blocked[at][1] <= start:
            at += 1
        if at < len(blocked) and blocked[at][0] < end and not match["quarters"] and not _outlives(match, blocked[at]):
            continue
        for number in _read_all(match):
            if found and number.end < found[-1].end:
                continue
            number = _said_twice(text, number)
            if not _is_trap(text, number) or (every and _is_quantity(text, number)):
                found.append(_bounded(text, number))
    return _shared_percent(text, _ranges(text, found, alternatives=not every))


_SHARED = re.compile(r"\s(?:to|and|or)\s(?:(?:about|around|nearly|over|some|just)\s)?")
_BEFORE_SHARED = re.compile(r"\b(?:by|from|between|of|at|to|either|with|for)\s+\Z", re.IGNORECASE)
_WHOLE = 100


def _shared_percent(text: str, found: list[Number]) -> list[Number]:
    """"from 31 to 22 per cent", "by 51.3 to 48.7 percent": the unit is said once, behind the second."""
    for n, (first, second) in enumerate(itertools.pairwise(found)):
        if first.unit is None and second.unit == "percent" and not first.vague and first.value <= _WHOLE and \
                (gap := _SHARED.fullmatch(text[first.end:second.start])) and (gap.group().strip() == "to" or _BEFORE_SHARED.search(text[max(0, first.start - 10):first.start])):
            found[n] = replace(first, unit="percent")
    return found


def _said_twice(text: str, number: Number) -> Number:
    """"fifteen (15) fatalities", as officials write: one number, with its numeral."""
    same = _SAME_AGAIN.match(text[number.end:number.end + 16]) if text[number.start:number.start + 1].isalpha() and number.unit is None else None
    if same is None or int(same["digits"].replace(",", "")) != number.value:
        return number
    end = number.end + same.end()
    return replace(number, end=end, core=(number.core[0], end))


def _is_quantity(text: str, number: Number) -> bool:
    """Ages and "one of the …" are no figures, but quantities."""
    right = text[number.core[1]:number.core[1] + 40]
    if re.match(r"[\s-]years?[\s-]olds?\b", right, re.IGNORECASE):
        return True
    if text[number.core[0]:number.core[1]].lower() != "one":
        return False
    return re.match(r"\s+of\s+(?:the|its|his|her|their|our|my|those|these|several|many|a|[A-Z])\b|\s+(?!(?:day|another|time|thing|way|night)\b)[a-z]+\s+[a-z]+\b", right) is not None and not _NOT_ONE.search(text[max(0, number.core[0] - 12):number.core[0]])


_NOT_ONE = re.compile(r"\b(?:no|the|this|that|each|every|which|any|another|some|first|last|big|new|good|square|phase|chapter|force|formula)\s+\Z", re.IGNORECASE)


# ---------------------------------------------------------------- words
@functools.cache
def lexicon() -> dict[str, Any]:
    """The word lists of `lexicons/numbers.toml`."""
    path = resources.files("recension.claims") / "lexicons" / "numbers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _any(words: list[str] | dict[str, Any]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@functools.cache
def _core() -> re.Pattern[str]:
    """The number itself: digits or words, a currency before it, a scale or a per-cent sign after it."""
    words = lexicon()
    codes = _any(words["codes"])
    money = rf"(?P<money>(?-i:\b(?:(?:US|AU|HK|NZ)\s?|[ACS]))?\$|\$US|[€£¥₹₽₴₦₱₪]|\bRs\.?|\b(?:{codes})(?=\s?\d))\s?"
    digits = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]\d|\d)|\d+(?:\.\d+)?)"
    scale = _any([s for s in words["scales"] if s not in {"score", "dozen"}])
    small, vague = _any(words["words"]), _any(words["vague"])
    spelled = rf"(?:(?:{small}|a|half\s+a|one\s+and\s+a\s+half)(?:[-\s]+(?:and\s+)?(?:{small}|hundred|thousand|dozen|million|billion))+|{small})"
    return re.compile(
        rf"(?<![\w-])(?P<quarters>a|one|three)[\s-]quarters?\s+(?:of\s+)?(?:a\s+)?(?P<whole>million|billion)\b"
        rf"|(?<![\w-])a\s+couple\s+(?:of\s+)?(?P<couple>dozen|hundred|thousand|million)\b"
        rf"|(?<![\w.,$-])(?P<hundreds>1(?:0{{2,5}}|,000|0,000|00,000))s\b"
        rf"|(?<![\w.,#@/:'’])(?<![A-Za-z][-–])(?:{money})?{digits}(?:\s?(?P<scale>{scale}|[mkKM](?!\w|\.\d))\b(?P<rest>(?<=thousand)[ \u00a0]\d{{2,3}}(?![\w,.-]?\d))?)?(?P<percent>\s?%|\s?(?:percent|per\s+cent|pct|pc)\b)?"
        rf"|(?<![\w-])(?P<vague>{vague})(?:\s+(?:up)?on\s+(?P=vague)|\s+and\s+(?P=vague))?\b"
        rf"|(?<![\w-])(?P<spelled>{spelled})\b(?P<percent2>\s?%|\s(?:percent|per\s+cent)\b)?"
        rf"|(?<![\w-])(?P<dozen>(?:a|half\s+a|another|one)\s+dozen|a\s+score|a\s+(?:pair|trio|quartet))\b",
        re.IGNORECASE)


# ---------------------------------------------------------------- reading a number
@functools.cache
def _millions() -> re.Pattern[str]:
    """What "12.3m" counts where it is no length: "20m people", "12.3m tonnes"."""
    return re.compile(rf"\s+(?:(?!of\b|in\b|from\b|to\b|and\b)[a-z-]{{1,16}}\s+){{0,2}}?(?:{_any(lexicon()['millions']['words'])})\b")


_SETS = {"score": 20.0, "pair": 2.0, "trio": 3.0, "quartet": 4.0}
#: Longer ones are codes; a count of anything in news has fewer digits.
_MOST_DIGITS = 18


def _read_all(match: re.Match[str]) -> list[Number]:
    """The number of a match, or the two of "fifty and sixty thousand", which are no one number."""
    number = _read(match)
    if number is not None or not match["spelled"]:
        return [number] if number is not None else []
    joint = re.search(r"\s+and\s+", match["spelled"])
    if joint is None:
        return []
    parts = ((match.start("spelled"), match["spelled"][:joint.start()]), (match.start("spelled") + joint.end(), match["spelled"][joint.end():]))
    values = [(start, words, _spelled(words)) for start, words in parts]
    return [_plain(start, start + len(words), value) for start, words, value in values if value is not None]


def _read(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    unit = "percent" if match["percent"] or match["percent2"] else None
    if match["vague"]:
        low = lexicon()["vague"][" ".join(match["vague"].lower().split())]
        return Number(start, end, (start, end), low, low, None, None, "at_least", vague=True)
    if match["hundreds"]:
        low = 2 * int(match["hundreds"].replace(",", ""))
        return Number(start, end, (start, end), low, low, None, None, "at_least", vague=True)
    if match["quarters"]:
        return _plain(start, end, (0.75 if match["quarters"].lower() == "three" else 0.25) * lexicon()["scales"][match["whole"].lower()])
    if match["couple"]:
        return replace(_plain(start, end, 2 * lexicon()["scales"][match["couple"].lower()]), low=None, high=None, bound="about")
    if match["digits"]:
        if len(match["digits"]) > _MOST_DIGITS:
            return None
        value = float(re.sub(r"[, \u00a0\u202f\u2009]", "", match["digits"]))
        if match["scale"]:
            value *= {"m": 1e6, "k": 1e3}.get(match["scale"].lower()) or lexicon()["scales"][match["scale"].lower()]
        if match["rest"]:
            value += float(match["rest"])  # "6 thousand 100", as Slavic languages count
        if match["money"]:
            unit = lexicon()["currency"].get("".join(match["money"].lower().split()), "money")
        elif match["scale"] in {"m", "M"} and not _millions().match(match.string, match.end("scale")):
            # "20m" without a currency is metres.
            value = float(re.sub(r"[, \u00a0\u202f\u2009]", "", match["digits"]))
            return replace(_plain(start, match.end("digits"), value), unit="m" if match["scale"] == "m" else None)
    elif match["dozen"]:
        word = match["dozen"].lower()
        value = _SETS.get(word.split()[-1], 6.0 if "half" in word else 12.0)
    else:
        read = _spelled(match["spelled"])
        if read is None:
            return None
        value = read
    return replace(_plain(start, end, value), unit=unit)


def _plain(start: int, end: int, value: float) -> Number:
    # 4.1 × 1,000,000 is a whole number to a reader, if not to a machine.
    value = round(value, 6)
    value = int(value) if value == int(value) and abs(value) < 1e18 else value
    return Number(start, end, (start, end), value, value, value, value, "exact")


def _spelled(phrase: str) -> float | None:
    """"three hundred and fifty" → 350, "twenty-five" → 25, "two dozen" → 24; None for what is no number.

    >>> _spelled("two hundred thousand"), _spelled("half a million"), _spelled("one two")
    (200000.0, 500000.0, None)
    """
    low = re.sub(r"\s+", " ", phrase.lower())
    factor = 1.0
    for words, value in (("half a ", 0.5), ("one and a half ", 1.5)):
        if low.startswith(words):
            factor, low = value, low[len(words):]
    total, group, last = 0.0, 0.0 if factor == 1.0 else factor, 1000
    small, scales = lexicon()["words"], lexicon()["scales"]
    for word in re.split(r"[- ]", low):
        if word in {"and", ""}:
            continue
        if word == "a":
            group = 1.0
        elif word in small:
            if not (last == 1000 or (last >= 20 and small[word] < 10 and last != small[word])):
                return None
            group += small[word]
            last = small[word]
        elif word in scales:
            value = scales[word]
            group = (group or 1.0) * value
            if value >= 1000:
                total, group = total + group, 0.0
            last = 1000
        else:
            return None
    return total + group


def _outlives(match: re.Match[str], taken: tuple[int, int]) -> bool:
    """A number stays one where the time beside it only touches its edge, or begins in its middle ("1,000 days")."""
    if match["digits"] and match.start() < taken[0] < match.end("digits"):
        return True
    return taken[1] - max(taken[0], match.start()) <= 0


# ---------------------------------------------------------------- bounds
@functools.cache
def _bound_words() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    before, after = lexicon()["before"], lexicon()["after"]
    found = {}
    for name in ("at_least", "at_most", "about", "exact", "delta", "not"):
        left = re.compile(rf"(?:(?<=[\s(\"“‘'—–-])|\A)(?:{_any(before[name])})\s*\Z", re.IGNORECASE)
        right = re.compile(rf"(?:\s+(?:{_any([w for w in after.get(name, []) if w[0] != '-'] or ['$none'])})\b|{_any([w for w in after.get(name, []) if w[0] == '-'] or ['$none'])}\b)", re.IGNORECASE)
        found[name] = (left, right)
    return found


def _bounded(text: str, number: Number) -> Number:
    """A number with the words around it that bound it, extended over them."""
    bound: Bound = number.bound if number.bound == "about" else "exact"
    change: Change = number.change
    start, end, negated = number.start, number.end, False
    floor = max(0, start - 64)
    for _ in range(3):
        left = text[floor:start]
        hits = [(m, name) for name, (pattern, _after) in _bound_words().items() if (m := pattern.search(left)) and m.group().strip()]
        if not hits:
            break
        match, name = max(hits, key=lambda hit: len(hit[0].group()))
        word = " ".join(match.group().lower().split())
        if word == "over" and _PHRASAL_OVER.search(left[:match.start()]):
            break
        if name == "not":
            negated = True
        elif name == "delta":
            change = "delta"
        elif name == "exact" and word in _ARTICLES:
            break
        elif name != "exact":
            bound = cast(Bound, name)
        start = floor + match.start()
    joined = re.match(rf"[-–](?P<word>{_any(lexicon()['named']['counting'])})\b", text[end:end + 16])
    if joined:
        end += joined.end()
    right = text[end:end + 24]
    for name, (_before, pattern) in _bound_words().items():
        behind = pattern.match(right)
        if behind is None:
            continue
        if name == "delta":
            # "700 more troops", not "more than" nor "700 more likely".
            if re.match(r"\s+(?:than|likely|often|years?)\b", right[behind.end():]):
                continue
            change = "delta"
        else:
            bound = cast(Bound, name)
            end += behind.end()
        break
    if bound == "exact" and _LOOSELY.match(text[end:end + 60]):
        bound = "about"
    if change == "total" and _MOVED_BY.search(text[max(0, start - 60):start]):
        change = "delta"
    if text[end:end + 1] == "+" or text[end:end + 5].lower() == "-plus":
        bound, end = "at_least", end + (1 if text[end] == "+" else 5)
    value = number.value
    made = replace(number, start=start, end=end, change=change, negated=negated, joined=joined["word"].lower() if joined else None)
    if number.vague:
        return replace(made, low=value if bound != "at_most" else None, best=None, high=None,
                       bound=bound if bound in {"at_least", "at_most"} else "at_least")
    if bound == "at_least":
        return replace(made, low=value, best=value, high=None, bound=bound)
    if bound == "at_most":
        return replace(made, low=None, best=value, high=value, bound=bound)
    if bound == "about":
        return replace(made, low=None, best=value, high=None, bound=bound)
    return made


#: "handed over 15 bodies": the "over" is the verb's.
_PHRASAL_OVER = re.compile(r"\b(?:hand|hands|handed|handing|turn|turns|turned|turning|sign|signs|signed|signing)\s+\Z", re.IGNORECASE)
#: "fifteen (15) fatalities".
_SAME_AGAIN = re.compile(r"\s?\(\s?(?P<digits>\d{1,3}(?:,\d{3}){0,3}|\d{4,9})\s?\)")
#: "30 refugees, give or take".
_LOOSELY = re.compile(r"(?:\s+[A-Za-z’'-]+){0,3},?\s+(?:give\s+or\s+take|plus\s+or\s+minus|or\s+so|or\s+thereabouts|more\s+or\s+less)\b", re.IGNORECASE)
_MOVES = r"\b(?:rose|rise|risen|rises|climb\w*|increas\w*|grew|grow\w*|fell|drop\w*|up|down|cut|reduc\w*|rais\w*|revis\w*|jump\w*|went|expand\w*|swell\w*|swollen|shr[iau]nk\w*|lower\w*|declin\w*)\b"
#: "climbed by 12".
_MOVED_BY = re.compile(_MOVES + r"[^.;,\d]{0,30}\bby\s+\Z", re.IGNORECASE)
#: "ten, maybe fifteen".
_PERHAPS = re.compile(r",?\s+(?:or\s+)?(?:maybe|perhaps|possibly)\s+", re.IGNORECASE)
_ARTICLES = frozenset({"the", "these", "those", "its", "their", "the first", "all", "all the"})
_JOINT = re.compile(r"\s?(?:-|–|—)\s?\Z|\s+(?:to|or)\s+\Z|\s+and\s+\Z|,?\s+(?:or\s+)?(?:maybe|perhaps|possibly)\s+\Z", re.IGNORECASE)


def _ranges(text: str, found: list[Number], *, alternatives: bool = True) -> list[Number]:
    """"between 20 and 30", "20-30", "20 to 30": one number with a low and a high."""
    kept: list[Number] = []
    for number in found:
        last = kept[-1] if kept else None
        apart = not alternatives and last is not None and text[last.end:number.start].strip().lower() == "or"
        if last is not None and not apart and not number.vague and not last.vague and _joins(text, last, number):
            between = re.search(r"\b(?:between|from)\s+\Z", text[max(0, last.start - 12):last.start], re.IGNORECASE)
            start = last.start - len(between.group()) if between else last.start
            low = last.value
            # "2 to 3 million"
            if number.value >= 1000 and last.value < 1000 and number.value / max(last.value, 1) > 1000:
                scale = 10 ** (3 * ((len(str(int(number.value))) - 1) // 3))
                low = last.value * scale
            kept[-1] = replace(number, start=start, core=(last.core[0], number.core[1]), low=low, best=None, high=number.value,
                               bound="range", unit=number.unit or last.unit)
            continue
        kept.append(number)
    return kept


def _joins(text: str, first: Number, second: Number) -> bool:
    gap = text[first.end:second.core[0]]
    perhaps = _PERHAPS.fullmatch(gap) is not None
    if len(gap) > 16 or not _JOINT.fullmatch(gap) or first.bound not in {"exact", "about"} or second.bound not in {"exact", "about" if perhaps else "exact"}:
        return False
    if first.value >= second.value:
        return False
    if second.unit and first.unit and second.unit != first.unit:
        return False
    if first.unit == "percent" and second.unit is None:
        return False  # "gained 0.68 per cent to 3,005.47"
    before = text[max(0, first.start - 12):first.start]
    if re.search(r"\bby\s+\Z", before, re.IGNORECASE) and gap.strip() == "to" and second.unit != "percent" and second.value >= 3 * first.value:
        # "climbs by 12 to 97": a change and what it came to.
        return False
    if gap.strip() in {"and", "to"}:
        if gap.strip() == "and":
            return bool(re.search(r"\bbetween\s+\Z", before, re.IGNORECASE))
        # "rose from 25 to 30" is a change, not a range.
        moved = re.search(_MOVES + r"[^.]{0,60}\Z", text[max(0, first.start - 80):first.start], re.IGNORECASE)
        return not (moved and re.search(r"\bfrom\s+\Z", before, re.IGNORECASE))
    return True


# ---------------------------------------------------------------- traps
@functools.cache
def _glued() -> re.Pattern[str]:
    """Units that are written onto a number: "5km", "250kg"."""
    words = lexicon()
    short = [w for w in (*words["distance"], *words["measures"]) if w.isalpha() and len(w) <= 4]
    return re.compile(rf"(?:{_any(short)})\b", re.IGNORECASE)


_AGE = re.compile(r"(?:-| )?(?:years?|months?|weeks?|days?)?[- ](?:old|olds)\b|(?:-year-olds?)\b", re.IGNORECASE)
_NAMED_AGE = re.compile(r"(?:[A-Z][\w'’-]+|\b(?:man|woman|boy|girl|mother|father|son|daughter|brother|sister|teenager|victim|suspect)),\s*\Z")
#: "the brothers, 12 and 14, were".
_AGES = re.compile(r"(?<=(?:ns|rs|ys|ls|ts|en|ds|gs)),\s+\d{1,2}(?:,\s*\d{1,2})*,?\s+and\s+\d{1,2}(?=\s*[,.;)]|\Z)")
#: "the striker, 23, was hurt": one person, whatever he is called.
_ONE_AGED = re.compile(r"\b(?:the|an?|his|her|their|its|one)\s+(?![^,]*\b(?:dead|wounded|injured|missing|crew|group|total|toll|number|count|team|party|staff|family)\b)(?:[a-z-]+\s+){0,2}[a-z-]*[a-rt-z],\s*\Z", re.IGNORECASE)
_PLAYED = re.compile(r"\b(?:win|won|beat|lost|lose|draw|drew|lead|led|victory|defeat|score\w*|vote\w*|ruling|decision|majority)\b", re.IGNORECASE)


_SMALL = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)"
_RATIO_AFTER = re.compile(rf"\s+(?:in|out of|of\s+every)\s+(?:every\s+)?(?!one\b){_SMALL}(?=\s+(?:of|people|children|[a-z]+s)?\b|[.,])(?!\s+(?:days?|weeks?|months?|years?|hours?|attacks?|incidents?|places?|towns?|villages?|districts?|provinces?|states?|countries|separate|different)\b)", re.IGNORECASE)
_ONE_IN = re.compile(rf"\s+(?!(?:was|is|died|and|or|of)\b)[a-z]+\s+(?:in|out\s+of)\s+(?:every\s+)?{_SMALL}(?=\s*(?:[.,;]|\b(?:took|voted|has|had|was|is|lives?|turned|cast|died|now|does|did)\b))", re.IGNORECASE)
_RATIO_BEFORE = re.compile(rf"(?:\bone\s+[a-z]+\s+(?=in\s)|\b{_SMALL}\s+)(?:(?:in|out of)\s+(?:every\s+)?|of\s+every\s+)\Z", re.IGNORECASE)


_OPENING = frozenset("\"“‘'")
_TITLE_ENDS = re.compile(r"(?:\s+(?:[A-Z][\w’'-]*|of|the|and|in|at|on|by|a|to|for|from)){1,7}[\"”’']")
#: "1,018, plus or minus fifty": the fifty count nobody.
_GIVE_OR_TAKE = re.compile(r"\b(?:plus\s+or\s+minus|give\s+or\s+take)\s+(?:a\s+)?\Z|±\s?\Z", re.IGNORECASE)
#: "Ana and Omar Ruiz, both 22, were".
_BOTH_AGED = re.compile(r"[,(]\s*(?:both|all|each)\s+\Z", re.IGNORECASE)
#: "Image 16 of 40".
_CAPTION = re.compile(r"\b(?:image|photo|picture|slide|page)\s+(?:\d{1,3}\s+of\s+)?\Z", re.IGNORECASE)
#: "(219) 755-3855".
_DIALLED = re.compile(r"\)\s?\d{3}[-–.\s]\d{4}\b")


def _is_trap(text: str, number: Number) -> bool:
    """Ages, names with numbers, addresses, scores, telephone numbers, codes: no counts."""
    start, end = number.core
    left, right = text[max(0, start - 40):start], text[end:end + 40]
    word = text[start:end]
    if number.unit in {None, "m"} and re.match(r"(?:st|nd|rd|th)\b", right, re.IGNORECASE):
        return True
    if re.match(r"-?(?:year|month|week|day|hour|minute)s?[- ](?:old|long)", right.lstrip(), re.IGNORECASE):
        return True
    if right[:1] == "-" and right[1:2].isalnum() and not re.match(rf"-(?:{_any(lexicon()['named']['counting'])}|odd|plus)\b|-\d", right, re.IGNORECASE):
        return True
    if (right[:1].isalpha() and _glued().match(right) is None) or (right[:1] in {"_", "@", "’", "'"} and right[1:2].isalpha() and right[1:3].lower() not in {"s ", "s,"}):
        return True
    if any(m.start() <= len(left) < m.end() for m in _AGES.finditer(left + word + right)):
        return True
    # "her novel, Twelve Dead Men": a capital in the midst of a sentence, before another, begins a title.
    if word[:1].isalpha() and word[:1].isupper() and re.match(r"\s+[A-Z][a-z]", right) and re.search(r"(?:\A|\s)[a-z][\w’'-]*,?\s+\Z", left):
        return True
    # "the novel “Forty Dead Men”": capitals within quotes are a title.
    if word[:1].isupper() and left[-1:] in _OPENING and _TITLE_ENDS.match(right):
        return True
    if _GIVE_OR_TAKE.search(left):
        return True
    # "seven in ten", "two out of three", "one voter in three": a share, no count of either.
    if _RATIO_AFTER.match(right) or (word.lower() == "one" and _ONE_IN.match(right)) or _RATIO_BEFORE.search(left):
        return True
    if re.match(r"[:/]\d|\.\d", right) or (re.match(r"\s*[-–]\s*\d{3,4}\b", right) and re.fullmatch(r"\d{3}", word)):
        return True
    if _is_named(left, right, word) or _CAPTION.search(left) or (left.endswith("(") and _DIALLED.match(right)):
        return True
    if word.isdigit():
        if len(word) >= 9 or (len(word) > 1 and word[0] == "0"):
            return True
        # ", 34," behind a name or a noun of a person is an age.
        if len(word) <= 2 and _NAMED_AGE.search(left) and re.match(r"\s*(?:[,;.)]|and\b|from\b|of\b|was\b|is\b)", right):
            return True
        if len(word) == 2 and _ONE_AGED.search(left) and re.match(r"\s*,\s+(?:was|is|had|has|died|who|from|said|[a-z]+ed)\b", right):
            return True
        if len(word) <= 2 and _BOTH_AGED.search(left) and re.match(r"\s*(?:[,;.)–—-]|$)", right):
            return True
        if len(word) >= 3 and re.search(r"(?<!\d)\d{3}\s?[-–]\Z", left):
            return True
        score = re.match(r"\s?[-–]\s?(\d{1,3})\b", right) or re.search(r"(?<!\d)\d{1,3}\s?[-–]\s?\Z", left)
        if score and (_PLAYED.search(left[-30:]) or _PLAYED.search(right[:30])):
            return True
        pair = re.match(r"\s?[-–]\s?(\d{1,3})\b(?!%)", right)
        if pair and int(pair.group(1)) <= int(word):
            return True
        back = re.search(r"(?<![\d,.])(\d{1,3})\s?[-–]\s?\Z", left)
        if back and int(back.group(1)) >= int(word):
            return True
        if len(word) == 4 and 1900 <= int(word) <= 2035 and not _counts(right):
            return True
    if word.lower() == "one" and _is_pronoun(left, right):
        return True
    return bool(re.search(r"\b(?:aged|ages?)\s+(?:between\s+|from\s+|about\s+)?(?:(?:\d+|[a-z]+)(?:,\s*|,?\s+(?:and|to|or|-)\s+))*\Z", left, re.IGNORECASE))


def _counts(right: str) -> bool:
    """Does a four-digit number like a year stand before what is counted?"""
    found = re.match(r"\s+(?:[a-z]+\s+)?([a-z]+s|people|men|women|children|police|dead|troops)\b", right)
    return bool(found) and not re.match(r"\s+(?:was|is|has|as|elections?|protests|attacks|clashes|talks|games|olympics)\b", right, re.IGNORECASE)


#: "supporters arrested there number 77", "the dead number 12": a verb.
_NUMBER_VERB = re.compile(r"\b(?!(?:bus|class|gas|tennis|business|address|series)\b)(?:[a-z]{3,}s|dead|wounded|missing|injured|people|arrested|detained|displaced|killed)(?:\s+[a-z]{2,12}){0,2}\s+(?:now\s+|already\s+)?number\s+\Z")


def _is_named(left: str, right: str, word: str) -> bool:
    """"Resolution 1244", "Highway 5", "No. 4", "1802 Victoria St"."""
    named = lexicon()["named"]
    if _NUMBER_VERB.search(left):
        return False
    before = re.search(r"([A-Za-z][\w.’'-]*)[\s-]*\Z", left)
    if before and word[0].isdigit():
        low = before.group(1).lower().rstrip(".")
        title = before.group(1)[0].isupper()
        if low in named["before"] and (title or low in {"no", "nos", "number", "page", "pages", "aged", "age", "ages", "magnitude", "ranked", "rank", "line", "grade", "article", "resolution", "section", "chapter", "paragraph", "size", "flight", "top", "category", "phase", "stage", "type"}):
            return True
        if title and re.search(r"\w-\s*\Z", left):
            return True
    if re.match(r"\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.'’]+\s+){1,3}(?:St|Street|Ave|Avenue|Blvd|Boulevard|Road|Rd|Lane|Drive|Dr|Court|Way|Place)\b", right):
        return True
    return bool(re.match(r"\s+block\b", right))


_PRONOUN_AFTER = re.compile(r"\s+(?:of\s+(?:the|its|his|her|their|our|my|those|these|several|many|a|only|two|three|four|five|[A-Z])|another|day|night|time|point|side|hand|thing|way|more\s+(?:time|step)|month|year|week|should|can|could|would|might|must|may)\b|-")
_PRONOUN_BEFORE = re.compile(r"\b(?:no|the|this|that|each|every|which|any|another|some|first|last|only|at|number|big|new|good|day|as|is|was|be|single|square|phase|chapter|air|force|formula)\s+\Z", re.IGNORECASE)


def _is_pronoun(left: str, right: str) -> bool:
    """"one of the first", "no one", "this one", "one day"; "one policeman" and "only one was hurt" count."""
    if _PRONOUN_AFTER.match(right):
        return True
    if re.search(r"\bonly\s+\Z", left):
        return False
    return bool(_PRONOUN_BEFORE.search(left))
