"""The ledger: what was demanded, promised, threatened and decided, and what became of it.

An entry begins with an event claim that has a content (a request, a promise, a threat, a measure). Claims of one
party about one matter are one entry, in however many reports. Its state is read from later claims: a refusal by the
one who was asked, a deed that does what was asked or promised.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
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
from recension.record.entities import Entities, is_name
from recension.record.groups import PRONOUNS, singular
from recension.record.matters import PROMISING, WORDS, clause_of, core_of, gist_of, what_of, words_of
from recension.record.sentences import Sentences, content_words, sentence_at, sentence_spans
from recension.record.wording import with_words

#: How alike two contents must be, as the share of the shorter one's words, to be one matter.
SAME_MATTER = 0.5
_MEASURES = frozenset({"COERCE", "MOBILIZE", "SANCTION"})
#: Modes of coercion that an authority decrees over everybody.
_DECREES = frozenset({"curfew", "martial-law", "censor"})
#: A promise made; and acts that are one as long as they are still to come.
_PROMISES = frozenset({"AGREE", "CONCEDE"})
_TO_COME = frozenset({"COOPERATE", "SUPPORT", "AID", "RETREAT", "MOBILIZE", "CONCEDE", "AGREE"})
#: What is done to somebody, and promised also where nobody is named: "the fishermen will be sent home".
_DONE_TO = frozenset({"RETREAT", "AID"})
#: How an authority shuts or forbids what others would use: "close all crossings", "ban gatherings".
_SHUTS = re.compile(r"(?:clos|seal|shut|bann?(?:ed|ing|s)?\b|prohibit|forb[ai]d|outlaw|suspend|halt|declar|impos|lock)", re.IGNORECASE)
#: What only an authority does, also where nobody is named: "all demonstrations are banned".
_FORBIDS = re.compile(r"(?:bann?(?:ed|ing|s)?\b|prohibit|forb[ai]d|outlaw)", re.IGNORECASE)
#: What only a decree says: "the crossing has been closed until further notice".
_UNTIL = re.compile(r"\buntil (?:further notice|new order)\b|\bto (?:all |civilian |road |commercial )?traffic\b|\bby order\b", re.IGNORECASE)
#: How a crowd or a putsch rids itself of a ruler: a deed, and no measure of anybody in office.
_TOPPLES = re.compile(r"(?:toppl|oust|overthr|unseat|depos)", re.IGNORECASE)
#: Brigades and squads that are no force.
_NO_FORCES = re.compile(r"\b(?:fire(?:fighting)? (?:brigades?|services?|units?|crews?|squads?)|firefighters?|rescue (?:teams?|units?|brigades?))\b", re.IGNORECASE)
#: A part of a demand that begins with somebody of its own: "that the prosecutor impound the rifles".
_OWN_DOER = re.compile(r"[\"“'‘(]*(?:that )?(?:the|an?|its|his|her|their|our|your|all|any|no|every|each|some|[A-Z]\w+)\b")
#: What is asked or promised where two sides are to talk; a meeting is the deed of that.
_TALKS = re.compile(
    r"\b(?:talks?|negotiat\w*|dialogue|mediat\w*|meet(?:ing)?s?|sit down|both sides together|(?:sides|parties) together|table|consult\w*)\b", re.IGNORECASE,
)
#: What parties make by agreeing to it.
_PACTS = words_of("ceasefire")
#: What a refusal calls the promise that it puts aside.
_OFFER = re.compile(r"\b(?:offers?|proposals?|promises?|pledges?|deal|terms|olive branch|overtures?)\b", re.IGNORECASE)
#: What a refusal calls the demand that it puts aside: "dismissed the petition", "rejected calls to resign".
_DEMAND = re.compile(r"\b(?:demands?|calls?|requests?|petitions?|appeals?|pleas?|ultimatums?|proposals?|motions?|bids?)\b", re.IGNORECASE)
#: What is asked of a court or a council once, and told of by its name.
_PLEA = re.compile(r"\b(?:petition|appeal|motion|lawsuit|plea)s?\b", re.IGNORECASE)
#: Who is named so is not asked for anything.
_NOBODY = frozenset("nobody no one none neither anybody anyone".split())
#: Parties that name no side by all of their words: what is asked of "both sides" may be asked of the parties, too.
_EVERYBODY = re.compile(r"(?:(?:both|all|the|two|these|those|various|warring|rival|opposing) )*(?:sides?|parties|camps|actors|stakeholders|everyone|everybody|all)(?: (?:concerned|involved|to the conflict))?", re.IGNORECASE)
#: What makes an act to come the condition of another: "only if the army pulls out".
_CONDITION = re.compile(r"\b(?:if|unless|until|once|whether|provided|in case|should|as long as)\s+(?:[\w’'.-]+\s+){0,5}$", re.IGNORECASE)
#: What makes an act that is not decided something to hold a party to: "ready to send more", "is considering a recount".
_IN_PROSPECT = re.compile(
    r"\b(?:ready|prepared|willing|readiness|willingness|consider\w*|weigh\w*|mull\w*|offer\w*|propos\w*|plan\w*|inten[dt]\w*|open to"
    r"|possib\w+|in principle|commit\w*|promis\w*|pledg\w*|vow\w*|agree\w*)\b", re.IGNORECASE,
)
#: Characters before an act that are looked at for both.
_BEFORE = 80
#: Characters after an offer within which "the offer" is that one.
NEAR = 500
#: Characters after a demand within which "refused" alone is said of it.
NEXT = 160
#: What one does by oneself, whatever it is called: who is asked to step down, and quits.
_OWN_ACTS = frozenset({"resign", "strike", "hunger", "boycott"})
#: Acts by which a demand is met or a promise kept: they do for somebody, or undo.
_KEEPS = frozenset({"RETREAT", "CONCEDE", "COOPERATE", "AID", "MOBILIZE", "COERCE", "SANCTION"})
#: What a measure of force is about.
_FORCES = frozenset(content_words(
    "troops soldiers force forces battalion brigade police presence deployment reinforcement reinforcements unit units "
    "ship warship aircraft jets tanks weapons guard guards peacekeepers mission contingent personnel army gendarmes "
    "reserves reservists officers squadron squadrons marines patrols frigate frigates destroyer destroyers warships gunboat gunboats "
    "helicopter helicopters commandos paratroopers flotilla",
))
#: What binds those who agreed to it.
_UNDER_DEAL = re.compile(
    r"\b(?:under|in|according to|by|as part of) (?:it|(?:the|this|that|a|its|their) (?:[\w-]+ ){0,4}?(?:deal|agreement|accord|truce|pact|ceasefire|document|terms|plan|memorandum|protocol|arrangement))\b",
    re.IGNORECASE,
)
#: A point of a list that begins with its verb: "Calls on the President to lift the curfew", of whoever issued the list.
_LISTED = re.compile(r"[\W\d]*[A-Z][a-z]+s(?: on| upon| for| that)?$")
#: Who is threatened where nobody is named: "those who fail to comply will be prosecuted", "any person who …".
_WHOEVER = re.compile(r"(?:those|whoever|anyone|anybody|everyone|all|he who|they)", re.IGNORECASE)
_ANY = re.compile(r"\b(?:any|every|each|all)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
#: What one does to somebody, or against him; in prospect for whoever does a thing, it is a threat.
_HARMS = frozenset({"ACCUSE", "ASSAULT", "COERCE", "PROTEST", "SANCTION"})
#: What makes an act of one's own a threat: "if there is still one rifle in the terminal, we walk out".
_IF = re.compile(r"\b(?:if|unless|otherwise|or else)\b|(?:^|[.\n“\"] ?)Should\b", re.IGNORECASE)
#: Who speaks of himself.
_OURSELVES = frozenset("we i".split())
#: What a deed makes of each kind of entry.
_DONE_STATES: Mapping[LedgerKind, LedgerState] = {"demand": "met", "commitment": "done", "threat": "carried_out"}
#: What has been done, where it answers something.
_DONE = frozenset({"asserted", "historical"})
#: What is still to be done.
_TO_BE_DONE = frozenset({"demanded", "future", "hypothetical"})


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
    parties: tuple[Mention, ...]


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
    answers = _Answers([e for e in events if e.status in _DONE], actors, reports)
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
    sentences: Mapping[str, Sentences],
) -> list[Item]:
    # A demand of several parts is one happening, and an entry for each part.
    by_part: dict[tuple[str, int], list[Event]] = defaultdict(list)
    parts: dict[str, list[Mention]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim, Event):
            by_part[claim.happening, claim.content.start if claim.content else -1].append(claim)
            if claim.content is not None:
                parts[claim.happening].append(claim.content)
    held = _held(claims)
    threatened = {
        (c.report, sentence_at(sentences[c.report], c.trigger.start)) for c in claims.values() if isinstance(c, Event) and c.type == "THREATEN"
    }
    found = []
    for _, events in sorted(by_part.items()):
        events.sort(key=lambda e: e.id)
        lead = events[0]
        if lead.content is None and parts[lead.happening]:
            continue  # its parts say what
        text = reports[lead.report].text
        start, end = sentences[lead.report][sentence_at(sentences[lead.report], lead.trigger.start)]
        kind = _kind(lead, text[lead.trigger.end : end]) or _agreed(lead, text[start : lead.trigger.start]) or _unsaid_threat(lead, text, sentences[lead.report], threatened)
        if kind is None or _is_held(lead, held) or _is_none(lead, text):
            continue
        makers = sorted({n for e in events if e.actor and (n := actors.name(e.actor))})
        # Who announces a measure may be its maker; an unnamed source or a witness is not.
        if not makers and lead.speaker and (kind != "measure" or is_name(lead.speaker.name or lead.speaker.text)):
            makers = [actors.name(lead.speaker) or lead.speaker.text]
        if not makers and _LISTED.match(text, start, lead.trigger.end) and reports[lead.report].outlet:
            makers = [reports[lead.report].outlet or ""]
        makers = [m for m in makers if m.casefold() not in PRONOUNS]
        to = tuple(sorted({
            n for e in events if e.recipient and not _is_of_another(e.recipient, lead, parts[lead.happening]) and (n := actors.name(e.recipient)) and n.casefold() not in PRONOUNS
        }))
        what = what_of(lead, kind, text, sentences[lead.report])
        parties = content_words(" ".join(m.text for e in events for m in (e.actor, e.recipient) if m))
        if _says_nothing(kind, what, parties):
            continue
        everyone: list[str | None] = [*makers] or [None]
        for maker in everyone:
            mine = [e for e in events if maker is None or e.actor is None or actors.name(e.actor) == maker]
            found.append(Item(
                kind, (mine or events)[0], maker, to, what, words_of(what), _first_state(kind, lead, times.get(lead.id), known.get(lead.id)),
                _since(kind, lead, days.get(lead.id), known.get(lead.id)), (lead.report, lead.span.start),
                tuple(m for e in events for m in (e.actor or e.speaker, e.recipient) if m),
            ))
    return sorted(found, key=lambda i: (i.day or "9999", i.order, i.claim.id))


def _since(kind: LedgerKind, event: Event, day: str | None, known: str | None) -> str | None:
    """The day from which a matter stands: a promise that is told as an act to come is made when it is told, not on the
    day for which it is made."""
    ahead = kind == "commitment" and event.status in _TO_BE_DONE
    return min((d for d in (day, known) if d), default=None) if ahead else day


def _agreed(event: Event, before: str) -> LedgerKind | None:
    """What somebody must do by what was agreed ("under the deal the two armies must withdraw their guns") is promised."""
    return "commitment" if event.type in _TO_COME and event.status == "demanded" and event.actor is not None and _UNDER_DEAL.search(before) else None


def _unsaid_threat(event: Event, text: str, sentences: Sentences, threatened: Container[tuple[str, int]]) -> LedgerKind | None:
    """A threat without a word for it: what is to befall whoever does a thing, or what we do, or who strikes and blocks, if
    it is not done. Where its sentence has a word for it, that one begins the entry."""
    if event.type not in _HARMS or event.status not in {"future", "hypothetical"}:
        return None
    number = sentence_at(sentences, event.trigger.start)
    if (event.report, number) in threatened:
        return None
    party, start, end = event.recipient, *sentences[number]
    if event.actor is not None and (event.type == "PROTEST" or event.actor.text.casefold() in _OURSELVES):
        return "threat" if _IF.search(text, start, end) else None
    if party is None:
        return None
    return "threat" if _WHOEVER.fullmatch(party.text) or _ANY.search(text, start, party.start) else None


def _says_nothing(kind: LedgerKind, what: str, parties: frozenset[str]) -> bool:
    """Does a demand have no word of matter, or a promise none but its parties: to whom, and not what?"""
    words = content_words(what)
    return not words if kind == "demand" else kind == "commitment" and words <= parties


def _is_of_another(party: Mention, lead: Event, parts: Sequence[Mention]) -> bool:
    """Does a party stand within another part of what is demanded? Who is to quit the port is not asked for the rifles."""
    own = lead.content
    if own is None or own.start <= party.start < own.end or not _OWN_DOER.match(own.text):
        return False
    return any(other.start <= party.start < other.end for other in parts)


def _held(claims: Mapping[str, Claim]) -> dict[str, LedgerKind]:
    """Acts to come that are told within the words of a promise or a demand, with which it is: it has them already."""
    made: dict[str, list[tuple[Mention, LedgerKind]]] = defaultdict(list)
    for claim in claims.values():
        if isinstance(claim, Event) and claim.content is not None:
            kind = _kind(claim)
            if (kind in {"commitment", "demand"} and claim.status == "asserted") or (kind == "measure" and claim.type == "MOBILIZE" and claim.status == "future"):
                made[claim.report].append((claim.content, kind))
    for spans in made.values():
        spans.sort(key=lambda m: (m[0].start, m[0].end))
    found: dict[str, LedgerKind] = {}
    for claim in claims.values():
        if isinstance(claim, Event) and claim.report in made:
            spans = made[claim.report]
            at = bisect.bisect_right(spans, claim.trigger.start, key=lambda m: m[0].start) - 1
            if at >= 0 and claim.trigger.start < spans[at][0].end and claim.content != spans[at][0]:
                found[claim.id] = spans[at][1]
    return found


def _is_held(event: Event, held: Mapping[str, LedgerKind]) -> bool:
    """Is an act a part of another entry: what is promised, what a demand is to help with, or which forces are sent ("the
    1,200 troops deployed there will be reinforced")?"""
    within = held.get(event.id)
    if within == "measure":
        return event.type == "MOBILIZE"
    return within is not None and event.type in _TO_COME and event.status in _TO_BE_DONE


def _is_none(event: Event, text: str) -> bool:
    """Is what looks like an entry none: a demand on nobody ("nobody should …"), or an act to come that only is the
    condition of another ("if the army pulls out") or that nobody has in prospect ("sought to improve ties")?"""
    if event.type == "REQUEST":
        return event.recipient is not None and event.recipient.text.casefold() in _NOBODY
    if event.type in _TO_COME and event.status == "hypothetical":
        first = min(event.span.start, event.trigger.start)
        begin = max(0, first - _BEFORE)
        if _CONDITION.search(text, begin, first) or _CONDITION.search(text, begin, event.trigger.start):
            return True
        return not _IN_PROSPECT.search(text, begin, event.trigger.end)
    return False


def _kind(event: Event, rest: str = "") -> LedgerKind | None:
    """What kind of entry a claim begins, if any. `rest`: what follows it in its sentence."""
    if event.type == "REQUEST":
        return "demand" if event.status in {"asserted", "historical"} else None
    if event.status in {"negated", "historical", "demanded"}:
        return None
    if event.type == "THREATEN":
        return "threat"
    if event.type == "ACCUSE" and event.mode == "investigate" and (event.status == "future" or (event.status == "asserted" and PROMISING.match(event.trigger.text))):
        return "commitment"
    if event.type in _MEASURES and event.status in {"asserted", "future"}:
        return "measure" if _is_measure(event, rest) else None
    if event.type in _PROMISES and event.content is not None and event.status == "asserted":
        return "commitment"
    if event.type in _TO_COME and event.status in {"future", "hypothetical"} and event.actor is not None:
        return "commitment"
    if event.type in _DONE_TO and event.status == "future" and event.recipient is not None:
        return "commitment"
    return None


def _is_measure(event: Event, rest: str) -> bool:
    """Is it a sanction, a decree, or a sending that speaks of forces? `rest`: what follows it in its sentence."""
    if event.type == "MOBILIZE":
        about = _NO_FORCES.sub(" ", f"{event.content.text if event.content else ''} {event.span.text}")
        return bool(content_words(about) & _FORCES)
    if event.mode == "restrict" and (_SHUTS if event.actor is not None or _UNTIL.search(rest) else _FORBIDS).match(event.trigger.text):
        return True
    return (event.type == "SANCTION" and not _TOPPLES.match(event.trigger.text)) or event.mode in _DECREES


def _first_state(kind: LedgerKind, event: Event, time: ResolvedTime | None, known: str | None) -> LedgerState:
    """A measure is announced while it is to come: so its report says, or its day is later than its report. What was conceded
    in deed is done."""
    if kind == "measure":
        ahead = bool(time and time.precision == "day" and time.from_ and known and time.from_ > known)
        return "announced" if event.status == "future" or ahead else "under_way"
    if event.type == "CONCEDE" and event.status == "asserted" and not PROMISING.match(event.trigger.text):
        return "done"
    return "open"


def _one_matter(a: Item, b: Item) -> bool:
    """Are two items about one matter? They share most of the shorter one's words, and do not ask different parties."""
    if a.claim.happening == b.claim.happening:
        return a.what == b.what
    if a.to and b.to and not set(a.to) & set(b.to) and not _is_everybody(a) and not _is_everybody(b):
        return False
    small = min(len(a.words), len(b.words))
    if small == 0:
        return False
    if a.words == b.words:
        return True
    shared = len(a.words & b.words)
    return shared >= 2 and shared / small >= SAME_MATTER


def _is_everybody(item: Item) -> bool:
    return all(_EVERYBODY.fullmatch(party) for party in item.to)


class _Answers:
    """What may answer an entry: deeds, talks and refusals, by their type and by who did them."""

    def __init__(self, events: Sequence[Event], actors: Entities, reports: Mapping[str, Report]) -> None:
        self.by_word: dict[str, list[Event]] = defaultdict(list)
        self._gist: dict[str, frozenset[str]] = {}
        self.by_type: dict[str, list[Event]] = defaultdict(list)
        self.by_doer: dict[str, list[Event]] = defaultdict(list)
        self.by_victim: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self.by_type[event.type].append(event)
            if event.type == "AGREE":
                self._gist[event.id] = gist_of(clause_of(event, reports[event.report].text))
            if event.type in WORDS:
                continue
            if doer := actors.of(event.actor):
                self.by_doer[doer].append(event)
            if (victim := actors.of(event.recipient)) and event.type in _KEEPS:
                self.by_victim[victim].append(event)
            if event.type in _KEEPS:
                self._gist[event.id] = gist_of(clause_of(event, reports[event.report].text))
                for word in self._gist[event.id]:
                    self.by_word[word].append(event)

    def does(self, event: Event, cores: Iterable[frozenset[str]], *, least: int) -> bool:
        """Does a deed's clause have all the words of one thing that was to be done, of so many words at least?"""
        gist = self._gist.get(event.id, frozenset())
        return any(least <= len(core) and core <= gist for core in cores)

    def agrees_on(self, event: Event, about: frozenset[str]) -> bool:
        """Do parties agree on a pact that is asked for?"""
        return bool(self._gist.get(event.id, frozenset()) & about & _PACTS)

    def that_do(self, cores: Iterable[frozenset[str]]) -> list[Event]:
        """The deeds whose clause may: those with the rarest of the words."""
        rarest = [min(core, key=lambda w: (len(self.by_word.get(w, ())), w)) for core in cores if len(core) > 1]
        return [e for word in rarest for e in self.by_word.get(word, ())]

    def to(self, parties: Iterable[str], befallen: Iterable[str], wanted: Sequence[Event], cores: Iterable[frozenset[str]]) -> list[Event]:
        """The refusals and talks, the deeds of some parties and those that befell others, those of the types that are
        wanted, and those in the same words."""
        found = self.that_do(cores)
        for kind in {"REJECT", "CONSULT", "AGREE"} | {e.type for e in wanted}:
            found += self.by_type.get(kind, ())
        for party in parties:
            found += self.by_doer.get(party, ())
        for party in befallen:
            found += self.by_victim.get(party, ())
        return sorted({e.id: e for e in found}.values(), key=lambda e: e.id)


def _entry(
    group: Sequence[Item], acts: Mapping[str, Sequence[Event]], answers: _Answers, days: Mapping[str, str | None], actors: Entities,
) -> LedgerEntry:
    lead = group[0]
    states = [StateChange(lead.state, lead.day, tuple(sorted({i.claim.id for i in group if i.state == lead.state})))]
    for item in group:
        if item.state != states[-1].state and item.kind == "measure" and item.state == "under_way":
            states.append(StateChange("under_way", item.day, (item.claim.id,)))
    states += _answer(group, acts, answers, days, actors)
    claims = tuple(sorted({i.claim.id for i in group} | {c for s in states for c in s.claims}))
    longest = max(group, key=lambda i: (min(len(i.what), 160), i.what))
    parties = [m for i in group for m in i.parties]
    return LedgerEntry(
        id=digest("ledger", lead.kind, min(i.claim.id for i in group), lead.from_), kind=lead.kind,
        from_=_shown((i.from_ for i in group), parties, actors), to=_shown((t for i in group for t in i.to), parties, actors),
        what=longest.what, state=states[-1].state, states=tuple(states), claims=claims,
    )


def _shown(names: Iterable[str | None], mentions: Iterable[Mention | None], actors: Entities) -> tuple[str, ...]:
    """Names of parties, each with what the reports call it there where that is another word: "Kyrgyzstan (Bishkek)",
    "Anselmo Pineda (prelate)". A land's government, its capital and its officials are one party, and not one word."""
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        name = actors.name(mention)
        if mention is not None and name is not None and mention.text.casefold() not in PRONOUNS:
            called[name][mention.text] += 1
    return tuple(sorted({_called(n, called[n]) for n in names if n}))


def _called(name: str, words: Counter[str]) -> str:
    """A party's name with another word for it, or the very words for somebody without a name: one inmate is not "inmates"."""
    usual = min(words, key=lambda w: (-words[w], w), default=name)
    if usual.casefold() == name.casefold():
        return name
    if not is_name(name):
        return usual if not is_name(usual) else name
    return name if content_words(usual) & content_words(name) else with_words(name, usual)


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a demand or a promise is about, by which its answers are known.

    `makers`, `asked`: entities. `about`: the words of its matter; `cores`: of each thing that is to be done. `wanted`:
    the acts to come that its own words tell, each with these.
    """

    kind: LedgerKind
    group: Sequence[Item]
    makers: frozenset[str]
    asked: frozenset[str]
    about: frozenset[str]
    cores: Sequence[frozenset[str]]
    wanted: Sequence[tuple[Event, str]]

    @property
    def doers(self) -> frozenset[str]:
        """Who is to do it."""
        return self.asked if self.kind == "demand" else self.makers

    def shared(self, event: Event) -> int:
        """How many words of its matter an event has."""
        return len(gist_of(event.content.text if event.content else event.span.text) & self.about)


def _matter(group: Sequence[Item], acts: Mapping[str, Sequence[Event]], actors: Entities) -> _Matter:
    parties = content_words(" ".join(m.text for i in group for m in (i.claim.actor, i.claim.recipient) if m))
    near = [e for rid in sorted({i.claim.report for i in group}) for e in acts.get(rid, ())]
    return _Matter(
        kind=group[0].kind, group=group,
        makers=frozenset(a for i in group if (a := actors.of(i.claim.actor))),
        asked=frozenset(a for i in group if i.to and (a := actors.of(i.claim.recipient))),
        about=frozenset().union(*(gist_of(i.what) for i in group)),
        cores=sorted({core_of(i.what) - parties for i in group}, key=sorted),
        wanted=[(e, i.what) for e in near for i in group if _is_wanted(e, i.claim)]
        + [(i.claim, i.what) for i in group if i.claim.type in _TO_COME | _HARMS and i.claim.status in _TO_BE_DONE],
    )


def _answer(
    group: Sequence[Item], acts: Mapping[str, Sequence[Event]], answers: _Answers, days: Mapping[str, str | None], actors: Entities,
) -> list[StateChange]:
    """What later claims made of a demand or a promise: refused by the one asked, or done; or refused, and done on a later
    day.

    Args:
        group: the claims of the entry.
        acts: by report, what is still to be done, of which some is what the entry asks for or promises.
        answers: all that may answer an entry.
        days: the day of each claim.
        actors: who is who.
    """
    if group[0].kind not in _DONE_STATES:
        return []
    matter = _matter(group, acts, actors)
    since = min((i.day for i in group if i.day), default=None)
    first = {i.claim.report: i.claim.span.end for i in reversed(group)}
    refusals, deeds = [], []
    befallen = {party for act, _ in matter.wanted if (party := actors.of(act.recipient))}
    for event in answers.to(matter.asked | matter.makers, befallen, [act for act, _ in matter.wanted], matter.cores):
        day = days.get(event.id)
        if any(_is_told_with(event, i.claim) for i in group) or (since and day and day < since):
            continue
        if _refuses(event, matter, actors):
            refusals.append((matter.shared(event), event))
        elif _is_later(event, since, day, first, answers.does(event, matter.cores, least=2)) and _fulfils(event, matter, answers, actors):
            deeds.append((matter.shared(event), event))
    found: list[StateChange] = []
    if refusals:
        best = max(refusals, key=lambda r: (r[0], r[1].id))[1]
        found.append(StateChange("refused", days.get(best.id), (best.id,)))
        deeds = [d for d in deeds if (day := days.get(d[1].id)) and found[0].from_ and day > found[0].from_]
    if deeds:
        best = max(deeds, key=lambda r: (r[0], r[1].id))[1]
        found.append(StateChange(_DONE_STATES[matter.kind], days.get(best.id), (best.id,)))
    return found


def _refuses(event: Event, matter: _Matter, actors: Entities) -> bool:
    """Is an event a refusal of what is demanded or offered, by another than its makers?"""
    doer = actors.of(event.actor)
    if event.type != "REJECT" or (doer is not None and doer in matter.makers):
        return False
    if matter.kind == "threat":
        return False
    if matter.kind == "commitment":
        return doer is not None and (_puts_aside(event, matter.group) or (_OFFER.search(_told_of(event)) is not None and actors.of(event.recipient) in matter.makers))
    if doer is None:
        return _rejects_it(event, matter.group, asked=False)
    # The one who was asked need only take up the matter; another must speak of the very thing.
    asked = doer in matter.asked or _same_side(event, matter.group, actors)
    return matter.shared(event) >= (1 if asked else 2) or _rejects_it(event, matter.group, asked=asked)


def _fulfils(event: Event, matter: _Matter, answers: _Answers, actors: Entities) -> bool:
    """Is an event what was demanded or promised: talks with the right party, or a deed in its words or of its kind?"""
    doer = actors.of(event.actor)
    if event.type == "CONSULT":
        meets = doer in matter.asked if matter.kind == "demand" else matter.makers & {doer, actors.of(event.recipient)}
        return bool(meets) and any(_TALKS.search(i.what) for i in matter.group)
    if event.type == "AGREE":  # a ceasefire that is called for is met by those who agree to one
        return matter.kind == "demand" and doer not in matter.makers and answers.agrees_on(event, matter.about)
    if event.type in WORDS:
        return False
    by_them = doer in matter.doers
    if (by_them and matter.shared(event) >= 2) or any(_is_the_act(act, what, event, actors) for act, what in matter.wanted):
        return True
    # What is demanded may be done by anybody but who demands it.
    may_do = doer not in matter.makers if matter.kind == "demand" else by_them
    return may_do and answers.does(event, matter.cores, least=1 if by_them else 2)


def _is_later(event: Event, since: str | None, day: str | None, first: Mapping[str, int], verbatim: bool) -> bool:
    """A deed answers only what was asked or promised before it; where no report says when that was, what does it in its
    very words is taken for later."""
    if event.report in first:
        return bool(since and day and day > since) or event.span.start > first[event.report]
    return bool(since and day and day > since) or (verbatim and since is None and day is not None)


def _told_of(event: Event) -> str:
    """An event's own words with its content."""
    return f"{event.content.text if event.content else ''} {event.span.text}"


def _puts_aside(event: Event, group: Sequence[Item]) -> bool:
    """Does a refusal speak of "the offer" right after it?"""
    return bool(_OFFER.search(_told_of(event))) and any(
        i.claim.report == event.report and 0 < event.trigger.start - i.claim.trigger.start <= NEAR for i in group
    )


def _rejects_it(event: Event, group: Sequence[Item], *, asked: bool) -> bool:
    """Does a refusal speak of "the demand" and of nothing else, or of nothing at all, right after it; or does the one
    who was asked speak of "his petition", wherever it is told?"""
    about = event.content.text if event.content else ""
    reach = NEAR if about else NEXT
    near = any(i.claim.report == event.report and 0 < event.trigger.start - i.claim.trigger.start <= reach for i in group)
    if not about:
        return near and asked
    if gist_of(_DEMAND.sub(" ", about)):
        return False
    return (bool(_PLEA.search(about)) and asked) or (near and bool(_DEMAND.search(about)))


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


def _is_the_act(act: Event, what: str, deed: Event, actors: Entities) -> bool:
    """Is a deed the act that was wanted: of its type, done to the same party, or in the same matter by none other?

    Args:
        act: what is to be done, as a claim.
        what: the words of the demand or promise that hold it.
        deed: what was done.
        actors: who is who.
    """
    befell, touched = _somebody(act.recipient), _somebody(deed.recipient)
    if befell is not None and touched is not None and act.type != deed.type:
        # "release the freighter", "lifted the detention of the freighter": in one word the same, of the same
        same = deed.type in _KEEPS and bool(words_of(act.trigger.text) & words_of(deed.span.text))
        return same and actors.of(befell) == actors.of(touched)
    if act.type != deed.type or (act.mode and deed.mode and act.mode != deed.mode):
        return False
    if befell is not None and touched is not None:
        return actors.of(befell) == actors.of(touched) or _is_of_them(befell, touched)
    if act.actor is not None and deed.actor is not None and not _does_for(deed.actor, act.actor, actors):
        return False
    if touched is not None and singular(touched.text.split()[-1].casefold()) in {singular(w) for w in re.findall(r"[^\W_]+", what.casefold())}:
        return True
    if act.mode in _OWN_ACTS and act.mode == deed.mode and act.actor is not None and deed.actor is not None:
        return True
    shared = len(gist_of(what) & gist_of(deed.span.text))
    return shared >= (1 if befell is None and touched is None else 2)


def _does_for(doer: Mention, meant: Mention, actors: Entities) -> bool:
    """Is who did something whom it was asked or promised of: by name, or by one that holds it ("soldiers of the Standby
    Force"); and anybody, where all sides are meant?"""
    if actors.of(doer) == actors.of(meant) or _EVERYBODY.fullmatch(meant.name or meant.text):
        return True
    names = content_words(actors.name(meant) or meant.text)
    return len(names) > 1 and names <= content_words(doer.text)


def _somebody(party: Mention | None) -> Mention | None:
    """A party that is known by more than a pronoun."""
    return None if party is None or (party.name or party.text).casefold() in PRONOUNS else party


def _is_of_them(wanted: Mention, touched: Mention) -> bool:
    """Are who were touched those whom the demand calls by a shorter name: "the crew", "21 crew members"; by the
    surname alone?"""
    one, two = content_words(wanted.text), content_words(touched.text)
    if not one or not two or not (one <= two or two <= one):
        return False
    return not is_name(wanted.text.split()[-1]) or (wanted.text.split()[-1:] == touched.text.split()[-1:] and len(one) == 1)


def _same_side(event: Event, group: Sequence[Item], actors: Entities) -> bool:
    """Does the one who refuses stand for those who were asked: an officer of a government for the government?

    Seen in the text alone: the asked party's name stands in the refuser's phrase, or the other way round.
    """
    own = {w for m in (event.actor,) if m for w in content_words(f"{m.text} {m.name or ''}")}
    theirs = {w for i in group for m in (i.claim.recipient,) if m for w in content_words(f"{m.text} {actors.name(m) or ''}")}
    return bool(own & theirs)
