"""Guards: no address leads into the analyst's own network."""

from __future__ import annotations

import pytest

from scenarios.intake.guard import (
    RefusedAddressError,
    Target,
    check_numbers,
    read_target,
)

PRIVATE = [
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "0.0.0.1", "100.64.0.1", "192.0.2.1", "224.0.0.1"),
    *("255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.8"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1"),
    *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    *("2001:0:4136:e378:8000:63bf:f5ff:fffe", "64:ff9b:1::7f00:1", "::7f00:1"),
    *("::10.0.0.1", "::ffff:0:127.0.0.1", "192.88.99.1", "3fff::1", "5f00::1"),
]
PUBLIC = [
    "93.184.216.34",
    "2606:2800:220:1::1",
    "::ffff:93.184.216.34",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_that_is_not_public_is_refused(number: str) -> None:
    with pytest.raises(RefusedAddressError, match="not public"):
        check_numbers("https://x.pk/", [number])


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_asked(number: str) -> None:
    assert check_numbers("https://x.pk/", [number]) == number


@pytest.mark.parametrize("number", PRIVATE)
def test_one_private_answer_refuses_all(number: str) -> None:
    with pytest.raises(RefusedAddressError):
        check_numbers("https://x.pk/", [*PUBLIC, number])


def test_a_host_without_a_number_is_refused() -> None:
    with pytest.raises(RefusedAddressError, match="has no address"):
        check_numbers("https://x.pk/", [])


def test_an_address_is_taken_apart() -> None:
    assert read_target("https://X.pk/a%20b?c=d#e") == Target("x.pk", 443, "/a%20b?c=d")
    assert read_target("https://x.pk:8443") == Target("x.pk", 8443, "/")
    assert read_target("https://münchen.de/").host == "xn--mnchen-3ya.de"


@pytest.mark.parametrize(
    "address",
    [
        "http://x.pk/",
        "ftp://x.pk/",
        "file:///etc/passwd",
        "https:///etc/passwd",
        "https://me@x.pk/",
        "https://me:secret@x.pk/",
        "https://x.pk:99999/",
        "https://[::1",
        "https://x.pk/a b",
        "https://x.pk/é",
        f"https://{'a' * 70}.pk/",
        "",
    ],
)
def test_what_is_no_plain_https_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddressError):
        read_target(address)


def test_no_line_break_is_ever_sent() -> None:
    assert read_target("https://x.pk/\r\nHost:y").path == "/Host:y"
