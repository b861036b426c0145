"""One record of a journal: its bytes, its leaf, and how it follows the one before.

The bytes are written once and then kept, hashed and handed on as they are.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol, Self, TypeVar

from scenarios.journal.canonical import (
    Value,
    check_settled,
    check_spelling,
    freeze_value,
    read_json,
    write_json,
)
from scenarios.journal.errors import BrokenChainError, MalformedRecordError
from scenarios.journal.payload import SALT_BYTES, Payload, commitments_of
from scenarios.journal.tree import HASH_BYTES, leaf_hash

__all__ = [
    "FIELDS",
    "FIRST_PREV",
    "KINDS",
    "PATTERNS",
    "VERSION",
    "Draft",
    "Kind",
    "Linked",
    "Record",
    "parse_record",
    "seal_record",
    "verify_chain",
]

VERSION = 1
"""The version of the shape of a record, its `v`."""

FIRST_PREV = "00" * HASH_BYTES
"""What stands for the record before the first."""


class Kind(StrEnum):
    """What a record says; a correction is a record of its own."""

    LOG_CREATED = "log.created"
    WORKSPACE_PINNED = "workspace.pinned"
    DEVELOPMENT_RECORDED = "development.recorded"
    DEVELOPMENT_REVISED = "development.revised"
    REPORT_ADDED = "report.added"
    REPORT_RETRACTED = "report.retracted"
    REPORT_REGRADED = "report.regraded"
    OBSERVATION_LINKED = "observation.linked"
    OBSERVATION_UNLINKED = "observation.unlinked"
    ASSESSMENT_PUBLISHED = "assessment.published"
    SCENARIO_RESOLVED = "scenario.resolved"
    PAYLOAD_REDACTED = "payload.redacted"
    KEY_ADDED = "key.added"
    NOTE = "note"


KINDS = frozenset(map(str, Kind))

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "actor": re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,200}"),
    "at": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII),
    "log": re.compile(r"[!-*,-~]{1,200}"),
    "prev": re.compile(r"[0-9a-f]{64}"),
    "req": re.compile(r"[0-9a-f]{32}"),
}
"""The fields of a record that are texts, and how they look."""

L = TypeVar("L", bound="Linked")

FIELDS = frozenset({*PATTERNS, "body", "kind", "seq", "v"})
"""The fields of a record."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to put on record; it has no place in a journal yet.

    Attributes:
        actor: Who says it: one line of 1 to 200 characters.
        at: When, by the writer's clock; kept in UTC, to the microsecond.
        kind: What it says.
        body: The content, in the shape that the kind has.
        req: Its idempotency key, 32 hexadecimal digits made before the first try.
        payloads: The texts that the body commits to; of a record that was read, those
            that were not redacted. They are no part of the record's bytes.

    Raises:
        MalformedRecordError: A record may not hold one of them.
    """

    actor: str
    at: datetime
    kind: Kind
    body: Mapping[str, Value]
    req: str
    payloads: tuple[Payload, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        _check_text("actor", self.actor, "one line of 1 to 200 characters")
        _check_text("req", self.req, "32 hexadecimal digits in lower case")
        kind: object = self.kind
        if not isinstance(kind, str) or kind not in KINDS:
            raise MalformedRecordError("kind", f"is {kind!r}, which is no kind")
        if not isinstance(self.body, Mapping):
            raise MalformedRecordError("body", "must be an object")
        body = freeze_value(self.body, "body", depth=2)
        _check_payloads(body, self.payloads)
        object.__setattr__(self, "actor", freeze_value(self.actor, "actor"))
        object.__setattr__(self, "at", _in_utc(self.at))
        object.__setattr__(self, "kind", Kind(self.kind))
        object.__setattr__(self, "body", body)

    def says_the_same(self, other: Self) -> bool:
        """Tell whether another try says the same; its clock may have gone on."""
        return (self.actor, self.kind, self.body) == (
            other.actor,
            other.kind,
            other.body,
        )


@dataclass(frozen=True)
class Record:
    """A draft in its place.

    Attributes:
        draft: What it says.
        log: The origin of its journal.
        seq: Its place, from 0; this is the order, whatever the clocks say.
        prev: Leaf of the record before, 64 hexadecimal digits.
        data: Its bytes, canonical JSON.
    """

    draft: Draft
    log: str
    seq: int
    prev: str
    data: bytes

    @property
    def req(self) -> str:
        """Return its idempotency key."""
        return self.draft.req

    @cached_property
    def leaf(self) -> str:
        """Return SHA-256(0x00 ‖ data), 64 hexadecimal digits (RFC 6962 §2.1)."""
        return leaf_hash(self.data).hex()


def seal_record(draft: Draft, log: str, seq: int, prev: str) -> Record:
    """Give a draft its place and its bytes.

    Raises:
        MalformedRecordError: It cannot stand at that place, or holds a character that
            later versions of Unicode may read otherwise.
    """
    _check_place(draft, log, seq, prev)
    data = write_json(
        {
            "actor": draft.actor,
            "at": draft.at.isoformat(timespec="microseconds")[:-6] + "Z",
            "body": draft.body,
            "kind": draft.kind,
            "log": log,
            "prev": prev,
            "req": draft.req,
            "seq": seq,
            "v": VERSION,
        }
    )
    check_settled(data)
    return Record(draft, log, seq, prev, data)


def parse_record(data: bytes, payloads: tuple[Payload, ...] = ()) -> Record:
    """Read the bytes of a record.

    Args:
        data: The bytes.
        payloads: The texts that are kept for it.

    Raises:
        MalformedRecordError: They are no record, or not in their one spelling.
    """
    fields: Any = read_json(data)
    _check_fields(fields)
    draft = Draft(
        actor=fields["actor"],
        at=_parse_time(fields["at"]),
        kind=fields["kind"],
        body=fields["body"],
        req=fields["req"],
        payloads=payloads,
    )
    log, seq, prev = fields["log"], fields["seq"], fields["prev"]
    _check_place(draft, log, seq, prev)
    check_spelling(fields, data)
    return Record(draft, log, seq, prev, data)


class Linked(Protocol):
    """What of a record ties it to the one before and the one after."""

    @property
    def seq(self) -> int:
        """Return its place, from 0."""
        ...

    @property
    def prev(self) -> str:
        """Return the leaf of the record before."""
        ...

    @property
    def leaf(self) -> str:
        """Return its own leaf."""
        ...

    @property
    def log(self) -> str:
        """Return the origin of its journal."""
        ...


def verify_chain(records: Iterable[L], start: L | None = None) -> L | None:
    """Check that each record follows the one before; return the last of them.

    Args:
        records: The records, in order.
        start: The record before the first of them; none at the start of a journal.

    Raises:
        BrokenChainError: One does not follow; it names the first such position.
    """
    last = start
    for record in records:
        _check_link(last, record)
        last = record
    return last


def _check_link(last: Linked | None, record: Linked) -> None:
    seq, prev = (last.seq + 1, last.leaf) if last else (0, FIRST_PREV)
    if record.seq != seq:
        raise BrokenChainError(seq, f"record {record.seq} stands in its place")
    if record.prev != prev:
        fault = f"`prev` is {record.prev}, but the record before has leaf {prev}"
        raise BrokenChainError(seq, fault)
    if last and record.log != last.log:
        fault = f"`log` is {record.log!r}, before it was {last.log!r}"
        raise BrokenChainError(seq, fault)


def _check_fields(fields: object) -> None:
    if not isinstance(fields, Mapping):
        raise MalformedRecordError("", "must be an object")
    if fields.get("v") != VERSION or isinstance(fields["v"], bool):
        fault = f"is {fields.get('v')!r}, this version reads {VERSION}"
        raise MalformedRecordError("v", fault)
    if fields.keys() != FIELDS:
        missing, unknown = FIELDS - fields.keys(), fields.keys() - FIELDS
        fault = f"fields missing {sorted(missing)}, unknown {sorted(unknown)}"
        raise MalformedRecordError("", fault)
    # The body is for the draft to freeze; once is enough.
    freeze_value({key: each for key, each in fields.items() if key != "body"})


def _check_text(place: str, value: object, wanted: str) -> None:
    if not isinstance(value, str) or not PATTERNS[place].fullmatch(value):
        raise MalformedRecordError(place, f"is {value!r}, must be {wanted}")


def _check_payloads(body: Value, payloads: tuple[Payload, ...]) -> None:
    if not payloads:
        return
    promised = set(commitments_of(body)) if isinstance(body, Mapping) else set()
    for payload in payloads:
        if payload.commitment not in promised:
            fault = f"holds no commitment to a payload, {payload.commitment}"
            raise MalformedRecordError("body", fault)
        if len(payload.salt) != SALT_BYTES:
            fault = f"has a salt of {len(payload.salt)} bytes; it must be {SALT_BYTES}"
            raise MalformedRecordError("payload", fault)


def _check_place(draft: Draft, log: object, seq: object, prev: object) -> None:
    _check_text("log", log, "1 to 200 ASCII characters without space and +")
    _check_text("prev", prev, "64 hexadecimal digits in lower case")
    if type(seq) is not int or seq < 0:
        raise MalformedRecordError("seq", f"is {seq!r}, must be an integer from 0")
    is_first = draft.kind is Kind.LOG_CREATED
    if is_first != (seq == 0):
        fault = (
            f"is {draft.kind} at {seq}; a journal starts with one {Kind.LOG_CREATED}"
        )
        raise MalformedRecordError("kind", fault)
    if is_first and (prev, draft.body.get("origin")) != (FIRST_PREV, log):
        fault = "the first record names its own log and has zeros for `prev`"
        raise MalformedRecordError("", fault)


def _in_utc(at: object) -> datetime:
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise MalformedRecordError("at", f"is {at!r}, must be a time with a zone")
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise MalformedRecordError("at", f"is {at!r}, too far in UTC") from error


def _parse_time(text: object) -> datetime:
    _check_text("at", text, "a time like 2024-05-31T09:30:00.000000Z")
    try:
        return datetime.fromisoformat(str(text))
    except ValueError as error:
        raise MalformedRecordError("at", f"is {text!r}: {error}") from error
