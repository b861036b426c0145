"""What may still be heard of an event, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenarios.engine.foresight import (
    average,
    chance_of_news,
    chance_of_sign,
    information,
)
from support import floats, ledger_of, make_scenario, row_of

HALF = [Decimal("0.5")] * 2
THETA = [Decimal("0.8"), Decimal("0.2")]
SIGN = {"likelihoods": {"a": 0.8, "b": 0.2}, "within": "100d", "coverage": 0.5}


def test_what_was_listened_for_in_vain_is_likely_not_there() -> None:
    """Half the window at .5: θ·.75/(1 − .25·θ) is .6/.8 = .75 and .15/.95."""
    reading = row_of(ledger_of(make_scenario({"s": SIGN}), at=50), "s").reading
    found = chance_of_sign(reading, THETA, HALF)
    assert float(found) == pytest.approx((0.75 + 0.15 / 0.95) / 2)
    none_left = chance_of_news(reading, THETA, HALF, Decimal("0.5"))
    assert none_left == 0
    rest = chance_of_news(reading, THETA, HALF, Decimal(1))
    assert float(rest) == pytest.approx((0.2 / 0.8 + 0.05 / 0.95) / 2)


def test_before_its_window_a_sign_has_the_chance_of_its_outcomes() -> None:
    reading = row_of(ledger_of(make_scenario({"s": SIGN}), at=0), "s").reading
    found = chance_of_sign(reading, THETA, [Decimal("0.25"), Decimal("0.75")])
    assert found == Decimal("0.35")


def test_an_average_is_taken_entry_by_entry() -> None:
    found = average(Decimal("0.25"), [Decimal(4), Decimal(0)], [Decimal(0), Decimal(8)])
    assert floats(found) == [1, 6]


@pytest.mark.parametrize(
    ("chance", "seen", "absent", "bits"),
    [
        ("0.5", ["1", "0"], ["0", "1"], 1),
        ("0.5", ["0.8", "0.2"], ["0.2", "0.8"], 0.2780719),
        ("0.3", ["0.6", "0.4"], ["0.6", "0.4"], 0),
        ("0", ["1", "0"], ["0.4", "0.6"], 0),
    ],
    ids=["all is told", "a channel that errs in .2", "nothing is told", "never seen"],
)
def test_information_is_what_is_told_of_the_outcomes(
    chance: str, seen: list[str], absent: list[str], bits: float
) -> None:
    vectors = [[Decimal(p) for p in each] for each in (seen, absent)]
    found = information(Decimal(chance), *vectors)
    assert float(found) == pytest.approx(bits, abs=1e-7)
    assert found >= 0
