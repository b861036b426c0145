"""Make items: their address in one spelling, their text plain, their id from content.

The same publication gets the same id on every machine and on every day, so that what
was fetched twice is one item.
"""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final, Literal

from scenarios.domain.item import Item, day_of
from scenarios.intake.address import address_words, canonical_address, site_of
from scenarios.intake.words import folded_words, plain_text

__all__ = ["RawItem", "headline_of", "known_day", "make_item"]

_ID_DIGITS: Final = 20
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a reader found, as it stood there.

    Attributes:
        title: The headline, with or without tags.
        text: The summary or body, with or without tags.
        url: The address as given.
        guid: The name that its publisher gives it; used where there is no address.
        publisher: Who published it.
        author: Who wrote it.
        published: A moment as `Item` has it, or None.
        dated: Whether its publisher states that, or it was read from the page.
        seen: When who collected it first saw it, or None.
        happened: A day, or None.
        language: A language tag; whatever is none is left out.
        labels: Tags, as they stood there.
    """

    title: str = ""
    text: str = ""
    url: str = ""
    guid: str = ""
    publisher: str = ""
    author: str = ""
    published: str | None = None
    dated: Literal["stated", "page"] = "stated"
    seen: str | None = None
    happened: date | None = None
    language: str = ""
    labels: tuple[str, ...] = ()


def make_item(raw: RawItem, *, feed: str = "", fetched: str | None = None) -> Item:
    """Make an item of what was found; its id depends on nothing but its content.

    Args:
        raw: What was found.
        feed: The feed or file that brought it.
        fetched: When it was fetched; where that is None, when its collector saw it.
    """
    address = canonical_address(raw.url) or ""
    title, text = plain_text(raw.title), plain_text(raw.text)
    publisher = plain_text(raw.publisher)
    told = (publisher, raw.published or "", *folded_words(f"{title} {text}"))
    return Item(
        id=_item_id(address, raw.guid.strip(), told),
        published=raw.published,
        dated=raw.dated,
        fetched=fetched or raw.seen,
        happened=raw.happened,
        publisher=publisher,
        author=plain_text(raw.author),
        site=site_of(address) if address else "",
        url=address,
        title=title,
        text=text,
        language=raw.language if _TAG.fullmatch(raw.language) else "",
        feed=feed,
        labels=tuple(plain_text(label) for label in raw.labels),
    )


def _item_id(address: str, guid: str, told: tuple[str, ...]) -> str:
    """Return an id from the address, else the publisher's own name, else the words.

    What each kind of id is made of begins with its kind, so that a name that looks
    like an address is no other item's address.
    """
    if address:
        named = f"url\n{address}"
    else:
        named = f"guid\n{guid}" if guid else "words\n" + "\n".join(told)
    return "item-" + sha256(named.encode("utf-8", "replace")).hexdigest()[:_ID_DIGITS]


def headline_of(item: Item) -> str:
    """Return the headline, or what the address says in words where there is none."""
    return item.title or address_words(item.url)


def known_day(item: Item) -> date | None:
    """Return the day it was published, or None where nobody said.

    The day it was fetched says nothing of when it was published.
    """
    return day_of(item.published) if item.published else None
