"""CSV: one table, tidy, that says in each row where it is from.

A table on its own has no room for a page about itself, so that day, model, journal,
filters and command stand in columns at the end of every row.
"""

from collections.abc import Iterator
from functools import partial
from typing import IO

from scenarios.report.contents import tables_of
from scenarios.report.csv_format import csv_lines
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices, UnknownTableError
from scenarios.report.tables import Cells, Column, Kind, Lazy, Table

__all__ = ["bearing", "write"]

LIMITS = (
    "Follows from priors, weights and grades that people judged; no measured frequency."
)

ORIGIN_COLUMNS = (
    Column("as_of", Kind.DATE),
    Column("model"),
    Column("journal_size", Kind.COUNT),
    Column("journal_root"),
    Column("filters"),
    Column("command"),
    Column("limits"),
)


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write one table of a dossier, row by row.

    Raises:
        UnknownTableError: The dossier holds no such table.
    """
    tables = tables_of(dossier)
    if choices.table not in tables:
        raise UnknownTableError(choices.table, tables)
    table = bearing(tables[choices.table], dossier)
    for line in csv_lines(table, raw=choices.raw):
        file.write(line.encode())


def bearing(table: Table, dossier: Dossier) -> Table:
    """Return a table whose rows say where they are from, in columns at the end."""
    named = {column.name for column in table.columns}
    pairs = zip(ORIGIN_COLUMNS, _origin(dossier), strict=True)
    added = [(column, cell) for column, cell in pairs if column.name not in named]
    columns = tuple(column for column, _ in added)
    cells = tuple(cell for _, cell in added)
    rows = Lazy(partial(_extended, table, cells))
    return Table((*table.columns, *columns), rows, table.name)


def _extended(table: Table, cells: Cells) -> Iterator[Cells]:
    return ((*row, *cells) for row in table.rows)


def _origin(dossier: Dossier) -> Cells:
    now = dossier.assessment
    journal = now.journal
    filters = dossier.order.filters
    return (
        now.as_of,
        now.model.id,
        None if journal is None else journal.size,
        None if journal is None else journal.root,
        "; ".join(f"{name}: {text}" for name, text in filters.items()),
        dossier.order.command,
        LIMITS,
    )
