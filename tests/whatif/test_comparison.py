"""How far a case lies from its base, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.whatif.comparison import differences, has_moved, moved_rows
from support import assess_in, day, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scenarios.assessment.results import ScenarioAssessment
    from scenarios.domain.development import Development
    from support import Data

SIGN: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}


def assessed(
    folder: Path, told: Sequence[Development] = (), at: int = 90, **changes: object
) -> ScenarioAssessment:
    outcomes: Data = {"a": {"prior": 0.4, "deadline": True}, "b": 0.6}
    question = scenario_data({"s": SIGN, "t": SIGN}, outcomes, **changes)
    return assess_in(make_workspace(folder, question), told, at)["q"]


def test_a_row_that_is_seen_moves_by_its_weight_and_nothing_else_does(
    tmp_path: Path,
) -> None:
    """λ = 9: 7.4 against 2.6, 4.542583 dB, half of it to each side; the odds of both
    outcomes move by all of it.
    """
    base = assessed(tmp_path / "base")
    case = assessed(tmp_path / "case", [make_development("d", 30, "s")])
    (row,) = moved_rows(base, case)
    assert row.name == "s"
    assert float(row.size) == pytest.approx(4.542583, abs=1e-6)
    assert float(row.decibans["a"]) == pytest.approx(4.542583 / 2, abs=1e-6)
    moved = differences(base, case)
    assert float(moved["a"].decibans or 0) == pytest.approx(4.542583, abs=1e-6)
    assert abs(moved["a"].points + moved["b"].points) < 1e-30
    assert moved["a"].points > 0
    assert has_moved(base, case)


def test_another_day_moves_the_clock(tmp_path: Path) -> None:
    rows = moved_rows(assessed(tmp_path / "1"), assessed(tmp_path / "2", at=180))
    assert [row.name for row in rows] == ["clock"]


def test_the_same_has_not_moved(tmp_path: Path) -> None:
    base, case = assessed(tmp_path / "1"), assessed(tmp_path / "2")
    assert not has_moved(base, case)
    assert moved_rows(base, case) == []


def test_what_is_settled_has_no_odds(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(50)}
    base, case = assessed(tmp_path / "1"), assessed(tmp_path / "2", resolved=resolved)
    moved = differences(base, case)
    assert moved["a"].decibans is None
    assert float(moved["a"].points) == pytest.approx(1 - float(base.probabilities["a"]))
