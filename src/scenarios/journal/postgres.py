"""A journal on a PostgreSQL server, in a schema of its own.

The bytes, leaves and roots are those of a SQLite file. Rows are added only through a
function that runs with the rights of the tables' owner, and never change. Whoever
administers the server can still make another journal: a head kept elsewhere tells.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Self

from scenarios.journal.founding import first_record
from scenarios.journal.postgres_address import Address
from scenarios.journal.postgres_server import (
    check_server,
    check_tables,
    make_tables,
)
from scenarios.journal.postgres_session import (
    Connection,
    PostgresSession,
    PostgresWriter,
    connect,
)
from scenarios.journal.record import Record
from scenarios.journal.sharing import Again
from scenarios.journal.sql_rows import Addition, addition_of
from scenarios.journal.sql_store import SqlStore
from scenarios.journal.tree import Frontier

__all__ = ["WAIT", "PostgresStore"]

WAIT = 30.0
"""Seconds to wait for other programs that write."""

_APPEND = (
    "SELECT append(%s, %b, %s::text[], %b::bytea[], %s::text[], %s::bigint[], "
    "%s::bigint[], %s::text[], %b::bytea[], %b::bytea[], %s::text[], %s::bigint[])"
)
_KEEP = "SELECT keep_checkpoint(%s, %b)"


class PostgresStore(SqlStore):
    """A store on a PostgreSQL server; see `Store` for what its methods promise."""

    _session: PostgresSession

    def __init__(self, session: PostgresSession, url: str) -> None:
        super().__init__(session)
        self._url = url

    @classmethod
    def create(
        cls, url: str, origin: str, now: datetime, actor: str, *, wait: float = WAIT
    ) -> Self:
        """Make a new journal with its first record.

        Raises:
            MalformedRecordError: The origin or the actor is not one.
            JournalExistsError: Something is there already.
            StoreError: It cannot be made there; then nothing is left of it.
        """
        return cls.found(url, first_record(origin, now, actor), wait=wait)

    @classmethod
    def found(cls, url: str, first: Record, *, wait: float = WAIT) -> Self:
        """Make a journal that starts with a given record, and its roles if we may.

        Raises:
            BadJournalUrlError: The URL names no place on a server.
            JournalExistsError: Something is there already.
            StoreError: It cannot be made there; then nothing is left of it.
        """
        address = Address.parse(url)
        with connect(address, wait) as connection, closing(connection):
            check_server(connection, address.shown)
            with connection.transaction():
                make_tables(connection, address)
                addition, _ = addition_of(first, Frontier())
                _append(PostgresWriter(connection), [addition])
        return cls.open(url, wait=wait)

    @classmethod
    def open(cls, url: str, *, wait: float = WAIT) -> Self:
        """Open a journal, and check its first and last record.

        Raises:
            BadJournalUrlError: The URL names no place on a server.
            StoreError: There is no journal, or it cannot be used or trusted.
        """
        address = Address.parse(url)

        def renew() -> Connection:
            with connect(address, wait) as connection:
                check_server(connection, address.shown)
                check_tables(connection, address)
                return connection

        session = PostgresSession(address.shown, renew(), renew)
        try:
            store = cls(session, url)
            store.head()
        except BaseException:
            session.close()
            raise
        return store

    @property
    def again(self) -> Again:
        """Return what opens the journal once more, in another process too."""
        return partial(PostgresStore.open, self._url)

    def purge(self) -> None:
        """Write the texts that are left anew, so that the tables hold no other.

        The server's write-ahead log, its replicas and its backups keep what was
        redacted until they are recycled.

        Raises:
            StoreError: They cannot be written anew now.
        """
        with self._session.writing() as writer:
            writer.call("SELECT purge()")

    def _add(self, writer: PostgresWriter, additions: Sequence[Addition]) -> None:
        if additions:
            _append(writer, additions)

    def _keep(self, writer: PostgresWriter, size: int, data: bytes) -> None:
        writer.call(_KEEP, size, data)


def _append(writer: PostgresWriter, additions: Sequence[Addition]) -> None:
    """Add rows, column by column; the server computes leaves and nodes itself."""
    first, head, *_ = additions[0].record
    _, _, _, reqs, bodies = zip(*(each.record for each in additions), strict=True)
    subjects = chain.from_iterable(each.subjects for each in additions)
    payloads = chain.from_iterable(each.payloads for each in additions)
    redacted = chain.from_iterable(each.redacted for each in additions)
    writer.call(
        _APPEND,
        *(first, head, list(reqs), list(bodies)),
        *(*_columns(subjects, 2), *_columns(payloads, 4), *_columns(redacted, 2)),
    )


def _columns(rows: Iterable[Sequence[object]], width: int) -> list[list[object]]:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns or [[] for _ in range(width)]
