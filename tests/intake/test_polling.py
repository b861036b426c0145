"""Polling: polite, and with a memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from intake.stand_in import Said, StandIn
from scenarios.intake.polling import FeedState, Poll, poll, refuse

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)
HOME = "https://x.pk/feed"


def ask(web: StandIn, state: FeedState | None = None, now: datetime = NOW) -> Poll:
    return poll(HOME, state or FeedState(), agent="desk/1", now=now, web=web)


def test_what_a_feed_says_of_its_version_is_asked_for_next_time() -> None:
    versions = {"etag": '"1"', "last-modified": "Fri, 10 May 2024 10:00:00 GMT"}
    web = StandIn({"x.pk/feed": Said(200, versions, (b"<rss/>",))})
    first = ask(web)
    assert (first.outcome, first.data) == ("new", b"<rss/>")
    assert first.state.succeeded == "2024-05-10T12:00:00Z"
    assert "If-None-Match" not in web.sent
    assert web.sent["User-Agent"] == "desk/1"
    web.answers = {"x.pk/feed": Said(304)}
    second = ask(web, first.state)
    assert (second.outcome, second.data) == ("unchanged", b"")
    assert web.sent["If-None-Match"] == '"1"'
    assert web.sent["If-Modified-Since"] == "Fri, 10 May 2024 10:00:00 GMT"
    assert second.state.etag == '"1"'


@pytest.mark.parametrize("version", ["e" * 1_001, '"1"\r\n Host: inside.pk'])
def test_a_version_that_cannot_be_sent_back_is_not_kept(version: str) -> None:
    web = StandIn({"x.pk/feed": Said(200, {"etag": version}, (b"a",))})
    assert ask(web).state.etag == ""


def test_a_feed_that_moved_for_good_is_asked_there() -> None:
    web = StandIn(
        {
            "x.pk/feed": Said(301, {"location": "https://y.pk/"}),
            "y.pk/": Said(200, {}, (b"a",)),
        }
    )
    first = ask(web)
    assert first.state.url == "https://y.pk/"
    ask(web, first.state)
    assert web.asked[-1][1] == "y.pk"


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    web = StandIn({"x.pk/feed": Said(410)})
    first = ask(web)
    assert (first.outcome, first.state.gone) == ("gone", True)
    assert ask(web, first.state).outcome == "gone"
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("wait", "pause"),
    [
        ("120", timedelta(minutes=2)),
        (format_datetime(NOW + timedelta(hours=3), usegmt=True), timedelta(hours=3)),
        (format_datetime(NOW - timedelta(hours=3), usegmt=True), timedelta()),
        ("9" * 20, timedelta(days=7)),
        ("9" * 5000, timedelta(days=7)),
        ("Fri, 31 Dec 9999 23:59:59 -0100", timedelta(minutes=15)),
        ("Fri, 31 Dec 99999 23:59:59 GMT", timedelta(minutes=15)),
        ("Fri, 31 Dec 2026 23:59:59 +99999999", timedelta(minutes=15)),
        ("soon", timedelta(minutes=15)),
        (None, timedelta(minutes=15)),
    ],
)
def test_a_feed_that_asks_to_wait_is_left_alone(
    wait: str | None, pause: timedelta
) -> None:
    headers = {} if wait is None else {"retry-after": wait}
    web = StandIn({"x.pk/feed": Said(429, headers)})
    first = ask(web)
    assert first.outcome == "failed"
    if pause:
        before = ask(web, first.state, NOW + pause - timedelta(seconds=1))
        assert before.outcome == "waiting"
    assert ask(web, first.state, NOW + pause).outcome == "failed"


def test_a_feed_that_fails_is_asked_less_and_less_often() -> None:
    web = StandIn({"x.pk/feed": OSError("no route")})
    state, pauses, now = FeedState(), [], NOW
    for _ in range(12):
        answer = ask(web, state, now)
        state = answer.state
        assert state.wait is not None
        until = datetime.fromisoformat(state.wait)
        pauses.append((until - now).total_seconds() / 60)
        now = until
    assert pauses == [15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440]
    assert "no route; asked again from" in answer.told
    web.answers = {"x.pk/feed": Said(200)}
    assert ask(web, state, now).state.failures == 0


def test_an_address_that_must_not_be_asked_fails() -> None:
    web = StandIn(numbers={"x.pk": ["10.0.0.1"]})
    assert "not public" in ask(web).told
    assert web.asked == []


def test_when_it_was_asked_and_since_when_it_fails_is_remembered() -> None:
    web = StandIn({"x.pk/feed": Said(500)})
    first = ask(web).state
    later = NOW + timedelta(hours=1)
    second = ask(web, first, later).state
    assert (first.asked, first.failing) == ("2024-05-10T12:00:00Z",) * 2
    assert (second.asked, second.failing) == ("2024-05-10T13:00:00Z", first.asked)
    web.answers = {"x.pk/feed": Said(200)}
    third = ask(web, second, later + timedelta(hours=1)).state
    assert (third.asked, third.failing) == ("2024-05-10T14:00:00Z", None)


def test_an_answer_that_cannot_be_read_has_failed_and_is_asked_for_again() -> None:
    versions = {"etag": '"1"'}
    web = StandIn({"x.pk/feed": Said(200, versions, (b"<html/>",))})
    state = FeedState(etag='"0"', succeeded="2024-05-09")
    assert ask(web, state).state.etag == '"1"'
    refused = refuse(state, NOW)
    assert refused.outcome == "failed"
    assert refused.told.startswith("answered, and cannot be read; asked again from")
    assert (refused.state.etag, refused.state.failures) == ('"0"', 1)
    assert refused.state.succeeded == "2024-05-09"
