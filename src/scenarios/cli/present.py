"""From results to the terminal: data to standard output, in the form asked for."""

import json
import os
import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import typer

from scenarios.cli.options import Form
from scenarios.errors import Issue, Severity
from scenarios.report.layout import Line, paint
from scenarios.report.visible import HIDDEN, visible

if TYPE_CHECKING:
    from scenarios.assessment.results import Assessment
    from scenarios.explanation.change import Changes
    from scenarios.loading.developments import Developments
    from scenarios.loading.review import Review
    from scenarios.report.tables import Table
    from scenarios.report.terminal import Movement

__all__ = [
    "issue_json",
    "present_assessment",
    "present_explanation",
    "present_issues",
    "print_json",
    "print_lines",
    "print_table",
    "terminal_width",
]

MIN_WIDTH = 110


def print_json(value: object) -> None:
    """Print a value as JSON to standard output, in UTF-8 whatever the terminal's."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    # All of it that is hidden stands in texts, where JSON can say it in letters.
    typer.echo(HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode())


def present_assessment(
    now: "Assessment", before: "Assessment | None", *, form: Form, movers: int
) -> None:
    """Print an assessment.

    Args:
        now: What to print.
        before: An earlier assessment to compare with.
        form: How to print it.
        movers: How many developments to name under each scenario, in a table.
    """
    if form == "json":
        from scenarios.report.assessment_json import assessment_json

        print_json(assessment_json(now))
        return
    changes = None if before is None else _changes(now, before)
    if form == "table":
        from scenarios.report.terminal import show_assessment

        moved = _movement(now, movers) if movers else None
        since = None if before is None else before.as_of
        print_lines(
            show_assessment(
                now, terminal_width(), since=since, changes=changes, movement=moved
            )
        )
        return
    from scenarios.report.tables import outcome_table

    print_table(outcome_table(now, changes), form)


def _changes(now: "Assessment", before: "Assessment") -> "Changes":
    from scenarios.explanation.change import changes_since

    return changes_since(now, before)


def _movement(now: "Assessment", movers: int) -> "Movement":
    from scenarios.explanation.movers import movement

    return movement(now, movers)


def present_explanation(
    assessment: "Assessment", news: "Developments", *, form: Form
) -> None:
    """Print what an assessment is made of and what would change it."""
    from scenarios.explanation.prospects import prospects
    from scenarios.explanation.withdrawn import withdrawn_reports
    from scenarios.report.explain_terminal import show_explanation
    from scenarios.report.explanation_json import explanation_json
    from scenarios.report.tables import ledger_table
    from scenarios.report.withdrawn_table import withdrawn_table

    if form in {"csv", "markdown"}:
        print_table(ledger_table(assessment), form)
        withdrawn = withdrawn_table(assessment, news)
        if form == "markdown" and any(True for _ in withdrawn.rows):
            typer.echo("\nWithdrawn: reports that were retracted and do not count.\n")
            print_table(withdrawn, form)
        return
    ahead = [prospects(assessment, each) for each in assessment.scenarios]
    if form == "json":
        print_json(explanation_json(assessment, ahead, news))
        return
    for each, open_signs in zip(assessment.scenarios, ahead, strict=True):
        gone = withdrawn_reports(each, news, assessment.as_of)
        width = terminal_width()
        print_lines(show_explanation(assessment, each, open_signs, gone, width))
        typer.echo()


def print_table(table: "Table", form: Form) -> None:
    """Print a table as CSV, or else as Markdown, to standard output.

    A program gets every character of a text; a terminal would obey some of them.
    """
    from scenarios.report.csv_format import write_csv
    from scenarios.report.markdown import write_markdown

    text = (write_csv if form == "csv" else write_markdown)(table)
    if _is_terminal():
        text = visible(text)
    typer.echo(text.encode(), nl=False)


def terminal_width() -> int:
    """Return the width of the terminal; never less than a table needs when piped."""
    columns = get_terminal_size().columns
    return columns if _is_terminal() else max(columns, MIN_WIDTH)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def print_lines(lines: Iterable[Line]) -> None:
    """Print lines, in colour on a terminal unless NO_COLOR forbids (no-color.org)."""
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = forced or (_is_terminal() and not os.environ.get("NO_COLOR"))
    for line in lines:
        typer.echo(paint(line, colour=colour), color=colour)


def present_issues(review: "Review", *, as_json: bool) -> bool:
    """Print what a review found and tell whether any of it is an error."""
    from scenarios.assessment.confidence import count

    errors = [i for i in review.issues if i.severity is Severity.ERROR]
    if as_json:
        print_json({"issues": [issue_json(issue) for issue in review.issues]})
        return bool(errors)
    for issue in review.issues:
        typer.echo(visible(str(issue)))
    warnings = len(review.issues) - len(errors)
    held = review.workspace
    if errors:
        found = f"{count(len(errors), 'error')}, {count(warnings, 'warning')}"
        typer.echo(found, err=True)
        return True
    typer.echo(
        ", ".join(
            [
                count(len(held.scenarios), "scenario"),
                count(len(held.models), "model"),
                count(len(held.sources), "source"),
                count(len(held.cases), "case"),
                *([count(review.templates, "template")] if review.templates else ()),
                count(len(review.developments), "development"),
            ]
        )
        + f": no error, {count(warnings, 'warning')}",
        err=True,
    )
    return False


def issue_json(issue: Issue) -> dict[str, str | int]:
    """Return a fault or warning, with its place, as JSON has it."""
    return {
        "path": issue.location.path,
        "line": issue.location.line,
        "column": issue.location.column,
        "severity": issue.severity.value,
        "key": issue.key,
        "message": issue.message,
    }
