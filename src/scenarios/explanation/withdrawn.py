"""What was retracted: reports that counted once, and what became of what they told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.assessment.results import ScenarioAssessment
from scenarios.domain.development import Development, Report, Retraction
from scenarios.loading.developments import Developments

__all__ = ["Withdrawn", "withdrawn_reports"]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A report that was retracted by the day.

    Attributes:
        development: What it told of.
        report: The report, which counts no more.
        retraction: On what day it was withdrawn, and why.
        record: The journal's record of that; None without one.
        counts: Whether the development still counts for the scenario, by others.
    """

    development: Development
    report: Report
    retraction: Retraction
    record: int | None
    counts: bool

    @property
    def name(self) -> str:
        """Return the name that `scenarios retract` knows it by."""
        return f"{self.development.id}/{self.report.id}"

    @property
    def published(self) -> date:
        """Return the day it was published."""
        return self.development.published(self.report)

    @property
    def fate(self) -> str:
        """Say whether the development still counts."""
        return "still counts, by other reports" if self.counts else "does not count"


def withdrawn_reports(
    each: ScenarioAssessment, news: Developments, as_of: date
) -> Sequence[Withdrawn]:
    """Return what was retracted of the developments linked to a scenario.

    Args:
        each: The scenario, as assessed on the day.
        news: All that is on file.
        as_of: The day, inclusive: what was published or retracted later is left out.

    Returns:
        In order of the development's day and id, and of its reports in the file.
    """
    counting = {
        evidence.told.development.id
        for row in each.ledger.rows
        for evidence in row.reading.evidence
    }
    linked = (
        development
        for development in news.items
        if development.date <= as_of
        and any(link.scenario_id == each.id for link in development.observes)
    )
    return [
        Withdrawn(
            development,
            report,
            report.retracted,
            news.retractions.get((development.id, report.id)),
            development.id in counting,
        )
        for development in sorted(linked, key=lambda d: (d.date, d.id))
        for report in development.reports
        if report.retracted is not None
        and report.retracted.on <= as_of
        and development.published(report) <= as_of
    ]
