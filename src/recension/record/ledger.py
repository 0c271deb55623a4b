"""The ledger: what was demanded, promised, threatened and decided, and what became of it.

An entry begins with an event claim that has a content (a request, a promise, a threat, a measure). Claims of one
party about one matter are one entry, in however many reports. Its state is read from later claims: a refusal by the
one who was asked, a deed that does what was asked or promised.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recension.model import (
    Claim,
    Event,
    LedgerEntry,
    LedgerKind,
    LedgerState,
    Mention,
    Report,
    ResolvedTime,
    StateChange,
    digest,
)
from recension.record.entities import Entities
from recension.record.happenings import content_words, matter_words, sentence_at, sentence_spans
from recension.record.wording import cut

#: How alike two contents must be, as the share of the shorter one's words, to be one matter.
SAME_MATTER = 0.5
_MEASURES = frozenset({"COERCE", "MOBILIZE", "SANCTION"})
#: Modes of coercion that an authority decrees over everybody.
_DECREES = frozenset({"curfew", "martial-law", "censor"})
#: A promise made; and acts that are one as long as they are still to come.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
_TO_COME = frozenset({"COOPERATE", "SUPPORT", "AID", "RETREAT", "MOBILIZE", "CONCEDE", "AGREE"})
#: How an authority shuts or forbids what others would use: "close all crossings", "ban gatherings".
_SHUTS = re.compile(r"(?:clos|seal|shut|bann?(?:ed|ing|s)?\b|prohibit|forb[ai]d|outlaw|suspend|halt|declar|impos|lock)", re.IGNORECASE)
#: A part of a demand that begins with somebody of its own: "that the prosecutor impound the rifles".
_OWN_DOER = re.compile(r"[\"“'‘(]*(?:that )?(?:the|an?|its|his|her|their|our|your|all|any|no|every|each|some|[A-Z]\w+)\b")
#: What is asked or promised where two sides are to talk; a meeting is the deed of that.
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w*|dialogue|mediat\w*|meet(?:ing)?s?|sit down|both sides together|(?:sides|parties) together|table|consult\w*)\b", re.IGNORECASE,
)
#: Words that only promise a concession: "agreed to lift the curfew"; who "lifted" it has kept it.
_PROMISING = re.compile(
    r"(?:agree|promis|pledg|vow|offer|accept|undert|commit|consent|guarante|swor|swear|assur|ready|will|would|to\b|prepar|announc|decid|plan|intend)",
    re.IGNORECASE,
)
#: What a refusal calls the promise that it puts aside.
_OFFER = re.compile(r"\b(?:offers?|proposals?|promises?|pledges?|deal|terms|olive branch|overtures?)\b", re.IGNORECASE)
#: Characters after an offer within which "the offer" is that one.
NEAR = 500
#: Words of a matter that has no content of its own, from the word for the act on.
TOLD = 30
#: What a measure of force is about.
_FORCES = frozenset(content_words(
    "troops soldiers force forces battalion brigade police presence deployment reinforcement reinforcements unit units "
    "ship warship aircraft jets tanks weapons guard guards peacekeepers mission contingent personnel army gendarmes "
    "reserves reservists officers squadron squadrons marines patrols",
))


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
    claims: Mapping[str, Claim], reports: Mapping[str, Report], times: Mapping[str, ResolvedTime | None],
    known: Mapping[str, str | None], actors: Entities,
) -> list[LedgerEntry]:
    """All entries, in a fixed order."""
    days = {cid: _day(times.get(cid), known.get(cid)) for cid in claims}
    sentences = {rid: sentence_spans(r.text) for rid, r in reports.items()}
    items = _items(claims, reports, days, times, known, actors, sentences)
    groups: list[list[Item]] = []
    by_party: dict[tuple[str, str | None], list[list[Item]]] = defaultdict(list)
    for item in items:
        # A measure is one whoever announces it; a demand or a promise is its maker's own.
        party = None if item.kind == "measure" else item.from_
        mine = next((g for g in by_party[item.kind, party] if any(_one_matter(item, other) for other in g)), None)
        if mine is None:
            mine = []
            groups.append(mine)
            by_party[item.kind, party].append(mine)
        mine.append(item)
    events = [c for c in claims.values() if isinstance(c, Event)]
    acts: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.status in _TO_BE_DONE:
            acts[event.report].append(event)
    answers = _Answers([e for e in events if e.status == "asserted"], actors)
    made = [_entry(group, acts, answers, days, actors) for group in groups]
    return sorted(made, key=lambda e: (e.states[0].from_ or "9999", e.kind, e.from_, e.to, e.what, e.id))


def _day(time: ResolvedTime | None, known: str | None) -> str | None:
    """The day of an act: its own where a report gives it, else the day on which it was known; of what was over by
    then ("in April"), the day by which it was."""
    if time and time.precision == "day" and time.from_:
        return time.from_
    return time.to if time and time.to and known and time.to < known else known


def _items(
    claims: Mapping[str, Claim], reports: Mapping[str, Report], days: Mapping[str, str | None],
    times: Mapping[str, ResolvedTime | None], known: Mapping[str, str | None], actors: Entities,
    sentences: Mapping[str, list[tuple[int, int]]],
) -> list[Item]:
    # A demand of several parts is one happening, and an entry for each part.
    by_part: dict[tuple[str, int], list[Event]] = defaultdict(list)
    parts: dict[str, list[Mention]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim, Event):
            by_part[claim.happening, claim.content.start if claim.content else -1].append(claim)
            if claim.content is not None:
                parts[claim.happening].append(claim.content)
    promised = _promised(claims)
    found = []
    for _, events in sorted(by_part.items()):
        events.sort(key=lambda e: e.id)
        lead = events[0]
        kind = _kind(lead)
        if lead.content is None and parts[lead.happening]:
            continue  # its parts say what
        if kind is None or (lead.id in promised and lead.type in _TO_COME and lead.status in _TO_BE_DONE):
            continue
        makers = sorted({n for e in events if e.actor and (n := actors.name(e.actor))})
        if not makers and lead.speaker:
            makers = [actors.name(lead.speaker) or lead.speaker.text]
        to = tuple(sorted({
            n for e in events if e.recipient and not _is_of_another(e.recipient, lead, parts[lead.happening]) and (n := actors.name(e.recipient))
        }))
        what = _what(lead, reports[lead.report].text, sentences[lead.report])
        parties = content_words(" ".join(m.text for e in events for m in (e.actor, e.recipient) if m))
        if kind == "commitment" and content_words(what) <= parties:
            continue  # it says to whom, and not what
        everyone: list[str | None] = [*makers] or [None]
        for maker in everyone:
            mine = [e for e in events if maker is None or e.actor is None or actors.name(e.actor) == maker]
            found.append(Item(
                kind, (mine or events)[0], maker, to, what, content_words(what), _first_state(kind, lead, times.get(lead.id), known.get(lead.id)),
                days.get(lead.id), (lead.report, lead.span.start),
            ))
    return sorted(found, key=lambda i: (i.day or "9999", i.order, i.claim.id))


def _is_of_another(party: Mention, lead: Event, parts: Sequence[Mention]) -> bool:
    """Does a party stand within another part of what is demanded? Who is to quit the port is not asked for the rifles."""
    own = lead.content
    if own is None or own.start <= party.start < own.end or not _OWN_DOER.match(own.text):
        return False
    return any(other.start <= party.start < other.end for other in parts)


def _promised(claims: Mapping[str, Claim]) -> set[str]:
    """Acts to come that are told within the words of a promise: the promise has them already."""
    made: dict[str, list[Mention]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim, Event) and _kind(claim) == "commitment" and claim.status == "asserted" and claim.content is not None:
            made[claim.report].append(claim.content)
    for spans in made.values():
        spans.sort(key=lambda m: m.start)
    found = set()
    for claim in claims.values():
        if isinstance(claim, Event) and claim.report in made:
            spans = made[claim.report]
            at = bisect.bisect_right(spans, claim.trigger.start, key=lambda m: m.start) - 1
            if at >= 0 and claim.trigger.start < spans[at].end and claim.content != spans[at]:
                found.add(claim.id)
    return found


def _kind(event: Event) -> LedgerKind | None:
    """What kind of entry a claim begins, if any."""
    if event.type == "REQUEST":
        return "demand" if event.status in {"asserted", "historical"} else None
    if event.status in {"negated", "historical", "demanded"}:
        return None
    if event.type == "THREATEN":
        return "threat" if event.status == "asserted" else None
    if event.type in _MEASURES and event.status in {"asserted", "future"}:
        return "measure" if _is_measure(event) else None
    if event.type in _PROMISES and event.content is not None and event.status == "asserted":
        return "commitment"
    if event.type in _TO_COME and event.status in {"future", "hypothetical"} and event.actor is not None:
        return "commitment"
    return None


def _is_measure(event: Event) -> bool:
    """Is it a sanction, a decree, or a sending that speaks of forces?"""
    if event.type == "MOBILIZE":
        return bool(content_words(f"{event.content.text if event.content else ''} {event.span.text}") & _FORCES)
    if event.mode == "restrict" and event.actor is not None and _SHUTS.match(event.trigger.text):
        return True
    return event.type == "SANCTION" or event.mode in _DECREES


def _first_state(kind: LedgerKind, event: Event, time: ResolvedTime | None, known: str | None) -> LedgerState:
    """A measure is announced while it is to come: so its report says, or its day is later than its report. What was conceded
    in deed is done."""
    if kind == "measure":
        ahead = bool(time and time.precision == "day" and time.from_ and known and time.from_ > known)
        return "announced" if event.status == "future" or ahead else "under_way"
    if event.type == "CONCEDE" and event.status == "asserted" and not _PROMISING.match(event.trigger.text):
        return "done"
    return "open"


def _what(event: Event, text: str, sentences: list[tuple[int, int]]) -> str:
    """The matter in the report's own words: what was said or, of a deed, its clause; else its sentence."""
    if event.type not in _WORDS and not (event.content and _PROMISING.match(event.trigger.text)):
        start = min(event.span.start, event.content.start if event.content else event.span.start)
        end = max(event.span.end, event.content.end if event.content else 0)
        end += len(_CLAUSE_END.match(text, end)[0])
        if len(told := text[start:end].split()) > 2:
            return cut(" ".join(told), TOLD)
    if event.content is not None and len(event.content.text.split()) > 1:
        return " ".join(event.content.text.split())
    if event.type in _SPOKEN:
        told = text[event.trigger.start : sentences[sentence_at(sentences, event.trigger.start)][1]].split()
        if len(told) > 3:
            return cut(" ".join(told).rstrip('.”"'), TOLD)
    if len(event.span.text.split()) > 2:
        return " ".join(event.span.text.split())
    start, end = sentences[sentence_at(sentences, event.trigger.start)]
    return " ".join(text[start:end].split())


#: What is left of a clause behind its verb: "imposed", and then "a curfew from dusk".
_CLAUSE_END = re.compile(r"(?:[^.;:,\n()—–”\"]|(?<=\d)[.,:](?=\d)){0,160}")
#: Acts whose matter follows the word for them: "wants the director sacked", "threatened any driver who pays".
_SPOKEN = frozenset({"REQUEST", "THREATEN"})


def _one_matter(a: Item, b: Item) -> bool:
    """Are two items about one matter? They share most of the shorter one's words, and do not ask different parties."""
    if a.claim.happening == b.claim.happening:
        return a.what == b.what
    if a.to and b.to and not set(a.to) & set(b.to):
        return False
    small = min(len(a.words), len(b.words))
    if small == 0:
        return False
    shared = len(a.words & b.words)
    return shared >= 2 and shared / small >= SAME_MATTER


class _Answers:
    """What may answer an entry: deeds, talks and refusals, by their type and by who did them."""

    def __init__(self, events: Sequence[Event], actors: Entities) -> None:
        self.by_type: dict[str, list[Event]] = defaultdict(list)
        self.by_doer: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self.by_type[event.type].append(event)
            if event.type not in _WORDS and (doer := actors.of(event.actor)):
                self.by_doer[doer].append(event)

    def to(self, parties: Iterable[str], wanted: Sequence[Event]) -> list[Event]:
        """The refusals and talks, the deeds of some parties, and those of the types that are wanted."""
        types = {"REJECT", "CONSULT"} | {e.type for e in wanted}
        found = [*(e for t in types for e in self.by_type.get(t, ())), *(e for p in parties for e in self.by_doer.get(p, ()))]
        return sorted({e.id: e for e in found}.values(), key=lambda e: e.id)


def _entry(
    group: Sequence[Item], acts: Mapping[str, Sequence[Event]], answers: _Answers, days: Mapping[str, str | None], actors: Entities,
) -> LedgerEntry:
    lead = group[0]
    states = [StateChange(lead.state, lead.day, tuple(sorted({i.claim.id for i in group if i.state == lead.state})))]
    for item in group:
        if item.state != states[-1].state and item.kind == "measure" and item.state == "under_way":
            states.append(StateChange("under_way", item.day, (item.claim.id,)))
    answer = _answer(lead.kind, group, acts, answers, days, actors)
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
    kind: LedgerKind, group: Sequence[Item], acts: Mapping[str, Sequence[Event]], answers: _Answers,
    days: Mapping[str, str | None], actors: Entities,
) -> StateChange | None:
    """What later claims made of an entry: refused by the one asked, or done.

    Args:
        kind: of the entry.
        group: its claims.
        acts: by report, what is still to be done, of which some is what the entry asks for or promises.
        answers: all that may answer an entry.
        days: the day of each claim.
        actors: who is who.
    """
    asked = {a for i in group if i.to and (a := actors.of(i.claim.recipient))}
    makers = {a for i in group if (a := actors.of(i.claim.actor))}
    since = min((i.day for i in group if i.day), default=None)
    about = frozenset().union(*(matter_words(i.what) for i in group))
    near = [e for rid in sorted({i.claim.report for i in group}) for e in acts.get(rid, ())]
    wanted = [e for e in near if any(_is_wanted(e, i.claim) for i in group)]
    first = {i.claim.report: i.claim.span.end for i in reversed(group)}
    talks = any(_TALKS.search(i.what) for i in group)
    refusals, deeds = [], []
    for event in answers.to(asked | makers, wanted):
        if any(_is_told_with(event, i.claim) for i in group):
            continue
        doer, day = actors.of(event.actor), days.get(event.id)
        if since and day and day < since:
            continue
        shared = len(matter_words(event.content.text if event.content else event.span.text) & about)
        if event.type == "REJECT" and kind == "demand" and doer is not None:
            # The one who was asked need only take up the matter; another must speak of the very thing.
            if shared >= (1 if doer in asked or _same_side(event, group, actors) else 2) and doer not in makers:
                refusals.append((shared, event))
        elif event.type == "REJECT" and kind == "commitment":
            if doer is not None and doer not in makers and _puts_aside(event, group):
                refusals.append((shared, event))
        elif event.type == "CONSULT" and talks and kind in {"demand", "commitment"}:
            who = asked | makers if kind == "demand" else makers
            if who & {doer, actors.of(event.recipient)} and (doer in asked or kind == "commitment") and _is_later(event, since, day, first):
                deeds.append((shared, event))
        elif event.type not in _WORDS and (
            (shared >= 2 and doer is not None and doer in (asked if kind == "demand" else makers))
            or any(_is_the_act(act, event, actors) for act in wanted)
        ) and kind in {"demand", "commitment"} and _is_later(event, since, day, first):
            deeds.append((shared, event))
    if refusals:
        best = max(refusals, key=lambda r: (r[0], r[1].id))[1]
        return StateChange("refused", days.get(best.id), (best.id,))
    if deeds:
        best = max(deeds, key=lambda r: (r[0], r[1].id))[1]
        return StateChange("met" if kind == "demand" else "done", days.get(best.id), (best.id,))
    return None


def _is_later(event: Event, since: str | None, day: str | None, first: Mapping[str, int]) -> bool:
    """A deed answers only what was asked or promised before it."""
    return bool(since and day and day > since) or event.span.start > first.get(event.report, 1 << 60)


def _puts_aside(event: Event, group: Sequence[Item]) -> bool:
    """Does a refusal speak of "the offer" right after it?"""
    about = f"{event.content.text if event.content else ''} {event.span.text}"
    return bool(_OFFER.search(about)) and any(
        i.claim.report == event.report and 0 < event.trigger.start - i.claim.trigger.start <= NEAR for i in group
    )


def _is_wanted(act: Event, begins: Event) -> bool:
    """Is an event what an entry asks for or promises: to be done, and told within its content?"""
    content = begins.content
    return (
        content is not None and act.report == begins.report and act.happening != begins.happening
        and content.start <= act.trigger.start < content.end
    )


def _is_told_with(event: Event, begins: Event) -> bool:
    """Is an event part of the very words that ask or promise, and so no answer to them?"""
    if event.happening == begins.happening:
        return True
    content = begins.content
    return (
        content is not None and event.report == begins.report
        and min(begins.span.start, content.start) <= event.trigger.start < max(begins.span.end, content.end)
    )


def _is_the_act(act: Event, deed: Event, actors: Entities) -> bool:
    """Is a deed the act that was wanted: of its type, done to the same party, or in the same matter by none other?"""
    if act.type != deed.type or (act.mode and deed.mode and act.mode != deed.mode):
        return False
    if act.recipient is not None and deed.recipient is not None:
        return actors.of(act.recipient) == actors.of(deed.recipient)
    if act.actor is not None and deed.actor is not None and actors.of(act.actor) != actors.of(deed.actor):
        return False
    shared = len(matter_words(act.span.text) & matter_words(deed.span.text))
    return shared >= (1 if act.recipient is None and deed.recipient is None else 2)


#: What is still to be done.
_TO_BE_DONE = frozenset({"demanded", "future", "hypothetical"})
#: Acts of speech are no deeds.
_WORDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "AGREE", "THREATEN", "CONSULT", "SUPPORT"})


def _same_side(event: Event, group: Sequence[Item], actors: Entities) -> bool:
    """Does the one who refuses stand for those who were asked: an officer of a government for the government?

    Seen in the text alone: the asked party's name stands in the refuser's phrase, or the other way round.
    """
    own = {w for m in (event.actor,) if m for w in content_words(f"{m.text} {m.name or ''}")}
    theirs = {w for i in group for m in (i.claim.recipient,) if m for w in content_words(f"{m.text} {actors.name(m) or ''}")}
    return bool(own & theirs)
