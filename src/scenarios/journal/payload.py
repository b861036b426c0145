"""Payloads: free text beside a record, which holds only a commitment to it.

What feeds a number stands in the record itself. Titles, summaries, links and reasons
stand beside it, so that the law can have them removed without breaking the chain, a
proof or a number. The salt keeps a short text from being guessed from its hash.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import NoneType

from scenarios.journal.canonical import Value

__all__ = [
    "PAYLOAD",
    "REDACTED",
    "SALT_BYTES",
    "Payload",
    "commitments_in",
    "commitments_of",
]

PAYLOAD = "payload"
"""The key under which a body, or a part of it, names the commitment to its text."""

REDACTED = "redacted"
"""The key under which a redaction lists the commitments whose text it removes."""

SALT_BYTES = 32
_PLAIN = (str, int, NoneType)
_COMMITMENT = re.compile(r"sha256:[0-9a-f]{64}")
_PROMISE = re.compile(f'"{PAYLOAD}":"({_COMMITMENT.pattern})"'.encode())


@dataclass(frozen=True, slots=True)
class Payload:
    """The text behind a commitment.

    Attributes:
        salt: 32 random bytes.
        data: The text, as the bytes that were committed to.
    """

    salt: bytes
    data: bytes

    @property
    def commitment(self) -> str:
        """Return SHA-256(salt ‖ data), as `sha256:` and 64 hexadecimal digits."""
        return f"sha256:{sha256(self.salt + self.data).hexdigest()}"


def commitments_of(body: Mapping[str, Value]) -> Iterator[str]:
    """Yield every commitment that a body makes, wherever in it."""
    for key, value in body.items():
        if isinstance(value, str):
            if key == PAYLOAD and _COMMITMENT.fullmatch(value):
                yield value
        elif not isinstance(value, _PLAIN):
            yield from _inside(value)


def commitments_in(data: bytes) -> list[str]:
    r"""Return what `commitments_of` yields of a body, from the bytes of its record.

    It is searched for in its one spelling. No text can hold that: a quote inside a
    text stands behind a backslash, and so `payload":` only ever ends a key; and no key
    holds a backslash.

    >>> commitments_in(b'{"payload":"sha256:%b","x":"\\"payload\\":"}' % (b"0" * 64))
    ['sha256:0000000000000000000000000000000000000000000000000000000000000000']
    """
    return [found.decode() for found in _PROMISE.findall(data)]


def _inside(value: tuple[Value, ...] | Mapping[str, Value]) -> Iterator[str]:
    if isinstance(value, tuple):
        for entry in value:
            if not isinstance(entry, _PLAIN):
                yield from _inside(entry)
    else:
        yield from commitments_of(value)
