"""Articles: the HTML page of one story, read by trafilatura from a tree of our own.

Nothing is fetched and nothing opened: the library is handed a tree that was parsed
here, never a text, a name or an address. When a page was published stands in its
metadata; what trafilatura finds elsewhere is a guess, taken only where the page spells
that day out in a way that can be read in no other, and marked as read from the page.
A page that lists stories has no date of its own.
"""

import logging
import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from scenarios.errors import MissingExtraError
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.page_dates import is_index, is_spelt, stated_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["is_page", "read_article"]

_HEAD: Final = 4096
_PREFACE: Final = rb"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]*\?>)*"
_PAGE = re.compile(
    _PREFACE + rb"<(?:!doctype\s+html\b|html\b|head\b|body\b)",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""(?:<meta[^>]+charset|<\?xml[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9._-]+)""",
    re.IGNORECASE,
)
_ENCODING = re.compile(
    r"utf-?8|us-ascii|iso-?8859-?\d{1,2}|windows-125\d|koi8-[ru]|big5|gb2312|gbk"
    r"|gb18030|euc-(?:jp|kr)|shift_jis",
    re.IGNORECASE,
)
_MARK: Final = b"\xef\xbb\xbf"
_MOST_DEEP: Final = 200
_MOST_TAGS: Final = 100_000
_LEAST_TEXT: Final = 150
"""A page with fewer characters of text tells of an error, or of cookies."""

_TAG = re.compile(rb"<[A-Za-z]")
_FAR: Final = "2999-12-31"
"""The library would leave out days after today; what is read depends on no clock."""


def is_page(data: bytes) -> bool:
    """Tell whether bytes begin as an HTML page does.

    >>> is_page(b"<!-- x --><!DOCTYPE html><p>"), is_page(b"<rss><html>")
    (True, False)
    """
    return _PAGE.match(data[:_HEAD].removeprefix(_MARK)) is not None


def read_article(data: bytes, found: Found) -> None:
    """Read a page; add the article on it, or what is wrong with it.

    Raises:
        MissingExtraError: trafilatura is not installed.
    """
    text = _decoded(data, found)
    if text is None:
        return
    tree = _parse(text, found)
    if tree is None:
        return
    told = _extract(tree)
    if len(told.get("text") or "") < _LEAST_TEXT:
        found.fault("holds no article that can be read")
        return
    found.add(_raw(told, tree, text, found))


def _decoded(data: bytes, found: Found) -> str | None:
    """Return the page as text; None, with the fault, where it must not be parsed."""
    declared = _CHARSET.search(data[:_HEAD])
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    if _ENTITY.search(data):
        found.fault("declares an entity; pages need none")
    elif len(_TAG.findall(data)) > _MOST_TAGS:
        found.fault(f"has more than {_MOST_TAGS:,} elements; that is no article")
    elif not _ENCODING.fullmatch(encoding):
        found.fault(f"is encoded as {encoding}; write UTF-8")
    else:
        try:
            return data.removeprefix(_MARK).decode(encoding)
        except (UnicodeDecodeError, LookupError):
            found.fault(f"is not {encoding} throughout; save it as UTF-8")
    return None


def _parse(text: str, found: Found) -> "HtmlElement | None":
    try:
        from lxml.etree import LxmlError
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        raise MissingExtraError("reading articles", "articles") from None
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except (ValueError, SyntaxError, LxmlError):
        found.fault("is no page: nothing stands on it")
        return None
    if _is_deep(tree):
        found.fault(f"nests elements more than {_MOST_DEEP} deep; that is no article")
        return None
    return tree


def _is_deep(tree: "HtmlElement") -> bool:
    level = [tree]
    for _ in range(_MOST_DEEP):
        level = [child for each in level for child in each]
        if not level:
            return False
    return True


def _extract(tree: "HtmlElement") -> Mapping[str, Any]:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise MissingExtraError("reading articles", "articles") from None
    for name in ("trafilatura", "htmldate", "readability", "justext"):
        # What they have to say of a page is said here, as a fault.
        logging.getLogger(name).addHandler(logging.NullHandler())
    told = bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": _FAR,
        },
    )
    return {} if told is None or isinstance(told, dict) else told.as_dict()


def _raw(
    told: Mapping[str, Any], tree: "HtmlElement", text: str, found: Found
) -> RawItem:
    published = guessed = None
    if is_index(tree):
        found.warn("lists stories and tells none; no date is read from it")
    else:
        published = stated_moment(tree)
        guessed = _guessed(told, text) if published is None else None
    return RawItem(
        title=told.get("title") or "",
        text=told["text"],
        url=told.get("url") or "",
        publisher=told.get("sitename") or told.get("hostname") or "",
        author=told.get("author") or "",
        published=published or guessed,
        dated="page" if guessed else "stated",
        language=tree.get("lang") or "",
    )


def _guessed(told: Mapping[str, Any], text: str) -> str | None:
    """Return the day that the library found, where the page spells it out."""
    try:
        day = date.fromisoformat(told.get("date") or "")
    except ValueError:
        return None
    return day.isoformat() if is_spelt(day, text) else None
