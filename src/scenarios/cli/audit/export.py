"""`scenarios audit export`: the journal in files that outlive this program."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.audit.options import WithoutTexts
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["export"]


def export(
    *,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", metavar="FILE", help="The file, x.jsonl; see below."
        ),
    ],
    without_texts: WithoutTexts = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Write every record and the signed head to FILE, a line each.

    Beside x.jsonl it writes the texts, x.payloads.jsonl, and x.verify.py, a program
    that checks both with nothing of this one.
    """
    from scenarios.cli.audit.options import open_audited, show_progress
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import keyring
    from scenarios.journal.exporting import export_journal

    texts = not without_texts
    with open_audited(workspace) as store:
        head = export_journal(store, out, keyring(), show_progress(), texts=texts)
        origin = store.origin
    answer = {"file": str(out), "origin": origin, "size": head.size}
    answer["root"] = head.root.hex()
    line = f"{out}: {head.size} records of {origin}, root {head.root.hex()}"
    tell(line, as_json=answer if json else None)
