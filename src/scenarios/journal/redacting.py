"""Redaction: a text is removed by law; chain, proofs and numbers stay as they were."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.journal.author import Author
from scenarios.journal.errors import NothingToRedactError
from scenarios.journal.payload import PAYLOAD, REDACTED, commitments_of
from scenarios.journal.record import Draft, Kind, Record
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_development

__all__ = ["draft_redaction"]


def draft_redaction(
    store: Store, development: str, report: str | None, why: str, author: Author
) -> Draft:
    """Draft the removal of every text of a development, or of one of its reports.

    The texts of all versions go, and the reasons of corrections with them. The reason
    for the redaction itself stands in the record, where nothing can be removed: it must
    not repeat what is redacted.

    Raises:
        NothingToRedactError: No text of it is left.
    """
    found = [
        (record.seq, commitment)
        for seq in store.mentions(about_development(development))
        for record in [store.record(seq)]
        for commitment in _texts(record, report)
    ]
    if not found:
        raise NothingToRedactError(development, report)
    body: dict[str, Any] = {
        "development": development,
        REDACTED: [commitment for _, commitment in found],
        "records": sorted({seq for seq, _ in found}),
        "why": why,
    }
    return author.draft(Kind.PAYLOAD_REDACTED, body)


def _texts(record: Record, report: str | None) -> Iterator[str]:
    """Yield the commitments of a record whose texts are still there."""
    kept = {payload.commitment for payload in record.draft.payloads}
    body: Any = record.draft.body
    promised = commitments_of(body) if report is None else _of_report(body, report)
    yield from (each for each in promised if each in kept)


def _of_report(body: Mapping[str, Any], report: str) -> Iterator[str]:
    if body.get("report") == report and PAYLOAD in body:
        yield body[PAYLOAD]
    for each in body.get("reports", ()):
        if each["report"] == report:
            yield from commitments_of(each)
