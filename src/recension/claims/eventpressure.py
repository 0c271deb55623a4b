"""What the sides of a dispute say to one another: threats in their own words, charges of ill will, offers taken up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from recension.claims import sayings
from recension.claims.eventcontents import clause_mentions
from recension.claims.eventnounslots import climb
from recension.claims.eventparties import parties_of
from recension.claims.eventslots import agent_of, case_of, denial, is_passive, is_to_come, object_of, slot, whole
from recension.claims.eventspeech import FIRST, is_alleged, only_reports
from recension.claims.eventwords import WILL, base, classes, nouns
from recension.claims.happening import Happening, same, speakers
from recension.claims.status import status
from recension.claims.tree import auxiliaries, child, children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from recension.model import EventType

_PRESSING, _MEANS, _HIDDEN = (classes()[name] for name in ("pressing", "pressure", "hidden"))
_HARD = frozenset({"PROTEST", "ASSAULT", "COERCE", "SANCTION"})
_WARNING = frozenset({"warn", "threaten", "vow"})
_GOING_ON = frozenset({"resume", "return", "continue", "restart", "begin", "start", "follow", "escalate", "intensify", "spread"})
_HIDING = frozenset({"hide", "conceal", "cover", "cover up", "downplay", "falsify", "fabricate", "suppress", "distort", "obscure"})
_DECEIVING = frozenset({"deceive", "mislead", "cheat", "betray"})
#: Words before a sentence in which an offer is still spoken of.
OFFERED = 40
#: How an offer told just before is answered, and what names one.
_ANSWERS: dict[str, EventType] = {"accept": "AGREE", "refuse": "REJECT", "decline": "REJECT"}
_OFFERS = frozenset({"offer", "propose", "proposal", "invite", "invitation", "mediate", "mediation", "plan", "terms", "deal"})


def threats(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "“After that we will march on the palace,” warned X", "if they stay, he warned, the strike will resume"."""
    made = []
    for token in sent:
        if token.pos_ != "VERB" or not is_to_come(token) or denial(token) is not None or is_passive(token):
            continue
        each = _threat(doc, token, found)
        if each is not None:
            made.append(each)
            found[:] = [h for h in found if not (h.token == token and h.type == "AGREE")]
    return made


def _threat(doc: Doc, verb: Token, found: list[Happening]) -> Happening | None:
    """What is to come as a threat: a hard act of the speaker's own, or pressure that goes on, unless they are heeded."""
    over = next((s for s in sayings.sayings_over(doc, verb) if s.speaker is not None and s.kind not in {"deny", "reject", "believe"}), None)
    who = child(verb, "nsubj")
    if over is None or over.speaker is None or who is None or only_reports(doc, over.speaker):
        return None
    if any(h.type == "THREATEN" and (h.token in {verb, over.cue} or h.token in climb(verb)) for h in found):
        return None
    if auxiliaries(verb).isdisjoint(WILL) and over.form != "indirect":
        return None  # "we would march" in somebody's own words is no announcement
    if over.verb not in _WARNING and not _is_unless_heeded(verb):
        return None
    own = who.lower_ in FIRST or (who.pos_ == "PRON" and any(same(over.speaker, m) for m in parties_of(doc, who)))
    means = whole(who).lemma_.lower()
    here = {h.type for h in found if h.token == verb}
    hard = verb.lemma_.lower() in _PRESSING or bool(here & _HARD)
    returns = means in _MEANS and _goes_on(verb)
    if not hard if own else not returns:
        return None
    actors = parties_of(doc, who)[:1] if own else []
    name = over.speaker.name or over.speaker.text
    each = Happening(verb, "THREATEN", None, [verb], [dataclasses.replace(actors[0], name=name)] if actors else [over.speaker], confidence=0.6)
    violent = returns and means != "strike" and any(s.type == "ASSAULT" for s in nouns().get(means, ()))
    each.mode = "violence" if violent else "restrict" if returns or "PROTEST" in here else None
    each.status, each.flags = "asserted", frozenset({"own-words", "content"})
    each.contents = clause_mentions(doc, verb)
    return each


def _goes_on(verb: Token) -> bool:
    """Does a verb say that something is there again, still or more: "will resume", "will go on"?"""
    lemma = verb.lemma_.lower()
    return lemma in _GOING_ON or (lemma == "go" and any(c.lower_ == "on" for c in children(verb)))


def _is_unless_heeded(verb: Token) -> bool:
    """Does it hang on what somebody else does not do: "if the government does not pay", "unless they leave"?"""
    for clause in children(verb, "advcl"):
        case = case_of(clause)
        words = {t.lower_ for t in clause.subtree if t.i < clause.i}
        if case in {"unless", "until"} or {"as", "long"} <= words or (case == "if" and (denial(clause) is not None or clause.lemma_.lower() in {"fail", "refuse", "ignore"})):
            return True
    return False


def charges(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "“The government is hiding the bodies,” said X", "the army is lying about it, he said": X accuses them."""
    made = []
    for token in sent:
        if token.pos_ != "VERB" or is_passive(token) or not _is_ill_will(token):
            continue
        who, said_by = agent_of(token), speakers(doc, token)
        if who is None or who.lower_ in FIRST or not said_by or only_reports(doc, said_by[0]) or not is_alleged(doc, token) or denial(token) is not None:
            continue
        over = {token, *climb(token)}
        accused = [m for m in parties_of(doc, who) if not same(m, said_by[0])]
        if not accused or any(h.type == "ACCUSE" and h.token in over for h in found):
            continue
        one = Happening(token, "ACCUSE", "allege", [token], [said_by[0]], accused[:3], confidence=0.55)
        one.status, one.flags = "asserted", frozenset({"own-words"})
        made.append(one)
    return made


def _is_ill_will(verb: Token) -> bool:
    """Does a verb tell of deceit: to lie about something, to hide or cover up what is to be known?"""
    lemma = verb.lemma_.lower()
    if lemma == "lie":
        told = slot(verb, "about") is not None or slot(verb, "to") is not None
        return verb.lower_ in {"lied", "lying", "lie", "lies"} and (told or not children(verb, "obl", "obj", "xcomp", "advmod"))
    if lemma in _HIDING:
        acted = object_of(verb)
        up = lemma != "cover" or any(c.lower_ == "up" for c in children(verb))
        return up and acted is not None and acted.i > verb.i and base(whole(acted).lemma_, _HIDDEN) in _HIDDEN
    return lemma in _DECEIVING and object_of(verb) is not None


def taken_up(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "The bishops offered to mediate. The unions accepted; the government refused": the answer to an offer told just before."""
    made: list[Happening] = []
    for token in sent:
        kind = _ANSWERS.get(token.lemma_.lower()) if token.tag_ in {"VBD", "VBN"} else None
        if kind is None or is_passive(token) or denial(token) is not None or any(h.token == token for h in found):
            continue
        if child(token, "obj", "xcomp", "ccomp", "iobj") is not None or any(case_of(c) in {"to", "as", "into", "by"} for c in children(token, "obl", "advcl")):
            continue
        told_before = doc[max(0, sent.start - OFFERED) : token.i]
        if not any(t.lemma_.lower() in _OFFERS and t.pos_ in {"VERB", "NOUN"} for t in told_before) or status(doc, token)[0] != "asserted":
            continue
        actors = parties_of(doc, child(token, "nsubj"))
        if actors:
            made.append(Happening(token, kind, None, [token], actors[:3], flags=frozenset({"sure"}), confidence=0.6))
    return made
