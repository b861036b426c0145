"""A case: a named what-if, a list of changes to lay over the base."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.development import Development
from scenarios.domain.indicator import Weight
from scenarios.domain.noun import Day, FrozenMap, Id, Label, Noun
from scenarios.domain.scenario import Prior
from scenarios.domain.source import Letter

__all__ = ["Case", "Change", "PriorChange", "RegradeChange", "WeightChange"]

SUM_TOLERANCE = Decimal("1e-6")


class RegradeChange(Noun):
    """A source's letter on all dates; a report's own grade stays."""

    source: Id
    """The source, as in sources.yaml."""
    reliability: Letter
    """The letter it would have."""


class PriorChange(Noun):
    """Other priors for a scenario."""

    scenario: Id
    """The scenario."""
    outcomes: FrozenMap[Id, Prior]
    """A prior for every outcome; they sum to 1."""

    @model_validator(mode="after")
    def _sums_to_one(self) -> Self:
        total = sum(self.outcomes.values(), Decimal(0))
        if abs(total - 1) > SUM_TOLERANCE:
            raise PydanticCustomError(
                "prior",
                "priors sum to {total}; they must sum to 1",
                {"total": f"{total:f}"},
            )
        return self


class WeightChange(Noun):
    """Other weights for an indicator, merged over its own."""

    indicator: Annotated[str, StringConstraints(pattern=r"^[^/\s]+/[^/\s]+$")]
    """scenario/indicator."""
    weights: FrozenMap[Id, Weight]
    """Decibans or words per outcome."""


class Change(Noun):
    """One change; it has exactly one of these keys."""

    drop: Label | None = None
    """A development that is left out."""
    add: Development | None = None
    """A development that is added."""
    regrade: RegradeChange | None = None
    """A source with another letter."""
    prior: PriorChange | None = None
    """A scenario with other priors."""
    weight: WeightChange | None = None
    """An indicator with other weights."""
    model: Id | None = None
    """Another model."""
    as_of: Day | None = None
    """Another day."""

    @model_validator(mode="after")
    def _is_one_change(self) -> Self:
        given = [getattr(self, name) for name in self.model_fields_set]
        if len(given) != 1 or given[0] is None:
            raise PydanticCustomError(
                "change",
                "must have exactly one of drop, add, regrade, prior, weight, model, "
                "as_of",
            )
        return self


class Case(Noun):
    """A named what-if."""

    format: Literal["scenarios/case@1"]
    """The format and its version."""
    id: Id
    """The file's name without its ending."""
    title: str
    """A few words."""
    why: str = ""
    """What it is meant to show."""
    changes: Annotated[tuple[Change, ...], Field(strict=False)]
    """The changes, in order."""
