"""`scenarios regrade`: a report deserves another grade."""

from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    ModelId,
    ReportName,
    Why,
    WorkspaceFolder,
    parse_grade,
)

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["regrade"]


def regrade(
    report: ReportName,
    grade: Annotated[
        str,
        typer.Argument(
            metavar="GRADE",
            parser=parse_grade,
            help="An Admiralty grade such as B2: letter of the source, digit of the "
            "report.",
        ),
    ],
    *,
    why: Why,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put another grade of a report on record, and show what that moved.

    A source is regraded in sources.yaml, from a date on.
    """
    from scenarios.cli.correction import correct
    from scenarios.journal.correcting import draft_regrading, find_report

    def write(_: "Workspace", news: "News", author: "Author") -> "Draft":
        development, found = find_report(news, report)
        return draft_regrading(development, found, grade, why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
