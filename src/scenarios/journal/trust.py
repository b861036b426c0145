"""Which key signs for a journal at which size: a chain from the first record on.

The first record names the first key. A `key.added` record names the next one and holds
the signature of the key before it over a note that says whose key it is and at which
place of which journal it comes in force. So nobody can add a key who had none, and no
such signature can be used at another place or be taken for that of a checkpoint.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.journal.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint
from scenarios.journal.errors import UntrustedKeyError
from scenarios.journal.note import (
    NoteError,
    SigningKey,
    VerifyingKey,
    open_note,
    parse_note,
    parse_vkey,
    sign,
    to_base64,
)
from scenarios.journal.record import Kind, Record
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_kind

__all__ = [
    "SIGNATURE",
    "VKEY",
    "KeyChain",
    "Reign",
    "endorse",
    "follow_keys",
    "keys_of",
]

VKEY = "vkey"
"""Where a body names a verifying key."""

SIGNATURE = "signature"
"""Where a `key.added` holds the signature of the key before it."""

STATEMENT = "scenarios/key-added@1"


@dataclass(frozen=True, slots=True)
class Reign:
    """A key, and the smallest size of the journal that it signs for."""

    start: int
    key: VerifyingKey


@dataclass(frozen=True, slots=True)
class KeyChain:
    """The keys of a journal, the first one first; none where it names none."""

    origin: str
    reigns: tuple[Reign, ...]

    def in_force(self, size: int) -> VerifyingKey:
        """Return the key that signs for the journal at a size.

        Raises:
            UntrustedKeyError: The journal names no key at all.
        """
        for reign in reversed(self.reigns):
            if reign.start <= size:
                return reign.key
        raise UntrustedKeyError(0, "the journal names no key that could sign for it")

    def open(self, data: bytes) -> Checkpoint:
        """Read a signed checkpoint, if the key in force at its size signed it.

        Raises:
            NoteError: It is malformed, of another journal, or signed by another key.
            UntrustedKeyError: The journal names no key at all.
        """
        size = parse_checkpoint(parse_note(data).text).size
        return open_checkpoint(data, self.origin, [self.in_force(size)])


def endorse(vkey: str, record_place: tuple[int, str], key: SigningKey) -> str:
    """Sign for the key that comes next.

    Args:
        vkey: The next key.
        record_place: The `seq` and `prev` of the record that will name it.
        key: The key in force, called as the journal.
    """
    signature = sign(_statement(key.name, record_place, vkey), key)
    return f"— {signature.name} {to_base64(signature.key_id + signature.value)}"


def follow_keys(first: Record, changes: Iterable[Record]) -> KeyChain:
    """Follow the keys of a journal from the one that its first record names.

    Args:
        first: The first record. Whether its key is the right one, only somebody knows
            who has it from elsewhere.
        changes: Its `key.added` records, in order.

    Raises:
        UntrustedKeyError: A key is malformed, or the one before did not sign for it.
    """
    vkey = first.draft.body.get(VKEY)
    reigns = () if vkey is None else (Reign(1, _named_key(first)),)
    chain = KeyChain(first.log, reigns)
    for record in changes:
        reign = Reign(record.seq + 1, _endorsed_key(record, chain))
        chain = KeyChain(chain.origin, (*chain.reigns, reign))
    return chain


def keys_of(store: Store) -> KeyChain:
    """Follow the keys of a journal that is kept in a store.

    Raises:
        UntrustedKeyError: A key is malformed, or the one before did not sign for it.
    """
    changes = map(store.record, store.mentions(about_kind(Kind.KEY_ADDED)))
    return follow_keys(store.record(0), changes)


def _statement(origin: str, record_place: tuple[int, str], vkey: str) -> str:
    """Write what the key before signs; the third line is never that of a checkpoint."""
    seq, prev = record_place
    return f"{STATEMENT}\n{origin}\nrecord {seq} after {prev}\n{vkey}\n"


def _endorsed_key(record: Record, chain: KeyChain) -> VerifyingKey:
    key, signature = _named_key(record), record.draft.body.get(SIGNATURE)
    if any(key == reign.key for reign in chain.reigns):
        raise UntrustedKeyError(record.seq, f"the key {key.label} was in force before")
    place = (record.seq, record.prev)
    text = _statement(record.log, place, str(record.draft.body[VKEY]))
    if not isinstance(signature, str) or "\n" in signature:
        raise UntrustedKeyError(record.seq, f"nobody signed for the key {key.label}")
    try:
        open_note(f"{text}\n{signature}\n".encode(), [chain.in_force(record.seq)])
    except NoteError as error:
        fault = f"the key before did not sign for {key.label}: {error}"
        raise UntrustedKeyError(record.seq, fault) from error
    return key


def _named_key(record: Record) -> VerifyingKey:
    vkey = record.draft.body.get(VKEY)
    try:
        key = parse_vkey(str(vkey))
    except NoteError as error:
        raise UntrustedKeyError(record.seq, f"it names no key: {error}") from error
    if key.name != record.log:
        fault = f"the key is called {key.name!r}, not {record.log!r} as the journal"
        raise UntrustedKeyError(record.seq, fault)
    return key
