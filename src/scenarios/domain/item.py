"""Items: what a feed, a sheet or a bundle brought, before anybody decided on it.

An item is no development. It says what was published and by whom; whether it happened,
whether it is news, and what it shows is for an analyst to say.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import Day, Label, Noun, Texts

__all__ = ["Item", "Moment", "day_of"]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?Z)?", re.ASCII)
_DAY_LENGTH = len("2024-05-31")


def _moment(text: str) -> str:
    try:
        day_of(text)
    except ValueError:
        raise PydanticCustomError(
            "moment",
            "must be a day like 2024-05-31 or a time like {example}",
            {"example": "2024-05-31T14:05:00Z"},
        ) from None
    return text


Moment = Annotated[
    str,
    AfterValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": f"^{_MOMENT.pattern}$"}),
]
"""A day, or a time in UTC; text order is order of time within one kind."""


class Item(Noun):
    """One publication, as it came in.

    Its three times are never put in each other's place: what is not known stays away.
    """

    id: Label
    """Made of its address, or of its words where it has none; see intake."""
    published: Moment | None = None
    """When its publisher says that it was published."""
    dated: Literal["stated", "page"] = "stated"
    """Whether its publisher states that, or it was read from the words of its page."""
    fetched: Moment | None = None
    """When it was first seen by us."""
    happened: Day | None = None
    """The day that it says its matter happened, where a source states one."""
    publisher: str = ""
    """Who published it, as the source says."""
    author: str = ""
    """Who wrote it, as the source says."""
    site: str = ""
    """The host of its address, such as dawn.com."""
    url: str = ""
    """Its canonical address."""
    title: str = ""
    """Its headline, as plain text."""
    text: str = ""
    """Its summary or body, as plain text."""
    language: Annotated[
        str, StringConstraints(pattern=r"^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?$")
    ] = ""
    """Its language as a tag such as en or ur-PK; empty where nobody said."""
    feed: str = ""
    """The feed or file that brought it."""
    labels: Texts = ()
    """The tags that its publisher or a platform gave it, as they stood there."""


def day_of(moment: str) -> date:
    """Return the day of a moment, in UTC.

    Raises:
        ValueError: It is no moment.

    >>> day_of("2024-05-31T23:59:00Z")
    datetime.date(2024, 5, 31)
    """
    if not _MOMENT.fullmatch(moment):
        raise ValueError(moment)
    if len(moment) == _DAY_LENGTH:
        return date.fromisoformat(moment)
    return datetime.fromisoformat(moment).astimezone(UTC).date()
