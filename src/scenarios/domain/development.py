"""Developments: what happened, or is said to have, and the reports that tell of it."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import (
    Coverage,
    Day,
    Id,
    Label,
    Noun,
    exact_number,
    faults_error,
)

__all__ = [
    "DIGITS",
    "Development",
    "Link",
    "Observation",
    "Report",
    "Retraction",
    "Value",
    "check_digit",
]


DIGITS = ("1", "2", "3", "4", "5", "6")
"""Credibility of a report: 1 confirmed … 5 improbable, 6 cannot be judged."""


def _value(value: object) -> Decimal | str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | dict) or value is None:
        raise PydanticCustomError("value", "must be a number or the id of a level")
    return exact_number(value)


def check_digit(value: object) -> str:
    """Read a credibility digit, given as a number or as text.

    Raises:
        PydanticCustomError: It is no digit from 1 to 6.
    """
    digit = str(value)
    if isinstance(value, bool) or digit not in DIGITS:
        raise PydanticCustomError("credibility", "must be a digit from 1 to 6")
    return digit


Value = Annotated[
    Decimal | str | None,
    PlainValidator(_value),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}]}),
]
"""The level of a state, or the number of a measure."""

Link = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_][\w.-]*/[A-Za-z0-9_][\w.-]*$")
]
"""scenario/indicator."""


class Observation(Noun):
    """The link «this development is an observation of this indicator»."""

    indicator: Link
    """scenario/indicator."""
    value: Value = None
    """The level of a state, or the number of a measure."""
    strength: Coverage = Decimal(1)
    """How fully it meets an event or count, in (0, 1]; scales its decibans."""
    absent: bool = False
    """Events only: it is known not to have happened by this date."""
    why: str = ""
    """Why it is one."""

    @property
    def scenario_id(self) -> str:
        """Return the scenario's id."""
        return self.indicator.partition("/")[0]

    @property
    def indicator_id(self) -> str:
        """Return the indicator's id within its scenario."""
        return self.indicator.partition("/")[2]

    @property
    def level(self) -> str:
        """Return the value as the id of a state's level."""
        return self.value if isinstance(self.value, str) else f"{self.value:f}"


class Retraction(Noun):
    """From this day a report does not count."""

    on: Day
    """The day it was withdrawn."""
    why: str = ""
    """By whom and why."""


class Report(Noun):
    """One publication of a development."""

    id: Label
    """Its name within the development."""
    source: Id
    """Who published it, as in sources.yaml."""
    url: str | None = None
    """Where it stands."""
    published: Day | None = None
    """When it was published; absent = the development's date."""
    credibility: Annotated[
        Literal["1", "2", "3", "4", "5", "6"],
        BeforeValidator(check_digit),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 6}),
    ] = "6"
    """Admiralty digit: 1 confirmed … 5 improbable, 6 cannot be judged."""
    origin: str | None = None
    """Where its content comes from; copies share it and count once."""
    stance: Literal["asserts", "denies"] = "asserts"
    """Whether it says that the development happened, or that it did not."""
    summary: str | None = None
    """What it says, in a sentence."""
    grade: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")] | None = None
    """A grade such as B2 that overrides the source's letter and the digit."""
    retracted: Retraction | None = None
    """Set where it was withdrawn."""
    item: Label | None = None
    """The item of the inbox that it was made of."""
    feed: str | None = None
    """The feed, or the file, that brought that item."""
    why: str = ""
    """The reason for its grade."""


def _observes(value: object) -> object:
    return {"indicator": value} if isinstance(value, str) else value


def _distinct(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    ids = [report.id for report in reports]
    faults: list[tuple[tuple[str | int, ...], str]] = [
        ((place, "id"), f"`{name}` names an earlier report of this development too")
        for place, name in enumerate(ids)
        if name in ids[:place]
    ]
    if faults:
        raise faults_error(faults)
    return reports


class Development(Noun):
    """Something that happened, or is said to have, on a day."""

    id: Label
    """Its name, unique among all developments."""
    date: Day
    """The day it happened."""
    title: str = ""
    """What happened, in a sentence."""
    observes: Annotated[
        tuple[
            Annotated[
                Observation,
                BeforeValidator(_observes, json_schema_input_type=Link | Observation),
            ],
            ...,
        ],
        Field(strict=False),
    ] = ()
    """The indicators it is an observation of."""
    reports: Annotated[
        tuple[Report, ...], Field(strict=False), AfterValidator(_distinct)
    ] = ()
    """Who told of it."""

    @model_validator(mode="after")
    def _observes_each_once(self) -> Self:
        observed = [observation.indicator for observation in self.observes]
        faults: list[tuple[tuple[str | int, ...], str]] = [
            (("observes", place), f"observes {indicator} a second time")
            for place, indicator in enumerate(observed)
            if indicator in observed[:place]
        ]
        if faults:
            raise faults_error(faults)
        return self

    def published(self, report: Report) -> dt.date:
        """Return the day a report of this development was published."""
        return report.published or self.date
