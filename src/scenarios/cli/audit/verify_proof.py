"""`scenarios audit verify-proof`: check a proof with no journal at hand."""

from typing import Annotated

import typer

from scenarios.cli.audit.options import Keys
from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["verify_proof"]


def verify_proof(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The proof; - is stdin.")],
    *,
    record: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="The bytes of the record; those that the proof carries if left out.",
        ),
    ] = None,
    key: Keys = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Check that a record is in the journal of a key, or of this workspace."""
    from scenarios.cli.audit.options import keys_to_trust
    from scenarios.cli.audit.present import tell
    from scenarios.cli.desk import read_input
    from scenarios.journal.proving import check_proof
    from scenarios.journal.record import parse_record
    from scenarios.journal.wording import word_record

    data = read_input(file)[1]
    given = None if record is None else read_input(record)[1]
    origin, keys = keys_to_trust(key, workspace, data)
    proof, head, shown = check_proof(data, given, origin, keys)
    found = parse_record(shown)
    answer = {"origin": origin, "seq": proof.index, "size": head.size, "holds": True}
    line = f"holds: record {proof.index} of the first {head.size} of {origin}: "
    tell(
        line + word_record(found),
        as_json=answer | {"record": shown.decode()} if json else None,
    )
