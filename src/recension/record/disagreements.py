"""Where reports disagree: number, role, date, denial, definition, name. Both sides keep their claims and origins.

A later number of the same or of a better informed origin is an update; two numbers of one time are a conflict.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recension.model import About, Disagreement, Event, Figure, Mention, Side
from recension.record.denials import denials
from recension.record.estimates import rising
from recension.record.groups import class_of, singular
from recension.record.incidents import TELLING, traits, two_towns
from recension.record.sentences import content_words, matter_words, sentence_at, sentence_spans
from recension.record.sides import Ground, make, parted, places, side_of
from recension.record.tolls import KINDRED, Counts, corrected, people, set_against
from recension.record.wording import cut

#: Words of a report that stand for a side.
SHOWN = 28
#: What may run into one another.
_VEHICLES = frozenset(
    "boat ship vessel tanker cutter frigate destroyer trawler ferry dinghy speedboat warship submarine freighter car truck lorry bus van "
    "motorcycle motorbike tram train tank jeep plane aircraft helicopter jet drone convoy".split()
)
#: Units that hold several people each.
_HOUSEHOLDS = re.compile(r"\b(?:famil(?:y|ies)|households?|homes|houses)\b", re.IGNORECASE)
#: Words and the part of the shorter sentence's that two tellings share.
ALIKE, ALIKE_PART = 4, 0.4
#: How a report says that accounts of one thing differ.
_DISPUTE = re.compile(
    r"\b(?:contested|in dispute|disputed|disputes? (?:who|how)|conflicting (?:accounts|versions|reports|claims)|opposite (?:stories|accounts)"
    r"|(?:accounts|versions|stories) (?:differ|diverge|conflict)|(?:differing|contradictory|rival) (?:accounts|versions)"
    r"|(?:trad\w+|exchang\w+) (?:blame|accusations)|blam\w+ each other|accus\w+ each other|each (?:side|other|capital|party|camp) (?:says|said|claims|affirms|accuses|blames|insists)"
    r"|who (?:fired|shot|attacked|started|struck) first)\b", re.IGNORECASE,
)
#: Deeds of one day or report that are told as the first, and compared.
MOST_FIRSTS = 20
#: Who began.
_FIRST = re.compile(r"\b(?:first to|(?:fired?|shot|attack\w*|struck|strike|fire|began|started|it)[^.;:\n]{0,16}\bfirst|the first (?:shots?|rounds?|rockets?|shells?))\b", re.IGNORECASE)
#: Sentences after that within which the accounts are told.
ACCOUNTS = 8
#: Places of a report that are taken for such a word.
MOST_DISPUTES = 10
#: "ISAF", "National Guard": an acronym, or a name that ends in what its bearers are.
_BODY = re.compile(
    r"\b[A-Z]{3,}\b|\b(?:[A-Z][\w-]+ ){1,8}(?:Guards?|Army|Forces?|Front|Brigade|Movement|Militia|Corps|Police|Legion|Group|Battalion)\b",
)


def disagreements(ground: Ground) -> list[Disagreement]:
    """All disagreements, in a fixed order, each once."""
    found: dict[str, Disagreement] = {}
    for look in (_dates, _numbers, _definitions, _roles, _places, _names, denials):
        for each in look(ground):
            found.setdefault(each.id, each)
    known = {claim: set(at) for claim, at in places(found.values()).items()}
    for each in set_against(Counts(ground)):
        # What the counts of one incident have shown is not told again.
        if each.id not in found and not parted(each.kind, [frozenset(side.claims) for side in each.sides], known):
            found[each.id] = each
            for claim, at in places([each]).items():
                known.setdefault(claim, set()).update(at)
    return ordered(found.values())


def ordered(found: Iterable[Disagreement]) -> list[Disagreement]:
    """Disagreements in their fixed order."""
    return sorted(found, key=lambda d: (d.kind, d.about.kind, d.about.id, d.sides[0].value, d.id))


def _dates(ground: Ground) -> Iterable[Disagreement]:
    """A shown date that the report's own text contradicts, or another report of its story."""
    for rid, report in sorted(ground.reports.items()):
        anchor = ground.anchors.get(rid)
        if report.published.doubtful and report.shown_date:
            sides = [ground.side(f"shown date {report.shown_date}", ()), ground.side("the report's own text", ())]
            yield make("date", About("report", rid), sides, report.published.why or "the text contradicts the shown date")
        elif anchor is not None and anchor.belied:
            sides = [ground.side(f"shown date {report.shown_date}", ()), ground.side(f"{anchor.date.isoformat()}, {anchor.why}", ())]
            yield make("date", About("report", rid), sides, anchor.belied)


def _numbers(ground: Ground) -> Iterable[Disagreement]:
    """Other numbers for one indicator and one group in one incident, or from one day on: those that followed one
    another as the count rose are an update; those that do not fit in are a conflict."""
    counts = Counts(ground)
    overtaken = list(corrected(counts))
    yield from overtaken
    old = {cid for each in overtaken for cid in each.sides[0].claims}
    for number, group in enumerate(ground.groups):
        cells, about = people(f for h in group.members for f in h.figures), About("incident", ground.ids[number])
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
        yield from _unlike(people(figures), About("report", min(f.report for f in figures)), f" since {day}", ground)


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
            yield make("number", about, sides(chain), "a later count", update=True)
        if set(by_value) - set(chain) or len(chain) < 2:
            yield make("number", about, sides(sorted(by_value)), "counts that do not follow from one another")


def _from_two(ground: Ground, figures: Sequence[Figure]) -> bool:
    """Do counts come from more than one origin or report, or from two who are named for them in one? The parts of one
    sentence do not disagree."""
    return len({(f.report, ground.origins.of.get(f.id)) for f in figures}) > 1 or len({ground.actors.of(f.attributed_to) for f in figures} - {None}) > 1


def _definitions(ground: Ground) -> Iterable[Disagreement]:
    """One count under two names: who was "shot" in one report was "killed" in another."""
    for number, group in enumerate(ground.groups):
        cells = people(f for h in group.members for f in h.figures)
        for (one, label), (two, other) in itertools.combinations(sorted(cells), 2):
            if label != other or frozenset({one, two}) not in KINDRED:
                continue
            a, b = cells[one, label], cells[two, other]
            if {f.report for f in a} & {f.report for f in b} or max(f.best or 0 for f in [*a, *b]) < 2:
                continue
            yield make(
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
            yield make(
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
            yield make("definition", about, sides, "one number of two units")


def _values(figures: Sequence[Figure], indicator: str, label: str) -> str:
    numbers = ", ".join(sorted({f"{f.best:g}" for f in figures}))
    words = ", ".join(sorted({f.trigger.text for f in figures if f.trigger}))
    return f"{numbers} {words or indicator} ({label})"


def _roles(ground: Ground) -> Iterable[Disagreement]:
    """One deed in one incident, by the same means, told of two kinds of people."""
    for number, group in enumerate(ground.groups):
        by_happening: dict[str, list[Event]] = defaultdict(list)
        sentence = {h.id: h.sentence for h in group.members}
        for h in group.members:
            by_happening[h.id] += [e for e in h.claims if e.actor is not None and e.status in {"asserted", "historical"}]
        acts = [e for events in by_happening.values() for e in events if not _two_sided(events, ground)]
        pairs: dict[tuple[str, str], dict[str, set[str]]] = {}
        leads: dict[tuple[str, str], tuple[Event, Event, frozenset[str]]] = {}
        for a, b in itertools.combinations(sorted(acts, key=lambda e: e.id), 2):
            if a.happening == b.happening or a.type != b.type or a.report == b.report:
                continue
            means = _means(a, ground) & _means(b, ground)
            one_thing = _of_one_thing(a, b, ground)
            turned = _change_sides(a, b, ground) and (
                _told_alike(a, b, sentence, ground) or (a.mode is not None and a.mode == b.mode and bool(means)) or _collide(a, b)
            )
            if turned:
                means = means or frozenset({"the same words"})
            elif one_thing:
                means = means or frozenset({f"the same {a.recipient.text.split()[-1].casefold()}" if a.recipient else ""})
            elif len(means) < 2:
                continue
            one, two = class_of(a.actor), class_of(b.actor)
            if turned or (one == two and (_change_places(a, b) or (len(means) > 2 and _two_names(a, b, ground)))):
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
            yield make(
                "role", About("incident", ground.ids[number]),
                [ground.side(_deed(a, ground), sides[one]), ground.side(_deed(b, ground), sides[two])],
                "one deed, told of two parties: " + ", ".join(sorted(means)[:5]),
            )
    yield from _mutual_blame(ground)
    yield from _disputed(ground)
    yield from _who_was_first(ground)


def _proper(mention: Mention | None) -> frozenset[str]:
    """The words of a phrase that are names, cut to their beginnings: "Uzbek forces" and "Uzbekistan" share one."""
    return frozenset(w[:5].casefold() for w in mention.text.split() if w[:1].isupper()) if mention else frozenset()


def _change_places(a: Event, b: Event) -> bool:
    """Did who does it and whom it befalls change places: "Reds captured four Blues", "Blues captured four Reds"?"""
    return bool(_proper(a.actor) & _proper(b.recipient) and _proper(b.actor) & _proper(a.recipient)) and not _proper(a.actor) & _proper(b.actor)


def _change_sides(a: Event, b: Event, ground: Ground) -> bool:
    """The same for kinds of people and for things: police and protesters, a tanker and a patrol boat."""
    if a.recipient is None or b.recipient is None:
        return False
    doer, victim, other_doer, other_victim = (_known_by(m, ground) for m in (a.actor, a.recipient, b.actor, b.recipient))
    return bool(doer & other_victim and other_doer & victim) and not doer & other_doer and not victim & other_victim


def _of_one_thing(a: Event, b: Event, ground: Ground) -> bool:
    """Do two who are named for it tell of one thing, not of people, that two did the same to: "soldiers burned 40 houses",
    "rebels set fire to 40 houses"?"""
    if a.mode is None or a.mode != b.mode or a.recipient is None or b.recipient is None or a.speaker is None or b.speaker is None:
        return False
    if ground.actors.of(a.speaker) == ground.actors.of(b.speaker) or class_of(a.recipient) or class_of(b.recipient):
        return False
    return singular(a.recipient.text.split()[-1].casefold()) == singular(b.recipient.text.split()[-1].casefold())


def _collide(a: Event, b: Event) -> bool:
    """Do vehicles hit one another: of those that do, one did, whatever the words for it?"""
    return all(m is not None and singular(m.text.split()[-1].casefold()) in _VEHICLES for e in (a, b) for m in (e.actor, e.recipient))


def _known_by(mention: Mention | None, ground: Ground) -> frozenset[str]:
    """A party's entity and kind of people, and the last word of what it is called where it has no kind."""
    if mention is None:
        return frozenset()
    last = frozenset() if class_of(mention) else frozenset({singular(mention.text.split()[-1].casefold())})
    return side_of(mention, ground) | last


def _told_alike(a: Event, b: Event, sentence: Mapping[str, frozenset[str]], ground: Ground) -> bool:
    """Are two deeds told in sentences of much the same words, their parties aside, and not of two manners: gas here and
    stones there? `sentence`: the words of each happening's."""
    if a.mode is not None and b.mode is not None and a.mode != b.mode and not _manner(a, ground) & _manner(b, ground):
        return False
    parties = content_words(" ".join(m.text for e in (a, b) for m in (e.actor, e.recipient) if m))
    one, two = (sentence[e.happening] - parties for e in (a, b))
    return len(one & two) >= max(ALIKE, ALIKE_PART * min(len(one), len(two)))


def _manner(event: Event, ground: Ground) -> frozenset[str]:
    """How the words of a deed begin: "fired", "opened fire"."""
    return frozenset(word[:4] for word in _means(event, ground))


def _two_names(a: Event, b: Event, ground: Ground) -> bool:
    """Do two parties of one kind have names that share no word?"""
    if not _proper(a.actor) or not _proper(b.actor) or ground.actors.of(a.actor) == ground.actors.of(b.actor):
        return False
    return not _proper(a.actor) & _proper(b.actor)


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
                yield make("role", About("report", rid), sides, f"the report says that it is disputed: {match[0]}")
                break


def _who_was_first(ground: Ground) -> Iterable[Disagreement]:
    """Two who are named for it say of two doers that they were first, in one report or of one day."""
    firsts = [
        c for c in sorted(ground.claims.values(), key=lambda c: (c.report, c.span.start, c.id))
        if isinstance(c, Event) and c.type == "ASSAULT" and c.status == "asserted" and c.actor and c.speaker
        and _FIRST.search(ground.reports[c.report].text, max(0, c.trigger.start - 12), c.trigger.end + 40)
    ]
    by_time: dict[str, list[Event]] = defaultdict(list)
    for event in firsts:
        time = ground.times.get(event.id)
        for key in {event.report, *((time.from_,) if time and time.from_ else ())}:
            by_time[key].append(event)
    for _, those in sorted(by_time.items()):
        pair = next(((a, b) for a, b in itertools.combinations(those[:MOST_FIRSTS], 2) if _are_rivals(a, b, ground)), None)
        if pair is not None:
            yield make("role", About("report", pair[0].report), [ground.side(_deed(e, ground), (e.id,)) for e in pair], "each says that the other was first")


def _are_rivals(a: Event, b: Event, ground: Ground) -> bool:
    """Do two speakers tell of two doers?"""
    of = ground.actors.of
    return a.happening != b.happening and of(a.speaker) != of(b.speaker) and of(a.actor) != of(b.actor)


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
            yield make("role", About("actor", x), sides, "each blames the other")


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
                yield make("name", About("incident", ground.ids[number]), sides, f"two names in one role ({label})")


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
                yield make("place", About("incident", ground.ids[x]), sides, f"one incident of {day}, told of two towns")
