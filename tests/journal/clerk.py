"""Somebody who keeps journals in tests: a clock that ticks, and numbered chance."""

import os
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
from scenarios.journal.payload import Payload
from scenarios.journal.place import Place
from scenarios.journal.record import Kind
from scenarios.journal.rotation import rotate_key
from scenarios.journal.store import Store

__all__ = [
    "FULL",
    "LOG",
    "chance",
    "clock",
    "journal_at",
    "keyring_at",
    "last_seen_at",
    "rich_journal_at",
    "silent",
    "text",
    "who",
]

LOG = "example.org/case-42"
FULL = os.environ.get("SCENARIOS_RELIABILITY") == "1"
"""Whether to try everything; otherwise a sample of it."""

_KEYRINGS = count()


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
    fresh = chance(f"keyring {next(_KEYRINGS)}")
    return Keyring(folder / "keys", fresh, passphrase=passphrase)


def last_seen_at(folder: Path) -> LastSeen:
    """Return what was seen of the journal of a folder, kept in that folder."""
    return LastSeen(folder / "heads", Place(folder / "journal.db"))


def journal_at(folder: Path, origin: str = LOG) -> Store:
    """Make a journal with a key in a folder."""
    return found_journal(
        Place(folder / "journal.db"), origin, who(), keyring_at(folder)
    )


def silent(_: int) -> None:
    """Tell nobody how far it has come."""


def text(seed: str) -> Payload:
    """Return a text."""
    return Payload(chance(seed)(32), seed.encode())


def rich_journal_at(folder: Path) -> Store:
    """Make a journal with notes, texts, a redaction and a change of keys.

    It holds 11 records; the key comes in force with record 8.
    """
    store, author = journal_at(folder), who("rich")
    texts = [text(f"text {number}") for number in range(4)]
    store.append([author.draft(Kind.NOTE, {"number": 1})])
    store.append(
        [author.draft(Kind.NOTE, {"payload": t.commitment}, (t,)) for t in texts]
    )
    gone = texts[1].commitment
    store.append([author.draft(Kind.NOTE, {"number": 2})])
    store.append([author.draft(Kind.PAYLOAD_REDACTED, {"redacted": (gone,)})])
    rotate_key(store, author, keyring_at(folder), "it was time")
    store.append([author.draft(Kind.NOTE, {"number": n}) for n in (3, 4)])
    return store
