"""The commands under `scenarios sources`: what stands on record of who publishes."""

from typing import Annotated

import typer

from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    Known,
    WorkspaceFolder,
    choose_form,
)

__all__ = ["propose", "review", "sources"]

MOST = 1_000_000

sources = typer.Typer(
    name="sources",
    help="See what stands on record of the sources, and propose new ones.",
    no_args_is_help=True,
)


@sources.command("review")
def review(
    source: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...", help="Ids of sources; all that reported if left out."
        ),
    ] = None,
    *,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    known_at: Known = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show what each source said and what became of it, for a person who regrades.

    Nothing here changes a grade.
    """
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_methods import present_source_records
    from scenarios.errors import UnknownSourceError
    from scenarios.explanation.source_record import review_sources

    form = choose_form(json=json, csv=csv, markdown=markdown)
    desk, news = open_desk(workspace, developments, known_at, scenarios=None)
    for name in source or ():
        if name not in desk.sources:
            raise UnknownSourceError(name, desk.sources)
    day = as_of or today()
    found = review_sources(news.items, desk.sources, day, tuple(source or ()))
    present_source_records(found, day, form=form)


@sources.command("propose")
def propose(*, workspace: WorkspaceFolder = None) -> None:
    """Print entries for the publishers of the inbox that sources.yaml does not know."""
    from scenarios.cli.desk import open_workspace
    from scenarios.cli.inbox_file import read_inbox
    from scenarios.journal.inbox_search import Search
    from scenarios.report.source_proposals import propose_sources

    desk = open_workspace(workspace)
    with read_inbox(desk) as box:
        items = box.search(
            Search(decided=True, most=box.count() + box.count(decided=True) or 1)
        )
    typer.echo(propose_sources(items, desk.sources).encode(), nl=False)
