"""The word lists of actors: countries, peoples, roles, groups and organisations of the world, read once a process.

The lists are data files in `lexicons/`; the head of each says what it holds and where it comes from.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from importlib import resources
from typing import TypeVar

from recension.claims.names import bare, fold

T = TypeVar("T")

#: Acronyms up to this many letters are only read as such in the case that the list gives: "US" is no "us".
SHORT = 5


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: ISO 3166-1 code, usual name, centroid in degrees, its other names and seats."""

    iso: str
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """A nation, people or faith as nouns name it: its plural, and its country's code where it is a state's."""

    plural: str
    iso: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that reports name without explaining, and what they may call it later ("the alliance")."""

    name: str
    aliases: tuple[str, ...]
    called: frozenset[str]
    kind: str


def rows(file: str) -> list[list[str]]:
    """The rows of a lexicon: tab-separated columns; lines that start with "#" are its head."""
    text = resources.files("recension.claims").joinpath("lexicons", file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell, parted by "|"."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


# ---------------------------------------------------------------- countries and peoples
@functools.cache
def countries() -> dict[str, Country]:
    """All countries by ISO code."""
    found = {}
    for iso, name, lat, lon, *rest in rows("countries.tsv"):
        aliases, demonyms, seats = (parts(cell) for cell in ([*rest, "", "", ""])[:3])
        found[iso] = Country(iso, name, float(lat), float(lon), aliases, demonyms, seats)
    return found


@functools.lru_cache(maxsize=65536)
def country_of(text: str) -> Country | None:
    """The country that a text names, in any case and with or without an article.

    >>> country_of("the U.S.").name, country_of("us"), country_of("Côte d’Ivoire").iso
    ('United States', None, 'CI')
    """
    return _seek(_country_names(), text)


@functools.lru_cache(maxsize=65536)
def seat_of(text: str) -> Country | None:
    """The country whose government a capital or seat may stand for; None for one that may stand for several.

    >>> seat_of("Ankara").name, seat_of("Brussels")
    ('Turkey', None)
    """
    return None if is_shared_seat(text) else _seek(_seats(), text)


def is_seat(text: str) -> bool:
    """Can a place name stand for a government or a body that sits there?"""
    return is_shared_seat(text) or _seek(_seats(), text) is not None


def is_shared_seat(text: str) -> bool:
    return fold(bare(text)) in _shared_seats()


@functools.lru_cache(maxsize=65536)
def people_of(text: str) -> People | None:
    """The people that a demonym names, noun or adjective, singular or plural.

    >>> people_of("Danes").plural, people_of("Sudanese").iso, people_of("Kurdish").plural, people_of("table")
    ('Danes', 'SD', 'Kurds', None)
    """
    if not text[:1].isupper():
        return None
    return _peoples().get(text) or _peoples().get(text.capitalize() if text.isupper() and len(text) > 3 else text)


# ---------------------------------------------------------------- roles, groups, organisations
@functools.lru_cache(maxsize=65536)
def role_classes(word: str) -> frozenset[str]:
    """The classes of a word for persons: "soldiers", "prime minister".

    >>> sorted(role_classes("peacekeepers")), sorted(role_classes("stone"))
    (['soldier'], [])
    """
    return _classes(_roles(), word)


@functools.lru_cache(maxsize=65536)
def group_classes(word: str) -> frozenset[str]:
    """The classes of a word for groups, forces, governments and bodies: "troops", "ministry"."""
    return _classes(_groups(), word)


@functools.lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """A rough singular of an English noun.

    >>> singular("bodies"), singular("churches"), singular("rebels"), singular("police"), singular("policemen")
    ('body', 'church', 'rebel', 'police', 'policeman')
    """
    low = word.casefold()
    if low in _keep_plural() or len(low) < 4:
        return low
    if low.endswith("men") and len(low) > 4:
        return low[:-3] + "man"
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) else low


@functools.lru_cache(maxsize=65536)
def organisation_of(text: str) -> Organisation | None:
    """The organisation of the world list that a text names; None for an acronym that several share.

    >>> organisation_of("the U.N.").name, organisation_of("who"), organisation_of("RSF")
    ('United Nations', None, None)
    """
    return _seek(_organisations(), text)


@functools.lru_cache(maxsize=65536)
def may_begin_a_name(word: str) -> bool:
    """May a listed organisation or country begin with this word? Cheap: most words may not.

    >>> may_begin_a_name("United"), may_begin_a_name("Tuesday")
    (True, False)
    """
    return fold(bare(word)).partition(" ")[0] in _first_words()


@functools.cache
def _first_words() -> frozenset[str]:
    names = itertools.chain(_organisations(), _country_names())
    return frozenset(fold(name.removeprefix("~")).partition(" ")[0] for name in names)


def is_title(word: str) -> bool:
    """May a word stand before a name as its title: "Gen.", "President", "Sheikh"?"""
    low = word.casefold()
    return low in _titles() or low.rstrip(".") in _titles() or bool(role_classes(low) & _TITLE_CLASSES)


_TITLE_CLASSES = frozenset({
    "head_of_state", "head_of_government", "minister", "head", "diplomat", "spokesperson", "legislator", "local_head",
    "officer", "commander", "clergy", "law", "health", "official", "politician", "soldier", "media", "title",
    "worker", "kin", "witness", "protester",
})


# ---------------------------------------------------------------- the tables
def _seek(table: dict[str, T | None], text: str) -> T | None:
    """Short names are sought as they stand, long ones in any case."""
    text = bare(text)
    found = table.get(text)
    if found is None and len(text.replace(".", "")) >= SHORT - 1 and not (text.islower() and len(text) < SHORT):
        found = table.get("~" + fold(text))
    return found


def _enter(table: dict[str, T | None], name: str, value: T) -> None:
    """Enters a name; one that two values share is entered as None, for it names neither."""
    keys = [bare(name)]
    if (len(name.replace(".", "")) >= SHORT - 1 and not name.isupper()) or len(name) >= SHORT:
        keys.append("~" + fold(bare(name)))
    for key in keys:
        table[key] = None if key in table and table[key] != value else value


@functools.cache
def _country_names() -> dict[str, Country | None]:
    table: dict[str, Country | None] = {}
    for country in countries().values():
        for name in (country.name, *country.aliases):
            _enter(table, name, country)
    return table


@functools.cache
def _seats() -> dict[str, Country | None]:
    table: dict[str, Country | None] = {}
    for country in countries().values():
        for name in country.seats:
            _enter(table, name, country)
    return table


@functools.cache
def _shared_seats() -> frozenset[str]:
    return frozenset(fold(row[0]) for row in rows("metonyms.tsv"))


@functools.cache
def _peoples() -> dict[str, People]:
    table: dict[str, People] = {}
    for country in countries().values():
        for form in country.demonyms:
            plural = plural_of(form)
            table.setdefault(form, People(plural, country.iso))
            table.setdefault(plural, People(plural, country.iso))
    for row in rows("demonyms.tsv"):
        plural, *forms = parts(row[0])
        for form in (plural, *forms):
            table.setdefault(form, People(plural, None))
            table.setdefault(plural_of(form), People(plural, None))
    return table


def plural_of(form: str) -> str:
    """The plural of a demonym: "Danes", "Chinese", "Frenchmen"."""
    if form.endswith(("s", "se", "sh", "ch", "men", "ss", "x", "z")) or "." in form or form.isupper():
        return form
    return form[:-1] + "ies" if form.endswith("y") else form + "s"


@functools.cache
def _roles() -> dict[str, frozenset[str]]:
    return _by_word("roles.tsv")


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    return _by_word("groups.tsv")


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(w for w, classes in _roles().items() if "title" in classes)


@functools.cache
def _keep_plural() -> frozenset[str]:
    """Words in -s that the lists hold as they are ("police forces", "news"), and no mere plural of another word."""
    singular = {*_roles(), *(w for w, classes in _groups().items() if "suffix" not in classes)}
    return frozenset(w for w in singular if w.endswith("s") and w[:-1] not in singular)


@functools.cache
def suffixes() -> tuple[str, ...]:
    """Endings that make a word for persons of words in no list."""
    return tuple(w for w, classes in _groups().items() if "suffix" in classes)


@functools.cache
def first_names() -> dict[str, str]:
    """Frequent first names, folded, with "m" or "f"."""
    return {fold(name): gender for gender, names in rows("firstnames.tsv") for name in parts(names)}


def _by_word(file: str) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, words in rows(file):
        for word in parts(words):
            table.setdefault(word.casefold(), set()).add(name)
    return {word: frozenset(classes) for word, classes in table.items()}


def _classes(table: dict[str, frozenset[str]], word: str) -> frozenset[str]:
    low = word.casefold().replace("’", "'")
    return table.get(low) or table.get(singular(low)) or frozenset()


@functools.cache
def _organisations() -> dict[str, Organisation | None]:
    table: dict[str, Organisation | None] = {}
    for name, *rest in rows("organisations.tsv"):
        aliases, called, kind = ([*rest, "", "", ""])[:3]
        found = Organisation(name, parts(aliases), frozenset(parts(called)), kind or "organisation")
        for each in (name, *found.aliases):
            _enter(table, each, found)
    return table
