"""Tables for notebooks: HTML, Markdown, and the frames of three libraries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from scenarios.errors import MissingLibraryError
from scenarios.report.cells import read_aloud
from scenarios.report.markdown import write_markdown
from scenarios.report.tables import Cell, Cells, Column, Kind, Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["NotebookTable"]

MOST_ROWS = 100
CELL = "padding:2px 10px 2px 0;border:0;vertical-align:top"
NUMBER = "text-align:right;white-space:nowrap"
WHAT = "a table as a frame"

# The type of a column in pandas, polars and Arrow; a count may be missing, too.
PANDAS = {Kind.TEXT: "string", Kind.COUNT: "Int64", Kind.DATE: "datetime64[s]"}
POLARS = {Kind.TEXT: "String", Kind.COUNT: "Int64", Kind.DATE: "Date"}
ARROW = {Kind.TEXT: "string", Kind.COUNT: "int64", Kind.DATE: "date32"}
NUMBERS = {"pandas": "float64", "polars": "Float64", "pyarrow": "float64"}


@dataclass(frozen=True, slots=True)
class NotebookTable(Table):
    """A table that shows itself in a notebook and becomes a frame of other libraries.

    Numbers keep the precision of floats; what is missing is missing there, too.
    """

    def to_pandas(self) -> "pd.DataFrame":
        """Return the table as a pandas frame.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        pandas = _library("pandas")
        return pandas.DataFrame(
            {
                column.name: pandas.Series(
                    cells, dtype=PANDAS.get(column.kind, NUMBERS["pandas"])
                )
                for column, cells in self._columns()
            }
        )

    def to_polars(self) -> "pl.DataFrame":
        """Return the table as a Polars frame.

        Raises:
            MissingLibraryError: Polars is not installed.
        """
        polars = _library("polars")
        kinds = {kind: getattr(polars, name) for kind, name in POLARS.items()}
        number = getattr(polars, NUMBERS["polars"])
        made: Callable[[object], pl.DataFrame] = polars.DataFrame
        return made(
            [
                polars.Series(column.name, cells, dtype=kinds.get(column.kind, number))
                for column, cells in self._columns()
            ]
        )

    def to_arrow(self) -> "pa.Table":
        """Return the table as an Arrow table.

        Raises:
            MissingLibraryError: PyArrow is not installed.
        """
        arrow = _library("pyarrow")
        kinds = {kind: getattr(arrow, name)() for kind, name in ARROW.items()}
        number = getattr(arrow, NUMBERS["pyarrow"])()
        return arrow.table(
            {
                column.name: arrow.array(cells, type=kinds.get(column.kind, number))
                for column, cells in self._columns()
            }
        )

    def _columns(self) -> list[tuple[Column, list[object]]]:
        rows = [tuple(map(_plain, row, self.columns)) for row in self.rows]
        return [
            (column, [row[place] for row in rows])
            for place, column in enumerate(self.columns)
        ]

    def _repr_markdown_(self) -> str:
        """Return it as Markdown."""
        return write_markdown(self)

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it: the first rows, numbers as people read."""
        shown = list(islice(iter(self.rows), MOST_ROWS + 1))
        more = len(shown) > MOST_ROWS
        heads = "".join(_cell(c.name, c, "th scope='col'") for c in self.columns)
        body = "".join(f"<tr>{self._row(row)}</tr>" for row in shown[:MOST_ROWS])
        note = f"<p>The first {MOST_ROWS} rows.</p>" if more else ""
        return (
            f"<table style='border-collapse:collapse'><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table>{note}"
        )

    def _row(self, row: Cells) -> str:
        return "".join(
            _cell(read_aloud(cell, column.kind), column, "td")
            for cell, column in zip(row, self.columns, strict=True)
        )


def _cell(text: str, column: Column, tag: str) -> str:
    look = "text-align:left" if column.kind is Kind.TEXT else NUMBER
    end = tag.partition(" ")[0]
    return f"<{tag} style='{CELL};{look}'>{escape(text)}</{end}>"


def _plain(cell: Cell, column: Column) -> object:
    return None if cell is None else _MADE.get(column.kind, float)(cell)


_MADE: Mapping[Kind, Callable[[Any], object]] = {
    Kind.TEXT: str,
    Kind.COUNT: int,
    Kind.DATE: lambda day: day,
}


def _library(name: str) -> Any:  # noqa: ANN401 a module that may not be there
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingLibraryError(WHAT, name) from error
