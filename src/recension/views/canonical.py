"""The canonical export: what a record says, without where its files lay, when it was read and in what order.

The same reports and decisions under the same engine give the same export; its hash is the record's fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from recension.model import SCHEMA, to_json
from recension.views.rows import claim_row, incident_rows, ledger_rows, timeline_rows

if TYPE_CHECKING:
    from recension.record import Record


def canonical_rows(record: Record) -> dict[str, list[dict[str, Any]]]:
    """Every view's rows, each with an `id`, in a fixed order. No path and no clock time is among them."""
    return {
        "reports": [
            {k: v for k, v in to_json(record.reports[rid]).items() if k != "path"} for rid in sorted(record.reports)
        ],
        "claims": [claim_row(record, record.claims[cid]) for cid in sorted(record.claims)],
        "stemma": [
            {"id": e.from_ + e.to + e.relation, **{k: v for k, v in to_json(e).items() if k != "why"}}
            for e in sorted(record.stemma.edges, key=lambda e: (e.from_, e.to, e.relation, e.passages[:1]))
        ],
        "incidents": incident_rows(record),
        "figures": [to_json(e) for e in record.estimates],
        "disagreements": [to_json(d) for d in record.disagreements],
        "ledger": ledger_rows(record),
        "timeline": [{"id": row["incident"], **row} for row in timeline_rows(record)],
    }


def canonical(record: Record) -> dict[str, Any]:
    """The canonical export as one JSON value."""
    return {
        "schema": SCHEMA, "engine": record.engine, "profile": record.profile, "as_of": record.as_of,
        "decisions": sorted((to_json(d) for d in record.decisions), key=lambda d: str(d["id"])),
        **canonical_rows(record),
    }


def fingerprint(record: Record) -> str:
    """The hash of the canonical export, 64 hexadecimal digits."""
    text = json.dumps(_rounded(canonical(record)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rounded(value: Any) -> Any:
    """Floats to six digits: sums taken in another order differ in the last ones."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_rounded(v) for v in value]
    return value
