"""`scenarios intake`: what a morning's news may be, with nothing decided."""

from typing import Annotated

import typer

from scenarios.cli.options import AsJson, DevelopmentsFile, Semantic, WorkspaceFolder

__all__ = ["intake"]


def _column(text: str) -> tuple[str, str]:
    heading, _, field = text.rpartition("=")
    if not heading:
        message = f"{text!r} is not HEADING=FIELD, such as Headline=title"
        raise typer.BadParameter(message)
    return heading, field


def intake(
    file: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="News: RSS, Atom or RDF, JSON Feed, an article (HTML), a STIX bundle, "
            "a sheet (CSV, Excel), lines of JSON, GDELT or ICEWS; - is stdin.",
        ),
    ],
    *,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="HEADING=FIELD",
            help="For a sheet: the field that a heading stands for, none to skip it.",
        ),
    ] = None,
    sheet: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="For a workbook: the sheet to read, else its first."
        ),
    ] = "",
    developments: DevelopmentsFile = None,
    semantic: Semantic = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Show what each item of news may be: a copy, one more report, a sign to look at.

    Every proposal says why. Nothing is recorded.
    """
    from scenarios.cli.desk import open_desk, read_input, sense_model
    from scenarios.cli.present_intake import merge, present_intake
    from scenarios.intake.reading import read_news
    from scenarios.intake.sifting import sift

    columns = dict(_column(each) for each in column or ())
    given = [read_input(name) for name in file]
    items = merge(
        read_news(data, name, columns=columns, sheet=sheet) for name, data in given
    )
    desk, news = open_desk(workspace, developments, scenarios=None)
    scenarios = (each.scenario for each in desk.scenarios.values())
    embedder = sense_model(desk, wanted=semantic)
    found = sift(items, news.items, scenarios, desk.sources, embedder)
    present_intake(found, as_json=json)
