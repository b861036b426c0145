"""`scenarios audit doctor`: how and where the journal is kept."""

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

__all__ = ["doctor"]


def doctor(*, json: AsJson = False, workspace: WorkspaceFolder = None) -> None:
    """Show how the journal is kept, what would endanger it, and where its key is."""
    from scenarios.cli.audit.options import place_of
    from scenarios.cli.audit.present import present_findings
    from scenarios.cli.desk import keyring, now
    from scenarios.journal.examination import examine

    place, seen = place_of(workspace)
    findings = examine(place, seen, keyring(), now)
    if present_findings(findings, as_json=json):
        raise typer.Exit(code=1)
