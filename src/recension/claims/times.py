"""Times: the time expressions of a report, resolved as far as the report itself anchors them.

`recension.claims.timegrammar` finds expressions and gives each a rule; here a rule meets the tense of its
clause and an anchor. The anchor is the report's own date, the stamp of an embed, or, for a date without a year,
a full date told before it. Where there is none, `from_` and `to` stay null and the reason is said, so that a
record may resolve the rule later.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of, role_at, sentences
from recension.claims.timegrammar import Expression, expressions, lexicon
from recension.claims.tree import MAX_STEPS, SUBJECTS, ancestors, child, children
from recension.model import KEPT_ROLES, Precision, Report, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

Interval = tuple[str | None, str | None, Precision]

NO_ANCHOR = "the report shows no date of its own"
DOUBTFUL = "the report's shown date is doubtful"
VAGUE = "the wording gives no bounds"
ELSEWHERE = "it is told from another time of the text"
UNREADABLE = "day and month cannot be told apart"
IMPOSSIBLE = "there is no such date"


@per_doc
def times(doc: Doc) -> list[Time]:
    """All time expressions in the sentences that carry claims, in the order of the text.

    Durations, clock times and words such as "now" are no times of events and are left out.
    """
    return [time for time, _ in _placed(doc)]


def time_for(doc: Doc, token: Token) -> Time | None:
    """The time that governs a predicate: of its own phrase or clause, else one its clause shares, else None.

    The time of a reporting verb is not the time of what is reported: in "said Tuesday that two were hurt"
    Tuesday belongs to "said".
    """
    here = _by_sentence(doc).get(token.sent.start)
    if not here:
        return None
    told_from = _told_from(here, token)
    if told_from is not None:
        return told_from
    sharing = list(_sharing(token))
    open_one: Time | None = None
    for predicate in sharing:
        own = [(time, root) for time, root in here if any(a == predicate for a in _governed_by(root))]
        if own:
            best = _best(own, predicate)
            if (best.rule or "").startswith("ref:") and best.from_ is None and open_one is None:
                open_one = best  # "on Saturday, killing six, a day before the vote": Saturday says more
            elif open_one is None or best.from_ is not None:
                return best
    if open_one is not None:
        return open_one
    for predicate in sharing:
        found = _of_its_happening(here, predicate) or _of_the_same_moment(here, predicate)
        if found is not None:
            return found
    head = _clause(token)
    if head not in sharing:
        return None
    opening = [(t, r) for t, r in here if r.i < _first_verb(token.sent.root).i and _clause(r) == token.sent.root]
    if opening and not _is_reported(head) and (head.dep_ == "parataxis" or head == token.sent.root):
        return _best(opening, token)
    if len(here) == 1:
        time, root = here[0]
        if head in _governed_by(root):
            return time
    return None


@functools.cache
def _binding_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon()["binding"].items()}


def _of_its_happening(here: list[tuple[Time, Token]], predicate: Token) -> Time | None:
    """"killed in a riot that broke out on Thursday": when its happening began is when it was."""
    occurring = _binding_words()["occurring"]
    for noun in children(predicate, "obl", "obl:agent", "nsubj", "nmod"):
        if not (_passes_on(noun) if noun.dep_ != "nsubj" else noun.pos_ == "NOUN"):
            continue
        for verb in children(noun, "acl", "acl:relcl"):
            if verb.lemma_.lower() in occurring and not _is_of_persons(verb):
                own = [(time, root) for time, root in here if any(a == verb for a in _governed_by(root))]
                if own:
                    return _best(own, verb)
    return None


def _is_of_persons(verb: Token) -> bool:
    """"rebels who took up arms in 2007": a relative clause that tells of persons, or "take" without "place"."""
    if any(c.lower_ == "who" for c in children(verb, *SUBJECTS)):
        return True
    return verb.lemma_.lower() == "take" and not any(c.lower_ == "place" for c in verb.children)


def _of_the_same_moment(here: list[tuple[Time, Token]], predicate: Token) -> Time | None:
    """"were killed on Monday when gunmen opened fire", "were killed when gunmen opened fire on Monday": a clause with
    "when", and the one it stands by, tell one moment."""
    if predicate.lemma_.lower() in _REPORTING:
        return None
    when = _when(predicate)
    if when is not None:
        # What stands nearest before "when" is what it takes up, whatever the parse hangs the clause on.
        before = [(time, root) for time, root in here if root.i < when.i]
        if before and not any(_is_finite(t) for t in predicate.doc[before[-1][1].i + 1 : when.i]):
            return before[-1][0] if _is_told_past(predicate) else None
        head = predicate.head
        own = [(time, root) for time, root in here if any(a == head for a in _governed_by(root))]
        if own and head != predicate and _is_told_past(predicate) and head.lemma_.lower() not in _REPORTING:
            return _best(own, head)
        return None
    for clause in children(predicate, "advcl"):
        if clause.i > predicate.i and _when(clause) is not None and _is_told_past(clause) and clause.lemma_.lower() not in _REPORTING:
            own = [(time, root) for time, root in here if any(a == clause for a in _governed_by(root))]
            if own:
                return _best(own, clause)
    return None


def _when(verb: Token) -> Token | None:
    """The word that puts a clause at the moment of another one."""
    return next((c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i and c.lower_ in _binding_words()["moment"]), None)


def _is_told_past(verb: Token) -> bool:
    """"opened", "was fired on", "were firing"; not "had opened", "opens"."""
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" and c.lower_ != "had" for c in children(verb, "aux", "aux:pass", "cop"))


@per_doc
def _by_sentence(doc: Doc) -> dict[int, list[tuple[Time, Token]]]:
    """The times that date something, by the first token of their sentence."""
    found: dict[int, list[tuple[Time, Token]]] = {}
    for time, root in _placed(doc):
        if not _is_compared(doc, time):
            found.setdefault(root.sent.start, []).append((time, root))
    return found


_COMPARED = re.compile(r"\b(?:up|down)\s+from\s+[^,;]{0,40}\Z|\bcompared\s+(?:to|with)\s+[^,;]{0,40}\Z|\bthan\s+(?:in\s+|the\s+|it\s+was\s+)?\Z", re.IGNORECASE)


def _is_compared(doc: Doc, time: Time) -> bool:
    """"3 million, up from 2 million a year ago": the time of what something is compared with."""
    return _COMPARED.search(report_of(doc).text[max(0, time.start - 60):time.start]) is not None


def is_background(time: Time, report: Report) -> bool:
    """Is a time clearly before the news: a year or more before the report's own year?

    Without a date of its own a report still tells its news without years: a bare past year or decade there is
    background, and so is a full date that lies years before the latest year told.

    >>> from recension.claims.doc import bare_report
    >>> is_background(Time("1999", 0, 4, "1999-01-01", "1999-12-31", "year", rule="year:1999"), bare_report("in 1999"))
    True
    """
    rule = (time.rule or "").split("@")[0].removesuffix("/..").removeprefix("../")
    if re.match(r"(?:year|decade|century):-\d+$|span:-\d*(?:y|dec|c)$", rule):
        return True
    anchor, _ = report_anchor(report)
    upper = time.to or time.from_
    if rule.startswith(("ref:", "dur:")) or upper is None:
        return False
    if upper.startswith("-"):
        return True
    year = int(upper[:4])
    if anchor is not None:
        if rule.startswith(("year:", "decade:", "century:")):
            return year < anchor.year
        return year < anchor.year and (anchor - dt.date.fromisoformat(upper)).days > 180
    latest, dated = _years_told(report.text)
    if rule.startswith(("year:", "decade:", "century:")):
        return year < latest or year not in dated
    return year < latest - 1


@functools.lru_cache(maxsize=8)
def _years_told(text: str) -> tuple[int, frozenset[int]]:
    """The latest year of a text, and the years of its full dates."""
    latest = max((int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)), default=0)
    rules = [e.rule or "" for e in expressions(text)]
    return latest, frozenset(int(r[:4]) for r in rules if re.match(r"\d{4}-\d{2}-\d{2}", r))


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
    return _resolve(rule, anchor, 0) or (None, None, "unknown")


# ---------------------------------------------------------------- background
def background_at(doc: Doc, token: Token) -> bool:
    """Is what a token states told from a time clearly before the news?

    By the time that governs it; by one that bounds it ("died before the accord of 2003", "in the war that began in
    1996"); else by the far past that its paragraph is in: "The coast rose in 1988. Thousands fled." carries 1988 on
    to sentences in the plain past that have no time of their own.
    """
    own = time_for(doc, token)
    if own is not None and not (own.rule or "").startswith(("ref:", "dur:")):
        # "since 2012" goes on until now.
        return is_background(own, report_of(doc)) and not (own.rule or "").endswith("/..")
    clause = _clause(token)
    if not _is_plain_past(clause) or _is_reported_now(clause):
        return False
    bounded = _bounded_by(doc, clause) or (_bounded_by(doc, token) if token != clause else None)
    if bounded is not None:
        return bounded
    return token.sent.start in _carried(doc)


def _is_plain_past(verb: Token) -> bool:
    """"died", "were killed", "had fled"; not "have died", "is dying", "will". What has no tense has its clause's."""
    for _ in range(MAX_STEPS):
        helpers = [c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}]
        finite = [c for c in helpers if c.tag_ not in {"VBN", "VBG", "TO", "VB"}]
        if finite:
            return all(c.tag_ == "VBD" for c in finite)
        if verb.tag_ not in {"VB", "VBN", "VBG"} or verb.head == verb:
            return bool(verb.tag_ == "VBD")
        verb = _clause(verb.head)
    return False


def _is_reported_now(clause: Token) -> bool:
    """What someone "said" is as new as the saying, until a time says otherwise."""
    return any(each.lemma_.lower() in _REPORTING for each in (clause, *ancestors(clause)))


_REPORTING = frozenset({"say", "tell", "announce", "add", "report", "confirm", "state", "warn", "declare", "claim", "note", "insist", "deny", "accuse", "urge", "call", "ask", "vow", "tweet", "write"})
_LONG_HAPPENINGS = frozenset({
    "war", "conflict", "rebellion", "uprising", "insurgency", "genocide", "revolt", "revolution", "famine", "struggle", "violence", "fighting",
    "unrest", "crackdown", "occupation", "siege", "massacre", "year", "decade", "dictatorship", "campaign", "crisis", "invasion", "bloodshed",
})


def _bounded_by(doc: Doc, clause: Token) -> bool | None:
    """"before the accord ended the war in 2003", "in the seven years of war that followed the 1996 revolt"."""
    here = _by_sentence(doc).get(clause.sent.start, [])
    for time, root in here[:12]:
        if (time.rule or "").startswith(("ref:", "dur:")) or not is_background(time, report_of(doc)):
            continue
        node = root
        for _ in range(MAX_STEPS):
            if node.head in {clause, node}:
                break
            node = node.head
        if node.head != clause or node == clause:
            continue
        lead = {c.lower_ for c in node.children if c.dep_ in {"case", "mark"}} | {c.lower_ for c in root.children if c.dep_ in {"case", "mark"}}
        if node.dep_ in {"advcl", "obl"} and lead & {"before", "until", "till"}:
            return True
        if node.dep_ in {"advcl", "obl", "nsubj", "obl:agent", "nmod"} and "since" not in lead and node.lemma_.lower() in _LONG_HAPPENINGS:
            return True
    return None


@per_doc
def _carried(doc: Doc) -> frozenset[int]:
    """The first tokens of the sentences that stand in the far past of a sentence before them in their paragraph."""
    report = report_of(doc)
    dated = _by_sentence(doc)
    found: list[int] = []
    far, end, near_before, steps = False, -1, False, 0
    for sent in sentences(doc):
        if end >= 0 and "\n" in report.text[end:sent.start_char] + sent.text[:1]:
            far, near_before, steps = False, False, 0
        end = sent.end_char - (len(sent.text) - len(sent.text.rstrip()))
        if "\n" in report.text[end:sent.end_char]:
            end = sent.start_char + len(sent.text.rstrip())
        told = [t for t, _ in dated.get(sent.start, ()) if not (t.rule or "").startswith(("ref:", "dur:"))]
        root = next((t for t in sent if t.head == t and not t.is_punct and not t.is_space), sent.root)
        far = far and not any(_says_now(t) for t in sent)
        # A look back out of the news lasts a sentence; a paragraph that begins in the past stays there.
        steps = steps + 1 if far and not told else 0
        far = far and (not near_before or steps < 2 or any(t.lower_ in _GOES_ON for t in sent))
        if far and not (told and not all(is_background(t, report) for t in told)) and _is_plain_past(root) and root.lemma_.lower() not in _REPORTING:
            found.append(sent.start)
        if told:
            main = time_for(doc, root)
            far = is_background(main, report) if main is not None and main in told else all(is_background(t, report) for t in told) and _is_plain_past(root)
        elif far and (not _is_plain_past(root) or root.lemma_.lower() in _REPORTING):
            far = False
        near_before = near_before or not (far or (found and found[-1] == sent.start))
    return frozenset(found)


_GOES_ON = frozenset({"then", "later", "afterwards", "subsequently", "eventually", "meanwhile", "thereafter"})


def _says_now(token: Token) -> bool:
    """"now", "today", "this time", "the latest"."""
    if token.lower_ in {"this", "these"}:
        return token.dep_ == "det" and token.head.lemma_.lower() in {"time", "week", "year", "month", "day", "weekend"}
    return token.lower_ in {"now", "today", "currently", "latest", "so-far"}


# ---------------------------------------------------------------- rules
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
_UNIT_PRECISION: dict[str, Precision] = {"h": "day", "min": "day", "s": "day", "d": "day", "e": "week", "w": "week",
                                         "f": "week", "m": "month", "q": "month", "y": "year", "dec": "year", "c": "year"}
_UNIT_DAYS = {"h": 1, "min": 0, "s": 0, "d": 1, "e": 7, "w": 7, "f": 14}
_UNIT_MONTHS = {"m": 1, "q": 3, "y": 12, "dec": 120, "c": 1200}
_ROUGH: dict[Precision, int] = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}


def _resolve(rule: str, anchor: dt.date | None, depth: int) -> Interval | None:
    """An interval, or None where the rule needs an anchor and there is none or names no real date."""
    if depth > 4:
        return None
    rule = rule.split("@", maxsplit=1)[0] if ">" not in rule and "/" not in rule else rule
    if rule.startswith("any:"):
        return _resolve(rule.partition("/")[2], anchor, depth + 1)
    if ">" in rule:
        outer, _, inner = rule.partition(">")
        seen = _resolve(outer, anchor, depth + 1)
        if seen is None or seen[0] is None or seen[0].startswith("-"):
            return None
        return _resolve(inner, dt.date.fromisoformat(seen[0]), depth + 1)
    if "/" in rule:
        return _from_to(rule, anchor, depth)
    try:
        return _one(rule.removeprefix("ref:"), anchor)
    except (ValueError, OverflowError, LookupError):
        return None


def _from_to(rule: str, anchor: dt.date | None, depth: int) -> Interval | None:
    first, _, last = rule.partition("/")
    if last == "..":
        begin = _resolve(first, anchor, depth + 1)
        return (begin[0], None, begin[2]) if begin else None
    if first == "..":
        finish = _resolve(last, anchor, depth + 1)
        return (None, finish[1], finish[2]) if finish else None
    begin, finish = _resolve(first, anchor, depth + 1), _resolve(last, anchor, depth + 1)
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


# ---------------------------------------------------------------- anchors
def report_anchor(report: Report) -> tuple[dt.date | None, str | None]:
    """The day that a report's relative times are seen from, or None and why there is none."""
    published = report.published
    if published.doubtful and published.believed is None:
        return None, DOUBTFUL
    if published.believed and published.precision == "day":
        try:
            return dt.date.fromisoformat(published.believed[:10]), None
        except ValueError:
            return None, NO_ANCHOR
    return None, NO_ANCHOR


@per_doc
def _stamps(doc: Doc) -> list[tuple[int, int, dt.date]]:
    """The full dates that embeds carry, with the characters of the embed that each anchors."""
    found = []
    for block in report_of(doc).blocks:
        if block.role != "quote_embed":
            continue
        days = [e.rule for e in expressions(report_of(doc).text[block.start:block.end]) if e.rule and re.fullmatch(r"\d{4}-\d{2}-\d{2}", e.rule)]
        if days:
            seen = _resolve(days[-1], None, 0)
            if seen and seen[0]:
                found.append((block.start, block.end, dt.date.fromisoformat(seen[0])))
    return found


_CLOCK_AT_END = re.compile(r"[ ,|–-]{0,3}(?:at )?\b\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?$", re.IGNORECASE)
_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d$|--\d\d-\d\d:")


@per_doc
def _entries(doc: Doc) -> list[tuple[int, dt.date]]:
    """Where the entries of a live page begin, and their days: stamps such as "Fri 22.47" or "17 August, 14:20", and
    headings that are a day. One stamp alone makes no live page."""
    report = report_of(doc)
    base, _ = report_anchor(report)
    found: list[tuple[int, dt.date]] = []
    clocks = 0
    for block in report.blocks:
        if block.role in KEPT_ROLES or block.role == "dateline" or block.end - block.start > 60:
            continue
        text = report.text[block.start:block.end].strip()
        day = _entry_day(text, base)
        clocks += _CLOCK_AT_END.fullmatch(text) is not None
        if day is not None:
            found.append((block.start, day))
    body = [block for block in report.blocks if block.role in KEPT_ROLES]
    found = [each for each in found if body and each[0] < body[-1].start]
    return found if found and len(found) + clocks > 1 and found[-1][0] > body[0].start else []


def _entry_day(text: str, base: dt.date | None) -> dt.date | None:
    """The day of a stamp that heads an entry; None where a line is none or gives no day."""
    text = _CLOCK_AT_END.sub("", text).strip(" ,|–-")
    weekday = {**lexicon()["weekdays"], **lexicon()["weekday_short"]}.get(text.lower().rstrip("."))
    if weekday:
        seen = _resolve(f"weekday:{weekday}:past", base, 0) if base else None
    else:
        days = [e.rule for e in expressions(text) if e.rule and e.end - e.start >= len(text) and _DAY_ALONE.match(e.rule)]
        seen = _resolve(days[0].replace("?", "past"), base, 0) if days else None
    return dt.date.fromisoformat(seen[0]) if seen and seen[0] and not seen[0].startswith("-") else None


def _anchor_at(doc: Doc, char: int) -> tuple[dt.date | None, str | None]:
    for start, end, day in _stamps(doc):
        if start <= char < end:
            return day, None
    entry = next((day for start, day in reversed(_entries(doc)) if start < char), None)
    return (entry, None) if entry else report_anchor(report_of(doc))


# ---------------------------------------------------------------- expressions in a Doc
@per_doc
def _placed(doc: Doc) -> list[tuple[Time, Token]]:
    """Each time with the token that heads it, in the order of the text."""
    found: list[tuple[Time, Token]] = []
    told: dt.date | None = None
    last_day: tuple[dt.date, int] | None = None
    kept = sentences(doc)
    at = 0
    for each in expressions(report_of(doc).text):
        while at < len(kept) and kept[at].end_char <= each.start:
            at += 1
        if at == len(kept):
            break
        if each.start < kept[at].start_char or each.kind != "date" or role_at(doc, each.start) == "dateline":
            continue  # the day of a dateline dates the report, and no happening of its first sentence
        span = doc.char_span(each.start, each.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        root = _root(span)
        if _is_no_time(each, root):
            continue
        rule = _with_edges(doc, each, _told(each.rule, root)) if each.rule else None
        if rule and _DEICTIC.match(rule):
            rule = _as_said(doc, each, rule)
        time = _time(doc, each, rule, told, last_day, at)
        if rule and time.from_ and time.from_ == time.to and not time.from_.startswith("-"):
            day = dt.date.fromisoformat(time.from_)
            last_day = (day, at)
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", rule):
                told = day
        found.append((time, root))
    return found


def _root(span: DocSpan) -> Token:
    """The token of an expression that hangs on the rest of its sentence; "the" of "the autumn collection" does not."""
    inside = range(span.start, span.end)
    outer = [t for t in span if t.head.i not in inside or t.head == t]
    return next((t for t in reversed(outer) if t.dep_ not in {"det", "case", "punct", "cc"}), span.root)


_DEICTIC = re.compile(r"(?:day|night|week|weekend|month|year):(?:[+-]\d+|0)(?:@\w+)?$")


def _as_said(doc: Doc, each: Expression, rule: str) -> str:
    """"yesterday" in what was said on May 30 is seen from May 30: the rule gets that day before it.

    The day stands beside the words that report it ("said in a tweet on May 30"), or beside the only dated saying
    of the same speaker ("The AP reported May 29 … last month, the AP reports").
    """
    saying = next((s for s in _dated_sayings(doc) if any(a <= each.start and each.end <= b for a, b in s[0])), None)
    if saying is None:
        return rule
    _spans, said, speaker = saying
    if said is None and speaker:
        same = {s for _, s, who in _dated_sayings(doc) if s and who == speaker}
        said = same.pop() if len(same) == 1 else None
    return f"{said}>{rule}" if said else rule


@per_doc
def _dated_sayings(doc: Doc) -> list[tuple[tuple[tuple[int, int], ...], str | None, str | None]]:
    """Sayings as (characters of the content, rule of the date beside their cue, speaker), narrowest first."""
    from recension.claims.sayings import sayings

    dates = [e for e in expressions(report_of(doc).text) if e.rule and re.match(r"(?:\d{4}|-)-\d{2}-\d{2}", e.rule) and "/" not in e.rule]
    found = []
    for saying in sayings(doc):
        said = None
        if saying.cue is not None:
            sent, at = saying.cue.sent, saying.cue.idx
            beside = [(abs(e.start - at), e.rule or "") for e in dates if sent.start_char <= e.start < sent.end_char
                      and not any(a <= e.start < b for a, b in saying.spans)]
            said = _told(min(beside)[1], saying.cue) if beside else None
        speaker = (saying.speaker.name or saying.speaker.text).lower().removeprefix("the ") if saying.speaker else None
        found.append((saying.spans, said, speaker))
    return sorted(found, key=lambda s: sum(b - a for a, b in s[0]))


def _time(doc: Doc, each: Expression, rule: str | None, told: dt.date | None, last_day: tuple[dt.date, int] | None, sentence: int) -> Time:
    """The expression as a Time, resolved against what the report itself shows."""
    text = report_of(doc).text[each.start:each.end]
    if rule is None:
        return Time(text, each.start, each.end, reason=UNREADABLE)
    fixed = _resolve(rule, None, 0)
    if fixed is not None:
        return Time(text, each.start, each.end, *fixed, rule=rule)
    anchor, why = _anchor_at(doc, each.start)
    seen_as = rule
    if rule.startswith("ref:"):
        # "a day after 30 were hurt" is seen from what follows; "a day later" from the day told before.
        ahead = text.lower().endswith((" after", " before")) and re.match(r"\s+[\w“\"]", report_of(doc).text[each.end:each.end + 3])
        near = last_day if last_day and not ahead and sentence - last_day[1] <= 1 else None
        anchor, why = (near[0], None) if near else (None, ELSEWHERE)
    elif anchor is None and told is not None and rule.startswith(("--", "month:")) and rule[6:7] not in "+-0":
        # A date told in full has its neighbours on both sides.
        anchor, seen_as = told, rule.replace(":past", ":?")
    if anchor is None:
        return Time(text, each.start, each.end, None, None, _precision_of(rule), None, why, rule)
    seen = _resolve(seen_as, anchor, 0)
    if seen is None:
        return Time(text, each.start, each.end, None, None, "unknown", anchor.isoformat(), IMPOSSIBLE, rule)
    reason = VAGUE if seen[0] is None and not rule.startswith("..") else None
    return Time(text, each.start, each.end, *seen, anchor=anchor.isoformat(), reason=reason, rule=rule)


def _precision_of(rule: str) -> Precision:
    """How fine a rule is, whatever its anchor."""
    seen = _resolve(rule, dt.date(2000, 1, 31), 0)
    return seen[2] if seen else "unknown"


def _with_edges(doc: Doc, each: Expression, rule: str) -> str:
    """"since 1998" is open at its end, "until Friday" at its start. "since April elections" is neither."""
    before = re.search(r"\b(since|until|till|by)\s+(?:the\s+)?\Z", report_of(doc).text[max(0, each.start - 14):each.start], re.IGNORECASE)
    if before is None or "/" in rule or rule.startswith(("ref:", "span:")):
        return rule
    after = re.match(r"[ \t]+[a-z]{4,}(?<!when)", report_of(doc).text[each.end:each.end + 24])
    if after and after.group().strip() not in {"when", "after", "with", "amid", "that", "over", "from"}:
        return rule
    return f"{rule}/.." if before.group(1).lower() == "since" else f"../{rule}"


def _is_no_time(each: Expression, root: Token) -> bool:
    """Names, verbs and counts that look like times."""
    digits = any(c.isdigit() for c in each.rule or "" if each.rule and not each.rule.startswith("month"))
    if root.ent_type_ == "PERSON" and root.is_title and (each.rule or "").startswith(("month:", "weekday:")):
        return True
    if root.ent_type_ == "ORG" and (each.rule or "").startswith("weekday:") and not digits:
        return len([t for t in root.sent if t.ent_type_ == "ORG" and abs(t.i - root.i) == 1]) > 0
    if root.pos_ in {"AUX", "VERB"} and (each.rule or "").startswith("month:") and each.end - each.start < 6 and root.i == root.sent.start:
        return True
    if (each.rule or "").startswith("season:") and root.dep_ in {"compound", "amod", "nmod"} and not any(c.dep_ == "case" for c in root.children) and root.head.i > root.i:
        # "the autumn collection" is no time, "the summer offensive" is one.
        return root.head.lemma_.lower() in lexicon()["names"]["after_season"]
    if (each.rule or "").startswith("year:") and root.dep_ == "nummod" and root.head.tag_ == "NNS" and root.head.i > root.i:
        return root.head.lower_ in lexicon()["years"]["counted"]
    return False


# ---------------------------------------------------------------- tense
def _told(rule: str, root: Token) -> str:
    """A rule with the tense of its clause in place of "?"."""
    if "?" not in rule:
        return rule
    since = any(c.lower_ == "since" for c in children(root, "case", "mark"))
    return rule.replace("?", "future" if is_future(root) and not since else "past")


@functools.cache
def _future_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lexicon()["future"].items()}


def is_future(token: Token) -> bool:
    """Does the clause of a token speak of what is to come ("will meet", "is due", "plans to visit")?"""
    words = _future_words()
    for each in (token, *ancestors(token)):
        if each.pos_ in {"NOUN", "PROPN"} and each is not token:
            if any(c.lower_ in words["coming"] for c in each.children if c.dep_ == "amod"):
                return True
            # "prosecute those behind the September shootout": what a noun names has been, but for an agenda.
            if each.lemma_.lower() not in words["agenda"]:
                return False
        if each.pos_ not in {"VERB", "AUX"} and not any(c.dep_ in SUBJECTS for c in each.children):
            continue
        helpers = {c.lower_ for c in each.children if c.dep_ in {"aux", "aux:pass", "cop", "mark"}}
        if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
            return True
        if helpers & {"would", "must", "should", "may", "might"} and not helpers & {"have", "'ve", "’ve"}:
            return True  # "said it would leave on Friday"
        if _is_subjunctive(each) or (each.dep_ == "advcl" and {c.lower_ for c in children(each, "mark", "advmod")} & words["conditions"] and _is_present(each)):
            return True
        if each.tag_ == "VBG" and helpers & {"is", "are", "'re", "’re", "am"}:
            return True  # "is sending in troops on Saturday"
        lemma = each.lemma_.lower()
        if lemma in {"due", "set", "schedule", "expect", "plan", "slate", "postpone", "reschedule", "foresee", "envisage", "envision"} and helpers & {"is", "are", "be", "was", "were", "been", "'s"}:
            return each.lemma_.lower() in words["verbs"]
        if each.tag_ == "VB" and "to" in helpers:
            head = each.head
            if head != each and head.lemma_.lower() in words["verbs"] and head.lemma_.lower() not in words["not_future"]:
                return True
            if head != each and head.pos_ in {"NOUN", "ADJ"} and each.dep_ in {"acl", "xcomp", "ccomp"}:
                return head.lemma_.lower() not in words["not_future"]
            continue
        return bool(each.tag_ in {"VBZ", "VBP"} and lemma in words["timetable"])
    return False


def _is_present(verb: Token) -> bool:
    """"if they come", "once talks are held"; not "if they came", "if it has rained"."""
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    helpers = [c for c in children(verb, "aux", "aux:pass", "cop") if c.tag_ in {"VBZ", "VBP", "VBD", "MD"}]
    return bool(helpers) and all(c.tag_ in {"VBZ", "VBP"} and c.lemma_.lower() == "be" for c in helpers)


def _is_subjunctive(verb: Token) -> bool:
    """Does somebody ask for what a verb says: "demanded that they *be released* before Friday", "*release* them by Friday"?"""
    helpers = children(verb, "aux", "aux:pass")
    if verb.tag_ != "VB" and not any(c.tag_ == "VB" and c.lower_ == "be" for c in helpers):
        return False
    if any(c.lower_ == "that" for c in children(verb, "mark")):
        return True
    return verb.dep_ in {"ROOT", "ccomp"} and child(verb, *SUBJECTS, "aux") is None


# ---------------------------------------------------------------- which time belongs to which predicate
def _is_clause_head(token: Token) -> bool:
    """A verb, or a predicate that has a subject of its own."""
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "aux:pass", "cop", "amod", "compound"}:
        return True
    return any(c.dep_ in SUBJECTS for c in token.children) or token.head == token


def _clause(token: Token) -> Token:
    """The head of the clause that a token stands in."""
    if _is_clause_head(token):
        return token
    return next((a for a in ancestors(token) if _is_clause_head(a)), token.sent.root)


def _named_before(root: Token) -> Token | None:
    """The noun that a time is set into: "the murder on Saturday of a clerk", "the arrest last week of two men"."""
    doc, first = root.doc, root.left_edge
    if first.i == 0 or root.i + 1 >= len(doc) or root.i - first.i > 3 or doc[root.i + 1].lower_ != "of" or root.lower_.isdigit():
        return None
    noun = doc[first.i - 1]
    return noun if noun.pos_ == "NOUN" and noun.sent == root.sent else None


def _governed_by(root: Token) -> list[Token]:
    """The predicates that a time governs; one that the parse hangs on a verb behind the next comma, as on the "said"
    at the end of a lead, belongs to the verb before it, if there is one."""
    doc, first = root.doc, root.left_edge.i
    if first > root.sent.start and root.i - first <= 4 and doc[first - 1].pos_ == "VERB" and doc[first - 1].lemma_.lower() in _REPORTING:
        return [doc[first - 1]]  # "…, the police said on Friday", wherever the parse hangs it
    noun = _named_before(root)
    if noun is not None:
        return [noun, *_governors(noun)] if _passes_on(noun) else [noun]
    found = list(_governors(root))
    if found and found[0].i > root.i and any(t.text == "," for t in root.doc[root.i + 1 : found[0].i]):
        before = [t for t in root.doc[root.sent.start : root.i] if t.pos_ == "VERB" and _is_finite(t)]
        if before:
            return [before[-1]]
    return found


def _governors(root: Token) -> Iterator[Token]:
    """What a time expression dates: the nouns it stands in, and at last the head of its clause."""
    for each in ancestors(root):
        yield each
        if _is_clause_head(each) or not _passes_on(each):
            return


_PASSING_CASES = frozenset({"in", "during", "at", "amid", "amidst", "on", "of", "by", "within", "throughout", "inside"})
_LIGHT = frozenset({"launch", "carry", "conduct", "stage", "hold", "witness", "see", "mount", "make", "have", "suffer", "report", "commit", "wage", "organize", "organise"})


def _passes_on(noun: Token) -> bool:
    """Does the time of a noun date its clause too? "Hurt in Monday's clashes", not "left after Monday's clashes"
    nor "asked for the 2013 deal".
    """
    if noun.dep_ in {"obl", "nmod", "obl:agent", "advmod"}:
        cases = [c.lower_ for c in noun.children if c.dep_ == "case"]
        return not cases or cases[0] in _PASSING_CASES
    if noun.dep_ == "obj":
        return noun.head.lemma_.lower() in _LIGHT
    return True


def _is_finite(verb: Token) -> bool:
    if verb.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
        return True
    return any(c.dep_ in {"aux", "aux:pass", "cop"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children)


def _is_reported(head: Token) -> bool:
    """Is a clause the content of another: "(said) that two were hurt"?"""
    for each in (head, *ancestors(head)):
        if each.dep_ in {"ccomp", "csubj"}:
            return True
        if each.dep_ not in {"conj", "xcomp", "advcl", "acl", "acl:relcl"}:
            return False
    return False


def _sharing(token: Token) -> Iterator[Token]:
    """The token, then the predicates whose time it shares: its clause's head, and heads of coordinated or
    non-finite clauses above it.
    """
    yield token
    yield from _led_by(token)
    at = token
    for _ in range(MAX_STEPS):
        if at.head == at:
            return
        if _is_clause_head(at):
            open_above = at.dep_ == "conj" or (at.dep_ in {"xcomp", "advcl", "parataxis"} and not _is_finite(at))
            # "in elections boycotted by many": what is said of a happening is of its time.
            of_happening = at.dep_ == "acl" and not _is_finite(at) and at.head.dep_ == "obl"
            if not (open_above or of_happening):
                return
        elif at.dep_ in {"obl", "nmod"} and not _passes_on(at):
            return
        at = at.head
        yield at


_ATTRIBUTIVE = frozenset({"nummod", "compound", "amod", "nmod:poss"})


def _told_from(here: list[tuple[Time, Token]], token: Token) -> Time | None:
    """"on Tuesday, a day after 30 were hurt": the hurt were hurt a day before Tuesday."""
    doc = token.doc
    for time, root in reversed(here):
        found = re.fullmatch(r"ref:([a-z]+):([+-])(\w+)", time.rule or "")
        way = time.text.rsplit(None, 1)[-1].lower()
        if found is None or way not in {"after", "before"} or root.i > token.i or re.search(r"[,;.]\s", report_of(doc).text[time.end:token.idx]):
            continue
        unit, sign, count = found.groups()
        back = f"{unit}:{'-' if sign == '+' else '+'}{count}"
        base = next((t for t, r in reversed(here) if r.i < root.i and r.dep_ not in _ATTRIBUTIVE and t.rule and not t.rule.startswith(("ref:", "span:")) and "/" not in t.rule), None)
        if base is None or base.rule is None:
            return Time(time.text, time.start, time.end, None, None, time.precision, None, ELSEWHERE, f"ref:{back}")
        rule = f"{base.rule}>{back}"
        anchor = dt.date.fromisoformat(base.anchor) if base.anchor else None
        seen = _resolve(rule, anchor, 0)
        if seen is None:
            return Time(time.text, time.start, time.end, None, None, "unknown", None, base.reason, rule)
        return Time(time.text, time.start, time.end, *seen, anchor=base.anchor, rule=rule)
    return None


def _led_by(verb: Token) -> Iterator[Token]:
    """Verbs coordinated with a verb under one subject: in "killed 20 and wounded 45 on Tuesday" both are Tuesday's."""
    for each in verb.children:
        if each.dep_ == "conj" and each.pos_ == "VERB" and each.i > verb.i and not any(c.dep_ in SUBJECTS for c in each.children):
            yield each


def _best(found: list[tuple[Time, Token]], token: Token) -> Time:
    """A time on the calendar before a stretch, a stretch before what is told from elsewhere; then the nearest."""
    def rank(pair: tuple[Time, Token]) -> tuple[int, int]:
        rule = pair[0].rule or "ref:"
        kind = 2 if rule.startswith("ref:") else 1 if rule.startswith("span:") else 0
        return kind, abs(pair[1].i - token.i)
    return min(found, key=rank)[0]


def _first_verb(root: Token) -> Token:
    """The first word of a predicate, its auxiliaries included."""
    return min([root, *(c for c in root.children if c.dep_ in {"aux", "aux:pass", "cop"} | SUBJECTS)], key=lambda t: t.i)
