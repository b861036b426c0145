"""Checkpoints and logged proofs: vectors, round trips, every bit of them flipped."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.journal.checkpoint import (
    MOST_LEAVES,
    Checkpoint,
    LoggedProof,
    OriginMismatchError,
    open_checkpoint,
    parse_checkpoint,
    parse_proof,
    sign_checkpoint,
    verify_proof,
    write_checkpoint,
    write_proof,
)
from scenarios.journal.note import (
    BadSignatureError,
    MalformedTextError,
    Note,
    NoteError,
    Signature,
    SigningKey,
    UnverifiedNoteError,
    parse_note,
    sign,
    write_note,
)
from scenarios.journal.tree import (
    EMPTY_ROOT,
    Frontier,
    MalformedProofError,
    ProofError,
    RootMismatchError,
    inclusion_proof,
    leaf_hash,
)

SIGNED = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "signed_note"
needs_vectors = pytest.mark.skipif(
    not SIGNED.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)

ORIGIN = "example.org/case-42"
KEY = SigningKey(ORIGIN, bytes(range(32)))
OTHER = SigningKey(ORIGIN, bytes(range(1, 33)))
KEYS = [KEY.verifying]
ROOT = sha256(b"root").digest()
HEAD = Checkpoint(ORIGIN, 20852163, ROOT)


def refusal(text: str) -> str:
    with pytest.raises(MalformedTextError) as caught:
        parse_checkpoint(text)
    return str(caught.value)


# Checkpoints


def test_a_checkpoint_is_origin_size_and_root() -> None:
    root = b64encode(ROOT).decode()
    assert write_checkpoint(HEAD) == f"{ORIGIN}\n20852163\n{root}\n"
    data = sign_checkpoint(HEAD, KEY)
    assert data.startswith(write_checkpoint(HEAD).encode() + "\n— ".encode())
    assert open_checkpoint(data, ORIGIN, KEYS) == HEAD


def test_an_empty_journal_has_a_checkpoint() -> None:
    head = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    assert open_checkpoint(sign_checkpoint(head, KEY), ORIGIN, KEYS) == head


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "checkpoint: origin, size and root must stand"),
        ("O\n1\n", "checkpoint: origin, size and root must stand"),
        ("O\n1\nAAAA", "checkpoint: origin, size and root must stand"),
        ("\n1\nAAAA\n", "line of the checkpoint: ''"),
        ("O\n1\n\n", "root of the checkpoint: is empty"),
        ("O\n1\nAAAA\n\n", "line of the checkpoint: ''"),
        ("O\n\nAAAA\n", "size of the checkpoint: ''"),
        ("O\n01\nAAAA\n", "size of the checkpoint: '01' is not a number"),
        ("O\n00\nAAAA\n", "size of the checkpoint: '00' is not a number"),
        ("O\n+1\nAAAA\n", "size of the checkpoint: '+1' is not a number"),
        ("O\n-1\nAAAA\n", "size of the checkpoint: '-1' is not a number"),
        ("O\n 1\nAAAA\n", "size of the checkpoint: ' 1' is not a number"),
        ("O\n1_0\nAAAA\n", "size of the checkpoint: '1_0' is not a number"),
        ("O\n\u0661\nAAAA\n", "size of the checkpoint: '\u0661' is not a number"),
        ("O\n0x1\nAAAA\n", "size of the checkpoint: '0x1' is not a number"),
        ("O\n1.0\nAAAA\n", "size of the checkpoint: '1.0' is not a number"),
        (f"O\n{2**64}\nAAAA\n", f"{2**64} is not from 0 to {2**64 - 1}"),
        (f"O\n{'9' * 5000}\nAAAA\n", f"'{'9' * 30}' is not a number"),
        ("O\n1\nAAAB=\n", "root of the checkpoint: is not"),
        ("O\n1\nAAB=\n", "root of the checkpoint: is not the one base64"),
    ],
)
def test_a_checkpoint_in_any_other_spelling_is_refused(text: str, fault: str) -> None:
    assert fault in refusal(text)


def test_the_largest_size_is_read() -> None:
    assert parse_checkpoint(f"O\n{MOST_LEAVES}\nAAAA\n").size == MOST_LEAVES


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"size": -1}, "-1 is not from 0"),
        ({"size": MOST_LEAVES + 1}, "is not from 0"),
        ({"root": b""}, "root of the checkpoint: is empty"),
        ({"origin": ""}, "'' is not one line"),
        ({"origin": "a\nb"}, r"'a\\nb' is not one line"),
        ({"extensions": ("a", "")}, "'' is not one line"),
        ({"extensions": ("a\nb",)}, r"'a\\nb' is not one line"),
    ],
)
def test_a_checkpoint_that_cannot_be_written_is_refused(
    changes: dict[str, Any], fault: str
) -> None:
    with pytest.raises(MalformedTextError, match=fault):
        replace(HEAD, **changes)


def test_a_journal_signs_under_its_own_name() -> None:
    with pytest.raises(OriginMismatchError) as caught:
        sign_checkpoint(replace(HEAD, origin="example.org/case-43"), KEY)
    assert caught.value.origin == "example.org/case-43"
    assert caught.value.expected == ORIGIN


def test_a_root_of_another_length_is_neither_signed_nor_believed() -> None:
    head = replace(HEAD, root=b"bananas")
    with pytest.raises(MalformedTextError, match="has 7 bytes; a SHA-256 hash has 32"):
        sign_checkpoint(head, KEY)
    text = write_checkpoint(head)
    with pytest.raises(MalformedTextError, match="has 7 bytes; a SHA-256 hash has 32"):
        open_checkpoint(write_note(Note(text, (sign(text, KEY),))), ORIGIN, KEYS)


def test_whose_journal_it_is_is_not_asked_of_the_file() -> None:
    stranger = SigningKey("example.org/case-43", KEY.seed)
    data = sign_checkpoint(replace(HEAD, origin=stranger.name), stranger)
    with pytest.raises(
        OriginMismatchError, match=r"is of 'example[.]org/case-43', not"
    ):
        open_checkpoint(data, ORIGIN, [KEY.verifying, stranger.verifying])
    with pytest.raises(UnverifiedNoteError):
        open_checkpoint(data, stranger.name, KEYS)


def test_witnesses_may_sign_too_and_old_keys_stay_good() -> None:
    text = write_checkpoint(HEAD)
    witness = Signature("witness.example", b"four", b"\x04 cosignature")
    data = write_note(Note(text, (witness, sign(text, OTHER))))
    assert open_checkpoint(data, ORIGIN, [KEY.verifying, OTHER.verifying]) == HEAD


def test_every_flipped_bit_of_a_signed_checkpoint_is_refused() -> None:
    data = sign_checkpoint(Checkpoint(ORIGIN, 9, ROOT), KEY)
    for place in range(8 * len(data)):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(NoteError):
            open_checkpoint(bytes(changed), ORIGIN, KEYS)


@pytest.mark.parametrize("extra", [b"\n", b"\0", b" ", b"more\n", b"\n\n", b"\xff"])
def test_anything_around_a_signed_checkpoint_is_refused(extra: bytes) -> None:
    data = sign_checkpoint(HEAD, KEY)
    for changed in (data + extra, extra + data):
        with pytest.raises(NoteError):
            open_checkpoint(changed, ORIGIN, KEYS)


@pytest.mark.parametrize("size", [9 - 1, 9 + 1, 9 * 2, 9 // 2])
def test_another_size_is_refused_by_the_signature(size: int) -> None:
    signature = sign(write_checkpoint(Checkpoint(ORIGIN, 9, ROOT)), KEY)
    text = write_checkpoint(Checkpoint(ORIGIN, size, ROOT))
    with pytest.raises(BadSignatureError):
        open_checkpoint(write_note(Note(text, (signature,))), ORIGIN, KEYS)


visible = st.characters(exclude_categories=["Cs"], min_codepoint=0x20)
lines = st.text(visible, min_size=1)
heads = st.builds(
    Checkpoint,
    origin=lines,
    size=st.integers(0, MOST_LEAVES),
    root=st.binary(min_size=1),
    extensions=st.lists(lines, max_size=3).map(tuple),
)


@given(heads)
def test_a_checkpoint_is_read_as_it_was_written(head: Checkpoint) -> None:
    assert parse_checkpoint(write_checkpoint(head)) == head


@given(heads.map(write_checkpoint), st.data())
def test_a_checkpoint_has_one_spelling(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(visible | st.just("\n"))
    changed = text[:place] + character + text[place + 1 :]
    try:
        head = parse_checkpoint(changed)
    except NoteError:
        return
    assert write_checkpoint(head) == changed


# Logged proofs


@cache
def logged(index: int = 2, size: int = 6, extra: bytes = b"") -> LoggedProof:
    """Prove that a record is in a small journal."""
    kept, frontier = {}, Frontier()
    for number in range(size):
        frontier, complete = frontier.append(leaf_of(number))
        kept.update({(node.height, node.index): node.hash for node in complete})
    hashes = inclusion_proof(index, size, lambda *node: kept[node])
    checkpoint = sign_checkpoint(Checkpoint(ORIGIN, size, frontier.root), KEY)
    return LoggedProof(index, tuple(hashes), checkpoint, extra)


def leaf_of(number: int) -> bytes:
    return leaf_hash(f"record {number}".encode())


def test_a_logged_proof_is_index_hashes_and_checkpoint() -> None:
    proof = logged(extra=b"any")
    hashes = [b64encode(each).decode() for each in proof.hashes]
    head = ["c2sp.org/tlog-proof@v1", "extra YW55", "index 2", *hashes, "", ""]
    assert len(hashes) == 3
    assert write_proof(proof) == "\n".join(head).encode() + proof.checkpoint
    checkpoint = verify_proof(proof, leaf_of(2), ORIGIN, KEYS)
    assert (checkpoint.origin, checkpoint.size) == (ORIGIN, 6)


@pytest.mark.parametrize("size", range(1, 18))
def test_every_record_of_a_small_journal_is_proved(size: int) -> None:
    for index in range(size):
        proof = logged(index, size)
        assert parse_proof(write_proof(proof)) == proof
        verify_proof(proof, leaf_of(index), ORIGIN, KEYS)
        with pytest.raises(RootMismatchError):
            verify_proof(proof, leaf_of(size), ORIGIN, KEYS)


def test_another_place_is_refused() -> None:
    for index in (0, 1, 3, 4, 5, 6, 100):
        with pytest.raises(ProofError):
            verify_proof(replace(logged(), index=index), leaf_of(2), ORIGIN, KEYS)


def test_missing_and_added_hashes_are_refused() -> None:
    proof = logged()
    for hashes in (proof.hashes[1:], proof.hashes[:-1], (*proof.hashes, ROOT)):
        with pytest.raises(MalformedProofError):
            verify_proof(replace(proof, hashes=hashes), leaf_of(2), ORIGIN, KEYS)


def test_a_proof_of_another_journal_or_key_is_refused() -> None:
    with pytest.raises(OriginMismatchError):
        verify_proof(logged(), leaf_of(2), "example.org/case-43", KEYS)
    with pytest.raises(UnverifiedNoteError):
        verify_proof(logged(), leaf_of(2), ORIGIN, [OTHER.verifying])


def test_every_flipped_bit_of_a_logged_proof_is_refused() -> None:
    data = write_proof(logged())
    for place in range(8 * len(data)):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises((NoteError, ProofError)):
            verify_proof(parse_proof(bytes(changed)), leaf_of(2), ORIGIN, KEYS)


START = "c2sp.org/tlog-proof@v1"
HASH = b64encode(ROOT).decode()


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("", "proof: does not start with c2sp.org/tlog-proof@v1"),
        (f"{START[:-1]}2\nindex 2", "proof: does not start with"),
        (f"\ufeff{START}\nindex 2", "proof: is not ASCII"),
        (f"{START}", "proof: the line of the index is missing"),
        (f"{START}\n{HASH}", "proof: the line of the index is missing"),
        (f"{START}\nINDEX 2", "proof: the line of the index is missing"),
        (f"{START}\nextra YQ==", "proof: the line of the index is missing"),
        (f"{START}\nindex 2\nextra YQ==", "hash 0 of the proof: is not base64"),
        (f"{START}\nextra YQ==\nextra YQ==\nindex 2", "the line of the index is"),
        (f"{START}\nextra \nindex 2", "extra of the proof: is empty"),
        (f"{START}\nextra YR==\nindex 2", "extra of the proof: is not the one base64"),
        (f"{START}\nindex 02", "index of the proof: '02' is not a number"),
        (f"{START}\nindex  2", "index of the proof: ' 2' is not a number"),
        (f"{START}\nindex 2 ", "index of the proof: '2 ' is not a number"),
        (f"{START}\nindex 2\r", r"index of the proof: '2\\r' is not a number"),
        (f"{START}\nindex {2**64 - 1}", f"is not from 0 to {2**64 - 2}"),
        (f"{START}\nindex 2\n{HASH}\nAAAA", "hash 1 of the proof: has 3 bytes"),
        (f"{START}\nindex 2\n{HASH} ", "hash 0 of the proof: is not base64"),
        (f"{START}\nindex 2" + f"\n{HASH}" * 65, "has 65 hashes; 64 is the most"),
    ],
)
def test_a_proof_in_any_other_spelling_is_refused(head: str, fault: str) -> None:
    data = f"{head}\n\n".encode() + logged().checkpoint
    with pytest.raises(MalformedTextError, match=fault):
        parse_proof(data)


def test_a_proof_carries_a_signed_note() -> None:
    for data in (b"", f"{START}\nindex 2\n".encode(), f"{START}\n\ntext\n".encode()):
        with pytest.raises(MalformedTextError, match="note: a text, an empty line"):
            parse_proof(data)


def test_a_proof_carries_its_checkpoint_byte_for_byte() -> None:
    witness = Signature("witness.example", b"four", b"\x04 cosignature")
    note = parse_note(logged().checkpoint)
    both = write_note(Note(note.text, (witness, *note.signatures)))
    proof = parse_proof(write_proof(replace(logged(), checkpoint=both)))
    assert proof.checkpoint == both
    verify_proof(proof, leaf_of(2), ORIGIN, KEYS)


@given(
    st.integers(0, MOST_LEAVES - 1),
    st.lists(st.binary(min_size=32, max_size=32), max_size=64),
    st.binary(),
)
def test_a_proof_is_read_as_it_was_written(
    index: int, hashes: list[bytes], extra: bytes
) -> None:
    proof = LoggedProof(index, tuple(hashes), logged().checkpoint, extra)
    assert parse_proof(write_proof(proof)) == proof


# Published vectors


def vectors() -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads((SIGNED / "checkpoint_vectors.json").read_text())


@needs_vectors
def test_the_published_checkpoints_are_written_to_the_same_text() -> None:
    assert len(vectors()["marshal"]) == 2
    for vector in vectors()["marshal"]:
        root = vector["hash_utf8"].encode()
        head = Checkpoint(vector["origin"], vector["size"], root)
        assert write_checkpoint(head) == vector["want"]


AGAINST_THE_TEXT = "valid with trailing newlines"
"""Read by its Go source; by tlog-checkpoint, extension lines MUST be non-empty."""


@needs_vectors
def test_the_published_checkpoints_are_read_or_refused() -> None:
    assert len(vectors()["unmarshal"]) == 11
    for vector in vectors()["unmarshal"]:
        if vector["wantErr"] or vector["desc"] == AGAINST_THE_TEXT:
            assert refusal(vector["m"]), vector["desc"]
            continue
        head = parse_checkpoint(vector["m"])
        assert write_checkpoint(head) == vector["m"]
        assert "".join(f"{line}\n" for line in head.extensions) == vector["rest"]


@needs_vectors
def test_the_published_extension_lines_are_kept() -> None:
    vector = vectors()["extended"]
    assert parse_checkpoint(vector["raw"]) == Checkpoint(
        vector["origin"],
        vector["size"],
        vector["hash_utf8"].encode(),
        tuple(vector["rest_lines"]),
    )
