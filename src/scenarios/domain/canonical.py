"""Canonical bytes: one spelling of a noun, for digests and records.

Keys are sorted, what stands at its default is left out, numbers are decimal strings
and lists stay in the order given, so that the bytes depend on the content alone.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Context, Decimal
from functools import cache
from hashlib import sha256
from types import NoneType

from scenarios.domain.noun import MAX_DIGITS, Noun

__all__ = ["EXACT", "canonical_bytes", "decimal_text", "digest_of"]

EXACT = Context(prec=MAX_DIGITS)
"""Holds every number of a file as it is."""

PLAIN = frozenset({str, int, bool, NoneType})
"""What JSON writes as it is."""

_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical_bytes(noun: Noun) -> bytes:
    """Write a noun as canonical JSON.

    Raises:
        TypeError: It holds what no file says, such as a float.

    >>> from scenarios.domain.source import ReliabilityPeriod
    >>> period = {"from": "2024-01-01", "grade": "B"}
    >>> canonical_bytes(ReliabilityPeriod.model_validate(period))
    b'{"from":"2024-01-01","grade":"B"}'
    """
    return _WRITER.encode(_content(noun)).encode()


def digest_of(nouns: Iterable[Noun]) -> str:
    """Return the SHA-256 of a canonical JSON array of nouns, in the order given."""
    array = b"[" + b",".join(map(canonical_bytes, nouns)) + b"]"
    return "sha256:" + sha256(array).hexdigest()


def _content(value: object) -> object:
    # To tell a noun or a mapping from what is plain takes long, and most is plain.
    if type(value) in PLAIN:
        return value
    match value:
        case Noun():
            return _fields(value)
        case Mapping():
            return {key: _content(entry) for key, entry in value.items()}
        case tuple():
            return [_content(entry) for entry in value]
        case Decimal():
            return decimal_text(value)
        case date():
            return value.isoformat()
        case _:
            message = f"a {type(value).__name__} has no canonical form"
            raise TypeError(message)


def _fields(noun: Noun) -> dict[str, object]:
    content = {}
    for name, key, default in _keys(type(noun)):
        value = getattr(noun, name)
        said = name in noun.keeps_null and name in noun.model_fields_set
        if said or value != default:
            content[key] = _content(value)
    return content


@cache
def _keys(kind: type[Noun]) -> list[tuple[str, str, object]]:
    """Return name, key in a file, and default of each field of a kind of noun."""
    return [
        (name, field.alias or name, field.default)
        for name, field in kind.model_fields.items()
    ]


def decimal_text(number: Decimal) -> str:
    """Write a number in its one shortest way, without an exponent."""
    return f"{EXACT.normalize(number):f}" if number else "0"
