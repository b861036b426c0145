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
    from scenarios.assessment.scores import score
    from scenarios.cli.desk import cache_folder, open_desk, today
    from scenarios.cli.present import present_explanation
    from scenarios.cli.present_methods import present_scores
    from scenarios.cli.recall import FolderIntervals

    form = choose_form(json=json, csv=csv, markdown=markdown)
    ids = tuple(scenario or ())
    desk, news = open_desk(workspace, developments, known_at, ids)
    day = as_of or today()
    chosen = desk.model(model).model
    if chosen.gives_scores:
        scores = score(desk, news, day, scenarios=ids, model=chosen.id)
        present_scores(scores, form=form, whole=True)
        return
    recall = FolderIntervals(cache_folder())
    found = assess(desk, news, day, scenarios=ids, model=model, recall=recall)
    present_explanation(found, news, form=form)
