"""Many variants in one pass: each is what it would be alone, and as in decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine.arrays.kernels import evaluate, event_odds
from scenarios.engine.arrays.leave_out import leave_each_out
from scenarios.engine.arrays.pack import EventRow
from scenarios.engine.arrays.swaps import Swap, Sweep
from scenarios.engine.likelihood import event_odds as exact_odds
from support import (
    day,
    draw_world,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    packed,
    row_of,
)

if TYPE_CHECKING:
    from scenarios.engine.arrays.pack import Pack
    from support import Data

pytestmark = pytest.mark.no_cover

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
SIGNS: Data = {
    "s": {**EVENT, "group": "g"},
    "t": {**EVENT, "group": "g", "within": "90d"},
    "u": {**EVENT, "within": "200d"},
    "n": {"kind": "count", "per": "90d", "rates": {"a": 4, "b": 1}, "group": "g"},
    "open": EVENT,
}
TOLD = [make_development("d", 10, ["s", "n", "u"], make_report("B2"))]


def pack_of(outcomes: Data | None = None) -> Pack:
    scenario, model = make_scenario(SIGNS, outcomes), make_model()
    return packed(scenario, ledger_of(scenario, TOLD, 45, model), model, day(45))


@given(seed=st.integers(0, 10**6))
def test_leaving_each_development_out_is_the_same_in_arrays_and_in_decimals(
    seed: int,
) -> None:
    world = draw_world(seed % 300)
    for scenario in world.scenarios:
        as_of = world.dates[seed % len(world.dates)]
        ledger = world.ledger(scenario, as_of)
        readings = [row.reading for row in ledger.rows]
        base = packed(scenario, ledger, world.model, as_of)
        found = leave_each_out(Sweep(base), readings, scenario, world.model)
        told = {e.told.development.id for r in readings for e in r.evidence}
        assert found.keys() == told
        for name, chances in found.items():
            kept = [each for each in world.developments if each.id != name]
            without = replace(world, developments=tuple(kept))
            exact = floats(without.ledger(scenario, as_of).probabilities)
            assert chances.tolist() == pytest.approx(exact, abs=1e-12), (seed, name)


def test_no_swaps_are_the_pack_itself() -> None:
    base = pack_of()
    found = Sweep(base).evaluate(3, [])
    assert found.shape == (2, 3)
    for column in found.T:
        assert column.tolist() == pytest.approx(evaluate(base).tolist(), abs=1e-15)


def test_each_variant_has_its_own_rows_alone_and_in_a_group() -> None:
    """Variants 0 and 2 touch the group, 2 and 3 what stands alone, 1 touches none."""
    base = pack_of()
    first, _, third, *_ = base.rows
    assert isinstance(first, EventRow)
    assert isinstance(third, EventRow)
    swaps = [
        Swap(0, np.array([2, 0]), replace(first, odds=np.array([9.0, 0.5]))),
        Swap(1, np.array([2]), replace(first, odds=4.0)),
        Swap(2, np.array([2, 3]), replace(third, odds=np.array([7.0, 8.0]))),
    ]
    found = Sweep(base).evaluate(4, swaps)
    odds = [{0: 0.5}, {}, {0: 9.0, 1: 4.0, 2: 7.0}, {2: 8.0}]
    for column, swapped in zip(found.T, odds, strict=True):
        rows = list(base.rows)
        for place, each in swapped.items():
            row = first if place < 2 else third
            rows[place] = replace(row, odds=each)
        alone = evaluate(replace(base, rows=tuple(rows)))
        assert column.tolist() == pytest.approx(alone.tolist(), abs=1e-15)


@pytest.mark.parametrize("deadline", [True, False])
def test_other_priors_are_as_in_a_pack_that_has_them(*, deadline: bool) -> None:
    outcomes: Data = {"a": {"prior": 0.4, "deadline": deadline}, "b": 0.6}
    base = pack_of(outcomes)
    chances = np.array([[0.1, 0.4, 0.9], [0.9, 0.6, 0.1]])
    found = Sweep(base).evaluate_priors(chances, 1 - chances)
    for column, prior in zip(found.T, chances.T, strict=True):
        other = pack_of(
            {
                **outcomes,
                "a": {**outcomes["a"], "prior": float(prior[0])},
                "b": float(prior[1]),
            }
        )
        assert column.tolist() == pytest.approx(evaluate(other).tolist(), abs=1e-14)


@given(
    news=st.floats(-40, 40),
    at=st.integers(0, 90),
)
def test_odds_are_the_same_in_arrays_and_in_decimals(news: float, at: int) -> None:
    """λ of any evidence, for or against, in a window that has partly passed."""
    absent = news < 0
    observes: Data = {"indicator": "u", "absent": absent}
    told = make_development("d", 0, observes)
    scenario = make_scenario({"u": {**EVENT, "within": "90d"}})
    ledger = ledger_of(scenario, [told], at)
    reading = row_of(ledger, "u").reading
    evidence = replace(reading.evidence[0], decibans=Decimal(abs(news)))
    reading = replace(reading, evidence=(evidence,))
    share = float(reading.window_share(day(0)))
    strength = 10 ** (abs(news) / 10)
    lam = 1 - (1 - 1 / strength) * share if absent else strength
    unheard = float(1 - reading.coverage * reading.elapsed)
    found = float(event_odds(np.array([lam]), unheard)[0])
    assert found == pytest.approx(float(exact_odds(reading)), rel=1e-12, abs=1e-12)
