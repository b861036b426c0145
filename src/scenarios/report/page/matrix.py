"""The ledger as a matrix: a row for prior, clock and each indicator; columns add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.results import ScenarioAssessment
from scenarios.engine.ledger import Row
from scenarios.report.page.anchors import anchor

__all__ = ["Line", "Matrix", "lay_out", "tint"]

TINTS = (Decimal("0.5"), Decimal(2), Decimal(5), Decimal(10))
"""Decibans from which on a cell is tinted more strongly; no number depends on them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the matrix.

    Attributes:
        anchor: Its place.
        id: `prior`, `clock` or the indicator's id.
        title: What it is.
        state: observed, silent or open; empty for prior and clock.
        decibans: Per outcome, in the order of the file.
        factor: What its group has left of it; None for prior and clock.
        evidence: Ids of the developments that count in it.
        where: File and line of the indicator.
        why: Why the indicator was chosen and weighted so.
        kind: Kind of the indicator.
        group: Its group; empty without one.
    """

    anchor: str
    id: str
    title: str
    state: str
    decibans: tuple[Decimal, ...]
    factor: Decimal | None
    evidence: tuple[str, ...]
    where: str
    why: str
    kind: str
    group: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The ledger of one scenario.

    Attributes:
        lines: Prior, clock and indicators.
        score: Their sum, per outcome.
    """

    lines: tuple[Line, ...]
    score: tuple[Decimal, ...]


def lay_out(each: ScenarioAssessment) -> Matrix:
    """Lay the ledger of a scenario out."""
    ledger = each.ledger
    plain = {"prior": ("Prior", ledger.prior), "clock": ("Clock", ledger.clock)}
    lines = [
        _plain(each.id, name, title, tuple(entries))
        for name, (title, entries) in plain.items()
        if entries is not None
    ]
    lines += [_line(row, each.id, each.where) for row in ledger.rows]
    return Matrix(tuple(lines), tuple(ledger.score))


def tint(decibans: Decimal) -> str:
    """Return the class of a cell: for or against, and how strongly.

    >>> tint(Decimal("6")), tint(Decimal("-0.7")), tint(Decimal("0.1"))
    ('for-3', 'against-1', '')
    """
    level = sum(abs(decibans) >= edge for edge in TINTS)
    if not level:
        return ""
    return f"{'for' if decibans > 0 else 'against'}-{level}"


def _plain(scenario: str, name: str, title: str, entries: tuple[Decimal, ...]) -> Line:
    place = anchor(name, scenario)
    return Line(place, name, title, "", entries, None, (), "", "", "", "")


def _line(row: Row, scenario: str, where: Mapping[str, str]) -> Line:
    reading = row.reading
    return Line(
        anchor=anchor("row", scenario, reading.id),
        id=reading.id,
        title=reading.indicator.title,
        state=reading.state.value,
        decibans=tuple(row.decibans),
        factor=row.factor,
        evidence=tuple(each.told.development.id for each in reading.evidence),
        where=where[reading.id],
        why=reading.indicator.why,
        kind=reading.indicator.kind,
        group=reading.indicator.group or "",
    )
