"""The task `events-factuality`: what is held of the events that MEANTIME marks, beside the status of our claims.

MEANTIME tells polarity, certainty and time of each event; taken together an event is a *fact*, *denied*, or *open* (to come, asked for,
possible, hung on a condition). Only events that a claim tells are compared: the set marks all events, ours are those of PLOVER. All
topics are read: names are learned from two of them, and nothing of events from any.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.bench.counting import macro_f1, share
from recension.bench.meantime import ANNOTATED, Text, meantime_files, read_cat
from recension.claims.events import events

if TYPE_CHECKING:
    from spacy.language import Language

#: What each status of ours is there.
HELD = {"asserted": "fact", "historical": "fact", "negated": "denied", "future": "open", "hypothetical": "open", "demanded": "open"}


def factuality(path: Path, *, nlp: Language | None = None) -> dict[str, Any]:
    """Scores the status of claims on the files of MEANTIME below ``path``.

    Args:
        path: the folder.
        nlp: the pipeline; the shipped one where none is given.

    Returns:
        `items` (events that a claim tells), `scores` (`accuracy macro_f1`), `missing`, `misses`.
    """
    from recension.language import load

    files = meantime_files(path) if path.is_dir() else []
    if not files:
        return {"items": 0, "scores": {}, "missing": [f"{path}: no files of MEANTIME"]}
    nlp = nlp or load()
    told = [each for file in files for each in compared(nlp, read_cat(file))]
    gold, ours = [one for one, _, _ in told], [other for _, other, _ in told]
    scores = {"accuracy": share(sum(a == b for a, b in zip(gold, ours, strict=True)), len(told)), "macro_f1": macro_f1(gold, ours, sorted(set(HELD.values())))}
    return {"items": len(told), "scores": scores, "missing": [], "alarms": [], "misses": [f"{a}, said {b}: {words}" for a, b, words in told if a != b]}


def compared(nlp: Language, text: Text) -> Iterator[tuple[str, str, str]]:
    """What the set and what we hold of each marked event that a claim tells, and its sentence."""
    last = max((n for n, sentence in enumerate(text.sentence) if sentence < text.sentence[0] + ANNOTATED), default=-1) + 1
    starts, written = [], ""
    for number, word in enumerate(text.words[:last]):
        if number:
            written += "\n\n" if text.sentence[number] != text.sentence[number - 1] and text.sentence[number] - text.sentence[0] < 3 else " "
        starts.append(len(written))
        written += word
    doc = nlp(written)
    claims = sorted(events(doc), key=lambda c: (-c.confidence, c.trigger.start))
    for act in text.acts:
        if not act.kind or act.last > last:
            continue
        first, end = starts[act.first], starts[act.last - 1] + len(text.words[act.last - 1])
        claim = next((c for c in claims if c.trigger.start < end and first < c.trigger.end), None)
        if claim is not None:
            yield act.kind, HELD[claim.status], doc.char_span(first, end, alignment_mode="expand").sent.text.strip()
