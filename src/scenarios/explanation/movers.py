"""Which developments moved an assessment most: each left out in turn."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scenarios.assessment.assess import probabilities
from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger, revise
from scenarios.engine.likelihood import likelihood_db

__all__ = ["LEAST", "Mover", "is_felt", "leave_one_out", "movement", "movers"]

LEAST = Decimal("0.05")
"""Decibans that people are shown as 0.0 when they are fewer."""

LEAST_POINTS = Decimal("0.005")
"""Probability that people are shown as ±0 pp when it is less."""


@dataclass(frozen=True, slots=True)
class Mover:
    """What a development changed: the assessment with it, less that without it.

    Attributes:
        development: The development.
        indicators: The indicators of the scenario that it is an observation of.
        points: Change of each outcome's probability, in (−1, 1); they add up to 0.
        decibans: Change of each outcome's score; they add up to 0.
    """

    development: Development
    indicators: tuple[str, ...]
    points: Mapping[str, Decimal]
    decibans: Mapping[str, Decimal]

    @property
    def size(self) -> Decimal:
        """Return the largest change of any outcome."""
        return max(abs(change) for change in self.points.values())

    @property
    def most_moved(self) -> str:
        """Return the outcome that changed most, up or down; the gainer among equals."""
        return max(self.points, key=lambda o: (abs(self.points[o]), self.points[o]))

    @property
    def is_felt(self) -> bool:
        """Tell whether any outcome moved by as much as people are shown."""
        return any(is_felt(self.points[o], self.decibans[o]) for o in self.points)


def is_felt(points: Decimal, decibans: Decimal) -> bool:
    """Tell whether people are shown a change; settling a question has no decibans."""
    return abs(decibans) >= LEAST or abs(points) >= LEAST_POINTS


def movement(assessment: Assessment, most: int) -> Mapping[str, Sequence[Mover]]:
    """Return the strongest movers of every scenario, at most so many of each."""
    return {each.id: movers(assessment, each)[:most] for each in assessment.scenarios}


def movers(assessment: Assessment, scenario: ScenarioAssessment) -> Sequence[Mover]:
    """Return every development that counts in a scenario, the strongest first.

    Each is left out alone, so that what two of them say together is in neither.
    """
    ledger, as_of = scenario.ledger, assessment.as_of
    return leave_one_out(ledger, scenario.scenario, assessment.model, as_of)


def leave_one_out(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    as_of: date,
    only: Container[str] | None = None,
) -> Sequence[Mover]:
    """Leave each development that counts out of a ledger, the strongest first.

    Args:
        ledger: The ledger with all of them.
        scenario: What it is the ledger of.
        model: The model that it was drawn up with.
        as_of: The day.
        only: Ids of the developments wanted; all where None.
    """
    whole = probabilities(ledger, scenario, as_of)
    found = []
    for development in _counting(ledger):
        if only is None or development.id in only:
            indicators, left = _leave_out(development, ledger, scenario, model)
            without = probabilities(left, scenario, as_of)
            points = _differences(ledger, whole, without)
            decibans = _differences(ledger, ledger.score, left.score)
            found.append(Mover(development, indicators, points, decibans))
    return sorted(found, key=lambda mover: (-mover.size, mover.development.id))


def _differences(
    ledger: Ledger, after: Sequence[Decimal], before: Sequence[Decimal]
) -> Mapping[str, Decimal]:
    changes = (now - then for now, then in zip(after, before, strict=True))
    return dict(zip(ledger.outcomes, changes, strict=True))


def _counting(ledger: Ledger) -> list[Development]:
    told = {
        each.told.development.id: each.told.development
        for row in ledger.rows
        for each in row.reading.evidence
        if each.decibans > 0
    }
    return list(told.values())


def _leave_out(
    development: Development, ledger: Ledger, scenario: Scenario, model: ScoringModel
) -> tuple[tuple[str, ...], Ledger]:
    changed = {
        row.reading.id: _without(row.reading, development, scenario, model)
        for row in ledger.rows
        if any(e.told.development.id == development.id for e in row.reading.evidence)
    }
    return tuple(changed), revise(ledger, changed, model)


def _without(
    reading: Reading, development: Development, scenario: Scenario, model: ScoringModel
) -> tuple[Reading, Sequence[Decimal]]:
    kept = tuple(
        each for each in reading.evidence if each.told.development.id != development.id
    )
    bare = replace(reading, evidence=kept)
    return bare, likelihood_db(bare, scenario, model)
