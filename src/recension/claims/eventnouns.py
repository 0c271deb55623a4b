"""Nouns that state events ("clashes broke out", "the attack on the market"), and nouns that only name one."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims.doc import mention
from recension.claims.eventcontents import noun_contents
from recension.claims.eventdoers import fights, head_of, is_plural, strikes_work
from recension.claims.eventnounslots import (
    agent_through,
    climb,
    noun_actor_token,
    noun_actors,
    noun_recipient_tokens,
    noun_slot,
    sides,
)
from recension.claims.eventparties import is_captured, is_party, is_physical, nation, owners, parties_of, reached
from recension.claims.eventslots import agent_of, case_of, is_passive, object_of, slot
from recension.claims.eventwords import Sense, carriers, classes, noun_senses, nouns, verb_senses, verbs, vetoes
from recension.claims.happening import Happening, tokens_of
from recension.claims.phrases import phrase
from recension.claims.status import governors
from recension.claims.tree import child, children, conjuncts, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HITS = frozenset({"physical", "thing"})
_OCCUR = classes()["occur"]
_OFFICIAL = classes()["official"]
_PROVOKING = classes()["provoking"]
_SHAMEFUL = classes()["shameful"]
_SPEAKS = frozenset({"condemn", "say", "call", "urge", "demand", "criticize", "criticise", "denounce", "accuse", "welcome"})
#: An attack so described is one of words, and so is one that goes on by calling names.
_SCATHING = frozenset("verbal scathing blistering stinging withering furious rhetorical personal thinly-veiled veiled extraordinary scornful".split())
_NAMING = frozenset("call accuse describe brand label dub denounce criticise criticize slam blame".split())
#: Support that is more than words.
_MATERIAL = frozenset({"financial", "logistical", "logistic", "logistics", "humanitarian", "material", "budgetary", "monetary"})
#: "48-hour", "two-day", "weeklong": how long workers stay away; arms strike in a moment.
_SPANS = re.compile(r"(?:hour|day|week|month)(?:s|-?long)?$", re.IGNORECASE)


def noun_happenings(doc: Doc, token: Token) -> Iterator[Happening]:
    if token.dep_ in {"compound", "nmod:desc", "flat", "fixed", "goeswith", "vocative"} or token.ent_type_ in {
        "PERSON",
        "ORG",
        "LOC",
    }:
        return
    senses = noun_senses(token) or nouns().get(token.lower_)
    if not senses or all(s.second is not None and not _is_made_of(token, s.second) for s in senses):
        yield from _attempt(doc, token)
        return
    if token.pos_ == "PROPN" and token.text[:1].isupper() and token.i != sentence_of(token).start:
        return
    sense = next((s for s in senses if s.second is None or _is_made_of(token, s.second)), None)
    if sense is None or _is_exchanged(token) or (sense.second == "@gunnery" and case_of(token) == "with"):
        return  # "sprayed the house with rifle fire": the verb tells it
    if "strikeword" in sense.flags:
        strike = _strike(doc, token, sense)
        if strike is None:
            return
        sense = strike
    if (
        "act" in sense.flags
        and not any(
            t.lower_ in {"violent", "terrorist", "hostile", "aggressive", "brutal"}
            for t in children(token, "amod", "compound")
        )
        and not any(
            case_of(c) == "of"
            and c.lemma_.lower() in {"violence", "terror", "aggression", "war", "terrorism", "sabotage"}
            for c in children(token, "nmod")
        )
    ):
        return
    words = [token, *(t for t in (_made_of(token, sense.second) if sense.second else []) if t.i < token.i + 6)]
    made = Happening(token, sense.type, sense.mode, words, flags=sense.flags, confidence=0.8)
    actor_token = noun_actor_token(token, sense, doc)
    made.actors = [m for m in noun_actors(token, sense, doc) if not any(w in tokens_of(doc, m) for w in words[1:])]
    if not made.actors and "strikeword" in sense.flags and sense.type == "PROTEST" and token.dep_ == "obj":
        caller = agent_of(token.head) if _is_called(token) else None
        if caller is not None and strikes_work(caller):
            made.actors = parties_of(doc, caller)
    whose = child(token, "nmod:poss")
    if not made.actors and whose is not None and sense.type == "PROTEST" and is_plural(whose) and strikes_work(whose):
        start, end = phrase(whose)  # a trade that no list has
        made.actors = [mention(doc, doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))]
    if "between" in sense.recipient:
        both = sides(token, doc)
        if both:
            made.actors = both
            made.mutual = True
    if not (made.mutual and len(made.actors) > 1):
        for near in noun_recipient_tokens(token, sense, doc):
            if actor_token is not None and near == actor_token:
                continue
            each = reached(
                doc, near, dataclasses.replace(sense, flags=sense.flags | _HITS) if sense.type == "ASSAULT" else sense
            )
            made.recipients += [m for m in each if m not in made.recipients and m not in made.actors]
        made.mutual = "mutual" in sense.flags
        head = token.head
        if (
            made.mutual
            and made.recipients
            and not made.actors
            and token.dep_ == "obl"
            and head.pos_ == "VERB"
            and is_passive(head)
            and head.lemma_.lower() in {"kill", "wound", "injure", "hurt", "shoot", "arrest"}
        ):
            made.actors = parties_of(doc, object_of(head))
    if "speechact" in sense.flags and not made.recipients and token.dep_ == "obl" and case_of(token) == "with":
        made.recipients = parties_of(doc, slot(token.head, "to"))
    if "visitor" in sense.flags or sense.type == "CONSULT":
        _visitor(doc, token, sense, made)
    if sense.type == "ACCUSE" and not made.recipients:
        made.recipients = _provoker(doc, token)
        if not made.actors:
            made.actors = parties_of(doc, noun_slot(token, "from"))
    if sense.type == "ASSAULT" and not made.recipients:
        made.recipients = _dead(doc, token)
    if made.type == "ASSAULT" and token.lemma_.lower() in {"attack", "assault"} and _is_of_words(token):
        made.type, made.mode = "ACCUSE", "disapprove"
    before = {t.lower_ for t in children(token, "amod", "compound")}
    if made.type == "SUPPORT" and before & _MATERIAL and token.lemma_.lower() in {"support", "backing"}:
        made.type, made.mode = "AID", None
    if made.type == "ASSAULT" and "cyber" in before:
        made.type, made.mode = "COERCE", "cyber"
    if not _stands(token, sense, made) or ("visitor" in sense.flags and not _is_visit(doc, made)):
        return
    if "content" in sense.flags:
        made.contents = noun_contents(doc, token)
    if made.actors and _is_claimed(token):
        made.speaker = made.actors[0]
    yield made


def _is_of_words(token: Token) -> bool:
    """As in "a scathing attack on the premier", "launched an attack on the spy chiefs, calling them fools"?"""
    if {t.lower_ for t in children(token, "amod")} & _SCATHING:
        return True
    verb = token.head
    return token.dep_ == "obj" and any(c.tag_ == "VBG" and c.lemma_.lower() in _NAMING for c in children(verb, "advcl", "xcomp") if c.i > token.i)


def _is_claimed(token: Token) -> bool:
    """As in "claimed responsibility for the bombing": whose deed it is says so."""
    if token.head.lemma_.lower() == "claim":
        return True
    return token.head.lemma_.lower() in {"responsibility", "credit"} and token.head.head.lemma_.lower() in {"claim", "admit", "assume"}


def _made_of(noun: Token, second: str) -> list[Token]:
    """What stands after "of" or before a noun, if it is of a class (@fire) or the word asked for."""
    wanted = classes()[second[1:]] if second.startswith("@") else frozenset({second})
    near = [c for c in children(noun, "nmod") if case_of(c) == "of"] + children(noun, "compound", "amod")
    return [c for c in near if c.lemma_.lower() in wanted or c.lower_ in wanted or (second == "@captive" and is_captured(c))][:1]


def _is_made_of(noun: Token, second: str) -> bool:
    return bool(_made_of(noun, second))


def _is_exchanged(noun: Token) -> bool:
    """Is a noun only what an exchange is of: "an exchange of gunfire" is one act, and told by "exchange"?"""
    head = noun.head
    return noun.dep_ in {"nmod", "compound"} and any(
        s.second is not None and noun in _made_of(head, s.second) for s in nouns().get(head.lemma_.lower(), ())
    )


def _dead(doc: Doc, token: Token) -> list[Mention]:
    """Whom an attack killed, where they only died: "eleven civilians died in shelling"."""
    head = token.head
    borne = {c.lemma_.lower() for c in children(head, "obj")}
    lost = (head.lemma_.lower() == "lose" and "life" in borne) or (
        head.lemma_.lower() in {"sustain", "suffer", "receive"} and bool(borne & {"injury", "wound", "burn"})
    )
    if (head.lemma_.lower() not in {"die", "perish"} and not lost) or case_of(token) not in {"in", "during", "by", "from", "after", "under", "of"}:
        return []
    return parties_of(doc, agent_of(head))


def _attempt(doc: Doc, token: Token) -> Iterator[Happening]:
    """As in "an assassination attempt", "an attempt on the life of X"."""
    if token.lemma_.lower() not in {"attempt", "bid", "plot"}:
        return
    victims: list[Mention] = []
    sense: Sense | None = None
    outlived = token.dep_ == "obj" and token.head.lemma_.lower() in {"survive", "escape"}
    for near in children(token, "compound"):
        known = nouns().get(near.lemma_.lower())
        if known and known[0].type in {"ASSAULT", "COERCE"}:
            sense = known[0]
            aimed = noun_slot(token, "on") or noun_slot(token, "against")
            victims = parties_of(doc, aimed, placed=True) if aimed is not None else []
            if outlived and not victims:
                victims = parties_of(doc, agent_of(token.head))
    life = noun_slot(token, "on")
    if sense is None and life is not None and life.lemma_.lower() == "life":
        sense = nouns()["assassination"][0]
        victims = owners(doc, life)
    if sense is None or token.head.lemma_.lower() in {"investigate", "probe"}:
        return
    made = Happening(
        token,
        sense.type,
        sense.mode,
        [token],
        noun_actors(token, sense, doc),
        victims,
        flags=sense.flags,
        attempted=True,
    )
    made.confidence = 0.7
    if made.actors or made.recipients:
        yield made


def _strike(doc: Doc, token: Token, sense: Sense) -> Sense | None:
    """A strike of arms, a strike of workers, or neither.

    What stands before the word decides first ("missile strike", "48-hour strike"), then whose it is ("the bakers'
    strike", "an Israeli strike"), then what it is aimed at, and last what the sentence is about.
    """
    table = classes()
    before = {t.lemma_.lower() for t in children(token, "compound", "amod", "nmod:desc")}
    work = dataclasses.replace(sense, type="PROTEST", mode="hunger" if "hunger" in before else "strike")
    if before & table["strike-arms"]:
        return sense
    if before & table["strike-work"] or any(_is_span(t) for t in children(token, "compound", "amod", "nummod")):
        return work
    around = {t.lemma_.lower() for t in sentence_of(token)}
    labour = bool(around & table["labour"]) and not around & table["strike-arms"]
    aim = next((near for name in ("on", "against", "at") if (near := noun_slot(token, name)) is not None), None)
    hits = aim is not None and (is_party(doc, aim) or is_physical(aim)) and not labour
    who = [t for t in (child(token, "nmod:poss"), noun_slot(token, "by"), noun_slot(token, "of"), agent_through(token)) if t]
    who += [t for t in children(token, "amod", "compound") if is_party(doc, t)]
    for each in who:
        if strikes_work(each) and not hits:
            return work
        if fights(each) or nation(token):
            return work if labour else sense
    if labour:
        return work
    if hits or nation(token) or _harms(token):
        return sense
    return work if _is_called(token) else None


def _is_span(token: Token) -> bool:
    return bool(_SPANS.search(token.text)) and ("-" in token.text or token.text.endswith("long") or (token.i and token.nbor(-1).text == "-"))


def _harms(strike: Token) -> bool:
    """As in "strikes killed nine", "a strike hit the port"."""
    verb = strike.head
    hurt = vetoes()["harm"] | {"hit", "strike", "target", "destroy", "damage", "flatten", "pound", "level"}
    return strike.dep_ == "nsubj" and verb.lemma_.lower() in hurt and object_of(verb) is not None


def _is_called(strike: Token) -> bool:
    """Is a strike called, joined or ended, or does it go on: what is done with a strike of workers?"""
    verb = strike.head
    words = {w.split("_")[0] for w in governors(verb)}
    if strike.dep_ in {"obj", "nsubj:pass"}:
        return bool(words & classes()["strike-call"])
    if strike.dep_ == "nsubj":
        return bool(words & classes()["strike-last"])
    return case_of(strike) == "on" and strike.dep_ in {"obl", "xcomp", "advmod"} and child(strike, "det") is None


def _visitor(doc: Doc, token: Token, sense: Sense, made: Happening) -> None:
    """A visit or a meeting in passing ("he said during a visit to"): it is the subject's own."""
    head = token.head
    if (
        not made.actors
        and token.dep_ == "obl"
        and case_of(token) in {"during", "on", "in", "after", "at", "before", "following"}
        and head.pos_ == "VERB"
        and ("visitor" in sense.flags or made.recipients)
    ):
        sayer = next(
            (h for h in [head, *climb(head)] if h.lemma_.lower() in {"say", "tell", "speak", "add", "announce"}), None
        )
        made.actors = parties_of(doc, agent_of(sayer if sayer is not None and sayer.i > head.i else head))
    if "visitor" in sense.flags and not made.recipients:
        for name in ("to", "in"):
            near = noun_slot(token, name)
            if near is not None:
                made.recipients = parties_of(doc, near, placed=True) or owners(doc, near)
                break


def _is_visit(doc: Doc, made: Happening) -> bool:
    """A visit has a host, or an official who goes: a singer's tour is none."""
    if made.recipients:
        return True
    going = [t for m in made.actors for t in tokens_of(doc, m)]
    return any(t.ent_type_ == "PERSON" or t.lemma_.lower() in _OFFICIAL or t.pos_ == "PRON" for t in going)


def _provoker(doc: Doc, token: Token) -> list[Mention]:
    """Who drew criticism: "the move by the government prompted criticism from"."""
    head = token.head
    if token.dep_ == "obj" and head.lemma_.lower() in _PROVOKING:
        subject = agent_of(head)
        if subject is None:
            return []
        if is_party(doc, subject):
            return parties_of(doc, subject)
        for near in children(subject, "nmod", "nmod:poss", "obl"):
            if (near.dep_ == "nmod:poss" or case_of(near) in {"by", "of"}) and is_party(doc, near):
                return parties_of(doc, near)
    return []


def _stands(token: Token, sense: Sense, made: Happening) -> bool:
    """Does a noun tell of an event here, or only name one in passing?"""
    head, dep = token.head, token.dep_
    words = set(governors(head))
    lemma = head.lemma_.lower()
    known = len(made.actors) + len(made.recipients)
    judged = _judged(token)
    if lemma in {"declaration", "prisoner", "crime", "veteran", "law", "man", "wound"} and dep == "nmod":
        return False  # "a declaration of war"
    if _is_accused(token) and sense.type in {"ASSAULT", "COERCE"}:
        return True
    if sense.type == "CONSULT" and dep == "nsubj" and head.pos_ == "VERB" and lemma in _SPEAKS:
        return False  # "the bishops' conference condemned"
    if "target" in sense.flags and not made.recipients:
        return False
    if "armed" in sense.flags and not any((t := head_of(token.doc, m)) is not None and fights(t) for m in made.actors):
        return False
    if _asked_for(token) and sense.type in {
        "RETREAT",
        "PROTEST",
        "CONSULT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "MOBILIZE",
        "SANCTION",
        "COERCE",
    }:
        return True
    if sense.mode == "investigate" and (_asked_for(token) or _is_opened(token)):
        return True
    if sense.mode == "curfew" and _is_in_force(token):
        return True
    of = noun_slot(token, "of")
    if (
        sense.type == "ASSAULT"
        and sense.of == "recipient"
        and of is not None
        and not made.recipients
        and not is_physical(of)
    ):
        return False
    if (
        head.pos_ == "VERB"
        and dep == "obl"
        and lemma in {"kill", "wound", "injure", "hurt", "die"}
        and not (made.actors and made.recipients)
        and not (made.mutual and len(made.actors) > 1)
    ):
        return False
    if head.pos_ == "VERB" and dep == "nsubj" and lemma in {"kill", "wound", "injure"} and not made.recipients:
        return False
    if "crowd" in sense.flags and not known and any(t.lower_ in {"peaceful", "mass"} for t in children(token, "amod")):
        known = 1 if dep in {"nsubj", "nsubj:pass", "obj"} else 0
    if "speechact" in sense.flags:
        if case_of(token) == "at":
            return sense.type == "REQUEST" and bool(made.actors)  # "at the request of the bishop"
        if sense.type in {"REQUEST", "AGREE", "SUPPORT", "REJECT"} and (
            lemma in {"reject", "refuse", "deny", "dismiss"} or not made.actors
        ):
            return False
        if not made.actors and not made.recipients:
            return False
        return sense.type != "ACCUSE" or lemma not in {"reject", "deny", "dismiss"}
    if "weak" in sense.flags:
        if (lemma in {"break", "erupt", "flare"} and dep == "nsubj") or (
            "alone" in sense.flags and (made.actors or (dep == "nsubj" and lemma in _OCCUR))
        ):
            return True
        if sense.type == "CONSULT":
            return bool(made.actors or (made.recipients and made.mutual)) or (
                head.pos_ == "VERB"
                and bool(words & {"hold", "resume", "begin", "convene", "start"})
                and dep in {"obj", "nsubj:pass", "nsubj"}
                and known > 0
            )
        if "blame" in sense.flags and sense.type == "COERCE":
            return bool(made.actors)
        if sense.type in {"AID", "COOPERATE", "AGREE", "RETREAT", "PROTEST", "COERCE"}:
            return bool(made.actors and (made.recipients or (made.mutual and len(made.actors) > 1))) or (
                bool(made.actors) and dep in {"obj", "nsubj:pass"} and any(("v", w) in carriers() for w in words)
            )
        return (
            bool(made.actors or made.recipients) or judged or (lemma in {"break", "erupt", "flare"} and dep == "nsubj")
        )
    if known or judged:
        return True
    if sense.type == "PROTEST" and "strikeword" in sense.flags:
        return dep in {"nsubj", "nsubj:pass", "obj"}
    if sense.type == "MOBILIZE" or (sense.type == "ASSAULT" and sense.second is not None and "target" not in sense.flags):
        return dep in {"obj", "nsubj", "nsubj:pass", "obl"} if sense.type == "ASSAULT" else dep in {"obj", "nsubj", "nsubj:pass"}
    if dep in {"nsubj", "nsubj:pass"} and head.pos_ == "VERB":
        if dep == "nsubj:pass" and lemma in {"report", "hear", "see", "witness", "confirm", "record"}:
            return True
        return lemma in _OCCUR or any(("v", w) in carriers() for w in words)
    return dep == "obj" and bool(
        words & {"witness", "see", "report", "suffer", "face", "carry_out", "launch", "stage", "confirm"}
    )


def _is_accused(token: Token) -> bool:
    """Is an act noun what somebody is accused of: "accusing it of genocide"?"""
    return case_of(token) in {"of", "for"} and any(
        s.type == "ACCUSE" and s.mode == "allege" for s in verbs().get(token.head.lemma_.lower(), ())
    )


def _asked_for(token: Token) -> bool:
    """Is an act noun what is called for or demanded?"""
    head = token.head
    if head.pos_ not in {"VERB", "NOUN"}:
        return False
    asked = (
        [s for s in verb_senses(head) if s.type == "REQUEST"]
        if head.pos_ == "VERB"
        else ([s for s in nouns().get(head.lemma_.lower(), ()) if s.type == "REQUEST"])
    )
    if not asked:
        return False
    return case_of(token) == "for" or (token.dep_ == "obj" and any(s.second is None for s in asked))


def _is_opened(token: Token) -> bool:
    """Is an inquiry opened: "that an investigation be opened", "a probe was launched"?"""
    return token.dep_ == "nsubj:pass" and token.head.lemma_.lower() in {"open", "launch", "begin", "order", "start"}


def _is_in_force(token: Token) -> bool:
    """Is a curfew told to hold: "the curfew in force", "remains in place", "was extended", "took effect"?"""
    if any(c.lower_ in {"force", "place", "effect"} for c in children(token, "nmod", "acl", "obl")):
        return True
    head = token.head
    if token.dep_ in {"nsubj", "nsubj:pass"} and head.lower_ in {"force", "place", "effect"}:
        return True
    return token.dep_ in {"nsubj", "nsubj:pass"} and head.lemma_.lower() in classes()["stays"]


def _judged(token: Token) -> bool:
    """Is an act noun what somebody condemns, or calls unacceptable?"""
    head = token.head
    if token.dep_ in {"obj", "nsubj:pass"} and head.pos_ == "VERB":
        return any(s.type == "ACCUSE" and s.mode == "disapprove" for s in verbs().get(head.lemma_.lower(), ()))
    if token.dep_ == "nsubj" and (head.lower_ in _SHAMEFUL or any(c.lower_ in _SHAMEFUL for c in conjuncts(head))):
        return True
    if token.dep_ == "conj":
        return _judged(token.head) if token.head.pos_ in {"NOUN", "PROPN"} else False
    return token.dep_ == "nmod" and case_of(token) == "for" and head.lower_ == "place"
