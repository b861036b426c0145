"""What every command starts from: the workspace, the news, the day and the journal.

Only here the environment is read, beside the variables that stand for options.
"""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.options import NEWS_VARIABLE, parse_known_at
from scenarios.errors import UnreadableFileError

if TYPE_CHECKING:
    from scenarios.assessment.briefing import Briefing
    from scenarios.errors import Issue
    from scenarios.intake.embedding import Embedder
    from scenarios.journal.author import Author
    from scenarios.journal.heads import LastSeen
    from scenarios.journal.keys import Keyring
    from scenarios.journal.place import Place
    from scenarios.journal.store import Store
    from scenarios.loading.developments import Developments
    from scenarios.loading.workspace import Workspace

__all__ = [
    "author",
    "brief_from",
    "cache_folder",
    "found_journal",
    "heads_folder",
    "journal_place",
    "keyring",
    "known_from",
    "last_seen",
    "now",
    "open_desk",
    "open_journal",
    "open_journal_of",
    "open_known",
    "open_news",
    "open_or_found_journal",
    "open_verified",
    "open_weighable",
    "open_workspace",
    "progress_bar",
    "read_given",
    "read_input",
    "seal_head",
    "sense_model",
    "today",
    "warn",
    "warn_of_lost",
    "workspace_folder",
]

STDIN = "-"
SMALL = 500
"""Records that are checked in a twentieth of a second."""

LONG = 1000
"""Work on fewer items is over before anybody looks."""


def workspace_folder(folder: Path | None) -> Path:
    """Return the folder of the workspace that was named, or of the nearest upwards."""
    from scenarios.loading.reading import find_workspace

    return find_workspace(Path()) if folder is None else folder


def open_workspace(folder: Path | None) -> "Workspace":
    """Load the workspace that was named, or the nearest one upwards."""
    from scenarios.loading.reading import load_workspace

    return load_workspace(workspace_folder(folder))


def open_weighable(folder: Path | None, model: str | None) -> "Workspace":
    """Load a workspace, and make sure that a model can weigh all of its scenarios.

    Raises:
        UnknownModelError: The workspace holds no model of such a name.
        ScoresOnlyError: The model's method gives scores.
        FaultyDataError: The model's scale lacks words that the scenarios use.
    """
    from scenarios.assessment.scale import check_probabilities, check_words

    desk = open_workspace(folder)
    check_probabilities(desk.model(model))
    check_words(desk.chosen(), desk.model(model))
    return desk


def open_news(file: str, workspace: "Workspace") -> "Developments":
    """Load the developments of a file; `-` is standard input.

    Raises:
        ScenariosError: It cannot be read, or has faults.
    """
    from scenarios.loading.developments import parse_developments

    try:
        name, data = read_input(file)
    except UnreadableFileError as error:
        if file != os.environ.get(NEWS_VARIABLE):
            raise
        # Who set it an hour ago looks for the fault in what was typed just now.
        reason = f"{error.reason} ({NEWS_VARIABLE} in the environment names it)"
        raise UnreadableFileError(error.path, reason) from None
    return parse_developments(data, name, workspace)


def open_desk(
    folder: Path | None,
    file: str | None,
    known_at: str | None = None,
    scenarios: Sequence[str] | None = (),
) -> tuple["Workspace", "Developments"]:
    """Load a workspace with its news: from its journal, or from a file instead.

    Args:
        folder: The workspace that was named.
        file: A file of developments; the journal where None.
        scenarios: The scenarios that the news is needed for, all where empty; None
            where every development is wanted, one that observes nothing too.
        known_at: Use only what the journal had been told by then.

    Raises:
        typer.BadParameter: A file was named, and cannot tell what was known when.
        JournalNotFoundError: There is no journal, and no file was named.
        ScenariosError: Something cannot be read, or has faults.
    """
    desk = open_workspace(folder)
    if file is None:
        return _told_by_journal(desk, known_at, scenarios)
    if known_at is not None:
        message = "--known-at asks the journal; a file of developments has no past"
        raise typer.BadParameter(message)
    return desk, open_news(file, desk)


def _told_by_journal(
    desk: "Workspace", known_at: str | None, scenarios: Sequence[str] | None
) -> tuple["Workspace", "Developments"]:
    from scenarios.assessment.briefing import brief_on
    from scenarios.cli.recall import FolderRecall
    from scenarios.journal.errors import JournalNotFoundError

    try:
        with open_journal(desk) as store:
            recall = FolderRecall(cache_folder())
            known = known_from(known_at)
            if scenarios is None:
                found = brief_from(store, desk, known)
            else:
                found = brief_on(store, desk, recall, scenarios, known)
                warn_of_lost(found.issues)
    except JournalNotFoundError as error:
        advice = f"{error.advice}, or name the news with --developments FILE"
        raise JournalNotFoundError(error.where, advice) from None
    return found.workspace, found.developments


def open_known(
    folder: Path | None, file: str | None
) -> tuple["Workspace", "Developments"]:
    """Load a workspace with all its news; without a journal or a file there is none.

    Raises:
        ScenariosError: Something cannot be read, or has faults.
    """
    from scenarios.journal.errors import JournalNotFoundError
    from scenarios.loading.developments import Developments

    try:
        return open_desk(folder, file, scenarios=None)
    except JournalNotFoundError:
        return open_workspace(folder), Developments(())


def brief_from(
    store: "Store", desk: "Workspace", known_at: int | datetime | None = None
) -> "Briefing":
    """Read what a journal was told; warn where the workspace has no place for it.

    Raises:
        UnknownRecordError: The journal has no record of that number.
        StoreError: The journal cannot be read or trusted.
    """
    from scenarios.assessment.briefing import brief

    found = brief(store, desk, known_at)
    warn_of_lost(found.issues)
    return found


def warn_of_lost(links: "Sequence[Issue]") -> None:
    """Warn, in one line, of links that the workspace has no place for."""
    from scenarios.assessment.confidence import count

    if links:
        first, *rest = links
        lost = "it does" if not rest else f"it and {count(len(rest), 'link')} more do"
        place = f"{first.location.path}: record {first.location.line}"
        told = f"{first.key}: {first.message}"
        warn(f"warning: {place}: {told}; {lost} not count")


def known_from(text: str | None) -> int | datetime | None:
    """Return what a journal is asked for; everything where nothing was given.

    Raises:
        typer.BadParameter: It is neither the number of a record nor a time.
    """
    # Typer knows no unions, so that the option itself stays a text.
    return None if text is None else parse_known_at(text)


def read_given(files: list[str], workspace: "Workspace") -> "Developments":
    """Read developments from files that must all be free of faults.

    Raises:
        FaultyDataError: They have faults; carries those of all files.
        UnreadableFileError: One cannot be read.
    """
    from scenarios.loading.developments import read_all

    return read_all([read_input(file) for file in files], workspace)


def open_journal(desk: "Workspace") -> "Store":
    """Open the journal of a loaded workspace, and check all of one that is small.

    What is asked of a large one is found by an index, and only full verification tells
    whether the index keeps something back.

    Raises:
        StoreError: As for `open_journal_of`, or something in it does not hold.
    """
    store = open_journal_of(desk.root, settings_url=desk.settings.journal)
    return _checked(store, most=SMALL)


def open_verified(desk: "Workspace") -> "Store":
    """Open the journal of a loaded workspace, and check all of it, however large.

    Raises:
        StoreError: As for `open_journal_of`, or something in it does not hold.
    """
    store = open_journal_of(desk.root, settings_url=desk.settings.journal)
    return _checked(store, most=store.head().size)


def _checked(store: "Store", *, most: int) -> "Store":
    size = store.head().size
    if size <= most:
        show = progress_bar("checking the journal: record")
        try:
            store.verify(lambda done: show(done, size), processes=os.cpu_count() or 1)
        except BaseException:
            store.close()
            raise
    return store


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

    return LastSeen(heads_folder(), place)


def cache_folder() -> Path:
    """Return the folder that holds what can be worked out again."""
    return _home("XDG_CACHE_HOME", ".cache") / "scenarios"


def heads_folder() -> Path:
    """Return the folder that holds what was seen last of all journals."""
    return _home("XDG_STATE_HOME", ".local/state") / "scenarios" / "heads"


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


def found_journal(desk: "Workspace") -> "Store":
    """Open the journal of a loaded workspace, or make it where there is none.

    Raises:
        JournalError: As for `open_or_found_journal`.
    """
    url = desk.settings.journal
    store = open_or_found_journal(desk.root, settings_url=url, writer=author())
    return _checked(store, most=SMALL)


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


def seal_head(store: "Store") -> None:
    """Sign the head of a journal, where its key is at hand; tell where it is not."""
    from scenarios.journal.errors import KeyFileError
    from scenarios.journal.sealing import seal_head as seal

    try:
        seal(store, keyring())
    except KeyFileError as error:
        warn(f"warning: the head is not signed: {error}")


def sense_model(desk: "Workspace", *, wanted: bool) -> "Embedder | None":
    """Return the model of sense where it is asked for, here or in workspace.yaml.

    Raises:
        MissingExtraError: It is asked for, and its library is not installed.
    """
    if not (wanted or desk.settings.semantic):
        return None
    from scenarios.intake.embedding import E5, CachedEmbedder

    return CachedEmbedder(E5(), cache_folder())


def progress_bar(doing: str) -> Callable[[int, int], None]:
    """Return what shows, on standard error, how far a long work has come."""

    def show(done: int, total: int) -> None:
        if total < LONG or not sys.stderr.isatty():
            return
        end = "\n" if done >= total else ""
        typer.echo(f"\r{doing} {done:,} of {total:,}{end}", err=True, nl=False)

    return show


def _home(variable: str, otherwise: str) -> Path:
    """Return a folder of the user (XDG Base Directory Specification)."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / otherwise


def _ask_passphrase(path: Path) -> str:
    prompt = f"Passphrase of {path}"
    return str(typer.prompt(prompt, hide_input=True, err=True))
