"""PLOVER's tables: quad and score of a type, modes and contexts, and the codes of actors.

A code is given where the words of the record say it: a country's own name, a state's body by the state's name or
adjective, an organisation of the world list, a noun that means one sector. All else is None, never a guess: that a
person has some nationality, that people of a nation act for its state, that a militia is for or against a government.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from recension.claims.lexicon import country_of, organisation_of, people_of, singular
from recension.claims.names import bare

#: What PLOVER calls the manual that these tables are from.
CODEBOOK = "plover-draft-2.0"
#: The sector of an actor whom nobody names ("two civilians were killed by a bomb").
UNIDENTIFIED = "UNK"
#: Sectors that belong to a state: "Sudanese soldiers" are Sudan's, "Sudanese protesters" are not.
OF_STATE = frozenset({"GOV", "JUD", "LEG", "MIL", "COP", "SPY"})
#: Sectors that a word before the noun gives, whatever the noun: "rebel troops".
_LEADS = ("REB", "CRM", "PRM")
_TAIL = re.compile(r"\s+(?:of|from|in|at|with|who|that|near|for|on)\s+.*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Code:
    """The code and the sector of an actor, each None where the record does not know it."""

    code: str | None = None
    sector: str | None = None


# ---------------------------------------------------------------- types
def quad(kind: str) -> int:
    """The quad category of a type.

    >>> quad("AGREE"), quad("AID"), quad("THREATEN"), quad("ASSAULT")
    (1, 2, 3, 4)
    """
    return int(_table()["types"][kind]["quad"])


def scale(kind: str, modes: Iterable[str]) -> float:
    """The PLOVER score of a type with some modes, between -10 and 10: of several modes the one furthest from 0.

    >>> scale("ASSAULT", []), scale("ASSAULT", ["beat", "drone"]), scale("CONSULT", ["phone"])
    (-9.0, -9.5, 1.5)
    """
    entry = _table()["types"][kind]
    scores = [entry["modes"][m] for m in modes if m in entry["modes"]] or [entry["score"]]
    return float(max(scores, key=lambda s: (abs(s), s)))


def all_modes(kind: str) -> tuple[str, ...]:
    """All modes that PLOVER has for a type, in the manual's order.

    >>> all_modes("RETREAT"), all_modes("AID")
    (('withdraw', 'release', 'disarm', 'ceasefire', 'access', 'resign'), ())
    """
    return tuple(_table()["types"][kind]["modes"])


def modes_of(kind: str, given: Iterable[str | None]) -> list[str]:
    """Those of some modes that PLOVER has for a type, each once, in order.

    >>> modes_of("ASSAULT", ["firearms", None, "phone", "beat", "beat"])
    ['beat', 'firearms']
    """
    return sorted({m for m in given if m is not None} & set(all_modes(kind)))


def contexts_of(given: Iterable[str]) -> list[str]:
    """Those of some contexts that PLOVER has, each once, in order."""
    return sorted(set(given) & set(_table()["contexts"]))


# ---------------------------------------------------------------- actors
def code_of(names: Sequence[str]) -> Code:
    """The code and sector of an actor that goes by some names, the first that say them.

    >>> code_of(["Sudan"]), code_of(["Colombian soldiers"]), code_of(["government of Mali"])
    (Code(code='SDN', sector=None), Code(code='COL', sector='MIL'), Code(code='MLI', sector='GOV'))
    >>> code_of(["UNHCR"]), code_of(["rebel troops"]), code_of(["Syrian protesters"]), code_of(["Arakan Army"])
    (Code(code='UNO', sector=None), Code(code=None, sector='REB'), Code(code=None, sector='CVL'), Code(code=None, sector=None))
    """
    found = [_code(bare(name)) for name in names]
    return Code(next((c.code for c in found if c.code), None), next((c.sector for c in found if c.sector), None))


def land_code(name: str | None) -> str | None:
    """The code of a country by its name.

    >>> land_code("Mali"), land_code("Puerto Rico"), land_code("Atlantis"), land_code(None)
    ('MLI', 'USA', None, None)
    """
    country = country_of(name) if name else None
    return _lands().get(country.iso) if country else None


def _code(name: str) -> Code:
    if not name:
        return Code()
    if land := land_code(name):
        return Code(land)
    organisation = organisation_of(name)
    if organisation is not None and organisation.kind != "force":
        return Code(_international(organisation.name))
    if organisation is not None and (code := _international(organisation.name)):
        return Code(code)
    sector = _sector(name)
    return Code(_owner(name) if sector in OF_STATE else None, sector)


def _international(name: str) -> str | None:
    if name.startswith("UN "):
        return "UNO"
    return next((code for code, names in _table()["international"].items() if name in names), None)


def _sector(name: str) -> str | None:
    """The sector that a phrase's head noun says. A noun with a capital is part of a name ("Arakan Army"), unless there
    is nothing before it but the name of a country or nation.
    """
    words = _TAIL.sub("", name).split()
    if not words:
        return None
    if words[-1][:1].isupper():
        return next((s for k in range(len(words)) if (not k or _nation(words[:k])) and (s := _meaning(words[k:]))), None)
    found = next((s for k in range(max(0, len(words) - 3), len(words)) if (s := _meaning(words[k:]))), None)
    leads = (_meaning([w]) for w in words[:-1] if w.islower())
    return found and next((s for s in leads if s in _LEADS), found)


def _meaning(words: Sequence[str]) -> str | None:
    """The sector of just these words."""
    phrases = (" ".join(words).casefold(), " ".join([*words[:-1], singular(words[-1])]).casefold())
    return next((sector for p in phrases if (sector := _nouns().get(p))), None)


def _owner(name: str) -> str | None:
    """The country or alliance whose body a phrase names: "government of Mali", "Colombian soldiers", "NATO troops"."""
    match = re.search(r"\bof\s+(?:the\s+)?(.+)$", name)
    if match:
        return land_code(match[1])
    words = name.split()
    return next((code for n in range(len(words) - 1, 0, -1) if (code := _nation(words[:n]))), None)


def _nation(words: Sequence[str]) -> str | None:
    """The code of the country or alliance that some words are the name, the possessive or the adjective of, and nothing else."""
    phrase = bare(" ".join(words))
    if not phrase:
        return None
    people, organisation = people_of(phrase), organisation_of(phrase)
    owner = _international(organisation.name) if organisation is not None else None
    return land_code(phrase) or (_lands().get(people.iso) if people is not None and people.iso else None) or owner


# ---------------------------------------------------------------- the tables
@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("plover.toml").read_text(encoding="utf-8"))


@functools.cache
def _nouns() -> dict[str, str]:
    return {noun: sector for sector, nouns in _table()["sectors"].items() for noun in nouns}


@functools.cache
def _lands() -> dict[str, str]:
    text = resources.files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {iso: code for iso, code, _ in lines}
