"""A scenario's evidence on a day, packed into arrays of float64.

A sweep packs many variants at once: then what is marked `Varying` has one number for
each, and the columns of the others are as many.

All that is the same for every variant is computed exactly first and rounded once; only
what varies is left to floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nextafter
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import exact
from scenarios.engine.evidence import Reading, State
from scenarios.engine.likelihood import event_odds, has_limits, observed_chances
from scenarios.engine.parameters import Vector, clip, rates, thetas

__all__ = [
    "Clock",
    "CountRow",
    "EventRow",
    "Floats",
    "LatestRow",
    "Pack",
    "Varying",
    "pack",
    "pack_row",
]

Floats = NDArray[np.float64]
Varying = float | Floats
"""One number, or one for each variant."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: L = (1 − θ) + s·θ.

    Attributes:
        theta: θ before the limits, (outcomes, 1).
        spare: 1 − θ after the limits, exact before rounding, (outcomes, 1).
        odds: s, likelihood of what is known if the sign is there, over if it is not;
            one, or (variants,).
    """

    theta: Floats
    spare: Floats
    odds: Varying


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count of reports that are in doubt, against an exposure.

    Attributes:
        rate: m, (outcomes, 1).
        doubt: 1 − r of each development, (developments,) or (developments, variants).
        size: Fading times strength of each, (developments,).
        exposure: coverage·E, in units of `per`.
    """

    rate: Floats
    doubt: Floats
    size: Floats
    exposure: Varying


@dataclass(frozen=True, slots=True)
class LatestRow:
    """A state or measure: the newest development over the older ones, by its doubt.

    Attributes:
        chances: p before the limits, (developments, outcomes, 1).
        doubt: 1 − r of each development, (developments,) or (developments, variants).
        clipped: Whether the limits of θ hold for p: for given likelihoods only.
    """

    chances: Floats
    doubt: Floats
    clipped: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The deadline: which outcomes have one, and the share of the horizon left."""

    deadline: NDArray[np.bool_]
    left: Varying


@dataclass(frozen=True, slots=True)
class Pack:
    """A scenario on a day, ready for any number of variants.

    Attributes:
        prior: Probability of each outcome, (outcomes, 1).
        spare: 1 − prior, exact before rounding, (outcomes, 1).
        rows: One per indicator, in the order of the file; None where nothing is
            known, so that every variant's row is 0.
        groups: Places of the rows that share a group, per group.
        clock: The deadline; None without.
        theta: Lowest and highest θ.
        dependence: Between the indicators of a group.
    """

    prior: Floats
    spare: Floats
    rows: tuple[EventRow | CountRow | LatestRow | None, ...]
    groups: tuple[tuple[int, ...], ...]
    clock: Clock | None
    theta: tuple[float, float]
    dependence: Varying


@exact
def pack(
    scenario: Scenario, readings: Sequence[Reading], model: ScoringModel, left: float
) -> Pack:
    """Pack a scenario's readings.

    Args:
        scenario: The scenario.
        readings: What is known of each indicator, in the order of the file.
        model: The scoring model.
        left: Share of the horizon that is still to come, in [0, 1].
    """
    outcomes = scenario.outcomes.values()
    deadline = np.array([outcome.deadline for outcome in outcomes])
    low, high = model.limits.theta
    return Pack(
        prior=_column([outcome.prior for outcome in outcomes]),
        spare=_column([1 - outcome.prior for outcome in outcomes]),
        rows=tuple(_row(reading, scenario, model) for reading in readings),
        groups=_groups(readings),
        clock=Clock(deadline, left) if deadline.any() else None,
        theta=(float(low), min(float(high), nextafter(1, 0))),
        dependence=float(model.dependence.indicators),
    )


def _row(
    reading: Reading, scenario: Scenario, model: ScoringModel
) -> EventRow | CountRow | LatestRow | None:
    return None if reading.state is State.OPEN else pack_row(reading, scenario, model)


@exact
def pack_row(
    reading: Reading, scenario: Scenario, model: ScoringModel
) -> EventRow | CountRow | LatestRow:
    """Pack what is known of one indicator, were it nothing at all."""
    match reading.indicator:
        case EventIndicator():
            theta = thetas(reading.indicator, scenario, model)
            spare = [1 - chance for chance in clip(theta, model.limits.theta)]
            return EventRow(_column(theta), _column(spare), float(event_odds(reading)))
        case CountIndicator():
            return _count(reading, rates(reading.indicator, scenario, model))
        case StateIndicator() | MeasureIndicator():
            return _latest(reading, scenario, model)
        case _ as unreachable:
            assert_never(unreachable)


def _count(reading: Reading, rate: Vector) -> CountRow:
    return CountRow(
        rate=_column(rate),
        doubt=np.array([float(e.doubt_unfaded) for e in reading.evidence]),
        size=np.array(
            [float(e.fading * e.observation.strength) for e in reading.evidence]
        ),
        exposure=float(reading.coverage * reading.elapsed),
    )


def _latest(reading: Reading, scenario: Scenario, model: ScoringModel) -> LatestRow:
    shown = [
        _column(observed_chances(reading, each, scenario, model))
        for each in reading.evidence
    ]
    return LatestRow(
        chances=np.array(shown),
        doubt=np.array([float(each.doubt) for each in reading.evidence]),
        clipped=has_limits(reading),
    )


def _groups(readings: Sequence[Reading]) -> tuple[tuple[int, ...], ...]:
    places: dict[str, list[int]] = {}
    for place, reading in enumerate(readings):
        if reading.indicator.group is not None:
            places.setdefault(reading.indicator.group, []).append(place)
    return tuple(tuple(members) for members in places.values() if len(members) > 1)


def _column(vector: Vector) -> Floats:
    return np.array([[float(entry)] for entry in vector])
