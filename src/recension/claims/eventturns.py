"""Turns of news that tell an act by several words at once: lives claimed, envoys sent, sides set against each other, arms drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recension.claims.eventdoers import fights
from recension.claims.eventnounslots import noun_slot
from recension.claims.eventparties import owners, parties_of
from recension.claims.eventslots import agent_of, case_of, denial, is_passive, is_to_come, object_of, slot, whole
from recension.claims.eventwords import base, classes, noun_senses, nouns, vetoes
from recension.claims.happening import Happening, same
from recension.claims.status import status
from recension.claims.tree import child, children, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy.tokens import Doc, Token

    from recension.model import Mention

_VIOLENT = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_COSTING = frozenset({"claim", "take", "cost"})
_ENVOYS = classes()["envoys"]
_STANDING, _OFFICES = classes()["candidacy"], classes()["offices-sought"]
_ARMS, _CRIMINAL = classes()["drawn-arms"], classes()["criminal"]
_LASTING = frozenset({"hold", "take", "come", "go", "enter"})
_EFFECT = frozenset({"effect", "force"})
_FALLING = frozenset({"death", "die", "fall", "perish"})
_OPENINGS = frozenset({"opening", "launch", "start", "beginning", "creation"})
_INQUIRIES = frozenset({"investigation", "inquiry", "probe", "enquiry"})


def turns(doc: Doc, sent: Sequence[Token], found: list[Happening]) -> list[Happening]:
    """The acts of a sentence that such turns tell; what a single verb of theirs was taken for falls out of ``found``."""
    made = [act for token in sent for turn in _BY_WORD.get(token.lemma_.lower(), ()) if (act := turn(doc, token)) is not None]
    told = {h.token.i for h in made}
    found[:] = [h for h in found if h.token.i not in told]
    return made


def _lives_lost(doc: Doc, lives: Token) -> Happening | None:
    """As in "unrest that has claimed the lives of 1,300 civilians", "the violence has cost more than 5,000 lives"."""
    verb = lives.head
    if lives.lower_ != "lives" or lives.dep_ != "obj" or verb.lemma_.lower() not in _COSTING:
        return None
    cause = agent_of(verb)
    if cause is None or not _is_violent(base(whole(cause).lemma_, nouns())):
        return None
    of = next((c for c in children(lives, "nmod") if case_of(c) == "of"), None)
    words = [verb, *doc[verb.i + 1 : lives.i + 1]] if verb.i < lives.i < verb.i + 8 else [verb]
    return Happening(verb, "ASSAULT", None, words, [], parties_of(doc, of), flags=frozenset({"harm", "wounds"}), confidence=0.7)


def _is_violent(lemma: str) -> bool:
    """Does a noun name a deed of violence or its means, and no accident?"""
    known = lemma in vetoes()["instrument"] or any(s.type in _VIOLENT for s in nouns().get(lemma, ()))
    return known and lemma not in vetoes()["accident"]


def _truce_holds(doc: Doc, truce: Token) -> Happening | None:
    """As in "the truce took effect at noon", "a ceasefire came into force", "the armistice has held"."""
    while truce.dep_ == "conj":
        truce = truce.head
    verb = next((v for v in (truce.head, *children(truce, "acl:relcl")) if _is_said_of(v, truce)), None)
    if verb is None:
        return None
    effect = next((c for c in children(verb, "obj", "obl", "xcomp") if c.lower_ in _EFFECT), None)
    if effect is None and (verb.lemma_.lower() != "hold" or child(verb, "obj") is not None):
        return None
    words = [verb, *doc[verb.i + 1 : effect.i + 1]] if effect is not None and verb.i < effect.i < verb.i + 4 else [verb]
    return Happening(verb, "RETREAT", "ceasefire", words, [], [], flags=frozenset({"sure"}), confidence=0.7)


def _is_said_of(verb: Token, truce: Token) -> bool:
    """Is a verb of lasting the truce's own, or that of a clause about it: "the truce held", "a truce which took effect"?"""
    if verb.lemma_.lower() not in _LASTING:
        return False
    if verb == truce.head:
        return bool(truce.dep_ == "nsubj" and verb.pos_ == "VERB")
    return any(w.tag_ in {"WDT", "WP"} for w in children(verb, "nsubj"))


def _stepping_aside(doc: Doc, verb: Token) -> Happening | None:
    """As in "announced he would not seek re-election", "will not run for a third term": who holds an office lets it go."""
    no = denial(verb) if verb.pos_ == "VERB" else None
    if no is None or not is_to_come(verb):
        return None
    sought = {t.lemma_.lower() for t in doc[verb.i + 1 : min(verb.i + 9, sentence_of(verb).end)]}
    actors = parties_of(doc, agent_of(verb)) if sought & _OFFICES else []
    if not actors:
        return None
    return Happening(verb, "CONCEDE", None, [no, verb], actors[:1], status="asserted", flags=frozenset({"sure"}), confidence=0.6)


def _mission(doc: Doc, verb: Token) -> Happening | None:
    """As in "sent top officials to Yemen", "dispatched an envoy to the capital": a visit by those who go."""
    if verb.pos_ != "VERB":
        return None
    gone, to = object_of(verb), slot(verb, "to")
    if gone is None or to is None or whole(gone).lemma_.lower() not in _ENVOYS:
        return None
    host = parties_of(doc, to, placed=True)
    actors = _besides(parties_of(doc, agent_of(verb)), host)
    if not host or not actors or any(t.lower_ == "home" for t in children(verb)):
        return None
    return Happening(verb, "CONSULT", "visit", [verb], actors, host, confidence=0.6)


def _call(doc: Doc, verb: Token) -> Happening | None:
    """As in "King Abdullah called Mubarak": a person by name who is called, and called nothing, is telephoned."""
    if verb.tag_ not in {"VBD", "VBN", "VBZ"} or is_passive(verb):
        return None
    complements = [c for c in children(verb) if c.i > verb.i and c.dep_ in {"obj", "iobj", "xcomp", "ccomp", "compound:prt", "obl:arg"}]
    if len(complements) != 1 or complements[0].ent_type_ != "PERSON" or child(complements[0], "case", "cop", "det") is not None:
        return None
    called = complements[0]
    last = called.right_edge.i
    after = doc[last + 1] if last + 1 < sentence_of(verb).end else None
    if after is not None and (after.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or after.text in {"“", '"', "'", "‘", "`"}):
        return None  # "called Mubarak a tyrant"
    caller = agent_of(verb)
    if caller is None or not (caller.ent_type_ == "PERSON" or caller.pos_ == "PRON"):
        return None
    return Happening(verb, "CONSULT", "phone", [verb], parties_of(doc, caller), parties_of(doc, called), confidence=0.5)


def _sides_set(doc: Doc, verb: Token) -> Happening | None:
    """As in "new clashes opposed students to the police", "fighting that pitted herders against farmers": two sides fight."""
    fight = agent_of(verb) if verb.pos_ == "VERB" and not is_passive(verb) else None
    if fight is None or not any(s.type == "ASSAULT" for s in noun_senses(whole(fight))):
        return None
    one, other = object_of(verb), slot(verb, "against") or slot(verb, "to") or slot(verb, "with")
    if one is None or other is None or one.i < verb.i:
        return None
    sides, others = parties_of(doc, one), parties_of(doc, other)
    if not sides or not others:
        return None
    first = whole(fight).i
    words = [*doc[first : verb.i + 1]] if 0 < verb.i - first < 3 else [verb]
    flags = frozenset({"sure", "mutual", "wounds"})
    return Happening(verb, "ASSAULT", None, words, sides[:2], others[:2], mutual=True, flags=flags, confidence=0.7)


def _felled(doc: Doc, by: Token) -> Happening | None:
    """As in "the death of a student under police bullets", "died at the hands of gendarmes": whose bullets or hands, killed."""
    fell = by.head
    if fell.lemma_.lower() not in _FALLING:
        return None
    hands, case = by.lower_ == "hands", case_of(by)
    shots = by.lemma_.lower() != "hand" and case in {"under", "from", "to", "by"}
    if not (hands and case == "at") and not shots:
        return None
    of = noun_slot(by, "of")
    doers = parties_of(doc, of) if of is not None else owners(doc, by)
    hurt = parties_of(doc, noun_slot(fell, "of") or child(fell, "nmod:poss")) if fell.pos_ == "NOUN" else parties_of(doc, agent_of(fell))
    if not hurt or not (doers or shots) or (fell.lemma_.lower() == "fall" and not shots):
        return None
    mode, flags = "firearms" if shots else None, frozenset({"harm", "wounds"})
    return Happening(fell, "ASSAULT", mode, [fell], doers[:2], _besides(hurt, doers), flags=flags, confidence=0.7)


def _drawn(doc: Doc, verb: Token) -> Happening | None:
    """As in "had pulled a pistol on the officers", "brandished a machete", "pointed a gun at him": violence is held out."""
    lemma = verb.lemma_.lower()
    arm = object_of(verb) if verb.pos_ == "VERB" else None
    if arm is None or base(arm.lemma_, _ARMS) not in _ARMS or is_passive(verb) or not 0 < arm.i - verb.i < 6:
        return None
    aimed = parties_of(doc, slot(verb, "at") or slot(verb, "on") or slot(verb, "against"))
    if lemma in {"point", "wave", "flash"} and not aimed:
        return None
    if slot(verb, "from") is not None and lemma in {"pull", "draw"} and arm.tag_ == "NNS":
        return None  # "pulled weapons from the border"
    doers = parties_of(doc, agent_of(verb))
    if not doers:
        return None
    return Happening(verb, "THREATEN", "violence", [verb], doers[:2], _besides(aimed, doers), flags=frozenset({"sure"}), confidence=0.6)


def _inquiry(doc: Doc, verb: Token) -> Happening | None:
    """As in "announced the opening of an investigation", "ordered the launch of an inquiry into the deaths"."""
    opened = object_of(verb) if verb.pos_ == "VERB" else None
    if opened is None or opened.lemma_.lower() not in _OPENINGS or opened.i < verb.i:
        return None
    into = noun_slot(opened, "of")
    doers = parties_of(doc, agent_of(verb)) if into is not None and into.lemma_.lower() in _INQUIRIES else []
    if not doers:
        return None
    return Happening(verb, "ACCUSE", "investigate", [verb], doers[:2], flags=frozenset({"sure"}), confidence=0.6)


def _blamed_death(doc: Doc, verb: Token) -> Happening | None:
    """As in "blamed criminal gangs for the deaths": the act besides the charge."""
    if verb.pos_ != "VERB" or is_passive(verb) or status(doc, verb)[0] != "asserted":
        return None
    deaths, blamed = slot(verb, "for"), object_of(verb)
    if deaths is None or blamed is None or deaths.lemma_.lower() != "death":
        return None
    if not fights(whole(blamed)) and whole(blamed).lemma_.lower() not in _CRIMINAL:
        return None
    doers, teller = parties_of(doc, blamed), parties_of(doc, agent_of(verb))
    if not doers or not teller:
        return None
    hurt = _besides(parties_of(doc, noun_slot(deaths, "of")), doers)
    flags = frozenset({"harm", "wounds"})
    return Happening(deaths, "ASSAULT", None, [deaths], doers[:3], hurt, flags=flags, speaker=teller[0], status="asserted", confidence=0.6)


def _besides(found: Iterable[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Parties that are none of some others."""
    others = list(others)
    return [m for m in found if not any(same(m, o) for o in others)]


#: By the word that shows it, each turn.
_TURNS: tuple[tuple[frozenset[str], Callable[[Doc, Token], Happening | None]], ...] = (
    (frozenset({"life"}), _lives_lost),
    (_STANDING, _stepping_aside),
    (frozenset({"send", "dispatch"}), _mission),
    (frozenset({"call"}), _call),
    (frozenset({"oppose", "pit", "set"}), _sides_set),
    (frozenset({"hand", "bullet", "gunfire", "shot"}), _felled),
    (frozenset({"pull", "draw", "brandish", "whip", "point", "flash", "wave"}), _drawn),
    (frozenset({"announce", "order", "declare", "confirm", "decree"}), _inquiry),
    (frozenset({"blame", "fault"}), _blamed_death),
    (classes()["truces"], _truce_holds),
)
_BY_WORD = {word: [turn for words, turn in _TURNS if word in words] for words, _ in _TURNS for word in words}
