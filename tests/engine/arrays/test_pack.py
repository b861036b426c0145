"""What is packed into arrays: exact first, rounded once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.engine.arrays.pack import CountRow, EventRow, LatestRow, Pack
from support import (
    day,
    ledger_of,
    make_development,
    make_model,
    make_scenario,
    packed,
)

if TYPE_CHECKING:
    from scenarios.domain.development import Development
    from support import Data

THREE = {"a": 0.2, "b": 0.5, "c": 0.3}
EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.0001, "c": 0.1}}
COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 4, "b": 1, "c": 2}}
STATE: Data = {
    "kind": "state",
    "likelihoods": {
        "a": {"up": 0.6, "down": 0.4},
        "b": {"up": 0, "down": 1},
        "c": {"up": 0.3, "down": 0.7},
    },
}
LEVELS: Data = {"kind": "state", "levels": {"up": {"a": 10}}}
MEASURE: Data = {
    "kind": "measure",
    "expects": {name: {"mean": 3, "sd": 1} for name in THREE},
}


def pack_of(
    signs: Data,
    told: list[Development] | None = None,
    at: int = 90,
    outcomes: Data | None = None,
    **changes: object,
) -> Pack:
    scenario, model = make_scenario(signs, outcomes or THREE), make_model(**changes)
    ledger = ledger_of(scenario, told or [], at, model)
    return packed(scenario, ledger, model, day(at))


def seen(name: str, number: int = 30, **fields: object) -> Development:
    return make_development(f"{name}-{number}", number, {"indicator": name, **fields})


def test_priors_and_limits_are_packed() -> None:
    pack = pack_of({}, dependence={"indicators": 0.7})
    assert pack.prior.tolist() == [[0.2], [0.5], [0.3]]
    assert pack.spare.tolist() == [[0.8], [0.5], [0.7]]
    assert pack.theta == (0.000001, 0.999)
    assert pack.dependence == 0.7
    assert pack.clock is None


def test_the_clock_is_packed_where_an_outcome_has_a_deadline() -> None:
    pack = pack_of({}, outcomes={**THREE, "b": {"prior": 0.5, "deadline": True}})
    assert pack.clock is not None
    assert pack.clock.deadline.tolist() == [False, True, False]
    assert pack.clock.left == 0.75


def test_what_floats_cannot_tell_from_1_is_kept_below_it() -> None:
    """1 - 1e-20 is 1 in floats; what it leaves would be 0, and have no logarithm."""
    theta = [0.000001, Decimal("0." + "9" * 20)]
    pack = pack_of({}, limits={"theta": theta})
    assert pack.theta[1] < 1


def test_what_a_prior_leaves_is_exact_before_it_is_rounded() -> None:
    """1 - .999999999 in floats is 9.9999997e-10."""
    pack = pack_of({}, outcomes={"a": 0.999999999, "b": 1e-9})
    assert pack.spare.tolist() == [[1e-9], [0.999999999]]


OPEN: dict[str, tuple[Data, list[Development]]] = {
    "an event": (EVENT, []),
    "a state": (STATE, []),
    "a measure": (MEASURE, []),
    "a window to come": ({**EVENT, "from": day(90), "within": "9d"}, []),
}


@pytest.mark.parametrize(("sign", "told"), OPEN.values(), ids=OPEN)
def test_an_open_indicator_has_no_row(sign: Data, told: list[Development]) -> None:
    assert pack_of({"s": sign}, told).rows == (None,)


def test_an_event_is_packed() -> None:
    """λ = 9, and 1 - θ of the clipped θ: .2, .99 and .9."""
    pack = pack_of({"s": EVENT}, [seen("s")], limits={"theta": [0.01, 0.999]})
    (row,) = pack.rows
    assert isinstance(row, EventRow)
    assert row.theta.tolist() == [[0.8], [0.0001], [0.1]]
    assert row.spare.tolist() == [[0.2], [0.99], [0.9]]
    assert row.odds == pytest.approx(9, rel=1e-15)


def test_a_count_is_packed() -> None:
    """Half the strength, one half-life of 60 days old. E = 60/ln 2·(1 - 2^-1.5)/90 =
    .621750; coverage .9.
    """
    sign = {**COUNT, "half_life": "60d"}
    (row,) = pack_of({"s": sign}, [seen("s", strength=0.5), seen("s", 90)]).rows
    assert isinstance(row, CountRow)
    assert row.rate.tolist() == [[4], [1], [2]]
    assert row.doubt.tolist() == pytest.approx([0.2, 0.2], rel=1e-15)
    assert row.size.tolist() == pytest.approx([0.25, 1], rel=1e-15)
    assert row.exposure == pytest.approx(0.9 * 0.621750, abs=1e-6)


@pytest.mark.parametrize(
    ("sign", "how", "chances", "clipped"),
    [
        (STATE, {"value": "up"}, [[0.6], [0], [0.3]], True),
        (LEVELS, {"value": "up"}, [[1], [0.1], [0.1]], False),
        (MEASURE, {"value": 7}, [[1], [1], [1]], False),
    ],
    ids=["likelihoods", "weights", "measure"],
)
def test_what_was_last_seen_is_packed(
    sign: Data, how: Data, chances: list[list[float]], *, clipped: bool
) -> None:
    (row,) = pack_of({"s": sign}, [seen("s", **how), seen("s", 31, **how)]).rows
    assert isinstance(row, LatestRow)
    assert row.chances.tolist() == [chances, chances]
    assert row.doubt.tolist() == pytest.approx([0.2, 0.2], rel=1e-15)
    assert row.clipped is clipped


def test_groups_of_several_are_packed_by_their_places() -> None:
    groups = {"s": "x", "t": None, "u": "y", "v": "x", "w": "z", "x": "y"}
    signs = {
        name: {**EVENT, **({} if group is None else {"group": group})}
        for name, group in groups.items()
    }
    assert pack_of(signs).groups == ((0, 3), (2, 5))
