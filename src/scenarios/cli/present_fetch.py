"""Feeds, polled one after another, to the terminal."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from scenarios import __version__
from scenarios.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from scenarios.domain.feed import FeedRegistry
    from scenarios.intake.fetching import Web
    from scenarios.intake.polling import FeedState, Poll
    from scenarios.intake.reading import News

__all__ = [
    "Polled",
    "UnknownFeedError",
    "choose_feeds",
    "poll_feeds",
    "present_polls",
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
        return bool(self.news.issues) or self.poll.outcome in ("failed", "gone")


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
    from scenarios.intake.polling import FeedState, poll
    from scenarios.intake.reading import News, read_news

    net = web or Internet()
    for name, feed in feeds.items():
        state = states.get(name, FeedState())
        answer = poll(feed.url, state, agent=AGENT, now=now, web=net)
        news = News((), ())
        if answer.outcome == "new":
            news = read_news(answer.data, name, fetched=moment_of(now))
        yield Polled(name, answer, news)


def present_polls(polls: "Iterable[Polled]", *, as_json: bool) -> bool:
    """Print the items, and tell of each feed; return whether any has failed."""
    from scenarios.cli.desk import warn
    from scenarios.cli.present import print_json

    done = list(polls)
    if not done:
        warn("no feed is configured; name some in feeds.yaml")
    if as_json:
        print_json({"format": "scenarios/fetch@1", "feeds": [*map(_json, done)]})
    for each in done:
        if not as_json:
            _print_items(each)
        count = f": {len(each.news.items)} items" if each.poll.data else ""
        warn(f"{each.feed} {each.poll.told}{count}")
        for issue in each.news.issues:
            warn(str(issue))
    return any(each.has_failed for each in done)


def _print_items(polled: Polled) -> None:
    for item in polled.news.items:
        told = item.model_dump(mode="json", exclude_defaults=True)
        typer.echo(json.dumps(told, ensure_ascii=False).encode())


def _json(polled: Polled) -> dict[str, Any]:
    return {
        "feed": polled.feed,
        "outcome": polled.poll.outcome,
        "told": polled.poll.told,
        "items": [item.model_dump(mode="json") for item in polled.news.items],
        "issues": [str(issue) for issue in polled.news.issues],
    }
