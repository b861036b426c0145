"""A case: a named what-if, a list of changes to lay over the base."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.development import Development, Link, Observation, Value
from scenarios.domain.indicator import Weight
from scenarios.domain.noun import Day, FrozenMap, Id, Label, Noun
from scenarios.domain.scenario import Prior
from scenarios.domain.source import Letter

__all__ = [
    "AssumeChange",
    "Case",
    "CaseBase",
    "Change",
    "PriorChange",
    "RegradeChange",
    "WeightChange",
    "is_of_origin",
]

SUM_TOLERANCE = Decimal("1e-6")
Digest = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]


class RegradeChange(Noun):
    """Another letter on all dates, for a source or an origin.

    A report's own grade stays.
    """

    source: Id | None = None
    """The source, as in sources.yaml."""
    origin: Annotated[str, StringConstraints(pattern=r"^[^*]+\*?$")] | None = None
    """Instead: an origin, whoever prints it; `ispr-*` is all that begin so."""
    reliability: Letter
    """The letter it would have."""

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if (self.source is None) == (self.origin is None):
            raise PydanticCustomError(
                "one_of", "needs either `source` or `origin`, and only one of them"
            )
        return self


def is_of_origin(origin: str | None, wanted: str) -> bool:
    """Tell whether an origin is the one wanted, or begins like one that ends in `*`.

    >>> is_of_origin("ispr-2024-05-09", "ispr-*"), is_of_origin(None, "ispr-*")
    (True, False)
    """
    if wanted.endswith("*"):
        return (origin or "").startswith(wanted[:-1])
    return origin == wanted


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
    level: Id | None = None
    """The level of a state that has them."""
    weights: FrozenMap[Id, Weight]
    """Decibans or words per outcome."""


class AssumeChange(Noun):
    """Certain news of an indicator, dated today: its weight without any doubt.

    An event is seen, a count sees one more, a state stands at a level, a measure has a
    value; with `absent`, an event is known not to happen in all of its window.
    """

    indicator: Link
    """scenario/indicator."""
    value: Value = None
    """The level of a state, or the number of a measure."""
    absent: bool = False
    """Events only: it does not happen."""

    @property
    def observation(self) -> Observation:
        """Return the observation that is assumed."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return Observation.model_validate(given)


class Change(Noun):
    """One change; it has exactly one of these keys."""

    drop: Label | None = None
    """A development that is left out."""
    drop_source: Id | None = None
    """A source whose reports are all left out."""
    least_origins: Annotated[int, Field(ge=1)] | None = None
    """Developments that fewer independent origins bear out are left out."""
    add: Development | None = None
    """A development that is added."""
    regrade: RegradeChange | None = None
    """A source, or an origin, with another letter."""
    prior: PriorChange | None = None
    """A scenario with other priors."""
    weight: WeightChange | None = None
    """An indicator with other weights."""
    assume: AssumeChange | None = None
    """An indicator of which there is certain news."""
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
                "must have exactly one of {keys}",
                {"keys": ", ".join(type(self).model_fields)},
            )
        return self

    @property
    def kind(self) -> str:
        """Return which of the keys it has."""
        return next(iter(self.model_fields_set))


class CaseBase(Noun):
    """What a case was made against, by digest; a case whose base changed says so."""

    as_of: Day
    """The day it was assessed."""
    model: Digest
    """The model file."""
    sources: Digest
    """The sources' content."""
    developments: Digest
    """The developments' content."""
    scenarios: FrozenMap[Id, Digest]
    """The scenario files, by id."""

    def changed_in(self, now: "CaseBase") -> tuple[str, ...]:
        """Name what is no longer as it was, the day apart: `scenario aid-changes`."""
        parts = [part for part in _PARTS if getattr(self, part) != getattr(now, part)]
        return (
            *parts,
            *(
                f"scenario {name}"
                for name, digest in self.scenarios.items()
                if now.scenarios.get(name) != digest
            ),
        )


_PARTS = ("model", "sources", "developments")


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
    base: CaseBase | None = None
    """What it was made against; written by `whatif --save`."""
    changes: Annotated[tuple[Change, ...], Field(strict=False)]
    """The changes, in order."""
