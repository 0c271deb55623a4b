"""What a clause tells of a number by the order of its words, where a parse is easily wrong about it.

`told_first` is surer than any parse: "two of those injured have since died" tells of deaths. `told_last` is read
where nothing else tells what a number counts. Both say it in `Governed`: the indicator, its word, how sure.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from recension.claims.countwords import indicators
from recension.claims.doc import report_of
from recension.claims.governors import Governed, token_at
from recension.claims.numbers import Number
from recension.letters import plain
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

#: A sentence is read so far behind its number.
_REACH = 140
#: Words of the phrase that a number counts, none of them a verb or conjunction that would lead out of it.
_WORD = r"(?!(?:and|or|but|who|that|which|were|was|are|is|has|have|had|as|after|when|while|if|not)\b)[A-Za-z][\w’'-]{0,24}"
_OF_HURT = r"\s+(?:people\s+|others?\s+|men\s+)?(?:of|among)\s+(?:the|those|them|these)\s+(?:[a-z-]{1,16}\s+){0,2}?(?:injured|wounded|hurt)\b[^.;:,]{0,60}?"
_HAVE = r"(?:(?:has|have|had)\s+)?(?:(?:since|later|also|now|subsequently|already)\s+){0,2}"

#: "two of those injured at the bridge have since died in hospital".
_DIED_OF_HURT = re.compile(rf"{_OF_HURT}\s{_HAVE}(?P<word>died|succumbed|perished)\b", re.IGNORECASE)
#: "more than 100 are being held", "240 people are still held in the barracks"; hostages are held otherwise.
_BEING_HELD = re.compile(rf"(?:\s+{_WORD}){{0,3}}\s+(?:are|were|is|was|remain(?:ed|s)?)\s+(?:(?:still|now|reportedly|currently|also)\s+)?(?:being\s+|in\s+)?(?P<word>held|custody|detention)\b(?!\s+(?:hostage|captive|prisoner|by\s+(?:the\s+)?(?:rebels|gunmen|militants|kidnappers|insurgents|militia)|up\b|back\b|responsible|accountable|in\s+(?:place|high|low|esteem|reserve)|at\s+(?:gunpoint|bay)|together))", re.IGNORECASE)
_AT_HOME = re.compile(rf"(?:\s+{_WORD}){{0,3}}\s+(?:have|had|has|are|were|could|can)\s*(?:not|n['’]t|never|yet\s+to|unable\s+to|still\s+not)\s+(?:yet\s+)?(?:been\s+able\s+to\s+)?(?:go(?:ne)?|return(?:ed)?|come)\s+(?P<word>home|to\s+their\s+(?:homes|houses|villages))\b", re.IGNORECASE)

#: "eleven others sustained gunshot wounds", "40 people suffered burns".
_SUSTAINED = re.compile(rf"(?:\s+{_WORD}){{0,4}}\s+(?:sustained|suffered|received|had|got)\s+(?:[a-z-]{{1,16}}\s+){{0,4}}?(?P<word>wounds?|injur(?:y|ies)|burns?|fractures?|concussions?|lacerations|bruises)\b", re.IGNORECASE)
#: "a further 58 needed hospital care".
_NEEDED = re.compile(r"(?:\s+(?:people|others?|more|of\s+them|of\s+whom)){0,2}\s+(?:needed|required|sought|received)\s+(?:[a-z-]{1,16}\s+){0,2}?(?P<word>hospitali[sz]ation|(?:hospital|medical|emergency)\s+(?:care|treatment|attention)|treatment|surgery|stitches)\b", re.IGNORECASE)
#: "who counted four nurses among the dead".
_AMONG = re.compile(rf"(?:\s+{_WORD}){{1,4}}\s+(?:were\s+|was\s+|are\s+)?(?:among|amongst)\s+(?:the|those)\s+(?:[0-9,]{{1,6}}\s+)?(?P<word>{{held}})\b".replace("{held}", "dead|killed|wounded|injured|missing|arrested|detained|slain|abducted|kidnapped"), re.IGNORECASE)
#: "5 Naxals gunned down", "three soldiers shot dead".
_HEADLINE = re.compile(rf"(?:\s+{_WORD}){{1,3}}\s+(?P<word>gunned\s+down|shot\s+dead|hacked\s+to\s+death|beaten\s+to\s+death|stabbed\s+to\s+death|blown\s+up)\b", re.IGNORECASE)
#: "have taken 35 soldiers prisoner", "took six engineers hostage".
_TAKING = re.compile(r"\b(?:tak(?:e|es|en|ing)|took|h[eo]ld(?:s|ing)?|seiz(?:e|es|ed|ing)|mak(?:e|es|ing)|made)\s+(?:(?:some|about|at\s+least|another|more\s+than|nearly|over)\s+)?\Z", re.IGNORECASE)
_CAPTIVE = re.compile(rf"(?:\s+{_WORD}){{0,4}}?\s+(?P<word>prisoners?|hostages?|captives?)\b(?!\s+(?:to|of\s+war\s+camp))", re.IGNORECASE)
#: "16 lay in hospital", "14 people remain in hospitals", "another 33 are under treatment".
_IN_HOSPITAL = re.compile(rf"(?:\s+{_WORD}){{0,3}}\s+(?:la(?:y|in)|lie|are|were|remain(?:ed|s)?|stay(?:ed)?|(?:are|were)\s+being)\s+(?:still\s+|now\s+)?(?:in\s+(?:a\s+|the\s+)?(?:[a-z]{{1,12}}\s+)?(?P<word>hospitals?|intensive\s+care)|under\s+(?P<cure>treatment))\b", re.IGNORECASE)
_BEATEN = re.compile(rf"(?:\s+of\s+(?:his|her|its|their|our|the|my))?(?:\s+{_WORD}){{0,3}}\s+(?:(?:had|have|has)\s+been|were|was)\s+(?:also\s+|badly\s+|severely\s+|savagely\s+)?(?P<word>beaten|assaulted|clubbed|trampled|whipped)\b(?!\s+to\s+death|\s+(?:by\s+\d|in\s+the\s+(?:final|vote|election|race|poll)|at\s+home))", re.IGNORECASE)
#: "thousands of teachers walked off the job", "some 3,500 filled the main square".
_TURNED_OUT = re.compile(rf"(?:\s+(?:of\s+)?{_WORD}){{0,4}}?\s+(?:have\s+|had\s+)?(?P<word>walked\s+(?:off|out)|downed\s+tools|filled\s+(?:the\s+)?(?:[\w-]{{1,16}}\s+){{0,3}}(?:squares?|streets?|avenues?|plaza)|packed\s+(?:the\s+)?(?:[\w-]{{1,16}}\s+){{0,3}}(?:squares?|streets?|plaza)|answered\s+the\s+call|heeded\s+(?:the|a)\s+call|joined\s+(?:the|a)\s+(?:[a-z]{{1,16}}\s+){{0,2}}(?:march|protests?|rally|demonstration|strike|procession|vigil|sit-in))\b", re.IGNORECASE)
_AROUND_TAKEN = re.compile(rf"(?:\s+{_WORD}){{0,3}}\s+(?:were|was|are|been|being)\s+(?:being\s+|still\s+)?(?:taken|held)\s+(?:at\s+)?(?P<word>hostage|captive|gunpoint)\b", re.IGNORECASE)
#: "brought several hundred people out into the streets", "some 500 people came out", "went out to the parliament".
_CAME_OUT = re.compile(rf"(?:\s+{_WORD}){{0,4}}?\s+(?:(?:went|came|turned|poured|spilled|streamed)\s+(?P<word>out)\b(?!\s+of\b)|(?:took|takes?|taking)\s+to\s+(?:the\s+)?(?P<street>streets?)\b)", re.IGNORECASE)
_BROUGHT_OUT = re.compile(rf"(?:\s+{_WORD}){{0,4}}?\s+(?:out\s+)?(?:in|on)to\s+(?:the\s+)?(?:[A-Z][\w-]{{1,20}}\s+){{0,2}}(?P<word>streets?|Avenue|Square|avenue|square|Boulevard)\b")
_BROUGHT = re.compile(r"\b(?:brings?|brought|drew|draws?|sends?|sent|pulled|drawing|bringing)\s+(?:out\s+)?(?:some\s+|about\s+|at\s+least\s+|an\s+estimated\s+)?\Z", re.IGNORECASE)
#: "a protest by some 500 women", "a strike of 1,200 nurses".
_BY = re.compile(r"\b(?P<word>protest|march|rally|demonstration|sit-in|vigil|walkout|procession|picket)\s+(?:[a-z]{2,12}\s+){0,2}?(?:by|of|with)\s+(?:(?:some|about|around|nearly|over|roughly|more\s+than|at\s+least|up\s+to|an\s+estimated)\s+)?\Z", re.IGNORECASE)
#: "have ordered 400 additional officers to the province".
_ORDERED = re.compile(r"\b(?:order(?:s|ed|ing)?|rush(?:es|ed|ing)?|flew|flies|fl(?:own|ying)|mov(?:es|ed|ing)|transferr?(?:s|ed|ing)?)\s+(?:(?:some|about|around|nearly|over|another|more\s+than|at\s+least|up\s+to|an\s+additional|a\s+further)\s+)?\Z", re.IGNORECASE)
_FORCES_TO = re.compile(r"\s+(?:[a-z-]{1,16}\s+){0,3}?(?P<word>officers|policemen|troops|soldiers|police|gendarmes|guards(?:men)?|reinforcements|marines|commandos|paratroopers)\s+(?:in)?to\s+(?:the\s+)?(?:[a-z]{1,12}\s+){0,2}?(?:[A-Z]|area|region|province|district|border|capital|city|town|scene|front|south|north|east|west|island|streets)")
#: "eleven persons, of which five children, have been killed".
_PARENTHESIS = r"(?:\s+{word}){{0,3}},\s[^,;.:]{{3,60}},\s(?:have|has|had|were|was|are)\s+(?:been\s+)?(?:reportedly\s+)?(?P<word>{held})\b"


@functools.cache
def _apart() -> re.Pattern[str]:
    held = "|".join(sorted((w for w in indicators("held") if w.endswith(("ed", "en", "in", "nt"))), key=len, reverse=True))
    return re.compile(_PARENTHESIS.format(word=_WORD, held=held), re.IGNORECASE)


@functools.cache
def _clipped() -> re.Pattern[str]:
    """"4 terrorists neutralised in the zone": a headline's participle behind whom it counts."""
    held = "|".join(sorted({"neutralised", "neutralized", "eliminated", *(w for w in indicators("held") if w.endswith("ed"))}, key=len, reverse=True))
    noun = _WORD.replace("’'-", "’'/-")
    return re.compile(rf"(?:\s+{noun}){{1,3}}\s+(?P<word>{held})(?=\s*(?:[.,;\n]|\Z|(?:in|as|after|on|at|by|when|near|during|over)\b))", re.IGNORECASE)


@functools.cache
def _numbering() -> re.Pattern[str]:
    """"supporters arrested there number 77", "refugees arriving in Chad number upwards of 26,000"."""
    held = "|".join(sorted((*indicators("held"), "refugees", "detainees", "hostages"), key=len, reverse=True))
    return re.compile(rf"\b(?P<word>{held})\b(?:(?!\d)[^.;:,]){{0,60}}?\b(?:number(?:s|ed)?|total(?:s|l?ed)?)\s+(?:[a-z]+\s+(?:of|to|than)\s+|some\s+|about\s+|around\s+|nearly\s+)?\Z", re.IGNORECASE)


def told_first(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """The injured who died, and people who are being held: words that outweigh the participle beside the number."""
    if number.unit is not None:
        return None
    right = _right(doc, sent, number)
    for pattern, indicator in ((_DIED_OF_HURT, "killed"), (_BEING_HELD, "arrested"), (_AT_HOME, "displaced")):
        found = pattern.match(right)
        if found is not None:
            return _told(doc, number.end + found.start("word"), _as(indicator), 0.75)
    captive = _CAPTIVE.match(right)
    if captive is not None and _TAKING.search(report_of(doc).text[max(sent.start_char, number.start - 40):number.start]):
        return _told(doc, number.end + captive.start("word"), "arrested" if captive["word"].lower().startswith("prisoner") else "abducted", 0.8)
    return None


def dies_of_wounds(doc: Doc, sent: DocSpan, number: Number) -> bool:
    """"two of the wounded have died": they are added to the dead."""
    return _DIED_OF_HURT.match(_right(doc, sent, number)) is not None


def told_last(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """What a number counts by set turns of news, where the parse says nothing."""
    if number.unit is not None:
        return None
    right = _right(doc, sent, number)
    left = report_of(doc).text[max(sent.start_char, number.start - 60):number.start]
    for pattern, indicator in ((_SUSTAINED, "injured"), (_NEEDED, "injured"), (_BEATEN, "injured"), (_AROUND_TAKEN, "abducted"), (_HEADLINE, "killed")):
        found = pattern.match(right)
        if found is not None:
            return _told(doc, number.end + found.start("word"), _as(indicator), 0.65)
    lying = _IN_HOSPITAL.match(right)
    if lying is not None:
        return _told(doc, number.end + lying.start("word" if lying["word"] else "cure"), "injured", 0.65)
    for held in (_AMONG.match(right), _apart().match(right), _clipped().match(right)):
        if held is not None:
            return _told(doc, number.end + held.start("word"), indicators("held").get(plain(held["word"]).lower(), "killed"), 0.65)
    start = max(sent.start_char, number.start - 120)
    numbered = _numbering().search(report_of(doc).text[start:number.start])
    if numbered is not None:
        word = plain(numbered["word"]).lower()
        return _told(doc, start + numbered.start("word"), indicators("held").get(word) or indicators("counted")[word.rstrip("s")], 0.65)
    return _forces(doc, number, left, right) or _crowd(doc, number, left, right)


def _forces(doc: Doc, number: Number, left: str, right: str) -> Governed | None:
    ordered, forces = _ORDERED.search(left), _FORCES_TO.match(right)
    if ordered is None or forces is None:
        return None
    return _told(doc, number.end + forces.start("word"), "troops", 0.65)


def _crowd(doc: Doc, number: Number, left: str, right: str) -> Governed | None:
    by = _BY.search(left)
    if by is not None:
        return _told(doc, number.start - len(left) + by.start("word"), "participants", 0.65)
    out = _BROUGHT_OUT.match(right) if _BROUGHT.search(left) else None
    if out is not None:
        return _told(doc, number.end + out.start("word"), "participants", 0.65)
    turned = _TURNED_OUT.match(right)
    if turned is not None:
        return _told(doc, number.end + turned.start("word"), "participants", 0.6)
    came = _CAME_OUT.match(right)
    if came is None:
        return None
    return _told(doc, number.end + came.start("word" if came["word"] else "street"), "participants", 0.6)


def _right(doc: Doc, sent: DocSpan, number: Number) -> str:
    return report_of(doc).text[number.end:min(sent.end_char, number.end + _REACH)]


def _as(name: str) -> Indicator:
    found: dict[str, Indicator] = {"killed": "killed", "injured": "injured", "arrested": "arrested", "abducted": "abducted", "displaced": "displaced"}
    return found[name]


def _told(doc: Doc, char: int, indicator: Indicator, confidence: float) -> Governed | None:
    token: Token | None = token_at(doc, char)
    return (indicator, token, confidence) if token is not None else None
