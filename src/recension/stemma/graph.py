"""The stemma of a set of reports: candidates, comparisons, latent sources, origins."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath

from recension.model import Claim, Edge, Node, Report, Stemma
from recension.stemma.credits import Credit, names_in_source_place
from recension.stemma.latent import Pair, credits_of, latent_sources
from recension.stemma.mutations import with_claims
from recension.stemma.origins import TEXTUAL, Origins, origins
from recension.stemma.relation import Comparison, compare_words, edge
from recension.stemma.shingles import ShingleIndex
from recension.stemma.words import Words, read_words

#: The part of a passage that another report must account for, to make an edge superfluous.
EXPLAINED = 0.9
#: The same where words were changed, and sentences are aligned only in part.
EXPLAINED_REWORDED = 0.6
_REWORDED = frozenset({"rewrite", "translation"})


def stemma(
    reports: Sequence[Report], claims: Mapping[str, Sequence[Claim]] | None = None, *, without: Collection[str] = ()
) -> Stemma:
    """Who copies, rewrites, translates or cites whom among some reports.

    The answer depends on the set of reports alone, not on their order. Only reports that share words in a row
    or names side by side are compared, so the work grows nearly as the number of reports.

    Args:
        reports: the reports; a report given twice counts once.
        claims: the claims of each report by its id; they give speakers of statements, and variants of role,
            status and number.
        without: ids of origins to leave out: those sources go, with the reports that carry nothing else.

    Returns:
        Report nodes and latent nodes, edges from source to what derives, and the independent origins.
    """
    collation = Collation()
    for report in sorted(reports, key=lambda r: (r.id, r.text_id)):
        collation.add(report, (claims or {}).get(report.id, ()))
    return collation.stemma(without=without)


class Collation:
    """What is known of a growing set of reports: their words, credits and comparisons.

    Adding a report compares it with its candidates only, and looks again at the candidates of those that share
    something with it; the stemma is the same as if all reports had come at once.
    """

    def __init__(self) -> None:
        self._index = ShingleIndex()
        self._words: dict[str, Words] = {}
        self._claims: dict[str, Sequence[Claim]] = {}
        self._credits: dict[str, list[Credit]] = {}
        self._named: dict[str, list[Credit]] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._pairs: dict[Pair, Comparison] = {}
        self._dirty: set[str] = set()

    def __len__(self) -> int:
        return len(self._words)

    def add(self, report: Report, claims: Sequence[Claim] = ()) -> frozenset[str]:
        """Adds a report; one that is known already changes nothing.

        Returns:
            The ids of the reports whose place in the stemma this may change.
        """
        if report.id in self._words:
            return frozenset()
        words = read_words(report)
        self._words[report.id] = words
        self._claims[report.id] = claims
        self._credits[report.id] = credits_of(report, claims)
        self._named[report.id] = names_in_source_place(report)
        self._index.add(words)
        touched = self._index.touched(words) | {report.id}
        self._dirty |= touched
        return frozenset(touched)

    def stemma(self, *, without: Collection[str] = ()) -> Stemma:
        """The stemma of all reports so far; see `stemma`."""
        pairs = self._compare()
        words = {key: self._words[key] for key in sorted(self._words)}
        latent, leaning = latent_sources(words, self._credits, self._named, pairs, pairs.keys())
        nodes = [_report_node(each.report) for each in words.values()] + latent
        edges = [e for e in map(edge, pairs.values()) if e is not None] + leaning
        if without:
            nodes, edges = _left(nodes, edges, frozenset(without))
        edges = _unexplained(edges, {n.id for n in nodes if n.kind == "latent"})
        nodes.sort(key=lambda n: (n.kind == "latent", n.id))
        edges.sort(key=lambda e: (e.from_, e.to, e.relation))
        return Stemma(tuple(nodes), tuple(edges), origins(nodes, edges))

    def _compare(self) -> dict[Pair, Comparison]:
        """The comparisons of all pairs that are near now, each made once."""
        for key in sorted(self._dirty):
            self._near[key] = frozenset(c.id for c in self._index.candidates(self._words[key]))
        self._dirty.clear()
        pairs = sorted({_pair(key, other) for key, near in self._near.items() for other in near})
        for pair in pairs:
            if pair not in self._pairs:
                self._pairs[pair] = _compared(self._words[pair[0]], self._words[pair[1]], self._claims)
        return {pair: self._pairs[pair] for pair in pairs}


def _compared(a: Words, b: Words, claims: Mapping[str, Sequence[Claim]]) -> Comparison:
    """A comparison, with the variants that claims show where both reports have claims."""
    found = compare_words(a, b)
    ours, theirs = claims.get(a.report.id, ()), claims.get(b.report.id, ())
    if found.relation == "independent" or not ours or not theirs:
        return found
    return dataclasses.replace(found, passages=with_claims(found.passages, a.report, b.report, ours, theirs))


def _report_node(report: Report) -> Node:
    name = report.outlet or (PurePath(report.path).name if report.path else None) or report.title or report.id
    date = report.published.date if not report.published.doubtful else None
    return Node(report.id, "report", f"{name}, {date}" if date else name, report.outlet, report.path)


def _left(
    nodes: Sequence[Node], edges: Sequence[Edge], without: Collection[str]
) -> tuple[list[Node], list[Edge]]:
    """What is left when some origins are lost: their nodes go, and the reports that carry nothing else."""
    found = Origins(edges, nodes)
    lost = set(without) | {n.id for n in nodes if n.kind == "report" and found.all(n.id) <= set(without)}
    kept = [e for e in edges if e.from_ not in lost and e.to not in lost]
    leaned_on = {e.from_ for e in kept}
    return [n for n in nodes if n.id not in lost and (n.kind == "report" or n.id in leaned_on)], kept


# ---------------------------------------------------------------- what other edges explain
def _unexplained(edges: Sequence[Edge], latent: Collection[str]) -> list[Edge]:
    """The edges without those that others make superfluous.

    Two copies of one report resemble each other too. Their edge goes where both derive from a third report that
    accounts for all they share; and of a chain A, B, C the edge from A to C goes where B is closer to C.
    """
    between = {
        _pair(e.from_, e.to): e for e in edges if e.relation in TEXTUAL and e.from_ not in latent
    }
    into: dict[str, list[Edge]] = defaultdict(list)
    for e in between.values():
        if e.directed:
            into[e.to].append(e)
    dropped: set[Pair] = set()
    for pair, e in sorted(between.items(), key=lambda item: (item[1].share, item[0])):  # the weakest first
        for above in into[e.to]:
            near, far = _pair(above.from_, e.to), _pair(above.from_, e.from_)
            other = between.get(far)
            if above.from_ == e.from_ or near in dropped or far in dropped or other is None or not other.directed:
                continue
            if other.to == e.from_ and _accounts(above, e.to, e) and _accounts(other, e.from_, e):
                # Both ends of e derive from above.from_.
                superfluous = _changes(e) >= _changes(above) or (e.relation in _REWORDED and e.share <= above.share)
            elif other.from_ == e.from_ and e.directed and _accounts(above, e.to, e):
                # above.from_ stands between the two.
                superfluous = _changes(above) < _changes(e)
            else:
                superfluous = False
            if superfluous:
                dropped.add(pair)
    return [e for e in edges if between.get(_pair(e.from_, e.to)) is not e or _pair(e.from_, e.to) not in dropped]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _accounts(by: Edge, report: str, for_: Edge) -> bool:
    """Whether an edge's passages in a report hold those of another edge in the same report."""
    held, wanted = _stretches(by, report), _stretches(for_, report)
    total = sum(end - start for start, end in wanted)
    part = EXPLAINED_REWORDED if for_.relation in _REWORDED else EXPLAINED
    return _overlap(held, wanted) >= part * total


def _stretches(edge: Edge, report: str) -> list[tuple[int, int]]:
    return sorted(p.to if edge.to == report else p.from_ for p in edge.passages)


def _overlap(held: Sequence[tuple[int, int]], wanted: Iterable[tuple[int, int]]) -> int:
    """Characters of `wanted` that lie in `held`, each counted once; both are sorted."""
    merged: list[tuple[int, int]] = []
    for start, end in held:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return sum(max(0, min(end, high) - max(start, low)) for start, end in wanted for low, high in merged)


def _changes(edge: Edge) -> int:
    return sum(len(p.variants) for p in edge.passages)


__all__ = ["Comparison", "stemma"]
