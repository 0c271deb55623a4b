"""The task `events-gsr`: the type of each record of PLOVER's manual, whose two parties are given.

The records bear the labels of an older draft with 19 types. By the manual a demand is REQUEST today, disapproval and an
investigation are ACCUSE, and a fight is ASSAULT; all other types have kept their names, and none is left that does not map. A few
records have a label that their own number contradicts (a closed border, numbered as a sanction, labelled as a fight): either counts.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.counting import macro_f1, share
from recension.bench.plv import by_code, first_type, meant, plain_type

if TYPE_CHECKING:
    from spacy.language import Language

#: Types of the draft under the names that they have in PLOVER today.
TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
#: Records that are no events.
_NONE = frozenset({"DOCUMENT"})


def gsr(path: Path, *, nlp: Language | None = None, limit: int | None = None) -> dict[str, Any]:
    """Scores the type of each record's event, given its parties, on the JSON file of records.

    Args:
        path: the file, or a folder that holds one with "GSR" in its name.
        nlp: the pipeline; the shipped one where none is given.
        limit: score the first records only.

    Returns:
        `items`, `scores` (`accuracy macro_f1`), `missing`, and `misses`: what was taken for what, the commonest first.
    """
    from recension.language import load

    file = path if path.is_file() else next(iter(sorted(path.rglob("*GSR*"))), None)
    if file is None:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no GSR file"]}
    nlp = nlp or load()
    records = [r for r in json.loads(file.read_text(encoding="utf-8")) if r["event"] not in _NONE][:limit]
    gold: list[str] = []
    ours: list[str] = []
    for record in records:
        said = type_of(nlp, record)
        wanted = [TODAY.get(kind, kind) for kind in (record["event"], record["id"].split("-")[2])]
        gold.append(said if said in wanted else wanted[0])
        ours.append(said)
    scores = {"accuracy": share(sum(a == b for a, b in zip(gold, ours, strict=True)), len(gold)), "macro_f1": macro_f1(gold, ours, sorted(set(gold)))}
    wrong = Counter((a, b) for a, b in zip(gold, ours, strict=True) if a != b)
    return {
        "items": len(gold), "scores": scores, "missing": [], "alarms": [],
        "misses": [f"{a} taken for {b}: {n}" for (a, b), n in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))],
    }


def type_of(nlp: Language, record: dict[str, Any]) -> str:
    """The type of what the source of a record does to its target, by CAMEO's codes, to which the draft still kept."""
    doc = nlp(record["text"])
    best, told = meant(doc, _first(record.get("source")), _first(record.get("target")))
    if best is None:
        return first_type(doc)
    # "Will boycott the vote unless": one word tells the act and the threat of it, and the threat is what was done.
    threat = best.status in {"future", "hypothetical"} and any(t.type == "THREATEN" and t.start == best.start for t in told)
    return "THREATEN" if threat else by_code(doc, best, told) or plain_type(best.type, best.status)


def _first(parties: Any) -> str:
    """The words of the first party; "" where none is given."""
    one = parties[0] if isinstance(parties, list) and parties else parties
    return str(one.get("actorText") or "") if isinstance(one, dict) else str(one or "")
