"""What comes out: an assessment, with everything that led to it.

Probabilities and decibans are exact decimals; low and high are floats, because they
come from draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from scenarios.assessment.confidence import Confidence, Ground
from scenarios.assessment.words import percent_range, percent_with
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Resolution, Scenario
from scenarios.engine.ledger import Ledger
from scenarios.loading.developments import Position

if TYPE_CHECKING:
    from scenarios.assessment.showing import Line

__all__ = ["Assessment", "OutcomeAssessment", "ScenarioAssessment"]


@dataclass(frozen=True, slots=True)
class OutcomeAssessment:
    """One outcome as of a day.

    Attributes:
        id: The outcome's id.
        title: Its title.
        prior: Probability before any news.
        probability: Probability as of the day, 34 digits.
        low: Lower end of the interval; None where the question is settled.
        high: Upper end.
        word: Likelihood word of the model's standard.
    """

    id: str
    title: str
    prior: Decimal
    probability: Decimal
    low: float | None
    high: float | None
    word: str


@dataclass(frozen=True)
class ScenarioAssessment:
    """One scenario as of a day, with the ledger that leads to it.

    Attributes:
        scenario: What was assessed.
        digest: SHA-256 of the scenario's file.
        outcomes: In the order of the file.
        resolved: What is settled by then; None while it is open.
        ledger: The additive table.
        confidence: How good the ground is.
        ground: What the confidence was judged from.
        where: Path and line of each indicator.
    """

    scenario: Scenario
    digest: str
    outcomes: tuple[OutcomeAssessment, ...]
    resolved: Resolution | None
    ledger: Ledger
    confidence: Confidence
    ground: Ground
    where: Mapping[str, str]

    @property
    def id(self) -> str:
        """Return the scenario's id."""
        return self.scenario.id

    @cached_property
    def probabilities(self) -> Mapping[str, Decimal]:
        """Return the probability of each outcome by its id."""
        return {outcome.id: outcome.probability for outcome in self.outcomes}

    @property
    def leading(self) -> OutcomeAssessment:
        """Return the likeliest outcome; the first of the file among equals."""
        return max(self.outcomes, key=lambda outcome: outcome.probability)

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        from scenarios.assessment.showing import table_html

        told, confidence = self.scenario, self.confidence
        lines = [_line(each, leads=each is self.leading) for each in self.outcomes]
        return table_html(
            told.title, told.question, lines, confidence.level, confidence.reasons
        )


@dataclass(frozen=True)
class Assessment:
    """Scenarios assessed under one model, as of a day.

    Attributes:
        as_of: The day, inclusive.
        version: Version of the engine.
        model: The scoring model.
        model_digest: SHA-256 of its file.
        developments: How many developments were given.
        developments_digest: SHA-256 of their canonical JSON, sorted by id.
        journal: What the journal held that they are from; None without one.
        scenarios: In the order asked for.
        linked: How many of the developments are linked to one of these scenarios.
        known: How many of those had happened and been published by the day.
    """

    as_of: date
    version: str
    model: ScoringModel
    model_digest: str
    developments: int
    developments_digest: str
    journal: Position | None
    scenarios: tuple[ScenarioAssessment, ...]
    linked: int = field(default=0, kw_only=True)
    known: int = field(default=0, kw_only=True)

    def __getitem__(self, scenario: str) -> ScenarioAssessment:
        """Return the assessment of one scenario by its id.

        Raises:
            KeyError: The scenario was not assessed.
        """
        for each in self.scenarios:
            if each.id == scenario:
                return each
        raise KeyError(scenario)

    def _repr_html_(self) -> str:
        """Return it as a notebook shows it."""
        from scenarios.assessment.showing import heading_html

        head = heading_html(self.as_of.isoformat(), self.model.id)
        return head + "".join(each._repr_html_() for each in self.scenarios)


def _line(outcome: OutcomeAssessment, *, leads: bool) -> "Line":
    from scenarios.assessment.showing import Line

    return Line(
        title=outcome.title,
        word=outcome.word,
        figure=percent_with(outcome.probability, outcome.word),
        span=_span(outcome),
        probability=float(outcome.probability),
        low=outcome.low,
        high=outcome.high,
        leads=leads,
    )


def _span(outcome: OutcomeAssessment) -> str:
    if outcome.low is None or outcome.high is None:
        return "settled"
    return percent_range(outcome.low, outcome.high)
