"""The record's claims as JSON lines, with what the record adds beside them: all that is in it, of every status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from recension.views.exports.quoting import Quoting, credits_for
from recension.views.rows import claim_row

if TYPE_CHECKING:
    from recension.record import Record


def claim_rows(record: Record, quoting: Quoting) -> Iterator[dict[str, Any]]:
    """One row a claim, by id: as the views show it, with its incident and W3C selectors."""
    home = {cid: incident.id for incident in record.incidents for cid in incident.claims}
    for cid in sorted(record.claims):
        claim = record.claims[cid]
        row = _shown(claim_row(record, claim), quoting)
        place = claim.place
        found = quoting.evidence(claim)
        yield {
            **row, "incident": home.get(cid), "unreliable": claim.report in record.unreliable,
            **{k: v for k, v in found.items() if k != "report"},
            "credits": credits_for([(place.geonameid, place.lat)] if place else []),
        }


def _shown(value: Any, quoting: Quoting) -> Any:
    """A row without the words of the report that may not be shown: they stand under the key "text"."""
    if isinstance(value, dict):
        return {k: quoting.words(v) if k == "text" else _shown(v, quoting) for k, v in value.items()}
    if isinstance(value, list):
        return [_shown(v, quoting) for v in value]
    return value
