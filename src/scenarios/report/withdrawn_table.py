"""What was retracted, as a table: rows that count for nothing, so that none is lost."""

from collections.abc import Iterator
from functools import partial

from scenarios.assessment.results import Assessment
from scenarios.explanation.withdrawn import withdrawn_reports
from scenarios.loading.developments import Developments
from scenarios.report.tables import Cells, Column, Kind, Lazy, Table

__all__ = ["withdrawn_table"]

COLUMNS = (
    Column("scenario"),
    Column("development"),
    Column("date", Kind.DATE),
    Column("title"),
    Column("report"),
    Column("source"),
    Column("published", Kind.DATE),
    Column("retracted", Kind.DATE),
    Column("record"),
    Column("why"),
    Column("counts"),
)


def withdrawn_table(assessment: Assessment, news: Developments) -> Table:
    """Return one row per scenario and report that was retracted by the day.

    `counts` says whether the development still counts for the scenario, by others.
    """
    return Table(COLUMNS, Lazy(partial(_rows, assessment, news)), "withdrawn")


def _rows(assessment: Assessment, news: Developments) -> Iterator[Cells]:
    for each in assessment.scenarios:
        for gone in withdrawn_reports(each, news, assessment.as_of):
            yield (
                each.id,
                gone.development.id,
                gone.development.date,
                gone.development.title,
                gone.report.id,
                gone.report.source,
                gone.published,
                gone.retraction.on,
                "" if gone.record is None else str(gone.record),
                gone.retraction.why,
                gone.fate,
            )
