"""`scenarios validate`: all faults of all files at once."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["validate"]


def validate(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files of developments to check as well: .jsonl, .json, .yaml or "
            ".csv; - is stdin.",
        ),
    ] = None,
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Check every file of the workspace and show all faults, each at its place."""
    from scenarios.cli.desk import read_input, workspace_folder
    from scenarios.cli.present import present_issues
    from scenarios.loading.review import review

    news = [read_input(name) for name in file or ()]
    checked = review(workspace_folder(workspace), news)
    if present_issues(checked, as_json=json):
        raise typer.Exit(code=1)
