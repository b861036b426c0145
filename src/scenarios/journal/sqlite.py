"""A journal in one SQLite file, `.scenarios/journal.db` by default.

What was acknowledged survives the death of the program and a loss of power. The file
refuses to forget, but whoever can write to it can make a new one: a head kept
elsewhere tells. While a journal is open, its last records may stand in the -wal file
beside it, and a copy without that one is an older journal: again, only a head tells.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scenarios.journal.errors import (
    DamagedJournalError,
    IncompleteJournalError,
    MalformedRecordError,
    ReusedRequestError,
    UnknownRecordError,
)
from scenarios.journal.record import (
    FIRST_PREV,
    Draft,
    Kind,
    Record,
    parse_record,
    seal_record,
    verify_chain,
)
from scenarios.journal.sqlite_file import (
    Version,
    check_library,
    check_tables,
    connect_file,
    has_safe_wal,
    make_file,
    settle_mode,
    sync_folder,
)
from scenarios.journal.sqlite_session import Session, transaction
from scenarios.journal.sqlite_tables import APPLICATION_ID, SCHEMA, TABLES
from scenarios.journal.store import Head
from scenarios.journal.tree import Frontier

__all__ = ["WAIT", "SqliteStore"]

WAIT = 30.0
"""Seconds to wait for other programs; SQLite serves those that wait unfairly."""

_FIRST_REQ = "00" * 16
_PAGE = 256
_TALLEST = 64  # SQLite counts records in 64 bits
_ROWS = "SELECT seq, prev, leaf, req, data FROM record"
_BY_SEQ = f"{_ROWS} WHERE seq >= ? AND seq < ? ORDER BY seq"
_BY_REQ = f"{_ROWS} WHERE req = ?"
_LEAF = "SELECT leaf FROM record WHERE seq = ?"
_NODE = "SELECT hash FROM node WHERE height = ? AND place = ?"
_LIBRARY: Version = sqlite3.sqlite_version_info


class SqliteStore:
    """A store in a SQLite file; see `Store` for what its methods promise."""

    def __init__(self, session: Session) -> None:
        self._session = session
        if not self._size():
            raise IncompleteJournalError(session.where)
        self._origin = self._one(0).log

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
        first = _first_record(origin, now, actor)
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
        raises.

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Return the file it is kept in."""
        return self._session.path

    @property
    def origin(self) -> str:
        """Return the name of the journal."""
        return self._origin

    def append(self, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Put drafts on record, all or none."""
        with self._session.writing() as connection:
            last, frontier = self._end()
            records = []
            for draft in drafts:
                record = self._recorded(draft)
                if record is None:
                    place = last.seq + 1
                    record = last = seal_record(draft, self._origin, place, last.leaf)
                    frontier = _insert(connection, record, frontier)
                records.append(record)
        return tuple(records)

    def head(self) -> Head:
        """Return the size, the last leaf and the root."""
        last, frontier = self._end()
        return Head(frontier.size, last.leaf, frontier.root)

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """Read the records from `start` to before `stop`, or to the end."""
        if start < 0 or (stop is not None and stop < 0):
            message = f"positions count from 0: {start}, {stop}"
            raise ValueError(message)
        size = self._size()
        end = size if stop is None else min(stop, size)
        return self._read(start, end)

    def record(self, seq: int) -> Record:
        """Return one record."""
        size = self._size()
        if not 0 <= seq < size:
            raise UnknownRecordError(f"record {seq}", size)
        return self._one(seq)

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of a complete node of the tree."""
        size = self._size()
        possible = 0 <= index < size and height < _TALLEST
        found = self._node(height, index) if possible else None
        if found is None:
            raise UnknownRecordError(f"complete node ({height}, {index})", size)
        return found

    def verify(self) -> Head:
        """Read everything again and check it; then appending is allowed again."""
        [(word,)] = self._session.select("PRAGMA integrity_check(1)")
        self._check(holds=word == "ok", reason=word)
        [(size, nodes)] = self._session.select(
            "SELECT max(seq) + 1, (SELECT count(*) FROM node) FROM record"
        )
        frontier, last = Frontier(), None
        for record in self._read(0, size):
            last = verify_chain([record], last)
            frontier, complete = frontier.append(bytes.fromhex(record.leaf))
            for node in complete:
                agrees = self._node(node.height, node.index) == node.hash
                self._check(holds=agrees, reason=f"{node} is not what it keeps")
        tidy = nodes == size - size.bit_count()
        self._check(holds=tidy, reason="it holds nodes that no tree has")
        self._session.trust()
        return Head(size, record.leaf, frontier.root)

    def close(self) -> None:
        """Let go of the file; closing it twice does nothing."""
        self._session.close()

    def _size(self) -> int:
        [(size,)] = self._session.select("SELECT max(seq) + 1 FROM record")
        return size or 0

    def _end(self) -> tuple[Record, Frontier]:
        size = self._size()
        return self._one(size - 1), Frontier.load(size, self._kept_node)

    def _one(self, seq: int) -> Record:
        return next(self._read(seq, seq + 1))

    def _read(self, start: int, end: int) -> Iterator[Record]:
        """Read records a page at a time, so that no lock outlives a page."""
        for first in range(start, end, _PAGE):
            stop = min(first + _PAGE, end)
            rows = self._session.select(_BY_SEQ, first, stop)
            missing = f"records are missing from {first} to {stop - 1}"
            self._check(holds=len(rows) == stop - first, reason=missing)
            yield from map(self._load, rows)

    def _load(self, row: Sequence[Any]) -> Record:
        seq, prev, leaf, req, data = row
        try:
            record = parse_record(data)
        except MalformedRecordError as error:
            reason = f"record {seq}: {error}"
            raise DamagedJournalError(self._session.where, reason) from error
        told = (record.seq, record.prev, record.leaf, record.draft.req)
        agrees = told == (seq, prev.hex(), leaf.hex(), req)
        self._check(holds=agrees, reason=f"record {seq} is not what its leaf says")
        return record

    def _recorded(self, draft: Draft) -> Record | None:
        """Return what an earlier try of the same request has put on record."""
        rows = self._session.select(_BY_REQ, draft.req)
        if not rows:
            return None
        record = self._load(rows[0])
        if not record.draft.says_the_same(draft):
            raise ReusedRequestError(draft.req, record.seq)
        return record

    def _node(self, height: int, index: int) -> bytes | None:
        if height == 0:
            rows = self._session.select(_LEAF, index)
        else:
            rows = self._session.select(_NODE, height, index)
        return rows[0][0] if rows else None

    def _kept_node(self, height: int, index: int) -> bytes:
        node = self._node(height, index)
        if node is None:
            reason = f"node ({height}, {index}) of the tree is missing"
            raise DamagedJournalError(self._session.where, reason)
        return node

    def _check(self, *, holds: bool, reason: str) -> None:
        if not holds:
            raise DamagedJournalError(self._session.where, reason)


def _first_record(origin: str, now: datetime, actor: str) -> Record:
    body: dict[str, str | int] = {"origin": origin, "schema": SCHEMA}
    draft = Draft(actor, now, Kind.LOG_CREATED, body, _FIRST_REQ)
    return seal_record(draft, origin, 0, FIRST_PREV)


def _write_tables(path: Path, first: Record, wait: float, library: Version) -> None:
    mode = "WAL" if has_safe_wal(library) else "TRUNCATE"
    with connect_file(path, wait) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        with transaction(connection):
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
            _insert(connection, first, Frontier())
        connection.close()
    sync_folder(path.parent)


def _insert(
    connection: sqlite3.Connection, record: Record, frontier: Frontier
) -> Frontier:
    prev, leaf = bytes.fromhex(record.prev), bytes.fromhex(record.leaf)
    row = (record.seq, prev, leaf, record.draft.req, record.data)
    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", row)
    longer, complete = frontier.append(leaf)
    above = [(each.height, each.index, each.hash) for each in complete if each.height]
    connection.executemany("INSERT INTO node VALUES (?, ?, ?)", above)
    return longer
