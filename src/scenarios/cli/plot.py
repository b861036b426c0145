"""`scenarios plot`: a picture to a file that can be handed on."""

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
    Since,
    WorkspaceFolder,
)

__all__ = ["plot"]

STDOUT = Path("-")


def plot(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="What to draw: overview, history, waterfall, matrix, tornado, cases, "
            "board, sources or draws.",
        ),
    ],
    scenario: Annotated[
        str | None,
        typer.Argument(
            metavar="[SCENARIO]",
            help="Id of the scenario; overview, cases and sources show all if left "
            "out.",
        ),
    ] = None,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write: .svg, .png, .html or .vl.json (Vega-Lite, data "
            "inside). - is standard output.",
        ),
    ] = STDOUT,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Where no ending tells it: svg, png, html, or vl.json if left out.",
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            metavar="OUTCOME",
            help="The outcome it is about; the likeliest if left out.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="A title instead of the picture's claim."),
    ] = None,
    width: Annotated[
        int,
        typer.Option(metavar="PIXELS", min=480, max=2000, help="Width of the picture."),
    ] = 680,
    since: Since = None,
    every: Every = None,
    case: Cases = None,
    developments: DevelopmentsFile = None,
    as_of: AsOf = None,
    known_at: Known = None,
    model: ModelId = None,
    workspace: WorkspaceFolder = None,
) -> None:
    """Draw a picture of an assessment that says what it claims, the day and model."""
    from scenarios.cli.ordering import Asked, open_dossier
    from scenarios.cli.plotting import check_kind, days_of, own_words
    from scenarios.report.pictures.kinds import draw
    from scenarios.report.pictures.plotting import form_of, picture_bytes
    from scenarios.report.pictures.plotting import plot as write

    check_kind(kind, case, outcome=outcome, since=since, every=every)
    chosen = form or ("vl.json" if output == STDOUT else form_of(output))
    asked = Asked(
        verb=own_words(kind, chosen, outcome, title, width),
        scenarios=() if scenario is None else (scenario,),
        developments=developments,
        as_of=as_of,
        known_at=known_at,
        since=since,
        model=model,
        every=days_of(kind, every),
        cases=tuple(case or ()),
    )
    dossier = open_dossier(asked, workspace)
    spec = draw(kind, dossier, scenario, outcome, width=width, title=title)
    if output == STDOUT:
        sys.stdout.buffer.write(picture_bytes(spec, chosen))
    else:
        write(spec, output, chosen)
