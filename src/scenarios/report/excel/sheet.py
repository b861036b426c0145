"""One table → one sheet: a real Excel table, with formats, widths and data bars."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from scenarios.errors import ScenariosError
from scenarios.report.excel.cells import (
    Value,
    format_of,
    heading,
    lines_of,
    shown_width,
    value_of,
)
from scenarios.report.excel.paper import Paper
from scenarios.report.tables import Cell, Cells, Column, Kind, Table

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "TooLargeError", "fill_sheet"]

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header among them (Excel specifications and limits)."""
MOST_COLUMNS = 16_384

WIDEST: Mapping[str, int] = {"about": 110, "columns": 90}
"""Letters of a column from which its text is broken into lines, by table."""
WIDE = 60
LINE_HEIGHT = 15
HEAD_HEIGHT = 20
A4 = 9
WIDTH_OF_PAGE = 180
"""Digits that a page across still shows in a size to be read."""
MOST_LINES = 27
"""Excel lets no row be higher than 409 points."""
NARROWEST = 7
ROOM_FOR_BUTTON = 3
ROOM_FOR_TEXT = 2.5

BAR = "#9DC3E6"
BAR_BELOW = "#F4B183"

FROZEN: Mapping[str, int] = {"outcomes": 2, "ledger": 2, "history": 2, "cases": 2}
"""How many columns stay in sight, by table; one where it is not named."""

BARS: Mapping[str, Sequence[str]] = {
    "outcomes": ("probability",),
    "history": ("probability",),
    "cases": ("probability",),
    "ledger": ("decibans",),
}
"""The columns with data bars, by table."""


class TooLargeError(ScenariosError):
    """A table does not fit a sheet."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(
            f"the table `{table}` does not fit a sheet of Excel, which holds "
            f"{MOST_ROWS - 1:,} rows and {MOST_COLUMNS:,} columns; name fewer "
            "scenarios, or write it as .csv or .parquet"
        )


def fill_sheet(paper: Paper, table: Table, title: str) -> None:
    """Add a sheet that holds a table.

    Args:
        paper: The workbook and what its sheets share.
        table: What to write.
        title: The name of the sheet, at most 31 letters.

    Raises:
        TooLargeError: It does not fit; nothing of it was added.
    """
    rows = list(islice(table.rows, MOST_ROWS))
    if len(rows) >= MOST_ROWS or len(table.columns) > MOST_COLUMNS:
        raise TooLargeError(table.name)
    widths = _measure(table.columns, rows)
    sheet = paper.book.add_worksheet(title)
    widest = WIDEST.get(table.name, WIDE)
    wraps = [width > widest for width in widths]
    _write_rows(paper, sheet, Table(table.columns, rows, table.name), wraps)
    _make_table(paper, sheet, table, len(rows))
    shown = [min(width, widest) + ROOM_FOR_TEXT for width in widths]
    for place, width in enumerate(shown):
        sheet.set_column(place, place, width)
    frozen = FROZEN.get(table.name, 1)
    sheet.freeze_panes(1, frozen)
    sheet.hide_gridlines(2)
    _add_bars(sheet, table, len(rows))
    _set_page(sheet, paper, frozen, sum(shown))


def _measure(columns: Sequence[Column], rows: Sequence[Cells]) -> list[int]:
    """Return the width of each column: its longest line, or its head with a button."""
    heads = [len(heading(column)) + ROOM_FOR_BUTTON for column in columns]
    widths = [max(NARROWEST, width) for width in heads]
    for row in rows:
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            width = shown_width(cell, column.kind)
            widths[place] = max(width, widths[place])
    return widths


def _write_rows(
    paper: Paper, sheet: "Worksheet", table: Table, wraps: Sequence[bool]
) -> None:
    standards = [_standard(paper, table, column) for column in table.columns]
    group: Cell = None
    for number, row in enumerate(table.rows, start=1):
        opens = row[0] != group
        group = row[0]
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            value = value_of(cell, column.kind)
            shape = format_of(value, column.kind, standards[place])
            look = paper.format(column.kind, shape, wrap=wraps[place], opens=opens)
            _write(sheet, number, place, value, look)
        _set_height(sheet, number, row, wraps, WIDEST.get(table.name, WIDE))


def _standard(paper: Paper, table: Table, column: Column) -> str:
    """Return the standard of the word beside a column; nothing where none stands."""
    worded = any(each.name == "word" for each in table.columns)
    return paper.standard if worded and column.name == "probability" else ""


def _set_height(
    sheet: "Worksheet", number: int, row: Cells, wraps: Sequence[bool], widest: int
) -> None:
    """Give a row the height of its longest text; not every program does so itself."""
    texts = [cell for cell, wrap in zip(row, wraps, strict=True) if wrap]
    lines = max((lines_of(str(cell or ""), widest) for cell in texts), default=1)
    if lines > 1:
        sheet.set_row(number, LINE_HEIGHT * min(lines, MOST_LINES))


def _write(
    sheet: "Worksheet", row: int, column: int, value: Value, look: "Format"
) -> None:
    """Write a value as what it is; a text is never taken for something else."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, look)
        case str():
            sheet.write_string(row, column, value, look)
        case date():
            midnight = datetime.combine(value, time())
            sheet.write_datetime(row, column, midnight, look)
        case _:
            sheet.write_number(row, column, value, look)


def _make_table(paper: Paper, sheet: "Worksheet", table: Table, rows: int) -> None:
    last = len(table.columns) - 1
    columns = [
        {"header": heading(each), "header_format": paper.head(each.kind)}
        for each in table.columns
    ]
    # A table of Excel has one row at least, if an empty one.
    sheet.add_table(
        0,
        0,
        max(rows, 1),
        last,
        {"name": f"{table.name}_table", "columns": columns, "style": None},
    )
    sheet.set_row(0, HEAD_HEIGHT)
    # «1E02» is the text that it is, and no slip to be marked in green.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _add_bars(sheet: "Worksheet", table: Table, rows: int) -> None:
    wanted = BARS.get(table.name, ())
    for place, column in enumerate(table.columns):
        if rows and _main_number(column) in wanted:
            bar = {"type": "data_bar", "bar_solid": True, "bar_color": BAR}
            look = {**bar, **_scale(column)}
            sheet.conditional_format(1, place, rows, place, look)


def _main_number(column: Column) -> str:
    """Return what a column says; of a wide table, only where it says just that."""
    return column.says if column.name == column.outcome else column.name


def _scale(column: Column) -> Mapping[str, object]:
    if column.kind is Kind.DECIBANS:
        return {"bar_negative_color": BAR_BELOW, "bar_axis_position": "middle"}
    ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
    return {**ends, "bar_axis_position": "none"}


def _set_page(sheet: "Worksheet", paper: Paper, frozen: int, width: float) -> None:
    """Print on A4 across, on as many pages beside one another as can be read."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(max(1, round(width / WIDTH_OF_PAGE)), 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, frozen - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    sheet.set_footer(paper.footer)
