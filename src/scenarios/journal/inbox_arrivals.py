"""What each feed brought to an inbox, and when; an item may come by several feeds."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from scenarios.domain.item import Item

__all__ = ["Arrivals", "FeedDays", "Told", "words_of"]

_TOLD = "SELECT told FROM arrival WHERE feed = ? AND id = ?"
_NOTE = """INSERT INTO arrival VALUES (?, ?, ?, ?, ?)
ON CONFLICT (feed, id) DO UPDATE SET told = excluded.told"""
_ANSWER = "INSERT OR IGNORE INTO answer VALUES (?, ?)"
_COUNTS = "SELECT feed, count(*) FROM arrival GROUP BY feed ORDER BY feed"
_ITEMS = "SELECT published, fetched FROM arrival WHERE feed = ?"
_ANSWERS = "SELECT day FROM answer WHERE feed = ? ORDER BY day"
_BY_ITEM = "SELECT id, feed FROM arrival ORDER BY id, feed"
# Who published an item, how it is tagged and who brought it are no words of it.
_NO_WORDS = frozenset(("fetched", "feed", "publisher", "labels"))

Told = tuple[str | None, str | None]
"""When an item was published and when it was fetched, as far as somebody said."""


@dataclass(frozen=True, slots=True)
class FeedDays:
    """When a feed brought what.

    Attributes:
        items: The times of every item that it has brought, in no order.
        answers: The days on which it answered, in order.
    """

    items: tuple[Told, ...]
    answers: tuple[date, ...]


def words_of(item: Item) -> str:
    """Return the digest of what an item says; a change of it is news."""
    kept = item.model_dump(mode="json", exclude_defaults=True, exclude=set(_NO_WORDS))
    return sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()


class Arrivals:
    """The arrivals in an inbox, over its connection; translates no faults."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def last_told(self, item: Item) -> str | None:
        """Return the digest that an item's feed told last of it, or None."""
        row = self._connection.execute(_TOLD, (item.feed, item.id)).fetchone()
        return None if row is None else str(row[0])

    def note(self, item: Item, told: str) -> None:
        """Note that a feed brought an item; when it first did so stays."""
        times = (item.published or "", item.fetched or "")
        self._connection.execute(_NOTE, (item.feed, item.id, *times, told))

    def note_answer(self, feed: str, day: date) -> None:
        """Note that a feed answered on a day."""
        self._connection.execute(_ANSWER, (feed, day.isoformat()))

    def counts(self) -> Mapping[str, int]:
        """Return how many items each feed has brought."""
        return dict(self._connection.execute(_COUNTS).fetchall())

    def feeds_by_item(self) -> Mapping[str, tuple[str, ...]]:
        """Return the feeds that brought each item."""
        found: dict[str, tuple[str, ...]] = {}
        for name, feed in self._connection.execute(_BY_ITEM):
            found[name] = (*found.get(name, ()), feed)
        return found

    def days(self, feed: str) -> FeedDays:
        """Return when a feed brought what."""
        items = self._connection.execute(_ITEMS, (feed,)).fetchall()
        answers = self._connection.execute(_ANSWERS, (feed,)).fetchall()
        return FeedDays(
            tuple((published or None, fetched or None) for published, fetched in items),
            tuple(date.fromisoformat(day) for (day,) in answers),
        )
