"""What a picture is of: a dossier, one of its scenarios or all, and an outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.errors import ScenariosError
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import percent_of_word
from scenarios.report.pictures.lettering import brief, clean

__all__ = ["WIDTH", "NothingToDrawError", "Subject"]

WIDTH = 680
"""Pixels across: 16 cm on paper, with letters of 7 to 9 points."""


class NothingToDrawError(ScenariosError):
    """What a kind of picture shows is not there."""

    def __init__(self, kind: str, why: str) -> None:
        self.kind = kind
        super().__init__(f"no picture of the kind {kind!r}: {why}")


@dataclass(frozen=True)
class Subject:
    """What is drawn, and how wide.

    Attributes:
        dossier: All there is to draw from.
        scenarios: Those that are drawn, one or more.
        chosen: Id of the outcome that was asked for; None for the leading one.
        width: Pixels across.
        title: A title instead of the picture's own claim.
        bare: Whether it is drawn without its caption, for who writes that beside it.
    """

    dossier: Dossier
    scenarios: Sequence[ScenarioAssessment]
    chosen: str | None = None
    width: int = WIDTH
    title: str | None = None
    bare: bool = False

    @property
    def each(self) -> ScenarioAssessment:
        """Return the one scenario that a picture of one is of."""
        return self.scenarios[0]

    @property
    def outcome(self) -> OutcomeAssessment:
        """Return the outcome that a picture of one is about."""
        if self.chosen is None:
            return self.each.leading
        return next(o for o in self.each.outcomes if o.id == self.chosen)

    @property
    def place(self) -> int:
        """Return the place of that outcome in the file."""
        return [o.id for o in self.each.outcomes].index(self.outcome.id)

    @property
    def name(self) -> str:
        """Return what a claim calls the scenarios."""
        many = len(self.scenarios)
        return f"{many} questions" if many > 1 else brief(self.each.scenario.title)

    @property
    def day(self) -> str:
        """Return the day assessed, and the model."""
        now = self.dossier.assessment
        return f"As of {now.as_of.isoformat()}, model {clean(now.model.id)}."

    @property
    def level(self) -> str:
        """Return what share of the draws the interval holds."""
        share = float(self.dossier.assessment.model.uncertainty.level) * 100
        return f"{share:g} %"

    def percent(self, outcome: OutcomeAssessment) -> str:
        """Write the probability of an outcome so that it carries its word."""
        return percent_of_word(outcome.probability, self.dossier.assessment.model.words)
