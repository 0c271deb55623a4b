"""The words of Recension as types: reports, claims, stemma, record, decisions, briefing.

This is the ground floor: every room imports it and it imports none of them. It holds no logic beyond
invariants, identity and the one way a value becomes JSON.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import types
import typing
from dataclasses import dataclass, field
from typing import Any, Literal

SCHEMA = "recension/1"

Role = Literal["title", "byline", "dateline", "body", "quote_embed", "caption", "boilerplate"]
Precision = Literal["day", "week", "month", "year", "unknown"]
Status = Literal["asserted", "negated", "hypothetical", "future", "demanded", "historical"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]
Indicator = Literal[
    "killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops",
    "participants", "votes_share", "turnout", "money", "distance", "other",
]
Bound = Literal["exact", "at_least", "at_most", "about", "range", "unknown"]
Change = Literal["total", "delta", "revised"]
QuoteForm = Literal["direct", "indirect", "mixed"]
Relation = Literal["copy", "partial_copy", "rewrite", "translation", "cites"]
VariantKind = Literal["number", "name", "date", "place", "role", "negation", "wording"]
DisagreementKind = Literal["number", "role", "date", "place", "denial", "definition", "name"]
LedgerKind = Literal["demand", "commitment", "threat", "measure"]
LedgerState = Literal[
    "open", "met", "partly_met", "refused", "partly_refused", "withdrawn", "lapsed", "announced",
    "under_way", "done", "carried_out",
]
Verb = Literal["merge", "split", "accept", "reject", "correct", "mark_unreliable", "note", "undo"]

#: Roles whose sentences may carry claims. A title repeats its body, and is read where there is no body.
KEPT_ROLES: frozenset[Role] = frozenset({"body", "quote_embed"})


# ---------------------------------------------------------------- identity and JSON
def digest(*parts: object) -> str:
    """A stable 16-digit id of some values: the same values give the same id on every machine.

    >>> digest("a", 1) == digest("a", 1), digest("a", 1) == digest("a", 2)
    (True, False)
    """
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=to_json)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_json(value: Any) -> Any:
    """A value of these types as plain JSON values, keys in the order of the fields.

    `from_` becomes `from`; fields marked `json: False` (raw bytes) stay out.

    >>> to_json(Mention("AP", 3, 5))
    {'text': 'AP', 'start': 3, 'end': 5, 'name': None, 'id': None}
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            f.name.rstrip("_"): to_json(getattr(value, f.name))
            for f in dataclasses.fields(value)
            if f.metadata.get("json", True)
        }
    if isinstance(value, dict):
        return {str(k): to_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(to_json(v) for v in value)
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return value


def from_json(kind: Any, value: Any) -> Any:
    """The inverse of `to_json`: plain JSON values as a value of one of these types.

    Unknown keys are left aside, so that an older reader bears a newer file; missing ones take their defaults.

    >>> from_json(Mention, {"text": "AP", "start": 3, "end": 5, "colour": 1})
    Mention(text='AP', start=3, end=5, name=None, id=None)
    """
    if kind is Any or value is None:
        return value
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        members = [m for m in typing.get_args(kind) if m is not type(None)]
        if len(members) > 1 and isinstance(value, dict):
            members = [m for m in members if _hints(m).get("kind") == Literal[value["kind"]]] or members
        return from_json(members[0], value)
    if origin is tuple:
        args = typing.get_args(kind)
        inner = args[:1] * len(value) if args[-1] is Ellipsis else args
        return tuple(from_json(k, v) for k, v in zip(inner, value, strict=True))
    if dataclasses.is_dataclass(kind):
        make: Any = kind
        hints = _hints(make)
        given = {f.name: f.name.rstrip("_") for f in dataclasses.fields(make)}
        return make(**{n: from_json(hints[n], value[key]) for n, key in given.items() if key in value})
    return value


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


# ---------------------------------------------------------------- spans and mentions
@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's clean text, in code points; `text` equals the slice."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch without its text: evidence that a claim leans on."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or phrase in a report. `name`: who or what that is, as far as this report tells; `id`: its
    entity in a record, null outside one.
    """

    text: str
    start: int
    end: int
    name: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `from_`/`to` are ISO dates, null until the report itself anchors them.

    `rule` is the expression in normal form (see `recension.claims.times.resolve`), so that a record may
    resolve it later against another report's date; `anchor` is the ISO date it was resolved against.
    """

    text: str
    start: int
    end: int
    from_: str | None = None
    to: str | None = None
    precision: Precision = "unknown"
    anchor: str | None = None
    reason: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as mentioned, with what the gazetteer knows of it. `precision`: point, town, region, country."""

    text: str
    start: int
    end: int
    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    within: str | None = None
    relation: str | None = None


# ---------------------------------------------------------------- reports
@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the clean text with a role. Blocks cover the text without gap or overlap."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and for whom a report says it was written: `BELGRADE, Serbia (AP) —`."""

    place: str | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, how that is known, and how far it is to be believed."""

    date: str | None = None
    at: str | None = None
    earliest: str | None = None
    latest: str | None = None
    precision: Precision = "unknown"
    source: Literal["shown", "dateline", "embedded", "inferred"] | None = None
    doubtful: bool = False
    why: str | None = None

    @property
    def believed(self) -> str | None:
        """The date that may be built on: the shown one unless the text contradicts it, else the text's own."""
        return None if self.doubtful and self.source == "shown" else self.date


@dataclass(frozen=True, slots=True)
class Report:
    """One article as it was received."""

    id: str
    text_id: str
    path: str | None
    address: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    dateline: Dateline | None
    wire: str | None
    language: str | None
    translated: bool | None
    published: Published
    shown_date: str | None
    text: str
    blocks: tuple[Block, ...]
    raw: bytes = field(default=b"", repr=False, metadata={"json": False})

    def __post_init__(self) -> None:
        at = 0
        for block in self.blocks:
            if block.start != at or block.end < block.start:
                raise ValueError(f"blocks must cover the text without gap or overlap, not {self.blocks}")
            at = block.end
        if at != len(self.text):
            raise ValueError(f"blocks end at {at}, the text at {len(self.text)}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Input that was not read, and why, in words that say what to do."""

    path: str
    why: str


# ---------------------------------------------------------------- claims
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom, as one report says it. The conventions are in docs/how-it-decides/events.md."""

    kind: Literal["event"] = "event"
    report: str
    id: str
    happening: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status = "asserted"
    attempted: bool = False
    trigger: Mention
    actor: Mention | None = None
    recipient: Mention | None = None
    speaker: Mention | None = None
    attribution: tuple[Mention, ...] = ()
    #: What is demanded, promised, threatened or announced, in the report's own words (the ledger's "what").
    content: Mention | None = None
    time: Time | None = None
    place: Place | None = None
    span: Span
    evidence: tuple[Stretch, ...] = ()
    confidence: float = 0.5
    why_null: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many, as one report says it. `trigger` is the word that makes it its indicator ("injured")."""

    kind: Literal["figure"] = "figure"
    report: str
    id: str
    indicator: Indicator
    who: Mention | None = None
    quantifier: str
    unit: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    bound: Bound = "exact"
    change: Change = "total"
    part_of: tuple[str, ...] = ()
    attributed_to: Mention | None = None
    attribution: tuple[Mention, ...] = ()
    negated: bool = False
    status: Status = "asserted"
    trigger: Mention | None = None
    time: Time | None = None
    place: Place | None = None
    span: Span
    evidence: tuple[Stretch, ...] = ()
    confidence: float = 0.5
    why_null: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Who said what, as one report gives it."""

    kind: Literal["quote"] = "quote"
    report: str
    id: str
    content: Mention
    form: QuoteForm
    speaker: Mention | None = None
    cue: Mention | None = None
    addressee: Mention | None = None
    attribution: tuple[Mention, ...] = ()
    status: Status = "asserted"
    utterance: str | None = None
    time: Time | None = None
    place: Place | None = None
    span: Span
    evidence: tuple[Stretch, ...] = ()
    confidence: float = 0.5
    why_null: dict[str, str] = field(default_factory=dict)


Claim = Event | Figure | Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with what was read in it: its claims and its times. Neither depends on any other report."""

    report: Report
    claims: tuple[Claim, ...]
    times: tuple[Time, ...] = ()


# ---------------------------------------------------------------- stemma
@dataclass(frozen=True, slots=True)
class Node:
    """A report, or a latent source that stands behind reports and is not among them.

    `speaker` of a latent node: whose own words it holds (a tweet, a statement, a release), if any.
    """

    id: str
    kind: Literal["report", "latent"]
    label: str
    outlet: str | None = None
    path: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where a copy differs from its source; `kind` other than wording is a mutation."""

    kind: VariantKind
    from_: Span
    to: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Two aligned stretches, (start, end) in each text."""

    from_: tuple[int, int]
    to: tuple[int, int]
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """`to` derives from `from_`. Where `directed` is false it cannot be told which was first. `share`: the part
    of `to`'s body that derives from `from_`. From a latent node, each passage's `from_` is (0, 0).
    """

    from_: str
    to: str
    relation: Relation
    directed: bool
    confidence: float
    share: float
    passages: tuple[Passage, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source and the reports that carry it."""

    id: str
    label: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who copies, rewrites, translates or cites whom."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    origins: tuple[Origin, ...]


# ---------------------------------------------------------------- the record
@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A claim's time as the record resolves it, `anchored_by` the report whose date was used."""

    text: str | None
    from_: str | None
    to: str | None
    precision: Precision
    anchored_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    name: str | None
    geonameid: int | None = None
    precision: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One real happening: the event claims of one or many reports that speak of it."""

    id: str
    formerly: tuple[str, ...] = ()
    title: str
    type: EventType
    from_: str | None = None
    to: str | None = None
    precision: Precision = "unknown"
    place: IncidentPlace | None = None
    actors: tuple[str, ...] = ()
    parent: str | None = None
    reports: tuple[str, ...]
    origins: int
    origins_max: int
    origin_ids: tuple[str, ...]
    claims: tuple[str, ...]
    #: Why these claims were joined.
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    value: float | None
    origin_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """An estimate as it stood on a day."""

    as_of: str | None
    low: float | None
    best: float | None
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedClaim:
    claim: str
    why: str


@dataclass(frozen=True, slots=True)
class Hinge:
    """The smallest set of origins whose loss changes the best value, and what it would be then."""

    without: tuple[str, ...]
    best: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """low / best / high of one indicator for one group in one incident, under a rule profile."""

    id: str
    incident: str | None
    indicator: Indicator
    group: str | None
    low: Value
    best: Value
    high: Value
    origins: int
    origins_max: int
    history: tuple[AsOf, ...]
    used: tuple[str, ...]
    refused: tuple[RefusedClaim, ...]
    hinges_on: tuple[Hinge, ...]
    why_null: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    kind: Literal["report", "incident", "actor"]
    id: str


@dataclass(frozen=True, slots=True)
class Side:
    value: str
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims that cannot all hold (conflict), or that followed one another (update)."""

    id: str
    kind: DisagreementKind
    status: Literal["conflict", "update"]
    about: About
    sides: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True)
class StateChange:
    state: LedgerState
    from_: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What was demanded, promised, threatened or decided, and what became of it."""

    id: str
    kind: LedgerKind
    from_: tuple[str, ...]
    to: tuple[str, ...]
    what: str
    state: LedgerState
    states: tuple[StateChange, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    from_: str | None
    to: str | None
    precision: Precision
    incident: str
    text: str
    sigla: tuple[str, ...]
    claims: tuple[str, ...]


# ---------------------------------------------------------------- the briefing
@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact characters of a report, and the claim they carry (null for a fact about the report itself)."""

    report: str
    start: int
    end: int
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the briefing. One without evidence cannot be made: the type refuses it."""

    text: str
    sigla: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence or not self.sigla:
            raise ValueError(f"a sentence needs evidence and sigla: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a title; `more` is how many did not fit."""

    id: str
    title: str
    sentences: tuple[Sentence, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    siglum: str
    report: str
    origin: str | None
    doubts: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Briefing:
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


# ---------------------------------------------------------------- decisions
@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C text quote and position selector: finds a target again after a new reading."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    kind: Literal["claim", "incident", "actor", "report"]
    id: str
    text_id: str | None = None
    selector: Selector | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person ruled. Never lost; replayed on every rebuild."""

    id: str
    verb: Verb
    targets: tuple[Target, ...]
    field: str | None = None
    value: Any = None
    by: str
    at: str
    why: str
    seen: dict[str, Any] = dataclasses.field(default_factory=dict)
    engine: str
