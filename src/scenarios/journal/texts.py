"""Free text of an entry: taken out into a payload, and put back when it is read."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from scenarios.journal.payload import SALT_BYTES, Payload

__all__ = ["Entropy", "Texts", "pack_texts", "unpack_texts"]

Entropy = Callable[[int], bytes]
"""Returns so many random bytes."""

Texts = Mapping[str, Any]
"""Texts by name; None where there is none."""


def pack_texts(texts: Texts, entropy: Entropy) -> Payload | None:
    """Return the payload of some texts; None where there is none to keep."""
    kept = {name: text for name, text in texts.items() if text is not None}
    if not kept:
        return None
    data = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # What a file says may hold half of a surrogate pair, which UTF-8 cannot carry.
    return Payload(entropy(SALT_BYTES), data.encode(errors="surrogatepass"))


def unpack_texts(payloads: Mapping[str, Payload], commitment: object) -> Texts:
    """Return the texts behind a commitment; none where they were redacted."""
    payload = payloads.get(commitment) if isinstance(commitment, str) else None
    if payload is None:
        return {}
    texts: Texts = json.loads(payload.data.decode(errors="surrogatepass"))
    return texts
