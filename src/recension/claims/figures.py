"""Figures: how many were killed, injured, arrested, displaced …, as one report says it.

A number (`recension.claims.numbers`) becomes a figure through the word that governs it: the predicate that the
counted noun undergoes, the participle beside it, or the noun that it counts. What the parse does not give is
read from the words next to the number. CONTRACT "Conventions of claims / Figures" rules the values.
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recension.claims.actors import party
from recension.claims.countbeside import behind, beside, just_after, just_before
from recension.claims.countclauses import died_of_wounds, told_first, told_last
from recension.claims.counted import counted_by, following, head_of, measured_as, next_of, of_phrase
from recension.claims.countpredicates import is_so_anyway
from recension.claims.countwords import (
    UNDERGONE,
    indicators,
    is_person,
    is_surely_person,
    lemma_of,
    names_persons,
    noun_of,
    roles_of,
    words,
)
from recension.claims.doc import claim_id, mention, per_doc, report_of, sentences, span_of
from recension.claims.drafts import Draft
from recension.claims.governors import (
    Governed,
    clause_of,
    climb,
    governing,
    is_let_go,
    is_total,
    own_state,
    shared_clause,
    token_at,
)
from recension.claims.lexicon import group_classes, people_of, singular
from recension.claims.listed import at_gathering, elliptic, headed, in_parentheses, labelled, severely, with_wounds
from recension.claims.numbers import Number, numbers
from recension.claims.places import place_for
from recension.claims.restated import AGAIN, again, from_to, is_former, led_by, of_them, teller
from recension.claims.sayings import attribution, sayings_over
from recension.claims.shares import bare_share, earlier_turnout, holder_of_share, is_other_share
from recension.claims.singles import died_since, nobody, single_persons
from recension.claims.status import status
from recension.claims.timebinding import background_at, time_for
from recension.claims.times import times
from recension.claims.tree import MAX_STEPS, SUBJECTS, ancestors, child, children, is_passive, sentence_of
from recension.model import Figure, Indicator, Mention, Status, Stretch, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

_COUNTLESS = re.compile(r"(?:several|a\s+few|a\s+handful|a\s+couple(?:\s+of)?|a\s+pair|a\s+trio|a\s+quartet)\Z", re.IGNORECASE)
_YEARS_OLD = re.compile(r"[\s-]years?[\s-]olds?\b", re.IGNORECASE)
_PER = re.compile(
    r"[\s-]*(?:[a-zA-Z%]+\s+){0,2}?(?:per\s+(?P<each>(?!cent\b)(?:(?:square|cubic)\s+)?[a-zA-Z]+)|an?\s+(?P<time>second|minute|hour|day|night|week|month|year|quarter|share|barrel|ton(?:ne)?|kilo|litre|liter|gallon|head|person|unit|ounce|mile))\b"
    r"(?!\s+(?:ago|earlier|before|later|after|from))", re.IGNORECASE)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+")
#: "one serviceman, Sergeant [Jasur Ortiqov], was killed".
_NAMED_ONE = re.compile(r"(?:\s[\w’'-]{1,24}){1,5},\s(?:[A-Z][\w.]{1,16}\s){0,3}")
#: What a past form or a verb of headlines may be taken for.
_SHORT_FORMS = frozenset({"NN", "VB", "VBP", "VBD", "VBN", "JJ"})
_OF_UNDERGONE = re.compile(r"\s+of\s+(?:the|those|these)\s+(?:\w+\s+)?(?P<word>[a-z]+)\s")
#: "19 of the more than 800 injured were flown abroad": hurt, whatever else is said of them.
_OF_HURT = re.compile(r"\s+of\s+(?:the|those|these)\s+(?:[a-z]+\s+){0,3}?(?:[\d,]+\s+|[a-z-]+\s+)?(?P<word>injured|wounded)\b(?!\s+[a-z]+s\b)", re.IGNORECASE)
#: "seven of the dead were burned beyond recognition": whatever else is said of them.
_OF_DEAD = re.compile(r"\s+of\s+(?:the|those|these)\s+(?P<word>dead|deceased|slain)\b(?!\s+[a-z]+s\b)")
_OF_LAST = re.compile(r"\b[Oo]f\s+(?:the\s+|those\s+)?\Z")
#: "40 mm calibre", "155mm shells": the kind of a gun.
_CALIBRE = re.compile(r"(?:\s?|-)(?:mm|millimet(?:re|er)s?|cm)\s+(?:calib(?:re|er)|shells?|rounds?|guns?|howitzers?|mortars?|cannons?|rockets?|bullets?|ammunition)\b", re.IGNORECASE)
#: "all but four of them": who is left out is not told of.
_ALL_BUT = re.compile(r"\ball\s+but\s+\Z", re.IGNORECASE)
#: "the “march of millions”": what it is called.
_MARCH_OF = re.compile(r"\b(?:march|protest|rally|day|strike)\s+of\s+(?:the\s+)?\Z", re.IGNORECASE)
#: "four benches and 22 petitions later".
_LATER = re.compile(r"\s+[\w’'-]{1,24}(?:\s+of\s+the\s+[\w’'-]{1,24})?(?:\s+and\s+[\w-]{1,16}\s+[\w’'-]{1,24})?\s+later\b")
#: "gatherings of five or more persons are banned": a law's threshold counts nobody.
_LEAST_OF_LAW = re.compile(r"\b(?:gatherings?|assembl(?:y|ies)|groups?|meetings?|crowds?|processions?|rall(?:y|ies))\s+of\s+(?:more\s+than\s+|over\s+|at\s+least\s+)?\Z", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[^.;]{0,80}?\b(?:banned|prohibited|forbidden|outlawed|barred|not\s+(?:be\s+)?(?:allowed|permitted)|unlawful|illegal)\b", re.IGNORECASE)
#: "for two or more victims the maximum rises to 20".
_OR_MORE = re.compile(r"\bor\s+more\Z", re.IGNORECASE)
_LEGAL_CASE = re.compile(r"\s+[a-z]+\s+(?:the\s+)?(?:maximum|minimum|sentence|penalty|fine|punishment|term)\b")
_FORBIDS = re.compile(r"\b(?:bans?|banned|banning|prohibit(?:s|ed|ing)?|forbid(?:s|ding)?|forbade|outlaw(?:s|ed|ing)?)\s+(?:any\s+|all\s+|public\s+){0,2}\Z", re.IGNORECASE)
#: What tells that a chamber votes.
_CHAMBER = re.compile(r"\b(?:abstain\w{0,4}|abstentions?|votes?\s+to\s+(?:amend|pass|adopt|approve|override|overturn|ratify|remove|oust|impeach)|(?:carried|adopted|passed|approved|rejected|defeated)\s+(?:by\s+)?\d{1,3}\s?(?:[-–]|votes?\b|to\b))", re.IGNORECASE)
#: "fares rise by one peso", "costs 15 euros".
_PRICE = re.compile(r"\b(?:costs?|priced\s+at|fares?|tickets?|subscriptions?|entry|admission)\b[^.;]{0,30}\Z", re.IGNORECASE)
_CHEAP = 100
#: So few are known one by one: "the two sides", "these three countries".
_MOST_KNOWN = 5
_THE = re.compile(r"\b(?:the|these|those|both)\s+\Z", re.IGNORECASE)
_PREDICATED = re.compile(r"(?:\s+of\s+(?:the|those|these|them|whom|which)(?:\s+[a-z]+){0,2})?\s+(?:are|were|was|is)\s+(?:(?!(?:also|in|at|on|from|still|now)\b)[a-z-]+\s+){0,2}?(?P<noun>[a-z-]*(?:s|men|women|children|people))\b(?!\s+(?:killed|injured|wounded)|-)")
_PART_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|those|these)\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"(?:%|\b(?:no\s+one|not\s+one|neither|nobody|per\s?cent|percent|half|thirds?|quarters?|most|majority|many|few|several|none|some|any|\d[\d,]*|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|scores|hundreds?|thousands?))"
    r"\s+(?:(?:out\s+)?of|among)\s+(?:(?:the|its|their|his|her|our|those|these)\s+)?(?:(?:remaining|some|about|around|estimated|nearly|roughly|approximately|almost|over|more\s+than|at\s+least)\s+)?\Z", re.IGNORECASE)
#: "Of 19 people on board, 14 were killed".
_OF_FIRST = re.compile(r"(?:Out\s+of|Of)\s+(?:the\s+|its\s+|their\s+)?(?:some\s+|about\s+|more\s+than\s+|nearly\s+)?")
#: What one may be called long after it befell him.
_CALLED = frozenset({"abducted", "arrested", "displaced"})
#: "losses of 12 million" are no dead.
_MOST_LOST = 100_000
#: Bodies that are a crowd only where armed men or protesters make them up.
_LOOSE = frozenset({"group", "band", "gang"})
_NAMED_PART = re.compile(r"\s+of\s+(?:them|whom|these|those)\s*,?\s+(?:(?:were|was|are|is|being|reportedly|also|believed|to|be)\s+){0,4}(?:(?!in\b|on\b|at\b|by\b)[a-z-]+\s+){0,2}?[a-z-]*(?:s|men|women|children|people)\b(?!-)")
_UNITS = frozenset({"battalion", "battalions", "brigade", "brigades", "company", "companies", "regiment", "regiments", "platoon", "platoons", "division", "divisions", "squad", "garrison", "army", "militia", "detachment"})
_OF_UNITS = re.compile(r"\b(?P<word>battalions?|brigades?|companies|regiments?|divisions?|platoons?|garrisons?|strength)\b[^.;]{0,30}?(?:,|\bor|\bof|\bwith|\bat|\bnumbering)\s+\Z")
#: "24 percent, against 29 percent in 2019": what it is set beside.
_AGAINST = re.compile(r"[^.;\d]{0,30}?\b(?:against|compared\s+(?:to|with)|(?:up|down)\s+from)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Fewer are a company, no crowd.
_FEWEST_OF_US = 30
_SIZED = re.compile(r"\b(?P<body>[a-z-]+)\s*,?\s+(?:(?:was|is|has\s+been|were)\s+)?(?:(?:officially|reportedly|once|now|usually)\s+)?(?:estimated|put|numbering|believed|thought|counted|numbered|said)\s+(?:(?:by\s+[\w ]{1,24}\s+)?(?:at|to\s+number|to\s+be)\s+)?\Z", re.IGNORECASE)
#: "57 escaped", "five were freed": a bare number of those who are no longer counted so.
_GOT_OUT = re.compile(r"\s+(?:(?:of\s+(?:them|whom|these|those)|others?|more|have|has|had|were|was|been|later|since|also)\s+){0,4}(?:escaped|survived|freed|released|rescued|returned|swam|let\s+go|found\s+(?:alive|safe))\b", re.IGNORECASE)
_FOUND = re.compile(r"\bfound\s+(?:alive|safe|unharmed|unhurt|well)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\s+(?:(?:people|others|homes|households|customers)\s+)?without\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:including|incl\.?|among them|of whom|of which|between which|of them|among whom|comprising|made up of)\b", re.IGNORECASE)
_PART_LAST = re.compile(rf"(?:{_PART.pattern})\s+(?:at\s+least\s+|about\s+|some\s+)?\Z", re.IGNORECASE)
#: "not eleven, as some have it, but four".
_BUT = re.compile(r"(?:,[^,.;\d]{1,60},)?,?\s+but\s", re.IGNORECASE)
_NOT_FIRST = re.compile(r"(?:\s+[a-z-]+){0,3},?\s+(?:and\s+)?(?:not|rather\s+than|instead\s+of)\s+(?:the\s+)?", re.IGNORECASE)
_BODIES = frozenset({"body", "corpse", "martyr"})
#: What a bare number after them does not count again.
_NOT_AGAIN = _BODIES | {"life", "lives", "death", "fatality", "nationality", "coffin"}
_UNTRUE = r"(?:(?:greatly|grossly|vastly|wildly)\s+(?:exaggerated|inflated)|false|untrue|not\s+true|nonsense|rubbish|fabricated|fake|baseless|unfounded|groundless|invented|incorrect|wrong|a\s+lie|lies|fiction|a\s+hoax|propaganda|a\s+fairy\s+tale)"
_STORY = r"(?:reports?|claims?|rumou?rs?|talk|stor(?:y|ies)|assertions?|allegations?|suggestions?|figures?|numbers?|tolls?|posts?|tales?|accounts?|notion|idea)"
_FALSE_BEFORE = re.compile(rf"(?:\bno\s+(?:truth|basis|substance)\s+(?:in|to|for)\s+(?:\w+\s+){{0,3}}{_STORY}\s+(?:that|of)|\b(?:not\s+true|untrue|false|nonsense|a\s+lie)\b(?:,[^,.;]{{0,40}},)?\s+(?:that|to\s+say)|\b(?:false|fake|baseless|unfounded|fabricated|untrue)\s+(?:\w+\s+)?{_STORY}\s+(?:that|of))\b(?P<rest>[^.;]*)\Z", re.IGNORECASE)
#: "Denmark denied on Friday that 25 of its commandos were there".
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying)\b(?:\s+(?:on|last|this|that)\s+\w{1,12}|\s+(?:reports?|claims?|yesterday|today|strongly|again)){0,3}\s+that\s+(?:\w{1,16}\s+){0,4}\Z", re.IGNORECASE)
_STORY_BEFORE = re.compile(rf"\b{_STORY}\s+(?:that|of)\b[^.;]*\Z", re.IGNORECASE)
_FALSE_AFTER = re.compile(rf"[^.;,]{{0,60}}?\b(?:is|are|was|were|as|has\s+been|proved|turned\s+out(?:\s+to\s+be)?)\s+(?:(?:completely|entirely|utterly|totally|simply|all|pure|absolute|just)\s+)?{_UNTRUE}\b", re.IGNORECASE)
#: A sentence is read so far to both sides for what calls its story false.
_STORY_REACH = 140
#: "no fewer than 81", "no more than 150": the "no" is of the bound, not of what is told.
_NO_BOUND = re.compile(r"(?:no|not)\s+(?:fewer|more|less)\s+than\b", re.IGNORECASE)
#: "the No side took 55 percent": a side, and no denial.
_NO_SIDE = re.compile(r"\b[Tt]he\s+[“\"‘']?No\b|\bNo\s+(?:side|camp|campaign|votes?)\b")
#: What a parse may tie to a name: "Olmedo 1,190,002", "injured, 11 of them nurses".
_TAIL = re.compile(r"(?<!\s),?\s+\d[\d.,]*(?:\s.*)?\Z", re.DOTALL)
#: What some of a count have in common.
_TRAIT = re.compile(r"\s+(?:in\s+(?:uniform|plain\s+clothes|civilian\s+clothes|(?:one|the\s+same)\s+[a-z]+)|from\s+(?:one|the\s+same)\s+[a-z]+|under\s+(?:the\s+age\s+of\s+)?(?:\d|[a-z]+teen\b|five\b|ten\b))", re.IGNORECASE)
_NEXT_IN_ROW = re.compile(r"[^.;\d]{0,60},\s+")
_IN_COMMAS = re.compile(r"\s+(?:strong|in\s+(?:all|total|number)|altogether|according\s+to\s+[^,.;\d]{3,40}|(?:by|on)\s+(?:the\s+)?[^,.;\d]{3,60})(?=,)")
_PARTITIVE = frozenset({"them", "whom", "these", "those", "which"})
_AGED = re.compile(r"(?:an?\s+)?(?:[\w-]+[\s-])?(?:year|month|week|day)s?[\s-]+old\s+(?=\w)", re.IGNORECASE)


@per_doc
def figures(doc: Doc) -> list[Figure]:
    """The figures of a report, in the order of the text; those that one sentence sets apart are `part_of` another."""
    drafts: list[Draft] = []
    found = numbers(report_of(doc).text)
    at = 0
    carried: Draft | None = None
    told: set[Indicator] = set()
    for sent in sentences(doc):
        while at < len(found) and found[at].core[0] < sent.start_char:
            at += 1
        here = []
        while at < len(found) and found[at].core[0] < sent.end_char:
            here.append(found[at])
            at += 1
        now = _of_sentence(doc, sent, here, carried, told)
        if now and _is_made_up(sent):
            now = [d for d in now if d.trigger == sent.root or d.indicator not in UNDERGONE]
        told |= {d.indicator for d in now if not d.zero}
        carried = next((d for d in reversed(now) if d.indicator in AGAIN and not d.zero), carried if not now and _near(carried, sent) else None)
        if carried is not None and carried in now and carried.indicator in {"injured", "missing"}:
            carried.sooner = next((d for d in now if d.indicator == "killed" and not d.zero and not d.former), None)
        drafts += now
    made: dict[int, Figure] = {}
    for draft in drafts:
        made[id(draft)] = _figure(doc, draft)
    drafts = [d for d in drafts if not d.known or made[id(d)].status not in {"historical", "negated"}]
    return [
        replace(made[id(d)], part_of=tuple(dict.fromkeys(made[id(p)].id for p in d.parts_of))) if d.parts_of else made[id(d)]
        for d in drafts
    ]


def quantities(doc: Doc) -> list[tuple[Number, str | None]]:
    """Every number of a text with its unit or, where it has none, the words that it counts, whatever its block.

    Words without a numeral in them ("several", "a few") are no quantities; ages are, and so is "one of the mayors".
    """
    text = report_of(doc).text
    found: list[tuple[Number, str | None]] = []
    for number in numbers(text, every=True):
        span = doc.char_span(*number.core, alignment_mode="expand")
        if span is None or not len(span) or _COUNTLESS.match(text[number.core[0]:number.core[1]]) or _is_model(span, number):
            continue
        if _YEARS_OLD.match(text[number.core[1]:number.core[1] + 12]):
            found.append((number, "year of age"))
            continue
        head = head_of(span)
        counted, _ = counted_by(head, span)
        measured = measured_as(doc, number, head, counted)
        unit = measured[1] if measured else _counted_words(span, counted)
        per = _PER.match(text[number.core[1]:number.core[1] + 40])
        found.append((number, f"{unit} per {(per['each'] or per['time']).lower()}" if per is not None and unit is not None else unit))
    return _with_shared_units(text, found)


#: "from 13.5 to 14.0 mm", "eight or nine euros": the unit stands behind the second.
_ONE_UNIT = re.compile(r"\s(?:to|or)\s(?:(?:about|around|nearly|over|some|just)\s)?", re.IGNORECASE)
#: "3.9 million headsets, up from 2.4 million": it stands behind the first.
_SAME_UNIT = re.compile(r"\s[a-z][\w -]{0,40},?\s(?:(?:up|down)\s+from|compared\s+(?:to|with)|against)\s+(?:(?:about|around|just|some)\s)?", re.IGNORECASE)


def _with_shared_units(text: str, found: list[tuple[Number, str | None]]) -> list[tuple[Number, str | None]]:
    """Gives a number without a unit that of the number beside it, where the two are of one kind by their words."""
    units = [unit for _, unit in found]
    for n, ((first, _), (second, _)) in enumerate(itertools.pairwise(found)):
        gap = text[first.core[1]:second.core[0]]
        if units[n] is None and _ONE_UNIT.fullmatch(gap):
            units[n] = units[n + 1]
        elif units[n + 1] is None and _SAME_UNIT.fullmatch(gap):
            units[n + 1] = units[n]
    return [(number, unit) for (number, _), unit in zip(found, units, strict=True)]


def _is_made_up(sent: DocSpan) -> bool:
    """"The novel tells of seven who drown", "the drill simulated 40 dead": what a work tells of has not happened."""
    if lemma_of(sent.root) not in words("made_up", "tells"):
        return False
    teller = child(sent.root, "nsubj")
    return teller is not None and noun_of(teller) in words("made_up", "works") | words("forces", "drills")


def _is_model(span: DocSpan, number: Number) -> bool:
    """"iPhone 11", "Boeing 787", "Fortune 100": a number that ends a name counts nothing."""
    if span.start == 0 or number.unit is not None or number.vague or span[0].text[:1].islower():
        return False
    before = span.doc[span.start - 1]
    if len(span.text) != number.core[1] - number.core[0]:
        return False  # "640bhp"
    if before.pos_ != "PROPN" or before.is_sent_start or not (before.text[:1].isupper() or before.text[1:2].isupper()):
        return False
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return after is None or not (after.tag_ in {"NNS", "NNPS"} or after.pos_ in {"NOUN", "ADJ"} or after.lower_ in {"people", "percent", "per"} or after.text in {"%", "million", "billion"})


def _counted_words(span: DocSpan, counted: Token | None) -> str | None:
    """"European countries" of "seven European countries": what is counted with what stands before it."""
    counted = _outside(counted, span) if counted is not None else next_of(span[-1])
    if counted is None:
        return None
    doc = span.doc
    if span.end <= counted.i < span.end + 8:
        first = span.end
        while first < counted.i and (doc[first].pos_ not in {"ADJ", "NOUN", "PROPN", "VERB", "PUNCT"} or doc[first].lower_ in {"more", "most", "other", "additional"}):
            first += 1
        return str(doc[first:counted.i + 1].text.lower())
    return str(counted.lower_)


def _near(carried: Draft | None, sent: DocSpan) -> bool:
    """A count stays in mind for a sentence that counts nothing."""
    return carried is not None and sent.start - carried.holder.i < 60


# ---------------------------------------------------------------- a sentence
def _of_sentence(doc: Doc, sent: DocSpan, found: list[Number], carried: Draft | None, told: set[Indicator]) -> list[Draft]:
    """The figures of a sentence; `told` is what the report has counted before it.

    Of those already counted, the one whom a name or "the" takes up again is no new one.
    """
    drafts: list[Draft] = []
    left: Number | None = None
    for number in found:
        draft = _of_people(doc, _draft(doc, sent, number, drafts, carried))
        if draft is None or _is_mere(doc, draft):
            left = number
            continue
        if left is not None and draft.indicator in AGAIN and from_to(doc, left, draft):
            drafts.append(replace(draft, number=left, confidence=0.6, revised=False, former=True, parts_of=[]))
        drafts.append(draft)
        left = None
    taken = {d.holder.i for d in drafts} | {d.counted.i for d in drafts if d.counted is not None}
    drafts += [d for d in single_persons(doc, sent, taken) if not (d.known and d.indicator in told) and not _names_one_of(doc, d, drafts)]
    if carried is not None and (dead := died_since(doc, sent, carried)) is not None and not any(d.indicator == "killed" for d in drafts):
        drafts.append(dead)
    none = nobody(doc, sent)
    drafts = [d for d in drafts if not any(z.number.start <= d.number.core[0] < z.number.end for z in none)] + none
    drafts.sort(key=lambda d: (d.number.start, d.indicator))
    _link_parts(doc, drafts, carried)
    _share(doc, drafts)
    return [more for draft in drafts for more in _both(draft)]


def _of_people(doc: Doc, draft: Draft | None) -> Draft | None:
    """People come whole: "1.200 families" are 1,200, and "8.20" counts nobody."""
    if draft is None or draft.unit == "percent" or draft.indicator in {"money", "distance"}:
        return draft
    number = draft.number
    if draft.indicator == "other" and (draft.counted is None or not is_surely_person(draft.counted)):
        return draft
    core = report_of(doc).text[number.core[0]:number.core[1]]
    if not _DOTTED.fullmatch(core):
        return draft if draft.indicator == "other" or number.value == int(number.value) else None
    value = int(core.replace(".", ""))
    low, best, high = (None if v is None else value for v in (number.low, number.best, number.high))
    return replace(draft, number=replace(number, value=value, low=low, best=best, high=high))


def _names_one_of(doc: Doc, single: Draft, drafts: list[Draft]) -> bool:
    """"two journalists are missing: Idris Falk, 29, and Lena Oort": names that say who was counted before."""
    at = bisect.bisect_right(drafts, single.number.start, key=lambda d: d.number.end)
    whole = next((d for d in reversed(drafts[max(0, at - 6):at]) if d.number.end <= single.number.start and d.indicator == single.indicator), None)
    if whole is None or single.holder.ent_type_ != "PERSON":
        return False
    gap = report_of(doc).text[whole.number.end:single.number.start]
    if whole.number.value == 1 and _NAMED_ONE.fullmatch(gap):
        return True
    return len(gap) < 160 and re.search(r"(?::|\s[-–—]|,\s+(?:namely|identified\s+as))\s", gap) is not None and not re.search(r"[.;]", gap)


def _draft(doc: Doc, sent: DocSpan, number: Number, before: list[Draft], carried: Draft | None) -> Draft | None:
    """One number as a figure, or None where it counts nothing."""
    span = doc.char_span(*number.core, alignment_mode="expand")
    if span is None or not len(span):
        return None
    head = head_of(span)
    counted, holder = counted_by(head, span)
    if number.joined:
        counted = counted or holder
    if counted is not None and counted.lower_ == "names":
        counted, holder = None, head  # "a list of the missing has 118 names"
    if counted is None or counted.lower_ in {"mark", "strong"}:
        counted, holder = _counted_past(doc, number, holder)
        apposed = _apposed(doc, number) if counted is None else None
        if apposed is not None:
            counted = holder = apposed
    measured = measured_as(doc, number, head, counted)
    if measured is not None:
        return _measured(doc, sent, number, head, counted, holder, measured, before)
    if before and number.unit is None and counted is None and earlier_turnout(doc, number, before[-1]):
        return Draft(number, holder, None, "turnout", before[-1].trigger, 0.7, unit="percent", former=True)
    if bare_share(doc, number, before[-1] if before else None):
        who = holder_of_share(doc, number, clause_of(head), before)
        return Draft(number, holder, None, "votes_share", before[-1].trigger, 0.7, unit="percent", who=who)
    if _counts_nothing(doc, sent, number, counted):
        return None
    if _WITHOUT.match(report_of(doc).text[number.end:number.end + 30]):
        return _thing(number, holder, counted) if counted is not None else None
    if counted is not None and (noun_of(counted) in words("skipped", "nouns") or lemma_of(counted) in words("skipped", "nouns")):
        return None
    if is_former(doc, sent, number):
        return _former(number, before)
    if of_them(doc, number):
        if before and before[-1].indicator == "other" and before[-1].unit is not None:
            return None
        counted = _named_of_them(doc, number) or counted
    if counted is not None and counted.pos_ == "PROPN" and counted.tag_ == "NNP" and not people_of(counted.text) and counted.i < head.i:
        return None
    if number.vague:
        counted = _outside(counted, span)
    if counted is None and _GOT_OUT.match(report_of(doc).text[number.end:number.end + 40]):
        return None
    last = before[-1] if before else carried
    part = _part(doc, number, holder, last, told=bool(before)) or _listed(doc, sent, number, head, holder, counted, before, carried)
    if part is not None:
        return part
    if counted is not None and counted.i == span[-1].i + 1 and counted.tag_ in _SHORT_FORMS and number.value != 1 and (
            counted.lower_ in indicators("held") or counted.lower_ in indicators("done")):
        # "4 shot, 2 stabbed", "16 die": a participle or verb of headlines that the parse takes for a noun.
        counted, holder = None, head
    if counted is not None and counted.lower_ == "more":
        counted, holder = None, head  # "wounding 17 more": whom, was said before
    draft = _told_by_words(doc, sent, number, span, holder, counted, before, carried)
    if draft is not None and draft.who is not None and draft.who.lower_ in {"more", "own"}:
        draft.who = None
    if draft is not None and number.vague:
        draft.who = _outside(draft.who, span)
    return draft


def _measured(
    doc: Doc, sent: DocSpan, number: Number, head: Token, counted: Token | None, holder: Token,
    measured: tuple[Indicator, str, Token | None], before: list[Draft],
) -> Draft | None:
    """A number with a measure: money, a distance, a share."""
    indicator, unit, trigger = measured
    if unit == "point":
        return None
    former = is_former(doc, sent, number)
    if indicator == "other" and unit == "percent" and before:
        if is_other_share(doc, number, before[-1]):
            indicator, former = "votes_share", False
        elif earlier_turnout(doc, number, before[-1]):
            indicator, former = "turnout", True
    if former and indicator not in {"votes_share", "turnout"}:
        return None
    who = holder_of_share(doc, number, clause_of(head), before) if indicator == "votes_share" else None
    return Draft(number, holder, counted, indicator, trigger or holder, 0.85, unit=unit, who=who, former=former)


def _part(doc: Doc, number: Number, holder: Token, last: Draft | None, *, told: bool) -> Draft | None:
    """A part that says what it is: "three of the dead were children", "of the 12 hurt, two were policemen".
    `last` is the figure before it; this sentence may have `told` it.
    """
    part = _predicated(doc, number)
    text = report_of(doc).text
    if part is None:
        dead = _OF_DEAD.match(text[number.end:number.end + 40])
        token = token_at(doc, number.end + dead.start("word")) if dead else None
        return Draft(number, holder, token, "killed", token, 0.7, who=token) if token is not None else _trait(doc, number, holder, last, told=told)
    of_held = _OF_UNDERGONE.match(text[number.end:number.end + 40])
    if of_held is not None:
        held = indicators("held").get(of_held["word"]) or indicators("counted").get(singular(of_held["word"]))
        if held is not None and held in UNDERGONE:
            return Draft(number, holder, part, held, token_at(doc, number.end + of_held.start("word")) or holder, 0.7, who=part)
    if last is None or last.indicator not in UNDERGONE:
        return None
    led = _is_opening(doc, number, last) if not told else (_PART.search(text[last.number.end:number.start]) or _OF_LAST.search(text[max(0, last.number.start - 10):last.number.start]))
    return Draft(number, holder, part, last.indicator, last.trigger, 0.7, who=part) if led or of_them(doc, number) else None


def _is_opening(doc: Doc, number: Number, last: Draft) -> bool:
    """"(Forty-four bodies have been found.) Twelve were children": some of those counted just before."""
    opens = token_at(doc, number.core[0])
    return opens is not None and opens.i <= sentence_of(opens).start + 2 and number.value < _at_most(last.number)


def _trait(doc: Doc, number: Number, holder: Token, last: Draft | None, *, told: bool) -> Draft | None:
    """"14 corpses, nine in uniform", "eight dead, six in one family": some of those just counted, by what they have in common."""
    if not told or last is None or last.indicator not in UNDERGONE or number.unit is not None:
        return None
    text = report_of(doc).text
    if not _TRAIT.match(text[number.end:number.end + 40]) or not _NEXT_IN_ROW.fullmatch(text[last.number.end:number.start]) or number.value >= _at_most(last.number):
        return None
    return Draft(number, holder, None, last.indicator, last.trigger, 0.65, parts_of=[last], alone=True)


def _listed(
    doc: Doc, sent: DocSpan, number: Number, head: Token, holder: Token, counted: Token | None, before: list[Draft], carried: Draft | None,
) -> Draft | None:
    """A number whose place tells what it counts: in parentheses, behind a label, as the grave ones among the hurt."""
    if (whole := in_parentheses(doc, number, before, carried)) is not None:
        return Draft(number, holder, whole[1], whole[0].indicator, whole[0].trigger, 0.7, who=whole[1], parts_of=[whole[0]])
    label = labelled(doc, number)
    if label is not None and just_after(doc, sent, number, counted) is None:
        named = counted if counted is not None and is_surely_person(counted) and counted.i > head.i else None
        return Draft(number, holder, None, label[0], label[1], label[2], who=named)
    severe = severely(doc, number, before, carried) or with_wounds(doc, number)
    if severe is None:
        return None
    person = counted is not None and is_surely_person(counted) and counted.lower_ not in indicators("held") and not of_them(doc, number)
    wholes = [d for d in (before[-1] if before else carried,)
              if d is not None and d.indicator in {severe[0], "casualties"} and _at_most(number) <= _at_most(d.number)]
    return Draft(number, holder, None, severe[0], severe[1], severe[2], who=counted if person else _pronoun_after(doc, number),
                 parts_of=wholes, alone=True)


def _told_by_words(
    doc: Doc, sent: DocSpan, number: Number, span: DocSpan, holder: Token, counted: Token | None, before: list[Draft],
    carried: Draft | None,
) -> Draft | None:
    """A number that a verb or noun tells what it counts: of its clause, of the words beside it, or of a clause before."""
    if (dead := died_of_wounds(doc, sent, number)) is not None:
        return Draft(replace(number, change="delta"), holder, None, *dead, who=_pronoun_after(doc, number))
    governed = told_first(doc, sent, number) or just_after(doc, sent, number, counted) or just_before(doc, sent, number) or behind(doc, sent, number) or governing(holder, counted)
    if governed is None:
        governed = beside(doc, sent, number, counted) or led_by(doc, sent, number.start, before[-1] if before else carried)
    by_words = told_last(doc, sent, number) if governed is None else None
    if governed is None and (whole := next_of(span[-1])) is not None and whole.pos_ == "NOUN" and _PART_OF.match(report_of(doc).text[number.end:number.end + 12]):
        # "about 600 of the 1,400 inmates were killed", where the parse loses the 600.
        governed = governing(whole, None)
        if governed is not None and governed[1].dep_ in {"acl", "acl:relcl"} and governed[1].head == whole and _acts_otherwise(holder):
            governed = None
        governed = governed or by_words
        if governed is None:
            return _by_noun(number, holder, whole)
    if governed is None:
        governed = at_gathering(doc, number, counted) or headed(doc, number)
    if governed is None and by_words is not None:
        governed = by_words
        if counted is not None and number.end <= governed[1].idx <= counted.idx:
            counted = None  # "a further 58 needed hospital care" counts no care
    if governed is None:
        more = elliptic(doc, number, counted, before) or again(doc, sent, number, counted, before, carried)
        if more is not None:
            return more
        governed = shared_clause(counted) if counted is not None else None
    if governed is None and (hurt := _OF_HURT.match(report_of(doc).text[number.end:number.end + 60])) is not None and (token := token_at(doc, number.end + hurt.start("word"))) is not None:
        return Draft(number, holder, None, "injured", token, 0.65)
    base = _is_base(doc, sent, number) or _is_first_base(doc, sent, number, governed)
    if base and counted is not None and governed is not None and (own := own_state(counted)) is not None:
        governed = own
    if governed is None:
        draft = _by_noun(number, holder, counted)
        return replace(draft, stands=base) if draft is not None else None
    if counted is not None and base and governed[1].i < counted.i and governed[1].dep_ != "amod":
        return _base(number, holder, counted)
    if counted is not None and base and not counted.is_ancestor(governed[1]) and governed[1].i not in {counted.i, counted.i + 1}:
        if not roles_of(counted) or roles_of(counted) & {"soldier", "protester"}:
            return _base(number, holder, counted)
        return Draft(number, holder, counted, "other", counted, 0.5, who=counted)
    return _governed(number, holder, counted, governed, base)


def _counts_nothing(doc: Doc, sent: DocSpan, number: Number, counted: Token | None) -> bool:
    """Numbers that look like counts and are none: exceptions, thresholds of laws, and "two murders later"."""
    text = report_of(doc).text
    left, right = text[max(sent.start_char, number.start - 60):number.start], text[number.end:number.end + 120]
    if _ALL_BUT.search(left) or (counted is not None and not is_person(counted, "other") and _LATER.match(right)):
        return True
    if text[number.core[0]:number.core[1]].lower() == "millions" and _MARCH_OF.search(left):
        return True
    if _LEGAL_CASE.match(right) and _OR_MORE.search(text[number.core[0]:number.end]):
        return True
    law = _LEAST_OF_LAW.search(left)
    if law is not None and (_FORBIDDEN.match(right) or _FORBIDS.search(left[:law.start()])):
        return True
    model = text[max(0, number.start - 8):number.start]
    return number.unit is None and not number.vague and number.start == number.core[0] and text[number.core[0]].isdigit() and counted is not None and not is_person(counted, "other") and re.search(r"\s(?!IN|AT|OF)[A-Z]{2,5}\s\Z", model) is not None and counted.i > sent.start


def _is_mere(doc: Doc, draft: Draft) -> bool:
    """Counts of things that are no news by themselves: what a question asks about, votes of a chamber, small prices."""
    if draft.indicator not in {"other", "money", "distance"}:
        return False
    text, sent = report_of(doc).text, sentence_of(draft.holder)
    if draft.indicator == "distance":
        return _CALIBRE.match(text[draft.number.core[1]:draft.number.core[1] + 40]) is not None
    left = text[max(sent.start_char, draft.number.start - 60):draft.number.start]
    if draft.indicator == "money":
        return draft.number.value < _CHEAP and _PRICE.search(left) is not None
    if draft.indicator == "other" and draft.unit != "percent" and _is_known(draft, left):
        return True
    whole = text[sent.start_char:min(sent.end_char, sent.start_char + 1000)]
    return whole.rstrip(" ”’\"'").endswith("?") or _CHAMBER.search(whole) is not None


def _is_known(draft: Draft, left: str) -> bool:
    """"the two sides", "one man": a reader knows which; nothing is counted."""
    if draft.number.vague or draft.number.change != "total" or draft.counted is None:
        return False
    if draft.number.value == 1:
        return draft.counted.tag_ == "NN" and is_surely_person(draft.counted)
    return draft.number.value <= _MOST_KNOWN and _THE.search(left) is not None


def _acts_otherwise(holder: Token) -> bool:
    """"40 of the 300 miners trapped below have reached the surface": the clause tells something else of the 40."""
    return holder.dep_ in {"nsubj", "nsubj:pass"} and holder.head.pos_ == "VERB" and holder.head.i > holder.i


def _counted_past(doc: Doc, number: Number, holder: Token) -> tuple[Token | None, Token]:
    """The noun behind what stands between: "nine, not eleven, workers", "a hundred or so exiles", "the 100 mark"."""
    text = report_of(doc).text
    gap = _NOT_FIRST.match(text[number.end:number.end + 60])
    end = number.end
    if gap is not None and (second := numbers(text[end + gap.end():end + 60])) and second[0].start == 0:
        end += gap.end() + second[0].end + (text[end + gap.end() + second[0].end:][:1] == ",")
    if end == number.core[1]:
        return None, holder
    span = doc.char_span(number.core[0], end, alignment_mode="expand")
    noun = following(span) if span is not None else None
    return (noun, noun) if noun is not None and noun.lower_ != "mark" else (None, holder)


def _apposed(doc: Doc, number: Number) -> Token | None:
    """"the protesters, 300 in all, chanted", "peacekeepers from Norland, 850 strong,": whom a number in commas counts."""
    text = report_of(doc).text
    if number.unit is not None or not _IN_COMMAS.match(text[number.end:number.end + 80]) or text[number.start - 2:number.start] != ", ":
        return None
    last = token_at(doc, number.start - 3)
    if last is None:
        return None
    noun = last if last.tag_ == "NNS" else last.head if last.dep_ == "nmod" and last.head.tag_ == "NNS" and child(last, "case") is not None else None
    return noun if noun is not None and is_surely_person(noun) and child(noun, "nummod") is None else None


def _pronoun_after(doc: Doc, number: Number) -> Token | None:
    """The "them" of "one of them critically"."""
    found = re.match(r"\s+of\s+(?=(?:them|whom|these|those)\b)", report_of(doc).text[number.end:number.end + 16])
    return token_at(doc, number.end + found.end()) if found is not None else None


def _predicated(doc: Doc, number: Number) -> Token | None:
    """"(of whom) 612 are minors", "nineteen of the dead were children": the noun that a part is said to be."""
    found = _PREDICATED.match(report_of(doc).text[number.end:number.end + 80])
    token = token_at(doc, number.end + found.start("noun")) if found is not None else None
    return token if token is not None and _is_noun(token) and token.lower_ not in indicators("held") and is_surely_person(token) else None


def _base(number: Number, holder: Token, counted: Token) -> Draft | None:
    """"(injuring nine) of the roughly 600 demonstrators", "of its 3,500 troops": a body that is there, whatever befell some."""
    draft = _by_noun(number, holder, counted)
    return replace(draft, trigger=counted, stands=True) if draft is not None else None


def _is_base(doc: Doc, sent: DocSpan, number: Number) -> bool:
    """"90 per cent of the 2.2 million people fled": what the clause says is said of a part of these."""
    left = report_of(doc).text[max(sent.start_char, number.core[0] - 60):number.core[0]]
    return _SHARE_OF.search(left) is not None


def _is_first_base(doc: Doc, sent: DocSpan, number: Number, governed: Governed | None) -> bool:
    """"Of 19 people on board, 14 were killed": what stands behind the comma is said of the 14."""
    text = report_of(doc).text
    if governed is None or _OF_FIRST.fullmatch(text[sent.start_char:number.start]) is None:
        return False
    return "," in text[number.end:governed[1].idx]


def _outside(noun: Token | None, span: DocSpan) -> Token | None:
    """What "hundreds of thousands of people" counts: no part of the number itself."""
    inside = noun is not None and span.start <= noun.i < span.end
    return (of_phrase(noun) or next_of(noun)) if inside and noun is not None else noun


def _governed(number: Number, holder: Token, counted: Token | None, governed: Governed, base: bool) -> Draft | None:
    """A figure by the word that governs it, unless that word does to things or sets free those whom it counts."""
    indicator, trigger, confidence = governed
    if trigger.lower_ in {"loss", "losses"} and number.value >= _MOST_LOST:
        return None
    if number.value == 1 and counted is not None and trigger == counted and counted.tag_ == "NN" and names_persons(counted) and indicator in _CALLED:
        return None  # "one refugee told Reuters": what he is called, and no count
    if counted is not None and indicator in UNDERGONE and not is_person(counted, indicator):
        return _thing(number, holder, counted)
    if counted is not None and (indicator == "participants" or lemma_of(trigger) in words("persons", "loose")) and not is_surely_person(counted):
        return _thing(number, holder, counted)
    if indicator in {"abducted", "arrested", "missing", "displaced"} and not base and is_let_go(holder, indicator):
        freed = counted if counted is not None and counted.pos_ == "NOUN" else None
        return Draft(number, holder, freed, "other", freed, 0.5, who=freed) if freed is not None else None
    if indicator == "missing" and counted is not None and _FOUND.search(report_of(counted.doc).text[number.end:number.end + 80]):
        return Draft(number, holder, counted, "other", counted, 0.5, who=counted)
    if indicator == "casualties" and lemma_of(trigger) == "shoot" and any(c.lower_ == "down" for c in children(trigger)) and (counted is None or not roles_of(counted)):
        return None if counted is None or counted.pos_ == "PRON" else _thing(number, holder, counted)
    body = holder.dep_ in {"appos", "nmod"} and noun_of(holder.head) in words("forces", "bodies")  # "the battalion, 600 men, crossed"
    if counted is not None and indicator == "displaced" and (body or roles_of(counted) & {"soldier", "armed"}) and lemma_of(trigger) in {"leave", "cross"}:
        return _by_noun(number, holder, counted)
    return Draft(number, holder, counted, indicator, trigger, confidence, who=_who_token(holder, counted, trigger),
                 revised=_is_revised(holder, trigger))


def _former(number: Number, before: list[Draft]) -> Draft | None:
    """"(the toll stood at 21,) up from 18": a figure of the same kind, for a time before."""
    last = before[-1] if before else None
    if last is None or last.indicator not in AGAIN or last.zero:
        return None
    return Draft(number, last.holder, None, last.indicator, last.trigger, 0.6, who=last.who, former=True)


def _named_of_them(doc: Doc, number: Number) -> Token | None:
    """"six of whom were women", "31 of them children": the noun that names the part."""
    found = _NAMED_PART.match(report_of(doc).text[number.end:number.end + 60])
    token = token_at(doc, number.end + found.end() - 1) if found is not None else None
    return token if token is not None and _is_noun(token) and token.lower_ not in indicators("held") and is_person(token, "other") else None


def _is_noun(token: Token) -> bool:
    """By either of its tags: "40 of whom were minors" may be an adjective by the one."""
    return bool(token.pos_ == "NOUN" or token.tag_ == "NNS")


# ---------------------------------------------------------------- by the noun alone
def _by_noun(number: Number, holder: Token, counted: Token | None) -> Draft | None:
    """No predicate decides: forces are troops, acting crowds and gunmen are participants, things are other."""
    if counted is None:
        return _bare(number, holder)
    classes = roles_of(counted)
    lemma = noun_of(counted)
    verb = clause_of(holder)
    if number.joined:
        if lemma in words("forces", "bodies") or lemma in words("forces", "words"):
            return Draft(number, holder, counted, "troops", counted, 0.75, who=counted)
        if lemma in words("partitives", "crowds"):
            return Draft(number, holder, counted, "participants", counted, 0.7, who=counted)
        return None
    if (lemma in words("forces", "words") or ("soldier" in classes and "armed" not in classes)) and (verb is None or lemma_of(verb) not in words("forces", "no_size")):
        sent = verb if verb is not None and lemma_of(verb) in words("forces", "sent") else None
        return Draft(number, holder, counted, "troops", sent or verb or counted, 0.75, who=counted)
    if counted.lower_ == "police" and any(c.lower_ == "military" for c in children(counted, "amod", "compound")):
        return Draft(number, holder, counted, "troops", verb or counted, 0.65, who=counted)
    body = holder.head if holder.dep_ in {"nmod", "appos"} and noun_of(holder.head) in words("forces", "bodies") else None
    if body is not None and "armed" not in classes and "protester" not in classes and is_person(counted, "troops"):
        return Draft(number, holder, counted, "troops", body, 0.65, who=counted)
    if lemma == "member" and (force := _force_of(counted)) is not None and (verb is None or lemma_of(verb) not in words("forces", "no_size")):
        sent = verb if verb is not None and lemma_of(verb) in words("forces", "sent") else None
        return Draft(number, holder, counted, "troops", sent or verb or force, 0.65, who=counted)
    if ("officer" in classes or counted.lower_ == "police") and verb is not None and lemma_of(verb) in words("forces", "sent"):
        return Draft(number, holder, counted, "troops", verb, 0.65, who=counted)
    away = verb is not None and lemma_of(verb) in {"surrender", "desert", "defect"}
    if lemma in words("forces", "advising") and any(c.lower_ == "military" for c in children(counted, "amod", "compound")):
        return Draft(number, holder, counted, "troops", verb or counted, 0.65, who=counted)
    if "armed" in classes and lemma in words("forces", "fighting") and _acts(holder) is None and not away and not _is_on_trial(holder):
        return Draft(number, holder, counted, "troops", verb or counted, 0.65, who=counted)
    if lemma in {"man", "volunteer", "recruit", "fighter"} and (unit := _OF_UNITS.search(report_of(counted.doc).text[max(0, number.start - 80):number.start])) is not None:
        trigger = token_at(counted.doc, max(0, number.start - 80) + unit.start("word"))
        return Draft(number, holder, counted, "troops", trigger or counted, 0.6, who=counted)
    if any(c.dep_ in {"amod", "compound"} and c.lower_ in words("gatherings", "acting") for c in children(counted)) and is_surely_person(counted):
        return Draft(number, holder, counted, "participants", counted, 0.6, who=counted)
    if lemma in words("gatherings", "attending") and (counted.tag_ in {"NNS", "NNPS"} or lemma in words("persons", "several")):
        return Draft(number, holder, counted, "participants", verb or counted, 0.6, who=counted)
    if is_person(counted, "participants"):
        acting = _acts(holder)
        crowd = _climb_crowd(holder)
        if crowd is not None:
            return Draft(number, holder, counted, "participants", crowd, 0.7, who=counted)
        if acting is not None and not classes & {"soldier", "officer"}:
            return Draft(number, holder, counted, "participants", acting, 0.75, who=counted)
        if verb is not None and lemma_of(verb) in words("acts", "carrying"):
            return Draft(number, holder, counted, "other", verb, 0.5, who=counted)
        if classes & {"armed", "protester"} and counted.tag_ != "NN" and "civilian" not in classes and lemma not in words("gatherings", "by_calling") and not is_let_go(holder, "arrested") and not _is_tried(verb):
            return Draft(number, holder, counted, "participants", counted, 0.55, who=counted)
        if lemma == "victim":
            return Draft(number, holder, counted, "casualties", counted, 0.55, who=counted)
        return Draft(number, holder, counted, "other", verb or counted, 0.5, who=counted)
    return _thing(number, holder, counted)


def _is_tried(verb: Token | None) -> bool:
    """"23 followers went on trial": before a court no one takes part."""
    return verb is not None and any(c.lower_ in {"trial", "court", "judge"} for c in children(verb, "obl", "obj"))


def _is_on_trial(holder: Token) -> bool:
    """"the trial of 14 rebels"."""
    return holder.dep_ == "nmod" and noun_of(holder.head) in {"trial", "hearing", "case", "conviction", "sentencing"}


def _force_of(member: Token) -> Token | None:
    """"400 members of the Military Police": the force that members are of."""
    for each in children(member, "nmod"):
        name = {t.lower_ for t in (each, *children(each, "amod", "compound", "flat"))}
        if name & {"army", "guard", "gendarmerie", "marines", "navy", "corps", "battalion", "brigade", "regiment", "militia"} or \
                (name & {"forces", "force", "police"} and name & {"military", "armed", "security", "special", "riot", "rapid", "border", "peacekeeping", "multinational"}):
            return each
    return None


def _climb_crowd(holder: Token) -> Token | None:
    """"a crowd of 500 people": the crowd."""
    head = holder.head
    if holder.dep_ == "nmod" and noun_of(head) in words("partitives", "crowds") and any(c.lower_ == "of" for c in children(holder, "case")):
        if noun_of(head) in _LOOSE and not roles_of(holder) & {"armed", "protester", "criminal"}:
            return None
        return head
    return None


def _acts(holder: Token) -> Token | None:
    """The verb whose subject acts: "30 masked men opened fire"."""
    node = holder
    for _ in range(MAX_STEPS):
        if node.dep_ in {"nsubj", "obl:agent"}:
            head = node.head
            if lemma_of(head) == "break" and any(c.lower_ in {"out", "free"} for c in children(head)):
                return None  # "300 inmates broke out"
            return head if lemma_of(head) in words("acts", "words") and (node.dep_ == "obl:agent" or not is_passive(head)) else None
        above = climb(node)
        if above is None:
            return None
        node = above
    return None


def _bare(number: Number, holder: Token) -> Draft | None:
    """"a mission of about 4,000", "a crowd of 500"; another bare number counts nothing that can be named."""
    head = holder.head
    first = token_at(holder.doc, number.start)
    led = first is not None and first.i > sentence_of(first).start + 1 and first.nbor(-1).lower_ == "of"
    if first is not None and led:
        head = first.nbor(-2)
    if led or (holder.dep_ in {"nmod", "obl"} and any(c.lower_ == "of" for c in children(holder, "case"))):
        if noun_of(head) in words("partitives", "crowds") and noun_of(head) not in _LOOSE:
            return Draft(number, holder, None, "participants", head, 0.65, who=None if head.lower_ == "sea" else head)
        if noun_of(head) in words("forces", "bodies") or "force" in group_classes(head.lower_):
            return Draft(number, holder, None, "troops", head, 0.7, who=head)
    text = report_of(holder.doc).text
    if number.value >= _FEWEST_OF_US and re.match(r"\s+of\s+(?:us|them)\b(?!\s+(?:who|that))", text[number.end:number.end + 16]) and clause_of(holder) is not None and lemma_of(head) == "be" and head.i < holder.i:
        # "there were perhaps 250 of us"
        return Draft(number, holder, None, "participants", head, 0.5, who=of_phrase(holder) or next_of(holder))
    strong = re.match(r"\s+strong\b", text[number.end:number.end + 8])
    if strong is not None and first is not None and first.i > sentence_of(first).start + 1:
        body = first.nbor(-2) if first.nbor(-1).text == "," else first.nbor(-1)
        if body.pos_ == "AUX" and (owner := child(body.head, *SUBJECTS) or child(holder, *SUBJECTS)) is not None:
            body = owner  # "the army is 60,000 strong"
        if re.search(r"\b(?:according\s+to|reckoning\s+of|by|estimates?\s+of)\s+(?:the\s+)?(?:\w{1,20}\s+){0,2},?\s*\Z", text[max(0, number.start - 60):number.start], re.IGNORECASE):
            return None  # "by the reckoning of the police, 11,000 strong"
        if noun_of(body) in words("forces", "bodies") or "force" in group_classes(body.lower_) or body.lower_ in _UNITS:
            return Draft(number, body, None, "troops", body, 0.7, who=body)
        if noun_of(body) in words("partitives", "crowds"):
            return Draft(number, body, None, "participants", body, 0.7, who=body)
    last = token_at(holder.doc, number.core[1] - 1)
    whole = of_phrase(holder) or next_of(holder) or (next_of(last) if last is not None else None)
    if whole is not None and noun_of(whole) in words("forces", "words") and (verb := clause_of(holder)) is not None and lemma_of(verb) in words("forces", "sent") | words("forces", "moving"):
        return Draft(number, holder, None, "troops", verb, 0.65, who=whole)
    sized = _sized(holder.doc, number)
    if sized is not None:
        return sized
    if number.negated and _BUT.match(report_of(holder.doc).text[number.end:number.end + 80]):
        return Draft(number, holder, None, "other", holder, 0.7)
    acting = _acts(holder)
    if acting is not None and number.vague:
        return Draft(number, holder, None, "participants", acting, 0.5)
    return None


def _sized(doc: Doc, number: Number) -> Draft | None:
    """"a crowd estimated at 3,000", "an army numbering 40,000"."""
    start = max(0, number.start - 80)
    found = _SIZED.search(report_of(doc).text[start:number.start])
    body = token_at(doc, start + found.start("body")) if found is not None else None
    if body is None:
        return None
    if noun_of(body) in words("partitives", "crowds") and noun_of(body) not in _LOOSE:
        return Draft(number, body, None, "participants", body, 0.6, who=body)
    if noun_of(body) in words("forces", "bodies"):
        return Draft(number, body, None, "troops", body, 0.6, who=body)
    return None


def _thing(number: Number, holder: Token, counted: Token) -> Draft | None:
    if counted.pos_ not in {"NOUN", "PROPN", "SYM"}:
        return None
    return Draft(number, holder, counted, "other", counted, 0.6, unit=noun_of(counted))


# ---------------------------------------------------------------- parts, parties, status
def _both(draft: Draft) -> list[Draft]:
    """"No casualties" is nobody killed and nobody hurt."""
    if draft.zero and draft.indicator == "casualties":
        return [replace(draft, indicator="killed"), replace(draft, indicator="injured")]
    return [draft]


def _link_parts(doc: Doc, drafts: list[Draft], carried: Draft | None) -> None:
    """"30 soldiers, including 11 Italians and 19 Hungarians": the two are parts of the 30."""
    for i, draft in enumerate(drafts):
        if i == 0 and carried is not None and not draft.former and not draft.parts_of and of_them(doc, draft.number):
            draft.beside = carried  # "1,200 families have fled. Around 700 of them are in a school"
        if i == 0 or draft.former:
            continue
        last = drafts[i - 1]
        gap = report_of(doc).text[last.number.end:draft.number.start]
        if ";" in gap and _PART.search(gap[:gap.rindex(";")]):
            continue  # "three, among them a guard, and sent 10 to the clinic; four drinkers …"
        after = report_of(doc).text[draft.number.end:draft.number.end + 12]
        parent: Draft | None = None
        if "." not in gap.replace("incl.", "incl") and (_PART.search(gap) or re.fullmatch(r"[^;]{0,40}:\s+(?:at\s+least\s+)?", gap) or re.match(r"\s+of (?:them|whom)\b", after)):
            parent = last.parts_of[0] if last.parts_of and not _PART.search(gap) else last
        elif last.parts_of and draft.holder.dep_ == "conj" and draft.holder.head == last.holder:
            parent = last.parts_of[0]
        if not last.zero and of_them(doc, draft.number):
            draft.beside = parent or last
        if parent is None or parent.zero:
            continue
        if _has_clause(draft) and not _PART_LAST.search(gap):
            continue
        if draft.indicator in {"other", "troops", "participants"} and (parent.indicator in UNDERGONE or (parent.indicator == "troops" and _PART_LAST.search(gap))) and draft.counted is not None and is_person(draft.counted, parent.indicator):
            draft.indicator, draft.trigger, draft.confidence = parent.indicator, parent.trigger, 0.7
            draft.who, draft.unit = draft.who or draft.counted, None
        if draft.indicator == parent.indicator and draft.indicator != "other" and _at_most(draft.number) <= _at_most(parent.number):
            draft.parts_of = [parent]


def _has_clause(draft: Draft) -> bool:
    """"50, including women, were killed, two sources said", "33 others are being treated": of them a verb of their own tells."""
    verb = draft.holder.head
    return draft.indicator not in UNDERGONE and draft.holder.dep_ in SUBJECTS and verb.pos_ == "VERB" and draft.number.end <= verb.idx


def _share(doc: Doc, drafts: list[Draft]) -> None:
    """What a bare number leaves unsaid stands before it: "12 villagers were killed and five wounded"; and
    "not eleven but seven were killed" denies what the second number says.
    """
    text = report_of(doc).text
    drafts += _denied_beside(doc, drafts)
    drafts.sort(key=lambda d: (d.number.start, d.indicator))
    for i, draft in enumerate(drafts):
        if draft.number.negated and not draft.zero and i + 1 < len(drafts) and _BUT.match(text[draft.number.end:draft.number.end + 80]):
            after = drafts[i + 1]
            draft.indicator, draft.trigger, draft.who, draft.unit = after.indicator, after.trigger, after.who, after.unit
        if i == 0 or draft.former or draft.alone or draft.who is not None or draft.zero or draft.counted is not None or draft.number.vague or draft.indicator not in UNDERGONE:
            continue
        # "nine workers, including three foremen, and left 22 injured": the 22 are of the whole.
        last = drafts[i - 1].parts_of[0] if drafts[i - 1].parts_of and not draft.parts_of else drafts[i - 1]
        if last.known:
            continue  # "her driver was abducted; 14 have died": of one who is known no more are counted
        if last.indicator in UNDERGONE | {"other", "participants"} and last.who is not None and not {noun_of(last.who), last.who.lower_} & _NOT_AGAIN and not last.zero and lemma_of(draft.trigger) not in {"toll", "number", "count", "tally"}:
            draft.who = last.who
            draft.confidence -= 0.05


def _denied_beside(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """"nine, not eleven, workers died": what the one number counts, the other is said not to be."""
    taken = {d.number.core for d in drafts}
    made = []
    for draft in drafts:
        if draft.indicator not in AGAIN or draft.zero or draft.former:
            continue
        after = report_of(doc).text[draft.number.end:draft.number.end + 60]
        gap = _NOT_FIRST.match(after)
        found = [n for n in numbers(after[gap.end():]) if n.core[0] == 0] if gap is not None else []
        if found and gap is not None:
            at = draft.number.end + gap.end()
            shifted = replace(found[0], start=at, end=at + found[0].end, core=(at, at + found[0].core[1]), negated=True)
            if shifted.core not in taken:
                made.append(replace(draft, number=shifted, parts_of=[], former=False, revised=False))
    return made


def _at_most(number: Number) -> float:
    if number.vague or number.high is None:
        return float("inf") if number.vague or (number.bound == "at_least" and number.value == 0) else max(number.value, number.low or 0)
    return number.high


def _who_token(holder: Token, counted: Token | None, trigger: Token) -> Token | None:
    if counted is not None:
        inner = of_phrase(counted)
        if inner is not None and is_person(inner, "other") and (counted == trigger or counted.lower_ in indicators("held")):
            return inner
        if counted == trigger and counted.lower_ in indicators("held"):
            return None
        abstract = indicators("counted").get(noun_of(counted)) is not None and not names_persons(counted) and noun_of(counted) not in _BODIES
        return None if abstract else counted
    if holder.dep_ == "nmod" and holder.head.lower_ in words("partitives", "sized"):
        return holder.head  # "a family of five died"
    of = of_phrase(holder) or next_of(holder)
    if of is None and trigger.pos_ == "NOUN" and trigger.tag_ == "NNS" and names_persons(trigger) and trigger.lower_ not in indicators("held"):
        return trigger
    if of is None and trigger.pos_ == "NOUN" and is_total(trigger):
        return _totalled(trigger)
    return of if of is not None and of.pos_ in {"NOUN", "PROPN", "PRON"} else None


def _totalled(total: Token) -> Token | None:
    """"the number of missing crew": whom a total counts, where a noun of persons says it."""
    of = of_phrase(total)
    named = of is not None and of.pos_ == "NOUN" and of.lower_ not in indicators("held") and is_surely_person(of)
    return of if named and of is not None and (names_persons(of) or indicators("counted").get(noun_of(of)) is None) else None


def _is_revised(holder: Token, trigger: Token) -> bool:
    """"rose to 30", "revised the toll to 30", "bringing the toll to 45"."""
    verb = next((a for a in ancestors(holder) if a.pos_ == "VERB"), holder.head)
    if verb.pos_ != "VERB" or lemma_of(verb) not in words("moves", "revised") or not is_total(trigger):
        return False
    case = child(holder, "case")
    return (holder.dep_ == "obj" and holder.head == verb and lemma_of(verb) != "hit") or (case is not None and case.lower_ in {"to", "at", "above", "past"})


def _is_false_story(doc: Doc, draft: Draft) -> bool:
    """"there is no truth in the story that we lost 200 men", "the talk of 50 dead is nonsense"."""
    text, sent = report_of(doc).text, sentence_of(draft.trigger)
    left = text[max(sent.start_char, draft.number.start - _STORY_REACH):draft.number.start]
    if _DENIED.search(left):
        return True
    before = _FALSE_BEFORE.search(left)
    if before is not None and not re.search(r"\bbut\b", before["rest"]):
        return True
    return _STORY_BEFORE.search(left) is not None and _FALSE_AFTER.match(text[draft.number.end:min(sent.end_char, draft.number.end + _STORY_REACH)]) is not None


def _status(doc: Doc, draft: Draft) -> Status:
    found = status(doc, draft.trigger)[0]
    if (draft.former or draft.stands) and found in {"future", "hypothetical"}:
        return "asserted"  # "will be cut from 4,000 to 2,000": the first are there
    if found in {"negated", "demanded", "hypothetical"} and is_so_anyway(draft.trigger, draft.indicator):
        found = "asserted"
    if found == "negated" and _NO_BOUND.match(report_of(doc).text[draft.number.start:draft.number.start + 16]):
        found = "asserted"
    if found not in {"negated", "demanded"} and draft.indicator not in {"money", "distance"} and _is_false_story(doc, draft):
        return "negated"
    # A need is no less stated for being a need: "needs 25 million dollars".
    if found == "hypothetical" and draft.indicator in {"money", "distance", "other"} and lemma_of(draft.holder.head) in {"need", "require", "cost", "want", "lack"}:
        return "asserted"
    if draft.indicator == "votes_share" and found == "negated" and _NO_SIDE.search(sentence_of(draft.trigger).text):
        return "asserted"
    # "will be deployed, a day after 30 were injured": a past of its own is never to come.
    # "20,000 fill the square": a headline gives no orders.
    if found == "demanded" and draft.number.end + 1 == draft.trigger.idx:
        return "asserted"
    if found == "historical" and not _is_worst_since(doc, draft) and (_goes_on(doc, draft) or _is_set_against(doc, draft)):
        return "asserted"
    if found == "asserted" and draft.indicator not in {"money", "distance"} and (_is_background(doc, draft) or _is_worst_since(doc, draft)):
        return "historical"
    if found == "future" and any(c.dep_.startswith("aux") and c.tag_ == "VBD" for c in children(draft.trigger)):
        return "asserted"
    return found


def _goes_on(doc: Doc, draft: Draft) -> bool:
    """"the toll since October": what began then is still counted."""
    own = time_for(doc, draft.trigger)
    return own is not None and (own.rule or "").endswith("/..")


def _is_set_against(doc: Doc, draft: Draft) -> bool:
    """"at 24 percent, against 29 in 2019": the year behind is that of the other number."""
    text = report_of(doc).text
    return _AGAINST.match(text[draft.number.end:draft.number.end + 60]) is not None and not _YEAR.search(text[sentence_of(draft.trigger).start_char:draft.number.start])


#: "the deadliest attack since June, when 31 recruits were slain".
_WORST_SINCE = re.compile(r"\b(?:since|as\s+in|than\s+in)\s+[^.;,]{3,40},\s+when\s+[^.;]{0,60}\Z", re.IGNORECASE)


def _is_worst_since(doc: Doc, draft: Draft) -> bool:
    left = report_of(doc).text[sentence_of(draft.trigger).start_char:draft.number.start]
    return _WORST_SINCE.search(left) is not None


def _is_background(doc: Doc, draft: Draft) -> bool:
    return not _is_set_against(doc, draft) and not draft.former and background_at(doc, draft.trigger)


def _attribution(doc: Doc, draft: Draft) -> tuple[Mention, ...]:
    """Who is said to give a number, nearest the fact first: who puts it so, then who says that."""
    at = token_at(doc, draft.number.core[0]) or draft.trigger
    anchor = draft.trigger if sentence_of(draft.trigger) == sentence_of(at) and ";" not in _between(doc, draft.trigger, at) else at
    # "nine bodies were counted; the governor said four": what he says comes behind his "said".
    after = {s.speaker for s in sayings_over(doc, anchor) if s.cue is not None and s.cue.i > anchor.i and ";" in _between(doc, anchor, s.cue)}
    chain = tuple(m for m in attribution(doc, anchor) if m not in after)
    nearest = teller(doc, draft) if draft.indicator in AGAIN or draft.indicator in {"turnout", "votes_share"} else None
    if nearest is None or any(nearest.start < m.end and m.start < nearest.end for m in chain):
        return chain
    return (nearest, *(m for m in chain if (m.name or m.text) != (nearest.name or nearest.text)))


def _between(doc: Doc, first: Token, second: Token) -> str:
    a, b = sorted((first.idx, second.idx))
    return report_of(doc).text[a:b]


def _time(doc: Doc, draft: Draft) -> Time | None:
    """When a figure was so; an earlier value has only a time that stands with it ("up from 18 on Monday")."""
    if not draft.former:
        return time_for(doc, draft.trigger)
    near = (t for t in times(doc) if draft.number.end <= t.start <= draft.number.end + 24)
    return next((t for t in near if not re.search(r"[,.;]|\bto\b", report_of(doc).text[draft.number.end:t.start])), None)


def _figure(doc: Doc, draft: Draft) -> Figure:
    number = draft.number
    report = report_of(doc)
    status = _status(doc, draft)
    negated = draft.zero or number.negated or status == "negated"
    if (draft.zero and status == "negated") or (draft.zero and status not in {"future", "hypothetical", "historical", "demanded"}):
        status = "asserted"
    elif number.negated and not draft.zero:
        status = "negated"
    who = _who(doc, draft)
    if draft.other:
        who = replace(mention(doc, *number.core), name=who.name or who.text if who is not None else None)
    chain = _attribution(doc, draft)
    change = "revised" if draft.revised else number.change
    if change == "delta" and draft.indicator in UNDERGONE and _is_other_kind(doc, draft):
        change = "total"
    span = span_of(doc, number.start, number.end)
    trigger = mention(doc, draft.trigger.idx, draft.trigger.idx + len(draft.trigger))
    values = (number.low, number.best, number.high, draft.unit)
    why = {} if who is not None or draft.indicator in {"money", "distance", "other", "votes_share", "turnout"} else {"who": "the number stands alone"}
    return Figure(
        report=report.id,
        id=claim_id(report, "figure", draft.indicator, status, (who.start, who.end) if who else None, values, (span.start, span.end)),
        indicator=draft.indicator, who=who, quantifier=report_of(doc).text[number.core[0]:number.core[1]], unit=draft.unit,
        low=number.low, best=number.best, high=number.high, bound=number.bound, change=change,
        attributed_to=chain[0] if chain else None, attribution=chain, negated=negated, status=status, trigger=trigger,
        time=_time(doc, draft), place=place_for(doc, draft.trigger), span=span,
        evidence=() if trigger.start >= span.start and trigger.end <= span.end else (Stretch(trigger.start, trigger.end),),
        confidence=round(draft.confidence, 2), why_null=why,
    )


def _age_start(old: Token) -> int:
    """The token that "old" as a person begins with, its age: "18-month old", where only "month" may hang on it."""
    first: int = min((c.i for c in children(old, "compound", "nummod")), default=old.i)
    return first if first == old.i or first + 2 < old.i else max(first - 2, 0)


def _who(doc: Doc, draft: Draft) -> Mention | None:
    """The phrase of who is counted, without the number; "25 of them" are those whom the sentence counted before."""
    named = draft.who
    if named is None:
        return None
    if named.lower_ in _PARTITIVE and draft.beside is not None and not draft.parts_of:
        whole = _who(doc, draft.beside)
        return mention(doc, named.idx, named.idx + len(named), whole.name or whole.text) if whole is not None else None
    if named.pos_ == "PRON" and draft.parts_of:
        whole = _who(doc, draft.parts_of[0]) if draft.parts_of[0] is not draft else None
        return mention(doc, named.idx, named.idx + len(named), whole.name or whole.text if whole is not None else None)
    who, number = party(doc, named), draft.number
    if named.lower_ == "old" and draft.counted == named:
        return mention(doc, doc[_age_start(named)].idx, named.idx + len(named))
    if who is not None and (age := _AGED.match(who.text)) is not None:
        return mention(doc, who.start + age.end(), who.end, who.name)
    if who is not None and number.core != (named.idx, named.idx + len(named)) and not _is_single_name(draft) and who.start < number.core[1] and who.end > number.start:
        who = _after_number(doc, who, number)
    if who is not None and (tail := _TAIL.search(who.text)) is not None and who.name is None:
        who = mention(doc, who.start, who.start + tail.start())
    outside = named.idx >= number.core[1] or named.idx + len(named) <= number.core[0]
    if who is None and named.pos_ == "NOUN" and outside:
        return mention(doc, named.idx, named.idx + len(named))
    return who


def _is_single_name(draft: Draft) -> bool:
    """Is the number only the word for the one person himself ("the mayor", "Maria Ortega")?"""
    return draft.who is not None and draft.number.core[0] <= draft.who.idx < draft.number.core[1]


def _after_number(doc: Doc, who: Mention, number: Number) -> Mention | None:
    """A party's phrase without the number and its bounds: "fewer than 50 demonstrators" → "demonstrators"."""
    left = span_of(doc, min(max(number.end, number.core[1]), who.end), who.end)
    return mention(doc, left.start, left.end, who.name) if left.text and left.text[0].isalnum() else None


def _is_other_kind(doc: Doc, draft: Draft) -> bool:
    """"five killed and another 12 wounded": "another" sets them beside the killed, it adds to nothing."""
    left = report_of(doc).text[max(sentence_of(draft.trigger).start_char, draft.number.start - 120):draft.number.start]
    mine = {w for w, i in indicators("held").items() if i == draft.indicator}
    others = {w for w, i in indicators("held").items() if i in UNDERGONE and i != draft.indicator}
    start = max(sentence_of(draft.trigger).start_char, draft.number.start - 120)
    at = draft.trigger.idx - start
    if 0 <= at < len(left):
        left = left[:at] + left[at + len(draft.trigger):]
    seen = {w.lower() for w in re.findall(r"\w+", left)}
    return bool(seen & (others | {"died", "deaths", "killing", "wounding", "injuring"})) and not seen & mine
