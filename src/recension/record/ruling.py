"""Making decisions: from a person's words, or from JSON lines of another record."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from recension.model import Decision, Reading, Target, Verb, digest, from_json, to_json
from recension.record.decisions import fault, selector

#: A file of decisions longer than this many characters is refused.
MAX_IMPORT = 50_000_000
#: Verbs that take one another back rule on one matter.
_MATTER = {"accept": "reject", "split": "merge"}


class RulingError(Exception):
    """A decision that cannot be taken as it was given."""


def rule(
    readings: Sequence[Reading], decisions: Sequence[Decision], verb: str, targets: Sequence[str], *, by: str, why: str,
    field: str | None = None, value: str | None = None, actors: bool = False, engine: str | None = None,
) -> Decision:
    """A decision on some targets, with what is shown of them now.

    Raises:
        RulingError: no such verb, or a target that is in the record in no form.
    """
    if verb not in get_args(Verb):
        raise RulingError(f"no such verb: {verb}; there are {', '.join(get_args(Verb))}")
    if verb == "correct" and (field is None or value is None):
        raise RulingError("to correct needs --field and --value")
    reports = {r.report.id: r.report for r in readings}
    claims = {c.id: c for r in readings for c in r.claims}
    if actors and (verb != "merge" or len(targets) < 2):
        raise RulingError("actors can be merged, two or more of them, by their names")
    made: list[Target] = []
    seen: dict[str, Any] = {}
    for tid in targets:
        if actors:
            made.append(Target("actor", tid))
        elif tid in claims:
            claim = claims[tid]
            if verb == "correct" and (why_not := fault(claim, field, _value(value))):
                raise RulingError(f"{tid}: {why_not}")
            report = reports[claim.report]
            made.append(Target("claim", tid, report.text_id, selector(claim, report)))
            seen[tid] = to_json(claim)
        elif tid in reports:
            made.append(Target("report", tid, reports[tid].text_id))
        elif verb == "undo":
            if tid not in {d.id for d in decisions}:
                raise RulingError(f"there is no decision {tid}; `recension decide --export` lists them")
            made.append(Target("claim", tid))
        elif verb == "merge" and len(tid) == 16:
            made.append(Target("incident", tid))
        else:
            raise RulingError(f"{tid}: nothing in the record with this id can be told to {verb.replace('_', ' ')}")
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Decision(
        id=digest("decision", verb, list(targets), field, value, by, at, len(decisions)), verb=verb,  # type: ignore[arg-type]
        targets=tuple(made), field=field, value=_value(value), by=by, at=at, why=why, seen=seen, engine=engine or "unknown",
    )


def repeated(new: Decision, decisions: Sequence[Decision]) -> str | None:
    """The id of the decision in force that a new one repeats: the same ruling of the same person, for the same reason,
    with none on the matter since. None if it says something new."""
    undone = {t.id for d in decisions if d.verb == "undo" for t in d.targets}
    last = next((d for d in reversed(decisions) if d.id not in undone and _matter(d) == _matter(new)), None)
    if last is None or (last.verb, last.value, last.by, last.why) != (new.verb, new.value, new.by, new.why):
        return None
    return last.id


def _matter(decision: Decision) -> tuple[str, str | None, frozenset[tuple[str, str]]]:
    targets = frozenset((t.kind, t.id) for t in decision.targets)
    return _MATTER.get(decision.verb, decision.verb), decision.field, targets


def _value(text: str | None) -> Any:
    if text is None:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def parse_decisions(text: str) -> list[Decision]:
    """Decisions from JSON lines.

    Raises:
        RulingError: a line is no decision; the message names the line and what is wrong with it.
    """
    if len(text) > MAX_IMPORT:
        raise RulingError(f"more than {MAX_IMPORT} characters of decisions")
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RulingError(f"line {number}: no JSON ({error})") from error
        found.append(_checked(value, number))
    return found


def _checked(value: Any, number: int) -> Decision:
    if not isinstance(value, Mapping):
        raise RulingError(f"line {number}: not an object")
    missing = [k for k in ("id", "verb", "targets", "by", "at", "why") if k not in value]
    if missing:
        raise RulingError(f"line {number}: {', '.join(missing)} missing")
    if value["verb"] not in get_args(Verb):
        raise RulingError(f"line {number}: no such verb: {value['verb']}")
    if not isinstance(value["targets"], list) or not all(isinstance(t, Mapping) and "id" in t and "kind" in t for t in value["targets"]):
        raise RulingError(f"line {number}: targets must be objects with kind and id")
    try:
        decision: Decision = from_json(Decision, {"engine": "unknown", **value})
    except (TypeError, ValueError, KeyError) as error:
        raise RulingError(f"line {number}: {error}") from error
    return decision
