"""`scenarios watch`: what rules have to tell since the last look."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    DevelopmentsFile,
    ModelId,
    WorkspaceFolder,
)
from scenarios.cli.points import Point, parse_point

__all__ = ["watch"]

EXIT_ALERT = 1


def watch(
    *,
    since: Annotated[
        Point | None,
        typer.Option(
            metavar="DATE|RECORD|DATE@RECORD",
            parser=parse_point,
            help="The earlier look; the last `watch` if left out.",
        ),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The rules; watch.yaml of the workspace if left out."
        ),
    ] = None,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Tell what the rules of watch.yaml ask for; exit 1 where there is something.

    Compares with the last look, which is kept, or with `--since`, which keeps nothing.
    """
    from scenarios.cli.desk import open_weighable, today
    from scenarios.cli.present_watch import present_alerts
    from scenarios.cli.watching import look_since
    from scenarios.loading.watch_rules import WATCH_FILE, load_rules

    if developments is not None and since is None:
        message = "news from a file has no last look; give --since DATE"
        raise typer.BadParameter(message)
    desk = open_weighable(workspace, model)
    wanted = load_rules(rules or desk.root / WATCH_FILE, desk)
    found = look_since(since, desk, wanted, developments, as_of or today(), model)
    if present_alerts(found, as_json=json):
        raise typer.Exit(EXIT_ALERT)
