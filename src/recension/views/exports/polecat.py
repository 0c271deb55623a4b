"""The record as PLOVER's event records, the form of POLECAT: one for each incident, type and pair of parties.

However many reports tell of it, a deed of one party against another in one incident is one line. Only what some report
asserts to have happened gives a line. The keys are those of the PLOVER manual's chapter "Data Fields"; what PLOVER has
no field for stands under "recension".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from recension.claims.gazetteer import spots
from recension.model import Event, Incident, Mention, Place, digest
from recension.views.canonical import fingerprint
from recension.views.exports.plover import (
    CODEBOOK,
    UNIDENTIFIED,
    Code,
    code_of,
    contexts_of,
    land_code,
    modes_of,
    quad,
    scale,
)
from recension.views.exports.quoting import Quoting, credits_for

if TYPE_CHECKING:
    from recension.record import Record

#: Feature of our gazetteer → PLOVER's resolution, GeoNames' feature class and code.
_FEATURES: dict[str, tuple[int | None, str, str | None]] = {
    "country": (1, "A", None), "division": (2, "A", "ADM1"), "district": (3, "A", "ADM2"), "town": (4, "P", None),
}
Pair = tuple[str, str | None, str | None]


def polecat_rows(record: Record, quoting: Quoting) -> Iterator[dict[str, Any]]:
    """The lines, in the order of the incidents, then by type and parties."""
    version = fingerprint(record)
    denied = _disputed(record)
    for incident in record.incidents:
        pairs = _pairs(record, incident)
        leads = {pair: events[0].id for pair, events in pairs.items()}
        ids = {pair: digest("line", incident.id, pair[0], min(e.id for e in events)) for pair, events in pairs.items()}
        place = _location(record, incident, quoting)
        for pair in sorted(pairs, key=lambda p: (p[0], _name(record, p[1]), _name(record, p[2]), leads[p])):
            row = _row(record, incident, pairs[pair], quoting, place)
            kind, actor, recipient = pair
            row["id"] = ids[pair]
            row["cite_info"]["version"] = version
            row["recension"] |= {
                "actor": actor, "recipient": recipient,
                "reciprocal": ids.get((kind, recipient, actor)) if actor and recipient and actor != recipient else None,
                "disagreements": denied.get(incident.id, []),
            }
            yield row


def _pairs(record: Record, incident: Incident) -> dict[Pair, list[Event]]:
    """The asserted events of an incident by type, actor and recipient, each list led by the first to be known.

    A deed of which neither party is named gives a line only where its incident and type have no other.
    """
    found: dict[Pair, list[Event]] = defaultdict(list)
    for cid in incident.claims:
        claim = record.claims.get(cid)
        if isinstance(claim, Event) and claim.status == "asserted":
            found[claim.type, _party(record, claim.actor), _party(record, claim.recipient)].append(claim)
    told = {kind for kind, actor, recipient in found if actor or recipient}
    return {
        pair: sorted(events, key=lambda e: _first_known(record, e))
        for pair, events in found.items() if pair[1] or pair[2] or pair[0] not in told
    }


def _party(record: Record, mention: Mention | None) -> str | None:
    """The entity of a party."""
    if mention is None:
        return None
    return record.actors.of(mention) or digest("actor", mention.text.casefold())


def _name(record: Record, entity: str | None) -> str:
    return record.actors.names.get(entity, "") if entity else ""


def _first_known(record: Record, event: Event) -> tuple[str, int, str, int, str]:
    siglum = record.sigla.get(event.report, "")
    return record.known.get(event.id) or "9999", len(siglum), siglum, event.span.start, event.id


def _disputed(record: Record) -> dict[str, list[str]]:
    """The disagreements about each incident."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in record.disagreements:
        if each.about.kind == "incident":
            found[each.about.id].append(each.id)
    return {incident: sorted(ids) for incident, ids in found.items()}


# ---------------------------------------------------------------- one line
def _row(
    record: Record, incident: Incident, events: Sequence[Event], quoting: Quoting, place: dict[str, Any] | None,
) -> dict[str, Any]:
    lead = events[0]
    claims = [e.id for e in events]
    modes = modes_of(lead.type, (e.mode for e in events))
    start, end = (incident.from_, incident.to) if incident.precision == "day" else (None, None)
    first, last = quoting.sentence(lead.report, lead.span.start, lead.span.end)
    full = quoting.mode == "full"
    report = record.reports[lead.report]
    return {
        "id": "", "has_event": True, "date": start, "time": None, "enddate": end if end != start else None, "endtime": None,
        "actor": [_entity(record, events, "actor", quoting)] if lead.actor else [_unidentified()],
        "recipient": [_entity(record, events, "recipient", quoting)] if lead.recipient else [],
        "event": [lead.type], "event_loc": place, "event_text": _texts(events, quoting), "quad_code": quad(lead.type),
        "event_scale": scale(lead.type, modes), "mode": modes, "context": contexts_of(c for e in events for c in e.contexts),
        "link": incident.id,
        "text": report.text[first:last] if full else None,
        "text_info": {
            "sequence": None, "start": first if full else lead.span.start, "end": last if full else lead.span.end,
            "text_story": None,
        },
        "cite_info": {
            "corpus": None, "citation": lead.report, "url": report.address, "title": quoting.words(report.title),
            "language": report.language, "publication": report.outlet, "license": None, "copyright": None,
            "coder": record.engine, "codebook": CODEBOOK, "version": None,
        },
        "coder": record.engine, "coded_date": None, "coded_time": None, "comment": None,
        "recension": {
            "status": "asserted", "attempted": all(e.attempted for e in events),
            "origins": record.origins.count(claims),
            "origins_max": max(record.origins.count_max(claims, record.claims), record.origins.count(claims)),
            "origin_ids": list(record.origins.ids(claims)),
            "reports": sorted({e.report for e in events}), "claims": sorted(claims),
            "period": {"from": incident.from_, "to": incident.to, "precision": incident.precision},
            "place": {"name": incident.place.name, "within": incident.place.within, "precision": incident.place.precision}
            if incident.place else None,
            "speaker": _speakers(record, events), "own_voice": any(e.speaker is None for e in events),
            "unreliable": all(e.report in record.unreliable for e in events),
            "evidence": [{"claim": e.id, **quoting.evidence(e)} for e in events],
            "credits": credits_for([(place["geonameid"], place["lat"])] if place else []),
            "why_null": _why_null(incident, lead),
        },
    }


def _entity(record: Record, events: Sequence[Event], role: str, quoting: Quoting) -> dict[str, Any]:
    """PLOVER's information object for an entity."""
    mentions: list[Mention] = [getattr(e, role) for e in events]
    lead = mentions[0]
    name = record.actors.name(lead)
    own = sorted({n for m in mentions for n in (m.name, m.text) if n})
    return _object(code_of([n for n in (name, lead.name, lead.text, *own) if n]), quoting.words(lead.text), name)


def _unidentified() -> dict[str, Any]:
    return _object(Code(None, UNIDENTIFIED), None, None)


def _object(code: Code, text: str | None, name: str | None) -> dict[str, Any]:
    return {
        "code": code.code, "sector": code.sector, "entity_text": text, "identifier_id": None, "identifier_text": name,
        "religion": None, "ethnicity": None, "office": None, "gender": None, "age": None,
    }


def _texts(events: Sequence[Event], quoting: Quoting) -> list[str]:
    """The words that state the event, each wording once: the span, or the trigger where the span is long."""
    found = (quoting.words(e.span.text) or quoting.words(e.trigger.text) for e in events)
    return list({" ".join(t.split()).casefold(): t for t in reversed([t for t in found if t])}.values())[::-1]


def _speakers(record: Record, events: Sequence[Event]) -> list[dict[str, Any]]:
    """Who is said to say that it happened."""
    said = {(record.actors.name(e.speaker) or "", record.actors.of(e.speaker)) for e in events if e.speaker}
    return [{"name": name, "id": entity} for name, entity in sorted(said, key=lambda s: (s[0], s[1] or ""))]


def _why_null(incident: Incident, lead: Event) -> dict[str, str]:
    why = {}
    if incident.precision != "day" or not incident.from_:
        why["date"] = "the day is not known; recension.period has what is"
    if lead.actor is None:
        why["actor"] = "no report names who did it"
    if incident.place is not None and incident.place.geonameid is None:
        why["event_loc.geonameid"] = "the place is in no gazetteer, or in several of its places"
    return why


# ---------------------------------------------------------------- where
def _location(record: Record, incident: Incident, quoting: Quoting) -> dict[str, Any] | None:
    """PLOVER's location object: what the gazetteer knows of the incident's place."""
    place = incident.place
    if place is None:
        return None
    told = _as_told(record, incident)
    spot = next((s for s in spots(place.name or "") if s.geonameid == place.geonameid), None) if place.geonameid else None
    feature = spot.feature if spot else ("country" if place.precision == "country" else None)
    resolution, feature_class, feature_code = _FEATURES.get(feature or "", (None, None, None))
    country = place.name if feature == "country" else place.within if land_code(place.within) else None
    return {
        "extracted_place": quoting.words(told.text) if told else None,
        "resolved_place": place.name if told and told.lat is not None else None,
        "geonameid": place.geonameid, "lat": told.lat if told else None, "lon": told.lon if told else None,
        "city": place.name if feature == "town" else None, "district": place.name if feature == "district" else None,
        "province": place.name if feature == "division" else None, "country": country, "country_code": land_code(country),
        "feature_class": feature_class, "feature_code": feature_code, "resolution": resolution,
    }


def _as_told(record: Record, incident: Incident) -> Place | None:
    """The first mention of an incident's place."""
    wanted = incident.place
    events = [c for cid in incident.claims if isinstance(c := record.claims.get(cid), Event) and c.place and wanted]
    fitting = [
        e for e in events
        if e.place and wanted and (e.place.name or e.place.text) == wanted.name and e.place.geonameid == wanted.geonameid
    ]
    return min(fitting, key=lambda e: _first_known(record, e)).place if fitting else None
