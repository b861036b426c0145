"""Canonical bytes: one spelling of a noun, for digests and records.

Keys are sorted, what stands at its default is left out, numbers are decimal strings
and lists stay in the order given, so that the bytes depend on the content alone.
"""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256

from scenarios.domain.noun import Noun

__all__ = ["canonical_bytes", "digest_of"]


def canonical_bytes(noun: Noun) -> bytes:
    """Write a noun as canonical JSON.

    >>> from scenarios.domain.source import ReliabilityPeriod
    >>> period = {"from": "2024-01-01", "grade": "B"}
    >>> canonical_bytes(ReliabilityPeriod.model_validate(period))
    b'{"from":"2024-01-01","grade":"B"}'
    """
    content = noun.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    return json.dumps(
        content,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=_plain,
    ).encode()


def digest_of(nouns: Iterable[Noun]) -> str:
    """Return the SHA-256 of a canonical JSON array of nouns, in the order given."""
    return (
        "sha256:"
        + sha256(b"[" + b",".join(map(canonical_bytes, nouns)) + b"]").hexdigest()
    )


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} has no canonical spelling"
    raise TypeError(message)
