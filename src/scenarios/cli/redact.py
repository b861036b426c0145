"""`scenarios redact`: the law has a text removed."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, Why, WorkspaceFolder

__all__ = ["redact"]


def redact(
    name: Annotated[
        str,
        typer.Argument(
            metavar="DEVELOPMENT[/REPORT]",
            help="Whose title, link, summary and reasons are to go.",
        ),
    ],
    *,
    why: Why,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Remove the texts of a development, or of one of its reports, for good.

    Only for what the law has removed. What feeds a number stays, and so do the chain,
    every proof and every replay. Exports and backups made before still hold the texts.
    """
    from scenarios.cli.desk import (
        author,
        brief_from,
        open_journal,
        open_workspace,
        warn,
    )
    from scenarios.cli.present_journal import present_records
    from scenarios.journal.correcting import find_texts
    from scenarios.journal.redacting import draft_redaction

    desk = open_workspace(workspace)
    with open_journal(desk) as store:
        owner, report = find_texts(brief_from(store, desk).news, name)
        records = store.append([draft_redaction(store, owner, report, why, author())])
        store.purge()
    present_records(records, as_json=json)
    warn(
        "Exports and backups made before still hold what was redacted, and so do the "
        "files that it was recorded from; recorded again, they do not bring it back."
    )
