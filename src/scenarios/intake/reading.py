"""Reading news from bytes: what kind it is, and the items in it.

Feeds (RSS, Atom, RDF), JSON Feed, STIX 2.1 bundles, articles, coded events, workbooks,
and sheets or lines of items are known by what they hold, never by what they are called.
All faults are told at once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from scenarios.domain.item import Item
from scenarios.errors import Issue
from scenarios.intake.archives import is_archive, is_workbook, only_part
from scenarios.intake.articles import is_page, read_article
from scenarios.intake.events import know_events, read_events
from scenarios.intake.feeds import read_feed
from scenarios.intake.found import Found
from scenarios.intake.json_feed import is_json_feed, read_json_feed
from scenarios.intake.sheets import read_lines, read_sheet
from scenarios.intake.stix import is_bundle, read_bundle
from scenarios.intake.workbooks import read_workbook

__all__ = ["MOST_BYTES", "News", "read_news"]

MOST_BYTES: Final = 5_000_000
"""More than this is no news."""

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
    sheet: str = "",
) -> News:
    """Read the items of a file, whatever kind of news it is.

    Args:
        data: Its bytes.
        path: The file, as shown to people.
        fetched: When it was fetched as a feed; None for a file that lay there. A feed
            that answers with a page has failed: its page is no article.
        columns: For a sheet, the field that each column stands for.
        sheet: Of a workbook, the sheet to read; its first where empty.

    Raises:
        MissingExtraError: The library that reads such a file is not installed.
    """
    found = Found(path)
    if len(data) > MOST_BYTES:
        found.fault(f"is larger than {MOST_BYTES:,} bytes; split it")
    elif is_workbook(data):
        read_workbook(data, found, columns or {}, sheet)
    else:
        _read(data, found, columns or {}, is_fetched=fetched is not None)
    if found.made and fetched is not None:
        found.made.clear()
        found.fault("lists items with ids and times of its own; a feed does not")
    items = {item.id: item for item in found.make(path, fetched)}
    return News(tuple(items.values()), tuple(found.issues))


def _read(
    given: bytes, found: Found, columns: Mapping[str, str], *, is_fetched: bool
) -> None:
    data, refusal = only_part(given, MOST_BYTES) if is_archive(given) else (given, "")
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
    if refusal:
        found.fault(refusal)
    elif not plain:
        found.fault("holds nothing")
    elif plain.startswith((b"{", b"[")):
        _read_json(data, found)
    elif is_page(data) and not is_fetched:
        read_article(data, found)
    elif plain.startswith(b"<") or _is_wide(data):
        read_feed(data, found)
    elif (form := know_events(data)) is not None:
        read_events(data, form, found)
    else:
        read_sheet(data, found, columns)


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
