"""`scenarios audit rotate`: put a new signing key in force."""

from scenarios.cli.audit.options import Why
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["rotate"]


def rotate(
    *, why: Why, json: AsJson = False, workspace: WorkspaceFolder = None
) -> None:
    """Put a new signing key in force; the old one signs for it and is then deleted."""
    from scenarios.cli.audit.options import open_audited
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import author, keyring
    from scenarios.journal.rotation import rotate_key
    from scenarios.journal.sealing import seal_head

    ring = keyring()
    with open_audited(workspace) as store:
        record = rotate_key(store, author(), ring, why)
        seal_head(store, ring)
    vkey = str(record.draft.body["vkey"])
    answer = {"seq": record.seq, "key": vkey} if json else None
    tell(f"record {record.seq}: {vkey} is in force", as_json=answer)
