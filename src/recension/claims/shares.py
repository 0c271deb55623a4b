"""Percentages: shares of the vote, turnout, and whose share it is; every other percentage only measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recension.claims.countwords import lemma_of, noun_of, roles_of, words
from recension.claims.doc import report_of
from recension.claims.drafts import Draft
from recension.claims.numbers import Number
from recension.claims.tree import ancestors, child, children, is_passive, sentence_of, subject
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: A word of votes or turnout stands no farther from its percentage than this.
_NEAR = 10
_VOTERS = re.compile(
    r"\s+of\s+(?:those\s+(?:entitled|eligible|registered)\s+to\s+vote\b|(?:the\s+|all\s+|its\s+|our\s+)?(?:(?:eligible|registered|qualified|country[’']s|nation[’']s)\s+)*(?:voters?|electorate)\b)[^.;]{0,60}?\b(?:vot(?:e|ed|ing)|cast|turned\s+out|took\s+part|participated|bothered|went\s+to\s+the\s+polls|showed\s+up)\b",
    re.IGNORECASE)
#: "97 percent voted yes", "62 percent voted".
_CHOSEN = re.compile(r"\s+(?:of\s+(?:the\s+)?(?:voters|electorate|citizens)\s+)?(?:have\s+|had\s+)?voted\b(?P<how>\s+(?:yes|no|for|against|in\s+favou?r|to)\b)?", re.IGNORECASE)
_VOTERS_BEFORE = re.compile(r"\b(?:eligible|registered)\s+voters,\s+\Z", re.IGNORECASE)
_COUNTED = re.compile(r"[^.;,]{0,40}\b(?:counted|tallied|processed|scrutini[sz]ed|in)\b", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|rise|drop|fall|increase|growth|stake|share|chance|discount|tariff|tax|pay)\b", re.IGNORECASE)


def percentage(doc: Doc, number: Number, head: Token) -> tuple[Indicator, str, Token | None]:
    """The indicator of a percentage, its unit and the word that tells.

    "of the vote" comes first, then a turnout in the same breath, then a verb of winning beside words of elections.
    """
    text, sent = report_of(doc).text, sentence_of(head)
    near = [t for t in sent if abs(t.i - head.i) <= _NEAR]
    of_vote = next((t for t in near if t.i > head.i and (t.lower_ in words("votes", "words") or lemma_of(t) in words("votes", "words"))), None)
    if _VOTERS.match(text[number.end:number.end + 120]) or _VOTERS_BEFORE.search(text[max(0, number.start - 24):number.start]):
        return "turnout", "percent", of_vote or head
    if of_vote is not None and re.search(r"\bof\b", text[number.end:of_vote.idx]) and "," not in text[number.end:of_vote.idx]:
        if _COUNTED.match(text[of_vote.idx + len(of_vote):min(sent.end_char, of_vote.idx + 60)]):
            return "other", "percent", of_vote
        return "votes_share", "percent", of_vote
    chosen = _CHOSEN.match(text[number.end:number.end + 40])
    if chosen is not None:
        return ("votes_share" if chosen["how"] else "turnout"), "percent", of_vote or head
    verb = next((a for a in (head, *ancestors(head)) if a.pos_ == "VERB"), None)
    turnout = _turnout(number, head, near, verb)
    if turnout is not None:
        return "turnout", "percent", turnout
    if verb is not None and (_is_won(number, verb, text) or _is_margin(number, verb, text)):
        return "votes_share", "percent", verb
    if _is_standing(number, verb, head, text, sent.start_char):
        return "votes_share", "percent", verb or head
    if _YES.match(text[number.end:number.end + 24]) and any(t.lower_ in words("votes", "context") for t in sent):
        return "votes_share", "percent", verb or head  # "the referendum passed with 72 per cent in favour"
    if _in_row(text, number, sent.start_char):
        return "votes_share", "percent", head
    return "other", "percent", of_vote


def _turnout(number: Number, head: Token, near: list[Token], verb: Token | None) -> Token | None:
    """The turnout that a percentage is: its subject, or a word with no comma and no other number between."""
    text = report_of(head.doc).text
    for token in sorted((t for t in near if lemma_of(t) in words("turnout", "words")), key=lambda t: abs(t.i - head.i)):
        if verb is not None and child(verb, "nsubj", "nsubj:pass") == token:
            return token
        if token.i > head.i and re.match(r"\s+(?:of|was|is|at|stood\s+at)\s+\D{0,20}\d", text[token.idx + len(token):token.idx + len(token) + 40]):
            continue
        gap = text[token.idx:number.start] if token.i < head.i else text[number.end:token.idx]
        if not re.search(r"[,;]|\d\s*(?:%|per)", gap) or (token.i < head.i and not re.search(r";|\d\s*(?:%|per)|\d\d\D+\d", gap)):
            return token
    return None


_POLLED = re.compile(r"\b(?:exit\s+polls?|(?:partial|preliminary|provisional|official|final|first|early)\s+(?:results?|returns|count|figures)|projections?|votes?\s+counted|ballots?\s+counted|voted)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[:,;–—]|\band)\s+(?:the\s+)?(?:[A-Z][\w.’'-]{1,24}\s+){1,4}\Z")
_YES = re.compile(r"\s+(?:voted\s+)?(?:yes|no|in\s+favou?r|against)\b", re.IGNORECASE)


def _in_row(text: str, number: Number, start: int) -> bool:
    """"Exit poll: Partido Nuevo 34%, Alianza 31.5%", "preliminary figures: 54.7 % yes": shares behind names, without a verb."""
    left = text[max(0, start - 120, number.start - 240):number.start]
    return _POLLED.search(left) is not None and (_NAME_BEFORE.search(left) is not None or _YES.match(text[number.end:number.end + 24]) is not None)


def _is_won(number: Number, verb: Token, text: str) -> bool:
    """"won 61 per cent", "slumped to 27 per cent", "was leading with 53 percent", "exit polls gave him 58 percent"."""
    lemma = lemma_of(verb)
    if _OF.match(text[number.end:number.end + 12]) and not re.match(r"\s+of\s+(?:the\s+)?votes?\b", text[number.end:number.end + 16], re.IGNORECASE):
        return False
    who = subject(verb)
    party = who is not None and (noun_of(who) in words("votes", "parties") or lemma_of(who) in words("votes", "parties") or _is_share_of_party(who))
    elections = party or any(t.lower_ in words("votes", "context") for t in sentence_of(verb))
    if lemma in words("votes", "verbs"):
        return elections or (lemma in words("votes", "sure") and who is not None and not is_passive(verb) and who.ent_type_ in {"PERSON", "ORG"})
    polled = who is not None and who.ent_type_ in {"PERSON", "ORG"} and any(t.lower_ in {"poll", "polls", "survey"} for t in sentence_of(verb))
    if lemma in words("votes", "moves"):
        return (party or polled) and re.search(r"\b(?:to|at|on|with|from)\s+(?:\w+\s+){0,2}\Z", text[max(0, number.start - 24):number.start]) is not None
    return False


_TO_OTHER = re.compile(r"\s*(?:to|[-–])\s*\d|\s*(?:[.,;]|\Z)")


def _is_margin(number: Number, verb: Token, text: str) -> bool:
    """"won by 54 percent to 46", "beat his challenger by 51.3 to 48.7 percent": both are shares."""
    if lemma_of(verb) not in {"win", "beat", "defeat", "lose", "lead", "trail", "pass", "carry"}:
        return False
    left = text[max(0, number.start - 40):number.start]
    return _TO_OTHER.match(text[number.end:number.end + 12]) is not None and (
        re.search(r"\d\s*(?:%|percent|per\s+cent)?\s*(?:to|[-–])\s*\Z", left) is not None or re.match(r"\s*(?:to|[-–])\s*\d", text[number.end:number.end + 8]) is not None)


#: Words that are said of elections alone, and places in a race.
_ELECTIONS = re.compile(r"\b(?:elections?|electoral|exit\s+polls?|opinion\s+polls?|polls?|ballots?|voters?|votes?|voted|run-?offs?|referendum|candidates?|incumbent|landslide|constituenc(?:y|ies)|primar(?:y|ies)|no\s+side|yes\s+side|yes\s+camp|no\s+camp|ahead\s+(?:on|with)|(?:came|come|comes|finished|placed)\s+(?:in\s+)?(?:first|second|third|fourth|fifth|last))\b", re.IGNORECASE)
_STANDING = re.compile(r"\b(?:with|on|at|to|by|polled|polls|took|takes|won|wins|got|gets|received|secured|scored|garnered|only)\s+(?:(?:just|only|about|some|around|nearly|barely|over|a\s+mere)\s+)*\Z", re.IGNORECASE)
#: So far before its sentence a report is read for words of elections.
_CONTEXT = 300


def _is_standing(number: Number, verb: Token | None, head: Token, text: str, start: int) -> bool:
    """"is ahead on 38.4 percent", "came third with 12 percent", "exit polls put the premier at 44 percent"."""
    if _STANDING.search(text[max(0, number.start - 30):number.start]) is None or _OF.match(text[number.end:number.end + 12]):
        return False
    if _ELECTIONS.search(text[max(0, start - _CONTEXT):number.end + 80]) is None:
        return False
    owner = verb or head.head
    who = subject(owner)
    if who is not None and noun_of(who) in {"poll", "survey", "projection", "count", "result", "forecast"}:
        who = child(owner, "obj", "iobj")
    return who is not None and _may_stand(who)


def _may_stand(who: Token) -> bool:
    """A person, a party or a side of a vote."""
    if who.ent_type_ in {"PERSON", "ORG"} or who.lower_ in {"he", "she", "who"}:
        return True
    return noun_of(who) in words("votes", "parties") | {"side", "camp", "right", "left", "bloc"} or bool(roles_of(who) - {"civilian", "victim"})


def _is_share_of_party(who: Token) -> bool:
    """"the party's share", "support for the Greens"."""
    return noun_of(who) in {"share", "support", "backing"} and any(
        noun_of(c) in words("votes", "parties") or c.ent_type_ == "ORG" for c in children(who, "nmod:poss", "nmod"))


_BESIDE_BARE = re.compile(r"\s*(?:%|percent|per\s+cent)?(?:\s+of\s+(?:the\s+)?votes?)?[^.;\d]{0,40}?\s(?:to|against|versus|compared\s+(?:to|with))\s+(?:just\s+|only\s+|some\s+|about\s+)?", re.IGNORECASE)
_NAMED_BARE = re.compile(r"[^.;\d]{0,60}?(?:,|;|\band|\bwhile|\bbut)\s+(?:(?:his|her|its|the|for)\s+){0,2}(?:[A-Z][\w.’'-]{1,24}|rivals?|challengers?|opponents?)(?:\s[A-Z][\w.’'-]{1,24}){0,3}\s+(?:(?:on|with|at|to|took|won|got|had|polled|received|gets|has)\s+)?")
#: "(50.6 percent) to her opponent's 49.4", "(55 percent,) the Yes side 45".
_OTHERS_BARE = re.compile(r"\s*(?:%|percent|per\s+cent)?,?\s+(?:to\s+(?:[\w’']+\s){1,3}|the\s+[A-Z]\w+\s+(?:side|camp)\s+)")
_ENDS = re.compile(r"\s*(?:[.,;)]|\Z|and\b|for\b|in\b)")
#: "51.8%, against 49.2% four years ago", "down from 55 percent in 2019".
_EARLIER = re.compile(r"[^.;\d]{0,40}?\b(?:against|compared\s+(?:to|with)|(?:up|down)\s+(?:from|on)|from|versus)\s+(?:(?:the|a|an|just|only|some|about)\s+)*")
_MOST = 100


def bare_share(doc: Doc, number: Number, last: Draft | None) -> bool:
    """"54 percent to 46", "Mr Kade is on 33 percent, Ms Oro on 29": a number that leaves out the percent of a share."""
    if last is None or last.indicator != "votes_share" or number.unit is not None or number.vague or number.value > _MOST:
        return False
    text = report_of(doc).text
    gap = text[last.number.end:number.start]
    beside = _BESIDE_BARE.fullmatch(gap) or _NAMED_BARE.fullmatch(gap) or _OTHERS_BARE.fullmatch(gap)
    return beside is not None and _ENDS.match(text[number.end:number.end + 6]) is not None


def earlier_turnout(doc: Doc, number: Number, last: Draft | None) -> bool:
    """"a turnout of 51.8%, against 49.2% four years ago", "31 percent, down from 48"."""
    return last is not None and number.unit in {None, "percent"} and number.value <= _MOST and last.indicator == "turnout" and _EARLIER.fullmatch(report_of(doc).text[last.number.end:number.start]) is not None


# ---------------------------------------------------------------- whose share
_FOR = re.compile(r"\s*(?:of\s+(?:the\s+)?votes?\s+)?(?:for|to)\s+")


def holder_of_share(doc: Doc, number: Number, verb: Token | None, before: list[Draft]) -> Token | None:
    """Whose share a percentage is: "44.7% for her rival", "Ilic 39.8 percent" behind another share, else the subject."""
    text = report_of(doc).text
    behind = _FOR.match(text[number.end:number.end + 30])
    if behind is not None:
        named = _phrase_at(doc, number.end + behind.end())
        if named is not None:
            return named
    last = before[-1] if before else None
    if last is not None and last.number.end <= number.start and number.start - last.number.end < 100:
        span = doc.char_span(last.number.end, number.start, alignment_mode="contract")
        names = [t for t in span or () if (t.pos_ == "PROPN" or (t.pos_ == "NOUN" and (noun_of(t) in words("votes", "parties") or noun_of(t) in {"rival", "challenger", "opponent", "candidate"}))) and t.dep_ != "compound"]
        inside = {t.i for t in names}
        top = next((t for t in names if t.head.i not in inside), None)
        if top is not None:
            return top
    if verb is None:
        return None
    if lemma_of(verb) == "give":
        return child(verb, "iobj")
    if lemma_of(verb) in {"declare", "proclaim", "name", "announce", "credit"} and not is_passive(verb):
        return child(verb, "obj")  # "the commission declared him the winner with 53.4 percent"
    return subject(verb) if not is_passive(verb) or lemma_of(verb) == "project" else None


_BESIDE_SHARE = re.compile(r"[^.;:]{0,80}?\b(?:against|to|compared\s+(?:to|with)|while|and|versus|with|but)\s+(?:just\s+|only\s+|some\s+|about\s+)?\Z", re.IGNORECASE)


def is_other_share(doc: Doc, number: Number, last: Draft) -> bool:
    """"53.4 percent of the vote, against 41.2 percent for his rival": a share beside a share, with its own "for"."""
    text = report_of(doc).text
    if last.indicator != "votes_share" or not 0 <= number.start - last.number.end < 90:
        return False
    return _FOR.match(text[number.end:number.end + 30]) is not None and _BESIDE_SHARE.match(text[last.number.end:number.start]) is not None


def _phrase_at(doc: Doc, char: int) -> Token | None:
    """The noun that heads the phrase which begins at a character."""
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    token = span[0] if span is not None and len(span) else None
    for _ in range(4):
        if token is None or token.head.i <= token.i or token.head.i > token.i + 5 or token.head.pos_ not in {"NOUN", "PROPN"}:
            break
        token = token.head
    return token if token is not None and token.pos_ in {"NOUN", "PROPN"} else None
