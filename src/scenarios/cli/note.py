"""`scenarios note`: a remark goes on record."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["note"]


def note(
    text: Annotated[str, typer.Argument(help="The remark.")],
    *,
    development: Annotated[
        str | None, typer.Option(metavar="ID", help="The development it is on.")
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(metavar="ID", help="The scenario it is on.")
    ] = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put a remark on record; it moves no number."""
    from scenarios.assessment.briefing import brief
    from scenarios.cli.desk import author, found_journal, open_workspace
    from scenarios.cli.present_journal import present_records
    from scenarios.journal.correcting import draft_note, find_development

    desk = open_workspace(workspace)
    about = {}
    with found_journal(desk) as store:
        if development is not None:
            about["development"] = find_development(
                brief(store, desk).news, development
            ).id
        if scenario is not None:
            about["scenario"] = desk.chosen((scenario,))[0].scenario.id
        records = store.append([draft_note(text, about, author())])
    present_records(records, as_json=json)
