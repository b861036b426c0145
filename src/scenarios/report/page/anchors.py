"""Names of places in the page, and which addresses outside it a link may lead to."""

import re
from urllib.parse import urlsplit

__all__ = ["anchor", "web_address"]

_OTHER = re.compile(r"[^A-Za-z0-9._-]")
# Browsers drop these inside an address, so that they can hide what it is.
_DROPPED = re.compile(r"[\x00-\x20\x7f-\x9f]")


def anchor(kind: str, *ids: str) -> str:
    """Return the name of a place, another one for other ids.

    >>> anchor("row", "aid-changes", "imf")
    'row:aid-changes:imf'
    >>> anchor("development", "é:1")
    'development:~e9~~3a~1'

    Args:
        kind: What stands there.
        ids: Its ids, from the outermost inwards.
    """
    return ":".join((kind, *map(_quoted, ids)))


def web_address(text: str | None) -> str | None:
    """Return an address that a link may lead to: http or https with a host.

    >>> web_address("https://example.org/a b")
    >>> web_address("javascript:alert(1)")
    >>> web_address("https://example.org/a")
    'https://example.org/a'
    """
    if text is None or _DROPPED.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None


def _quoted(name: str) -> str:
    return _OTHER.sub(lambda found: f"~{ord(found[0]):x}~", name)
