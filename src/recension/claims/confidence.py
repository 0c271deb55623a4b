"""How likely an event claim is right in full (type, status and parties): a logistic weighing of what is known of it.

The weights are fitted on the development part of our own corpus by `python -m training.confidence`, with the network's
acts and without them (a foreign pipeline has none), and lie in `lexicons/confidence.toml`.
"""

from __future__ import annotations

import functools
import math
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from recension.claims.eventacts import act_of
from recension.claims.tree import sentence_of
from recension.language.acts import acts

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from recension.claims.happening import Happening
    from recension.model import Status

LEAST, MOST = 0.02, 0.98
DOUBTFUL = 0.08
"""Claims less likely than this are not made: nearly all of them are wrong. Below it no claim of the development parts of the
corpus and of the passages of real news was right in full."""
_KNOWN = frozenset({"harm", "bombed", "own-words"})
"""What patterns know and the corpus leaves open, so that the network takes it for no act: people killed by nobody who is
named, bombs that go off, threats in a speaker's own words."""
#: A share beyond these says no more.
_CLEAR = 4.0


def features(doc: Doc, each: Happening, state: Status) -> dict[str, float]:
    """What is known of a happening, by name, each about 0 to 1."""
    found = {
        "constant": 1.0,
        "pattern": 0.0 if "seen" in each.flags else each.confidence,
        "special": float(state != "asserted"),
        "no_actor": float(not each.actors),
        "no_recipient": float(not each.recipients),
        "several": float(len(each.actors) > 1 or len(each.recipients) > 1),
        "long": min(1.0, len(sentence_of(each.token)) / 60),
    }
    known = acts(doc)
    if known is not None:
        act = act_of(each, known)
        found |= {
            "seen": float("seen" in each.flags),
            "share": _logit(act.share if act else 0.0),
            "type": act.types.get(each.type, 0.0) if act else 0.0,
            "status": act.statuses.get(state, 0.0) if act else 0.0,
        }
    return found


def confidence(doc: Doc, each: Happening, state: Status) -> float:
    """The share of claims like this one that are right in full, between `LEAST` and `MOST`."""
    return weighed(features(doc, each, state))


def is_doubtful(each: Happening, sure: float) -> bool:
    """Is a claim of so much confidence better not made?"""
    return sure < DOUBTFUL and not each.flags & _KNOWN


def weighed(known: dict[str, float]) -> float:
    """The logistic sum of features, by the weights that were fitted for those."""
    weights = _weights()["acts" if "share" in known else "patterns"]
    score = sum(weights.get(name, 0.0) * value for name, value in known.items())
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 2)


def _logit(share: float) -> float:
    """A share on the scale of logits, from 0 to 1."""
    share = min(max(share, 1e-4), 1 - 1e-4)
    return (min(_CLEAR, max(-_CLEAR, math.log(share / (1 - share)))) + _CLEAR) / (2 * _CLEAR)


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    return tomllib.loads(resources.files("recension.claims").joinpath("lexicons/confidence.toml").read_text(encoding="utf-8"))
