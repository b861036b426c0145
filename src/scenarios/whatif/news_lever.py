"""One more observation as a lever: how strongly it is told, in decibans."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from scenarios.domain.development import Observation
from scenarios.engine.arrays.news import vary_news
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.assumption import suppose
from scenarios.engine.decimals import ZERO, exact
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger
from scenarios.whatif.bench import Bench

__all__ = ["NewsLever"]


@dataclass(frozen=True)
class NewsLever:
    """One more observation, dated today: how strongly it is told.

    Attributes:
        bench: The scenario.
        place: Place of the indicator.
        sight: What is seen: `seen`, `one more`, or the level of a state.
        observation: The observation.
    """

    bench: Bench
    place: int
    sight: str
    observation: Observation

    @property
    def reading(self) -> Reading:
        """Return what is known of the indicator."""
        return self.bench.readings[self.place]

    @property
    def start(self) -> Decimal:
        """Return how strongly it is told as things stand: not at all."""
        return ZERO

    @property
    def low(self) -> float:
        """Return the furthest turn down: none."""
        return 0.0

    @property
    def high(self) -> float:
        """Return the most that the reports of one development can weigh."""
        return float(self.bench.model.limits.report_db)

    def sweep(self, turns: Floats) -> Floats:
        """Return the probabilities at many strengths, (outcomes, turns)."""
        bench, known = self.bench, self._known
        at = len(known.evidence) - 1
        row = vary_news(known, at, turns, bench.scenario, bench.model)
        return bench.swapped(self.place, row, len(turns))

    @exact
    def ledger(self, turn: Decimal) -> Ledger:
        """Return the exact ledger where it is told with so many decibans."""
        *others, added = self._known.evidence
        told = replace(added.told, decibans=turn)
        weaker = replace(added, told=told, decibans=turn)
        return self.bench.revised(replace(self._known, evidence=(*others, weaker)))

    @cached_property
    def _known(self) -> Reading:
        return suppose(self.reading, self.observation)
