"""Excel workbooks: items one to a row, with the headings of a sheet.

A workbook is a zip archive of XML: what it unpacks to, its parts, declarations and
entities are checked before anything parses it. Cells are read as they were saved:
no formula is evaluated, and one that was saved without a value is a fault. A date is a
date by its cell's type; a number is none, whatever it looks like.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from scenarios.errors import MissingExtraError, nearest
from scenarios.intake.archives import check_parts
from scenarios.intake.found import MOST_ITEMS, Found
from scenarios.intake.sheets import Place, add_row, read_heading

__all__ = ["read_workbook"]

_MOST_COLUMNS: Final = 100
_LETTERS: Final = 26

Cell = tuple[str, str]
"""The text of a cell, and what is wrong with it; one of the two is empty."""


def read_workbook(
    data: bytes, found: Found, columns: Mapping[str, str], sheet: str = ""
) -> None:
    """Read a sheet of a workbook; add its items and faults.

    Args:
        data: The bytes of the workbook, in Excel's format of 2007 and later (.xlsx).
        found: Where items and faults are added.
        columns: Headings to fields, as for a sheet of CSV.
        sheet: The sheet to read; its first where empty.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    refusal = check_parts(data)
    if refusal:
        found.fault(refusal)
        return
    books = _open(data, found)
    if books is None:
        return
    try:
        name = _choose(books[0].sheetnames, sheet, found)
        if name is not None:
            _read_rows(name, _rows(*(book[name] for book in books)), found, columns)
    except (BadZipFile, ValueError, KeyError, SyntaxError, OverflowError) as error:
        found.fault(f"is no workbook that can be read: {_said(error)}")
    finally:
        for book in books:
            book.close()


def _open(data: bytes, found: Found) -> tuple[Any, Any] | None:
    """Return the workbook with its values, and once more with its formulas."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtraError("reading workbooks", "xlsx") from None
    try:
        values, formulas = (
            load_workbook(
                BytesIO(data), read_only=True, data_only=is_saved, keep_links=False
            )
            for is_saved in (True, False)
        )
    # The library checks little, and fails in as many ways as a file can be broken.
    except Exception as error:  # noqa: BLE001 any fault of a stranger's file
        found.fault(f"is no workbook that can be read: {_said(error)}")
        return None
    return values, formulas


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _choose(names: Sequence[str], wanted: str, found: Found) -> str | None:
    if wanted and wanted not in names:
        listed = ", ".join(names)
        hint = nearest(wanted, names) or f"; it has {listed}"
        found.fault(f"has no sheet `{wanted}`{hint}")
        return None
    if not names:
        found.fault("has no sheet")
        return None
    if not wanted and len(names) > 1:
        others = ", ".join(names[1:])
        found.warn(f"sheet `{names[0]}` is read; --sheet takes another: {others}")
    return wanted or names[0]


def _rows(values: Any, formulas: Any) -> Iterator[tuple[int, list[Cell]]]:  # noqa: ANN401 openpyxl has no types
    """Yield the rows that hold anything, each with its number."""
    for each in (values, formulas):
        # What a workbook says of its own size is not believed.
        each.reset_dimensions()
    limits = {"max_row": MOST_ITEMS + 2, "max_col": _MOST_COLUMNS}
    pairs = zip(values.iter_rows(**limits), formulas.iter_rows(**limits), strict=False)
    for number, (row, told) in enumerate(pairs, start=1):
        cells = [_text(*both) for both in zip(row, told, strict=False)]
        if any(text.strip() or fault for text, fault in cells):
            yield number, cells


def _text(cell: Any, formula: Any) -> Cell:  # noqa: ANN401 openpyxl has no types
    value = cell.value
    if value is None:
        is_formula = formula.data_type == "f"
        return "", "is a formula saved without a value" if is_formula else ""
    if cell.data_type == "e":
        return "", f"is the error {value}"
    match value:
        case bool():
            return str(value).upper(), ""
        case datetime() | date():
            # A workbook knows no zones: the hour means nothing, the day stays.
            return f"{value:%Y-%m-%d}", ""
        case float() if value.is_integer():
            return str(int(value)), ""
        case _:
            return str(value), ""


def _read_rows(
    sheet: str,
    rows: Iterator[tuple[int, list[Cell]]],
    found: Found,
    columns: Mapping[str, str],
) -> None:
    line, header = next(rows, (1, []))
    fields = read_heading([text for text, _ in header], columns, found, line=line)
    if fields is None:
        return
    places = {field: place for place, field in enumerate(fields, start=1) if field}
    for number, cells in rows:
        _read_row(sheet, number, cells, places, found)


def _read_row(
    sheet: str,
    number: int,
    cells: Sequence[Cell],
    places: Mapping[str, int],
    found: Found,
) -> None:
    def place_of(field: str) -> Place:
        column = places.get(field, 1)
        cell = f"{sheet}!{_letters(column)}{number}"
        return (f"{cell}: {field}" if field else cell), number, column

    row = {}
    for field, place in places.items():
        text, fault = cells[place - 1] if place <= len(cells) else ("", "")
        row[field] = text
        if fault:
            key, line, column = place_of(field)
            found.fault(fault, key=key, line=line, column=column)
    add_row(row, found, place_of)


def _letters(column: int) -> str:
    """Return the letters of a column, counted from 1.

    >>> _letters(1), _letters(26), _letters(27)
    ('A', 'Z', 'AA')
    """
    rest, letter = divmod(column - 1, _LETTERS)
    return (_letters(rest) if rest else "") + chr(ord("A") + letter)
