"""Tables as CSV: full precision; text that a spreadsheet would run is disarmed."""

import csv
from decimal import Decimal
from io import StringIO

from scenarios.report.tables import Cell, Table

__all__ = ["write_csv"]

# A cell of text that starts so is a formula to Excel and LibreOffice (OWASP, CSV
# injection). Numbers are never touched: half of our differences are negative.
# Full-width signs are folded to the plain ones on import.
_RUNNABLE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write_csv(table: Table) -> str:
    """Return a table as CSV with a header, numbers as plain decimals."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue()


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            # A break inside a cell is a new row to some readers.
            text = " ".join(cell.splitlines())
            return f"'{text}" if _is_runnable(text) else text
        case Decimal():
            return repr(float(cell))
        case _:
            return repr(cell)


def _is_runnable(text: str) -> bool:
    return text.startswith("\t") or text.lstrip().startswith(_RUNNABLE)
