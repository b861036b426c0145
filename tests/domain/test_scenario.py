"""Scenarios: horizons, outcomes and resolutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.domain.scenario import Horizon, Outcome, Resolution, Scenario
from support import CLOSES, HORIZON, OPENS, day, make_scenario, refusal, scenario_data

if TYPE_CHECKING:
    from support import Data


def test_a_horizon_holds_both_its_ends() -> None:
    horizon = Horizon(opens=OPENS, closes=CLOSES)
    assert horizon.length == HORIZON
    held = [horizon.holds(day(number)) for number in (-1, 0, 100, HORIZON, HORIZON + 1)]
    assert held == [False, True, True, True, False]


@pytest.mark.parametrize("closes", [OPENS, day(-1)], ids=["the same day", "earlier"])
def test_a_horizon_closes_after_it_opens(closes: object) -> None:
    fault = refusal(Horizon, {"opens": OPENS, "closes": closes})
    assert fault == ": must be later than opens, 2024-01-01"


@pytest.mark.parametrize("prior", [1e-9, 0.3, 0.999999999])
def test_a_prior_within_the_bounds_is_accepted(prior: float) -> None:
    assert float(Outcome.model_validate({"title": "A", "prior": prior}).prior) == prior


@pytest.mark.parametrize("prior", [0.99e-9, 0, -0.1, 1, 1.5])
def test_a_prior_beyond_the_bounds_is_refused(prior: float) -> None:
    fault = refusal(Outcome, {"title": "A", "prior": prior})
    assert fault == "prior: must be at least 1e-9 and below 1"


@pytest.mark.parametrize(
    "priors",
    [{"a": 0.5, "b": 0.500001}, {"a": 0.2, "b": 0.499999, "c": 0.3}],
    ids=["a millionth more", "a millionth less"],
)
def test_priors_that_round_to_1_are_accepted(priors: Data) -> None:
    assert list(make_scenario({}, priors).outcomes) == list(priors)


ALL_TIMED = {
    "a": {"prior": 0.5, "deadline": True},
    "b": {"prior": 0.6, "deadline": True},
}
TOO_MUCH = "priors sum to {}; they must sum to 1"
EVERY = "every outcome has a deadline; leave one without, for «it did not»"


@pytest.mark.parametrize(
    ("outcomes", "fault"),
    [
        ({}, "needs two outcomes or more"),
        ({"a": 0.9}, "needs two outcomes or more"),
        ({"a": 0.5, "b": 0.5000011}, TOO_MUCH.format("1.0000011")),
        ({"a": 0.5, "b": 0.4}, TOO_MUCH.format("0.9")),
        (ALL_TIMED, f"{TOO_MUCH.format('1.1')}; {EVERY}"),
    ],
    ids=["none", "one", "too much", "too little", "two faults at once"],
)
def test_outcomes_that_cannot_be_are_refused(outcomes: Data, fault: str) -> None:
    assert refusal(Scenario, scenario_data({}, outcomes)) == f"outcomes: {fault}"


def test_indicators_and_resolution_speak_of_the_outcomes() -> None:
    data = scenario_data(
        {"s": {"weights": {"z": 3, "a": 1}}, "t": {"weights": {"y": 3}}},
        resolved={"outcome": "x", "on": "2024-05-01"},
    )
    assert refusal(Scenario, data) == ": speaks of unknown outcomes: x, y, z"


def test_a_scenario_is_settled_from_the_day_of_its_resolution_on() -> None:
    resolved = {"outcome": "a", "on": day(100)}
    scenario = make_scenario({}, resolved=resolved)
    assert scenario.resolution_at(day(99)) is None
    assert scenario.resolution_at(day(100)) == scenario.resolved
    assert scenario.resolution_at(day(500)) == scenario.resolved
    assert make_scenario({}).resolution_at(day(500)) is None


def test_a_resolution_is_one_of_the_outcomes() -> None:
    data = {"outcome": "increasd", "on": day(100)}
    fault = refusal(Resolution, data, outcomes=("increased", "reduced"))
    assert fault == "outcome: unknown outcome `increasd`; did you mean `increased`?"
    known = Resolution.model_validate(data, context={"outcomes": ("increasd",)})
    assert known.outcome == "increasd"
