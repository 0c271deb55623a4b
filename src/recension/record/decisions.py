"""A person's rulings, replayed on every rebuild.

A decision finds its target again by id, or by its selector where a new reading gave the claim another id. One whose
target is not found is *reopened*: it is kept, listed, and has no effect until somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from recension.model import Claim, Decision, EventType, Figure, Indicator, Report, Selector, Status, Target

#: Fields of a claim that a person may correct, by kind of claim.
CORRECTABLE: dict[str, frozenset[str]] = {
    "figure": frozenset({"low", "best", "high", "indicator", "status"}),
    "event": frozenset({"type", "mode", "status"}),
    "quote": frozenset({"status"}),
}
_VALUES: dict[str, tuple[str, ...]] = {"status": get_args(Status), "type": get_args(EventType), "indicator": get_args(Indicator)}
#: Characters before and after a selector's exact text that tell two equal stretches apart.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the decisions in force ask of a rebuild."""

    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unreliable: frozenset[str] = frozenset()
    #: (decision, ids of claims or incidents) of each merge and split.
    merged: tuple[tuple[str, tuple[str, ...]], ...] = ()
    split: tuple[tuple[str, tuple[str, ...]], ...] = ()
    actors: tuple[tuple[str, str], ...] = ()
    reopened: tuple[tuple[str, str], ...] = ()


def rulings(decisions: Sequence[Decision], claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Rulings:
    """Reads the decisions in the order in which they were taken. An undone one has no effect."""
    undone = {t.id for d in decisions if d.verb == "undo" for t in d.targets}
    rejected: set[str] = set()
    corrected: dict[str, dict[str, Any]] = {}
    unreliable: set[str] = set()
    merged, split, actors, reopened = [], [], [], []
    for d in decisions:
        if d.id in undone or d.verb in {"undo", "note"}:
            continue
        if any(t.kind == "actor" for t in d.targets):
            if d.verb == "merge" and len(d.targets) >= 2:
                actors += [(d.targets[0].id, t.id) for t in d.targets[1:]]
            else:
                reopened.append((d.id, "actors can be merged, two or more of them"))
            continue
        found, lost = _find(d.targets, claims, reports)
        reopened += [(d.id, f"{t.kind} {t.id} is not in the record as it was") for t in lost]
        wrong = [i for i in found if not _can_bear(d.verb, i, claims, reports)]
        reopened += [(d.id, f"{i} is nothing that one can {d.verb.replace('_', ' ')}") for i in wrong]
        found = [i for i in found if i not in wrong]
        if not found:
            continue
        if d.verb == "reject":
            rejected |= set(found)
        elif d.verb == "accept":
            rejected -= set(found)
        elif d.verb == "correct":
            for cid in found:
                why = fault(claims[cid], d.field, d.value)
                if why is None and d.field is not None:
                    corrected.setdefault(cid, {})[d.field] = d.value
                else:
                    reopened.append((d.id, why or "no field is named"))
        elif d.verb == "mark_unreliable":
            unreliable |= set(found)
        elif d.verb == "merge":
            merged.append((d.id, tuple(found)))
        elif d.verb == "split":
            split.append((d.id, tuple(found)))
    return Rulings(
        frozenset(rejected), corrected, frozenset(unreliable), tuple(merged), tuple(split), tuple(actors), tuple(reopened),
    )


def _can_bear(verb: str, target: str, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> bool:
    """Is a target of a kind that a verb rules on? Incidents are known only later, and merges name them."""
    if verb == "mark_unreliable":
        return target in reports
    return target in claims or (verb == "merge" and target not in reports)


def fault(claim: Claim, name: str | None, value: Any) -> str | None:
    """What is wrong with correcting a field of a claim to a value; None if nothing is."""
    if name not in CORRECTABLE[claim.kind]:
        return f"the field {name!r} of a {claim.kind} cannot be corrected; {', '.join(sorted(CORRECTABLE[claim.kind]))} can"
    if name in _VALUES and value not in _VALUES[name]:
        return f"{value!r} is no {name}: {', '.join(_VALUES[name])}"
    if name in {"low", "best", "high"} and (isinstance(value, bool) or not isinstance(value, int | float | None)):
        return f"{value!r} is no number"
    return None


def _find(
    targets: Iterable[Target], claims: Mapping[str, Claim], reports: Mapping[str, Report],
) -> tuple[list[str], list[Target]]:
    """The ids that targets have now, and the targets that are not found."""
    found, lost = [], []
    for target in targets:
        if (target.kind == "report" and target.id in reports) or target.id in claims:
            found.append(target.id)
        elif target.kind == "claim" and (again := _by_selector(target, claims, reports)):
            found.append(again)
        elif target.kind == "incident":
            # Whether an incident of this id still stands is known only when the incidents are made.
            found.append(_by_selector(target, claims, reports) or target.id)
        else:
            lost.append(target)
    return found, lost


def _by_selector(target: Target, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> str | None:
    """The claim whose span a selector finds: same exact text, in the same surroundings."""
    if target.selector is None:
        return None
    fits = [
        c.id for c in claims.values()
        if c.span.text == target.selector.exact and selector(c, reports[c.report]) == replace(
            target.selector, start=c.span.start, end=c.span.end,
        )
    ]
    return min(fits) if len(fits) == 1 else None


def selector(claim: Claim, report: Report) -> Selector:
    """The selector of a claim's span."""
    start, end = claim.span.start, claim.span.end
    return Selector(
        claim.span.text, report.text[max(0, start - CONTEXT) : start], report.text[end : end + CONTEXT], start, end,
    )


def corrected(claims: Mapping[str, Claim], ruled: Rulings) -> dict[str, Claim]:
    """The claims that a record is made of: without the rejected ones, with the corrected values."""
    done: dict[str, Claim] = {}
    for cid, claim in claims.items():
        if cid in ruled.rejected:
            continue
        changes = dict(ruled.corrected.get(cid, {}))
        if isinstance(claim, Figure) and changes.get("best") is not None:
            value = float(changes["best"])
            changes = {"low": value, "high": value, **changes, "best": value}
        done[cid] = replace(claim, **changes) if changes else claim
    return done
