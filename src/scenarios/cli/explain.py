"""`scenarios explain`: the ledger, down to report and line."""

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    Known,
    ModelId,
    ScenarioIds,
    WorkspaceFolder,
    choose_form,
)

__all__ = ["explain"]


def explain(
    scenario: ScenarioIds = None,
    *,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    known_at: Known = None,
    model: ModelId = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show what each probability is made of, row by row, and what would change it."""
    from scenarios.assessment.assess import assess
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present import present_explanation

    form = choose_form(json=json, csv=csv, markdown=markdown)
    ids = tuple(scenario or ())
    desk, news = open_desk(workspace, developments, known_at, ids)
    found = assess(desk, news, as_of or today(), scenarios=ids, model=model)
    present_explanation(found, news, form=form)
