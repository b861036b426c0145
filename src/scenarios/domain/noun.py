"""What every noun is built from: a frozen model, exact numbers, days, ids, faults.

Numbers are `Decimal`, exactly as the analyst wrote them, so that a record of them
is the same on every machine.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, NoReturn, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

__all__ = [
    "Coverage",
    "Day",
    "Days",
    "Decibans",
    "Frozen",
    "FrozenMap",
    "Id",
    "Label",
    "NonNegative",
    "Noun",
    "Number",
    "OpenProbability",
    "PartShare",
    "PositiveNumber",
    "Share",
    "Texts",
    "exact_number",
    "faults_error",
]

MAX_DIGITS = 40
MAX_EXPONENT = 300
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DURATION = re.compile(r"0*([1-9]\d{0,6})d", re.ASCII)

Key = TypeVar("Key")
Item = TypeVar("Item")
FaultPath = tuple[str | int, ...]


class Noun(BaseModel):
    """A frozen value that refuses unknown keys and never guesses at a type."""

    keeps_null: ClassVar[frozenset[str]] = frozenset()
    """Fields for which null says something else than leaving them out."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
    )


class Frozen(dict[Key, Item]):
    """A dictionary that nobody can change; copies of it are itself."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        message = "this mapping is frozen; make a new one"
        raise TypeError(message)

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Key, Item]]]:
        return type(self), (dict(self),)


def faults_error(
    faults: Sequence[tuple[FaultPath, str]], further: Sequence[ErrorDetails] = ()
) -> PydanticCustomError:
    """Build one error that carries several faults, each with its own place.

    Args:
        faults: Pairs of a path relative to the value being validated, and a message.
        further: Errors that were found inside the value as well.
    """
    messages = [message for _, message in faults]
    text = "; ".join([*messages, *(details["msg"] for details in further)])
    return PydanticCustomError(
        "faults", "{text}", {"text": text, "faults": faults, "further": further}
    )


def exact_number(value: object) -> Decimal:
    """Read a number as the exact decimal that was written.

    Raises:
        PydanticCustomError: It is no number, not finite, or longer than 40 digits.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number", "must be a number")
    exact = (
        Decimal(float.__repr__(value)) if isinstance(value, float) else Decimal(value)
    )
    if not exact.is_finite():
        raise PydanticCustomError("number", "must be a finite number")
    if (
        len(exact.as_tuple().digits) > MAX_DIGITS
        or abs(exact.adjusted()) > MAX_EXPONENT
    ):
        raise PydanticCustomError(
            "number",
            "has more digits than a judgement can carry; write at most 40 digits",
        )
    return exact


def _day(value: object) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError(
                "day", "is not a day of the calendar; write a date like 2024-05-31"
            ) from None
    raise PydanticCustomError("day", "must be a date like 2024-05-31")


def _days(value: object) -> int:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise PydanticCustomError(
            "duration", "must be a duration in whole days of at least 1d, like 180d"
        )
    return int(match[1])


def _schema(**limits: float) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", **limits})


_exact = BeforeValidator(exact_number)

Number = Annotated[Decimal, _exact, _schema()]
"""Any finite number, exact."""

PositiveNumber = Annotated[Decimal, _exact, Field(gt=0), _schema(exclusiveMinimum=0)]
"""A number above 0."""

NonNegative = Annotated[Decimal, _exact, Field(ge=0), _schema(minimum=0)]
"""A number of 0 or more."""

OpenProbability = Annotated[
    Decimal,
    _exact,
    Field(gt=0, lt=1),
    _schema(exclusiveMinimum=0, exclusiveMaximum=1),
]
"""A probability in (0, 1)."""

Share = Annotated[Decimal, _exact, Field(ge=0, le=1), _schema(minimum=0, maximum=1)]
"""A share in [0, 1]."""

PartShare = Annotated[
    Decimal, _exact, Field(ge=0, lt=1), _schema(minimum=0, exclusiveMaximum=1)
]
"""A share in [0, 1)."""

Coverage = Annotated[
    Decimal, _exact, Field(gt=0, le=1), _schema(exclusiveMinimum=0, maximum=1)
]
"""A chance in (0, 1]."""

Decibans = Annotated[
    Decimal, _exact, Field(ge=-100, le=100), _schema(minimum=-100, maximum=100)
]
"""10·log10 of a likelihood ratio (Good 1950), within ±100."""

Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
"""A day of the calendar, written 2024-05-31."""

Days = Annotated[
    int,
    BeforeValidator(_days),
    WithJsonSchema({"type": "string", "pattern": "^0*[1-9][0-9]{0,6}d$"}),
]
"""A duration in whole days, at least 1, written 180d."""

Id = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9._-]*$", max_length=128)
]
"""A name for machines: ASCII letters, digits, `.`, `_` and `-`."""

Label = Annotated[
    str,
    StringConstraints(pattern=r"^[^\s/\\\x00-\x1f\x7f-\x9f]+$", max_length=200),
]
"""A name in any script, without spaces, slashes and control characters."""

FrozenMap = Annotated[Mapping[Key, Item], AfterValidator(Frozen)]
"""A mapping that nobody can change afterwards."""

Texts = Annotated[tuple[str, ...], Field(strict=False)]
"""A list of texts."""
