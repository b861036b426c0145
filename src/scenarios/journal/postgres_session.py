"""One connection to a PostgreSQL journal: selecting, writing, and coming back.

A server that cannot write its log stops by itself, so that there is nothing to verify
after a failure. Where a connection is lost, the next call makes a new one; whoever
repeats a call that failed so gets each of its records once, by their requests.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from scenarios.journal.errors import (
    BadJournalUrlError,
    ClosedJournalError,
    DamagedJournalError,
    ForeignJournalError,
    JournalBusyError,
    JournalExistsError,
    JournalFullError,
    JournalReadOnlyError,
    JournalUnreachableError,
    StoreError,
    UnsafeServerError,
)
from scenarios.journal.postgres_tables import UNSAFE

if TYPE_CHECKING:
    from scenarios.journal.postgres_address import Address

__all__ = ["Connection", "PostgresSession", "PostgresWriter", "connect", "translated"]

Connection = psycopg.Connection[tuple[Any, ...]]

_DEFAULTS = {
    "application_name": "scenarios",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "60000",
}
_ENCODING = {"client_encoding": "UTF8"}
_SETTINGS = (
    "SELECT set_config('search_path', %s, false), set_config('lock_timeout', %s, false)"
    ", set_config('idle_in_transaction_session_timeout', '300s', false)"
    ", set_config('jit', 'off', false)"
)
_IDENTITY = "SELECT leaf FROM record WHERE seq = 0"
_FAULTS: dict[str | None, Callable[[str, str], StoreError]] = {
    "25006": JournalReadOnlyError,  # a standby, or set to read only
    "40001": JournalBusyError,
    "40P01": JournalBusyError,
    "53100": JournalFullError,
    "55P03": JournalBusyError,
    "57014": JournalBusyError,
}
_EXISTS = "42P06"


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what PostgreSQL says into an exception of this package.

    Raises:
        StoreError: PostgreSQL failed.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _fault(where, error) from error


@contextmanager
def connect(address: "Address", wait: float) -> Iterator[Connection]:
    """Connect to a server; let go of it again if the block fails.

    Args:
        address: The journal on it.
        wait: Seconds to wait for other programs that write.

    Raises:
        BadJournalUrlError: libpq does not take the URL.
        StoreError: The server does not answer, or does not let us in.
    """
    parameters = _parameters(address)
    with translated(address.shown):
        connection: Connection = psycopg.connect(**parameters, autocommit=True)
        try:
            milliseconds = f"{max(1, round(wait * 1000))}ms"
            path = f'"{address.schema}", pg_temp'
            connection.execute(_SETTINGS, [path, milliseconds])
            yield connection
        except BaseException:
            connection.close()
            raise


class PostgresWriter:
    """Calls the functions of the journal inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(self, query: str, *values: object) -> None:
        """Run a query, with `%s` for values."""
        self._connection.execute(query, values)


class PostgresSession:
    """A connection to a journal on a server, made anew after it was lost.

    Args:
        where: What to call the journal.
        connection: The first connection, set up and checked.
        renew: Makes another one, set up and checked.
    """

    def __init__(
        self, where: str, connection: Connection, renew: Callable[[], Connection]
    ) -> None:
        self.where = where
        self._connection = connection
        self._renew = renew
        self._closed = False
        self._identity = self.select(_IDENTITY)

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query, with `?` for values; no lock is held afterwards.

        Raises:
            ClosedJournalError: The session is over.
            StoreError: PostgreSQL failed.
        """
        with self.connected() as connection:
            spelled = query.replace("?", "%s")
            return connection.execute(spelled, values, binary=True).fetchall()

    @contextmanager
    def writing(self) -> Iterator[PostgresWriter]:
        """Do all of the block or nothing, alone; it is safe when this returns.

        Raises:
            ClosedJournalError: The session is over.
            StoreError: PostgreSQL failed. Where the connection was lost, all of the
                block may have been done.
        """
        with self.connected() as connection:
            begin = "BEGIN ISOLATION LEVEL READ COMMITTED"
            connection.execute(begin, prepare=False)
            try:
                connection.execute("SELECT take_turn()")
                yield PostgresWriter(connection)
                connection.execute("COMMIT", prepare=False)
            except psycopg.errors.InsufficientPrivilege as error:
                connection.execute("ROLLBACK")
                raise JournalReadOnlyError(self.where, _reason(error)) from error
            except BaseException:
                # What failed first is what matters; a lost connection rolls back too.
                with suppress(psycopg.Error):
                    connection.execute("ROLLBACK")
                raise

    def trust(self) -> None:
        """Do nothing: the server itself stops where it cannot write."""

    def close(self) -> None:
        """End the session; ending it twice does nothing."""
        self._closed = True
        self._connection.close()

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """Lend the connection, a new one if the last was lost.

        Raises:
            ClosedJournalError: The session is over.
            StoreError: PostgreSQL failed.
        """
        if self._closed:
            raise ClosedJournalError
        if self._connection.closed:
            self._connection = self._renew()
            if self.select(_IDENTITY) != self._identity:
                self.close()
                raise ForeignJournalError(self.where, "another journal is here now")
        with translated(self.where):
            yield self._connection


def _parameters(address: "Address") -> dict[str, Any]:
    try:
        given = conninfo_to_dict(address.server)
    except psycopg.ProgrammingError:
        # What it says may hold a part of the password.
        reason = "libpq does not know a parameter of it, or cannot take it apart"
        raise BadJournalUrlError(address.shown, reason) from None
    return _DEFAULTS | given | _ENCODING


def _fault(where: str, error: psycopg.Error) -> StoreError:
    code, reason = error.sqlstate, _reason(error)
    if code in _FAULTS:
        return _FAULTS[code](where, reason)
    if code == UNSAFE:
        return UnsafeServerError(where, [reason])
    if code == _EXISTS:
        return JournalExistsError(where)
    is_away = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    if is_away or isinstance(error, psycopg.errors.InsufficientPrivilege):
        return JournalUnreachableError(where, reason)
    return DamagedJournalError(where, reason)


def _reason(error: psycopg.Error) -> str:
    """Return what the server said, or what libpq did, without advice."""
    told = error.diag.message_primary or str(error).partition("\n")[0]
    return re.sub("^connection (failed|is bad): (FATAL: +)?", "", told)
