"""The engine against the oracle of tests/oracle, and its arrays against its decimals.

The oracle was written from the text of the rules by another hand and shares no code.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from oracle import reference
from scenarios.assessment.assess import probabilities
from scenarios.domain.development import Development
from scenarios.engine.arrays.batch import evaluate_all
from scenarios.engine.arrays.interval import draw, seeded
from scenarios.engine.arrays.kernels import evaluate
from support import (
    MODEL,
    day,
    development_data,
    draw_world,
    floats,
    ledger_of,
    make_model,
    make_scenario,
    packed,
    scenario_data,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from numpy.typing import NDArray

    from scenarios.domain.scenario import Scenario
    from scenarios.engine.ledger import Ledger
    from support import Data, World

pytestmark = pytest.mark.no_cover

CHUNK = 15
CHUNKS = [
    pytest.param(
        range(first, first + CHUNK),
        id=f"workspaces {first} to {first + CHUNK - 1}",
    )
    for first in range(0, 300, CHUNK)
]


def cases(seed: int) -> Iterator[tuple[World, Scenario, Data, dt.date]]:
    """Visit every scenario of a world on all its dates."""
    world = draw_world(seed)
    for scenario, data in zip(world.scenarios, world.data["scenarios"], strict=True):
        for date in world.dates:
            yield world, scenario, data, date


def oracle(world: World, scenario: Data, date: dt.date) -> Data:
    """Ask the oracle for an assessment."""
    data = world.data
    return reference.assess(
        scenario, data["model"], data["sources"], data["developments"], date
    )


def entries(outcomes: Sequence[str], decibans: Iterable[Decimal]) -> Data:
    return dict(zip(outcomes, floats(decibans), strict=True))


def shown(ledger: Ledger) -> Data:
    """Show a ledger as the oracle shows its own."""
    parts: Data = {"prior": entries(ledger.outcomes, ledger.prior)}
    if ledger.clock is not None:
        parts["clock"] = entries(ledger.outcomes, ledger.clock)
    for row in ledger.rows:
        parts[row.reading.id] = {
            "state": str(row.reading.state),
            "factor": float(row.factor),
            "decibans": entries(ledger.outcomes, row.decibans),
            "developments": [
                {
                    "id": each.told.development.id,
                    "db": float(each.decibans),
                    "origins": len(each.told.voices),
                    "reports": each.told.reports,
                }
                for each in row.reading.evidence
            ],
        }
    return parts


def close(value: object, tolerance: float) -> object:
    """Expect the numbers of nested plain data within a tolerance, all else exactly."""
    if isinstance(value, dict):
        return {key: close(entry, tolerance) for key, entry in value.items()}
    if isinstance(value, list):
        return [close(entry, tolerance) for entry in value]
    return pytest.approx(value, abs=tolerance) if isinstance(value, float) else value


@pytest.mark.parametrize("seeds", CHUNKS)
def test_decimals_arrays_and_the_oracle_are_one_set_of_sums(seeds: range) -> None:
    """A ledger is drawn up once and compared with both, because that takes longest."""
    for seed in seeds:
        packs, exact = [], []
        for world, scenario, data, date in cases(seed):
            where = f"seed {seed}, {scenario.id}, {date}"
            ledger = world.ledger(scenario, date)
            expected = oracle(world, data, date)
            found = entries(ledger.outcomes, probabilities(ledger, scenario, date))
            assert found == close(expected["probabilities"], 1e-9), where
            assert shown(ledger) == close(expected["ledger"], 1e-6), where
            packs.append(packed(scenario, ledger, world.model, date))
            exact.append(floats(ledger.probabilities))
            assert evaluate(packs[-1]).tolist() == close(exact[-1], 1e-12), where
        for in_batch, alone in zip(evaluate_all(packs), exact, strict=True):
            assert in_batch.tolist() == close(alone, 1e-12), f"seed {seed}"


# The interval. The oracle draws by another generator, in another order of doing: what
# agrees is the distribution. A quantile of n draws at the level q has the true level
# q, give or take sqrt(q*(1-q)/n); four such errors are allowed, and the quantiles of
# many draws of ours at those two levels are the bounds.

ORACLE_DRAWS = 2000
ERRORS = 4

THREE = {"a": 0.2, "b": 0.5, "c": 0.3}
EVENT: Data = {"likelihoods": {"a": 0.7, "b": 0.3, "c": 0.05}, "within": "200d"}
WORDY: Data = {
    "weights": {"a": 12, "c": "slight_against"},
    "expected": 0.9,
    "within": "90d",
}
COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 0.4, "b": 1.5, "c": 2.5}}
STATE: Data = {
    "kind": "state",
    "likelihoods": {
        "a": {"low": 0.7, "high": 0.3},
        "b": {"low": 0.4, "high": 0.6},
        "c": {"low": 0, "high": 1},
    },
}
LEVELS: Data = {"kind": "state", "levels": {"low": {"a": 8}, "high": {"b": 3, "c": 9}}}
MEASURE: Data = {
    "kind": "measure",
    "expects": {
        "a": {"mean": 60, "sd": 20},
        "b": {"mean": 100, "sd": 15},
        "c": {"mean": 160, "sd": 40},
    },
}
TIMED = {
    "a": {"prior": 0.2, "deadline": True},
    "b": {"prior": 0.5},
    "c": {"prior": 0.3},
}


def alike(**signs: Data) -> Data:
    """Put signs in one group."""
    return {name: {**sign, "group": "alike"} for name, sign in signs.items()}


DOUBTFUL = [
    pytest.param(THREE, {}, [], id="the priors alone"),
    pytest.param(TIMED, {}, [], id="the clock"),
    pytest.param(THREE, {"s": EVENT}, ["s"], id="an event seen"),
    pytest.param(THREE, {"s": EVENT, "t": WORDY}, [], id="two events in silence"),
    pytest.param(THREE, {"s": COUNT}, ["s"], id="a count"),
    pytest.param(
        THREE,
        {"s": STATE},
        [{"indicator": "s", "value": "high"}],
        id="a state, clipped",
    ),
    pytest.param(
        THREE, {"s": MEASURE}, [{"indicator": "s", "value": 130}], id="a measure"
    ),
    pytest.param(
        TIMED,
        alike(s=EVENT, t=WORDY, u=COUNT, v=LEVELS),
        ["s", "u", {"indicator": "v", "value": "high"}],
        id="all in a group, and the clock",
    ),
]


def is_between(quantile: float, drawn: NDArray[np.float64], level: float) -> bool:
    """Tell whether a quantile of the oracle's draws fits many draws of ours."""
    error = ERRORS * (level * (1 - level) / ORACLE_DRAWS) ** 0.5
    low, high = np.quantile(drawn, [level - error, level + error])
    return bool(low <= quantile <= high)


@pytest.mark.parametrize(("outcomes", "indicators", "observed"), DOUBTFUL)
def test_the_interval_is_the_oracles(
    outcomes: Data, indicators: Data, observed: list[Any]
) -> None:
    told = [
        development_data(f"d{place}", 40 + place, each)
        for place, each in enumerate(observed)
    ]
    written = scenario_data(indicators, outcomes)
    low_high = reference.interval(
        written, MODEL, {"herald": {}}, told, day(150), ORACLE_DRAWS, Random(11)
    )
    scenario, model = make_scenario(indicators, outcomes), make_model()
    ledger = ledger_of(scenario, map(Development.model_validate, told), 150)
    doubt = model.uncertainty.model_copy(update={"draws": 60_000})
    drawn = draw(packed(scenario, ledger, model, day(150)), doubt, seeded(b"eleven"))
    tail = (1 - float(doubt.level)) / 2
    for (low, high), ours in zip(low_high.values(), drawn, strict=True):
        assert is_between(low, ours, tail)
        assert is_between(high, ours, 1 - tail)
