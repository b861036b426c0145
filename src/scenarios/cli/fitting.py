"""Options of an export that its format has no use for, and files no terminal shows."""

import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from scenarios.report.exporting import Choices

__all__ = ["check_choices", "check_terminal"]

TABLES = ("csv", "parquet")
CONCERNED: Mapping[str, Collection[str]] = {
    "table": TABLES,
    "wide": (*TABLES, "xlsx"),
    "raw": ("csv",),
    "template": ("html", "pdf"),
}
"""The formats that each option concerns."""

BINARY = ("xlsx", "parquet", "pdf", "docx")


def check_choices(form: str, choices: "Choices") -> None:
    """Check that a format has a use for what was chosen; nothing is silently dropped.

    Raises:
        typer.BadParameter: It has none.
    """
    usual = type(choices)()
    for name, concerned in CONCERNED.items():
        chosen = getattr(choices, name) != getattr(usual, name)
        if chosen and form not in concerned:
            message = f"--{name} concerns {', '.join(concerned)}, and not {form}"
            raise typer.BadParameter(message)


def check_terminal(form: str) -> None:
    """Check that a format may be written to standard output.

    Raises:
        typer.BadParameter: It is no text, and standard output is a terminal.
    """
    if form in BINARY and sys.stdout.isatty():
        message = f"{form} is no text to show; name a file with -o FILE"
        raise typer.BadParameter(message)
