"""Who a speaker is: the phrase at the cue, the fullest name in the report, the issuer of a document, the hearer."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from recension.claims.actors import party
from recension.claims.cues import lexicon
from recension.claims.phrases import entity_at
from recension.claims.surface import CLAUSE_FRAMES, DAYS, TELLING, UNSPOKEN, Draft, cut, text_of
from recension.claims.tree import children
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from recension.claims.sayings import Saying


def speaker_mention(doc: Doc, token: Token, issuers: list[tuple[int, str]], earlier: list[Saying]) -> Mention | None:
    """The speaker as mentioned at the cue, with the fullest name that the report gives."""
    who = _party(doc, token)
    behind = who.start > token.idx + len(token) + 1  # "the prefect of Harran, Jo Ash": a name, but of which?
    if (who.name is None or behind) and token.pos_ in {"NOUN", "PROPN"}:
        who = _apposed(doc, token) or who
    if who.name is None and token.ent_type_ == "PERSON":
        who = _bare_name(doc, who) or who
    name = who.name
    word = token.lemma_.lower()
    generic = token.pos_ == "NOUN" and word in lexicon().offices and who.text.islower() and len(who.text.split()) < 3
    owned = any(c.dep_ == "nmod:poss" and c.text.islower() for c in children(token))
    if word in lexicon().documents or (generic and (owned or name is None or name.islower())):
        again = (
            s.speaker.name
            for s in reversed(earlier[-60:])
            if s.speaker is not None
            and s.speaker.name
            and s.speaker_token is not None
            and s.speaker_token.i < token.i
            and s.speaker_token.lemma_ == token.lemma_
        )
        issuer = _owner(doc, token) or next(again, None) or _nearest(issuers, token.idx)
        name = issuer or name
    if name is None and token.lower_ in {"he", "she"}:
        name = next(
            (
                s.speaker.name
                for s in reversed(earlier[-60:])
                if s.speaker is not None
                and s.speaker.name
                and s.speaker.start < token.idx
                and s.speaker_token is not None
                and s.speaker_token.ent_type_ == "PERSON"
            ),
            None,
        )
    return Mention(who.text, who.start, who.end, name)


_NAME = r"[^\W\d_a-z][\w’'-]*(?: (?:[a-z]{1,3} )?[^\W\d_a-z][\w’'-]*){1,3}"


#: A role's name stands behind a comma, which a word or two may follow ("the digger, old Jo Ash,"), or right behind it.
_APPOSED = re.compile(
    rf" ?, (?:[a-z]+ ){{0,4}}(?:(?:Mr|Mrs|Ms|Mx|Dr|Sr|Fr|Rev|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Brig)\. ?){{0,3}}({_NAME})(?= ?[,.(])| ({_NAME})(?= ?[,.(]| (?:said|told|who|in|at|on|[a-z]+s|[a-z]+ed)\b)"
)


#: Tags of the words between a comma and the name in ", the retired judge Jo Ash,".
_DESCRIBING = frozenset({"DT", "JJ", "JJR", "JJS", "VBN", "NN", "NNP", "HYPH", "PRP$"})


def _name_end(token: Token) -> int:
    """The last token of the name that a token begins or stands in."""
    end: int = token.i
    while end + 1 < len(token.doc) and token.ent_type_ and token.doc[end + 1].ent_iob_ == "I":
        end += 1
    return max([end, *(int(c.i) for c in children(token, "flat") if c.i < end + 4)])


def _bare_name(doc: Doc, who: Mention) -> Mention | None:
    """A name that was taken together with the role before it: "coxswain Jo Ash"."""
    match = re.fullmatch(rf"(?:[a-z][\w’'-]* )+({_NAME})", who.text)
    return cut(doc, who.start + match.start(1), who.end, match[1]) if match is not None else None


def _apposed(doc: Doc, token: Token) -> Mention | None:
    """The name right behind a role ("the officer Than Win", "a spokeswoman for the agency, Tine Holm, said")."""
    last = max([token.i, *(_name_end(c) for c in children(token, "nmod") if c.i - token.i < 8)])
    for end in dict.fromkeys((token.i, last)):
        at = doc[end].idx + len(doc[end])
        match = _APPOSED.match(text_of(doc), at, at + 80)
        if match is not None:
            a, b = match.span(1) if match[1] else match.span(2)
            name = text_of(doc)[a:b]
            inner = next((t for t in doc[end + 1 : end + 6] if t.idx >= a and t.is_alpha), None)
            if any(t.tag_ not in _DESCRIBING for t in doc[end + 1 : end + 9] if t.idx < a and t.text != ","):
                return None
            person = next((t for t in doc[end + 1 : end + 12] if a <= t.idx < b and t.ent_type_ == "PERSON"), None)
            inner = person or inner
            if inner is None or inner.ent_type_ in {"ORG", "LOC"} or inner.lower_ in DAYS:
                return None
            whole = _party(doc, inner) if inner.ent_type_ == "PERSON" else None
            return whole if whole is not None and whole.name and a <= whole.start < b else Mention(name, a, b, name)
    return None


def _party(doc: Doc, token: Token) -> Mention:
    who = party(doc, token)
    if who is not None and who.text and not who.text[-1].isalnum():
        end = len(who.text.rstrip(" ./,;:-")) + who.start  # a credit run into a name: "Hana Lindqvist./ Reuters"
        who = cut(doc, who.start, end, who.name.rstrip(" ./,;:-") if who.name else None)
    return who if who is not None and who.text else _phrase(doc, token)


def _phrase(doc: Doc, token: Token) -> Mention:
    """A bare phrase by the parse alone: the entity, or the noun with what stands before it."""
    entity = entity_at(token)
    if entity is not None:
        start, end = entity.start, entity.end
        while start < end - 1 and doc[start].lower_ in {"the", "a", "an"}:
            start += 1
        while end > start + 1 and doc[end - 1].lower_ in {"'s", "’s", "'", "’"}:
            end -= 1
        name = doc[start:end].text
        full = [e.text for e in doc.ents if e.label_ == "PERSON" and e.text.endswith(name)]
        return cut(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), max([*full, name], key=len))
    start = token.i
    while (
        start > 0
        and doc[start - 1].dep_ in {"compound", "amod", "flat"}
        and doc[start - 1].head.i <= token.i + 3
        and (doc[start - 1].head.i >= start)
    ):
        start -= 1
    end = max([token.i, *(c.i for c in children(token, "flat") if c.i <= token.i + 6)])
    return cut(doc, doc[start].idx, doc[end].idx + len(doc[end]), None)


#: What is done to a document by whom it speaks for.
_ISSUED = frozenset("signed written penned sent posted issued released published addressed dictated read".split())


def _owner(doc: Doc, token: Token) -> str | None:
    """Whose a statement is: "the army's statement", "a release by NATO", "the NATO news release"."""
    for each in children(token):
        if each.dep_ == "nmod:poss" or (each.dep_ == "compound" and each.ent_type_ in {"ORG", "PERSON", "LOC"}):
            who = _party(doc, each)
            known = who.name is not None and each.lemma_.lower() not in lexicon().offices  # "the body's headquarters"
            if known or each.ent_type_ or each.pos_ == "PROPN":
                return who.name or who.text
        if each.dep_ == "acl" and each.lower_ in _ISSUED:
            hand = next((c for c in children(each) if c.dep_ in {"obl", "obl:agent"} and _has_case(c, "by", "from")), None)
            if hand is not None and (hand.ent_type_ or hand.pos_ == "PROPN"):
                who = _party(doc, hand)
                return who.name or who.text
        named = bool(each.ent_type_) or each.pos_ == "PROPN"
        if named and each.dep_ == "nmod" and _has_case(each, "by", "from", "of"):
            who = _party(doc, each)
            return who.name or who.text
    return None


def issuers_of(doc: Doc, drafts: list[Draft]) -> list[tuple[int, str]]:
    """Organisations that speak in this report by name, with where: a release that is not named is the nearest one's."""
    found = []
    for draft in drafts:
        token = draft.speaker
        if token is not None and token.ent_type_ == "ORG" and draft.kind not in {*UNSPOKEN, "mention"}:
            who = _party(doc, token)
            found.append((token.idx, who.name or who.text))
    return sorted(found)


def _nearest(issuers: list[tuple[int, str]], at: int) -> str | None:
    """The last organisation that spoke before a place, else the next one to speak after it."""
    n = bisect.bisect_left(issuers, at, key=lambda x: x[0])
    return issuers[max(0, n - 1)][1] if issuers else None


def addressee_of(doc: Doc, draft: Draft) -> Mention | None:
    """To whom it was said: "told reporters", "said to the council"."""
    cue = draft.cue
    if cue is None or draft.frame not in CLAUSE_FRAMES or cue.pos_ != "VERB":
        return None
    telling = draft.verb in TELLING
    for each in children(cue):
        if telling and each.dep_ in {"obj", "iobj", "obl"} and each.i > cue.i:
            marker = next((c for c in children(each) if c.dep_ == "case"), None)
            if each.dep_ == "obl" and marker is not None:
                continue
            if each.pos_ in {"NOUN", "PROPN", "PRON"} and not any(a <= each.idx < b for a, b in draft.spans):
                return _party(doc, each)
        outside = each.i > cue.i and not any(a <= each.idx < b for a, b in draft.spans)
        if outside and each.dep_ == "obl" and _has_case(each, "to"):
            return _party(doc, each)
    return None


def _has_case(token: Token, *words: str) -> bool:
    return any(c.dep_ == "case" and c.lower_ in words for c in children(token))
