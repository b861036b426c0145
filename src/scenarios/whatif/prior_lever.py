"""A prior as a lever: its odds, in decibans."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10

import numpy as np

from scenarios.domain.noun import Frozen
from scenarios.domain.scenario import Outcome
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.decimals import db, exact, power
from scenarios.engine.ledger import Ledger, centred, clock_db
from scenarios.whatif.bench import Bench

__all__ = ["PriorLever"]

LEAST_PRIOR = 1e-9
MOST_ODDS = 80.0


@dataclass(frozen=True)
class PriorLever:
    """The odds of one prior; the others keep their proportions.

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
        """Return the furthest turn down, at which the prior is still 1e-9 or more."""
        start = float(self.start)
        return max(-MOST_ODDS, min(0.0, _odds_db(LEAST_PRIOR) - _odds_db(start)))

    @property
    def high(self) -> float:
        """Return the furthest turn up, at which the others are still 1e-9 or more."""
        start = float(self.start)
        others = [float(o.prior) for n, o in self._outcomes if n != self.outcome]
        most = 1 - LEAST_PRIOR * (1 - start) / min(others)
        return min(MOST_ODDS, max(0.0, _odds_db(most) - _odds_db(start)))

    def sweep(self, turns: Floats) -> Floats:
        """Return the probabilities at many turns, (outcomes, turns)."""
        odds = 10 ** ((_odds_db(float(self.start)) + turns) / 10)
        turned = odds / (1 + odds)
        left = 1 / (1 + odds) / float(1 - self.start)
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
        left = 1 / (1 + odds) / (1 - self.start)
        return {
            name: odds / (1 + odds) if name == self.outcome else outcome.prior * left
            for name, outcome in self._outcomes
        }

    @property
    def _outcomes(self) -> list[tuple[str, Outcome]]:
        return list(self.bench.scenario.outcomes.items())


def _odds_db(probability: float) -> float:
    return 10 * log10(probability / (1 - probability))
