"""`scenarios assess`: the probabilities as of a day."""

from functools import partial
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    Known,
    ModelId,
    ScenarioIds,
    Since,
    WorkspaceFolder,
    choose_form,
    refuse_later,
    refuse_unless_table,
    refuse_without_probabilities,
)

__all__ = ["assess"]


def assess(
    scenario: ScenarioIds = None,
    *,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    known_at: Known = None,
    since: Since = None,
    model: ModelId = None,
    movers: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help="Name the N developments that moved each most."
        ),
    ] = 0,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show the probability of each outcome as of a day, with its reasons in short."""
    from scenarios.assessment.assess import assess as assess_all
    from scenarios.cli.desk import cache_folder, open_desk, today
    from scenarios.cli.present import present_assessment
    from scenarios.cli.recall import FolderIntervals

    form = choose_form(json=json, csv=csv, markdown=markdown)
    refuse_unless_table(form, movers=movers)
    if form == "json":
        refuse_unless_table(form, since=since)
    ids = tuple(scenario or ())
    desk, news = open_desk(workspace, developments, known_at, ids)
    day = as_of or today()
    refuse_later(since, day)
    if desk.model(model).model.gives_scores:
        refuse_without_probabilities(since=since, movers=movers)
        from scenarios.assessment.scores import score
        from scenarios.cli.present_methods import present_scores

        found = score(desk, news, day, scenarios=ids, model=desk.model(model).model.id)
        present_scores(found, form=form, whole=False)
        return
    recall = FolderIntervals(cache_folder())
    assess_on = partial(
        assess_all, desk, news, scenarios=ids, model=model, recall=recall
    )
    now, before = assess_on(day), assess_on(since) if since else None
    present_assessment(now, before, form=form, movers=movers)
