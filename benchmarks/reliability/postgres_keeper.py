"""Journals on a PostgreSQL server for an experiment, whole or with less protection.

The server is the one that the tests start.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Self
from unittest.mock import patch
from urllib.parse import quote

import psycopg
from benchmarks.reliability.keepers import NOW, ORIGIN

from scenarios.journal import postgres
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.postgres_address import Address
from scenarios.journal.postgres_tables import LOCK

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests"))

from cluster import Cluster, running

__all__ = ["PostgresKeeper", "served"]

TURN = (
    "CREATE OR REPLACE FUNCTION take_turn() RETURNS void LANGUAGE plpgsql"
    " SECURITY DEFINER SET search_path = pg_catalog, pg_temp"
    " AS $body$BEGIN {} END$body$"
)


@dataclass(frozen=True)
class PostgresKeeper:
    """Journals in schemas of one database.

    Attributes:
        server: Its version.
        socket: The folder of the socket to connect to.
        options: What to set for each connection.
        turn: What a writer does first instead of taking its turn; None to take it.
    """

    server: str
    socket: str
    options: str = ""
    turn: str | None = None

    @property
    def name(self) -> str:
        """Return what to call it in a table."""
        return f"PostgreSQL {self.server}"

    def create(self, folder: Path) -> PostgresStore:
        """Make a new journal for a folder of its own."""
        whole = replace(self, options="", turn=None)
        store = PostgresStore.create(whole.url(folder), ORIGIN, NOW, "anna")
        if self.turn is not None:
            store.close()
            self._weaken(folder)
            return self.open(folder)
        return store

    def open(self, folder: Path) -> PostgresStore:
        """Open the journal of a folder."""
        with self._unchecked():
            return PostgresStore.open(self.url(folder))

    def url(self, folder: Path) -> str:
        """Return where the journal of a folder is."""
        schema = f"case_{sha256(str(folder).encode()).hexdigest()[:12]}"
        host, options = quote(self.socket, safe=""), quote(self.options, safe="")
        where = f"postgresql://postgres@/postgres?host={host}&schema={schema}"
        return f"{where}&options={options}" if options else where

    def behind(self, socket: str) -> Self:
        """Return the same, reached through another socket."""
        return replace(self, socket=socket)

    def without_turns(self) -> Self:
        """Return the same, but its writers do not take turns."""
        return replace(self, turn="")

    def without_waiting(self) -> Self:
        """Return the same, but it acknowledges what is not on disk yet."""
        return replace(
            self, turn=f"PERFORM {LOCK};", options="-c synchronous_commit=off"
        )

    def _weaken(self, folder: Path) -> None:
        address = Address.parse(self.url(folder))
        with psycopg.connect(address.server) as connection:
            connection.execute(f"SET search_path = {address.schema}".encode())
            connection.execute(TURN.format(self.turn).encode())

    @contextmanager
    def _unchecked(self) -> Iterator[None]:
        """Let pass what was weakened on purpose."""
        if self.turn is None:
            yield
            return
        with (
            patch.object(postgres, "check_server"),
            patch.object(postgres, "check_tables"),
        ):
            yield


@contextmanager
def served() -> Iterator[tuple[Cluster, PostgresKeeper]]:
    """Start a server; stop it afterwards and remove all of it."""
    with running() as cluster:
        [(version,)] = cluster.run("SELECT current_setting('server_version')")
        yield cluster, PostgresKeeper(str(version), str(cluster.folder))
