"""Canonical JSON: the one spelling, in bytes, of a value that a record may hold.

For these values (ASCII keys, bounded integers, no floats) `json` with sorted keys
writes what RFC 8785 asks for.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from scenarios.journal.errors import MalformedRecordError

__all__ = [
    "MAX_DEPTH",
    "MAX_INTEGER",
    "Value",
    "check_settled",
    "freeze_value",
    "parse_json",
    "write_json",
]

Value: TypeAlias = "bool | int | str | tuple[Value, ...] | Mapping[str, Value] | None"
"""What a record may hold, frozen: lists are tuples, objects cannot be changed."""

MAX_DEPTH = 16
"""Lists and objects inside each other, the record itself included."""

MAX_INTEGER = 2**53 - 1
"""The largest integer that every reader of JSON takes for itself."""

_KEY = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Emoji are added every year, and none of them ever combines with a neighbour.
_EMOJI = range(0x1F000, 0x1FC00)


def freeze_value(value: object, place: str = "", depth: int = 1) -> Value:
    """Return a value as a record holds it: checked, and safe from changes.

    Raises:
        MalformedRecordError: A record may not hold it; the error names the place.
    """
    match value:
        case None | bool():
            return value
        case int():
            return _integer(value, place)
        case str():
            return _text(value, place)
        case list() | tuple():
            _check_depth(place, depth)
            return tuple(
                freeze_value(entry, f"{place}[{number}]", depth + 1)
                for number, entry in enumerate(value)
            )
        case Mapping():
            _check_depth(place, depth)
            return MappingProxyType(
                {
                    _key(key, place): freeze_value(entry, _join(place, key), depth + 1)
                    for key, entry in value.items()
                }
            )
        case _:
            raise MalformedRecordError(place, _foreign(value))


def write_json(value: object) -> bytes:
    """Write a value in its one spelling; it has been checked before.

    >>> write_json({"b": [True, None], "a": "1.7"})
    b'{"a":"1.7","b":[true,null]}'
    """
    text = json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=dict,
    )
    return text.encode()


def parse_json(data: bytes) -> Value:
    """Read canonical JSON; any other spelling of the same value is refused.

    Raises:
        MalformedRecordError: It is no JSON, not canonical, or holds what no record may.
    """
    try:
        # Bytes would be taken for UTF-16 or UTF-32 too, by how they start.
        read = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise MalformedRecordError("", f"is no JSON: {error}") from error
    value = freeze_value(read)
    # Also finds keys given twice, which the reader above lets pass.
    if write_json(value) != data:
        raise MalformedRecordError("", "is not written in the canonical way")
    return value


def check_settled(data: bytes) -> None:
    """Check that no later version of Unicode can read a text to be written otherwise.

    A character that is unassigned today may combine with its neighbours tomorrow, and
    text that is normalised here would not be so there. Only writers ask this: a
    reader with older tables must not take a newer character for a fault.

    Raises:
        MalformedRecordError: There is a character that this Python does not know.
    """
    for character in data.decode():
        unknown = unicodedata.category(character) == "Cn"
        if unknown and ord(character) not in _EMOJI:
            code = f"U+{ord(character):04X}"
            raise MalformedRecordError("", f"holds the unassigned character {code}")


def _integer(value: int, place: str) -> int:
    if abs(value) > MAX_INTEGER:
        fault = "is an integer beyond ±(2^53 - 1); write it as a text"
        raise MalformedRecordError(place, fault)
    return int(value)


def _text(value: str, place: str) -> str:
    if _SURROGATE.search(value):
        raise MalformedRecordError(place, "holds half of a surrogate pair")
    if not unicodedata.is_normalized("NFC", value):
        raise MalformedRecordError(place, "is text that is not in normal form NFC")
    return str.__str__(value)


def _key(key: object, place: str) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        fault = f"has the key {key!r}; keys are like [a-z][a-z0-9_]*, names are values"
        raise MalformedRecordError(place, fault)
    return key


def _join(place: str, key: object) -> str:
    return f"{place}.{key}" if place else f"{key}"


def _check_depth(place: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        fault = f"is nested deeper than {MAX_DEPTH} lists and objects"
        raise MalformedRecordError(place, fault)


def _foreign(value: object) -> str:
    if isinstance(value, float | Decimal):
        return "is a number with a fraction or exponent; write it as a decimal text"
    return f"is a {type(value).__name__}, which a record cannot hold"
