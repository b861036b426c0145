"""Reading of a record only what checking a journal needs.

Most records are sound, and a journal has many. So what is plainly sound is let through
by quick means, and `parse_record` is asked for its judgement on all the rest. Nothing
is let through that it refuses.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple
from unicodedata import is_normalized

from pydantic_core import from_json, to_json

from scenarios.journal.canonical import MAX_DEPTH, MAX_INTEGER, is_key, read_json
from scenarios.journal.payload import SALT_BYTES, Payload, commitments_in
from scenarios.journal.record import (
    FIELDS,
    FIRST_PREV,
    KINDS,
    PATTERNS,
    VERSION,
    Kind,
    parse_record,
)
from scenarios.journal.tree import leaf_hash

__all__ = ["Skimmed", "skim_record"]

_FLAT = frozenset({str, bool, NoneType})
_HOLDING = frozenset({dict, list})
_ENVELOPE = re.compile("\n".join(each.pattern for each in PATTERNS.values()), re.ASCII)
_TEXTS = itemgetter(*PATTERNS)


class Skimmed(NamedTuple):
    """What checking a journal needs of a record.

    Attributes:
        seq: Its place, from 0.
        prev: Leaf of the record before, 64 hexadecimal digits.
        leaf: Its own leaf, 64 hexadecimal digits.
        log: The origin of its journal.
        req: Its idempotency key.
        kind: What it says.
        body: The content, as JSON has it; not to be changed.
        lacking: The commitments it makes whose texts are not kept.
        data: Its bytes.
        payloads: The texts that are kept for it.
    """

    seq: int
    prev: str
    leaf: str
    log: str
    req: str
    kind: Kind
    body: Mapping[str, Any]
    lacking: Sequence[str]
    data: bytes
    payloads: tuple[Payload, ...]


def skim_record(data: bytes, payloads: tuple[Payload, ...] = ()) -> Skimmed:
    """Read of the bytes of a record what checking a journal needs.

    Args:
        data: The bytes.
        payloads: The texts that are kept for it.

    Raises:
        MalformedRecordError: `parse_record` refuses them; the error is its own.
    """
    fields, promised = _glance(data), commitments_in(data)
    kept = [each.commitment for each in payloads if len(each.salt) == SALT_BYTES]
    if fields is None or len(kept) < len(payloads) or not {*kept}.issubset(promised):
        fields = read_json(parse_record(data, payloads).data)
    return Skimmed(
        fields["seq"],
        fields["prev"],
        leaf_hash(data).hex(),
        fields["log"],
        fields["req"],
        Kind(fields["kind"]),
        fields["body"],
        [each for each in promised if each not in kept],
        data,
        payloads,
    )


def _glance(data: bytes) -> Any:  # noqa: ANN401 as JSON has it
    """Return the fields of a record that is plainly sound; None of any other."""
    try:
        fields = from_json(data, cache_strings="keys")
        # Of a text in form NFC every part is in it too (Unicode, UAX #15).
        is_sound = (
            type(fields) is dict
            and _is_fit(fields, 1)
            and to_json(fields) == data
            and (data.isascii() or is_normalized("NFC", data.decode()))
            and _is_record(fields)
        )
    except (TypeError, ValueError):
        return None
    return fields if is_sound else None


def _is_fit(held: Any, depth: int) -> bool:  # noqa: ANN401 as JSON has it
    """Tell whether a list or object holds what a record may hold, keys in order."""
    if type(held) is dict:
        if not _are_keys(tuple(held)):
            return False
        held = held.values()
    for each in held:
        kind = type(each)
        if kind in _FLAT:
            continue
        if kind is int:
            if abs(each) > MAX_INTEGER:
                return False
        elif not (kind in _HOLDING and _is_fit(each, depth + 1)):
            return False
    return depth <= MAX_DEPTH


@lru_cache(maxsize=4096)
def _are_keys(keys: tuple[str, ...]) -> bool:
    return sorted(keys) == [*keys] and all(map(is_key, keys))


def _is_record(fields: Mapping[str, Any]) -> bool:
    """Tell whether an object has the fields of a record, each as it must be.

    Raises:
        TypeError: One that must be a text is none.
        ValueError: Its time is none.
    """
    return (
        fields.keys() == FIELDS
        and type(fields["v"]) is int
        and fields["v"] == VERSION
        and _ENVELOPE.fullmatch("\n".join(_TEXTS(fields))) is not None
        and fields["kind"] in KINDS
        and type(fields["body"]) is dict
        and datetime.fromisoformat(fields["at"]) is not None
        and type(fields["seq"]) is int
        and _has_place(fields, fields["seq"])
    )


def _has_place(fields: Mapping[str, Any], seq: int) -> bool:
    if seq:
        return seq > 0 and fields["kind"] != Kind.LOG_CREATED
    named = (fields["kind"], fields["prev"], fields["body"].get("origin"))
    return named == (Kind.LOG_CREATED, FIRST_PREV, fields["log"])
