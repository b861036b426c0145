"""Attacks on memory and time: each is met in a process of its own, and measured.

python -m intake.attacks      a line of JSON for each: name, megabytes, seconds, end
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import sys
from datetime import UTC, datetime
from itertools import repeat
from time import process_time
from typing import TYPE_CHECKING

from intake.stand_in import Said, StandIn
from scenarios.intake.fetching import FetchError, fetch
from scenarios.intake.guard import RefusedAddressError
from scenarios.intake.polling import FeedState, poll
from scenarios.intake.reading import read_news

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["ATTACKS", "main"]

LONGEST = 180
NOW = datetime(2024, 5, 10, tzinfo=UTC)
RSS = b"<rss version='2.0'><channel><item><title>%s</title></item></channel></rss>"
CDATA = RSS % b"<![CDATA[%s]]>"
ENTITIES = b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % before * 10)
    for before, name in zip(b"abcdefgh", b"bcdefghi", strict=True)
)
BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + ENTITIES + b"]>" + RSS % b"&i;"
QUADRATIC = b'<!DOCTYPE r [<!ENTITY a "%s">]>' % (b"a" * 100_000)


class Endless(Said):
    """A body that never ends."""

    def chunks(self) -> Iterator[bytes]:
        return repeat(b"a" * 65_536)


def read(data: bytes) -> Callable[[], str]:
    """Return what reads a feed of at most five megabytes."""

    def attack() -> str:
        news = read_news(data[:5_000_000], "feed.xml")
        return str(news.issues[0])[:90] if news.issues else f"{len(news.items)} items"

    return attack


def ask(answer: Said, **numbers: list[str]) -> Callable[[], str]:
    """Return what asks a feed that answers so."""

    def attack() -> str:
        web = StandIn({"x.pk/": answer}, {"inside.pk": ["10.0.0.1"], **numbers})
        try:
            return f"{len(fetch('https://x.pk/', {}, web).body)} bytes"
        except (FetchError, RefusedAddressError) as error:
            return str(error)

    return attack


def packed(pieces: int, size: int, *, twice: bool = False) -> Said:
    """Return an answer that unpacks to so many pieces of so many zeros."""
    body = gzip.compress(b"0" * (pieces * size))
    if twice:
        body = gzip.compress(body)
    return Said(200, {"content-encoding": "gzip"}, (body,))


def members() -> Said:
    """Return a packed body of which much stands behind the end of the first part."""
    one = gzip.compress(b"0" * 1_000_000)
    return Said(200, {"content-encoding": "gzip"}, (one * 2_000,))


def headers() -> str:
    """Poll a feed whose version is a megabyte long."""
    web = StandIn({"x.pk/": Said(200, {"etag": "e" * 1_000_000}, (RSS % b"a",))})
    found = poll("https://x.pk/", FeedState(), agent="a", now=NOW, web=web)
    return f"{len(found.state.etag)} letters of a version kept"


ATTACKS: Mapping[str, Callable[[], str]] = {
    "entity bomb": read(BOMB),
    "quadratic entities": read(QUADRATIC + RSS % (b"&a;" * 50_000)),
    "entity bomb in UTF-16": read(BOMB.decode().encode("utf-16")),
    "gzip bomb": ask(packed(200, 1_000_000)),
    "gzip bomb in a gzip bomb": ask(packed(200, 1_000_000, twice=True)),
    "many packed parts": ask(members()),
    "endless body": ask(Endless()),
    "redirect inside": ask(Said(302, {"location": "https://inside.pk/"})),
    "signs": read(b"<rss>" + b"<" * 5_000_000),
    "tags that never end": read(b"<rss>" + b"<a " * 1_600_000),
    "ampersands": read(b"<rss><a>" + b"&" * 5_000_000),
    "references": read(RSS % (b"&lt;a " * 800_000)),
    "allowed references": read(RSS % (b"&lt;a " * 399_000)),
    "depth": read(b"<a>" * 800_000 + b"</a>" * 800_000),
    "elements": read(b"<rss version='2.0'>" + b"<item/>" * 700_000),
    "allowed items": read(
        b"<rss version='2.0'><channel>"
        + b"".join(b"<item><title>x%d</title></item>" % n for n in range(24_000))
        + b"</channel></rss>"
    ),
    "attributes": read(b"<rss %s/>" % b" ".join(b"a%d=''" % n for n in range(400_000))),
    "name spaces": read(
        b"<rss %s/>" % b" ".join(b"xmlns:a%d='x'" % n for n in range(220_000))
    ),
    "a comment without end": read(b"<rss><!--" + b"-" * 5_000_000),
    "HTML tags": read(CDATA % (b"<a " * 1_600_000)),
    "HTML attributes": read(CDATA % (b"<a " + b"x='1' " * 800_000)),
    "HTML styles": read(CDATA % (b"<p style='" + b"a:b;" * 1_200_000)),
    "HTML signs": read(CDATA % (b"<" * 4_900_000)),
    "HTML comments": read(CDATA % (b"<!--" * 1_200_000)),
    "scripts": read(CDATA % (b"<script>" * 600_000)),
    "a long word": read(RSS % (b"a" * 4_900_000)),
    "a long address": read(
        (RSS % b"a").replace(
            b"</title>", b"</title><link>https://x.pk/" + b"a/" * 2_400_000 + b"</link>"
        )
    ),
    "JSON in JSON": read(b"[" * 5_000_000),
    "a long number": read(b"[" + b"9" * 4_900_000 + b"]"),
    "a sheet of columns": read(b"a," * 2_500_000),
    "a sheet of one cell": read(b"title,text\n" + b'"' * 4_900_000),
    "a long version": headers,
}


def main() -> int:
    """Meet each attack in a process of its own, and tell what it took."""
    for name, attack in ATTACKS.items():
        child = os.fork()
        if child == 0:
            signal.alarm(LONGEST)
            before, start = _megabytes(), process_time()
            end = attack()
            told = [name, _megabytes() - before, process_time() - start, end]
            print(json.dumps(told), flush=True)  # noqa: T201 it is a program
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            print(json.dumps([name, 0, LONGEST, f"ended with {status}"]), flush=True)  # noqa: T201
    return 0


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
