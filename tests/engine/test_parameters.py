"""What each indicator expects under each outcome."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.engine.parameters import (
    clip,
    decibans_of,
    level_chances,
    measure_chances,
    rates,
    thetas,
)
from support import floats, ledger_of, make_development, make_model, make_scenario

if TYPE_CHECKING:
    from scenarios.domain.scenario import Scenario
    from support import Data

THREE = {"a": 0.2, "b": 0.5, "c": 0.3}


def scenario_with(**sign: object) -> Scenario:
    return make_scenario({"s": sign}, THREE)


def test_words_are_the_models_and_what_is_left_out_is_0() -> None:
    scenario, model = scenario_with(weights={}), make_model(scale={"strong_for": 12.5})
    weights: dict[str, Decimal | str] = {"c": "strong_for", "a": Decimal("-3.5")}
    assert floats(decibans_of(weights, scenario, model)) == [-3.5, 0, 12.5]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ({"likelihoods": {"c": 0.25, "b": 0.5, "a": 0.75}}, [0.75, 0.5, 0.25]),
        # The model expects .5 under the most favoured; the others are 3 and 13 dB less:
        # 10^-.3 = .501187 and 10^-1.3 = .050119.
        ({"weights": {"a": -3, "c": -10, "b": 0}}, [0.250594, 0.5, 0.05]),
        ({"weights": {"a": 10, "b": 7, "c": -3}}, [0.5, 0.250594, 0.0250594]),
        ({"weights": {"a": 10}, "expected": 0.8}, [0.8, 0.08, 0.08]),
        ({"weights": {}, "expected": 1}, [1, 1, 1]),
    ],
    ids=["given", "against", "all named", "its own chance", "no weights"],
)
def test_the_chances_of_an_event(sign: Data, expected: list[float]) -> None:
    scenario = scenario_with(**sign)
    event = scenario.indicators["s"]
    assert isinstance(event, EventIndicator)
    found = floats(thetas(event, scenario, make_model()))
    assert found == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ({"rates": {"c": 3, "b": 0.5, "a": 40}}, [40, 0.5, 3]),
        ({"weights": {"a": 10, "b": 7}}, [0.5, 0.250594, 0.05]),
        ({"weights": {"a": 10, "b": 7}, "expected": 40}, [40, 20.047489, 4]),
    ],
    ids=["given", "the model's", "its own"],
)
def test_the_rates_of_a_count(sign: Data, expected: list[float]) -> None:
    scenario = scenario_with(kind="count", per="9d", **sign)
    count = scenario.indicators["s"]
    assert isinstance(count, CountIndicator)
    found = floats(rates(count, scenario, make_model()))
    assert found == pytest.approx(expected, abs=1e-6)


SHARES = {
    "a": {"up": 0.25, "down": 0.75},
    "b": {"down": 1, "up": 0},
    "c": {"up": 0.5, "down": 0.5},
}


@pytest.mark.parametrize(
    ("sign", "level", "expected"),
    [
        ({"likelihoods": SHARES}, "up", [0.25, 0, 0.5]),
        ({"likelihoods": SHARES}, "down", [0.75, 1, 0.5]),
        ({"levels": {"up": {"b": 10}, "down": {"c": -3}}}, "up", [0.1, 1, 0.1]),
        ({"levels": {"up": {"b": 10}, "down": {"c": -3}}}, "down", [1, 1, 0.501187]),
    ],
)
def test_the_chances_of_a_level(sign: Data, level: str, expected: list[float]) -> None:
    scenario = scenario_with(kind="state", **sign)
    state = scenario.indicators["s"]
    assert isinstance(state, StateIndicator)
    found = floats(level_chances(state, level, scenario, make_model()))
    assert found == pytest.approx(expected, abs=1e-6)


# Under a the mean is 3 and the spread 1, under b 5 and 2, under c 4 and .5.
EXPECTS = {
    "a": {"mean": 3, "sd": 1},
    "b": {"mean": 5, "sd": 2},
    "c": {"mean": 4, "sd": 0.5},
}
LOGS = {
    "a": {"mean": 0, "sd": 1},
    "b": {"mean": 1, "sd": 0.5},
    "c": {"mean": -1, "sd": 1},
}


@pytest.mark.parametrize(
    ("distribution", "expects", "value", "expected"),
    [
        # ln p: -.5; -.125 - ln 2 = -.818147; 0 - ln .5 = .693147.
        # Less the largest: -1.193147, -1.511294, 0.
        ("normal", EXPECTS, 4, [0.303265, 0.220624, 1]),
        # At 0: -4.5; -3.125 - .693147 = -3.818147; -32 + .693147 = -31.306853.
        # Less the largest: -.681853, 0, -27.488706.
        ("normal", EXPECTS, 0, [0.505679, 1, 0]),
        # ln 1 = 0. ln p: 0; -2 + .693147 = -1.306853; -.5.
        ("lognormal", LOGS, 1, [1, 0.270671, 0.606531]),
        # ln e = 1. ln p: -.5; 0 + .693147; -2. Less: -1.193147, 0, -2.693147.
        ("lognormal", LOGS, Decimal("2.718281828459045"), [0.303265, 1, 0.067668]),
    ],
    ids=["normal", "normal at 0", "lognormal at 1", "lognormal at e"],
)
def test_the_density_of_a_measure(
    distribution: str, expects: Data, value: float, expected: list[float]
) -> None:
    scenario = scenario_with(kind="measure", expects=expects, distribution=distribution)
    told = make_development("d", 10, {"indicator": "s", "value": value})
    (row,) = ledger_of(scenario, [told]).rows
    measure = scenario.indicators["s"]
    assert isinstance(measure, MeasureIndicator)
    found = floats(measure_chances(measure, row.reading.evidence[0], scenario))
    assert found == pytest.approx(expected, abs=1e-6)


def test_clipping_keeps_within_the_limits() -> None:
    vector = [Decimal(0), Decimal("0.3"), Decimal(1)]
    found = clip(vector, (Decimal("0.1"), Decimal("0.9")))
    assert floats(found) == [0.1, 0.3, 0.9]
