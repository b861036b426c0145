"""What would endanger a journal is found before it does."""

from pathlib import Path
from stat import S_IMODE

import pytest

from cluster import Cluster
from journal.clerk import (
    LOG,
    chance,
    clock,
    journal_at,
    keyring_at,
    last_seen_at,
    who,
)
from journal.postgres_desk import fresh
from journal.store_contract import NOW, notes
from scenarios.journal import examination
from scenarios.journal.examination import examine, file_system
from scenarios.journal.findings import Finding, State
from scenarios.journal.founding import first_record
from scenarios.journal.heads import LastSeen, see
from scenarios.journal.keys import Keyring
from scenarios.journal.opening import found_journal
from scenarios.journal.place import Place, create_journal, open_journal
from scenarios.journal.sealing import seal_head
from scenarios.journal.sqlite_file import Version
from scenarios.journal.watched import WatchedStore

OLD, NEW = (3, 40, 1), (3, 51, 3)


def examined(
    folder: Path, library: Version = OLD, mounts: str = "", ring: Keyring | None = None
) -> dict[str, Finding]:
    (folder / "mounts").write_text(mounts)
    found = examine(
        Place(folder / "journal.db"),
        last_seen_at(folder),
        ring or keyring_at(folder),
        clock(),
        library=library,
        mounts=folder / "mounts",
    )
    return {each.check: each for each in found}


def bad(found: dict[str, Finding]) -> set[str]:
    return {name for name, each in found.items() if each.state is State.FAILS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a journal of four records, three of them signed for."""
    tmp_path.chmod(0o700)
    with journal_at(tmp_path) as store:
        store.append(notes(2))
        seal_head(store, keyring_at(tmp_path))
        store.append(notes(3)[2:])
        last_seen_at(tmp_path).keep(see(store, clock()))
    return tmp_path


def test_a_journal_that_is_kept_well(folder: Path) -> None:
    found = examined(folder, mounts=f"/dev/sda / ext4 rw 0 0\nx {folder} xfs rw 0 0\n")
    assert {each.state for each in found.values()} == {State.HOLDS}
    assert found["file system"].said == "xfs, local"
    assert found["permissions"].said == "file 0600, folder 0700"
    assert found["SQLite"].said.startswith("3.40.1, with the fault")
    assert found["settings"].said.startswith("synchronous 2, ")
    assert found["records"].said == f"4 of {LOG}"
    assert found["checkpoint"].said == "the head of 3 is signed; 1 added since"
    assert found["last seen"].said.startswith(f"4 records of {LOG}, seen")
    assert found["key in force"].said == found["first key"].said
    assert found["key file"].said.endswith("0600, not sealed with a passphrase")


@pytest.mark.parametrize(
    ("library", "mode", "why"),
    [
        (OLD, "truncate", "because this SQLite would be unsafe with wal"),
        (NEW, "truncate", "as it was made by an older SQLite"),
        (NEW, "wal", "readers and a writer do not wait"),
    ],
)
def test_the_mode_is_told_with_its_reason(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    library: Version,
    mode: str,
    why: str,
) -> None:
    assert why in examination.__dict__["_why"](mode, library)
    monkeypatch.undo()
    found = examined(folder, library)
    assert ("without the fault" in found["SQLite"].said) == (library == NEW)


def test_a_folder_on_a_network_or_in_a_cloud_is_told(folder: Path) -> None:
    assert bad(examined(folder, mounts=f"h:/x {folder} nfs4 rw 0 0\n")) == {
        "file system"
    }
    cloud = folder / "Dropbox"
    cloud.mkdir(mode=0o700)
    (folder / "journal.db").rename(cloud / "journal.db")
    found = examined(cloud)
    assert "file system" in bad(found)
    assert "is synced to a cloud" in found["file system"].said


def test_the_nearest_mount_counts_and_spaces_are_read() -> None:
    mounts = "x / ext4 rw 0 0\ny /a\\040b cifs rw 0 0\nz /a btrfs rw 0 0\n"
    assert file_system(Path("/a b/c"), mounts) == "cifs"
    assert file_system(Path("/a/c"), mounts) == "btrfs"
    assert file_system(Path("/c"), mounts) == "ext4"
    assert file_system(Path("/c"), "") is None


def test_where_no_list_of_file_systems_is_it_is_unknown(folder: Path) -> None:
    found = examine(
        Place(folder / "journal.db"),
        last_seen_at(folder),
        keyring_at(folder),
        clock(),
        mounts=folder / "nowhere",
    )
    assert found[1].said == "unknown, local"


def test_files_that_others_can_read_or_replace_are_told(folder: Path) -> None:
    (folder / "journal.db").chmod(0o640)
    assert bad(examined(folder)) == {"permissions"}
    (folder / "journal.db").chmod(0o600)
    folder.chmod(0o770)
    assert bad(examined(folder)) == {"permissions"}
    folder.chmod(0o755)
    ring = keyring_at(folder)
    ring.path_of(LOG).chmod(0o644)
    found = examined(folder, ring=ring)
    assert bad(found) == {"key file"}
    assert S_IMODE(ring.path_of(LOG).stat().st_mode) == 0o644


def test_files_beside_a_journal_are_told(folder: Path) -> None:
    (folder / "journal.db-wal").touch()
    assert "beside it" not in examined(folder)
    (folder / "journal.db-unverified").touch()
    found = examined(folder)
    assert bad(found) == {"mark"}
    assert "`scenarios audit verify` has to pass" in found["mark"].said
    (folder / "journal.db-wal").write_bytes(b"x")
    assert "copy with `scenarios audit backup`" in examined(folder)["beside it"].said


def test_a_key_that_is_not_here_is_told(folder: Path) -> None:
    ring = keyring_at(folder)
    ring.path_of(LOG).unlink()
    for content in (None, b"{", b"\xff", b"[]", b'{"vkey": "x"}'):
        if content is not None:
            ring.path_of(LOG).write_bytes(content)
        found = examined(folder, ring=ring)
        assert bad(found) == set()
        assert found["key file"].state is State.ABSENT
        assert "heads cannot be signed here" in found["key file"].said


def test_a_sealed_key_is_known_without_its_passphrase(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    ring = keyring_at(tmp_path, "correct horse")
    place = Place(tmp_path / "journal.db")
    found_journal(place, LOG, who(), ring).close()
    found = examined(tmp_path, ring=Keyring(ring.folder, chance()))
    assert found["key file"].said.endswith("0600, sealed with a passphrase")
    assert found["checkpoint"].state is found["last seen"].state is State.ABSENT


def test_a_journal_without_a_key_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    place = Place(tmp_path / "journal.db")
    create_journal(place, first_record(LOG, NOW, "anna")).close()
    assert examined(tmp_path)["key"].state is State.ABSENT


def test_a_journal_that_does_not_open_is_told(tmp_path: Path) -> None:
    found = examined(tmp_path)
    assert bad(found) == {"journal"}
    assert "there is no journal here" in found["journal"].said


def test_a_server_is_asked_for_its_settings_and_our_rights(
    cluster: Cluster, tmp_path: Path
) -> None:
    place = Place(None, fresh(cluster))
    ring, seen = keyring_at(tmp_path), last_seen_at(tmp_path)
    found_journal(place, LOG, who(), ring).close()
    found = examine(place, seen, ring, clock())
    said = {each.check: each for each in found}
    assert said["server"].said.startswith("PostgreSQL ")
    assert "fsync on" in said["server"].said
    assert said["rights"].said.startswith("postgres may append; the tables belong to ")
    assert said["remark"].state is State.UNKNOWN
    assert bad(said) == set()
    assert said["records"].said == f"1 of {LOG}"


def test_a_store_of_another_kind_is_examined_without_its_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(_: Place, seen: LastSeen) -> WatchedStore:
        store = open_journal(Place(folder / "journal.db"))
        return WatchedStore(store, seen, clock(), print)

    monkeypatch.setattr(examination, "open_there", opened)
    assert "SQLite" not in examined(folder)
    place = Place(None, "postgresql://db/desk")
    found = examine(place, last_seen_at(folder), keyring_at(folder), clock())
    assert "server" not in {each.check for each in found}
