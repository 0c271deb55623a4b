"""The record in the forms that others read: PLOVER's event records, its claims as JSON lines."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recension.record.decisions import CONTEXT
from recension.views.exports.lines import claim_rows
from recension.views.exports.polecat import polecat_rows
from recension.views.exports.quoting import Quoting, TextMode

if TYPE_CHECKING:
    from recension.record import Record

__all__ = ["FORMATS", "KINDS", "export_lines", "write_lines"]

#: Whose names `redact` may ask to replace, besides a list of names.
KINDS = ("persons", "speakers")

#: format → the rows of a record in it
FORMATS: Mapping[str, Callable[[Any, Quoting], Iterator[dict[str, Any]]]] = {
    "jsonl": claim_rows, "polecat": polecat_rows,
}
#: Characters inside a JSON string that some readers take for the end of a line.
_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def export_lines(
    record: Record, to: str, *, text: TextMode = "quotes", redact: Sequence[str] = (), names: Iterable[str] = (),
) -> Iterator[str]:
    """A record in a format, line by line, each with its end.

    Args:
        record: what to export; the same record gives the same lines.
        to: one of `FORMATS`.
        text: how much of the reports' words goes along: none, short spans (quotes) or whole sentences (full).
        redact: "persons" and "speakers": whose names to replace by stable ids.
        names: further names to replace.

    Raises:
        ValueError: no such format or kind; the message names those that there are.
    """
    if to not in FORMATS:
        raise ValueError(f"no such format: {to}; there are {', '.join(sorted(FORMATS))}")
    if unknown := set(redact) - set(KINDS):
        raise ValueError(f"no such kind of names: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    listed = [name.strip() for name in names if name.strip()]
    # What stands before and after a span is cut by length, maybe inside a name, which would then not be known.
    rows = FORMATS[to](record, Quoting(record, text, context=0 if redact or listed else CONTEXT))
    if not redact and not listed:
        return (_line(row) for row in rows)
    from recension.views.exports.redaction import cover

    hide = cover(record, redact, listed)
    return (_line(hide.row(row)) for row in rows)


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False).translate(_ENDS) + "\n"


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Writes lines into a file that takes the place of the one there, if any, only when it is complete.

    Returns:
        How many lines were written.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(f"{path} is a folder, not a file")
        with target.open("w", encoding="utf-8", errors="replace") as device:
            return _write(device, lines)
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as out:
            count = _write(out, lines)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            Path(beside).chmod(target.stat().st_mode & 0o777)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return count


def _write(out: Any, lines: Iterable[str]) -> int:
    count = 0
    for line in lines:
        out.write(line)
        count += 1
    return count
