"""`scenarios audit verify`: whether the journal, or an export of it, holds."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.audit.options import Keys, WithoutTexts
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["verify"]


def verify(
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Look at the ends only; takes no time.")
    ] = False,
    replay: Annotated[
        bool,
        typer.Option(
            "--replay",
            help="Make every published judgement again as well; see `replay`.",
        ),
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="A head that was kept elsewhere: a signed checkpoint, or its three "
            "lines typed from paper; - is stdin.",
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            metavar="EXPORT",
            exists=True,
            dir_okay=False,
            help="An export, instead of the journal.",
        ),
    ] = None,
    key: Keys = None,
    without_texts: WithoutTexts = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Check every record, the tree, the keys, the signed head and the one last seen."""
    from scenarios.cli.audit.options import parse_keys, read_kept_head
    from scenarios.cli.audit.present import present_verdict
    from scenarios.cli.audit.verifying import check_file, check_journal

    keys, kept = parse_keys(key), read_kept_head(against)
    if file is not None:
        verdict = check_file(
            file, keys, kept, texts="any" if without_texts else "beside"
        )
    else:
        verdict = check_journal(
            workspace,
            keys,
            kept,
            quick=quick,
            replay=replay,
            texts=not without_texts,
        )
    present_verdict(verdict, as_json=json)
