"""What every reading command starts from: the workspace, the news and the day."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.errors import UnreadableFileError

if TYPE_CHECKING:
    from scenarios.loading.developments import Developments
    from scenarios.loading.workspace import Workspace

__all__ = ["open_news", "open_workspace", "read_input", "today", "workspace_folder"]

STDIN = "-"


def workspace_folder(folder: Path | None) -> Path:
    """Return the folder of the workspace that was named, or of the nearest upwards."""
    from scenarios.loading.reading import find_workspace

    return find_workspace(Path()) if folder is None else folder


def open_workspace(folder: Path | None) -> "Workspace":
    """Load the workspace that was named, or the nearest one upwards."""
    from scenarios.loading.reading import load_workspace

    return load_workspace(workspace_folder(folder))


def open_news(file: str | None, workspace: "Workspace") -> "Developments":
    """Load the developments that were named; `-` is standard input.

    Raises:
        typer.BadParameter: No file was named.
    """
    from scenarios.loading.developments import parse_developments

    if file is None:
        message = "name the news with --developments FILE (- is stdin)"
        raise typer.BadParameter(message)
    name, data = read_input(file)
    return parse_developments(data, name, workspace)


def read_input(file: str) -> tuple[str, bytes]:
    """Return the name and bytes of a file; `-` is standard input.

    Raises:
        UnreadableFileError: It cannot be read.
    """
    from scenarios.loading.files import read_bytes

    if file != STDIN:
        return file, read_bytes(Path(file))
    if sys.stdin is None:
        raise UnreadableFileError("<stdin>", "standard input is closed")
    return "<stdin>", sys.stdin.buffer.read()


def today() -> date:
    """Return today's date, in UTC as all dates of the record are."""
    return datetime.now(UTC).date()
