"""Articles: one story read from its page; nothing fetched, no date guessed."""

from __future__ import annotations

import socket
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from articles import (
    BLOG,
    INDEX,
    MINISTRY,
    NEWSPAPER,
    OLD,
    SECTION,
    TEXT,
    URDU,
    WIRE,
)
from scenarios.errors import MissingExtraError
from scenarios.intake.articles import is_page
from scenarios.intake.reading import MOST_BYTES, read_news

if TYPE_CHECKING:
    from scenarios.domain.item import Item


def read(page: str, encoding: str = "utf-8") -> Item:
    news = read_news(page.encode(encoding), "page.html")
    (item,) = news.items
    return item


def faults(page: bytes) -> list[str]:
    news = read_news(page, "page.html")
    assert news.items == ()
    return [str(issue) for issue in news.issues]


def test_a_newspapers_story_is_read_and_what_stands_around_it_is_not() -> None:
    item = read(NEWSPAPER)
    assert item.title == "Hull dockers walk out as talks break down"
    assert item.author == "Mary Okafor"
    assert item.publisher == "The Gazette"
    assert item.url == "https://gazette.example/2024/03/hull-dockers-walk-out"
    assert item.site == "gazette.example"
    assert item.language == "en-GB"
    assert all(paragraph in item.text for paragraph in TEXT)
    assert "Most read" not in item.text
    assert "rights reserved" not in item.text


def test_the_three_times_of_a_page_are_kept_apart() -> None:
    item = read(NEWSPAPER)
    # What the article states, in UTC; neither the site's date nor the last change.
    assert (item.published, item.dated) == ("2024-03-08T04:40:00Z", "stated")
    assert (item.fetched, item.happened) == (None, None)


def test_a_page_that_states_its_date_in_meta_is_read() -> None:
    item = read(WIRE)
    assert (item.published, item.dated) == ("2024-03-07", "stated")
    assert item.url == "https://northwire.example/s/881"
    assert item.author == "Staff Reporter"
    assert "HULL (North Wire)" in item.text


def test_a_day_that_stands_in_the_text_is_marked_as_read_from_the_page() -> None:
    item = read(BLOG)
    assert (item.published, item.dated) == ("2024-03-08", "page")


def test_a_day_that_two_readers_read_differently_is_not_guessed() -> None:
    assert read(MINISTRY).published is None


@pytest.mark.parametrize("page", [INDEX, SECTION])
def test_a_page_that_lists_stories_gives_no_date(page: str) -> None:
    news = read_news(page.encode(), "page.html")
    assert [item.published for item in news.items] == [None]
    assert [str(issue) for issue in news.issues] == [
        "page.html:1:1: warning: lists stories and tells none; no date is read from it"
    ]


def test_a_page_in_urdu_is_read() -> None:
    item = read(URDU)
    assert (item.title, item.language) == ("بندرگاہ پر ہڑتال", "ur")
    assert "گیارہ سو" in item.text
    assert item.published == "2024-03-07T04:00:00Z"


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    item = read(OLD, "windows-1252")
    assert item.title == "Café on the quay"
    assert "“No comment,”" in item.text


def test_the_same_page_gives_the_same_item_whatever_the_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = [read(page) for page in (NEWSPAPER, WIRE, BLOG, MINISTRY)]

    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2001, 1, 1)

    monkeypatch.setattr("htmldate.settings.date", Later, raising=False)
    assert [read(page) for page in (NEWSPAPER, WIRE, BLOG, MINISTRY)] == before


REFUSED = {
    "an entity": (
        b"<!DOCTYPE html [<!ENTITY a 'b'>]><html>&a;</html>",
        "declares an entity",
    ),
    "an entity anywhere": (b"<html><body><!ENTITY a 'b'></html>", "declares an entity"),
    "a strange encoding": (b"<html><meta charset=utf-7>x</html>", "encoded as utf-7"),
    "bytes of another": (b"<html><p>caf\xe9</p></html>", "is not utf-8 throughout"),
    "nothing": (b"<html></html>", "holds no article"),
    "an error page": (b"<html><body>Not found</body></html>", "holds no article"),
    "elements without end": (b"<html>" + b"<p>" * 100_001, "has more than 100,000"),
    "a hole": (b"<html>" + b"<div>" * 5_000 + b"x", "deep"),
    "too much": (b"<html>" + b"a" * MOST_BYTES, "is larger than 5,000,000 bytes"),
}


@pytest.mark.parametrize(("page", "told"), REFUSED.values(), ids=REFUSED)
def test_what_could_do_harm_is_refused(page: bytes, told: str) -> None:
    (fault,) = faults(page)
    assert told in fault


def test_nothing_is_fetched_or_opened_by_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = NEWSPAPER.replace(
        "<main>",
        '<base href="http://127.0.0.1:9/"><iframe src="file:///etc/passwd"></iframe>'
        '<link rel="amphtml" href="http://127.0.0.1:9/a"><object data="x"></object>'
        "<main>",
    )
    read(page)

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("something was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("trafilatura.downloads.fetch_url", refuse)
    assert "passwd" not in read(page).text
    assert "root:" not in read(page).text


@pytest.mark.parametrize("name", ["http://127.0.0.1:9/", "/etc/passwd", "page.html"])
def test_a_name_is_not_taken_for_a_page(name: str) -> None:
    assert not is_page(name.encode())


def test_a_hostile_page_takes_no_time() -> None:
    rows = "<table>" * 100 + "<td>" * 3_000
    page = f"<html><body>{_links(20_000)}{rows}<p>{'a ' * 200_000}</p>"
    begun = time.process_time()
    read_news(page.encode(), "page.html")
    # It takes a second; what grows with the square takes minutes.
    assert time.process_time() - begun < 60


def _links(count: int) -> str:
    return "".join(f'<a href="/{n}">{n}</a> ' for n in range(count))


def test_an_answer_of_a_feed_that_is_a_page_is_no_article() -> None:
    news = read_news(NEWSPAPER.encode(), "feed", fetched="2024-03-08T05:00:00Z")
    assert news.items == ()
    assert "document type declaration" in news.issues[0].message


@pytest.mark.parametrize("library", ["trafilatura", "lxml.html"])
def test_without_the_library_the_install_line_is_told(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingExtraError, match=r"pip install 'scenarios-engine\[articles\]'"
    ):
        read_news(NEWSPAPER.encode(), "page.html")


@pytest.mark.parametrize("page", [b"<!DOCTYPE html>", b"<html>", b"<!-- x --><body>"])
def test_a_page_on_which_nothing_stands_is_refused(page: bytes) -> None:
    (told,) = faults(page)
    assert told.startswith("page.html:1:1: error: ")
