"""Running totals in memory are what a plain loop over the days gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.bulk.accumulating import Column, accumulate
from scenarios.bulk.gathering import NEVER, Total

TOTALS = (Total("m0", "bits"), Total("s1", "highest"), Total("t0_1", "sum"))
PAIRS, DAYS = (3, 17, 40), 6

told = st.tuples(
    st.integers(0, 61), st.floats(-5, 40), st.floats(-3, 3, allow_subnormal=False)
)
news = st.dictionaries(
    st.tuples(st.sampled_from(PAIRS), st.integers(0, DAYS + 2)), told, max_size=12
)


@given(news)
def test_each_day_has_all_that_was_known_by_then(
    cells: dict[tuple[int, int], tuple[int, float, float]],
) -> None:
    columns: dict[str, Column] = {
        "instance": np.array([pair for pair, _ in cells], np.int32),
        "number": np.array([day for _, day in cells], np.int64),
        "m0": np.array([1 << bit for bit, _, _ in cells.values()], np.int64),
        "s1": np.array([height for _, height, _ in cells.values()], np.float64),
        "t0_1": np.array([added for _, _, added in cells.values()], np.float64),
    }
    days = np.arange(DAYS, dtype=np.int32)
    grid = accumulate(columns, np.array(PAIRS, np.int32), days, TOTALS)
    rows = list(zip(*(column.tolist() for column in grid.values()), strict=True))
    assert [row[:2] for row in rows] == [(p, d) for p in PAIRS for d in range(DAYS)]
    for pair, day, marks, height, total in rows:
        known = [c for (p, d), c in cells.items() if p == pair and d <= day]
        assert marks == sum({1 << bit for bit, _, _ in known})
        assert height == max((h for _, h, _ in known), default=NEVER)
        assert total == pytest.approx(sum(t for _, _, t in known), abs=1e-12)


def test_no_pairs_have_no_days() -> None:
    nothing = {
        name: np.zeros(0, kind)
        for name, kind in (("instance", "i4"), ("number", "i8"), ("t0_1", "f8"))
    }
    none = np.zeros(0, np.int32)
    grid = accumulate(nothing, none, np.arange(5), [Total("t0_1", "sum")])
    assert {name: len(column) for name, column in grid.items()} == {
        "instance": 0,
        "number": 0,
        "t0_1": 0,
    }
