"""Which of several referents a mention takes up: each is described by features, and learned weights choose.

The features are the old ones of anaphora (Lappin and Leass 1994; Mitkov 2002): how present somebody is, subject before
object, the same place, the clause around, kind and gender, quotation. Their weights stand in `ranking.tsv`; a script
(`training/antecedents.py`) fits them to labelled passages. That nobody is meant is a choice with features of its own.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from recension.claims.cues import verb_lemma
from recension.claims.lexicon import rows
from recension.claims.referents import Referent, Walk, lately, salience
from recension.claims.tree import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from recension.claims.marks import Pair


Features = dict[str, float]


@functools.cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """For each class of mentions the weight of each feature."""
    found: dict[str, dict[str, float]] = {}
    for group, feature, weight in rows("ranking.tsv"):
        found.setdefault(group, {})[feature] = float(weight)
    return found


def choose(group: str, token: Token, able: Sequence[tuple[Referent, Features]],  # noqa: ARG001 - the token is for who fits the weights
           nobody: Features) -> tuple[Referent | None, float]:
    """The referent of the highest score, None where that nobody is meant scores higher; and how far above the next one."""
    return best_of(weights().get(group, {}), able, nobody)


def best_of(table: Mapping[str, float], able: Sequence[tuple[Referent, Features]], nobody: Features) -> tuple[Referent | None, float]:
    """The choice by given weights."""
    best, most, second = None, score(table, nobody), -math.inf
    for referent, features in able:
        worth = score(table, features)
        if worth > most:
            best, most, second = referent, worth, most
        elif worth > second:
            second = worth
    return best, most - second


def score(table: Mapping[str, float], features: Features) -> float:
    """The sum of the features, each by its weight."""
    return sum(table.get(name, 0.0) * value for name, value in features.items())


def of_presence_briefly(walk: Walk, each: Referent, rank: int) -> Features:
    """The same in few words, for descriptions, which say more by themselves."""
    return {"present": min(salience(walk, each), 3.0), "lately": lately(walk, each), "rank0": float(rank == 0),
            "back0": float(walk.unit == each.seen[-1][0]), "was_subject": float(each.slot == "subject"),
            "unnamed": float(each.name is None), "early": float(each.since <= 1)}


def of_presence(walk: Walk, token: Token, pair: Pair | None, each: Referent, rank: int, near: float) -> Features:
    """How a referent is present where a mention stands, whatever the mention says of it."""
    present = salience(walk, each)
    back = walk.unit - each.seen[-1][0]
    subject = token.dep_ in SUBJECTS
    last = walk.doc[each.last] if each.last >= 0 else None
    found: Features = {
        "present": min(present, 3.0), "presence": math.log(present + near + 0.02), "lately": lately(walk, each), "near": near,
        "times": min(len(each.seen), 5) / 5,
        "back0": float(back == 0), "back1": float(back == 1), "back2": float(back == 2), "back3": float(back > 2),
        "rank0": float(rank == 0), "rank1": float(rank == 1), "rank": min(rank, 8) / 8,
        "was_subject": float(each.slot == "subject"), "was_owner": float(each.slot == "owner"),
        "was_side": float(each.slot in {"modifier", "place", "other"}),
        "alike": float(subject == (each.slot == "subject")), "subject_both": float(subject and each.slot == "subject"),
        "early": float(each.since <= 1), "unnamed": float(each.name is None),
    }
    if each.name is None:
        found |= {"unnamed_back0": found["back0"], "unnamed_back1": found["back1"], "unnamed_subject": found["was_subject"],
                  "unnamed_rank0": found["rank0"], "unnamed_alike": found["alike"], "unnamed_times": found["times"],
                  "unnamed_owned": float(bool(each.owners)), "unnamed_side": found["was_side"]}
    if last is not None:
        quoted = walk.page.pair_at(last.idx)
        found["same_quote"] = float(pair is not None and quoted is not None and quoted.open == pair.open)
        found["quote_beside"] = float(pair is not None and quoted is not None and quoted.open != pair.open)
        found["out_of_quote"] = float(pair is None and quoted is not None)
        found["into_quote"] = float(pair is not None and quoted is None)
        found["was_pronoun"] = float(last.pos_ == "PRON")
        found["again"] = float(last.pos_ == "PRON" and last.lower_[:2] == token.lower_[:2])
        said = last.dep_ in SUBJECTS and verb_lemma(last.head) is not None
        found["was_saying"] = float(said)
        found["was_saying_after"] = float((said and last.head.dep_ == "parataxis") or (said and back == 0 and last.i > token.i))
        found["was_first"] = float(last.is_sent_start or (last.i > 0 and last.left_edge.is_sent_start is True))
        found["same_head"] = float(last.head == token.head)
        found["saying_both"] = float(said and subject and verb_lemma(token.head) is not None)
    return found
