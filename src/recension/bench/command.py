"""Runs the command line and keeps what it said: in this process, where the model is loaded but once, or as a command."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

#: The status of a command that crashed in this process (EX_SOFTWARE of sysexits.h).
CRASHED = 70


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value of its answer."""
        return json.loads(self.out)

    @property
    def rows(self) -> list[Any]:
        """The JSON values of its answer, one a line."""
        return [json.loads(line) for line in self.out.splitlines() if line.strip()]


def run(arguments: Sequence[str], *, command: Sequence[str] = (), stdin: bytes = b"", seconds: float = 600) -> Ran:
    """Run `recension` with some arguments.

    Args:
        arguments: what stands after the command's name.
        command: the command to run as a process of its own, such as `("recension",)`; without it the package's own
            command line is called in this process.
        stdin: what the command reads from standard input.
        seconds: how long a process may take.

    Raises:
        OSError: the command does not exist.
        subprocess.TimeoutExpired: it took longer.
    """
    if command:
        done = subprocess.run(
            [*command, *arguments], input=stdin, capture_output=True, timeout=seconds, check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    return here(arguments, stdin)


def here(arguments: Sequence[str], stdin: bytes) -> Ran:
    """Call the package's command line in this process."""
    from recension.cli import app

    status = 0
    with captured(stdin) as (out, err):
        try:
            app(args=list(arguments), prog_name="recension")
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except Exception:  # noqa: BLE001 - a crash of what is scored is a score, not a crash of the scorer
            traceback.print_exc()
            status = CRASHED
    return Ran(status, out.getvalue().decode("utf-8", "replace"), err.getvalue().decode("utf-8", "replace"))


@contextlib.contextmanager
def captured(stdin: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Standard streams in memory, as real ones are: text over bytes."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8", write_through=True),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", write_through=True),
    }
    kept = {name: getattr(sys, name) for name in streams}
    for name, stream in streams.items():
        setattr(sys, name, stream)
    try:
        yield out, err
    finally:
        for name, stream in kept.items():
            setattr(sys, name, stream)
        for name in ("stdout", "stderr"):
            streams[name].detach()
