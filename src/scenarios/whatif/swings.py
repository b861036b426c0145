"""What a sensitivity is made of: swings, evidence left out, shares of variance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from scenarios.domain.scenario import Resolution, Scenario
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile
from scenarios.whatif.inputs import Input

__all__ = [
    "Chances",
    "LeftOut",
    "LeftOutKind",
    "ScenarioSensitivity",
    "Sensitivity",
    "Swing",
    "VarianceShare",
]

LeftOutKind = Literal["development", "source", "origin"]
Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Swing:
    """What an input's two steps make of the probabilities.

    Attributes:
        input: The input.
        lower: Probability of each outcome with the lower step.
        higher: With the higher one.
        changes_lead: Whether either step gives another outcome the lead.
    """

    input: Input
    lower: Chances
    higher: Chances
    changes_lead: bool

    def width(self, outcome: str, now: Chances) -> float:
        """Return how much of the scale an outcome covers over the steps, in [0, 1]."""
        ends = (self.lower[outcome], self.higher[outcome], now[outcome])
        return max(ends) - min(ends)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the probabilities would be without a piece of the evidence.

    Attributes:
        kind: What is left out.
        name: Its id.
        title: What it says, or the source's title.
        developments: How many developments are told otherwise without it.
        probabilities: Of each outcome, without it.
        changes_lead: Whether another outcome would then lead.
    """

    kind: LeftOutKind
    name: str
    title: str
    developments: int
    probabilities: Chances
    changes_lead: bool

    def change(self, outcome: str, now: Chances) -> float:
        """Return what leaving it out changes of an outcome, in (−1, 1)."""
        return self.probabilities[outcome] - now[outcome]


@dataclass(frozen=True, slots=True)
class VarianceShare:
    """What share of the interval's variance one place's doubt has.

    Attributes:
        name: `prior`, or an indicator.
        first: By itself, over all outcomes.
        total: With its interactions.
        error: Standard error of the total.
        outcomes: The total for each outcome.
    """

    name: str
    first: float
    total: float
    error: float
    outcomes: Chances


@dataclass(frozen=True, slots=True)
class ScenarioSensitivity:
    """What one scenario hangs on.

    Attributes:
        file: The scenario and where it stands.
        resolved: What is settled by then: nothing moves it any more.
        now: Probability of each outcome, as the ledger has it.
        swings: Parameters: every input, in no order.
        left_out: Evidence: every development, source and origin that counts.
        shares: Shares of the interval's variance; empty where not asked for.
    """

    file: ScenarioFile
    resolved: Resolution | None
    now: Chances
    swings: tuple[Swing, ...]
    left_out: tuple[LeftOut, ...]
    shares: tuple[VarianceShare, ...]

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.file.scenario

    @property
    def leading(self) -> str:
        """Return the likeliest outcome; the first of the file among equals."""
        return max(self.now, key=lambda outcome: self.now[outcome])

    def swings_of(self, outcome: str) -> list[Swing]:
        """Return the swings, those that move an outcome most first."""
        return sorted(
            self.swings,
            key=lambda s: (-s.width(outcome, self.now), s.input.kind, s.input.name),
        )

    def left_out_of(self, outcome: str, kind: LeftOutKind) -> list[LeftOut]:
        """Return the evidence of a kind, what moves an outcome most first."""
        return sorted(
            (each for each in self.left_out if each.kind == kind),
            key=lambda each: (-abs(each.change(outcome, self.now)), each.name),
        )


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What scenarios hang on, on a day, under one model.

    Attributes:
        as_of: The day, inclusive.
        model: The model.
        developments: The news.
        scenarios: In the order asked for.
    """

    as_of: date
    model: ModelFile
    developments: Developments
    scenarios: tuple[ScenarioSensitivity, ...]
