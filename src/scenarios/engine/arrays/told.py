"""How strongly each development is told, day by day: steps, each computed exactly.

Between the days on which a report appears or is retracted nothing changes, so that
many days cost no more than those few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.source import SourceRegistry
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.reports import hear

__all__ = ["Days", "Telling", "days_of", "tell", "tell_all"]

Days = NDArray[np.int64]
"""Days as ordinals, (variants,)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One development over time.

    Attributes:
        development: What is told.
        days: Ordinals of the days on which what is told changes, ascending.
        decibans: max(0, dB(λ)) from each of these days on; 0 before the first.
    """

    development: Development
    days: tuple[int, ...]
    decibans: tuple[float, ...]

    def on(self, days: Days) -> Floats:
        """Return its decibans on some days, (days,)."""
        steps = np.array([0.0, *self.decibans])
        return np.asarray(steps[np.searchsorted(self.days, days, side="right")])


def days_of(days: Iterable[date]) -> Days:
    """Return days as ordinals."""
    return np.array([day.toordinal() for day in days], dtype=np.int64)


def tell_all(
    developments: Iterable[Development], sources: SourceRegistry, model: ScoringModel
) -> tuple[Telling, ...]:
    """Return how each development is told over time, in order of (date, id)."""
    ordered = sorted(developments, key=lambda each: (each.date, each.id))
    return tuple(tell(each, sources, model) for each in ordered)


def tell(
    development: Development, sources: SourceRegistry, model: ScoringModel
) -> Telling:
    """Return how one development is told over time; only its changes are kept."""
    days: list[int] = []
    decibans: list[float] = []
    for day in _turns(development):
        told = hear(development, sources, model, day)
        weight = 0.0 if told is None else max(0.0, float(told.decibans))
        if weight != (decibans[-1] if decibans else 0.0):
            days.append(day.toordinal())
            decibans.append(weight)
    return Telling(development, tuple(days), tuple(decibans))


def _turns(development: Development) -> Sequence[date]:
    """Return the days on which a report appears or goes, ascending."""
    days = {development.published(report) for report in development.reports}
    days |= {r.retracted.on for r in development.reports if r.retracted is not None}
    return sorted({max(day, development.date) for day in days})
