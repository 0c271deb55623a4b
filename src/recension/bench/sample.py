"""Task `sample`: how much of a labelled crisis its record shows.

The folder holds reports (`000_name.txt`, also html, md, jsonl) and `expected.jsonl`; by default the sample crisis that
comes with the package. See `assertions` for the lines of `expected.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from recension.bench.answers import Answers, Json, ask, mentions
from recension.bench.assertions import holds, is_claim, is_incident, stretch
from recension.bench.words import overlap

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
#: Blocks that may carry an asserted event.
KEPT = frozenset({"body", "title", "quote_embed"})


def sample(path: Path = SAMPLE, *, command: Sequence[str] = ()) -> dict[str, Any]:
    """Score the record of a folder of reports on the assertions in it.

    Args:
        path: the folder.
        command: the command to ask, as a process of its own; without it the package is called in this process.

    Returns:
        `items` (assertions); `scores`: the share that holds by table, and `all` of them, those of the table `absent`
        aside; `tables` (`holds`, `of` and the `failing` ids with the reason); `caps`, what must not be: see `caps`;
        `failures` of commands; `missing`, `misses`.
    """
    labels = path / "expected.jsonl"
    if not labels.is_file():
        return {"items": 0, "scores": {}, "missing": [f"{path}: no expected.jsonl"], "misses": [], "alarms": []}
    every = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    answers = ask(path, command=command)
    verdicts = [(one, holds(answers, one, every)) for one in every]
    tables: dict[str, Json] = {}
    for one, why in verdicts:
        table = tables.setdefault(one["table"], {"holds": 0, "of": 0, "failing": {}})
        table["of"] += 1
        table["holds"] += why is None
        if why is not None:
            table["failing"][one["id"]] = why
    positive = [why for one, why in verdicts if one["table"] != "absent"]
    scores = {name: round(table["holds"] / table["of"], 4) for name, table in tables.items()}
    return {
        "items": len(every),
        "scores": {"all": round(positive.count(None) / len(positive), 4), **scores} if positive else scores,
        "tables": tables,
        "caps": {name: list(found) for name, found in caps(answers, every).items()},
        "failures": answers.failures,
        "missing": [],
        "misses": [shown(one, why) for one, why in verdicts if why is not None and one["table"] != "absent"],
        "alarms": [shown(one, why) for one, why in verdicts if why is not None and one["table"] == "absent"],
    }


def shown(assertion: Json, why: str) -> str:
    """An assertion that does not hold, on one line."""
    expect = json.dumps(assertion["expect"], ensure_ascii=False)
    return f"{assertion['table']} {assertion['id']} {assertion.get('report') or ''} {why}: {expect}"


def caps(answers: Answers, every: list[Json]) -> dict[str, Iterator[str]]:
    """What should not be, each with the cases found.

    `spans_not_the_slice`: mentions whose text is not the slice of the clean text; `asserted_outside_body`: asserted
    events that stand in no body, title or embed; `unlisted_incidents`: incidents that no label speaks of.
    """
    return {
        "spans_not_the_slice": wrong_slices(answers),
        "asserted_outside_body": outside_body(answers),
        "unlisted_incidents": unlisted(answers, every),
    }


def wrong_slices(answers: Answers) -> Iterator[str]:
    """Mentions of local claims that are not what the text says there."""
    for claim in answers.claims:
        text = answers.text(claim["siglum"])
        for where, mention in mentions(claim):
            if text[mention["start"] : mention["end"]] != mention["text"]:
                yield f"{claim['siglum']} {where} {mention['text'][:60]!r}"


def outside_body(answers: Answers) -> Iterator[str]:
    """Asserted events that stand in boilerplate, a caption or a byline."""
    for claim in answers.claims:
        at = stretch(claim.get("span"))
        if claim.get("kind") == "event" and claim.get("status") == "asserted" and at is not None:
            blocks = answers.blocks(claim["siglum"])
            roles = {b["role"] for b in blocks if overlap((b["start"], b["end"]), at)}
            if not roles or not roles <= KEPT:
                yield f"{claim['siglum']} {claim['span']['text'][:60]!r} in {sorted(roles)}"


def unlisted(answers: Answers, every: list[Json]) -> Iterator[str]:
    """Incidents that meet no label of an incident, hold no labelled event, and are not history throughout."""
    found = [one["expect"] for one in every if one["table"] == "incidents" and one["id"].endswith(".found")]
    events = [
        (expect, one.get("report"))
        for one in every if one["table"] == "events"
        for expect in one["expect"].get("any_of", [one["expect"]])
    ]
    for incident in answers.views.get("incidents", []):
        claims = answers.named(incident.get("claims"))
        if claims and all(claim.get("status") == "historical" for claim in claims):
            continue
        if any(is_incident(answers, incident, expect) for expect in found):
            continue
        if not any(is_claim(answers, c, {"claim": "event", **e}, siglum) for c in claims for e, siglum in events):
            yield f"{incident.get('type')} {incident.get('from')} {incident.get('title')}"
