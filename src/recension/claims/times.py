"""Times: the time expressions of a report, resolved as far as the report itself anchors them.

`recension.claims.timegrammar` finds expressions and gives each a rule; here a rule meets the tense of its
clause and an anchor. The anchor is the report's own date, the stamp of an embed, or, for a date without a year,
a full date told before it. Where there is none, `from_` and `to` stay null and the reason is said, so that a
record may resolve the rule later.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING

from recension.claims.doc import per_doc, report_of, role_at, sentences
from recension.claims.sayings import sayings
from recension.claims.timegrammar import Expression, expressions, lexicon
from recension.claims.timerules import interval_of
from recension.claims.tree import SUBJECTS, ancestors, child, children, sentence_of
from recension.model import KEPT_ROLES, Precision, Report, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan


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
    return [time for time, _ in placed(doc)]


# ---------------------------------------------------------------- background


# ---------------------------------------------------------------- rules


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
            seen = interval_of(days[-1], None, 0)
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
        seen = interval_of(f"weekday:{weekday}:past", base, 0) if base else None
    else:
        days = [e.rule for e in expressions(text) if e.rule and e.end - e.start >= len(text) and _DAY_ALONE.match(e.rule)]
        seen = interval_of(days[0].replace("?", "past"), base, 0) if days else None
    return dt.date.fromisoformat(seen[0]) if seen and seen[0] and not seen[0].startswith("-") else None


def _anchor_at(doc: Doc, char: int) -> tuple[dt.date | None, str | None]:
    for start, end, day in _stamps(doc):
        if start <= char < end:
            return day, None
    entry = next((day for start, day in reversed(_entries(doc)) if start < char), None)
    return (entry, None) if entry else report_anchor(report_of(doc))


# ---------------------------------------------------------------- expressions in a Doc
@per_doc
def placed(doc: Doc) -> list[tuple[Time, Token]]:
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
    dates = [e for e in expressions(report_of(doc).text) if e.rule and re.match(r"(?:\d{4}|-)-\d{2}-\d{2}", e.rule) and "/" not in e.rule]
    found = []
    for saying in sayings(doc):
        said = None
        if saying.cue is not None:
            sent, at = sentence_of(saying.cue), saying.cue.idx
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
    fixed = interval_of(rule, None, 0)
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
    seen = interval_of(seen_as, anchor, 0)
    if seen is None:
        return Time(text, each.start, each.end, None, None, "unknown", anchor.isoformat(), IMPOSSIBLE, rule)
    reason = VAGUE if seen[0] is None and not rule.startswith("..") else None
    return Time(text, each.start, each.end, *seen, anchor=anchor.isoformat(), reason=reason, rule=rule)


def _precision_of(rule: str) -> Precision:
    """How fine a rule is, whatever its anchor."""
    seen = interval_of(rule, dt.date(2000, 1, 31), 0)
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
        return len([t for t in sentence_of(root) if t.ent_type_ == "ORG" and abs(t.i - root.i) == 1]) > 0
    if root.pos_ in {"AUX", "VERB"} and (each.rule or "").startswith("month:") and each.end - each.start < 6 and root.i == sentence_of(root).start:
        return True
    if (each.rule or "").startswith("season:") and root.dep_ in {"compound", "amod", "nmod"} and not any(c.dep_ == "case" for c in children(root)) and root.head.i > root.i:
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
            if any(c.lower_ in words["coming"] for c in children(each) if c.dep_ == "amod"):
                return True
            # "prosecute those behind the September shootout": what a noun names has been, but for an agenda.
            if each.lemma_.lower() not in words["agenda"]:
                return False
        if each.pos_ not in {"VERB", "AUX"} and not any(c.dep_ in SUBJECTS for c in children(each)):
            continue
        helpers = {c.lower_ for c in children(each) if c.dep_ in {"aux", "aux:pass", "cop", "mark"}}
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
        if lemma in words["verbs"] and lemma not in words["not_future"] and any(c.tag_ == "VB" and each.i < c.i < token.i and any(m.lower_ == "to" for m in children(c, "mark")) for c in children(each, "xcomp")):
            return True  # "agreed to hold talks on Sunday", where the parse hangs the day on the agreement
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


