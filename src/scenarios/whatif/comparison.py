"""Base and cases side by side: how far each outcome moved, and through which rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.results import ScenarioAssessment
from scenarios.engine.decimals import ZERO, db, exact
from scenarios.engine.ledger import Ledger

__all__ = ["Difference", "MovedRow", "differences", "has_moved", "moved_rows"]

LEAST = Decimal("1e-12")
"""Less than this is rounding, and no movement."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far an outcome lies from the base.

    Attributes:
        points: Probability less that of the base, in [−1, 1].
        decibans: dB of its odds less that of the base; None where one is settled.
    """

    points: Decimal
    decibans: Decimal | None


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row of the ledger that says something else than in the base.

    Attributes:
        name: `prior`, `clock` or the indicator's id.
        decibans: By outcome, its entry less that of the base.
    """

    name: str
    decibans: Mapping[str, Decimal]

    @property
    def size(self) -> Decimal:
        """Return how far it moves one outcome against another, in decibans."""
        return max(self.decibans.values()) - min(self.decibans.values())


@exact
def differences(
    base: ScenarioAssessment, case: ScenarioAssessment
) -> Mapping[str, Difference]:
    """Return how far each outcome of a case lies from the base."""
    then = case.probabilities
    return {
        outcome: Difference(then[outcome] - now, _odds_moved(now, then[outcome]))
        for outcome, now in base.probabilities.items()
    }


def has_moved(base: ScenarioAssessment, case: ScenarioAssessment) -> bool:
    """Tell whether any outcome of a case lies elsewhere than in the base."""
    return any(abs(each.points) > LEAST for each in differences(base, case).values())


@exact
def moved_rows(
    base: ScenarioAssessment, case: ScenarioAssessment
) -> Sequence[MovedRow]:
    """Return the rows that differ from the base, the furthest moved first."""
    before, after = _entries(base.ledger), _entries(case.ledger)
    nothing = [ZERO] * len(base.ledger.outcomes)
    found = []
    for name in {**before, **after}:
        pairs = zip(after.get(name, nothing), before.get(name, nothing), strict=True)
        moved = [then - now for then, now in pairs]
        entries = dict(zip(base.ledger.outcomes, moved, strict=True))
        found.append(MovedRow(name, entries))
    return sorted(
        (row for row in found if row.size > LEAST),
        key=lambda row: (-row.size, row.name),
    )


def _entries(ledger: Ledger) -> Mapping[str, Sequence[Decimal]]:
    rows = {row.reading.id: row.decibans for row in ledger.rows}
    clock = {} if ledger.clock is None else {"clock": ledger.clock}
    return {"prior": ledger.prior, **clock, **rows}


def _odds_moved(now: Decimal, then: Decimal) -> Decimal | None:
    if not (0 < now < 1 and 0 < then < 1):
        return None
    return db(then / (1 - then)) - db(now / (1 - now))
