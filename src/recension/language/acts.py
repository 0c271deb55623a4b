"""What the network says of acts: which words name one, of which type and status, and whom it joins to it.

These are shares between 0 and 1, not claims: `recension.claims` weighs them beside its own rules. A foreign pipeline
gives none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]

KEY = "recension.acts"
"""Where a Doc keeps its acts."""
LIKELY, JOINED = 0.05, 0.2
"""Shares from which a word is kept as an act, and another word as its party."""


@dataclass(frozen=True, slots=True)
class Act:
    """A word that may name an act. `types` and `statuses` are shares by name, the likeliest first."""

    token: int
    types: dict[str, float]
    statuses: dict[str, float]
    parties: dict[str, dict[int, float]]
    """By role (actor, recipient, speaker), tokens and their shares, the likeliest first."""

    @property
    def share(self) -> float:
        """How likely the word names an act of any type."""
        return sum(self.types.values())


def acts(doc: Doc) -> dict[int, Act] | None:
    """The acts that the network saw in ``doc``, by token; None where another pipeline read it."""
    found: dict[int, Act] | None = doc.user_data.get(KEY)
    return found


def acts_of(
    scores: dict[str, Floats], first: int, size: int, labels: dict[str, list[str]]
) -> list[Act]:
    """The acts among the first ``size`` words of a window that begins at word ``first``; tokens are words of the text."""
    kinds = softmax(scores["events"][:size])
    result = []
    for word in np.flatnonzero(1 - kinds[:, 0] >= LIKELY).tolist():
        joined = 1 / (1 + np.exp(-scores["roles"][:, word, :size]))
        parties = {
            role: {first + int(i): round(float(row[i]), 4) for i in np.argsort(-row, kind="stable") if row[i] >= JOINED}
            for role, row in zip(labels["roles"], joined, strict=True)
        }
        result.append(Act(
            first + word, shares(kinds[word, 1:], labels["events"][1:]),
            shares(softmax(scores["statuses"][word : word + 1])[0], labels["statuses"]), parties,
        ))
    return result


def shares(values: Floats, names: Sequence[str]) -> dict[str, float]:
    """Names and their shares, the largest first; of the others only those of a hundredth and more."""
    first, *others = np.argsort(-values, kind="stable")
    return {names[i]: round(float(values[i]), 4) for i in (first, *(i for i in others if values[i] >= 0.01))}


def softmax(scores: Floats) -> Floats:
    """Shares by row."""
    powers: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def keep(doc: Doc, found: list[Act], places: Sequence[int]) -> None:
    """Put acts over words on ``doc``, over its tokens."""
    doc.user_data[KEY] = {
        places[act.token]: Act(
            places[act.token], act.types, act.statuses,
            {role: {places[i]: share for i, share in row.items()} for role, row in act.parties.items()},
        )
        for act in found
    }
