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
        day: The day.
        record: The journal as known after this record; everything where None.
        alone: Whether a record alone was asked for; it may be a judgement.
    """

    day: date
    record: int | None = None
    alone: bool = False

    def __str__(self) -> str:
        day = self.day.isoformat()
        return day if self.record is None else f"{day}@{self.record}"


def parse_point(text: str) -> Point:
    """Read a point such as 2024-05-31, 311, 2024-05-31@311 or @311, which is today's.

    Raises:
        typer.BadParameter: It is none.
    """
    from scenarios.cli.desk import today

    day, at, record = text.partition("@")
    if not at and NUMBER.fullmatch(text):
        return Point(today(), int(text), alone=True)
    if at and not NUMBER.fullmatch(record):
        message = f"{record!r} is not the number of a record"
        raise typer.BadParameter(message)
    if at and not day:
        return Point(today(), int(record))
    try:
        return Point(parse_day(day), int(record) if at else None)
    except typer.BadParameter:
        message = f"{text!r} is not a date like 2024-05-31, the number of a record, "
        raise typer.BadParameter(f"{message}or both like 2024-05-31@311") from None
