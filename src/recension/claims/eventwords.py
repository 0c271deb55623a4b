"""The event lexicons as tables: which words state an event of which type, and what governs its status.

The data stand in `lexicons/events.*.tsv` and `lexicons/status.tsv`; each file says in its head what its
columns mean. Everything here is read once and never changed.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Container
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

from recension.model import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

Effect = Literal[
    "denied", "negated", "failed", "attempted", "foiled", "hypothetical", "future", "demanded", "real", "carrier"
]


#: Auxiliaries of what is to come and of what is to be done, as the tokeniser leaves them: "wo" of "won't".
WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha", "gon"})
MUST = frozenset({"must", "should", "ought"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a trigger.

    `second`: a verb's particle or preposition; of a noun what must stand after "of" or before it.
    `recipient`: slots tried in order (obj, iobj or a preposition); `objects`: what the object must be, each a
    class (`@force`), a lemma or one of party, clause, inf, led (an object that is to act), none; `of`: whom "of" names after a noun.
    """

    type: EventType
    mode: str | None
    recipient: tuple[str, ...]
    objects: frozenset[str]
    flags: frozenset[str]
    second: str | None = None
    of: str | None = None


def rows(name: str) -> list[list[str]]:
    """The rows of a lexicon file, split at tabs, without comments and empty lines."""
    text = (files("recension.claims") / "lexicons" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _slots(cell: str) -> tuple[str, ...]:
    return tuple(s for s in cell.replace(" ", "").split(",") if s not in {"", "-"})


@functools.cache
def verbs() -> dict[str, tuple[Sense, ...]]:
    """Senses of verbs by lemma."""
    table: dict[str, list[Sense]] = {}
    for type_, mode, recipient, objects, flags, words in rows("events.verbs.tsv"):
        for word in words.split():
            lemma, _, second = word.partition("_")
            sense = Sense(
                cast(EventType, type_),
                None if mode == "-" else mode,
                _slots(recipient),
                frozenset(objects.split()),
                frozenset(flags.split()),
                second or None,
            )
            table.setdefault(lemma, []).append(sense)
    return {lemma: tuple(senses) for lemma, senses in table.items()}


@functools.cache
def nouns() -> dict[str, tuple[Sense, ...]]:
    """Senses of nouns by lemma; a plural that the lemmatiser may leave is looked up without its s."""
    table: dict[str, list[Sense]] = {}
    for type_, mode, of, recipient, flags, words in rows("events.nouns.tsv"):
        sense = Sense(
            cast(EventType, type_),
            None if mode == "-" else mode,
            _slots(recipient),
            frozenset(),
            frozenset(flags.split()),
            None,
            None if of == "-" else of,
        )
        for word in words.split():
            lemma, _, second = word.partition("_of_")
            table.setdefault(lemma, []).append(dataclasses.replace(sense, second=second or None))
    return {lemma: tuple(senses) for lemma, senses in table.items()}


#: Participles that the lemmatiser may leave as they stand.
_PARTICIPLES: dict[str, str] = {
    "beaten": "beat", "blown": "blow", "broken": "break", "driven": "drive", "fought": "fight", "given": "give",
    "held": "hold", "hidden": "hide", "laid": "lay", "overthrown": "overthrow", "ridden": "ride", "shot": "shoot",
    "slain": "slay", "stolen": "steal", "struck": "strike", "taken": "take", "thrown": "throw", "torn": "tear",
    "overran": "overrun", "retook": "retake", "overthrew": "overthrow", "withdrawn": "withdraw", "withheld": "withhold", "forbidden": "forbid", "retaken": "retake",
}  # fmt: skip


def base(word: str, table: Container[str]) -> str:
    """A lemma as a table has it, where the lemmatiser left an ending: "urges", "call(s)".

    >>> base("urges", {"urge"}), base("marched", {"march"}), base("initialled", {"initial"}), base("walk", {"run"})
    ('urge', 'march', 'initial', 'walk')
    """
    word = word.lower()
    if word in table:
        return word
    if _PARTICIPLES.get(word) in table:
        return _PARTICIPLES[word]
    plain = re.sub(r"[^\w'-].*$", "", word)
    for ending, instead in (
        ("", ""),
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if not plain.endswith(ending):
            continue
        stem = plain[: len(plain) - len(ending)] + instead
        if stem in table:
            return stem
        if ending and not instead and stem[-2:] == stem[-1:] * 2 and stem[:-1] in table:
            return stem[:-1]  # "signalled", "initialling"
    if len(plain) > 3 and plain[-1] == plain[-2] and plain[:-1] in table:
        return plain[:-1]
    return word


def verb_senses(token: Token) -> tuple[Sense, ...]:
    """What a token may state as a verb of the lexicon, whatever ending its lemma still has."""
    table = verbs()
    return table.get(base(token.lemma_, table), ())


def noun_senses(token: Token) -> tuple[Sense, ...]:
    """What a token may state as a noun of the lexicon, whatever ending its lemma still has."""
    table = nouns()
    return table.get(base(token.lemma_, table), ())


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Classes of nouns by name, without the @."""
    return {name: frozenset(words.split()) for name, words in rows("events.classes.tsv")}


@functools.cache
def modes() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """(type, mode, lemmas) in order of precedence."""
    return tuple((type_, mode, frozenset(words.split())) for type_, mode, words in rows("events.modes.tsv"))


@functools.cache
def contexts() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """(contexts by lemma, contexts that a type or type-mode brings with it)."""
    by_word: dict[str, list[str]] = {}
    by_type: dict[str, tuple[str, ...]] = {}
    for kind, name, words in rows("events.contexts.tsv"):
        for word in words.split():
            if kind == "word":
                by_word.setdefault(word, []).append(name)
            else:
                by_type[word] = (*by_type.get(word, ()), name)
    return {word: tuple(names) for word, names in by_word.items()}, by_type


@functools.cache
def vetoes() -> dict[str, frozenset[str]]:
    """Words that tell sport, markets, accidents and other worlds where violent words mean something else."""
    return {name: frozenset(words.split()) for name, words in rows("events.vetoes.tsv")}


@functools.cache
def effects() -> dict[tuple[str, str], Effect]:
    """What a governor does to the act in it: (part of speech v n a, word or word_second) → effect."""
    table: dict[tuple[str, str], Effect] = {}
    for effect, pos, words in rows("status.tsv"):
        for word in words.split():
            table.setdefault((pos, word), cast(Effect, effect))
    return table


@functools.cache
def governing(pos: str) -> frozenset[str]:
    """The words that govern status, of one part of speech: v, n or a."""
    return frozenset(word for kind, word in effects() if kind == pos)


@functools.cache
def carriers() -> frozenset[tuple[str, str]]:
    """Words that only carry an act noun ("carried out an attack"): the act's status is theirs."""
    return frozenset(
        (pos, word) for effect, pos, words in rows("status.tsv") if effect == "carrier" for word in words.split()
    )
