"""Decisions on items of the inbox, as records: what was made of which item, and why."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from scenarios.domain.canonical import digest_of
from scenarios.domain.decision import DecisionKind
from scenarios.domain.development import Development, Report
from scenarios.domain.item import Item
from scenarios.journal.author import Author
from scenarios.journal.canonical import check_settled, write_json
from scenarios.journal.entries import write_reports
from scenarios.journal.payload import PAYLOAD
from scenarios.journal.record import Draft, Kind
from scenarios.journal.texts import pack_texts

__all__ = ["draft_decision", "draft_report"]


def draft_decision(  # noqa: PLR0913 an item, what it is, why, and who says so
    item: Item,
    decision: DecisionKind,
    about: Mapping[str, str],
    why: str,
    author: Author,
    *,
    earlier: int = 0,
) -> Draft:
    """Draft what was decided on an item: a note that names it by id and digest.

    Its headline and address go beside it, so that the record says what was refused
    though the inbox is lost.

    Args:
        item: The item.
        decision: What it is.
        about: The development and the report that were made of it.
        why: The reason.
        author: Who decides.
        earlier: How many decisions on it are on record. It is part of the idempotency
            key, so that of two who decide at once the second is refused.

    Raises:
        MalformedRecordError: An id holds what a record may not.
    """
    texts = {"why": why, "title": item.title or None, "url": item.url or None}
    payloads = tuple(filter(None, [pack_texts(texts, author.entropy)]))
    body: dict[str, Any] = {
        "item": item.id,
        "digest": digest_of([item]),
        "decision": decision,
        **about,
    }
    body.update((PAYLOAD, payload.commitment) for payload in payloads)
    key = sha256(f"decision {earlier} on item {item.id}".encode()).hexdigest()
    draft = author.draft(Kind.NOTE, body, payloads)
    return _checked(replace(draft, req=key[: len(draft.req)]))


def draft_report(development: Development, report: Report, author: Author) -> Draft:
    """Draft that a development on record has another report.

    Raises:
        MalformedRecordError: A name holds what a record may not.
    """
    reports, payloads = write_reports([report], author.entropy)
    body: dict[str, Any] = {"development": development.id, "reports": reports}
    return _checked(author.draft(Kind.REPORT_ADDED, body, tuple(payloads)))


def _checked(draft: Draft) -> Draft:
    check_settled(write_json(draft.body))
    return draft
