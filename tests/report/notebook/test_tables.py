"""Tables of a notebook become frames of three libraries, with the right types."""

import math
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from scenarios.errors import MissingLibraryError
from scenarios.report.notebook.tables import MOST_ROWS, NotebookTable
from scenarios.report.tables import Cells, Column, Kind

COLUMNS = (
    Column("title"),
    Column("probability", Kind.PROBABILITY),
    Column("points", Kind.POINTS),
    Column("decibans", Kind.DECIBANS),
    Column("factor", Kind.NUMBER),
    Column("reports", Kind.COUNT),
    Column("date", Kind.DATE),
)
ROWS: tuple[Cells, ...] = (
    (
        "<b>=1+1</b>",
        Decimal("0.1834"),
        -0.05,
        Decimal("-1.29"),
        0.84,
        3,
        date(2024, 6, 30),
    ),
    ("", None, None, None, None, None, None),
)
TABLE = NotebookTable(COLUMNS, ROWS, "example")
EMPTY = NotebookTable(COLUMNS, (), "empty")


def test_pandas_gets_numbers_dates_and_what_is_missing() -> None:
    frame = TABLE.to_pandas()
    assert list(map(str, frame.dtypes)) == [
        "string",
        *["float64"] * 4,
        "Int64",
        "datetime64[s]",
    ]
    assert frame["decibans"].tolist()[0] == -1.29
    assert frame["reports"].tolist() == [3, pd.NA]
    assert frame["date"].iloc[0] == pd.Timestamp("2024-06-30")
    assert frame["title"].tolist() == ["<b>=1+1</b>", ""]
    assert math.isnan(frame["probability"].iloc[1])
    assert frame["date"].isna().tolist() == [False, True]


def test_polars_gets_numbers_dates_and_what_is_missing() -> None:
    frame = TABLE.to_polars()
    assert frame.dtypes == [pl.String, *[pl.Float64] * 4, pl.Int64, pl.Date]
    assert frame.row(0) == (
        "<b>=1+1</b>",
        0.1834,
        -0.05,
        -1.29,
        0.84,
        3,
        date(2024, 6, 30),
    )
    assert frame.row(1) == ("", None, None, None, None, None, None)


def test_arrow_gets_numbers_dates_and_what_is_missing() -> None:
    table = TABLE.to_arrow()
    assert table.schema.types == [
        pa.string(),
        *[pa.float64()] * 4,
        pa.int64(),
        pa.date32(),
    ]
    first, second = table.to_pylist()
    assert list(first.values()) == list(TABLE.to_polars().row(0))
    assert set(second.values()) == {"", None}


def test_a_table_without_rows_keeps_its_types() -> None:
    assert EMPTY.to_polars().dtypes == TABLE.to_polars().dtypes
    assert EMPTY.to_arrow().schema == TABLE.to_arrow().schema
    assert EMPTY.to_pandas().dtypes.equals(TABLE.to_pandas().dtypes)


@pytest.mark.parametrize(
    ("method", "library"),
    [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")],
)
def test_a_missing_library_is_told_with_its_install_line(
    method: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingLibraryError, match=f"needs {library}: pip install"):
        getattr(TABLE, method)()


def test_a_notebook_shows_numbers_as_people_read_them() -> None:
    html = TABLE._repr_html_()
    for shown in ("18 %", "−5 pp", "−1.3", "0.84", "3", "2024-06-30"):
        assert f">{shown}</td>" in html
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "color" not in html


def test_a_notebook_shows_the_first_rows_of_many() -> None:
    many: Any = ROWS[:1] * (MOST_ROWS + 1)
    html = NotebookTable(COLUMNS, many, "many")._repr_html_()
    assert html.count("<tr>") == MOST_ROWS + 1
    assert f"The first {MOST_ROWS} rows." in html


def test_it_shows_as_markdown_where_that_is_wanted() -> None:
    assert TABLE._repr_markdown_().startswith("| title | probability | points |")
