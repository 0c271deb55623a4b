"""What two reports of a stemma are to each other by way of others: siblings of one source, and their descendants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recension.model import Edge, Relation, Stemma

#: Relations from the closest on: of two steps the less close one tells how near their ends are.
CLOSEST: tuple[Relation, ...] = ("copy", "partial_copy", "translation", "rewrite", "cites")
#: Steps from report to source that are followed.
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Kinship:
    """How near two reports are. `derives`: the id of the one that derives from the other, None where neither is known to."""

    relation: Relation
    derives: str | None


def kinship(stemma: Stemma, one: str, other: str) -> Kinship | None:
    """How near two reports are by the reports from which both derive, or one by way of a third from the other.

    Siblings need share no words: of two free rewrites of one report neither is independent of the other. A source that
    is not among the reports makes no siblings, since an agency has many stories.

    Args:
        stemma: the stemma of some reports.
        one: the id of a report.
        other: the id of another one.

    Returns:
        The least close relation on the closest way from both to one report, or None where no report is above both.
    """
    latent = {n.id for n in stemma.nodes if n.kind == "latent"}
    into: dict[str, list[Edge]] = defaultdict(list)
    for edge in stemma.edges:
        if edge.from_ not in latent:
            into[edge.to].append(edge)
    above, beyond = _sources(one, into), _sources(other, into)
    ways = [max(above[key], beyond[key]) for key in above.keys() & beyond.keys()]
    if not ways:
        return None
    straight = {key: [e for e in edges if e.directed] for key, edges in into.items()}
    derives = one if other in _sources(one, straight) else other if one in _sources(other, straight) else None
    return Kinship(CLOSEST[min(ways)], derives)


def _sources(report: str, into: Mapping[str, Iterable[Edge]]) -> dict[str, int]:
    """Every report that one derives from, itself too, with the least close step (an index of `CLOSEST`) of the closest way."""
    found = {report: 0}
    reached = [report]
    for _ in range(DEEPEST):
        steps = [(e.from_, max(found[at], CLOSEST.index(e.relation))) for at in reached for e in into.get(at, ())]
        better = {key: min(step for name, step in steps if name == key) for key, _ in steps}
        reached = [key for key, step in better.items() if step < found.get(key, len(CLOSEST))]
        found.update({key: better[key] for key in reached})
    return found
