"""`scenarios bulk to-workspace`: one pair for every other command."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.bulk.options import PairName, RunFolder
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["to_workspace"]


def to_workspace(
    folder: RunFolder,
    pair: PairName = None,
    *,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="A new or empty folder."),
    ],
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Write one pair as a workspace of its own, with its events as developments."""
    from scenarios.bulk.exporting import write_workspace
    from scenarios.bulk.finished import open_run
    from scenarios.cli.bulk.present import present_workspace
    from scenarios.cli.desk import open_workspace

    desk = open_workspace(workspace)
    run = open_run(folder, desk)
    files = write_workspace(run, run.pair(pair), desk, output)
    present_workspace(output, files, run.last, json=json)
