"""The ledger: what was demanded, promised, threatened and decided, and what became of it.

An entry begins with an event claim that has a content (a request, a promise, a threat, a measure). Claims of one
party about one matter are one entry, in however many reports. Its state is read from later claims: a refusal by the
one who was asked, a deed that does what was asked or promised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recension.model import Claim, Event, LedgerEntry, LedgerKind, LedgerState, Report, StateChange, digest
from recension.record.entities import Entities
from recension.record.happenings import content_words, sentence_at, sentence_spans

#: How alike two contents must be, as the share of the shorter one's words, to be one matter.
SAME_MATTER = 0.5
_MEASURES = frozenset({"MOBILIZE", "SANCTION", "AID", "RETREAT"})
_PROMISES = frozenset({"AGREE", "CONCEDE", "COOPERATE", "SUPPORT", "AID", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Item:
    """One claim that begins, or stands in, an entry."""

    kind: LedgerKind
    claim: Event
    from_: str | None
    to: tuple[str, ...]
    what: str
    words: frozenset[str]
    state: LedgerState
    day: str | None
    order: tuple[str, int]


def ledger(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], known: Mapping[str, str | None], actors: Entities,
) -> list[LedgerEntry]:
    """All entries, in a fixed order."""
    sentences = {rid: sentence_spans(r.text) for rid, r in reports.items()}
    items = _items(claims, reports, known, actors, sentences)
    groups: list[list[Item]] = []
    by_party: dict[tuple[str, str | None], list[list[Item]]] = defaultdict(list)
    for item in items:
        # A measure is one whoever announces it; a demand or a promise is its maker's own.
        party = item.from_
        mine = next((g for g in by_party[item.kind, party] if any(_one_matter(item, other) for other in g)), None)
        if mine is None:
            mine = []
            groups.append(mine)
            by_party[item.kind, party].append(mine)
        mine.append(item)
    events = [c for c in claims.values() if isinstance(c, Event)]
    made = [_entry(group, events, known, actors) for group in groups]
    return sorted(made, key=lambda e: (e.states[0].from_ or "9999", e.kind, e.from_, e.to, e.what, e.id))


def _items(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], known: Mapping[str, str | None], actors: Entities,
    sentences: Mapping[str, list[tuple[int, int]]],
) -> list[Item]:
    by_happening: dict[str, list[Event]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim, Event):
            by_happening[claim.happening].append(claim)
    found = []
    for _, events in sorted(by_happening.items()):
        events.sort(key=lambda e: e.id)
        lead = events[0]
        kind = _kind(lead)
        if kind is None:
            continue
        makers = sorted({n for e in events if e.actor and (n := actors.name(e.actor))})
        if not makers and lead.speaker:
            makers = [actors.name(lead.speaker) or lead.speaker.text]
        to = tuple(sorted({n for e in events if e.recipient and (n := actors.name(e.recipient))}))
        what = _what(lead, reports[lead.report].text, sentences[lead.report])
        everyone: list[str | None] = [*makers] or [None]
        for maker in everyone:
            mine = [e for e in events if maker is None or e.actor is None or actors.name(e.actor) == maker]
            found.append(Item(
                kind, (mine or events)[0], maker, to, what, content_words(what), _first_state(kind, lead),
                known.get(lead.id), (lead.report, lead.span.start),
            ))
    return sorted(found, key=lambda i: (i.day or "9999", i.order, i.claim.id))


def _kind(event: Event) -> LedgerKind | None:
    """What kind of entry a claim begins, if any."""
    if event.status in {"negated", "historical"} and event.type != "REQUEST":
        return None
    if event.type == "REQUEST" and event.status in {"asserted", "historical"}:
        return "demand"
    if event.type == "THREATEN" and event.status == "asserted":
        return "threat"
    if event.type in _MEASURES and event.status in {"asserted", "future"} and (event.content or event.type == "MOBILIZE"):
        return "measure"
    if event.type in _MEASURES and event.status == "hypothetical" and event.type == "MOBILIZE":
        return "commitment"
    if event.type in _PROMISES and event.content is not None and event.status in {"asserted", "future", "hypothetical"}:
        return "commitment"
    return None


def _first_state(kind: LedgerKind, event: Event) -> LedgerState:
    if kind == "measure":
        return "announced" if event.status == "future" else "under_way"
    return "open"


def _what(event: Event, text: str, sentences: list[tuple[int, int]]) -> str:
    """The matter in the report's own words: the content, else the claim's span, else its sentence."""
    if event.content is not None:
        return " ".join(event.content.text.split())
    if len(event.span.text.split()) > 2:
        return " ".join(event.span.text.split())
    start, end = sentences[sentence_at(sentences, event.trigger.start)]
    return " ".join(text[start:end].split())


def _one_matter(a: Item, b: Item) -> bool:
    """Are two items about one matter? They share most of the shorter one's words, and do not ask different parties."""
    if a.claim.happening == b.claim.happening:
        return True
    small = min(len(a.words), len(b.words))
    if small == 0:
        return False
    shared = len(a.words & b.words)
    return shared >= 2 and shared / small >= SAME_MATTER


def _entry(group: Sequence[Item], events: Sequence[Event], known: Mapping[str, str | None], actors: Entities) -> LedgerEntry:
    lead = group[0]
    words = frozenset().union(*(i.words for i in group))
    states = [StateChange(lead.state, lead.day, tuple(sorted({i.claim.id for i in group if i.state == lead.state})))]
    for item in group:
        if item.state != states[-1].state and item.kind == "measure" and item.state == "under_way":
            states.append(StateChange("under_way", item.day, (item.claim.id,)))
    answer = _answer(lead.kind, group, words, events, known, actors)
    if answer is not None:
        states.append(answer)
    claims = tuple(sorted({i.claim.id for i in group} | {c for s in states for c in s.claims}))
    longest = max(group, key=lambda i: (min(len(i.what), 160), i.what))
    return LedgerEntry(
        id=digest("ledger", lead.kind, min(i.claim.id for i in group), lead.from_), kind=lead.kind,
        from_=tuple(sorted({i.from_ for i in group if i.from_})), to=tuple(sorted({t for i in group for t in i.to})),
        what=longest.what, state=states[-1].state, states=tuple(states), claims=claims,
    )


def _answer(
    kind: LedgerKind, group: Sequence[Item], words: frozenset[str], events: Sequence[Event],
    known: Mapping[str, str | None], actors: Entities,
) -> StateChange | None:
    """What later claims made of an entry: refused by the one asked, or done."""
    asked = {a for i in group if (a := actors.of(i.claim.recipient))}
    makers = {a for i in group if (a := actors.of(i.claim.actor))}
    since = min((i.day for i in group if i.day), default=None)
    refusals, deeds = [], []
    for event in events:
        if any(event.happening == i.claim.happening for i in group):
            continue
        doer = actors.of(event.actor)
        day = known.get(event.id)
        if since and day and day < since:
            continue
        about = content_words(event.content.text if event.content else event.span.text)
        shared = about & words
        if kind == "demand" and event.type == "REJECT" and event.status == "asserted" and len(shared) >= 1:
            if doer is not None and (doer in asked or not asked or _same_side(event, group, actors)) and len(shared) >= 1:
                refusals.append((len(shared), event))
        elif (
            event.status == "asserted" and doer is not None and len(shared) >= 2 and kind in {"demand", "commitment"}
            and doer in (asked if kind == "demand" else makers) and event.type not in {"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN"}
        ):
            deeds.append((len(shared), event))
    if refusals:
        best = max(refusals, key=lambda r: (r[0], r[1].id))[1]
        return StateChange("refused", known.get(best.id), (best.id,))
    if deeds:
        best = max(deeds, key=lambda r: (r[0], r[1].id))[1]
        return StateChange("met" if kind == "demand" else "done", known.get(best.id), (best.id,))
    return None


def _same_side(event: Event, group: Sequence[Item], actors: Entities) -> bool:
    """Does the one who refuses stand for those who were asked: an officer of a government for the government?

    Seen in the text alone: the asked party's name stands in the refuser's phrase, or the other way round.
    """
    own = {w for m in (event.actor,) if m for w in content_words(f"{m.text} {m.name or ''}")}
    theirs = {w for i in group for m in (i.claim.recipient,) if m for w in content_words(f"{m.text} {actors.name(m) or ''}")}
    return bool(own & theirs)
