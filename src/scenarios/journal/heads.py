"""The head of a journal that was seen last, kept outside the data folder.

Whoever can write the journal can put an older or another one in its place, and that
one holds together just as well. So each place has a file elsewhere that says whose
journal was seen there, how many records it had and over which root. Origin and key are
pinned at the first look and never again taken from the journal itself.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scenarios.journal.checkpoint import Checkpoint
from scenarios.journal.errors import (
    ContradictedHeadError,
    DamagedJournalError,
    SeenHeadError,
    UnknownRecordError,
)
from scenarios.journal.files import make_folder, write_whole
from scenarios.journal.findings import KeptHead
from scenarios.journal.place import Place
from scenarios.journal.store import Store
from scenarios.journal.tree import HASH_BYTES, Frontier

__all__ = [
    "LastSeen",
    "SeenHead",
    "as_kept",
    "check_seen",
    "identity_of",
    "pinned_keys",
    "root_at",
    "see",
]

FORMAT = "scenarios/seen-head@1"
ADVICE = (
    "compare it with a head kept elsewhere (`scenarios audit verify --against FILE`), "
    "then put the right journal back, or take this one as it is "
    "(`scenarios audit accept --why TEXT`)"
)


@dataclass(frozen=True, slots=True)
class SeenHead:
    """What was seen of a journal.

    Attributes:
        origin: Whose it was.
        vkey: The key that its first record names, if any.
        size: Number of records.
        root: Root over them.
        at: When it was seen.
    """

    origin: str
    vkey: str | None
    size: int
    root: bytes
    at: datetime

    def __str__(self) -> str:
        return f"{self.size} records of {self.origin}, seen {self.when}"

    @property
    def when(self) -> str:
        """Return when it was seen, for people."""
        return f"{self.at:%Y-%m-%d %H:%M} UTC"


class LastSeen:
    """The file that says what was seen last at a place.

    Attributes:
        path: The file, there or not.
        place: Whose heads it holds.
    """

    def __init__(self, folder: Path, place: Place) -> None:
        self.place = identity_of(place)
        self.path = folder / f"{sha256(self.place.encode()).hexdigest()}.json"

    def read(self) -> SeenHead | None:
        """Return what was seen last, or None where nothing ever was.

        Raises:
            SeenHeadError: The file is there, but it is not as it was written.
        """
        fields = _fields(self.path)
        return None if fields is None else _parse(fields, str(self.path))

    def keep(self, head: SeenHead) -> None:
        """Keep a head that continues the one before; a smaller one changes nothing.

        Two programs may do so at once: then the smaller head may stay, which is older
        but true.

        Raises:
            SeenHeadError: The file cannot be read or written.
        """
        fields = _fields(self.path)
        last = None if fields is None else _parse(fields, str(self.path))
        if last is None or last.size < head.size:
            self._write(head, _earlier(fields))

    def pin_anew(self, head: SeenHead, why: str) -> None:
        """Keep a head that does not continue the one before, which stays on file.

        Raises:
            SeenHeadError: The file cannot be read or written.
        """
        try:
            fields = _fields(self.path)
            last = None if fields is None else _parse(fields, str(self.path))
        except SeenHeadError as error:
            self._write(head, [{"unreadable": error.reason, "why": why}])
            return
        gone = [] if last is None else [_json(last) | {"why": why}]
        self._write(head, [*_earlier(fields), *gone])

    def _write(self, head: SeenHead, earlier: Sequence[object]) -> None:
        fields = {"format": FORMAT, "place": self.place} | _json(head)
        text = json.dumps(fields | {"earlier": earlier}, indent=2, ensure_ascii=False)
        try:
            make_folder(self.path.parent)
            write_whole(self.path, f"{text}\n".encode())
        except OSError as error:
            raise _fault(self.path, "cannot be written", error) from error


def identity_of(place: Place) -> str:
    """Return the name of a place, the same from wherever it is named; no password."""
    if place.file is not None:
        return str(place.file.resolve())
    asked = parse_qsl(urlsplit(place.server).query)
    shown = urlencode([(key, value) for key, value in asked if "password" not in key])
    return f"{place}?{shown}" if shown else str(place)


def pinned_keys(folder: Path, origin: str) -> frozenset[str]:
    """Return the keys that were pinned for a journal, wherever it was seen.

    Args:
        folder: Holds the files of what was seen.
        origin: Whose keys are asked for.
    """
    pinned = set[str]()
    for path in sorted(folder.glob("*.json")):
        with suppress(SeenHeadError):
            head = _parse(_fields(path) or {}, str(path))
            if head.origin == origin and head.vkey is not None:
                pinned.add(head.vkey)
    return frozenset(pinned)


def as_kept(head: SeenHead | None, where: str) -> KeptHead | None:
    """Return a head that was seen as one that was kept, to check an export against."""
    if head is None:
        return None
    return KeptHead(where, Checkpoint(head.origin, head.size, head.root), None)


def see(store: Store, now: Callable[[], datetime]) -> SeenHead:
    """Return the head of a journal as it is now."""
    head = store.head()
    vkey = store.record(0).draft.body.get("vkey")
    named = vkey if isinstance(vkey, str) else None
    return SeenHead(store.origin, named, head.size, head.root, now())


def check_seen(store: Store, last: SeenHead, present: SeenHead) -> None:
    """Check that a journal continues what was seen of it; O(log n) of its nodes.

    Raises:
        ContradictedHeadError: It is another one, or smaller, or its past differs.
        DamagedJournalError: Its tree has a hole.
    """
    size = present.size
    if present.origin != last.origin:
        reason = f"it is the journal {present.origin}, but here stood {last}"
    elif present.vkey != last.vkey:
        reason = f"it names another key than the one that signs for {last}"
    elif size < last.size:
        reason = f"it holds {size} records, but there were {last}"
    elif root_at(store, last.size) != last.root:
        reason = f"its first {last.size} records are not the {last}"
    else:
        return
    raise ContradictedHeadError(store.where, reason, ADVICE)


def root_at(store: Store, size: int) -> bytes:
    """Return the root over the first records, from the nodes that a store keeps.

    Raises:
        DamagedJournalError: A node is missing.
    """
    try:
        return Frontier.load(size, store.node).root
    except UnknownRecordError as error:
        raise DamagedJournalError(store.where, f"{error}") from error


def _json(head: SeenHead) -> dict[str, object]:
    return {
        "origin": head.origin,
        "vkey": head.vkey,
        "size": head.size,
        "root": head.root.hex(),
        "seen": head.at.isoformat(),
    }


def _fields(path: Path) -> Mapping[str, Any] | None:
    try:
        fields = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _fault(path, "cannot be read", error) from error
    except (ValueError, RecursionError) as error:
        raise SeenHeadError(str(path), f"is no JSON: {error}") from error
    if not isinstance(fields, dict) or fields.get("format") != FORMAT:
        raise SeenHeadError(str(path), f"its format is not {FORMAT}")
    return fields


def _fault(path: Path, what: str, error: OSError) -> SeenHeadError:
    return SeenHeadError(str(path), f"{what}: {error.strerror or error}")


def _parse(fields: Mapping[str, Any], where: str) -> SeenHead:
    try:
        origin, vkey, size = fields["origin"], fields["vkey"], fields["size"]
        root, at = bytes.fromhex(fields["root"]), datetime.fromisoformat(fields["seen"])
    except (KeyError, TypeError, ValueError) as error:
        raise SeenHeadError(where, f"is not as it was written: {error!r}") from error
    typed = isinstance(origin, str) and isinstance(vkey, str | None)
    if not typed or type(size) is not int or size < 1 or len(root) != HASH_BYTES:
        raise SeenHeadError(where, "is not as it was written")
    return SeenHead(origin, vkey, size, root, at)


def _earlier(fields: Mapping[str, Any] | None) -> list[object]:
    earlier = None if fields is None else fields.get("earlier")
    return earlier if isinstance(earlier, list) else []
