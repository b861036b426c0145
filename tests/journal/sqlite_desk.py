"""Ways around the store to the file of a SQLite journal."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scenarios.journal.store import Store

__all__ = ["holds_bytes", "raw", "unlocked"]


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect as any program would, with none of our settings."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def unlocked(
    path: Path, statement: str, rows: Iterable[tuple[object, ...]] = ((),)
) -> None:
    """Change the file as somebody would who drops the triggers and puts them back."""
    with raw(path) as connection:
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        triggers = connection.execute(query).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executemany(statement, rows)
        for _, sql in triggers:
            connection.execute(sql)


def holds_bytes(store: Store, text: bytes) -> bool:
    """Tell whether the files of a store hold some bytes."""
    path = Path(store.where)
    return any(text in each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
