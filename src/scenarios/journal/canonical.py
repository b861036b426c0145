"""Canonical JSON: the one spelling, in bytes, of a value that a record may hold.

For these values (ASCII keys, bounded integers, no floats) `json` with sorted keys
writes what RFC 8785 asks for.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from scenarios.journal.errors import MalformedRecordError

__all__ = [
    "MAX_DEPTH",
    "MAX_INTEGER",
    "Value",
    "check_settled",
    "check_spelling",
    "freeze_value",
    "is_key",
    "read_json",
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
_WRITER = json.JSONEncoder(
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    allow_nan=False,
    default=dict,
)
# Emoji are added every year, and none of them ever combines with a neighbour.
_EMOJI = range(0x1F000, 0x1FC00)


def freeze_value(value: object, place: str = "", depth: int = 1) -> Value:
    """Return a value as a record holds it: checked, and safe from changes.

    Raises:
        MalformedRecordError: A record may not hold it; the error names the place.
    """
    try:
        return _freeze(value, depth)
    except MalformedRecordError as error:
        raise _inside(place, error) from error


def write_json(value: object) -> bytes:
    """Write a value in its one spelling; it has been checked before.

    >>> write_json({"b": [True, None], "a": "1.7"})
    b'{"a":"1.7","b":[true,null]}'
    """
    return _WRITER.encode(value).encode()


@lru_cache(maxsize=1024)
def is_key(key: str) -> bool:
    """Tell whether an object of a record may have such a key."""
    return _KEY.fullmatch(key) is not None


def read_json(data: bytes) -> object:
    """Read JSON in any spelling, as plain lists and dicts; nothing is checked yet.

    Raises:
        MalformedRecordError: It is no JSON.
    """
    try:
        # Bytes would be taken for UTF-16 or UTF-32 too, by how they start.
        return json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise MalformedRecordError("", f"is no JSON: {error}") from error


def check_spelling(value: object, data: bytes) -> None:
    """Check that bytes are the one spelling of a value that a record may hold.

    Also finds keys given twice, which `read_json` lets pass.

    Raises:
        MalformedRecordError: They are another spelling.
    """
    if write_json(value) != data:
        raise MalformedRecordError("", "is not written in the canonical way")


def check_settled(data: bytes) -> None:
    """Check that no later version of Unicode can read a text to be written otherwise.

    A character that is unassigned today may combine with its neighbours tomorrow, and
    text that is normalised here would not be so there. Only writers ask this: a
    reader with older tables must not take a newer character for a fault.

    Raises:
        MalformedRecordError: There is a character that this Python does not know.
    """
    if data.isascii():
        return
    for character in sorted(set(data.decode())):
        unknown = unicodedata.category(character) == "Cn"
        if unknown and ord(character) not in _EMOJI:
            code = f"U+{ord(character):04X}"
            raise MalformedRecordError("", f"holds the unassigned character {code}")


def _freeze(value: object, depth: int) -> Value:
    """Freeze a value; what may come most often is asked for first."""
    match value:
        case str():
            return _text(value)
        case None | bool():
            return value
        case int():
            return _integer(value)
        case list() | tuple():
            return _list(value, depth)
        case dict() | Mapping():
            return _object(value, depth)
        case _:
            raise MalformedRecordError("", _foreign(value))


def _list(value: Iterable[object], depth: int) -> Value:
    _check_depth(depth)
    frozen = []
    for number, entry in enumerate(value):
        try:
            frozen.append(_freeze(entry, depth + 1))
        except MalformedRecordError as error:
            raise _inside(f"[{number}]", error) from error
    return tuple(frozen)


def _object(value: Mapping[Any, object], depth: int) -> Value:
    _check_depth(depth)
    frozen: dict[str, Value] = {}
    for key, entry in value.items():
        _check_key(key)
        if type(entry) is str and entry.isascii():
            frozen[key] = entry
            continue
        try:
            frozen[key] = _freeze(entry, depth + 1)
        except MalformedRecordError as error:
            raise _inside(key, error) from error
    return MappingProxyType(frozen)


def _integer(value: int) -> int:
    if abs(value) > MAX_INTEGER:
        fault = "is an integer beyond ±(2^53 - 1); write it as a text"
        raise MalformedRecordError("", fault)
    return int(value)


def _text(value: str) -> str:
    if not value.isascii():
        if _SURROGATE.search(value):
            raise MalformedRecordError("", "holds half of a surrogate pair")
        if not unicodedata.is_normalized("NFC", value):
            raise MalformedRecordError("", "is text that is not in normal form NFC")
    return str.__str__(value)


def _check_key(key: object) -> None:
    if not isinstance(key, str) or not is_key(key):
        fault = f"has the key {key!r}; keys are like [a-z][a-z0-9_]*, names are values"
        raise MalformedRecordError("", fault)


def _inside(place: str, error: MalformedRecordError) -> MalformedRecordError:
    """Return the same fault, with where the part stands that has it."""
    is_below = place and error.place and not error.place.startswith("[")
    inner = f".{error.place}" if is_below else error.place
    return MalformedRecordError(place + inner, error.fault)


def _check_depth(depth: int) -> None:
    if depth > MAX_DEPTH:
        fault = f"is nested deeper than {MAX_DEPTH} lists and objects"
        raise MalformedRecordError("", fault)


def _foreign(value: object) -> str:
    if isinstance(value, float | Decimal):
        return "is a number with a fraction or exponent; write it as a decimal text"
    return f"is a {type(value).__name__}, which a record cannot hold"
