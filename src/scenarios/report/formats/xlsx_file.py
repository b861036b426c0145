"""Excel: a workbook with a sheet for each table, what it is, and what columns mean."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import BytesIO
from typing import IO, TYPE_CHECKING

from scenarios.errors import MissingExtraError
from scenarios.report.about import LIMITS
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.excel.cells import heading, plain_text
from scenarios.report.excel.paper import Paper
from scenarios.report.excel.sheet import fill_sheet
from scenarios.report.exporting import Choices
from scenarios.report.meanings import UNITS, meaning_of
from scenarios.report.selection import widened
from scenarios.report.tables import Cells, Column, Kind, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["column_table", "write"]

AS_IT_IS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""No text of ours becomes a formula, a link or a number."""

PERCENTAGE_POINTS = "percentage points"
COLUMNS_SHEET = "Columns"
COLUMNS = (Column("sheet"), Column("column"), Column("unit"), Column("meaning"))


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write all of a dossier.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        TooLargeError: A table has more rows than a sheet holds.
    """
    # Built in memory, because a zip file is not written from front to back.
    content = BytesIO()
    book = _open_book(content)
    tables = tables_of(dossier)
    if choices.wide:
        tables = widened(tables, dossier)
    paper = Paper(book, _footer(dossier), dossier.assessment.model.words)
    for table in tables.values():
        fill_sheet(paper, table, TABLES[table.name])
    fill_sheet(paper, column_table(tables.values()), COLUMNS_SHEET)
    _describe(book, dossier)
    book.close()
    file.write(content.getbuffer())


def column_table(tables: Iterable[Table]) -> Table:
    """Return a table that says what each column of the sheets means."""
    rows = tuple(row for table in tables for row in _explained(table))
    return Table(COLUMNS, rows, "columns")


def _explained(table: Table) -> Iterator[Cells]:
    for column in table.columns:
        points = column.kind is Kind.POINTS
        unit = PERCENTAGE_POINTS if points else UNITS[column.kind]
        said = meaning_of(table.name, column)
        yield (TABLES[table.name], heading(column), unit, said)


def _open_book(content: BytesIO) -> "Workbook":
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        what = "an Excel file"
        raise MissingExtraError(what, "xlsx") from error
    return Workbook(content, AS_IT_IS)


def _describe(book: "Workbook", dossier: Dossier) -> None:
    """Set the properties of the file; its day is the one assessed, not today."""
    now = dossier.assessment
    book.set_properties(
        {
            "title": f"Assessment as of {now.as_of.isoformat()}",
            "subject": plain_text(", ".join(each.id for each in now.scenarios)),
            "author": f"scenarios {now.version}",
            "comments": plain_text("\n".join((dossier.order.command, *LIMITS))),
            "created": datetime.combine(now.as_of, time()),
        }
    )


def _footer(dossier: Dossier) -> str:
    now = dossier.assessment
    said = (
        f"As of {now.as_of.isoformat()}, model {now.model.id}, scenarios {now.version}"
    )
    return f"&L&8{said}&C&8&A&R&8&P / &N"
