"""What the quiet time within a count says, apart from its news."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.explanation.quiet import quiet_part
from support import (
    ledger_of,
    make_development,
    make_model,
    make_scenario,
    row_of,
)

if TYPE_CHECKING:
    from support import Data

COUNT: Data = {
    "kind": "count",
    "per": "90d",
    "rates": {"a": 4, "b": 1},
    "coverage": 0.5,
}
EVENT: Data = {"weights": {"a": 3}, "within": "90d"}


def test_quiet_time_is_the_same_with_and_without_news() -> None:
    """Day 180 is an exposure of 2: .5·2·4 and .5·2·1 nepers, -3 between them, which
    are -13.028834 dB and -6.514417 either way of the middle.
    """
    scenario, model = make_scenario({"s": COUNT}), make_model()
    silent = row_of(ledger_of(scenario, [], 180), "s")
    told = row_of(ledger_of(scenario, [make_development("d", 9, "s")], 180), "s")
    expected = pytest.approx({"a": -6.514417, "b": 6.514417}, abs=1e-6)
    for row in (silent, told):
        part = quiet_part(row, scenario, model)
        assert part is not None
        assert {name: float(entry) for name, entry in part.items()} == expected
    assert [float(entry) for entry in silent.decibans] == pytest.approx(
        [-6.514417, 6.514417], abs=1e-6
    )


def test_quiet_time_shares_the_factor_of_the_group() -> None:
    """Two equal rows: n = 2, a factor of 1/1.5."""
    signs = {name: {**COUNT, "group": "alike"} for name in ("s", "t")}
    scenario, model = make_scenario(signs), make_model()
    part = quiet_part(row_of(ledger_of(scenario, [], 180), "s"), scenario, model)
    assert part is not None
    assert float(part["b"]) == pytest.approx(6.514417 / 1.5, abs=1e-6)


def test_only_counts_have_quiet_time_in_their_rows() -> None:
    scenario = make_scenario({"s": EVENT})
    row = row_of(ledger_of(scenario, [], 45), "s")
    assert quiet_part(row, scenario, make_model()) is None
