"""`scenarios audit log`: what was put on record, newest first."""

import sys
from itertools import islice
from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["log"]


def log(
    *,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only records of a kind, such as note."),
    ] = None,
    development: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only records about this development."),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option(metavar="ID", help="Only records about this scenario.")
    ] = None,
    number: Annotated[
        int | None,
        typer.Option("-n", metavar="N", min=1, help="At most N; all if left out."),
    ] = None,
    exact: Annotated[
        int | None,
        typer.Option("--bytes", metavar="SEQ", help="Print the bytes of one record."),
    ] = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """List the records of the journal, newest first."""
    from scenarios.cli.audit.options import open_audited, parse_kind
    from scenarios.cli.audit.present import present_records
    from scenarios.journal.looking_up import newest_first

    wanted = parse_kind(kind)
    with open_audited(workspace) as store:
        if exact is not None:
            sys.stdout.flush()
            typer.echo(store.record(exact).data, nl=False)
            return
        found = newest_first(
            store, kind=wanted, development=development, scenario=scenario
        )
        present_records(islice(found, number), as_json=json)
