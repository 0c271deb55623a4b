"""Public tasks: loaders and scorers, behind `recension bench`.

A task is a function of a path and options that gives `items`, `scores` and `missing` (what was looked for there and
not found, and left out of the count). Each is imported only when it is run.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: task → where its scorer is.
TASKS: dict[str, str] = {
    "parse": "recension.bench.parse:parse",
    "ner": "recension.bench.ner:ner",
    "clean": "recension.bench.clean:clean",
    "date": "recension.bench.date:date",
    "geo": "recension.bench.geo:geo",
    "quotes": "recension.bench.quotes:quotes",
    "events-plv": "recension.bench.plv:plv",
    "events-gsr": "recension.bench.gsr:gsr",
    "events-factuality": "recension.bench.factuality:factuality",
    "events-ipe": "recension.bench.events:ipe",
    "events-muc": "recension.bench.events:muc",
    "events-wikievents": "recension.bench.events:wikievents",
    "events-case": "recension.bench.events:case",
    "time": "recension.bench.times:time",
    "figures-newsquant": "recension.bench.figures:newsquant",
    "figures-gva": "recension.bench.figures:gva",
    "gold-events": "recension.bench.gold:score_events",
    "gold-plain": "recension.bench.gold:score_plain",
    "gold-figures": "recension.bench.gold:score_figures",
    "gold-quotes": "recension.bench.gold:score_quotes",
    "gold-times": "recension.bench.gold:score_times",
    "gold-reading": "recension.bench.gold:score_reading",
    "news-events": "recension.bench.news:events",
    "news-figures": "recension.bench.news:figures",
    "news-quotes": "recension.bench.news:quotes",
    "events-corpus": "recension.bench.corpus:score",
    "gold-sentences": "recension.bench.goldlanguage:score_sentences",
    "gold-naming": "recension.bench.goldlanguage:score_naming",
    "stemma-groups": "recension.bench.stemma:groups",
    "stemma-pairs": "recension.bench.stemma:pairs",
    "stemma-noise": "recension.bench.noise:noise",
    "sample": "recension.bench.sample:sample",
}

__all__ = ["TASKS", "run", "scorer"]


def scorer(task: str) -> Callable[..., dict[str, Any]]:
    """The function of a task. Beside `items scores missing` it may tell `misses` and `alarms`, one line each.

    Raises:
        KeyError: no such task.
    """
    module, function = TASKS[task].split(":")
    found: Callable[..., dict[str, Any]] = getattr(importlib.import_module(module), function)
    return found


def run(task: str, data: Path, **options: Any) -> dict[str, Any]:
    """Scores a task on some data: one object in the shape that the contract promises.

    Raises:
        KeyError: no such task.
        TypeError: the task does not know an option.
    """
    from recension.language import engine

    began = time.monotonic()
    result = scorer(task)(data, **options)
    return {
        "task": task, "data": data.name, "items": result["items"], "scores": result["scores"],
        "seconds": round(time.monotonic() - began, 2), "engine": engine(), "missing": result.get("missing", []),
    }
