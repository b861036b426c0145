"""Indicators: observable signs agreed beforehand, of four kinds.

An indicator says how much likelier its sign is under one outcome than under another:
in decibans (`weights`, `levels`) or as chances (`likelihoods`, `rates`, `expects`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Annotated, Literal, Self, TypeVar, assert_never

from pydantic import (
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scenarios.domain.match import Match
from scenarios.domain.noun import (
    Coverage,
    Day,
    Days,
    FrozenMap,
    Id,
    Noun,
    Number,
    OpenProbability,
    PositiveNumber,
    Share,
    Texts,
    exact_number,
    faults_error,
)
from scenarios.errors import nearest

__all__ = [
    "KINDS",
    "CountIndicator",
    "EventIndicator",
    "Expectation",
    "Indicator",
    "MeasureIndicator",
    "StateIndicator",
    "Weight",
    "Weights",
    "named_outcomes",
]

MAX_DECIBANS = 100
SUM_TOLERANCE = Decimal("1e-6")
Item = TypeVar("Item")
Handler = ValidatorFunctionWrapHandler
Fault = tuple[tuple[str | int, ...], str]


def _weight(value: object, info: ValidationInfo) -> Decimal | str:
    if isinstance(value, str):
        words = (info.context or {}).get("words")
        if words is not None and value not in words:
            raise PydanticCustomError(
                "word",
                "unknown word {word}{hint}",
                {
                    "word": f"`{value}`",
                    "hint": nearest(value, words)
                    or "; write decibans or a word of the model's scale: "
                    + ", ".join(words),
                },
            )
        return value
    number = exact_number(value)
    if abs(number) > MAX_DECIBANS:
        raise PydanticCustomError("weight", "must lie within ±100 decibans")
    return number


def _strangers(given: Mapping[str, object], outcomes: Sequence[str]) -> list[Fault]:
    return [
        ((name,), f"unknown outcome `{name}`{nearest(name, outcomes)}")
        for name in given
        if name not in outcomes
    ]


def _missing(given: Mapping[str, object], outcomes: Sequence[str]) -> list[Fault]:
    missing = ", ".join(f"`{name}`" for name in outcomes if name not in given)
    return [((), f"lacks {missing}; give every outcome")] if missing else []


def _judge_outcomes(
    value: object,
    handler: Handler,
    info: ValidationInfo,
    *rules: Callable[[Mapping[str, object], Sequence[str]], list[Fault]],
) -> object:
    """Judge the names of outcomes and what stands at them, and tell of both."""
    outcomes = (info.context or {}).get("outcomes")
    faults: list[Fault] = []
    if outcomes is not None and isinstance(value, Mapping):
        faults = [fault for rule in rules for fault in rule(value, outcomes)]
    try:
        made: object = handler(value)
    except ValidationError as error:
        if not faults:
            raise
        raise faults_error(faults, error.errors()) from None
    if faults:
        raise faults_error(faults)
    return made


def _some(value: object, handler: Handler, info: ValidationInfo) -> object:
    return _judge_outcomes(value, handler, info, _strangers)


def _every(value: object, handler: Handler, info: ValidationInfo) -> object:
    return _judge_outcomes(value, handler, info, _strangers, _missing)


Weight = Annotated[
    Decimal | str,
    PlainValidator(_weight),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": -MAX_DECIBANS, "maximum": MAX_DECIBANS},
                {"type": "string", "description": "A word of the model's scale."},
            ]
        }
    ),
]
"""Decibans within ±100, or a word of the model's scale."""

Weights = Annotated[FrozenMap[Id, Weight], WrapValidator(_some)]
"""A weight per outcome; an outcome that is left out has weight 0."""

PerOutcome = Annotated[
    FrozenMap[Id, Item],
    WrapValidator(_every),
]
"""One item for every outcome."""


class _Sign(Noun):
    """What every indicator has, of whatever kind."""

    keeps_null = frozenset({"half_life"})

    title: str
    """The sign, as a person would say it."""
    half_life: Days | None = None
    """Its news fades by half in this time, such as 365d; null = never."""
    group: Id | None = None
    """Indicators that would move together share a group, and are discounted."""
    why: str = ""
    """Why it was chosen and weighted so."""
    cites: Texts = ()
    """The documents it rests on."""
    match: Match | None = None
    """Watch terms by which its news may be known; they move no likelihood."""

    @property
    def sets_half_life(self) -> bool:
        """Whether this indicator decides its half-life itself, null included."""
        return "half_life" in self.model_fields_set


def _exactly_one(noun: _Sign, first: str, second: str) -> None:
    if (getattr(noun, first) is None) == (getattr(noun, second) is None):
        raise PydanticCustomError(
            "one_of",
            "needs either {first} or {second}, and only one of them",
            {"first": f"`{first}`", "second": f"`{second}`"},
        )


class EventIndicator(_Sign):
    """A sign that is either seen or not."""

    kind: Literal["event"] = "event"
    """The kind of the sign; event where it is left out."""
    weights: Weights | None = None
    """Per outcome, decibans or a word such as strong_for; left out = 0."""
    likelihoods: PerOutcome[OpenProbability] | None = None
    """P(seen within its window | outcome), instead of weights and expected."""
    expected: Coverage | None = None
    """Chance to see it in its window under the most favoured outcome, in (0, 1]."""
    start: Day | None = Field(default=None, alias="from")
    """First day of its window; absent = the day the scenario opens."""
    within: Days | None = None
    """Length of its window, such as 90d; left out, its absence never counts."""
    coverage: Coverage | None = None
    """Chance that we would have heard by now if it had happened, in (0, 1]."""

    @model_validator(mode="after")
    def _has_one_scale(self) -> Self:
        _exactly_one(self, "weights", "likelihoods")
        if self.likelihoods is not None and self.expected is not None:
            raise PydanticCustomError(
                "one_of", "has `expected` beside `likelihoods`, which already say it"
            )
        return self

    def window_opens(self, opens: date) -> date:
        """Return the first day of the window in a horizon that opens on `opens`."""
        return self.start or opens

    def window_holds(self, day: date, opens: date) -> bool:
        """Tell whether a day lies in the window, both ends included; or there is none.

        Args:
            day: The day.
            opens: The day that the horizon opens.
        """
        if self.within is None:
            return True
        return 0 <= (day - self.window_opens(opens)).days <= self.within


class CountIndicator(_Sign):
    """A sign that recurs: how often it is seen tells."""

    kind: Literal["count"]
    """The kind of the sign."""
    per: Days
    """The time that the rates are for."""
    rates: PerOutcome[PositiveNumber] | None = None
    """Expected number in `per` under each outcome."""
    weights: Weights | None = None
    """Decibans per outcome of the rate, instead of rates; left out = 0."""
    expected: PositiveNumber | None = None
    """With weights: the rate under the most favoured outcome."""
    coverage: Coverage | None = None
    """Chance that we hear of one that happens, in (0, 1]."""

    @model_validator(mode="after")
    def _has_one_scale(self) -> Self:
        _exactly_one(self, "rates", "weights")
        if self.rates is not None and self.expected is not None:
            raise PydanticCustomError(
                "one_of", "has `expected` beside `rates`, which already say it"
            )
        return self


class StateIndicator(_Sign):
    """A sign that stands at one of several levels, until it is seen at another."""

    kind: Literal["state"]
    """The kind of the sign."""
    levels: FrozenMap[Id, Weights] | None = None
    """Per level and outcome, decibans or a word such as strong_for; left out = 0."""
    likelihoods: PerOutcome[FrozenMap[Id, Share]] | None = None
    """Per outcome, the chance of each level; each outcome sums to 1."""

    @model_validator(mode="after")
    def _has_one_scale(self) -> Self:
        _exactly_one(self, "levels", "likelihoods")
        faults = list(_level_faults(self.likelihoods or {}))
        if not self.level_ids:
            faults.append(((), "has no level; give at least one"))
        if faults:
            raise faults_error(faults)
        return self

    @property
    def level_ids(self) -> tuple[str, ...]:
        """Return the ids of its levels, in the order of the file."""
        if self.levels is not None:
            return tuple(self.levels)
        return tuple(
            dict.fromkeys(chain.from_iterable((self.likelihoods or {}).values()))
        )


def _level_faults(
    likelihoods: Mapping[str, Mapping[str, Decimal]],
) -> list[tuple[tuple[str | int, ...], str]]:
    levels = dict.fromkeys(chain.from_iterable(likelihoods.values()))
    faults: list[tuple[tuple[str | int, ...], str]] = []
    for outcome, given in likelihoods.items():
        missing = ", ".join(f"`{level}`" for level in levels if level not in given)
        if missing:
            faults.append((("likelihoods", outcome), f"lacks the levels {missing}"))
        elif abs((total := sum(given.values(), Decimal(0))) - 1) > SUM_TOLERANCE:
            faults.append(
                (("likelihoods", outcome), f"sums to {total:f}; it must sum to 1")
            )
    return faults


class Expectation(Noun):
    """What value a measure would have under one outcome."""

    mean: Number
    """Mean of the value, or of its natural logarithm for a lognormal."""
    sd: PositiveNumber
    """Standard deviation, above 0, on the same scale as the mean."""


class MeasureIndicator(_Sign):
    """A sign that is a number with a unit."""

    kind: Literal["measure"]
    """The kind of the sign."""
    unit: str | None = None
    """The unit of the value."""
    expects: PerOutcome[Expectation]
    """Mean and standard deviation under each outcome."""
    distribution: Literal["normal", "lognormal"] = "normal"
    """The shape of the expectation."""


KINDS: Mapping[str, type[_Sign]] = {
    "event": EventIndicator,
    "count": CountIndicator,
    "state": StateIndicator,
    "measure": MeasureIndicator,
}


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        kind = value.get("kind", "event")
        return kind if isinstance(kind, str) else "?"
    return str(getattr(value, "kind", "event"))


Indicator = Annotated[
    Annotated[EventIndicator, Tag("event")]
    | Annotated[CountIndicator, Tag("count")]
    | Annotated[StateIndicator, Tag("state")]
    | Annotated[MeasureIndicator, Tag("measure")],
    Discriminator(
        _kind,
        custom_error_type="kind",
        custom_error_message="has an unknown kind; write event, count, state or "
        "measure",
    ),
]


def named_outcomes(indicator: Indicator) -> set[str]:
    """Return every outcome that the indicator speaks of."""
    match indicator:
        case EventIndicator():
            return {*(indicator.weights or ()), *(indicator.likelihoods or ())}
        case CountIndicator():
            return {*(indicator.weights or ()), *(indicator.rates or ())}
        case StateIndicator():
            levels = chain.from_iterable((indicator.levels or {}).values())
            return {*levels, *(indicator.likelihoods or ())}
        case MeasureIndicator():
            return set(indicator.expects)
        case _ as unreachable:
            assert_never(unreachable)
