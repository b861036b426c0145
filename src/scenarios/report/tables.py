"""The tables of an assessment: typed cells that every format writes in its own way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import partial

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.engine.ledger import Ledger, Row
from scenarios.explanation.change import Changes

__all__ = [
    "Cell",
    "Cells",
    "Column",
    "Kind",
    "Lazy",
    "Table",
    "ledger_table",
    "outcome_table",
]

Cell = str | Decimal | float | int | date | None
Cells = tuple[Cell, ...]
"""A row: a cell for each column."""
Lines = Mapping[str, Mapping[str, str]]


class Kind(Enum):
    """What a column holds, and so how people read it."""

    TEXT = "text"
    PROBABILITY = "probability"
    POINTS = "points"
    DECIBANS = "decibans"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and kind.

    Attributes:
        name: What stands at its head.
        kind: What it holds.
        says: In a wide table, the column of the long one that it is made of.
        outcome: In a wide table, the outcome that it is about.
    """

    name: str
    kind: Kind = Kind.TEXT
    says: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Lazy:
    """Rows made anew each time they are gone through, so that none must be held."""

    make: Callable[[], Iterator[Cells]]

    def __iter__(self) -> Iterator[Cells]:
        """Make the rows."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of typed cells under named columns.

    Attributes:
        columns: The columns.
        rows: As many cells each as there are columns; can be gone through again.
        name: What the table is called in a file of several.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Cells]
    name: str = ""


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
    Column("as_of", Kind.DATE),
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
    Column("as_of", Kind.DATE),
    Column("model"),
)


def outcome_table(assessment: Assessment, changes: Changes | None = None) -> Table:
    """Return one row per scenario and outcome.

    Args:
        assessment: What to show.
        changes: Change of each probability since another day, as a further column.
    """
    if changes is None:
        rows = Lazy(partial(_outcomes, assessment))
        return Table(OUTCOME_COLUMNS, rows, "outcomes")
    columns = (*OUTCOME_COLUMNS, Column("change", Kind.POINTS))
    return Table(columns, Lazy(partial(_changed, assessment, changes)), "outcomes")


def _outcomes(assessment: Assessment) -> Iterator[Cells]:
    for each in assessment.scenarios:
        for outcome in each.outcomes:
            yield (
                each.id,
                outcome.id,
                outcome.title,
                outcome.prior,
                outcome.probability,
                outcome.low,
                outcome.high,
                outcome.word,
                each.confidence.level,
                assessment.as_of,
                assessment.model.id,
            )


def _changed(assessment: Assessment, changes: Changes) -> Iterator[Cells]:
    moved = (change for each in changes.values() for change in each.values())
    for row, change in zip(_outcomes(assessment), moved, strict=True):
        yield (*row, change)


def ledger_table(assessment: Assessment, lines: Lines | None = None) -> Table:
    """Return one row per scenario, ledger row and outcome; they add up per outcome.

    Args:
        assessment: What to show.
        lines: By scenario and outcome, the line that its prior and deadline stand on.
    """
    rows = Lazy(partial(_ledgers, assessment, lines or {}))
    return Table(LEDGER_COLUMNS, rows, "ledger")


def _ledgers(assessment: Assessment, lines: Lines) -> Iterator[Cells]:
    for each in assessment.scenarios:
        for entry in _ledger_rows(each, lines.get(each.id, {})):
            yield (each.id, *entry, assessment.as_of, assessment.model.id)


def _ledger_rows(each: ScenarioAssessment, lines: Mapping[str, str]) -> Iterator[Cells]:
    ledger = each.ledger
    yield from _plain(ledger, "prior", ledger.prior, lines)
    if ledger.clock is not None:
        yield from _plain(ledger, "clock", ledger.clock, lines)
    for row in ledger.rows:
        yield from _indicator(ledger, row, each.where[row.reading.id])


def _plain(
    ledger: Ledger, name: str, entries: Sequence[Decimal], lines: Mapping[str, str]
) -> Iterator[Cells]:
    for outcome, entry in zip(ledger.outcomes, entries, strict=True):
        yield (name, "", outcome, entry, None, "", lines.get(outcome, ""))


def _indicator(ledger: Ledger, row: Row, where: str) -> Iterator[Cells]:
    counted = " ".join(each.told.development.id for each in row.reading.evidence)
    state = row.reading.state.value
    for outcome, entry in zip(ledger.outcomes, row.decibans, strict=True):
        yield (row.reading.id, state, outcome, entry, row.factor, counted, where)
