"""What it would say to see a sign for certain: decibans per outcome, per sight."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    Indicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import DB_PER_NEPER, ONE, db, exact
from scenarios.engine.parameters import (
    Vector,
    clip,
    level_chances,
    rates,
    thetas,
)

__all__ = ["Sight", "sights_of", "silence_of"]


@dataclass(frozen=True, slots=True)
class Sight:
    """One way in which a sign can be seen.

    Attributes:
        name: `seen`, `one more`, a level, or a value of a measure.
        decibans: dB of its likelihood, one per outcome, up to a common constant.
    """

    name: str
    decibans: Vector

    @property
    def spread(self) -> Decimal:
        """Return the largest entry less the smallest, at least 0."""
        return max(self.decibans) - min(self.decibans)

    @property
    def gaps(self) -> Vector:
        """Return how far each outcome stands below the one most favoured, ≥ 0."""
        highest = max(self.decibans)
        return [highest - entry for entry in self.decibans]


@exact
def sights_of(
    indicator: Indicator, scenario: Scenario, model: ScoringModel
) -> tuple[Sight, ...]:
    """Return the ways to see a sign; of a measure, its mean under each outcome."""
    low = model.limits.theta[0]
    match indicator:
        case EventIndicator():
            chances = clip(thetas(indicator, scenario, model), model.limits.theta)
            return (Sight("seen", [db(chance) for chance in chances]),)
        case CountIndicator():
            rate = rates(indicator, scenario, model)
            return (Sight("one more", [db(m) for m in rate]),)
        case StateIndicator():
            levels = indicator.level_ids
            given = [level_chances(indicator, n, scenario, model) for n in levels]
            shown = [[db(p) for p in clip(vector, (low, ONE))] for vector in given]
            return tuple(map(Sight, levels, shown))
        case MeasureIndicator():
            return tuple(_values(indicator))
        case _ as unreachable:
            assert_never(unreachable)


@exact
def silence_of(
    indicator: Indicator, scenario: Scenario, model: ScoringModel
) -> Sight | None:
    """Return what it says that nothing was seen by the close; None where it says none.

    As the method has it: dB(1 − coverage·θ_k) at the end of an event's window, and
    −coverage·m_k·E·10/ln 10 of a count.
    """
    match indicator:
        case EventIndicator() if indicator.within is not None:
            coverage = indicator.coverage or model.coverage
            chances = clip(thetas(indicator, scenario, model), model.limits.theta)
            return Sight("silence", [db(1 - coverage * chance) for chance in chances])
        case CountIndicator():
            coverage = indicator.coverage or model.coverage
            exposure = Decimal(scenario.horizon.length) / indicator.per * coverage
            given = rates(indicator, scenario, model)
            return Sight("silence", [-exposure * m * DB_PER_NEPER for m in given])
        case _:
            return None


def _values(measure: MeasureIndicator) -> Iterator[Sight]:
    for seen in measure.expects.values():
        entries = []
        for expected in measure.expects.values():
            score = (seen.mean - expected.mean) / expected.sd
            entries.append((-score * score / 2 - expected.sd.ln()) * DB_PER_NEPER)
        yield Sight(f"{seen.mean:f}", entries)
