"""The briefing: the record told in sentences, each with its sigla and its evidence.

It is short on purpose: each section has its share of the words, the weightiest lines come first into it, of lines that
tell one thing only one, and what did not fit is counted, not hidden. Lines stand in order of time, figures by weight.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.model import (
    Briefing,
    Claim,
    Disagreement,
    Edge,
    Estimate,
    Event,
    Evidence,
    Figure,
    Incident,
    LedgerEntry,
    Node,
    Quote,
    Section,
    Sentence,
    Source,
)
from recension.record.denials import ALLEGED
from recension.record.incidents import TELLING
from recension.record.sentences import sentence_at, sentence_spans
from recension.record.wording import (
    NOBODY,
    bare,
    cut,
    is_many,
    large,
    listed,
    named,
    quoted,
    rest_of_clause,
    small,
    verb,
)
from recension.views.rows import timeline

if TYPE_CHECKING:
    from recension.record import Record

#: Words of the whole page, marks and sigla counted; the fewest that the sections have however many sources there are;
#: and the share of each section.
WORDS, LEAST = 800, 560
_SHARES = {"events": 0.30, "figures": 0.16, "quotes": 0.16, "ledger": 0.20, "disagreements": 0.12, "stemma": 0.06}
#: Words of one extract from a report, and the fewest that can be understood alone.
EXTRACT, FEW = 26, 4
#: Words of each side of a disagreement.
SIDE = 18
#: A deed that hangs on a verb before it: (accused) "Karsa of carrying out the attack".
_LOOSE = re.compile(r"\b(?:of|for|from|by) (?:\w+ly )?\w+ing\b")
_WEIGHT = {
    "ASSAULT": 9, "COERCE": 6, "PROTEST": 6, "MOBILIZE": 6, "RETREAT": 5, "AID": 4, "SANCTION": 5, "CONSULT": 4, "AGREE": 4,
    "CONCEDE": 4, "REJECT": 4, "THREATEN": 4, "SUPPORT": 2, "COOPERATE": 2, "ACCUSE": 1, "REQUEST": 0,
}
#: How an entry of the ledger is told: by whom, to whom, and what.
_ASKED = {
    "demand": "{who} demanded{to}: {what}", "asking": "{who} asked{to} {what}", "commitment": "{who} promised{to}: {what}",
    "promising": "{who} promised{to} {what}", "threat": "{who} threatened{to}: {what}", "threatening": "{who} threatened {what}",
    "measure": "Measure by {who}{to}: {what}", "decree": "Measure{to}: {what}",
}
#: The word before the one who is asked, promised, threatened.
_TOWARDS = {"demand": " of ", "measure": " concerning ", "decree": " concerning "}
#: A content in the infinitive is told as one: "asked both sides “to show restraint”".
_INFINITIVE = {"demand": "asking", "commitment": "promising", "threat": "threatening"}
_DISPUTED = {
    "number": "How many", "role": "Who did it", "date": "When", "place": "Where", "definition": "What is counted", "name": "Which name",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that may stand in a section: the heavier first into it, then in order.

    Of lines of one `kin` whose `days` touch, only the heaviest is shown: they tell one thing. `always`: shown whatever
    its weight.
    """

    weight: tuple[float, ...]
    order: tuple[str, ...]
    sentence: Sentence
    kin: tuple[str, ...] = ()
    days: tuple[str, str] | None = None
    always: bool = False


def briefing(record: Record, words: int = WORDS) -> Briefing:
    """The briefing of a record, of so many words at most, as long as its sources leave enough of them."""
    sources = tuple(_sources(record))
    listed = sum(len(f"{s.label} {' '.join(s.doubts)}".split()) + 3 for s in sources)
    words = max(LEAST, words - listed)
    sections = []
    for name, (title, make) in _MAKERS.items():
        lines = list(make(record))
        chosen = _fit(_apart(lines), int(words * _SHARES[name]))
        if chosen:
            sections.append(Section(name, title, tuple(chosen), len(lines) - len(chosen)))
    return Briefing(tuple(sections), sources)


def derivable(record: Record) -> set[str]:
    """Every sentence that a briefing of the record might hold, shown in this one or not."""
    return {line.sentence.text for _, make in _MAKERS.values() for line in make(record)}


def _apart(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that a heavier one stands for, the heaviest first."""
    kept: list[Line] = []
    for line in sorted(lines, key=lambda x: (not x.always, [-w for w in x.weight], x.order)):
        if not any(_alike(line, other) for other in kept):
            kept.append(line)
    return kept


def _alike(a: Line, b: Line) -> bool:
    if not a.kin or a.kin != b.kin:
        return False
    return a.days is None or b.days is None or (a.days[0] <= b.days[1] and b.days[0] <= a.days[1])


def _fit(lines: Iterable[Line], words: int) -> list[Sentence]:
    """The first lines that fit into so many words, in their order."""
    chosen: list[Line] = []
    left = words
    for line in lines:
        size = len(line.sentence.text.split()) + 1 + len(line.sentence.sigla)
        if size <= left:
            chosen.append(line)
            left -= size
    return [x.sentence for x in sorted(chosen, key=lambda x: x.order)]


# ---------------------------------------------------------------- evidence
def _evidence(record: Record, claims: Iterable[str]) -> tuple[Evidence, ...]:
    found = [record.claims[c] for c in sorted(set(claims)) if c in record.claims]
    return tuple(Evidence(c.report, c.span.start, c.span.end, c.id) for c in sorted(found, key=lambda c: (c.report, c.span.start, c.id)))


def _sigla(record: Record, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    return tuple(sorted({record.sigla[e.report] for e in evidence}, key=lambda s: (len(s), s)))


def _line(
    record: Record, weight: tuple[float, ...], order: tuple[str, ...], text: str, evidence: tuple[Evidence, ...], *,
    kin: tuple[str, ...] = (), days: tuple[str, str] | None = None, always: bool = False,
) -> list[Line]:
    """A line, or none where there is no evidence for it."""
    if not evidence:
        return []
    return [Line(weight, order, Sentence(" ".join(text.split()), _sigla(record, evidence), evidence), kin, days, always)]


@functools.lru_cache(maxsize=4)
def _small_words(texts: tuple[str, ...]) -> frozenset[str]:
    """The words that some reports write with a small letter."""
    return frozenset(word for text in texts for word in re.findall(r"\b[a-z]+\b", text))


def _common(record: Record) -> frozenset[str]:
    return _small_words(tuple(r.text for r in record.reports.values()))


def _title(record: Record, title: str) -> str:
    """An incident's title, its names without the capitals that only the beginnings of sentences gave them."""
    first, *words = title.split()
    shown = [first]
    for before, word, following in zip([first.lower(), *words], words, [*words[1:], ""], strict=False):
        # A word beside another capital is part of a name, and a place stands behind a comma.
        inside = before[:1].islower() and not before.endswith(",") and (word.endswith(",") or not re.match(r"[A-Z\d]", following))
        shown.append(small(word.rstrip(","), _common(record)) + "," * word.endswith(",") if inside else word)
    return " ".join(shown)


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
    shown = [(i, lead) for entry in timeline(record) if (lead := _lead(record, i := by_id[entry.incident])) is not None]
    last = _last(record, [i for i, _ in shown])
    for incident, lead in shown:
        where = incident.place.name if incident.place and incident.place.name else None
        title = _title(record, incident.title)
        head = day_words(incident.from_, incident.to, incident.precision) + (f", {where}" if where and where not in title else "")
        said = f", according to {_speaker(record, lead)}" if lead.speaker is not None else ""
        plan = ", announced" if all(c.status == "future" for c in _event_claims(record, incident)) else ""
        origins = f"; {incident.origins} origins" if incident.origins > 1 else ""
        words, told = _telling(record, lead)
        extract = quoted(words.removesuffix("."))
        yield from _line(
            record, (_worth(record, incident),), (incident.from_ or incident.to or "9999", incident.id),
            f"{head}: {title}{plan} — {extract}{said}{origins}.", (*_evidence(record, incident.claims), *told),
            kin=(incident.type, where or title), days=_days(incident), always=incident.id == last,
        )


def _worth(record: Record, incident: Incident) -> float:
    """How much an incident weighs: its type, the reports that tell of it, whether it is dated, news, and whole."""
    weight = _WEIGHT[incident.type] + 2.0 * len(incident.reports) + (1.0 if incident.from_ else 0.0)
    events = _event_claims(record, incident)
    if 2 * sum(c.status == "historical" for c in events) > len(events):
        weight -= 5
    return weight - 2 if incident.parent else weight


def _days(incident: Incident) -> tuple[str, str] | None:
    """The days that an incident may have been on. What is only known to be over by a day was then or the day before."""
    if incident.to is None:
        return (incident.from_, incident.from_) if incident.from_ else None
    eve = (dt.date.fromisoformat(incident.to[:10]) - dt.timedelta(days=1)).isoformat()
    return incident.from_ or eve, incident.to


def _last(record: Record, incidents: Sequence[Incident]) -> str | None:
    """The incident that the story ends with: of the last day on which something is said to have been done, what those
    did who acted before, else the weightiest."""
    done = [
        i for i in incidents
        if i.from_ and i.precision == "day" and any(c.status == "asserted" for c in _event_claims(record, i))
    ]
    seen = Counter(name for i in incidents for name in set(i.actors))
    end = max(done, key=lambda i: (i.from_ or "", any(seen[n] > 1 for n in i.actors), _worth(record, i), i.id), default=None)
    return end.id if end else None


def _event_claims(record: Record, incident: Incident) -> list[Event]:
    return [c for cid in incident.claims if isinstance(c := record.claims.get(cid), Event)]


def _lead(record: Record, incident: Incident) -> Event | None:
    """The claim that tells an incident best: asserted, with both parties, those of the title, in the report's own voice."""
    claims = _event_claims(record, incident)
    if not claims:
        return None
    order = {"asserted": 0, "historical": 1, "future": 2}
    told: dict[tuple[str | None, str | None], set[str]] = {}
    for c in claims:
        told.setdefault((record.actors.of(c.actor), record.actors.of(c.recipient)), set()).add(c.report)
    return min(claims, key=lambda c: (
        order.get(c.status, 3), c.type != incident.type, c.speaker is not None, -sum((record.actors.name(m) or "?") in incident.title for m in (c.actor, c.recipient)),
        c.actor is None, c.recipient is None,
        bool(record.reports[c.report].translated), -len(told[record.actors.of(c.actor), record.actors.of(c.recipient)]),
        abs(len(c.span.text.split()) - 14), c.id,
    ))


def _telling(record: Record, claim: Event) -> tuple[str, tuple[Evidence, ...]]:
    """The words that tell an event: its clause's from its own first word on, or its sentence's where these are too few to
    understand, or lack the verb that they hang on; and the evidence for words outside the claim."""
    text = record.reports[claim.report].text
    end = claim.span.end + len(rest_of_clause(text, claim.span.end).rstrip())
    told = text[claim.span.start : end]
    if len(told.split()) >= FEW and not _LOOSE.search(claim.span.text):
        return cut(" ".join(told.split()), EXTRACT), (Evidence(claim.report, claim.span.start, end, claim.id),) if end > claim.span.end else ()
    sentences = sentence_spans(text)
    start, end = sentences[sentence_at(sentences, claim.trigger.start)]
    words = text[start:end].split()
    before = len(text[start : claim.span.start].split())
    evidence = (Evidence(claim.report, start, end, claim.id),)
    if len(words) <= EXTRACT or before + 4 < EXTRACT:
        return cut(" ".join(words), EXTRACT), evidence
    return "… " + cut(" ".join(words[before - 4 :]), EXTRACT - 1), evidence


def _speaker(record: Record, claim: Claim) -> str:
    name = named(record.actors.name(getattr(claim, "speaker", None)), _common(record))
    return "an unnamed source" if name == NOBODY else name


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
        about = f" — {_title(record, titles[e.incident])}" if e.incident in titles else ""
        past = _past(record, e)
        text = f"{e.indicator.replace('_', ' of ').capitalize()}, {group}: {numbers}{unit}{past}{_by(record, e)} ({count}{history}{refused}){about}."
        size = max(v.value or 0 for v in (e.low, e.best, e.high))
        spread = len({v.value for v in (e.low, e.best, e.high) if v.value is not None}) > 1
        # What is disputed comes first, then what most origins tell, then what is gravest and most.
        weight = (float(spread) if not past else -1.0, float(e.origins), weights.get(e.indicator, 3) + math.log2(1 + size))
        order = (f"{bool(past):d}{not spread:d}", f"{99 - e.origins:02d}", f"{99 - weight[2]:08.4f}", e.id)
        kin = (e.indicator, numbers) if size >= TELLING else ()
        yield from _line(record, weight, order, text, _evidence(record, e.used), kin=kin)


def _past(record: Record, estimate: Estimate) -> str:
    """That a number is only told as history, and of which year: it comes last."""
    used = [c for cid in estimate.used if isinstance(c := record.claims.get(cid), Figure)]
    if not used or any(c.status != "historical" for c in used):
        return ""
    years = {c.time.from_[:4] for c in used if c.time is not None and c.time.from_}
    return f", of {years.pop()}" if len(years) == 1 else ", of the past"


def _by(record: Record, estimate: Estimate) -> str:
    """Who gives a number that rests on one origin, where its claims name one and the same."""
    given = {
        record.actors.name(c.attributed_to) for cid in estimate.used
        if isinstance(c := record.claims.get(cid), Figure) and c.attributed_to is not None
    }
    if estimate.origins != 1 or len(given) != 1:
        return ""
    name = named(given.pop(), _common(record))
    return "" if name == NOBODY else f", according to {name}"


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
        weight = (len({q.report for q in quotes}) * 2 + (2 if lead.form == "direct" else 0) + min(size, 20) / 10,)
        content = cut(lead.content.text, EXTRACT)
        marked = content if lead.form == "mixed" else quoted(content)
        day = record.known.get(lead.id) or "9999"
        yield from _line(record, weight, (day, record.sigla[lead.report], f"{lead.span.start:08d}", utterance), f"{name[:1].upper()}{name[1:]}: {marked}", _evidence(record, (q.id for q in quotes)))


def _ledger(record: Record) -> Iterable[Line]:
    common = _common(record)
    for entry in record.ledger:
        what = cut(entry.what, 18)
        form = _INFINITIVE.get(entry.kind, entry.kind) if what.startswith("to ") else entry.kind
        if form == "measure" and not entry.from_:
            form = "decree"
        to = _TOWARDS.get(form, " ") + listed([named(bare(n), common) for n in entry.to]) if entry.to else ""
        told = _ASKED[form].format(who=listed([named(bare(n), common) for n in entry.from_]) or NOBODY, to=to, what=quoted(what.removesuffix(".")))
        since = entry.states[-1].from_
        when = f", {_day(since)}" if since and len(entry.states) > 1 else ""
        weight = len(_reports(record, entry)) * 2 + (3 if entry.state not in {"open", "announced"} else 0) + (1 if entry.to else 0)
        yield from _line(
            record, (weight,), (entry.states[0].from_ or "9999", entry.kind, entry.id),
            f"{large(told)} — {entry.state.replace('_', ' ')}{when}.", _evidence(record, entry.claims),
        )


def _reports(record: Record, entry: LedgerEntry) -> set[str]:
    return {record.claims[c].report for c in entry.claims if c in record.claims}


def _disagreements(record: Record) -> Iterable[Line]:
    titles = {i.id: i.title for i in record.incidents}
    weights = {"role": 9, "denial": 8, "number": 7, "definition": 6, "date": 5, "place": 5, "name": 4}
    denials: dict[str, list[Disagreement]] = {}
    for d in record.disagreements:
        if d.kind == "denial":
            denials.setdefault(_alleged(record, d), []).append(d)
            continue
        sides = [cut(s.value, SIDE) + _in_reports(record, s.claims) for s in d.sides]
        about = f" — {_title(record, titles[d.about.id])}" if d.about.id in titles else ""
        update = d.status == "update"
        evidence = _evidence(record, (c for s in d.sides for c in s.claims))
        if not evidence and d.about.kind == "report":
            evidence = _whole(record, d.about.id)
        text = f"{_DISPUTED[d.kind]}: {(', then ' if update else ', but ').join(sides)}{about}."
        yield from _line(record, (weights[d.kind] - (2 if update else 0),), (d.kind, d.id), text, evidence)
    for words, group in denials.items():
        evidence = _evidence(record, (c for d in group for s in d.sides for c in s.claims))
        yield from _line(record, (weights["denial"],), ("denial", group[0].id), _denied(record, words, group), evidence)


def _alleged(record: Record, d: Disagreement) -> str:
    """What is denied, in words that can be understood alone."""
    said = d.sides[0].value.removesuffix(ALLEGED).removesuffix(" …")
    lead = next((c for cid in d.sides[0].claims if isinstance(c := record.claims.get(cid), Event) and c.span.text.startswith(said)), None)
    if lead is None:
        words = d.sides[0].value.removesuffix(ALLEGED)
    else:  # of "the ministry denied that its men fired" the deed alone
        words = lead.span.text if lead.status == "negated" else _telling(record, lead)[0]
    return cut(words, SIDE).removesuffix(".")


def _denied(record: Record, words: str, group: Sequence[Disagreement]) -> str:
    """What is said, and all who deny it."""
    who: dict[str, set[str]] = {}
    for claim in (record.claims[c] for d in group for c in d.sides[1].claims if c in record.claims):
        who.setdefault(named(record.actors.name(getattr(claim, "speaker", None)), _common(record)), set()).add(claim.id)
    denials = {c for claims in who.values() for c in claims}
    said = quoted(words) + _in_reports(record, sorted({c for d in group for c in d.sides[0].claims} - denials))
    if len(who) > 1:
        who.pop(NOBODY, None)  # one report names who denies it
    if set(who) <= {NOBODY}:
        return f"Denied: {said}; who denies it is not named{_in_reports(record, sorted(denials))}."
    names = listed([f"{name}{_in_reports(record, sorted(claims))}" for name, claims in sorted(who.items())])
    return f"Denied: {said}; {names} {verb(names, 'deny', many=len(who) > 1 or is_many(next(iter(who))))} it."


def _in_reports(record: Record, claims: Sequence[str]) -> str:
    """The reports that claims stand in, in brackets."""
    found = _side_sigla(record, claims)
    return f" ({', '.join(found)})" if found else ""


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
        weight = ({"copy": 5, "partial_copy": 4, "rewrite": 4, "translation": 5, "cites": 2}[edge.relation],)
        yield from _line(record, weight, (record.sigla[edge.to], edge.from_, edge.relation), f"{record.sigla[edge.to]} {link} {source}{share}.", _edge_evidence(edge, record))


def _node_name(record: Record, node: Node | None, nid: str) -> str:
    if nid in record.sigla:
        return record.sigla[nid]
    return node.label if node else nid


def _edge_evidence(edge: Edge, record: Record) -> tuple[Evidence, ...]:
    found = [Evidence(edge.to, a, b) for a, b in (p.to for p in edge.passages) if b > a]
    found += [Evidence(edge.from_, a, b) for a, b in (p.from_ for p in edge.passages) if b > a and edge.from_ in record.sigla]
    return tuple(dict.fromkeys(found)) or _whole(record, edge.to)


#: section → its title and what makes its lines.
_MAKERS: dict[str, tuple[str, Callable[[Record], Iterable[Line]]]] = {
    "events": ("What happened", _events), "figures": ("How many", _figures), "quotes": ("Who said what", _quotes),
    "ledger": ("Demanded, promised, done", _ledger), "disagreements": ("Where reports disagree", _disagreements),
    "stemma": ("Which reports lean on which", _stemma),
}


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
        lead = cut(report.text[body.start : body.end], 9) if body else "(no text)"
    parts = [p for p in (report.outlet, f"wire {report.wire}" if report.wire else None, report.published.date) if p]
    return f"{' '.join(lead.split())}" + (f" ({', '.join(parts)})" if parts else "")
