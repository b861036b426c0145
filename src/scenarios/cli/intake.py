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
    preview: Annotated[
        bool,
        typer.Option("--preview", help="Show what they may be, and keep nothing."),
    ] = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Put items of news into the inbox, and show what each may be.

    A copy, one more report of a known development, a sign to look at: every proposal
    says why. Nothing is decided and nothing recorded.
    """
    from scenarios.cli.desk import open_known, read_input, sense_model
    from scenarios.cli.inbox_file import open_inbox
    from scenarios.cli.present_intake import merge, present_intake
    from scenarios.intake.reading import read_news
    from scenarios.intake.sifting import sift

    columns = dict(_column(each) for each in column or ())
    given = [read_input(name) for name in file]
    items = merge(
        read_news(data, name, columns=columns, sheet=sheet) for name, data in given
    )
    desk, news = open_known(workspace, developments)
    embedder = sense_model(desk, wanted=semantic)
    scenarios = (each.scenario for each in desk.scenarios.values())
    arrived = None
    if not preview:
        with open_inbox(desk) as box:
            arrived = box.put(items)
    sifting = sift(items, news.items, scenarios, desk.sources, embedder)
    present_intake(sifting, arrived, as_json=json)
