"""Somebody who keeps journals in tests: a clock that ticks, and numbered chance."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from journal.store_contract import NOW
from scenarios.journal.author import Author
from scenarios.journal.heads import LastSeen
from scenarios.journal.keys import Keyring
from scenarios.journal.opening import found_journal
from scenarios.journal.place import Place
from scenarios.journal.store import Store

__all__ = ["LOG", "chance", "clock", "journal_at", "keyring_at", "last_seen_at", "who"]

LOG = "example.org/case-42"


def chance(seed: str = "") -> Callable[[int], bytes]:
    """Return what looks like chance and is the same each time."""
    numbers = count()

    def entropy(size: int) -> bytes:
        block = sha256(f"{seed}/{next(numbers)}".encode()).digest()
        return (block * (size // len(block) + 1))[:size]

    return entropy


def clock() -> Callable[[], datetime]:
    """Return a clock that goes on by a minute with every look."""
    minutes = count()
    return lambda: NOW + timedelta(minutes=next(minutes))


def who(seed: str = "") -> Author:
    """Return somebody who writes."""
    return Author("anna", clock(), chance(seed))


def keyring_at(folder: Path, passphrase: str | None = None) -> Keyring:
    """Return a keyring in a folder."""
    return Keyring(folder / "keys", chance("keys"), passphrase=passphrase)


def last_seen_at(folder: Path) -> LastSeen:
    """Return what was seen of the journal of a folder, kept in that folder."""
    return LastSeen(folder / "heads", Place(folder / "journal.db"))


def journal_at(folder: Path, origin: str = LOG) -> Store:
    """Make a journal with a key in a folder."""
    return found_journal(
        Place(folder / "journal.db"), origin, who(), keyring_at(folder)
    )
