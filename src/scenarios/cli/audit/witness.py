"""`scenarios audit witness`: keep the signed head in a git repository elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["witness"]


def witness(
    repository: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A git repository of its own for heads."),
    ],
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Sign the head and commit it, with its proof, to a repository; push that one."""
    from scenarios.cli.audit.options import open_audited
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import author, keyring
    from scenarios.journal.sealing import seal_head
    from scenarios.journal.witness import keep_at_witness

    with open_audited(workspace) as store:
        signed = seal_head(store, keyring())
        done = keep_at_witness(store, signed, repository, author().actor)
    size, before = done.checkpoint.size, done.before
    since = (
        "the first head there" if before is None else f"continues the head of {before}"
    )
    line = f"{done.folder / str(size)}.checkpoint: {size} records, {since}"
    answer = {
        "origin": done.checkpoint.origin,
        "size": size,
        "before": before,
        "new": done.is_new,
        "folder": str(done.folder),
    }
    tell(
        line if done.is_new else f"{line}; nothing new to commit",
        as_json=answer if json else None,
    )
