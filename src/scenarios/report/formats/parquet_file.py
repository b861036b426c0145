"""Parquet: one table with true types, written a group of rows at a time.

Apache Arrow writes it: its schema takes types, units and meanings as they are, and it
streams. DuckDB would need a file of text in between, and SQL, which is spoken in the
journal alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, cast

from scenarios.errors import MissingExtraError
from scenarios.report.about import about
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.meanings import UNITS, meaning_of
from scenarios.report.selection import select_table
from scenarios.report.tables import Cell, Cells, Column, Kind, Table

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["write"]

ROWS_OF_A_GROUP = 20_000
"""What is in memory at once; large enough for the columns to pack well."""

VERSION = "2.6"

_TYPES: Mapping[Kind, str] = {
    Kind.TEXT: "string",
    Kind.DATE: "date32",
    Kind.COUNT: "int64",
    Kind.PROBABILITY: "float64",
    Kind.POINTS: "float64",
    Kind.DECIBANS: "float64",
    Kind.NUMBER: "float64",
}
"""The name of Arrow's type for each kind."""

_FLOATS = frozenset(kind for kind, name in _TYPES.items() if name == "float64")


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write one table of a dossier, a group of rows at a time.

    Raises:
        MissingExtraError: pyarrow is not installed.
        UnknownTableError: The dossier holds no such table.
        NotWideError: The table has no outcomes, and was to have a column for each.
    """
    arrow, parquet = _open_arrow()
    table = select_table(dossier, choices)
    schema = _schema(arrow, table, dossier)
    with parquet.ParquetWriter(file, schema, version=VERSION) as writer:
        for rows in _groups(table):
            lists = zip(zip(*rows, strict=True), table.columns, schema, strict=True)
            arrays = [
                arrow.array(_values(cells, column), type=field.type)
                for cells, column, field in lists
            ]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))


def _open_arrow() -> "tuple[ModuleType, ModuleType]":
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        what = "a Parquet file"
        raise MissingExtraError(what, "parquet") from error
    return pa, parquet


def _schema(arrow: "ModuleType", table: Table, dossier: Dossier) -> Any:  # noqa: ANN401 the library has no types
    """Return the columns with unit and meaning, and what the file says of itself."""
    fields = [
        arrow.field(
            column.name,
            getattr(arrow, _TYPES[column.kind])(),
            metadata={
                "unit": UNITS[column.kind],
                "meaning": meaning_of(table.name, column),
            },
        )
        for column in table.columns
    ]
    said = {item.name: item.text for item in about(dossier)}
    return arrow.schema(fields, metadata={"table": table.name, **said})


def _groups(table: Table) -> Iterator[list[Cells]]:
    rows = iter(table.rows)
    while group := list(islice(rows, ROWS_OF_A_GROUP)):
        yield group


def _values(cells: Sequence[Cell], column: Column) -> Sequence[Cell]:
    """Return the cells of a column as Arrow takes them: decimals become doubles."""
    if column.kind not in _FLOATS:
        return cells
    return [None if cell is None else float(cast("float", cell)) for cell in cells]
