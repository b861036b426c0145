"""The indicator review of a workspace and its news: `validate --strict`."""

from collections.abc import Iterator, Sequence

from scenarios.assessment.findings import Finding, issues_of
from scenarios.assessment.set_review import review_set
from scenarios.assessment.sign_review import review_signs, reviewed
from scenarios.domain.development import Development, Report
from scenarios.errors import Issue
from scenarios.loading.developments import Developments, read_news
from scenarios.loading.files import read_document
from scenarios.loading.workspace import Workspace

__all__ = ["review_strictly"]

CONFIRMED = "1"
ORIGINS_TO_CONFIRM = 2


def review_strictly(
    workspace: Workspace, news: Sequence[tuple[str, bytes]] = ()
) -> list[Issue]:
    """Return the findings of the indicator review that nothing accepts.

    Args:
        workspace: A workspace without faults.
        news: Names and bytes of files of developments, without faults too.
    """
    model = workspace.model().model
    found: list[Issue] = []
    for file in workspace.scenarios.values():
        document = read_document(workspace.root / file.path, [])
        if document is None:
            continue
        about = reviewed(file.scenario, model)
        findings = [*review_set(about), *review_signs(about)]
        found += issues_of(findings, file.scenario.accepts or {}, document)
    for name, data in news:
        developments, _ = read_news(data, name, workspace)
        found += _unconfirmed(developments)
    return found


def _unconfirmed(developments: Developments) -> Iterator[Issue]:
    """Yield reports graded 1, confirmed by others, where there are no others."""
    if developments.document is None or developments.places is None:
        return
    for each in developments.items:
        if len(_origins(each)) >= ORIGINS_TO_CONFIRM:
            continue
        for place, report in enumerate(each.reports):
            if _digit(report) == CONFIRMED and not report.why.strip():
                at = (developments.places[each.id], "reports", place)
                yield Finding(
                    "unconfirmed",
                    f"{each.id}.{report.id}",
                    (*at, "credibility"),
                    "is graded 1, and no second origin tells of it",
                    "1 means confirmed by other, independent sources",
                    "grade it 2, enter who confirms it, or argue it in `why`",
                ).issue(developments.document, key=False)


def _origins(development: Development) -> set[str]:
    asserted = (r for r in development.reports if r.stance == "asserts")
    return {report.origin or f"{report.source}/{report.id}" for report in asserted}


def _digit(report: Report) -> str:
    return report.grade[1] if report.grade is not None else report.credibility
