"""Kinds of stores for an experiment to try, whole or with a protection taken out.

A keeper runs the store of the product as it is; only the SQLite library under it can
be another, and a statement that protects can be swapped for one that does not.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol, Self
from unittest.mock import patch

import apsw
from benchmarks.reliability.apsw_library import connect_apsw

from scenarios.journal.sqlite import SqliteStore
from scenarios.journal.store import Store

__all__ = ["APSW_TRUNCATE", "APSW_WAL", "SHIPPED", "Keeper", "SqliteKeeper"]

ORIGIN = "example.org/reliability"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
MENDED = (3, 51, 3)
"""The first library whose write-ahead log is safe: told of it, the store uses one."""
UNMENDED = (3, 51, 2)

_CONNECT = sqlite3.connect


class Keeper(Protocol):
    """A kind of store; it travels to other processes, so it holds no connection."""

    @property
    def name(self) -> str:
        """Return what to call it in a table."""
        ...

    def create(self, folder: Path) -> Store:
        """Make a new journal for a folder of its own."""
        ...

    def open(self, folder: Path) -> Store:
        """Open the journal of a folder."""
        ...

    def without_turns(self) -> Self:
        """Return the same, but its writers do not take turns."""
        ...


@dataclass(frozen=True)
class SqliteKeeper:
    """A journal in SQLite.

    Attributes:
        via: Whose library: that of Python, or the newer one that apsw brings along.
        mode: Its journal mode.
        swaps: Statements, each with what is executed instead.
        first: Statements that are executed before all others.
        vfs: The file layer under it; apsw only.
        wait: Seconds to wait for other writers.
    """

    via: Literal["sqlite3", "apsw"]
    mode: Literal["TRUNCATE", "WAL"]
    swaps: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    vfs: str | None = None
    wait: float = 30.0

    @property
    def name(self) -> str:
        """Return the version of its library, and its mode."""
        is_ours = self.via == "sqlite3"
        version = sqlite3.sqlite_version if is_ours else apsw.sqlite_lib_version()
        return f"SQLite {version}, {self.mode}"

    def create(self, folder: Path) -> SqliteStore:
        """Make a new journal in a folder."""
        with self._library():
            return SqliteStore.create(
                self.file(folder),
                ORIGIN,
                NOW,
                "anna",
                wait=self.wait,
                library=self._version,
            )

    def open(self, folder: Path) -> SqliteStore:
        """Open the journal of a folder."""
        with self._library():
            return SqliteStore.open(
                self.file(folder), wait=self.wait, library=self._version
            )

    def file(self, folder: Path) -> Path:
        """Return where the journal of a folder is."""
        return folder / "journal.db"

    def without(self, statement: str, instead: str) -> Self:
        """Return the same with a statement swapped for another."""
        return replace(self, swaps=(*self.swaps, (statement, instead)))

    def without_turns(self) -> Self:
        """Return the same, but its writers lock the file only once they write."""
        return self.without("BEGIN IMMEDIATE", "BEGIN")

    @property
    def _version(self) -> tuple[int, int, int]:
        return MENDED if self.mode == "WAL" else UNMENDED

    @contextmanager
    def _library(self) -> Iterator[None]:
        with patch.object(sqlite3, "connect", self._connect):
            yield

    def _connect(self, name: str, **options: Any) -> Any:  # noqa: ANN401 one of two libraries
        swaps = dict(self.swaps)
        if self.via == "sqlite3":
            return _CONNECT(name, factory=_bent(swaps), **options)
        return connect_apsw(name, options["timeout"], swaps, self.first, self.vfs)


SHIPPED = SqliteKeeper("sqlite3", "TRUNCATE")
"""What this Python's own library gets, unless it is a mended one."""
APSW_WAL = SqliteKeeper("apsw", "WAL")
APSW_TRUNCATE = SqliteKeeper("apsw", "TRUNCATE")


def _bent(swaps: Mapping[str, str]) -> type[sqlite3.Connection]:
    class Bent(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401 handed on
            return super().execute(swaps.get(sql, sql), *values)

    return Bent
