"""`scenarios bulk watch`: the alerts of a rule."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.bulk.options import RunFolder
from scenarios.cli.options import AsJson, WorkspaceFolder, parse_day

__all__ = ["watch"]


def watch(
    folder: RunFolder,
    *,
    rule: Annotated[
        Path,
        typer.Option(metavar="FILE", help="When to raise an alert: a rule in YAML."),
    ],
    since: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            parser=parse_day,
            help="Show the alerts from this day on; all of the run if left out.",
        ),
    ] = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show when a chance began to break a rule, borne out by enough outlets."""
    from scenarios.bulk.finished import open_run
    from scenarios.bulk.watching import load_rule
    from scenarios.bulk.watching import watch as watch_run
    from scenarios.cli.bulk.present import present_watched
    from scenarios.cli.desk import open_workspace

    run = open_run(folder, open_workspace(workspace))
    wanted = load_rule(rule, run)
    present_watched(watch_run(run, wanted, run.day(since or run.first)), json=json)
