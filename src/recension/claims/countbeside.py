"""What the words beside a number say of it, where the parse does not."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from recension.claims.countwords import UNDERGONE, indicators, lemma_of
from recension.claims.doc import report_of
from recension.claims.governors import (
    Governed,
    done_in,
    is_score,
    is_to_death,
    role_of,
    token_at,
    total_of,
    undergone_in,
)
from recension.claims.numbers import Number
from recension.claims.tree import SUBJECTS, child, children, first_conjunct, is_passive, sentence_of
from recension.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

_BESIDE_THEM = re.compile(r"\b(?:(?:together|along)\s+with|as\s+well\s+as|alongside)\s+\Z", re.IGNORECASE)
#: "17 treated at scene, 6 taken to hospital", where headlines leave out the auxiliary.
_TREATED = re.compile(r"\s+(?:(?:more|others?)\s+)?(?:(?P<word>treated)\s+(?:at|on|in|for)\b|(?:(?:are|were|was|is)\s+)?(?:taken|rushed|sent|airlifted|flown|delivered)\s+(?:in)?to\s+(?:the\s+|a\s+)?(?:(?:local|nearby|civil|district|regional)\s+)?(?P<place>hospital|clinic|infirmary)s?\b)", re.IGNORECASE)
#: "kills 21, wounds 33": before a number these are verbs, whatever the tagger says.
_HEADLINE_VERBS = {"kills": "kill", "wounds": "wound", "injures": "injure", "hurts": "hurt", "displaces": "displace", "injure": "injure", "kill": "kill"}
#: "cost 19 people their lives", whatever the parse makes of it.
_THEIR_LIVES = re.compile(r"(?:\s+[a-z-]+){0,4}?\s+(?:their|his|her)\s+li(?:ves|fe)\b", re.IGNORECASE)
_LISTS = re.compile(r"\b(?:list|report|register|record|classif|count|describ|declar|identif|nam|giv|post)\w{0,5}\s+\Z", re.IGNORECASE)
_LEAVES = re.compile(r"\b(?:leav(?:e|es|ing)|left)\s+\Z", re.IGNORECASE)


@functools.cache
def _beside_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    held = "|".join(sorted(indicators("held"), key=len, reverse=True))
    verbs = sorted({form for v, i in indicators("undergone").items() if i in UNDERGONE for form in _forms(v)}, key=len, reverse=True)
    right = re.compile(rf"\s*(?:(?:of\s+(?:them|whom|those|the)\b|others?|more|people|were|was|are|have|has|had|been|being|got|feared|reported|confirmed|left|still|also|seriously|slightly|badly|critically)\s+){{0,5}}(?P<word>{held})\b", re.IGNORECASE)
    left = re.compile(rf"\b(?P<word>{'|'.join(map(re.escape, verbs))})\s+(?:(?:the|another|a|an|additional|further)\s+)?[‘“\"']?\Z", re.IGNORECASE)
    return right, left


@functools.cache
def _total_pattern() -> re.Pattern[str]:
    """"the death toll (has climbed from 25) to", "the number of injured at"."""
    return re.compile(r"\b(?P<word>toll|number|tally|count)\b(?:(?!\btoll\b|\bnumber\b)[^.;:\n]){0,80}?\b(?:to|by|at|reached|is|was|now|exceeded|passed|hit|surpassed|stands|stood)\s+\Z", re.IGNORECASE)


@functools.cache
def _done_pattern() -> re.Pattern[str]:
    """"61 had died", where the parse ties the number to a date before it."""
    forms = sorted({form for v in indicators("done") for form in _past(v)}, key=len, reverse=True)
    return re.compile(rf"\s+(?:(?:had|have|has|may|might|could|also|reportedly)\s+){{0,2}}(?P<word>{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def _past(verb: str) -> set[str]:
    return {"fled"} if verb == "flee" else {verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") else verb + "ed"}


@functools.cache
def _headline_pattern() -> re.Pattern[str]:
    """"16 die, 22 hurt", "5,000 march for peace": after a bare number in a headline these are verbs."""
    verbs = "|".join(sorted((v for v in indicators("done") if v not in {"strike", "mass", "starve"}), key=len, reverse=True))
    return re.compile(rf"\s+(?:people\s+|more\s+|others\s+)?(?P<word>{verbs})(?=\s*(?:[.,;:\n]|\Z|\b(?:in|as|after|when|at|on|from|for|near|and|against|over|of|through|during|while|across|outside|inside|before|demanding|over|to)\b))", re.IGNORECASE)


@functools.cache
def _total_behind() -> re.Pattern[str]:
    """"(bringing to nine) the number unaccounted for", "(revised to 18) the number of people believed missing"."""
    held = "|".join(sorted(indicators("held"), key=len, reverse=True))
    return re.compile(rf"\s+the\s+(?:[a-z-]+\s+){{0,2}}?(?P<word>number|toll|total|tally|count)\b(?:(?:\s+[a-z-]+){{0,4}}?\s+(?P<held>{held})\b)?", re.IGNORECASE)


@functools.cache
def _joint_pattern() -> re.Pattern[str]:
    """"(30 soldiers) and 52 protesters were injured": the participle behind what a counted noun is joined with."""
    held = "|".join(sorted(indicators("held"), key=len, reverse=True))
    return re.compile(rf"(?:,?\s+(?:and|or)\s+(?:[\w’'-]+\s+){{1,5}}?|\s+)(?:were|was|have\s+been|had\s+been|has\s+been|are)\s+(?:also\s+|reportedly\s+)?(?P<word>{held})\b", re.IGNORECASE)


@functools.cache
def _listed_pattern() -> re.Pattern[str]:
    """"Killed: 12", "Wounded – 4 people"."""
    return re.compile(rf"\b(?P<word>{'|'.join(sorted(indicators('held'), key=len, reverse=True))})\s*(?::|\s[-–—]\s)\s*\Z", re.IGNORECASE)


def _forms(verb: str) -> set[str]:
    stem = verb.removesuffix("e")
    doubled = stem + stem[-1] if len(stem) > 2 and stem[-1] in "bpntd" else stem
    return {verb + "s", stem + "ed", stem + "ing", doubled + "ed", doubled + "ing", verb, *({"shot", "shooting"} if verb == "shoot" else ())}


def beside(doc: Doc, sent: DocSpan, number: Number, counted: Token | None) -> Governed | None:
    """Where the parse says nothing: the participle just after a number, the verb just before it."""
    text = report_of(doc).text
    right = _beside_patterns()[0]
    start = counted.idx + len(counted) if counted is not None and counted.idx >= number.core[1] else number.end
    after = right.match(report_of(doc).text[start:min(sent.end_char, start + 80)])
    if after is not None:
        token = token_at(doc, start + after.start("word"))
        befell = role_of(token) if token is not None and token.dep_ in SUBJECTS else None
        if befell is not None and befell[0] in UNDERGONE:
            return befell  # "one captive, a Dane, died", whatever the tagger makes of "captive"
        if token is not None and (token.tag_ != "JJ" or token.dep_ != "amod" or token.head == counted):
            return indicators("held")[plain(after["word"]).lower()], token, 0.65
    done = _done_pattern().match(report_of(doc).text[start:min(sent.end_char, start + 40)])
    verb = token_at(doc, start + done.start("word")) if done is not None else None
    told_of = child(verb, *SUBJECTS) if verb is not None else None
    # "as many as 90 may have drowned": the parse makes "many" the subject.
    if verb is not None and verb.pos_ == "VERB" and (told_of in {None, counted} or (told_of is not None and told_of.lower_ == "many")) and (told := done_in(verb)) is not None:
        return (*told, 0.65)
    behind = _total_behind().match(report_of(doc).text[number.end:min(sent.end_char, number.end + 60)])
    if behind is not None and re.search(r"\b(?:to|at)\s+\Z", report_of(doc).text[max(0, number.start - 4):number.start]):
        token = token_at(doc, number.end + behind.start("word"))
        indicator = total_of(token) if token is not None else None
        if indicator is None and token is not None and behind["held"]:
            indicator = indicators("held")[plain(behind["held"]).lower()]
        if token is not None and indicator is not None:
            return indicator, token, 0.7
    total = _total_pattern().search(report_of(doc).text[max(sent.start_char, number.start - 110):number.start])
    if total is not None:
        token = token_at(doc, max(sent.start_char, number.start - 110) + total.start("word"))
        indicator = total_of(token) if token is not None else None
        if token is not None and indicator is not None:
            return indicator, token, 0.7
    before = token_at(doc, number.start)
    verb = before.nbor(-1) if before is not None and before.i > sent.start else None
    if verb is not None and verb.pos_ == "VERB" and lemma_of(verb) in {"perish", "die"} and child(verb, "nsubj", "nsubj:pass") in {None, counted}:
        # "there perished 3 persons"
        return "killed", verb, 0.7
    listed = _listed_pattern().search(report_of(doc).text[max(sent.start_char, number.start - 24):number.start])
    if listed is not None:
        token = token_at(doc, max(sent.start_char, number.start - 24) + listed.start("word"))
        if token is not None:
            return indicators("held")[plain(listed["word"]).lower()], token, 0.7
    beside_them = _BESIDE_THEM.search(report_of(doc).text[max(sent.start_char, number.start - 20):number.start])
    if beside_them is not None:
        here = (token_at(doc, number.start) or sent[0]).i
        for token in reversed(doc[max(sent.start, here - 40):here]):
            if token.pos_ == "VERB" and is_passive(token) and (undergone := undergone_in(token)) is not None:
                return (*undergone, 0.7)
    treated = _TREATED.match(text[number.end:number.end + 40]) if counted is None or counted.pos_ == "VERB" else None
    if treated is not None and (token := token_at(doc, number.end + treated.end() - 1)) is not None:
        return "injured", token, 0.6
    kept = re.match(r"\s+(?P<word>held)(?=\s*(?:[.,;\n]|\Z|(?:in|over|after|at|for|as|on)\b))", report_of(doc).text[number.end:number.end + 16])
    if kept is not None and counted is None and (token := token_at(doc, number.end + kept.start("word"))) is not None and token.dep_ != "acl":
        return "arrested", token, 0.6
    headline = _headline_pattern().match(report_of(doc).text[number.end:min(sent.end_char, number.end + 50)])
    verb = token_at(doc, number.end + headline.start("word")) if headline is not None else None
    if headline is not None and verb is not None and (counted is None or counted == verb):
        return indicators("done")[plain(headline["word"]).lower()], verb, 0.7
    joint = _joint_pattern().match(report_of(doc).text[start:min(sent.end_char, start + 120)])
    if joint is not None and (counted is None or counted.dep_ != "obj"):
        token = token_at(doc, start + joint.start("word"))
        if token is not None and token.tag_ != "JJ":
            return indicators("held")[plain(joint["word"]).lower()], token, 0.6
    return None


def just_before(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """"killing three and injuring more than twenty": a verb that stands on its number needs no parse."""
    text = report_of(doc).text
    if (lives := _THEIR_LIVES.match(text[number.end:number.end + 80])) is not None and re.search(r"\bcost(?:s|ing)?\s+\Z", text[max(0, number.start - 9):number.start]):
        token = token_at(doc, number.end + lives.end() - 1)
        return ("killed", token, 0.85) if token is not None else None
    start = max(sent.start_char, number.start - 40)
    found = _beside_patterns()[1].search(text[start:number.start])
    token = token_at(doc, start + found.start("word")) if found is not None else None
    if token is not None and token.tag_ in {"NN", "NNS", "VB", "VBP"} and token.lower_ in _HEADLINE_VERBS:
        return indicators("undergone")[_HEADLINE_VERBS[token.lower_]], token, 0.85
    if token is None or token.tag_ in {"NN", "NNS", "JJ"} or is_passive(token) or (token.tag_ == "VBN" and not _is_perfect(token) and not _is_coordinated(token)):
        return None
    undergone = undergone_in(token) if token.pos_ == "VERB" else None
    if undergone is None or undergone[0] not in UNDERGONE:
        return None
    if undergone[0] == "casualties" and is_score(token):
        return None
    return (*undergone, 0.9)


def _is_coordinated(verb: Token) -> bool:
    """"…, and injured 40": behind a conjunction and without an auxiliary, a participle before its number is a past tense."""
    return verb.i > sentence_of(verb).start and verb.nbor(-1).pos_ in {"CCONJ", "PUNCT"} and verb.dep_ == "conj" and not is_passive(first_conjunct(verb))


def _is_perfect(verb: Token) -> bool:
    """"has killed 200 and wounded 1,000": active, itself or by what it is coordinated with."""
    first = first_conjunct(verb)
    return not is_passive(first) and any(c.lemma_.lower() == "have" for c in children(first, "aux"))


@functools.cache
def _behind_pattern() -> re.Pattern[str]:
    """"lists 11 persons as missing", "leaves 37 Indians, Filipinos dead", "52 members of the forces injured;"."""
    held = "|".join(sorted((w for w in indicators("held") if w not in {"hostage", "captive"}), key=len, reverse=True))
    noun = r"(?!(?:and|or|but|who|that|were|was|are|is|with|in|on|at|after|as)\b)[A-Za-z][\w’'/-]{0,24}"
    return re.compile(
        rf"(?:\s+{noun}){{1,4}}\s+as\s+(?P<as>{held}|dead|missing)\b"
        rf"|\s+{noun}(?:,?\s+{noun}){{0,4}}\s+(?P<left>{held})\b"
        rf"|(?:\s+{noun}){{0,3}}\s+of\s+(?:the\s+)?(?:{noun}\s+){{1,3}}(?P<of>{held})(?=\s*(?:[;.,]|\Z|and\b))", re.IGNORECASE)


def behind(doc: Doc, sent: DocSpan, number: Number) -> Governed | None:
    """The participle behind what is counted, where a verb of leaving or listing leads to it or a list ends with it."""
    text = report_of(doc).text
    found = _behind_pattern().match(text[number.end:min(sent.end_char, number.end + 120)])
    if found is None:
        return None
    left = text[max(sent.start_char, number.start - 24):number.start]
    group = next(name for name in ("as", "left", "of") if found[name])
    if (group == "as" and not _LISTS.search(left)) or (group == "left" and not _LEAVES.search(left)):
        return None
    token = token_at(doc, number.end + found.start(group))
    if token is None or (group == "of" and (token.dep_ == "amod" or not re.search(r"(?:[;:,]|\band)\s+\Z", left))):
        return None
    return indicators("held")[plain(found[group]).lower()], token, 0.7


def just_after(doc: Doc, sent: DocSpan, number: Number, counted: Token | None) -> Governed | None:
    """"12 dead and 40 wounded", "6 dead / 31 hurt": a bare number with its participle needs no parse.

    "12 killed or wounded" is one number of both; "40 wounded soldiers" counts soldiers; "three injured died" tells
    of deaths.
    """
    found = _after_pattern().match(report_of(doc).text[number.end:min(sent.end_char, number.end + 60)])
    token = token_at(doc, number.end + found.start("word")) if found is not None else None
    if found is None or token is None or (token.pos_ == "VERB" and child(token, "obj") is not None and not is_passive(token)):
        return None
    if counted is not None and counted.i > token.i and not found.group().lstrip().lower().startswith("of "):
        return None
    if token.dep_ in {"amod", "compound"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"} and token.nbor(1) == token.head:
        return None
    indicator = indicators("held")[plain(found["word"]).lower()]
    if token.dep_ in SUBJECTS or (counted is not None and counted.dep_ in SUBJECTS):
        told = role_of(token) or (role_of(counted) if counted is not None else None)
        if told is not None and told[0] == "killed" and indicator != "killed" and told[1].i > token.i:
            return told
    also = indicators("held").get(plain(found["also"] or "").lower())
    if (indicator == "casualties" and token.i + 1 < sent.end and token.nbor(1).lower_ in {"dead", "fatally"}) or (indicator in {"casualties", "injured"} and is_to_death(token)):
        indicator = "killed"
    if indicator == "casualties" and also in {"killed", "injured"}:
        indicator = also  # "four were shot and wounded"
    return ("casualties" if {indicator, also} == {"killed", "injured"} else indicator), token, 0.9


@functools.cache
def _after_pattern() -> re.Pattern[str]:
    held = "|".join(sorted((w for w in indicators("held") if w not in {"hostage", "captive"}), key=len, reverse=True))
    how = (r"(?:of\s+(?:whom|them|these|those)\s+)?(?:(?:others?|more|people|persons)\s+)?(?:(?:are|were|was|is|have|has|had|been)\s+){0,2}"
           r"(?:(?:confirmed|declared|reported|feared|believed|presumed|thought|reportedly|still|seriously|severely|critically|slightly|lightly|badly|gravely|also|now|to\s+be)\s+){0,3}")
    return re.compile(rf"[”\"’]?\s+{how}(?P<word>{held})\b(?:(?:\s+(?:and|or)\s+|/)(?P<also>{held})\b)?", re.IGNORECASE)
