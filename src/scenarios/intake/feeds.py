"""Feeds: RSS, Atom and RDF, read by feedparser behind a door of our own.

A document type declaration is refused before anything parses it, for entities are how a
short feed grows without end or reads other files; so is an encoding in which one could
hide. What is not well-formed is refused too: a parser that mends it guesses.
`updated` is never read as published, but for RDF, whose `dc:date` is the item's date.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from scenarios.errors import MissingExtraError
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.moments import read_moment

__all__ = ["read_feed"]

_HEAD: Final = 4096
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1"
    r"|windows-125\d|cp125\d|koi8-[ru]|big5|gb2312|gbk|gb18030|euc-(?:jp|kr)|shift_jis",
    re.IGNORECASE,
)
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_RDF: Final = frozenset(("rss10", "rss090"))


def read_feed(data: bytes, found: Found) -> None:
    """Read a feed; add its items and faults.

    Raises:
        MissingExtraError: feedparser is not installed.
    """
    refusal = _refusal(data)
    if refusal:
        found.fault(refusal)
        return
    parsed = _parse(data)
    fault = parsed.get("bozo_exception") if parsed.get("bozo") else None
    if fault is not None and type(fault).__name__ != "CharacterEncodingOverride":
        found.fault(f"is no well-formed feed: {_said(fault)}", line=_line(fault, data))
    elif not parsed.get("version"):
        found.fault("is no feed: its root is neither rss, feed nor RDF")
    else:
        _read_entries(parsed, found)


def _refusal(data: bytes) -> str:
    """Return why the bytes must not reach a parser; empty where they may."""
    # In UTF-16 every second byte of a declaration is zero.
    plain = data.replace(b"\x00", b"")
    if _DOCTYPE.search(plain):
        return "has a document type declaration or an entity; feeds need neither"
    declared = _DECLARED.search(plain[:_HEAD])
    if declared and not _ENCODING.fullmatch(declared[1].decode("ascii")):
        return f"is encoded as {declared[1].decode('ascii')}; write UTF-8"
    return ""


def _parse(data: bytes) -> Mapping[str, Any]:
    try:
        import feedparser
    except ImportError:
        raise MissingExtraError("reading feeds", "news") from None
    # A text or a name would be opened as a file or an address; bytes never are.
    parsed: Mapping[str, Any] = feedparser.parse(
        BytesIO(data), resolve_relative_uris=False, sanitize_html=True
    )
    return parsed


def _line(fault: object, data: bytes) -> int:
    """Return the line of a fault; feedparser adds one where nothing is declared."""
    told = getattr(fault, "getLineNumber", lambda: 1)() or 1
    is_declared = data.replace(b"\x00", b"").lstrip(_MARKS).startswith(b"<?xml")
    return max(1, int(told) - (not is_declared))


def _said(fault: object) -> str:
    message = getattr(fault, "getMessage", lambda: str(fault))()
    return " ".join(str(message).split())


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
        found.warn(f"{told!r} is no date that can be read", key=f"{key}.{field}")
    return moment
