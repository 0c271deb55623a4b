"""Happenings of many reports joined into incidents.

Pairs are scored by what they share (day, place, people, counts, words) and joined best first, so long as no member
of one group contradicts a member of the other in day or place. Two incidents are better than one wrong merge: a
pair that shares only its kind is never joined. Nothing here depends on the order in which reports were read.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import Claim, EventType, Incident, IncidentPlace, Mention, Place, Precision, digest
from recension.record.entities import Entities, is_name
from recension.record.groups import group_class
from recension.record.happenings import Happening, content_words
from recension.record.origins import Origins

#: What two happenings must share, in points, to be one incident: across reports, and within one.
ACROSS, WITHIN = 3.0, 2.5
#: A block of happenings larger than this is too common a likeness to compare all its pairs.
MAX_BLOCK = 400
#: A group's own words for an event already told: "the fighting", "the incident".
ANAPHORS = frozenset(
    "fighting violence clash clashes incident unrest attack attacks battle shootout riot riots assault action "
    "operation protest rally meeting talks strike raid".split()
)
_MATERIAL = frozenset({"violence", "protest", "coercion", "forces", "withdrawal", "aid"})


@dataclass(slots=True)
class Group:
    """Happenings that are one incident, and why they were joined."""

    members: list[Happening]
    why: set[str] = field(default_factory=set)


def join(happenings: Sequence[Happening], kept_apart: frozenset[frozenset[str]] = frozenset()) -> list[Group]:
    """The groups of happenings that are one incident each. `kept_apart`: pairs that a person ruled to be two."""
    by_id = {h.id: h for h in happenings}
    owner = {h.id: h.id for h in happenings}
    groups = {h.id: Group([h]) for h in happenings}

    def root(hid: str) -> str:
        while owner[hid] != hid:
            owner[hid] = owner[owner[hid]]
            hid = owner[hid]
        return hid

    scored = []
    for first, second in _candidates(happenings):
        points, why = likeness(first, second)
        need = WITHIN if first.report == second.report else ACROSS
        if points >= need and frozenset((first.id, second.id)) not in kept_apart:
            scored.append((-points, first.id, second.id, why))
    for _, a, b, why in sorted(scored):
        one, two = root(a), root(b)
        if one == two:
            continue
        pairs = itertools.product(groups[one].members, groups[two].members)
        if any(contradict(x, y) or frozenset((x.id, y.id)) in kept_apart for x, y in pairs):
            continue
        keep, gone = sorted((one, two))
        groups[keep].members += groups.pop(gone).members
        groups[keep].why |= {why}
        owner[gone] = keep
    ordered = [Group(sorted(g.members, key=lambda h: (h.report, h.start, h.id)), g.why) for g in groups.values()]
    return sorted(ordered, key=lambda g: min(by_id[h.id].id for h in g.members))


def _candidates(happenings: Sequence[Happening]) -> list[tuple[Happening, Happening]]:
    """Pairs of one family that share a day, a place, an actor, a kind of people or a count."""
    blocks: dict[tuple[str, ...], list[Happening]] = defaultdict(list)
    for h in happenings:
        keys: list[tuple[str, ...]] = [("report", h.report)]
        keys += [("day", h.day)] if h.day else []
        keys += [("place", str(h.place.geonameid or h.place.name))] if h.place else []
        keys += [("actor", a) for a in h.actors | h.recipients]
        keys += [("class", *pair) for pair in itertools.combinations(sorted(h.classes), 2)]
        keys += [("count", f.indicator, str(f.best)) for f in h.figures if f.best]
        for key in set(keys):
            blocks[h.family, *key].append(h)
    pairs: dict[tuple[str, str], tuple[Happening, Happening]] = {}
    for block in blocks.values():
        ordered = sorted(block, key=lambda h: h.id)[:MAX_BLOCK]
        for first, second in itertools.combinations(ordered, 2):
            pairs.setdefault((first.id, second.id), (first, second))
    return list(pairs.values())


def contradict(a: Happening, b: Happening) -> bool:
    """Can two happenings not be one incident: other days, or two towns?"""
    if a.time and b.time and a.time.from_ and b.time.from_:
        a_to, b_to = a.time.to or a.time.from_, b.time.to or b.time.from_
        if a.time.from_ > b_to or b.time.from_ > a_to:
            return True
    if a.report == b.report and a.time and b.time and not _same_words(a, b):
        return True
    return two_towns(a.place, b.place)


def _same_words(a: Happening, b: Happening) -> bool:
    """Where a report's times are not resolved, other weekdays or months are other times."""
    if a.time is None or b.time is None or a.time.from_ or b.time.from_ or a.time.to or b.time.to:
        return True
    words = [
        {w for w in (t.text or "").casefold().split() if w not in {"on", "in", "late", "early", "the", "at", "of"}}
        for t in (a.time, b.time)
    ]
    return bool(words[0] & words[1]) or not words[0] or not words[1]


def two_towns(a: Place | None, b: Place | None) -> bool:
    """Are these two different towns?"""
    if a is None or b is None or a.precision not in {"town", "point"} or b.precision not in {"town", "point"}:
        return False
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid != b.geonameid
    return (a.name or a.text).casefold() != (b.name or b.text).casefold()


def likeness(a: Happening, b: Happening) -> tuple[float, str]:
    """How much speaks for two happenings being one, in points, and the reasons in words."""
    points, why = 0.0, []
    if contradict(a, b):
        return 0.0, "other times or places"

    def score(value: float, reason: str) -> None:
        nonlocal points
        points += value
        why.append(reason)

    if a.day and a.day == b.day:
        score(2.0, f"same day {a.day}")
    elif a.time and b.time and a.time.from_ and b.time.from_:
        score(1.0, "times that overlap")
    elif a.time and b.time and a.report == b.report and (a.time.text or "").casefold() == (b.time.text or "").casefold():
        score(1.0, f"same time in words: {a.time.text}")
    counts = {(f.indicator, f.best) for f in a.figures if f.best} & {(f.indicator, f.best) for f in b.figures if f.best}
    if counts and a.report != b.report:
        score(2.0, "same counts: " + ", ".join(sorted(f"{v:g} {i}" for i, v in counts)))
    elif counts:
        score(1.0, "same counts")
    if a.place and b.place:
        if a.place.geonameid is not None and a.place.geonameid == b.place.geonameid:
            score(1.5 if a.place.precision in {"town", "point"} else 0.5, f"same place: {a.place.name}")
        elif (a.place.name or a.place.text).casefold() == (b.place.name or b.place.text).casefold():
            score(1.0, f"same place: {a.place.name or a.place.text}")
    sides = [a.actors & b.actors, a.recipients & b.recipients, a.actors & b.recipients, a.recipients & b.actors]
    both = sum(1 for s in sides if s)
    shared_classes = a.classes & b.classes
    if a.family in _MATERIAL:
        if len(shared_classes) >= 2 or both >= 2:
            score(1.5, "same people on both sides")
        elif shared_classes or both:
            score(0.75, "same people on one side")
    else:
        if sides[0]:
            score(1.5, "same speaker or actor")
        if sides[1]:
            score(1.0, "same party addressed")
        if a.words and b.words and len(a.words & b.words) >= 2:
            score(1.0, "same matter: " + ", ".join(sorted(a.words & b.words)[:4]))
    if a.lemma == b.lemma or content_words(a.lemma) & content_words(b.lemma):
        score(0.5, f"same word: {a.lemma}")
    if a.mode and a.mode == b.mode:
        score(0.5, f"same mode: {a.mode}")
    if a.report == b.report and a.family in _MATERIAL:
        gap = abs(a.position - b.position)
        follower = a if a.position > b.position else b
        bare = not follower.actors and follower.time is None and follower.place is None
        if gap == 0:
            score(1.5, "one sentence")
        elif gap <= 2 and (bare or follower.lemma in ANAPHORS):
            score(2.0, "goes on in the next sentences")
        elif follower.lemma in ANAPHORS or a.lemma in ANAPHORS or b.lemma in ANAPHORS:
            score(1.75, "taken up again in the same report")
        elif gap <= 1:
            score(0.75, "next sentence")
    return points, "; ".join(why)


_LABELS: dict[str, tuple[str, str]] = {
    # type: (with a recipient, without)
    "ASSAULT": ("attack on", "attack by"), "PROTEST": ("protest against", "protest by"),
    "MOBILIZE": ("forces sent by", "forces sent by"), "CONSULT": ("meeting with", "meeting of"),
    "COERCE": ("action against", "action by"), "REQUEST": ("request to", "request by"),
    "ACCUSE": ("criticism of", "criticism by"), "REJECT": ("refusal towards", "refusal by"),
    "AGREE": ("agreement with", "promise by"), "THREATEN": ("threat to", "threat by"),
    "SANCTION": ("sanctions on", "sanctions by"), "AID": ("aid to", "aid by"), "RETREAT": ("retreat from", "retreat of"),
    "CONCEDE": ("concession to", "concession by"), "COOPERATE": ("cooperation with", "cooperation of"),
    "SUPPORT": ("support for", "support by"),
}


def incident_id(group: Group) -> str:
    """The id of a group's incident: that of its first happening, whichever report brought it."""
    return digest("incident", min(h.id for h in group.members))


def incident(
    group: Group, claims: Mapping[str, Claim], actors: Entities, origins: Origins,
) -> Incident:
    """The incident of a group of happenings."""
    events = [e for h in group.members for e in h.claims]
    ids = tuple(sorted({e.id for e in events} | {f.id for h in group.members for f in h.figures}))
    event_ids = [e.id for e in events]
    start, end, precision = _interval(group.members)
    place = _place(group.members)
    kind = _main_type(group.members)
    names = _names([e.actor for e in events], actors), _names([e.recipient for e in events], actors)
    return Incident(
        id=incident_id(group),
        title=_title(kind, group.members, names[0], names[1], place),
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
    strength = list(_LABELS)
    return min(counts, key=lambda t: (-counts[t], strength.index(t)))


def _interval(members: Sequence[Happening]) -> tuple[str | None, str | None, Precision]:
    """The narrowest time that the members give: they do not contradict one another."""
    known = [h.time for h in members if h.time and (h.time.from_ or h.time.to)]
    if not known:
        return None, None, "unknown"
    order = ("day", "week", "month", "year", "unknown")
    best = min(known, key=lambda t: (order.index(t.precision), t.from_ or "", t.to or ""))
    return best.from_, best.to, best.precision


def _place(members: Sequence[Happening]) -> IncidentPlace | None:
    """The most exact place that most members give."""
    places = [h.place for h in members if h.place is not None]
    if not places:
        return None
    order = {"point": 0, "town": 1, "region": 2, "country": 3}
    counts: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for p in places:
        counts[order.get(p.precision or "", 4), p.name or p.text].append(p)
    best = counts[min(counts, key=lambda k: (k[0], -len(counts[k]), k[1]))]
    p = min(best, key=lambda p: (p.geonameid is None, p.geonameid or 0))
    return IncidentPlace(p.name or p.text, p.geonameid, p.precision, p.within)


def _names(mentions: Sequence[Mention | None], actors: Entities) -> list[str]:
    """The names of one side, the most frequent first."""
    counts: dict[str, int] = defaultdict(int)
    for m in mentions:
        # "six were injured": a number is nobody's name
        if m is not None and group_class(m.text) is None and not is_name(m.name or m.text):
            counts[m.text] += 0
        elif m is not None:
            counts[actors.name(m) or m.text] += 1
    counts = {n: c for n, c in counts.items() if c} or counts
    return sorted(counts, key=lambda n: (-counts[n], n))


def _title(
    kind: str, members: Sequence[Happening], doers: list[str], targets: list[str], place: IncidentPlace | None,
) -> str:
    """A short title in words: who, against whom, where."""
    both = set(doers[:2]) & set(targets[:2])
    if kind in {"ASSAULT", "CONSULT"} and both and len(set(doers[:2]) | set(targets[:2])) >= 2:
        sides = list(dict.fromkeys([*doers[:2], *targets[:2]]))[:2]
        text = ("clash of " if kind == "ASSAULT" else "meeting of ") + " and ".join(sides)
    elif doers and targets and targets[0] != doers[0]:
        text = f"{_LABELS[kind][0]} {targets[0]} by {doers[0]}" if kind != "MOBILIZE" else f"forces sent by {doers[0]}"
    elif targets:
        text = f"{_LABELS[kind][0]} {targets[0]}"
    elif doers:
        text = f"{_LABELS[kind][1]} {doers[0]}"
    else:
        text = min((h.lemma for h in members), key=lambda w: (len(w), w))
    if place and place.name and place.name not in text:
        text += f", {place.name}"
    return text[:1].upper() + text[1:]


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
        if len(fits) >= 1:
            parents[i] = min(fits, key=lambda j: (-len(groups[j].members), made[j].id))
    return parents
