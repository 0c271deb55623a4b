"""The rows of the views as JSON, in the shapes that the contract promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recension.model import Claim, Mention, TimelineEntry, to_json

if TYPE_CHECKING:
    from recension.record import Record

_PARTIES = ("actor", "recipient", "speaker", "who", "attributed_to", "addressee")


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


def figure_rows(record: Record) -> list[dict[str, Any]]:
    """The estimates, each with the title of its incident beside the id, for people who read them."""
    titles = {i.id: i.title for i in record.incidents}
    return [{**to_json(e), "incident_title": titles.get(e.incident or "")} for e in record.estimates]


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
