"""Checkpoints, signed heads of a journal, and proofs that carry one along.

A checkpoint (C2SP tlog-checkpoint) says how many records a journal has and the root
over them. A logged proof (C2SP tlog-proof) shows offline that a record is among them.
Whose journal it has to be, and by which keys, is told by the caller: what a file says
of itself proves nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.journal.note import (
    MalformedTextError,
    Note,
    NoteError,
    SigningKey,
    VerifyingKey,
    from_base64,
    open_note,
    parse_note,
    sign,
    to_base64,
    write_note,
)
from scenarios.journal.tree import HASH_BYTES, verify_inclusion

__all__ = [
    "MOST_LEAVES",
    "PROOF_START",
    "Checkpoint",
    "LoggedProof",
    "OriginMismatchError",
    "open_checkpoint",
    "parse_checkpoint",
    "parse_proof",
    "sign_checkpoint",
    "verify_proof",
    "write_checkpoint",
    "write_proof",
]

MOST_LEAVES = 2**64 - 1
"""Sizes are 64-bit in every other program that reads checkpoints."""

PROOF_START = "c2sp.org/tlog-proof@v1"
"""The first line of a logged proof (tlog-proof, Format)."""

MOST_HASHES = 64
"""A path in a tree of at most 2^64 leaves is no longer."""

_NUMBER = re.compile(r"0|[1-9][0-9]{0,19}")


class OriginMismatchError(NoteError):
    """A checkpoint is of another journal than the one asked for."""

    def __init__(self, expected: str, origin: str) -> None:
        self.expected = expected
        self.origin = origin
        super().__init__(f"the checkpoint is of {origin!r}, not of {expected!r}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a journal says of itself at one size (tlog-checkpoint, Note text).

    Attributes:
        origin: Which journal it is.
        size: Number of records.
        root: Root over them; the format leaves its length open.
        extensions: Further lines. We write none: nobody audits them.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= MOST_LEAVES:
            why = f"{self.size} is not from 0 to {MOST_LEAVES}"
            raise MalformedTextError("size of the checkpoint", why)
        if not self.root:
            raise MalformedTextError("root of the checkpoint", "is empty")
        for line in (self.origin, *self.extensions):
            if not line or "\n" in line:
                why = f"{line!r} is not one line with something in it"
                raise MalformedTextError("line of the checkpoint", why)


@dataclass(frozen=True, slots=True)
class LoggedProof:
    """A proof that a record is in a journal, with the checkpoint it leads to.

    Attributes:
        index: Place of the record, from 0.
        hashes: Inclusion proof, from the leaf up.
        checkpoint: The signed checkpoint, byte for byte.
        extra: Anything else; not authenticated, so never to be relied on.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes = b""

    def __post_init__(self) -> None:
        if not 0 <= self.index < MOST_LEAVES:
            why = f"{self.index} is not from 0 to {MOST_LEAVES - 1}"
            raise MalformedTextError("index of the proof", why)
        if len(self.hashes) > MOST_HASHES:
            why = f"has {len(self.hashes)} hashes; {MOST_HASHES} is the most"
            raise MalformedTextError("proof", why)
        for place, each in enumerate(self.hashes):
            _check_hash(f"hash {place} of the proof", each)


def write_checkpoint(checkpoint: Checkpoint) -> str:
    """Write the text of a checkpoint, for a note to carry."""
    root = to_base64(checkpoint.root)
    lines = [checkpoint.origin, str(checkpoint.size), root, *checkpoint.extensions]
    return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint.

    Raises:
        MalformedTextError: It is not origin, size and root, each a line with something
            in it, or not their one spelling.
    """
    match text.split("\n"):
        case [origin, size, root, *extensions, ""]:
            return Checkpoint(
                origin,
                _parse_number(size, "size of the checkpoint"),
                from_base64(root, "root of the checkpoint"),
                tuple(extensions),
            )
        case _:
            why = "origin, size and root must stand, a line each"
            raise MalformedTextError("checkpoint", why)


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> bytes:
    """Sign a checkpoint with the key of its journal.

    The caller has to make sure that it continues every checkpoint signed before
    (tlog-checkpoint, Signatures).

    Raises:
        OriginMismatchError: The key is called otherwise than the journal.
        MalformedTextError: The root is no SHA-256 hash, or the origin holds control
            characters.
    """
    if key.name != checkpoint.origin:
        raise OriginMismatchError(key.name, checkpoint.origin)
    _check_hash("root of the checkpoint", checkpoint.root)
    text = write_checkpoint(checkpoint)
    return write_note(Note(text, (sign(text, key),)))


def open_checkpoint(
    data: bytes, origin: str, keys: Iterable[VerifyingKey]
) -> Checkpoint:
    """Read a signed checkpoint, verify it and check whose it is.

    Args:
        data: The signed checkpoint.
        origin: Which journal it has to be of.
        keys: Keys of that journal, old ones too. Not those of witnesses: one
            signature is enough.

    Raises:
        NoteError: It is malformed, not signed by one of the keys, or of another
            journal.
    """
    checkpoint = parse_checkpoint(open_note(data, keys).text)
    if checkpoint.origin != origin:
        raise OriginMismatchError(origin, checkpoint.origin)
    _check_hash("root of the checkpoint", checkpoint.root)
    return checkpoint


def write_proof(proof: LoggedProof) -> bytes:
    """Write a logged proof, the content of a `.tlog-proof` file."""
    extra = [f"extra {to_base64(proof.extra)}"] if proof.extra else []
    hashes = map(to_base64, proof.hashes)
    lines = [PROOF_START, *extra, f"index {proof.index}", *hashes]
    return "".join(f"{line}\n" for line in lines).encode() + b"\n" + proof.checkpoint


def parse_proof(data: bytes) -> LoggedProof:
    """Read a logged proof without verifying it.

    Raises:
        MalformedTextError: The bytes are not the one spelling of a proof.
    """
    head, _, checkpoint = data.partition(b"\n\n")
    parse_note(checkpoint)
    if not head.isascii():
        raise MalformedTextError("proof", "is not ASCII down to the checkpoint")
    match head.decode().split("\n"):
        case [start, *lines] if start == PROOF_START:
            return _parse_lines(lines, checkpoint)
        case _:
            raise MalformedTextError("proof", f"does not start with {PROOF_START}")


def verify_proof(
    proof: LoggedProof, leaf: bytes, origin: str, keys: Iterable[VerifyingKey]
) -> Checkpoint:
    """Verify that a leaf is in a journal; return the checkpoint that says so.

    Args:
        proof: The proof.
        leaf: Leaf hash of the record, made by the caller from its bytes.
        origin: Which journal it has to be in.
        keys: Keys of that journal.

    Raises:
        NoteError: The checkpoint does not hold, as in `open_checkpoint`.
        ProofError: The checkpoint holds, but the leaf is not in its tree at the index.
    """
    checkpoint = open_checkpoint(proof.checkpoint, origin, keys)
    size, root = checkpoint.size, checkpoint.root
    verify_inclusion(leaf, proof.index, size, proof.hashes, root)
    return checkpoint


def _parse_lines(lines: list[str], checkpoint: bytes) -> LoggedProof:
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines[0].removeprefix("extra "), "extra of the proof")
        if not extra:
            raise MalformedTextError("extra of the proof", "is empty; leave it out")
        lines = lines[1:]
    if not lines or not lines[0].startswith("index "):
        raise MalformedTextError("proof", "the line of the index is missing")
    index = _parse_number(lines[0].removeprefix("index "), "index of the proof")
    hashes = [
        from_base64(line, f"hash {place} of the proof")
        for place, line in enumerate(lines[1:])
    ]
    return LoggedProof(index, tuple(hashes), checkpoint, extra)


def _parse_number(text: str, what: str) -> int:
    """Read an ASCII number; its length is checked before `int` sees it."""
    if not _NUMBER.fullmatch(text):
        why = f"{text[:30]!r} is not a number of up to 20 digits without leading zeros"
        raise MalformedTextError(what, why)
    return int(text)


def _check_hash(what: str, given: bytes) -> None:
    if len(given) != HASH_BYTES:
        why = f"has {len(given)} bytes; a SHA-256 hash has {HASH_BYTES}"
        raise MalformedTextError(what, why)
