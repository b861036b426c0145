"""Who puts something on record: a name, a clock and a source of chance."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from scenarios.journal.canonical import Value
from scenarios.journal.payload import Payload
from scenarios.journal.record import Draft, Kind

__all__ = ["Author"]

REQ_BYTES = 16


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who writes drafts.

    Attributes:
        actor: Their name on the record.
        now: Tells the time, with its zone.
        entropy: Returns that many random bytes, fit for secrets.
    """

    actor: str
    now: Callable[[], datetime]
    entropy: Callable[[int], bytes]

    def draft(
        self, kind: Kind, body: Mapping[str, Value], payloads: tuple[Payload, ...] = ()
    ) -> Draft:
        """Write a draft of now, with a fresh idempotency key.

        Keep the draft for another try: a second draft is another request.

        Raises:
            MalformedRecordError: A record may not hold one of them.
        """
        req = self.entropy(REQ_BYTES).hex()
        return Draft(self.actor, self.now(), kind, body, req, payloads)
