"""Origins: which independent sources stand behind a report, and behind each of its passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from recension.model import Edge, Node, Origin, Relation, Stemma
from recension.stemma.credits import outlet_key

#: Relations by which words travel; a citation carries its own sentences only.
TEXTUAL: frozenset[Relation] = frozenset({"copy", "partial_copy", "rewrite", "translation"})
#: The part of a report from which it counts as wholly derived and is no origin of its own. What a rewrite says
#: beside the sentences that can be aligned is mostly said too freely to be aligned: it shows no other source.
WHOLLY: Mapping[Relation, float] = {"copy": 0.8, "partial_copy": 0.8, "rewrite": 0.5, "translation": 0.5}
#: The part of a report that several sources must make up together, for it to be merged from them and no origin itself.
MERGED = 0.7
#: Steps from report to source that are followed; longer chains end where they are.
DEEPEST = 50


class Origins:
    """Looks up the origin of any stretch of any report of one stemma.

    An undirected edge is followed from its `to` to its `from`: which of the two was first is not known, but they
    are one source and not two.
    """

    def __init__(self, edges: Iterable[Edge], nodes: Iterable[Node]) -> None:
        known = {n.id: n for n in nodes}
        self._latent = frozenset(key for key, node in known.items() if node.kind == "latent")
        self._outlets = {key: outlet_key(node.outlet) for key, node in known.items() if node.outlet and node.kind == "report"}
        self._into: dict[str, list[Edge]] = defaultdict(list)
        same: dict[str, str] = {}
        for edge in edges:
            self._into[edge.to].append(edge)
            if not edge.directed and self._is_whole(edge):
                join(same, edge.from_, edge.to)
        members: dict[str, list[str]] = defaultdict(list)
        for report in sorted(same):
            members[root(same, report)].append(report)
        self._same = {report: tuple(group) for group in members.values() for report in group}

    def of(self, report: str, start: int, end: int) -> str:
        """The id of the origin that the characters start … end-1 of a report derive from: the shortest aligned
        passage that holds at least half of them, followed to its root; else the report's whole source; else the
        report itself.
        """
        return self._of(report, start, end, (report,))

    def _of(self, report: str, start: int, end: int, seen: tuple[str, ...]) -> str:
        for passage, edge in self._holding(report, start, end):
            source = edge.from_
            if source in self._latent:
                return source
            if source in seen or len(seen) > DEEPEST:
                continue
            low, high = _mapped(passage[0], passage[1], start, end)
            return self._of(source, low, high, (*seen, source))
        return self.main(report, seen)

    def _holding(
        self, report: str, start: int, end: int
    ) -> list[tuple[tuple[tuple[int, int], tuple[int, int]], Edge]]:
        found = []
        for edge in self._into.get(report, ()):
            for p in edge.passages:
                common = min(end, p.to[1]) - max(start, p.to[0])
                if common > 0 and 2 * common >= end - start:
                    found.append(((p.from_, p.to), edge))
        return sorted(found, key=lambda f: (f[0][1][1] - f[0][1][0], f[1].from_ not in self._latent, f[1].from_, f[0]))

    def main(self, report: str, seen: tuple[str, ...] = ()) -> str:
        """The root of a report as a whole: its source's if it is wholly derived, else the report itself; of
        reports that are one text, nobody knows in which order, the least id.
        """
        seen = seen or (report,)
        edge = self._whole(report, seen)
        if edge is None or len(seen) > DEEPEST:
            return min(self._same.get(report, (report,)))
        return edge.from_ if edge.from_ in self._latent else self.main(edge.from_, (*seen, edge.from_))

    def _whole(self, report: str, seen: tuple[str, ...]) -> Edge | None:
        """The best directed edge by which a report, or one of the same text, wholly derives."""
        same = self._same.get(report, (report,))
        for members in ((report,), same):
            whole = [
                edge for member in members for edge in self._into.get(member, ())
                if self._is_whole(edge) and edge.directed and edge.from_ not in seen and edge.from_ not in same
            ]
            if whole:
                return min(whole, key=lambda e: (e.from_ not in self._latent, -e.share, e.from_, e.to))
        return self._lead([e for e in self._into.get(report, ()) if e.directed and e.relation in TEXTUAL and e.from_ not in seen])

    def _lead(self, edges: Sequence[Edge]) -> Edge | None:
        """Of several edges that make up a report together, none of them wholly, the one by which it begins."""
        spans = sorted((p.to, e.share) for e in edges for p in e.passages)
        if len(edges) < 2 or not spans:
            return None
        long = sum(end - start for (start, end), _ in spans)
        apart, reached = 0, -1
        for (start, end), _ in spans:
            apart += max(0, end - max(start, reached))
            reached = max(reached, end)
        if sum(e.share for e in edges) * apart / max(1, long) < MERGED:
            return None
        return min(edges, key=lambda e: (min(p.to for p in e.passages), -e.share, e.from_))

    def rests_on(self, report: str) -> str:
        """The origin by which a report as a whole is counted: its main one; where it is its own, that of the report among
        the others from which it takes most, even if it only names it. What it says beside is an origin of its own all the
        same (see `of`).
        """
        seen = [report]
        while len(seen) <= DEEPEST:
            at = self.main(seen[-1])
            taken = [e for e in self._into.get(at, ()) if e.from_ not in self._latent and e.from_ not in seen]
            if at in self._latent or not taken:
                return at
            seen += [at, max(taken, key=lambda e: (e.share, e.from_)).from_]
        return seen[-1]

    def all(self, report: str) -> set[str]:
        """Every origin that a report carries something of."""
        found = {self.main(report)}
        queue, reached = [report], {report}
        while queue:
            at = queue.pop()
            for edge in self._into.get(at, ()):
                if edge.from_ in self._latent:
                    found.add(edge.from_)
                elif not self._is_whole(edge):
                    found |= self._by_passage(edge, (at, edge.from_))
                elif edge.from_ not in reached:
                    reached.add(edge.from_)
                    queue.append(edge.from_)
        return found

    def _is_whole(self, edge: Edge) -> bool:
        """Whether a report wholly derives by an edge; what an outlet takes over from its own earlier report is one
        source with it, however much is new.
        """
        if edge.relation not in TEXTUAL:
            return False
        own = self._outlets.get(edge.from_)
        return edge.share >= WHOLLY[edge.relation] or (own is not None and own == self._outlets.get(edge.to))

    def _by_passage(self, edge: Edge, seen: tuple[str, ...]) -> set[str]:
        if edge.relation not in TEXTUAL:
            return {self.main(edge.from_, seen)}
        return {self._of(edge.from_, *p.from_, seen) for p in edge.passages}


def root(parents: dict[str, str], item: str) -> str:
    """The representative of an item's set in a forest of sets: the least item."""
    while parents.setdefault(item, item) != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item


def join(parents: dict[str, str], one: str, other: str) -> None:
    """Joins the sets of two items."""
    low, high = sorted((root(parents, one), root(parents, other)))
    parents[high] = low


def _mapped(from_: tuple[int, int], to: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Where characters of one passage lie in the other, by proportion."""
    scale = (from_[1] - from_[0]) / max(1, to[1] - to[0])
    low = from_[0] + round((max(start, to[0]) - to[0]) * scale)
    high = from_[0] + round((min(end, to[1]) - to[0]) * scale)
    return min(low, from_[1]), max(min(high, from_[1]), min(low, from_[1]))


def lookup(stemma: Stemma) -> Origins:
    """A lookup for many stretches of one stemma."""
    return Origins(stemma.edges, stemma.nodes)


def origin_of(stemma: Stemma, report_id: str, start: int, end: int) -> str:
    """The id of the origin that a stretch of a report derives from; the report's own id where nothing shows
    another. For many stretches use `lookup`.
    """
    return lookup(stemma).of(report_id, start, end)


def origins(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Origin, ...]:
    """The independent sources among some nodes, each with the reports that carry it, by id."""
    found = Origins(edges, nodes)
    carried: dict[str, set[str]] = defaultdict(set)
    labels: Mapping[str, str] = {n.id: n.label for n in nodes}
    for node in nodes:
        if node.kind == "report":
            for origin in found.all(node.id):
                carried[origin].add(node.id)
    return tuple(Origin(key, labels[key], tuple(sorted(carried[key]))) for key in sorted(carried))
