"""Who is said not to have done it beside who has: "smugglers, not the army, attacked", "at gunmen and not at civilians"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from recension.claims.actors import party
from recension.claims.eventroles import parties_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from recension.claims.happening import Happening
    from recension.model import Mention

#: How a party that is set against another one hangs in the clause: on that other one, or on the verb as it does.
_ON_A_PARTY = frozenset({"appos", "conj"})
_ON_THE_VERB = {"obl:agent": "actors", "obl": "recipients"}


def set_against(doc: Doc, each: Happening) -> list[Happening]:
    """The same act, negated, with each party of which it is denied; that party is taken out of the act itself."""
    found = []
    for token in each.token.sent:
        side = _side(each, token) if _is_denied(token) else None
        parties = _parties(doc, token) if side is not None else []
        if side is None or not parties:
            continue
        rest = [m for m in getattr(each, side) if not any((m.start, m.end) == (p.start, p.end) for p in parties)]
        if not rest:
            continue
        setattr(each, side, rest)
        change: dict[str, list[Mention]] = {side: parties}
        found.append(dataclasses.replace(each, status="negated", contents=[], why={}, **change))  # type: ignore[arg-type]
    return found


def _parties(doc: Doc, token: Token) -> list[Mention]:
    """Who is denied; a name set against a party is one, whatever else such a name may be."""
    named = party(doc, token) if token.pos_ == "PROPN" and token.dep_ in _ON_A_PARTY else None
    return parties_of(doc, token) or ([named] if named is not None else [])


def _is_denied(token: Token) -> bool:
    """Does "not" stand before a noun, and not before its verb?"""
    return token.pos_ in {"NOUN", "PROPN", "PRON"} and any(
        c.lower_ == "not" and c.i < token.i and c.dep_ in {"advmod", "cc", "neg"} for c in token.children)


def _side(each: Happening, token: Token) -> str | None:
    """Whether a denied party stands beside those who act or those who are acted on."""
    if token.head == each.token:
        return _ON_THE_VERB.get(token.dep_)
    if token.dep_ not in _ON_A_PARTY:
        return None
    at = token.head.idx
    return next((side for side in ("actors", "recipients") if any(m.start <= at < m.end for m in getattr(each, side))), None)
