"""Versions of the same developments: what one knew, with the corrections of another."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from scenarios.domain.development import Development, Report

__all__ = ["known_on", "regraded", "revised", "without_retracted"]

Developments = tuple[Development, ...]
_GRADING = ("source", "credibility", "grade")


def known_on(developments: Iterable[Development], day: date) -> Developments:
    """Return what was known on a day: developments and reports until then."""
    return _each_report(
        (each for each in developments if each.date <= day),
        lambda development, report: (
            report if _is_live(development, report, day) else None
        ),
    )


def without_retracted(
    developments: Iterable[Development], later: Iterable[Development], day: date
) -> Developments:
    """Leave out the reports that a later version says were retracted by a day."""
    retracted = {
        (development.id, report.id)
        for development in later
        for report in development.reports
        if report.retracted is not None and report.retracted.on <= day
    }
    return _each_report(
        developments,
        lambda development, report: (
            None if (development.id, report.id) in retracted else report
        ),
    )


def regraded(
    developments: Iterable[Development], later: Iterable[Development]
) -> Developments:
    """Give every report the grading that a later version gives it."""
    graded = _reports(later)

    def grade(development: Development, report: Report) -> Report:
        new = graded.get((development.id, report.id), report)
        return report.model_copy(update={name: getattr(new, name) for name in _GRADING})

    return _each_report(developments, grade)


def revised(
    developments: Iterable[Development], later: Iterable[Development]
) -> Developments:
    """Give every development all that a later version says of it.

    Only reports that the earlier version has are kept: what was reported since is new
    evidence. What the later version does not know is left out.
    """
    versions = {each.id: each for each in later}
    kept = []
    for development in developments:
        new = versions.get(development.id)
        if new is not None:
            known = {report.id for report in development.reports}
            reports = tuple(each for each in new.reports if each.id in known)
            kept.append(new.model_copy(update={"reports": reports}))
    return tuple(kept)


def _is_live(development: Development, report: Report, day: date) -> bool:
    retracted = report.retracted is not None and report.retracted.on <= day
    return development.published(report) <= day and not retracted


def _reports(
    developments: Iterable[Development],
) -> Mapping[tuple[str, str], Report]:
    return {(d.id, r.id): r for d in developments for r in d.reports}


def _each_report(
    developments: Iterable[Development],
    change: Callable[[Development, Report], Report | None],
) -> Developments:
    """Change every report of every development; None leaves it out."""
    changed = []
    for development in developments:
        reports = (change(development, report) for report in development.reports)
        kept = tuple(report for report in reports if report is not None)
        changed.append(development.model_copy(update={"reports": kept}))
    return tuple(changed)
