"""The stemma as a picture: reports in the order of time, one a row, with what they lean on above them.

Plain SVG without scripts or outside references; every text is escaped. A row is a report (a full circle) or a source
that is not among the reports (an open circle). A line goes down from its source and turns, drawn by its relation, to what
derives; a small mark before its name counts the facts that changed on the way, and tells them when pointed at.
"""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recension.model import Edge, Node, Stemma
from recension.views.text import printable

if TYPE_CHECKING:
    from recension.record.build import Record

#: Pixels of a row, a lane, the margin, a circle; letters of a label; changes told on one mark.
ROW, LANE, MARGIN, CIRCLE, LETTERS, CHANGES = 30, 26, 18, 6, 64, 12
WIDTH_OF_LETTER, NARROWEST = 7.2, 520
#: Colour and dashes of a line, by relation; made to be told apart without the colour too.
LINES: Mapping[str, tuple[str, str, float]] = {
    "copy": ("#1b4f8a", "", 2.6), "partial_copy": ("#1b4f8a", "", 1.2), "rewrite": ("#8a4b1b", "7 3", 1.8),
    "translation": ("#4b7a1f", "9 3 2 3", 1.8), "cites": ("#777777", "2 3", 1.3),
}
CHANGED = "#b3261e"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a node stands: its row from above and its lane from the left."""

    row: int
    lane: int

    @property
    def x(self) -> int:
        return MARGIN + self.lane * LANE

    @property
    def y(self) -> int:
        return MARGIN + self.row * ROW


def as_svg(stemma: Stemma, days: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None) -> str:
    """The stemma as one SVG element.

    Args:
        stemma: the nodes and edges.
        days: the ISO day of each report by id, where it is known; the others come last.
        names: what to write before a report's label, such as its siglum.
    """
    rows = _rows(stemma, days or {})
    places = _placed(rows, stemma.edges)
    lanes = 1 + max((p.lane for p in places.values()), default=0)
    left = MARGIN + (lanes + 1) * LANE
    into: dict[str, list[Edge]] = defaultdict(list)
    for edge in stemma.edges:
        into[edge.to].append(edge)
    labels = {node.id: _label(node, names or {}) for node in rows}
    width = round(left + WIDTH_OF_LETTER * max((len(label) for label in labels.values()), default=0) + MARGIN)
    used = [relation for relation in LINES if any(e.relation == relation for e in stemma.edges)]
    height = 2 * MARGIN + ROW * (len(rows) + (1 if used else 0))
    size = f'viewBox="0 0 {max(width, NARROWEST)} {height}" width="{max(width, NARROWEST)}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="system-ui,sans-serif" font-size="13" fill="currentColor">',
        f"<title>{_told(stemma)}</title>",
        *(_line(edge, places) for edge in stemma.edges if {edge.from_, edge.to} <= places.keys()),
        *(_node(node, places[node.id], labels[node.id], left) for node in rows),
        *(_mark(into[node.id], left - CIRCLE - 8, places[node.id].y) for node in rows),
        _legend(used, MARGIN + ROW * len(rows)),
        "</svg>",
    ]
    return "".join(parts) + "\n"


def picture_of(record: Record) -> str:
    """The stemma of a record, reports by their day and with their sigla."""
    days = {key: anchor.date.isoformat() for key, anchor in record.anchors.items()}
    return as_svg(record.stemma, days, record.sigla)


def _told(stemma: Stemma) -> str:
    reports = sum(1 for node in stemma.nodes if node.kind == "report")
    return f"Stemma: {reports} reports, {len(stemma.origins)} origins"


# ---------------------------------------------------------------- where
def _rows(stemma: Stemma, days: Mapping[str, str]) -> list[Node]:
    """The nodes from above: reports by day, a source before what derives from it, latent ones right above the first."""
    by_day = sorted((n for n in stemma.nodes if n.kind == "report"), key=lambda n: (days.get(n.id) or "9999", n.label, n.id))
    nodes = {n.id: n for n in stemma.nodes}
    sources: dict[str, list[str]] = defaultdict(list)
    for edge in stemma.edges:
        if edge.directed:
            sources[edge.to].append(edge.from_)
    rows: list[Node] = []
    seen: set[str] = set()
    for node in by_day:
        waiting = [(node.id, False)]
        while waiting:
            key, ready = waiting.pop()
            if ready:
                rows.append(nodes[key])
            elif key not in seen and key in nodes:
                seen.add(key)
                waiting.append((key, True))
                waiting += [(source, False) for source in sorted(sources[key], reverse=True)]
    return [*rows, *(n for n in stemma.nodes if n.id not in seen)]


def _placed(rows: Sequence[Node], edges: Sequence[Edge]) -> dict[str, Placed]:
    """A place for each node: a lane goes on from a source to the last of what derives from it, and is free again below."""
    at = {node.id: row for row, node in enumerate(rows)}
    lowest = dict(at)
    main: dict[str, Edge] = {}
    for edge in edges:
        if edge.from_ in at and edge.to in at:
            above, below = sorted((edge.from_, edge.to), key=at.__getitem__)
            lowest[above] = max(lowest[above], at[below])
            if edge.to == below and (below not in main or edge.share > main[below].share):
                main[below] = edge
    free_from: list[int] = []
    places: dict[str, Placed] = {}
    for node in rows:
        row = at[node.id]
        source = main[node.id].from_ if node.id in main else None
        if source in places and lowest[source] == row:
            lane = places[source].lane
        else:
            lane = next((n for n, free in enumerate(free_from) if free < row), len(free_from))
        free_from += [-1] * (lane + 1 - len(free_from))
        free_from[lane] = max(lowest[node.id], row)
        places[node.id] = Placed(row, lane)
    return places


# ---------------------------------------------------------------- drawing
def _line(edge: Edge, places: Mapping[str, Placed]) -> str:
    one, other = places[edge.from_], places[edge.to]
    colour, dashes, width = LINES[edge.relation]
    turn = other.y - ROW if other.y > one.y else other.y + ROW
    trunk = f'<path d="M{one.x} {one.y}V{turn}" fill="none" stroke="#bbb" stroke-width="1.5"/>' if turn != one.y else ""
    path = f"M{one.x} {turn}C{one.x} {(turn + other.y) / 2:g} {other.x} {(turn + other.y) / 2:g} {other.x} {other.y}"
    why = html.escape(printable(f"{edge.relation.replace('_', ' ')}, {edge.share:.0%}: {'; '.join(edge.why)}"))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    loose = "" if edge.directed else ' opacity="0.6"'
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}{loose}><title>{why}</title></path>'
    return trunk + drawn


def _mark(into: Sequence[Edge], x: int, y: int) -> str:
    """How many facts changed on the way to a report, before its label; which, when pointed at."""
    changes = [(v.kind, v.from_.text, v.to.text) for e in into for p in e.passages for v in p.variants if v.kind != "wording"]
    if not changes:
        return ""
    counted = Counter(kind for kind, _, _ in changes)
    told = [", ".join(f"{count} {kind}" for kind, count in sorted(counted.items()))]
    told += [f"{kind}: {_short(old)} → {_short(new)}" for kind, old, new in changes[:CHANGES]]
    return (
        f'<g><circle cx="{x}" cy="{y}" r="8" fill="#fff" stroke="{CHANGED}"/><text x="{x}" y="{y + 4}" text-anchor="middle" '
        f'font-size="11" fill="{CHANGED}">{len(changes)}</text><title>{html.escape(printable("; ".join(told)))}</title></g>'
    )


def _node(node: Node, place: Placed, label: str, left: int) -> str:
    latent = node.kind == "latent"
    fill = 'fill="#fff" stroke-dasharray="3 2"' if latent else 'fill="#222"'
    style = ' font-style="italic"' if latent else ""
    return (
        f'<circle cx="{place.x}" cy="{place.y}" r="{CIRCLE}" {fill} stroke="#222" stroke-width="1.5"/>'
        f'<text x="{left}" y="{place.y + 4}"{style}>{html.escape(label)}</text>'
    )


def _legend(used: Sequence[str], y: int) -> str:
    parts, x = [], MARGIN
    for relation in used:
        colour, dashes, width = LINES[relation]
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(
            f'<path d="M{x} {y}h24" stroke="{colour}" stroke-width="{width}"{dashed}/>'
            f'<text x="{x + 30}" y="{y + 4}" font-size="11">{relation.replace("_", " ")}</text>'
        )
        x += 48 + round(WIDTH_OF_LETTER * len(relation))
    return "".join(parts)


def _label(node: Node, names: Mapping[str, str]) -> str:
    label = _short(printable(node.label))
    before = names.get(node.id)
    return f"{before}  {label}" if before else label


def _short(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
