"""The weights by which the naming room chooses whom a mention takes up: `python -m training.antecedents`.

Fits, for each class of mentions (he, it, they, role, body), a choice among the referents that the walk offers (a
conditional logit with a ridge) to the passages of `training/mentions` and to the development passages of `tests/gold/dev`.
The walk goes by the weights of the round before, so that what it offers is what it will meet. Prints, for each class, how
often the choice is right by weights fitted to the other passages (five parts, by passage), and writes `src/recension/claims/lexicons/ranking.tsv`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from recension.bench.gold import json_lines
from recension.bench.goldlanguage import head_of, names_right
from recension.claims import ranking
from recension.claims.antecedents import _name
from recension.claims.coreference import _walk, told_by
from recension.claims.doc import attach, bare_report
from recension.claims.referents import Referent, final
from recension.language import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROOT = Path(__file__).parents[1]
PASSAGES = [*sorted((ROOT / "training/mentions").glob("*.jsonl")), ROOT / "tests/gold/dev/naming.jsonl"]
TABLE = ROOT / "src/recension/claims/lexicons/ranking.tsv"
HEAD = """# The weights by which `ranking` chooses whom a mention takes up, fitted by training/antecedents.py. Column 1: class of
# mentions; column 2: feature; column 3: weight. CC0 1.0.
# class\tfeature\tweight
"""
PARTS, ROUNDS, STEPS, RATE = 5, 3, 600, 0.05
#: What a description without a label counts for: mostly it is of somebody else, but not always.
UNLABELLED = 0.1
#: What the weights are drawn to: those by which the rules chose before. All others are drawn to nothing.
PRIOR: dict[str, dict[str, float]] = {
    "he": {"presence": 2.0, "unnamed": -1.2, "lean": 1.5, "alike": 0.4, "nobody": -5.0},
    "it": {"presence": 2.0, "thing": -0.7, "thing_acts": -1.7, "thing_object": 1.3, "named_object": -0.5, "named_crossing": -1.5, "named_object_both": 1.0,
           "alike": 0.3, "nobody": -4.0, "nobody_quality": 2.0, "nobody_noun": 3.0, "nobody_weather": 3.0},
    "they": {"presence": 2.0, "body": -0.6, "named": -1.0, "thing": -0.4, "thing_acts": -2.5, "alike": 0.3, "nobody": -5.0},
    "role": {"fit3": 6.0, "fit2": 4.0, "fit1": 2.0, "fit08": 1.6, "shared": 1.2, "strange": -0.6, "ours": 3.0, "not_ours": -1.0,
             "mis_shared": 1.5, "mis_bare": 0.8, "mis_roles": -0.6, "mis_offices": 0.8, "mis_post": -0.6, "mis_deed": -2.0, "mis_two_posts": -1.0,
             "lately": 1.0, "present": 0.5, "told_two": -1.5, "elsewhere": -2.0, "nobody_apart": 3.0},
    "body": {"called": 4.0, "same": 3.0, "kind": 2.0, "open": 1.0, "party": 1.0, "present": 1.0, "strange": -3.0, "nobody": 1.0}}
Values = npt.NDArray[np.float64]


@dataclass(slots=True)
class Choice:
    """A mention with those it may take up, the last of them nobody, and which of them are right."""

    group: str
    passage: int
    features: list[ranking.Features]
    right: list[bool]
    weight: float = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ridge", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--dry", action="store_true")
    given = parser.parse_args()
    nlp = load()
    items = [item for file in PASSAGES for item in json_lines(file)]
    docs = [attach(nlp(item["text"]), bare_report(item["text"])) for item in items]
    table: Mapping[str, Mapping[str, float]] = ranking.weights()
    for _ in range(given.rounds):
        choices = met(docs, items, table)
        table = fitted(choices, given.ridge)
    choices = met(docs, items, table)
    by_others(choices, given.ridge)
    by_others_walking(docs, items, choices, given.ridge)
    if not given.dry:
        rows = [f"{group}\t{name}\t{weight:.2f}" for group in table for name, weight in sorted(table[group].items()) if abs(weight) >= 0.005]
        TABLE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def met(docs: Sequence[Doc], items: Sequence[Any], table: Mapping[str, Mapping[str, float]]) -> list[Choice]:
    """The choices of a walk through every passage that the labels speak of."""
    found: list[Choice] = []
    for n, (doc, item) in enumerate(zip(docs, items, strict=True)):
        labels: dict[int, Any] = {}
        for label in item["mentions"]:
            head = head_of(doc, label["start"], label["end"])
            if head is not None:
                labels[head.i] = label
        offered: list[tuple[str, Token, Any, ranking.Features]] = []

        def noted(group: str, token: Token, able: Any, nobody: ranking.Features, labels: Any = labels,
                  offered: Any = offered) -> tuple[Referent | None, float]:
            if able and (token.i in labels or group in {"role", "body"}):
                offered.append((group, token, list(able), nobody))
            return ranking.best_of(table.get(group, {}), able, nobody)

        kept, ranking.choose = ranking.choose, noted
        try:
            votes = _walk(doc, {}).votes
            told = told_by(votes)
            offered.clear()
            _walk(doc, told)
        finally:
            ranking.choose = kept
        for group, token, able, nobody in offered:
            label = labels.get(token.i)
            if label is None:  # who is labelled is whoever has a name: a description without a label is of somebody else
                found.append(Choice(group, n, [f for _, f in able] + [nobody], [final(each).name is None for each, _ in able] + [True], UNLABELLED))
                continue
            right = [fits(doc, each, token, label, group) for each, _ in able] + [label["name"] is None]
            if any(right) and not all(right):
                found.append(Choice(group, n, [f for _, f in able] + [nobody], right))
    return found


def fits(doc: Doc, each: Referent, token: Token, label: Any, group: str) -> bool:
    """Is a referent one that the label accepts? A thing is as good as nobody."""
    each = final(each)
    if each.kind == "thing" and group == "it":
        return label["name"] is None
    if "joined" in each.called:
        return label["name"] is None
    return names_right(_name(doc, each, token), label) or (each.kind == "thing" and label["name"] is None)


# ---------------------------------------------------------------- fitting
def fitted(choices: Sequence[Choice], ridge: float) -> dict[str, dict[str, float]]:
    groups: dict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        groups[choice.group].append(choice)
    return {group: weights_of(groups[group], ridge, PRIOR[group]) for group in sorted(groups)}


def weights_of(choices: Sequence[Choice], ridge: float, prior: Mapping[str, float]) -> dict[str, float]:
    """The weights under which those that are right are likeliest, less the ridge."""
    names = sorted({name for choice in choices for features in choice.features for name in features} | set(prior))
    at = {name: i for i, name in enumerate(names)}
    size = sum(len(choice.features) for choice in choices)
    matrix, right, of = np.zeros((size, len(names))), np.zeros(size), np.zeros(size, dtype=np.int64)
    row = 0
    for n, choice in enumerate(choices):
        for features, fit in zip(choice.features, choice.right, strict=True):
            for name, value in features.items():
                matrix[row, at[name]] = value
            right[row], of[row] = float(fit), n
            row += 1
    heavy = np.array([choice.weight for choice in choices])[of]
    drawn = np.array([prior.get(name, 0.0) for name in names])
    weights = drawn.copy()
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        worth = matrix @ weights
        worth = np.exp(np.clip(worth - _most(worth, of, len(choices))[of], -50, 0))
        likely = worth / np.bincount(of, worth, len(choices))[of]
        wanted = worth * right
        wanted = wanted / np.bincount(of, wanted, len(choices))[of]
        slope = matrix.T @ (heavy * (likely - wanted)) + ridge * (weights - drawn)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope * slope
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, (float(w) for w in weights), strict=True))


def _most(worth: Values, of: npt.NDArray[np.int64], count: int) -> Values:
    most = np.full(count, -np.inf)
    np.maximum.at(most, of, worth)
    return most


def is_right(table: Mapping[str, float], choice: Choice) -> bool:
    worth = [ranking.score(table, features) for features in choice.features]
    return choice.right[max(range(len(worth)), key=lambda i: worth[i])]


def by_others(choices: Sequence[Choice], ridge: float) -> None:
    """Prints how often each class is read rightly by weights of the passages in other parts."""
    tally: dict[str, list[bool]] = defaultdict(list)
    own: dict[str, list[bool]] = defaultdict(list)
    all_of = fitted(choices, ridge)
    for part in range(PARTS):
        table = fitted([c for c in choices if c.passage % PARTS != part], ridge)
        for choice in choices:
            if choice.passage % PARTS == part and choice.weight == 1.0:
                tally[choice.group].append(is_right(table.get(choice.group, {}), choice))
                own[choice.group].append(is_right(all_of[choice.group], choice))
    for group, said in sorted(tally.items()):
        print(f"{group}: {len(said)} choices, right by the others' weights {np.mean(said):.3f}, by their own {np.mean(own[group]):.3f}")


def by_others_walking(docs: Sequence[Doc], items: Sequence[Any], choices: Sequence[Choice], ridge: float) -> None:
    """Prints how often a walk that goes by the weights of the other parts reads the passages of a part rightly."""
    said: dict[str, list[bool]] = defaultdict(list)
    for part in range(PARTS):
        table = fitted([c for c in choices if c.passage % PARTS != part], ridge)
        inside = [n for n in range(len(items)) if n % PARTS == part]
        for choice in met([docs[n] for n in inside], [items[n] for n in inside], table):
            if choice.weight == 1.0:
                said[choice.group].append(is_right(table.get(choice.group, {}), choice))
    for group, values in sorted(said.items()):
        print(f"{group}: walking by the others' weights {np.mean(values):.3f} of {len(values)}")


if __name__ == "__main__":
    main()
