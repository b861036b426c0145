"""`scenarios history`: the probabilities over time, and what made each step."""

from datetime import date
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    DevelopmentsFile,
    ModelId,
    ScenarioIds,
    WorkspaceFolder,
    choose_form,
    parse_day,
    parse_days,
)

__all__ = ["history"]


def history(
    scenario: ScenarioIds = None,
    *,
    every: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS",
            parser=parse_days,
            help="From point to point; 7d if left out.",
        ),
    ] = None,
    steps: Annotated[
        bool, typer.Option("--steps", help="Instead: every day whose news moved it.")
    ] = False,
    start: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=parse_day,
            help="First day; the day the horizon opens if left out.",
        ),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option(
            "--to",
            metavar="DATE",
            parser=parse_day,
            help="Last day; today, or the close if that was earlier, if left out.",
        ),
    ] = None,
    developments: DevelopmentsFile = None,
    model: ModelId = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show the probabilities over time, with intervals, and what made each step."""
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_methods import present_history
    from scenarios.whatif.history import history as follow
    from scenarios.whatif.period import WEEK, Period

    form = choose_form(json=json, csv=csv, markdown=markdown)
    if steps and every is not None:
        message = "choose one of --every and --steps"
        raise typer.BadParameter(message)
    desk, news = open_desk(workspace, developments)
    period = Period(today(), start, end, None if steps else every or WEEK)
    found = follow(desk, news, period, scenarios=tuple(scenario or ()), model=model)
    present_history(found, form=form)
