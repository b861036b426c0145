"""The SQLite library in apsw, behind the few calls of `sqlite3` that the store makes.

Python is built against the SQLite of its system, which may be years old. apsw brings
a new one along, and lets us put a file layer of our own under it.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import apsw

__all__ = ["ApswConnection", "connect_apsw"]


class Answer:
    """The rows of a query."""

    def __init__(self, cursor: apsw.Cursor) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.fetchall())

    def fetchone(self) -> Any:  # noqa: ANN401 as sqlite3 has it
        """Return the next row, or None."""
        with _told():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        with _told():
            return self._cursor.fetchall()


class ApswConnection:
    """Looks like a `sqlite3.Connection`, and hands its work to apsw."""

    def __init__(self, connection: apsw.Connection, swaps: Mapping[str, str]) -> None:
        self._connection = connection
        self._swaps = swaps

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Answer:
        """Execute a statement, or what it is swapped for."""
        with _told():
            cursor = self._connection.execute(self._swaps.get(sql, sql), tuple(values))
        return Answer(cursor)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute a statement once for each row."""
        with _told():
            self._connection.executemany(sql, [tuple(row) for row in rows])

    def close(self) -> None:
        """End the connection."""
        with _told():
            self._connection.close()


def connect_apsw(
    name: str,
    timeout: float,
    swaps: Mapping[str, str],
    first: Sequence[str] = (),
    vfs: str | None = None,
) -> ApswConnection:
    """Connect as `sqlite3.connect` does for the store.

    Args:
        name: The file, as a URI.
        timeout: Seconds to wait for others.
        swaps: Statements, each with what is executed instead.
        first: Statements to execute before all others.
        vfs: The file layer, by its name; that of the system by default.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
    with _told():
        connection = apsw.Connection(name, flags=flags, vfs=vfs)
    connection.set_busy_timeout(int(timeout * 1000))
    made = ApswConnection(connection, swaps)
    for statement in first:
        made.execute(statement)
    return made


@contextmanager
def _told() -> Iterator[None]:
    """Let faults look like those of `sqlite3`, code and all."""
    try:
        yield
    except apsw.ConnectionClosedError as error:
        raise sqlite3.ProgrammingError(str(error)) from error
    except apsw.Error as error:
        told = sqlite3.OperationalError(str(error))
        told.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_ERROR)
        raise told from error
