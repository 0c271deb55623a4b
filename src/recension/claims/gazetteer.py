"""The gazetteer: where on earth a name may be. GeoNames (CC BY 4.0), made small by `training/gazetteer.py`.

The table is one compressed file that is read at the first question and searched by bisection without parsing.
"""

from __future__ import annotations

import functools
import gzip
import math
from dataclasses import dataclass
from importlib import resources

from rapidfuzz import fuzz, process

from recension.claims.lexicon import countries
from recension.claims.names import bare, fold, sound, sound_of_folded

#: Kilometres of the earth's mean radius.
RADIUS = 6371.0
#: No more names than this are compared by their sound.
MOST_ALIKE = 12_000
#: Names that sound the same have so much of their letters in common (0 to 100): others need not be listened to.
ALIKE = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer. `feature`: town, country, division (first level), district (second level), region,
    water, continent; `division`: code of the first-level division; `geonameid` is None where GeoNames has no row.
    """

    number: int
    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str
    division: str
    feature: str
    population: int


def spots(name: str) -> list[Spot]:
    """All places that may be called so, in any case and with or without accents, the most populous first.

    >>> spots("KHAN YUNIS")[0].name, spots("El-Fasher")[0].country, spots("No Such Town At All")
    ('Khān Yūnis', 'SD', [])
    """
    found = _seek(fold(bare(name))) or _seek(fold(name))
    return sorted(found, key=lambda s: (-s.population, s.number))


@functools.lru_cache(maxsize=2000)
def sounding(name: str, lands: frozenset[str]) -> tuple[Spot, ...]:
    """Towns of some countries (ISO codes) that are spelt otherwise but sound like `name`.

    >>> [s.name for s in sounding("Kupiansk", frozenset({"UA"}))]
    ['Kupyansk']
    """
    key = fold(bare(name))
    wanted = sound(key)
    if len(key) < 5 or not lands:
        return ()
    found: dict[int, Spot] = {}
    names, numbers = _beginning(key[:2])
    for _, _, at in process.extract_iter(key, names, scorer=fuzz.ratio, score_cutoff=ALIKE):
        if abs(len(names[at]) - len(key)) <= 3 and sound_of_folded(names[at]) == wanted:
            for number in numbers[at].split(","):
                one = spot(int(number, 36))
                if one.country in lands and one.feature == "town":
                    found[one.number] = one
    return tuple(sorted(found.values(), key=lambda s: -s.population))


@functools.lru_cache(maxsize=64)
def _beginning(start: str) -> tuple[list[str], list[str]]:
    """The names that begin so, and the numbers of each: a report with many unknown names asks for the same ones."""
    names = _table()[0]
    lines = names[_first(names, start.encode()):_first(names, (start + "\uffff").encode())].decode().split("\n")[:MOST_ALIKE]
    parted = [line.partition("\t") for line in lines]
    return [name for name, _, _ in parted], [numbers for _, _, numbers in parted]


def country_name(iso: str) -> str | None:
    """The usual name of a country by its ISO code."""
    found = countries().get(iso)
    return found.name if found else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude in degrees) on the sphere.

    >>> round(kilometres((0, 0), (0, 1)))
    111
    """
    la, lb = math.radians(a[0]), math.radians(b[0])
    chord = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, chord)))


# ---------------------------------------------------------------- the table
@functools.cache
def _table() -> tuple[bytes, list[bytes]]:
    packed = resources.files("recension.claims").joinpath("data", "gazetteer.gz").read_bytes()
    names, entries = gzip.decompress(packed).split(b"\n\n", 1)
    return b"\n" + names + b"\n", entries.splitlines()


@functools.lru_cache(maxsize=20000)
def _seek(key: str) -> tuple[Spot, ...]:
    """Bisects the sorted lines of names for one key."""
    if not key:
        return ()
    names = _table()[0]
    wanted = key.encode()
    low, high = 0, len(names) - 1
    while low < high:
        start = names.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = names.find(b"\n", start + 1)
        here = names[start + 1:names.find(b"\t", start + 1, end)]
        if here == wanted:
            numbers = names[start + 2 + len(here):end].decode().split(",")
            return tuple(spot(int(number, 36)) for number in numbers)
        if here < wanted:
            low = end
        else:
            high = start
    return ()


def _first(names: bytes, key: bytes) -> int:
    """The offset of the first line whose name is not before `key`."""
    low, high = 0, len(names) - 1
    while low < high:
        start = names.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = names.find(b"\n", start + 1)
        if names[start + 1:end] < key:
            low = end
        else:
            high = start
    return low


@functools.lru_cache(maxsize=50000)
def spot(number: int) -> Spot:
    """The place on a line of the table."""
    key, name, lat, lon, country, division, feature, population = _table()[1][number].decode().split("\t")
    return Spot(number, int(key) if key.isdigit() else None, name, float(lat), float(lon), country, division, feature, int(population))
