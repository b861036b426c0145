"""The ledger as a matrix: its columns add up, and its cells are tinted by size."""

from decimal import Decimal
from pathlib import Path

import pytest

from dossiers import compile_here
from scenarios.report.page.matrix import lay_out, tint


def test_columns_add_up_to_the_score(tmp_path: Path) -> None:
    each = compile_here(tmp_path).assessment["strike"]
    found = lay_out(each)
    columns = zip(*(line.decibans for line in found.lines), strict=True)
    for column, score in zip(columns, found.score, strict=True):
        assert abs(sum(column) - score) < Decimal("1e-24")


def test_prior_and_clock_come_first_and_indicators_say_where_they_stand(
    tmp_path: Path,
) -> None:
    lines = lay_out(compile_here(tmp_path).assessment["strike"]).lines
    assert [line.id for line in lines[:3]] == ["prior", "clock", "talks"]
    talks = lines[2]
    assert talks.where == "scenarios/strike.yaml:12"
    assert (talks.state, talks.group, talks.evidence) == ("observed", "table", ("d1",))
    assert lines[0].factor is None


def test_without_a_deadline_there_is_no_clock(tmp_path: Path) -> None:
    lines = lay_out(compile_here(tmp_path).assessment["vote"]).lines
    assert [line.id for line in lines] == ["prior", "turnout"]


@pytest.mark.parametrize(
    ("decibans", "shade"),
    [
        ("0.49", ""),
        ("-0.49", ""),
        ("0.5", "for-1"),
        ("-1.9", "against-1"),
        ("2", "for-2"),
        ("-5", "against-3"),
        ("99", "for-4"),
    ],
)
def test_a_cell_is_tinted_by_how_much_it_says(decibans: str, shade: str) -> None:
    assert tint(Decimal(decibans)) == shade
