"""What every command starts from: the workspace, the news, the day and the journal.

Only here the environment is read, beside the variables that stand for options.
"""

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.errors import UnreadableFileError

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.heads import LastSeen
    from scenarios.journal.keys import Keyring
    from scenarios.journal.place import Place
    from scenarios.journal.store import Store
    from scenarios.loading.developments import Developments
    from scenarios.loading.workspace import Workspace

__all__ = [
    "author",
    "journal_place",
    "keyring",
    "last_seen",
    "now",
    "open_journal_of",
    "open_news",
    "open_or_found_journal",
    "open_workspace",
    "read_input",
    "today",
    "warn",
    "workspace_folder",
]

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


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def warn(line: str) -> None:
    """Tell a line on standard error."""
    from scenarios.report.visible import visible

    typer.echo(visible(line), err=True)


def author() -> "Author":
    """Return who writes: SCENARIOS_ACTOR, or else the name they logged in with.

    Raises:
        typer.BadParameter: This machine knows no name.
    """
    from getpass import getuser

    from scenarios.journal.author import Author

    actor = os.environ.get("SCENARIOS_ACTOR")
    if not actor:
        try:
            actor = getuser()
        except (KeyError, OSError):
            message = "this machine knows no name of yours; set SCENARIOS_ACTOR"
            raise typer.BadParameter(message) from None
    return Author(actor, now, os.urandom)


def journal_place(root: Path, *, settings_url: str | None) -> "Place":
    """Return where the journal is: SCENARIOS_JOURNAL, or what the workspace says.

    Raises:
        BadJournalUrlError: That is no place.
    """
    from scenarios.journal.place import find_place

    return find_place(os.environ.get("SCENARIOS_JOURNAL") or settings_url, root)


def keyring() -> "Keyring":
    """Return where the keys are, and what opens them."""
    from scenarios.journal.keys import Keyring

    file = os.environ.get("SCENARIOS_KEY")
    return Keyring(
        _home("XDG_CONFIG_HOME", ".config") / "scenarios" / "keys",
        os.urandom,
        file=Path(file) if file else None,
        passphrase=os.environ.get("SCENARIOS_KEY_PASSPHRASE") or None,
        ask=_ask_passphrase,
    )


def last_seen(place: "Place") -> "LastSeen":
    """Return what was seen last of the journal at a place."""
    from scenarios.journal.heads import LastSeen

    return LastSeen(_home("XDG_STATE_HOME", ".local/state") / "scenarios/heads", place)


def open_journal_of(root: Path, *, settings_url: str | None) -> "Store":
    """Open the journal of a workspace, after checking what was seen of it before.

    Args:
        root: The folder of the workspace.
        settings_url: What its settings say of the place.

    Raises:
        JournalNotFoundError: There is none; what was seen of it is told.
        StoreError: It cannot be used, or contradicts what was seen of it.
    """
    from scenarios.journal.opening import open_watched

    place = journal_place(root, settings_url=settings_url)
    return open_watched(place, last_seen(place), now, warn)


def open_or_found_journal(
    root: Path, *, settings_url: str | None, writer: "Author"
) -> "Store":
    """Open the journal of a workspace, or make it with its key where there is none.

    Args:
        root: The folder of the workspace.
        settings_url: What its settings say of the place.
        writer: Who makes it.

    Raises:
        StoreError: It cannot be used or made, or contradicts what was seen of it.
        KeyFileError: Its key cannot be made.
    """
    from scenarios.journal.opening import open_or_found

    place = journal_place(root, settings_url=settings_url)
    return open_or_found(
        place, root.resolve(), writer, keyring(), last_seen(place), warn
    )


def _home(variable: str, otherwise: str) -> Path:
    """Return a folder of the user (XDG Base Directory Specification)."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / otherwise


def _ask_passphrase(path: Path) -> str:
    prompt = f"Passphrase of {path}"
    return str(typer.prompt(prompt, hide_input=True, err=True))
