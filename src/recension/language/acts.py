"""What the network says of acts: which words name one, of which type, status and mode, and whom it joins to it.

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
LIKELY, JOINED = 0.05, 0.5
"""Shares from which a word is kept as an act, and another word of its sentence as its party."""


NO_MODE = "-"
"""Label of an act without a mode."""


def mode_label(kind: str, mode: str | None) -> str:
    """The label of a mode, which is its type's own: "ASSAULT firearms"."""
    return NO_MODE if mode is None else f"{kind} {mode}"


@dataclass(frozen=True, slots=True)
class Act:
    """A word that may name an act. `types`, `statuses` and `modes` are shares by name, the likeliest first."""

    token: int
    share: float
    """How likely the word names an act of any type."""
    types: dict[str, float]
    statuses: dict[str, float]
    parties: dict[str, tuple[int, ...]]
    """By role (actor, recipient, speaker), the tokens of the sentence that stand for its parties, in order."""
    modes: dict[str, float]
    """By the labels of `mode_label`."""

    def mode(self, kind: str) -> tuple[str | None, float]:
        """The likeliest mode of a type, None for none, and its share beside the type's other modes and none."""
        prefix = mode_label(kind, "")
        own = {name: share for name, share in self.modes.items() if name == NO_MODE or name.startswith(prefix)}
        best = max(own, key=own.__getitem__, default=NO_MODE)
        return (None if best == NO_MODE else best.removeprefix(prefix)), own[best] / sum(own.values()) if own else 0.0


def acts(doc: Doc) -> dict[int, Act] | None:
    """The acts that the network saw in ``doc``, by token; None where another pipeline read it."""
    found: dict[int, Act] | None = doc.user_data.get(KEY)
    return found


def acts_of(
    scores: dict[str, Floats], places: Sequence[int], starts: Sequence[int], labels: dict[str, list[str]]
) -> list[Act]:
    """The acts of one window.

    Args:
        scores: of the window, by name (see `training.model.Network.forward`).
        places: the token of each word that the window settles.
        starts: words where a sentence starts, in order.
        labels: the label sets of the heads.
    """
    size = len(places)
    kinds, states, modes = (softmax(scores[name][:size]) for name in ("events", "statuses", "modes"))
    joined = scores["roles"] >= np.log(JOINED / (1 - JOINED))
    result = []
    for word in np.flatnonzero(1 - kinds[:, 0] >= LIKELY).tolist():
        number = int(np.searchsorted(starts, word, side="right"))
        begin, end = starts[number - 1], starts[number] if number < len(starts) else size
        parties = {
            role: tuple(places[begin + i] for i in np.flatnonzero(row[word, begin:end]).tolist())
            for role, row in zip(labels["roles"], joined, strict=True)
        }
        result.append(Act(
            places[word], round(float(1 - kinds[word, 0]), 4), shares(kinds[word, 1:], labels["events"][1:]),
            shares(states[word], labels["statuses"]), parties, shares(modes[word], labels["modes"]),
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
