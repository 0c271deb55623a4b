"""low / best / high of each count, in each incident, for each group of people, under a rule profile.

An estimate lists every claim that it used and refused, and why, how it stood day by day, and the smallest set of
origins whose loss changes its best value. It never averages.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from recension.model import AsOf, Estimate, Figure, Hinge, Mention, RefusedClaim, Value, digest
from recension.record.entities import is_name
from recension.record.groups import class_of
from recension.record.incidents import Group
from recension.record.origins import Origins
from recension.record.profiles import Profile

#: Estimates are made of people, forces and votes only.
COUNTED = frozenset({
    "killed", "injured", "casualties", "missing", "arrested", "abducted", "displaced", "troops", "participants",
    "votes_share", "turnout",
})
#: Counts that are wanted even when they are only announced.
ANNOUNCED = frozenset({"troops"})
#: Between the group of a count that runs on and the day from which it does.
SINCE = ", since "
#: Sets of origins larger than this are not searched for a hinge: the search is exponential in their number.
MAX_HINGE = 3
#: No more sets of origins than this are tried: of all sets of three there are hundreds of thousands in a big crisis.
MOST_SETS = 2000
#: Words by which a count of forces is of those who are there, not of those who are sent.
_PRESENCE = re.compile(r"\b(?:presence|mission|strength|strong|station\w*|based|has|have|had|number(?:s|ing)?|total\w*|contingent)\b", re.IGNORECASE)
#: What may stand before a vague word without changing how it is read.
_HEDGE = re.compile(r"^(?:at least|more than|some|about|over|many|the)\s+")
#: Words that stand for a group that was named before.
NAMELESS = frozenset("another others other them they those these it he she him her who which that some all many one".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """A figure with the day on which it was known (ISO, null where nothing dates it), its origin, and whose that origin
    is: two stories of one agency are two origins of one author."""

    figure: Figure
    known: str | None
    origin: str
    author: str


def estimates(
    groups: Sequence[Group], ids: Mapping[int, str], loose: Sequence[Figure], known: Mapping[str, str | None],
    origins: Origins, profile: Profile, unreliable: frozenset[str] = frozenset(), since: Mapping[str, str] = MappingProxyType({}),
) -> list[Estimate]:
    """All estimates. `ids`: group number → incident id; `loose`: figures of no incident; `known`: claim id → day;
    `unreliable`: reports that a person marked so, whose figures are refused; `since`: counts that run on, with the day
    from which they do: they are held together by that day.
    """
    cells: dict[tuple[str | None, str, str], list[Figure]] = defaultdict(list)
    for number, group in enumerate(groups):
        sure = _cells([f for h in group.members for f in h.figures])
        for (indicator, label), figures in sure.items():
            cells[ids[number], indicator, label] += figures
    for (indicator, label), figures in _cells([f for f in loose if f.id not in since]).items():
        cells[None, indicator, label] += figures
    runs: dict[str, list[Figure]] = defaultdict(list)
    for figure in loose:
        if figure.id in since:
            runs[since[figure.id]].append(figure)
    for day, those in runs.items():
        for (indicator, label), figures in _cells(those).items():
            cells[None, indicator, f"{label}{SINCE}{day}"] += figures
    found = []
    for (incident, indicator, label), figures in sorted(cells.items(), key=lambda c: (c[0][0] or "", *c[0][1:])):
        if profile.indicators and indicator not in profile.indicators:
            continue
        dated = dated_figures(figures, known, origins)
        made = _estimate(incident, label, dated, origins, profile, unreliable)
        if made is not None:
            found.append(made)
    return found


def dated_figures(figures: Sequence[Figure], known: Mapping[str, str | None], origins: Origins) -> list[Dated]:
    """Figures with their days and origins. A report that gives one number both in its own voice and in another's
    mouth gives it once, in its own voice."""
    own = {
        (f.report, f.best): origins.of[f.id] for f in sorted(figures, key=lambda f: f.id, reverse=True)
        if f.id in origins.of and origins.of[f.id] == origins.passage.get(f.id)
    }
    dated = []
    for f in figures:
        origin = own.get((f.report, f.best)) or origins.of.get(f.id, f.report)
        dated.append(Dated(f, known.get(f.id), origin, origins.authors.get(origin, origin)))
    return dated


def _cells(figures: Sequence[Figure]) -> dict[tuple[str, str], list[Figure]]:
    """Figures by indicator and group. A count without a group of its own joins the only group that is counted."""
    named: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    bare: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.indicator not in COUNTED:
            continue
        label = label_of(figure)
        if label is None:
            bare[figure.indicator].append(figure)
        else:
            named[figure.indicator, label].append(figure)
    _one_group_in_two_words(named)
    for indicator, loose in bare.items():
        others = [label for (i, label) in named if i == indicator]
        target = others[0] if len(others) == 1 and indicator in ANNOUNCED else "civilians"
        named[indicator, target] += loose
    return named


def _one_group_in_two_words(named: dict[tuple[str, str], list[Figure]]) -> None:
    """Joins a group that only has a name ("Serbs") to the kind of people that is counted alike: in one incident the
    same number of one indicator is the same group."""
    classes = {class_of(f.who) for figures in named.values() for f in figures} - {None}
    for indicator, label in sorted(named):
        if label in classes or (indicator, label) not in named:
            continue
        values = {f.best for f in named[indicator, label]} - {None}
        same = [
            other for i, other in sorted(named)
            if i == indicator and other in classes and values & {f.best for f in named[i, other]}
        ]
        if values and len(same) == 1:
            named[indicator, same[0]] += named.pop((indicator, label))


def label_of(figure: Figure) -> str | None:
    """The group that a figure counts: its class of people; a class is what different words have in common."""
    if figure.indicator in {"turnout", "votes_share"}:
        return "voters"
    if figure.indicator == "troops":
        return "soldiers present" if is_presence(figure) else "soldiers"
    found = class_of(figure.who)
    if found:
        return found
    return (figure.who.name or figure.who.text).casefold() if figure.who is not None else None


def is_presence(figure: Figure) -> bool:
    """Does a count of forces tell how many there are, and not how many are sent?"""
    words = f"{figure.trigger.text if figure.trigger else ''} {figure.who.text if figure.who else ''}"
    return figure.indicator == "troops" and figure.change != "delta" and bool(_PRESENCE.search(words))


def _read(figure: Figure, profile: Profile) -> tuple[float | None, float | None, float | None]:
    """A figure's low, best and high, with vague words read as the profile reads them."""
    word = _HEDGE.sub("", figure.quantifier.casefold())
    if figure.best is None and word in profile.vague:
        return profile.vague[word], profile.vague[word], None
    return figure.low, figure.best, figure.high


def _refusals(dated: Sequence[Dated], unreliable: frozenset[str]) -> dict[str, str]:
    """Which claims an estimate does not use, and why."""
    why = {}
    for d in dated:
        f = d.figure
        if f.report in unreliable:
            why[f.id] = "its report is marked unreliable"
        elif f.status == "negated":
            why[f.id] = "it is denied"
        elif f.status == "historical" and any(x.figure.status != "historical" for x in dated):
            why[f.id] = "it is told as history, and others tell of the present"
        elif f.status in {"hypothetical", "demanded"} or (f.status == "future" and f.indicator not in ANNOUNCED):
            why[f.id] = f"it is only {f.status}"
        elif f.change == "delta" and f.indicator not in ANNOUNCED:
            why[f.id] = "it counts an addition, not the whole"
        elif f.part_of:
            why[f.id] = "it is a part of another count"
    return why


def _estimate(
    incident: str | None, label: str, dated: Sequence[Dated], origins: Origins, profile: Profile,
    unreliable: frozenset[str],
) -> Estimate | None:
    refused = _refusals(dated, unreliable)
    used = sorted((d for d in dated if d.figure.id not in refused), key=_when)
    if not used:
        return None
    indicator = used[0].figure.indicator
    origin_count = len({d.origin for d in used})
    low, best, high, why = _choose(used, profile)
    history: list[AsOf] = []
    for day in sorted({d.known for d in used if d.known}):
        until = [d for d in used if d.known and d.known <= day]
        then = _choose(until, profile)
        row = AsOf(day, then[0].value, then[1].value, then[2].value, tuple(sorted(d.figure.id for d in until)))
        if not history or (history[-1].low, history[-1].best, history[-1].high) != (row.low, row.best, row.high):
            history.append(row)
    if any(d.known is None for d in used):
        row = AsOf(None, low.value, best.value, high.value, tuple(sorted(d.figure.id for d in used)))
        if not history or (history[-1].low, history[-1].best, history[-1].high) != (row.low, row.best, row.high):
            history.append(row)
    ids = [d.figure.id for d in used]
    by_id = {d.figure.id: d.figure for d in used}
    return Estimate(
        id=digest("estimate", incident, indicator, label), incident=incident, indicator=indicator,
        group=_group_name([d.figure.who for d in used], label.partition(SINCE)[0]) + "".join(label.partition(SINCE)[1:]), low=low, best=best, high=high,
        origins=origin_count, origins_max=max(origins.count_max(ids, by_id), origin_count),
        history=tuple(history), used=tuple(sorted(ids)),
        refused=tuple(RefusedClaim(c, w) for c, w in sorted(refused.items())),
        hinges_on=_hinges(used, best.value, profile), why_null=why,
    )


def _when(d: Dated) -> tuple[str, str]:
    """Order by the day known; what nothing dates comes last."""
    return d.known or "9999", d.figure.id


def best_of(used: Sequence[Dated], profile: Profile) -> float | None:
    """The best value of some figures that are all used; null where there are none, or where none gives a number."""
    return _choose(used, profile)[1].value if used else None


def _choose(used: Sequence[Dated], profile: Profile) -> tuple[Value, Value, Value, dict[str, str]]:
    """low, best, high of some dated figures, each with the origins behind it."""
    values = [(d, *_read(d.figure, profile)) for d in used]
    bests = [(d, b) for d, _, b, _ in values if b is not None]
    lows = [(d, b if b is not None else low) for d, low, b, _ in values if (b if b is not None else low) is not None]
    highs = [(d, high if high is not None else b) for d, _, b, high in values if (high if high is not None else b) is not None]
    # A bound that its figure leaves open (about, at least) stays open where no other figure closes it.
    exact = [d for d, low, b, high in values if high is not None]
    closed_low = [d for d, low, b, _ in values if low is not None]
    why: dict[str, str] = {}
    low = _extreme(lows, min) if closed_low else Value(None)
    high = _extreme(highs, max) if exact else Value(None)
    if low.value is None:
        why["low"] = "no claim gives a lower bound"
    if high.value is None:
        why["high"] = "no claim gives an upper bound"
    if not bests:
        why["best"] = "no claim gives a number, only bounds or vague words"
        return low, Value(None), high, why
    return low, _best(bests, profile), high, why


def _extreme(pairs: Sequence[tuple[Dated, float | None]], pick: Callable[[list[float]], float]) -> Value:
    numbers = [v for _, v in pairs if v is not None]
    if not numbers:
        return Value(None)
    edge = pick(numbers)
    return Value(edge, tuple(sorted({d.origin for d, v in pairs if v == edge})))


def _best(bests: Sequence[tuple[Dated, float]], profile: Profile) -> Value:
    """The best value by the profile's rule, among the values that no later count has taken the place of."""
    if profile.best == "lowest":
        return _extreme(bests, min)
    by_value: dict[float, list[Dated]] = defaultdict(list)
    for d, value in _latest(bests):
        by_value[value].append(d)
    overtaken = set(rising({v: [(d.known, d.figure.report) for d in rows] for v, rows in by_value.items()})[:-1])
    standing = {v: {d.origin for d in rows} for v, rows in by_value.items() if v not in overtaken}
    # A count that nothing dates cannot be called the latest one.
    when = {v: max((d.known or "" for d in by_value[v]), default="") for v in standing}
    if profile.best == "most_origins":
        chosen = min(standing, key=lambda v: (-len(standing[v]), _reverse(when[v]), v))
    else:
        chosen = min(standing, key=lambda v: (-len(standing[v]), v))
    return Value(chosen, tuple(sorted(standing[chosen])))


def _latest(bests: Sequence[tuple[Dated, float]]) -> list[tuple[Dated, float]]:
    """Each source's latest values: its later claim takes the place of its earlier one, also downwards, and what a
    report calls a revised count takes the place of the others that it gives."""
    revised = {d.figure.report for d, _ in bests if d.figure.change == "revised"}
    kept = [(d, value) for d, value in bests if d.figure.change == "revised" or d.figure.report not in revised]
    newest: dict[str, str] = {}
    for d, _ in kept:
        if d.known:
            newest[d.author] = max(newest.get(d.author, ""), d.known)
    return [(d, value) for d, value in kept if d.known is None or d.known == newest[d.author]]


def rising(told: Mapping[float, Sequence[tuple[str | None, str]]]) -> list[float]:
    """The values that followed one another as a count rose: each known only after the one before it, and larger. Of
    several such rows the one that most reports tell; empty if no value followed another.

    Args:
        told: for each value the day on which it was known and the report, of all that tell it.

    >>> rising({25: [("2023-05-29", "a")], 30: [("2023-05-30", "b")], 93: [(None, "c")]})
    [25, 30]
    """
    days = {
        value: (min(d for d, _ in rows if d), len({r for _, r in rows})) for value, rows in told.items()
        if rows and all(d for d, _ in rows)
    }
    best: dict[float, tuple[int, list[float]]] = {}
    for value in sorted(days, key=lambda v: (days[v][0], v)):
        before = [best[v] for v in best if v < value and days[v][0] < days[value][0]]
        weight, row = max(before, key=lambda b: (b[0], b[1]), default=(0, []))
        best[value] = (weight + days[value][1], [*row, value])
    return max((b for b in best.values() if len(b[1]) > 1), key=lambda b: (b[0], b[1]), default=(0, []))[1]


def _reverse(day: str) -> tuple[int, ...]:
    """A key that sorts later days first."""
    return tuple(-ord(c) for c in day) if day else (1,)


def _hinges(used: Sequence[Dated], best: float | None, profile: Profile) -> tuple[Hinge, ...]:
    """The smallest set of origins without which the best value is another."""
    names = _unlike(used, profile)
    sets = itertools.chain.from_iterable(itertools.combinations(names, size) for size in range(1, MAX_HINGE + 1))
    for gone in itertools.islice(sets, MOST_SETS):
        rest = [d for d in used if d.origin not in gone]
        other = best_of(rest, profile)
        if other != best:
            return (Hinge(gone, other),)
    return ()


def _unlike(used: Sequence[Dated], profile: Profile) -> list[str]:
    """The origins in order, of those that say just the same only as many as a set may hold: it is all one which of them
    a set takes out, and the first ones make the first set."""
    of_author: dict[str, set[str]] = defaultdict(set)
    of_report: dict[str, set[str]] = defaultdict(set)
    by_origin: dict[str, list[Dated]] = defaultdict(list)
    for d in used:
        of_author[d.author].add(d.origin)
        of_report[d.figure.report].add(d.origin)
        by_origin[d.origin].append(d)
    alike: dict[object, list[str]] = defaultdict(list)
    for origin, rows in sorted(by_origin.items()):
        alone = all(len(of_author[d.author]) == len(of_report[d.figure.report]) == 1 for d in rows)
        one = len({(d.author, d.figure.report) for d in rows}) == 1
        said = tuple(sorted(str((_read(d.figure, profile)[1], d.known, d.figure.change)) for d in rows))
        alike[said if alone and one else origin].append(origin)
    return sorted(origin for same in alike.values() for origin in same[:MAX_HINGE])


def _group_name(mentions: Sequence[Mention | None], label: str) -> str:
    """What to call the group: the words most used for it, a named one first."""
    counts: Counter[str] = Counter()
    for m in mentions:
        if m is not None and m.text.casefold() not in NAMELESS and len(m.text) > 2:
            counts[m.text] += 1
        elif m is not None and m.name:
            counts[m.name] += 1
    if not counts:
        return label
    return min(counts, key=lambda t: (not is_name(t), -counts[t], len(t), t))
