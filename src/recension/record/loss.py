"""What a record would lose without some origins: what rests on them alone, and what would be counted otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.model import Claim, Disagreement, Estimate, Figure, Incident, LedgerEntry
from recension.record.estimates import best_of, dated_figures
from recension.record.profiles import profile

if TYPE_CHECKING:
    from recension.record.build import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An estimate whose best value is another without the origins; `best` is null where no figure of it is left."""

    estimate: Estimate
    best: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What goes with some origins: `reports`, `claims` by id, what rests on those claims alone, and estimates that change.

    A disagreement goes where fewer than two of its sides keep a claim.
    """

    origins: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    incidents: tuple[Incident, ...]
    estimates: tuple[Changed, ...]
    disagreements: tuple[Disagreement, ...]
    ledger: tuple[LedgerEntry, ...]


def named_origins(record: Record, name: str) -> tuple[str, ...]:
    """The ids of the origins that a reader may mean by a name: an id, a whole label, or else what labels begin with."""
    labels = {**record.origins.labels, **{n.id: n.label for n in record.stemma.nodes}}
    wanted = name.strip().casefold()
    if not wanted:
        return ()
    for fits in (lambda key, _: key == name, lambda _, label: label == wanted, lambda _, label: label.startswith(wanted)):
        if found := tuple(sorted(key for key, label in labels.items() if fits(key, label.casefold()))):
            return found
    return ()


def loss(record: Record, without: Collection[str]) -> Loss:
    """What ``record`` would lose without the origins of some ids: of documents and reports, and of speakers.

    A claim goes with the source of its passage, and with whoever it is said to be from.
    """
    gone = frozenset(without)
    lost = frozenset(c for c in record.claims if record.origins.passage.get(c) in gone or record.origins.of.get(c) in gone)
    kept_reports = {claim.report for cid, claim in record.claims.items() if cid not in lost}
    of_reports = {claim.report for claim in record.claims.values()}
    return Loss(
        origins=tuple(sorted(gone)), reports=tuple(sorted(of_reports - kept_reports)), claims=tuple(sorted(lost)),
        incidents=tuple(i for i in record.incidents if _all(i.claims, lost)),
        estimates=tuple(_changed(record, lost)),
        disagreements=tuple(d for d in record.disagreements if sum(not _all(side.claims, lost) for side in d.sides) < min(2, len(d.sides))),
        ledger=tuple(e for e in record.ledger if _all(e.claims, lost)),
    )


def _all(claims: Collection[str], lost: frozenset[str]) -> bool:
    """Do all of some claims go? Where there are none, nothing goes."""
    return bool(claims) and lost.issuperset(claims)


def _changed(record: Record, lost: frozenset[str]) -> Iterable[Changed]:
    """The estimates whose best value is another without the lost claims."""
    rules = profile(record.profile)
    for each in record.estimates:
        if lost.isdisjoint(each.used):
            continue
        best = best_of(dated_figures(_left(record.claims, each, lost), record.known, record.origins), rules)
        if best != each.best.value:
            yield Changed(estimate=each, best=best)


def _left(claims: Mapping[str, Claim], estimate: Estimate, lost: frozenset[str]) -> list[Figure]:
    """The figures of an estimate that are not lost."""
    kept = (claims[cid] for cid in estimate.used if cid not in lost)
    return [figure for figure in kept if isinstance(figure, Figure)]
