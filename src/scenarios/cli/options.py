"""Options that several commands share, defined once."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Literal

import typer

__all__ = [
    "NEWS_VARIABLE",
    "NUMBER",
    "AsCsv",
    "AsJson",
    "AsMarkdown",
    "AsOf",
    "Cases",
    "DevelopmentId",
    "DevelopmentsFile",
    "Every",
    "Form",
    "Known",
    "Link",
    "ModelId",
    "ReportName",
    "ScenarioId",
    "ScenarioIds",
    "Semantic",
    "Since",
    "Why",
    "WorkspaceFolder",
    "choose_form",
    "parse_day",
    "parse_days",
    "parse_grade",
    "parse_known_at",
    "parse_text",
    "refuse_later",
    "refuse_unless_table",
    "refuse_without_probabilities",
]

NEWS_VARIABLE = "SCENARIOS_DEVELOPMENTS"
"""Stands for `--developments`."""

NUMBER = re.compile(r"\d{1,15}", re.ASCII)
"""The number of a record."""

_GRADE = re.compile(r"[A-F][1-6]", re.ASCII)
_DAYS = re.compile(r"0*([1-9]\d{0,5})d", re.ASCII)


def parse_grade(text: str) -> str:
    """Read an Admiralty grade given on the command line.

    Raises:
        typer.BadParameter: It is not a grade like B2.
    """
    if not _GRADE.fullmatch(text):
        message = f"{text!r} is not a grade like B2: a letter A–F and a digit 1–6"
        raise typer.BadParameter(message)
    return text


def parse_known_at(text: str) -> int | datetime:
    """Read what a journal is asked for: the number of a record, or a time.

    A day means its last moment, in UTC; a time without a zone is in UTC.

    Raises:
        typer.BadParameter: It is neither.
    """
    if NUMBER.fullmatch(text):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not the number of a record or a time like "
        raise typer.BadParameter(
            f"{message}2024-05-31T09:30Z", param_hint="'--known-at'"
        ) from None
    if len(text) == len("2024-05-31"):
        return datetime.combine(moment.date(), time.max, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


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


def parse_days(text: str) -> int:
    """Read a number of days given on the command line.

    Raises:
        typer.BadParameter: It is not a number of days like 7d.
    """
    match = _DAYS.fullmatch(text)
    if match is None:
        message = f"{text!r} is not a number of days like 7d"
        raise typer.BadParameter(message)
    return int(match[1])


def parse_text(text: str) -> str:
    """Read a text given on the command line.

    Raises:
        typer.BadParameter: It says nothing.
    """
    if not text.strip():
        message = "it says nothing; write a sentence"
        raise typer.BadParameter(message)
    return text


ScenarioIds = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCENARIO]...", help="Ids of scenarios; all of them if left out."
    ),
]

Semantic = Annotated[
    bool,
    typer.Option(
        "--semantic",
        help="Hear the sense of words too, in any language (extra `semantic`); slower. "
        "Also `semantic: true` in workspace.yaml.",
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
        envvar=NEWS_VARIABLE,
        help="The news from a file, .jsonl, .json, .yaml or .csv, instead of the "
        "journal; - is stdin.",
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

ScenarioId = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="Id of the scenario.")
]

ReportName = Annotated[
    str,
    typer.Argument(
        metavar="REPORT",
        help="DEVELOPMENT/REPORT, or REPORT where only one is called so.",
    ),
]

DevelopmentId = Annotated[
    str,
    typer.Argument(metavar="DEVELOPMENT", help="Id of a development on record."),
]

Link = Annotated[
    str,
    typer.Argument(metavar="INDICATOR", help="SCENARIO/INDICATOR of the workspace."),
]

Why = Annotated[
    str,
    typer.Option(
        "--why",
        metavar="TEXT",
        parser=parse_text,
        help="The reason; it goes on record too.",
    ),
]

Known = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="RECORD|TIME",
        help="Use only what the journal had been told by then: the number of a record, "
        "or a day or time.",
    ),
]

Since = Annotated[
    date | None,
    typer.Option(
        metavar="DATE", parser=parse_day, help="Show the change since this day."
    ),
]

Every = Annotated[
    int | None,
    typer.Option(
        "--every",
        metavar="DAYS",
        parser=parse_days,
        help="Add the history, from point to point of so many days, such as 7d.",
    ),
]

Cases = Annotated[
    list[str] | None,
    typer.Option(
        "--case", metavar="CASE", help="Add a what-if by its id; may be repeated."
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


def refuse_later(since: date | None, day: date) -> None:
    """Refuse an earlier day that is later than the day assessed.

    Raises:
        typer.BadParameter: It is.
    """
    if since is not None and since > day:
        message = f"--since {since} is later than the day assessed, {day}"
        raise typer.BadParameter(message)


def refuse_without_probabilities(**given: object) -> None:
    """Refuse options that need probabilities, of a model that gives scores.

    Raises:
        typer.BadParameter: Such an option was given.
    """
    for name, value in given.items():
        if value:
            message = f"--{name} needs probabilities, and this model gives scores"
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
