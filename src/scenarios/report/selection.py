"""One table of a dossier, for the formats that hold no more than one."""

from collections.abc import Mapping

from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices, UnknownTableError
from scenarios.report.origin import ORIGIN_COLUMNS
from scenarios.report.tables import Table
from scenarios.report.wide import SHAPES, widen

__all__ = ["select_table", "widened"]


def select_table(dossier: Dossier, choices: Choices) -> Table:
    """Return the table that was chosen, with a column for each outcome if asked for.

    Raises:
        UnknownTableError: The dossier holds no such table.
        NotWideError: The table has no outcomes, and was to have a column for each.
    """
    tables = tables_of(dossier)
    if choices.table not in tables:
        raise UnknownTableError(choices.table, tables)
    table = tables[choices.table]
    return _wide(table, dossier) if choices.wide else table


def widened(tables: Mapping[str, Table], dossier: Dossier) -> Mapping[str, Table]:
    """Return tables with those that have outcomes made wide."""
    return {
        name: _wide(table, dossier) if name in SHAPES else table
        for name, table in tables.items()
    }


def _wide(table: Table, dossier: Dossier) -> Table:
    scenarios = dossier.assessment.scenarios
    outcomes = (outcome.id for each in scenarios for outcome in each.outcomes)
    return widen(table, outcomes, (column.name for column in ORIGIN_COLUMNS))
