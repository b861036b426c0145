"""`scenarios compare`: the same evidence under several models."""

from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    WorkspaceFolder,
    choose_form,
)

__all__ = ["compare"]


def compare(
    model: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MODEL]...", help="Ids of models; all of them if left out."
        ),
    ] = None,
    *,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            "-s",
            metavar="ID",
            help="A scenario, repeatable; all of them if left out.",
        ),
    ] = None,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show the same evidence under several models, side by side."""
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_methods import present_comparison
    from scenarios.whatif.model_comparison import compare as side_by_side

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk, news = open_desk(workspace, developments)
    models, ids = tuple(model or ()), tuple(scenario or ())
    day = as_of or today()
    found = side_by_side(desk, news, day, models=models, scenarios=ids)
    present_comparison(found, form=form)
