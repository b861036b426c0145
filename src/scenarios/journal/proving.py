"""Proving offline that a record is in a journal (C2SP tlog-proof)."""

from collections.abc import Sequence

from scenarios.journal.checkpoint import (
    Checkpoint,
    LoggedProof,
    parse_proof,
    verify_proof,
    write_proof,
)
from scenarios.journal.keys import Keyring
from scenarios.journal.note import VerifyingKey
from scenarios.journal.sealing import seal_head
from scenarios.journal.store import Store
from scenarios.journal.tree import inclusion_proof, leaf_hash
from scenarios.journal.trust import keys_of

__all__ = ["check_proof", "prove"]


def prove(store: Store, seq: int, keyring: Keyring) -> bytes:
    """Prove that a record is in a journal; the proof carries the record along.

    Args:
        store: The journal.
        seq: The place of the record.
        keyring: Holds the key that signs, where no signed head has the record yet.

    Raises:
        UnknownRecordError: There is no such record.
        KeyFileError: A head has to be signed and the key is not there.
    """
    record = store.record(seq)
    kept = store.checkpoint()
    if kept is None or keys_of(store).open(kept).size <= seq:
        kept = seal_head(store, keyring)
    size = keys_of(store).open(kept).size
    hashes = tuple(inclusion_proof(seq, size, store.node))
    return write_proof(LoggedProof(seq, hashes, kept, record.data))


def check_proof(
    data: bytes, record: bytes | None, origin: str, keys: Sequence[VerifyingKey]
) -> tuple[LoggedProof, Checkpoint, bytes]:
    """Check a proof; return it, the checkpoint it leads to and the record.

    Args:
        data: The content of a `.tlog-proof` file.
        record: The bytes of the record; those that the proof carries where None.
        origin: Which journal it has to be in.
        keys: Keys of that journal.

    Raises:
        NoteError: The proof is malformed, or its checkpoint does not hold.
        ProofError: The record is not in the journal at the place it says.
    """
    proof = parse_proof(data)
    shown = proof.extra if record is None else record
    checkpoint = verify_proof(proof, leaf_hash(shown), origin, keys)
    return proof, checkpoint, shown
