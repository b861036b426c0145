"""From results to the terminal: data to standard output, in the form asked for."""

import json
from typing import TYPE_CHECKING, Literal

import typer

from scenarios.assessment.confidence import count
from scenarios.assessment.results import Assessment
from scenarios.cli.visible import visible
from scenarios.errors import Issue, Severity
from scenarios.explanation.change import Changes, changes_since
from scenarios.explanation.movers import movers as find_movers
from scenarios.explanation.prospects import prospects
from scenarios.loading.developments import Developments
from scenarios.loading.review import Review
from scenarios.report.assessment_json import assessment_json
from scenarios.report.csv_format import write_csv
from scenarios.report.explanation_json import explanation_json
from scenarios.report.markdown import write_markdown
from scenarios.report.tables import ledger_table, outcome_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.segment import Segment

__all__ = [
    "Form",
    "present_assessment",
    "present_explanation",
    "present_issues",
    "print_json",
]

Form = Literal["table", "json", "csv", "markdown"]
MIN_WIDTH = 110


def print_json(value: object) -> None:
    """Print a value as JSON to standard output."""
    typer.echo(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))


def present_assessment(
    now: Assessment, before: Assessment | None, *, form: Form, movers: int
) -> None:
    """Print an assessment.

    Args:
        now: What to print.
        before: An earlier assessment to compare with.
        form: How to print it.
        movers: How many developments to name under each scenario, in a table.
    """
    changes = None if before is None else changes_since(now, before)
    match form:
        case "json":
            print_json(assessment_json(now))
        case "csv":
            typer.echo(write_csv(outcome_table(now, changes)), nl=False)
        case "markdown":
            typer.echo(write_markdown(outcome_table(now, changes)), nl=False)
        case "table":
            _show_assessment(now, before, changes, movers)


def present_explanation(
    assessment: Assessment, news: Developments, *, form: Form
) -> None:
    """Print what an assessment is made of and what would change it."""
    match form:
        case "csv":
            typer.echo(write_csv(ledger_table(assessment)), nl=False)
        case "markdown":
            typer.echo(write_markdown(ledger_table(assessment)), nl=False)
        case "json":
            ahead = [prospects(assessment, each) for each in assessment.scenarios]
            print_json(explanation_json(assessment, ahead, news))
        case "table":
            _show_explanation(assessment)


def _show_assessment(
    now: Assessment, before: Assessment | None, changes: Changes | None, movers: int
) -> None:
    from scenarios.report.terminal import show_assessment

    movement = {
        each.id: find_movers(now, each)[:movers] for each in now.scenarios if movers
    }
    _print(
        show_assessment(
            now,
            since=None if before is None else before.as_of,
            changes=changes,
            movement=movement if movers else None,
        )
    )


def _show_explanation(assessment: Assessment) -> None:
    from scenarios.report.explain_terminal import show_explanation

    for each in assessment.scenarios:
        _print(show_explanation(assessment, each, prospects(assessment, each)))


def _print(parts: "Iterable[RenderableType]") -> None:
    """Print to standard output, never narrower than a table where it is piped."""
    from rich.console import Console
    from rich.segment import Segments

    out = Console(highlight=False)
    if not out.is_terminal:
        out.width = max(out.width, MIN_WIDTH)
    for part in parts:
        shown = [_harmless(segment) for segment in out.render(part)]
        out.print(Segments(shown), end="")


def _harmless(segment: "Segment") -> "Segment":
    return segment._replace(text=visible(segment.text))


def present_issues(review: Review, *, as_json: bool) -> bool:
    """Print what a review found and tell whether any of it is an error."""
    errors = [i for i in review.issues if i.severity is Severity.ERROR]
    if as_json:
        print_json({"issues": [_issue_json(issue) for issue in review.issues]})
        return bool(errors)
    for issue in review.issues:
        typer.echo(visible(str(issue)))
    warnings = len(review.issues) - len(errors)
    held = review.workspace
    typer.echo(
        ", ".join(
            [
                count(len(held.scenarios), "scenario"),
                count(len(held.models), "model"),
                count(len(held.sources), "source"),
                count(len(held.cases), "case"),
                count(review.developments, "development"),
            ]
        )
        + f": {count(len(errors), 'error')}, {count(warnings, 'warning')}",
        err=True,
    )
    return bool(errors)


def _issue_json(issue: Issue) -> dict[str, str | int]:
    return {
        "path": issue.location.path,
        "line": issue.location.line,
        "column": issue.location.column,
        "severity": issue.severity.value,
        "key": issue.key,
        "message": issue.message,
    }
