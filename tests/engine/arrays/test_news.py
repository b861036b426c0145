"""A development told more or less strongly: arrays against decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine.arrays.news import vary_news
from scenarios.engine.arrays.swaps import Swap, Sweep
from scenarios.engine.ledger import revise
from scenarios.engine.likelihood import likelihood_db
from support import draw_world, floats, packed

pytestmark = pytest.mark.no_cover


@given(seed=st.integers(0, 10**6), told=st.lists(st.floats(-20, 60), min_size=1))
def test_what_is_told_otherwise_is_the_same_in_arrays_and_in_decimals(
    seed: int, told: list[float]
) -> None:
    world = draw_world(seed % 300)
    scenario, model = world.scenarios[0], world.model
    as_of = world.dates[seed % len(world.dates)]
    ledger = world.ledger(scenario, as_of)
    sweep = Sweep(packed(scenario, ledger, model, as_of))
    for place, row in enumerate(ledger.rows):
        reading = row.reading
        for at, evidence in enumerate(reading.evidence[:2]):
            varied = vary_news(reading, at, np.array(told), scenario, model)
            swap = Swap(place, np.arange(len(told)), varied)
            found = sweep.evaluate(len(told), [swap])
            for column, strength in zip(found.T, told, strict=True):
                heard = max(Decimal(0), Decimal(strength))
                counted = evidence.observation.strength * heard * evidence.fading
                anew = replace(
                    evidence,
                    told=replace(evidence.told, decibans=Decimal(strength)),
                    decibans=counted,
                )
                others = list(reading.evidence)
                others[at] = anew
                said = replace(reading, evidence=tuple(others))
                entries = likelihood_db(said, scenario, model)
                exact = revise(ledger, {reading.id: (said, entries)}, model)
                expected = pytest.approx(floats(exact.probabilities), abs=1e-12)
                assert column.tolist() == expected, (seed, reading.id, strength)
