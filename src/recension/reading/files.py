"""Paths → reports: files, folders, globs, JSONL and standard input. What cannot be read is refused, and the rest goes on."""

from __future__ import annotations

import glob
import io
import itertools
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from recension.letters import printable, whole
from recension.model import Refusal, Report
from recension.reading.clean import (
    KINDS,
    MAX_BYTES,
    as_it_stands,
    clean,
    json_field,
    json_object,
    json_text,
    kind_of,
    sniff,
)
from recension.reading.decode import decode
from recension.refusals import ReadingError, or_refused

Item = tuple[Report | Refusal, str | None]
#: Refused lines that are held back until a line of their file is a report.
MOST_WAITING = 10_000


def read(paths: Iterable[str | Path], *, source: str | None = None, as_is: bool = False, stdin: BinaryIO | None = None
         ) -> Iterator[Report | Refusal]:
    """Reads reports, in the order of the paths; folders and globs in the order of their names.

    Args:
        paths: files, folders (with all below them), globs, or "-" for standard input.
        source: a label for where all of them come from; without one a report's label is its file's name.
        as_is: take each text as it stands, without cleaning.
        stdin: what "-" reads; the process's own where None.

    Yields:
        A Report for what was read and a Refusal, with the reason, for what was not. Never raises on input.
    """
    for result, _ in read_items(paths, source=source, as_is=as_is, stdin=stdin):
        yield result


def read_items(paths: Iterable[str | Path], *, source: str | None = None, as_is: bool = False, stdin: BinaryIO | None = None
               ) -> Iterator[Item]:
    """As `read`, each with the `id` that a JSONL line gives itself (None for other input)."""
    source = whole(source) if source else None
    seen: set[str] = set()
    for given in paths:
        if str(given) == "-":
            yield from _read_stream(stdin or sys.stdin.buffer, source=source, as_is=as_is)
            continue
        for found in _files(str(given)):
            if isinstance(found, Refusal):
                yield Refusal(printable(found.path), found.why), None
            elif (place := str(Path(found).absolute())) not in seen:
                seen.add(place)
                yield from _read_file(found, source=source, as_is=as_is)


# ---------------------------------------------------------------- which files
def _files(given: str) -> Iterator[str | Refusal]:
    if Path(given).is_dir():
        yield from _below(given)
    elif os.path.lexists(given):  # a link that leads nowhere is there too, and refused when it is opened
        yield given
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path has no globs with a root
        if not matches:
            yield Refusal(given, "no file matches this pattern")
        for match in matches:
            if Path(match).is_dir():
                yield from _below(match) if "**" not in given else ()
            else:
                yield match
    else:
        yield Refusal(given, "no such file or folder")


def _below(folder: str) -> Iterator[str | Refusal]:
    """The files below a folder by name; hidden ones are passed over, unknown ones refused."""
    any_file = False
    errors: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(n for n in names if not n.startswith(".")):
            path = str(Path(here, name))
            if kind_of(name) is None:
                yield Refusal(path, f"not a kind of file that is read in folders ({', '.join(sorted(KINDS))}); name it to read it")
                continue
            any_file = True
            yield path
    for error in errors:
        yield Refusal(str(error.filename or folder), f"the folder cannot be opened ({error.strerror or error})")
    if not any_file and not errors:
        yield Refusal(folder, "the folder holds no file that can be read")


# ---------------------------------------------------------------- one file
def _read_file(path: str, *, source: str | None, as_is: bool) -> Iterator[Item]:
    shown = printable(path)
    try:
        with _opened(path) as stream:
            if kind_of(path) == "jsonl" and not _is_single_json(path, stream):
                yield from _read_lines(stream, shown, source=source, as_is=as_is)
                return
            raw = stream.read(MAX_BYTES + 1)
    except ReadingError as error:
        yield Refusal(shown, str(error)), None
        return
    except OSError as error:
        yield Refusal(shown, _os_reason(error)), None
        return
    yield _read_one(raw, shown, kind=kind_of(path), source=source, as_is=as_is)


def _opened(path: str) -> BinaryIO:
    """Opens a regular file only: a pipe or device could be read for ever."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ReadingError("not a regular file")
    return os.fdopen(handle, "rb")


def _is_single_json(path: str, stream: BinaryIO) -> bool:
    """A `.json` file that holds one object over several lines."""
    if not path.casefold().endswith(".json"):
        return False
    raw = stream.read(MAX_BYTES + 1)
    stream.seek(0)
    return not isinstance(or_refused(path, lambda: json_object(decode(raw))), Refusal)


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is not there (removed meanwhile, or a link that leads nowhere)"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"it cannot be opened ({error.strerror or error})"


def _read_stream(stream: BinaryIO, *, source: str | None, as_is: bool) -> Iterator[Item]:
    try:
        raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        yield Refusal("-", _os_reason(error)), None
        return
    if _is_lines(raw):
        yield from _read_lines(_Joined(raw, stream), "-", source=source, as_is=as_is)
    else:
        yield _read_one(raw, "-", kind=None, source=source, as_is=as_is)


def _is_lines(raw: bytes) -> bool:
    """Whether some bytes are JSONL: the first two lines each begin an object."""
    lines = list(itertools.islice((b for b in io.BytesIO(raw) if b.strip()), 2))
    if not lines or not all(b.lstrip().startswith(b"{") for b in lines):
        return False
    return or_refused("-", lambda: sniff(decode(lines[0]))) == "json"


class _Joined(io.RawIOBase):
    """What was read of a stream, and then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        line = self._head.readline(-1 if size is None else size)
        return line if line.endswith(b"\n") else line + self._rest.readline(-1 if size is None else size)


def _read_one(raw: bytes, path: str, *, kind: str | None, source: str | None, as_is: bool) -> Item:
    label = source or Path(path).name

    def report() -> Report:
        if len(raw) > MAX_BYTES:
            raise ReadingError(f"larger than {MAX_BYTES // 1024 // 1024} MB")
        if as_is:
            return as_it_stands(decode(raw), raw, label=label, path=path)
        return clean(raw, label=label, kind="json" if kind == "jsonl" else kind, path=path, outlet=source)

    return or_refused(path, report), None


# ---------------------------------------------------------------- JSONL
def _read_lines(stream: BinaryIO | _Joined, path: str, *, source: str | None, as_is: bool) -> Iterator[Item]:
    """One report a line; a bad line is refused by its number and the rest goes on. A file of which no line is a report
    is refused once: it is data of another kind, and a thousand refusals would hide the others."""
    waiting: list[Item] | None = []
    for item in _lines_one_by_one(stream, path, source=source, as_is=as_is):
        if waiting is None:
            yield item
        elif isinstance(item[0], Refusal) and len(waiting) < MOST_WAITING:
            waiting.append(item)
        else:
            yield from waiting
            waiting = None
            yield item
    if waiting and len(waiting) > 1 and isinstance(waiting[0][0], Refusal):
        yield Refusal(path, f"none of its {len(waiting)} lines is a report; the first: {waiting[0][0].why}"), None
    elif waiting:
        yield from waiting


def _lines_one_by_one(stream: BinaryIO | _Joined, path: str, *, source: str | None, as_is: bool) -> Iterator[Item]:
    number, any_line = 0, False
    while True:
        try:
            line = stream.readline(MAX_BYTES + 1)
        except OSError as error:
            yield Refusal(path, _os_reason(error)), None
            return
        if not line:
            break
        number += 1
        where = f"{path}:{number}"
        if len(line) > MAX_BYTES:
            any_line = True
            yield Refusal(where, f"the line is larger than {MAX_BYTES // 1024 // 1024} MB"), None
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            continue
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            any_line = True
            yield _read_line(line.strip(b"\r\n"), path, where, source=source, as_is=as_is)
    if not any_line:
        yield Refusal(path, "the file is empty"), None


def _read_line(raw: bytes, path: str, where: str, *, source: str | None, as_is: bool) -> Item:
    label = source or Path(path).name

    def item() -> Item:
        line = json_object(decode(raw))
        name = line.get("id")
        own = whole(str(name)) if isinstance(name, (str, int)) and not isinstance(name, bool) else None
        if as_is:
            return as_it_stands(json_text(line), raw, label=label, path=path), own
        return clean(raw, label=label, kind="json", address=json_field(line, "address"), path=path, outlet=source), own

    read = or_refused(where, item)
    return (read, None) if isinstance(read, Refusal) else read
