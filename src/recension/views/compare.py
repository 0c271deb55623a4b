"""Two reports side by side."""

from __future__ import annotations

from typing import Any

from recension.model import SCHEMA, Report, to_json


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
    return "\n".join(lines)
