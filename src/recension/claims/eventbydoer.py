"""What the same verb is by another doer, or done to another: the police seize a suspect, bandits a teacher.

Patterns read a verb before they know who does it. Here its type and mode are set right by the doer and by who is reached: a
table of rules, of which the first that holds counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.claims.eventdoers import STATES, fights, head_of, is_of_a_state, is_outlaw
from recension.claims.eventparties import is_captured, is_physical
from recension.claims.eventslots import slot, whole
from recension.claims.eventwords import classes
from recension.claims.happening import Happening
from recension.claims.tree import children
from recension.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POLICE = classes()["policing"]
#: Verbs of taking persons: an arrest by the police, an abduction by bandits.
_TAKING = frozenset({"seize", "detain", "hold", "capture", "take", "apprehend", "round", "nab"})
_ARRESTING = frozenset({"arrest", "confiscate", "recover", "nab"})
_HANDING = frozenset({"hand", "turn", "transfer"})
_COURTS = frozenset({"court", "judge", "tribunal", "prosecutor", "magistrate"})
_OVERCOMING = frozenset({"overpower", "subdue"})
_DRAGGING = frozenset({"drag", "haul", "bundle", "march", "lead", "cart", "whisk", "frogmarch", "shove", "pull"})
#: Who is picked up at sea to be saved.
_AFLOAT = frozenset({"crew", "crewman", "survivor", "sailor", "seaman", "castaway", "passenger", "migrant", "fisherman"})
_FIGHTING = frozenset({"operation", "offensive", "attack", "hostility", "hostilities"})
_HEAVY = frozenset({"artillery", "mortar", "rocket", "shell", "tank", "cannon", "howitzer"})
_BURNING = frozenset({"petrol", "gasoline", "fire", "molotov", "paint", "smoke", "stink"})
_HOSTAGES = frozenset({"hostage", "captive", "victim", "slave", "abductee"})
#: Bodies that expel their members.
_MEMBERED = frozenset("party bloc union league federation association club alliance parliament assembly senate academy university commonwealth confederation caucus".split())


@dataclass(frozen=True, slots=True)
class Done:
    """An act with the nouns that name who did it and whom it reached."""

    act: Happening
    doers: list[Token]
    reached: list[Token]

    @property
    def verb(self) -> Token:
        return self.act.token

    @property
    def lemma(self) -> str:
        return str(self.verb.lemma_).lower()

    @property
    def by_outlaws(self) -> bool:
        return any(map(is_outlaw, self.doers))

    @property
    def to_persons(self) -> bool:
        return not all(map(is_physical, self.reached))

    def all_doers(self, are: Callable[[Token], bool]) -> bool:
        return bool(self.doers) and all(map(are, self.doers))

    def all_reached(self, are: Callable[[Token], bool]) -> bool:
        return bool(self.reached) and all(map(are, self.reached))


@dataclass(frozen=True, slots=True)
class Rule:
    """An act taken for one thing that by its doer is another."""

    was: str
    """The type or the mode that it was taken for."""
    words: frozenset[str]
    """Lemmas that it is told by; empty for all."""
    holds: Callable[[Done], bool]
    type: EventType
    mode: str | None = None


def by_the_doer(doc: Doc, made: Happening) -> None:
    """Set the type and mode of an act right by who does it and whom it reaches, see `eventdoers`."""
    lemma = made.token.lemma_.lower()
    rules = [rule for rule in _RULES if rule.was in {made.type, made.mode} and (not rule.words or lemma in rule.words)]
    if not rules:
        return
    heads = ([noun for m in side if (noun := head_of(doc, m)) is not None] for side in (made.actors, made.recipients))
    done = Done(made, *heads)
    rule = next((rule for rule in rules if rule.holds(done)), None)
    if rule is not None:
        made.type, made.mode = rule.type, rule.mode


def _takes_persons(done: Done) -> bool:
    return done.act.mode in {"arrest", None} and done.by_outlaws and done.to_persons


def _are_saved(done: Done) -> bool:
    """As in "the crew were picked up by a destroyer"."""
    return done.all_reached(lambda noun: noun.lemma_.lower() in _AFLOAT)


def _cease_fighting(done: Done) -> bool:
    """As in "the army suspended operations"."""
    return done.all_doers(fights) and any(c.lemma_.lower() in _FIGHTING for c in children(done.verb, "obj"))


def _is_a_search(done: Done) -> bool:
    """As in "a police raid", "arrested nine in a raid": where "police raided an office" is a search too."""
    if done.verb.pos_ != "NOUN":
        return False
    return done.all_doers(_searches) if done.doers else done.verb.head.lemma_.lower() in _TAKING | _ARRESTING


def _are_held(done: Done) -> bool:
    """As in "the junta holds political prisoners"."""
    return bool(done.doers) and not done.by_outlaws and len(done.act.words) == 1


def _are_rescued(done: Done) -> bool:
    """As in "commandos freed the passengers"."""
    return done.all_doers(_rescues) and not any(is_captured(t) and not _is_hostage(t) for t in done.reached)


def _are_extradited(done: Done) -> bool:
    """As in "handed the suspect over to Norland": no captive who comes home, but one whom the other side will try."""
    to = slot(done.verb, "to")
    if to is None or done.by_outlaws or any(is_captured(t) or is_physical(t) for t in done.reached):
        return False
    return whole(to).ent_type_ == "LOC" or _is_court(whole(to))


def _must_pay(done: Done) -> bool:
    """As in "a judge ordered the state to pay damages"."""
    return any(map(_is_court, done.doers)) and any(c.lemma_.lower() == "pay" for c in children(done.verb, "xcomp"))


def _are_arrested(done: Done) -> bool:
    """As in "police captured a third suspect"."""
    return len(done.act.words) == 1 and done.all_doers(_searches)


def _are_fought_back(done: Done) -> bool:
    """As in "tanks drove the militiamen back"."""
    return done.act.type == "COERCE" and done.to_persons and any(map(fights, done.doers)) and done.all_reached(fights)


def _are_let_go(done: Done) -> bool:
    """As in "the government freed 40 activists": a state lets its prisoners go."""
    return done.all_doers(_holds_prisoners) and not any(map(_is_hostage, done.reached))


def _show_themselves(done: Done) -> bool:
    """As in "troops staged a flag march"."""
    return done.all_doers(fights) and any(c.lower_ == "flag" for w in (done.verb, *children(done.verb, "obj")) for c in children(w, "compound"))


def _only_burns(done: Done) -> bool:
    """As in "threw petrol bombs"."""
    return any(c.lower_ in _BURNING for w in children(done.verb, "obj") for c in children(w))


def _is_heavy_fire(done: Done) -> bool:
    """As in "exchanged artillery fire"."""
    return any(c.lemma_.lower() in _HEAVY for w in children(done.verb, "obj") for c in children(w))


def _are_expelled(done: Done) -> bool:
    """Diplomats, and who is expelled from a party."""
    left = done.lemma in {"expel", "oust"} and any(t.lemma_.lower() in _MEMBERED for t in done.doers)
    return left or done.all_reached(is_of_a_state)


# ---------------------------------------------------------------- kinds of doers
def _searches(doer: Token) -> bool:
    """Does a raid of theirs search: police, customs, detectives?"""
    return doer.lemma_.lower() in _POLICE and doer.lemma_.lower() not in {"unit", "guard", "service", "security"}


def _rescues(doer: Token) -> bool:
    """Do they free whom others hold: commandos, police, troops, a warship, and no state or court?"""
    return doer.ent_type_ != "LOC" and fights(doer) and not is_outlaw(doer) and doer.lemma_.lower() not in {"fighter", "militia", "guard"} | STATES


def _holds_prisoners(doer: Token) -> bool:
    """Is it a state or its courts, who let prisoners go, and no police who rescue?"""
    return doer.ent_type_ == "LOC" or doer.lemma_.lower() in STATES


def _is_court(noun: Token) -> bool:
    return noun.lemma_.lower() in _COURTS


def _is_hostage(noun: Token) -> bool:
    return noun.lemma_.lower() in _HOSTAGES


_ALL: frozenset[str] = frozenset()
_RULES = (
    Rule("COERCE", _TAKING, _takes_persons, "ASSAULT", "abduct"),
    Rule("arrest", _DRAGGING, _takes_persons, "ASSAULT", "abduct"),
    Rule("arrest", _OVERCOMING, _takes_persons, "ASSAULT"),
    Rule("arrest", frozenset({"pick", "take"}), _are_saved, "AID"),
    Rule("discontinue", _ALL, _cease_fighting, "RETREAT", "ceasefire"),
    Rule("ASSAULT", frozenset({"raid"}), _is_a_search, "COERCE", "seize"),
    Rule("abduct", frozenset({"hold"}), _are_held, "COERCE", "arrest"),
    Rule("AID", frozenset({"free", "release", "liberate"}), lambda done: done.by_outlaws, "RETREAT", "release"),  # captors, no rescuers
    Rule("release", frozenset({"free", "liberate"}), _are_rescued, "AID"),
    Rule("release", _HANDING, _are_extradited, "COOPERATE"),
    Rule("REQUEST", frozenset({"order"}), _must_pay, "SANCTION", "convict"),
    Rule("abduct", _TAKING, _are_arrested, "COERCE", "arrest"),
    Rule("restrict", frozenset({"drive", "push"}), _are_fought_back, "ASSAULT"),
    Rule("expel", frozenset({"drive"}), lambda done: done.all_reached(fights), "ASSAULT"),
    Rule("expel", frozenset({"oust", "depose", "unseat"}), lambda done: done.all_doers(fights), "COERCE"),  # a coup
    Rule("AID", frozenset({"free", "release"}), _are_let_go, "RETREAT", "release"),
    Rule("demo", _ALL, _show_themselves, "MOBILIZE"),
    Rule("explosives", _ALL, _only_burns, "ASSAULT", "primitive"),
    Rule("firearms", _ALL, _is_heavy_fire, "ASSAULT", "heavy-weapons"),
    Rule("obstruct", _ALL, lambda done: any(map(fights, done.doers)), "COERCE", "restrict"),
    Rule("deport", _ALL, _are_expelled, "SANCTION", "expel"),
)
