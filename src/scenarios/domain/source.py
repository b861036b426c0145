"""Sources: who publishes, and how reliable they were from when on."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import Day, Noun, Texts

__all__ = ["UNJUDGED", "Letter", "ReliabilityPeriod", "Source", "SourceRegistry"]

Letter = Literal["A", "B", "C", "D", "E", "F"]
UNJUDGED: Letter = "F"


class ReliabilityPeriod(Noun):
    """A reliability letter that holds from a day until the next period."""

    start: Annotated[Day, Field(alias="from")]
    """First day of the period."""
    grade: Letter
    """Admiralty letter: A completely reliable … E unreliable, F cannot be judged."""
    why: str = ""
    """The ground for the letter."""


def _in_order(periods: tuple[ReliabilityPeriod, ...]) -> tuple[ReliabilityPeriod, ...]:
    ordered = tuple(sorted(periods, key=lambda period: period.start))
    if any(later.start == earlier.start for earlier, later in pairwise(ordered)):
        raise PydanticCustomError("periods", "has two letters from the same day")
    return ordered


class Source(Noun):
    """A publisher with its dated reliability."""

    title: str
    """Its name."""
    reliability: Annotated[
        tuple[ReliabilityPeriod, ...], Field(strict=False), AfterValidator(_in_order)
    ] = ()
    """Its letters; each holds until the next begins."""
    sites: Texts = ()
    """Where it publishes."""
    interest: str = ""
    """What it has at stake."""

    def letter_on(self, day: date) -> Letter:
        """Return the letter in force on a day; F before the first period."""
        letters = [p.grade for p in self.reliability if p.start <= day]
        return letters[-1] if letters else UNJUDGED


SourceRegistry = Mapping[str, Source]
"""Sources by id."""
