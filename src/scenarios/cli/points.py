"""Points in time: a day, what a journal had been told by then, or both."""

from dataclasses import dataclass
from datetime import date

import typer

from scenarios.cli.options import NUMBER, parse_day

__all__ = ["Point", "parse_point"]


@dataclass(frozen=True, slots=True)
class Point:
    """A point that an assessment can be made at.

    Attributes:
        text: As it was asked for.
        day: The day; today where a record alone was asked for.
        record: The journal as known after this record; everything where None.
        alone: Whether a record alone was asked for; it may be a judgement.
    """

    text: str
    day: date
    record: int | None = None
    alone: bool = False


def parse_point(text: str, today: date) -> Point:
    """Read a point such as 2024-05-31, 311 or 2024-05-31@311.

    Raises:
        typer.BadParameter: It is none.
    """
    day, at, record = text.partition("@")
    if not at and NUMBER.fullmatch(text):
        return Point(text, today, int(text), alone=True)
    if at and not NUMBER.fullmatch(record):
        message = f"{record!r} is not the number of a record"
        raise typer.BadParameter(message)
    # An empty day before @ is today.
    known = int(record) if at else None
    return Point(text, parse_day(day) if day else today, known)
