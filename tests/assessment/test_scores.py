"""Scores: ranked, marked, and never probabilities."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from oracle.workspaces import write_yaml
from scenarios import assess, load_workspace
from scenarios.assessment.scores import OutcomeScore, score
from scenarios.errors import FaultyDataError, ScoresOnlyError, UnknownScenarioError
from scenarios.loading.developments import Developments
from scenarios.whatif.history import history
from scenarios.whatif.period import Period
from scenarios.whatif.sensitivity import sensitivity
from support import day, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Workspace
    from support import Data

RULES: Data = {
    "consistent": 1,
    "inconsistent": 3,
    "very_inconsistent": 10,
    "credibility": {"high": 0.7, "medium": 0.4},
    "relevance": {"high": 0.9, "medium": 0.5},
    "weights": {"low": 0.5, "medium": 1, "high": 2},
}
THREE = {"a": 0.2, "b": 0.3, "c": 0.5}
SIGNS: Data = {"s": {"weights": {"a": 5}}, "t": {"weights": {"b": 12, "a": 8}}}
NEWS = Developments((make_development("d1", 1, "s"), make_development("d2", 2, "t")))


def workspace_of(
    folder: Path, signs: Data | None = None, **changes: object
) -> Workspace:
    data = {**scenario_data(SIGNS if signs is None else signs, THREE), **changes}
    make_workspace(folder, data)
    head = {"format": "scenarios/model@1", "title": "A model for tests"}
    ach = {**head, "id": "hyp", "method": "ach", "ach": RULES}
    write_yaml(folder / "models" / "hyp.yaml", ach)
    write_yaml(
        folder / "models" / "ix.yaml", {**head, "id": "ix", "method": "weighted-index"}
    )
    return load_workspace(folder)


def test_the_least_inconsistent_ranks_first(tmp_path: Path) -> None:
    """s: 5 dB, C I I; t: a 4 dB below b, 12 below for c: I CC II. Times 2·2 for A1."""
    found = score(workspace_of(tmp_path), NEWS, day(30), model="hyp")
    (each,) = found.scenarios
    said = {o.id: (float(o.score or 0), o.rank) for o in each.outcomes}
    assert said == {"a": (4, 1), "b": (4, 1), "c": (12, 3)}
    assert [o.id for o in each.leading] == ["a", "b"]
    assert (found.better, each.resolved, len(each.matrix)) == ("least", None, 2)


def test_the_most_points_rank_first(tmp_path: Path) -> None:
    """Rows of 5 : .5 and so on: b leads by the stronger sign."""
    found = score(workspace_of(tmp_path), NEWS, day(30), model="ix")
    (each,) = found.scenarios
    ranks = {o.id: o.rank for o in each.outcomes}
    assert ranks["c"] == 3
    assert float(each.outcomes[2].score or 0) == pytest.approx(0, abs=1e-12)
    assert all(0 <= float(o.score or 0) <= 100 for o in each.outcomes)
    assert (found.better, each.matrix) == ("most", ())


def test_without_evidence_there_is_no_index_and_nothing_is_inconsistent(
    tmp_path: Path,
) -> None:
    workspace = workspace_of(tmp_path)
    for model, expected in (("ix", None), ("hyp", 0)):
        found = score(workspace, Developments(()), day(30), model=model)
        (each,) = found.scenarios
        assert {o.score for o in each.outcomes} == {expected}
        assert {o.rank for o in each.outcomes} == {1}


def test_a_score_has_no_probability_word_or_interval() -> None:
    names = {field.name for field in fields(OutcomeScore)}
    assert names == {"id", "title", "score", "rank"}


def test_what_is_settled_is_told_beside_the_scores(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path, resolved={"outcome": "c", "on": day(9)})
    (each,) = score(workspace, NEWS, day(30), model="hyp").scenarios
    assert each.resolved is not None
    assert each.scenario.id == "q"


def test_probabilities_of_such_a_model_are_refused(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path)
    said = r"model 'hyp' gives scores by the method ach, and scores are no probab"
    with pytest.raises(ScoresOnlyError, match=said):
        assess(workspace, NEWS, day(30), model="hyp")
    with pytest.raises(ScoresOnlyError):
        sensitivity(workspace, NEWS, day(30), model="ix")
    with pytest.raises(ScoresOnlyError):
        history(workspace, NEWS, Period(day(30)), model="ix")


def test_names_and_words_that_are_not_there_are_told(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path, {"s": {"weights": {"a": "strong_for"}}})
    with pytest.raises(UnknownScenarioError):
        score(workspace, NEWS, day(30), model="hyp", scenarios=["zebra"])
    file = workspace.models["hyp"]
    bare = file.model.model_copy(update={"scale": {}})
    workspace.models["hyp"].__class__(file.path, file.digest, bare)
    models = {**workspace.models, "hyp": type(file)(file.path, file.digest, bare)}
    from dataclasses import replace

    with pytest.raises(FaultyDataError, match="lacks `strong_for`"):
        score(replace(workspace, models=models), NEWS, day(30), model="hyp")
