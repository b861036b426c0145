"""Base and cases as one long table: a row per case, scenario and outcome."""

from collections.abc import Iterator, Sequence
from functools import partial

from scenarios.report.tables import Cells, Column, Kind, Lazy, Table
from scenarios.whatif.cases import Column as Case
from scenarios.whatif.comparison import differences

__all__ = ["whatif_table"]

COLUMNS = (
    Column("case"),
    Column("scenario"),
    Column("outcome"),
    Column("title"),
    Column("base", Kind.PROBABILITY),
    Column("probability", Kind.PROBABILITY),
    Column("word"),
    Column("points", Kind.POINTS),
    Column("decibans", Kind.DECIBANS),
    Column("leads"),
    Column("as_of", Kind.DATE),
    Column("model"),
)


def whatif_table(base: Case, cases: Sequence[Case]) -> Table:
    """Return a row per case, scenario and outcome; `decibans` are of the odds."""
    return Table(COLUMNS, Lazy(partial(_all_rows, base, cases)), "cases")


def _all_rows(base: Case, cases: Sequence[Case]) -> Iterator[Cells]:
    for case in cases:
        yield from _rows(base, case)


def _rows(base: Case, case: Case) -> Iterator[Cells]:
    then = case.assessment
    pairs = zip(base.assessment.scenarios, then.scenarios, strict=True)
    return (
        (
            case.id,
            after.id,
            outcome.id,
            outcome.title,
            before.probabilities[outcome.id],
            outcome.probability,
            outcome.word,
            moved[outcome.id].points,
            moved[outcome.id].decibans,
            "leads" if outcome.id == after.leading.id else "",
            then.as_of,
            then.model.id,
        )
        for before, after in pairs
        for moved in [differences(before, after)]
        for outcome in after.outcomes
    )
