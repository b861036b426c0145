"""A backup opens and holds what was there, also while others write."""

from pathlib import Path

import pytest

from journal.clerk import clock, keyring_at, last_seen_at, rich_journal_at, silent
from scenarios.journal import backing_up
from scenarios.journal.backing_up import back_up
from scenarios.journal.errors import DamagedJournalError, JournalExistsError
from scenarios.journal.exported import read_export
from scenarios.journal.place import Place, open_journal
from scenarios.journal.watched import WatchedStore


def watched(folder: Path) -> WatchedStore:
    return WatchedStore(rich_journal_at(folder), last_seen_at(folder), clock(), print)


def test_a_copy_of_sqlite_is_a_journal_of_its_own(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with watched(tmp_path) as store:
        assert back_up(store, copy, keyring_at(tmp_path), silent) == 11
        with open_journal(Place(copy)) as opened:
            assert opened.verify() == store.head()
        with pytest.raises(JournalExistsError):
            back_up(store, copy, keyring_at(tmp_path), silent)


def test_a_copy_that_is_another_journal_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "root_at", lambda *_: bytes(32))
    with watched(tmp_path) as store, pytest.raises(DamagedJournalError, match="copy"):
        back_up(store, tmp_path / "copy.db", keyring_at(tmp_path), silent)


def test_any_other_store_is_exported(tmp_path: Path) -> None:
    copy = tmp_path / "copy.jsonl"
    with watched(tmp_path) as store:
        other = WatchedStore(store, last_seen_at(tmp_path), clock(), print)
        assert back_up(other, copy, keyring_at(tmp_path), silent) == 11
        assert len(list(read_export(copy).records())) == 11
        with pytest.raises(JournalExistsError):
            back_up(other, copy, keyring_at(tmp_path), silent)
