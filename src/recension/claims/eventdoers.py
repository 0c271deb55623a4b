"""What kind of doer a party is: one who fights, one outside the law, one who works, one who serves a foreign state.

The same verb is another act by another doer: the police seize a suspect (an arrest), bandits seize a teacher (an abduction);
dockers strike work, jets strike a port; villagers block a road in protest, gunmen do not.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from recension.claims.eventslots import whole
from recension.claims.eventwords import base, classes
from recension.claims.happening import tokens_of
from recension.claims.lexicon import country_of, group_classes, organisation_of, people_of, role_classes
from recension.claims.phrases import entity_at
from recension.claims.tree import children, topmost

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from recension.model import Mention

#: Classes of persons and groups that bear arms.
_ARMED = frozenset({"armed", "soldier", "commander", "force", "armed_group"})
#: Classes of persons who have an employer or customers, and of bodies that speak for them.
_WORKING = frozenset({"worker", "health", "law", "media", "official", "civilian", "protester"})
#: Organisations of the world list that fight.
_ARMED_KINDS = frozenset({"armed_group", "force"})
#: States and their bodies by a common noun: who lets prisoners go.
STATES = frozenset({"government", "junta", "regime", "court", "authority", "judge", "prison", "president", "king", "republic"})
#: Words of a phrase that are looked at for what a convoy carries.
_LONGEST = 20


def head_of(doc: Doc, party: Mention) -> Token | None:
    """The noun that names a party: of "masked gunmen" the men, of a name its last word."""
    return topmost(tokens_of(doc, party))


def fights(noun: Token) -> bool:
    """Soldiers, rebels, gunmen; a state or an organisation with arms."""
    lemma = noun.lemma_.lower()
    if lemma in classes()["armed"] | classes()["outlaw"] or (role_classes(lemma) | group_classes(lemma)) & _ARMED:
        return True
    known = _organisation(noun)
    return country_of(noun.text) is not None or (known is not None and known in _ARMED_KINDS)


def is_outlaw(noun: Token) -> bool:
    """Criminals, and armed men who serve no state: whom they take, they abduct."""
    lemma = base(noun.lemma_, classes()["outlaw"])
    if lemma in classes()["outlaw"]:
        return True
    if lemma == "man" and any(c.lower_ in {"armed", "masked", "hooded"} for c in children(noun, "amod", "acl")):
        return True
    return _organisation(noun) == "armed_group"


def strikes_work(noun: Token) -> bool:
    """Who lays down work and no bombs: people of a trade, a union, a staff."""
    lemma = noun.lemma_.lower()
    if lemma in classes()["trades"]:
        return True
    if fights(noun) or people_of(noun.text) is not None or noun.ent_type_ == "LOC":
        return False
    if lemma in classes()["labour"] or role_classes(lemma) & _WORKING:
        return True
    return is_plural(noun) and noun.lower_.endswith(("ers", "ors", "ists", "men", "ians", "ees"))


def is_plural(noun: Token) -> bool:
    """Is a word a plural, also where the tagger takes an unknown trade in small letters for a name ("the coopers' strike")?"""
    taken_for_a_name = noun.tag_ == "NNP" and str(noun.text).islower()
    return noun.tag_ == "NNS" or (taken_for_a_name and str(noun.text).endswith(("s", "men")))


def is_of_a_state(noun: Token) -> bool:
    """Diplomats, officers and staff of an embassy or of a foreign state, and states: who is expelled by a sanction."""
    lemma = noun.lemma_.lower()
    if "diplomat" in role_classes(lemma) or lemma in {"country", "state", "island", "republic"}:
        return True
    before = children(noun, "amod", "compound", "nmod:poss")
    if lemma not in classes()["staff"] | {"troop", "soldier", "peacekeeper", "adviser", "contingent"}:
        return False
    return any(t.lower_ in classes()["diplomatic"] or people_of(t.text) is not None for t in before)


def carries_relief(noun: Token | None) -> bool:
    """Is a convoy, or a lorry, one with aid: "a UN convoy", "trucks carrying medicines"? It moves no troops."""
    if noun is None or whole(noun).lemma_.lower() not in classes()["convoy"]:
        return False
    return any(t.lower_ in classes()["relief"] for t in itertools.islice(noun.subtree, _LONGEST))


def _organisation(noun: Token) -> str | None:
    entity = entity_at(noun)
    known = organisation_of(entity.text if entity is not None else noun.text)
    return known.kind if known is not None else None
