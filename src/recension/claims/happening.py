"""A trigger and what was found around it, before it becomes claims; what all kinds of triggers ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recension.claims import sayings
from recension.model import EventType, Mention, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Happening:
    """A trigger and what was found around it, before it becomes claims."""

    token: Token
    type: EventType
    mode: str | None
    words: list[Token]
    actors: list[Mention] = field(default_factory=list)
    recipients: list[Mention] = field(default_factory=list)
    mutual: bool = False
    contents: list[Mention] = field(default_factory=list)
    flags: frozenset[str] = frozenset()
    status: Status | None = None
    attempted: bool = False
    speaker: Mention | None = None
    why: dict[str, str] = field(default_factory=dict)
    confidence: float = 0.85
    thing: Token | None = None
    """What stands where the recipient would, and is no party: "burned the creamery"."""


def same(one: Mention, other: Mention) -> bool:
    names = {one.text.lower(), (one.name or one.text).lower()}
    return bool(names & {other.text.lower(), (other.name or other.text).lower()})


def speakers(doc: Doc, token: Token) -> list[Mention]:
    return list(sayings.attribution(doc, token))


def tokens_of(doc: Doc, party: Mention) -> list[Token]:
    span = doc.char_span(party.start, party.end, alignment_mode="expand")
    return list(span) if span is not None else []
