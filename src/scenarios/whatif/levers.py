"""Levers: numbers that can be turned by any amount, in decibans.

A weight of an indicator, the odds of a prior, the strength of one more observation:
each answers twice, in arrays for many turns at once, and exactly for one.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from scenarios.domain.development import Observation
from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    StateIndicator,
)
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.evidence import Reading, State
from scenarios.engine.ledger import Ledger
from scenarios.engine.parameters import level_chances
from scenarios.whatif.bench import Bench
from scenarios.whatif.news_lever import NewsLever
from scenarios.whatif.prior_lever import PriorLever
from scenarios.whatif.weight_lever import WeightLever

__all__ = ["Lever", "news_levers", "prior_levers", "weight_levers"]


class Lever(Protocol):
    """A number that can be turned, in decibans.

    Attributes:
        low: The furthest that it can be turned down, at most 0.
        high: The furthest that it can be turned up, at least 0.
    """

    @property
    def low(self) -> float:
        """Return the furthest turn down."""

    @property
    def high(self) -> float:
        """Return the furthest turn up."""

    def sweep(self, turns: Floats) -> Floats:
        """Return the probabilities at many turns, (outcomes, turns)."""

    def ledger(self, turn: Decimal) -> Ledger:
        """Return the exact ledger at one turn."""


def prior_levers(bench: Bench) -> Iterator[PriorLever]:
    """Yield the prior of each outcome."""
    for outcome in bench.ledger.outcomes:
        yield PriorLever(bench, outcome)


def weight_levers(bench: Bench) -> Iterator[WeightLever]:
    """Yield every weight that says anything today: none of an open indicator."""
    for place, reading in enumerate(bench.readings):
        for level in _weighed(reading):
            for outcome in bench.ledger.outcomes:
                yield WeightLever(bench, place, level, outcome)


def _weighed(reading: Reading) -> list[str | None]:
    """Return the levels whose weights count, or None for an event or a count."""
    if reading.state is State.OPEN:
        return []
    match reading.indicator:
        case EventIndicator(weights=weights) | CountIndicator(weights=weights):
            return [] if weights is None else [None]
        case StateIndicator(levels=levels) if levels is not None:
            return list(dict.fromkeys(e.observation.level for e in reading.evidence))
        case _:
            return []


def news_levers(bench: Bench) -> Iterator[NewsLever]:
    """Yield one more observation of all that could be seen on the day itself.

    A measure is left out, because its value cannot be foreseen, and so is an absence,
    which silence says day by day.
    """
    if not bench.scenario.horizon.holds(bench.as_of):
        return
    for place, reading in enumerate(bench.readings):
        link = Observation(indicator=f"{bench.scenario.id}/{reading.id}")
        for sight, value in _sights(reading, bench):
            seen = link if value is None else link.model_copy(update={"value": value})
            yield NewsLever(bench, place, sight, seen)


def _sights(reading: Reading, bench: Bench) -> Iterator[tuple[str, str | None]]:
    indicator, opens = reading.indicator, bench.scenario.horizon.opens
    match indicator:
        case EventIndicator():
            if indicator.window_holds(bench.as_of, opens):
                yield "seen", None
        case CountIndicator():
            yield "one more", None
        case StateIndicator():
            for level in indicator.level_ids:
                chances = level_chances(indicator, level, bench.scenario, bench.model)
                if all(chances):
                    yield level, level
        case _:
            return
