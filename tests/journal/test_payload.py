"""A commitment stands for its text and gives nothing of it away."""

from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.store_contract import ORIGIN, draft
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.payload import Payload, commitments_in, commitments_of
from scenarios.journal.record import seal_record

SALT = bytes(range(32))


def test_a_commitment_is_the_hash_of_salt_and_text() -> None:
    payload = Payload(SALT, b"abc")
    # What coreutils' sha256sum says of the 35 bytes.
    told = "42fd4a8c529fdb402d577c701b291018f0b2c52207f96e2a057483fd349a9868"
    assert payload.commitment == f"sha256:{told}"
    assert told == sha256(SALT + b"abc").hexdigest()


TEXTS = st.binary(max_size=40)
SALTS = st.binary(min_size=32, max_size=32)


@given(TEXTS, TEXTS, SALTS)
def test_other_texts_and_other_salts_have_other_commitments(
    one: bytes, two: bytes, salt: bytes
) -> None:
    same_text = Payload(SALT, one).commitment == Payload(SALT, two).commitment
    assert same_text == (one == two)
    same_salt = Payload(SALT, one).commitment == Payload(salt, one).commitment
    assert same_salt == (salt == SALT)


def test_commitments_are_found_wherever_they_stand() -> None:
    one, two, three = (f"sha256:{digit * 64}" for digit in "123")
    body = draft(
        1,
        body={
            "payload": one,
            "reports": [{"title": {"payload": two}}, [{"payload": three}]],
            "text": f"sha256:{'4' * 64}",
            "other": {"payload": "sha256:short"},
            "number": {"payload": 7},
        },
    ).body
    assert list(commitments_of(body)) == [one, two, three]


PIECES = st.sampled_from(
    [
        *("payload", '"payload":"', "payload:", '"', "\\", ":", '","payload":"'),
        *("sha256:", f"sha256:{'1' * 64}", f'"payload":"sha256:{"2" * 64}"', "é\n"),
    ]
)
WORDS = st.lists(PIECES, max_size=4).map("".join)
KEYS = st.sampled_from(["payload", "payloads", "a_payload", "payload_a", "b"])
BODIES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS | st.integers(0, 9) | st.none(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
        max_leaves=9,
    ),
)


@given(BODIES)
def test_the_bytes_tell_the_commitments_that_the_body_makes(body: Any) -> None:  # noqa: ANN401 as JSON has it
    note = draft(1, body=body)
    record = seal_record(note, ORIGIN, 1, "ab" * 32)
    assert commitments_in(record.data) == list(commitments_of(note.body))


def test_a_draft_brings_only_what_its_body_commits_to() -> None:
    payload = Payload(SALT, b"a title")
    body = {"payload": payload.commitment}
    assert draft(1, body=body, payloads=(payload,)).payloads == (payload,)
    with pytest.raises(MalformedRecordError, match="no commitment to a payload"):
        draft(1, body=body, payloads=(Payload(SALT, b"another"),))
    short = Payload(SALT[:31], b"a title")
    with pytest.raises(MalformedRecordError, match="salt of 31 bytes; it must be 32"):
        draft(1, body={"payload": short.commitment}, payloads=(short,))
