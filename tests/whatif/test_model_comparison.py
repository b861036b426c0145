"""The same evidence under several models, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oracle.workspaces import write_yaml
from scenarios import Assessment, assess, load_workspace
from scenarios.assessment.scores import Scores
from scenarios.errors import UnknownModelError
from scenarios.loading.developments import Developments
from scenarios.whatif.model_comparison import compare
from support import day, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Workspace

NEWS = Developments((make_development("d", 5, "s"),))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two models of probabilities and one of scores; wary trusts no A."""
    signs = {"s": {"weights": {"a": 10}}}
    make_workspace(tmp_path, scenario_data(signs, {"a": 0.4, "b": 0.6}))
    head = {"format": "scenarios/model@1", "title": "A model for tests"}
    grades = {"reliability": {"A": 0.1, "B": 0.1}}
    write_yaml(
        tmp_path / "models" / "wary.yaml", {**head, "id": "wary", "grades": grades}
    )
    index = {**head, "id": "an-index", "method": "weighted-index"}
    write_yaml(tmp_path / "models" / "an-index.yaml", index)
    return load_workspace(tmp_path)


def test_each_answer_is_that_of_its_model(workspace: Workspace) -> None:
    found = compare(workspace, NEWS, day(30), models=["wary", "default", "wary"])
    assert [file.model.id for file in found.models] == ["wary", "default"]
    for file, answer in zip(found.models, found.answers, strict=True):
        assert isinstance(answer, Assessment)
        alone = assess(workspace, NEWS, day(30), model=file.model.id)
        assert answer["q"].probabilities == alone["q"].probabilities
    assert found.leads("q") == (("b",), ("a",))


def test_without_names_all_models_answer_scores_last(workspace: Workspace) -> None:
    found = compare(workspace, NEWS, day(30))
    assert [file.model.id for file in found.models] == ["default", "wary", "an-index"]
    assert isinstance(found.answers[-1], Scores)
    assert found.leads("q")[-1] == ("a",)


def test_where_all_are_equal_none_leads(workspace: Workspace) -> None:
    found = compare(workspace, Developments(()), day(30), models=["an-index"])
    assert found.leads("q") == ((),)


def test_a_model_that_is_not_there_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownModelError):
        compare(workspace, NEWS, day(30), models=["zebra"])
