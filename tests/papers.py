"""Three papers on one morning, their feeds in RSS, Atom and JSON Feed, and a server."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from xml.sax.saxutils import escape

__all__ = ["FEEDS", "HULL", "PAPERS", "SITED", "Papers", "stories"]

HULL = "Port of Hull walks out as the strike spreads"
TALKS = "Both sides of the dock strike to meet in person"
PAPERS = {"gazette": 14, "union": 13, "star": 13}
"""How many stories each has."""

FEEDS = """\
gazette: {url: "https://feeds.example/gazette.rss", source: gazette}
union: {url: "https://feeds.example/union.atom", source: union}
star: {url: "https://feeds.example/star.json", source: star}
"""
SITED = """\
gazette:
  {title: The Gazette, reliability: [{from: 2020-01-01, grade: B}],
   sites: [gazette.example]}
union:
  {title: The union, reliability: [{from: 2020-01-01, grade: C}],
   sites: [union.example]}
star:
  {title: The Star, reliability: [{from: 2020-01-01, grade: B}], sites: [star.example]}
"""

Story = tuple[str, str, str]


def stories(paper: str) -> list[Story]:
    """Return address, headline and text of every story of a paper."""
    ours = {
        "gazette": [HULL, TALKS],
        "union": [TALKS],
        "star": [HULL],
    }[paper]
    other = [f"{subject} on page {page}" for page, subject in enumerate(OTHER, 2)]
    told = [*ours, *other][: PAPERS[paper]]
    return [
        (
            f"https://{paper}.example/2024/{number}",
            title,
            f"{title}, {paper} writes <b>today</b>.",
        )
        for number, title in enumerate(told)
    ]


OTHER = (
    *("Cricket", "Weather", "A recipe", "Chess", "The stars", "Gardens", "Opera"),
    *("Books", "Trains", "A wedding", "Bees", "Maps", "Lotteries"),
)


def _rss(paper: str) -> str:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{url}</link>"
        f"<description>{escape(text)}</description>"
        "<pubDate>Tue, 05 Mar 2024 07:30:00 +0000</pubDate></item>"
        for url, title, text in stories(paper)
    )
    return (
        f'<rss version="2.0"><channel><title>The {paper.title()}</title>'
        f"<language>en-GB</language>{items}</channel></rss>"
    )


def _atom(paper: str) -> str:
    entries = "".join(
        f"<entry><title>{escape(title)}</title><id>{url}</id><link href='{url}'/>"
        f"<published>2024-03-05T08:00:00Z</published>"
        f"<updated>2024-03-05T09:00:00Z</updated>"
        f"<summary type='html'>{escape(text)}</summary></entry>"
        for url, title, text in stories(paper)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>The {paper}</title>{entries}</feed>"
    )


def _json(paper: str) -> str:
    items = [
        {
            "id": url,
            "url": url,
            "title": title,
            "content_html": text,
            "date_published": "2024-03-05T10:15:00+01:00",
        }
        for url, title, text in stories(paper)
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "The Star", "items": items})


class Papers(BaseHTTPRequestHandler):
    """Serves the three feeds, packed, each with its version."""

    protocol_version = "HTTP/1.1"
    bodies: ClassVar = {
        "/gazette.rss": _rss("gazette"),
        "/union.atom": _atom("union"),
        "/star.json": _json("star"),
    }

    def do_GET(self) -> None:
        body = gzip.compress(self.bodies[self.path].encode())
        version = f'"{sha256(self.bodies[self.path].encode()).hexdigest()[:8]}"'
        is_known = self.headers.get("If-None-Match") == version
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", version)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", "0" if is_known else str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
