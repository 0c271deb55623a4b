"""The stemma as text: for a terminal, and for Graphviz."""

from __future__ import annotations

from collections import Counter, defaultdict

from recension.model import Edge, Node, Stemma


def as_dot(stemma: Stemma) -> str:
    """The stemma in the DOT language of Graphviz. Latent sources are dashed; undirected edges have no arrow."""
    lines = ["digraph stemma {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    for node in stemma.nodes:
        style = ', style="dashed,rounded"' if node.kind == "latent" else ""
        lines.append(f"  {_dot(node.id)} [label={_dot(node.label)}{style}];")
    for edge in stemma.edges:
        direction = "" if edge.directed else ", dir=none"
        style = ", style=dotted" if edge.relation == "cites" else ""
        text = _dot(f"{edge.relation} {_percent(edge.share)}")
        lines.append(f"  {_dot(edge.from_)} -> {_dot(edge.to)} [label={text}{direction}{style}];")
    return "\n".join([*lines, "}", ""])


def as_text(stemma: Stemma) -> str:
    """The stemma as lines: each source, what derives from it and why; then the origins and their reports."""
    labels = {node.id: _label(node) for node in stemma.nodes}
    below: dict[str, list[Edge]] = defaultdict(list)
    for edge in stemma.edges:
        below[edge.from_].append(edge)
    lines: list[str] = []
    for node in stemma.nodes:
        if node.id not in below:
            continue
        lines.append(labels[node.id])
        for edge in below[node.id]:
            arrow = "->" if edge.directed else "--"
            lines.append(f"  {arrow} {labels[edge.to]}: {edge.relation}, {_percent(edge.share)}")
            lines.append(f"       because {plain('; '.join(edge.why))}")
            changes = Counter(v.kind for p in edge.passages for v in p.variants if v.kind != "wording")
            if changes:
                told = ", ".join(f"{count} {kind}" for kind, count in sorted(changes.items()))
                lines.append(f"       changed: {told}")
    lines.append(f"{len(stemma.origins)} origins")
    for origin in stemma.origins:
        lines.append(f"  {plain(origin.label)}: {', '.join(labels.get(r, r) for r in origin.reports)}")
    return "\n".join(lines) + "\n"


def _label(node: Node) -> str:
    label = plain(node.label)
    return f"({label})" if node.kind == "latent" else label


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def plain(text: str) -> str:
    """One line of text without control characters, which a terminal might obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def _dot(text: str) -> str:
    escaped = plain(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
