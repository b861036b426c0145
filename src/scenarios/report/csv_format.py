"""Tables as CSV: full precision; text that a spreadsheet would run is disarmed."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import StringIO

from scenarios.report.tables import Cell, Table

__all__ = ["csv_lines", "write_csv"]

# A cell of text that starts so is a formula to Excel and LibreOffice (OWASP, CSV
# injection). Numbers are never touched: half of our differences are negative.
# Full-width signs are folded to the plain ones on import.
_RUNNABLE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(table: Table, *, raw: bool = False) -> str:
    """Return a table as CSV, as `csv_lines` writes it."""
    return "".join(csv_lines(table, raw=raw))


def csv_lines(table: Table, *, raw: bool = False) -> Iterator[str]:
    """Yield a table as CSV, a header and then row by row, numbers as plain decimals.

    Args:
        table: What to write.
        raw: Write text just as it stands, for programs, though a spreadsheet runs it.
    """
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    head = [column.name for column in table.columns]
    for row in _rows(table, head, raw=raw):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _rows(table: Table, head: list[str], *, raw: bool) -> Iterator[list[str]]:
    yield head
    for row in table.rows:
        yield [_plain(cell, raw=raw) for cell in row]


def _plain(cell: Cell, *, raw: bool) -> str:
    match cell:
        case None:
            return ""
        case str() if raw:
            return cell
        case str():
            return _disarmed(cell)
        case date():
            return cell.isoformat()
        case Decimal():
            return repr(float(cell))
        case _:
            return repr(cell)


@lru_cache(maxsize=1024)
def _disarmed(text: str) -> str:
    """Return a text on one line that no spreadsheet runs; ids come again and again."""
    # A break inside a cell is a new row to some readers.
    flat = " ".join(text.splitlines())
    return f"'{flat}" if _is_runnable(flat) else flat


def _is_runnable(text: str) -> bool:
    return text.startswith("\t") or text.lstrip().startswith(_RUNNABLE)
