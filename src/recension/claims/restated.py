"""Numbers that lean on what was counted before them: earlier values, other counts of the same, lists of the dead.

"21, up from 18" and "rose from 25 to 30" say what a figure was; "the army spoke of three", "police said 1,500" and
"the opposition at 130" count again what was counted; "among the dead were four children" says of whom it counts.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recension.claims.actors import is_actor, party
from recension.claims.countwords import UNDERGONE, indicators, lemma_of, noun_of, words
from recension.claims.doc import report_of
from recension.claims.drafts import Draft
from recension.claims.governors import Governed, is_total, token_at, total_of
from recension.claims.numbers import Number
from recension.claims.tree import SUBJECTS, ancestors, child, is_passive
from recension.letters import plain
from recension.model import Indicator, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: What may be counted again by a bare number.
AGAIN = UNDERGONE | {"troops", "participants"}


# ---------------------------------------------------------------- what a figure was
_FORMER = re.compile(r"\b(?:(?:up|down)\s+from|compared\s+(?:to|with)|against|from)\s+(?:(?:an?|the)\s+)?(?:(?:earlier|previous|initial|preliminary|prior|last)\s+)?(?:(?:count|toll|figure|number|estimate|tally|total|report|peak|high|maximum|record|low)\s+of\s+)?(?:(?:just|only|at\s+least|about|around|some|nearly|more\s+than)\s+)*\Z", re.IGNORECASE)
_SURE = re.compile(r"\b(?:up|down|compared|earlier|previous|initial|preliminary|prior)\b", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:rose|risen|rises?|climb\w*|jump\w*|grew|grow\w*|increas\w*|fell|fallen|dropp?\w*|cut|reduc\w*|shr[iau]nk\w*|rais\w*|lower\w*|revis\w*|updat\w*|swell\w*|surg\w*|doubled|went|expand\w*|declin\w*|scal\w*)\b", re.IGNORECASE)


def is_former(doc: Doc, sent: DocSpan, number: Number) -> bool:
    """"(30,) up from 25", "rose to 210 from 160": what a figure was before.

    "12 people from 3 villages" is no such change: without "up" or "down" a verb of change must stand before it.
    """
    left = report_of(doc).text[max(sent.start_char, number.start - 100):number.start]
    found = _FORMER.search(left)
    if found is None:
        return False
    if found.group().lower().startswith("against") and re.match(r"\s+(?:\w{1,16}\s+)?who\b", report_of(doc).text[number.end:number.end + 24]):
        return False  # "against 600 who came to oppose them"
    if _SURE.search(found.group()):
        return True
    return found.group().lower().startswith("from") and _MOVED.search(left[:found.start()]) is not None


def from_to(doc: Doc, first: Number, second: Draft) -> bool:
    """"(shrink) from 15,000 to 9,500 soldiers": the first is what the second was."""
    text = report_of(doc).text
    gap = text[first.end:second.number.start]
    return re.fullmatch(r"(?:\s+[\w’'-]+){0,3}\s+to\s+", gap) is not None and re.search(r"\bfrom\s+\Z", text[max(0, first.start - 8):first.start], re.IGNORECASE) is not None


# ---------------------------------------------------------------- the same, counted again
_BARE_AFTER = re.compile(r"\s*(?:[.,;:)”\"–—]|$|\n|(?:while|but|and|whereas|on|in|so|by|by\s+\w+day|as|people|dead|at)\b)", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:(?P<sum>(?:bring|brings|brought|tak(?:es|ing)|took|rais(?:es|ed|ing)|push(?:es|ed|ing)|lift(?:s|ed|ing))(?:ing)?\s+(?:the|its|their)\s+(?:[a-z]+\s+){0,2}(?:total|tally|count|number|figure)(?:\s+\w+){0,4}\s+to)"
    r"|(?:sp(?:eaks?|oke|oken|eaking)|talk(?:s|ed|ing)?)\s+(?:on\s+\w{1,9}day\s+)?(?:only\s+)?of"
    r"|admit(?:s|ted)?\s+to|arriv(?:es|ed)\s+at|c[oa]mes?\s+up\s+with|acknowledge[sd]?|conced(?:es|ed)|names|lists"
    r"|(?:number|figure|toll|count|total|tally)\s+(?:is|was|stood)\s+(?:closer|nearer)\s+to"
    r"|(?:toll|count|total|tally),\s+which\s+[^,.;]{1,80},\s+(?:stood|stands|was|is)\s+(?:at\s+)?"
    r"|(?:number|figure|toll|count|total|tally|estimate|it|that|this|them|crowd|turnout)\s+(?:had\s+been\s+)?(?:at|as|to|closer\s+to)"
    r"|(?:number|figure|toll|count|total|tally)\s+(?:(?:is|was)(?:\s+(?:already|now|still|currently))?|of|to|stood\s+at|stands\s+at|had\s+(?:reached|risen\s+to)|(?:has|have)\s+(?:reached|risen\s+to))"
    r"|sa(?:id|ys?)(?:\s+(?:it\s+was|there\s+were|they\s+were|the\s+(?:number|figure|toll|total)\s+was))?|estimate[sd]?|count(?:s|ed)?|claim(?:s|ed)?|cit(?:es|ed)|report(?:s|ed)?|register(?:s|ed)?|record(?:s|ed)?|document(?:s|ed)?|gives?|gave|(?:later|now|then|already|by\s+\w{4,9})[^.;\d]{0,16}?\bthere\s+(?:were|are))\s+[\"“‘]?\Z",
    re.IGNORECASE)
#: "first they said four dead, then seven, now twelve".
_SEQUEL = re.compile(r"(?:,|;|\s[–—-])\s+(?:and\s+|but\s+)?(?:then|now|later|finally|today)\s+\Z", re.IGNORECASE)
#: "the army says two, the villagers nineteen", "the organisers speak of 20,000, the police of 6,000".
_GAPPED_SAID = re.compile(r"\A[^.;\d]{0,16}(?:,|;|\band|\bwhile|\bbut)\s+(?P<who>(?:the\s+|its\s+|a\s+|an\s+)[\w’'-]{2,20}(?:\s[\w’'-]{2,20}){0,2}?)\s+(?P<of>of\s+)?\Z", re.IGNORECASE)
_SAID_BEFORE = re.compile(r"\b(?:sa(?:ys?|id)|counts?|counted|claim(?:s|ed)?|gives?|gave|reports?|reported)\s+(?:only\s+|some\s+|about\s+|at\s+least\s+)?\Z", re.IGNORECASE)
_GAPPED = re.compile(r"\A[^.;\d]{0,20}(?:,|;|\band|\bwhile|\bbut)\s+(?P<who>(?:the\s+|its\s+|a\s+|an\s+)?[\w’'. -]{2,48}?)\s+at\s+\Z", re.IGNORECASE)
#: "(put at 70) by the Red Crescent, (55 by the governorate)".
_ALSO_BY = re.compile(r"\s+by\s+(?:the\s+)?[^,.;:\d]{2,60}(?:,|,?\s+and|,?\s+but|,?\s+while)\s+(?:at\s+)?[\"“‘]?", re.IGNORECASE)
#: "150,000 according to the unions, 32,000 by the count of the prefecture".
_AS_TOLD = re.compile(r"\s+(?:according\s+to|(?:by|on)\s+(?:the\s+|an\s+)?(?:[a-z’']+\s+){0,2}?(?:account|count|reckoning|estimates?|tally))\b", re.IGNORECASE)
#: "The governor, half an hour later: five."
_SAYS = re.compile(r"(?:\w{4,8}\s+)?(?:The\s+)?(?P<who>(?:[\w-]{1,20}[’']s\s+)?(?:[\w-]{1,20}\s+){0,2}(?:governor|mayor|ministry|minister|police|army|officials?|hospital|prosecutors?|office|authorities|spokesman|spokeswoman|spokesperson|union|residents|government|opposition|organi[sz]ers|prefecture|administration|council|sources?))(?:,[^,:;.\d]{1,40}|\s+(?:at|on|in|by)\s+[\w ]{1,24})?:\s", re.IGNORECASE)
#: "1,500 people marched (organisers: 4,000)".
_TOLD = re.compile(r"\((?:the\s+)?(?P<who>organi[sz]ers|police|officials|unions?|government|opposition|ministry|army|activists|authorities|residents)(?::|,|\s+(?:say|said|claim|claimed|put\s+it\s+at))?\s+\Z", re.IGNORECASE)
#: "“Nothing like it has happened to them,” said one": who speaks.
_ONE_SAID = re.compile(r"\bsa(?:id|ys)\s+one\Z", re.IGNORECASE)
_THEM_AT = re.compile(r"\b(?:put|puts|estimate[sd]?|place[sd]?)\s+them\s+at\s+(?:only\s+|just\s+)?\Z", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these|those|which)\b", re.IGNORECASE)


def of_them(doc: Doc, number: Number) -> bool:
    """"24 of them", "six of whom"."""
    return _OF_THEM.match(report_of(doc).text[number.end:number.end + 16]) is not None


def again(doc: Doc, sent: DocSpan, number: Number, counted: Token | None, before: list[Draft], carried: Draft | None) -> Draft | None:
    """A bare number that counts what was counted before it, in its sentence or the one before."""
    if counted is not None or number.unit is not None:
        return None
    text = report_of(doc).text
    here = [d for d in before[-8:] if d.indicator in AGAIN]
    last = here[-1] if here else carried
    told = _TOLD.search(text[max(sent.start_char, number.start - 40):number.start]) if here and text[number.end:number.end + 1] == ")" else None
    if told is not None:
        return _like(number, here[-1], 0.65, token_at(doc, number.start - len(told.group()) + told.start("who") - told.start()))
    if of_them(doc, number):
        return _like(number, before[-1], 0.7) if before and before[-1].indicator in AGAIN else None
    if before and not here and before[-1].indicator == "other" and (put := _THEM_AT.search(text, max(sent.start_char, number.start - 40), number.start)):
        # "2,100 guards followed it; the ministry put them at 900"
        verb = token_at(doc, put.start())
        return _like(number, before[-1], 0.6, child(verb, *SUBJECTS) if verb is not None else None)
    if last is None:
        return None
    if not here:
        # What a sentence tells of later is the whole of an earlier one, and the killed before the injured.
        last = last.parts_of[0] if last.parts_of else last.sooner or last
    # "police estimated 8,000": the verb looks like a bound.
    begin = number.core[0] if text[number.start:number.start + 9].lower() == "estimated" else number.start
    left = text[max(sent.start_char, begin - 120):begin]
    if here and last.number.end <= number.start:
        gapped = _GAPPED.match(text[last.number.end:number.start]) if number.start - last.number.end < 90 else None
        if gapped is not None and re.search(r"\bat\s+\Z", text[max(0, last.number.start - 4):last.number.start], re.IGNORECASE):
            teller = token_at(doc, last.number.end + gapped.end("who") - 1)
            state = indicators("held").get(gapped["who"].lower().split()[-1].strip("’'\"."))
            if state is not None and teller is not None:
                # "the dead at 39 and the missing at 26"
                return Draft(number, teller, None, state, teller, 0.75, alone=True)
            return _like(number, last, 0.7, teller)
    if here and last.number.end <= number.start and _is_gapped(text, last.number, number):
        said = _GAPPED_SAID.match(text[last.number.end:number.start])
        teller = token_at(doc, last.number.end + said.end("who") - 1) if said is not None else None
        return _like(number, last, 0.65, teller)
    if here and last.number.end <= number.start and _SEQUEL.search(left) and _BARE_AFTER.match(text[number.end:number.end + 12]):
        return _like(number, last, 0.65)
    if here and last.number.end <= number.start and _ALSO_BY.fullmatch(text[last.number.end:number.start]) and (by := _BY_WHOM.match(text[number.end:number.end + 80])):
        return _like(number, last, 0.7, _last_of(doc, number.end, by))
    if here and last.number.end <= number.start and _AS_TOLD.match(text[number.end:number.end + 60]):
        return _like(number, last, 0.65)
    if here and last.indicator == "troops" and number.change == "delta" and (at := token_at(doc, number.core[0])) is not None and lemma_of(at.head) in words("forces", "sent"):
        return replace(_like(number, last, 0.65), trigger=at.head)  # "has 12,000 troops and will send another 500"
    found = _AGAIN.search(left)
    if found is None and last.indicator in UNDERGONE and (said := _SAYS.fullmatch(left.strip() + " ")) is not None:
        teller = token_at(doc, number.start - len(left) + left.index(said["who"]) + len(said["who"]) - 1)
        return _like(number, last, 0.6, teller) if _BARE_AFTER.match(text[number.end:number.end + 12]) else None
    if found is None or _BARE_AFTER.match(text[number.end:number.end + 12]) is None or _ONE_SAID.search(left + text[number.core[0]:number.core[1]]):
        return None
    if found["sum"]:
        # "18 were killed and 70 hurt, bringing the total since May to 2,100": a total that is told so is of the dead.
        last = next((d for d in here if d.indicator == "killed" and not d.former and not d.zero), last)
    own = _own_total(doc, max(sent.start_char, begin - 120) + found.start())
    return _like(number, last, 0.65) if own is None or own == last.indicator else None


def _is_gapped(text: str, last: Number, number: Number) -> bool:
    """"the army says two, the villagers nineteen": the verb of the first is that of the second."""
    gap = _GAPPED_SAID.match(text[last.end:number.start])
    if gap is None or number.start - last.end > 90 or _BARE_AFTER.match(text[number.end:number.end + 12]) is None:
        return False
    before = text[max(0, last.start - 24):last.start]
    return before.endswith("of ") if gap["of"] else _SAID_BEFORE.search(before) is not None


def _own_total(doc: Doc, char: int) -> Indicator | None:
    """What "figure", "toll" … says that it counts by itself."""
    token = token_at(doc, char)
    return total_of(token) if token is not None and token.pos_ == "NOUN" and is_total(token) else None


def _like(number: Number, last: Draft, confidence: float, source: Token | None = None) -> Draft:
    head = last.number
    # A number that names nobody counts whom the first counts, and no one else who stands between.
    return Draft(number, last.holder, None, last.indicator, last.trigger, confidence, who=last.who if head.value else None, source=source, alone=last.who is None)


# ---------------------------------------------------------------- lists of the dead
@functools.cache
def _lead() -> re.Pattern[str]:
    held = "|".join(sorted(indicators("held"), key=len, reverse=True))
    kind = rf"(?P<word>{held}|victims|casualties|fatalities|hostages|detainees|arrested)"
    return re.compile(
        rf"(?:\b(?:among|amongst)\s+(?:the|those)\s+(?:[\w-]+\s+){{0,2}}?{kind}\b[^.;:\n]{{0,40}}?\b(?:were|was|are|is)\s+"
        rf"|\bof\s+(?:the|those)\s+(?:[\w,-]+\s+){{0,3}}?{kind.replace('word', 'some')}\s*,\s+(?:at\s+least\s+|about\s+|some\s+)?"
        rf"|\b(?:the|those)\s+(?:[\w-]+\s+){{0,1}}?{kind.replace('word', 'noun')}\s+(?:[\w-]+\s+){{0,3}}?(?:include[sd]?|comprised?)\s+)", re.IGNORECASE)


def led_by(doc: Doc, sent: DocSpan, char: int, last: Draft | None) -> Governed | None:
    """"among the dead were four children and a nurse", "the dead included two guards"."""
    start = max(sent.start_char, char - 160)
    left = report_of(doc).text[start:char]
    found = next(reversed(list(_lead().finditer(left))), None)
    if found is None or re.search(r"[;:.!?]|\b(?:who|which|that|when|after|while|as)\b", left[found.end():]):
        return None
    group = next(name for name in ("word", "some", "noun") if found[name])
    word = plain(found[group]).lower()
    indicator = indicators("held").get(word) or indicators("counted").get({"victims": "casualty", "casualties": "casualty", "fatalities": "fatality", "hostages": "hostage", "detainees": "detainee"}.get(word, word))
    token = token_at(doc, start + found.start(group))
    if word in {"victims", "casualties"} and last is not None and last.indicator == "killed":
        indicator = "killed"
    if indicator is None or token is None:
        return None
    return indicator, token, 0.75


# ---------------------------------------------------------------- who puts a number on it
def teller(doc: Doc, draft: Draft) -> Mention | None:
    """"the union put the crowd at 5,000", "officials speak of 300 dead": the subject of the verb that gives a number."""
    for subject in (draft.source, _reckoner(doc, draft), _giver(draft)):
        named = _antecedent(subject) if subject is not None else None
        if named is not None and named.lower_ not in {"it", "that", "this", "which", "i", "we"} and is_actor(doc, named):
            return party(doc, named)
        if draft.source is not None:
            return None
    return None


def _antecedent(subject: Token) -> Token:
    """"the director, who counted four nurses": whom "who" stands for."""
    clause = subject.head
    return clause.head if subject.lower_ in {"who", "which", "that"} and clause.dep_ == "acl:relcl" else subject


def _last_of(doc: Doc, offset: int, found: re.Match[str]) -> Token | None:
    """The last word of a name that a pattern found, without the stop behind it."""
    return token_at(doc, offset + found.start("who") + len(found["who"].rstrip(".")) - 1)


_WHO = r"(?P<who>(?:[\w’'.-]{1,24}\s){0,4}?[\w.-]{2,24})"
_RECKONING = r"(?:account|count|reckoning|estimates?|tally|calculations?|figures|telling)"
_BY_THEIRS = re.compile(rf"\b(?:[Bb]y|[Ii]n|[Oo]n)\s+(?:the\s+)?{_WHO}[’']s?\s+(?:own\s+)?{_RECKONING}\b[^.;:\d]{{0,60}}\Z")
_BY_THAT_OF = re.compile(rf"[^.;:\d]{{0,60}}?\b(?:by|on)\s+(?:the\s+|an\s+)?{_RECKONING}\s+(?:of|by|from)\s+(?:the\s+)?{_WHO}(?=[,.;)–—]|\s(?:and|to|in|on|at|who|which|had|have|were|was)\b)")
_BY_THEIRS_AFTER = re.compile(rf"[^.;:\d]{{0,60}}?\bby\s+(?:the\s+)?{_WHO}[’']s?\s+(?:own\s+)?{_RECKONING}\b")
_BY_THAT_BEFORE = re.compile(rf"\b[Bb]y\s+(?:the\s+|an\s+)?{_RECKONING}\s+of\s+(?:the\s+)?{_WHO},\s[^.;:\d]{{0,40}}\Z")
#: "was put at 70 by the Red Crescent", "estimated at 61.8 percent by the commission".
_PUT_AT = re.compile(r"\b(?:put|placed|estimated|given|set|reported|counted)\s+(?:[a-z]{2,12}\s+)?at\b[^.;:]{0,80}\Z", re.IGNORECASE)
_BY_WHOM = re.compile(rf"[\"”’]?\s*(?:%|(?:percent|per\s+cent)\b)?\s*(?:dead|killed|people)?\s*by\s+(?:the\s+)?{_WHO}(?=\s*[,.;)–—]|\s(?:and|but|while|in|on|at|who|which)\b|\s*\Z)")
_PUTS_AT = re.compile(rf"\b{_WHO}\s+(?:puts?|places?|placed|sets?)\s+(?:it|them|that|the\s+\w{{3,12}})\s+at\s+(?:(?:some|about|around|nearly|over|only|just|more\s+than|at\s+least)\s+)?\Z")
_WHAT_THEY_SAID = re.compile(rf"\bwhat\s+(?:the\s+)?{_WHO}\s+(?:said|called|claimed|described|estimated|says?|calls?|claims?)\s+(?:were|was|are|is|to\s+be|as|at)\s+(?:(?:some|about|around|nearly|over|more\s+than|at\s+least)\s+)?\Z")


def _reckoner(doc: Doc, draft: Draft) -> Token | None:
    """"by the union's account", "by the reckoning of the police", "what his office said were 10,000 faithful"."""
    text, at = report_of(doc).text, draft.number
    first = max(0, at.start - 140)
    before = text[first:at.start].rpartition("\n")[2]
    found = next((m for p in (_BY_THEIRS, _WHAT_THEY_SAID, _BY_THAT_BEFORE, _PUTS_AT) if (m := p.search(before)) is not None), None)
    if found is not None:
        return token_at(doc, at.start - len(before) + found.end("who") - 1)
    behind = text[at.end:at.end + 160].partition("\n")[0]
    by = _BY_WHOM.match(behind) if _PUT_AT.search(before) else None
    if by is not None:
        return _last_of(doc, at.end, by)
    after = _BY_THAT_OF.match(behind) or _BY_THEIRS_AFTER.match(behind)
    return token_at(doc, at.end + after.end("who") - 1) if after is not None else None


def _moves_total(verb: Token) -> bool:
    """"the league has raised its death toll to 19": who moves a total gives it."""
    total = child(verb, "obj")
    return total is not None and is_total(total) and lemma_of(verb) in {"raise", "lower", "revise", "update", "cut", "increase", "reduce"}


def _lists(verb: Token) -> bool:
    """"has collected the names of 26 dead", "published a list of 40 detainees": who lists them gives their number."""
    listed = child(verb, "obj")
    return listed is not None and lemma_of(verb) in {"collect", "compile", "gather", "publish", "release"} and lemma_of(listed) in {"name", "list", "record", "testimony", "identity"}


def _giver(draft: Draft) -> Token | None:
    start = token_at(draft.holder.doc, draft.number.core[0])
    for node in dict.fromkeys(t for t in (start, draft.holder) if t is not None):
        for verb in (node, *ancestors(node)):
            if verb.pos_ != "VERB":
                continue
            if verb.dep_ == "ccomp" and verb != node and (is_passive(verb) or lemma_of(verb) not in words("sources", "verbs")):
                continue
            if verb.dep_ in {"acl", "conj", "nmod"} and verb.lower_ in indicators("held") and child(verb, "obj") is None:
                continue  # "gives a toll of 14 killed and 30 wounded"
            if is_passive(verb) or not (lemma_of(verb) in words("sources", "verbs") or _moves_total(verb) or _lists(verb)):
                break
            if lemma_of(verb) in {"speak", "talk"} and not any(t.lower_ == "of" for t in verb.doc[verb.i + 1:verb.i + 3]):
                break
            found = child(verb, *SUBJECTS)
            if found is None or found.i > verb.i or (start is not None and found.i <= start.i < verb.i):
                break
            if noun_of(found) in words("totals", "words") or found in {draft.holder, draft.counted}:
                break
            return found
    return None
