"""`scenarios resolve`: what came true goes on record."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    ModelId,
    ScenarioId,
    Why,
    WorkspaceFolder,
    parse_day,
)

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["resolve"]


def resolve(
    scenario: ScenarioId,
    outcome: Annotated[
        str,
        typer.Argument(metavar="OUTCOME", help="Id of the outcome that came true."),
    ],
    *,
    why: Why,
    on: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            parser=parse_day,
            help="The day from which it was settled; today if left out.",
        ),
    ] = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put on record which outcome came true; a later word replaces an earlier one."""
    from scenarios.cli.correction import correct
    from scenarios.cli.desk import today
    from scenarios.journal.correcting import draft_resolution

    def write(desk: "Workspace", _: "News", author: "Author") -> "Draft":
        desk.check_outcome(scenario, outcome)
        return draft_resolution(scenario, outcome, on or today(), why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
