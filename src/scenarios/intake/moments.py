"""Moments: the dates of feeds and files, read without guessing.

Two forms are read: ISO 8601 as in RFC 3339, and RFC 5322 as in mail and RSS. A time
with a zone becomes UTC; a time without one keeps its day, for the hour means nothing
without a zone. Whatever else stands there is not guessed at: `03/04/2024` is two days.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["moment_of", "no_date", "read_moment"]

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?P<zone>\s?\S+)?)?"
)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\b.*")
_MOST_SHOWN: Final = 60
_NO_ZONE: Final = re.compile(r"-0000\s*(?:\(.*\))?$")


def moment_of(time: datetime) -> str:
    """Write a time as a moment: in UTC with a zone, else its day alone.

    >>> moment_of(datetime.fromisoformat("2024-05-31T23:30:00-05:00"))
    '2024-06-01T04:30:00Z'
    >>> moment_of(datetime.fromisoformat("2024-05-31T23:30:00"))
    '2024-05-31'
    """
    if time.tzinfo is None:
        return time.date().isoformat()
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def read_moment(text: str) -> str | None:
    """Read a date or time as a moment; None where it cannot be read for sure.

    >>> read_moment("Fri, 31 May 2024 14:05:00 +0500")
    '2024-05-31T09:05:00Z'
    >>> read_moment("03/04/2024") is None
    True
    """
    plain = text.strip()
    try:
        if _ISO.fullmatch(plain):
            whole = datetime.fromisoformat(plain)
        elif _MAIL.fullmatch(plain):
            whole = parsedate_to_datetime(plain)
            # A zone of -0000 says that nobody knows the zone (RFC 5322, 3.3).
            whole = whole.replace(tzinfo=None) if _NO_ZONE.search(plain) else whole
        else:
            return None
        return moment_of(whole)
    except (ValueError, OverflowError):
        return None


def no_date(text: str) -> str:
    """Say that a text is no date; of a long one its beginning.

    >>> no_date("03/04/2024")
    "'03/04/2024' is no date that can be read"
    """
    told = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    return f"{told!r} is no date that can be read"
