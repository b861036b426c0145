"""Fetching: within limits, past every redirect, and never inside."""

from __future__ import annotations

import gzip
import tracemalloc
from http.client import BadStatusLine

import pytest

from intake.stand_in import PUBLIC, Said, StandIn
from scenarios.intake.fetching import FetchError, Limits, fetch
from scenarios.intake.guard import RefusedAddressError

HOME = "https://x.pk/feed"


def moved(status: int, where: str) -> Said:
    return Said(status, {"location": where})


def test_a_body_is_fetched_piece_by_piece() -> None:
    answer = Said(200, {"etag": '"1"'}, (b"<rss>", b"</rss>"))
    web = StandIn({"x.pk/feed": answer})
    found = fetch(HOME, {"accept": "x"}, web)
    assert (found.status, found.body, found.moved) == (200, b"<rss></rss>", None)
    assert found.headers["etag"] == '"1"'
    assert web.asked == [(PUBLIC, "x.pk", "/feed")]
    assert answer.closed == 1


def test_a_packed_body_is_unpacked() -> None:
    packed = gzip.compress(b"<rss/>" * 100)
    pieces = (packed[:9], packed[9:])
    web = StandIn({"x.pk/feed": Said(200, {"content-encoding": "gzip"}, pieces)})
    assert fetch(HOME, {}, web).body == b"<rss/>" * 100


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_parts_that_are_packed_one_by_one_are_all_unpacked(size: int) -> None:
    packed = gzip.compress(b"<rss>" * 50) + gzip.compress(b"</rss>" * 50)
    pieces = tuple(packed[n : n + size] for n in range(0, len(packed), size))
    web = StandIn({"x.pk/feed": Said(200, {"content-encoding": "gzip"}, pieces)})
    assert fetch(HOME, {}, web).body == b"<rss>" * 50 + b"</rss>" * 50


def test_a_packed_body_that_breaks_off_is_refused() -> None:
    packed = gzip.compress(b"<rss/>" * 1_000)[:-9]
    web = StandIn({"x.pk/feed": Said(200, {"content-encoding": "gzip"}, (packed,))})
    with pytest.raises(FetchError, match="it breaks off"):
        fetch(HOME, {}, web)


def test_nothing_is_nothing_however_it_is_packed() -> None:
    web = StandIn({"x.pk/feed": Said(200, {"content-encoding": "gzip"})})
    assert fetch(HOME, {}, web).body == b""


def test_a_bomb_is_refused_before_it_grows() -> None:
    bomb = gzip.compress(b"0" * 200_000_000)
    web = StandIn({"x.pk/feed": Said(200, {"content-encoding": "gzip"}, (bomb,))})
    tracemalloc.start()
    with pytest.raises(FetchError, match="is larger than 5,000,000 bytes"):
        fetch(HOME, {}, web)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


def test_a_body_without_end_is_refused() -> None:
    web = StandIn({"x.pk/feed": Said(200, {}, (b"a" * 65_536,) * 1_000)})
    with pytest.raises(FetchError, match="is larger than"):
        fetch(HOME, {}, web)


def test_a_body_that_takes_too_long_is_refused() -> None:
    web = StandIn({"x.pk/feed": Said(200, {}, (b"a",) * 100)}, seconds=1)
    with pytest.raises(FetchError, match="takes too long"):
        fetch(HOME, {}, web, Limits(seconds=5))


def test_redirects_are_followed_and_permanent_ones_told() -> None:
    web = StandIn(
        {
            "x.pk/feed": moved(301, "/new"),
            "x.pk/new": moved(308, "https://y.pk/feed"),
            "y.pk/feed": Said(200, {}, (b"a",)),
        }
    )
    found = fetch(HOME, {}, web)
    assert (found.body, found.moved) == (b"a", "https://y.pk/feed")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_for_now_is_not_remembered(status: int) -> None:
    web = StandIn(
        {"x.pk/feed": moved(status, "/b"), "x.pk/b": moved(301, "/c"), "x.pk/c": Said()}
    )
    assert fetch(HOME, {}, web).moved is None


def test_redirects_come_to_an_end() -> None:
    web = StandIn({"x.pk/feed": moved(302, "/feed")})
    with pytest.raises(FetchError, match="redirects more than 3 times"):
        fetch(HOME, {}, web)
    assert len(web.asked) == 4


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("http://y.pk/", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://inside.pk/", "leads to 10.0.0.7, which is not public"),
        ("https://both.pk/", "leads to ::1, which is not public"),
        ("https://[::1/", "no address of the web"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_is(where: str, why: str) -> None:
    web = StandIn(
        {"x.pk/feed": moved(302, where)},
        {"inside.pk": ["10.0.0.7"], "both.pk": [PUBLIC, "::1"]},
    )
    with pytest.raises(RefusedAddressError, match=why):
        fetch(HOME, {}, web)
    assert len(web.asked) == 1


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "017700000001"])
def test_a_number_in_disguise_is_known_by_what_it_resolves_to(host: str) -> None:
    web = StandIn(numbers={host: ["127.0.0.1"]})
    with pytest.raises(RefusedAddressError, match=r"127\.0\.0\.1, which is not public"):
        fetch(f"https://{host}/", {}, web)
    assert web.asked == []


class Rebinding(StandIn):
    """A name that is public when it is checked, and private from then on."""

    def resolve(self, host: str, port: int) -> list[str]:
        del host, port
        return [PUBLIC] if not self.asked else ["127.0.0.1"]


def test_a_name_that_changes_its_number_gains_nothing() -> None:
    web = Rebinding({"x.pk/feed": Said(200, {}, (b"a",))})
    assert fetch(HOME, {}, web).body == b"a"
    assert web.asked == [(PUBLIC, "x.pk", "/feed")]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (OSError("broken"), "cannot be fetched: broken"),
        (BadStatusLine("x"), "cannot be fetched"),
        (Said(200, {}, (b"a", ConnectionResetError(104, "reset"))), "fetched: reset"),
        (Said(200, {"content-encoding": "br"}), "packed as br"),
        (Said(200, {"content-encoding": "gzip"}, (b"no gzip",)), "cannot be fetched"),
        (Said(302), "does not say where to"),
    ],
    ids=["no connection", "no HTTP", "breaks off", "packed", "not packed", "nowhere"],
)
def test_what_cannot_be_read_is_told(answer: Said | Exception, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetch(HOME, {}, StandIn({"x.pk/feed": answer}))


def test_other_answers_have_no_body() -> None:
    web = StandIn({"x.pk/feed": Said(404, {}, (b"a" * 99,))})
    assert fetch(HOME, {}, web).body == b""
