"""The inbox: items wait here, beside the journal, until somebody decides on them.

Nothing in it counts and nothing of it is proved: it keeps what came in, whole, and
finds it again. What an analyst makes of an item is a record of the journal; so an
inbox that is lost takes no decision with it, and desks that share a journal agree on
what is left to do.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scenarios.domain.item import Item
from scenarios.journal.errors import (
    AmbiguousItemError,
    ForeignJournalError,
    JournalExistsError,
    UnknownItemError,
)
from scenarios.journal.inbox_arrivals import Arrivals, FeedDays, words_of
from scenarios.journal.inbox_search import Search, values_of
from scenarios.journal.inbox_tables import (
    FEED_TABLES,
    INBOX_ID,
    INBOX_SCHEMA,
    INBOX_TABLES,
)
from scenarios.journal.sqlite_file import (
    connect_file,
    make_file,
    settle_mode,
    translated,
)
from scenarios.journal.sqlite_session import transaction
from scenarios.journal.store import Store
from scenarios.journal.subjects import ITEMS

__all__ = ["Arrived", "Inbox"]

WAIT = 30.0
BATCH = 500
_PUT = "INSERT INTO item VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INDEX = "INSERT INTO word (rowid, title, publisher, text) VALUES (?, ?, ?, ?)"
_LAST = "SELECT version, data FROM newest WHERE id = ?"
_BEGIN = "SELECT id, data FROM newest WHERE substr(id, 1, ?) = ? ORDER BY id LIMIT 6"
_VERSIONS = "SELECT data FROM item WHERE id = ? ORDER BY version"
_ALL = "SELECT data FROM item ORDER BY id, version"
_COUNT = "SELECT count(*) FROM newest WHERE is_decided = ?"
_LEARN = "INSERT OR IGNORE INTO decided VALUES (?, ?)"
_NEWEST_FIRST = """SELECT data FROM newest
WHERE (:feed = '' OR EXISTS (SELECT 1 FROM arrival
    WHERE arrival.feed = :feed AND arrival.id = newest.id))
  AND (:site = '' OR site = :site)
  AND (:language = '' OR language || '-' LIKE :language || '-%')
  AND (:since = '' OR published >= :since)
  AND (:until = '' OR (published < :until AND published <> ''))
  AND (:decided OR NOT is_decided)
ORDER BY published DESC, id LIMIT :most"""
_BEST_FIRST = """SELECT data FROM word JOIN newest ON newest.place = word.rowid
WHERE word MATCH :words
  AND (:feed = '' OR EXISTS (SELECT 1 FROM arrival
    WHERE arrival.feed = :feed AND arrival.id = newest.id))
  AND (:site = '' OR site = :site)
  AND (:language = '' OR language || '-' LIKE :language || '-%')
  AND (:since = '' OR published >= :since)
  AND (:until = '' OR (published < :until AND published <> ''))
  AND (:decided OR NOT is_decided)
ORDER BY bm25(word, 4.0, 1.0, 1.0), id LIMIT :most"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What some items were to an inbox.

    Attributes:
        new: Items that it did not know.
        changed: Items whose words had changed; the old words are kept as well.
        known: How many it knew just so, and that still wait.
        decided: How many it knew just so, and that have been decided on.
    """

    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    known: int = 0
    decided: int = 0


class Inbox:
    """Items in a SQLite file; it belongs to the thread that opened it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.where = str(path)
        self._connection = connection
        self._arrivals = Arrivals(connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an inbox, or make it where there is none.

        Raises:
            StoreError: It cannot be opened or made, or the file is something else.
        """
        if not path.exists():
            _make(path)
        with connect_file(path, WAIT) as connection:
            _check(connection, str(path))
            # What was put must outlive a loss of power: the feed is not asked for it
            # again.
            settle_mode(connection, sqlite3.sqlite_version_info)
            return cls(path, connection)

    @classmethod
    def empty(cls) -> Self:
        """Return an inbox of nothing, which is kept nowhere."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _lay_out(connection)
        return cls(Path(":memory:"), connection)

    def __enter__(self) -> Self:
        """Return the inbox."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the file."""
        self.close()

    def close(self) -> None:
        """Let go of the file; closing it twice does nothing."""
        self._connection.close()

    def put(self, items: Iterable[Item]) -> Arrived:
        """Keep items, all or none; what is known just so is left alone.

        When it was fetched, and by which feed, makes no other item of one; that a feed
        has brought it is noted all the same. What is kept is safe when this returns.

        Raises:
            StoreError: They cannot be written.
        """
        new: list[Item] = []
        changed: list[Item] = []
        seen: list[bool] = []
        with translated(self.where), transaction(self._connection):
            for item in items:
                last = self._last(item.id)
                if self._is_told(item, last):
                    seen.append(self.decisions_on(item.id) > 0)
                    continue
                version = 0 if last is None else last[0]
                self._insert(item, version + 1)
                (changed if version else new).append(item)
        return Arrived(tuple(new), tuple(changed), seen.count(False), seen.count(True))

    def note_answer(self, feed: str, day: date) -> None:
        """Note that a feed answered on a day, whether or not it had anything new.

        Raises:
            StoreError: It cannot be written.
        """
        with translated(self.where), transaction(self._connection):
            self._arrivals.note_answer(feed, day)

    def learn(self, store: Store) -> None:
        """Ask a journal which items have been decided on since it was last asked.

        Raises:
            StoreError: The journal or the inbox cannot be read.
        """
        (last,) = self._all("SELECT coalesce(max(seq), -1) FROM decided")[0]
        places = [seq for seq in store.about(ITEMS) if seq > last]
        found = [(each.draft.body["item"], each.seq) for each in store.pick(places)]
        with translated(self.where), transaction(self._connection):
            self._connection.executemany(_LEARN, found)

    def find(self, name: str) -> Item:
        """Return an item by its id, or by as much of it as no other begins with.

        Raises:
            UnknownItemError: There is none.
            AmbiguousItemError: Several begin so.
        """
        found = dict(self._all(_BEGIN, len(name), name))
        if not (name and found):
            raise UnknownItemError(name)
        if len(found) > 1 and name not in found:
            raise AmbiguousItemError(name, list(found))
        return _item(found.get(name) or next(iter(found.values())))

    def versions(self, name: str) -> Sequence[Item]:
        """Return an item as it came, and each time its words had changed since."""
        return [_item(data) for (data,) in self._all(_VERSIONS, name)]

    def decisions_on(self, name: str) -> int:
        """Return how many decisions on an item are on record, as far as was learnt."""
        ((number,),) = self._all("SELECT count(*) FROM decided WHERE id = ?", name)
        return int(number)

    def search(self, wanted: Search) -> Sequence[Item]:
        """Return the newest items first; where words are searched, the best first."""
        query = _BEST_FIRST if wanted.words else _NEWEST_FIRST
        with translated(self.where):
            rows = self._connection.execute(query, values_of(wanted)).fetchall()
        return [_item(data) for (data,) in rows]

    def count(self, *, decided: bool = False) -> int:
        """Return how many items wait, or how many have been decided on."""
        ((number,),) = self._all(_COUNT, decided)
        return int(number)

    def feeds(self) -> Mapping[str, int]:
        """Return how many items each feed has brought, decided or not."""
        with translated(self.where):
            return self._arrivals.counts()

    def feeds_by_item(self) -> Mapping[str, tuple[str, ...]]:
        """Return the feeds that have brought each item."""
        with translated(self.where):
            return self._arrivals.feeds_by_item()

    def days_of(self, feed: str) -> FeedDays:
        """Return when a feed brought what."""
        with translated(self.where):
            return self._arrivals.days(feed)

    def _insert(self, item: Item, version: int) -> None:
        # A trigger may not touch an index of words, as a file could be forged to run.
        place = self._connection.execute(_PUT, _row(item, version)).lastrowid
        words = (place, item.title, item.publisher, item.text)
        self._connection.execute(_INDEX, words)

    def _is_told(self, item: Item, last: tuple[int, Item] | None) -> bool:
        """Note an arrival; tell whether its words are known already."""
        told = words_of(item)
        before = self._arrivals.last_told(item)
        self._arrivals.note(item, told)
        return told == before or (last is not None and told == words_of(last[1]))

    def _last(self, name: str) -> tuple[int, Item] | None:
        """Return the newest version of an item; None of one unknown."""
        for version, data in self._all(_LAST, name):
            return version, _item(data)
        return None

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with translated(self.where):
            return self._connection.execute(query, values).fetchall()


def _make(path: Path) -> None:
    """Make an empty file; another program may be first."""
    with suppress(JournalExistsError):
        make_file(path)


def _check(connection: sqlite3.Connection, where: str) -> None:
    """Check that a file is an inbox of ours; lay out one that is empty or older.

    Raises:
        ForeignJournalError: It is something else.
    """
    application, schema = _header(connection)
    if application == 0 and not _has_tables(connection):
        # Whoever made the file was killed before its tables were there.
        _lay_out(connection)
    elif application != INBOX_ID:
        raise ForeignJournalError(where, "it is no inbox")
    elif schema == 1:
        _upgrade(connection)
    elif schema != INBOX_SCHEMA:
        reason = f"its tables have version {schema}, and this program reads "
        raise ForeignJournalError(where, f"{reason}{INBOX_SCHEMA}")


def _header(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return which program made a file, and the version of its tables."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    return application, schema


def _has_tables(connection: sqlite3.Connection) -> bool:
    found = connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return found is not None


def _lay_out(connection: sqlite3.Connection) -> None:
    """Make the tables, all or none, unless another program was first."""
    with transaction(connection):
        if _has_tables(connection):
            return
        for statement in INBOX_TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {INBOX_ID}")
        connection.execute(f"PRAGMA user_version = {INBOX_SCHEMA}")


def _upgrade(connection: sqlite3.Connection) -> None:
    """Add what version 1 did not note: which feed brought what."""
    arrivals = Arrivals(connection)
    with transaction(connection):
        if _header(connection)[1] != 1:
            return  # Another program was first.
        for statement in FEED_TABLES:
            connection.execute(statement)
        for (data,) in connection.execute(_ALL).fetchall():
            item = _item(data)
            arrivals.note(item, words_of(item))
        connection.execute(f"PRAGMA user_version = {INBOX_SCHEMA}")


def _row(item: Item, version: int) -> tuple[object, ...]:
    data = json.dumps(item.model_dump(mode="json", exclude_defaults=True))
    return (
        item.id,
        version,
        item.published or "",
        item.feed,
        item.site,
        item.language,
        item.title,
        item.publisher,
        item.text,
        data,
    )


def _item(data: str) -> Item:
    return Item.model_validate_json(data)
