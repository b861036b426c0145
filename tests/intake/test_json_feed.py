"""JSON Feed: the items of version 1 and 1.1."""

from __future__ import annotations

import json

from scenarios.intake.reading import read_news

FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Dawn",
    "language": "en",
    "items": [
        {
            "id": 7,
            "url": "https://dawn.com/news/1",
            "title": "Envoy visits",
            "content_html": "<p>Campus <b>opened</b></p>",
            "date_published": "2024-05-10T14:05:00+05:00",
            "date_modified": "2024-05-12T14:05:00+05:00",
            "tags": ["Quetta", 5],
        },
        {"id": "b", "content_text": "Text", "content_html": "<p>HTML</p>"},
        {"id": "c", "title": "Modified", "date_modified": "2024-05-12T14:05:00Z"},
        {"id": "d", "summary": "Dated", "date_published": "soon"},
        {"id": "e"},
        "no item",
    ],
}


def test_a_json_feed_is_read() -> None:
    news = read_news(json.dumps(FEED).encode(), "dawn.json")
    first, second, third, fourth = news.items
    assert (first.title, first.text) == ("Envoy visits", "Campus opened")
    assert (first.published, first.publisher) == ("2024-05-10T09:05:00Z", "Dawn")
    assert (first.language, first.labels) == ("en", ("Quetta", "5"))
    assert second.text == "Text"
    assert third.published is None
    assert (fourth.text, fourth.published) == ("Dated", None)
    assert [str(issue) for issue in news.issues] == [
        (
            "dawn.json:1:1: warning: items.3.date_published: 'soon' is no date that "
            "can be read"
        ),
        ("dawn.json:1:1: warning: items.4: has no title, text or address; left out"),
        "dawn.json:1:1: error: items.5: must be an item: a mapping",
    ]


def test_a_feed_without_items_is_told() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": {}}
    news = read_news(json.dumps(feed).encode(), "dawn.json")
    assert [issue.key for issue in news.issues] == ["items"]
