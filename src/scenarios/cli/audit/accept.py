"""`scenarios audit accept`: take the journal as it is, against what was seen before."""

from scenarios.cli.audit.options import Why
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["accept"]


def accept(
    *, why: Why, json: AsJson = False, workspace: WorkspaceFolder = None
) -> None:
    """Pin the journal as it is now, though it contradicts the head seen last."""
    from scenarios.cli.audit.options import place_of
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import now
    from scenarios.journal.heads import see
    from scenarios.journal.opening import open_there

    place, seen = place_of(workspace)
    with open_there(place, seen) as store:
        head = see(store, now)
    seen.pin_anew(head, why)
    answer = {
        "origin": head.origin,
        "key": head.vkey,
        "size": head.size,
        "root": head.root.hex(),
        "file": str(seen.path),
    }
    line = f"pinned: {head}; what was seen before stays in {seen.path}"
    tell(line, as_json=answer if json else None)
