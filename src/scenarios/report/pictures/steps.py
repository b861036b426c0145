"""The rows of a ledger in a picture: what they are called and what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.confidence import count
from scenarios.assessment.results import ScenarioAssessment
from scenarios.engine.evidence import State
from scenarios.engine.ledger import Row
from scenarios.report.pictures.lettering import clean

__all__ = ["Step", "steps_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the ledger but the prior.

    Attributes:
        name: `clock`, or the indicator's id.
        title: What it is called.
        state: What is known of it, in words.
        entries: Decibans per outcome, centred.
        is_open: Whether nothing is known of it yet.
    """

    name: str
    title: str
    state: str
    entries: Sequence[Decimal]
    is_open: bool = False

    @property
    def spread(self) -> Decimal:
        """Return how far it tells the outcomes apart, in decibans."""
        return max(self.entries) - min(self.entries)


def steps_of(each: ScenarioAssessment) -> list[Step]:
    """Return the rows of a scenario's ledger but the prior, in file order."""
    found = []
    if each.ledger.clock is not None:
        state = "what the time left takes from outcomes with a deadline"
        found.append(Step("clock", "The clock", state, each.ledger.clock))
    return [*found, *map(_step, each.ledger.rows)]


def _step(row: Row) -> Step:
    reading = row.reading
    counting = [each for each in reading.evidence if each.decibans > 0]
    told = count(len(counting), "development")
    absent = bool(counting) and all(each.absent for each in counting)
    state = {
        State.OBSERVED: f"known absent: {told}" if absent else f"observed: {told}",
        State.SILENT: "silent: not heard of so far",
        State.OPEN: "open: nothing known yet",
    }[reading.state]
    return Step(
        name=reading.id,
        title=clean(reading.indicator.title),
        state=state,
        entries=row.decibans,
        is_open=reading.state is State.OPEN,
    )
