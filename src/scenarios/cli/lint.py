"""`scenarios lint`: the estimative language of prose."""

from enum import StrEnum
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    AsOf,
    DevelopmentsFile,
    ModelId,
    WorkspaceFolder,
)

__all__ = ["Words", "lint"]


class Words(StrEnum):
    """The standards of likelihood words."""

    ICD_203 = "icd-203"
    PHIA = "phia"
    IPCC = "ipcc"
    KENT = "kent"


def lint(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Prose to read: Markdown, or plain text by the ending .txt; - is "
            "stdin, as Markdown.",
        ),
    ] = None,
    *,
    words: Annotated[
        Words | None,
        typer.Option(
            "--words", help="The standard of likelihood words; else the model's."
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Ask for a number beside every word too, and end with 1 on warnings.",
        ),
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="List the rules with their sources.")
    ] = False,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Check how prose speaks of likelihood, and what it says against the assessment.

    Sentences that name an outcome are held against its assessment of the day. Without
    news or a journal, or outside a workspace, the language alone is checked.
    """
    from scenarios.cli.present_lint import present_proofs, present_rules
    from scenarios.cli.proofs import Desk, proofs_of

    if rules:
        present_rules(as_json=json)
        return
    desk = Desk.open(workspace, model, words)
    proofs = proofs_of(file or (), desk, developments, as_of, strict=strict)
    if present_proofs(proofs, as_json=json, strict=strict):
        raise typer.Exit(code=1)
