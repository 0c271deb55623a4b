"""JSON Schemas of what the commands print, made from the types: they cannot tell two stories."""

from __future__ import annotations

import functools
from typing import Any

from recension.model import (
    Briefing,
    Decision,
    Disagreement,
    Edge,
    Estimate,
    Event,
    Figure,
    Incident,
    LedgerEntry,
    Node,
    Origin,
    Quote,
    Refusal,
    Report,
    TimelineEntry,
)

_HEADER = {
    "schema": {"type": "string", "const": "recension/1"},
    "record": {
        "type": "object",
        "properties": {
            "fingerprint": {"type": ["string", "null"]}, "log_position": {"type": "integer"},
            "as_of": {"type": ["string", "null"]}, "engine": {"type": "string"}, "profile": {"type": ["string", "null"]},
        },
        "required": ["fingerprint", "log_position", "as_of", "engine", "profile"],
    },
}
_LINES: dict[str, Any] = {"clean": Report, "claims": Event | Figure | Quote, "refused": Refusal, "decisions": Decision}
_ROWS: dict[str, Any] = {
    "incidents": Incident, "figures": Estimate, "disagreements": Disagreement, "ledger": LedgerEntry, "timeline": TimelineEntry,
}


def names() -> list[str]:
    """The commands whose output has a schema.

    >>> "incidents" in names(), "clean" in names()
    (True, True)
    """
    return sorted([*_LINES, *_ROWS, "stemma", "brief"])


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one line (`clean`, `claims`, `refused`, `decisions`) or of the whole value that a view prints.

    Raises:
        KeyError: no such command.
    """
    if name in _LINES:
        return _of(_LINES[name])
    if name in _ROWS:
        return _view({name: _list(_ROWS[name])})
    if name == "stemma":
        return _view({"nodes": _list(Node), "edges": _list(Edge), "origins": _list(Origin)})
    if name == "brief":
        told = _of(Briefing)
        return _view(told["properties"], told.get("$defs"))
    raise KeyError(name)


def _view(properties: dict[str, Any], defs: dict[str, Any] | None = None) -> dict[str, Any]:
    merged = dict(defs or {})
    for value in properties.values():
        merged |= value.pop("$defs", {})
    return {
        "type": "object", "properties": {**_HEADER, **properties}, "required": [*_HEADER, *properties],
        **({"$defs": merged} if merged else {}),
    }


def _list(kind: Any) -> dict[str, Any]:
    item = _of(kind)
    defs = item.pop("$defs", {})
    return {"type": "array", "items": item, **({"$defs": defs} if defs else {})}


def _of(kind: Any) -> dict[str, Any]:
    """The schema of a type as `to_json` writes it: every key there, `from_` as `from`, no raw bytes."""
    from pydantic import TypeAdapter

    found: dict[str, Any] = _as_written(TypeAdapter(kind).json_schema(mode="serialization"))
    return found


def _as_written(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_written(v) for v in value]
    if not isinstance(value, dict):
        return value
    done = {k: _as_written(v) for k, v in value.items() if k not in {"title", "default"} or not isinstance(v, (str, type(None), int, float, bool, list, dict)) or k == "properties"}
    if isinstance(value.get("properties"), dict):
        done["properties"] = {k.rstrip("_"): _as_written(v) for k, v in value["properties"].items() if k != "raw"}
        done["required"] = sorted(done["properties"])
    return done
