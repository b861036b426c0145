"""`scenarios audit checkpoint`: the signed head of the journal."""

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["checkpoint"]


def checkpoint(*, json: AsJson = False, workspace: WorkspaceFolder = None) -> None:
    """Sign the head of the journal and print it; keep it somewhere else."""
    from scenarios.cli.audit.options import open_audited
    from scenarios.cli.audit.present import checkpoint_json
    from scenarios.cli.desk import keyring
    from scenarios.cli.present import print_json
    from scenarios.journal.note import write_vkey
    from scenarios.journal.sealing import seal_head
    from scenarios.journal.trust import keys_of

    with open_audited(workspace) as store:
        signed = seal_head(store, keyring())
        chain = keys_of(store)
    head = chain.open(signed)
    if json:
        vkey = write_vkey(chain.in_force(head.size))
        print_json(checkpoint_json(head, vkey, signed))
    else:
        typer.echo(signed, nl=False)
