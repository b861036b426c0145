"""CSV: one table, tidy, that says in each row where it is from.

A table on its own has no room for a page about itself. Lines of comment above the
header break Excel, Datawrapper and most readers, and a file beside it gets lost. So
day, model, journal, filters, command and limits stand in columns at the end of every
row, where they outlive sorting, filtering and joining.
"""

from typing import IO

from scenarios.report.csv_format import csv_lines
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.origin import origin_of
from scenarios.report.selection import select_table

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write one table of a dossier, row by row.

    Raises:
        UnknownTableError: The dossier holds no such table.
        NotWideError: The table has no outcomes, and was to have a column for each.
    """
    table = select_table(dossier, choices)
    head, tail = csv_lines(origin_of(dossier, table), raw=choices.raw)
    for line in csv_lines(table, raw=choices.raw):
        file.write(f"{line[:-1]},{head}".encode())
        # The origin is the same in every row, so it is written out once.
        head = tail
