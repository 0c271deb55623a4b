"""Where reports disagree: number, role, date, denial, definition, name. Both sides keep their claims and origins.

A later number of the same or of a better informed origin is an update; two numbers of one time are a conflict.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from recension.model import (
    About,
    Claim,
    Disagreement,
    DisagreementKind,
    Event,
    Figure,
    Mention,
    Quote,
    Report,
    Side,
    digest,
)
from recension.record.anchors import Anchor
from recension.record.entities import Entities, is_name
from recension.record.estimates import is_presence, label_of, rising
from recension.record.groups import class_of
from recension.record.happenings import content_words, matter_words, sentence_at, sentence_spans
from recension.record.incidents import PRONOUNS, TELLING, Group, traits, two_towns
from recension.record.origins import Origins
from recension.record.wording import cut, large, named, verb

#: Counts that may be two definitions of one thing: who was shot may be who was killed.
KINDRED: tuple[frozenset[str], ...] = (
    frozenset({"killed", "casualties"}), frozenset({"injured", "casualties"}), frozenset({"turnout", "votes_share"}),
    frozenset({"arrested", "abducted"}), frozenset({"missing", "abducted"}),
)
#: Words of a report that stand for a side; and what follows those that somebody denies.
SHOWN = 28
#: Characters after a deed within which "denies it" speaks of it.
NEAR_DENIAL = 600
#: The part of the shorter one's words by which two denials are one.
SAME_DENIAL = 0.6
#: Characters within which an accusation and the deeds that it speaks of begin.
NEAR = 200
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
    since: Mapping[str, str] = field(default_factory=dict)

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


def _people(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """Counts by indicator and kind of people. A name without a kind ("seven Kyrgyz") is a group of its own, and one
    person who is only described ("a teacher") is one of those whom another report counts."""
    cells: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for f in figures:
        if f.status in {"asserted", "future", "historical"} and f.best is not None and not f.part_of and not _is_one_of_them(f):
            cells[f.indicator, _kind_of_people(f)].append(f)
    return cells


def _kind_of_people(figure: Figure) -> str:
    if is_presence(figure):
        return "present"
    kind = class_of(figure.who)
    if kind is None and figure.who is not None and is_name(figure.who.name or figure.who.text):
        return label_of(figure) or "civilians"
    return kind or ("soldiers" if figure.indicator == "troops" else "civilians")


def _is_one_of_them(figure: Figure) -> bool:
    """Is a count of one no count, but somebody who is spoken of: "a teacher", "Nurlan Beishenov"?"""
    word = figure.quantifier.casefold()
    return figure.best == 1 and (word in {"a", "an", "the"} or (figure.who is not None and word == figure.who.text.casefold()))


def _numbers(ground: Ground) -> Iterable[Disagreement]:
    """Other numbers for one indicator and one group in one incident, or from one day on: those that followed one
    another as the count rose are an update; those that do not fit in are a conflict."""
    for number, group in enumerate(ground.groups):
        cells, about = _people(f for h in group.members for f in h.figures), About("incident", ground.ids[number])
        corrected = list(_overtaken(cells, about, ground))
        yield from corrected
        old = {cid for each in corrected for cid in each.sides[0].claims}
        yield from _unlike({cell: [f for f in figures if f.id not in old] for cell, figures in cells.items()}, about, "", ground)
    home = {f.id: number for number, group in enumerate(ground.groups) for h in group.members for f in h.figures}
    runs: dict[str, list[Figure]] = defaultdict(list)
    for cid, day in ground.since.items():
        figure = ground.claims[cid]
        if isinstance(figure, Figure):
            runs[day].append(figure)
    for day, figures in sorted(runs.items()):
        if len({home.get(f.id) for f in figures} - {None}) == 1 and all(f.id in home for f in figures):
            continue  # they were compared as counts of their incident
        yield from _unlike(_people(figures), About("report", min(f.report for f in figures)), f" since {day}", ground)


#: What stands before a number that its own report calls overtaken: "up from 12", "the former figure, four".
_OVERTAKEN = re.compile(
    r"\b(?:(?:up|down|raised|revised|increased|rose|risen) from|(?:former|previous|earlier|initial|preliminary|first) (?:\w+ ){0,2}?(?:figures?|tolls?|counts?|estimates?|numbers?))"
    r"\b[^.;:\n]{0,30}$", re.IGNORECASE,
)


def _overtaken(cells: Mapping[tuple[str, str], list[Figure]], about: About, ground: Ground) -> Iterable[Disagreement]:
    """Counts that a report itself corrects: the old one, then its own."""
    for (indicator, label), figures in sorted(cells.items()):
        by_report: dict[str, list[Figure]] = defaultdict(list)
        for f in figures:
            by_report[f.report].append(f)
        for rid, own in sorted(by_report.items()):
            text = ground.reports[rid].text
            old = [f for f in own if _OVERTAKEN.search(text[max(0, f.span.start - 80) : f.span.start])]
            new = [f for f in own if f not in old and any(f.best != o.best and abs(f.span.start - o.span.start) <= NEAR for o in old)]
            if len({f.best for f in old}) == 1 and len({f.best for f in new}) == 1:
                sides = [ground.side(f"{those[0].best:g} {indicator} ({label})", (f.id for f in those)) for those in (old, new)]
                yield _make("number", about, sides, "a count that its report corrects", update=True)


def _unlike(cells: Mapping[tuple[str, str], list[Figure]], about: About, scope: str, ground: Ground) -> Iterable[Disagreement]:
    """The cells in which counts differ."""
    for (indicator, label), figures in sorted(cells.items()):
        by_value: dict[float, list[Figure]] = defaultdict(list)
        for f in figures:
            if f.best is not None and f.change != "delta":
                by_value[f.best].append(f)
        if len(by_value) < 2 or not _from_two(ground, figures):
            continue

        def sides(values: Iterable[float], by_value: dict[float, list[Figure]] = by_value, what: str = f"{indicator} ({label}){scope}") -> list[Side]:
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
        cells = _people(f for h in group.members for f in h.figures)
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
            means = _means(a, ground) & _means(b, ground)
            if len(means) < 2:
                continue
            one, two = class_of(a.actor), class_of(b.actor)
            if one == two and (_change_places(a, b) or (len(means) > 2 and _two_names(a, b, ground))):
                one, two = ground.actors.name(a.actor), ground.actors.name(b.actor)
            if one is None or two is None or one == two:
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
    yield from _disputed(ground)


def _proper(mention: Mention | None) -> frozenset[str]:
    """The words of a phrase that are names, cut to their beginnings: "Uzbek forces" and "Uzbekistan" share one."""
    return frozenset(w[:5].casefold() for w in mention.text.split() if w[:1].isupper()) if mention else frozenset()


def _change_places(a: Event, b: Event) -> bool:
    """Did who does it and whom it befalls change places: "Reds captured four Blues", "Blues captured four Reds"?"""
    return bool(_proper(a.actor) & _proper(b.recipient) and _proper(b.actor) & _proper(a.recipient)) and not _proper(a.actor) & _proper(b.actor)


def _two_names(a: Event, b: Event, ground: Ground) -> bool:
    """Do two parties of one kind have names that share no word?"""
    if not _proper(a.actor) or not _proper(b.actor) or ground.actors.of(a.actor) == ground.actors.of(b.actor):
        return False
    return not _proper(a.actor) & _proper(b.actor)


#: How a report says that accounts of one thing differ.
_DISPUTE = re.compile(
    r"\b(?:contested|in dispute|disputed|disputes? (?:who|how)|conflicting (?:accounts|versions|reports|claims)|opposite (?:stories|accounts)"
    r"|(?:accounts|versions|stories) (?:differ|diverge|conflict)|(?:differing|contradictory|rival) (?:accounts|versions)"
    r"|(?:trad\w+|exchang\w+) (?:blame|accusations)|blam\w+ each other|accus\w+ each other|each (?:side|other|capital|party|camp) (?:says|said|claims|affirms|accuses|blames|insists)"
    r"|who (?:fired|shot|attacked|started|struck) first)\b", re.IGNORECASE,
)
#: Sentences after that within which the accounts are told.
ACCOUNTS = 8
#: Places of a report that are taken for such a word.
MOST_DISPUTES = 10


def _disputed(ground: Ground) -> Iterable[Disagreement]:
    """What a report says is disputed: the deed as one speaker tells it, and as another tells it of another doer."""
    by_report: dict[str, list[Event]] = defaultdict(list)
    for c in ground.claims.values():
        if isinstance(c, Event) and c.type == "ASSAULT" and c.status == "asserted" and c.actor is not None and c.speaker is not None:
            by_report[c.report].append(c)
    for rid, deeds in sorted(by_report.items()):
        text = ground.reports[rid].text
        sentences = sentence_spans(text)
        where = {e.id: sentence_at(sentences, e.trigger.start) for e in deeds}
        for match in itertools.islice(_DISPUTE.finditer(text), MOST_DISPUTES):
            since = sentence_at(sentences, match.start())
            told = [e for e in sorted(deeds, key=lambda e: (e.span.start, e.id)) if 0 <= where[e.id] - since <= ACCOUNTS]
            pair = next(((a, b) for a, b in itertools.combinations(told[:50], 2) if _two_accounts(a, b, ground)), None)
            if pair is not None:
                sides = [ground.side(_deed(each, ground), (e.id for e in told if _same_account(e, each, ground))) for each in pair]
                yield _make("role", About("report", rid), sides, f"the report says that it is disputed: {match[0]}")
                break


def _same_account(a: Event, b: Event, ground: Ground) -> bool:
    return ground.actors.of(a.actor) == ground.actors.of(b.actor) and ground.actors.of(a.speaker) == ground.actors.of(b.speaker)


def _two_accounts(a: Event, b: Event, ground: Ground) -> bool:
    """Do two speakers tell a deed of two doers: in one manner, or each of the other's side?"""
    if ground.actors.of(a.speaker) == ground.actors.of(b.speaker) or ground.actors.of(a.actor) == ground.actors.of(b.actor):
        return False
    if class_of(a.actor) is not None and class_of(a.actor) == class_of(b.actor) and not _two_names(a, b, ground):
        return False
    crossed = _names_side(a.actor, b.speaker, ground) and _names_side(b.actor, a.speaker, ground)
    return crossed or (a.mode is not None and a.mode == b.mode)


def _names_side(doer: Mention | None, speaker: Mention | None, ground: Ground) -> bool:
    """Does a speaker stand for a doer's side: Tashkent for Uzbek mortars?"""
    if doer is None or speaker is None:
        return False
    return bool(_proper(doer) & (_proper(speaker) | frozenset(w[:5].casefold() for w in (ground.actors.name(speaker) or "").split() if w[:1].isupper())))


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
    # Two who "blasted each other" need not speak: only of blame that is laid for a deed do both ways of one claim count.
    ways: dict[str, set[str]] = defaultdict(set)
    for blame in blames:
        ways[blame.happening].add(ground.actors.of(blame.actor) or "")
    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for blame in blames:
        accuser, accused = ground.actors.of(blame.actor), ground.actors.of(blame.recipient)
        if accuser and accused and accuser != accused and (blame.mode == "allege" or len(ways[blame.happening]) < 2):
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


#: What a report takes up of what was said before, to deny it: "the allegation", "any such request".
_TAKEN_UP = re.compile(
    r"^[\W_]*(?:it |they |he |she |we )?(?:(?:had |has |have )?(?:ever )?(?:received|made|given|issued|had) )?"
    r"(?:any such|such an?|such|the|this|that|these|those|its|his|her|their|all) (?:\w+ ){0,2}?"
    r"(?P<noun>allegation|accusation|claim|charge|report|version|account|story|suggestion|request|demand|plan|offer|order|attack|incident|deal|meeting)s?\b",
    re.IGNORECASE,
)
#: Verbs by which what was said is put aside.
_PUT_ASIDE = re.compile(r"^(?:den|dismiss|reject|refut|rebut|brush|scoff|disput|rubbish|contest|wave)", re.IGNORECASE)
#: How an answer to an accusation begins, or what it calls it.
_IS_NO = re.compile(r"^\W*(?:no|nobody|no one|nothing|none|never|not|neither)\b|\b(?:lies?|untrue|false\w*|nonsense|absurd|baseless|unfounded|fabricat\w+|slander|didn['’]t|did not|never|not true)\b", re.IGNORECASE)
#: Who a speaker is, right after the name: ", a leader of the miners".
_APPOSITION = re.compile(r",[^.,;\n]{0,80}")
#: Sentences within which an answer follows.
ANSWER = 2


def _denials(ground: Ground) -> Iterable[Disagreement]:
    """A deed that somebody denies, against those who tell of it or allege it."""
    yield from _denied_deeds(ground)
    yield from _denied_words(ground)


def _denied_deeds(ground: Ground) -> Iterable[Disagreement]:
    """Deeds that a claim says were denied. The copies of one denial are one."""
    events = [c for c in ground.claims.values() if isinstance(c, Event)]
    told: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        if e.status in {"asserted", "historical", "hypothetical"}:
            told[e.type].append(e)
    incident_of = {e.id: ground.ids[n] for n, g in enumerate(ground.groups) for h in g.members for e in h.claims}
    by_happening: dict[str, list[Event]] = defaultdict(list)
    for e in events:
        # That somebody did not refuse is no denial of a deed.
        if e.status == "negated" and e.speaker is not None and e.type != "REJECT":
            by_happening[e.happening].append(e)
    for denials in _same_denials(by_happening, ground):
        denied = min(denials, key=lambda e: (_known_speaker([e], ground) is None, e.id))
        own = {e.happening for e in denials}
        against = [e for e in told[denied.type] if e.happening not in own and _is_denied(e, denied, ground)]
        if not against and _PUT_ASIDE.match(denied.trigger.text):
            continue  # "denies it": nothing says what
        text = ground.reports[denied.report].text
        start = max(text.rfind("\n", 0, denied.span.start), denied.span.start - 200, 0)
        if not against and not _DENIAL.search(text[start : denied.span.end + 80]):
            continue
        home = next((incident_of[e.id] for e in sorted(against, key=lambda e: e.id) if e.id in incident_of), None)
        lead = min(against, key=lambda e: e.id) if against else denied
        yield _denial(ground, home, cut(lead.span.text, SHOWN), [e.id for e in against] or [denied.id], denied.speaker, [e.id for e in denials], denied.report)


def _denial(
    ground: Ground, home: str | None, words: str, alleged: Sequence[str], denier: Mention | None, denials: Sequence[str], report: str,
) -> Disagreement:
    speaker = named(ground.actors.name(denier))
    sides = [ground.side(f"{words}{ALLEGED}", alleged), ground.side(f"{large(speaker)} {verb(speaker, 'deny')} it", denials)]
    return _make("denial", About("incident", home) if home else About("report", report), sides, "said, and denied")


def _same_denials(by_happening: Mapping[str, list[Event]], ground: Ground) -> list[list[Event]]:
    """Denials of one type in the same words are one, in however many reports, unless two that are named made them."""
    groups: dict[tuple[str, frozenset[str]], list[list[Event]]] = defaultdict(list)
    for _, events in sorted(by_happening.items()):
        lead = min(events, key=lambda e: e.id)
        known = groups[lead.type, content_words(lead.span.text)]
        name = _known_speaker(events, ground)
        same = next((g for g in known if name is None or _known_speaker(g, ground) in {None, name}), None)
        if same is None:
            known.append(list(events))
        else:
            same += events
    return [g for known in groups.values() for g in known]


def _known_speaker(events: Sequence[Event], ground: Ground) -> str | None:
    """Who denies, where a report says more than "he"."""
    return min((who for e in events if e.speaker and (who := ground.actors.of(e.speaker)) and (e.speaker.name or e.speaker.text).casefold() not in PRONOUNS), default=None)


def _is_denied(deed: Event, denied: Event, ground: Ground) -> bool:
    """Is a deed what somebody denies: by the same party, and in the same matter, or told just before "denies it"?"""
    if ground.actors.of(deed.speaker) == ground.actors.of(denied.speaker) and deed.speaker is not None:
        return False
    one, two = ground.actors.of(deed.actor), ground.actors.of(denied.actor)
    if not _side_of(denied.actor, ground) & _side_of(deed.actor, ground):
        return False
    if _PUT_ASIDE.match(denied.trigger.text):
        return deed.report == denied.report and 0 < denied.trigger.start - deed.trigger.start <= NEAR_DENIAL
    # Who is called by a name is not whoever is of one kind with it: then the matter must tell more.
    named_one = one != two and any(m is not None and is_name(m.name or m.text) for m in (deed.actor, denied.actor))
    if named_one and deed.actor is not None and denied.actor is not None:
        # "its guards" are "the guards of Sable Copper", if Sable Copper says so.
        theirs, ours = content_words(deed.actor.text), content_words(denied.actor.text)
        speaker = content_words(denied.speaker.text) if denied.speaker else frozenset()
        named_one = not (ours <= theirs and (theirs & speaker or deed.report == denied.report))
    return len(_beginnings(denied) & _beginnings(deed)) >= (2 if named_one else 1)


def _beginnings(event: Event) -> frozenset[str]:
    """How the words of a deed without its parties begin: who "fired" and who "opened fire" are told of in one matter."""
    parties = content_words(" ".join(m.text for m in (event.actor, event.recipient) if m))
    return frozenset(word[:4] for word in matter_words(event.span.text) - parties)


def _denied_words(ground: Ground) -> Iterable[Disagreement]:
    """What somebody is quoted as denying, where no deed was claimed as denied: "denied that it got any such request",
    "dismissed the allegation as a fairy tale"; or an answer that says no right after the accusation."""
    events: dict[str, list[Event]] = defaultdict(list)
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for c in ground.claims.values():
        if isinstance(c, Event):
            events[c.report].append(c)
        elif isinstance(c, Quote) and c.speaker is not None:
            quotes[c.report].append(c)
    found: list[tuple[Quote, list[Event]]] = []
    for rid, said in sorted(quotes.items()):
        sentences = sentence_spans(ground.reports[rid].text)
        told: dict[int, list[Event]] = defaultdict(list)
        for e in sorted(events[rid], key=lambda e: (e.span.start, e.id)):
            told[sentence_at(sentences, e.trigger.start)].append(e)
        for quote in sorted(said, key=lambda q: (q.span.start, q.id)):
            at = sentence_at(sentences, quote.span.start)
            near = [e for gap in range(ANSWER, -2, -1) for e in told[at - gap]]
            if any(e.status == "negated" and _is_in(e, quote) for e in near):
                continue  # the deed itself is claimed as denied
            before = [e for e in near if e.span.end <= quote.span.start and e.status != "negated"]
            alleged = _alleged_before(quote, before, ground)
            if alleged is not None:
                found.append((quote, alleged))
    for same in _alike(found):
        quote, alleged = same[0]
        against = [e.id for _, events_ in same for e in events_]
        lead = alleged[0] if alleged else None
        words = quote.content.text if lead is None else _matter_of(lead)
        yield _denial(ground, None, cut(words, SHOWN), against or [q.id for q, _ in same], quote.speaker, [q.id for q, _ in same], quote.report)


def _is_in(denied: Event, quote: Quote) -> bool:
    """Is a deed claimed as denied in what is quoted as denied, or by the very word for it?"""
    cue = quote.cue
    inside = quote.status == "negated" and quote.content.start <= denied.trigger.start < quote.content.end
    return inside or (cue is not None and cue.start < denied.trigger.end and denied.trigger.start < cue.end)


def _alike(found: Sequence[tuple[Quote, list[Event]]]) -> list[list[tuple[Quote, list[Event]]]]:
    """Denials in much the same words, in reports that copy one another, are one."""
    groups: list[tuple[frozenset[str], list[tuple[Quote, list[Event]]]]] = []
    by_word: dict[str, set[int]] = defaultdict(set)
    for quote, alleged in found:
        words = content_words(quote.content.text)
        same = next((
            g for known, g in (groups[i] for i in sorted({i for w in words for i in by_word[w]}))
            if len(words & known) >= 2 and len(words & known) / min(len(words), len(known)) >= SAME_DENIAL and all(q.report != quote.report for q, _ in g)
        ), None)
        if same is None:
            for word in words:
                by_word[word].add(len(groups))
            groups.append((words, [(quote, alleged)]))
        else:
            same.append((quote, alleged))
    return [g for _, g in groups]


def _matter_of(event: Event) -> str:
    """What an accusation says was done, or the deed itself."""
    content = event.content.text if event.content is not None and len(event.content.text.split()) > 2 else event.span.text
    return re.sub(r"^(?:of|for|that) ", "", content)


def _alleged_before(quote: Quote, before: Sequence[Event], ground: Ground) -> list[Event] | None:
    """What a quote denies of what its report told just before: empty if it says itself what, None if it is no denial."""
    taken = _TAKEN_UP.match(quote.content.text)
    denies = quote.status == "negated"
    if denies or (taken and quote.cue is not None and _PUT_ASIDE.match(quote.cue.text)):
        if taken is None:
            return []
        noun = content_words(taken["noun"])
        named_so = [e for e in before if noun & content_words(f"{e.span.text} {e.content.text if e.content else ''}")]
        found = named_so or [e for e in before if _is_alleged(e, quote, ground)]
        return _of_last_sentence(found) or ([] if denies else None)
    if quote.form != "direct" or not _IS_NO.search(quote.content.text):
        return None
    accused = [e for e in before if e.type == "ACCUSE" and e.recipient is not None and _answers(quote, e, ground)]
    return _of_last_sentence(accused) or None


def _is_alleged(event: Event, quote: Quote, ground: Ground) -> bool:
    """Is an event an accusation, or a deed that another one than the denier tells of?"""
    if event.type == "ACCUSE":
        return ground.actors.of(event.actor) != ground.actors.of(quote.speaker)
    return event.speaker is not None and ground.actors.of(event.speaker) != ground.actors.of(quote.speaker)


def _of_last_sentence(events: Sequence[Event]) -> list[Event]:
    """The accusation that was made last, and the deeds told with it; the deed first, since it is what is denied."""
    if not events:
        return []
    last = max(events, key=lambda e: (e.span.start, e.id))
    near = [e for e in events if last.span.start - e.span.start <= NEAR]
    return sorted(near, key=lambda e: (e.type == "ACCUSE", e.span.start, e.id))


def _answers(quote: Quote, accusation: Event, ground: Ground) -> bool:
    """Does a quote come from the one who is accused: by name, or by the words around it ("the union's treasurer")?"""
    accused, speaker = accusation.recipient, quote.speaker
    if accused is None or speaker is None or ground.actors.of(speaker) == ground.actors.of(accusation.actor):
        return False
    if ground.actors.of(speaker) == ground.actors.of(accused):
        return True
    text = ground.reports[quote.report].text
    start, end = min(quote.content.end, speaker.start), max(quote.span.end, speaker.end)
    after = _APPOSITION.match(text, end)
    around = content_words(f"{text[start : min(after.end() if after else end, start + 200)]} {speaker.text}")
    return bool(around & content_words(accused.text.split(" of ")[0]))
