"""What disagreements are looked for in, and how one is made: two sides or more, each with its claims and origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import About, Claim, Disagreement, DisagreementKind, Figure, Mention, Report, Side, digest
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

    def side(self, value: str, claims: Iterable[str]) -> Side:
        ids = tuple(sorted(set(claims)))
        return Side(value, ids, self.origins.count(ids))


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
