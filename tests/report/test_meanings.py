"""What columns mean: each is told, here and on the page about exports."""

from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.meanings import MEANINGS, ORIGIN_MEANINGS, UNITS, meaning_of
from scenarios.report.origin import ORIGIN_COLUMNS
from scenarios.report.selection import widened
from scenarios.report.tables import Kind

PAGE = Path(__file__).resolve().parents[2] / "docs" / "export.md"


def test_every_column_of_every_table_is_told_and_no_other(tmp_path: Path) -> None:
    tables = tables_of(compile_here(tmp_path, FULL))
    assert list(MEANINGS) == list(TABLES)
    for name, table in tables.items():
        assert list(MEANINGS[name]) == [column.name for column in table.columns]
    assert list(ORIGIN_MEANINGS) == [column.name for column in ORIGIN_COLUMNS]
    assert set(UNITS) == set(Kind)


def test_the_columns_of_wide_tables_are_told(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    tables = widened(tables_of(dossier), dossier)
    told = {
        (name, column.name): meaning_of(name, column)
        for name, table in tables.items()
        for column in table.columns
    }
    assert all(told.values())
    assert told["ledger", "deal"].startswith("Outcome `deal`: What the row says")
    assert told["outcomes", "leading"] == "Id of the likeliest outcome."


@pytest.mark.parametrize("name", TABLES)
def test_the_page_names_every_column_with_unit_and_meaning(
    name: str, tmp_path: Path
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    part = page.partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    told = [line for line in part.splitlines() if line.startswith("| `")]
    table = tables_of(compile_here(tmp_path, FULL))[name]
    assert told == [
        f"| `{column.name}` | {UNITS[column.kind]} | {meaning_of(name, column)} |"
        for column in table.columns
    ]


def test_the_page_names_the_columns_at_the_end_of_a_csv_row() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, meaning in ORIGIN_MEANINGS.items():
        assert f"| `{name}` | {meaning} |" in page
