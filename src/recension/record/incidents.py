"""Happenings of many reports joined into incidents.

First within each report, then across them. Pairs are scored by what they share (day, place, people, counts, words)
and joined best first, so long as no member of one group contradicts a member of the other in day or place. Two
incidents are better than one wrong merge: a pair that shares only its kind is never joined. Nothing here depends on
the order in which reports were read.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import Claim, EventType, Incident, IncidentPlace, Mention, Place, Precision, digest
from recension.record.entities import Entities, is_name
from recension.record.groups import PRONOUNS, class_of, group_class
from recension.record.happenings import HARM, Happening
from recension.record.origins import Origins
from recension.record.sentences import content_words
from recension.record.titles import strength, title

#: What two happenings must share, in points, to be one incident: across reports, and within one.
ACROSS, WITHIN = 3.0, 2.5
#: Modes of which a group is hardly engaged in two at a time.
RARE_MODES = frozenset({"boycott", "hunger", "strike", "withdraw", "expel", "ceasefire"})
#: From here on a count is hardly the same by chance.
TELLING = 6
#: A block of happenings larger than this is too common a likeness to compare all its pairs.
MAX_BLOCK = 400
#: Words of matter, and the part of the shorter sentence's, by which two reports tell a thing in the same words.
SAME_WORDS, SAME_SENTENCE = 6, 0.5
#: What that counts for, in points.
SAME_TELLING = 1.5
#: What it counts for if one speaks of "the raid on" the other's place, in points.
SPOKEN_OF = 2.25
#: Of so many claims, one alone does not say whom an incident befell.
MANY = 4
#: Sentences of one incident of a report that are compared with those of another report.
MOST_SENTENCES = 12
#: Families whose acts befall particular people: the arrest of twelve officers is not that of one man.
PERSONAL = frozenset({"coercion"})
#: A report's own words for what it has told already: "the fighting", "the incident".
ANAPHORS = frozenset(
    "fighting violence clash clashes incident unrest attack attacks battle shootout riot riots assault action "
    "operation protest rally meeting talks strike raid".split()
)
#: Families of acts that people see. The others are acts of speech, and are told apart by speaker and matter.
MATERIAL = frozenset({"violence", "protest", "coercion", "forces", "withdrawal", "aid"})
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(slots=True)
class Group:
    """Happenings that are one incident, and why they were joined."""

    members: list[Happening]
    why: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a group of happenings is known by, all of it together."""

    id: str
    family: str
    days: frozenset[str]
    spans: frozenset[tuple[str, str]]
    rules: frozenset[str]
    places: tuple[Place, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    classes: frozenset[str]
    touched: frozenset[str]
    lemmas: frozenset[str]
    stems: frozenset[str]
    modes: frozenset[str]
    words: frozenset[str]
    counts: frozenset[tuple[str, str, float]]
    sentences: tuple[frozenset[str], ...]
    known: frozenset[str] = frozenset()
    hit: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()


def traits(members: Sequence[Happening]) -> Traits:
    """The traits of some happenings of one family."""
    times = [h.time for h in members if h.time is not None]
    lemmas = frozenset(h.lemma for h in members)
    return Traits(
        id=min(h.id for h in members), family=members[0].family,
        days=frozenset(d for h in members if (d := h.day)),
        spans=frozenset((t.from_, t.to or t.from_) for t in times if t.from_),
        rules=frozenset(h.rule for h in members if h.rule and not (h.time and h.time.from_)),
        places=tuple(p for h in members if (p := h.place) is not None),
        actors=frozenset().union(*(h.actors for h in members)), recipients=frozenset().union(*(h.recipients for h in members)),
        classes=frozenset().union(*(h.classes for h in members)), touched=frozenset().union(*(h.touched for h in members)),
        lemmas=lemmas, stems=content_words(" ".join(sorted(lemmas))),
        modes=frozenset(m for h in members if (m := h.mode)), words=frozenset().union(*(h.words for h in members)),
        counts=frozenset((f.indicator, class_of(f.who) or "civilians", f.best) for h in members for f in h.figures if f.best),
        sentences=tuple(dict.fromkeys(h.sentence for h in members))[:MOST_SENTENCES],
        hit=_heads(members), targets=_heads([h for h in members if h.known]),
        known=frozenset(_spot(h.place) for h in members if h.known and h.place is not None and _is_spot(h.place)),
    )


# ---------------------------------------------------------------- joining
def join(happenings: Sequence[Happening], kept_apart: frozenset[frozenset[str]] = frozenset()) -> list[Group]:
    """The groups of happenings that are one incident each. `kept_apart`: pairs that a person ruled to be two."""
    by_report: dict[str, list[Happening]] = defaultdict(list)
    for h in happenings:
        by_report[h.report].append(h)
    told = []
    for rid in sorted(by_report):
        told += _joined([Group([h]) for h in by_report[rid]], _within, WITHIN, kept_apart)
    return _joined(told, _across, ACROSS, kept_apart)


Score = Callable[[Traits, Traits, Group, Group], tuple[float, list[str]]]


def _joined(groups: Sequence[Group], score: Score, need: float, kept_apart: frozenset[frozenset[str]]) -> list[Group]:
    """Groups joined pair by pair, the likeliest pair first, as long as nothing contradicts it."""
    known = {t.id: (t, g) for g in groups for t in [traits(g.members)]}
    owner = {tid: tid for tid in known}
    live = {tid: g for tid, (_, g) in known.items()}

    def root(tid: str) -> str:
        while owner[tid] != tid:
            owner[tid] = owner[owner[tid]]
            tid = owner[tid]
        return tid

    scored = []
    for a, b in _candidates([t for t, _ in known.values()]):
        points, why = score(a, b, known[a.id][1], known[b.id][1])
        if points >= need:
            scored.append((-points, a.id, b.id, "; ".join(why)))
    for _, a_id, b_id, reason in sorted(scored):
        one, two = root(a_id), root(b_id)
        if one == two or any(
            contradict(x, y) or frozenset((x.id, y.id)) in kept_apart
            for x, y in itertools.product(live[one].members, live[two].members)
        ):
            continue
        keep, gone = sorted((one, two))
        merged = live.pop(gone)
        live[keep] = Group([*live[keep].members, *merged.members], live[keep].why | merged.why | {reason})
        owner[gone] = keep
    ordered = [Group(sorted(g.members, key=lambda h: (h.report, h.start, h.id)), g.why) for g in live.values()]
    return sorted(ordered, key=incident_id)


def _candidates(all_traits: Sequence[Traits]) -> Iterable[tuple[Traits, Traits]]:
    """Pairs of one family that share a day, a place, an actor, two kinds of people, a count or a report."""
    blocks: dict[tuple[str, ...], list[Traits]] = defaultdict(list)
    for t in all_traits:
        keys: set[tuple[str, ...]] = {("day", d) for d in t.days} | {("month", s[0][:7]) for s in t.spans}
        keys |= {("place", _spot(p)) for p in t.places}
        keys |= {("actor", a) for a in t.actors | t.recipients}
        keys |= {("class", *pair) for pair in itertools.combinations(sorted(t.classes), 2)}
        keys |= {("count", indicator, who, str(value)) for indicator, who, value in t.counts}
        if t.family in MATERIAL:
            keys.add(("kind", t.family))
        for key in keys:
            blocks[t.family, *key].append(t)
    pairs: dict[tuple[str, str], tuple[Traits, Traits]] = {}
    for block in blocks.values():
        for a, b in itertools.combinations(sorted(block, key=lambda t: t.id)[:MAX_BLOCK], 2):
            pairs.setdefault((a.id, b.id), (a, b))
    return pairs.values()


# ---------------------------------------------------------------- what speaks against
def contradict(a: Happening, b: Happening) -> bool:
    """Can two happenings not be one incident: other days, two towns, history and present, a boycott and a march?"""
    if a.time and b.time and a.time.from_ and b.time.from_:
        if a.time.from_ > (b.time.to or b.time.from_) or b.time.from_ > (a.time.to or a.time.from_):
            return True
    elif _rules_contradict(a, b) or _rules_contradict(b, a):
        return True
    if a.report == b.report and ("historical" in a.status) != ("historical" in b.status):
        return True
    if a.mode != b.mode and {a.mode, b.mode} & RARE_MODES and a.family == "protest":
        return True
    return two_towns(a.place, b.place)


def _rules_contradict(a: Happening, b: Happening) -> bool:
    """Does a time known only as "in May" or "on Sunday" not fit the other one's time?"""
    if a.rule is None or (a.time and a.time.from_):
        return False
    if b.time and b.time.from_:
        return any(fits(a.rule, day) is False for day in (b.time.from_,) if b.day) or (
            b.time.precision == "month" and fits(a.rule, b.time.from_) is False and a.rule.startswith("month")
        )
    if b.rule is None or a.report != b.report:
        return False
    return a.rule.split(":past")[0] != b.rule.split(":past")[0] and a.rule.split(":")[0] == b.rule.split(":")[0]


def fits(rule: str, day: str) -> bool | None:
    """Does a day fit a rule that is not resolved: a month, a weekday, a day without a year? None: cannot be told.

    >>> fits("month:05:past", "2023-05-29"), fits("weekday:sun:past", "2023-05-29"), fits("span:-xm", "2023-05-29")
    (True, False, None)
    """
    date = dt.date.fromisoformat(day)
    if match := re.match(r"month:(\d\d)(?::|@|$)", rule):
        return date.month == int(match[1])
    if match := re.match(r"weekday:(\w{3})(?::|$)", rule):
        return _WEEKDAYS[date.weekday()] == match[1]
    if match := re.match(r"--(\d\d)-(\d\d)(?::\w+)?$", rule):
        return (date.month, date.day) == (int(match[1]), int(match[2]))
    return None


def two_towns(a: Place | None, b: Place | None) -> bool:
    """Are these two different towns?"""
    if a is None or b is None or a.precision not in {"town", "point"} or b.precision not in {"town", "point"}:
        return False
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid != b.geonameid
    return (a.name or a.text).casefold() != (b.name or b.text).casefold()


# ---------------------------------------------------------------- what speaks for
def likeness(a: Traits, b: Traits, _one: Group | None = None, _two: Group | None = None) -> tuple[float, list[str]]:
    """How much speaks for two groups being one incident, in points, and the reasons in words."""
    found = [*_same_time(a, b), *_same_place(a, b), *_same_people(a, b)]
    if shared := a.counts & b.counts:
        # Two reports may well both tell of one dead; hardly of the same thirty-one injured.
        points = 2.0 if sum(v >= TELLING for _, _, v in shared) or len(shared) > 1 else 1.0
        found.append((points, "same counts: " + ", ".join(sorted(f"{v:g} {who} {i}" for i, who, v in shared))))
    if same := a.lemmas & b.lemmas or a.stems & b.stems:
        found.append((0.5, f"same word: {min(same)}"))
    if shared_modes := a.modes & b.modes:
        # Arson and a shooting here and there are more alike than two shootings.
        found.append((1.5 if shared_modes & RARE_MODES or len(shared_modes) > 1 else 0.75, f"same mode: {min(shared_modes)}"))
    return sum(points for points, _ in found), [why for _, why in found]


def _across(a: Traits, b: Traits, _one: Group, _two: Group) -> tuple[float, list[str]]:
    """The likeness of what two reports tell: besides what they share, whether they tell it in the same words."""
    points, why = likeness(a, b)
    spots = (a.known & {_spot(p) for p in b.places}) | (b.known & {_spot(p) for p in a.places})
    if spots and a.family in MATERIAL:
        points, why = points + SPOKEN_OF, [*why, "spoken of as known"]
        if a.targets & b.hit or b.targets & a.hit:
            points, why = points + 0.5, [*why, "of the same target"]
    if points + SAME_TELLING < ACROSS:
        return points, why
    for x, y in itertools.product(a.sentences, b.sentences):
        shared = len(x & y)
        if shared >= SAME_WORDS and shared >= min(len(x), len(y)) * SAME_SENTENCE:
            return points + SAME_TELLING, [*why, "told in the same words"]
    return points, why


def _heads(members: Iterable[Happening]) -> frozenset[str]:
    """What happenings befell, by the last word of each: "hospital"."""
    return content_words(" ".join(e.recipient.text.split()[-1] for h in members for e in h.claims if e.recipient))


def _spot(place: Place) -> str:
    """What two mentions of one place have in common: its number in the gazetteer, else its name."""
    return str(place.geonameid or (place.name or place.text).casefold())


def _is_spot(place: Place) -> bool:
    """Is a place no more than a town, as far as is known?"""
    return place.precision not in {"region", "country"}


def _same_time(a: Traits, b: Traits) -> list[tuple[float, str]]:
    if a.days & b.days:
        return [(2.0, f"same day {min(a.days & b.days)}")]
    for x, y in itertools.product(sorted(a.spans), sorted(b.spans)):
        if x[0] <= y[1] and y[0] <= x[1]:
            return [(1.0, f"times that overlap: {max(x[0], y[0])}")]
    for one, two in ((a, b), (b, a)):
        if any(fits(rule, day) for rule in one.rules for day in two.days | {s[0] for s in two.spans}):
            return [(1.0, f"a time that fits: {min(one.rules)}")]
    if a.rules & b.rules:
        return [(0.5, f"the same words for the time: {min(a.rules & b.rules)}")]
    return []


def _same_place(a: Traits, b: Traits) -> list[tuple[float, str]]:
    named = {_spot(p) for p in b.places}
    shared = [p for p in {_spot(p): p for p in a.places}.values() if _spot(p) in named]
    if not shared:
        return []
    best = min(shared, key=lambda p: (p.precision not in {"town", "point"}, p.precision == "country", p.name or p.text))
    points = 1.5 if best.precision in {"town", "point"} else 0.25 if best.precision == "country" else 0.75
    return [(points, f"same place: {best.name or best.text}")]


def _same_people(a: Traits, b: Traits) -> list[tuple[float, str]]:
    crossed = ((a.actors, b.actors), (a.recipients, b.recipients), (a.actors, b.recipients), (a.recipients, b.actors))
    sides = [x & y for x, y in crossed]
    if a.family in MATERIAL:
        both = len({e for s in sides for e in s})
        if len(a.classes & b.classes) >= 2 or both >= 2:
            return [(1.5, "same people on both sides")]
        if sides[0] and not a.recipients and not b.recipients:
            return [(1.5, "same actor, and nobody else")]
        if a.touched & b.touched:
            return [(1.0, f"same people hit: {min(a.touched & b.touched)}")]
        return [(0.75, "same people on one side")] if both or a.classes & b.classes else []
    found = []
    if a.family == "meeting":
        met = (a.actors | a.recipients) & (b.actors | b.recipients)
        return [(min(len(met), 2) * 1.0, "same parties met")] if met else []
    if sides[0]:
        found.append((1.5, "same speaker or actor"))
    if sides[1]:
        found.append((1.0, "same party addressed"))
    if len(a.words & b.words) >= 2:
        found.append((1.0, "same matter: " + ", ".join(sorted(a.words & b.words)[:4])))
    return found


def _within(a: Traits, b: Traits, one: Group, two: Group) -> tuple[float, list[str]]:
    """The likeness of two happenings of one report: besides what they share, how the text goes on."""
    points, why = likeness(a, b)
    if a.family not in MATERIAL:
        return points, why
    first, second = sorted((one.members[0], two.members[0]), key=lambda h: (h.start, h.claims[0].trigger.start))
    gap = second.position - first.position
    bare = second.time is None and second.place is None and second.definite
    if gap == 0:
        points, why = points + 1.5, [*why, "one sentence"]
        if bare or (ANAPHORS & {first.lemma, second.lemma} and not _elsewhere(first.place, second.place)):
            points, why = points + 1.0, [*why, "the one says what the other did"]
        elif _only_harm(first) != _only_harm(second) and not _elsewhere(first.place, second.place):
            points, why = points + 1.0, [*why, "who was hit, in the sentence of the attack"]
    elif bare and (second.lemma in ANAPHORS or (gap <= 2 and not second.actors)):
        points, why = points + 2.0, [*why, "taken up again in the same report"]
    elif bare and second.topic == first.id:
        points, why = points + 1.75, [*why, "the report goes on with it"]
    elif first.opening and first.time is None and second.time is not None and gap <= 2 and second.definite and not _befell_others(a, b):
        points, why = points + 2.0, [*why, "told in the lead, then dated"]
    elif first.known and first.topic is not None and first.place is not None:
        pass  # another thing than the one that was being told: "in revenge for the raid on Karsa"
    elif first.lemma in ANAPHORS and first.time is None and not first.opening:
        points, why = points + 0.75, [*why, "spoken of before it is told"]
    elif first.lemma in ANAPHORS and first.time is None:
        points, why = points + 1.75, [*why, "summed up in the lead before it is told"]
    return points, why


def _only_harm(h: Happening) -> bool:
    """Does it tell only who was killed or hurt, by nobody named: "three fishermen died after"?"""
    return h.type == "ASSAULT" and not h.actors and any(f.indicator in HARM for f in h.figures)


def _elsewhere(one: Place | None, two: Place | None) -> bool:
    """Do two places of one sentence go by two names: "attacked Velo in revenge for the raid on Karsa"?"""
    return one is not None and two is not None and _is_spot(one) and _is_spot(two) and _spot(one) != _spot(two)


def _befell_others(a: Traits, b: Traits) -> bool:
    """Did two acts of a kind that befalls particular people befall different ones?"""
    told = a.family in PERSONAL and bool(a.recipients and b.recipients)
    return told and not a.recipients & b.recipients and not a.touched & b.touched


def incident_id(group: Group) -> str:
    """The id of a group's incident: that of its first happening, whichever report brought it."""
    return digest("incident", min(h.id for h in group.members))


def incident(
    group: Group, claims: Mapping[str, Claim], actors: Entities, origins: Origins, known: Mapping[str, str | None],
) -> Incident:
    """The incident of a group of happenings."""
    events = [e for h in group.members for e in h.claims]
    ids = tuple(sorted({e.id for e in events} | {f.id for h in group.members for f in h.figures}))
    event_ids = [e.id for e in events]
    start, end, precision = _interval(group.members, known)
    place = _place(group.members)
    kind = _main_type(group.members)
    names = _names([e.actor for e in events], actors), _names([e.recipient for e in events], actors)
    targets = _names([e.recipient for e in events], actors, least=2 if len(events) >= MANY else 0)
    return Incident(
        id=incident_id(group),
        title=title(kind, _main_mode(group.members, kind), names[0], targets, place),
        type=kind, from_=start, to=end, precision=precision, place=place,
        actors=tuple(dict.fromkeys([*names[0], *names[1]])),
        reports=tuple(sorted({h.report for h in group.members})),
        origins=origins.count(event_ids), origins_max=max(origins.count_max(event_ids, claims), origins.count(event_ids)),
        origin_ids=origins.ids(event_ids), claims=ids, why=tuple(sorted(group.why)),
    )


def _main_type(members: Sequence[Happening]) -> EventType:
    """The type most happenings have; of equals, the one that says most."""
    counts: dict[EventType, int] = defaultdict(int)
    for h in members:
        for kind in {e.type for e in h.claims}:
            counts[kind] += 1
    return min(counts, key=lambda t: (-counts[t], strength(t)))


def _main_mode(members: Sequence[Happening], kind: EventType) -> str | None:
    """The mode that more than half of the happenings of a type have; None where no mode has."""
    told = [modes for h in members if (modes := {e.mode for e in h.claims if e.type == kind})]
    counts = Counter(mode for modes in told for mode in modes)
    return next((mode for mode, count in sorted(counts.items(), key=str) if 2 * count > len(told)), None)


def _interval(members: Sequence[Happening], known: Mapping[str, str | None]) -> tuple[str | None, str | None, Precision]:
    """The narrowest time that the members give: they do not contradict one another. What is told as done without any
    time was done by the day on which it was first known."""
    told = [h.time for h in members if h.time and (h.time.from_ or h.time.to)]
    if told:
        order = ("day", "week", "month", "year", "unknown")
        best = min(told, key=lambda t: (order.index(t.precision), t.from_ or "", t.to or ""))
        return best.from_, best.to, best.precision
    done = [e.id for h in members if h.time is None for e in h.claims if e.status == "asserted"]
    return None, min((day for cid in done if (day := known.get(cid))), default=None), "unknown"


def _place(members: Sequence[Happening]) -> IncidentPlace | None:
    """The most exact place that most members give."""
    places = [h.place for h in members if h.place is not None]
    if not places:
        return None
    # A name that no gazetteer knows may be a village's or a valley's: it stands beside regions, before countries.
    order = {"point": 0, "town": 1, "region": 2, "country": 3}
    counts: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for p in places:
        counts[order.get(p.precision or "", 2), p.name or p.text].append(p)
    best = counts[min(counts, key=lambda k: (k[0], -len(counts[k]), k[1]))]
    p = min(best, key=lambda p: (p.geonameid is None, p.geonameid or 0))
    return IncidentPlace(p.name or p.text, p.geonameid, p.precision, p.within)


def _names(mentions: Sequence[Mention | None], actors: Entities, least: int = 0) -> list[str]:
    """The names of one side, the most frequent first: those that at least so many claims give."""
    counts: dict[str, int] = defaultdict(int)
    for m in mentions:
        if m is None:
            continue
        # "six were injured": a number is nobody's name, and is told only where no name is
        says_who = group_class(m.text) is not None or is_name(m.name or m.text)
        name = actors.name(m) or m.text if says_who else m.text
        if name.casefold() not in PRONOUNS:
            counts[name] += says_who
    counts = {n: c for n, c in counts.items() if c} or counts
    often = [n for n in counts if counts[n] >= least or not counts[n]]
    return sorted(often, key=lambda n: (-counts[n], n))


def family_tree(groups: Sequence[Group], made: Mapping[int, Incident]) -> dict[int, int]:
    """Which incident hangs under which: an arrest or a seizure told in the sentences of a fight is a part of it."""
    violent = [i for i, g in enumerate(groups) if g.members[0].family == "violence"]
    where: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in violent:
        for h in groups[i].members:
            where[h.report, h.position].append(i)
    parents = {}
    for i, group in enumerate(groups):
        if group.members[0].family != "coercion":
            continue
        near = {j for h in group.members for gap in (0, 1) for j in where.get((h.report, h.position - gap), ())}
        fits = [j for j in near if not any(contradict(x, y) for x in group.members for y in groups[j].members)]
        if fits:
            parents[i] = min(fits, key=lambda j: (-len(groups[j].members), made[j].id))
    return parents
