"""Rule profiles: how an estimate is chosen from its claims. Data files, with their rules in words."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Literal

DEFAULT = "origins-lbh"


@dataclass(frozen=True, slots=True)
class Profile:
    """A rule profile. `indicators` empty: all of people, forces and votes. `vague`: how a word is read."""

    name: str
    title: str
    source: str
    rules: tuple[str, ...]
    indicators: tuple[str, ...]
    best: Literal["most_origins", "most_origins_else_lowest", "lowest"]
    low: Literal["minimum"]
    high: Literal["maximum"]
    vague: dict[str, float]


def profile_names() -> list[str]:
    """The names of the profiles that come with the package.

    >>> profile_names()
    ['acled-conservative', 'origins-lbh', 'ucdp-like']
    """
    folder = resources.files(__package__).joinpath("profiles")
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))


@functools.cache
def profile(name: str = DEFAULT) -> Profile:
    """A profile by its name.

    Raises:
        ValueError: there is no such profile; the message names those that there are.
    """
    if name not in profile_names():
        raise ValueError(f"no rule profile {name!r}: there are {', '.join(profile_names())}")
    text = resources.files(__package__).joinpath("profiles", f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Profile(
        name=table["name"], title=table["title"], source=table["source"], rules=tuple(table["rules"]),
        indicators=tuple(table["indicators"]), best=table["best"], low=table["low"], high=table["high"],
        vague={k: float(v) for k, v in table["vague"].items()},
    )
