"""`scenarios signposts`: what to watch next."""

from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    ModelId,
    ScenarioIds,
    WorkspaceFolder,
    choose_form,
)

__all__ = ["signposts"]


def signposts(
    scenario: ScenarioIds = None,
    *,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    model: ModelId = None,
    days: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=36500, help="Chance to hear of it in N days."
        ),
    ] = 30,
    most: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Show so many in the table; 0 for all."),
    ] = 12,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show which events to watch for next: the chance of each, and what it would say.

    Counts, states and measures are no signposts; `explain` says what they would change.
    """
    from scenarios.assessment.assess import assess
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_whatif import present_signposts
    from scenarios.whatif.signposts import find_signposts

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk, news = open_desk(workspace, developments)
    ids = tuple(scenario or ())
    found = assess(desk, news, as_of or today(), scenarios=ids, model=model)
    ahead = find_signposts(found, days)
    present_signposts(found, ahead, form=form, days=days, most=most)
