"""`scenarios observe`: a development on record is an observation of an indicator."""

from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    DevelopmentId,
    Link,
    ModelId,
    Why,
    WorkspaceFolder,
)

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["observe"]


def observe(
    development: DevelopmentId,
    indicator: Link,
    *,
    why: Why,
    value: Annotated[
        str | None,
        typer.Option(help="The level of a state, or the number of a measure."),
    ] = None,
    strength: Annotated[
        str | None,
        typer.Option(help="How fully it meets an event or count, above 0 up to 1."),
    ] = None,
    absent: Annotated[
        bool,
        typer.Option("--absent", help="It is known not to have happened by its date."),
    ] = False,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Link a development on record to an indicator, and show what that moved."""
    from scenarios.assessment.linking import make_observation
    from scenarios.cli.correction import correct
    from scenarios.journal.correcting import draft_link, find_development

    def write(desk: "Workspace", news: "News", author: "Author") -> "Draft":
        found = find_development(news, development)
        observation = make_observation(
            found, indicator, desk.known, value=value, strength=strength, absent=absent
        )
        return draft_link(found, observation, why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
