"""The weighted index: a published example, rows of a ledger by hand, and its bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.engine.weighted_index import index, min_max, weighted_sum
from support import floats, ledger_of, make_development, make_scenario


def decimals(*numbers: float) -> list[Decimal]:
    return [Decimal(str(number)) for number in numbers]


def test_a_published_example_of_simple_additive_weighting_reproduces() -> None:
    """Four missiles by price (a cost), performance and range, weights .40 .35 .25.

    As the library pymcdm gives it with min-max values: .325, .4, .6 and .3375.
    """
    price = min_max(decimals(-250, -200, -300, -275))
    power = min_max(decimals(16, 16, 32, 24))
    reach = min_max(decimals(12, 8, 16, 10))
    found = weighted_sum([price, power, reach], decimals(0.40, 0.35, 0.25))
    assert floats(found) == pytest.approx([0.325, 0.4, 0.6, 0.3375], abs=1e-12)


def test_a_row_runs_from_0_to_1() -> None:
    assert floats(min_max(decimals(-3, 1, 5))) == [0, 0.5, 1]
    assert floats(min_max(decimals(2, 2))) == [0, 0]


def test_the_index_adds_what_the_rows_of_the_ledger_say() -> None:
    """λ = 9: 5 : 1.4 : 1.4 is 5.528 dB for a; 1.4 : 5 : 5 with θ .05 .5 .5 the same.

    b and c have 0 of the first and all of the second, a the reverse: 50 each.
    """
    outcomes = {"a": 0.2, "b": 0.3, "c": 0.5}
    signs = {"s": {"weights": {"a": 10}}, "t": {"weights": {"a": -10}}}
    told = [make_development("d1", 1, "s"), make_development("d2", 2, "t")]
    ledger = ledger_of(make_scenario(signs, outcomes), told)
    found = index(ledger.rows)
    assert found is not None
    assert floats(found) == pytest.approx([50, 50, 50], abs=1e-9)
    only = index(ledger_of(make_scenario(signs, outcomes), told[:1]).rows)
    assert only is not None
    assert floats(only) == pytest.approx([100, 0, 0], abs=1e-9)


def test_where_nothing_tells_there_is_no_index() -> None:
    assert index(ledger_of(make_scenario({"s": {"weights": {"a": 10}}})).rows) is None
    assert index([]) is None


@given(
    st.lists(
        st.lists(st.integers(-50, 50), min_size=3, max_size=3), min_size=1, max_size=6
    ),
    st.data(),
)
def test_a_weighted_sum_lies_between_0_and_1_and_keeps_a_common_favourite(
    rows: list[list[int]], data: st.DataObject
) -> None:
    weights = [Decimal(data.draw(st.integers(1, 9))) for _ in rows]
    values = [min_max([Decimal(entry) for entry in row]) for row in rows]
    found = weighted_sum(values, weights)
    assert all(0 <= score <= 1 for score in found)
    for place in range(3):
        if all(row[place] == max(row) for row in rows):
            assert found[place] == max(found)
