"""Where a table is from, as one row: for files that have no page about themselves."""

from scenarios.report.dossier import Dossier
from scenarios.report.tables import Cells, Column, Kind, Table

__all__ = ["ORIGIN_COLUMNS", "origin_of"]

LIMITS = (
    "Follows from priors, weights and grades that people judged; no measured frequency."
)

ORIGIN_COLUMNS = (
    Column("as_of", Kind.DATE),
    Column("model"),
    Column("journal_size", Kind.COUNT),
    Column("journal_root"),
    Column("filters"),
    Column("command"),
    Column("limits"),
)


def origin_of(dossier: Dossier, table: Table) -> Table:
    """Return the one row that stands at the end of each row of a table.

    What the table says in a column of its own is left out: a case has its own day.
    """
    named = {column.name for column in table.columns}
    pairs = zip(ORIGIN_COLUMNS, _origin(dossier), strict=True)
    added = [(column, cell) for column, cell in pairs if column.name not in named]
    columns = tuple(column for column, _ in added)
    return Table(columns, (tuple(cell for _, cell in added),), table.name)


def _origin(dossier: Dossier) -> Cells:
    now = dossier.assessment
    journal = now.journal
    filters = dossier.order.filters
    return (
        now.as_of,
        now.model.id,
        None if journal is None else journal.size,
        None if journal is None else journal.root,
        "; ".join(f"{name}: {text}" for name, text in filters.items()),
        dossier.order.command,
        LIMITS,
    )
