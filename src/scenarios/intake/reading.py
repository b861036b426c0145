"""Reading news from bytes: what kind it is, and the items in it.

Feeds (RSS, Atom, RDF), JSON Feed, STIX 2.1 bundles, and sheets or lines of items are
known by what they hold, never by what they are called. All faults are told at once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from scenarios.domain.item import Item
from scenarios.errors import Issue
from scenarios.intake.feeds import read_feed
from scenarios.intake.found import Found
from scenarios.intake.json_feed import is_json_feed, read_json_feed
from scenarios.intake.sheets import read_lines, read_sheet
from scenarios.intake.stix import is_bundle, read_bundle

__all__ = ["MOST_BYTES", "News", "read_news"]

MOST_BYTES: Final = 5_000_000
"""More than this is no feed."""

_BLANKS: Final = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class News:
    """What a file of news held.

    Attributes:
        items: Its items, in the order of the file, each id once.
        issues: What is wrong with it.
    """

    items: tuple[Item, ...]
    issues: tuple[Issue, ...]


def read_news(
    data: bytes,
    path: str,
    *,
    fetched: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> News:
    """Read the items of a file, whatever kind of news it is.

    Args:
        data: Its bytes.
        path: The file, as shown to people.
        fetched: When it was fetched; None for a file that lay there.
        columns: For a sheet, the field that each column stands for.
    """
    found = _read(data, path, columns or {})
    if found.made and fetched is not None:
        found.made.clear()
        found.fault("lists items with ids and times of its own; a feed does not")
    items = {item.id: item for item in found.make(path, fetched)}
    return News(tuple(items.values()), tuple(found.issues))


def _read(data: bytes, path: str, columns: Mapping[str, str]) -> Found:
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
    found = Found(path)
    if len(data) > MOST_BYTES:
        found.fault(f"is larger than {MOST_BYTES:,} bytes; split it")
    elif not plain:
        found.fault("holds nothing")
    elif plain.startswith((b"{", b"[")):
        _read_json(data, found)
    elif plain.startswith(b"<") or _is_wide(data):
        read_feed(data, found)
    else:
        read_sheet(data, found, columns)
    return found


def _is_wide(data: bytes) -> bool:
    """Tell whether data is text in letters of two bytes or four, as no sheet is."""
    return b"\x00" in data[:4] or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _read_json(data: bytes, found: Found) -> None:
    try:
        whole: Any = json.loads(data)
    except (ValueError, RecursionError):
        # Lines of JSON are no JSON as a whole.
        read_lines(data, found)
        return
    if is_json_feed(whole):
        read_json_feed(whole, found)
    elif is_bundle(whole):
        read_bundle(whole, found)
    else:
        read_lines(data, found, whole)
