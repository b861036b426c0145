"""What is skimmed of a record is what reading it tells, and nothing more passes."""

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic_core import from_json, to_json

from journal.store_contract import DRAFTS, ORIGIN, draft, report
from scenarios.journal.canonical import MAX_DEPTH, MAX_INTEGER, write_json
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.payload import Payload, commitments_of
from scenarios.journal.record import (
    FIRST_PREV,
    Draft,
    Kind,
    Record,
    parse_record,
    seal_record,
)
from scenarios.journal.skimming import Skimmed, skim_record
from scenarios.journal.subjects import redacted_by, subjects_of

PREV = "ab" * 32
ONE, OTHER = f"sha256:{'1' * 64}", f"sha256:{'2' * 64}"

Judged = str | Sequence[object]
"""What is wrong, or what a record is."""


def told(record: Record) -> Sequence[object]:
    """Return what a record tells that was read with care."""
    kept = {each.commitment for each in record.draft.payloads}
    return (
        (record.seq, record.prev, record.leaf, record.log, record.req),
        (record.draft.kind, record.draft.payloads, record.data),
        (subjects_of(record.draft), [*redacted_by(record.draft)]),
        [one for one in commitments_of(record.draft.body) if one not in kept],
    )


def told_of(skimmed: Skimmed) -> Sequence[object]:
    """Return the same of a record that was skimmed."""
    return (
        (skimmed.seq, skimmed.prev, skimmed.leaf, skimmed.log, skimmed.req),
        (skimmed.kind, skimmed.payloads, skimmed.data),
        (subjects_of(skimmed), [*redacted_by(skimmed)]),
        [*skimmed.lacking],
    )


def judge(read: Callable[[], Sequence[object]]) -> Judged:
    try:
        return read()
    except MalformedRecordError as error:
        return str(error)


def check_agreed(data: bytes, *payloads: Payload) -> Judged:
    """Check that skimming passes, tells and refuses what reading with care does."""
    careful = judge(lambda: told(parse_record(data, payloads)))
    assert judge(lambda: told_of(skim_record(data, payloads))) == careful
    return careful


def sealed(each: Draft) -> bytes:
    return seal_record(each, ORIGIN, 3, PREV).data


@given(DRAFTS)
def test_a_record_is_skimmed_as_it_is_read(each: Draft) -> None:
    assert not isinstance(check_agreed(sealed(each)), str)


PARTS = st.sampled_from(
    [
        *(b'"', b"\\", b",", b":", b"{", b"}", b"[", b"]", b" ", b"\n", b"\0", b"\xff"),
        *(b"0", b"-", b"-0", b"07", b"1.0", b"1e3", b"NaN", b"-Infinity", b"null"),
        *(b"true", b"9007199254740991", b"9007199254740992", b"9" * 5000),
        *(b'"a":1,', b'"a":1,"a":1,', b'"A":1,', b'"b":{},"a":{},', b'"v":1', b"seq"),
        *(rb"\u0041", rb"\u000a", rb"\n", rb"\/", rb"\ud800", rb"\u00e9", b"e"),
        *("\u030a".encode(), "Å".encode(), "\u2028".encode(), b"\xed\xa0\x80"),
        *(b"note", b"log.created", b"payload.redacted", FIRST_PREV.encode()),
        *(b'"redacted":"x"', b'"redacted":["x"]', b"[" * 20, b'{"a":' * 20),
        *(b'"payload":"' + ONE.encode() + b'"', rb"\"payload\":\"", b"2024-02-30"),
    ]
)


@pytest.mark.no_cover
@settings(max_examples=400)
@given(DRAFTS, st.data())
def test_whatever_changes_is_refused_in_the_same_words(
    each: Draft, data: st.DataObject
) -> None:
    whole = sealed(each)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 6)) | st.just(start))
    part = data.draw(PARTS | st.binary(max_size=2))
    check_agreed(whole[:start] + part + whole[stop:])


@pytest.mark.no_cover
@settings(max_examples=40)
@given(DRAFTS)
def test_every_flipped_bit_of_a_byte_is_judged_alike(each: Draft) -> None:
    whole = sealed(each)
    for place in range(0, len(whole), 3):
        bit = 1 << place // 3 % 8
        flipped = bytes([whole[place] ^ bit])
        check_agreed(whole[:place] + flipped + whole[place + 1 :])


FIELDS: dict[str, list[Any]] = {
    "actor": [
        "anna",
        "",
        "a\nb",
        "x" * 200,
        "x" * 201,
        "é",
        "A\u030a",
        7,
        None,
        [],
        {},
    ],
    "at": ["2024-05-31T09:30:00.000000Z", "2024-02-30T09:30:00.000000Z", "now", 7],
    "body": [{}, {"a": [1, {"b": ONE}]}, {"origin": ORIGIN}, [], "x", None, {"A": 1}],
    "kind": ["note", "log.created", "gossip", ["note"], {}, None, "payload.redacted"],
    "log": [ORIGIN, "a b", "a+b", "", 7],
    "prev": [PREV, FIRST_PREV, "AB" * 32, "ab", 7],
    "req": ["1f" * 16, "1F" * 16, "1f" * 15, None],
    "seq": [0, 1, 5, -1, MAX_INTEGER, MAX_INTEGER + 1, True, False, 1.0, "1", None],
    "v": [1, 2, True, 1.0, "1", None],
}
RECORDS = st.fixed_dictionaries(
    {name: st.sampled_from(values[:1] * 9 + values) for name, values in FIELDS.items()}
)
GENESIS = {
    "body": {"origin": ORIGIN},
    "kind": "log.created",
    "prev": FIRST_PREV,
    "seq": 0,
}
PLAIN = {name: values[0] for name, values in FIELDS.items()}


@settings(max_examples=400)
@given(RECORDS)
@example(PLAIN | {"seq": 1})
@example(PLAIN | GENESIS)
@example(PLAIN | GENESIS | {"prev": PREV})
@example(PLAIN | GENESIS | {"body": {}})
@example(PLAIN | GENESIS | {"seq": False})
@example(PLAIN | {"seq": 1, "sig": "x"})
@example({name: PLAIN[name] for name in PLAIN if name != "req"})
def test_every_field_is_judged_alike(fields: dict[str, object]) -> None:
    check_agreed(write_json(fields))
    check_agreed(json.dumps(fields).encode())


def nested(depth: int) -> object:
    value: object = []
    for _ in range(depth - 1):
        value = [value]
    return value


@pytest.mark.parametrize("depth", [MAX_DEPTH - 2, MAX_DEPTH - 1, 300])
def test_depth_is_judged_alike(depth: int) -> None:
    fields = PLAIN | {"seq": 1, "body": {"a": nested(depth)}}
    assert isinstance(check_agreed(write_json(fields)), str) == (depth > MAX_DEPTH - 2)


@pytest.mark.parametrize("data", [b"", b"7", b"[]", b"{}", b"[" * 100_000, b"\xff"])
def test_what_is_no_record_at_all_is_judged_alike(data: bytes) -> None:
    assert isinstance(check_agreed(data), str)


def test_a_mark_behind_an_escape_is_no_fault() -> None:
    # The line feed is spelt \n, and n with a tilde above has a character of its own.
    data = sealed(draft(1, "\n\u0303"))
    assert rb"\n" + "\u0303".encode() in data
    assert not isinstance(check_agreed(data), str)


def test_every_character_is_spelt_alike_by_both_writers() -> None:
    points = [chr(code) for code in range(sys.maxunicode + 1)]
    text = "".join(each for each in points if not "\ud800" <= each <= "\udfff")
    assert len(text) == sys.maxunicode + 1 - 2048
    assert to_json({"a": text}) == write_json({"a": text})
    assert from_json(write_json({"a": text})) == {"a": text}


def test_texts_are_told_to_be_there_or_not() -> None:
    words = report(1)
    data = sealed(words)
    (word,) = words.payloads
    assert skim_record(data, words.payloads).lacking == []
    assert skim_record(data).lacking == [word.commitment]
    assert check_agreed(data, word) != check_agreed(data)


def test_texts_of_no_commitment_are_refused() -> None:
    (word,) = report(1).payloads
    strange, short = Payload(word.salt, b"x"), Payload(word.salt[:31], word.data)
    body = {"payload": short.commitment}
    assert "no commitment" in str(check_agreed(sealed(report(1)), word, strange))
    assert "salt of 31 bytes" in str(check_agreed(sealed(draft(1, body=body)), short))


def test_a_redaction_is_skimmed_with_what_it_removes() -> None:
    body = {"redacted": [ONE, OTHER]}
    data = sealed(draft(1, kind=Kind.PAYLOAD_REDACTED, body=body))
    assert not isinstance(check_agreed(data), str)
    assert [*redacted_by(skim_record(data))] == [ONE, OTHER]
