"""A figure on its way: what the readers of `recension.claims.figures` hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims.numbers import Number
from recension.model import Indicator

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """A figure on its way: its number, the token that holds its role, and what makes it an indicator."""

    number: Number
    holder: Token
    counted: Token | None
    indicator: Indicator
    trigger: Token
    confidence: float
    unit: str | None = None
    who: Token | None = None
    revised: bool = False
    zero: bool = False
    #: "another": the party is named by the word itself, and known by who was named before it.
    other: bool = False
    #: A value that was true before: "(21,) up from 18".
    former: bool = False
    #: Who puts this number on it, where the sentence sets two beside each other.
    source: Token | None = None
    #: Nobody is named by the number itself, and none is taken over: "three seriously".
    alone: bool = False
    #: One person by name or by "the": a reader may know him from before.
    known: bool = False
    #: Of the last count of a sentence, its count of the killed: "the toll", "it" is that of the dead.
    sooner: Draft | None = None
    #: Whose "them" or "whom" a part is of, where it tells something else of it: "two were shot, one of whom died".
    beside: Draft | None = None
    #: A body that is there, whatever is to befall some of it: "will withdraw a third of its 9,000 soldiers".
    stands: bool = False
    parts_of: list[Draft] = field(default_factory=list)
