"""The tables of an assessment: typed cells that every format writes in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.engine.ledger import Ledger, Row
from scenarios.explanation.change import Changes

__all__ = ["Cell", "Column", "Kind", "Table", "ledger_table", "outcome_table"]

Cell = str | Decimal | float | int | None


class Kind(Enum):
    """What a column holds, and so how people read it."""

    TEXT = "text"
    PROBABILITY = "probability"
    POINTS = "points"
    DECIBANS = "decibans"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and kind."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells under named columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


OUTCOME_COLUMNS = (
    Column("scenario"),
    Column("outcome"),
    Column("title"),
    Column("prior", Kind.PROBABILITY),
    Column("probability", Kind.PROBABILITY),
    Column("low", Kind.PROBABILITY),
    Column("high", Kind.PROBABILITY),
    Column("word"),
    Column("confidence"),
    Column("as_of"),
    Column("model"),
)

LEDGER_COLUMNS = (
    Column("scenario"),
    Column("row"),
    Column("state"),
    Column("outcome"),
    Column("decibans", Kind.DECIBANS),
    Column("factor", Kind.NUMBER),
    Column("developments"),
    Column("where"),
    Column("as_of"),
    Column("model"),
)


def outcome_table(assessment: Assessment, changes: Changes | None = None) -> Table:
    """Return one row per scenario and outcome.

    Args:
        assessment: What to show.
        changes: Change of each probability since another day, as a further column.
    """
    rows = [
        (
            each.id,
            outcome.id,
            outcome.title,
            outcome.prior,
            outcome.probability,
            outcome.low,
            outcome.high,
            outcome.word,
            each.confidence.level,
            assessment.as_of.isoformat(),
            assessment.model.id,
        )
        for each in assessment.scenarios
        for outcome in each.outcomes
    ]
    if changes is None:
        return Table(OUTCOME_COLUMNS, tuple(rows))
    moved = [change for each in changes.values() for change in each.values()]
    return Table(
        (*OUTCOME_COLUMNS, Column("change", Kind.POINTS)),
        tuple((*row, change) for row, change in zip(rows, moved, strict=True)),
    )


def ledger_table(assessment: Assessment) -> Table:
    """Return one row per scenario, ledger row and outcome; they add up per outcome."""
    rows = [
        (each.id, *entry, assessment.as_of.isoformat(), assessment.model.id)
        for each in assessment.scenarios
        for entry in _ledger_rows(each)
    ]
    return Table(LEDGER_COLUMNS, tuple(rows))


def _ledger_rows(each: ScenarioAssessment) -> Iterator[tuple[Cell, ...]]:
    ledger = each.ledger
    yield from _plain(ledger, "prior", ledger.prior)
    if ledger.clock is not None:
        yield from _plain(ledger, "clock", ledger.clock)
    for row in ledger.rows:
        yield from _indicator(ledger, row, each.where[row.reading.id])


def _plain(
    ledger: Ledger, name: str, entries: Sequence[Decimal]
) -> Iterator[tuple[Cell, ...]]:
    for outcome, entry in zip(ledger.outcomes, entries, strict=True):
        yield (name, "", outcome, entry, None, "", "")


def _indicator(ledger: Ledger, row: Row, where: str) -> Iterator[tuple[Cell, ...]]:
    counted = " ".join(each.told.development.id for each in row.reading.evidence)
    state = row.reading.state.value
    for outcome, entry in zip(ledger.outcomes, row.decibans, strict=True):
        yield (row.reading.id, state, outcome, entry, row.factor, counted, where)
