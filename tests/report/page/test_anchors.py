"""Places in the page have names of their own; only http and https lead out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.page.anchors import anchor, web_address

IDS = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=3)


@given(IDS, IDS)
def test_other_ids_have_another_name(first: list[str], second: list[str]) -> None:
    same = anchor("x", *first) == anchor("x", *second)
    assert same == (first == second)


@given(IDS)
def test_a_name_needs_no_escape_in_html_nor_in_an_address(ids: list[str]) -> None:
    assert set(anchor("row", *ids)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-~:"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c#d",
        "http://x/1",
        "HTTPS://EXAMPLE.ORG/",
        "http://[::1]/",
    ],
)
def test_a_web_address_may_be_followed(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "/a",
        "a.html",
        "https:",
        "https://",
        "https:///path",
        "http://[::1",
        "https://exa mple.org/",
        "https://example.org/\u0085",
        "mailto:a@example.org",
    ],
)
def test_anything_else_may_not(address: str | None) -> None:
    assert web_address(address) is None
