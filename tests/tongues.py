"""Tables as each format holds them, read back cell by cell."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from markdown_it import MarkdownIt

from readers import ask, read_excel
from scenarios.report.contents import TABLES
from scenarios.report.dossier import Dossier
from scenarios.report.excel.cells import value_of
from scenarios.report.exporting import Choices, write
from scenarios.report.tables import Cell, Column, Kind, Table

__all__ = [
    "READERS",
    "Grid",
    "as_held",
    "exported",
    "grids_of_latex",
    "grids_of_markdown",
]

FLOATS = frozenset((Kind.PROBABILITY, Kind.POINTS, Kind.DECIBANS, Kind.NUMBER))
Rows = list[tuple[object, ...]]
Reader = Callable[[Table], Rows]
Grid = list[list[str]]
"""A table as it is shown, its head first."""


def exported(dossier: Dossier, form: str, choices: Choices | None = None) -> bytes:
    """Export a dossier to bytes."""
    file = BytesIO()
    write(dossier, file, form, choices or Choices())
    return file.getvalue()


def read_csv(dossier: Dossier, table: Table) -> Rows:
    """Read a table from raw CSV, typed by the kinds of its columns."""
    content = exported(dossier, "csv", Choices(table=table.name, raw=True))
    head, *rows = csv.reader(StringIO(content.decode(), newline=""))
    width = len(table.columns)
    assert head[:width] == [column.name for column in table.columns]
    return [
        tuple(_typed(text, c) for text, c in zip(row, table.columns, strict=False))
        for row in rows
    ]


def read_parquet(dossier: Dossier, table: Table) -> Rows:
    """Read a table from Parquet by DuckDB."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.parquet"
        file.write_bytes(exported(dossier, "parquet", Choices(table=table.name)))
        return ask(f"FROM '{file}'")


def read_xlsx(dossier: Dossier) -> Reader:
    """Read tables from their sheets by openpyxl, points turned back."""
    book = read_excel(BytesIO(exported(dossier, "xlsx")))

    def read(table: Table) -> Rows:
        rows = book[TABLES[table.name]].iter_rows(min_row=2, values_only=True)
        return [tuple(map(_of_excel, row, table.columns)) for row in rows]

    return read


READERS: Mapping[str, Callable[[Dossier], Reader]] = {
    "csv": lambda dossier: partial(read_csv, dossier),
    "parquet": lambda dossier: partial(read_parquet, dossier),
    "xlsx": read_xlsx,
}
"""How the tables of each format are read back."""


def as_held(table: Table, form: str) -> Rows:
    """Return the cells of a table as a format can hold them: doubles, kept text."""
    return [
        tuple(_held(cell, c, form) for cell, c in zip(row, table.columns, strict=True))
        for row in table.rows
    ]


def grids_of_markdown(text: str) -> list[Grid]:
    """Return the tables of a Markdown text as it is rendered."""
    html = MarkdownIt("commonmark").enable("table").render(text)
    return [
        [
            [_unescaped(c) for c in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table>(.*?)</table>", html, re.DOTALL)
    ]


def grids_of_latex(text: str) -> list[Grid]:
    """Return the tables of a LaTeX text, its commands for signs undone."""
    tables = re.findall(r"\\toprule\n(.*?)\\end\{longtable\}", text, re.DOTALL)
    return [
        [
            [_unset(cell) for cell in re.split(r"(?<!\\) & ", f" {line[:-3]} ")]
            for line in table.splitlines()
            if line.endswith(r" \\")
        ]
        for table in tables
    ]


def _held(cell: Cell, column: Column, form: str) -> object:
    if form == "xlsx" and isinstance(cell, str | date):
        # Excel knows no empty text, and dates with a time of day.
        return value_of(cell, column.kind) or None
    if column.kind in FLOATS and not isinstance(cell, str) and cell is not None:
        return float(str(cell))
    return cell


def _typed(text: str, column: Column) -> object:
    if column.kind is Kind.TEXT:
        return text
    if text == "":
        return None
    if column.kind is Kind.DATE:
        return date.fromisoformat(text)
    return int(text) if column.kind is Kind.COUNT else float(text)


def _of_excel(value: object, column: Column) -> object:
    if isinstance(value, datetime):
        return value.date()
    if column.kind is Kind.POINTS and isinstance(value, int | float):
        return value / 100
    return value


def _unescaped(html: str) -> str:
    signs = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
    return re.sub("|".join(signs), lambda match: signs[match[0]], html)


def _unset(text: str) -> str:
    named = {
        r"\brk{}": "",
        r"\textbackslash{}": "\\",
        r"\textasciicircum{}": "^",
        r"\textasciitilde{}": "~",
        "{[}": "[",
        "{]}": "]",
        "{*}": "*",
        **{f"\\{sign}": sign for sign in "{}$&#_%"},
    }
    pattern = "|".join(map(re.escape, named))
    return re.sub(pattern, lambda match: named[match[0]], text).strip()
