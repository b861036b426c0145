"""`scenarios coverage`: which indicators nothing that is read could report."""

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
)

__all__ = ["coverage"]

EXIT_UNHEARD = 1


def coverage(
    scenario: ScenarioIds = None,
    *,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show which indicators nothing that is read has ever told of, and what to do.

    Silence of an indicator counts as evidence: exit 1 where it is weighed though no
    feed that works and no report has ever told of it. Scenarios that are settled or
    over are left out unless they are named.
    """
    from scenarios.cli.desk import open_known, today
    from scenarios.cli.inbox_file import read_inbox
    from scenarios.cli.present_coverage import present_coverage
    from scenarios.cli.surveying import survey_coverage

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk, news = open_known(workspace, developments)
    day, names = as_of or today(), tuple(scenario or ())
    with read_inbox(desk) as box:
        found = survey_coverage(desk, news.items, box, day, names, model)
    if present_coverage(found, form=form):
        raise typer.Exit(EXIT_UNHEARD)
