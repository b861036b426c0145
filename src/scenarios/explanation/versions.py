"""Versions of the same developments: what one knew, with the corrections of another."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from scenarios.domain.development import Development, Report

__all__ = ["known_on", "regraded", "revised", "with_retractions"]

Developments = tuple[Development, ...]
_GRADING = ("source", "credibility", "grade")


def known_on(developments: Iterable[Development], day: date) -> Developments:
    """Return what was known on a day: developments and reports until then."""
    return _each_report(
        (each for each in developments if each.date <= day),
        lambda development, report: (
            report if development.published(report) <= day else None
        ),
    )


def with_retractions(
    developments: Iterable[Development], later: Iterable[Development], day: date
) -> Developments:
    """Leave out the reports that a later version says were retracted by a day.

    The others are not retracted, whatever the earlier version said of them.
    """
    versions = _reports(later)

    def retract(development: Development, report: Report) -> Report | None:
        new = versions.get((development.id, report.id))
        if new is None:
            return report
        gone = new.retracted is not None and new.retracted.on <= day
        return None if gone else report.model_copy(update={"retracted": None})

    return _each_report(developments, retract)


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
    evidence. A development that the later version does not know stays as it is.
    """
    versions = {each.id: each for each in later}

    def revise(development: Development) -> Development:
        new = versions.get(development.id, development)
        known = {report.id for report in development.reports}
        reports = tuple(each for each in new.reports if each.id in known)
        return new.model_copy(update={"reports": reports})

    return tuple(map(revise, developments))


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
