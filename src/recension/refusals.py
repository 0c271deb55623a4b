"""The net under the reading of one report: what fails on it refuses it, with a reason, and the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

from recension.letters import printable
from recension.model import Refusal

T = TypeVar("T")


class ReadingError(ValueError):
    """Input that cannot be read, with a reason that says what to do."""


def or_refused(path: str, work: Callable[[], T]) -> T | Refusal:
    """What some work on one report gives; the report's refusal where the work fails.

    A ReadingError is the input's fault and its words are the reason. Any other exception is a fault of ours: the reason
    says so and names it. With RECENSION_TRACE set, such a fault is raised, to show where it happened.

    >>> or_refused("a.txt", lambda: {}["may"])
    Refusal(path='a.txt', why="a fault of Recension's own, not of the report (KeyError: 'may'); RECENSION_TRACE=1 shows where")
    """
    try:
        return work()
    except ReadingError as error:
        return Refusal(path, str(error))
    except Exception as error:
        if os.environ.get("RECENSION_TRACE"):
            raise
        what = printable(f"{type(error).__name__}: {error}"[:200])
        return Refusal(path, f"a fault of Recension's own, not of the report ({what}); RECENSION_TRACE=1 shows where")
