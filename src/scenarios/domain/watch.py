"""Rules of a watch: when somebody wants to be told, and on how many origins."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import Days, Id, Noun, OpenProbability

__all__ = ["Rule", "Rules", "When"]

When = Literal["word", "crosses", "silence", "stale"]
"""A likelihood word changed; a probability crossed a line; the silence of a sign began
to count, or counts in full; nothing new was observed for so long."""

_PARTS: Mapping[str, frozenset[str]] = {
    "word": frozenset({"outcome"}),
    "crosses": frozenset({"outcome", "above", "below"}),
    "silence": frozenset(),
    "stale": frozenset({"after"}),
}


class Rule(Noun):
    """One thing to be told of."""

    id: Id
    """Its name, unique in the file."""
    when: When
    """What is watched for."""
    scenario: Id | None = None
    """The scenario; all of them if left out."""
    outcome: Id | None = None
    """The outcome; all of them if left out."""
    above: OpenProbability | None = None
    """`crosses`: tell when the probability rises above this."""
    below: OpenProbability | None = None
    """`crosses`: tell when it falls below this."""
    after: Days | None = None
    """`stale`: tell when the newest observation is older than this."""
    least_origins: Annotated[int, Field(ge=1)]
    """Only what so many independent origins bear out can raise the alarm."""
    why: str = ""
    """What it is for."""

    @model_validator(mode="after")
    def _has_its_parts(self) -> Self:
        parts = {"outcome", "above", "below", "after"}
        given = parts & self.model_fields_set
        if odd := sorted(given - _PARTS[self.when]):
            raise PydanticCustomError(
                "rule",
                "`{odd}` does not belong to a rule of `{when}`",
                {"odd": odd[0], "when": self.when},
            )
        if self.when == "crosses" and len(given & {"above", "below"}) != 1:
            raise PydanticCustomError("rule", "needs either `above` or `below`")
        if self.when == "crosses" and not (self.scenario and self.outcome):
            raise PydanticCustomError("rule", "needs a `scenario` and an `outcome`")
        if self.when == "stale" and self.after is None:
            raise PydanticCustomError("rule", "needs `after`, such as 30d")
        if self.outcome and not self.scenario:
            raise PydanticCustomError("rule", "names an outcome of no `scenario`")
        return self


class Rules(Noun):
    """The rules of a workspace."""

    format: Literal["scenarios/watch@1"]
    """The format and its version."""
    rules: Annotated[tuple[Rule, ...], Field(strict=False, min_length=1)]
    """What to be told of."""
