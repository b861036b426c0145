"""Addresses of the web that are URIs to the letter, for files that demand it."""

import re
from urllib.parse import urlsplit

__all__ = ["web_address"]

# What RFC 3986 allows in a URI: unreserved, reserved, and whole percent escapes.
_URI = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")


def web_address(text: str | None) -> str | None:
    """Return a text if it is an http or https URI with a host, else None.

    >>> web_address("https://dawn.com/news?id=1")
    'https://dawn.com/news?id=1'
    >>> web_address("javascript:alert(1)"), web_address("http://a b"), web_address("")
    (None, None, None)
    """
    if not text or not _URI.fullmatch(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    square = parts.path + parts.query + parts.fragment
    if parts.scheme not in {"http", "https"} or not host or {*"[]"} & {*square}:
        return None
    return text
