"""Excel files: a sheet for each table, read back by another library."""

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from dossiers import FULL, compile_here
from readers import read_excel
from scenarios.errors import MissingExtraError
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.dossier import Order
from scenarios.report.exporting import Choices, export
from scenarios.report.formats.xlsx_file import write


def written(tmp_path: Path, order: Order = FULL, *, wide: bool = False) -> Workbook:
    file = BytesIO()
    write(compile_here(tmp_path, order), file, Choices(wide=wide))
    return read_excel(file)


def test_every_table_has_a_sheet_and_the_last_explains_the_columns(
    tmp_path: Path,
) -> None:
    book = written(tmp_path)
    assert book.sheetnames == [*TABLES.values(), "Columns"]
    assert all(len(name) <= 31 for name in book.sheetnames)
    told = {row[:2] for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    for name in TABLES.values():
        for cell in book[name][1]:
            assert (name, cell.value) in told


def test_a_sheet_has_all_rows_of_its_table(tmp_path: Path) -> None:
    book = written(tmp_path)
    for name, table in tables_of(compile_here(tmp_path, FULL)).items():
        sheet = book[TABLES[name]]
        assert sheet.max_row == 1 + len(list(table.rows)), name
        assert sheet.max_column == len(table.columns), name


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    properties = written(tmp_path).properties
    assert properties.title == "Assessment as of 2024-04-15"
    assert properties.created == datetime(2024, 4, 15)  # noqa: DTZ001 Excel knows no zones
    assert str(properties.description).startswith(FULL.command)
    assert "not a measured frequency" in str(properties.description)
    about = written(tmp_path)["About"].iter_rows(min_row=2, values_only=True)
    assert ("command", FULL.command) in list(about)


def test_points_are_percentage_points_and_said_to_be(tmp_path: Path) -> None:
    book = written(tmp_path)
    heads = [cell.value for cell in book["Outcomes"][1]]
    assert heads[-1] == "change_pp"
    changes = [row[-1].value for row in book["Outcomes"].iter_rows(min_row=2)]
    assert sum(changes[:3]) == pytest.approx(0, abs=1e-9)
    assert max(map(abs, changes)) > 1
    units = {row[:3] for row in book["Columns"].iter_rows(values_only=True)}
    assert ("Outcomes", "change_pp", "percentage points") in units


def test_wide_sheets_have_a_column_for_each_outcome(tmp_path: Path) -> None:
    book = written(tmp_path, wide=True)
    heads = [cell.value for cell in book["Ledger"][1]]
    assert heads[-5:] == ["defeat", "ruling", "deal", "for", "against"]
    assert book["Reports"]["A1"].value == "development"
    bars = {str(each.sqref)[0] for each in book["History"].conditional_formatting}
    assert len(bars) == 5


def test_without_the_library_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = compile_here(tmp_path)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[xlsx\]"):
        export(dossier, tmp_path / "a.xlsx", "xlsx", Choices())
    assert not (tmp_path / "a.xlsx").exists()
