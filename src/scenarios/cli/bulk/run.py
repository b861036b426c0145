"""`scenarios bulk run`: every pair and every day of a template."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from scenarios.cli.bulk.options import parse_memory
from scenarios.cli.options import AsJson, ModelId, WorkspaceFolder, parse_day

__all__ = ["run"]


def run(
    template: Annotated[
        str,
        typer.Argument(
            metavar="TEMPLATE", help="A file, or the id of one in templates/."
        ),
    ],
    events: Annotated[
        list[Path],
        typer.Argument(
            metavar="EVENTS...",
            help="Files of coded events: GDELT, ICEWS, plain CSV or Parquet.",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="A new folder, or one to go on with.",
        ),
    ],
    to: Annotated[
        date | None,
        typer.Option(
            metavar="DATE",
            parser=parse_day,
            help="The last day; the latest known of the events if left out.",
        ),
    ] = None,
    memory: Annotated[
        str,
        typer.Option(
            metavar="SIZE", help="What DuckDB may take; the rest spills to disk."
        ),
    ] = "1GB",
    threads: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=256, help="Parts worked on side by side."),
    ] = os.cpu_count() or 1,
    partitions: Annotated[
        int,
        typer.Option(
            metavar="N", min=1, max=10_000, help="Parts the pairs are divided into."
        ),
    ] = 8,
    engine: Annotated[
        Literal["duckdb", "spark"], typer.Option(help="What runs the sums.")
    ] = "duckdb",
    master: Annotated[
        str,
        typer.Option(metavar="URL", help="With --engine spark: where its cluster is."),
    ] = "local[*]",
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Assess every pair of countries on every day; goes on where it was stopped."""
    from scenarios.assessment.scale import check_probabilities
    from scenarios.bulk.formats import know
    from scenarios.bulk.plan import Limits, Plan
    from scenarios.bulk.running import run as run_plan
    from scenarios.bulk.spark import run_on_spark
    from scenarios.bulk.template import load_template
    from scenarios.cli.bulk.present import present_run, show_progress
    from scenarios.cli.desk import open_workspace

    desk = open_workspace(workspace)
    scoring = desk.model(model)
    check_probabilities(scoring)
    made = load_template(template, desk, scoring)
    plan = Plan.of(
        output,
        made,
        desk,
        scoring,
        know(events),
        partitions=partitions,
        last=to,
        engine=engine,
    )
    if engine == "spark":
        manifest = run_on_spark(plan, master, show_progress)
    else:
        manifest = run_plan(plan, Limits(parse_memory(memory), threads), show_progress)
    present_run(manifest, json=json)
