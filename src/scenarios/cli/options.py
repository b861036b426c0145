"""Options that several commands share, defined once."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

__all__ = [
    "AsCsv",
    "AsJson",
    "AsMarkdown",
    "AsOf",
    "DevelopmentsFile",
    "Form",
    "ModelId",
    "ScenarioIds",
    "WorkspaceFolder",
    "choose_form",
    "parse_day",
    "refuse_unless_table",
]


def parse_day(text: str) -> date:
    """Read a day given on the command line.

    Raises:
        typer.BadParameter: It is not a date like 2024-05-31.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        message = f"{text!r} is not a date like 2024-05-31"
        raise typer.BadParameter(message)
    return day


ScenarioIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENARIO]...", help="Ids of scenarios; all of them if left out."
    ),
]

WorkspaceFolder = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        envvar="SCENARIOS_WORKSPACE",
        help="The workspace; else the nearest folder upwards with scenarios/ and "
        "models/.",
    ),
]

DevelopmentsFile = Annotated[
    str | None,
    typer.Option(
        "--developments",
        "-d",
        metavar="FILE",
        envvar="SCENARIOS_DEVELOPMENTS",
        help="The news: a .jsonl, .json or .yaml file of developments; - is stdin.",
    ),
]

AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=parse_day,
        envvar="SCENARIOS_AS_OF",
        help="Use only what had happened and been published by this day; today if "
        "left out.",
    ),
]

ModelId = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="ID",
        envvar="SCENARIOS_MODEL",
        help="The scoring model; the workspace's own if left out.",
    ),
]

Form = Literal["table", "json", "csv", "markdown"]
"""How to print an answer."""

AsCsv = Annotated[
    bool, typer.Option("--csv", help="Print CSV with full precision, for spreadsheets.")
]

AsMarkdown = Annotated[
    bool, typer.Option("--markdown", help="Print a Markdown table, for documents.")
]

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def refuse_unless_table(form: Form, **given: object) -> None:
    """Refuse options that only a table shows.

    Raises:
        typer.BadParameter: Such an option was given with another form.
    """
    for name, value in given.items():
        if value and form != "table":
            message = f"--{name} is shown only in the table, not with --{form}"
            raise typer.BadParameter(message)


def choose_form(*, json: bool, csv: bool, markdown: bool) -> Form:
    """Return the one form that was asked for; a table where none was.

    Raises:
        typer.BadParameter: More than one was asked for.
    """
    flags: dict[Form, bool] = {"json": json, "csv": csv, "markdown": markdown}
    asked = [form for form, wanted in flags.items() if wanted]
    if len(asked) > 1:
        message = "choose one of --json, --csv and --markdown"
        raise typer.BadParameter(message)
    return asked[0] if asked else "table"
