"""How the sides of a dispute press one another: threats in their own words, charges of ill will, offers taken up, arms drawn."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from recension.claims import sayings
from recension.claims.eventcontents import clause_mentions
from recension.claims.eventdoers import fights
from recension.claims.eventnounslots import climb, noun_slot
from recension.claims.eventparties import owners, parties_of
from recension.claims.eventslots import agent_of, case_of, denial, is_passive, is_to_come, object_of, slot, whole
from recension.claims.eventspeech import FIRST, is_alleged, only_reports
from recension.claims.eventwords import WILL, base, classes, nouns
from recension.claims.happening import Happening, same, speakers
from recension.claims.status import status
from recension.claims.tree import auxiliaries, child, children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from recension.model import EventType

_PRESSING, _MEANS, _HIDDEN, _ARMS = (classes()[name] for name in ("pressing", "pressure", "hidden", "drawn-arms"))
_CRIMINAL = classes()["criminal"]
_HARD = frozenset({"PROTEST", "ASSAULT", "COERCE", "SANCTION"})
_WARNING = frozenset({"warn", "threaten", "vow"})
_GOING_ON = frozenset({"resume", "return", "continue", "restart", "begin", "start", "follow", "escalate", "intensify", "spread"})
_CONDITIONS = frozenset({"if", "unless", "until"})


def threats(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "“After that we will march on the palace,” warned X", "if they stay, he warned, the strike will resume"."""
    made = []
    for token in sent:
        if token.pos_ != "VERB" or not is_to_come(token) or denial(token) is not None or is_passive(token):
            continue
        over = next((s for s in sayings.sayings_over(doc, token) if s.speaker is not None and s.kind not in {"deny", "reject", "believe"}), None)
        who = child(token, "nsubj")
        if over is None or over.speaker is None or who is None or only_reports(doc, over.speaker):
            continue
        if any(h.type == "THREATEN" and (h.token in {token, over.cue} or h.token in climb(token)) for h in found):
            continue
        if auxiliaries(token).isdisjoint(WILL) and over.form != "indirect":
            continue  # "we would march" in somebody's own words is no announcement
        warned = over.verb in _WARNING
        if not warned and not _is_unless_heeded(token):
            continue
        own = who.lower_ in FIRST or (who.pos_ == "PRON" and any(same(over.speaker, m) for m in parties_of(doc, who)))
        hard = token.lemma_.lower() in _PRESSING or any(h.token == token and h.type in _HARD for h in found)
        goes_on = token.lemma_.lower() in _GOING_ON or (token.lemma_.lower() == "go" and any(c.lower_ == "on" for c in children(token)))
        returns = goes_on and whole(who).lemma_.lower() in _MEANS
        if not (own and hard) and not (returns and not own):
            continue
        actors = parties_of(doc, who)[:1] if own else []
        name = over.speaker.name or over.speaker.text
        each = Happening(token, "THREATEN", None, [token], [dataclasses.replace(actors[0], name=name)] if actors else [over.speaker], confidence=0.6)
        violent = returns and any(s.type == "ASSAULT" for s in nouns().get(whole(who).lemma_.lower(), ())) and whole(who).lemma_.lower() != "strike"
        each.mode = "violence" if violent else "restrict" if returns or any(h.token == token and h.type == "PROTEST" for h in found) else None
        each.status, each.flags = "asserted", frozenset({"own-words", "content"})
        each.contents = clause_mentions(doc, token)
        made.append(each)
        found[:] = [h for h in found if not (h.token == token and h.type == "AGREE")]
    return made


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
    lemma, acted = verb.lemma_.lower(), object_of(verb)
    if lemma == "lie":
        to = slot(verb, "to")
        return verb.lower_ in {"lied", "lying", "lie", "lies"} and (slot(verb, "about") is not None or to is not None or not list(children(verb, "obl", "obj", "xcomp", "advmod")))
    if lemma in {"hide", "conceal", "cover", "cover up", "downplay", "falsify", "fabricate", "suppress", "distort", "obscure"}:
        return acted is not None and acted.i > verb.i and base(whole(acted).lemma_, _HIDDEN) in _HIDDEN and (lemma != "cover" or any(c.lower_ == "up" for c in children(verb)))
    return lemma in {"deceive", "mislead", "cheat", "betray"} and acted is not None


def taken_up(doc: Doc, sent: DocSpan, found: list[Happening]) -> list[Happening]:
    """As in "The bishops offered to mediate. The unions accepted; the government refused": the answer to an offer told just before."""
    made: list[Happening] = []
    offered = {t.lemma_.lower() for t in doc[max(0, sent.start - 40):sent.start] if t.pos_ in {"VERB", "NOUN"}}
    for token in sent:
        kind = _ANSWERS.get(token.lemma_.lower()) if token.tag_ in {"VBD", "VBN"} else None
        offered |= {token.lemma_.lower()} if token.pos_ in {"VERB", "NOUN"} else set()
        if kind is None or is_passive(token) or not offered & _OFFERS or denial(token) is not None or any(h.token == token for h in found):
            continue
        if child(token, "obj", "xcomp", "ccomp", "iobj") is not None or any(case_of(c) in {"to", "as", "into", "by"} for c in children(token, "obl", "advcl")):
            continue
        if child(token, "nsubj") is None or status(doc, token)[0] != "asserted":
            continue
        actors = parties_of(doc, child(token, "nsubj"))
        if actors:
            made.append(Happening(token, kind, None, [token], actors[:3], flags=frozenset({"sure"}), confidence=0.6))
    return made


_ANSWERS: dict[str, EventType] = {"accept": "AGREE", "refuse": "REJECT", "decline": "REJECT"}
_OFFERS = frozenset({"offer", "propose", "proposal", "invite", "invitation", "mediate", "mediation", "plan", "terms", "deal"})


def faced(doc: Doc, sent: DocSpan) -> Iterator[Happening]:
    """As in "new clashes opposed students to the police", "fighting that pitted herders against farmers": two sides fight."""
    for token in sent:
        fight = agent_of(token) if token.lemma_.lower() in {"oppose", "pit", "set"} and token.pos_ == "VERB" and not is_passive(token) else None
        one, other = object_of(token), slot(token, "against") or slot(token, "to") or slot(token, "with")
        if fight is None or one is None or other is None or one.i < token.i:
            continue
        noun = whole(fight)
        if not any(s.type == "ASSAULT" for s in nouns().get(base(noun.lemma_, nouns()), ())):
            continue
        sides, others = parties_of(doc, one), parties_of(doc, other)
        if sides and others:
            words = [*doc[noun.i:token.i + 1]] if 0 < token.i - noun.i < 3 else [token]
            yield Happening(token, "ASSAULT", None, words, sides[:2], others[:2], mutual=True, flags=frozenset({"sure", "mutual", "wounds"}), confidence=0.7)


def felled(doc: Doc, sent: DocSpan) -> Iterator[Happening]:
    """As in "the death of a student under police bullets", "died at the hands of gendarmes": whose bullets or hands, killed."""
    for token in sent:
        lemma, case = token.lemma_.lower(), case_of(token)
        hands = token.lower_ == "hands" and case == "at"
        shots = lemma in {"bullet", "gunfire", "shot"} and case in {"under", "from", "to", "by"}
        fell = token.head
        if not (hands or shots) or fell.lemma_.lower() not in {"death", "die", "fall", "perish"}:
            continue
        of = noun_slot(token, "of")
        doers = parties_of(doc, of) if of is not None else owners(doc, token)
        hurt = parties_of(doc, noun_slot(fell, "of") or child(fell, "nmod:poss")) if fell.pos_ == "NOUN" else parties_of(doc, agent_of(fell))
        if hurt and (doers or shots) and (fell.lemma_.lower() != "fall" or shots):
            yield Happening(
                fell, "ASSAULT", "firearms" if shots else None, [fell], doers[:2], [m for m in hurt if not any(same(m, d) for d in doers)],
                flags=frozenset({"harm", "wounds"}), confidence=0.7)


def drawn(doc: Doc, sent: DocSpan) -> Iterator[Happening]:
    """As in "had pulled a pistol on the officers", "brandished a machete", "pointed a gun at him": violence is held out."""
    for token in sent:
        lemma = token.lemma_.lower()
        arm = object_of(token) if lemma in {"pull", "draw", "brandish", "whip", "point", "flash", "wave"} and token.pos_ == "VERB" else None
        if arm is None or base(arm.lemma_, _ARMS) not in _ARMS or is_passive(token) or not 0 < arm.i - token.i < 6:
            continue
        at = slot(token, "at") or slot(token, "on") or slot(token, "against")
        aimed = parties_of(doc, at)
        if lemma in {"point", "wave", "flash"} and not aimed:
            continue
        if slot(token, "from") is not None and lemma in {"pull", "draw"} and arm.tag_ == "NNS":
            continue  # "pulled weapons from the border"
        doers = parties_of(doc, agent_of(token))
        if doers:
            yield Happening(token, "THREATEN", "violence", [token], doers[:2], [m for m in aimed if not any(same(m, d) for d in doers)], flags=frozenset({"sure"}), confidence=0.6)


def inquiries(doc: Doc, sent: DocSpan) -> Iterator[Happening]:
    """As in "announced the opening of an investigation", "ordered the launch of an inquiry into the deaths"."""
    for token in sent:
        opened = object_of(token) if token.lemma_.lower() in {"announce", "order", "declare", "confirm", "decree"} and token.pos_ == "VERB" else None
        if opened is None or opened.lemma_.lower() not in {"opening", "launch", "start", "beginning", "creation"} or opened.i < token.i:
            continue
        into = noun_slot(opened, "of")
        if into is None or into.lemma_.lower() not in {"investigation", "inquiry", "probe", "enquiry"}:
            continue
        doers = parties_of(doc, agent_of(token))
        if doers:
            yield Happening(token, "ACCUSE", "investigate", [token], doers[:2], flags=frozenset({"sure"}), confidence=0.6)


def blamed_deaths(doc: Doc, sent: DocSpan) -> Iterator[Happening]:
    """As in "blamed criminal gangs for the deaths", "blames the rebels for the killings of two guards": the act besides the charge."""
    for token in sent:
        if token.lemma_.lower() not in {"blame", "fault"} or token.pos_ != "VERB" or is_passive(token) or status(doc, token)[0] != "asserted":
            continue
        deaths, blamed = slot(token, "for"), object_of(token)
        if deaths is None or blamed is None or deaths.lemma_.lower() != "death" or not (fights(whole(blamed)) or whole(blamed).lemma_.lower() in _CRIMINAL):
            continue
        doers, teller = parties_of(doc, blamed), parties_of(doc, agent_of(token))
        if doers and teller:
            hurt = [m for m in parties_of(doc, noun_slot(deaths, "of")) if not any(same(m, d) for d in doers)]
            yield Happening(deaths, "ASSAULT", None, [deaths], doers[:3], hurt, flags=frozenset({"harm", "wounds"}), speaker=teller[0], status="asserted", confidence=0.6)
