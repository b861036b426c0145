"""The first record of a journal: whose it is, and the key that signs its heads."""

from datetime import datetime

from scenarios.journal.record import (
    FIRST_PREV,
    VERSION,
    Draft,
    Kind,
    Record,
    seal_record,
)

__all__ = ["first_record"]

FIRST_REQ = "00" * 16


def first_record(
    origin: str, now: datetime, actor: str, vkey: str | None = None
) -> Record:
    """Make the first record of a journal.

    Args:
        origin: Its name, unique among all journals.
        now: When it is made.
        actor: Who makes it.
        vkey: The public key that verifies its signed heads (C2SP signed-note).

    Raises:
        MalformedRecordError: One of them is not fit for a record.
    """
    body: dict[str, str | int] = {"origin": origin, "version": VERSION}
    if vkey is not None:
        body["vkey"] = vkey
    draft = Draft(actor, now, Kind.LOG_CREATED, body, FIRST_REQ)
    return seal_record(draft, origin, 0, FIRST_PREV)
