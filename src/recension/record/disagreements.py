"""Where reports disagree: number, role, date, denial, definition, name. Both sides keep their claims and origins.

A later number of the same or of a better informed origin is an update; two numbers of one time are a conflict.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import About, Claim, Disagreement, DisagreementKind, Event, Figure, Mention, Report, Side, digest
from recension.record.anchors import Anchor
from recension.record.entities import Entities
from recension.record.estimates import is_presence, rising
from recension.record.groups import class_of
from recension.record.happenings import content_words, matter_words
from recension.record.incidents import TELLING, Group, traits, two_towns
from recension.record.origins import Origins
from recension.record.wording import cut, large, named, verb

#: Counts that may be two definitions of one thing: who was shot may be who was killed.
KINDRED: tuple[frozenset[str], ...] = (
    frozenset({"killed", "casualties"}), frozenset({"injured", "casualties"}), frozenset({"turnout", "votes_share"}),
    frozenset({"arrested", "abducted"}), frozenset({"missing", "abducted"}),
)
#: Words of a report that stand for a side; and what follows those that somebody denies.
SHOWN = 28
ALLEGED = " (alleged)"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the disagreements are looked for in."""

    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    groups: Sequence[Group]
    ids: Mapping[int, str]
    loose: Sequence[Figure]
    known: Mapping[str, str | None]
    actors: Entities
    origins: Origins
    anchors: Mapping[str, Anchor] = field(default_factory=dict)

    def side(self, value: str, claims: Iterable[str]) -> Side:
        ids = tuple(sorted(set(claims)))
        return Side(value, ids, self.origins.count(ids))


def disagreements(ground: Ground) -> list[Disagreement]:
    """All disagreements, in a fixed order, each once."""
    found: dict[str, Disagreement] = {}
    for look in (_dates, _numbers, _definitions, _roles, _places, _names, _denials):
        for each in look(ground):
            found.setdefault(each.id, each)
    return sorted(found.values(), key=lambda d: (d.kind, d.about.kind, d.about.id, d.sides[0].value, d.id))


def _make(
    kind: DisagreementKind, about: About, sides: Sequence[Side], why: str, *, update: bool = False,
) -> Disagreement:
    return Disagreement(
        id=digest("disagreement", kind, about.id, [s.claims for s in sides], [s.value for s in sides]), kind=kind,
        status="update" if update else "conflict", about=about, sides=tuple(sides), why=why,
    )


def _dates(ground: Ground) -> Iterable[Disagreement]:
    """A shown date that the report's own text contradicts, or another report of its story."""
    for rid, report in sorted(ground.reports.items()):
        anchor = ground.anchors.get(rid)
        if report.published.doubtful and report.shown_date:
            sides = [ground.side(f"shown date {report.shown_date}", ()), ground.side("the report's own text", ())]
            yield _make("date", About("report", rid), sides, report.published.why or "the text contradicts the shown date")
        elif anchor is not None and anchor.belied:
            sides = [ground.side(f"shown date {report.shown_date}", ()), ground.side(f"{anchor.date.isoformat()}, {anchor.why}", ())]
            yield _make("date", About("report", rid), sides, anchor.belied)


def _people(group: Group) -> dict[tuple[str, str], list[Figure]]:
    cells: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for h in group.members:
        for f in h.figures:
            if f.status in {"asserted", "future", "historical"} and f.best is not None and not f.part_of:
                label = "present" if is_presence(f) else class_of(f.who) or ("soldiers" if f.indicator == "troops" else "civilians")
                cells[f.indicator, label].append(f)
    return cells


def _numbers(ground: Ground) -> Iterable[Disagreement]:
    """Other numbers for one indicator and one group in one incident: those that followed one another as the count
    rose are an update; those that do not fit in are a conflict."""
    for number, group in enumerate(ground.groups):
        for (indicator, label), figures in sorted(_people(group).items()):
            by_value: dict[float, list[Figure]] = defaultdict(list)
            for f in figures:
                if f.best is not None and f.change != "delta":
                    by_value[f.best].append(f)
            if len(by_value) < 2 or not _from_two(ground, figures):
                continue
            about = About("incident", ground.ids[number])

            def sides(values: Iterable[float], by_value: dict[float, list[Figure]] = by_value, what: str = f"{indicator} ({label})") -> list[Side]:
                return [ground.side(f"{v:g} {what}", (f.id for f in by_value[v])) for v in values]

            chain = rising({v: [(ground.known.get(f.id), f.report) for f in fs] for v, fs in by_value.items()})
            if len(chain) > 1:
                yield _make("number", about, sides(chain), "a later count", update=True)
            if set(by_value) - set(chain) or len(chain) < 2:
                yield _make("number", about, sides(sorted(by_value)), "counts that do not follow from one another")


def _from_two(ground: Ground, figures: Sequence[Figure]) -> bool:
    """Do counts come from more than one origin or report? The parts of one sentence do not disagree."""
    return len({(f.report, ground.origins.of.get(f.id)) for f in figures}) > 1


def _definitions(ground: Ground) -> Iterable[Disagreement]:
    """One count under two names: who was "shot" in one report was "killed" in another."""
    for number, group in enumerate(ground.groups):
        cells = _people(group)
        for (one, label), (two, other) in itertools.combinations(sorted(cells), 2):
            if label != other or frozenset({one, two}) not in KINDRED:
                continue
            a, b = cells[one, label], cells[two, other]
            if {f.report for f in a} & {f.report for f in b} or max(f.best or 0 for f in [*a, *b]) < 2:
                continue
            yield _make(
                "definition", About("incident", ground.ids[number]),
                [ground.side(_values(a, one, label), (f.id for f in a)), ground.side(_values(b, two, label), (f.id for f in b))],
                f"counted as {one} and as {two}",
            )
    yield from _one_number_two_groups(ground)
    shares: dict[float, list[Figure]] = defaultdict(list)
    everywhere = [f for g in ground.groups for h in g.members for f in h.figures] + list(ground.loose)
    for f in everywhere:
        if f.indicator in {"turnout", "votes_share"} and f.best is not None:
            shares[f.best].append(f)
    for value, figures in sorted(shares.items()):
        turnout = [f for f in figures if f.indicator == "turnout"]
        votes = [f for f in figures if f.indicator == "votes_share"]
        if turnout and votes:
            yield _make(
                "definition", About("report", min(f.report for f in turnout)),
                [ground.side(f"turnout of {value:g} percent", (f.id for f in turnout)),
                 ground.side(f"{value:g} percent of the vote", (f.id for f in votes))],
                "one number for two things",
            )


def _one_number_two_groups(ground: Ground) -> Iterable[Disagreement]:
    """One telling number for one indicator, counted in people here and in households there."""
    told: dict[tuple[str, float], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in [f for g in ground.groups for h in g.members for f in h.figures] + list(ground.loose):
        value = figure.best if figure.best is not None else figure.low
        if value is not None and value >= TELLING and figure.who is not None and figure.status in {"asserted", "future"}:
            unit = "households" if _HOUSEHOLDS.search(figure.who.text) else "people"
            told[figure.indicator, value][unit].append(figure)
    for (indicator, value), units in sorted(told.items()):
        if len(units) == 2 and not {f.report for f in units["people"]} & {f.report for f in units["households"]}:
            sides = [ground.side(f"{value:g} {unit} {indicator}", (f.id for f in units[unit])) for unit in sorted(units)]
            about = About("report", min(f.report for f in units["households"]))
            yield _make("definition", about, sides, "one number of two units")


#: Units that hold several people each.
_HOUSEHOLDS = re.compile(r"\b(?:famil(?:y|ies)|households?|homes|houses)\b", re.IGNORECASE)


def _values(figures: Sequence[Figure], indicator: str, label: str) -> str:
    numbers = ", ".join(sorted({f"{f.best:g}" for f in figures}))
    words = ", ".join(sorted({f.trigger.text for f in figures if f.trigger}))
    return f"{numbers} {words or indicator} ({label})"


def _side_of(mention: Mention | None, ground: Ground) -> frozenset[str]:
    """What a party is known by: its entity and its kind of people."""
    if mention is None:
        return frozenset()
    return frozenset(k for k in (ground.actors.of(mention), class_of(mention)) if k)


def _roles(ground: Ground) -> Iterable[Disagreement]:
    """One deed in one incident, by the same means, told of two kinds of people."""
    for number, group in enumerate(ground.groups):
        by_happening: dict[str, list[Event]] = defaultdict(list)
        for h in group.members:
            by_happening[h.id] += [e for e in h.claims if e.actor is not None and e.status in {"asserted", "historical"}]
        acts = [e for events in by_happening.values() for e in events if not _two_sided(events, ground)]
        pairs: dict[tuple[str, str], dict[str, set[str]]] = {}
        leads: dict[tuple[str, str], tuple[Event, Event, frozenset[str]]] = {}
        for a, b in itertools.combinations(sorted(acts, key=lambda e: e.id), 2):
            if a.happening == b.happening or a.type != b.type or a.report == b.report:
                continue
            one, two = class_of(a.actor), class_of(b.actor)
            means = _means(a, ground) & _means(b, ground)
            if one is None or two is None or one == two or len(means) < 2:
                continue
            if any(e.recipient and ground.actors.of(e.actor) == ground.actors.of(e.recipient) for e in (a, b)):
                continue
            if one > two:
                a, b, one, two = b, a, two, one
            sides = pairs.setdefault((one, two), {one: set(), two: set()})
            sides[one].add(a.id)
            sides[two].add(b.id)
            known = leads.get((one, two))
            if known is None or len(means) > len(known[2]):
                leads[one, two] = (a, b, means)
        for (one, two), sides in sorted(pairs.items()):
            a, b, means = leads[one, two]
            yield _make(
                "role", About("incident", ground.ids[number]),
                [ground.side(_deed(a, ground), sides[one]), ground.side(_deed(b, ground), sides[two])],
                "one deed, told of two parties: " + ", ".join(sorted(means)[:5]),
            )
    yield from _mutual_blame(ground)


def _two_sided(events: Sequence[Event], ground: Ground) -> bool:
    """Do the claims of a happening go both ways, as of a clash? Then nobody disputes who acted."""
    ways = {(ground.actors.of(e.actor), ground.actors.of(e.recipient)) for e in events if e.recipient}
    return any((b, a) in ways for a, b in ways)


def _deed(event: Event, ground: Ground) -> str:
    """Who did what, in the report's words."""
    name, words = ground.actors.name(event.actor) or "", cut(event.span.text, SHOWN)
    return words if words.casefold().startswith(name.casefold()) else f"{name}: {words}"


def _means(event: Event, ground: Ground) -> frozenset[str]:
    """The words of a deed without its parties and names: what was used, and how."""
    parties = " ".join(m.text for m in (event.actor, event.recipient) if m)
    names = " ".join(ground.actors.name(m) or "" for m in (event.actor, event.recipient) if m)
    return matter_words(event.span.text) - content_words(f"{parties} {names}")


def _mutual_blame(ground: Ground) -> Iterable[Disagreement]:
    """Two parties that accuse each other, or are accused by each other's side, of one thing."""
    blames = [
        c for c in ground.claims.values()
        if isinstance(c, Event) and c.type == "ACCUSE" and c.status in {"asserted", "historical"} and c.actor and c.recipient
    ]
    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for blame in blames:
        accuser, accused = ground.actors.of(blame.actor), ground.actors.of(blame.recipient)
        if accuser and accused and accuser != accused:
            by_pair[accuser, accused].append(blame)
    for (x, y), ours in sorted(by_pair.items()):
        theirs = by_pair.get((y, x))
        if theirs and x < y:
            sides = []
            for acts in (ours, theirs):
                lead = min(acts, key=lambda e: e.id)
                value = f"{ground.actors.name(lead.actor)} blames {ground.actors.name(lead.recipient)}"
                sides.append(ground.side(value, (e.id for e in acts)))
            yield _make("role", About("actor", x), sides, "each blames the other")


def _names(ground: Ground) -> Iterable[Disagreement]:
    """Two proper names in one role of one incident, for one kind of people, that no report uses side by side."""
    for number, group in enumerate(ground.groups):
        for role in ("actor", "recipient"):
            found: dict[tuple[str, str], list[Event]] = defaultdict(list)
            for h in group.members:
                for e in h.claims:
                    m: Mention | None = getattr(e, role)
                    for name in _body_names(m) if m else ():
                        found[class_of(m) or "body", name].append(e)
            for (label, one), (other, two) in itertools.combinations(sorted(found), 2):
                if label != other or one in two or two in one:
                    continue
                a, b = found[label, one], found[label, two]
                if {e.report for e in a} & {e.report for e in b}:
                    continue
                sides = [ground.side(one, (e.id for e in a)), ground.side(two, (e.id for e in b))]
                yield _make("name", About("incident", ground.ids[number]), sides, f"two names in one role ({label})")


#: "ISAF", "National Guard": an acronym, or a name that ends in what its bearers are.
_BODY = re.compile(
    r"\b[A-Z]{3,}\b|\b(?:[A-Z][\w-]+ )+(?:Guards?|Army|Forces?|Front|Brigade|Movement|Militia|Corps|Police|Legion|Group|Battalion)\b",
)


def _body_names(mention: Mention) -> list[str]:
    """The names of bodies that a phrase carries: those by which forces are told apart."""
    return sorted(set(_BODY.findall(mention.text)))


def _places(ground: Ground) -> Iterable[Disagreement]:
    """Two towns for what is otherwise one incident: same day, same people hit, same telling count, other reports."""
    by_day: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(ground.groups):
        for day in {h.day for h in group.members if h.day}:
            by_day[group.members[0].family, day].append(number)
    for (_, day), numbers in sorted(by_day.items()):
        for x, y in itertools.combinations(numbers, 2):
            one, two = (traits(ground.groups[n].members) for n in (x, y))
            towns = [
                (p, q) for p in one.places for q in two.places if two_towns(p, q)
            ]
            apart = {h.report for h in ground.groups[x].members}.isdisjoint(h.report for h in ground.groups[y].members)
            if towns and apart and one.counts & two.counts and one.touched & two.touched:
                p, q = towns[0]
                sides = [
                    ground.side(place.name or place.text, (e.id for h in ground.groups[n].members for e in h.claims))
                    for place, n in ((p, x), (q, y))
                ]
                yield _make("place", About("incident", ground.ids[x]), sides, f"one incident of {day}, told of two towns")


#: Words of denial. A refusal ("will not be lifted") is none: it speaks of what is to come.
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|dismiss\w*|refut\w*|reject\w* (?:\w+ ){0,3}(?:claims?|allegations?|accusations?|reports?))", re.IGNORECASE)


def _denials(ground: Ground) -> Iterable[Disagreement]:
    """A deed that somebody denies, against those who tell of it or allege it."""
    events = [c for c in ground.claims.values() if isinstance(c, Event)]
    told: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.status in {"asserted", "historical", "hypothetical"}:
            told[e.type].append(e)
    incident_of = {e.id: ground.ids[n] for n, g in enumerate(ground.groups) for h in g.members for e in h.claims}
    by_happening: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.status == "negated" and e.speaker is not None:
            by_happening[e.happening].append(e)
    for _, denials in sorted(by_happening.items()):
        denied = min(denials, key=lambda e: e.id)
        doer, matter = _side_of(denied.actor, ground), matter_words(denied.span.text)
        against = [
            e for e in told[denied.type]
            if e.happening != denied.happening and doer & _side_of(e.actor, ground) and matter & matter_words(e.span.text)
            and ground.actors.of(e.speaker) != ground.actors.of(denied.speaker)
        ]
        text = ground.reports[denied.report].text
        start = max(text.rfind("\n", 0, denied.span.start), denied.span.start - 200, 0)
        if not against and not _DENIAL.search(text[start : denied.span.end + 80]):
            continue
        home = next((incident_of[e.id] for e in sorted(against, key=lambda e: e.id) if e.id in incident_of), None)
        speaker = named(ground.actors.name(denied.speaker))
        lead = min(against, key=lambda e: e.id) if against else denied
        sides = [
            ground.side(f"{cut(lead.span.text, SHOWN)}{ALLEGED}", (e.id for e in against) if against else [denied.id]),
            ground.side(f"{large(speaker)} {verb(speaker, 'deny')} it", (e.id for e in denials)),
        ]
        about = About("incident", home) if home else About("report", denied.report)
        yield _make("denial", about, sides, "said, and denied")
