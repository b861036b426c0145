"""Exchanges with language models, as records: what was asked, and what it answered.

A note holds the model's name and the digests of question and answer; both stand beside
it word for word, as a payload, so that they can be read again without the model, and
proved. No key of an endpoint is part of either.
"""

from hashlib import sha256
from typing import Any

from scenarios.domain.canonical import digest_of
from scenarios.domain.item import Item
from scenarios.journal.author import Author
from scenarios.journal.canonical import check_settled, write_json
from scenarios.journal.payload import PAYLOAD
from scenarios.journal.record import Draft, Kind
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_question
from scenarios.journal.texts import pack_texts, unpack_texts

__all__ = ["draft_exchange", "find_answer"]

_ESCAPED = "surrogateescape"


def draft_exchange(
    item: Item,
    model: str,
    request: bytes,
    answer: bytes,
    author: Author,
) -> Draft:
    """Draft what a model was asked of an item, and what it answered.

    Args:
        item: The item. The record names it as `coded`, for it decides nothing on it.
        model: The model's name.
        request: The body of the request, as it was sent.
        answer: The body of the answer, as it came.
        author: Who asks.

    Raises:
        MalformedRecordError: A name holds what a record may not.
    """
    texts = {"request": request.decode(errors=_ESCAPED)}
    texts["answer"] = answer.decode(errors=_ESCAPED)
    payload = pack_texts(texts, author.entropy)
    body: dict[str, Any] = {
        "coded": item.id,
        "digest": digest_of([item]),
        "model": model,
        "asked": _digest(request),
        "answered": _digest(answer),
    }
    payloads = () if payload is None else (payload,)
    body.update((PAYLOAD, each.commitment) for each in payloads)
    draft = author.draft(Kind.NOTE, body, payloads)
    check_settled(write_json(draft.body))
    return draft


def find_answer(store: Store, request: bytes) -> bytes | None:
    """Return what was answered to the very same request, the newest answer first.

    None where it was never asked, or the answer was redacted.

    Raises:
        StoreError: The journal cannot be read.
    """
    wanted = _digest(request)
    records = list(store.pick(store.mentions(about_question(wanted))))
    for record in reversed(records):
        payloads = {each.commitment: each for each in record.draft.payloads}
        texts = unpack_texts(payloads, record.draft.body.get(PAYLOAD))
        answer = texts.get("answer")
        if isinstance(answer, str):
            data = answer.encode(errors=_ESCAPED)
            if _digest(data) == record.draft.body.get("answered"):
                return data
    return None


def _digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"
