"""Parquet files: true types and all about them, read by another library."""

import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from readers import ask
from scenarios.errors import MissingExtraError
from scenarios.report.about import about
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.exporting import Choices, UnknownTableError, export
from scenarios.report.formats import parquet_file
from scenarios.report.meanings import MEANINGS
from scenarios.report.tables import Kind, Table

NAMES = {
    Kind.TEXT: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.COUNT: "BIGINT",
    Kind.PROBABILITY: "DOUBLE",
    Kind.POINTS: "DOUBLE",
    Kind.DECIBANS: "DOUBLE",
    Kind.NUMBER: "DOUBLE",
}


def written(tmp_path: Path, table: str, *, wide: bool = False) -> Path:
    file = tmp_path / f"{table}.parquet"
    choices = Choices(table=table, wide=wide)
    export(compile_here(tmp_path, FULL), file, "parquet", choices)
    return file


def described(file: Path) -> dict[str, str]:
    rows = ask(f"DESCRIBE SELECT * FROM '{file}'")
    return {row[0]: row[1] for row in rows}


def as_written(table: Table) -> list[tuple[object, ...]]:
    floats = {Kind.PROBABILITY, Kind.POINTS, Kind.DECIBANS, Kind.NUMBER}
    return [
        tuple(
            float(str(cell)) if column.kind in floats and cell is not None else cell
            for cell, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_types_and_all_its_cells(name: str, tmp_path: Path) -> None:
    file = written(tmp_path, name)
    table = tables_of(compile_here(tmp_path, FULL))[name]
    assert described(file) == {c.name: NAMES[c.kind] for c in table.columns}
    assert ask(f"FROM '{file}'") == as_written(table)


def test_the_file_says_all_about_itself(tmp_path: Path) -> None:
    file = written(tmp_path, "outcomes")
    rows = ask(f"FROM parquet_kv_metadata('{file}')")
    found = {key.decode(): value.decode() for _, key, value in rows}
    for item in about(compile_here(tmp_path, FULL)):
        assert found[item.name] == item.text
    assert found["table"] == "outcomes"
    assert found["command"] == FULL.command


def test_each_column_carries_its_unit_and_meaning(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.parquet")
    schema = arrow.read_schema(written(tmp_path, "ledger"))
    field = schema.field("decibans")
    assert field.metadata[b"unit"] == b"decibans"
    assert field.metadata[b"meaning"].decode() == MEANINGS["ledger"]["decibans"]


def test_texts_are_kept_in_a_dictionary(tmp_path: Path) -> None:
    file = written(tmp_path, "ledger")
    query = (
        f"SELECT encodings FROM parquet_metadata('{file}') "
        "WHERE path_in_schema = 'scenario'"
    )
    ((encodings,),) = ask(query)
    assert "DICTIONARY" in encodings


def test_a_wide_table_has_a_column_for_each_outcome(tmp_path: Path) -> None:
    found = described(written(tmp_path, "history", wide=True))
    assert (found["on"], found["deal"], found["deal_low"]) == (
        "DATE",
        "DOUBLE",
        "DOUBLE",
    )


def test_rows_are_written_in_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_file, "ROWS_OF_A_GROUP", 4)
    file = written(tmp_path, "history")
    ((groups,),) = ask(f"SELECT num_row_groups FROM parquet_file_metadata('{file}')")
    table = tables_of(compile_here(tmp_path, FULL))["history"]
    rows = len(list(table.rows))
    assert groups == -(-rows // 4) > 2
    assert ask(f"FROM '{file}'") == as_written(table)


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, files={"news.yaml": "[]\n"})
    file = tmp_path / "none.parquet"
    export(dossier, file, "parquet", Choices(table="developments"))
    assert described(file)["date"] == "DATE"
    assert ask(f"FROM '{file}'") == []


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownTableError, match="did you mean `ledger`"):
        written(tmp_path, "leger")


def test_a_file_that_is_open_stays_open(tmp_path: Path) -> None:
    file = BytesIO()
    parquet_file.write(compile_here(tmp_path), file, Choices())
    assert file.getvalue().startswith(b"PAR1")


def test_days_long_ago_are_days(tmp_path: Path) -> None:
    file = written(tmp_path, "developments")
    ((first,),) = ask(f"SELECT min(date) FROM '{file}'")
    assert first == date(2024, 2, 5)


def test_without_the_library_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = compile_here(tmp_path)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[parquet\]"):
        export(dossier, tmp_path / "a.parquet", "parquet", Choices())
    assert not (tmp_path / "a.parquet").exists()
