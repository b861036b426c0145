"""Native tables: a repeated head, numbers to the right, rows that no page breaks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph

from scenarios.report.word.inline import write_inline
from scenarios.report.word.legible import legible
from scenarios.report.word.places import Places
from scenarios.report.word.styles import TABLE, dress

__all__ = ["Cell", "Grid", "add_table"]

MOST_TOLD = 250
"""Longest description of a table that readers for the blind are given."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a ground of its own colour.

    Attributes:
        content: What it says; no meaning hangs on the colour alone.
        fill: Six hexadecimal digits; empty for none.
    """

    content: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be written; the parts are those of `Paper.table`."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell | str]]
    widths: Sequence[float]
    numbers: Collection[int]
    places: Sequence[str]
    strong: Collection[int]


def add_table(document: Document, grid: Grid, places: Places, width: Length) -> None:
    """Add a table to the end of a document."""
    unit = width.twips / sum(grid.widths)
    widths = [round(unit * share) for share in grid.widths]
    table = document.add_table(rows=0, cols=0)
    _set_up(table, grid, widths)
    _add_row(table, grid, grid.head, widths, places, -1)
    for at, row in enumerate(grid.rows):
        _add_row(table, grid, row, widths, places, at)


def _set_up(table: Table, grid: Grid, widths: Sequence[int]) -> None:
    table.style = TABLE
    told = legible(grid.caption)[:MOST_TOLD]
    properties: Any = table._tbl.tblPr  # noqa: SLF001 the library's way in
    for name, value in (("w:tblLayout", "fixed"), ("w:tblW", str(sum(widths)))):
        for old in properties.findall(qn(name)):
            properties.remove(old)
        element = OxmlElement(name)
        element.set(qn("w:type"), value if name == "w:tblLayout" else "dxa")
        if name == "w:tblW":
            element.set(qn("w:w"), value)
        properties.append(element)
    _order(properties)
    for name in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(name)
        element.set(qn("w:val"), told)
        properties.append(element)
    columns: Any = table._tbl.tblGrid  # noqa: SLF001 as above
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        columns.append(column)


def _order(properties: Any) -> None:  # noqa: ANN401 an element of the library
    """Put the properties in the order that the schema of Word asks for."""
    wanted = ("tblStyle", "tblW", "jc", "tblLayout", "tblLook")
    found = {child.tag.rpartition("}")[2]: child for child in properties}
    for child in list(properties):
        properties.remove(child)
    for name in wanted:
        if name in found:
            properties.append(found[name])


def _add_row(  # noqa: PLR0913 a row is one of a grid
    table: Table,
    grid: Grid,
    cells: Sequence[Cell | str],
    widths: Sequence[int],
    places: Places,
    at: int,
) -> None:
    """Add a row; `at` is its place among the rows, −1 for the head."""
    row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/></w:trPr></w:tr>")
    table._tbl.append(row)  # noqa: SLF001 as above
    if at < 0:
        row.trPr.append(OxmlElement("w:tblHeader"))
    for column, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        shown = cell if isinstance(cell, Cell) else Cell(cell)
        paragraph = _add_cell(row, width, shown.fill, table)
        is_number = column in grid.numbers
        dress(paragraph, "Table Number" if is_number else "Table Text")
        write_inline(paragraph, shown.content, places, bold=at < 0 or at in grid.strong)
        if column == 0 and 0 <= at < len(grid.places) and grid.places[at]:
            places.mark(paragraph, grid.places[at])


def _add_cell(row: Any, width: int, fill: str, table: Table) -> Paragraph:  # noqa: ANN401 as above
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = parse_xml(
        f"<w:tc {nsdecls('w')}><w:tcPr>"
        f'<w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p/></w:tc>'
    )
    row.append(made)
    return Paragraph(made.p_lst[0], table)
