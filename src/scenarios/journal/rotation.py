"""Putting a new key in force, with the signature of the one before."""

from scenarios.journal.author import Author
from scenarios.journal.canonical import write_json
from scenarios.journal.errors import BrokenChainError, UntrustedKeyError
from scenarios.journal.keys import Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.payload import PAYLOAD, SALT_BYTES, Payload
from scenarios.journal.record import Kind, Record, seal_record
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_kind
from scenarios.journal.trust import SIGNATURE, VKEY, endorse, follow_keys, keys_of

__all__ = ["rotate_key"]

MOST_TRIES = 100
"""Somebody who appends all the time must not keep a key from changing."""


def rotate_key(store: Store, author: Author, keyring: Keyring, why: str) -> Record:
    """Put a new key in force; from the next record on, the old one signs nothing.

    A change that was cut short after it went on record is finished instead.

    Args:
        store: The journal.
        author: Who does it.
        keyring: Holds the key in force, and will hold the new one in its place.
        why: The reason, kept beside the record.

    Returns:
        The record that names the new key.

    Raises:
        KeyFileError: The key in force is not there, or a file cannot be written.
        UntrustedKeyError: The keys of the journal do not hold, or somebody else changed
            the key just now.
        StoreError: The journal cannot be written.
    """
    origin, was_cut_short = store.origin, keyring.next_of(store.origin).exists()
    old = keyring.load(origin, write_vkey(keys_of(store).in_force(store.head().size)))
    if was_cut_short and not keyring.next_of(origin).exists():
        return store.record(store.mentions(about_kind(Kind.KEY_ADDED))[-1])
    vkey = write_vkey(keyring.make_next(origin).verifying)
    reason = Payload(author.entropy(SALT_BYTES), write_json({"why": why}))
    for _ in range(MOST_TRIES):
        head = store.head()
        if keys_of(store).in_force(head.size) != old.verifying:
            fault = "another key came in force just now; look at it before you go on"
            raise UntrustedKeyError(head.size, fault)
        place = (head.size, head.leaf)
        body = {VKEY: vkey, SIGNATURE: endorse(vkey, place, old)}
        body[PAYLOAD] = reason.commitment
        draft = author.draft(Kind.KEY_ADDED, body, (reason,))
        record = seal_record(draft, origin, *place)
        # What would not be believed must not go on record: it could never be undone.
        changes = map(store.record, store.mentions(about_kind(Kind.KEY_ADDED)))
        follow_keys(store.record(0), [*changes, record])
        try:
            # The signature holds for this place alone: somebody may be faster.
            store.extend([record])
        except BrokenChainError:
            continue
        keyring.promote(origin)
        return record
    raise UntrustedKeyError(head.size, "others append too fast; try again later")
