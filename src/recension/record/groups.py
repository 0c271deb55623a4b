"""Which group of people a phrase names: the class by which counts of different reports are held together."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

from recension.model import Mention

#: Words that name nobody by themselves.
PRONOUNS = frozenset("it they he she we i you who what which that them him her us his their its one this these those".split())
#: Heads that name no group by themselves: "members of a peacekeeping force" are soldiers.
_PARTITIVE = frozenset({"member", "group", "number", "pair", "band", "team", "column", "lot", "part", "some", "one", "two"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: What follows the head of a name.
_BREAK = re.compile(r"[,;]| (?:of|from|in|at|with|without|who|that|for|near|and|on|under)\b")


@functools.cache
def _nouns() -> dict[str, str]:
    table = tomllib.loads(resources.files(__package__).joinpath("groups.toml").read_text(encoding="utf-8"))
    return {noun: name for name, entry in table.items() for noun in entry["nouns"]}


def singular(word: str) -> str:
    """A rough singular of a noun, good enough to look it up in a table of nouns.

    >>> [singular(w) for w in ("soldiers", "gunmen", "bodies", "police", "children", "people")]
    ['soldier', 'gunman', 'body', 'police', 'child', 'people']
    """
    irregular = {"children": "child", "people": "people", "lives": "life", "families": "family", "police": "police"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def head(name: str) -> str:
    """The word of a name that says what somebody is, and that its verb agrees with.

    >>> head("soldiers of the 23rd Battalion"), head("defence ministry")
    ('soldiers', 'ministry')
    """
    words = _BREAK.split(name, maxsplit=1)[0].split()
    return words[-1] if words else name


def group_class(text: str | None) -> str | None:
    """The class of people that a phrase names, by its last noun that the table knows; None if it knows none.

    >>> group_class("Gang members"), group_class("ethnic Hausa protesters"), group_class("25 members of a peacekeeping force"), group_class("MONUSCO")
    ('militants', 'protesters', 'soldiers', None)
    """
    if not text:
        return None
    nouns = _nouns()
    for stretch in re.split(r"\b(?:of|from|in|at|with|who|that|belonging|near|for)\b", text.lower()):
        for word in reversed(_WORD.findall(stretch)):
            if {word, singular(word)} & _PARTITIVE:
                continue
            for form in (word, singular(word)):
                if form in nouns:
                    return nouns[form]
    return None


def class_of(mention: Mention | None) -> str | None:
    """The class of a mention: by its own words, then by its name."""
    if mention is None:
        return None
    return group_class(mention.text) or group_class(mention.name)
