"""Sheets: a real table each, frozen, formatted, with bars, as another program reads."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from readers import read_excel
from scenarios.report.excel import sheet
from scenarios.report.excel.paper import Paper
from scenarios.report.excel.sheet import MOST_ROWS, TooLargeError, fill_sheet
from scenarios.report.tables import Cells, Column, Kind, Lazy, Table

COLUMNS = (
    Column("scenario"),
    Column("on", Kind.DATE),
    Column("probability", Kind.PROBABILITY),
    Column("change", Kind.POINTS),
    Column("note"),
)


def filled(rows: Sequence[Cells], name: str = "outcomes") -> Worksheet:
    content = BytesIO()
    book = Workbook(content, {"strings_to_formulas": False})
    fill_sheet(
        Paper(book, "&LAs of today", "icd-203"), Table(COLUMNS, rows, name), "Outcomes"
    )
    book.close()
    return read_excel(content)["Outcomes"]


ROWS: Sequence[Cells] = (
    ("a", date(2024, 6, 30), 0.25, -0.05, "short"),
    ("a", None, None, None, ""),
    ("b", date(2024, 7, 1), 1.0, 0.0, "long " * 40),
)


def test_cells_are_typed_and_dates_are_dates() -> None:
    found = filled(ROWS)
    assert [cell.value for cell in found[1]] == [
        "scenario",
        "on",
        "probability",
        "change_pp",
        "note",
    ]
    first = found[2]
    assert [cell.data_type for cell in first] == ["s", "d", "n", "n", "s"]
    assert first[1].is_date
    assert (first[2].value, first[3].value) == (0.25, -5)
    assert [cell.value for cell in found[3]] == ["a", None, None, None, None]


def test_a_sheet_is_one_excel_table_with_a_frozen_head() -> None:
    found = filled(ROWS)
    (table,) = found.tables.values()
    assert (table.ref, table.displayName) == ("A1:E4", "outcomes_table")
    assert table.autoFilter is not None
    assert found.freeze_panes == "C2"
    assert (found.print_title_rows, found.print_title_cols) == ("$1:$1", "$A:$B")
    assert found.page_setup.fitToWidth in (None, 1)
    assert list(found.merged_cells.ranges) == []


def test_likelihood_has_bars_from_nought_to_one() -> None:
    (ranges,) = filled(ROWS).conditional_formatting
    assert str(ranges.sqref) == "C2:C4"
    (rule,) = ranges.rules
    assert rule.type == "dataBar"
    assert [(each.type, each.val) for each in rule.dataBar.cfvo] == [
        ("num", 0),
        ("num", 1),
    ]


def test_a_group_of_rows_opens_with_a_stronger_rule() -> None:
    found = filled(ROWS)
    tops = [found.cell(row, 1).border.top.color.rgb for row in (2, 3, 4)]
    assert tops == ["FF7F7F7F", "FFD9D9D9", "FF7F7F7F"]


def test_long_text_is_wrapped_in_a_column_of_bounded_width() -> None:
    found = filled(ROWS)
    assert found["E4"].alignment.wrap_text
    assert 55 < found.column_dimensions["E"].width < 70
    assert found.row_dimensions[4].height == 45
    assert not found["A4"].alignment.wrap_text


def test_a_table_without_rows_has_an_empty_one() -> None:
    found = filled(())
    (table,) = found.tables.values()
    assert table.ref == "A1:E2"
    assert [cell.value for cell in found[2]] == [None] * 5


def test_a_table_that_has_no_bars_has_none() -> None:
    assert list(filled(ROWS, "reports").conditional_formatting) == []


def test_a_table_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    book = Workbook(BytesIO())
    table = Table(COLUMNS, Lazy(lambda: iter(ROWS)), "outcomes")
    with pytest.raises(
        TooLargeError, match=r"`outcomes` does not fit.*\.csv"
    ) as caught:
        fill_sheet(Paper(book, "", "icd-203"), table, "Outcomes")
    assert caught.value.table == "outcomes"
    assert book.worksheets() == []
    assert MOST_ROWS == 1_048_576


def test_a_likelihood_is_shown_so_that_it_carries_its_word() -> None:
    # Whole percents would say 20 %, which is unlikely and no longer very unlikely.
    content = BytesIO()
    book = Workbook(content)
    columns = (Column("word"), Column("probability", Kind.PROBABILITY))
    rows: Sequence[Cells] = (("very unlikely", 0.196), ("unlikely", 0.204))
    fill_sheet(Paper(book, "", "icd-203"), Table(columns, rows, "outcomes"), "Outcomes")
    book.close()
    found = read_excel(content)["Outcomes"]
    assert found["B2"].number_format == "0.0%"
    assert found["B3"].number_format.endswith(";0%")


def test_a_table_too_wide_to_be_read_is_printed_on_several_pages() -> None:
    content = BytesIO()
    book = Workbook(content)
    columns = tuple(Column(f"note{place}") for place in range(6))
    row: Cells = ("long " * 40,) * 6
    fill_sheet(Paper(book, "", "icd-203"), Table(columns, (row,), "reports"), "R")
    book.close()
    assert read_excel(content)["R"].page_setup.fitToWidth == 2
