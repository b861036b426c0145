"""One connection to a SQLite journal: selecting, writing, and giving up in time.

After a failure to write, the system may believe that it has on disk what it has lost.
So the connection ends, and a file beside the journal says that it must be verified.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scenarios.journal.errors import (
    ClosedJournalError,
    JournalReadOnlyError,
    UnverifiedJournalError,
)
from scenarios.journal.sqlite_file import reached, translated

__all__ = ["Session", "Writer", "transaction"]


class Writer:
    """Writes rows inside a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement once for each row of values."""
        if rows:
            self._connection.executemany(statement, rows)


class Session:
    """A connection to the file at `path`; it belongs to the thread that made it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.where = str(path)
        self._connection: sqlite3.Connection | None = connection
        self._failure: UnverifiedJournalError | None = None

    @property
    def _mark(self) -> Path:
        return self.path.with_name(f"{self.path.name}-unverified")

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query; no lock is held afterwards.

        Raises:
            ClosedJournalError: The session is over.
            StoreError: SQLite failed.
        """
        with self._faults() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Do all of the block or nothing, alone; it is safe when this returns.

        Raises:
            ClosedJournalError: The session is over.
            UnverifiedJournalError: Writing failed, now or before.
            StoreError: SQLite failed.
        """
        with reached(self.where):
            has_failed = self._mark.exists()
        if has_failed:
            raise UnverifiedJournalError(self.where, "an earlier write failed")
        with self._faults() as connection, transaction(connection):
            yield Writer(connection)

    def rewrite(self) -> None:
        """Write the whole file anew, without what was deleted from it.

        Raises:
            StoreError: SQLite failed.
        """
        with self._faults() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path) -> None:
        """Write a whole copy into an empty file, in one moment of the journal.

        Raises:
            StoreError: SQLite failed.
        """
        with self._faults() as connection:
            connection.execute("VACUUM INTO ?", (str(path),))

    def trust(self) -> None:
        """Allow writing again.

        Raises:
            JournalReadOnlyError: The file that forbids it cannot be removed.
        """
        try:
            # On a disk for reading only, even removing nothing fails.
            if self._mark.exists():
                self._mark.unlink(missing_ok=True)
        except OSError as error:
            raise JournalReadOnlyError(self.where, str(error)) from error

    def close(self) -> None:
        """End the session; ending it twice does nothing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _faults(self) -> Iterator[sqlite3.Connection]:
        if self._connection is None:
            raise self._failure or ClosedJournalError
        try:
            with translated(self.where):
                yield self._connection
        except UnverifiedJournalError as error:
            self._failure = error
            self._give_up()
            raise

    def _give_up(self) -> None:
        # Where this fails too, the failure itself still reaches the caller.
        with suppress(OSError, sqlite3.Error):
            os.close(os.open(self._mark, os.O_CREAT | os.O_WRONLY, 0o600))
        self.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block or nothing, alone.

    Raises:
        sqlite3.Error: SQLite failed; nothing of the block remains, unless it failed
            while committing, after which it may be there.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # What failed first is what matters; a lost connection rolls back as well.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
