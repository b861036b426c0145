"""Exact arithmetic, and that no caller's context reaches it."""

from __future__ import annotations

import subprocess
import sys
from decimal import ROUND_UP, Context, Decimal, getcontext, localcontext
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine.decimals import (
    DB_PER_NEPER,
    ONE,
    db,
    exact,
    fade,
    lasting,
    mean,
    power,
    total,
)
from support import draw_world

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=9)
ROUNDING = Decimal("1e-38")

# log10 2, ln 2 and 10/ln 10, from tables.
LOG_2 = Decimal("0.301029995663981195213738894724493026768189881462")
LN_2 = Decimal("0.693147180559945309417232121458176568075500134360")
PER_NEPER = Decimal("4.342944819032518276511289189166050822943970058")


def test_decibans_are_ten_times_the_logarithm() -> None:
    assert db(Decimal(100)) == 20
    assert db(ONE) == 0
    assert db(Decimal("0.001")) == -30
    assert abs(db(Decimal(2)) / 10 - LOG_2) < Decimal("1e-27")


def test_constants_are_as_long_as_the_context() -> None:
    """4.3429…: one digit before the point, so the 42nd stands at 1e-41."""
    assert abs(DB_PER_NEPER - PER_NEPER) < Decimal("1e-40")


@given(st.decimals(min_value=Decimal("1e-30"), max_value=Decimal("1e30"), places=35))
def test_power_undoes_decibans(ratio: Decimal) -> None:
    assert abs(power(db(ratio)) / ratio - 1) < Decimal("1e-27")


@pytest.mark.parametrize(
    ("age", "half_life", "left"),
    [
        (0, 30, 1),
        (30, 30, 0.5),
        (60, 30, 0.25),
        # A third of the way: the cube root of a half.
        (10, 30, 0.7937005259840998),
        (9999, None, 1),
    ],
)
def test_news_fades_by_half(age: int, half_life: int | None, left: float) -> None:
    assert float(fade(age, half_life)) == pytest.approx(left, abs=1e-15)


@pytest.mark.parametrize(
    ("days", "half_life", "counting"),
    [
        (0, 100, 0),
        (77, None, 77),
        # 100/ln 2 = 144.2695040889; half of it is left after one half-life.
        (100, 100, 72.13475204444817),
        # 144.2695040889·(1 - 2^-10)
        (1000, 100, 144.1286159013),
    ],
)
def test_exposure_fades_too(days: int, half_life: int | None, counting: float) -> None:
    assert float(lasting(days, half_life)) == pytest.approx(counting, abs=1e-8)


@given(st.integers(0, 900), st.integers(0, 900), st.integers(1, 400))
def test_exposure_composes(first: int, second: int, half_life: int) -> None:
    """What lasted for the first days fades over the second."""
    whole = lasting(first + second, half_life)
    parts = lasting(second, half_life) + fade(second, half_life) * lasting(
        first, half_life
    )
    assert float(whole) == pytest.approx(float(parts), rel=1e-14)


@given(st.lists(NUMBERS, min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order(
    numbers: list[Decimal], rng: Random
) -> None:
    """Also where rounding would: thirds have no last digit."""
    thirds = [power(number / 3) for number in numbers]
    mixed = rng.sample(thirds, len(thirds))
    assert total(thirds) == total(mixed)
    assert mean(thirds) == mean(mixed)


def test_sums_and_means() -> None:
    numbers = [Decimal(7), Decimal("0.5"), Decimal("-1.5")]
    assert total(numbers) == 6
    assert mean(numbers) == 2
    assert total([]) == 0


def test_the_callers_context_is_left_alone_and_not_used() -> None:
    @exact
    def third() -> Decimal:
        return ONE / 3

    with localcontext(Context(prec=5, rounding=ROUND_UP, flags=[])) as context:
        assert third() == Decimal("0." + "3" * 42)
        assert getcontext() is context
        assert Decimal("0.33334") == ONE / 3


@given(st.integers(0, 10**6))
def test_no_ledger_depends_on_the_callers_context(seed: int) -> None:
    world = draw_world(seed)
    scenario, date = world.scenarios[0], Random(seed).choice(world.dates)
    ledger = world.ledger(scenario, date)
    score, chances = ledger.score, ledger.probabilities
    with localcontext(Context(prec=6, rounding=ROUND_UP, flags=[])):
        again = world.ledger(scenario, date)
        assert again.rows == ledger.rows
        assert again.score == score
        assert again.probabilities == chances


CONSTANTS = """
from decimal import getcontext
getcontext().prec = 6
from scenarios.engine.arrays.interval import NEPER_PER_DB
from scenarios.engine.decimals import DB_PER_NEPER, fade, lasting
print(DB_PER_NEPER, fade(1, 3), lasting(1, 3), NEPER_PER_DB)
"""


def test_no_constant_depends_on_the_importers_context() -> None:
    command = [sys.executable, "-c", CONSTANTS]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    by_hand = (DB_PER_NEPER, fade(1, 3), lasting(1, 3), 0.23025850929940458)
    assert run.stdout.split() == [str(constant) for constant in by_hand]
