"""A bulk import: its rate against that of the bare database, and its memory."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import SHIPPED, Keeper
from benchmarks.reliability.processes import run_alone

from scenarios.journal.record import Draft
from scenarios.journal.sqlite_tables import TABLES

__all__ = ["find_bulk", "insert_bare"]

PROMISE = "A bulk import keeps up with the database, in the same memory"
BATCH = 1000
SHARE = 20
GROWTH = 10
FILLED = ("record", "node", "subject", "payload")

Spent = tuple[float, float]
"""Seconds spent in appending, and the most memory of the process, in MB."""


def find_bulk(setup: Setup) -> Iterator[Finding]:
    """Import many developments into every store."""
    count = setup.size(100_000, 1000)
    for keeper in setup.keepers:
        folder = setup.fresh()
        _, before = run_alone(_import, keeper, setup.fresh(), count // 10)
        seconds, after = run_alone(_import, keeper, folder, count)
        _, hoarded = run_alone(_import_hoarding, keeper, setup.fresh(), count)
        with keeper.open(folder) as store:
            size = store.head().size
        grown = None if setup.quick else GROWTH
        figures = (
            Figure(f"developments, {BATCH} at once", size - 1, least=count),
            Figure("records a second", count / seconds),
            Figure(f"MB at a tenth of them, {after:.0f} MB at the end", before),
            Figure("% more", 100 * (after / before - 1), most=grown),
        )
        more = 100 * (hoarded / before - 1)
        hoard = Figure("% more where the drafts are held", more, least=grown)
        yield Finding(
            PROMISE,
            keeper.name,
            (*figures, *_against(setup, keeper, folder, seconds)),
            (hoard,),
        )


def _against(
    setup: Setup, keeper: Keeper, folder: Path, seconds: float
) -> tuple[Figure, ...]:
    """Compare with the same rows in the same tables, put there without us."""
    if keeper != SHIPPED:
        return ()
    bare = insert_bare(SHIPPED.file(folder), setup.fresh() / "bare.db")
    least = None if setup.quick else SHARE
    return (Figure("% of the rate of the bare database", 100 * bare / seconds, least),)


def insert_bare(journal: Path, copy: Path) -> float:
    """Insert the rows of a journal into bare tables, in batches; return the seconds.

    The tables have the indexes of a journal and no triggers; nothing is read, hashed or
    checked, and the settings are as safe.
    """
    with closing(sqlite3.connect(journal)) as source:
        pages = [list(_pages(source, table)) for table in FILLED]
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = TRUNCATE")
        target.execute("PRAGMA synchronous = FULL")
        for table in TABLES[:4]:
            target.execute(table)
        start = perf_counter()
        for several in zip(*pages, strict=False):
            target.execute("BEGIN IMMEDIATE")
            for table, rows in zip(FILLED, several, strict=True):
                places = ", ".join("?" * len(rows[0]))
                target.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 our own names
            target.execute("COMMIT")
        return perf_counter() - start


def _pages(source: sqlite3.Connection, table: str) -> Iterator[list[Any]]:
    """Read the rows of a table in the order they came, as many pages as batches."""
    rows = source.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608 ours
    [(size,)] = source.execute("SELECT max(seq) FROM record")
    batches = -(-size // BATCH)
    for number in range(batches):
        yield rows[len(rows) * number // batches : len(rows) * (number + 1) // batches]


def _import(say: Connection, keeper: Keeper, folder: Path, count: int) -> None:
    say.send(_append_all(keeper, folder, count, lambda _: None))


def _import_hoarding(say: Connection, keeper: Keeper, folder: Path, count: int) -> None:
    held: list[list[Draft]] = []
    say.send(_append_all(keeper, folder, count, held.append))


def _append_all(
    keeper: Keeper, folder: Path, count: int, hold: Callable[[list[Draft]], None]
) -> Spent:
    """Append drafts as they come, batch by batch."""
    drafts = (draw_draft(number) for number in range(count))
    seconds = 0.0
    with keeper.create(folder) as store:
        while batch := list(islice(drafts, BATCH)):
            start = perf_counter()
            store.append(batch)
            seconds += perf_counter() - start
            hold(batch)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
