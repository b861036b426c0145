"""A journal in one SQLite file, `.scenarios/journal.db` by default.

What was acknowledged survives the death of the program and a loss of power. The file
refuses to forget, but whoever can write to it can make a new one: a head kept
elsewhere tells. While a journal is open, its last records may stand in the -wal file
beside it, and a copy without that one is an older journal: again, only a head tells.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from scenarios.journal.errors import JournalError
from scenarios.journal.files import sync_folder
from scenarios.journal.founding import first_record
from scenarios.journal.record import Record
from scenarios.journal.sharing import Again
from scenarios.journal.sql_rows import Addition, addition_of
from scenarios.journal.sql_store import SqlStore
from scenarios.journal.sqlite_file import (
    Version,
    check_library,
    check_tables,
    connect_file,
    has_safe_wal,
    make_file,
    settle_mode,
)
from scenarios.journal.sqlite_session import Session, Writer, transaction
from scenarios.journal.sqlite_tables import APPLICATION_ID, SCHEMA, TABLES
from scenarios.journal.tree import Frontier

__all__ = ["WAIT", "SqliteStore"]

WAIT = 30.0
"""Seconds to wait for other programs; SQLite serves those that wait unfairly."""

_CHECKING_KB = 262_144
"""The most memory to check the database with; a small one takes less."""
_LIBRARY: Version = sqlite3.sqlite_version_info
_ADD_RECORD = "INSERT INTO record VALUES (?, ?, ?, ?, ?)"
_ADD_NODE = "INSERT INTO node VALUES (?, ?, ?)"
_ADD_SUBJECT = "INSERT INTO subject VALUES (?, ?)"
_ADD_PAYLOAD = "INSERT INTO payload VALUES (?, ?, ?, ?)"
_ADD_CHECKPOINT = "INSERT INTO checkpoint VALUES (?, ?)"
_REDACT = "DELETE FROM payload WHERE commitment = ? AND seq <= ?"


class SqliteStore(SqlStore):
    """A store in a SQLite file; see `Store` for what its methods promise."""

    _session: Session

    @classmethod
    def create(  # noqa: PLR0913 a journal names its maker, and tests its library
        cls,
        path: Path,
        origin: str,
        now: datetime,
        actor: str,
        *,
        wait: float = WAIT,
        library: Version = _LIBRARY,
    ) -> Self:
        """Make a new journal with its first record.

        Raises:
            MalformedRecordError: The origin or the actor is not one.
            JournalExistsError: Something is there already.
            StoreError: It cannot be made there; then nothing is left of it.
        """
        first = first_record(origin, now, actor)
        return cls.found(path, first, wait=wait, library=library)

    @classmethod
    def found(
        cls,
        path: Path,
        first: Record,
        *,
        wait: float = WAIT,
        library: Version = _LIBRARY,
    ) -> Self:
        """Make a journal that starts with a given record.

        Raises:
            JournalExistsError: Something is there already.
            StoreError: It cannot be made there; then nothing is left of it.
        """
        check_library(str(path), library)
        make_file(path)
        try:
            _write_tables(path, first, wait, library)
        except BaseException:
            for ending in ("", "-journal", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
            raise
        return cls.open(path, wait=wait, library=library)

    @classmethod
    def open(
        cls, path: Path, *, wait: float = WAIT, library: Version = _LIBRARY
    ) -> Self:
        """Open a journal, and check its first and last record.

        Where the file or its folder cannot be written, reading works and appending
        raises. A write-ahead log needs a file beside it, so a journal that keeps one
        is read from such a folder only if the whole disk is mounted for reading.

        Raises:
            StoreError: There is no journal, or it cannot be used or trusted.
        """
        check_library(str(path), library)
        with connect_file(path, wait) as connection:
            check_tables(connection, str(path))
            settle_mode(connection, library)
            store = cls(Session(path, connection))
            store.head()
            return store

    @property
    def again(self) -> Again:
        """Return what opens the file once more, in another process too."""
        return partial(SqliteStore.open, self.path)

    @property
    def path(self) -> Path:
        """Return the file it is kept in."""
        return self._session.path

    def purge(self) -> None:
        """Rewrite the file, so that nothing of what was redacted is left in it.

        Raises:
            StoreError: It cannot be rewritten now.
        """
        self._session.rewrite()

    def back_up(self, path: Path) -> None:
        """Write a whole copy to a new file, also while others write.

        Raises:
            JournalExistsError: Something is there already.
            StoreError: It cannot be written.
        """
        make_file(path)
        try:
            self._session.copy_to(path)
        except JournalError:
            path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)

    def check_database(self) -> None:
        """Let SQLite check its pages and indexes.

        It goes through an index at random, and with the memory it takes by itself it
        would read the pages of a large one over and over.
        """
        [(usual,)] = self.select("PRAGMA cache_size")
        self.select(f"PRAGMA cache_size = -{_CHECKING_KB}")
        [(word,)] = self.select("PRAGMA integrity_check(1)")
        self.select(f"PRAGMA cache_size = {usual}")
        self.check(word == "ok", word)

    def _add(self, writer: Writer, additions: Sequence[Addition]) -> None:
        _insert(writer, additions)

    def _keep(self, writer: Writer, size: int, data: bytes) -> None:
        writer.run(_ADD_CHECKPOINT, [(size, data)])


def _write_tables(path: Path, first: Record, wait: float, library: Version) -> None:
    mode = "WAL" if has_safe_wal(library) else "TRUNCATE"
    with connect_file(path, wait) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        with transaction(connection):
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
            addition, _ = addition_of(first, Frontier())
            _insert(Writer(connection), [addition])
        connection.close()
    sync_folder(path.parent)


def _insert(writer: Writer, additions: Sequence[Addition]) -> None:
    """Insert rows; a record comes before what the triggers tie to it."""
    for each in additions:
        writer.run(_ADD_RECORD, [each.record])
        writer.run(_ADD_SUBJECT, each.subjects)
        writer.run(_ADD_PAYLOAD, each.payloads)
    writer.run(_ADD_NODE, [row for each in additions for row in each.nodes])
    writer.run(_REDACT, [row for each in additions for row in each.redacted])
