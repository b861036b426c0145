"""CSV files: one table that says in every row where it is from."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from scenarios.report.contents import tables_of
from scenarios.report.exporting import Choices
from scenarios.report.formats.csv_file import write


def written(
    tmp_path: Path, table: str = "outcomes", *, wide: bool = False
) -> list[dict[str, str]]:
    file = BytesIO()
    write(compile_here(tmp_path, FULL), file, Choices(table=table, wide=wide))
    return list(csv.DictReader(StringIO(file.getvalue().decode(), newline="")))


@pytest.mark.parametrize("name", ["outcomes", "ledger", "history", "cases", "about"])
def test_every_row_says_where_it_is_from(name: str, tmp_path: Path) -> None:
    rows = written(tmp_path, name)
    assert rows
    for row in rows:
        assert row["command"] == "scenarios export --as-of 2024-04-15"
        assert row["filters"] == "cases: calm"
        assert row["journal_size"] == ""
        assert row["limits"].startswith("Follows from priors")
    if name != "cases":
        assert {(row["as_of"], row["model"]) for row in rows} == {
            ("2024-04-15", "default")
        }


def test_a_case_keeps_its_own_day_and_model(tmp_path: Path) -> None:
    (day,) = {(row["as_of"], row["model"]) for row in written(tmp_path, "cases")}
    assert day == ("2024-12-31", "wary")


def test_numbers_keep_all_their_digits(tmp_path: Path) -> None:
    rows = written(tmp_path)
    table = tables_of(compile_here(tmp_path, FULL))["outcomes"]
    place = [column.name for column in table.columns].index("probability")
    exact = [float(str(row[place])) for row in table.rows]
    assert [float(row["probability"]) for row in rows] == exact


def test_a_wide_table_keeps_its_origin(tmp_path: Path) -> None:
    rows = written(tmp_path, "history", wide=True)
    tall = {
        (r["scenario"], r["on"], r["outcome"]): r for r in written(tmp_path, "history")
    }
    assert len(rows) * 2 < len(tall)
    for row in rows:
        assert row["command"] == FULL.command
        if row["scenario"] == "strike":
            cell = tall["strike", row["on"], "deal"]
            assert (row["deal"], row["deal_low"]) == (cell["probability"], cell["low"])
            assert row["for"] == ""
