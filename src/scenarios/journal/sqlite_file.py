"""The file of a SQLite journal: making it, connecting to it, knowing it for one."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scenarios.journal.errors import (
    DamagedJournalError,
    ForeignJournalError,
    IncompleteJournalError,
    JournalBusyError,
    JournalExistsError,
    JournalFullError,
    JournalNotFoundError,
    JournalReadOnlyError,
    JournalUnreachableError,
    NewerJournalError,
    OldLibraryError,
    StoreError,
    UnverifiedJournalError,
)
from scenarios.journal.files import sync_folder
from scenarios.journal.sqlite_tables import APPLICATION_ID, SCHEMA, TABLES

__all__ = [
    "Version",
    "check_library",
    "check_tables",
    "connect_file",
    "has_safe_wal",
    "make_file",
    "reached",
    "settle_mode",
    "translated",
]

Version = tuple[int, int, int]
"""A version of the SQLite library."""

_OLDEST: Version = (3, 37, 0)  # the first with STRICT tables
_PRAGMAS = (
    "synchronous = FULL",
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "mmap_size = 0",
)
_FAULTS: dict[int, Callable[[str, str], StoreError]] = {
    sqlite3.SQLITE_BUSY: JournalBusyError,
    sqlite3.SQLITE_LOCKED: JournalBusyError,
    sqlite3.SQLITE_FULL: JournalFullError,
    sqlite3.SQLITE_READONLY: JournalReadOnlyError,
    sqlite3.SQLITE_CANTOPEN: JournalUnreachableError,
    sqlite3.SQLITE_PERM: JournalUnreachableError,
    sqlite3.SQLITE_NOTADB: ForeignJournalError,
    sqlite3.SQLITE_IOERR: UnverifiedJournalError,
}
_PRIMARY_CODE = 0xFF


def has_safe_wal(version: Version) -> bool:
    """Tell whether a SQLite is free of the fault that resets a log still in use.

    It is in 3.7.0 to 3.51.2 and can lose commits (https://sqlite.org/wal.html).

    >>> has_safe_wal((3, 51, 2)), has_safe_wal((3, 51, 3)), has_safe_wal((3, 44, 6))
    (False, True, True)
    """
    mended = ((3, 44, 6), (3, 45, 0)), ((3, 50, 7), (3, 51, 0))
    return version >= (3, 51, 3) or any(a <= version < b for a, b in mended)


def check_library(where: str, version: Version) -> None:
    """Check that the library knows what the tables use.

    Raises:
        OldLibraryError: It does not.
    """
    if version < _OLDEST:
        found, needed = (".".join(map(str, each)) for each in (version, _OLDEST))
        raise OldLibraryError(where, found, needed)


def make_file(path: Path) -> None:
    """Make an empty file that only its owner can read, and its folder if need be.

    Raises:
        JournalExistsError: Something is there already.
        JournalUnreachableError: The system does not let us.
    """
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700)
            sync_folder(path.parent.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise JournalExistsError(str(path)) from error
    except OSError as error:
        raise JournalUnreachableError(str(path), _reason(error)) from error


@contextmanager
def connect_file(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """Connect to a file that exists; let go of it again if the block fails.

    Args:
        path: The file.
        wait: Seconds to wait for other programs that write.

    Raises:
        StoreError: It is not there, or cannot be opened or read.
    """
    _check_there(path)
    with reached(str(path)):
        uri = f"{path.resolve().as_uri()}?{_access(path)}"
    with translated(str(path)):
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=wait,
            isolation_level=None,
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            yield connection
        except BaseException:
            connection.close()
            raise


def settle_mode(connection: sqlite3.Connection, version: Version) -> None:
    """Leave write-ahead logging where this library does it wrong; see `has_safe_wal`.

    Of the other modes, TRUNCATE keeps the last commit through a loss of power; the
    default of SQLite does not.
    """
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal" or not has_safe_wal(version):
        connection.execute("PRAGMA journal_mode = TRUNCATE")


def check_tables(connection: sqlite3.Connection, where: str) -> None:
    """Check that a database is a journal that this version can read.

    Raises:
        IncompleteJournalError: It is empty.
        ForeignJournalError: It is something else.
        NewerJournalError: A newer version made it.
        DamagedJournalError: Its tables or triggers are not what they were made.
    """
    tables = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema")}
    if not tables:
        raise IncompleteJournalError(where)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise ForeignJournalError(where, "another program made this database")
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if schema > SCHEMA:
        raise NewerJournalError(where, schema, SCHEMA)
    # Indexes that SQLite made for UNIQUE have no text.
    if tables - {None} != set(TABLES):
        raise DamagedJournalError(where, "its tables or triggers were changed")


@contextmanager
def reached(where: str) -> Iterator[None]:
    """Turn what the system says of a file into an exception of this package.

    Raises:
        JournalUnreachableError: The system does not let us.
    """
    try:
        yield
    except OSError as error:
        raise JournalUnreachableError(where, _reason(error)) from error


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what SQLite says into an exception of this package.

    Raises:
        StoreError: SQLite failed.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except UnicodeDecodeError as error:
        # What it says may quote bytes of a damaged file.
        raise DamagedJournalError(where, "its tables hold no text") from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        kind = _FAULTS.get(code & _PRIMARY_CODE, DamagedJournalError)
        raise kind(where, str(error)) from error


def _access(path: Path) -> str:
    """Return how to open a file that is there.

    A write-ahead log wants a file beside it, for reading too. Where nothing can be
    written and no log is left, nobody changes the file, and it can be read without.
    """
    statvfs = getattr(os, "statvfs", None)
    is_fixed = statvfs is not None and bool(statvfs(path).f_flag & os.ST_RDONLY)
    has_log = path.with_name(f"{path.name}-wal").exists()
    return "mode=ro&immutable=1" if is_fixed and not has_log else "mode=rw"


def _check_there(path: Path) -> None:
    try:
        if path.exists() and not path.is_file():
            raise ForeignJournalError(str(path), "it is not a file")
        # SQLite would not say why it cannot open it.
        with path.open("rb"):
            return
    except FileNotFoundError as error:
        raise JournalNotFoundError(str(path)) from error
    except OSError as error:
        raise JournalUnreachableError(str(path), _reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
