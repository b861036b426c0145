"""Feeds, polled one after another, and what they bring put into the inbox.

What a feed brought is safe in the inbox before its version is remembered: whoever kills
the program between the two is sent the same items again, and none is lost.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios import __version__
from scenarios.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from scenarios.domain.feed import FeedRegistry
    from scenarios.intake.fetching import Web
    from scenarios.intake.health import Health
    from scenarios.intake.polling import FeedState, Poll
    from scenarios.intake.reading import News
    from scenarios.journal.inbox import Arrived, Inbox

__all__ = [
    "Polled",
    "Taken",
    "UnknownFeedError",
    "choose_feeds",
    "examine_feeds",
    "poll_feeds",
    "take_in",
]

AGENT = f"scenarios/{__version__} (a desk's feed reader)"


class UnknownFeedError(UnknownNameError):
    """A feed was asked for that feeds.yaml does not hold."""

    noun = "feed"


@dataclass(frozen=True)
class Polled:
    """A feed that was polled.

    Attributes:
        feed: Its id.
        poll: What it answered.
        news: What that held.
    """

    feed: str
    poll: "Poll"
    news: "News"

    @property
    def has_failed(self) -> bool:
        """Tell whether there is something to mend."""
        return _has_errors(self.news) or self.poll.outcome in ("failed", "gone")


@dataclass(frozen=True)
class Taken:
    """A feed that was polled, and what the inbox made of its items.

    Attributes:
        polled: What it answered.
        arrived: What its items were to the inbox; None in a preview.
    """

    polled: Polled
    arrived: "Arrived | None"


def choose_feeds(feeds: "FeedRegistry", names: "Sequence[str]") -> "FeedRegistry":
    """Return the feeds named, or all.

    Raises:
        UnknownFeedError: There is no such feed.
    """
    for name in names:
        if name not in feeds:
            raise UnknownFeedError(name, feeds)
    return {name: feeds[name] for name in dict.fromkeys(names) or feeds}


def poll_feeds(
    feeds: "FeedRegistry",
    states: "Mapping[str, FeedState]",
    now: "datetime",
    web: "Web | None" = None,
) -> "Iterator[Polled]":
    """Poll feeds, one after another.

    Args:
        feeds: The feeds.
        states: What is remembered of them.
        now: The time.
        web: The net; a stand-in for it in tests.
    """
    from scenarios.intake.internet import Internet
    from scenarios.intake.moments import moment_of
    from scenarios.intake.polling import FeedState, poll, refuse
    from scenarios.intake.reading import News, read_news

    net = web or Internet()
    for name, feed in feeds.items():
        state = states.get(name, FeedState())
        answer = poll(feed.url, state, agent=AGENT, now=now, web=net)
        news = News((), ())
        if answer.outcome == "new":
            news = read_news(answer.data, name, fetched=moment_of(now))
        if _has_errors(news) and not news.items:
            answer = refuse(state, now)
        yield Polled(name, answer, news)


def take_in(
    polls: "Iterable[Polled]",
    box: "Inbox",
    root: "Path",
    states: "Mapping[str, FeedState]",
    now: "datetime",
) -> "Iterator[Taken]":
    """Put what each feed brought into the inbox, then remember the feed.

    Args:
        polls: The feeds, as they are polled.
        box: The inbox.
        root: The workspace.
        states: What was remembered of the feeds.
        now: The time.

    Raises:
        StoreError: The inbox cannot be written.
    """
    from scenarios.cli.feed_states import keep_states

    kept = dict(states)
    for polled in polls:
        arrived = box.put(polled.news.items)
        if polled.poll.outcome in ("new", "unchanged"):
            box.note_answer(polled.feed, now.date())
        kept[polled.feed] = polled.poll.state
        keep_states(root, kept)
        yield Taken(polled, arrived)


def examine_feeds(
    feeds: "Iterable[str]",
    box: "Inbox",
    states: "Mapping[str, FeedState]",
    now: "datetime",
) -> "Sequence[Health]":
    """Return how each feed fares."""
    from scenarios.intake.health import examine
    from scenarios.intake.polling import FeedState

    found = []
    for name in feeds:
        days = box.days_of(name)
        state = states.get(name, FeedState())
        found.append(examine(name, state, days.items, days.answers, now))
    return found


def _has_errors(news: "News") -> bool:
    from scenarios.errors import Severity

    return any(issue.severity is Severity.ERROR for issue in news.issues)
