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
    from scenarios.assessment.briefing import brief
    from scenarios.cli.desk import author, open_journal, open_workspace, warn
    from scenarios.cli.present_journal import present_records
    from scenarios.journal.correcting import find_development, find_report
    from scenarios.journal.redacting import draft_redaction

    desk = open_workspace(workspace)
    with open_journal(desk) as store:
        news = brief(store, desk).news
        owner, report = name, None
        if "/" in name:
            development, found = find_report(news, name)
            owner, report = development.id, found.id
        owner = find_development(news, owner).id
        records = store.append([draft_redaction(store, owner, report, why, author())])
        store.purge()
    present_records(records, as_json=json)
    warn("exports and backups made before still hold what was redacted")
