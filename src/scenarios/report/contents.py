"""The contents of a dossier as tables, by name: what a file of several tables holds."""

from collections.abc import Mapping

from scenarios.report.about import about_table
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import (
    development_table,
    report_table,
    source_table,
)
from scenarios.report.history_json import history_table
from scenarios.report.scenario_table import scenario_table
from scenarios.report.tables import Table, ledger_table, outcome_table
from scenarios.report.whatif_tables import whatif_table
from scenarios.report.withdrawn_table import withdrawn_table

__all__ = ["TABLES", "tables_of"]

TABLES: Mapping[str, str] = {
    "scenarios": "Scenarios",
    "outcomes": "Outcomes",
    "ledger": "Ledger",
    "developments": "Developments",
    "reports": "Reports",
    "withdrawn": "Withdrawn",
    "sources": "Sources",
    "history": "History",
    "cases": "What-ifs",
    "about": "About",
}
"""The name of every table and its heading, in the order of a file."""


def tables_of(dossier: Dossier) -> Mapping[str, Table]:
    """Return the tables of a dossier by name, in the order of `TABLES`.

    History and what-ifs are there only where the dossier holds them.
    """
    now = dossier.assessment
    files = dossier.workspace.scenarios
    lines = {each.id: files[each.id].outcomes for each in now.scenarios}
    tables = [
        scenario_table(dossier),
        outcome_table(now, dossier.changes),
        ledger_table(now, lines),
        development_table(dossier),
        report_table(dossier),
        withdrawn_table(now, dossier.developments),
        source_table(dossier),
    ]
    if dossier.history is not None:
        tables.append(history_table(dossier.history))
    if dossier.sheet is not None:
        tables.append(whatif_table(dossier.sheet.base, dossier.sheet.cases))
    tables.append(about_table(dossier))
    return {table.name: table for table in tables}
