"""`scenarios init`: a new workspace that already assesses."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import parse_day

__all__ = ["init"]

DAYS_OF_NEWS = 60
LATEST = date(9998, 12, 31)


def init(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="A new or empty folder.", show_default=False
        ),
    ],
    *,
    opens: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            parser=parse_day,
            help=f"First day of the example; {DAYS_OF_NEWS} days ago if left out.",
        ),
    ] = None,
) -> None:
    """Start a workspace: one commented example of everything, that already assesses."""
    from scenarios.cli.desk import today
    from scenarios.loading.starter import start_workspace

    start = opens or today() - timedelta(days=DAYS_OF_NEWS)
    if start > LATEST:
        message = f"--opens {start}: the example runs on beyond the calendar"
        raise typer.BadParameter(message)
    for name in start_workspace(folder, start):
        typer.echo(folder / name)
    typer.echo(
        f"\nNow:\n  cd {folder}\n  scenarios assess --developments developments.yaml\n"
        "  scenarios explain --developments developments.yaml",
        err=True,
    )
