"""`scenarios retract`: a report was withdrawn."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    ModelId,
    ReportName,
    Why,
    WorkspaceFolder,
    parse_day,
)

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["retract"]


def retract(
    report: ReportName,
    *,
    why: Why,
    on: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            parser=parse_day,
            help="The day it was withdrawn; today if left out.",
        ),
    ] = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put on record that a report was withdrawn: from that day it does not count.

    Shows what that moved, and every published judgement whose likelihood word would
    have been another without the report.
    """
    from scenarios.cli.correction import correct
    from scenarios.cli.desk import today
    from scenarios.journal.correcting import draft_retraction, find_report

    def write(_: "Workspace", news: "News", author: "Author") -> "Draft":
        development, found = find_report(news, report)
        return draft_retraction(development, found, on or today(), why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
