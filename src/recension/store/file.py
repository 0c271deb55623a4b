"""Opening a record file: who may, for how long, and what to say when it cannot be done.

DuckDB lets one process hold a file for writing and then keeps all others out. So a file is opened for a moment
only, and whoever finds it held tries again for a few seconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from recension.model import SCHEMA
from recension.store.errors import RecordError

if TYPE_CHECKING:
    import duckdb

#: Seconds for which a file held by another process is waited for.
PATIENCE = 5.0
_PAUSE = 0.1


@contextmanager
def opened(path: Path, *, write: bool = False, create: bool = False, patience: float = PATIENCE) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a record file, closed at the end of the block.

    Raises:
        RecordError: the file is missing, held by another process, no DuckDB file, no record, or of another schema.
    """
    if not path.exists() and not create:
        raise RecordError(f"{path}: there is no such record; `recension read PATH… --record {path}` makes one")
    if path.is_dir():
        raise RecordError(f"{path} is a folder, not a record file")
    fresh = not path.exists()
    connection = _connect(path, write=write or fresh, patience=patience)
    try:
        if fresh:
            _prepare(connection)
        else:
            _check(connection, path)
        yield connection
    finally:
        connection.close()


def _connect(path: Path, *, write: bool, patience: float) -> duckdb.DuckDBPyConnection:
    import duckdb

    until = time.monotonic() + patience
    mask = os.umask(0o077)  # a record is readable by its owner alone
    try:
        while True:
            try:
                return duckdb.connect(str(path), read_only=not write)
            except duckdb.IOException as error:
                held = "lock" in str(error).lower()
                if not held:
                    raise RecordError(f"{path}: not a record file, or a damaged one ({_first_line(error)})") from error
                if time.monotonic() > until:
                    raise RecordError(f"{path}: held by another process for more than {patience:g} s; try again when it is done") from error
                time.sleep(_PAUSE)
            except duckdb.Error as error:
                raise RecordError(f"{path}: not a record file, or a damaged one ({_first_line(error)})") from error
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror or error}") from error
    finally:
        os.umask(mask)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:160] if str(error) else type(error).__name__


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables of a new record."""
    connection.execute(resources.files(__package__).joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO meta VALUES ('schema', ?)", [SCHEMA])


def _check(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Is this a record, and of the schema that this version reads?"""
    import duckdb

    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except duckdb.Error as error:
        raise RecordError(f"{path}: a DuckDB file, but no Recension record; choose another file") from error
    if row is None or row[0] != SCHEMA:
        raise RecordError(f"{path}: a record of schema {row[0] if row else 'unknown'}, this version reads {SCHEMA}")
