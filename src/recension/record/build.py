"""reports + claims + decisions → the record, the same in whatever order they come.

Every step takes what the steps before it made and sorts before it chooses; nothing looks at the order of arrival.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recension.model import (
    Claim,
    Decision,
    Disagreement,
    Estimate,
    Figure,
    Incident,
    LedgerEntry,
    Reading,
    Report,
    ResolvedTime,
    Stemma,
)
from recension.record.anchors import MONTHS, Anchor, anchors, by_report, resolved
from recension.record.decisions import Rulings, corrected, rulings
from recension.record.disagreements import disagreements, ordered
from recension.record.entities import Entities, entities
from recension.record.estimates import COUNTED, estimates
from recension.record.happenings import Happening, happenings
from recension.record.incidents import Group, family_tree, incident, incident_id, join
from recension.record.ledger import ledger
from recension.record.mutated import mutated
from recension.record.origins import Origins, origins, utterances
from recension.record.profiles import DEFAULT, profile
from recension.record.running import running
from recension.record.sides import Ground
from recension.stemma import stemma

#: Acts of speech. They are in the ledger and among the quotes; an incident is made of one only where it is dated.
_SPEECH = frozenset({"request", "accusation", "refusal", "agreement", "threat", "support", "concession", "cooperation"})
#: Acts that are no incidents while they only may come: forecasts.
_FORECAST = frozenset({"violence", "coercion"})
#: What ended so many days before its report was written is its background.
OLD = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One sourced record of some reports. Make one with `Record.of`.

    `sigla`: report id → A, B, C …; `times`, `known`: claim id → its resolved time, the day on which it was known;
    `left_out`: reports that the question `as_of` leaves out, with why.
    """

    engine: str
    profile: str
    as_of: str | None
    reports: Mapping[str, Report]
    sigla: Mapping[str, str]
    claims: Mapping[str, Claim]
    stemma: Stemma
    actors: Entities
    origins: Origins
    anchors: Mapping[str, Anchor]
    times: Mapping[str, ResolvedTime | None]
    known: Mapping[str, str | None]
    incidents: tuple[Incident, ...]
    estimates: tuple[Estimate, ...]
    disagreements: tuple[Disagreement, ...]
    ledger: tuple[LedgerEntry, ...]
    decisions: tuple[Decision, ...] = ()
    unreliable: frozenset[str] = frozenset()
    reopened: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    log_position: int = 0

    @classmethod
    def of(
        cls, readings: Iterable[Reading], decisions: Sequence[Decision] = (), *, profile_name: str = DEFAULT,
        as_of: str | None = None, engine: str | None = None, log_position: int = 0,
    ) -> Record:
        """The record of some readings under some decisions.

        Args:
            readings: in any order; the same report twice counts once.
            decisions: in the order in which they were taken.
            profile_name: the rule profile of its estimates; see `profiles.profile_names`.
            as_of: an ISO day: only what was published by then.
            engine: what read the reports; this package's own unless told otherwise.
            log_position: how far the log of the record file was read.

        Raises:
            ValueError: no such profile, or `as_of` is no ISO date.
        """
        return _build(readings, decisions, profile_name, as_of, engine, log_position)


def _build(
    readings: Iterable[Reading], decisions: Sequence[Decision], profile_name: str, as_of: str | None,
    engine: str | None, log_position: int,
) -> Record:
    rules = profile(profile_name)
    if engine is None:
        from recension.language import engine as own_engine

        engine = own_engine()
    known_readings = {r.report.id: r for r in readings}
    kept, left_out = _as_of([known_readings[rid] for rid in sorted(known_readings)], as_of)
    reports = {r.report.id: r.report for r in kept}
    raw = {c.id: c for r in kept for c in r.claims}
    ruled = rulings(decisions, raw, reports)
    claims = corrected(raw, ruled)
    actors = entities(claims.values(), ruled.actors)
    claims = {cid: c for cid, c in sorted(utterances(claims, actors).items())}
    grouped = by_report(claims)
    tree = stemma([reports[rid] for rid in sorted(reports)], grouped)
    sources = origins(claims, tree, actors, reports)
    anchored = anchors(reports, grouped, {r.report.id: r.times for r in kept}, tree)
    times = {cid: resolved(c.time, reports[c.report], anchored.get(c.report)) for cid, c in claims.items()}
    known = _known(claims, anchored, sources, tree)
    since = running(claims, reports, times)
    told = happenings(reports, grouped, times, actors, since)
    groups, lost = _groups(told, ruled, anchored)
    made = {i: incident(group, claims, actors, sources, known) for i, group in enumerate(groups)}
    parents = family_tree(groups, made)
    incidents = [replace(made[i], parent=made[parents[i]].id) if i in parents else made[i] for i in sorted(made)]
    ids = {i: made[i].id for i in made}
    counted = {f.id for h in told for f in h.figures}
    loose = [c for c in claims.values() if isinstance(c, Figure) and c.indicator in COUNTED and c.id not in counted]
    ground = Ground(reports, claims, groups, ids, loose, known, actors, sources, anchored, since, times)
    shown = disagreements(ground)
    changed = list(mutated(ground, tree, shown))
    return Record(
        engine=engine, profile=rules.name, as_of=as_of, reports=reports, sigla=_sigla(reports, anchored), claims=claims,
        stemma=tree, actors=actors, origins=sources, anchors=anchored, times=times, known=known,
        incidents=tuple(sorted(incidents, key=lambda i: (i.from_ or "9999", i.to or "9999", i.type, i.title, i.id))),
        estimates=tuple(estimates(groups, ids, loose, known, sources, rules, ruled.unreliable, since)),
        disagreements=tuple(ordered([*shown, *changed])),
        ledger=tuple(ledger(claims, reports, times, known, actors)),
        decisions=tuple(decisions), unreliable=ruled.unreliable, reopened=ruled.reopened + lost,
        left_out=tuple(left_out), log_position=log_position,
    )


def _as_of(readings: Sequence[Reading], as_of: str | None) -> tuple[list[Reading], list[tuple[str, str]]]:
    """The readings published by a day. An undated report enters at its latest possible day, or is left out."""
    if as_of is None:
        return list(readings), []
    day = dt.date.fromisoformat(as_of[:10]).isoformat()
    kept, left = [], []
    for reading in readings:
        published = reading.report.published
        date = published.believed or published.latest
        if date is None:
            left.append((reading.report.id, "it has no date, and nothing says when it was published at the latest"))
        elif date <= day:
            kept.append(reading)
    return kept, left


def _known(
    claims: Mapping[str, Claim], anchored: Mapping[str, Anchor], sources: Origins, tree: Stemma,
) -> dict[str, str | None]:
    """The day on which each claim was known: its source's own day where that is shown, else its report's."""
    found: dict[str, str | None] = {}
    labels = {node.id: node.label for node in tree.nodes if node.kind == "latent"}
    for cid, claim in claims.items():
        anchor = anchored.get(claim.report)
        # What leans on a page with a false date shows that date, too.
        shown = None if anchor and anchor.belied else _day_in(labels.get(sources.of.get(cid, ""), ""), anchor)
        found[cid] = shown or (anchor.date.isoformat() if anchor else None)
    return found


def _day_in(label: str, anchor: Anchor | None) -> str | None:
    """The day that a latent source's label shows: "AP, 2023-05-29", or "AP, May 29" in the year of the anchor."""
    if match := re.search(r"\d{4}-\d\d-\d\d", label):
        return match[0]
    match = re.search(r"([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})\b|\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]*", label)
    if match is None or anchor is None:
        return None
    month = (match[1] or match[4]).lower()
    if month not in MONTHS:
        return None
    for year in (anchor.date.year, anchor.date.year - 1):
        try:
            day = dt.date(year, MONTHS.index(month) + 1, int(match[2] or match[3]))
        except ValueError:
            return None
        if day <= anchor.date:
            return day.isoformat()
    return None


def _groups(
    told: Sequence[Happening], ruled: Rulings, anchored: Mapping[str, Anchor],
) -> tuple[list[Group], tuple[tuple[str, str], ...]]:
    """The incidents' groups, after what a person merged and split."""
    home = {e.id: h.id for h in told for e in h.claims}
    apart: set[frozenset[str]] = set()
    for _, targets in ruled.split:
        parts = sorted({home[c] for c in targets if c in home})
        apart |= {frozenset(p) for p in itertools.combinations(parts, 2)}
    groups = join(told, frozenset(apart))
    lost = []
    for decision, targets in ruled.merged:
        wanted = {home.get(c, c) for c in targets}
        one = [g for g in groups if any(h.id in wanted for h in g.members) or incident_id(g) in wanted]
        if len(one) < 2:
            lost.append((decision, "the incidents to merge are not two incidents of this record"))
            continue
        members = sorted((h for g in one for h in g.members), key=lambda h: (h.report, h.start, h.id))
        merged = Group(members, set().union(*(g.why for g in one)) | {"a person merged them"})
        groups = sorted([*(g for g in groups if g not in one), merged], key=incident_id)
    return [g for g in groups if _is_news(g, anchored)], tuple(lost)


def _is_old(h: Happening, anchor: Anchor | None) -> bool:
    """Had a happening long ended when its report was written?"""
    end = h.time.to if h.time else None
    return bool(end and anchor and (anchor.date - dt.date.fromisoformat(end)).days > OLD)


def _is_news(group: Group, anchored: Mapping[str, Anchor]) -> bool:
    """Is a group an incident of this crisis, and more than background, a plan or a turn of speech?

    What a single report tells only as history is background, and violence to come is a forecast. An act of speech is an incident where a report dates it
    or two reports tell of it; any other act where there is something to find it again by: who was on either side,
    and when or where it was, or how many it touched; of a meeting or a fight also who was on both sides.
    """
    members = group.members
    several = len({h.report for h in members}) > 1
    if not several and all(s == "historical" for h in members for s in h.status):
        return False
    if all(_is_old(h, anchored.get(h.report)) for h in members):
        return False
    if members[0].family in _FORECAST and all(h.status == {"future"} for h in members):
        return False
    dated = any(h.time and (h.time.from_ or h.time.to or h.time.text) for h in members)
    if members[0].family in _SPEECH:
        return (several or dated) and any(h.actors for h in members)
    placed = any(h.place is not None for h in members)
    counted = any(h.figures for h in members)
    people = any(h.actors or h.recipients for h in members)
    both = any(h.actors and h.recipients for h in members)
    return several or (people and (dated or placed or counted)) or (both and members[0].family in {"meeting", "violence"})


def _sigla(reports: Mapping[str, Report], anchored: Mapping[str, Anchor]) -> dict[str, str]:
    """A, B, … Z, AA … by the day of each report, then by its id: the same in whatever order they were read."""

    def day(rid: str) -> str:
        anchor = anchored.get(rid)
        published = reports[rid].published
        return anchor.date.isoformat() if anchor else published.believed or "9999"

    ordered = sorted(reports, key=lambda rid: (day(rid), rid))
    return {rid: _letters(i) for i, rid in enumerate(ordered)}


def _letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA.

    >>> [_letters(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
