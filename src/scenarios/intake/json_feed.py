"""JSON Feed 1.0 and 1.1 (jsonfeed.org): the fields that make an item."""

from typing import Any, Final

from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.moments import no_date, read_moment

__all__ = ["is_json_feed", "read_json_feed"]

_VERSION: Final = "https://jsonfeed.org/version/"


def is_json_feed(whole: object) -> bool:
    """Tell whether a JSON value says that it is a JSON Feed."""
    return isinstance(whole, dict) and _text(whole, "version").startswith(_VERSION)


def read_json_feed(feed: dict[str, Any], found: Found) -> None:
    """Read a JSON Feed; add its items and faults."""
    entries = feed.get("items")
    if not isinstance(entries, list):
        found.fault("must be a list of items", key="items")
        return
    for number, entry in enumerate(entries):
        key = f"items.{number}"
        if not isinstance(entry, dict):
            found.fault("must be an item: a mapping", key=key)
            continue
        found.add(_raw(entry, feed, key, found), key=key)


def _raw(
    entry: dict[str, Any], feed: dict[str, Any], key: str, found: Found
) -> RawItem:
    told = _text(entry, "date_published")
    published = read_moment(told) if told else None
    if told and published is None:
        found.warn(no_date(told), key=f"{key}.date_published")
    texts = (_text(entry, name) for name in ("content_text", "content_html", "summary"))
    tags = entry.get("tags")
    return RawItem(
        title=_text(entry, "title"),
        text=next((text for text in texts if text), ""),
        url=_text(entry, "url") or _text(entry, "external_url"),
        # An id should be a text; numbers are read as such (version 1.1, items).
        guid=str(entry.get("id", "")),
        publisher=_text(feed, "title"),
        published=published,
        language=_text(entry, "language") or _text(feed, "language"),
        labels=tuple(map(str, tags)) if isinstance(tags, list) else (),
    )


def _text(mapping: dict[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""
