"""`scenarios diff`: why an assessment moved."""

from typing import Annotated

import typer

from scenarios.cli.options import (
    AsJson,
    DevelopmentsFile,
    ModelId,
    ScenarioId,
    WorkspaceFolder,
)
from scenarios.cli.points import Point, parse_point

__all__ = ["diff"]

POINT = "DATE|RECORD|DATE@RECORD"


def diff(
    scenario: ScenarioId,
    *,
    start: Annotated[
        Point,
        typer.Option(
            "--from",
            metavar=POINT,
            parser=parse_point,
            help="A day; or the number of a record: a published judgement as it was "
            "published, or today as known then; or a day as known then.",
        ),
    ],
    end: Annotated[
        Point | None,
        typer.Option(
            "--to",
            metavar=POINT,
            parser=parse_point,
            help="The other end; today if left out.",
        ),
    ] = None,
    developments: DevelopmentsFile = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show why an assessment moved, in parts that add up exactly.

    The parts are taken in the order model edit, scenario edit, corrections, the clock
    with silence and fading, new evidence, resolution.
    """
    from scenarios.cli.desk import today
    from scenarios.cli.present_journal import present_difference
    from scenarios.cli.sides import open_sides
    from scenarios.explanation.difference import difference

    ends = start, end or Point(today())
    before, after = open_sides(scenario, ends, workspace, developments, model)
    present_difference(difference(before, after), as_json=json)
