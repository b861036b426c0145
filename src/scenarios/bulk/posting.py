"""The posteriors of each part of the pairs, from its contributions.

Every statement is `gathering`'s or `sums`'s; of the running totals alone memory does
the work of DuckDB. Pairs are taken some at a time, so that a part of any size fits.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING

from scenarios.bulk.accumulating import Column, accumulate
from scenarios.bulk.database import open_database
from scenarios.bulk.literals import parquet, text
from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.staging import copy_to

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Prepared", "post_part", "prepare"]

REORDERING = "join_order,build_side_probe_side"
MOST_CELLS = 200_000
"""Pairs and days that are in memory at once; each takes some hundred bytes."""

OPTIONS = ("COMPRESSION_LEVEL -1", "DICTIONARY_SIZE_LIMIT 1")
"""Hardly a probability occurs twice; to look for more takes a tenth of the time of
writing, and gains a hundredth of the room."""

EMPTY = (
    "SELECT CAST(NULL AS INTEGER) AS instance, CAST(NULL AS DATE) AS known, "
    "CAST(NULL AS DATE) AS day, CAST(NULL AS SMALLINT) AS weight WHERE FALSE"
)
"""A table without rows, where a part has no contributions."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A thread's connection to a database that holds the days and the pairs of a run.

    Attributes:
        base: The connection; no other thread uses it.
        days: The numbers of the days, from 0.
        pairs: The numbers of the pairs of each part, in order.
    """

    base: "DuckDBPyConnection"
    days: Column
    pairs: Mapping[int, Column]


@contextmanager
def prepare(plan: Plan, limits: Limits) -> "Iterator[Callable[[], Prepared]]":
    """Prepare a database, and give each thread that asks a connection of its own."""
    spill = plan.path(".spill", "posteriors")
    held = local()
    with open_database(memory=limits.memory, spill=spill) as base, ExitStack() as stack:
        days, pairs = _fill(base, plan)

        def mine() -> Prepared:
            if not hasattr(held, "prepared"):
                own = stack.enter_context(base.cursor())
                # The rows of the grid are to stay in their order: joined to what is
                # looked up.
                own.execute(f"SET disabled_optimizers = {text(REORDERING)}")
                held.prepared = Prepared(own, days, pairs)
            prepared: Prepared = held.prepared
            return prepared

        yield mine


def _fill(
    base: "DuckDBPyConnection", plan: Plan
) -> tuple[Column, Mapping[int, Column]]:
    """Read the days and the pairs into tables, and return the numbers of both."""
    for table, file in (("days", "days"), ("pairs", "instances")):
        held = parquet([plan.path(f"{file}.parquet")])
        base.execute(f"CREATE TABLE {table} AS SELECT * FROM {held}")
    codes = base.execute("SELECT source FROM pairs UNION SELECT target FROM pairs")
    known = ", ".join(text(code) for (code,) in sorted(codes.fetchall()))
    base.execute(f"CREATE TYPE country AS ENUM ({known})")
    days = base.execute("SELECT number FROM days ORDER BY number").fetchnumpy()
    found = base.execute(
        "SELECT part, instance FROM pairs ORDER BY instance"
    ).fetchnumpy()
    parts, pairs = found["part"], found["instance"]
    by_part = {part: pairs[parts == part] for part in range(plan.partitions)}
    return days["number"], by_part


def post_part(plan: Plan, part: int, prepared: Prepared) -> None:
    """Write the posteriors of one part of the pairs, unless that is done.

    Args:
        plan: The run.
        part: The part.
        prepared: What this thread alone has.
    """
    pairs = prepared.pairs[part]
    at_once = max(1, MOST_CELLS // len(prepared.days))
    for place, first in enumerate(range(0, max(1, len(pairs)), at_once), start=1):
        path = plan.posteriors(part, place)
        if not path.exists():
            some = pairs[first : first + at_once]
            span = "TRUE" if len(some) == len(pairs) else _between(some)
            _post(plan, part, prepared, some, span, path)


def _between(pairs: Column) -> str:
    return f"instance BETWEEN {pairs[0]} AND {pairs[-1]}"


def _post(  # noqa: PLR0913 some pairs of a part of a run
    plan: Plan, part: int, prepared: Prepared, pairs: Column, span: str, path: Path
) -> None:
    """Write the posteriors of some pairs of a part."""
    base, sums = prepared.base, plan.sums
    files = sorted(plan.contributions(part).glob("batch-*.parquet"))
    told = f"SELECT * FROM {parquet(files)} WHERE {span}" if files else EMPTY
    base.execute(f"CREATE OR REPLACE TEMP VIEW contributions AS {told}")
    base.execute(
        "CREATE OR REPLACE TEMP TABLE instances AS SELECT instance, "
        f"{_country('source')}, {_country('target')} FROM pairs "
        f"WHERE part = {part} AND {span}"
    )
    cells = base.execute(sums.gathering.cells()).fetchnumpy()
    grid = accumulate(cells, pairs, prepared.days, sums.gathering.totals)
    base.register("grid", grid)
    base.execute(f"CREATE OR REPLACE TEMP TABLE states AS {sums.states()}")
    copy_to(base, sums.posteriors(), path, *OPTIONS)
    base.unregister("grid")


def _country(column: str) -> str:
    """Return the SQL of a country as a number with a name, which is written faster."""
    return f"CAST(CAST({column} AS VARCHAR) AS country) AS {column}"
