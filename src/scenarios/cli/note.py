"""`scenarios note`: a remark goes on record."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder, parse_text

__all__ = ["note"]


def note(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", parser=parse_text, help="The remark.")
    ],
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
    from scenarios.cli.desk import author, brief_from, found_journal, open_workspace
    from scenarios.cli.present_journal import present_records
    from scenarios.journal.correcting import draft_note, find_development

    desk = open_workspace(workspace)
    about = {"development": development or "", "scenario": scenario or ""}
    if scenario is not None:
        desk.chosen((scenario,))
    with found_journal(desk) as store:
        if development is not None:
            find_development(brief_from(store, desk).news, development)
        subjects = {noun: name for noun, name in about.items() if name}
        records = store.append([draft_note(text, subjects, author())])
    present_records(records, as_json=json)
