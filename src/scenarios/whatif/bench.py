"""A scenario on the bench: as it stands, ready to be varied exactly or in arrays."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.pack import (
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    Pack,
    pack,
)
from scenarios.engine.arrays.swaps import Swap, Sweep
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger, revise
from scenarios.engine.likelihood import likelihood_db

__all__ = ["Bench", "benches"]


@dataclass(frozen=True)
class Bench:
    """A scenario as it stands, ready to be varied.

    Attributes:
        assessed: The scenario's assessment.
        model: The scoring model.
        as_of: The day.
    """

    assessed: ScenarioAssessment
    model: ScoringModel
    as_of: date

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.assessed.scenario

    @property
    def ledger(self) -> Ledger:
        """Return the ledger as it stands."""
        return self.assessed.ledger

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return what is known of each indicator."""
        return tuple(row.reading for row in self.ledger.rows)

    @cached_property
    def packed(self) -> Pack:
        """Return the pack of the scenario."""
        horizon = self.scenario.horizon
        left = (horizon.length - horizon.elapsed(self.as_of)) / horizon.length
        return pack(self.scenario, self.readings, self.model, left)

    @cached_property
    def sweep(self) -> Sweep:
        """Return the pack, summed and ready for variants."""
        return Sweep(self.packed)

    def revised(self, reading: Reading) -> Ledger:
        """Return the ledger with another reading of one indicator."""
        entries = likelihood_db(reading, self.scenario, self.model)
        return revise(self.ledger, {reading.id: (reading, entries)}, self.model)

    def swapped(
        self, place: int, row: EventRow | CountRow | LatestRow, count: int
    ) -> Floats:
        """Return the probabilities with so many variants of one row."""
        return self.sweep.evaluate(count, [Swap(place, np.arange(count), row)])


def benches(assessment: Assessment) -> list[Bench]:
    """Return every scenario of an assessment that is not settled."""
    return [
        Bench(each, assessment.model, assessment.as_of)
        for each in assessment.scenarios
        if each.resolved is None
    ]
