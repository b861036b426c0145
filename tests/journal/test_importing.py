"""An export goes into a store under the same root, all of it or nothing."""

from pathlib import Path

import pytest

from cluster import Cluster
from journal.clerk import journal_at, keyring_at, rich_journal_at, silent
from journal.postgres_desk import fresh
from journal.store_contract import notes
from scenarios.journal import importing
from scenarios.journal.errors import (
    ContradictedHeadError,
    DamagedJournalError,
    JournalExistsError,
)
from scenarios.journal.exported import Export, payloads_beside, read_export
from scenarios.journal.exporting import export_journal
from scenarios.journal.importing import extend_from, found_from
from scenarios.journal.place import Place, create_journal, open_journal
from scenarios.journal.record import Record
from scenarios.journal.store import Head, Store


def exported(folder: Path) -> tuple[Export, Head]:
    """Return an export of a journal of eleven records, and its head."""
    with rich_journal_at(folder) as store:
        head = export_journal(store, folder / "x.jsonl", keyring_at(folder), silent)
    return read_export(folder / "x.jsonl"), head


def test_a_new_journal_has_the_same_records_texts_and_head(tmp_path: Path) -> None:
    export, head = exported(tmp_path)
    place, done = Place(tmp_path / "new" / "journal.db"), list[int]()
    with found_from(export, place, head, done.append) as store:
        assert store.head() == store.verify() == head
        assert store.checkpoint() == export.checkpoint
        kept = [each.draft.payloads for each in store.read()]
        assert kept == [each.draft.payloads for each in export.records()]
        assert list(store.read()) == list(export.records())
        # The head is signed already, so no key is needed.
        none = keyring_at(tmp_path / "none")
        assert export_journal(store, tmp_path / "y.jsonl", none, silent) == head
    assert (tmp_path / "y.jsonl").read_bytes() == (tmp_path / "x.jsonl").read_bytes()
    with pytest.raises(JournalExistsError):
        found_from(export, place, head, silent)
    assert done[-1] == 11


def test_a_journal_is_extended_by_what_it_has_not(tmp_path: Path) -> None:
    export, head = exported(tmp_path)
    place = Place(tmp_path / "new" / "journal.db")
    found_from(export, place, head, silent).close()
    with open_journal(Place(tmp_path / "journal.db")) as source:
        source.append(notes(250)[200:])
        new = export_journal(source, tmp_path / "x.jsonl", keyring_at(tmp_path), silent)
    later = read_export(tmp_path / "x.jsonl")
    with open_journal(place) as store:
        assert extend_from(later, store, new, silent) == 50
        assert store.head() == store.verify() == new
        assert store.checkpoint() == later.checkpoint
        assert extend_from(later, store, new, silent) == 0


def test_an_older_export_adds_nothing_to_a_longer_journal(tmp_path: Path) -> None:
    export, head = exported(tmp_path)
    with open_journal(Place(tmp_path / "journal.db")) as store:
        store.append(notes(250)[200:])
        assert extend_from(export, store, head, silent) == 0
        assert store.head().size == 61


def test_what_does_not_continue_a_journal_is_refused(tmp_path: Path) -> None:
    export, head = exported(tmp_path)
    with journal_at(tmp_path / "other", "other") as other:
        other.append(notes(3))
        with pytest.raises(ContradictedHeadError, match="its first 4 records are not"):
            extend_from(export, other, head, silent)
        assert other.head().size == 4


def test_an_export_that_changes_after_it_was_verified_adds_nothing(
    tmp_path: Path,
) -> None:
    export, head = exported(tmp_path)
    place = Place(tmp_path / "new" / "journal.db")
    wrong = Head(head.size, head.leaf, bytes(32))
    with pytest.raises(DamagedJournalError, match="it changed while it was read"):
        found_from(export, place, wrong, silent)
    assert list((tmp_path / "new").iterdir()) == []


def test_an_export_without_its_texts_keeps_root_and_proofs(tmp_path: Path) -> None:
    export, head = exported(tmp_path)
    payloads_beside(export.path).unlink()
    place = Place(tmp_path / "new" / "journal.db")
    with found_from(export, place, head, silent) as store:
        assert store.verify(texts=False) == head
        with pytest.raises(DamagedJournalError, match="nobody redacted it"):
            store.verify()


def test_a_server_that_was_not_filled_is_left_to_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_: Place, first: Record) -> Store:
        return create_journal(Place(tmp_path / "new" / "server.db"), first)

    export, head = exported(tmp_path)
    monkeypatch.setattr(importing, "create_journal", made)
    wrong = Head(head.size, head.leaf, bytes(32))
    with pytest.raises(DamagedJournalError, match="it changed while it was read"):
        found_from(export, Place(None, "postgresql://db/desk"), wrong, silent)
    assert (tmp_path / "new" / "server.db").exists()


def test_an_export_of_a_file_goes_into_a_server_and_back_under_one_root(
    cluster: Cluster, tmp_path: Path
) -> None:
    export, head = exported(tmp_path)
    place, none = Place(None, fresh(cluster)), keyring_at(tmp_path / "none")
    with found_from(export, place, head, silent) as store:
        assert store.head() == store.verify() == head
        # The head is signed already, so no key is needed.
        assert export_journal(store, tmp_path / "y.jsonl", none, silent) == head
    for beside in (Path, payloads_beside):
        x, y = (beside(tmp_path / f"{n}.jsonl").read_bytes() for n in ("x", "y"))
        assert x == y
    with open_journal(place) as store:
        later = [record.data for record in store.read()]
    assert later == [record.data for record in export.records()]
