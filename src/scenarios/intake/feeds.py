"""Feeds: RSS, Atom and RDF, read by feedparser behind a door of our own.

Only well-formed XML without a document type reaches it; see `markup`. `updated` is
never read as published, but for RDF, whose `dc:date` is the item's date.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from scenarios.errors import MissingExtraError
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.markup import MarkupError, read_markup
from scenarios.intake.moments import no_date, read_moment

__all__ = ["read_feed"]

_RDF: Final = frozenset(("rss10", "rss090"))


def read_feed(data: bytes, found: Found) -> None:
    """Read a feed; add its items and faults.

    Raises:
        MissingExtraError: feedparser is not installed.
    """
    try:
        markup = read_markup(data)
    except MarkupError as error:
        found.fault(error.why, line=error.line)
        return
    parsed = _parse(markup.data)
    if parsed.get("bozo"):
        found.fault(f"is no well-formed feed: {parsed.get('bozo_exception')}")
    elif not parsed.get("version"):
        found.fault("is no feed: its root is neither rss, feed nor RDF")
    else:
        if markup.doubt:
            found.warn(markup.doubt)
        _read_entries(parsed, found)


def _parse(data: bytes) -> Mapping[str, Any]:
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError("reading feeds", "news") from None
    # A text or a name would be opened as a file or an address; bytes never are. Tags
    # are taken out later, of as much of a text as is kept.
    parsed: Mapping[str, Any] = feedparser.parse(
        BytesIO(data), resolve_relative_uris=False, sanitize_html=False
    )
    return parsed


def _read_entries(parsed: Mapping[str, Any], found: Found) -> None:
    feed = parsed["feed"]
    is_rdf = parsed["version"] in _RDF
    for number, told in enumerate(parsed["entries"]):
        # Its own mapping looks for `updated` where `published` is missing.
        entry = dict(told)
        key = f"entries.{number}"
        source = entry.get("source") or {}
        raw = RawItem(
            title=entry.get("title", ""),
            text=_text(entry),
            url=entry.get("link", ""),
            guid=entry.get("id", ""),
            publisher=source.get("title") or feed.get("title", ""),
            published=_published(
                entry, "updated" if is_rdf else "published", key, found
            ),
            language=entry.get("language") or feed.get("language", ""),
            labels=tuple(tag["term"] for tag in entry.get("tags", ()) if tag["term"]),
        )
        found.add(raw, key=key)


def _text(entry: Mapping[str, Any]) -> str:
    summary: str = entry.get("summary", "")
    contents = [str(part.get("value", "")) for part in entry.get("content", ())]
    return max([summary, *contents], key=len)


def _published(
    entry: Mapping[str, Any], field: str, key: str, found: Found
) -> str | None:
    told = str(entry.get(field) or "")
    moment = read_moment(told) if told else None
    if told and moment is None:
        found.warn(no_date(told), key=f"{key}.{field}")
    return moment
