"""An observation given in words fits its indicator, or every misfit is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from desk import write_workspace
from scenarios import load_workspace
from scenarios.assessment.linking import UnfitObservationError, make_observation
from scenarios.domain.development import Development, Observation

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.loading.checks import Known

PLAIN: dict[str, Any] = {"value": None, "strength": None, "absent": False}
NEWS = Development.model_validate(
    {
        "id": "d",
        "date": "2024-05-01",
        "reports": [{"id": "r1", "source": "a-source-long-gone"}],
    }
)


@pytest.fixture
def known(tmp_path: Path) -> Known:
    return load_workspace(write_workspace(tmp_path)).known


def link(known: Known, indicator: str, **parts: object) -> Observation:
    return make_observation(NEWS, indicator, known, **{**PLAIN, **parts})


@pytest.mark.parametrize(
    ("indicator", "parts", "part"),
    [
        ("strike/talks", {}, Observation(indicator="strike/talks")),
        (
            "strike/talks",
            {"strength": "0.25"},
            Observation(indicator="strike/talks", strength=Decimal("0.25")),
        ),
        (
            "strike/mediator",
            {"absent": True},
            Observation(indicator="strike/mediator", absent=True),
        ),
        (
            "strike/walkouts",
            {"strength": "1"},
            Observation(indicator="strike/walkouts"),
        ),
        (
            "strike/mood",
            {"value": "cold"},
            Observation(indicator="strike/mood", value="cold"),
        ),
        (
            "strike/pay",
            {"value": "-3.50"},
            Observation(indicator="strike/pay", value=Decimal("-3.5")),
        ),
        (
            "strike/tonnage",
            {"value": "1e2"},
            Observation(indicator="strike/tonnage", value=Decimal(100)),
        ),
    ],
)
def test_every_kind_can_be_linked(
    known: Known, indicator: str, parts: dict[str, object], part: Observation
) -> None:
    assert link(known, indicator, **parts) == part


@pytest.mark.parametrize(
    ("indicator", "parts", "told"),
    [
        ("strike/talk", {}, ["strike has no indicator `talk`; did you mean `talks`?"]),
        (
            "strikes/talks",
            {},
            ["unknown scenario `strikes`; did you mean `strike`?"],
        ),
        ("talks", {}, ["indicator: must be scenario/indicator"]),
        (
            "strike/mood",
            {},
            ["lacks the level of the state as `value`; the levels are warm, cold"],
        ),
        (
            "strike/mood",
            {"value": "cool", "strength": "0.5", "absent": True},
            [
                "strength: does not belong to a state; only to an event or count",
                "absent: does not belong to a state; only to an event",
                "value: unknown level `cool`; did you mean `cold`?",
            ],
        ),
        ("strike/pay", {"value": "much"}, ["value: must be a number in per cent"]),
        ("strike/pay", {"value": "Infinity"}, ["value: must be a number in per cent"]),
        (
            "strike/tonnage",
            {"value": "0"},
            ["value: must be above 0, for a lognormal"],
        ),
        (
            "strike/talks",
            {"value": "cold"},
            ["value: does not belong to an event; only to a state or measure"],
        ),
        (
            "strike/talks",
            {"strength": "1.5"},
            ["strength: must be at most 1"],
        ),
        ("strike/talks", {"strength": "fully"}, ["strength: must be a number"]),
    ],
)
def test_every_misfit_is_told(
    known: Known, indicator: str, parts: dict[str, object], told: list[str]
) -> None:
    with pytest.raises(UnfitObservationError) as caught:
        link(known, indicator, **parts)
    assert caught.value.indicator == indicator
    assert len(caught.value.faults) == len(told)
    for fault, start in zip(caught.value.faults, told, strict=True):
        assert fault.startswith(start)
    assert str(caught.value) == f"{indicator}: {'; '.join(caught.value.faults)}"
