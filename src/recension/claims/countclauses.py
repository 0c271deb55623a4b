"""What a clause tells of a number by the order of its words, where a parse is easily wrong about it.

`died_of_wounds` and `told_first` are surer than any parse: "two of those injured have since died" tells of deaths.
`told_last` is read where nothing else tells what a number counts. All say it in `Governed`: the indicator, its word,
how sure. What they know stands in tables of turns, in order of precedence.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from recension.claims.countwords import indicators
from recension.claims.doc import report_of
from recension.claims.governors import Governed, token_at
from recension.claims.numbers import Number
from recension.letters import plain
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

#: A sentence is read so far before and behind its number.
_BEFORE, _BEHIND = 120, 140


class Turn(NamedTuple):
    """A set turn of news: what stands behind a number and before it, and what it then counts.

    The word that tells is the named group of the one or the other. An indicator of None is what that word says.
    """

    indicator: Indicator | None
    confidence: float
    behind: re.Pattern[str]
    before: re.Pattern[str]


def _turn(indicator: Indicator | None, confidence: float, behind: str = "", before: str = "") -> Turn:
    return Turn(indicator, confidence, re.compile(behind, re.IGNORECASE), re.compile(before, re.IGNORECASE))


def _any_of(words: set[str]) -> str:
    """An alternation in which no word hides a longer one that begins with it."""
    return "|".join(sorted(words, reverse=True))


#: Words of the phrase that a number counts, none of them a verb or conjunction that would lead out of it.
_WORD = r"(?!(?:and|or|but|who|that|which|were|was|are|is|has|have|had|as|after|when|while|if|not)\b)[A-Za-z][\w’'-]{0,24}"
_OF_HURT = r"\s+(?:people\s+|others?\s+|men\s+)?(?:of|among)\s+(?:the|those|them|these)\s+(?:[a-z-]{1,16}\s+){0,2}?(?:injured|wounded|hurt)\b[^.;:,]{0,60}?"
_HAVE = r"(?:(?:has|have|had)\s+)?(?:(?:since|later|also|now|subsequently|already)\s+){0,2}"
#: Behind a number that counts no noun of its own.
_NO_NOUN = r"(?=\s*(?:[.,;:!?”]|\Z)|\s+(?:in|on|to|at|across|against|for|after|through|and|into|from|over)\b)"
_TAKING = r"\b(?:tak(?:e|es|en|ing)|took|h[eo]ld(?:s|ing)?|seiz(?:e|es|ed|ing)|mak(?:e|es|ing)|made)\s+(?:(?:some|about|at\s+least|another|more\s+than|nearly|over)\s+)?\Z"

_NONE_OF = r"\b(?:neither|none|nobody|no\s+one|not\s+(?:a\s+single\s+)?one)\s+of\s+(?:the|its|his|her|their|those|these)\s+\Z"
#: Words that set a bound before a number, where a turn ends.
_BOUND = r"(?:(?:some|about|around|nearly|over|roughly|almost|just|only|more\s+than|at\s+least|up\s+to|an\s+estimated|as\s+many\s+as|well\s+over)\s+){0,2}"
#: Behind a number that stands in a row or alone.
_ALONE = r"(?=\s*(?:[.,;:!?)/”\n]|\Z|and\b|but\b|while\b))"

_LEAVING = r"\b(?:leav(?:e|es|ing)|left)\s+(?:(?:another|some|about|at\s+least|a\s+further)\s+)?\Z"

#: "two of those injured at the bridge have since died in hospital".
_DIED_OF_WOUNDS = (
    _turn("killed", 0.75, rf"{_OF_HURT}\s{_HAVE}(?P<word>died|succumbed|perished)\b"),
    # "three were shot, one of whom later died".
    _turn("killed", 0.75, r"\s+of\s+whom\s+(?:(?:has|have|had)\s+)?(?:since|later|subsequently)\s+(?P<word>died|succumbed)\b"),
)

_FIRST = (
    # "more than 100 are being held", "240 people are still held in the barracks"; hostages are held otherwise.
    _turn("arrested", 0.75, rf"(?:\s+{_WORD}){{0,3}}\s+(?:are|were|is|was|remain(?:ed|s)?)\s+(?:(?:still|now|reportedly|currently|also)\s+)?(?:being\s+|in\s+)?(?P<word>held|custody|detention)\b(?!\s+(?:hostage|captive|prisoner|by\s+(?:the\s+)?(?:[A-Za-z-]+\s+)?(?:rebels|gunmen|militants|kidnappers|insurgents|militia(?:men)?|pirates|bandits|captors|fighters|jihadists|gangs?|separatists|terrorists)|up\b|back\b|responsible|accountable|in\s+(?:place|high|low|esteem|reserve)|at\s+(?:gunpoint|bay)|together))"),
    # "some 3,000 have not been able to return home".
    _turn("displaced", 0.75, rf"(?:\s+{_WORD}){{0,3}}\s+(?:have|had|has|are|were|could|can)\s*(?:not|n['’]t|never|yet\s+to|unable\s+to|still\s+not)\s+(?:yet\s+)?(?:been\s+able\s+to\s+)?(?:go(?:ne)?|return(?:ed)?|come)\s+(?P<word>home|to\s+their\s+(?:homes|houses|villages))\b"),
    # "neither of the two pilots survived", "no survivors among the 43 on board".
    _turn("killed", 0.7, rf"(?:\s+{_WORD}){{0,5}}\s+(?:(?:has|have|had|are|were|was|is)\s+)?(?:yet\s+)?(?P<word>survived|survivors?|lived|came\s+out\s+alive|made\s+it\s+out)\b", _NONE_OF),
    _turn("killed", 0.7, before=r"\bno\s+(?P<word>survivors)\s+(?:among|amongst|from|of)\s+(?:the|its|their)\s+\Z"),
    # "have taken 35 soldiers prisoner", "took six engineers hostage".
    _turn("arrested", 0.8, rf"(?:\s+{_WORD}){{0,4}}?\s+(?P<word>prisoners?)\b(?!\s+(?:to|of\s+war\s+camp))", before=_TAKING),
    _turn("abducted", 0.8, rf"(?:\s+{_WORD}){{0,4}}?\s+(?P<word>hostages?|captives?)\b(?!\s+(?:to|of\s+war\s+camp))", before=_TAKING),
)


@functools.cache
def _last() -> tuple[Turn, ...]:
    held = set(indicators("held"))
    participles = _any_of({w for w in held if w.endswith(("ed", "en", "in", "nt"))})
    clipped = _any_of({"neutralised", "neutralized", "eliminated", *(w for w in held if w.endswith("ed"))})
    slashed = _WORD.replace("’'-", "’'/-")  # "PKK/YPG"
    numbered = _any_of({*held, "refugees", "detainees", "hostages"})
    return (
        # "eleven others sustained gunshot wounds", "40 people suffered burns".
        _turn("injured", 0.65, rf"(?:\s+{_WORD}){{0,4}}\s+(?:sustained|suffered|received|had|got)\s+(?:[a-z-]{{1,16}}\s+){{0,4}}?(?P<word>wounds?|injur(?:y|ies)|burns?|fractures?|concussions?|lacerations|bruises)\b"),
        # "a further 58 needed hospital care".
        _turn("injured", 0.65, r"(?:\s+(?:people|others?|more|of\s+them|of\s+whom)){0,2}\s+(?:needed|required|sought|received)\s+(?:[a-z-]{1,16}\s+){0,2}?(?P<word>hospitali[sz]ation|(?:hospital|medical|emergency)\s+(?:care|treatment|attention)|treatment|surgery|stitches)\b"),
        # "six of his men were badly beaten".
        _turn("injured", 0.65, rf"(?:\s+of\s+(?:his|her|its|their|our|the|my))?(?:\s+{_WORD}){{0,3}}\s+(?:(?:had|have|has)\s+been|were|was)\s+(?:also\s+|badly\s+|severely\s+|savagely\s+)?(?P<word>beaten|assaulted|clubbed|trampled|whipped)\b(?!\s+to\s+death|\s+(?:by\s+\d|in\s+the\s+(?:final|vote|election|race|poll)|at\s+home))"),
        # "four guards were being held at gunpoint".
        _turn("abducted", 0.65, rf"(?:\s+{_WORD}){{0,3}}\s+(?:were|was|are|been|being)\s+(?:being\s+|still\s+)?(?:taken|held)\s+(?:at\s+)?(?P<word>hostage|captive|gunpoint)\b"),
        # "of the 90 people rounded up", "five of their neighbours had been led away in handcuffs".
        _turn("arrested", 0.7, rf"(?:\s+of\s+(?:his|her|its|their|our|the|my))?(?:\s+{_WORD}){{0,3}}\s+(?:(?:had|have|has)\s+been\s+|were\s+|was\s+)?(?P<word>rounded\s+up|led\s+away\s+in\s+(?:handcuffs|cuffs|chains))\b"),
        # "43 people still listed as missing".
        _turn(None, 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:still\s+|now\s+|officially\s+)?(?:listed|registered|posted|recorded|counted|given|reported|described)\s+as\s+(?P<word>missing|dead|killed|wounded|injured|displaced|homeless)\b"),
        # "26 villagers are feared buried", "30 feared buried".
        _turn("missing", 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:(?:are|were|is|was|have\s+been|remain(?:ed)?)\s+)?(?:still\s+)?(?:feared|believed|thought|presumed)\s+(?:to\s+be\s+)?(?:still\s+)?(?P<word>buried|trapped|entombed)\b"),
        # "has put more than 200 journalists behind bars".
        _turn("arrested", 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:behind|in(?:to)?)\s+(?P<word>bars|jail|prison|custody)\b", r"\b(?:put|puts|putting|threw|thr?own|throws|throwing|land(?:s|ed|ing))\s+(?:some\s+|about\s+|at\s+least\s+)?\Z"),
        # "killed everyone on board, 44 passengers and six crew".
        _turn("killed", 0.7, before=r"\b(?P<word>kill(?:s|ed|ing))\s+(?:everyone|everybody|all)\s+(?:on\s+board|aboard|inside)(?:,|:|\s[-–—])\s+(?:[\w-]{1,16}\s+[a-z]{2,16}\s+and\s+)?(?:at\s+least\s+|some\s+|about\s+)?\Z"),
        # "leaving 34 in captivity", "left nine in hospital".
        _turn("abducted", 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:still\s+)?in\s+(?:their\s+|rebel\s+)?(?P<word>captivity|hands)\b", _LEAVING),
        _turn("arrested", 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:still\s+)?(?:in|behind)\s+(?P<word>custody|detention|jail|prison|bars)\b", _LEAVING),
        _turn("injured", 0.7, rf"(?:\s+{_WORD}){{0,3}}\s+(?:still\s+)?in\s+(?:the\s+)?(?P<word>hospital|intensive\s+care)\b", _LEAVING),
        # "lost two of their own in the raid".
        _turn("killed", 0.65, r"\s+of\s+(?:its|their|his|our)\s+(?P<word>own|men|fighters|soldiers|troops|comrades)\b(?!\s+(?:to|players|goals))", r"\b(?:lost|loses?|losing|buried|burying)\s+(?:[^.;\d]{1,24}\sand\s+)?(?:at\s+least\s+|only\s+)?\Z"),
        # "three or four people lay bleeding on the pavement".
        _turn("injured", 0.65, rf"(?:\s+{_WORD}){{0,3}}\s+(?:lay|were|was|lying|left)\s+(?P<word>bleeding|unconscious)\b"),
        # "14 youths held after the brawl", "two aides held over graft": of headlines.
        _turn("arrested", 0.65, rf"(?:\s+{_WORD}){{1,3}}\s+(?P<word>held)(?=\s*(?:[.,;:\n]|\Z)|\s+(?:over|after|for\s+(?!ransom)|in|on|as|at\s+(?!gunpoint))\b)"),
        # "50,000 had taken part", "2,000 turned out", said of a bare number.
        _turn("participants", 0.65, r"(?:\s+(?:people|persons|others|more))?\s+(?:(?:had|have|has|may\s+have|would)\s+)?(?P<word>t(?:ook|aken|ake)\s+part|participated|marched|rallied|protested|demonstrated|turned\s+(?:out|up)|showed\s+up)\b"),
        # "a list of the dead has 16 names".
        _turn(None, 0.65, r"\s+names?\b", r"\b(?:list|roll|register)\s+of\s+(?:the\s+)?(?P<word>dead|killed|wounded|injured|missing|disappeared|arrested|detained|detainees|hostages|martyrs)\b[^.;\d]{0,40}?\s" + _BOUND + r"\Z"),
        # "officials put the dead at 9", "the missing at 26".
        _turn(None, 0.65, _ALONE, r"\bthe\s+(?P<word>dead|killed|wounded|injured|missing|displaced|arrested|detained)\s+at\s+" + _BOUND + r"\Z"),
        # "KIA 6, WIA 13", "Zone A, dead 4, hurt 17", "total evacuated, 2,930": rows of a table.
        _turn(None, 0.65, _ALONE, r"(?:\A|[,;:(/–—-]\s*|\n)(?:total\s+)?(?P<word>KIA|WIA|MIA|dead|killed|wounded|injured|hurt|missing|detained|arrested|evacuated|displaced),?\s+\Z"),
        # "lawyers for the detained put their number at over 900".
        _turn(None, 0.65, before=rf"\b(?P<word>dead|killed|wounded|injured|missing|displaced|arrested|detained)\b[^.;\d]{{0,40}}?\b(?:put|puts|gave|give|gives|estimated?)\s+their\s+numbers?\s+(?:at|as)\s+{_BOUND}\Z"),
        # "total deaths 89".
        _turn(None, 0.65, _ALONE, r"(?:\A|[,;:(/–—-]\s*|\n)(?:total|new|overall)\s+(?P<word>deaths|arrests|fatalities)\s+\Z"),
        # "under the rubble may be up to 12 people".
        _turn("missing", 0.65, before=rf"\b(?:under|beneath)\s+(?:the\s+)?(?P<word>rubble|debris|ruins|snow|mud)\b[^.;\d]{{0,20}}?\b(?:may\s+be|are|remain|were|could\s+be|is)\s+{_BOUND}\Z"),
        # "the condition of two is grave".
        _turn("injured", 0.65, r"[^.;,\d]{0,40}?\b(?:grave|critical|serious|severe|heavy|stable)\b", r"\b(?P<word>condition|state)\s+of\s+\Z"),
        # "landslide toll 17", "toll now 31".
        _turn("killed", 0.65, _ALONE, r"\b(?P<word>toll)(?:\s+(?:now|hits|nears|tops|at|up\s+to|rises\s+to))?\s+" + _BOUND + r"\Z"),
        # "the crowd, which police put at 4,000", "the demonstrators, whose number they put at 350".
        _turn("participants", 0.65, before=rf"\b(?P<word>crowd|march|rally|procession|demonstration|protest|demonstrators|protesters|marchers|strikers|mourners)\b,?\s+(?:which|whose\s+numbers?|that)\s+[^,.;\d]{{0,40}}?\b(?:put|estimated|numbered|reckoned|counted)\s+(?:at\s+)?{_BOUND}\Z"),
        # "the crowd swelled from a few hundred to some 9,000".
        _turn("participants", 0.65, before=rf"\b(?P<word>crowd|march|rally|procession|demonstration|protest)\b[^.;\d]{{0,60}}?\b(?:sw[eo]ll(?:ed|en)?|gr[eo]wn?|rose|shr[au]nk|dwindled|thinned)\b[^.;\d]{{0,60}}?\b(?:to|from)\s+{_BOUND}\Z"),
        # "turnout at the rally was below 1,000".
        _turn("participants", 0.65, before=rf"\b(?P<word>turnout|attendance)\b[^.;\d]{{0,40}}?\b(?:was|is|at|of|to|exceeded|reached|topped)\s+{_BOUND}\Z"),
        # "(left 14 dead) and 30 in hospital".
        _turn("injured", 0.65, rf"(?:\s+{_WORD}){{0,2}}\s+in\s+(?:the\s+|an?\s+)?(?P<word>hospital|intensive\s+care|critical\s+condition)\b", rf"(?:,|;|\band|\bwith|\bbut)\s+{_BOUND}\Z"),
        _turn("arrested", 0.65, rf"(?:\s+{_WORD}){{0,2}}\s+(?:in|behind)\s+(?P<word>custody|detention|jail|prison|bars)\b", rf"(?:,|;|\band|\bwith|\bbut)\s+{_BOUND}\Z"),
        # "the organisers speak of 20,000": whom they count has come to them.
        _turn("participants", 0.6, _ALONE, r"\b(?P<word>organi[sz]ers?)\b[^.;:\d]{0,30}?\b(?:sp(?:eaks?|oke)\s+of|talk(?:ed|s)?\s+of|put\s+(?:it|the\s+\w+)\s+at|sa(?:y|ys|id)|claim(?:ed|s)?|estimate[ds]?|count(?:ed|s)?|g[ia]ve)\s+" + _BOUND + r"\Z"),
        # "nineteen fresh graves were dug".
        _turn("killed", 0.6, r"\s+(?:fresh|new|freshly\s+dug)\s+(?P<word>graves)\b"),
        # "in the action took part up to 500 citizens".
        _turn("participants", 0.6, before=r"\b[Ii]n\s+[^.;:\d]{3,60}?\b(?P<word>took\s+part|participated)\s+\Z"),
        # "in which participated up to 80 persons", as a translator puts it.
        _turn("participants", 0.65, before=r"\b(?:in\s+which|where|there)\s+(?P<word>participated|took\s+part|gathered|assembled)\s+\Z"),
        # "a rally that organisers said had drawn 40,000".
        _turn("participants", 0.65, _NO_NOUN, r"\b(?P<word>rally|march|protest|demonstration|vigil|procession|meeting|gathering)\b[^.;,\d]{0,60}?\b(?:dr(?:ew|awn|aws?|awing)|attract(?:s|ed|ing)?)\s+\Z"),
        # "5 Naxals gunned down", "three soldiers shot dead".
        _turn("killed", 0.65, rf"(?:\s+{_WORD}){{1,3}}\s+(?P<word>gunned\s+down|shot\s+dead|hacked\s+to\s+death|beaten\s+to\s+death|stabbed\s+to\s+death|blown\s+up)\b"),
        # "16 lay in hospital", "14 people remain in hospitals", "another 33 are under treatment".
        _turn("injured", 0.65, rf"(?:\s+{_WORD}){{0,3}}\s+(?:la(?:y|in)|lie|are|were|remain(?:ed|s)?|stay(?:ed)?|(?:are|were)\s+being)\s+(?:still\s+|now\s+)?(?:in\s+(?:a\s+|the\s+)?(?:[a-z]{{1,12}}\s+)?(?P<place>hospitals?|intensive\s+care)|under\s+(?P<cure>treatment))\b"),
        # "33 others are being treated".
        _turn("injured", 0.65, rf"(?:\s+{_WORD}){{0,3}}\s+(?:are|were|is|was)\s+(?:still\s+|now\s+)?(?:being\s+(?P<word>treated)(?!\s+(?:as|like|with|well|badly|fairly))|(?:receiving|undergoing)\s+(?:medical\s+|hospital\s+)?(?P<cure>treatment|surgery))\b"),
        # "who counted four nurses among the dead".
        _turn(None, 0.65, rf"(?:\s+{_WORD}){{1,4}}\s+(?:were\s+|was\s+|are\s+)?(?:among|amongst)\s+(?:the|those)\s+(?:[0-9,]{{1,6}}\s+)?(?P<word>dead|killed|wounded|injured|missing|arrested|detained|slain|abducted|kidnapped)\b"),
        # "eleven persons, of which five children, have been killed".
        _turn(None, 0.65, rf"(?:\s+{_WORD}){{0,3}},\s[^,;.:]{{3,60}},\s(?:have|has|had|were|was|are)\s+(?:been\s+)?(?:reportedly\s+)?(?P<word>{participles})\b"),
        # "4 terrorists neutralised in the zone": a headline's participle behind whom it counts.
        _turn(None, 0.65, rf"(?:\s+{slashed}){{1,3}}\s+(?P<word>{clipped})(?=\s*(?:[.,;\n]|\Z|(?:in|as|after|on|at|by|when|near|during|over)\b))"),
        # "supporters arrested there number 77", "refugees arriving in Chad number upwards of 26,000".
        _turn(None, 0.65, before=rf"\b(?P<word>{numbered})\b(?:(?!\d)[^.;:,]){{0,60}}?\b(?:number(?:s|ed)?|total(?:s|l?ed)?)\s+(?:[a-z]+\s+(?:of|to|than)\s+|some\s+|about\s+|around\s+|nearly\s+)?\Z"),
        # "have ordered 400 additional officers to the province".
        _turn("troops", 0.65, r"(?-i:\s+(?:[a-z-]{1,16}\s+){0,3}?(?P<word>officers|policemen|troops|soldiers|police|gendarmes|guards(?:men)?|reinforcements|marines|commandos|paratroopers)\s+(?:in)?to\s+(?:the\s+)?(?:[a-z]{1,12}\s+){0,2}?(?:[A-Z]|area|region|province|district|border|capital|city|town|scene|front|south|north|east|west|island|streets))",
              before=r"\b(?:order(?:s|ed|ing)?|rush(?:es|ed|ing)?|flew|flies|fl(?:own|ying)|mov(?:es|ed|ing)|transferr?(?:s|ed|ing)?)\s+(?:(?:some|about|around|nearly|over|another|more\s+than|at\s+least|up\s+to|an\s+additional|a\s+further)\s+)?\Z"),
        # "a protest by some 500 women", "a strike of 1,200 nurses".
        _turn("participants", 0.65, before=r"\b(?P<word>protest|march|rally|demonstration|sit-in|vigil|walkout|procession|picket)\s+(?:[a-z]{2,12}\s+){0,2}?(?:by|of|with)\s+(?:(?:some|about|around|nearly|over|roughly|more\s+than|at\s+least|up\s+to|an\s+estimated)\s+)?\Z"),
        # "brought several hundred people out into the streets".
        _turn("participants", 0.65, rf"(?-i:(?:\s+{_WORD}){{0,4}}?\s+(?:out\s+)?(?:in|on)to\s+(?:the\s+)?(?:[A-Z][\w-]{{1,20}}\s+){{0,2}}(?P<word>streets?|Avenue|Square|avenue|square|Boulevard)\b)",
              before=r"\b(?:brings?|brought|drew|draws?|sends?|sent|pulled|drawing|bringing)\s+(?:out\s+)?(?:some\s+|about\s+|at\s+least\s+|an\s+estimated\s+)?\Z"),
        # "thousands of teachers walked off the job", "some 3,500 filled the main square".
        _turn("participants", 0.6, rf"(?:\s+(?:of\s+)?{_WORD}){{0,4}}?\s+(?:have\s+|had\s+)?(?P<word>walked\s+(?:off|out)|downed\s+tools|filled\s+(?:the\s+)?(?:[\w-]{{1,16}}\s+){{0,3}}(?:squares?|streets?|avenues?|plaza)|(?:packed|thronged|lined|jammed|flooded|crowded|swamped|poured\s+(?:on|in)to)\s+(?:the\s+)?(?:[\w-]{{1,16}}\s+){{0,3}}(?:squares?|streets?|plaza|avenues?|boulevards?)|answered\s+the\s+call|heeded\s+(?:the|a)\s+call|joined\s+(?:the|a)\s+(?:[a-z]{{1,16}}\s+){{0,2}}(?:march|protests?|rally|demonstration|strike|procession|vigil|sit-in))\b"),
        # "poured into the square by the thousands", "fled in their hundreds", "marching in hundreds of thousands".
        _turn("displaced", 0.6, _NO_NOUN, r"\b(?P<word>fle(?:d|e|eing)|flees)\b[^.;:,]{0,60}?\b(?:by\s+the|in(?:\s+(?:their|the))?)\s+\Z"),
        _turn("participants", 0.6, _NO_NOUN, r"\b(?P<word>pour(?:ed|ing|s)?|wad(?:ed|ing)|flock(?:ed|ing|s)?|stream(?:ed|ing|s)?|gather(?:ed|ing|s)?|march(?:ed|ing|es)?|turn(?:ed|ing|s)?\s+out|came|come|flood(?:ed|ing|s)?|surg(?:ed|ing)|rall(?:ied|ying|y)|protest(?:ed|ing|s)?|demonstrat(?:ed|ing|e))\b[^.;:,]{0,60}?\b(?:by\s+the|in(?:\s+(?:their|the))?)\s+\Z"),
        # "some 500 people came out", "went out to the parliament", "took to the streets".
        _turn("participants", 0.6, rf"(?:\s+{_WORD}){{0,4}}?\s+(?:(?:went|came|turned|poured|spilled|streamed)\s+(?P<way>out)\b(?!\s+of\b)|(?:took|takes?|taking)\s+to\s+(?:the\s+)?(?P<street>streets?)\b)"),
    )


def died_of_wounds(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """"two of the wounded have died": they are added to the dead."""
    return _told(doc, sent, number, _DIED_OF_WOUNDS)


def told_first(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """People who are being held or kept from home: words that outweigh the participle beside the number."""
    return _told(doc, sent, number, _FIRST)


def told_last(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """What a number counts by set turns of news, where the parse says nothing."""
    return _told(doc, sent, number, _last())


def _told(doc: Doc, sent: DocSpan, number: Number, turns: tuple[Turn, ...]) -> Governed | None:
    """What the first of some turns that a number stands in says of it."""
    if number.unit is not None:
        return None
    text, start = report_of(doc).text, max(sent.start_char, number.start - _BEFORE)
    left, right = text[start:number.start], text[number.end:min(sent.end_char, number.end + _BEHIND)]
    for turn in turns:
        behind = turn.behind.match(right)
        before = turn.before.search(left) if behind is not None else None
        if behind is None or before is None:
            continue
        told, at = (behind, number.end) if behind.lastgroup else (before, start)
        word = told.lastgroup or 0
        token = token_at(doc, at + told.start(word))
        return (turn.indicator or _said_by(told[word]), token, turn.confidence) if token is not None else None
    return None


def _said_by(word: str) -> Indicator:
    """The indicator of a participle or noun; what no lexicon has ("neutralised") tells of deaths."""
    word = plain(word).lower()
    return indicators("held").get(word) or indicators("counted").get(word.removesuffix("s")) or "killed"
