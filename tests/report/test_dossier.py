"""A dossier holds what was asked for, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import FULL, PLAIN, compile_here
from scenarios.errors import UnknownCaseError


def test_a_plain_dossier_is_the_assessment_alone(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    assert [each.id for each in dossier.assessment.scenarios] == ["strike", "vote"]
    assert dossier.assessment.as_of == date(2024, 4, 15)
    assert (dossier.before, dossier.changes) == (None, None)
    assert (dossier.history, dossier.sheet) == (None, None)
    assert dossier.differences == {}


def test_a_full_dossier_holds_what_was_asked_for(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    assert dossier.before is not None
    assert dossier.before.as_of == date(2024, 2, 10)
    assert dossier.history is not None
    days = [point.on for point in dossier.history.series[0].points]
    assert (days[0], days[-1]) == (date(2024, 1, 1), date(2024, 4, 15))
    assert dossier.sheet is not None
    assert [case.id for case in dossier.sheet.cases] == ["calm"]


def test_the_parts_of_a_difference_add_up_to_the_change(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    assert dossier.changes is not None
    found = dossier.differences["strike"]
    for outcome, change in dossier.changes["strike"].items():
        parts = sum(float(part.points[outcome]) for part in found.parts)
        assert parts == pytest.approx(float(change), abs=1e-15)


def test_only_the_scenarios_asked_for_are_in_any_part(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(FULL, scenarios=("vote",)))
    assert [each.id for each in dossier.assessment.scenarios] == ["vote"]
    assert list(dossier.differences) == ["vote"]
    assert dossier.history is not None
    assert dossier.sheet is not None
    assert [each.scenario.id for each in dossier.history.series] == ["vote"]
    assert len(dossier.sheet.base.assessment.scenarios) == 1


def test_a_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownCaseError, match="'clam'; did you mean `calm`"):
        compile_here(tmp_path, replace(PLAIN, cases=("clam",)))
