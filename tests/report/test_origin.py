"""Where a table is from: one row, less what the table says itself."""

from dataclasses import replace
from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.loading.developments import Position
from scenarios.report.origin import ORIGIN_COLUMNS, origin_of
from scenarios.report.tables import Column, Table


def test_the_origin_names_day_model_journal_filters_command_and_limits(
    tmp_path: Path,
) -> None:
    dossier = compile_here(tmp_path, FULL)
    now = replace(dossier.assessment, journal=Position(7, "r00t"))
    origin = origin_of(replace(dossier, assessment=now), Table((), ()))
    assert origin.columns == ORIGIN_COLUMNS
    (row,) = origin.rows
    assert row[:6] == (FULL.as_of, "default", 7, "r00t", "cases: calm", FULL.command)
    assert str(row[6]).startswith("Follows from priors")


def test_what_the_table_says_itself_is_left_out(tmp_path: Path) -> None:
    table = Table((Column("model"), Column("case")), ())
    origin = origin_of(compile_here(tmp_path), table)
    assert "model" not in [column.name for column in origin.columns]
    (row,) = origin.rows
    assert len(row) == len(origin.columns) == len(ORIGIN_COLUMNS) - 1
