"""The SQLite store keeps what it acknowledged, and lets nobody take it back."""

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from stat import S_IMODE
from tempfile import mkdtemp

import pytest

from journal.sqlite_desk import holds_bytes, raw, unlocked
from journal.store_contract import (
    NOW,
    ORIGIN,
    Again,
    Make,
    StoreContract,
    Tamper,
    Traces,
    draft,
    notes,
    report,
)
from scenarios.journal.errors import (
    BrokenChainError,
    DamagedJournalError,
    ForeignJournalError,
    IncompleteJournalError,
    JournalBusyError,
    JournalError,
    JournalExistsError,
    JournalFullError,
    JournalNotFoundError,
    JournalReadOnlyError,
    JournalUnreachableError,
    MalformedRecordError,
    NewerJournalError,
    OldLibraryError,
    StoreError,
    UnverifiedJournalError,
)
from scenarios.journal.record import seal_record, verify_chain
from scenarios.journal.sqlite import SqliteStore
from scenarios.journal.sqlite_session import Session
from scenarios.journal.store import Store
from scenarios.journal.tree import Frontier

FIXED = (3, 51, 3)
NOBODY = 65_534


def create(path: Path, wait: float = 30.0) -> SqliteStore:
    return SqliteStore.create(path, ORIGIN, NOW, "anna", wait=wait)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of a journal of eight records."""
    path = tmp_path / ".scenarios" / "journal.db"
    with create(path) as store:
        store.append(notes(7))
    return path


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def make(self, tmp_path: Path) -> Make:
        numbers = count()
        return lambda: create(tmp_path / f"{next(numbers)}.db")

    @pytest.fixture
    def again(self) -> Again:
        def reopen(store: Store) -> Store:
            assert isinstance(store, SqliteStore)
            return SqliteStore.open(store.path)

        return reopen

    @pytest.fixture
    def tamper(self) -> Tamper:
        return lambda store, statement: unlocked(Path(store.where), statement)

    @pytest.fixture
    def traces(self) -> Traces:
        return holds_bytes


def test_only_the_owner_can_read_a_journal(path: Path) -> None:
    modes = {each.name: S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes["journal.db"] == 0o600
    assert set(modes.values()) == {0o600}
    assert S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    create(tmp_path / "journal.db").close()
    assert S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_folders_are_not_synced_where_they_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    assert create(tmp_path / "journal.db").head().size == 1


WORDS = {
    "LAST": "(SELECT leaf FROM record ORDER BY seq DESC LIMIT 1)",
    "NEW": "ANY, 'FRESH', x'00'",
    "ANY": "randomblob(32)",
    "FRESH": "f" * 32,
    "DATA": "CAST(replace(data, 'seen', 'sewn') AS BLOB)",
    "SOME": "FROM record WHERE seq = 3",
}


def spelled(statement: str) -> str:
    """Write out the words in a statement."""
    for word, meaning in WORDS.items():
        statement = statement.replace(word, meaning)
    return statement


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET data = x'00' WHERE seq = 3",
        "UPDATE OR REPLACE record SET seq = 2 WHERE seq = 3",
        "UPDATE node SET hash = zeroblob(32)",
        "DELETE FROM record WHERE seq = 7",
        "DELETE FROM record",
        "DELETE FROM node",
        "INSERT OR REPLACE INTO node VALUES (1, 0, zeroblob(32))",
        "INSERT OR REPLACE INTO record VALUES (3, LAST, NEW)",
        "INSERT OR REPLACE INTO record VALUES (9, LAST, NEW)",
        "INSERT OR REPLACE INTO record VALUES (NULL, LAST, NEW)",
        "INSERT OR REPLACE INTO record VALUES (-1, LAST, NEW)",
        "INSERT OR REPLACE INTO record VALUES (8, randomblob(32), NEW)",
        "INSERT OR REPLACE INTO record SELECT 8, LAST, ANY, req, data SOME",
        "INSERT OR REPLACE INTO record SELECT 8, LAST, leaf, 'FRESH', data SOME",
        "INSERT OR IGNORE INTO record VALUES (3, LAST, NEW)",
        "INSERT INTO record VALUES (3, LAST, NEW) ON CONFLICT DO UPDATE SET seq=9",
    ],
)
def test_nothing_is_changed_deleted_or_replaced(path: Path, statement: str) -> None:
    with raw(path) as connection:
        before = connection.execute("SELECT * FROM record").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=r"a (record|node) "):
            connection.execute(spelled(statement))
        assert connection.execute("SELECT * FROM record").fetchall() == before
    with SqliteStore.open(path) as store:
        assert store.verify().size == 8


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE subject SET name = 'other'",
        "DELETE FROM subject",
        "INSERT OR REPLACE INTO subject VALUES ('kind/log.created', 0)",
        "INSERT INTO subject VALUES ('kind/note', 3)",
        "INSERT INTO subject VALUES ('kind/note', 99)",
        "UPDATE payload SET data = x'00'",
        "DELETE FROM payload",
        "REPLACE INTO payload SELECT seq, commitment, salt, x'00' FROM payload",
        "INSERT INTO payload VALUES (3, 'sha256:0', ANY, x'00')",
        "UPDATE checkpoint SET data = x'00'",
        "DELETE FROM checkpoint",
        "INSERT OR REPLACE INTO checkpoint VALUES (8, x'00')",
        "INSERT INTO checkpoint VALUES (7, x'00')",
    ],
)
def test_what_stands_beside_the_records_only_grows(path: Path, statement: str) -> None:
    with SqliteStore.open(path) as store:
        store.append([report(8), draft(9)])
        store.keep_checkpoint(8, b"eight")
    with raw(path) as connection:
        refused = r"a (subject|payload|checkpoint) "
        with pytest.raises(sqlite3.IntegrityError, match=refused):
            connection.execute(spelled(statement))
    with SqliteStore.open(path) as store:
        assert store.verify().size == 10
        assert store.checkpoint() == b"eight"
        assert store.record(8).draft.payloads == report(8).payloads


def test_the_triggers_let_pass_what_follows(path: Path) -> None:
    # The control of the test above: the same row, in its right place.
    with raw(path) as connection:
        connection.execute(spelled("INSERT INTO record VALUES (8, LAST, NEW)"))


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE record SET data = DATA WHERE seq = 3", "record 3 is not"),
        (
            "UPDATE record SET data = CAST(data || ' ' AS BLOB) WHERE seq = 7",
            "record 7",
        ),
        ("UPDATE record SET leaf = randomblob(32) WHERE seq = 7", "is not what its"),
        ("UPDATE record SET prev = randomblob(32) WHERE seq = 2", "record 2 is not"),
        ("UPDATE record SET req = 'FRESH' WHERE seq = 2", "record 2 is not"),
        ("UPDATE node SET hash = randomblob(32) WHERE height = 3", "height=3"),
        ("UPDATE node SET hash = randomblob(32) WHERE height = 2", "height=2"),
        ("DELETE FROM node WHERE height = 1 AND place = 1", "height=1, index=1"),
        ("DELETE FROM node WHERE height = 3", r"node \(3, 0\) of the tree is missing"),
        ("DELETE FROM record WHERE seq = 4", "records are missing from 0 to 7"),
        ("DELETE FROM record WHERE seq = 7", "missing|no tree has"),
        ("INSERT INTO node VALUES (4, 0, zeroblob(32))", "nodes that no tree has"),
    ],
)
def test_what_was_changed_behind_the_triggers_is_found(
    path: Path, statement: str, fault: str
) -> None:
    unlocked(path, spelled(statement))
    with pytest.raises(DamagedJournalError, match=fault):
        _open_and_verify(path)


def _open_and_verify(path: Path) -> None:
    with SqliteStore.open(path) as store:
        store.verify()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE record SET data = NULL WHERE seq = 7", "record 7: .* no JSON"),
        ("UPDATE record SET data = 9 WHERE seq = 7", "record 7: .* no JSON"),
        ("UPDATE record SET prev = 'text' WHERE seq = 7", "record 7 is not what"),
        ("UPDATE node SET hash = NULL WHERE height = 3", "tree is missing"),
        ("UPDATE node SET hash = x'00' WHERE height = 3", "tree is missing"),
    ],
)
def test_a_row_that_holds_what_no_table_takes_is_named(
    path: Path, change: str, fault: str
) -> None:
    tables = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
    write = "UPDATE sqlite_schema SET sql = ? WHERE name = ?"
    with raw(path) as connection:
        kept = connection.execute(tables).fetchall()
        connection.execute("PRAGMA writable_schema = ON")
        for name, sql in kept:
            loose = re.sub(r" STRICT,?| NOT NULL| CHECK \(.*\)", "", sql)
            connection.execute(write, (loose, name))
    unlocked(path, change)
    with raw(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany(write, [(sql, name) for name, sql in kept])
    with pytest.raises(DamagedJournalError, match=fault):
        SqliteStore.open(path)


def test_a_forged_record_with_its_nodes_breaks_the_chain(path: Path) -> None:
    with SqliteStore.open(path) as store:
        leaves = [bytes.fromhex(record.leaf) for record in store.read()]
    forged = seal_record(draft(6), ORIGIN, 7, "ab" * 32)
    leaf = bytes.fromhex(forged.leaf)
    frontier = Frontier()
    for each in leaves[:7]:
        frontier, _ = frontier.append(each)
    _, nodes = frontier.append(leaf)
    row = (forged.data, leaf, bytes.fromhex(forged.prev))
    unlocked(path, "UPDATE record SET (data, leaf, prev) = (?,?,?) WHERE seq=7", [row])
    above = [(node.hash, node.height, node.index) for node in nodes[1:]]
    unlocked(path, "UPDATE node SET hash = ? WHERE height = ? AND place = ?", above)
    with SqliteStore.open(path) as store, pytest.raises(BrokenChainError) as caught:
        store.verify()
    assert caught.value.seq == 7


def test_what_others_add_has_to_follow_what_is_known(path: Path) -> None:
    with SqliteStore.open(path) as store, SqliteStore.open(path) as other:
        other.append([draft(50)])
        unlocked(path, "UPDATE record SET prev = randomblob(32) WHERE seq = 8")
        with pytest.raises(DamagedJournalError, match="record 8 is not what its leaf"):
            store.head()


def test_a_damaged_page_is_found(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 2))
    with pytest.raises(DamagedJournalError) as caught:
        _open_and_verify(path)
    assert "\n" not in str(caught.value)


def test_verifying_never_reads_the_whole_index_for_a_page(path: Path) -> None:
    asked: list[str] = []
    with raw(path) as connection:
        connection.set_trace_callback(asked.append)
        SqliteStore(Session(path, connection)).verify()
        connection.set_trace_callback(None)
        pages = [each for each in asked if "JOIN subject" in each]
        assert pages
        for query in pages:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            [search] = [row[3] for row in plan if "subject" in row[3]]
            assert search.startswith("SEARCH"), plan
            assert search.endswith("(name=? AND seq=?)"), plan


def test_tables_whose_text_is_none_are_damaged(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = CAST(replace("
            "CAST(sql AS BLOB), CAST('BEFORE' AS BLOB), x'ff') AS TEXT)"
            " WHERE name = 'record_stays'"
        )
    with pytest.raises(DamagedJournalError, match="damaged: its tables hold no text"):
        SqliteStore.open(path)


def test_an_index_that_lacks_a_row_is_found(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
            " WHERE name = 'sqlite_autoindex_record_2')"
            " WHERE name = 'sqlite_autoindex_record_1'"
        )
    with pytest.raises(DamagedJournalError, match="the journal is damaged"):
        _open_and_verify(path)


@pytest.mark.parametrize(
    ("statement", "error", "fault"),
    [
        ("PRAGMA application_id = 7", ForeignJournalError, "another program"),
        ("PRAGMA user_version = 2", NewerJournalError, "format 2, .* newer than the 1"),
        ("DROP TRIGGER record_stays", DamagedJournalError, "triggers were changed"),
        ("CREATE TABLE mine (a)", DamagedJournalError, "tables or triggers were"),
    ],
)
def test_what_is_no_journal_of_ours_is_refused(
    path: Path, statement: str, error: type[StoreError], fault: str
) -> None:
    with raw(path) as connection:
        connection.execute(statement)
    with pytest.raises(error, match=fault):
        SqliteStore.open(path)


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with pytest.raises(JournalNotFoundError, match="no journal here"):
        SqliteStore.open(path)
    path.write_text("title: not a journal\n" * 100)
    with pytest.raises(ForeignJournalError, match="file is not a database"):
        SqliteStore.open(path)
    with pytest.raises(ForeignJournalError, match="not a file"):
        SqliteStore.open(tmp_path)
    with pytest.raises(JournalExistsError, match="never written over"):
        create(path)
    with pytest.raises(JournalUnreachableError, match="Not a directory"):
        SqliteStore.open(path / "journal.db")
    with pytest.raises(JournalUnreachableError, match="No such file"):
        create(tmp_path / "a" / "b" / "journal.db")


def test_a_journal_without_its_first_record_is_incomplete(path: Path) -> None:
    unlocked(path, "DELETE FROM record")
    with pytest.raises(IncompleteJournalError, match="no record at all"):
        SqliteStore.open(path)
    path.write_bytes(b"")
    with pytest.raises(IncompleteJournalError, match="cut short"):
        SqliteStore.open(path)


def test_a_copy_without_its_wal_is_refused(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with raw(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE record (seq INTEGER)")
        shutil.copyfile(path, copy)
        for library in (FIXED, (3, 40, 1)):
            with pytest.raises(IncompleteJournalError, match="without the -wal file"):
                SqliteStore.open(copy, library=library)


def test_a_later_copy_without_its_wal_is_older_which_only_a_head_tells(
    tmp_path: Path,
) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with SqliteStore.create(path, ORIGIN, NOW, "anna", library=FIXED) as store:
        store.append(notes(3))
        shutil.copyfile(path, copy)
        with SqliteStore.open(copy) as older:
            assert older.verify().size < store.verify().size == 4


def test_a_backup_is_a_whole_journal(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with SqliteStore.open(path) as store:
        store.append([report(8)])
        store.back_up(copy)
        assert S_IMODE(copy.stat().st_mode) == 0o600
        with SqliteStore.open(copy) as other:
            assert other.verify() == store.head()
            assert other.record(8).draft.payloads == report(8).payloads
        with pytest.raises(JournalExistsError):
            store.back_up(copy)


def test_nothing_is_left_of_a_backup_that_failed(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with SqliteStore.open(path) as store:
        with no_longer_than(1000), pytest.raises(JournalError):
            store.back_up(copy)
        assert not copy.exists()


def mode_of(path: Path) -> str:
    with raw(path) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    return str(mode)


def test_wal_is_used_only_where_the_library_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    SqliteStore.create(path, ORIGIN, NOW, "anna", library=FIXED).close()
    assert mode_of(path) == "wal"
    with SqliteStore.open(path, library=FIXED):
        assert mode_of(path) == "wal"
        with pytest.raises(JournalBusyError, match="locked"):
            SqliteStore.open(path, library=(3, 51, 2), wait=0.01)
    with SqliteStore.open(path, library=(3, 51, 2)) as store:
        store.append(notes(1))
        assert mode_of(path) != "wal"
    with SqliteStore.open(path, library=FIXED) as store:
        assert store.verify().size == 2


def test_a_library_without_strict_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with pytest.raises(OldLibraryError, match=r"needs SQLite 3\.37\.0 .* is 3\.34\.1"):
        SqliteStore.create(path, ORIGIN, NOW, "anna", library=(3, 34, 1))
    assert not path.exists()


def test_nothing_is_left_of_a_journal_that_could_not_be_made(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with pytest.raises(MalformedRecordError, match="log: "):
        SqliteStore.create(path, "a b", NOW, "anna")
    with no_longer_than(1000), pytest.raises(UnverifiedJournalError):
        create(path)
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_waits_too_long_says_so(path: Path) -> None:
    with SqliteStore.open(path, wait=0.01) as store, raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusyError, match="database is locked"):
            store.append(notes(1))
        assert store.head().size == 8
        other.execute("ROLLBACK")
        assert store.append([draft(50)])[0].seq == 8


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be somebody whom file modes bind, also where the tests run as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return the place of a journal that everybody may read."""
    folder = Path(mkdtemp())
    with create(folder / "journal.db") as store:
        store.append(notes(7))
    (folder / "journal.db-journal").unlink(missing_ok=True)
    (folder / "journal.db").chmod(0o644)
    folder.chmod(0o555)
    yield folder / "journal.db"
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_what_may_not_be_written_can_be_read(shared: Path) -> None:
    if os.geteuid():
        shared.chmod(0o444)
    with as_nobody(), SqliteStore.open(shared) as store:
        assert store.verify().size == 8
        with pytest.raises(JournalReadOnlyError, match="readonly"):
            store.append([draft(50)])


def test_a_folder_that_may_not_be_written_takes_no_records(shared: Path) -> None:
    shared.chmod(0o666)
    with as_nobody():
        with pytest.raises(JournalUnreachableError, match="Permission denied"):
            create(shared.with_name("other.db"))
        with SqliteStore.open(shared) as store:
            with pytest.raises(JournalUnreachableError, match=r"readonly|unable"):
                store.append([draft(50)])
            assert store.verify().size == 8


@pytest.fixture
def disk() -> Iterator[Path]:
    """Return a small disk of its own, which only root can have."""
    if os.geteuid():
        pytest.skip("only root can mount a disk")
    folder = mkdtemp()
    mount(folder, "size=2m")
    yield Path(folder)
    subprocess.run(["umount", folder], check=True)  # noqa: S607 the system's own
    Path(folder).rmdir()


def mount(folder: str, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    subprocess.run(command, check=True)


@pytest.mark.parametrize("library", [FIXED, (3, 51, 2)], ids=["wal", "truncate"])
def test_on_a_disk_for_reading_only_it_is_read_and_verified(
    disk: Path, library: tuple[int, int, int]
) -> None:
    path = disk / "journal.db"
    SqliteStore.create(path, ORIGIN, NOW, "anna", library=library).close()
    mount(str(disk), "remount,ro")
    with SqliteStore.open(path, library=library) as store:
        assert store.verify().size == len(list(store.read())) == 1
        with pytest.raises(JournalReadOnlyError, match="readonly"):
            store.append([draft(50)])
    mount(str(disk), "remount,rw")
    with SqliteStore.open(path, library=library) as store:
        assert store.append([draft(50)])[0].seq == 1


def test_a_file_that_may_not_be_read_says_so(shared: Path) -> None:
    shared.chmod(0o000)
    with as_nobody(), pytest.raises(JournalUnreachableError, match="Permission denied"):
        SqliteStore.open(shared)


def test_a_folder_that_goes_out_of_reach_says_so(shared: Path) -> None:
    shared.chmod(0o666)
    with SqliteStore.open(shared) as store:
        shared.parent.chmod(0o000)
        with as_nobody(), pytest.raises(JournalUnreachableError, match="denied"):
            store.append([draft(50)])


def test_a_name_that_leaves_no_room_for_its_log_says_so(tmp_path: Path) -> None:
    path = tmp_path / ("j" * 253)
    path.touch()
    with pytest.raises(JournalUnreachableError, match="File name too long"):
        SqliteStore.open(path)


def test_a_full_disk_loses_nothing_and_ends(path: Path) -> None:
    with raw(path) as connection:
        store = SqliteStore(Session(path, connection))
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        before = store.head()
        with pytest.raises(JournalFullError, match="database or disk is full"):
            store.append([draft(50, "long" * 10_000)])
        assert store.head() == before
        connection.execute(f"PRAGMA max_page_count = {pages + 99}")
        assert store.append([draft(50, "long" * 10_000)])[0].seq == 8
        assert store.verify().size == 9


@contextmanager
def no_longer_than(length: int) -> Iterator[None]:
    """Let no file grow beyond a length, so that writing to one fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_after_a_failed_write_all_is_verified_first(path: Path) -> None:
    long = draft(50, "long" * 10_000)
    with SqliteStore.open(path) as store, SqliteStore.open(path) as other:
        with (
            no_longer_than(path.stat().st_size),
            pytest.raises(UnverifiedJournalError, match="disk I/O error; it takes no"),
        ):
            store.append([long])
        with pytest.raises(UnverifiedJournalError, match="disk I/O error"):
            store.head()
        with pytest.raises(UnverifiedJournalError, match="an earlier write failed"):
            other.append([draft(51)])
    with SqliteStore.open(path) as store:
        assert store.head().size == 8
        with pytest.raises(UnverifiedJournalError, match="until it is verified"):
            store.append([long])
        assert store.verify().size == 8
        assert store.append([long])[0].seq == 8


def test_the_mark_of_a_failed_write_stays_where_it_cannot_be_removed(
    shared: Path,
) -> None:
    shared.parent.chmod(0o755)
    shared.with_name("journal.db-unverified").touch()
    shared.parent.chmod(0o555)
    with as_nobody(), SqliteStore.open(shared) as store:
        with pytest.raises(JournalReadOnlyError, match="Permission denied"):
            store.verify()
        with pytest.raises(UnverifiedJournalError, match="an earlier write"):
            store.append([draft(50)])


def test_a_wrong_call_is_no_fault_of_the_file(path: Path) -> None:
    with raw(path) as connection:
        store = SqliteStore(Session(path, connection))
        connection.close()
        with pytest.raises(sqlite3.ProgrammingError, match="closed database"):
            store.head()


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from scenarios.journal.record import Draft, Kind
from scenarios.journal.sqlite import SqliteStore

def draft(number):
    now, req = datetime.now(UTC), f"{number + 1:032x}"
    return Draft("anna", now, Kind.NOTE, {"number": number}, req)

path, start, count, hasty, waits = Path(sys.argv[1]), *map(int, sys.argv[2:])
with SqliteStore.open(path) as store:
    for number in range(start, start + count):
        if waits:
            sys.stdin.readline()
        if hasty:
            print(number, flush=True)
        store.append([draft(number)])
        if not hasty:
            print(number, flush=True)
"""


def writer(
    path: Path, start: int, number: int, *, hasty: bool = False, waits: bool = False
) -> subprocess.Popen[str]:
    """Start a process that appends and says the number of each that is recorded.

    A hasty one says so before it is; one that waits is told, by a line, when to append.
    """
    arguments = [str(path), *map(str, (start, number, int(hasty), int(waits)))]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdin=subprocess.PIPE if waits else None,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_four_writers_make_one_chain(path: Path) -> None:
    writers = [writer(path, 1000 * each, 50, waits=True) for each in range(1, 5)]
    # All four append at once, fifty times: one that is fast does not write alone.
    told = [turn(writers) for _ in range(50)]
    assert [each.communicate()[0] for each in writers] == [""] * 4
    assert [each.returncode for each in writers] == [0] * 4
    with SqliteStore.open(path) as store:
        assert store.verify().size == 208
        records = list(store.read())
    assert verify_chain(records) is records[-1]
    numbers = [record.draft.body["number"] for record in records[8:]]
    assert [set(numbers[n : n + 4]) for n in range(0, 200, 4)] == list(map(set, told))
    assert told == [[1000 * each + n for each in range(1, 5)] for n in range(50)]


def turn(writers: Sequence[subprocess.Popen[str]]) -> list[int]:
    """Let all append one record at once, and return what they say."""
    pipes = [(each.stdin, each.stdout) for each in writers]
    for ask, _ in pipes:
        assert ask is not None
        ask.write("\n")
        ask.flush()
    return [int(answer.readline()) for _, answer in pipes if answer is not None]


def lost(path: Path, kills: int, *, hasty: bool) -> int:
    """Kill writers at work; return how many records are lost that they had told of."""
    missing = 0
    for kill in range(kills):
        start = 1000 * (kill + 1)
        with writer(path, start, 999, hasty=hasty) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(1 + kill % 5)]
            process.send_signal(signal.SIGKILL)
            told = {int(line) for line in lines + process.stdout.readlines()}
        with SqliteStore.open(path) as store:
            store.verify()
            kept = {record.draft.body.get("number") for record in store.read()}
        missing += len(told - kept)
    return missing


def test_a_killed_writer_loses_nothing_that_it_acknowledged(path: Path) -> None:
    assert lost(path, 20, hasty=False) == 0


def test_a_writer_that_acknowledges_too_early_does_lose(path: Path) -> None:
    # The control of the test above: it can see a loss.
    assert lost(path, 5, hasty=True) > 0
