"""What holds confidence where it is, and how the day lies to the horizon."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dossiers import PLAIN, compile_here
from scenarios.report.ground import because, timing


def test_what_speaks_for_the_confidence_comes_before_what_does_not(
    tmp_path: Path,
) -> None:
    said = because(compile_here(tmp_path).assessment["strike"])
    assert said.startswith("for it, the typical indicator's best report")
    assert said.endswith("against it, gazette is 67 % of what is told")


def test_without_an_observation_that_alone_is_said(tmp_path: Path) -> None:
    early = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 1, 15)))
    assert because(early.assessment["strike"]) == "nothing is observed yet"


def test_a_day_outside_the_horizon_is_told(tmp_path: Path) -> None:
    each = compile_here(tmp_path).assessment["strike"]
    assert timing(each, date(2023, 12, 30)) == "The horizon opens in 2 days."
    assert timing(each, date(2024, 1, 1)) == timing(each, date(2024, 12, 31)) == ""
    closed = timing(each, date(2025, 1, 1))
    assert closed.startswith("The horizon closed 1 day ago")
