"""Health: whether a feed still tells what it used to, or has quietly ceased to.

A feed that fails says so; one that answers and brings nothing does not. It is held
against its own past: see `rhythm`. When an item was fetched is never taken for when it
was published, or a feed that serves old items would look alive.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, Literal

from scenarios.domain.item import Moment, day_of
from scenarios.intake.polling import FeedState
from scenarios.intake.rhythm import Rhythm, find_rhythm

__all__ = ["STATES", "WRONG", "Clock", "Health", "State", "examine"]

State = Literal[
    "gone", "dead", "unasked", "stuck", "silent", "failing", "young", "fine"
]
"""How a feed fares, in a word."""

Clock = Literal["published", "fetched"]
"""Which of their times the items of a feed are counted by."""

STATES: Final[Mapping[State, str]] = {
    "gone": "says that it is gone for good (410)",
    "dead": "has not answered for a week",
    "unasked": "has not been asked for three days",
    "stuck": "answers, and its newest item is old",
    "silent": "brings far less than it used to",
    "failing": "does not answer just now",
    "young": "answers; three weeks of answers tell its rhythm",
    "fine": "brings what it used to",
}
"""The states, the worst first, and what they mean."""

WRONG: Final = frozenset({"gone", "dead", "unasked", "stuck", "silent"})
"""States in which somebody should do something."""

_DEAD: Final = 7
_UNASKED: Final = 3
_STUCK: Final = 30
_PATIENCE: Final = 2
"""A feed may be quiet this many times longer than it ever was."""

Times = tuple[str | None, str | None]
Found = tuple[State, str]


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed fares.

    Attributes:
        feed: Its id.
        state: In a word.
        why: In a sentence without its subject; empty where nothing is to be said.
        succeeded: When it last answered, or None.
        newest: The day of its newest item by `clock`, or None.
        clock: By which time its items are counted: when they were published, where it
            dates at least half of them.
        items: How many it has ever brought.
        rhythm: How much it brings.
    """

    feed: str
    state: State
    why: str
    succeeded: Moment | None
    newest: date | None
    clock: Clock
    items: int
    rhythm: Rhythm

    @property
    def is_wrong(self) -> bool:
        """Tell whether somebody should do something."""
        return self.state in WRONG


def examine(
    feed: str,
    state: FeedState,
    items: Sequence[Times],
    answers: Sequence[date],
    now: datetime,
) -> Health:
    """Examine a feed.

    Args:
        feed: Its id.
        state: What is remembered of it.
        items: When each of its items was published and when it was fetched.
        answers: The days on which it answered.
        now: The time, in UTC.
    """
    today = now.date()
    clock: Clock = _clock(items)
    days = _days(items, clock, today)
    rhythm = find_rhythm(Counter(days), answers, today)
    newest = max(days, default=None)
    name, why = (
        _trouble(state, today) or _age(days, today) or _quiet(rhythm) or ("fine", "")
    )
    return Health(feed, name, why, state.succeeded, newest, clock, len(items), rhythm)


def _clock(items: Sequence[Times]) -> Clock:
    dated = sum(published is not None for published, _ in items)
    return "published" if 2 * dated >= len(items) else "fetched"


def _days(items: Iterable[Times], clock: Clock, today: date) -> list[date]:
    """Return the days of the items, in order; a day to come is none of them."""
    told = (each[0] if clock == "published" else each[1] for each in items)
    days = (day_of(moment) for moment in told if moment is not None)
    return sorted(day for day in days if day <= today + timedelta(days=1))


def _trouble(state: FeedState, today: date) -> Found | None:
    """Return what is wrong with asking it."""
    if state.gone:
        return "gone", "says that it is gone for good; take it out of feeds.yaml"
    last = state.asked or state.succeeded
    if last is None:
        return "unasked", "has never been asked; run `scenarios fetch`"
    if state.failures:
        return _failure(state, day_of(state.failing or last), today)
    asked = day_of(last)
    if (today - asked).days > _UNASKED:
        return "unasked", f"was last asked on {asked}; is `scenarios fetch` still run?"
    return None


def _failure(state: FeedState, since: date, today: date) -> Found:
    tries = f"{state.failures} {'try' if state.failures == 1 else 'tries'}"
    told = f"has not answered since {since}, in {tries}"
    if (today - since).days < _DEAD:
        return "failing", told
    return "dead", f"{told}; look for its new address"


def _age(days: Sequence[date], today: date) -> Found | None:
    """Return whether its newest item is older than it ever had one."""
    if not days:
        return "stuck", "answers, and has never held an item"
    gaps = ((later - day).days for day, later in pairwise(days))
    most = max(_STUCK, _PATIENCE * max(gaps, default=0))
    age = (today - days[-1]).days
    if age <= most:
        return None
    return "stuck", f"answers, and its newest item is of {days[-1]}, {age} days ago"


def _quiet(rhythm: Rhythm) -> Found | None:
    found = rhythm.silence
    if found is not None:
        span = "day" if found.days == 1 else f"{found.days} days"
        seen = "1 item" if found.seen == 1 else f"{found.seen} items"
        told = f"brought {seen} in the last {span}, where {found.usual:g} are usual"
        return "silent", told
    return ("young", "") if rhythm.usual is None else None
