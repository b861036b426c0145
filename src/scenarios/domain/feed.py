"""Feeds: where news may be fetched from, named one by one by the analyst."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from scenarios.domain.noun import Id, Noun

__all__ = ["Feed", "FeedRegistry"]


def _secure(address: str) -> str:
    if not address.lower().startswith("https://") or any(c.isspace() for c in address):
        raise PydanticCustomError(
            "address", "must be an address that begins with https://, without blanks"
        )
    return address


class Feed(Noun):
    """A feed that may be fetched. Nothing is fetched that stands in no such entry."""

    url: Annotated[
        str,
        AfterValidator(_secure),
        WithJsonSchema({"type": "string", "pattern": r"^https://\S+$"}),
    ]
    """Its address, by https."""
    title: str = ""
    """Its name."""
    source: Id | None = None
    """Who publishes it: an id of sources.yaml."""
    why: str = ""
    """What it is read for."""


FeedRegistry = Mapping[str, Feed]
"""Feeds by id."""
