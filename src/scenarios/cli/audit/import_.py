"""`scenarios audit import`: an exported journal, under the same root."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.audit.options import Keys, WithoutTexts
from scenarios.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from scenarios.journal.export_audit import Texts

__all__ = ["import_"]


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, help="The export, x.jsonl."
        ),
    ],
    *,
    key: Keys = None,
    without_texts: WithoutTexts = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Take an export into the journal of the workspace: a new one, or one it continues.

    All of the export is verified first. A key that was never seen here is pinned.
    """
    from scenarios.cli.audit.importing import take_in
    from scenarios.cli.audit.options import parse_keys
    from scenarios.cli.audit.present import tell

    texts: Texts = "any" if without_texts else "all"
    head, added, where = take_in(
        file, parse_keys(key), workspace, texts=texts, as_json=json
    )
    answer = {"file": str(file), "where": where, "added": added, "size": head.size}
    answer["root"] = head.root.hex()
    line = f"{where}: {added} records added, {head.size} now, root {head.root.hex()}"
    tell(line, as_json=answer if json else None)
