"""What a fetch says: a line for each feed, and what came in of all."""

import json
from typing import TYPE_CHECKING, Any

import typer

from scenarios.assessment.confidence import count
from scenarios.cli.options import Form
from scenarios.cli.present import print_json, print_lines, print_table, terminal_width
from scenarios.report.layout import Piece, columns, plain, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.cli.fetching import Polled, Taken
    from scenarios.intake.health import Health
    from scenarios.journal.inbox import Arrived
    from scenarios.report.layout import Line

__all__ = [
    "arrived_json",
    "present_fetch",
    "present_health",
    "present_preview",
    "tell_arrived",
]

HEAD = ("feed", "items", "new", "changed", "waiting", "decided", "answer")
NONE = "no feed is configured; name some in feeds.yaml"


def present_fetch(
    done: "Sequence[Taken]",
    health: "Sequence[Health]",
    waiting: int,
    *,
    as_json: bool,
) -> bool:
    """Print what came in, feed by feed and in all; return whether any has failed.

    Args:
        done: The feeds, and what became of their items.
        health: How they fare.
        waiting: How many items of the inbox wait.
        as_json: Whether to print JSON.
    """
    if as_json:
        print_json(_json(done, health, waiting))
    elif done:
        print_lines(_lines(done, health, waiting, terminal_width()))
    _tell_issues([each.polled for each in done])
    return any(each.polled.has_failed for each in done)


def present_preview(polls: "Sequence[Polled]", *, as_json: bool) -> bool:
    """Print the items, one to a line, and tell of each feed; nothing was kept."""
    from scenarios.cli.desk import warn
    from scenarios.cli.fetching import Taken

    if as_json:
        print_json(_json([Taken(each, None) for each in polls], (), None))
    for each in polls:
        if not as_json:
            _print_items(each)
        told = f": {count(len(each.news.items), 'item')}" if each.poll.data else ""
        warn(f"{each.feed} {each.poll.told}{told}")
    _tell_issues(polls)
    return any(each.has_failed for each in polls)


def present_health(found: "Sequence[Health]", *, form: Form) -> bool:
    """Print how feeds fare; return whether one wants looking after."""
    from scenarios.cli.desk import warn
    from scenarios.report.feed_health import (
        feed_health_json,
        feed_health_table,
        show_feed_health,
    )

    if form == "json":
        print_json(feed_health_json(found))
    elif form != "table":
        print_table(feed_health_table(found), form)
    elif found:
        print_lines(show_feed_health(found, terminal_width()))
    if not found:
        warn(NONE)
    return any(each.is_wrong for each in found)


def tell_arrived(arrived: "Sequence[Arrived]") -> str:
    """Say what items were to the inbox, such as `4 new, 5 decided on already`."""
    new = sum(len(each.new) for each in arrived)
    changed = sum(len(each.changed) for each in arrived)
    known = sum(each.known for each in arrived)
    decided = sum(each.decided for each in arrived)
    parts = (
        f"{new:,} new" if new else "",
        f"{changed:,} with changed words" if changed else "",
        f"{known:,} already there" if known else "",
        f"{decided:,} decided on already" if decided else "",
    )
    return ", ".join(filter(None, parts)) or "nothing new"


def _tell_issues(polls: "Sequence[Polled]") -> None:
    from scenarios.cli.desk import warn

    if not polls:
        warn(NONE)
    for each in polls:
        for issue in each.news.issues:
            warn(str(issue))


def _lines(
    done: "Sequence[Taken]", health: "Sequence[Health]", waiting: int, width: int
) -> "Iterator[Line]":
    head = [Piece(name, "dim") for name in HEAD]
    rows = [head, *(_row(each) for each in done)]
    last = len(HEAD) - 1
    yield from columns(rows, right=range(1, last), flexible=last, width=width)
    yield plain()
    failed = sum(each.polled.has_failed for each in done)
    left = sum(each.polled.poll.outcome == "waiting" for each in done)
    fate = (f", {failed:,} failed" if failed else "") + (
        f", {left:,} not to be asked yet" if left else ""
    )
    arrived = [each.arrived for each in done if each.arrived is not None]
    waits = "waits" if waiting == 1 else "wait"
    items = count(sum(len(each.polled.news.items) for each in done), "item")
    told = f"{count(len(done), 'feed')}{fate}. {items}: {tell_arrived(arrived)}."
    yield from wrap(plain(f"{told} {waiting:,} {waits} for `scenarios triage`."), width)
    for each in health:
        if each.is_wrong:
            line = [Piece(f"{each.feed} is {each.state}:", "yellow"), Piece(each.why)]
            yield from wrap(line, width, rest="  ")


def _row(each: "Taken") -> "Sequence[Piece]":
    polled, arrived = each.polled, each.arrived
    counts: list[int | None] = [None] * 5
    if arrived is not None and polled.poll.outcome == "new":
        counts = [
            len(polled.news.items),
            len(arrived.new),
            len(arrived.changed),
            arrived.known,
            arrived.decided,
        ]
    style = "red" if polled.has_failed else ""
    return [
        Piece(polled.feed, "cyan"),
        *(Piece("" if n is None else f"{n:,}", "" if n else "dim") for n in counts),
        Piece(polled.poll.told, style),
    ]


def _print_items(polled: "Polled") -> None:
    for item in polled.news.items:
        told = item.model_dump(mode="json", exclude_defaults=True)
        typer.echo(json.dumps(told, ensure_ascii=False).encode())


def _json(
    done: "Sequence[Taken]", health: "Sequence[Health]", waiting: int | None
) -> dict[str, Any]:
    states = {each.feed: each.state for each in health}
    return {
        "format": "scenarios/fetch@1",
        "kept": waiting is not None,
        "waiting": waiting,
        "feeds": [_feed_json(each, states.get(each.polled.feed)) for each in done],
    }


def _feed_json(each: "Taken", state: str | None) -> dict[str, Any]:
    polled = each.polled
    return {
        "feed": polled.feed,
        "outcome": polled.poll.outcome,
        "told": polled.poll.told,
        "state": state,
        "items": [item.model_dump(mode="json") for item in polled.news.items],
        "inbox": arrived_json(each.arrived),
        "issues": [str(issue) for issue in polled.news.issues],
    }


def arrived_json(arrived: "Arrived | None") -> dict[str, Any] | None:
    """Return what items were to the inbox; None where they were not put there."""
    if arrived is None:
        return None
    return {
        "new": [item.id for item in arrived.new],
        "changed": [item.id for item in arrived.changed],
        "waiting": arrived.known,
        "decided": arrived.decided,
    }
