"""A watched store passes for any other, and its head is kept as it grows."""

from itertools import count
from pathlib import Path

import pytest

from journal.clerk import clock, journal_at, last_seen_at
from journal.sqlite_desk import holds_bytes, unlocked
from journal.store_contract import (
    NOW,
    ORIGIN,
    Again,
    Make,
    StoreContract,
    Tamper,
    Traces,
    notes,
)
from scenarios.journal.errors import (
    ClosedJournalError,
    ContradictedHeadError,
    SeenHeadError,
)
from scenarios.journal.heads import LastSeen
from scenarios.journal.place import Place
from scenarios.journal.record import seal_record
from scenarios.journal.sqlite import SqliteStore
from scenarios.journal.store import Store
from scenarios.journal.watched import WatchedStore, watch


class TestWatchedStore(StoreContract):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Make:
        numbers = count()

        def made() -> Store:
            path = tmp_path / f"{next(numbers)}.db"
            store = SqliteStore.create(path, ORIGIN, NOW, "anna")
            return watch(store, LastSeen(tmp_path, Place(path)), clock(), print)

        return made

    @pytest.fixture
    def again(self) -> Again:
        def reopen(store: Store) -> Store:
            assert isinstance(store, WatchedStore)
            assert isinstance(store.store, SqliteStore)
            opened = SqliteStore.open(store.store.path)
            return watch(opened, store.last_seen, clock(), print)

        return reopen

    @pytest.fixture
    def tamper(self) -> Tamper:
        return lambda store, statement: unlocked(Path(store.where), statement)

    @pytest.fixture
    def traces(self) -> Traces:
        return holds_bytes


def test_the_head_is_kept_at_once_and_after_every_growth(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)

    def size() -> int | None:
        head = seen.read()
        return None if head is None else head.size

    with watch(journal_at(tmp_path), seen, clock(), print) as store:
        assert size() == 1
        (record,) = store.append(notes(1))
        assert size() == 2
        store.extend([seal_record(notes(2)[1], store.origin, 2, record.leaf)])
        assert size() == 3
        head = seen.read()
        assert head is not None
        assert head.root == store.head().root


def test_the_other_calls_go_through(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    with watch(journal_at(tmp_path), seen, clock(), print) as store:
        assert store.checkpoint() is None
        store.keep_checkpoint(1, b"a checkpoint")
        assert store.checkpoint() == b"a checkpoint"
        assert store.mentions("kind/log.created") == (0,)
        assert [each.data for each in store.skim()] == [store.record(0).data]
        assert store.where == str(tmp_path / "journal.db")
        store.purge()
        done: list[int] = []
        store.verify(done.append)
        assert done == [1]


def test_a_store_that_contradicts_what_was_seen_is_closed(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    with watch(journal_at(tmp_path), seen, clock(), print) as store:
        store.append(notes(3))
    (tmp_path / "journal.db").unlink()
    forged = journal_at(tmp_path)
    with pytest.raises(ContradictedHeadError):
        watch(forged, seen, clock(), print)
    with pytest.raises(ClosedJournalError):
        forged.head()


def test_a_head_that_cannot_be_read_stops_and_one_not_written_is_told(
    tmp_path: Path,
) -> None:
    seen = last_seen_at(tmp_path)
    said: list[str] = []
    with watch(journal_at(tmp_path), seen, clock(), said.append) as store:
        assert said == []
        seen.path.write_bytes(b"")
        store.append(notes(1))
        assert len(said) == 1
        assert said[0].startswith("warning: the head that was seen is not kept: /")
        with pytest.raises(SeenHeadError):
            watch(store.store, seen, clock(), print)
