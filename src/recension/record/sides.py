"""What disagreements are looked for in, and how one is made: two sides or more, each with its claims and origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import (
    About,
    Claim,
    Disagreement,
    DisagreementKind,
    Figure,
    Mention,
    Report,
    ResolvedTime,
    Side,
    digest,
)
from recension.record.anchors import Anchor
from recension.record.entities import Entities
from recension.record.groups import class_of
from recension.record.incidents import Group
from recension.record.origins import Origins


@dataclass(frozen=True, slots=True)
class Ground:
    """What the disagreements are looked for in."""

    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    groups: Sequence[Group]
    ids: Mapping[int, str]
    loose: Sequence[Figure]
    known: Mapping[str, str | None]
    actors: Entities
    origins: Origins
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, ResolvedTime | None] = field(default_factory=dict)

    def side(self, value: str, claims: Iterable[str]) -> Side:
        ids = tuple(sorted(set(claims)))
        return Side(value, ids, self.origins.count(ids))


Places = Mapping[str, set[tuple[DisagreementKind, str, int]]]


def places(told: Iterable[Disagreement]) -> Places:
    """Of each claim, on which side of which disagreements it stands: kind, id of the disagreement, number of the side."""
    found: dict[str, set[tuple[DisagreementKind, str, int]]] = defaultdict(set)
    for each in told:
        for side, shown in enumerate(each.sides):
            for claim in shown.claims:
                found[claim].add((each.kind, each.id, side))
    return found


def parted(kind: DisagreementKind, ours: Sequence[frozenset[str]], known: Places) -> bool:
    """Whether the claims of both reports stand on two sides of one disagreement of a kind."""
    found = [{place for claim in claims for place in known.get(claim, ()) if place[0] == kind} for claims in ours]
    common = set.intersection(*({number for _, number, _ in each} for each in found))
    return any(len({side for each in found for _, n, side in each if n == number}) > 1 for number in common)


def make(
    kind: DisagreementKind, about: About, sides: Sequence[Side], why: str, *, update: bool = False,
) -> Disagreement:
    return Disagreement(
        id=digest("disagreement", kind, about.id, [s.claims for s in sides], [s.value for s in sides]), kind=kind,
        status="update" if update else "conflict", about=about, sides=tuple(sides), why=why,
    )


def side_of(mention: Mention | None, ground: Ground) -> frozenset[str]:
    """What a party is known by: its entity and its kind of people."""
    if mention is None:
        return frozenset()
    return frozenset(k for k in (ground.actors.of(mention), class_of(mention)) if k)
