"""Recension: reads all reports of a crisis and keeps one sourced record.

>>> import recension
>>> recension.__version__
'0.1.0'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recension.model import Claim, Event, Figure, Quote, Refusal, Report
    from recension.reading import read
    from recension.record import Record

__version__ = "0.1.0"

__all__ = ["Claim", "Event", "Figure", "Quote", "Record", "Refusal", "Report", "__version__", "read"]

#: Where each public name lives. They are imported when asked for: `recension --help` must not load a model.
_HOMES = {
    "Claim": "recension.model", "Event": "recension.model", "Figure": "recension.model",
    "Quote": "recension.model", "Refusal": "recension.model", "Report": "recension.model",
    "Record": "recension.record", "read": "recension.reading",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'recension' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
