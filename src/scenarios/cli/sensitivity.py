"""`scenarios sensitivity`: what an assessment hangs on."""

from collections.abc import Collection, Sequence
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
    refuse_unless_table,
)
from scenarios.errors import nearest

__all__ = ["sensitivity"]

MOST = 8


def _check_outcome(outcome: str, known: Sequence[Collection[str]]) -> None:
    if len(known) != 1:
        message = "--outcome is of one scenario; name it"
        raise typer.BadParameter(message)
    if outcome not in known[0]:
        hint = nearest(outcome, known[0]) or f"; it has {', '.join(known[0])}"
        message = f"the scenario has no outcome {outcome!r}{hint}"
        raise typer.BadParameter(message)


def sensitivity(
    scenario: ScenarioIds = None,
    *,
    outcome: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Of one scenario: the outcome that the bars show; the leading one if "
            "left out.",
        ),
    ] = None,
    most: Annotated[
        int, typer.Option(metavar="N", min=1, help="Most rows of each table.")
    ] = MOST,
    variance: Annotated[
        bool,
        typer.Option(
            "--global",
            help="Also share out the interval's variance among all doubts (Sobol').",
        ),
    ] = False,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show what it hangs on: each judgement moved, each piece of evidence left out."""
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_methods import present_sensitivity
    from scenarios.whatif.sensitivity import sensitivity as vary

    form = choose_form(json=json, csv=csv, markdown=markdown)
    refuse_unless_table(form, outcome=outcome)
    desk, news = open_desk(workspace, developments)
    files = desk.chosen(tuple(scenario or ()))
    if outcome is not None:
        _check_outcome(outcome, [file.scenario.outcomes for file in files])
    ids = [file.scenario.id for file in files]
    day = as_of or today()
    found = vary(desk, news, day, scenarios=ids, model=model, variance=variance)
    present_sensitivity(found, form=form, outcome=outcome, most=most)
