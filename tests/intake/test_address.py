"""Addresses: one spelling for each page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.intake.address import (
    address_words,
    canonical_address,
    is_site_of,
    site_of,
)

SAME = {
    "the scheme and www": "http://www.dawn.com/news/1797456",
    "the case of the host": "https://WWW.Dawn.COM/news/1797456",
    "a slash at the end": "https://dawn.com/news/1797456/",
    "slashes too many": "https://dawn.com//news//1797456",
    "the usual port": "https://dawn.com:443/news/1797456",
    "an amp page": "https://dawn.com/news/amp/1797456",
    "an amp host": "https://amp.dawn.com/news/1797456",
    "the fragment": "https://dawn.com/news/1797456#comments",
    "tracking": "https://dawn.com/news/1797456?utm_source=feed&fbclid=1&ref=home",
    "an empty key": "https://dawn.com/news/1797456?page=",
    "needless escapes": "https://dawn.com/n%65ws/1797456",
    "blanks around": "  https://dawn.com/news/1797456\n",
    "the dot of the root": "https://dawn.com./news/1797456",
    "somebody's name": "https://me:secret@dawn.com/news/1797456",
}


@pytest.mark.parametrize("address", SAME.values(), ids=SAME.keys())
def test_one_page_has_one_address_whatever_differs(address: str) -> None:
    assert canonical_address(address) == "https://dawn.com/news/1797456"


def test_what_names_another_page_stays() -> None:
    assert canonical_address("https://x.pk/?p=7909&a=1") == "https://x.pk/?a=1&p=7909"
    assert canonical_address("https://x.pk:8080/A") == "https://x.pk:8080/A"
    assert canonical_address("https://x.pk/a%2Fb") == "https://x.pk/a%2Fb"
    assert canonical_address("https://m.pk/a") == "https://m.pk/a"
    assert canonical_address("https://x.pk/index.php") == "https://x.pk/"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dawn.com/news",
        "ftp://dawn.com/a",
        "javascript:alert(1)",
        "https://",
        "https://a b.com/",
        "https://dawn.com/\x00",
        "https://dawn.com\\@evil.com/",
        "https://dawn.com:99999/",
        "https://[::1/",
        "https://-dawn.com/",
        "https://dawn.com/" + "a" * 5000,
    ],
)
def test_what_is_no_address_of_the_web_has_none(text: str) -> None:
    assert canonical_address(text) is None


@given(
    st.from_regex(r"https?://[a-z]{1,9}\.[a-z]{2,3}(/[^\s#\\]{0,30})?", fullmatch=True)
)
def test_the_one_spelling_is_its_own_spelling(address: str) -> None:
    once = canonical_address(address)
    assert once is None or canonical_address(once) == once


def test_a_site_is_the_host_or_stands_above_it_by_whole_labels() -> None:
    assert site_of("https://english.aaj.tv:8443/a") == "english.aaj.tv"
    assert is_site_of("english.aaj.tv", "aaj.tv")
    assert is_site_of("aaj.tv", "WWW.aaj.tv")
    assert not is_site_of("notaaj.tv", "aaj.tv")
    assert not is_site_of("aaj.tv", "")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://dawn.com/news/1797456", ""),
        ("https://a.tv/world/us-news", ""),
        (
            "https://a.tv/2023-attack-kills-23-soldiers-11698822453349.html",
            "2023 attack kills 23 soldiers",
        ),
        (
            "https://a.tv/envoy%20meets%20the_chief/amp-117381-x",
            "envoy meets the chief",
        ),
    ],
)
def test_an_address_says_what_its_long_parts_say(address: str, words: str) -> None:
    assert address_words(address) == words


@pytest.mark.parametrize("end", ["\udc00", "?q=\udc00", "?\ud800=1"])
def test_an_address_with_half_a_letter_is_none(end: str) -> None:
    assert canonical_address(f"https://a.example/{end}") is None
