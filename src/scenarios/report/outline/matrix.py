"""The ledger as people read it: a row for each sign, a column for each outcome."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scenarios.assessment.results import ScenarioAssessment
from scenarios.engine.ledger import Row
from scenarios.report.numbers import percent_of_word
from scenarios.report.tables import Cell, Cells, Column, Kind, Table

__all__ = ["ledger_matrix"]


def ledger_matrix(
    each: ScenarioAssessment, lines: Mapping[str, str], standard: str
) -> Table:
    """Return the ledger of a scenario, the strongest signs first, down to the score.

    Args:
        each: The scenario.
        lines: Path and line of each outcome.
        standard: The standard of the likelihood words that the probabilities carry.
    """
    outcomes = [
        Column(outcome.id, Kind.DECIBANS, "decibans", outcome.id)
        for outcome in each.outcomes
    ]
    columns = (
        Column("row"),
        Column("title"),
        Column("state"),
        *outcomes,
        Column("factor", Kind.NUMBER),
        Column("line"),
    )
    return Table(columns, tuple(_rows(each, lines, standard)), "ledger")


def _rows(
    each: ScenarioAssessment, lines: Mapping[str, str], standard: str
) -> Iterator[Cells]:
    ledger = each.ledger
    numbers = " ".join(_line(lines.get(o.id, "")) for o in each.outcomes)
    yield _row("prior", "What was thought before any news", ledger.prior, numbers)
    if ledger.clock is not None:
        yield _row("clock", "Time that runs out", ledger.clock, numbers)
    for row in sorted(ledger.rows, key=_span):
        reading = row.reading
        head = (reading.id, reading.indicator.title, reading.state.value)
        yield (*head, *row.decibans, row.factor, _line(each.where[reading.id]))
    yield _row("score", "The sum of the rows above", ledger.score, "")
    shares = [percent_of_word(o.probability, standard) for o in each.outcomes]
    said = "As settled" if each.resolved else "What the score comes to"
    yield _row("probability", said, shares, "")


def _row(name: str, said: str, entries: Sequence[Decimal | str], line: str) -> Cells:
    cells: Sequence[Cell] = entries
    return (name, said, "", *cells, None, line)


def _span(row: Row) -> Decimal:
    return min(row.decibans) - max(row.decibans)


def _line(where: str) -> str:
    return where.rpartition(":")[2]
