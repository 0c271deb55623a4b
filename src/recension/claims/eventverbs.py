"""Verbs that state events: which sense of a verb holds, and between whom."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from recension.claims import actors
from recension.claims.doc import mention
from recension.claims.eventcontents import contents
from recension.claims.eventdoers import STATES, carries_relief, fights, head_of
from recension.claims.eventnounslots import ATTRIBUTING, blamed_on, noun_actors, noun_slot
from recension.claims.eventparties import (
    acting,
    beside,
    is_captured,
    is_physical,
    nation,
    object_meets,
    owners,
    parties_of,
    reached,
    two_sides,
)
from recension.claims.eventslots import (
    agent_of,
    antecedent,
    case_of,
    denial,
    is_courtesy,
    is_passive,
    is_time_word,
    is_to_come,
    is_visiting,
    led_object,
    object_of,
    one_another,
    slot,
    warned_of,
    whole,
)
from recension.claims.eventwords import MUST, Sense, base, classes, nouns, verb_senses, verbs, vetoes
from recension.claims.happening import Happening, same
from recension.claims.lexicon import group_classes, role_classes
from recension.claims.status import is_short
from recension.claims.tree import SUBJECTS, auxiliaries, child, children, sentence_of
from recension.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OFFERS = classes()["offers"]
_POLICE = classes()["policing"]
_CROWD = classes()["crowd"]
_NOT_PROTEST = classes()["no-protest"]
_PROTESTING = classes()["protesting"]
_OFFICIAL = classes()["official"]
_ARMED = classes()["armed"]
_CONSEQUENCES = classes()["consequence"]


#: What strikers walk out of; out of anything else one only walks.
_WORKPLACES = frozenset(
    {"work", "job", "class", "classroom", "school", "factory", "mine", "office", "shift", "plant", "hospital"}
)
#: What a refusal to speak refuses ("declined to comment"): no answer to anybody.
_SILENCE = frozenset(
    {
        "comment",
        "say",
        "elaborate",
        "name",
        "identify",
        "confirm",
        "discuss",
        "disclose",
        "give",
        "answer",
        "specify",
        "speculate",
        "speak",
    }
)

_SCATTERING = frozenset({"disperse", "break", "scatter", "clear", "repel", "drive", "push"})
_BULLETS = frozenset({"bullet", "round", "ammunition", "gunfire"})
_UNSEIZED = frozenset("country nation economy government state parliament process city region world future public society democracy budget talk peace continent".split())
_PLEAS = frozenset({"guilty", "innocent", "insanity"})
#: Warnings of what nobody threatens with.
_ADVISED = frozenset({"travel", "weather", "storm", "flood", "health", "tsunami", "heat", "hurricane", "safety", "food", "avalanche", "profit"})
#: What is put to a vote or a court, and may be rejected without a word of by whom.
_MOTIONS = frozenset("motion bill amendment petition appeal resolution proposal request bid offer plan draft complaint lawsuit candidacy".split())
_BETWEEN = frozenset({"mediator", "observer", "guarantor", "witness", "host", "broker", "facilitator", "chair", "interpreter", "moderator"})
_BLAMING = frozenset({"blame", "finger", "fault"})
_CONDITIONS = frozenset({"if", "unless", "until"})
_CUTTING = frozenset("end close leave withdraw quit cut stop block ban boycott halt suspend intervene retaliate freeze expel seal break".split())
#: In court defending is a job.
_COURTROOM = frozenset({"lawyer", "attorney", "counsel", "barrister", "advocate", "solicitor", "champion", "goalkeeper", "court", "trial", "title", "player", "coach"})
#: What those who set a deadline want done by it.
_YIELDING = frozenset("leave withdraw comply surrender vacate release hand disarm quit stop end halt agree pull resign lift accept free restore evacuate step reinstate yield submit return dismantle retreat".split())
_AUTHORITIES = frozenset("government authority agency ministry service bank court judge bureau commission embassy administration state country detective counterpart ally force military army".split())
#: Who comes over a border that is opened to them, besides peoples of other states.
_FLEEING = frozenset({"refugee", "migrant", "exile", "evacuee", "asylum-seeker", "deserter"})
#: Why one telephones another.
_PHONED_FOR = frozenset("congratulate express thank discuss convey offer wish apologize apologise condole assure brief inform reassure praise commend talk review".split())
#: Whom statements are made to, by lemma: a name is one word here, and most are words for those who report.
_PRESS = frozenset("bbc cnn reuters afp ap reporters media medium press reporter journalist correspondent newspaper broadcaster newsman pressman camera cameraman interviewer network".split())


def verb_happenings(doc: Doc, token: Token, taken: set[int]) -> Iterator[Happening]:
    if token.dep_ in {"amod", "compound", "aux", "aux:pass", "case", "mark"} or is_visiting(token) or is_courtesy(token) or is_short(token):
        return
    lemma = _joined(token) or base(token.lemma_, verbs())
    if token.lower_ in {"hurt", "injured", "wounded", "dead"} and token.pos_ == "ADJ":
        if not (token.dep_ == "xcomp" or child(token, "cop") is not None):
            return
        lemma = "injure" if token.lower_ != "dead" else "kill"
    best: tuple[int, Happening, list[int]] | None = None
    senses = verbs().get(lemma, ())
    particle = child(token, "compound:prt")
    own_sense = particle is not None and any(s.second == particle.lower_ for s in senses)
    for sense in senses:
        words = [token]
        score = 0
        if own_sense and sense.second is None:
            continue  # "backed down" backs nobody
        if sense.second is not None:
            second = _second(token, sense.second)
            if second is None or (sense.second == "at" and token.tag_ == "VBN" and token.dep_ == "acl"):
                continue  # "the people shot at a party" were shot
            words += second
            score += 2 + len(second) + (second[0].dep_ == "compound:prt")
        if sense.objects:
            if not object_meets(token, sense.objects, doc):
                continue
            score += 1 if sense.objects <= {"party", "none"} else 2
        if best is not None and best[0] >= score:
            continue
        made = _fill_verb(doc, token, sense, words)
        if made is not None:
            obj = object_of(token)
            kept = obj is not None and sense.type == "REQUEST" and "resign" in {s.mode for s in nouns().get(obj.lemma_.lower(), ())}
            used = [obj.i] if obj is not None and sense.objects and "party" not in sense.objects and not kept else []
            best = (score, made, used)
    if best is not None:
        _by_force_of(best[1])
        taken.update(best[2])
        yield best[1]
        jailed = _jailed(best[1])
        if jailed is not None:
            yield jailed


def _by_force_of(made: Happening) -> None:
    """As in "dispersed the march with tear gas", "then with live rounds": the crowd is attacked, and by what is said."""
    token = made.token
    if made.type != "COERCE" or made.mode != "restrict" or token.lemma_.lower() not in _SCATTERING:
        return
    table = classes()
    means = [c for w in (token, *children(token, "obl")) for c in children(w) if c.dep_ in {"obl", "nmod", "conj"} and case_of(c) in {"with", "by", "using"}]
    means += [c for w in children(token, "advcl") if w.lower_ == "using" for c in children(w, "obj")]
    for noun in means:
        gas = noun.lemma_.lower() in table["riotgear"] | {"gases", "grenade"}
        if gas or noun.lemma_.lower() in _BULLETS:
            rubber = any(c.lower_ in {"rubber", "plastic", "rubber-coated"} for c in children(noun))
            made.type, made.mode = "ASSAULT", "crowd-control" if gas or rubber else "firearms"
            made.flags |= {"wounds"}
            return


def _is_aimed(token: Token) -> bool:
    """Is what was "fired" and only called "them" or "it" a shot: were rockets or shells told of just before?"""
    start = max(0, sentence_of(token).start - 40)
    return any(t.lemma_.lower() in classes()["weaponry"] | {"shot", "shell", "projectile", "munition"} for t in token.doc[start : token.i])


def _joined(token: Token) -> str | None:
    """The lemma of a verb of two words that the text joins by a hyphen: "test-fired", "carpet-bombed"."""
    if token.i < 2 or token.nbor(-1).text not in {"-", "‑"} or token.nbor(-1).whitespace_ or token.nbor(-2).whitespace_:
        return None
    own = base(token.lemma_, verbs())
    return next((both for both in (f"{token.nbor(-2).lower_}-{own}", f"{token.nbor(-2).lower_}{own}") if both in verbs()), None)


def _jailed(made: Happening) -> Happening | None:
    """The manual counts a sentence of prison as an arrest besides the conviction."""
    if made.mode != "convict" or made.token.lemma_.lower() != "sentence":
        return None
    if not {t.lemma_.lower() for t in made.token.subtree} & {"prison", "jail", "imprisonment", "year", "life", "bar"}:
        return None
    return dataclasses.replace(made, type="COERCE", mode="arrest", contents=[])


def _second(token: Token, second: str) -> list[Token] | None:
    """The tokens of a trigger's second word: a particle, a preposition, or a run of words after the verb."""
    parts = second.split("_")
    for near in children(token):
        if (
            near.lower_ == parts[0]
            and len(parts) == 1
            and near.dep_ in {"compound:prt", "advmod", "xcomp", "obj", "obl", "case", "mark"}
            and near.i > token.i
        ):
            return [near]
        if near.dep_ in {"obl", "advcl", "xcomp", "ccomp", "obl:arg"} and len(parts) == 1 and near.i > token.i:
            first = next((c for c in children(near) if c.dep_ in {"case", "mark"}), None)
            if first is not None and first.lower_ == second and second != "to" and not is_time_word(near):
                return [first]
            if first is not None and first.lower_ == second == "to" and first.tag_ != "TO":
                return [first]
    following = [t for t in _following(token, 7)]
    for start in range(len(following)):
        run = following[start : start + len(parts)]
        if [t.lower_ for t in run] == parts and (len(parts) > 1 or start == 0):
            if len(parts) == 1 and run[0].dep_ in {"case", "mark"} and (is_time_word(run[0].head) or second == "to"):
                return None
            return run
    return None


def _following(token: Token, count: int) -> list[Token]:
    """The tokens after a token in its sentence, `count` at most."""
    end = min(sentence_of(token).end, token.i + 1 + count)
    return list(token.doc[token.i + 1 : end])


def _fill_verb(doc: Doc, token: Token, sense: Sense, words: list[Token]) -> Happening | None:
    flags = sense.flags
    actor_token = agent_of(token)
    made = Happening(token, sense.type, sense.mode, words, flags=flags)
    acted = object_of(token)
    if "refusal" in flags:
        if not _refused(token):
            return None
        words.insert(0, token.head)
        actor_token = agent_of(token.head)
    made.actors = acting(doc, actor_token) or (_crew(doc, actor_token) if sense.type in {"ASSAULT", "COERCE", "MOBILIZE"} else [])
    if (
        not made.actors
        and actor_token is not None
        and not _act_behind(doc, actor_token, made)
        and not _opaque(actor_token)
    ):
        return None
    if not made.actors and "agent" in flags and actor_token is None and not is_passive(token):
        return None
    if "harm" in flags and not made.actors:
        made.actors = _cause(doc, token)
    _recipients(doc, token, sense, made, acted)
    if made.type == "ASSAULT" and not made.recipients and made.actors and token.dep_ == "advcl" and _is_when(token):
        made.recipients = _who_died(doc, token)
    if "swap" in flags:
        made.actors, made.recipients = (made.recipients if sense.recipient == ("from",) else []), made.actors
    if made.type != "ACCUSE" and "verbal" in flags and acted is not None and not made.recipients:
        noun = whole(acted)
        if noun.lemma_.lower() in classes()["abstract"]:
            made.type, made.mode = "ACCUSE", "disapprove"
            made.recipients = owners(doc, noun)
            return made if made.actors else None
    reciprocal = one_another(token)
    if (
        "target" in flags
        and not reciprocal
        and not made.recipients
        and not (acted is not None and is_physical(acted) and "physical" in flags)
    ):
        return None
    if not _fits(token, sense, made, actor_token, acted):
        return None
    made.mutual = "mutual" in made.flags
    if reciprocal:  # "accused each other", "shot at each other"
        sides = made.actors if len(made.actors) > 1 else two_sides(doc, actor_token)
        made.recipients, made.flags = [], made.flags | {"reciprocal"}
        if len(sides) > 1:
            made.actors, made.mutual = sides, True
    if made.mutual and not made.recipients and len(made.actors) == 1:
        made.actors = two_sides(doc, actor_token) or made.actors
    if (
        made.type == "PROTEST"
        and actor_token is not None
        and token.lemma_.lower() == "protest"
        and _is_body(actor_token)
    ):
        made.type, made.mode = "ACCUSE", "disapprove"
    if made.mutual and not made.recipients and len(made.actors) < 2 and sense.type == "COOPERATE" and acted is None:
        made.mutual = False
    if "content" in flags or sense.type in {
        "REQUEST",
        "REJECT",
        "AGREE",
        "THREATEN",
        "MOBILIZE",
        "CONCEDE",
        "AID",
        "SANCTION",
    }:
        made.contents = contents(doc, token, sense, words)
    return made


def _fits(token: Token, sense: Sense, made: Happening, actor_token: Token | None, acted: Token | None) -> bool:
    """The conditions that a sense's flags make on its parties."""
    flags = sense.flags
    lemma = whole(actor_token).lemma_.lower() if actor_token is not None else ""
    if (
        token.lemma_.lower() in {"take", "hold"}
        and acted is not None
        and acted.tag_ == "NN"
        and not list(children(acted))
        and acted.lemma_.lower() in {"office", "place", "part", "power", "home", "position"}
        and "refusal" not in flags
    ):
        return False
    if token.lemma_.lower() in {"recognize", "recognise", "support", "back", "oppose"} and _is_state(token):
        return False
    if token.lemma_.lower() == "insist" and lemma in {"we", "i"}:
        return False
    if made.type == "REQUEST" and token.lemma_.lower() == "plead" and any(t.lower_ in _PLEAS for t in _following(token, 3)):
        return False  # "pleaded not guilty" in court
    if made.type == "ACCUSE" and token.lemma_.lower() == "charge" and (arm := slot(token, "with")) is not None and _is_an_arm(arm):
        return False  # "police charged at them with batons"
    if token.lemma_.lower() == "arm" and is_passive(token) and not made.actors and slot(token, "with") is not None:
        return False  # "police armed with batons" have arms, and nobody gives them any
    if made.type == "CONSULT" and (_is_met(token, acted) or ((sense.second or "").endswith("phone") and _with_whom(token))):
        return False
    if made.type == "AID" and token.lemma_.lower() == "protect" and (token.dep_ in {"advcl", "acl"} or not made.actors):
        return False  # "a fence to protect the museum": what something is for
    if made.type == "THREATEN" and acted is not None and any(c.lemma_.lower() in _ADVISED for c in children(acted, "compound", "amod")):
        return False  # "issued a travel warning"
    if made.type == "CONSULT" and token.lemma_.lower() in {"speak", "talk"} and _is_press(token):
        return False
    if _is_cause(token, made, acted) or (token.lemma_.lower() == "blame" and child(token, "cop") is not None):
        return False  # "is to blame": the speaker accuses, see `eventspeech`
    if made.mode == "abduct" and acted is not None and whole(acted).lemma_.lower() in _UNSEIZED:
        return False  # "will not hold this country hostage"
    if made.mode == "expel" and token.lemma_.lower() == "fire" and acted is not None and acted.lower_ in {"it", "they", "them"} and _is_aimed(token):
        return False
    if "crowd" in flags and lemma not in _CROWD and not _protesting(token):
        return False
    if made.type == "REJECT" and any(
        c.lemma_.lower() in _SILENCE and not (c.dep_ == "advcl" and c.tag_ == "VBG") for c in children(token, "xcomp", "ccomp", "advcl")
    ):
        return False
    if made.type == "CONSULT" and any(
        t.lemma_.lower() in vetoes()["family"] for t in (actor_token, acted) if t is not None
    ):
        return False
    if (
        made.type == "PROTEST"
        and token.lemma_.lower() == "walk"
        and (left := next((c for c in children(token, "obl") if any(w.lower_ == "of" for w in c.subtree)), None))
        is not None
        and left.lemma_.lower() not in _WORKPLACES
    ):
        return False
    if "giving" in flags and not any(c.lemma_.lower() in classes()["giving"] for c in children(token, "xcomp", "advcl", "ccomp")):
        return False
    if "captor" in flags and not any(_was_held(t) for t in (head_of(token.doc, m) for m in made.recipients) if t is not None):
        return False
    if "authority" in flags and not _may_grant(lemma, actor_token):
        return False  # "the restaurant allows visitors to"
    if "policing" in flags and lemma not in _POLICE:
        return False
    if "bombed" in flags:
        if actor_token is None or base(actor_token.lemma_, classes()["bomb"]) not in classes()["bomb"]:
            return False
        if token.dep_ == "advcl" and token.head.lemma_.lower() in {"die", "kill", "wound", "injure"}:
            hurt = parties_of(token.doc, object_of(token.head) or agent_of(token.head))
            made.recipients = hurt or made.recipients
    if made.mode == "ceasefire" and acted is not None and _is_anothers(acted):
        return False
    if "state" in flags and lemma not in _ARMED | {"government", "junta"} and not (
        actor_token is not None and actor_token.ent_type_ == "LOC"
    ):
        return False
    if (
        made.type == "ASSAULT"
        and token.lemma_.lower() == "strike"
        and acted is None
        and not made.recipients
        and lemma not in _ARMED
        and (actor_token is None or actor_token.ent_type_ not in {"LOC", "ORG"})
    ):
        return False  # workers strike too
    if "forces" in flags and lemma not in _POLICE | _ARMED:
        return False
    if "unarmed" in flags and (lemma in _ARMED or any(t.lemma_.lower() in _COURTROOM for t in children(token, "nsubj", "obl"))):
        return False  # troops defend a town, and counsel a client
    if "bodies" in flags and not (_is_authority(actor_token) and any(_is_authority(head_of(token.doc, m)) for m in made.recipients)):
        return False
    if "ultimatum" in flags and not _sets_terms(token):
        return False
    if "custody" in flags and not any(t.lemma_.lower() in classes()["custody"] for t in token.subtree):
        return False
    if "sheltering" in flags and not any(_flees(head_of(token.doc, m)) for m in made.recipients):
        return False
    if "phoning" in flags and not _phones(token, acted):
        return False
    if made.mode == "strike" and acted is not None and _is_military(acted, actor_token):
        return False
    if "judicial" in flags and lemma not in _POLICE and not is_passive(token):
        return False
    if "passive" in flags and not is_passive(token):
        return False
    if "armed" in flags and lemma not in _ARMED:
        return False
    if "subjunctive" in flags and not any(
        c.tag_ == "VB" or auxiliaries(c) & MUST for c in children(token, "ccomp")
    ):
        return False
    if (
        made.type == "ASSAULT"
        and "mutual" in flags
        and not made.recipients
        and len(made.actors) < 2
        and lemma not in _ARMED
        and len({t.lemma_.lower() for t in sentence_of(token)} & vetoes()["violence"]) < 1
    ):
        return False
    if made.type == "ASSAULT" and made.mode == "heavy-weapons" and not made.recipients:
        sea = slot(token, "into") or slot(token, "off") or slot(token, "toward") or slot(token, "over")
        if sea is not None and sea.lemma_.lower() in {"sea", "ocean", "water", "waters", "coast", "japan"}:
            made.type, made.mode = "MOBILIZE", "weapons"
    if made.type == "REQUEST" and token.lemma_.lower() == "warn" and _says_or_else(token):
        made.type, made.mode = "THREATEN", None  # "warned them to surrender or face annihilation"
    if made.type == "MOBILIZE" and any(c.lower_ == "jointly" for c in children(token, "advmod")):
        made.type, made.mode, made.flags = "COOPERATE", None, made.flags | {"mutual"}
    if made.type == "MOBILIZE" and carries_relief(actor_token):
        made.type, made.mode = "AID", None
    if made.type == "MOBILIZE" and "agent" in flags and acted is not None and _is_joint(acted):
        return False
    if "gather" in flags and not _gathers(token, lemma):
        return False
    if (
        "group" in flags
        and acted is None
        and lemma not in _ARMED
        and not (actor_token is not None and (actor_token.ent_type_ in {"ORG", "LOC"} or made.actors))
    ):
        return False
    if "group" in flags and token.lemma_.lower() == "be" and lemma not in _ARMED:
        return False
    if "escort" in flags and lemma not in _ARMED:
        return False
    if (
        "official" in flags
        and lemma not in _OFFICIAL
        and not (actor_token is not None and actor_token.ent_type_ == "PERSON")
    ):
        return False
    if (
        "visitor" in flags
        and not made.recipients
        and slot(token, "to") is None
        and (acted is None or not (acted.ent_type_ == "LOC" or is_physical(acted)) or lemma not in _OFFICIAL)
    ):
        return False
    if (
        "visitor" in flags
        and actor_token is not None
        and lemma not in _OFFICIAL
        and actor_token.ent_type_ not in {"PERSON", "ORG"}
        and actor_token.pos_ != "PRON"
    ):
        return False
    if "consequence" in flags and not (_threatening(token)):
        return False
    if (
        "joint" in flags
        and len(made.actors) < 2
        and not made.recipients
        and not (acted is not None and _is_joint(acted))
    ):
        return False
    if "party-or-policy" in flags and not made.actors:
        return False
    if "suspicion" in flags and not made.actors:
        return False
    if "neg-only" in flags or "verbal-only" in flags:
        return False
    if "speechly" in flags and not made.recipients:
        return False
    if "person" in flags and actor_token is not None and not made.actors:
        return False
    if "host" in flags and not made.recipients:
        return False
    if made.type in {"CONSULT", "AGREE", "SUPPORT", "REQUEST", "ACCUSE", "AID", "COOPERATE", "THREATEN", "REJECT"}:
        if not made.actors and not made.recipients and not is_passive(token):
            return False
        voted_on = made.type == "REJECT" and is_passive(token) and acted is not None and whole(acted).lemma_.lower() in _MOTIONS
        if not made.actors and not made.recipients and made.type in {"AGREE", "THREATEN", "REJECT", "ACCUSE"} and not voted_on:
            return False
    return True


def _may_grant(lemma: str, actor: Token | None) -> bool:
    """Is a doer one who may allow others something: a state, a force, an official, a person?"""
    if lemma in _ARMED | _POLICE | _OFFICIAL | STATES or group_classes(lemma):
        return True
    return actor is not None and (actor.pos_ == "PRON" or actor.ent_type_ in {"LOC", "PERSON"})


def _sets_terms(verb: Token) -> bool:
    """Does it follow what is to be done by a deadline: "gave the rebels two days to withdraw"?"""
    return any(c.lemma_.lower() in _YIELDING for w in (verb, *children(verb, "obj")) for c in children(w, "xcomp", "advcl", "acl"))


def _flees(noun: Token | None) -> bool:
    lemma = noun.lemma_.lower() if noun is not None else ""
    return lemma in _FLEEING or "displaced" in role_classes(lemma)


def _says_or_else(verb: Token) -> bool:
    """As in "warned them to surrender or face annihilation"?"""
    return any(t.lower_ == "or" and t.head.lemma_.lower() in _CONSEQUENCES | {"face", "suffer"} for t in verb.subtree)


def _is_authority(token: Token | None) -> bool:
    """Is it a state or one of its bodies or officers, who pass information on to another: no press and no public?"""
    noun = whole(token) if token is not None else None
    return noun is not None and (noun.ent_type_ in {"LOC", "ORG"} or noun.lemma_.lower() in _OFFICIAL | _POLICE | _ARMED | _AUTHORITIES)


def _is_military(strike: Token, doer: Token | None) -> bool:
    """Is a strike one of arms and no walkout: "launched air strikes", "troops began a strike"?"""
    if any(c.lemma_.lower() in classes()["strike-arms"] for c in children(strike, "compound", "amod")):
        return True
    return strike.lemma_.lower() == "strike" and doer is not None and fights(doer)


def _phones(token: Token, acted: Token | None) -> bool:
    """As in "called his Greek counterpart to discuss the crisis": what follows says that it was a talk and no demand."""
    for_ = next((c for c in children(token, "advcl", "xcomp", "ccomp") if case_of(c) == "to" and c.i > token.i), None)
    person = acted is not None and (whole(acted).ent_type_ == "PERSON" or whole(acted).lemma_.lower() in _OFFICIAL | {"counterpart"})
    return person and for_ is not None and for_.lemma_.lower() in _PHONED_FOR and not is_passive(token)


def _is_an_arm(noun: Token) -> bool:
    """Is a thing one to strike with: a baton, a bayonet, a stone?"""
    return any(base(noun.lemma_, classes()[name]) in classes()[name] for name in ("riotgear", "thrown", "arms", "wound"))


def _was_held(noun: Token) -> bool:
    """Is somebody one whom others may have held: a captive, a soldier, an officer, a person by name?"""
    if noun.ent_type_ == "PERSON" or noun.pos_ in {"PRON", "NUM"} or is_captured(noun):
        return True
    return bool(role_classes(noun.lemma_.lower()) & {"victim", "soldier", "armed", "commander", "officer"})


def _is_press(token: Token) -> bool:
    """Is who is spoken to the press: "not authorised to speak to the media", "talked to reporters" are statements, no talks."""
    heard = (slot(token, "to"), slot(token, "with"), agent_of(token))
    return any(t is not None and whole(t).lemma_.lower() in _PRESS for t in heard)


def _with_whom(token: Token) -> bool:
    """Does a talk name its other side: "spoke by telephone with the governor"? Then the sense with "with" holds."""
    return any(t.lower_ in {"with", "to"} and t.dep_ == "case" for t in _following(token, 7))


def _is_met(token: Token, acted: Token | None) -> bool:
    """As in "without meeting resistance", "met with criticism", "met a deadline": nobody is seen and spoken to.

    With a determiner a word such as "opposition" is a party: "met the opposition in Caracas".
    """
    met = next((t for t in (slot(token, "with"), acted) if t is not None and t.lemma_.lower() in classes()["not-met"]), None)
    if met is None or token.lemma_.lower() not in {"meet", "encounter"}:
        return False
    whose = child(met, "det", "nmod:poss")
    party = met.lemma_.lower() in {"opposition", "resistance"}
    return not party or whose is None or whose.lower_ in {"no", "any", "some", "little", "a", "an"}


def _goes_between(noun: Token) -> bool:
    """As in "have been negotiating, with the bishop as mediator": no side of the talks."""
    return any(case_of(c) == "as" and c.lemma_.lower() in _BETWEEN for w in (noun, noun.head) for c in children(w, "nmod", "obl"))


def _is_cause(token: Token, made: Happening, acted: Token | None) -> bool:
    """Is what somebody blames a thing or the weather ("a cracked wheel", "the drought"), which nobody accuses?"""
    if token.lemma_.lower() not in _BLAMING or made.recipients or acted is None:
        return False
    noun = whole(acted)
    judged = bool(nouns().get(noun.lemma_.lower())) or noun.lemma_.lower() in classes()["abstract"]
    if judged and (source := blamed_on(noun)) is not None:
        return source.pos_ == "NOUN" and not parties_of(token.doc, source, placed=True) and not owners(token.doc, source)
    return noun.pos_ == "NOUN" and not (judged and token.lemma_.lower() != "finger" and slot(token, "on") is not None)


def _blamed(doc: Doc, deed: Token, sense: Sense) -> list[Mention]:
    """Whom one accuses who blames a deed: "blamed the attack on the rebels", "blamed a rebel attack"."""
    culprit = blamed_on(deed)
    return parties_of(doc, culprit, placed=True) if culprit is not None else noun_actors(deed, sense, doc)


def _is_anothers(noun: Token) -> bool:
    """Is what somebody stopped another's doing: "failed to stop the offensive", "ended the rebels' attacks"?"""
    if noun.lemma_.lower() in {"fighting", "hostility", "hostilities", "shelling", "bombardment"}:
        return False
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return bool(owner.pos_ != "PRON")
    return str(noun.lower_) in {"offensive", "attack"}


def _is_joint(noun: Token) -> bool:
    return any(t.lower_ in {"joint", "bilateral", "multinational", "combined"} for t in children(noun, "amod"))


def _is_body(token: Token) -> bool:
    """Is a protester a state or a ministry, whose protest is a word and no march?"""
    noun = whole(token)
    return noun.ent_type_ in {"LOC", "ORG"} or noun.lemma_.lower() in {
        "ministry",
        "government",
        "embassy",
        "state",
        "country",
    }


def _protesting(token: Token) -> bool:
    return bool({t.lemma_.lower() for t in sentence_of(token) if t.i != token.i} & _PROTESTING)


def _is_state(token: Token) -> bool:
    """A plain present, or a denial of one, tells of a standing attitude: "most states recognize it"."""
    auxes = auxiliaries(token)
    if token.lemma_.lower().startswith("recogni"):
        return token.tag_ in {"VBP", "VBZ"} or bool(auxes & {"do", "does"})
    return bool(auxes & {"do", "does"}) and denial(token) is not None


def _crew(doc: Doc, actor_token: Token | None) -> list[Mention]:
    """Ships that act: those whose they are, or the ships themselves ("two patrol boats rammed a trawler")."""
    noun = whole(actor_token) if actor_token is not None else None
    if noun is None or noun.lemma_.lower() not in classes()["crewed"]:
        return []
    one = actors.party(doc, noun)
    return owners(doc, noun) or ([one] if one is not None and one.text.strip() else [])


def _act_behind(doc: Doc, actor_token: Token, made: Happening) -> bool:
    """A subject that is itself a deed or a weapon ("the attack killed"): its doer is the actor, if known."""
    noun = whole(actor_token)
    lemma = base(noun.lemma_, vetoes()["instrument"])
    if noun.lower_.removesuffix("s") in vetoes()["instrument"]:
        lemma = noun.lower_.removesuffix("s")  # "mines" is no "min"
    if lemma not in vetoes()["instrument"]:
        return False
    senses = nouns().get(lemma, ())
    made.actors = noun_actors(noun, senses[0], doc) if senses else owners(doc, noun)
    made.why.setdefault("actor", f"the sentence names only the means: {noun.text}")
    return True


def _opaque(token: Token) -> bool:
    """Pronouns and numbers that may stand for a party though the report does not tell which."""
    return (
        token.pos_ in {"PRON", "NUM", "DET"}
        or token.tag_ in {"WDT", "WP", "DT"}
        or token.ent_type_ in {"PERSON", "ORG"}
    )


def _cause(doc: Doc, token: Token) -> list[Mention]:
    """Who harmed, when only the fight is named: "was killed in an attack by rebels", "leaving 30 hurt"."""
    if token.dep_ == "xcomp" and token.head.lemma_.lower() == "leave":
        left = agent_of(token.head)
        return parties_of(doc, left)
    for name in ("in", "by", "during", "after"):
        first = slot(token, name)
        more = [c for c in children(token, "obl") if case_of(c) == name and c != first]
        for near in [first, *more] if first is not None else more:
            noun = _deed_meant(near)
            for sense in nouns().get(noun.lemma_.lower(), ()):
                if sense.type == "ASSAULT" and "mutual" not in sense.flags and (doers := noun_actors(noun, sense, doc)):
                    return doers
    return _who_struck(doc, token)


def _who_died(doc: Doc, clause: Token) -> list[Mention]:
    """Whom a strike killed, where they only died: "two students died when police opened fire"."""
    return parties_of(doc, agent_of(clause.head)) if clause.head.lemma_.lower() in {"die", "perish"} else []


def _deed_meant(near: Token) -> Token:
    """A deed, also where "which" stands for it: "police firing in the town, in which two died"."""
    noun = whole(antecedent(near))
    if near.lower_ != "which":
        return noun
    for _ in range(3):
        if noun.lemma_.lower() in nouns() or noun.dep_ not in {"nmod", "obl"} or noun.head.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = noun.head  # "the raid by the army in which six were killed"
    return noun


def _who_struck(doc: Doc, token: Token) -> list[Mention]:
    """Who struck when they came to harm: "killed when troops opened fire", "wounded after police shot at a march"."""
    harmed = object_of(token) if is_passive(token) else agent_of(token)
    if harmed is None:
        return []
    for clause in children(token, "advcl"):
        doer = agent_of(clause) if _is_when(clause) and _is_strike(doc, clause) else None
        if doer is not None and doer.head == clause and not whole(harmed).lemma_.lower().startswith(whole(doer).lemma_.lower()):
            return acting(doc, doer)  # no "policeman" whom police shot
    return []


def _is_when(clause: Token) -> bool:
    """Is a clause one of time: when, as, after something happened?"""
    return any(c.lower_ in {"when", "as", "after"} for c in children(clause, "mark", "advmod") if c.i < clause.i)


def _is_strike(doc: Doc, verb: Token) -> bool:
    """Is a verb in the active one of violence by one side: "opened fire", "shelled the town", no "clashed"?"""
    if verb.pos_ != "VERB" or is_passive(verb) or denial(verb) is not None:
        return False
    for sense in verb_senses(verb):
        one_sided = sense.type == "ASSAULT" and "mutual" not in sense.flags and "harm" not in sense.flags
        if one_sided and (sense.second is None or _second(verb, sense.second)) and object_meets(verb, sense.objects, doc):
            return True
    return False


def _recipients(doc: Doc, token: Token, sense: Sense, made: Happening, acted: Token | None) -> None:
    thing: Token | None = None
    names = [*sense.recipient, *(("asked",) if sense.type == "REQUEST" else ())]
    for name in names:
        if (
            sense.type == "ACCUSE"
            and name not in {"obj", "into"}
            and token.lemma_.lower() not in ATTRIBUTING
            and acted is not None
            and nouns().get(whole(acted).lemma_.lower())
        ):
            continue
        if token.lemma_.lower() in _BLAMING and acted is not None and (senses := nouns().get(whole(acted).lemma_.lower())):
            made.recipients = _blamed(doc, whole(acted), senses[0])
            return
        if name == "with" and sense.type == "CONSULT" and (beside_ := slot(token, "with")) is not None and _goes_between(beside_):
            continue
        if name == "refused":
            made.recipients = _refused_party(doc, acted or slot(token, "to"))
            return
        near = acted if name == "obj" else _asked(token) if name == "asked" else slot(token, name)
        if (
            near is not None
            and name not in {"obj", "iobj", "asked"}
            and sense.type in {"ACCUSE", "SUPPORT"}
            and near.head != token
            and not (acted is not None and whole(acted).lemma_.lower() in sense.objects)
        ):
            continue
        if near is None or (near.lower_ == "what" and whole(near) == near and child(near, "acl:relcl") is None):
            continue
        noun = whole(near)
        if near.pos_ == "PRON" and near.lower_ in {"them", "they"}:
            shared = _they(doc, token)
            if shared:
                made.recipients = shared
                return
        found = reached(doc, near, sense)
        if sense.flags & {"physical", "thing"} and found:
            for other in beside(near, name):
                found += [m for m in reached(doc, other, sense) if m not in found]
        if not found and near.pos_ == "NUM":
            found = [mention(doc, near.idx, near.idx + len(near))]
        if not found and name == "obj" and (sense.type == "ACCUSE" or "unarmed" in sense.flags):
            found = owners(doc, noun) if noun.lemma_.lower() in classes()["abstract"] else []
        if found:
            made.recipients = [_without_crime(doc, token, noun, m) for m in found]
            return
        thing = thing or noun
        made.thing = noun if name == "obj" and "mutual" not in sense.flags else made.thing
    if sense.type == "ACCUSE" and sense.mode == "allege":
        clause = child(token, "ccomp")
        made.recipients = parties_of(doc, agent_of(clause)) if clause is not None and clause.i > token.i else []
        made.recipients = [m for m in made.recipients if not any(same(m, a) for a in made.actors)]
    if sense.type == "REQUEST" and sense.recipient and token.lemma_.lower() == "demand":
        clause = child(token, "ccomp")
        asked = child(clause, "nsubj") if clause is not None and clause.tag_ == "VB" and not is_passive(clause) else None
        made.recipients = parties_of(doc, asked)
        if made.recipients:
            return
    if sense.type == "THREATEN":
        made.recipients = [m for m in _unless(doc, token) if not any(same(m, a) for a in made.actors)]
        if made.recipients:
            return
    if thing is not None:
        made.why["recipient"] = f"{thing.text}: no party, and no owner is named"


def _without_crime(doc: Doc, token: Token, noun: Token, party: Mention) -> Mention:
    """Who is convicted or accused, without the crime that the parse hung on him: "a general of war crimes"."""
    if token.lemma_.lower() not in classes()["accusing"] or not party.start <= noun.idx < party.end:
        return party
    crime = next((c for c in children(noun, "nmod", "acl") if case_of(c) == "of" and c.i > noun.i), None)
    if crime is None or crime.ent_type_ or crime.pos_ == "PROPN" or child(crime, "det", "nmod:poss") is not None:
        return party
    end = noun.idx + len(noun)
    return mention(doc, party.start, end, party.name) if end < party.end else party


def _unless(doc: Doc, token: Token) -> list[Mention]:
    """Who must give way: "threatened to cut off aid unless the junta released him"."""
    for verb in (token, *children(token, "xcomp", "ccomp")):
        for clause in children(verb, "advcl"):
            if case_of(clause) in {"unless", "until"} or (
                case_of(clause) == "if" and denial(clause) is not None
            ):
                found = [] if is_passive(clause) else parties_of(doc, child(clause, *SUBJECTS))
                if found:
                    return found
    return []


def _refused_party(doc: Doc, acted: Token | None) -> list[Mention]:
    """Whose call or offer is refused, or who is snubbed; what is refused itself is no party."""
    if acted is None:
        return []
    noun = whole(acted)
    lemma = noun.lemma_.lower()
    if lemma in _OFFERS:
        for name in ("by", "from", "with", "of"):
            near = noun_slot(noun, name)
            if near is None:
                near = next((t for t in list(noun.subtree)[:20] if t.dep_ == "nmod" and case_of(t) == name), None)
            if near is not None and (found := parties_of(doc, near, placed=True)):
                return found
        poss = child(noun, "nmod:poss")
        return parties_of(doc, poss) if poss is not None else nation(noun)
    if lemma in _OFFICIAL or noun.ent_type_ == "PERSON":
        return parties_of(doc, acted)
    return []


def _asked(token: Token) -> Token | None:
    """Whom a request is put to where the parse made it the subject of what is asked."""
    clause = next((c for c in children(token, "xcomp", "ccomp") if c.i > token.i and c.tag_ == "VB"), None)
    asked = child(clause, "nsubj") if clause is not None and case_of(clause) == "to" else None
    asked = asked or (led_object(token, clause) if clause is not None else None)
    asked = asked or next((c for c in children(token, "nsubj") if c.i > token.i), None)
    return asked if asked is not None and asked.i > token.i else None


def _they(doc: Doc, token: Token) -> list[Mention]:
    """Whom "them" means in a purpose clause: "met the two leaders to tell them"."""
    if token.dep_ not in {"advcl", "xcomp"}:
        return []
    head = token.head
    for sense in verbs().get(head.lemma_.lower(), ()):
        if sense.type in {"CONSULT", "REQUEST"}:
            for name in ("obj", *sense.recipient):
                near = object_of(head) if name == "obj" else slot(head, name)
                found = parties_of(doc, near)
                if found and near is not None and near.i < token.i:
                    return found
    return []


def _refused(token: Token) -> bool:
    return token.dep_ in {"xcomp", "advcl"} and token.head.lemma_.lower() in {"refuse", "decline"}


def _gathers(token: Token, lemma: str) -> bool:
    around = (
        {t.lemma_.lower() for t in token.subtree} if token.dep_ != "ROOT" else {t.lemma_.lower() for t in sentence_of(token)}
    )
    if around & _NOT_PROTEST or lemma in _OFFICIAL:
        return False
    return lemma in {"protester", "protestor", "demonstrator", "crowd", "mob"} or bool(around & _PROTESTING)


def _threatening(token: Token) -> bool:
    """Does a warning carry a consequence that the warner would bring about, or a loss?"""
    clause = warned_of(token)
    words = {t.lemma_.lower() for t in (clause if clause is not None and clause == token.head else token).subtree}
    if clause is not None and _would_cut_off(clause):
        return True
    if words & {"storm", "flood", "rain", "disease", "weather", "virus", "famine", "hunger"}:
        return False
    if not words & _CONSEQUENCES:
        return False
    if clause is not None and clause.i < token.i and not is_to_come(clause):
        return False
    if clause is None and object_of(token) is None:  # "warned of consequences"
        near = slot(token, "of")
        return near is not None and whole(near).lemma_.lower() in {
            "consequence",
            "retaliation",
            "response",
            "action",
            "reprisal",
            "sanction",
        }
    if clause is None or object_of(token) is not None:
        return True
    doer = child(clause, *SUBJECTS)
    if _answers_hard(clause) or (doer is not None and _would_return(clause, whole(doer))):
        return True
    return doer is not None and (
        doer.pos_ == "PRON"
        or whole(doer).lemma_.lower() in _ARMED | {"government", "country", "nation"}
        or whole(doer).ent_type_ in {"LOC", "ORG"}
        or (is_passive(clause) and child(clause, "aux:pass") is not None)
    )


def _answers_hard(clause: Token) -> bool:
    """As in "any attempt will meet with a firm response", "a breach will bring retaliation"."""
    with_ = [c for c in children(clause, "obl", "obj") if c.lemma_.lower() in {"response", "retaliation", "force", "consequence", "reprisal", "punishment"}]
    return clause.lemma_.lower() in {"meet", "face", "bring", "draw", "provoke", "trigger", "have"} and bool(with_) and is_to_come(clause)


def _would_cut_off(clause: Token) -> bool:
    """As in "if either side refuses, Oman will end its mediation", "the bloc could close its borders unless": what a state will do."""
    doer = child(clause, *SUBJECTS)
    if doer is None or clause.lemma_.lower() not in _CUTTING or is_passive(clause):
        return False
    acting_ = whole(doer).ent_type_ in {"LOC", "ORG"} or whole(doer).lemma_.lower() in _ARMED | {"government", "bloc", "alliance", "union", "country"}
    conditional = any(case_of(c) in _CONDITIONS for c in children(clause, "advcl"))
    if not conditional and clause.dep_ == "ccomp":
        conditional = any(case_of(c) in {"if", "unless"} for c in children(clause.head, "advcl"))
    return acting_ and conditional and (is_to_come(clause) or "could" in auxiliaries(clause))


def _would_return(clause: Token, doer: Token) -> bool:
    """As in "warned that the blockades would return if the sum was not paid": the warner's own means of pressure."""
    pressing = any(s.type in {"PROTEST", "SANCTION"} for s in nouns().get(doer.lemma_.lower(), ())) or doer.lemma_.lower() in {"blockade", "strike"}
    conditional = any(case_of(c) in _CONDITIONS for c in children(clause, "advcl"))
    return pressing and conditional and is_to_come(clause)
