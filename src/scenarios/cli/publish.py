"""`scenarios publish`: a judgement goes on record."""

from scenarios.cli.options import (
    AsJson,
    AsOf,
    Known,
    ModelId,
    ScenarioIds,
    WorkspaceFolder,
)

__all__ = ["publish"]


def publish(
    scenario: ScenarioIds = None,
    *,
    as_of: AsOf = None,
    known_at: Known = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Assess from the journal and put the judgement on record, with all it came from.

    `audit replay` makes it again from the record alone, to the byte.
    """
    from scenarios.assessment.publishing import publish as publish_judgement
    from scenarios.cli.desk import (
        author,
        known_from,
        open_verified,
        open_workspace,
        seal_head,
        today,
        warn_of_lost,
    )
    from scenarios.cli.present_journal import present_judgement

    desk = open_workspace(workspace)
    with open_verified(desk) as store:
        judgement = publish_judgement(
            store,
            desk,
            author(),
            as_of or today(),
            scenarios=tuple(scenario or ()),
            model=model,
            known_at=known_from(known_at),
        )
        seal_head(store)
    warn_of_lost(judgement.issues)
    present_judgement(judgement, as_json=json)
