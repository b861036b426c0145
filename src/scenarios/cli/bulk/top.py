"""`scenarios bulk top`: the pairs that moved most on a day."""

from typing import Annotated

import typer

from scenarios.cli.bulk.options import On, RunFolder
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["top"]


def top(
    folder: RunFolder,
    *,
    on: On = None,
    outcome: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Look at this outcome alone."),
    ] = None,
    most: Annotated[
        int, typer.Option(metavar="N", min=1, help="Show so many pairs.")
    ] = 20,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show the pairs whose chances moved most from the day before."""
    from scenarios.bulk.finished import open_run
    from scenarios.bulk.moving import movers
    from scenarios.cli.bulk.present import present_movers
    from scenarios.cli.desk import open_workspace

    run = open_run(folder, open_workspace(workspace))
    run.check_outcome(outcome)
    day = run.day(on)
    present_movers(run, day, movers(run, day, outcome=outcome, most=most), json=json)
