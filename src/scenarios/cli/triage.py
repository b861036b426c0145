"""`scenarios triage`: decisions on what waits in the inbox go on record."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, AsOf, ModelId, Semantic, WorkspaceFolder

__all__ = ["triage"]


def triage(
    *,
    apply: Annotated[
        str | None,
        typer.Option(
            "--apply",
            metavar="FILE",
            help="A file of decisions, .yaml or .json; - is stdin.",
        ),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help="With --apply: show what moves, and record nothing."
        ),
    ] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Print such a file: what each item may be and why, to be completed.",
        ),
    ] = False,
    coder: Annotated[
        bool,
        typer.Option(
            "--coder",
            help="Ask the language model of workspace.yaml or SCENARIOS_CODER_URL too; "
            "what it is asked and answers goes on record.",
        ),
    ] = False,
    semantic: Semantic = False,
    most: Annotated[int, typer.Option(min=1, help="Most items to go through.")] = 50,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Decide on items: new development, another report of one, or not ours.

    In a terminal, goes through what waits, the newest first, with what each item may be
    and why; shows what a decision would move before it is recorded. All of a file is
    recorded or none. Every decision names its item and its reason.
    """
    from scenarios.cli.desk import today
    from scenarios.cli.triaging import Hearing, apply_decisions, go_through, print_draft

    if coder and apply is not None:
        message = "--coder proposes; --apply carries out what a person decided"
        raise typer.BadParameter(message)
    if draft and apply is not None:
        message = "choose one of --apply and --draft"
        raise typer.BadParameter(message)
    if draft:
        print_draft(workspace, most, Hearing(coder, semantic))
        return
    day = as_of or today()
    if apply is None:
        go_through(workspace, most, day, model, Hearing(coder, semantic))
    else:
        apply_decisions(apply, workspace, day, model, preview=preview, as_json=json)
