"""Cells of a table as people read them, by the kind of their column."""

from collections.abc import Callable, Mapping
from datetime import date

from scenarios.assessment.words import percent
from scenarios.report.numbers import Amount, decibans, points
from scenarios.report.tables import Cell, Kind

__all__ = ["read_aloud"]


def read_aloud(cell: Cell, kind: Kind) -> str:
    """Write a cell as people read it."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case date():
            return cell.isoformat()
        case _:
            return _READ[kind](cell)


_READ: Mapping[Kind, Callable[[Amount], str]] = {
    Kind.PROBABILITY: percent,
    Kind.POINTS: points,
    Kind.DECIBANS: decibans,
    Kind.COUNT: "{:,}".format,
    Kind.NUMBER: "{:.3g}".format,
    Kind.TEXT: "{:.3g}".format,
    Kind.DATE: "{:.3g}".format,
}
