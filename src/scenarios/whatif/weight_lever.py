"""A weight as a lever: of an event or count, or of a level of a state."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from scenarios.domain.case import WeightChange
from scenarios.domain.indicator import StateIndicator
from scenarios.domain.noun import Frozen
from scenarios.engine.arrays.pack import CountRow, EventRow, Floats, LatestRow
from scenarios.engine.decimals import exact
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger
from scenarios.engine.parameters import decibans_of
from scenarios.whatif.bench import Bench
from scenarios.whatif.setting import reweigh

__all__ = ["WeightLever", "sweep_together"]

MOST_WEIGHT = Decimal(100)


@dataclass(frozen=True)
class WeightLever:
    """A weight of an event or count, or of a level of a state, for one outcome.

    Attributes:
        bench: The scenario.
        place: Place of the indicator.
        level: The level of a state; None for others.
        outcome: The outcome whose weight is turned.
    """

    bench: Bench
    place: int
    level: str | None
    outcome: str

    @cached_property
    def weights(self) -> list[Decimal]:
        """Return the weights as they stand, in decibans."""
        indicator = self.reading.indicator
        given = getattr(indicator, "weights", None) or {}
        if isinstance(indicator, StateIndicator):
            given = (indicator.levels or {})[self.level or ""]
        return list(decibans_of(given, self.bench.scenario, self.bench.model))

    @property
    def reading(self) -> Reading:
        """Return what is known of the indicator."""
        return self.bench.readings[self.place]

    @property
    def start(self) -> Decimal:
        """Return the weight as it stands."""
        return self.weights[self._at]

    @property
    def low(self) -> float:
        """Return the furthest turn down: to −100 dB."""
        return min(0.0, float(-MOST_WEIGHT - self.start))

    @property
    def high(self) -> float:
        """Return the furthest turn up: to 100 dB."""
        return max(0.0, float(MOST_WEIGHT - self.start))

    def sweep(self, turns: Floats) -> Floats:
        """Return the probabilities at many turns, (outcomes, turns)."""
        (found,) = sweep_together([self], [turns])
        return found

    @exact
    def ledger(self, turn: Decimal) -> Ledger:
        """Return the exact ledger at one turn."""
        reading = self.reading
        # Not validated: a turn on the way to the root has more digits than a file may.
        change = WeightChange.model_construct(
            indicator=f"{self.bench.scenario.id}/{reading.id}",
            level=self.level,
            weights=Frozen({self.outcome: self.start + turn}),
        )
        turned = reweigh(reading.indicator, change)
        return self.bench.revised(replace(reading, indicator=turned))

    @cached_property
    def _at(self) -> int:
        return self.bench.ledger.outcomes.index(self.outcome)

    def row(self, relative: Floats) -> EventRow | CountRow | LatestRow:
        """Return the indicator's row at other weights.

        Args:
            relative: 10^((w − max w)/10), (outcomes, variants).
        """
        row = self.bench.packed.rows[self.place]
        match row:
            case EventRow():
                theta = float(self._expected) * relative
                spare = 1 - np.clip(theta, *self.bench.packed.theta)
                return EventRow(theta, spare, row.odds)
            case CountRow():
                return replace(row, rate=float(self._expected) * relative)
            case LatestRow():
                return replace(row, chances=self._chances(row, relative))
            case None:
                message = f"nothing is known of {self.reading.id}"
                raise ValueError(message)

    def relative(self, turns: Floats) -> Floats:
        """Return 10^((w − max w)/10) at many turns, (outcomes, turns)."""
        weights = np.array([[float(w)] for w in self.weights]) + 0 * turns
        weights[self._at] += turns
        return np.asarray(10 ** ((weights - weights.max(axis=0)) / 10))

    @property
    def _expected(self) -> Decimal:
        given: Decimal | None = getattr(self.reading.indicator, "expected", None)
        return given or self.bench.model.expected

    def _chances(self, row: LatestRow, relative: Floats) -> Floats:
        shown = [e.observation.level == self.level for e in self.reading.evidence]
        return np.array(
            [
                relative if turned else np.repeat(chances, relative.shape[1], axis=1)
                for turned, chances in zip(shown, row.chances, strict=True)
            ]
        )


def sweep_together(
    levers: Sequence[WeightLever], turns: Sequence[Floats]
) -> list[Floats]:
    """Return what each lever's sweep would, in one pass, (outcomes, turns) each.

    Args:
        levers: Weights of one indicator, and of one level.
        turns: The turns of each.
    """
    first = levers[0]
    pairs = zip(levers, turns, strict=True)
    relative = np.hstack([lever.relative(each) for lever, each in pairs])
    row = first.row(relative)
    found = first.bench.swapped(first.place, row, relative.shape[1])
    return np.hsplit(found, np.cumsum([len(each) for each in turns])[:-1])
