"""The match language: which coded events are an observation of an indicator.

Every key of a pattern must hold; of a list, one entry is enough. `any` holds patterns
of which one must hold, `none` such of which none may. What an event does not tell
fails the key that asks for it.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.bulk.codes import cameo_codes, plover_types, role_codes
from scenarios.domain.noun import Coverage, Noun, Number, faults_error
from scenarios.errors import nearest

Item = TypeVar("Item")

__all__ = ["Direction", "Events", "Pattern"]

Direction = Literal["forward", "back", "either"]
"""Source to target, target to source, or both."""


def _listed(
    given: tuple[str, ...], known: Collection[str], noun: str
) -> tuple[str, ...]:
    faults: list[tuple[tuple[str | int, ...], str]] = [
        ((place,), f"unknown {noun} `{entry}`{_hint(entry, known)}")
        for place, entry in enumerate(given)
        if entry not in known
    ]
    if not given:
        faults.append(((), f"is empty; give a {noun}, or leave the key out"))
    if faults:
        raise faults_error(faults)
    return given


def _hint(entry: str, known: Iterable[str]) -> str:
    return nearest(entry, known) or "; see docs/bulk.md for the tables"


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    return _listed(given, cameo_codes(), "CAMEO code")


def _types(given: tuple[str, ...]) -> tuple[str, ...]:
    return _listed(given, plover_types(), "PLOVER type")


def _roles(given: tuple[str, ...]) -> tuple[str, ...]:
    return _listed(given, role_codes(), "role")


def _some(given: tuple[Item, ...]) -> tuple[Item, ...]:
    if not given:
        raise PydanticCustomError("some", "is empty; give an entry, or leave it out")
    return given


def _range(given: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    match given:
        case (low, high) if low <= high:
            return given
        case _:
            raise PydanticCustomError(
                "range", "must be two numbers, the lower one first, like [-10, -5]"
            )


Codes = Annotated[tuple[str, ...], Field(strict=False), AfterValidator(_codes)]
Types = Annotated[tuple[str, ...], Field(strict=False), AfterValidator(_types)]
Roles = Annotated[tuple[str, ...], Field(strict=False), AfterValidator(_roles)]
Quads = Annotated[
    tuple[Annotated[int, Field(ge=1, le=4)], ...],
    Field(strict=False),
    AfterValidator(_some),
]
Range = Annotated[tuple[Number, ...], Field(strict=False), AfterValidator(_range)]
Patterns = Annotated[tuple["Pattern", ...], Field(strict=False), AfterValidator(_some)]
Least = Annotated[int, Field(ge=1)]


class Pattern(Noun):
    """What an event must be; every key must hold."""

    code: Codes | None = None
    """CAMEO codes or roots, in quotes; each with all below it: "18" holds "1823"."""
    plover: Types | None = None
    """PLOVER types, such as ASSAULT; of a CAMEO code, the type it was mapped to."""
    quad: Quads | None = None
    """Quad classes: 1 and 2 verbal and material cooperation, 3 and 4 conflict."""
    source_role: Roles | None = None
    """Roles of who did it, such as GOV or MIL."""
    target_role: Roles | None = None
    """Roles of to whom it was done."""
    goldstein: Range | None = None
    """Lowest and highest value of the Goldstein scale, both included."""
    mentions: Least | None = None
    """At least so many mentions."""
    sources: Least | None = None
    """At least so many sources that mention it."""
    any: Patterns | None = None
    """Patterns of which one must hold."""
    none: Patterns | None = None
    """Patterns of which none may hold."""

    @model_validator(mode="after")
    def _says_something(self) -> "Pattern":
        if not self.model_fields_set - {"direction", "strength"}:
            raise PydanticCustomError(
                "pattern",
                "would match every event; say which, with code, plover, quad, "
                "source_role, target_role, goldstein, mentions, sources, any or none",
            )
        return self


class Events(Pattern):
    """Which coded events are an observation of an indicator, and how fully."""

    direction: Direction = "forward"
    """forward: the source did it to the target; back: the reverse; either: both."""
    strength: Coverage = Decimal(1)
    """How fully such an event meets the indicator, in (0, 1]; scales its decibans."""
