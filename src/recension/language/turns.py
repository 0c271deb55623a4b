"""Short turns at the interpreter while windows are read on other threads.

A thread that has run the network waits for the interpreter until the one that works out claims gives it up, five
thousandths of a second later by Python's default: many times a report. Shorter turns keep both cores at work.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.00005
"""Seconds that a thread keeps the interpreter while others wait for it."""

_lock = threading.Lock()
_users: list[float] = []
"""The interval that each user found, the first of them before anything was changed."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Turns of `TURN` within; the interval that was set before comes back when the last user is done."""
    with _lock:
        _users.append(_users[0] if _users else sys.getswitchinterval())
        sys.setswitchinterval(min(TURN, _users[0]))
    try:
        yield
    finally:
        with _lock:
            before = _users.pop()
            if not _users:
                sys.setswitchinterval(before)
