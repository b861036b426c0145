"""Items are made of what was found; their ids depend on nothing else."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from scenarios.intake.items import RawItem, headline_of, known_day, make_item


def test_the_id_of_an_item_is_made_of_its_one_address() -> None:
    here = make_item(RawItem(url="http://www.dawn.com/news/1/?utm_source=x"))
    there = make_item(
        RawItem(url="https://dawn.com/news/1", title="Later headline"),
        feed="dawn",
        fetched="2024-05-12T06:00:00Z",
    )
    expected = sha256(b"url\nhttps://dawn.com/news/1").hexdigest()[:20]
    assert here.id == there.id == f"item-{expected}"


def test_an_item_without_an_address_is_known_by_its_publishers_name_for_it() -> None:
    one = make_item(RawItem(guid=" note--1 ", text="a"))
    other = make_item(RawItem(guid="note--1", text="b"))
    assert one.id == other.id
    assert one.id != make_item(RawItem(guid="note--2", text="a")).id


def test_an_item_without_any_name_is_known_by_its_words() -> None:
    said = RawItem(publisher="Dawn", published="2024-05-10", text="Envoy visits Quetta")
    again = RawItem(
        publisher="Dawn", published="2024-05-10", text="<p>Envoy visits quetta"
    )
    elsewhere = RawItem(
        publisher="APP", published="2024-05-10", text="Envoy visits Quetta"
    )
    assert make_item(said).id == make_item(again).id
    assert make_item(said).id != make_item(elsewhere).id


def test_a_name_that_looks_like_an_address_is_no_address() -> None:
    named = make_item(RawItem(guid="https://dawn.com/news/1"))
    addressed = make_item(RawItem(url="https://dawn.com/news/1"))
    assert named.id != addressed.id


def test_an_item_is_plain_and_has_its_site() -> None:
    item = make_item(
        RawItem(
            title="<b>Envoy</b>",
            text="a&amp;b",
            url="https://english.aaj.tv/news/1",
            publisher="Aaj <i>News</i>",
            published="2024-05-10",
            happened=dt.date(2024, 5, 9),
            language="en",
        ),
        feed="aaj",
    )
    assert (item.title, item.text, item.publisher) == ("Envoy", "a&b", "Aaj News")
    assert (item.site, item.feed, item.language) == ("english.aaj.tv", "aaj", "en")
    assert item.happened == dt.date(2024, 5, 9)


def test_what_is_no_address_is_none() -> None:
    item = make_item(RawItem(url="javascript:alert(1)", title="A"))
    assert (item.url, item.site) == ("", "")


def test_the_day_it_was_fetched_is_not_the_day_it_was_published() -> None:
    assert known_day(make_item(RawItem(title="a"), fetched="2024-05-12")) is None
    dated = make_item(RawItem(title="a", published="2024-05-10T23:00:00Z"))
    assert known_day(dated) == dt.date(2024, 5, 10)


def test_an_address_speaks_where_there_is_no_headline() -> None:
    url = "https://dawn.com/envoy-visits-the-border"
    assert headline_of(make_item(RawItem(url=url))) == "envoy visits the border"
    assert headline_of(make_item(RawItem(url=url, title="Envoy"))) == "Envoy"
