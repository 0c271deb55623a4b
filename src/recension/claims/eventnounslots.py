"""Who did what an event noun tells, and to whom: "a rebel attack on the village", "talks between A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.eventparties import is_doer, is_party, nation, parties_of
from recension.claims.eventslots import PORTIONS, agent_of, by_agent, case_of, is_passive, is_time_word, object_of
from recension.claims.eventwords import Sense, carriers, nouns
from recension.claims.status import governor, governors
from recension.claims.tree import MAX_STEPS, child, children, sentence_of
from recension.model import Mention

if TYPE_CHECKING:

    from spacy.tokens import Doc, Token


#: Verbs that lay a deed to somebody's charge with "to".
ATTRIBUTING = frozenset({"attribute", "ascribe", "impute"})
#: What others do about an act that they have no part in: "stabbings denied by the police", "talks brokered by Oman".
NO_DEED = frozenset(
    """broker mediate condemn deny confirm report investigate probe foil thwart prevent witness film record document criticise
    criticize denounce describe monitor announce refute reject repel quell avert""".split()
)
_TRAVELLING = frozenset({"fly", "travel", "arrive", "come", "go", "head", "return", "land", "leave", "depart", "journey"})
#: Nouns for a part of an act or its course, whose doer is the act's: "the start of the offensive".
_PARTS = PORTIONS | {"start", "beginning", "end", "resumption", "campaign"}


def noun_actors(noun: Token, sense: Sense, doc: Doc) -> list[Mention]:
    """Who does what an event noun says: by, whose, a nationality before it, "of" where the sense says so."""
    token = noun_actor_token(noun, sense, doc)
    if token is not None:
        return parties_of(doc, token)
    return nation(noun) if sense.of != "recipient" or sense.type == "ASSAULT" else []


def noun_actor_token(noun: Token, sense: Sense, doc: Doc) -> Token | None:
    """The token of whoever does what an event noun says; see `noun_actors`."""
    by = blamed_on(noun) or noun_slot(noun, "by")
    if by is not None and is_party(doc, by):
        return by
    for clause in children(noun, "acl", "acl:relcl"):
        by = by_agent(clause)
        if by is not None and is_party(doc, by) and clause.lemma_.lower() not in NO_DEED:
            return by
    poss = child(noun, "nmod:poss")
    if (
        poss is not None
        and is_party(doc, poss)
        and (sense.of != "recipient" or any(case_of(c) == "of" for c in children(noun, "nmod")))
    ):
        return poss
    if "speechact" in sense.flags and noun.dep_ == "obl" and case_of(noun) == "with" and noun.head.pos_ == "VERB":
        who = agent_of(noun.head)  # "turned to the president with a request"
        if who is not None and is_party(doc, who):
            return who
    if "speechact" in sense.flags or sense.of == "actor":
        names = (
            ("from",)
            if "speechact" in sense.flags and "of" in sense.recipient
            else (("from", "of") if "speechact" in sense.flags else ("of",))
        )
        for name in names:
            near = noun_slot(noun, name)
            if near is not None and is_party(doc, near):
                return near
    for near in children(noun, "compound", "nmod:desc"):
        if near.i < noun.i and (sense.of != "recipient" or is_doer(near)) and is_party(doc, near):
            return near
    head = noun.head
    if (sharer := _sharer(noun)) is not None and is_party(doc, sharer):
        return sharer
    if (
        head.pos_ == "VERB"
        and any(("v", w) in carriers() for w in governors(head))
        and noun.dep_ in {"obj", "nsubj:pass"}
    ):
        who = agent_of(head)
        if who is not None and who != noun and is_party(doc, who):
            return who
    if sense.type == "CONSULT" and noun.dep_ == "obl" and case_of(noun) == "for" and head.lemma_.lower() in _TRAVELLING:
        who = agent_of(head)  # "flew to the capital for talks with the minister"
        if who is not None and is_party(doc, who):
            return who
    if noun.dep_ == "nmod" and head.lemma_.lower() in _PARTS:
        return noun_actor_token(head, sense, doc) if head.lemma_.lower() not in nouns() else None
    return None


def agent_through(noun: Token) -> Token | None:
    """Who does an act noun through the verb that carries it: "dockers began a strike"; None where no verb does."""
    head = noun.head
    if noun.dep_ != "obj" or head.pos_ != "VERB" or not any(("v", w) in carriers() for w in governors(head)):
        return None
    who = agent_of(head)
    return who if who != noun else None


def _sharer(noun: Token) -> Token | None:
    """Who had a part in it: "we had no part in the attack", "its role in the killing", "was involved in the raid"."""
    head = noun.head
    if case_of(noun) == "with" and head.lemma_.lower() == "do" and head.dep_ in {"xcomp", "acl"}:
        has = head.head if head.dep_ == "xcomp" else head.head.head
        return agent_of(has) if has.pos_ == "VERB" else None  # "had nothing to do with the attack"
    if case_of(noun) == "for" and head.lemma_.lower() in {"responsibility", "credit", "blame"} and head.dep_ == "obj":
        owned = head.head.lemma_.lower() in {"claim", "admit", "accept", "assume", "deny", "disclaim", "take"}
        return agent_of(head.head) if owned else None  # "claimed responsibility for the bombing"
    if head.lemma_.lower() == "claim" and noun.dep_ in {"obj", "nsubj:pass"}:
        return by_agent(head) if noun.dep_ == "nsubj:pass" else agent_of(head)  # "the attack was claimed by a militia"
    if case_of(noun) != "in":
        return None
    if noun.dep_ == "nmod" and head.lemma_.lower() in {"part", "role", "involvement", "hand", "participation"}:
        owner = child(head, "nmod:poss")
        verb = head.head
        if owner is not None or verb.pos_ != "VERB" or head.dep_ != "obj":
            return owner
        return agent_of(verb)
    if noun.dep_ in {"obl", "nmod"} and head.pos_ == "VERB" and head.lemma_.lower() in {"involve", "participate"}:
        return (object_of(head) if is_passive(head) else agent_of(head)) if head.dep_ != "acl" else head.head
    if noun.dep_ == "obl" and head.lemma_.lower() == "take" and any(c.lower_ == "part" for c in children(head)):
        return agent_of(head)
    return None


def noun_slot(noun: Token, name: str) -> Token | None:
    """What stands after an event noun with a preposition, or after the light verb that carries it."""
    for near in children(noun):
        if near.dep_ in {"nmod", "obl", "obl:agent"} and case_of(near) == name and near.i > noun.i:
            return near
    inner = next((c for c in children(noun, "nmod") if case_of(c) == "of"), None) if name == "with" else None
    if inner is not None and (near_ := next((c for c in children(inner, "nmod") if case_of(c) == name), None)) is not None:
        return near_  # "an exchange of fire with the police"
    head = noun.head
    if (
        head.pos_ == "VERB"
        and noun.dep_ in {"obj", "nsubj:pass", "nsubj"}
        and (
            any(("v", w) in carriers() for w in governors(head))
            or (name in {"against", "between", "from"} and noun.i < head.i + 4)
        )
    ):
        for near in children(head):
            if near.dep_ in {"obl", "nmod"} and case_of(near) == name and not is_time_word(near) and near.i > noun.i:
                return near
    following = noun.doc[noun.i + 1] if noun.i + 1 < sentence_of(noun).end else None
    if following is not None and following.lower_ == name and following.dep_ == "case" and following.head.i > noun.i:
        near = following.head
        while near.dep_ in {"compound", "nmod"} and near.head.i > near.i and near.head.i < noun.i + 12:
            near = near.head
        return near
    if name in {"on", "against", "at", "between"}:
        for near in list(noun.subtree)[:40]:
            if (
                near.i > noun.i
                and near.dep_ in {"nmod", "obl"}
                and case_of(near) == name
                and not is_time_word(near)
                and near.head.pos_ != "VERB"
            ):
                return near
    if noun.dep_ == "nmod" and head.lemma_.lower() in PORTIONS and name != "of":
        return noun_slot(head, name)
    return None


def blamed_on(noun: Token) -> Token | None:
    """On whom an act is blamed: "blamed the attack on rebels"."""
    head = noun.head
    if noun.dep_ not in {"obj", "nsubj:pass"}:
        return None
    if head.lemma_.lower() in ATTRIBUTING:
        return next((c for w in (noun, head) for c in children(w) if case_of(c) == "to" and c.i > noun.i and c.pos_ != "VERB"), None)
    if noun.dep_ != "obj" or head.lemma_.lower() not in {"blame", "pin"}:
        return None
    return next((c for w in (noun, head) for c in children(w) if case_of(c) == "on" and c.i > noun.i), None)


def noun_recipient_tokens(noun: Token, sense: Sense, doc: Doc) -> list[Token]:
    """Whom an event noun is done to: by its prepositions, every one that repeats ("against A, against B")."""
    for name in sense.recipient:
        first = noun_slot(noun, name)
        if first is None or name == "between" or first == blamed_on(noun):
            continue
        if name == "in" and first.lower_ in {"force", "place", "effect"}:
            continue
        found = [first]
        while len(found) < 6:
            following = _repeated(found[-1], name)
            if following is None:
                break
            found.append(following)
        return found
    if sense.of == "recipient":
        poss = child(noun, "nmod:poss")
        if poss is not None:
            return [poss]
        near = [c for c in children(noun, "compound") if not is_doer(c) and is_party(doc, c)]
        return near[:1]
    return []


def _repeated(token: Token, name: str) -> Token | None:
    """The next phrase of "against A, against B and against C"."""
    at = token.i + 1
    while at < sentence_of(token).end and (token.doc[at].is_punct or token.doc[at].lower_ in {"and", "or"}):
        at += 1
    if at < sentence_of(token).end and at > token.i + 1 and token.doc[at].lower_ == name and token.doc[at].dep_ == "case":
        return token.doc[at].head
    return None


def sides(noun: Token, doc: Doc) -> list[Mention]:
    """The two sides of "between A and B", also where the parse hung B inside A."""
    near = noun_slot(noun, "between")
    if near is None:
        return []
    found = parties_of(doc, near, placed=True)
    if len(found) < 2:
        for each in near.subtree:
            if each.dep_ == "conj" and each.i > near.i and is_party(doc, each):
                found += [m for m in parties_of(doc, each) if m not in found]
    return found[:6]


def climb(token: Token) -> list[Token]:
    """The governors of a token, nearest first, within its sentence."""
    found = []
    for _ in range(MAX_STEPS):
        head, _dep = governor(token)
        if head == token or head in found:
            break
        token = head
        found.append(token)
    return found
