"""The commands under `scenarios audit`."""

import typer

from scenarios.cli.audit import (
    accept,
    backup,
    checkpoint,
    doctor,
    export,
    import_,
    log,
    prove,
    replay,
    rotate,
    verify,
    verify_proof,
    witness,
)

__all__ = ["audit"]

audit = typer.Typer(
    name="audit",
    help="Prove what was put on record, and move it between stores.",
    no_args_is_help=True,
)
audit.command("log")(log.log)
audit.command("verify")(verify.verify)
audit.command("replay")(replay.replay)
audit.command("checkpoint")(checkpoint.checkpoint)
audit.command("prove")(prove.prove)
audit.command("verify-proof")(verify_proof.verify_proof)
audit.command("witness")(witness.witness)
audit.command("backup")(backup.backup)
audit.command("export")(export.export)
audit.command("import")(import_.import_)
audit.command("rotate")(rotate.rotate)
audit.command("accept")(accept.accept)
audit.command("doctor")(doctor.doctor)
