"""Options that several commands under `bulk` share."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scenarios.cli.options import parse_day

__all__ = ["On", "PairName", "RunFolder", "parse_memory"]

UNITS = {"kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}
LEAST_MEMORY = 50 * UNITS["MB"]
_MEMORY = re.compile(r"(\d{1,6})\s*(kB|MB|GB|TB)", re.IGNORECASE)

RunFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of a finished run.")
]

PairName = Annotated[
    str | None,
    typer.Argument(
        metavar="[PAIR]", help="Such as PAK-USA; the template's own if left out."
    ),
]

On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=parse_day,
        help="The day; the run's last if left out.",
    ),
]


def parse_memory(text: str) -> int:
    """Read an amount of memory given on the command line, in bytes.

    Raises:
        typer.BadParameter: It is none, or too little.
    """
    match = _MEMORY.fullmatch(text.strip())
    units = {unit.lower(): size for unit, size in UNITS.items()}
    memory = int(match[1]) * units[match[2].lower()] if match else 0
    if memory < LEAST_MEMORY:
        message = f"{text!r} is not an amount of at least 50MB, like 500MB or 4GB"
        raise typer.BadParameter(message)
    return memory
