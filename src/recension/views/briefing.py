"""The briefing: the record told in sentences, each with its sigla and its evidence.

It is short on purpose: each section has its share of the words, the weightiest lines come first into it, and what
did not fit is counted, not hidden. Lines stand in order of time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.model import (
    Briefing,
    Claim,
    Edge,
    Event,
    Evidence,
    Incident,
    LedgerEntry,
    Node,
    Quote,
    Section,
    Sentence,
    Source,
)
from recension.record.happenings import sentence_spans
from recension.views.rows import timeline

if TYPE_CHECKING:
    from recension.record import Record

#: Words of the whole page, marks and sigla counted; the fewest that the sections have however many sources there are;
#: and the share of each section.
WORDS, LEAST = 800, 560
_SHARES = {"events": 0.30, "figures": 0.14, "quotes": 0.18, "ledger": 0.20, "disagreements": 0.12, "stemma": 0.06}
#: Words of one extract from a report, and the fewest that can be understood alone.
EXTRACT, FEW = 26, 4
_WEIGHT = {
    "ASSAULT": 9, "COERCE": 6, "PROTEST": 6, "MOBILIZE": 6, "RETREAT": 5, "AID": 4, "SANCTION": 5, "CONSULT": 4, "AGREE": 4,
    "CONCEDE": 4, "REJECT": 4, "THREATEN": 4, "SUPPORT": 2, "COOPERATE": 2, "ACCUSE": 1, "REQUEST": 0,
}
_ASKED = {
    "demand": "asked", "commitment": "promised", "threat": "threatened", "measure": "decided on",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that may stand in a section: the heavier first into it, then in order."""

    weight: float
    order: tuple[str, ...]
    sentence: Sentence


def briefing(record: Record, words: int = WORDS) -> Briefing:
    """The briefing of a record, of so many words at most, as long as its sources leave enough of them."""
    sources = tuple(_sources(record))
    listed = sum(len(f"{s.label} {' '.join(s.doubts)}".split()) + 3 for s in sources)
    words = max(LEAST, words - listed)
    makers = {
        "events": ("What happened", _events), "figures": ("How many", _figures), "quotes": ("Who said what", _quotes),
        "ledger": ("Demanded, promised, done", _ledger), "disagreements": ("Where reports disagree", _disagreements),
        "stemma": ("Which reports lean on which", _stemma),
    }
    sections = []
    for name, (title, make) in makers.items():
        chosen, more = _fit(list(make(record)), int(words * _SHARES[name]))
        if chosen:
            sections.append(Section(name, title, tuple(chosen), more))
    return Briefing(tuple(sections), sources)


def _fit(lines: list[Line], words: int) -> tuple[list[Sentence], int]:
    """The weightiest lines that fit into so many words, in their order; and how many did not fit."""
    chosen: list[Line] = []
    left = words
    for line in sorted(lines, key=lambda x: (-x.weight, x.order)):
        size = len(line.sentence.text.split()) + 1 + len(line.sentence.sigla)
        if size <= left:
            chosen.append(line)
            left -= size
    return [x.sentence for x in sorted(chosen, key=lambda x: x.order)], len(lines) - len(chosen)


# ---------------------------------------------------------------- evidence
def _evidence(record: Record, claims: Iterable[str]) -> tuple[Evidence, ...]:
    found = [record.claims[c] for c in sorted(set(claims)) if c in record.claims]
    return tuple(Evidence(c.report, c.span.start, c.span.end, c.id) for c in sorted(found, key=lambda c: (c.report, c.span.start, c.id)))


def _sigla(record: Record, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(sorted({record.sigla[e.report] for e in evidence}, key=lambda s: (len(s), s)))


def _line(record: Record, weight: float, order: tuple[str, ...], text: str, evidence: tuple[Evidence, ...]) -> list[Line]:
    """A line, or none where there is no evidence for it."""
    if not evidence:
        return []
    return [Line(weight, order, Sentence(" ".join(text.split()), _sigla(record, evidence), evidence))]


def _extract(text: str, limit: int = EXTRACT) -> str:
    """The words of a report, cut at a word with an ellipsis."""
    words = text.split()
    return " ".join(words) if len(words) <= limit else " ".join(words[:limit]) + " …"


# ---------------------------------------------------------------- dates in words
def day_words(start: str | None, end: str | None, precision: str) -> str:
    """A time in words.

    >>> day_words("2023-05-29", "2023-05-29", "day"), day_words("2023-04-01", "2023-04-30", "month")
    ('29 May 2023', 'April 2023')
    >>> day_words(None, None, "unknown")
    'Date not known'
    """
    if start is None and end is None:
        return "Date not known"
    if start is None:
        return f"By {_day(end)}"
    if end is None:
        return f"From {_day(start)}"
    if precision == "month" and start[:7] == end[:7]:
        return dt.date.fromisoformat(start).strftime("%B %Y")
    if precision == "year" and start[:4] == end[:4]:
        return start[:4]
    return _day(start) if start == end else f"{_day(start)} to {_day(end)}"


def _day(iso: str | None) -> str:
    if iso is None:
        return "?"
    day = dt.date.fromisoformat(iso[:10])
    return f"{day.day} {day.strftime('%B %Y')}"


# ---------------------------------------------------------------- sections
def _events(record: Record) -> Iterable[Line]:
    by_id = {i.id: i for i in record.incidents}
    for entry in timeline(record):
        incident = by_id[entry.incident]
        lead = _lead(record, incident)
        if lead is None:
            continue
        where = incident.place.name if incident.place and incident.place.name else None
        head = day_words(incident.from_, incident.to, incident.precision) + (f", {where}" if where else "")
        said = f" (so {_speaker(record, lead)})" if lead.speaker is not None else ""
        plan = ", announced" if all(c.status == "future" for c in _event_claims(record, incident)) else ""
        origins = f"; {incident.origins} origins" if incident.origins > 1 else ""
        weight = _WEIGHT[incident.type] + 2.0 * len(incident.reports) + (1.0 if incident.from_ else 0.0)
        if all(c.status == "historical" for c in _event_claims(record, incident)):
            weight -= 5
        if incident.parent:
            weight -= 2
        words, told = _telling(record, lead)
        text = f"{head}: {incident.title}{plan} — “{words}”{said}{origins}."
        evidence = (*_evidence(record, incident.claims), *told)
        yield from _line(record, weight, (incident.from_ or incident.to or "9999", incident.id), text, evidence)


def _event_claims(record: Record, incident: Incident) -> list[Event]:
    return [c for cid in incident.claims if isinstance(c := record.claims.get(cid), Event)]


def _lead(record: Record, incident: Incident) -> Event | None:
    """The claim that tells an incident best: asserted, with both parties, in the report's own voice, fullest."""
    claims = _event_claims(record, incident)
    if not claims:
        return None
    order = {"asserted": 0, "historical": 1, "future": 2}
    told: dict[tuple[str | None, str | None], set[str]] = {}
    for c in claims:
        told.setdefault((record.actors.of(c.actor), record.actors.of(c.recipient)), set()).add(c.report)
    return min(claims, key=lambda c: (
        order.get(c.status, 3), c.type != incident.type, c.speaker is not None, c.actor is None, c.recipient is None,
        -len(told[record.actors.of(c.actor), record.actors.of(c.recipient)]),
        abs(len(c.span.text.split()) - 14), c.id,
    ))


def _telling(record: Record, claim: Event) -> tuple[str, tuple[Evidence, ...]]:
    """The words that tell an event: its claim's own, or its sentence's where these are too few to understand; and the
    evidence for words outside the claim."""
    if len(claim.span.text.split()) >= FEW:
        return _extract(claim.span.text), ()
    text = record.reports[claim.report].text
    start, end = next((s, e) for s, e in sentence_spans(text) if s <= claim.trigger.start < e)
    words = text[start:end].split()
    before = len(text[start : claim.span.start].split())
    evidence = (Evidence(claim.report, start, end, claim.id),)
    if len(words) <= EXTRACT or before + 4 < EXTRACT:
        return _extract(" ".join(words)), evidence
    return "… " + _extract(" ".join(words[before - 4 :]), EXTRACT - 1), evidence


def _speaker(record: Record, claim: Claim) -> str:
    speaker = getattr(claim, "speaker", None)
    return record.actors.name(speaker) or "an unnamed source"


def _figures(record: Record) -> Iterable[Line]:
    titles = {i.id: i.title for i in record.incidents}
    weights = {"killed": 9, "injured": 8, "casualties": 7, "missing": 7, "abducted": 7, "arrested": 6, "displaced": 6, "troops": 5}
    for e in record.estimates:
        group = e.group or "people"
        parts = [f"{name} {v.value:g}" for name, v in (("low", e.low), ("best", e.best), ("high", e.high)) if v.value is not None]
        if not parts:
            continue
        one = e.low.value == e.best.value == e.high.value
        numbers = f"{e.best.value:g}" if one else ", ".join(parts)
        unit = " percent" if e.indicator in {"turnout", "votes_share"} else ""
        history = ""
        if len(e.history) > 1 and e.history[0].best != e.best.value and e.history[0].as_of:
            history = f"; {e.history[0].best:g} as of {_day(e.history[0].as_of)}" if e.history[0].best is not None else ""
        refused = f"; {len(e.refused)} refused" if e.refused else ""
        count = f"{e.origins} origin{'s' if e.origins != 1 else ''}"
        about = titles.get(e.incident or "", "no incident named")
        text = f"{e.indicator.replace('_', ' of ').capitalize()}, {group}: {numbers}{unit} ({count}{history}{refused}) — {about}."
        weight = weights.get(e.indicator, 3) + e.origins
        yield from _line(record, weight, (e.incident or "~", e.indicator, group, e.id), text, _evidence(record, e.used))


def _quotes(record: Record) -> Iterable[Line]:
    seen: dict[str, list[Quote]] = {}
    for c in record.claims.values():
        if isinstance(c, Quote) and c.form != "indirect" and c.speaker is not None:
            seen.setdefault(c.utterance or c.id, []).append(c)
    reworded = {e.to for e in record.stemma.edges if e.directed and e.relation in {"translation", "rewrite"}}
    reworded |= {r.id for r in record.reports.values() if r.translated}
    for utterance, quotes in sorted(seen.items()):
        lead = max(quotes, key=lambda q: (q.report not in reworded, len(q.content.text), q.id))
        name = record.actors.name(lead.speaker) or lead.speaker.text if lead.speaker else ""
        size = len(lead.content.text.split())
        weight = len({q.report for q in quotes}) * 2 + (2 if lead.form == "direct" else 0) + min(size, 20) / 10
        content = _extract(lead.content.text)
        marked = content if lead.form == "mixed" else f"“{content}”"
        day = record.known.get(lead.id) or "9999"
        yield from _line(record, weight, (day, record.sigla[lead.report], f"{lead.span.start:08d}", utterance), f"{name[:1].upper()}{name[1:]}: {marked}", _evidence(record, (q.id for q in quotes)))


def _ledger(record: Record) -> Iterable[Line]:
    for entry in record.ledger:
        who = _and(entry.from_) or "Somebody"
        to = f" {_and(entry.to)}" if entry.to else ""
        verb = _ASKED[entry.kind]
        state = entry.state.replace("_", " ")
        since = entry.states[-1].from_
        when = f", {_day(since)}" if since and len(entry.states) > 1 else ""
        text = f"{who[:1].upper()}{who[1:]} {verb}{to}: “{_extract(entry.what, 18)}” — {state}{when}."
        weight = len(_reports(record, entry)) * 2 + (3 if entry.state not in {"open", "announced"} else 0) + (1 if entry.to else 0)
        yield from _line(record, weight, (entry.states[0].from_ or "9999", entry.kind, entry.id), text, _evidence(record, entry.claims))


def _reports(record: Record, entry: LedgerEntry) -> set[str]:
    return {record.claims[c].report for c in entry.claims if c in record.claims}


def _and(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C".

    >>> _and(("A", "B", "C")), _and(())
    ('A, B and C', '')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _disagreements(record: Record) -> Iterable[Line]:
    titles = {i.id: i.title for i in record.incidents}
    weights = {"role": 9, "denial": 8, "number": 7, "definition": 6, "date": 5, "place": 5, "name": 4}
    for d in record.disagreements:
        sides = " / ".join(_extract(s.value, 16) + (f" ({', '.join(_side_sigla(record, s.claims))})" if s.claims else "") for s in d.sides)
        about = f" — {titles[d.about.id]}" if d.about.id in titles else ""
        status = "update" if d.status == "update" else d.kind
        evidence = _evidence(record, (c for s in d.sides for c in s.claims))
        if not evidence and d.about.kind == "report":
            evidence = _whole(record, d.about.id)
        yield from _line(record, weights[d.kind] - (2 if d.status == "update" else 0), (d.kind, d.id), f"{status.capitalize()}: {sides}{about}.", evidence)


def _side_sigla(record: Record, claims: Sequence[str]) -> list[str]:
    return sorted({record.sigla[record.claims[c].report] for c in claims if c in record.claims})


def _whole(record: Record, rid: str) -> tuple[Evidence, ...]:
    """A report itself as evidence: its first kept block."""
    report = record.reports[rid]
    block = next((b for b in report.blocks if b.role in {"dateline", "body"}), None)
    return (Evidence(rid, block.start, block.end),) if block else ()


def _stemma(record: Record) -> Iterable[Line]:
    nodes = {n.id: n for n in record.stemma.nodes}
    words = {
        "copy": "copies", "partial_copy": "copies parts of", "rewrite": "rewrites", "translation": "translates", "cites": "leans on",
    }
    for edge in record.stemma.edges:
        if edge.to not in record.sigla:
            continue
        source = _node_name(record, nodes.get(edge.from_), edge.from_)
        link = words[edge.relation] if edge.directed else "shares text with"
        share = f" ({edge.share:.0%})" if edge.relation != "cites" and 0 < edge.share < 1 else ""
        weight = {"copy": 5, "partial_copy": 4, "rewrite": 4, "translation": 5, "cites": 2}[edge.relation]
        yield from _line(record, weight, (record.sigla[edge.to], edge.from_, edge.relation), f"{record.sigla[edge.to]} {link} {source}{share}.", _edge_evidence(edge, record))


def _node_name(record: Record, node: Node | None, nid: str) -> str:
    if nid in record.sigla:
        return record.sigla[nid]
    return node.label if node else nid


def _edge_evidence(edge: Edge, record: Record) -> tuple[Evidence, ...]:
    found = [Evidence(edge.to, a, b) for a, b in (p.to for p in edge.passages) if b > a]
    found += [Evidence(edge.from_, a, b) for a, b in (p.from_ for p in edge.passages) if b > a and edge.from_ in record.sigla]
    return tuple(dict.fromkeys(found)) or _whole(record, edge.to)


def _sources(record: Record) -> Iterable[Source]:
    derived = {o: origin.id for origin in record.stemma.origins for o in origin.reports}
    incoming: dict[str, list[str]] = {}
    nodes = {n.id: n for n in record.stemma.nodes}
    for edge in record.stemma.edges:
        if edge.relation in {"copy", "translation", "partial_copy", "rewrite"}:
            incoming.setdefault(edge.to, []).append(f"{edge.relation.replace('_', ' ')} of {_node_name(record, nodes.get(edge.from_), edge.from_)}")
    for rid, siglum in sorted(record.sigla.items(), key=lambda s: (len(s[1]), s[1])):
        report = record.reports[rid]
        doubts = []
        if report.published.doubtful:
            doubts.append(f"shown date {report.shown_date} is doubtful: {report.published.why}" if report.shown_date else "doubtful date")
        elif report.published.date is None:
            anchor = record.anchors.get(rid)
            doubts.append(f"undated; taken as {anchor.date.isoformat()} from {record.sigla[anchor.report]}" if anchor else "undated")
        if report.translated:
            doubts.append("signs of machine translation")
        doubts += incoming.get(rid, [])
        if rid in record.unreliable:
            doubts.append("marked unreliable")
        yield Source(siglum, rid, derived.get(rid), tuple(doubts), _label(record, rid))


def _label(record: Record, rid: str) -> str:
    report = record.reports[rid]
    lead = report.title
    if not lead:
        body = next((b for b in report.blocks if b.role == "body"), None)
        lead = _extract(report.text[body.start : body.end], 9) if body else "(no text)"
    parts = [p for p in (report.outlet, f"wire {report.wire}" if report.wire else None, report.published.date) if p]
    return f"{' '.join(lead.split())}" + (f" ({', '.join(parts)})" if parts else "")
