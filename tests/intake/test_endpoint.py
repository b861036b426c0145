"""Endpoints of language models: whom is asked, and what an answer may take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from chat import Reply, proposing, serving
from scenarios.intake.endpoint import (
    MOST_BYTES,
    Endpoint,
    EndpointError,
    ask,
    read_endpoint,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-secret-17"


def no_wait(_: float) -> None:
    pytest.fail("waited")


def asked(url: str, *, key: str = "", seconds: float = 5) -> bytes:
    return ask(read_endpoint(url, "small", key, seconds), b'{"x": 1}', no_wait)


@pytest.mark.parametrize(
    ("url", "address", "path"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "/v1/chat/completions"),
        ("http://localhost/v1/", "http://localhost", "/v1/chat/completions"),
        ("http://[::1]:11434/v1", "http://[::1]:11434", "/v1/chat/completions"),
        (
            "https://models.example/api/v1",
            "https://models.example/api",
            "/api/v1/chat/completions",
        ),
    ],
)
def test_a_base_is_read_with_and_without_its_version(
    url: str, address: str, path: str
) -> None:
    endpoint = read_endpoint(url, "small")
    assert (endpoint.address, endpoint.path) == (address, path)
    assert endpoint.is_plain is url.startswith("http:")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://models.example/v1", "only this machine is asked without https"),
        ("http://10.0.0.7:8080", "only this machine is asked without https"),
        ("http://127.0.0.1.example:80", "only this machine is asked without https"),
        ("ftp://127.0.0.1/", "is no base of a service"),
        ("127.0.0.1:8080", "is no base of a service"),
        ("https://models.example/v1?key=1", "is no base of a service"),
        ("https://x:99999/", "is no address of the web"),
        ("", "is no base of a service"),
    ],
)
def test_other_addresses_are_not_asked(url: str, told: str) -> None:
    with pytest.raises(EndpointError, match=told):
        read_endpoint(url, "small")


def test_a_secret_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(EndpointError, match="names a user") as caught:
        read_endpoint("https://me:hunter2@models.example/v1", "small")
    assert "hunter2" not in str(caught.value)


def test_a_key_that_no_header_can_hold_is_refused_and_not_repeated() -> None:
    with pytest.raises(EndpointError, match="its key has characters") as caught:
        read_endpoint("https://models.example", "small", "a\r\nX: 17")
    assert "17" not in str(caught.value)


def test_the_request_goes_out_as_it_is_with_the_key_in_its_header() -> None:
    with serving(lambda _: Reply(body=proposing())) as chat:
        answer = asked(chat.url, key=KEY)
    ((path, headers, body),) = chat.asked
    assert answer == proposing()
    assert (path, body) == ("/v1/chat/completions", b'{"x": 1}')
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Content-Type"] == "application/json"


def test_without_a_key_none_is_sent() -> None:
    with serving(lambda _: Reply()) as chat:
        asked(chat.url)
    assert "Authorization" not in chat.asked[0][1]
    assert KEY not in repr(read_endpoint(chat.url, "small", KEY))


FAILURES = {
    "a wrong key": (Reply(401, b'{"error": "sk-secret-17"}'), "answers 401; set"),
    "not there": (Reply(404), "answers 404; is its address right"),
    "a fault": (Reply(500, b"x"), "answers 500"),
    "a redirect": (
        Reply(307, headers={"Location": "http://127.0.0.1:9/"}),
        "answers 307",
    ),
    "busy for long": (Reply(429, headers={"Retry-After": "3600"}), "answers 429"),
    "busy": (Reply(429), "answers 429"),
    "cut short": (
        Reply(headers={"Content-Length": "99"}),
        "cannot be asked|broke off its answer|takes too long",
    ),
    "too much": (Reply(body=b"x" * (MOST_BYTES + 1)), "more than 1,000,000 bytes"),
}


@pytest.mark.parametrize(("reply", "told"), FAILURES.values(), ids=FAILURES)
def test_what_is_no_answer_is_told_without_the_key(reply: Reply, told: str) -> None:
    with (
        serving(lambda _: reply) as chat,
        pytest.raises(EndpointError, match=told) as caught,
    ):
        asked(chat.url, key=KEY, seconds=1)
    assert KEY not in str(caught.value)
    assert len(chat.asked) == 1


def test_one_that_is_busy_and_says_for_how_long_is_asked_once_more() -> None:
    replies = iter([Reply(429, headers={"Retry-After": "7"}), Reply(body=b"fine")])
    waits: list[float] = []
    with serving(lambda _: next(replies)) as chat:
        endpoint = read_endpoint(chat.url, "small")
        assert ask(endpoint, b"{}", waits.append) == b"fine"
    assert waits == [7.0]


def test_one_that_stays_busy_is_left_alone() -> None:
    busy = Reply(503, headers={"Retry-After": "0"})
    waits: list[float] = []
    with (
        serving(lambda _: busy) as chat,
        pytest.raises(EndpointError, match="answers 503"),
    ):
        ask(read_endpoint(chat.url, "small"), b"{}", waits.append)
    assert len(chat.asked) == 2


def drip() -> Iterator[bytes]:
    for _ in range(200):
        time.sleep(0.05)
        yield b" "


def flood() -> Iterator[bytes]:
    for _ in range(10_000):
        yield b"x" * 65_536


def test_an_answer_that_drips_is_broken_off() -> None:
    with (
        serving(lambda _: Reply(pieces=drip())) as chat,
        pytest.raises(EndpointError, match="takes too long"),
    ):
        asked(chat.url, seconds=0.5)


def test_an_answer_without_end_is_broken_off() -> None:
    with (
        serving(lambda _: Reply(pieces=flood())) as chat,
        pytest.raises(EndpointError, match="more than 1,000,000 bytes"),
    ):
        asked(chat.url)


def test_where_nobody_listens_that_is_told() -> None:
    with serving(lambda _: Reply()) as chat:
        url = chat.url
    with pytest.raises(EndpointError, match="cannot be asked: Connection refused"):
        asked(url)


def test_an_encrypted_endpoint_must_show_its_certificate() -> None:
    with serving(lambda _: Reply()) as chat:
        url = chat.url.replace("http:", "https:")
        with pytest.raises(EndpointError, match="cannot be asked"):
            asked(url)
    assert chat.asked == []


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(lambda _: Reply(body=b"fine")) as chat:
        assert asked(chat.url) == b"fine"


def test_a_plain_endpoint_has_a_port_of_its_own() -> None:
    plain, safe = (read_endpoint(f"{s}://localhost", "m") for s in ("http", "https"))
    assert isinstance(plain, Endpoint)
    assert (plain.port, safe.port) == (80, 443)
