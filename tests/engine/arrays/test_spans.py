"""Intervals of many days: each is the one of its day, from the same draws."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios.engine.arrays import spans as module
from scenarios.engine.arrays.interval import interval, seeded
from scenarios.engine.arrays.spans import spans
from scenarios.engine.arrays.sweep import sweep
from scenarios.engine.arrays.told import days_of, tell_all
from scenarios.engine.arrays.variants import Variants, set_stage
from support import draw_world, packed

pytestmark = pytest.mark.no_cover

SEED = b"any digest"


@pytest.mark.parametrize("chunk", [1, 64_000], ids=["day by day", "all at once"])
def test_every_interval_is_that_of_its_day(
    chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With as many draws, whether days are taken one by one or together."""
    monkeypatch.setattr(module, "CHUNK", chunk)
    for seed in range(40):
        world = draw_world(seed)
        fewer = world.model.uncertainty.model_copy(update={"draws": 100})
        tellings = tell_all(world.developments, world.sources, world.model)
        days = days_of(sorted(world.dates))
        told = np.array([each.on(days) for each in tellings]).reshape(-1, len(days))
        for scenario in world.scenarios:
            heard = [each.development for each in tellings]
            stage = set_stage(scenario, world.model, heard)
            swept = sweep(stage, Variants(days, told))
            found = spans(swept, len(days), fewer, seeded(SEED))
            for place, date in enumerate(sorted(world.dates)):
                ledger = world.ledger(scenario, date)
                alone = packed(scenario, ledger, world.model, date)
                expected = interval(alone, fewer, seeded(SEED))
                difference = np.abs(found[:, :, place] - expected).max()
                assert difference < 1e-9, (seed, scenario.id, date)


def test_no_doubt_is_no_interval() -> None:
    world = draw_world(3)
    scenario, date = world.scenarios[0], world.dates[0]
    sure = world.model.uncertainty.model_copy(
        update={"draws": 100, "weight_db": 0, "prior_db": 0}
    )
    tellings = tell_all(world.developments, world.sources, world.model)
    days = days_of([date])
    told = np.array([each.on(days) for each in tellings]).reshape(-1, 1)
    stage = set_stage(scenario, world.model, [each.development for each in tellings])
    low, high = spans(sweep(stage, Variants(days, told)), 1, sure, seeded(SEED))
    exact = [float(p) for p in world.ledger(scenario, date).probabilities]
    assert low[:, 0].tolist() == pytest.approx(exact, abs=1e-9)
    assert high[:, 0].tolist() == pytest.approx(exact, abs=1e-9)
