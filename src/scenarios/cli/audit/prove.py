"""`scenarios audit prove`: a proof, for others, that a record is in the journal."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["prove"]


def prove(
    seq: Annotated[
        int, typer.Argument(metavar="SEQ", min=0, help="The place of the record.")
    ],
    *,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Print a proof that a record is in the journal; it carries the record along."""
    from scenarios.cli.audit.options import open_audited
    from scenarios.cli.desk import keyring
    from scenarios.cli.present import print_json
    from scenarios.journal.proving import prove as prove_record

    with open_audited(workspace) as store:
        proof = prove_record(store, seq, keyring())
        origin = store.origin
    if json:
        print_json({"origin": origin, "seq": seq, "proof": proof.decode()})
    else:
        typer.echo(proof, nl=False)
