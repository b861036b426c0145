"""Addresses: only what a browser would open over http or https."""

import pytest

from hostile import NAUGHTY
from scenarios.report.addresses import web_address


@pytest.mark.parametrize(
    "text",
    [
        "http://x/1",
        "https://dawn.com:8443/a?b=c&d=%20#e",
        "https://[2001:db8::1]/a",
        "https://user@example.org/",
    ],
)
def test_an_address_is_kept_as_it_is(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http:///path",
        "http://a b/",
        "http://a/%zz",
        "http://a/[b]",
        "http://a:port/",
        "http://[::1/",
        "http://ex\u202eample.org/",
        "http://x/\n",
        "dawn.com",
    ],
)
def test_what_is_no_address_is_none(text: str | None) -> None:
    assert web_address(text) is None


def test_naughty_text_is_never_an_address() -> None:
    found = [text for text in NAUGHTY if web_address(text)]
    assert all(text.startswith(("http://", "https://")) for text in found)
