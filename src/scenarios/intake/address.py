"""Addresses of the web: one spelling for each page, its site, and the words in it.

The same article is linked with and without `www.`, tracking keys, `amp` and a slash at
the end. One spelling makes copies of a link one item.
"""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

__all__ = ["address_words", "canonical_address", "is_site_of", "site_of"]

_MOST_CHARACTERS: Final = 4096
_PORTS: Final = {"http": 80, "https": 443}
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_PREFIXES: Final = ("www.", "m.", "amp.", "mobile.")
_TRACKING = re.compile(
    r"utm_.*|ea_.*|mc_[ce]id|fbclid|gclid|dclid|msclkid|yclid|igshid|ref|ref_src|ref_url"
    r"|cmpid|ocid|ito|smid|src|rss|partner|campaign|ns_.*|at_.*|_ga|__twitter_impression"
    r"|amp|outputtype|print"
)
_AMP: Final = frozenset(("amp", "amp.html"))
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?)")
_SAFE: Final = "!$&'()*+,;=:@~-._"
_NOISE = re.compile(r"(?<![^\W_])(?:[0-9a-f]{8,}|\d{5,})(?![^\W_])", re.ASCII)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|cms|jsp)\b")
# Blanks, controls, and halves of letters, which cannot be sent.
_NOWHERE = re.compile(r"[\s\x00-\x1f\x7f\\\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS: Final = 3


def canonical_address(text: str) -> str | None:
    """Return the one spelling of a web address, or None where it is none.

    The scheme is https, the host in lower case without `www.`, tracking keys, `amp`
    and the fragment are gone, the other keys stand in order of name.

    >>> canonical_address("HTTP://www.Dawn.com:80/news/amp/1?utm_source=x&b=2&a=1#top")
    'https://dawn.com/news/1?a=1&b=2'
    >>> canonical_address("javascript:alert(1)") is None
    True
    """
    cleaned = text.strip()
    if len(cleaned) > _MOST_CHARACTERS or _NOWHERE.search(cleaned):
        return None
    try:
        parts = urlsplit(cleaned)
        port = parts.port
    except ValueError:
        return None
    host = _plain_host(parts.hostname or "")
    if parts.scheme.lower() not in _PORTS or not _HOST.fullmatch(host):
        return None
    where = host if port in (None, *_PORTS.values()) else f"{host}:{port}"
    query = urlencode(_kept_keys(parts.query))
    return urlunsplit(("https", where, _plain_path(parts.path), query, ""))


def _plain_host(host: str) -> str:
    plain = host.lower().rstrip(".")
    for prefix in _PREFIXES:
        if plain.startswith(prefix) and plain.count(".") > 1:
            return plain.removeprefix(prefix)
    return plain


def _kept_keys(query: str) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    return sorted((k, v) for k, v in pairs if v and not _TRACKING.fullmatch(k.lower()))


def _plain_path(path: str) -> str:
    parts = [part for part in path.split("/") if part and part.lower() not in _AMP]
    if parts and _INDEX.fullmatch(parts[-1].lower()):
        parts.pop()
    spelt = [quote(unquote(part, errors="replace"), safe=_SAFE) for part in parts]
    return "/" + "/".join(spelt)


def site_of(address: str) -> str:
    """Return the host of a canonical address, without its port.

    >>> site_of("https://dawn.com/news/1")
    'dawn.com'
    """
    return urlsplit(address).hostname or ""


def is_site_of(host: str, site: str) -> bool:
    """Tell whether a host is a site or stands under it, by whole labels.

    >>> is_site_of("english.aaj.tv", "aaj.tv"), is_site_of("notaaj.tv", "aaj.tv")
    (True, False)
    """
    wanted = site.lower().removeprefix("www.")
    return bool(wanted) and (host == wanted or host.endswith(f".{wanted}"))


def address_words(address: str) -> str:
    """Return what an address says in words, with numbers and noise left out.

    Only parts of three words or more speak; `news/world` says where, not what.

    >>> address_words("https://dawn.com/world/envoy-visits-the-border-20240531.html")
    'envoy visits the border'
    """
    path = _ENDING.sub("", unquote(urlsplit(address).path, errors="replace"))
    parts = [re.sub(r"[-_+.,%]+", " ", part) for part in path.split("/")]
    speaking = [p for p in parts if len(_WORD.findall(p)) >= _LEAST_WORDS]
    return " ".join(_NOISE.sub(" ", " ".join(speaking)).split())
