"""How feeds fare: in a terminal, as `scenarios/feed-health@1`, as a table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from scenarios.domain.item import day_of
from scenarios.intake.health import STATES, Health
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.tables import Column, Kind, Table

__all__ = ["feed_health_json", "feed_health_table", "show_feed_health"]

Json = dict[str, Any]
DAYS = 7
HEAD = ("feed", "state", "a day", "usual", "items", "newest", "answered")
COLUMNS = (
    Column("feed"),
    Column("state"),
    Column("per_day", Kind.NUMBER),
    Column("usual_per_day", Kind.NUMBER),
    Column("items", Kind.COUNT),
    Column("newest", Kind.DATE),
    Column("clock"),
    Column("succeeded"),
    Column("why"),
)
NOTE = (
    "a day: over the last seven whole days, by when items were published, or, where a "
    "feed does not date them, first seen (~) · usual: the median of earlier weeks"
)
STYLES = {"fine": "green", "young": "dim", "failing": "yellow"}


def show_feed_health(found: Sequence[Health], width: int) -> Iterator[Line]:
    """Yield the lines that show how feeds fare, those to look after first."""
    ordered = sorted(found, key=lambda each: list(STATES).index(each.state))
    rows = [[Piece(name, "dim") for name in HEAD], *map(_row, ordered)]
    yield from columns(rows, right=(2, 3, 4), flexible=0, width=width)
    yield plain()
    for each in ordered:
        if each.why:
            head = Piece(f"{each.feed}", "yellow" if each.is_wrong else "bold")
            yield from wrap([head, Piece(f"{each.why}.")], width, rest="  ")
    wrong = sum(each.is_wrong for each in ordered)
    told = f"{wrong} of {len(ordered)}" if wrong else "None"
    wants = "wants" if wrong <= 1 else "want"
    yield plain(f"{told} {wants} looking after.", "bold")
    yield from wrap(plain(NOTE, "dim"), width)


def feed_health_json(found: Sequence[Health]) -> Json:
    """Return how feeds fare as plain values for `json.dumps`."""
    return {
        "format": "scenarios/feed-health@1",
        "feeds": [_json(each) for each in found],
    }


def feed_health_table(found: Sequence[Health]) -> Table:
    """Return one row per feed, rates as items a day."""
    rows = tuple(
        (
            each.feed,
            each.state,
            _a_day(each.rhythm.week),
            None if each.rhythm.usual is None else _a_day(each.rhythm.usual),
            each.items,
            each.newest,
            each.clock,
            each.succeeded,
            each.why,
        )
        for each in found
    )
    return Table(COLUMNS, rows, "feeds")


def _row(each: Health) -> Sequence[Piece]:
    style = "red" if each.is_wrong else STYLES.get(each.state, "")
    mark = "~" if each.clock == "fetched" else ""
    usual = each.rhythm.usual
    newest = "" if each.newest is None else f"{mark}{each.newest}"
    answered = str(day_of(each.succeeded)) if each.succeeded else "never"
    return [
        Piece(each.feed, "cyan"),
        Piece(each.state, style),
        Piece(f"{mark}{_a_day(each.rhythm.week)}"),
        Piece("?" if usual is None else str(_a_day(usual)), "dim"),
        Piece(f"{each.items:,}"),
        Piece(newest or "none"),
        Piece(answered, "" if each.succeeded else "dim"),
    ]


def _a_day(week: float) -> Decimal:
    """Return items a day of the items of a week, with one digit behind the point."""
    return (Decimal(week) / DAYS).quantize(Decimal("0.1"))


def _json(each: Health) -> Json:
    silence = each.rhythm.silence
    usual = each.rhythm.usual
    return {
        "feed": each.feed,
        "state": each.state,
        "wrong": each.is_wrong,
        "why": each.why,
        "succeeded": each.succeeded,
        "newest": None if each.newest is None else each.newest.isoformat(),
        "clock": each.clock,
        "items": each.items,
        "per_day": each.rhythm.week / DAYS,
        "usual_per_day": None if usual is None else usual / DAYS,
        "silence": None
        if silence is None
        else {
            "days": silence.days,
            "seen": silence.seen,
            "usual": silence.usual,
            "chance": silence.chance,
        },
    }
