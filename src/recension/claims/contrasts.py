"""Who is said not to have done it beside who has: "smugglers, not the army, attacked", "at gunmen and not at civilians"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from recension.claims.actors import party
from recension.claims.eventparties import parties_of
from recension.claims.eventslots import case_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan

    from recension.claims.happening import Happening
    from recension.model import Mention

#: How a party that is set against another one hangs in the clause: on that other one, or on the verb as it does.
_ON_A_PARTY = frozenset({"appos", "conj"})
_ON_THE_VERB = {"obl:agent": "actors", "obl": "recipients"}


def set_against(doc: Doc, sent: DocSpan, found: Sequence[Happening]) -> Iterator[Happening]:
    """The acts of a sentence again, negated, with each party of which they are denied; it is taken out of the acts themselves."""
    for token in _denied(sent):
        parties = _parties(doc, token)
        spans = {(m.start, m.end) for m in parties}
        for each in found if parties else ():
            side = _side(each, token)
            rest = [m for m in getattr(each, side) if (m.start, m.end) not in spans] if side is not None else []
            if side is not None and rest:
                yield dataclasses.replace(each, status="negated", contents=[], why={}, **{side: parties})  # type: ignore[arg-type]
                setattr(each, side, rest)


def _denied(sent: DocSpan) -> list[Token]:
    """The nouns that a "not" before them denies, and not their verbs."""
    nots = (t for t in sent if t.lower_ == "not" and t.dep_ in {"advmod", "cc", "neg"})
    return [t.head for t in nots if t.i < t.head.i and t.head.pos_ in {"NOUN", "PROPN", "PRON"}]


def _parties(doc: Doc, token: Token) -> list[Mention]:
    """Who is denied; a name set against a party is one, whatever else such a name may be."""
    named = party(doc, token) if token.pos_ == "PROPN" and token.dep_ in _ON_A_PARTY else None
    return parties_of(doc, token) or ([named] if named is not None else [])


def _side(each: Happening, token: Token) -> str | None:
    """Whether a denied party stands beside those who act or those who are acted on."""
    if token.head == each.token and token.dep_ in {"conj", "parataxis"} and case_of(token):
        return "recipients"  # "shot at gunmen, not at civilians"
    if token.head == each.token:
        return _ON_THE_VERB.get(token.dep_)
    if token.dep_ not in _ON_A_PARTY:
        return None
    at = token.head.idx
    return next((side for side in ("actors", "recipients") if any(m.start <= at < m.end for m in getattr(each, side))), None)
