"""The views as JSON: a header and rows, in the shapes that the contract promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from recension.model import SCHEMA, to_json
from recension.views.canonical import fingerprint
from recension.views.rows import claim_row, figure_rows, incident_rows, ledger_rows, timeline_rows

if TYPE_CHECKING:
    from recension.record import Record


def header(record: Record) -> dict[str, Any]:
    """What every view begins with."""
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


def stemma_view(record: Record) -> dict[str, Any]:
    return {
        "nodes": [to_json(n) for n in record.stemma.nodes], "edges": [to_json(e) for e in record.stemma.edges],
        "origins": [to_json(o) for o in record.stemma.origins],
    }


VIEWS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "incidents": lambda r: {"incidents": incident_rows(r)},
    "figures": lambda r: {"figures": figure_rows(r)},
    "disagreements": lambda r: {"disagreements": [to_json(d) for d in r.disagreements]},
    "ledger": lambda r: {"ledger": ledger_rows(r)},
    "timeline": lambda r: {"timeline": timeline_rows(r)},
    "stemma": stemma_view,
}

