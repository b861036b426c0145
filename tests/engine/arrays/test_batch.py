"""Many packs in one pass: each is what it would be alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenarios.engine.arrays.batch import evaluate_all, evaluate_batch, stack
from scenarios.engine.arrays.kernels import evaluate
from support import (
    day,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    packed,
)

if TYPE_CHECKING:
    from scenarios.engine.arrays.pack import Pack
    from support import Data

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
WINDOW: Data = {**EVENT, "within": "90d"}
COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 4, "b": 1}}
STATE: Data = {"kind": "state", "levels": {"up": {"a": 10}, "down": {"b": 4}}}
TIMED = {"a": {"prior": 0.4, "deadline": True}, "b": 0.6}
TOLD = [
    make_development("d1", 10, ["s", "c"], make_report("B2")),
    make_development("d2", 20, {"indicator": "l", "value": "up"}),
]


def grouped(**signs: Data) -> Data:
    return {name: {**sign, "group": "alike"} for name, sign in signs.items()}


def pack_of(signs: Data, outcomes: Data | None = None, at: int = 45) -> Pack:
    scenario, model = make_scenario(signs, outcomes), make_model()
    return packed(scenario, ledger_of(scenario, TOLD, at, model), model, day(at))


PACKS: dict[str, Pack] = {
    "no signs": pack_of({}),
    "only open signs": pack_of({"m": EVENT, "n": EVENT}),
    "the clock alone": pack_of({}, TIMED),
    "an event": pack_of({"s": EVENT}),
    "of every kind": pack_of({"c": COUNT, "s": EVENT, "l": STATE, "w": WINDOW}, TIMED),
    "all in a group": pack_of(grouped(c=COUNT, s=EVENT, l=STATE, w=WINDOW), TIMED),
    "a group of open signs": pack_of(grouped(m=EVENT, n=EVENT)),
    "a group with one voice": pack_of(grouped(s=EVENT, n=EVENT)),
    "a group beside others": pack_of({"c": COUNT, **grouped(s=EVENT, w=WINDOW)}),
    "the same later": pack_of({"c": COUNT, **grouped(s=EVENT, w=WINDOW)}, at=200),
    "a group of no weight": pack_of(
        grouped(s={"weights": {}}, w={"weights": {}, "within": "9d"})
    ),
}
EVENT_OF_THREE = {"likelihoods": {"a": 0.8, "b": 0.2, "c": 0.5}}
THREE = pack_of({"s": EVENT_OF_THREE}, {"a": 0.2, "b": 0.5, "c": 0.3})


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_batch_of_one_is_that_one(pack: Pack) -> None:
    (found,) = evaluate_all([pack])
    assert np.abs(found - evaluate(pack)).max() < 1e-14


def test_packs_side_by_side_do_not_touch_each_other() -> None:
    """Also where some have two outcomes and others three, in any order."""
    packs = list(PACKS.values())
    packs = [packs[4], THREE, *packs, THREE, *reversed(packs)]
    for pack, found in zip(packs, evaluate_all(packs), strict=True):
        assert np.abs(found - evaluate(pack)).max() < 1e-14


def test_a_batch_has_a_column_for_each_pack() -> None:
    batch = stack(list(PACKS.values()))
    found = evaluate_batch(batch)
    assert found.shape == (2, len(PACKS))
    assert found.sum(axis=0).tolist() == pytest.approx([1] * len(PACKS))
    assert evaluate_batch(batch).tolist() == found.tolist()


def test_an_event_in_a_batch_by_hand() -> None:
    """B2 is λ = 1.54/.46: 1 + 1.08/.46·θ, so .46 + 1.08·.8 = 1.324 against .676."""
    (found,) = evaluate_all([PACKS["an event"]])
    assert found.tolist() == pytest.approx([1.324 / 2, 0.676 / 2], rel=1e-12)


def test_no_packs_are_no_answers() -> None:
    assert evaluate_all([]) == []


@pytest.mark.parametrize("packs", [[], [PACKS["an event"], THREE]], ids=["none", "odd"])
def test_only_packs_of_equally_many_outcomes_can_be_stacked(packs: list[Pack]) -> None:
    with pytest.raises(ValueError, match=r"at least one array|must match"):
        stack(packs)
