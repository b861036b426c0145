"""A case is the same as an assessment of edited files, whatever it changes."""

from __future__ import annotations

from dataclasses import replace
from math import exp
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle import reference
from oracle.changes import draw_changes, with_models
from oracle.workspaces import random_workspace, write_workspace, write_yaml
from scenarios import assess, load_developments, load_workspace
from scenarios.domain.case import Change
from scenarios.loading.developments import Developments, Position, Whole
from scenarios.whatif.setting import Setting, lay_over
from support import day, make_development, make_report, make_workspace, scenario_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scenarios.assessment.results import Assessment, ScenarioAssessment
    from scenarios.domain.development import Development
    from support import Data

pytestmark = pytest.mark.no_cover

LIGHT = {"uncertainty": {"draws": 100, "weight_db": 1, "prior_db": 1, "level": 0.9}}


def write_files(workspace: Data, folder: Path) -> Setting:
    """Write a workspace with its models, and load it as it would be assessed."""
    models = {name: {**m, **LIGHT} for name, m in workspace["models"].items()}
    write_workspace({**workspace, "model": models["default"]}, folder)
    write_yaml(folder / "models" / "other.yaml", models["other"])
    loaded = load_workspace(folder)
    news = load_developments(folder / "developments.jsonl", loaded)
    return Setting(loaded, news, workspace["as_of"], workspace["model_id"])


def chances(found: Assessment) -> dict[str, dict[str, float]]:
    return {
        each.id: {name: float(p) for name, p in each.probabilities.items()}
        for each in found.scenarios
    }


@given(seed=st.integers(0, 10**6))
def test_a_case_is_an_assessment_of_edited_files(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """To 1e-12, and for the oracle, which shares no code with the engine, to 1e-9."""
    rng = Random(seed)
    workspace = with_models(rng, random_workspace(rng))
    changes, edited = draw_changes(rng, workspace)
    folder = tmp_path_factory.mktemp("case")
    base = write_files(workspace, folder / "base")
    by_hand = write_files(edited, folder / "edited")
    laid = lay_over(base, [Change.model_validate(change) for change in changes])
    found = chances(laid.assess())
    scratch = assess(
        by_hand.workspace, by_hand.developments, by_hand.as_of, model=by_hand.model
    )
    expected = chances(scratch)
    for scenario in edited["scenarios"]:
        name = scenario["id"]
        assert found[name] == pytest.approx(expected[name], abs=1e-12), changes
        told = reference.assess(
            scenario,
            edited["models"][edited["model_id"]],
            edited["sources"],
            edited["developments"],
            edited["as_of"],
        )
        assert found[name] == pytest.approx(told["probabilities"], abs=1e-9), changes


EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
SIGNS: Data = {
    "s": EVENT,
    "w": {**EVENT, "from": day(100), "within": "400d"},
    "n": {"kind": "count", "per": "360d", "rates": {"a": 2, "b": 1}, "coverage": 1},
    "l": {"kind": "state", "levels": {"up": {"a": 6}, "down": {"b": 3}}},
    "m": {
        "kind": "measure",
        "expects": {"a": {"mean": 1, "sd": 1}, "b": {"mean": 2, "sd": 1}},
    },
}


def setting_of(
    folder: Path, *signs: str, told: Sequence[Development] = (), at: int = 0
) -> Setting:
    indicators = {name: SIGNS[name] for name in signs}
    question = scenario_data(indicators, {"a": 0.4, "b": 0.6})
    return Setting(make_workspace(folder, question), Developments(tuple(told)), day(at))


def laid_over(base: Setting, *changes: Data) -> ScenarioAssessment:
    laid = lay_over(base, [Change.model_validate(change) for change in changes])
    return laid.assess()["q"]


def chance_of_a(found: ScenarioAssessment) -> float:
    return float(found.probabilities["a"])


@pytest.mark.parametrize(
    ("assumed", "times"),
    [
        ({"indicator": "q/s"}, 4),
        ({"indicator": "q/s", "absent": True}, 1 / 4),
        ({"indicator": "q/w"}, 4),
        ({"indicator": "q/w", "absent": True}, 1 / 4),
        ({"indicator": "q/n"}, 2),
        ({"indicator": "q/l", "value": "up"}, 10**0.6),
        ({"indicator": "q/l", "value": "down"}, 10**-0.3),
        ({"indicator": "q/m", "value": 1}, exp(0.5)),
        ({"indicator": "q/m", "value": 2.5}, exp(-1)),
    ],
    ids=[
        "an event is seen",
        "an event is absent",
        "seen before its window",
        "absent though its window outlasts the horizon",
        "one more of a count",
        "a level",
        "another level",
        "a value",
        "another value",
    ],
)
def test_an_assumption_has_the_whole_weight_of_its_sign(
    tmp_path: Path, assumed: Data, times: float
) -> None:
    """On the first day nothing else speaks: odds of .4/.6 times the sign's own.

    Of a value x the densities stand as e^-(x-1)²/2 to e^-(x-2)²/2: e^(1.5-x).
    """
    sign = assumed["indicator"].removeprefix("q/")
    found = laid_over(setting_of(tmp_path, sign), {"assume": assumed})
    odds = 0.4 / 0.6 * times
    assert chance_of_a(found) == pytest.approx(odds / (1 + odds), abs=1e-15)


def test_an_assumption_outdoes_the_news(tmp_path: Path) -> None:
    """What was told of the event, and told later of the state, does not count then."""
    told = [
        make_development("d", 30, "s", make_report("B2"), make_report("A1")),
        make_development("e", 90, {"indicator": "l", "value": "down"}),
    ]
    base = setting_of(tmp_path, "s", "l", told=told, at=90)
    changes: list[Data] = [
        {"assume": {"indicator": "q/s", "absent": True}},
        {"assume": {"indicator": "q/l", "value": "up"}},
    ]
    odds = 0.4 / 0.6 / 4 * 10**0.6
    found = chance_of_a(laid_over(base, *changes))
    assert found == pytest.approx(odds / (1 + odds), abs=1e-15)


def test_the_last_assumption_of_a_sign_holds(tmp_path: Path) -> None:
    seen, absent = {"indicator": "q/s"}, {"indicator": "q/s", "absent": True}
    base = setting_of(tmp_path, "s")
    found = laid_over(base, {"assume": absent}, {"assume": seen})
    assert chance_of_a(found) == pytest.approx(0.32 / 0.44, abs=1e-15)


def test_an_assumption_is_no_ground_for_confidence(tmp_path: Path) -> None:
    base = setting_of(tmp_path, "s", "l", at=90)
    found = laid_over(base, {"assume": {"indicator": "q/s"}})
    assert (found.ground.observed, found.ground.origins) == (0, 0)
    assert found.confidence.level == "low"


def test_changed_news_are_no_longer_those_of_a_journal(tmp_path: Path) -> None:
    told = [make_development(name, 10, "s") for name in ("a", "b")]
    base = setting_of(tmp_path, "s", told=told, at=90)
    kept = replace(base.developments, journal=Position(3, "0" * 64))
    base = replace(base, developments=replace(kept, given=Whole.of(told)))
    changed = lay_over(base, [Change.model_validate({"drop": "a"})]).assess()
    assert (changed.journal, changed.developments) == (None, 1)
    assert changed.developments_digest == Developments((told[1],)).digest
    priors = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.7}}
    same = lay_over(base, [Change.model_validate({"prior": priors})]).assess()
    assert (same.journal, same.developments) == (Position(3, "0" * 64), 2)
    assert same.developments_digest == base.developments.digest


def test_no_change_is_the_base(tmp_path: Path) -> None:
    base = setting_of(tmp_path, "s")
    assert lay_over(base, []) is base


@pytest.mark.parametrize(("least", "left"), [(1, "abc"), (2, "bc"), (3, "c"), (4, "")])
def test_developments_of_few_origins_can_be_left_out(
    tmp_path: Path, least: int, left: str
) -> None:
    """Copies of a wire, denials, worthless and later reports bear nothing out."""
    wire = {"origin": "wire"}
    told = [
        make_development(
            "a",
            10,
            "s",
            make_report("A1", **wire),
            make_report("B1", **wire),
            make_report("E1"),
            make_report("A1", stance="denies"),
            make_report("A1", published=day(91)),
        ),
        make_development("b", 10, "s", make_report("D4"), make_report("A1", **wire)),
        make_development("c", 10, "s", *[make_report("C3")] * 3),
        make_development("none", 10, "s", make_report("A5")),
    ]
    base = setting_of(tmp_path, "s", told=told, at=90)
    laid = lay_over(base, [Change.model_validate({"least_origins": least})])
    assert "".join(each.id for each in laid.developments.items) == left


def test_origins_are_counted_after_every_other_change(tmp_path: Path) -> None:
    told = make_development("a", 10, "s", make_report("A1"), make_report("A1"))
    changes = [{"least_origins": 2}, {"drop_source": "herald"}]
    base = setting_of(tmp_path, "s", told=[told], at=90)
    laid = lay_over(base, [Change.model_validate(change) for change in changes])
    assert laid.developments.items == ()


def test_a_changed_scenario_has_a_digest_of_its_content(tmp_path: Path) -> None:
    base = setting_of(tmp_path, "s")
    priors = [
        {"prior": {"scenario": "q", "outcomes": {"a": p, "b": 1 - p}}}
        for p in (0.25, 0.25, 0.75)
    ]
    same, again, other = [laid_over(base, change).digest for change in priors]
    assert same == again != other
    assert same.startswith("sha256:")
    assert same != base.assess()["q"].digest
