"""What would change the picture: each sign that can still be seen, seen for certain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import assert_never

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.development import Observation
from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.assumption import suppose
from scenarios.engine.evidence import Reading, State
from scenarios.engine.ledger import Row, revise
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.parameters import level_chances

__all__ = ["Prospect", "prospects"]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the assessment would be if a sign were seen for certain today.

    Attributes:
        indicator: Id of the indicator.
        sight: What would be seen: `seen`, `one more`, or the level of a state.
        probabilities: Of each outcome, then.
        changes_lead: Whether another outcome would then be the likeliest.
    """

    indicator: str
    sight: str
    probabilities: Mapping[str, Decimal]
    changes_lead: bool

    def shift(self, now: Mapping[str, Decimal]) -> Decimal:
        """Return the share of probability that would change places, in [0, 1)."""
        gains = (self.probabilities[o] - now[o] for o in now)
        return sum((gain for gain in gains if gain > 0), Decimal(0))


def prospects(
    assessment: Assessment, scenario: ScenarioAssessment
) -> Sequence[Prospect]:
    """Return what each sign that can still be seen would do, the strongest first.

    Events already observed and windows that have closed are left out, and measures,
    whose value cannot be foreseen. A settled question has no prospects.
    """
    if (
        scenario.resolved is not None
        or assessment.as_of >= scenario.scenario.horizon.closes
    ):
        return []
    now = scenario.probabilities
    found = [
        _prospect(row, sight, observation, scenario, assessment.model)
        for row in scenario.ledger.rows
        for sight, observation in _sights(
            row, scenario.scenario, assessment.model, assessment.as_of
        )
    ]
    return sorted(
        found, key=lambda p: (not p.changes_lead, -p.shift(now), p.indicator, p.sight)
    )


def _prospect(
    row: Row,
    sight: str,
    observation: Observation,
    scenario: ScenarioAssessment,
    model: ScoringModel,
) -> Prospect:
    seen = suppose(row.reading, observation)
    entries = likelihood_db(seen, scenario.scenario, model)
    revised = revise(scenario.ledger, {seen.id: (seen, entries)}, model)
    then = dict(zip(revised.outcomes, revised.probabilities, strict=True))
    leads = max(then, key=lambda outcome: then[outcome])
    return Prospect(seen.id, sight, then, leads != scenario.leading.id)


def _sights(
    row: Row, scenario: Scenario, model: ScoringModel, as_of: date
) -> Iterator[tuple[str, Observation]]:
    reading = row.reading
    plain = Observation(indicator=f"{scenario.id}/{reading.id}")
    match reading.indicator:
        case EventIndicator():
            if _can_be_seen(reading, as_of):
                yield "seen", plain
        case CountIndicator():
            yield "one more", plain
        case StateIndicator():
            for level in reading.indicator.level_ids:
                chances = level_chances(reading.indicator, level, scenario, model)
                if all(chance > 0 for chance in chances):
                    yield level, plain.model_copy(update={"value": level})
        case MeasureIndicator():
            return
        case _ as unreachable:
            assert_never(unreachable)


def _can_be_seen(reading: Reading, as_of: date) -> bool:
    indicator = reading.indicator
    if not isinstance(indicator, EventIndicator) or reading.state is State.OBSERVED:
        return False
    if indicator.within is None:
        return True
    opens = indicator.window_opens(reading.horizon.opens)
    return (as_of - opens).days < indicator.within
