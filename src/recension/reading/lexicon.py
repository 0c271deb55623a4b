"""The tables of the reading room: agencies, debris of news pages, section names, signs of translation."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources
from typing import Literal, cast

from recension.model import Role


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency: its short form, its full name, and the forms it is credited under."""

    short: str
    name: str
    forms: tuple[str, ...]
    #: Forms that are ordinary words or doubtful: they count only inside brackets or credit lines.
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Debris:
    """A kind of line that news pages carry beside their text."""

    role: Role
    reach: Literal["line", "tail"]
    pattern: re.Pattern[str]
    what: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a text was translated."""

    points: int
    least: int
    pattern: re.Pattern[str]
    reason: str


def rows(name: str) -> list[list[str]]:
    """The rows of a table of this room, without its header and empty lines; cells are parted by tabs."""
    text = (resources.files(__package__) / "lexicons" / name).read_text("utf-8")
    return [line.split("\t") for line in text.split("\n") if line.strip() and not line.startswith("# ")]


def fold(text: str) -> str:
    """A form for comparing labels: casefolded, single spaces, no marks at the ends.

    >>> fold(" Latest  News: ")
    'latest news'
    """
    return " ".join(text.casefold().split()).strip(" .,:;!|>»·•-–—*_#\"'“”‘’[]()")


@functools.cache
def agencies() -> tuple[Agency, ...]:
    """All agencies of the table."""
    found = []
    for row in rows("agencies.tsv"):
        short, name, more = row[0], row[1], row[2] if len(row) > 2 else ""
        forms = [f for f in more.split("|") if f]
        weak = {f[1:] for f in forms if f.startswith("*")}
        strong = {f for f in (short, name, *forms) if not f.startswith("*")} - weak
        found.append(Agency(short, name, tuple(sorted(strong)), tuple(sorted(weak))))
    return tuple(found)


@functools.cache
def agency_forms() -> dict[str, str]:
    """Folded form of an agency's name (weak ones too) → its short form. The first row of a form wins."""
    forms: dict[str, str] = {}
    for agency in agencies():
        for form in (agency.short, *agency.forms, *agency.weak):
            forms.setdefault(fold(form), agency.short)
    return forms


@functools.cache
def agency_pattern() -> re.Pattern[str]:
    """Finds agencies by their strong forms, longest first, as whole words, case kept."""
    forms = sorted({f for a in agencies() for f in a.forms}, key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w/])(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


@functools.cache
def debris() -> tuple[Debris, ...]:
    """The kinds of debris, in the order of trial."""
    return tuple(
        Debris(cast(Role, role), cast(Literal["line", "tail"], reach), re.compile(pattern, re.IGNORECASE), what)
        for role, reach, pattern, what in rows("debris.tsv")
    )


@functools.cache
def signs() -> tuple[Sign, ...]:
    """The signs of translation; a pattern in angle brackets names a family of turns."""
    turns = _turns()
    return tuple(
        Sign(int(points), int(least), re.compile(turns.get(pattern, pattern), re.MULTILINE), reason)
        for points, least, pattern, reason in rows("signs_of_translation.tsv")
    )


def _turns() -> dict[str, str]:
    """Family of turns, in angle brackets → a pattern for any of them, at whole words."""
    families: dict[str, list[str]] = {}
    for family, turn, _ in rows("turns_of_translation.tsv"):
        families.setdefault(f"<{family}>", []).append(turn)
    begin, end = r"(?:\b(?=\w)|(?!\w))", r"(?:(?<=\w)\b|(?<!\w))"  # of a word, or at a mark
    return {family: f"{begin}(?:{'|'.join(turns)}){end}" for family, turns in families.items()}


@functools.cache
def labels(name: str) -> frozenset[str]:
    """A list of words or labels, folded."""
    return frozenset(fold(row[0]) for row in rows(name))


@functools.cache
def foreign_labels() -> dict[str, str]:
    """Folded section name of another language → a language that has it."""
    found: dict[str, str] = {}
    for language, names in rows("foreign_labels.tsv"):
        for name in names.split("|"):
            if fold(name) not in labels("sections.txt"):
                found.setdefault(fold(name), language)
    return found
