"""`scenarios audit replay`: published judgements, made again from the record."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["replay"]


def replay(
    record: Annotated[
        list[int] | None,
        typer.Argument(
            metavar="[RECORD]...",
            min=0,
            help="Numbers of records that hold judgements; all of them if left out.",
        ),
    ] = None,
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Make published judgements again, from nothing but what the journal holds.

    Files, model, news and sums are those that were pinned. Everything but the ends of
    the intervals must come out the same to the byte; these come from draws, and must
    lie within a millionth. Exit code 1 where one does not hold.
    """
    from scenarios.assessment.replaying import Archive
    from scenarios.cli.audit.options import open_audited
    from scenarios.cli.audit.present_replays import present_replays

    with open_audited(workspace) as store:
        archive = Archive(store)
        places = archive.judgements if record is None else tuple(record)
        replays = (archive.replay(place) for place in places)
        whole = present_replays(replays, as_json=json)
    if not whole:
        raise typer.Exit(code=1)
