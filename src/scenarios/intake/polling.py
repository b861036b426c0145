"""Polling: asking a feed politely, and remembering what it said.

What has not changed is not sent again (ETag, Last-Modified), a feed that asks to wait
is left alone, one that fails is asked less and less often, one that is gone no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from math import inf
from typing import Final, Literal

from scenarios.domain.item import Moment
from scenarios.domain.noun import Noun
from scenarios.intake.fetching import FetchError, Response, Web, fetch
from scenarios.intake.guard import RefusedAddressError
from scenarios.intake.moments import moment_of

__all__ = ["FeedState", "Poll", "poll", "refuse"]

Outcome = Literal["new", "unchanged", "waiting", "gone", "failed"]

_FIRST_PAUSE: Final = timedelta(minutes=15)
_LONGEST_PAUSE: Final = timedelta(days=1)
_LONGEST_WAIT: Final = timedelta(days=7)
_MOST_DIGITS: Final = 9
_MOST_DOUBLINGS: Final = 10
_LONGEST_VERSION: Final = 1_000
_ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)


class FeedState(Noun):
    """What is remembered of a feed between two polls."""

    url: str = ""
    """Where it moved to for good; empty where it did not."""
    etag: str = ""
    """The version that it named last."""
    modified: str = ""
    """When it said that it was last modified."""
    asked: Moment | None = None
    """When it was last asked."""
    succeeded: Moment | None = None
    """When it last answered."""
    failing: Moment | None = None
    """Since when it has not answered."""
    failures: int = 0
    """How often it has failed since."""
    wait: Moment | None = None
    """Not to be asked before this time."""
    gone: bool = False
    """Whether it said that it is gone for good."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What a feed answered.

    Attributes:
        outcome: In a word.
        told: In a sentence.
        data: The feed, where it is new; else empty.
        state: What to remember.
    """

    outcome: Outcome
    told: str
    data: bytes
    state: FeedState


def poll(
    address: str, state: FeedState, *, agent: str, now: datetime, web: Web
) -> Poll:
    """Ask a feed what is new, unless it is not to be asked.

    Args:
        address: The feed's address, as configured.
        state: What was remembered of it.
        agent: Who asks, for the feed's keeper to know.
        now: The time, in UTC.
        web: The net.
    """
    if state.gone:
        return Poll("gone", "is gone for good; take it out of feeds.yaml", b"", state)
    if state.wait is not None and moment_of(now) < state.wait:
        return Poll("waiting", f"is not to be asked before {state.wait}", b"", state)
    try:
        response = fetch(state.url or address, _headers(state, agent), web)
    except (FetchError, RefusedAddressError) as error:
        return _failed(state, str(error), now, None)
    return _judge(response, state, now)


def refuse(state: FeedState, now: datetime) -> Poll:
    """Return what a feed comes to whose answer holds nothing that can be read.

    It has failed, like one that does not answer: its version is not remembered, so that
    it is sent again.

    Args:
        state: What was remembered of it before it was asked.
        now: The time, in UTC.
    """
    return _failed(state, "answered, and cannot be read", now, None)


def _headers(state: FeedState, agent: str) -> Mapping[str, str]:
    headers = {
        "User-Agent": agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        "If-None-Match": state.etag,
        "If-Modified-Since": state.modified,
    }
    return {name: value for name, value in headers.items() if value}


def _judge(response: Response, state: FeedState, now: datetime) -> Poll:
    url = response.moved or state.url
    fine = {
        "url": url,
        "asked": moment_of(now),
        "succeeded": moment_of(now),
        "failing": None,
        "failures": 0,
        "wait": None,
    }
    match response.status:
        case 200:
            versions = {
                "etag": _version(response, "etag"),
                "modified": _version(response, "last-modified"),
            }
            kept = state.model_copy(update={**fine, **versions})
            return Poll("new", "answered", response.body, kept)
        case 304:
            kept = state.model_copy(update=fine)
            return Poll("unchanged", "has nothing new", b"", kept)
        case 410:
            kept = state.model_copy(update={"gone": True, "asked": moment_of(now)})
            told = "says that it is gone for good; take it out of feeds.yaml"
            return Poll("gone", told, b"", kept)
        case status:
            wait = response.headers.get("retry-after")
            return _failed(state, f"answers {status}", now, wait)


def _version(response: Response, header: str) -> str:
    """Return a version to ask by next time; empty where it is none to send back."""
    told = response.headers.get(header, "")
    return told if len(told) <= _LONGEST_VERSION and told.isprintable() else ""


def _failed(state: FeedState, told: str, now: datetime, wait: str | None) -> Poll:
    failures = state.failures + 1
    doubled = _FIRST_PAUSE * 2 ** min(failures - 1, _MOST_DOUBLINGS)
    asked = _asked(wait, now)
    pause = asked if asked is not None else min(doubled, _LONGEST_PAUSE)
    until = moment_of(now + pause)
    since = state.failing or moment_of(now)
    news = {"failures": failures, "wait": until, "failing": since}
    kept = state.model_copy(update={**news, "asked": moment_of(now)})
    return Poll("failed", f"{told}; asked again from {until} on", b"", kept)


def _asked(wait: str | None, now: datetime) -> timedelta | None:
    """Read Retry-After: seconds or a date (RFC 9110, 10.2.3), within a week."""
    if wait is None:
        return None
    if wait.isascii() and wait.isdigit():
        # More digits than these are longer than is waited anyway.
        seconds = int(wait) if len(wait) < _MOST_DIGITS else inf
        pause = timedelta(seconds=min(seconds, _LONGEST_WAIT.total_seconds()))
    else:
        try:
            pause = parsedate_to_datetime(wait).astimezone(UTC) - now
        except (ValueError, OverflowError):
            return None
    return max(timedelta(), min(pause, _LONGEST_WAIT))
