"""CSV: full precision, and no text that a spreadsheet would run."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.csv_format import write_csv
from scenarios.report.tables import Cell, Column, Kind, Table


def write(*cells: Cell) -> str:
    columns = tuple(Column(f"c{place}") for place in range(len(cells)))
    text = write_csv(Table(columns, (cells,)))
    head, _, body = text.partition("\n")
    assert head == ",".join(column.name for column in columns)
    return body.removesuffix("\n")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        ("", ""),
        ("deal", "deal"),
        ("a, b", '"a, b"'),
        ('say "a"', '"say ""a"""'),
        ("مفاہمت", "مفاہمت"),
        (7, "7"),
        (-7, "-7"),
        (0.1, "0.1"),
        (-0.1, "-0.1"),
        (1e-30, "1e-30"),
        (Decimal("-3.5"), "-3.5"),
        (Decimal("0.1"), "0.1"),
        (Decimal("0.3333333333333333333333333333333333"), "0.3333333333333333"),
        (Decimal("-0"), "-0.0"),
    ],
)
def test_a_cell_is_written_plainly(cell: Cell, written: str) -> None:
    assert write("x", cell) == f"x,{written}"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", " \n\t"])
def test_a_text_that_a_spreadsheet_would_run_is_disarmed(
    sign: str, before: str
) -> None:
    text = f"{before}{sign}HYPERLINK(1)"
    ((cell, _),) = csv.reader(StringIO(write(text, 1), newline=""))
    assert cell.startswith("'")
    assert cell.endswith(f"{sign}HYPERLINK(1)")


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028"])
def test_a_line_break_in_a_text_is_no_row(mark: str) -> None:
    written = write(f"a{mark}=HYPERLINK(1)", 1)
    assert written == "a =HYPERLINK(1),1"


def test_a_text_that_begins_with_a_tabulator_is_disarmed() -> None:
    ((cell, _),) = csv.reader(StringIO(write("\tx", 1), newline=""))
    assert cell == "'\tx"


@pytest.mark.parametrize("text", ["a=1", "a-b", "1 + 1", "'=1", "(=1)"])
def test_a_harmless_text_is_left_alone(text: str) -> None:
    ((cell, _),) = csv.reader(StringIO(write(text, 1)))
    assert cell == text


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_text_begins_as_a_formula_and_none_is_lost(texts: list[str]) -> None:
    (row,) = csv.reader(StringIO(write(*texts, 1), newline=""))
    for cell, text in zip(row, texts, strict=False):
        assert not cell.startswith(("=", "+", "-", "@", "\t"))
        flat = " ".join(text.splitlines())
        assert cell in (flat, f"'{flat}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_read_back_as_it_was(number: float) -> None:
    assert float(write(number)) == number


def test_the_kind_of_a_column_does_not_change_the_cell() -> None:
    table = Table((Column("p", Kind.PROBABILITY),), ((Decimal("0.123456"),),))
    assert write_csv(table) == "p\n0.123456\n"


def test_a_table_without_rows_has_its_head() -> None:
    assert write_csv(Table((Column("a"), Column("b")), ())) == "a,b\n"
