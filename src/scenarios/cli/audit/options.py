"""Options that several `audit` commands share, and their words to the world."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scenarios.journal.findings import KeptHead
    from scenarios.journal.heads import LastSeen
    from scenarios.journal.note import VerifyingKey
    from scenarios.journal.place import Place
    from scenarios.journal.record import Kind
    from scenarios.journal.watched import WatchedStore

__all__ = [
    "Keys",
    "Progress",
    "Why",
    "WithoutTexts",
    "keys_to_trust",
    "open_audited",
    "parse_keys",
    "parse_kind",
    "place_of",
    "read_kept_head",
    "show_progress",
]

EVERY_SECONDS = 2

Keys = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar="VKEY",
        help="The verifying key that the journal must have; known from elsewhere.",
    ),
]

WithoutTexts = Annotated[
    bool,
    typer.Option(
        "--without-texts",
        help="Do without the texts beside the records; every proof still holds.",
    ),
]

Why = Annotated[
    str, typer.Option("--why", metavar="TEXT", help="The reason, kept on file.")
]

Progress = Callable[[int], None]
"""Is told how many records are done."""


def place_of(workspace: Path | None) -> tuple["Place", "LastSeen"]:
    """Return where the journal of a workspace is, and what was seen of it."""
    from scenarios.cli.desk import journal_place, last_seen, workspace_folder
    from scenarios.loading.reading import load_settings

    root = workspace_folder(workspace)
    place = journal_place(root, settings_url=load_settings(root).journal)
    return place, last_seen(place)


def open_audited(workspace: Path | None) -> "WatchedStore":
    """Open the journal of a workspace, after checking what was seen of it before."""
    from scenarios.cli.desk import now, warn
    from scenarios.journal.opening import open_watched

    place, seen = place_of(workspace)
    return open_watched(place, seen, now, warn)


def parse_keys(keys: Sequence[str] | None) -> tuple["VerifyingKey", ...]:
    """Read verifying keys from the command line.

    Raises:
        typer.BadParameter: One is no verifying key.
    """
    from scenarios.journal.note import NoteError, parse_vkey

    try:
        return tuple(map(parse_vkey, keys or ()))
    except NoteError as error:
        message = f"--key: {error}"
        raise typer.BadParameter(message) from None


def parse_kind(kind: str | None) -> "Kind | None":
    """Read a kind of record from the command line.

    Raises:
        typer.BadParameter: There is no such kind; the nearest one is told.
    """
    from scenarios.errors import nearest
    from scenarios.journal.record import KINDS, Kind

    if kind is not None and kind not in KINDS:
        known = ", ".join(sorted(KINDS))
        message = f"--kind: no kind {kind!r}{nearest(kind, KINDS)}; there are {known}"
        raise typer.BadParameter(message)
    return None if kind is None else Kind(kind)


def read_kept_head(file: str | None) -> "KeptHead | None":
    """Read a head that was kept elsewhere; `-` is standard input.

    Raises:
        NoteError: The file holds no head.
        UnreadableFileError: It cannot be read.
    """
    from scenarios.cli.desk import read_input
    from scenarios.journal.findings import parse_kept_head

    if file is None:
        return None
    name, data = read_input(file)
    return parse_kept_head(data, name)


def keys_to_trust(
    keys: Sequence[str] | None, workspace: Path | None, proof: bytes
) -> tuple[str, tuple["VerifyingKey", ...]]:
    """Return whose a proof has to be, and by which keys: those given, or the journal's.

    Raises:
        typer.BadParameter: The keys that were given are of several journals.
        NoteError: The proof is malformed.
        StoreError: No key was given and there is no journal here.
    """
    from scenarios.journal.checkpoint import parse_checkpoint, parse_proof
    from scenarios.journal.note import parse_note
    from scenarios.journal.trust import keys_of

    given = parse_keys(keys)
    if len({key.name for key in given}) > 1:
        message = "--key: these keys are of several journals"
        raise typer.BadParameter(message)
    if given:
        return given[0].name, given
    size = parse_checkpoint(parse_note(parse_proof(proof).checkpoint).text).size
    with open_audited(workspace) as store:
        return store.origin, (keys_of(store).in_force(size),)


def show_progress() -> Progress:
    """Return what tells on standard error, every other second, how far it has come."""
    started = last = monotonic()

    def show(done: int) -> None:
        nonlocal last
        if monotonic() - last >= EVERY_SECONDS:
            last = monotonic()
            line = f"{done:,} records, {last - started:.0f} s"
            is_terminal = sys.stderr is not None and sys.stderr.isatty()
            typer.echo(
                f"\r{line}" if is_terminal else line, err=True, nl=not is_terminal
            )

    return show
