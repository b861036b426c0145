"""`scenarios feeds`: how the configured feeds fare."""

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    WorkspaceFolder,
    choose_form,
)

__all__ = ["feeds"]

EXIT_WRONG = 1


def feeds(
    *,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show how each feed of feeds.yaml fares, held against its own past; asks nothing.

    Exit 1 where one is gone, dead (no answer for a week), unasked for three days, stuck
    (answers, with nothing but old items) or silent (far less than it used to bring).
    """
    from scenarios.cli.desk import now, open_workspace
    from scenarios.cli.feed_states import kept_states
    from scenarios.cli.fetching import examine_feeds
    from scenarios.cli.inbox_file import read_inbox
    from scenarios.cli.present_fetch import present_health

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk = open_workspace(workspace)
    with read_inbox(desk) as box:
        found = examine_feeds(desk.feeds, box, kept_states(desk.root), now())
    if present_health(found, form=form):
        raise typer.Exit(EXIT_WRONG)
