"""A prior as a lever: its odds, in decibans."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10

import numpy as np

from scenarios.domain.noun import Frozen
from scenarios.domain.scenario import Outcome
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.decimals import db, exact, power, total
from scenarios.engine.ledger import Ledger, centred, clock_db
from scenarios.whatif.bench import Bench

__all__ = ["PriorLever"]

LEAST_PRIOR = 1e-9
MOST_ODDS = 80.0


@dataclass(frozen=True)
class PriorLever:
    """The odds of one prior; the others keep their proportions, and all their sum.

    Attributes:
        bench: The scenario.
        outcome: The outcome whose odds are turned.
    """

    bench: Bench
    outcome: str

    @property
    def start(self) -> Decimal:
        """Return the prior as it stands."""
        return self.bench.scenario.outcomes[self.outcome].prior

    @property
    def low(self) -> float:
        """Return the furthest turn down: to 1e-9, and no other to 1."""
        start = float(self.start)
        most = (1 - LEAST_PRIOR) * self._left / max(self._others)
        least = max(LEAST_PRIOR, start + self._left - most)
        return max(-MOST_ODDS, min(0.0, _odds_db(least) - _odds_db(start)))

    @property
    def high(self) -> float:
        """Return the furthest turn up, at which the others are still 1e-9 or more."""
        start = float(self.start)
        rest = LEAST_PRIOR * self._left / min(self._others)
        most = min(1 - LEAST_PRIOR, start + self._left - rest)
        return min(MOST_ODDS, max(0.0, _odds_db(most) - _odds_db(start)))

    def sweep(self, turns: Floats) -> Floats:
        """Return the probabilities at many turns, (outcomes, turns)."""
        odds = 10 ** ((_odds_db(float(self.start)) + turns) / 10)
        turned = odds / (1 + odds)
        surplus = float(self.start) + self._left - 1
        left = (1 / (1 + odds) + surplus) / self._left
        priors = np.array(
            [
                turned if name == self.outcome else float(outcome.prior) * left
                for name, outcome in self._outcomes
            ]
        )
        return self.bench.sweep.evaluate_priors(priors, 1 - priors)

    @exact
    def ledger(self, turn: Decimal) -> Ledger:
        """Return the exact ledger at one turn."""
        bench, priors = self.bench, self.priors(turn)
        scenario = bench.scenario.model_copy(
            update={
                "outcomes": Frozen(
                    {
                        name: outcome.model_copy(update={"prior": priors[name]})
                        for name, outcome in self._outcomes
                    }
                )
            }
        )
        clock = clock_db(scenario, bench.model, bench.as_of)
        return replace(
            bench.ledger,
            prior=centred([db(prior) for prior in priors.values()]),
            clock=None if clock is None else centred(clock),
        )

    @exact
    def priors(self, turn: Decimal) -> Mapping[str, Decimal]:
        """Return every prior at one turn."""
        odds = self.start / (1 - self.start) * power(turn)
        turned = odds / (1 + odds)
        whole = total(outcome.prior for _, outcome in self._outcomes)
        left = (whole - turned) / (whole - self.start)
        return {
            name: turned if name == self.outcome else outcome.prior * left
            for name, outcome in self._outcomes
        }

    @property
    def _others(self) -> list[float]:
        return [float(o.prior) for name, o in self._outcomes if name != self.outcome]

    @property
    def _left(self) -> float:
        """Return the sum of the others; with this one it may miss 1 by a little."""
        return sum(self._others)

    @property
    def _outcomes(self) -> list[tuple[str, Outcome]]:
        return list(self.bench.scenario.outcomes.items())


def _odds_db(probability: float) -> float:
    return 10 * log10(probability / (1 - probability))
