"""`scenarios export`: an assessment as a file that can be handed on."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import (
    AsOf,
    Cases,
    DevelopmentsFile,
    Every,
    Known,
    ModelId,
    ScenarioIds,
    Since,
    WorkspaceFolder,
)

__all__ = ["export"]


def export(
    scenario: ScenarioIds = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write; its ending tells the format. Standard output if "
            "left out.",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="The format, where no ending tells it: csv, parquet, xlsx, markdown, "
            "latex, html, pdf, docx, json, stix or prov.",
        ),
    ] = None,
    table: Annotated[
        str,
        typer.Option(
            metavar="TABLE",
            help="CSV, Parquet: which table, of scenarios, outcomes, ledger, "
            "developments, reports, sources, history, cases and about.",
        ),
    ] = "outcomes",
    wide: Annotated[
        bool,
        typer.Option(
            "--wide",
            help="CSV, Parquet, Excel: a column for each outcome instead of a row.",
        ),
    ] = False,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="CSV: text just as it stands, though a spreadsheet runs it."
        ),
    ] = False,
    template: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="HTML and PDF: the Jinja2 template of a house style."
        ),
    ] = None,
    since: Since = None,
    every: Every = None,
    case: Cases = None,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    known_at: Known = None,
    model: ModelId = None,
    workspace: WorkspaceFolder = None,
) -> None:
    """Write an assessment to a file: outcomes, ledger, evidence, and what made it."""
    from scenarios.cli.desk import cache_folder
    from scenarios.cli.fitting import check_choices, check_terminal
    from scenarios.cli.ordering import Asked, open_dossier, prepare_pictures
    from scenarios.report.exporting import Choices, export, format_of, write

    chosen = form or ("csv" if output is None else format_of(output))
    compiled = cache_folder() / "templates"
    choices = Choices(
        table=table, wide=wide, raw=raw, template=template, compiled=compiled
    )
    check_choices(chosen, choices)
    prepare_pictures(chosen)
    one_table = () if table == "outcomes" else ("--table", table)
    flags = [f"--{name}" for name in ("wide", "raw") if getattr(choices, name)]
    styled = () if template is None else ("--template", str(template))
    asked = Asked(
        verb=("export", "--format", chosen, *one_table, *flags, *styled),
        scenarios=tuple(scenario or ()),
        developments=developments,
        as_of=as_of,
        known_at=known_at,
        since=since,
        model=model,
        every=every,
        cases=tuple(case or ()),
    )
    if output is None:
        check_terminal(chosen)
    dossier = open_dossier(asked, workspace)
    if output is None:
        write(dossier, sys.stdout.buffer, chosen, choices)
    else:
        export(dossier, output, chosen, choices)
