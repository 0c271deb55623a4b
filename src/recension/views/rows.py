"""The views as JSON: a header and rows, in the shapes that the contract promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from recension.model import SCHEMA, Claim, Mention, TimelineEntry, to_json

if TYPE_CHECKING:
    from recension.record import Record

_PARTIES = ("actor", "recipient", "speaker", "who", "attributed_to", "addressee")


def header(record: Record) -> dict[str, Any]:
    """What every view begins with."""
    from recension.views.canonical import fingerprint

    return {
        "schema": SCHEMA,
        "record": {
            "fingerprint": fingerprint(record), "log_position": record.log_position, "as_of": record.as_of,
            "engine": record.engine, "profile": record.profile,
        },
    }


def view(record: Record, name: str, *, with_claims: bool = False) -> dict[str, Any]:
    """A view by its name: incidents, figures, disagreements, ledger, timeline, stemma."""
    found = {**header(record), **VIEWS[name](record)}
    if record.left_out:
        found["left_out"] = [{"report": rid, "why": why} for rid, why in record.left_out]
    if record.reopened:
        found["reopened"] = [{"decision": did, "why": why} for did, why in record.reopened]
    if with_claims:
        found["claims_by_id"] = {cid: claim_row(record, record.claims[cid]) for cid in sorted(record.claims)}
    return found


def claim_row(record: Record, claim: Claim) -> dict[str, Any]:
    """A claim with what the record adds beside it: resolved time, origin, and the entities of its parties."""
    row: dict[str, Any] = to_json(claim)
    entity = {}
    for role in _PARTIES:
        mention = getattr(claim, role, None)
        if isinstance(mention, Mention):
            found = record.actors.of(mention)
            row[role]["id"] = found
            entity[role] = {"id": found, "name": record.actors.name(mention)}
    for mention, into in zip(claim.attribution, row["attribution"], strict=True):
        into["id"] = record.actors.of(mention)
    row["resolved_time"] = to_json(record.times.get(claim.id))
    row["origin"] = record.origins.of.get(claim.id)
    row["entity"] = entity
    return row


def incident_rows(record: Record) -> list[dict[str, Any]]:
    return [to_json(i) for i in record.incidents]


def ledger_rows(record: Record) -> list[dict[str, Any]]:
    return [to_json(e) for e in record.ledger]


def timeline(record: Record) -> list[TimelineEntry]:
    """The incidents in order of time, each in a line; those without any time come last."""
    entries = []
    for i in record.incidents:
        sigla = tuple(sorted((record.sigla[r] for r in i.reports), key=lambda s: (len(s), s)))
        entries.append(TimelineEntry(
            from_=i.from_, to=i.to, precision=i.precision, incident=i.id, text=_counted(record, i.id, i.title),
            sigla=sigla, claims=i.claims,
        ))
    return sorted(entries, key=lambda e: (e.from_ or e.to or "9999", e.to or "9999", e.text, e.incident))


def _counted(record: Record, incident: str, title: str) -> str:
    """An incident's title with its counts."""
    counts = [
        f"{e.best.value:g} {e.group or 'people'} {e.indicator}" for e in record.estimates
        if e.incident == incident and e.best.value and e.indicator in {"killed", "injured", "arrested", "abducted", "displaced"}
    ]
    return f"{title}: {', '.join(counts)}" if counts else title


def timeline_rows(record: Record) -> list[dict[str, Any]]:
    return [to_json(e) for e in timeline(record)]


def stemma_view(record: Record) -> dict[str, Any]:
    return {
        "nodes": [to_json(n) for n in record.stemma.nodes], "edges": [to_json(e) for e in record.stemma.edges],
        "origins": [to_json(o) for o in record.stemma.origins],
    }


VIEWS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "incidents": lambda r: {"incidents": incident_rows(r)},
    "figures": lambda r: {"figures": [to_json(e) for e in r.estimates]},
    "disagreements": lambda r: {"disagreements": [to_json(d) for d in r.disagreements]},
    "ledger": lambda r: {"ledger": ledger_rows(r)},
    "timeline": lambda r: {"timeline": timeline_rows(r)},
    "stemma": stemma_view,
}

