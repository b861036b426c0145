"""Which developments moved an assessment most: each left out in turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scenarios.assessment.assess import probabilities
from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger, revise
from scenarios.engine.likelihood import likelihood_db

__all__ = ["Mover", "movement", "movers"]


@dataclass(frozen=True, slots=True)
class Mover:
    """What a development changed: the assessment with it, less that without it.

    Attributes:
        development: The development.
        indicators: The indicators of the scenario that it is an observation of.
        points: Change of each outcome's probability, in (−1, 1); they add up to 0.
    """

    development: Development
    indicators: tuple[str, ...]
    points: Mapping[str, Decimal]

    @property
    def size(self) -> Decimal:
        """Return the largest change of any outcome."""
        return max(abs(change) for change in self.points.values())

    @property
    def most_moved(self) -> str:
        """Return the outcome that changed most, up or down; the gainer among equals."""
        return max(self.points, key=lambda o: (abs(self.points[o]), self.points[o]))


def movement(assessment: Assessment, most: int) -> Mapping[str, Sequence[Mover]]:
    """Return the strongest movers of every scenario, at most so many of each."""
    return {each.id: movers(assessment, each)[:most] for each in assessment.scenarios}


def movers(assessment: Assessment, scenario: ScenarioAssessment) -> Sequence[Mover]:
    """Return every development that counts in a scenario, the strongest first.

    Each is left out alone, so that what two of them say together is in neither.
    """
    found = [
        _leave_out(development, scenario, assessment)
        for development in _counting(scenario.ledger)
    ]
    return sorted(found, key=lambda mover: (-mover.size, mover.development.id))


def _counting(ledger: Ledger) -> list[Development]:
    told = {
        each.told.development.id: each.told.development
        for row in ledger.rows
        for each in row.reading.evidence
        if each.decibans > 0
    }
    return list(told.values())


def _leave_out(
    development: Development, scenario: ScenarioAssessment, assessment: Assessment
) -> Mover:
    ledger, model = scenario.ledger, assessment.model
    changed = {
        row.reading.id: _without(row.reading, development, scenario, model)
        for row in ledger.rows
        if any(e.told.development.id == development.id for e in row.reading.evidence)
    }
    revised = revise(ledger, changed, model)
    left = probabilities(revised, scenario.scenario, assessment.as_of)
    points = {
        outcome.id: outcome.probability - without
        for outcome, without in zip(scenario.outcomes, left, strict=True)
    }
    return Mover(development, tuple(changed), points)


def _without(
    reading: Reading,
    development: Development,
    scenario: ScenarioAssessment,
    model: ScoringModel,
) -> tuple[Reading, Sequence[Decimal]]:
    kept = tuple(
        each for each in reading.evidence if each.told.development.id != development.id
    )
    bare = replace(reading, evidence=kept)
    return bare, likelihood_db(bare, scenario.scenario, model)
