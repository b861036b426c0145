"""`scenarios flip`: the smallest single change that flips the lead, or the word."""

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

__all__ = ["flip"]


def flip(
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
    """Show how little would change who leads, or the leader's likelihood word."""
    from scenarios.assessment.assess import assess
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_whatif import present_flips
    from scenarios.whatif.flip import find_flips

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk, news = open_desk(workspace, developments)
    ids = tuple(scenario or ())
    found = assess(desk, news, as_of or today(), scenarios=ids, model=model)
    present_flips(found, find_flips(found, desk.sources), form=form)
