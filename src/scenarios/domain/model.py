"""A scoring model: every tunable number of the sums, as models/*.yaml holds them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import (
    Coverage,
    Days,
    Decibans,
    FrozenMap,
    Id,
    NonNegative,
    Noun,
    Number,
    OpenProbability,
    PartShare,
    PositiveNumber,
    Share,
    faults_error,
)

__all__ = [
    "AchRules",
    "ConfidenceLevel",
    "ConfidenceRubric",
    "Dependence",
    "Grades",
    "Limits",
    "ScoringModel",
    "ThreeWeights",
    "Thresholds",
    "Uncertainty",
]

LETTERS = ("A", "B", "C", "D", "E", "F")
DIGITS = ("1", "2", "3", "4", "5", "6")
MIN_DRAWS = 100
MAX_DRAWS = 1_000_000


def _grade_map(
    given: Mapping[str, Decimal], marks: tuple[str, ...], worthless: str
) -> Mapping[str, Decimal]:
    faults: list[tuple[tuple[str | int, ...], str]] = [
        ((mark,), f"unknown grade `{mark}`; the grades are {', '.join(marks)}")
        for mark in given
        if mark not in marks
    ]
    faults += [((), f"lacks grade {mark}") for mark in marks if mark not in given]
    if given.get(worthless):
        faults.append(((worthless,), "must be 0: this grade means «no information»"))
    if faults:
        raise faults_error(faults)
    return given


def _text_keys(value: object) -> object:
    return {str(k): v for k, v in value.items()} if isinstance(value, dict) else value


class Grades(Noun):
    """What an Admiralty grade is taken to mean: a stated convention, not validated."""

    reliability: Annotated[
        FrozenMap[str, Share], AfterValidator(lambda m: _grade_map(m, LETTERS, "E"))
    ]
    """Per letter A–F, in [0, 1]; E is 0."""
    credibility: Annotated[
        FrozenMap[str, Share],
        BeforeValidator(_text_keys),
        AfterValidator(lambda m: _grade_map(m, DIGITS, "5")),
    ]
    """Per digit 1–6, in [0, 1]; 5 is 0."""

    @model_validator(mode="after")
    def _nothing_is_certain(self) -> Self:
        if max(self.reliability.values()) == max(self.credibility.values()) == 1:
            raise PydanticCustomError(
                "grades",
                "the best reliability times the best credibility reaches 1; no report "
                "is certain, keep it below",
            )
        return self


class Dependence(Noun):
    """How far things that look like several are one, each in [0, 1)."""

    reports: PartShare
    """Between origins that tell of the same development."""
    indicators: PartShare
    """Between indicators of one group."""


def _theta_limits(limits: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    match limits:
        case (low, high) if 0 < low < high < 1:
            return limits
        case _:
            raise PydanticCustomError(
                "theta", "must be two numbers with 0 < low < high < 1"
            )


class Limits(Noun):
    """How far the sums may go."""

    theta: Annotated[
        tuple[Number, ...],
        Field(strict=False, json_schema_extra={"minItems": 2, "maxItems": 2}),
        AfterValidator(_theta_limits),
    ]
    """Lowest and highest chance of a sign, 0 < low < high < 1."""
    report_db: PositiveNumber
    """Most that the reports of one development can weigh, in decibans, above 0."""


class Uncertainty(Noun):
    """The analyst's doubt about the numbers, for the interval."""

    weight_db: NonNegative
    """Standard deviation of each weight, in decibans."""
    prior_db: NonNegative
    """Standard deviation of each prior, in decibans."""
    draws: Annotated[int, Field(ge=MIN_DRAWS, le=MAX_DRAWS)]
    """How many draws the interval is taken from."""
    level: OpenProbability
    """Share of the draws inside the interval, in (0, 1)."""


class ConfidenceLevel(Noun):
    """What an assessment needs to reach a level; each criterion is judged by itself."""

    origins: Annotated[int, Field(ge=0)]
    """At least so many independent origins behind the observed rows."""
    grade: PartShare
    """At least this r in the best report of the median observed row."""
    largest_share: Share
    """At most this share of the origins is the largest one's."""
    width: Share
    """At most this width of the widest interval."""
    days: Annotated[int, Field(ge=0)]
    """At most so many days since the newest observation."""
    observed: Share
    """At least this share of the indicators is observed."""


class ConfidenceRubric(Noun):
    """How confidence is read off the evidence; never from the probability.

    Each of six criteria is met at high, at moderate or at neither (low). The level is
    high where at least `high_needs` criteria are high and none is low, low where at
    least `low_needs` are low, and moderate otherwise.
    """

    high: ConfidenceLevel
    """What makes a criterion high."""
    moderate: ConfidenceLevel
    """What makes a criterion moderate."""
    high_needs: Annotated[int, Field(ge=1, le=6)]
    """So many high criteria, and no low one, make the level high."""
    low_needs: Annotated[int, Field(ge=1, le=6)]
    """So many low criteria make the level low."""


class Thresholds(Noun):
    """From where on something is high and medium; below, it is low."""

    high: Share
    """High from here on."""
    medium: Share
    """Medium from here on, not above high."""

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.medium > self.high:
            raise PydanticCustomError("thresholds", "`medium` must not exceed `high`")
        return self


class ThreeWeights(Noun):
    """What low, medium and high weigh."""

    low: NonNegative
    """Weight of low."""
    medium: NonNegative
    """Weight of medium."""
    high: NonNegative
    """Weight of high."""


class AchRules(Noun):
    """How the cells of a matrix of competing hypotheses come from weights.

    A convention: Heuer lets the analyst fill each cell by hand. Here a cell is read off
    how far its outcome stands below the one that explains the news best.
    """

    consistent: NonNegative
    """At most so many decibans below: C, or CC in a row that holds an II."""
    inconsistent: PositiveNumber
    """At least so many decibans below: I. In a row without, every cell is N."""
    very_inconsistent: PositiveNumber
    """At least so many decibans below: II."""
    credibility: Thresholds
    """Of the chance r that the development is as told."""
    relevance: Thresholds
    """Of how fully it meets the indicator and how fresh it is: strength · fading."""
    weights: ThreeWeights
    """What a cell is multiplied by, for credibility and again for relevance."""

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if not self.consistent < self.inconsistent < self.very_inconsistent:
            raise PydanticCustomError(
                "ach",
                "must have `consistent` below `inconsistent` below `very_inconsistent`",
            )
        return self


class ScoringModel(Noun):
    """Every number of the sums that is a choice."""

    format: Literal["scenarios/model@1"]
    """The format and its version."""
    id: Id
    """The file's name without its ending."""
    title: str
    """A few words."""
    why: str = ""
    """Where the numbers come from and when to use them."""
    method: Literal["weight-of-evidence", "ach", "weighted-index"]
    """The sums to use; all but weight-of-evidence give scores, not probabilities."""
    ach: AchRules | None = None
    """How cells come from weights; only for the method ach, which needs it."""
    scale: FrozenMap[str, Decibans]
    """Decibans of each weight word."""
    grades: Grades
    """Reliability letters and credibility digits as numbers."""
    expected: Coverage
    """Chance to see an indicator in its window, where it says nothing itself."""
    coverage: Coverage
    """Chance to hear of what happens, where an indicator says nothing itself."""
    dependence: Dependence
    """How far origins and indicators repeat each other."""
    half_life: Days | None
    """How fast news fades, where an indicator says nothing itself; null = never."""
    limits: Limits
    """How far the sums may go."""
    uncertainty: Uncertainty
    """The analyst's doubt about the numbers."""
    words: Literal["icd-203", "phia", "ipcc", "kent"]
    """The standard of likelihood words."""
    confidence: ConfidenceRubric
    """How confidence is read off the evidence."""

    @model_validator(mode="after")
    def _has_its_rules(self) -> Self:
        if (self.method == "ach") != (self.ach is not None):
            raise PydanticCustomError(
                "ach", "`ach` belongs to the method ach, which needs it"
            )
        return self

    @property
    def gives_scores(self) -> bool:
        """Tell whether its answers are scores that order outcomes, not chances."""
        return self.method != "weight-of-evidence"
