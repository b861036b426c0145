"""A record has one spelling, and anything else is refused by name."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from journal.store_contract import DRAFTS, NOW, ORIGIN, draft
from scenarios.journal.canonical import (
    MAX_DEPTH,
    MAX_INTEGER,
    freeze_value,
    read_json,
    write_json,
)
from scenarios.journal.errors import BrokenChainError, MalformedRecordError
from scenarios.journal.record import (
    FIRST_PREV,
    KINDS,
    Draft,
    Kind,
    Record,
    parse_record,
    seal_record,
    verify_chain,
)
from scenarios.journal.tree import leaf_hash

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/jcs"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)
PREV = "ab" * 32


def chain(*texts: str) -> list[Record]:
    """Write a journal of notes."""
    body = {"origin": ORIGIN, "schema": 1}
    created = draft(99, kind=Kind.LOG_CREATED, body=body)
    records = [seal_record(created, ORIGIN, 0, FIRST_PREV)]
    for number, text in enumerate(texts):
        last = records[-1]
        note = draft(number, text)
        records.append(seal_record(note, ORIGIN, last.seq + 1, last.leaf))
    return records


def changed(**changes: object) -> bytes:
    """Write a record with some fields changed; None leaves a field out."""
    fields = json.loads(seal_record(draft(1), ORIGIN, 5, PREV).data) | changes
    return write_json({key: each for key, each in fields.items() if each is not None})


def test_the_bytes_of_a_record_are_as_designed() -> None:
    record = seal_record(draft(1, "né\u2028"), ORIGIN, 17, PREV)
    assert record.data.decode() == (
        '{"actor":"anna","at":"2026-11-21T23:06:47.241000Z",'
        '"body":{"number":1,"text":"né\u2028"},"kind":"note",'
        f'"log":"example.org/case-42","prev":"{PREV}",'
        '"req":"00000000000000000000000000000002","seq":17,"v":1}'
    )
    assert record.leaf == leaf_hash(record.data).hex()
    assert parse_record(record.data) == record


def test_the_kinds_are_those_of_the_design() -> None:
    assert len(KINDS) == 14
    assert {"log.created", "report.regraded", "payload.redacted", "note"} < KINDS


@given(DRAFTS)
def test_a_record_comes_back_from_its_bytes(each: Draft) -> None:
    record = seal_record(each, ORIGIN, 3, PREV)
    again = parse_record(record.data)
    assert (again, again.draft) == (record, each)
    assert again.draft.at.utcoffset() == timedelta(0)


def test_a_time_is_kept_in_utc_and_text_order_is_time_order() -> None:
    at = datetime(2024, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    record = seal_record(draft(1, at=at), ORIGIN, 3, PREV)
    assert b'"at":"2023-12-31T23:30:00.000000Z"' in record.data
    assert parse_record(record.data).draft.at == at


def test_a_body_cannot_be_changed_from_outside() -> None:
    parts: list[object] = [1]
    note = draft(1, body={"parts": parts})
    parts.append(2)
    assert note.body == {"parts": (1,)}
    with pytest.raises(TypeError):
        note.body["parts"] = ()  # type: ignore[index]  # this is what is refused


def test_enumerations_are_their_plain_values() -> None:
    colour = StrEnum("colour", {"RED": "red"})
    size = IntEnum("size", {"BIG": 3})
    value = freeze_value([colour["RED"], size["BIG"]])
    assert write_json(value) == b'["red",3]'


def nested(depth: int) -> object:
    value: object = []
    for _ in range(depth - 1):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("body", "place", "fault"),
    [
        ({"p": 0.5}, "body.p", "decimal text"),
        ({"p": [1, Decimal("0.5")]}, "body.p[1]", "decimal text"),
        ({"p": {1, 2}}, "body.p", "is a set"),
        ({"p": b"x"}, "body.p", "is a bytes"),
        ({"n": MAX_INTEGER + 1}, "body.n", "beyond"),
        ({"n": -MAX_INTEGER - 1}, "body.n", "beyond"),
        ({"t": "A\u030a"}, "body.t", "NFC"),
        ({"t": "\ud83d"}, "body.t", "surrogate"),
        ({"is-here": 1}, "body", "the key 'is-here'"),
        ({"a": {"Ä": 1}}, "body.a", "the key 'Ä'"),
        ({1: 1}, "body", "the key 1"),
        ({"_a": 1}, "body", "the key '_a'"),
        ({"a\n": 1}, "body", "the key"),
        ({"d": nested(MAX_DEPTH - 1)}, f"body.d{'[0]' * 14}", "deeper than 16"),
        ([1], "body", "must be an object"),
    ],
)
def test_what_a_body_may_not_hold(body: object, place: str, fault: str) -> None:
    with pytest.raises(MalformedRecordError, match=fault) as caught:
        draft(1, body=body)
    assert caught.value.place == place


def test_what_a_body_may_hold_at_the_limits() -> None:
    body = {"d": nested(MAX_DEPTH - 2), "n": [MAX_INTEGER, -MAX_INTEGER], "t": "\0"}
    record = seal_record(draft(1, body=body), ORIGIN, 3, PREV)
    assert parse_record(record.data).draft == record.draft


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"actor": ""}, "actor: is ''"),
        ({"actor": "a\nb"}, "actor: "),
        ({"actor": "x" * 201}, "actor: "),
        ({"actor": 7}, "actor: is 7"),
        ({"actor": "A\u030a"}, "actor: .*NFC"),
        ({"at": NOW.replace(tzinfo=None)}, "at: .*with a zone"),
        ({"at": "2024-05-31"}, "at: "),
        ({"at": datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))}, "at: "),
        ({"kind": "gossip"}, "kind: is 'gossip'"),
        ({"kind": {}}, "kind: is {}"),
        ({"kind": [{}]}, "kind: is "),
        ({"req": "1F" * 16}, "req: "),
        ({"req": "1f" * 15}, "req: "),
    ],
)
def test_what_a_draft_may_not_say(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(MalformedRecordError, match=fault):
        draft(1, **changes)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is no JSON"),
        (b"{}", "v: is None"),
        (b"[]", "must be an object"),
        (b"7", "must be an object"),
        (b"\xff", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[" + b"9" * 5000 + b"]", "is no JSON"),
        (changed() + b"\n", "canonical"),
        (changed().replace(b'"v":1', b'"v": 1'), "canonical"),
        (changed().replace(b'"v":1', b'"v":1,"v":1'), "canonical"),
        (changed().replace(b"seen", rb"\u0073een"), "canonical"),
        (changed().decode().encode("utf-16"), "is no JSON"),
        (changed(seq=1.5), "seq: is a number with a fraction"),
        (changed().replace(b'"seq":5', b'"seq":1e400'), "seq: is a number"),
        (changed().replace(b'"seq":5', b'"seq":NaN'), "seq: is a number"),
        (changed(v=2), "v: is 2, this version reads 1"),
        (changed(v=True), "v: is True"),
        (changed(actor=None), "missing .'actor'"),
        (changed(sig="x"), "unknown .'sig'"),
        (changed(at="2024-05-31T09:30:00Z"), "at: "),
        (changed(at="2024-02-30T09:30:00.000000Z"), "at: .*day is out of range"),
        (changed(at=7), "at: is 7"),
        (changed(body=[]), "body: must be an object"),
        (changed(kind="gossip"), "kind: "),
        (changed(kind={"a": []}), "kind: is .*no kind"),
        (changed().replace(b'"v":1', b'"v":1.0'), "v: is a number with a fraction"),
        (changed(log="a b"), "log: "),
        (changed(log="a+b"), "log: "),
        (changed(log=7), "log: "),
        (changed(prev="AB" * 32), "prev: "),
        (changed(seq=-1), "seq: "),
        (changed(seq=True), "seq: "),
        (changed(seq=0), "kind: is note at 0"),
        (changed(kind="log.created"), "kind: is log.created at 5"),
        (changed(kind="log.created", seq=0), "first record"),
        (
            changed(kind="log.created", seq=0, prev=FIRST_PREV, body={"origin": "x"}),
            "first record",
        ),
    ],
)
def test_bytes_that_are_no_record(data: bytes, fault: str) -> None:
    with pytest.raises(MalformedRecordError, match=fault) as caught:
        parse_record(data)
    assert "\n" not in str(caught.value)


def test_a_character_that_is_not_yet_assigned_waits_but_emoji_do_not() -> None:
    with pytest.raises(MalformedRecordError, match=r"unassigned character U\+0378"):
        seal_record(draft(1, "a\u0378"), ORIGIN, 3, PREV)
    newer = seal_record(draft(1, "\U0001fbff"), ORIGIN, 3, PREV)
    assert parse_record(newer.data) == newer
    # A record of a newer Python is no fault.
    data = newer.data.replace("\U0001fbff".encode(), "\u0378".encode())
    assert parse_record(data).draft.body["text"] == "\u0378"


def test_a_chain_ends_in_its_last_record() -> None:
    records = chain("one", "two", "three")
    assert verify_chain(records) is records[-1]
    assert verify_chain(records[2:], records[1]) is records[-1]
    assert verify_chain([]) is None
    assert verify_chain([], records[0]) is records[0]


def test_the_first_place_where_a_chain_breaks_is_named() -> None:
    records = chain("one", "two", "three", "four")
    other = chain("one", "two", "another", "four")
    gone = [*records[:2], *records[3:]]
    for broken, seq in (
        (gone, 2),
        (records[1:], 0),
        ([*records[:2], records[1]], 2),
        ([*records[:4], other[4]], 4),
    ):
        with pytest.raises(BrokenChainError) as caught:
            verify_chain(broken)
        assert caught.value.seq == seq
    foreign = seal_record(draft(1), "example.org/other", 2, records[1].leaf)
    with pytest.raises(BrokenChainError, match="`log` is 'example"):
        verify_chain([*records[:2], foreign])


def is_unnoticed(records: list[Record], place: int, data: bytes) -> bool:
    try:
        verify_chain([parse_record(data), *records[place + 1 :]], records[place - 1])
    except (MalformedRecordError, BrokenChainError):
        return False
    return parse_record(data).leaf == records[place].leaf


def test_every_flipped_bit_is_noticed() -> None:
    records = chain("one", "tẅo ☃", "three")
    for place in range(1, len(records)):
        data = records[place].data
        assert not is_unnoticed(records, place, data + b" ")
        assert is_unnoticed(records, place, data)
        for bit in range(8 * len(data)):
            flipped = bytearray(data)
            flipped[bit // 8] ^= 1 << bit % 8
            assert not is_unnoticed(records, place, bytes(flipped)), bit


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "weird"])
def test_the_writer_agrees_with_rfc_8785(name: str) -> None:
    # Values.json is all floats; the one float of structures.json is a whole number.
    text = (VECTORS / "input" / f"{name}.json").read_text("utf-8")
    value = json.loads(text, parse_float=lambda digits: int(Decimal(digits)))
    wanted = (VECTORS / "output" / f"{name}.json").read_bytes()
    if name == "weird":
        # RFC 8785 sorts by UTF-16, which differs beyond U+FFFF: no key goes there.
        value = {key: each for key, each in value.items() if key.isascii()}
        assert write_json(value)[:-1] in wanted
    else:
        assert write_json(value) == wanted.rstrip(b"\n")


@needs_vectors
def test_numbers_that_rfc_8785_allows_are_refused_here() -> None:
    data = (VECTORS / "output" / "values.json").read_bytes()
    with pytest.raises(MalformedRecordError, match=r"numbers\[0\]: is a number"):
        freeze_value(read_json(data))


@settings(max_examples=20)
@given(DRAFTS)
def test_a_try_says_the_same_whatever_its_clock_says(each: Draft) -> None:
    later = Draft(each.actor, NOW.astimezone(UTC), each.kind, each.body, "0f" * 16)
    assert each.says_the_same(later)
    assert not each.says_the_same(draft(1, "another thing altogether"))
