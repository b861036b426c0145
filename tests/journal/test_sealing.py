"""A head is signed after another look, and never two of one size."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from journal.clerk import LOG, clock, journal_at, keyring_at, last_seen_at, who
from journal.store_contract import NOW, notes
from scenarios.journal.checkpoint import Checkpoint, sign_checkpoint
from scenarios.journal.errors import (
    ContradictedHeadError,
    DamagedJournalError,
    JournalBusyError,
    KeyNotFoundError,
)
from scenarios.journal.note import UnverifiedNoteError, write_vkey
from scenarios.journal.record import Draft, Kind, Record, seal_record
from scenarios.journal.rotation import rotate_key
from scenarios.journal.sealing import seal_head
from scenarios.journal.store import Store
from scenarios.journal.trust import keys_of
from scenarios.journal.watched import WatchedStore


def test_the_head_is_signed_once_for_each_size(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        for each in [None, *notes(5)]:
            if each is not None:
                store.append([each])
            signed = seal_head(store, ring)
            head = store.head()
            expected = Checkpoint(LOG, head.size, head.root)
            assert keys_of(store).open(signed) == expected
            assert store.checkpoint() == signed == seal_head(store, ring)


def test_after_a_change_of_keys_the_new_one_signs(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        seal_head(store, ring)
        rotate_key(store, who(), ring, "why")
        signed = seal_head(store, ring)
        assert keys_of(store).open(signed).size == 2
        key = keys_of(store).in_force(2)
        assert key.label.rpartition("+")[2] in write_vkey(key)


def test_what_is_signed_already_needs_no_key(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        signed = seal_head(store, ring)
        ring.path_of(LOG).unlink()
        assert seal_head(store, ring) == signed
        store.append(notes(1))
        with pytest.raises(KeyNotFoundError):
            seal_head(store, ring)


def sign_something(store: Store, folder: Path, size: int, root: bytes) -> None:
    vkey = write_vkey(keys_of(store).in_force(size))
    key = keyring_at(folder).load(LOG, vkey)
    store.keep_checkpoint(size, sign_checkpoint(Checkpoint(LOG, size, root), key))


@pytest.mark.parametrize("size", [3, 4])
def test_another_signed_root_stops_with_an_alarm(tmp_path: Path, size: int) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(3))
        sign_something(store, tmp_path, size, bytes(32))
        with pytest.raises(ContradictedHeadError, match=f"first {size} records are"):
            seal_head(store, keyring_at(tmp_path))


def test_a_journal_that_lost_what_was_signed_stops_with_an_alarm(
    tmp_path: Path,
) -> None:
    with journal_at(tmp_path) as store:
        sign_something(store, tmp_path, 5, bytes(32))
        with pytest.raises(ContradictedHeadError, match="its key signed for 5"):
            seal_head(store, keyring_at(tmp_path))


def test_a_checkpoint_of_another_key_stops_with_an_alarm(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(1))
        other = keyring_at(tmp_path / "other").make(LOG)
        store.keep_checkpoint(1, sign_checkpoint(Checkpoint(LOG, 1, bytes(32)), other))
        with pytest.raises(UnverifiedNoteError):
            seal_head(store, keyring_at(tmp_path))


class Rotten(WatchedStore):
    """A store whose record 2 has lost a bit since it was hashed."""

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        for record in self.store.read(start, stop):
            if record.seq == 2:
                rotten = Draft("anna", NOW, Kind.NOTE, {"a": 1}, "ab" * 16)
                yield seal_record(rotten, record.log, 2, record.prev)
            else:
                yield record


def test_a_flipped_bit_is_found_before_the_head_is_signed(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(2))
        rotten = Rotten(store, last_seen_at(tmp_path), clock(), print)
        with pytest.raises(DamagedJournalError, match="its records from 0 on do not"):
            seal_head(rotten, keyring_at(tmp_path))
        assert store.checkpoint() is None


def test_somebody_who_signs_at_the_same_time_is_no_fault(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)

    class Slow(WatchedStore):
        def keep_checkpoint(self, size: int, data: bytes) -> None:
            seal_head(self.store, ring)
            self.store.keep_checkpoint(size, data)

    with journal_at(tmp_path) as store:
        slow = Slow(store, last_seen_at(tmp_path), clock(), print)
        assert seal_head(slow, ring) == store.checkpoint()


def test_a_store_that_cannot_keep_a_checkpoint_is_told(tmp_path: Path) -> None:
    class Busy(WatchedStore):
        def keep_checkpoint(self, size: int, data: bytes) -> None:
            raise JournalBusyError(self.where, f"{size} {len(data)}")

    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        busy = Busy(store, last_seen_at(tmp_path), clock(), print)
        for _ in range(2):
            with pytest.raises(JournalBusyError):
                seal_head(busy, ring)
            seal_head(store, ring)
            store.append(notes(1))
