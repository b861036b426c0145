"""`scenarios whatif`: base and cases side by side; nothing is applied."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from scenarios.cli.changes import Flags, read_changes
from scenarios.cli.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    AsOf,
    DevelopmentsFile,
    WorkspaceFolder,
    choose_form,
    parse_day,
    refuse_unless_table,
)

__all__ = ["whatif"]

Texts = list[str] | None


def _many(flag: str, metavar: str, text: str) -> Any:  # noqa: ANN401 as Typer's own
    return typer.Option(flag, metavar=metavar, help=f"{text}; may be repeated.")


def whatif(
    case: Annotated[
        Texts,
        typer.Argument(
            metavar="[CASE]...",
            help="Ids of cases, a column each; a+b lays b over a; `grades` is the "
            "grade map of every other model.",
        ),
    ] = None,
    *,
    drop: Annotated[Texts, _many("--drop", "ID", "Leave a development out")] = None,
    drop_source: Annotated[
        Texts, _many("--drop-source", "SOURCE", "Leave a source's reports out")
    ] = None,
    least_origins: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Leave out what fewer origins bear out."),
    ] = None,
    add: Annotated[Texts, _many("--add", "FILE", "Add developments of a file")] = None,
    regrade: Annotated[
        Texts,
        _many("--regrade", "SOURCE=LETTER", "Give a source a letter, on all dates"),
    ] = None,
    regrade_origin: Annotated[
        Texts,
        _many(
            "--regrade-origin",
            "ORIGIN=LETTER",
            "Give what comes from an origin a letter; ispr-* is all that begin so",
        ),
    ] = None,
    prior: Annotated[
        Texts,
        _many(
            "--prior",
            "SCENARIO:OUTCOME=P,...",
            "Set priors; outcomes left out share the rest",
        ),
    ] = None,
    weight: Annotated[
        Texts,
        _many(
            "--weight",
            "SCENARIO/INDICATOR:OUTCOME=DB,...",
            "Set weights in decibans; a state's with /LEVEL",
        ),
    ] = None,
    assume: Annotated[
        Texts,
        _many(
            "--assume",
            "SCENARIO/INDICATOR[=VALUE|absent]",
            "Take an indicator as certain",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model", "-m", metavar="ID", help="Another model, for the case."
        ),
    ] = None,
    case_as_of: Annotated[
        date | None,
        typer.Option(
            metavar="DATE", parser=parse_day, help="Another day, for the case."
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="CASE", help="Compare with this case, not with the base."),
    ] = None,
    scenario: Annotated[Texts, _many("--scenario", "ID", "Only this scenario")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="List the ledger rows that moved.")
    ] = False,
    save: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep the flags as a case, pinned to its base."
        ),
    ] = None,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    base_model: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            envvar="SCENARIOS_MODEL",
            help="The model of the base; the workspace's own if left out.",
        ),
    ] = None,
    json: AsJson = False,
    csv: AsCsv = False,
    markdown: AsMarkdown = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show cases beside the base: probability, word, difference and who leads."""
    from scenarios.cli.desk import open_desk, today
    from scenarios.cli.present_whatif import present_whatif, save_flags
    from scenarios.whatif.setting import Setting
    from scenarios.whatif.sheet import lay_out

    form = choose_form(json=json, csv=csv, markdown=markdown)
    refuse_unless_table(form, explain=explain)
    desk, news = open_desk(workspace, developments, scenarios=None)
    base = Setting(desk, news, as_of or today(), base_model)
    flags = Flags(
        drop=drop or (),
        drop_source=drop_source or (),
        least_origins=least_origins,
        add=add or (),
        regrade=regrade or (),
        regrade_origin=regrade_origin or (),
        prior=prior or (),
        weight=weight or (),
        assume=assume or (),
        model=model,
        case_as_of=case_as_of,
    )
    changes = read_changes(flags, desk)
    sheet = lay_out(base, case or (), changes, against, scenario or ())
    if save is not None:
        save_flags(save, changes, base)
    present_whatif(sheet, form=form, explain=explain)
