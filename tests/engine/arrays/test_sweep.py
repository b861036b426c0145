"""Sweeps against the exact ledger of what the files would say, to 1e-12."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from edits import edit_coverage, edit_expected, edit_prior, edit_weight
from scenarios.domain.indicator import CountIndicator, EventIndicator
from scenarios.engine.arrays.sweep import evaluate_variants, sweep
from scenarios.engine.arrays.told import days_of, tell_all
from scenarios.engine.arrays.variants import Changes, Variants, set_stage
from scenarios.engine.ledger import draw_up
from support import day, draw_world, floats, make_development, make_model, make_scenario

if TYPE_CHECKING:
    from scenarios.domain.scenario import Scenario
    from scenarios.engine.arrays.pack import Floats
    from scenarios.engine.arrays.told import Days
    from scenarios.engine.arrays.variants import Stage
    from support import World

pytestmark = pytest.mark.no_cover

TOLERANCE = 1e-12
CHUNK = 20
CHUNKS = [
    pytest.param(range(first, first + CHUNK), id=f"workspaces from {first}")
    for first in range(0, 100, CHUNK)
]


def told_on(world: World, days: Days) -> Floats:
    tellings = tell_all(world.developments, world.sources, world.model)
    return np.array([each.on(days) for each in tellings]).reshape(-1, len(days))


def stage_of(world: World, scenario: Scenario) -> Stage:
    tellings = tell_all(world.developments, world.sources, world.model)
    return set_stage(scenario, world.model, [each.development for each in tellings])


@pytest.mark.parametrize("seeds", CHUNKS)
def test_every_day_of_a_sweep_is_the_ledger_of_that_day(seeds: range) -> None:
    for seed in seeds:
        world = draw_world(seed)
        days = days_of(world.dates)
        for scenario in world.scenarios:
            variants = Variants(days, told_on(world, days))
            found = evaluate_variants(sweep(stage_of(world, scenario), variants))
            for place, date in enumerate(world.dates):
                exact = floats(world.ledger(scenario, date).probabilities)
                column = found[:, place if found.shape[1] > 1 else 0].tolist()
                assert column == pytest.approx(exact, abs=TOLERANCE), (seed, date)


def evaluated(stage: Stage, world: World, at: int, **varied: object) -> list[float]:
    days = days_of([world.dates[at]])
    variants = Variants(days, told_on(world, days), **varied)  # type: ignore[arg-type]  # by name
    found: list[float] = evaluate_variants(sweep(stage, variants))[:, 0].tolist()
    return found


def agree(found: list[float], world: World, scenario: Scenario, at: int) -> None:
    exact = draw_up(
        scenario, world.model, world.sources, world.developments, world.dates[at]
    )
    assert found == pytest.approx(floats(exact.probabilities), abs=TOLERANCE)


@pytest.mark.parametrize("seed", range(60))
def test_a_changed_number_is_what_the_file_would_give(seed: int) -> None:
    """One weight, one coverage and one expected of each indicator, and one prior."""
    world, rng = draw_world(seed), Random(seed)
    for scenario in world.scenarios:
        stage, at = stage_of(world, scenario), rng.randrange(len(world.dates))
        names = list(scenario.outcomes)
        for reading in stage.readings:
            place = rng.randrange(len(names))
            step = Decimal(str(round(rng.uniform(-4, 4), 3)))
            weights = np.zeros((len(names), 1))
            weights[place] = float(step)
            found = evaluated(
                stage, world, at, indicators={reading.id: Changes(weights=weights)}
            )
            edited = edit_weight(reading, scenario, world.model, names[place], step)
            agree(found, world, edited, at)
            if isinstance(reading.indicator, EventIndicator | CountIndicator):
                by = np.array([float(step)])
                covered = Changes(coverage=by)
                found = evaluated(stage, world, at, indicators={reading.id: covered})
                edited = edit_coverage(scenario, reading.id, world.model, step)
                agree(found, world, edited, at)
                if reading.indicator.weights is not None:
                    changes = {reading.id: Changes(expected=by)}
                    found = evaluated(stage, world, at, indicators=changes)
                    edited = edit_expected(scenario, reading.id, world.model, step)
                    agree(found, world, edited, at)
        priors = np.zeros((len(names), 1))
        priors[0] = 1.7
        found = evaluated(stage, world, at, priors=priors)
        agree(found, world, edit_prior(scenario, names[0], Decimal("1.7")), at)


@pytest.mark.parametrize("seed", range(20))
def test_another_dependence_is_what_another_model_would_give(seed: int) -> None:
    world = draw_world(seed)
    other = world.model.dependence.model_copy(update={"indicators": Decimal("0.31")})
    model = world.model.model_copy(update={"dependence": other})
    for scenario in world.scenarios:
        stage = stage_of(world, scenario)
        found = evaluated(stage, world, 0, dependence=np.array([0.31]))
        exact = draw_up(
            scenario, model, world.sources, world.developments, world.dates[0]
        )
        assert found == pytest.approx(floats(exact.probabilities), abs=TOLERANCE)


def test_variants_stand_side_by_side() -> None:
    """θ .5 and .05 of an even chance; with 2 dB more .5 and .0315.

    A1 is λ = 9: 5 against 1.4 is .78125, 5 against 1.252 is .79974.
    """
    scenario = make_scenario({"s": {"weights": {"a": 10}}})
    news = make_development("d", 10, "s")
    model = make_model()
    stage = set_stage(scenario, model, [news])
    more = Changes(weights=np.array([[0.0, 2.0], [0.0, 0.0]]))
    told = np.array([[9.542425094393249]])
    days = days_of([day(20)])
    found = evaluate_variants(sweep(stage, Variants(days, told, {"s": more})))
    assert found[0].tolist() == pytest.approx([0.78125, 0.7997], abs=5e-5)


def test_what_never_varies_comes_as_one_column() -> None:
    stage = set_stage(make_scenario({"s": {"weights": {"a": 10}}}), make_model(), [])
    days = days_of([day(1), day(2), day(3)])
    found = evaluate_variants(sweep(stage, Variants(days, np.zeros((0, 3)))))
    assert found.shape == (2, 1)


def test_a_stage_knows_what_each_development_counts_for() -> None:
    """One dated outside the horizon counts for nothing; one without a report too."""
    scenario = make_scenario({"s": {"weights": {"a": 10}}, "t": {"weights": {"b": 3}}})
    late = make_development("late", 400, "s")
    both = make_development("both", 10, ["s", "t"])
    untold = both.model_copy(update={"id": "untold", "reports": ()})
    stage = set_stage(scenario, make_model(), [both, untold, late])
    assert stage.observed == {"both": ("s", "t")}
    assert stage.places == {"both": 0, "untold": 1, "late": 2}
