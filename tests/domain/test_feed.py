"""Feeds: an address by https, and nothing that hides another."""

from __future__ import annotations

import pytest

from scenarios.domain.feed import Feed
from support import refusal


def test_a_feed_is_an_https_address_with_what_is_known_of_it() -> None:
    feed = Feed(url="HTTPS://dawn.com/feed", title="Dawn", source="dawn", why="daily")
    assert (feed.url, feed.source) == ("HTTPS://dawn.com/feed", "dawn")


@pytest.mark.parametrize("url", ["http://dawn.com/", "dawn.com", "https://a b", ""])
def test_another_address_is_refused(url: str) -> None:
    assert "must be an address that begins with https://" in refusal(Feed, {"url": url})
