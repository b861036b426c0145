"""A new key comes in force on record, and the old one is gone."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from journal.clerk import LOG, chance, clock, journal_at, keyring_at, last_seen_at, who
from journal.store_contract import draft, notes
from scenarios.journal import rotation
from scenarios.journal.errors import (
    BrokenChainError,
    KeyNotFoundError,
    UntrustedKeyError,
)
from scenarios.journal.keys import Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.record import Kind, Record
from scenarios.journal.rotation import rotate_key
from scenarios.journal.store import Head, Store
from scenarios.journal.trust import keys_of
from scenarios.journal.watched import WatchedStore


def in_force(store: Store) -> str:
    return write_vkey(keys_of(store).in_force(store.head().size))


def test_the_new_key_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        store.append(notes(2))
        old = in_force(store)
        record = rotate_key(store, who(), ring, "it was lent")
        assert record == store.record(3)
        assert record.draft.kind is Kind.KEY_ADDED
        assert record.draft.payloads[0].data == b'{"why":"it was lent"}'
        assert in_force(store) == record.draft.body["vkey"] != old
        assert ring.load(LOG, in_force(store)).name == LOG
        assert store.verify().size == 4
        rotate_key(store, who("again"), ring, "and again")
        assert len(keys_of(store).reigns) == 3
    assert len(list((tmp_path / "keys").iterdir())) == 1


def test_without_the_old_key_nobody_puts_a_new_one_in_force(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        keyring_at(tmp_path).path_of(LOG).unlink()
        with pytest.raises(KeyNotFoundError):
            rotate_key(store, who(), keyring_at(tmp_path), "why")
        assert store.head().size == 1


def test_a_change_that_was_cut_short_before_the_record_is_taken_up(
    tmp_path: Path,
) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        begun = ring.make_next(LOG)
        record = rotate_key(store, who(), ring, "why")
        assert record.draft.body["vkey"] == write_vkey(begun.verifying)
        assert record.seq == 1


def test_a_change_that_was_cut_short_after_the_record_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        with monkeypatch.context() as patch:
            patch.setattr(Keyring, "promote", cut)
            with pytest.raises(KeyboardInterrupt):
                rotate_key(store, who(), ring, "why")
        assert store.head().size == 2
        record = rotate_key(store, who("again"), ring, "why")
        assert record == store.record(1)
        assert store.head().size == 2
        assert ring.load(LOG, in_force(store)).name == LOG
        assert not ring.next_of(LOG).exists()


class Overtaken(WatchedStore):
    """Somebody is always a moment faster."""

    times = 0

    def extend(self, records: Iterable[Record]) -> Head:
        while self.times:
            self.times -= 1
            self.store.append([draft(100 + self.times)])
            raise BrokenChainError(self.store.head().size, "somebody was faster")
        return self.store.extend(records)


def overtaken(store: Store, folder: Path, times: int) -> Overtaken:
    slow = Overtaken(store, last_seen_at(folder), clock(), print)
    slow.times = times
    return slow


def test_somebody_who_is_faster_only_moves_the_place(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        slow = overtaken(store, tmp_path, 2)
        record = rotate_key(slow, who(), keyring_at(tmp_path), "why")
        assert record.seq == 3
        assert in_force(store) == record.draft.body["vkey"]


def test_somebody_who_is_always_faster_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "MOST_TRIES", 3)
    with journal_at(tmp_path) as store:
        slow = overtaken(store, tmp_path, 9)
        with pytest.raises(UntrustedKeyError, match="others append too fast"):
            rotate_key(slow, who(), keyring_at(tmp_path), "why")
        assert len(keys_of(store).reigns) == 1


def test_of_two_who_change_the_key_at_once_one_is_told(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)

    class Raced(WatchedStore):
        def extend(self, records: Iterable[Record]) -> Head:
            ring.next_of(LOG).unlink()
            rotate_key(self.store, who("faster"), ring, "faster")
            return self.store.extend(records)

    with journal_at(tmp_path) as store:
        slow = Raced(store, last_seen_at(tmp_path), clock(), print)
        with pytest.raises(UntrustedKeyError, match="another key came in force just"):
            rotate_key(slow, who(), ring, "slower")
        assert len(keys_of(store).reigns) == 2
        assert ring.load(LOG, in_force(store)).name == LOG


def test_a_key_that_was_in_force_before_never_goes_on_record(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        stuck = Keyring(tmp_path / "keys", bytes)
        rotate_key(store, who(), stuck, "why")
        with pytest.raises(UntrustedKeyError, match="was in force before"):
            rotate_key(store, who("again"), stuck, "why")
        assert store.head().size == 2
    assert chance()(3) == chance()(3)
