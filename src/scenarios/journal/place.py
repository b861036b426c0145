"""Where a journal is kept: a SQLite file or a PostgreSQL server, named by a URL."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from scenarios.journal.errors import BadJournalUrlError, MissingDriverError
from scenarios.journal.postgres_address import BAD_PORT, Address
from scenarios.journal.record import Record
from scenarios.journal.store import Store

if TYPE_CHECKING:
    from scenarios.journal.postgres import PostgresStore

__all__ = ["DEFAULT", "Place", "create_journal", "find_place", "open_journal"]

DEFAULT = "sqlite:///.scenarios/journal.db"
"""Where the journal of a workspace is unless it says otherwise."""

_SERVERS = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journal is kept.

    Attributes:
        file: Its SQLite file; None where a server keeps it.
        server: The URL of its PostgreSQL database, password and all.
    """

    file: Path | None
    server: str = ""

    def __str__(self) -> str:
        if self.file is not None:
            return str(self.file)
        return Address.parse(self.server).shown


def find_place(url: str | None, root: Path) -> Place:
    """Return the place that a URL names.

    Args:
        url: `sqlite:///file` relative to the workspace, `sqlite:////file` from the
            root of the file system, or `postgresql://…`; the default where None.
        root: The folder of the workspace.

    Raises:
        BadJournalUrlError: It is none of these.
    """
    wanted = url or DEFAULT
    try:
        parts = urlsplit(wanted)
        _ = parts.port
    except ValueError as error:
        # What it says may hold a part of the password.
        raise BadJournalUrlError(wanted, BAD_PORT) from error
    if parts.scheme in _SERVERS:
        Address.parse(wanted)
        return Place(None, wanted)
    return Place(root / _file(parts, wanted))


def open_journal(place: Place) -> Store:
    """Open the journal at a place.

    Raises:
        StoreError: There is none, or it cannot be used or trusted.
    """
    if place.file is None:
        return _servers().open(place.server)
    from scenarios.journal.sqlite import SqliteStore

    return SqliteStore.open(place.file)


def create_journal(place: Place, first: Record) -> Store:
    """Make a journal at a place, starting with a given record.

    Raises:
        JournalExistsError: There is something already.
        StoreError: It cannot be made there.
    """
    if place.file is None:
        return _servers().found(place.server, first)
    from scenarios.journal.sqlite import SqliteStore

    return SqliteStore.found(place.file, first)


def _servers() -> "type[PostgresStore]":
    try:
        from scenarios.journal.postgres import PostgresStore
    except ImportError as error:
        raise MissingDriverError from error
    return PostgresStore


def _file(parts: SplitResult, url: str) -> str:
    """Return the path of a SQLite URL; after `sqlite:///` it is relative."""
    path = unquote(parts.path).removeprefix("/")
    odd = parts.netloc or parts.query or parts.fragment
    if parts.scheme != "sqlite" or odd or not path or "\0" in path:
        reason = "write sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        raise BadJournalUrlError(url, reason)
    return path
