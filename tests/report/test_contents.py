"""The contents of a dossier: which tables it has, in which order."""

from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.report.contents import TABLES, tables_of


def test_a_full_dossier_has_every_table(tmp_path: Path) -> None:
    assert list(tables_of(compile_here(tmp_path, FULL))) == list(TABLES)


def test_a_plain_one_has_no_history_and_no_cases(tmp_path: Path) -> None:
    assert set(TABLES) - set(tables_of(compile_here(tmp_path))) == {"history", "cases"}


def test_rows_can_be_gone_through_again_and_fit_their_columns(tmp_path: Path) -> None:
    for name, table in tables_of(compile_here(tmp_path, FULL)).items():
        rows = list(table.rows)
        assert rows == list(table.rows)
        assert rows or name == "withdrawn", name
        assert {len(row) for row in rows} <= {len(table.columns)}, name
