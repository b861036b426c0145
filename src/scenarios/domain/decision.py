"""Decisions: what an analyst makes of an item that waits in the inbox."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.development import Development, check_digit
from scenarios.domain.noun import Day, Id, Label, Noun

__all__ = ["DECISIONS_FORMAT", "Decision", "DecisionKind", "Decisions", "Reporting"]

DECISIONS_FORMAT = "scenarios/decisions@1"

DecisionKind = Literal["new", "report_of", "not_ours"]
"""An item is a new development, another report of one, or no matter of ours."""


class Reporting(Noun):
    """How the item stands as a report; what is left out is taken from the item."""

    id: Label | None = None
    """Its name within the development; the next free r1, r2, … if left out."""
    source: Id | None = None
    """Who published it; the source whose sites hold the item's if left out."""
    published: Day | None = None
    """When; the day the item says if left out, never the day it was fetched."""
    credibility: Annotated[
        Literal["1", "2", "3", "4", "5", "6"], BeforeValidator(check_digit)
    ] = "6"
    """Admiralty digit: 1 confirmed … 5 improbable, 6 cannot be judged."""
    origin: str | None = None
    """Where its content comes from; copies share it and count once."""
    stance: Literal["asserts", "denies"] = "asserts"
    """Whether it says that the development happened, or that it did not."""
    summary: str | None = None
    """What it says, in a sentence; the item's headline if left out."""
    grade: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")] | None = None
    """A grade such as B2 that overrides the source's letter and the digit."""


class Decision(Noun):
    """What one item is: exactly one of `new`, `report_of` and `not_ours`."""

    item: Label
    """Its id, or as much of its beginning as no other item has."""
    new: Development | None = None
    """The development that it is the first to tell of, without `reports`."""
    report_of: Label | None = None
    """Id of the development that it is another report of."""
    not_ours: Literal[True] | None = None
    """It is no matter of these scenarios."""
    report: Reporting = Field(default_factory=Reporting)
    """How it stands as a report."""
    again: bool = False
    """It was decided on before, and this takes that back."""
    why: Annotated[str, StringConstraints(pattern=r"\S")]
    """The reason; it goes on record too."""

    @model_validator(mode="after")
    def _is_one_of_three(self) -> Self:
        kinds = ("new", "report_of", "not_ours")
        given = [name for name in kinds if getattr(self, name) is not None]
        if len(given) != 1:
            raise PydanticCustomError(
                "one_of", "must have exactly one of new, report_of and not_ours"
            )
        if self.new is not None and self.new.reports:
            raise PydanticCustomError(
                "reports", "`new` takes no reports: the item is its report"
            )
        if self.not_ours and "report" in self.model_fields_set:
            raise PydanticCustomError(
                "report", "what is not ours is no report; leave `report` out"
            )
        return self

    @property
    def kind(self) -> DecisionKind:
        """Return which of the three it is."""
        if self.new is not None:
            return "new"
        return "not_ours" if self.report_of is None else "report_of"


class Decisions(Noun):
    """A file of decisions, taken in order."""

    format: Literal["scenarios/decisions@1"]
    """The format and its version."""
    decisions: Annotated[tuple[Decision, ...], Field(strict=False)]
    """What was decided, item by item."""
