"""The word lists of the stemma: plain data files beside this module, and the functions that read them."""

from __future__ import annotations

import functools
from importlib import resources


def lines(name: str) -> list[str]:
    """The lines of a data file without comments and blank ones."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@functools.cache
def words(name: str) -> frozenset[str]:
    """A file of words separated by white space, as a set."""
    return frozenset(word for line in lines(name) for word in line.split())


@functools.cache
def sets(name: str) -> dict[str, str]:
    """A file of one word set a line: each word gives the first word of its set."""
    return {word: line.split()[0] for line in lines(name) for word in line.split()}


@functools.cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """A file of tab-separated rows."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines(name))
