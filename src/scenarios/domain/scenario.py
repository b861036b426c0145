"""A scenario: one question with a horizon and mutually exclusive outcomes."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scenarios.domain.indicator import Indicator, named_outcomes
from scenarios.domain.noun import (
    Day,
    FrozenMap,
    Id,
    Noun,
    Share,
    exact_number,
    faults_error,
)
from scenarios.errors import nearest

__all__ = ["Assertion", "Horizon", "Outcome", "Prior", "Resolution", "Scenario"]

MIN_PRIOR = Decimal("1e-9")
SUM_TOLERANCE = Decimal("1e-6")
MIN_OUTCOMES = 2


def _prior(value: object) -> Decimal:
    prior = exact_number(value)
    if not MIN_PRIOR <= prior < 1:
        raise PydanticCustomError("prior", "must be at least 1e-9 and below 1")
    return prior


Prior = Annotated[
    Decimal,
    BeforeValidator(_prior),
    WithJsonSchema({"type": "number", "minimum": 1e-9, "exclusiveMaximum": 1}),
]
"""A probability before any news, in [1e-9, 1)."""


Reason = Annotated[str, StringConstraints(pattern=r"\S")]
"""A text that says something."""


class Horizon(Noun):
    """The days that a question is about, both ends included."""

    opens: Day
    """First day."""
    closes: Day
    """Last day, after the first."""

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        if self.closes <= self.opens:
            raise faults_error(
                [(("closes",), f"must be later than opens, {self.opens.isoformat()}")]
            )
        return self

    def holds(self, day: date) -> bool:
        """Tell whether a day lies inside the horizon, both ends included."""
        return self.opens <= day <= self.closes

    def elapsed(self, day: date) -> int:
        """Return the days gone by on a day: 0 before opening, `length` from closing."""
        return max(0, min(self.length, (day - self.opens).days))

    @property
    def length(self) -> int:
        """Return the days from opening to closing."""
        return (self.closes - self.opens).days


class Outcome(Noun):
    """One way the question can end."""

    title: str
    """The outcome, as a person would say it."""
    prior: Prior
    """Probability before any news, in [1e-9, 1); all priors sum to 1."""
    deadline: bool = False
    """Whether it must happen by the close, so that its chance runs down in silence."""
    criteria: str = ""
    """How a judge would decide that this is what happened."""
    why: str = ""
    """The reason for the prior."""


def _known_outcome(name: str, info: ValidationInfo) -> str:
    outcomes = (info.context or {}).get("outcomes")
    if outcomes is not None and name not in outcomes:
        hint = nearest(name, outcomes)
        raise PydanticCustomError(
            "outcomes",
            "unknown outcome {name}{hint}",
            {"name": f"`{name}`", "hint": hint},
        )
    return name


class Resolution(Noun):
    """What came true, and when that was settled."""

    outcome: Annotated[Id, AfterValidator(_known_outcome)]
    """The outcome that came true."""
    on: Day
    """From this day the question is settled."""
    why: str = ""
    """The ground for it."""


class Assertion(Noun):
    """What the assessment of a day must say; `validate` checks it against the news."""

    date: Day
    """The day that is assessed."""
    outcome: Annotated[Id, AfterValidator(_known_outcome)]
    """The outcome whose probability is meant."""
    range: Annotated[tuple[Share, Share], Field(strict=False)]
    """The lowest and the highest probability that it may have then."""
    why: str = ""
    """What it guards."""

    @model_validator(mode="after")
    def _range_runs_upwards(self) -> Self:
        low, high = self.range
        if low > high:
            raise faults_error([(("range",), f"runs from {low:f} down to {high:f}")])
        return self


def _outcomes(outcomes: Mapping[str, Outcome]) -> Mapping[str, Outcome]:
    if len(outcomes) < MIN_OUTCOMES:
        raise PydanticCustomError("outcomes", "needs two outcomes or more")
    faults: list[tuple[tuple[str | int, ...], str]] = []
    total = sum((outcome.prior for outcome in outcomes.values()), Decimal(0))
    if abs(total - 1) > SUM_TOLERANCE:
        faults.append(((), f"priors sum to {total:f}; they must sum to 1"))
    if all(outcome.deadline for outcome in outcomes.values()):
        faults.append(
            (
                (),
                "every outcome has a deadline; leave one without, for «it did not»",
            )
        )
    if faults:
        raise faults_error(faults)
    return outcomes


class Scenario(Noun):
    """One question with a horizon, its outcomes and the indicators that bear on it."""

    format: Literal["scenarios/scenario@1"]
    """The format and its version."""
    id: Id
    """The file's name without its ending."""
    title: str
    """A few words."""
    question: str
    """The question, as an outside judge would be asked it."""
    horizon: Horizon
    """The days it is about."""
    ordered: bool = False
    """Whether the outcomes run from lowest to highest."""
    outcomes: Annotated[FrozenMap[Id, Outcome], AfterValidator(_outcomes)]
    """Two or more mutually exclusive outcomes that leave nothing out."""
    indicators: FrozenMap[Id, Indicator]
    """The signs agreed beforehand."""
    resolved: Resolution | None = None
    """What came of it, once that is known."""
    assertions: Annotated[
        tuple[Assertion, ...], Field(strict=False, alias="assert")
    ] = ()
    """What assessments of certain days must say."""
    accepts: FrozenMap[Id, Reason] | None = None
    """Findings of the indicator review that stand, each with the reason why."""

    @model_validator(mode="after")
    def _speaks_of_its_own_outcomes(self) -> Self:
        named = set().union(*map(named_outcomes, self.indicators.values()))
        if self.resolved is not None:
            named.add(self.resolved.outcome)
        named |= {assertion.outcome for assertion in self.assertions}
        unknown = sorted(named - set(self.outcomes))
        if unknown:
            raise PydanticCustomError(
                "unknown_outcomes",
                "speaks of unknown outcomes: {unknown}",
                {"unknown": ", ".join(unknown)},
            )
        return self

    def resolution_at(self, as_of: date) -> Resolution | None:
        """Return what is settled on a day: the resolution from its date on."""
        settled = self.resolved is not None and self.resolved.on <= as_of
        return self.resolved if settled else None
