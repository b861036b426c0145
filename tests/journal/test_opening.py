"""A journal is made with its key, and one that was seen is not replaced in silence."""

from pathlib import Path

import pytest

from journal.clerk import LOG, clock, journal_at, keyring_at, last_seen_at, who
from journal.store_contract import notes
from scenarios.journal import opening
from scenarios.journal.author import Author
from scenarios.journal.errors import (
    ContradictedHeadError,
    JournalExistsError,
    JournalNotFoundError,
    JournalUnreachableError,
    KeyFileError,
    MalformedRecordError,
)
from scenarios.journal.keys import Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.opening import (
    found_journal,
    name_journal,
    open_or_found,
    open_watched,
)
from scenarios.journal.place import Place, create_journal
from scenarios.journal.record import Record
from scenarios.journal.store import Store
from scenarios.journal.watched import WatchedStore


def place_in(folder: Path) -> Place:
    return Place(folder / "journal.db")


@pytest.mark.parametrize(
    ("folder", "slug"),
    [
        ("/home/anna/US Pakistan (2024)", "us-pakistan-2024-01020304"),
        ("/", "journal-01020304"),
        ("/مفاہمت", "journal-01020304"),
        ("/x" + "a" * 100, "x" + "a" * 59 + "-01020304"),
    ],
)
def test_a_journal_is_named_after_its_folder(folder: str, slug: str) -> None:
    assert name_journal(Path(folder), lambda _: b"\1\2\3\4") == slug


def test_the_first_record_names_the_key_of_the_journal(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        ring = keyring_at(tmp_path)
        vkey = write_vkey(ring.make(LOG).verifying)
        assert store.record(0).draft.body == {
            "origin": LOG,
            "version": 1,
            "vkey": vkey,
        }
        assert ring.load(LOG, vkey).name == store.origin == LOG


def test_where_something_is_no_key_is_made(tmp_path: Path) -> None:
    place = place_in(tmp_path)
    journal_at(tmp_path).close()
    with pytest.raises(JournalExistsError):
        found_journal(place, "other", who(), keyring_at(tmp_path))
    assert not keyring_at(tmp_path).path_of("other").exists()


@pytest.mark.parametrize(("origin", "actor"), [("a b", "anna"), (LOG, "")])
def test_names_that_are_not_fit_leave_nothing_behind(
    tmp_path: Path, origin: str, actor: str
) -> None:
    author = Author(actor, clock(), who().entropy)
    with pytest.raises(MalformedRecordError):
        found_journal(place_in(tmp_path), origin, author, keyring_at(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_cannot_be_made_leaves_no_new_key(tmp_path: Path) -> None:
    place = Place(tmp_path / "missing" / "missing" / "journal.db")
    ring = keyring_at(tmp_path)
    with pytest.raises(JournalUnreachableError):
        found_journal(place, LOG, who(), ring)
    assert not ring.path_of(LOG).exists()
    key = ring.make(LOG)
    with pytest.raises(JournalUnreachableError):
        found_journal(place, LOG, who(), ring)
    assert ring.make(LOG) == key


def open_at(folder: Path, said: list[str]) -> WatchedStore:
    return open_or_found(
        place_in(folder),
        Path("/desk/harbour"),
        who("new"),
        keyring_at(folder),
        last_seen_at(folder),
        said.append,
    )


def test_a_journal_is_made_once_and_then_opened(tmp_path: Path) -> None:
    said: list[str] = []
    with open_at(tmp_path, said) as made:
        assert made.origin.startswith("harbour-")
        made.append(notes(2))
    with open_at(tmp_path, said) as opened:
        assert opened.origin == made.origin
        assert opened.head().size == 3
    with open_watched(
        place_in(tmp_path), last_seen_at(tmp_path), clock(), said.append
    ) as store:
        assert store.head().size == 3
    assert said == []


def test_a_place_that_never_held_a_journal_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalNotFoundError):
        open_watched(place_in(tmp_path), last_seen_at(tmp_path), clock(), print)


def test_a_journal_that_is_gone_is_told_with_what_was_seen(tmp_path: Path) -> None:
    said: list[str] = []
    with open_at(tmp_path, said) as made:
        made.append(notes(2))
    (tmp_path / "journal.db").unlink()
    with pytest.raises(ContradictedHeadError, match="but there were 3 records of har"):
        open_watched(place_in(tmp_path), last_seen_at(tmp_path), clock(), print)


def test_a_new_journal_in_the_place_of_another_is_said_aloud(tmp_path: Path) -> None:
    said: list[str] = []
    journal_at(tmp_path).close()
    seen = last_seen_at(tmp_path)
    with open_watched(place_in(tmp_path), seen, clock(), said.append) as store:
        store.append(notes(6))
    (tmp_path / "journal.db").unlink()
    assert said == []
    with open_at(tmp_path, said) as made:
        assert made.head().size == 1
    assert f"there were 7 records of {LOG}, seen 2026-11-21 " in said[0]
    assert said[0].endswith("and they are gone")
    assert "knows nothing of them" in said[1]
    assert f'"origin": "{LOG}"' in seen.path.read_text()
    with open_at(tmp_path, said) as opened:
        assert opened.origin == made.origin
    assert len(said) == 2


def test_the_slower_of_two_that_make_a_journal_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(place: Place, first: Record) -> Store:
        journal_at(tmp_path, "faster").close()
        return create_journal(place, first)

    monkeypatch.setattr(opening, "create_journal", overtaken)
    monkeypatch.setattr("journal.clerk.found_journal", quickly)
    with open_at(tmp_path, []) as store:
        assert store.origin == "faster"
    keys = {each.name for each in (tmp_path / "keys").iterdir()}
    assert keys == {"faster.key"}


def quickly(place: Place, origin: str, author: Author, ring: Keyring) -> Store:
    from scenarios.journal.founding import first_record

    vkey = write_vkey(ring.make(origin).verifying)
    return create_journal(place, first_record(origin, author.now(), "ben", vkey))


def test_a_key_of_another_journal_stops_the_making(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, who().entropy, file=tmp_path / "my.key")
    ring.make("other")
    with pytest.raises(KeyFileError):
        found_journal(place_in(tmp_path), LOG, who(), ring)
    assert not (tmp_path / "journal.db").exists()
