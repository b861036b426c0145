"""Making a journal with its key, and opening one that was seen before."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from scenarios.journal.author import Author
from scenarios.journal.errors import (
    ContradictedHeadError,
    JournalExistsError,
    JournalNotFoundError,
)
from scenarios.journal.founding import first_record
from scenarios.journal.heads import LastSeen, see
from scenarios.journal.keys import Entropy, Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.place import Place, create_journal, open_journal
from scenarios.journal.store import Store
from scenarios.journal.watched import WatchedStore, watch

__all__ = [
    "found_journal",
    "name_journal",
    "open_or_found",
    "open_there",
    "open_watched",
]

LONGEST_SLUG = 60


def name_journal(root: Path, entropy: Entropy) -> str:
    """Make an origin: the folder's name in plain letters, and 8 random hex digits.

    >>> name_journal(Path("Café Québec"), bytes)
    'cafe-quebec-00000000'
    """
    plain = unicodedata.normalize("NFKD", root.name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_SLUG]
    return f"{slug or 'journal'}-{entropy(4).hex()}"


def found_journal(place: Place, origin: str, author: Author, keyring: Keyring) -> Store:
    """Make a journal, its key first.

    Args:
        place: Where it will be.
        origin: Its name, unique among all journals.
        author: Who makes it.
        keyring: Where its key will be.

    Raises:
        JournalExistsError: Something is there already.
        StoreError: It cannot be made there; then the key is gone as well.
        KeyFileError: The key cannot be made.
        MalformedRecordError: The origin or the actor is not fit for a record.
    """
    if place.file is not None and place.file.exists():
        raise JournalExistsError(str(place))
    # Says whether origin and actor are fit, before anything is made.
    first_record(origin, author.now(), author.actor)
    path = keyring.path_of(origin)
    was_there = path.exists()
    vkey = write_vkey(keyring.make(origin).verifying)
    try:
        first = first_record(origin, author.now(), author.actor, vkey)
        return create_journal(place, first)
    except BaseException:
        if not was_there:
            path.unlink(missing_ok=True)
        raise


def open_watched(
    place: Place,
    last_seen: LastSeen,
    now: Callable[[], datetime],
    tell: Callable[[str], None],
) -> WatchedStore:
    """Open a journal and check it against what was seen last of it.

    Args:
        place: Where it is.
        last_seen: What was seen last there.
        now: Tells the time.
        tell: Is told, in a line, what stops nothing.

    Raises:
        JournalNotFoundError: There is none, and never was.
        ContradictedHeadError: It is gone, smaller than before, or another one.
        StoreError: It cannot be used or trusted.
    """
    return watch(open_there(place, last_seen), last_seen, now, tell)


def open_there(place: Place, last_seen: LastSeen) -> Store:
    """Open a journal whose place is known, without checking it against anything.

    Raises:
        JournalNotFoundError: There is none, and never was.
        ContradictedHeadError: It is gone.
        StoreError: It cannot be used.
    """
    try:
        return open_journal(place)
    except JournalNotFoundError as error:
        last = last_seen.read()
        if last is None:
            raise
        reason = f"there is no journal here, but there were {last}"
        advice = "put it back from a backup; the next `record` would begin a new one"
        raise ContradictedHeadError(error.where, reason, advice) from error


def open_or_found(  # noqa: PLR0913 it needs what opening needs and what making needs
    place: Place,
    root: Path,
    author: Author,
    keyring: Keyring,
    last_seen: LastSeen,
    tell: Callable[[str], None],
) -> WatchedStore:
    """Open the journal at a place, or make one where there is none.

    Where another journal was seen, that is told, and its head stays on file.

    Args:
        place: Where it is or will be.
        root: The folder that it is named after.
        author: Who makes it.
        keyring: Where its key will be.
        last_seen: What was seen last at the place.
        tell: Is told, in a line, what stops nothing.

    Raises:
        StoreError: It cannot be used, trusted or made.
        KeyFileError: Its key cannot be made.
    """
    try:
        return watch(open_journal(place), last_seen, author.now, tell)
    except JournalNotFoundError:
        last = last_seen.read()
    origin = name_journal(root, author.entropy)
    try:
        store = found_journal(place, origin, author, keyring)
    except JournalExistsError:
        # Another program was faster.
        return open_watched(place, last_seen, author.now, tell)
    if last is not None:
        tell(f"warning: {place}: there were {last}, and they are gone")
        tell(f"warning: the new journal {origin} knows nothing of them")
        last_seen.pin_anew(see(store, author.now), "a new journal was made")
    return watch(store, last_seen, author.now, tell)
