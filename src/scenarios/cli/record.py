"""`scenarios record`: news goes into the journal."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, AsOf, ModelId, WorkspaceFolder

__all__ = ["record"]


def record(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Developments: .jsonl, .json, .yaml or .csv; - is stdin.",
        ),
    ],
    *,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put developments on record and show what each has moved.

    What the journal knows just so is left alone; the same id with other content is a
    revision. Nothing on record is ever changed or deleted.
    """
    from scenarios.assessment.recording import record_developments
    from scenarios.cli.desk import (
        author,
        found_journal,
        open_weighable,
        progress_bar,
        read_given,
        today,
        warn_of_lost,
    )
    from scenarios.cli.present_journal import present_recording
    from scenarios.explanation.impact import effect_of

    desk = open_weighable(workspace, model)
    given = read_given(file, desk)
    with found_journal(desk) as store:
        plan, recorded = record_developments(
            store, desk, given, author(), progress_bar("recording")
        )
    warn_of_lost(recorded.before.issues)
    effect = effect_of(recorded, as_of or today(), model)
    present_recording(plan, recorded, effect, as_json=json)
