"""`scenarios triage`: decisions on what waits in the inbox go on record."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, AsOf, ModelId, WorkspaceFolder

__all__ = ["triage"]


def triage(
    *,
    apply: Annotated[
        str,
        typer.Option(
            "--apply",
            metavar="FILE",
            help="A file of decisions, .yaml or .json; - is stdin.",
        ),
    ],
    preview: Annotated[
        bool,
        typer.Option("--preview", help="Show what it would move, and record nothing."),
    ] = False,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put decisions on items on record: new development, another report, not ours.

    All of a file is recorded or none. Every decision names its item and its reason.
    """
    from scenarios.assessment.recording import foresee_drafts, record_drafts
    from scenarios.assessment.triaging import Desk, plan_triage
    from scenarios.cli.desk import (
        author,
        brief_from,
        found_journal,
        learning_inbox,
        open_weighable,
        read_input,
        today,
    )
    from scenarios.cli.present_inbox import present_triage
    from scenarios.explanation.impact import effect_of
    from scenarios.loading.decisions import parse_decisions

    desk = open_weighable(workspace, model)
    name, data = read_input(apply)
    decisions = parse_decisions(data, name)
    with found_journal(desk) as store, learning_inbox(desk, store) as box:
        before = brief_from(store, desk)
        at = Desk(desk, before.news, box.find, box.decisions_on, author())
        plan = plan_triage(decisions, at)
        record = foresee_drafts if preview else record_drafts
        recorded = record(store, desk, before, plan.drafts)
        box.learn(store)
    effect = effect_of(recorded, as_of or today(), model)
    present_triage(plan, recorded, effect, preview=preview, as_json=json)
