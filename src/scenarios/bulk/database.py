"""DuckDB, opened with limits: what memory it may take and where it may spill."""

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.bulk.literals import text
from scenarios.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

__all__ = ["MEGABYTE", "open_database", "parquet_columns"]

MEGABYTE = 1_000_000


@contextmanager
def open_database(
    *, memory: int = 500 * MEGABYTE, threads: int = 1, spill: Path | None = None
) -> "Iterator[DuckDBPyConnection]":
    """Open an empty database in memory.

    With one thread the same statement gives the same bytes every time: nothing is
    added up, and no row written, in another order.

    Args:
        memory: Bytes that it may take.
        threads: How many it may run.
        spill: Folder for what does not fit; nothing spills where it is None.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("bulk", "bulk") from None
    if spill is not None:
        # DuckDB makes the last folder of a path only.
        spill.mkdir(parents=True, exist_ok=True)
    limits: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{memory // MEGABYTE}MB",
        "threads": threads,
        "temp_directory": "" if spill is None else str(spill),
        # Nothing is ever fetched from elsewhere.
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=limits) as base:
        base.execute("SET TimeZone = 'UTC'")
        yield base


def parquet_columns(path: Path) -> list[str]:
    """Return the names of the columns of a Parquet file.

    Raises:
        ValueError: It is none.
    """
    with open_database() as base:
        from duckdb import Error

        try:
            asked = base.execute(
                f"DESCRIBE SELECT * FROM read_parquet({text(str(path))})"
            )
        except Error as error:
            raise ValueError(f"is no Parquet file: {error}") from None
        return [name for name, *_ in asked.fetchall()]
