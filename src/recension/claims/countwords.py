"""The words of figures: which predicates, participles and nouns make a number a figure, and which nouns are persons.

The lists stand in `lexicons/figures.toml`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from recension.claims.lexicon import group_classes, people_of, role_classes, singular, suffixes
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Indicators that count persons who underwent something.
UNDERGONE = frozenset({"killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced"})


@functools.cache
def words(*path: str) -> frozenset[str]:
    table: Any = _lexicon()
    for key in path:
        table = table[key]
    return frozenset(table)


@functools.cache
def _lexicon() -> dict[str, Any]:
    path = resources.files("recension.claims") / "lexicons" / "figures.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def indicators(table: str) -> dict[str, Indicator]:
    """Word → indicator for one of the tables undergone, done, held, counted."""
    return {word: cast(Indicator, name) for name, words in _lexicon()[table].items() for word in words}


def lemma_of(token: Token) -> str:
    return str(token.lemma_.lower() or token.lower_)


def noun_of(token: Token) -> str:
    """The singular of a noun as the lexicons have it."""
    low = singular(token.lower_)
    if low != token.lower_ or token.tag_ not in {"NNS", "NNPS"}:
        return low
    return low[:-1] if low.endswith("s") and role_classes(low[:-1]) else lemma_of(token)


def roles_of(token: Token) -> frozenset[str]:
    """The classes of persons that a noun names: "gunmen" are armed."""
    return role_classes(token.lower_) or role_classes(noun_of(token))


def is_person(token: Token, indicator: Indicator) -> bool:
    """Can a counted noun be persons? Unknown nouns are where only persons undergo what is said."""
    low = token.lower_
    lemma = noun_of(token)
    if lemma in words("persons", "words") or low in words("persons", "words") or low in indicators("held"):
        return True
    if indicators("counted").get(lemma) in UNDERGONE:
        return True
    if lemma in words("persons", "things"):
        return False
    if roles_of(token) or (people_of(token.text) and token.tag_ in {"NNS", "NNPS", "NN", "NNP"}):
        return True
    if group_classes(low) & {"force", "crowd"} and low in {"police", "troops", "forces", "personnel", "crew", "wounded", "injured", "missing", "displaced"}:
        return True
    if indicator in {"participants", "other", "troops"}:
        return bool(token.tag_ == "NNPS")
    return bool(token.tag_ in {"NNS", "NNPS", "CD"} and not low.endswith(("ings", "tions", "ments")))


def is_surely_person(token: Token) -> bool:
    """A noun that the lexicons know for persons, for verbs that things undergo as well ("hit", "lost", "evacuated")."""
    low = token.lower_
    if low in words("persons", "things") or noun_of(token) in words("persons", "things"):
        return False
    known = roles_of(token) or people_of(token.text) or low in indicators("held") or indicators("counted").get(noun_of(token)) in UNDERGONE
    return bool(known) or noun_of(token) in words("persons", "words") or low in words("persons", "words") | words("forces", "words") or (
        low.endswith(suffixes()) and token.tag_ in {"NNS", "NN"}) or low in {"police", "troops", "forces", "crew"}


def names_persons(noun: Token) -> bool:
    """"refugees", "hostages", "the wounded", "bodies" name who is counted; "deaths" and "arrests" do not."""
    return bool(roles_of(noun)) or noun.lower_ in indicators("held")
