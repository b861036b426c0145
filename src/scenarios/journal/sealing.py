"""Signing the head of a journal, after looking again at what it signs for.

A store can fail between one look and the next: one flipped bit in a stored leaf has
ended a public log (Certificate Transparency, Yeti 2022). So all that was added since
the last signed head is read and hashed again, on top of what that head stated.
"""

from scenarios.journal.checkpoint import Checkpoint, sign_checkpoint
from scenarios.journal.errors import (
    ContradictedHeadError,
    DamagedJournalError,
    StoreError,
)
from scenarios.journal.heads import root_at
from scenarios.journal.keys import Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.record import verify_chain
from scenarios.journal.store import Head, Store
from scenarios.journal.tree import Frontier
from scenarios.journal.trust import KeyChain, keys_of

__all__ = ["check_kept", "seal_head"]


def seal_head(store: Store, keyring: Keyring) -> bytes:
    """Sign the head of a journal, keep the checkpoint there and return it.

    Where the head is signed already, that checkpoint is returned and no key is needed.

    Raises:
        ContradictedHeadError: A head was signed before that this one does not continue.
        DamagedJournalError: What was added since is not what the tree says.
        KeyFileError: The key in force is not there.
        UntrustedKeyError: The keys of the journal do not hold.
        NoteError: The checkpoint that is kept is not signed as it must be.
    """
    head, chain = store.head(), keys_of(store)
    kept = store.checkpoint()
    last = None if kept is None else check_kept(store, kept, chain, head)
    if kept is not None and last is not None and last.size == head.size:
        return kept
    _look_again(store, last, head)
    vkey = write_vkey(chain.in_force(head.size))
    checkpoint = Checkpoint(store.origin, head.size, head.root)
    signed = sign_checkpoint(checkpoint, keyring.load(store.origin, vkey))
    try:
        store.keep_checkpoint(head.size, signed)
    except StoreError:
        # Somebody may have signed the same head or a later one meanwhile.
        newer = store.checkpoint()
        if newer is None or newer == kept:
            raise
        check_kept(store, newer, keys_of(store), store.head())
    return signed


def check_kept(store: Store, kept: bytes, chain: KeyChain, head: Head) -> Checkpoint:
    """Check a signed checkpoint of a journal against what the journal holds now.

    Raises:
        ContradictedHeadError: The journal does not continue it.
        DamagedJournalError: The tree has a hole.
        NoteError: It is not signed by the key in force at its size.
        UntrustedKeyError: The journal names no key.
    """
    checkpoint = chain.open(kept)
    size = checkpoint.size
    if size > head.size:
        reason = f"it holds {head.size} records, but its key signed for {size}"
    elif not size or root_at(store, size) != checkpoint.root:
        reason = f"its first {size} records are not those that its key signed for"
    else:
        return checkpoint
    advice = "do not go on with it before you know why; the right one is in a backup"
    raise ContradictedHeadError(store.where, reason, advice)


def _look_again(store: Store, last: Checkpoint | None, head: Head) -> None:
    """Read and hash what was added since a checkpoint.

    Raises:
        DamagedJournalError: It does not lead to the root of the head.
        BrokenChainError: A record does not follow the one before.
    """
    size = last.size if last else 0
    frontier = Frontier.load(size, store.node)
    before = store.record(size - 1) if size else None
    for record in store.read(size, head.size):
        before = verify_chain([record], before)
        frontier, _ = frontier.append(bytes.fromhex(record.leaf))
    if (frontier.size, frontier.root) != (head.size, head.root):
        reason = f"its records from {size} on do not lead to the root of its tree"
        raise DamagedJournalError(store.where, reason)
