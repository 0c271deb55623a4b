"""Two reports side by side."""

from __future__ import annotations

import html
from typing import Any

from recension.model import SCHEMA, Report, to_json
from recension.views.text import printable

#: Of the page that shows two texts side by side.
_STYLE = (
    "body{font:16px/1.5 Georgia,serif;margin:2em auto;max-width:70em;padding:0 1em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #bbb;padding:.5em;vertical-align:top;width:50%;text-align:left}"
    "mark{background:#fde7a9}mark.number,mark.date{background:#f7b9a8}mark.role,mark.negation{background:#e79ad0}"
    "mark.name,mark.place{background:#b9d8f7}"
)


def compare_view(a: Report, b: Report) -> dict[str, Any]:
    """The aligned passages of two reports and their variants, in the shape that the contract promises."""
    from recension.language import engine
    from recension.stemma import compare

    found = compare(a, b)
    return {
        "schema": SCHEMA,
        "record": {"fingerprint": None, "log_position": 0, "as_of": None, "engine": engine(), "profile": None},
        "compare": {
            "a": a.id, "b": b.id, "relation": found.relation, "source": found.source, "confidence": found.confidence,
            "share_a": found.share_a, "share_b": found.share_b, "why": list(found.why),
            "passages": [to_json(p) for p in found.passages],
        },
    }


def compare_text(found: dict[str, Any], a: Report, b: Report) -> str:
    """The same in words."""
    told = found["compare"]
    source = {a.id: "A", b.id: "B"}.get(told["source"])
    lines = [
        f"{told['relation'].replace('_', ' ')}: {told['share_a']:.0%} of A, {told['share_b']:.0%} of B"
        + (f"; {source} is the source" if source else "; which was first is not known" if told["passages"] else ""),
    ]
    lines += [f"  because {reason}" for reason in told["why"]]
    for passage in told["passages"]:
        for name, side, text in (("A", "from", a.text), ("B", "to", b.text)):
            start, end = passage[side]
            lines.append(f"{name} {start}-{end}: {' '.join(text[start:end].split())}")
        lines += [f"    {v['kind']}: “{v['from']['text']}” → “{v['to']['text']}”" for v in passage["variants"]]
    return printable("\n".join(lines))


def compare_html(found: dict[str, Any], a: Report, b: Report) -> str:
    """The same as one HTML page without scripts: aligned passages side by side, variants marked by their kind."""
    rows = []
    for passage in found["compare"]["passages"]:
        cells = (
            _marked(text, passage[side], [(v["kind"], v[side]) for v in passage["variants"]])
            for side, text in (("from", a.text), ("to", b.text))
        )
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = compare_text({"compare": {**found["compare"], "passages": []}}, a, b)
    titles = "".join(f"<th>{html.escape(printable(r.title or r.path or r.id))}</th>" for r in (a, b))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Two reports</title><style>{_STYLE}</style>'
        f"<p>{html.escape(printable(head))}</p><table><tr>{titles}</tr>{''.join(rows)}</table></html>\n"
    )


def _marked(text: str, stretch: list[int], variants: list[tuple[str, dict[str, Any]]]) -> str:
    """A stretch of a report with its variants marked, all of it escaped."""
    parts, at = [], stretch[0]
    for kind, span in sorted(variants, key=lambda v: (v[1]["start"], v[1]["end"])):
        if span["start"] < at or span["end"] > stretch[1] or span["start"] == span["end"]:
            continue
        parts.append(html.escape(printable(text[at : span["start"]])))
        parts.append(f'<mark class="{html.escape(kind)}" title="{html.escape(kind)}">{html.escape(printable(span["text"]))}</mark>')
        at = span["end"]
    return "".join([*parts, html.escape(printable(text[at : stretch[1]]))])
