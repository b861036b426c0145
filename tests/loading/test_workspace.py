"""What a workspace holds is found by name."""

from datetime import date
from pathlib import Path

import pytest

from desk import Files, write_workspace
from scenarios.domain.scenario import Resolution
from scenarios.errors import Severity, UnknownModelError, UnknownScenarioError
from scenarios.loading.reading import load_workspace, read_workspace


def test_a_model_is_found_by_its_name_alone(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    with pytest.raises(UnknownModelError) as raised:
        workspace.model("wry")
    assert str(raised.value) == (
        "unknown model 'wry'; did you mean `wary`?; this workspace has: default, wary"
    )


def test_scenarios_are_chosen_by_name_in_the_order_given_each_once(
    tmp_path: Path,
) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    chosen = workspace.chosen(["vote", "strike", "vote"])
    assert [file.scenario.id for file in chosen] == ["vote", "strike"]
    assert [file.scenario.id for file in workspace.chosen()] == ["strike", "vote"]


@pytest.mark.parametrize("name", ["strik", "../strike", "strike.yaml", ""])
def test_an_unknown_scenario_is_told_with_those_that_are_known(
    tmp_path: Path, name: str
) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    with pytest.raises(UnknownScenarioError) as raised:
        workspace.chosen(["vote", name])
    assert str(raised.value).startswith(f"unknown scenario {name!r}")
    assert str(raised.value).endswith("this workspace has: strike, vote")


def test_scenarios_are_settled_as_a_journal_says(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    deal = Resolution(outcome="deal", on=date(2024, 6, 1), why="signed")
    lost = Resolution(outcome="against", on=date(2024, 2, 21))
    settled = workspace.resolved({"strike": deal, "vote": lost, "gone": deal})
    assert settled.scenarios["strike"].scenario.resolved == deal
    assert settled.scenarios["vote"].scenario.resolved == lost
    assert settled.scenarios["strike"].digest == workspace.scenarios["strike"].digest
    assert list(settled.scenarios) == ["strike", "vote"]
    assert workspace.scenarios["strike"].scenario.resolved is None


def test_a_scenario_cannot_be_settled_by_an_outcome_it_has_not(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    gone = Resolution(outcome="gone", on=date(2024, 6, 1))
    assert workspace.resolved({"strike": gone, "vote": gone}) == workspace
    assert workspace.resolved({}) == workspace


def test_errors_are_what_stops_a_command(tmp_path: Path) -> None:
    files: Files = {"models/wary.yaml": "title: x", "scenarios/x.yml": ""}
    workspace = read_workspace(write_workspace(tmp_path, files))
    assert len(workspace.issues) == len(workspace.errors) + 1
    assert {issue.severity for issue in workspace.errors} == {Severity.ERROR}
