"""One table of a dossier: by its name, long or wide."""

from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from scenarios.report.contents import tables_of
from scenarios.report.exporting import Choices, UnknownTableError
from scenarios.report.selection import select_table, widened
from scenarios.report.wide import NotWideError


def test_a_table_is_selected_by_its_name(tmp_path: Path) -> None:
    table = select_table(compile_here(tmp_path, FULL), Choices(table="sources"))
    assert (table.name, table.columns[0].name) == ("sources", "source")


def test_a_wide_one_has_the_outcomes_of_all_scenarios(tmp_path: Path) -> None:
    choices = Choices(table="ledger", wide=True)
    table = select_table(compile_here(tmp_path), choices)
    assert [column.name for column in table.columns][-5:] == [
        "defeat",
        "ruling",
        "deal",
        "for",
        "against",
    ]


def test_what_cannot_be_selected_is_refused(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    with pytest.raises(UnknownTableError, match="did you mean `ledger`"):
        select_table(dossier, Choices(table="leger"))
    with pytest.raises(NotWideError, match="`reports` has no outcomes"):
        select_table(dossier, Choices(table="reports", wide=True))


def test_tables_without_outcomes_stay_as_they_are(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    tables = tables_of(dossier)
    wide = widened(tables, dossier)
    assert list(wide) == list(tables)
    same = [name for name in tables if wide[name].columns == tables[name].columns]
    assert same == [
        "scenarios",
        "developments",
        "reports",
        "withdrawn",
        "sources",
        "about",
    ]
