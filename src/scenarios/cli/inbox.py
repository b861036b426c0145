"""`scenarios inbox`: what has come in and waits for a decision."""

from datetime import date
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    WorkspaceFolder,
    choose_form,
    parse_day,
)

__all__ = ["inbox"]

LARGEST = 1_000_000


def inbox(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD]...",
            help='Words that all must be there; "a phrase", begin*, -without.',
        ),
    ] = None,
    *,
    show: Annotated[
        str | None,
        typer.Option(metavar="ITEM", help="Show one item in full, by its id."),
    ] = None,
    feed: Annotated[str, typer.Option(help="Only what this feed brought.")] = "",
    site: Annotated[str, typer.Option(help="Only what stands at this host.")] = "",
    language: Annotated[
        str, typer.Option(help="Only this language; en takes en-GB too.")
    ] = "",
    since: Annotated[
        date | None,
        typer.Option(metavar="DATE", parser=parse_day, help="Published then or later."),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            metavar="DATE", parser=parse_day, help="Published then or earlier."
        ),
    ] = None,
    decided: Annotated[
        bool, typer.Option("--decided", help="Also those decided on already.")
    ] = False,
    most: Annotated[
        int, typer.Option(min=1, max=LARGEST, help="Most items to show.")
    ] = 50,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """List and search the items that wait for a decision, the newest first."""
    from scenarios.cli.desk import open_workspace
    from scenarios.cli.inbox_file import read_inbox
    from scenarios.cli.present_inbox import present_inbox, present_item
    from scenarios.journal.inbox_search import Search

    form = choose_form(json=json, csv=csv, markdown=markdown)
    text = " ".join(words or ())
    wanted = Search(text, feed, site, language, since, until, decided, most)
    with read_inbox(open_workspace(workspace)) as box:
        if show is None:
            present_inbox(box.search(wanted), box.count(), form=form)
        else:
            present_item(box, show, form=form)
