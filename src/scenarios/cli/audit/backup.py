"""`scenarios audit backup`: a whole copy, also while others write."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["backup"]


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")
    ],
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Copy the journal to a new file: SQLite as it is, any other as an export."""
    from scenarios.cli.audit.options import open_audited, show_progress
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import keyring
    from scenarios.journal.backing_up import back_up

    with open_audited(workspace) as store:
        size = back_up(store, file, keyring(), show_progress())
    answer = {"file": str(file), "size": size} if json else None
    tell(f"{file}: {size} records; it opens and holds", as_json=answer)
