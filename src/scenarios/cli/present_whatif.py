"""Cases to the terminal, and the flags of one to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.options import Form
from scenarios.cli.present import (
    print_json,
    print_lines,
    print_table,
    terminal_width,
)
from scenarios.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.assessment.results import Assessment
    from scenarios.domain.case import Change
    from scenarios.whatif.flip import Flip
    from scenarios.whatif.setting import Setting
    from scenarios.whatif.sheet import Sheet
    from scenarios.whatif.signposts import Signpost

__all__ = [
    "present_flips",
    "present_signposts",
    "present_whatif",
    "save_flags",
]


def present_whatif(sheet: "Sheet", *, form: Form, explain: bool) -> None:
    """Print base and cases, and say on standard error whose base has changed."""
    from scenarios.report.whatif_json import whatif_json
    from scenarios.report.whatif_tables import whatif_table
    from scenarios.report.whatif_terminal import show_whatif

    for name, parts in sheet.stale.items():
        message = f"warning: the base of case {name} has changed: {', '.join(parts)}"
        typer.echo(visible(message), err=True)
    if form == "json":
        print_json(whatif_json(sheet.base, sheet.cases, sheet.stale))
    elif form == "table":
        width = terminal_width()
        print_lines(show_whatif(sheet.base, sheet.cases, width, explain=explain))
    else:
        print_table(whatif_table(sheet.base, sheet.cases), form)


def present_signposts(
    assessment: "Assessment",
    found: "Sequence[Signpost]",
    *,
    form: Form,
    days: int,
    most: int,
) -> None:
    """Print what to watch next; `most` of them in a table, all where it is 0."""
    from scenarios.report.signposts import (
        show_signposts,
        signpost_table,
        signposts_json,
    )

    if form == "json":
        print_json(signposts_json(assessment, found, days))
    elif form == "table":
        width = terminal_width()
        print_lines(show_signposts(assessment, found, width, days=days, most=most))
    else:
        print_table(signpost_table(assessment, found), form)


def present_flips(
    assessment: "Assessment", found: "Sequence[Flip]", *, form: Form
) -> None:
    """Print the smallest changes that flip something."""
    from scenarios.report.flips import flip_table, flips_json, show_flips

    if form == "json":
        print_json(flips_json(assessment, found))
    elif form == "table":
        print_lines(show_flips(assessment, found, terminal_width()))
    else:
        print_table(flip_table(assessment, found), form)


def save_flags(
    file: Path, changes: "Sequence[tuple[str, Change]]", base: "Setting"
) -> None:
    """Write the changes given as flags to a new file, as a case.

    Raises:
        typer.BadParameter: There are none, or the file's name is no id.
    """
    from pydantic import TypeAdapter, ValidationError

    from scenarios.domain.noun import Id
    from scenarios.loading.case_checks import RESERVED
    from scenarios.loading.case_writer import write_case
    from scenarios.whatif.cases import flags_case
    from scenarios.whatif.pinning import pin

    try:
        name = TypeAdapter(Id).validate_python(file.stem)
    except ValidationError:
        name = RESERVED
    if not changes or name == RESERVED or file.suffix != ".yaml":
        message = "--save keeps the flags in a new file named ID.yaml"
        raise typer.BadParameter(message)
    pinned = flags_case(changes, name).model_copy(update={"base": pin(base)})
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(write_case(pinned))
    typer.echo(visible(f"saved {file}"), err=True)
