"""Counts that reports set against one another, whatever incident they are told of.

A report may correct a count ("raised its toll from eight to 15"), set two sources' counts side by side, or say how far
one is from another ("three more than the government admits"). And where each of two reports counts the killed
fishermen once, or the crew as a whole, they count the same people.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from recension.claims.numbers import numbers
from recension.model import About, Disagreement, Figure
from recension.record.entities import is_name
from recension.record.estimates import is_presence, label_of
from recension.record.groups import class_of, head, singular
from recension.record.incidents import contradict, two_towns
from recension.record.sentences import sentence_at, sentence_spans
from recension.record.sides import Ground, make

#: Characters within which a report corrects a count, and before it that are looked at.
NEAR, BEFORE = 200, 80
#: Sentences within which two sources' counts stand side by side.
BESIDE = 2
#: What stands before a number that its own report calls overtaken: "up from 12", "the former figure, four", "had first reported".
_OVERTAKEN = re.compile(
    r"\b(?:(?:up|down) from|(?:raised|revised|increased|updated|corrected|lowered|rose|risen|climbed|jumped|grown|went up|gone up)\b(?: [\w’'-]+){0,7}? from"
    r"|had (?:earlier|first|initially|previously|originally|at first) (?:\w+(?: (?:of|at))?)"
    r"|(?:former|previous|earlier|initial|preliminary|first) (?:\w+ ){0,2}?(?:figures?|tolls?|counts?|estimates?|numbers?))"
    r"\b(?:(?! to )[^.;:\n]){0,30}$", re.IGNORECASE,
)
#: How far a count is from another's, behind it: "three more than the government admits".
_APART = re.compile(
    r"[^.;:\n]{0,60}?,? (?P<many>[\w-]+) (?P<way>more|fewer|less|higher|lower) than (?P<whose>[^.;:\n]{2,60}? (?:admit|say|said|count|claim|acknowledg|report|put|gave|give|recogni[sz]|conced|announc|figure|toll)\w*)",
    re.IGNORECASE,
)
#: Counts that may be two definitions of one thing: who was shot may be who was killed.
KINDRED: tuple[frozenset[str], ...] = (
    frozenset({"killed", "casualties"}), frozenset({"injured", "casualties"}), frozenset({"turnout", "votes_share"}),
    frozenset({"arrested", "abducted"}), frozenset({"missing", "abducted"}),
)
#: Counts of people to whom something happened.
_BEFALLEN = frozenset({"killed", "injured", "casualties", "arrested", "abducted", "missing", "displaced"})
#: Counts of one noun above which it tells nobody apart.
MOST = 40
#: Nouns by which nobody is told from anybody: two reports that count them need not count the same.
_ANYBODY = frozenset(
    "people person other dead body victim casualty life man woman child civilian soldier troop member one two three resident wounded corpse "
    "death injured fatality serviceman officer militant fighter protester demonstrator suspect number some many individual".split()
)
#: What says that a count is of all of a group: "its 23 crew", "the 22 members of the crew".
_WHOLE = re.compile(r"(?:\b(?:the|its|their|her|his|all|all the|all of the|[\w-]+[’']s?)(?: \w+)?) ?$", re.IGNORECASE)
#: Who are told of as a whole, under each of these names.
_COMPANIES: Mapping[str, str] = dict.fromkeys(("crew", "crewmember", "sailor", "seafarer", "crewman", "seaman"), "crew") | {
    "passenger": "passenger", "hostage": "hostage", "captive": "hostage",
}


def people(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
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
    """Is a count of one no count, but somebody who is spoken of: "a teacher", "Ilya Marent"?"""
    word = figure.quantifier.casefold()
    return figure.best == 1 and (word in {"a", "an", "the"} or (figure.who is not None and word == figure.who.text.casefold()))


class Counts:
    """All counts of a record, with where each is told."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.home = {f.id: n for n, g in enumerate(ground.groups) for h in g.members for f in h.figures}
        every = sorted((c for c in ground.claims.values() if isinstance(c, Figure)), key=lambda f: (f.report, f.span.start, f.id))
        self.cells = people(every)
        self.kind = {f.id: cell for cell, figures in self.cells.items() for f in figures}
        self.by_report: dict[str, list[Figure]] = defaultdict(list)
        for f in every:
            if f.id in self.kind:
                self.by_report[f.report].append(f)

    def about(self, figure: Figure) -> About:
        """The incident of a count, else its report."""
        at = self.home.get(figure.id)
        return About("report", figure.report) if at is None else About("incident", self.ground.ids[at])

    def told(self, sides: Sequence[Sequence[Figure]], why: str, *, update: bool = False) -> Disagreement:
        """Counts that differ, as a disagreement about where the first of them is told."""
        shown = [
            self.ground.side(f"{those[0].best:g} {those[0].indicator} ({self.kind[those[0].id][1]})", (f.id for f in those)) for those in sides
        ]
        return make("number", self.about(sides[0][0]), shown, why, update=update)

    def as_known(self, values: Mapping[float, Sequence[Figure]], why: str) -> Disagreement:
        """Counts by value, in the order in which they were known: an update where each later one is more."""
        first = {v: min(self.ground.known.get(f.id) or "9999" for f in those) for v, those in values.items()}
        order = sorted(values, key=lambda v: (first[v], v))
        rises = all(x < y and first[x] < first[y] for x, y in itertools.pairwise(order))
        return self.told([values[v] for v in order], why, update=rises)

    def apart(self, a: Figure, b: Figure) -> bool:
        """Can two counts not be of one thing: of two days, or two towns?"""
        if two_towns(a.place, b.place):
            return True
        one, two = self.home.get(a.id), self.home.get(b.id)
        if one is None or two is None or one == two:
            return False
        return any(contradict(x, y) for x, y in itertools.product(self.ground.groups[one].members, self.ground.groups[two].members))


def corrected(counts: Counts) -> Iterator[Disagreement]:
    """Counts that a report itself corrects: the old one, then its own."""
    for rid, figures in sorted(counts.by_report.items()):
        text = counts.ground.reports[rid].text
        by_cell: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for f in figures:
            by_cell[counts.kind[f.id]].append(f)
        for _, own in sorted(by_cell.items()):
            old = [f for f in own if _is_overtaken(f, text)]
            near = {f.id: min((abs(f.span.start - o.span.start) for o in old if o.best != f.best), default=NEAR + 1) for f in own if f not in old}
            nearest = next((f for f in own if near.get(f.id, NEAR + 1) <= NEAR and near[f.id] == min(near.values())), None)
            if nearest is not None and len({f.best for f in old}) == 1:
                new = [f for f in own if near.get(f.id, NEAR + 1) <= NEAR and f.best == nearest.best]
                yield counts.told((old, new), "a count that its report corrects", update=True)


def _is_overtaken(figure: Figure, text: str) -> bool:
    return _OVERTAKEN.search(text[max(0, figure.span.start - BEFORE) : figure.span.start]) is not None


def set_against(counts: Counts) -> Iterator[Disagreement]:
    """All others, in the order of what tells them best."""
    for look in _LOOKS:
        yield from look(counts)


def _side_by_side(counts: Counts) -> Iterator[Disagreement]:
    """Two who are named for a count of one kind of people, in sentences that follow one another: "the UN speaks of 15 dead.
    The government recognizes five"."""
    actors = counts.ground.actors
    for rid, figures in sorted(counts.by_report.items()):
        text = counts.ground.reports[rid].text
        sentences = sentence_spans(text)
        at = {f.id: sentence_at(sentences, f.span.start) for f in figures}
        for a, b in _near([f for f in figures if not _is_overtaken(f, text)], at):
            if a.best == b.best or counts.kind[a.id] != counts.kind[b.id] or not _are_people(a, b):
                continue
            one, two = actors.of(a.attributed_to), actors.of(b.attributed_to)
            if one is None or two is None or one == two or {a.change, b.change} & {"delta"} or counts.apart(a, b) or "historical" in {a.status, b.status}:
                continue
            yield counts.told(([a], [b]), "two sources' counts, side by side")


def _near(figures: Sequence[Figure], at: Mapping[str, int]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of figures, in order of the text, whose sentences (`at`, by id) stand beside one another."""
    for n, one in enumerate(figures):
        for two in itertools.islice(figures, n + 1, None):
            if at[two.id] - at[one.id] > BESIDE:
                break
            yield one, two


def _are_people(a: Figure, b: Figure) -> bool:
    """Do two counts of one indicator count people: by what befell them, or by one noun for people?"""
    if a.indicator == "other":
        return _noun(a) == _noun(b) and class_of(a.who) is not None
    return a.indicator in _BEFALLEN | {"participants"}


def _so_many_more(counts: Counts) -> Iterator[Disagreement]:
    """A count, and another's that is told by how far it is from it; with the claims of whoever gives that number."""
    for rid, figures in sorted(counts.by_report.items()):
        text = counts.ground.reports[rid].text
        for f in figures:
            match = _APART.match(text, f.span.end)
            read = numbers(match["many"], every=True) if match else []
            if match is None or f.best is None or not read or read[0].best is None or f.indicator not in _BEFALLEN:
                continue
            away = read[0].best if match["way"].casefold() in {"fewer", "less", "lower"} else -read[0].best
            other = f.best + away
            theirs = [g for g in counts.cells.get(counts.kind[f.id], ()) if g.best == other] or [
                g for (indicator, _), those in sorted(counts.cells.items()) for g in those if indicator == f.indicator and g.best == other
            ]
            shown = [
                counts.ground.side(f"{f.best:g} {f.indicator}", (f.id,)),
                counts.ground.side(f"{other:g} {f.indicator}: {' '.join(match[0].split()).strip(' ,')}", (g.id for g in theirs)),
            ]
            yield make("number", counts.about(f), shown, "a report says how far two counts are apart")


def _same_people(counts: Counts) -> Iterator[Disagreement]:
    """Two reports of which each counts those of one telling noun once ("three fishermen killed", "17 fishermen dead"), with
    nothing that tells two days or towns apart."""
    by_noun: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for (indicator, _), figures in sorted(counts.cells.items()):
        for f in figures:
            noun = _noun(f)
            if indicator in _BEFALLEN and noun is not None and noun not in _ANYBODY and f.change != "delta" and f.status == "asserted":
                by_noun[indicator, noun].append(f)
    for _, figures in sorted(by_noun.items()):
        once = [f for f in figures if all(g.best == f.best for g in figures if g.report == f.report)]
        values = _by_value(once)
        if len(values) < 2 or len(once) > MOST or any(counts.apart(a, b) for a, b in itertools.combinations(once, 2)):
            continue
        yield counts.as_known(values, "each report counts them once")


def _kindred(counts: Counts) -> Iterator[Disagreement]:
    """Those of one telling noun, counted by one report under one name and by another under its kin: "17 fishermen were
    detained", "they kidnapped 19 fishermen"."""
    by_noun: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for (indicator, _), figures in sorted(counts.cells.items()):
        for f in figures:
            noun = _noun(f)
            if noun is not None and noun not in _ANYBODY and f.status == "asserted" and f.best is not None and f.best > 1:
                by_noun[noun][indicator].append(f)
    for noun, cells in sorted(by_noun.items()):
        for one, two in itertools.combinations(sorted(cells), 2):
            a, b = cells[one], cells[two]
            if frozenset({one, two}) not in KINDRED or {f.report for f in a} & {f.report for f in b} or len(_by_value(a)) > 1 or len(_by_value(b)) > 1 or len(a) + len(b) > MOST:
                continue
            if not _named_alike(a, b) and not any(counts.apart(f, g) for f in a for g in b):
                sides = [counts.ground.side(f"{fs[0].best:g} {fs[0].trigger.text if fs[0].trigger else i} ({noun})", (f.id for f in fs)) for i, fs in ((one, a), (two, b))]
                yield make("definition", counts.about(a[0]), sides, f"counted as {one} and as {two}")


def _named_alike(a: Iterable[Figure], b: Iterable[Figure]) -> bool:
    """Is it one word that made two indicators: "four captive guards", "captured four guards"?"""
    one, two = ({f.trigger.text.casefold()[:4] for f in those if f.trigger} for those in (a, b))
    return bool(one & two)


def _of_one_place_and_day(counts: Counts) -> Iterator[Disagreement]:
    """Counts of no incident that two reports give for one place and day: those who drowned off Karsa on Monday."""
    by_spot: dict[tuple[str, str, str, str], list[Figure]] = defaultdict(list)
    for (indicator, label), figures in sorted(counts.cells.items()):
        for f in figures:
            time = counts.ground.times.get(f.id)
            day = time.from_ if time and time.precision == "day" and time.from_ == time.to else None
            if indicator in _BEFALLEN and f.id not in counts.home and f.place is not None and day is not None:
                by_spot[indicator, label, str(f.place.geonameid or (f.place.name or f.place.text).casefold()), day].append(f)
    for _, figures in sorted(by_spot.items()):
        values = _by_value(figures)
        if len(values) > 1 and len({f.report for f in figures}) > 1:
            yield counts.as_known(values, "of one place and day")


def _whole_companies(counts: Counts) -> Iterator[Disagreement]:
    """A company that reports count as a whole, and otherwise: "its 23 crew", "the 22 members of the crew"."""
    by_noun: dict[str, list[Figure]] = defaultdict(list)
    for rid, figures in sorted(counts.by_report.items()):
        text = counts.ground.reports[rid].text
        for f in figures:
            company = _COMPANIES.get(_noun(f) or "")
            whole = bool(_WHOLE.search(text[max(0, f.span.start - 30) : f.span.start])) or f.indicator in {"abducted", "arrested"}
            if company is not None and whole and f.best and f.status == "asserted" and f.indicator in {"other", "abducted", "arrested"} and not _is_rest(f, text):
                by_noun[company].append(f)
    for noun, figures in sorted(by_noun.items()):
        sure = [f for f in figures[:MOST] if not any(counts.apart(f, g) for g in figures[:MOST])]
        values = sorted(_by_value(sure).items())
        if len(values) > 1 and len({f.report for f in sure}) > 1:
            sides = [counts.ground.side(f"{value:g} {noun}", (f.id for f in those)) for value, those in values]
            yield make("number", counts.about(sure[0]), sides, f"the {noun} as a whole, counted otherwise")


def _is_rest(figure: Figure, text: str) -> bool:
    """Is it a number of a part: "21 of the 23 crew", "the first 21 sailors"?"""
    return bool(re.match(r"\s+of\b", text[figure.span.end : figure.span.end + 5]) or re.search(r"\b(?:first|last|other|remaining|another|more)\s+$", text[max(0, figure.span.start - 12) : figure.span.start], re.IGNORECASE))


def _noun(figure: Figure) -> str | None:
    """The noun of who is counted: "inmates" of "eleven inmates of the prison", "crew" of "members of the crew"."""
    if figure.who is None:
        return None
    word = singular(head(figure.who.text).casefold())
    if word == "member":
        words = re.findall(r"[^\W\d_]+", figure.who.text.partition(" of ")[2].casefold())
        word = singular(words[-1]) if words else word
    return word or None


def _by_value(figures: Iterable[Figure]) -> dict[float, list[Figure]]:
    found: dict[float, list[Figure]] = defaultdict(list)
    for f in figures:
        if f.best is not None:
            found[f.best].append(f)
    return found


_LOOKS: tuple[Callable[[Counts], Iterator[Disagreement]], ...] = (
    _side_by_side, _so_many_more, _same_people, _kindred, _of_one_place_and_day, _whole_companies,
)
