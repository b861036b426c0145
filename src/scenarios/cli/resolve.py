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
    from collections.abc import Iterator

    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["resolve"]


def resolve(
    scenario: ScenarioId,
    outcome: Annotated[
        str | None,
        typer.Argument(metavar="OUTCOME", help="Id of the outcome that came true."),
    ] = None,
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
    withdraw: Annotated[
        bool,
        typer.Option("--withdraw", help="Take back what was put on record of it."),
    ] = False,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put on record which outcome came true; a later word replaces an earlier one."""
    from scenarios.cli.correction import correct
    from scenarios.cli.desk import today
    from scenarios.journal.correcting import draft_resolution

    if withdraw == (outcome is not None):
        message = "name the OUTCOME that came true, or --withdraw what was said of it"
        raise typer.BadParameter(message)
    day, notes = on or today(), list[str]()

    def write(desk: "Workspace", news: "News", author: "Author") -> "Draft":
        if outcome is None:
            _check_settled(desk, news, scenario)
        else:
            desk.check_outcome(scenario, outcome)
            notes.extend(_early(desk, scenario, day))
        return draft_resolution(scenario, outcome, day, why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
    for note in () if json else notes:
        typer.echo(note)


def _check_settled(desk: "Workspace", news: "News", scenario: str) -> None:
    """Check that there is something to take back.

    Raises:
        UnknownScenarioError: There is no such scenario.
        typer.BadParameter: Nothing is on record of how it ended.
    """
    desk.chosen((scenario,))
    if scenario not in news.resolutions:
        message = f"nothing is on record of how {scenario} ended"
        raise typer.BadParameter(message)


def _early(desk: "Workspace", scenario: str, day: date) -> "Iterator[str]":
    """Say that a question is settled before it closes, where it is."""
    closes = desk.scenarios[scenario].scenario.horizon.closes
    if day < closes:
        days = (closes - day).days
        early = f"{scenario} is settled {days} days before it closes, {closes}"
        yield f"{early}; --withdraw takes that back."
