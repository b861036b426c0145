"""The PostgreSQL store keeps what it acknowledged, and lets nobody take it back."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from cluster import Cluster
from journal.clerk import silent
from journal.postgres_desk import create, fresh, schema_of, unlocked
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
    redaction,
    report,
)
from scenarios.journal.errors import (
    BrokenChainError,
    DamagedJournalError,
    IncompleteJournalError,
    JournalReadOnlyError,
    JournalUnreachableError,
)
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.record import seal_record
from scenarios.journal.sharing import audit
from scenarios.journal.sqlite import SqliteStore
from scenarios.journal.store import Store


@pytest.fixture
def url(cluster: Cluster) -> str:
    """Return the URL of a journal of eight records."""
    url = fresh(cluster)
    with create(url) as store:
        store.append(notes(7))
    return url


class TestPostgresStore(StoreContract):
    @pytest.fixture
    def make(self, cluster: Cluster) -> Make:
        return lambda: create(fresh(cluster))

    @pytest.fixture
    def again(self, cluster: Cluster) -> Again:
        def reopen(store: Store) -> Store:
            schema = schema_of(store.where)
            return PostgresStore.open(cluster.url(schema=schema))

        return reopen

    @pytest.fixture
    def tamper(self, cluster: Cluster) -> Tamper:
        return lambda store, statement: unlocked(
            cluster, schema_of(store.where), statement
        )

    @pytest.fixture
    def traces(self, cluster: Cluster) -> Traces:
        def hold(_: Store, text: bytes) -> bool:
            cluster.run("CHECKPOINT")
            files = (cluster.data / "base").rglob("*")
            return any(text in each.read_bytes() for each in files if each.is_file())

        return hold


def test_several_processes_find_what_one_finds(cluster: Cluster) -> None:
    url = fresh(cluster)
    with create(url) as store:
        store.append(notes(600))
        assert audit(store, silent, processes=2, worthwhile=0) == store.head()
        gone = "DELETE FROM node WHERE height = 1 AND place = 270"
        unlocked(cluster, schema_of(store.where), gone)
        with pytest.raises(DamagedJournalError, match="height=1, index=270"):
            audit(store, silent, processes=2, worthwhile=0)


WORDS = {
    "LAST": "(SELECT leaf FROM record ORDER BY seq DESC LIMIT 1)",
    "ANY": "sha256('any')",
    "FRESH": "f" * 32,
    "DATA": "replace(encode(data, 'escape'), 'seen', 'sewn')::bytea",
}


def spelled(statement: str) -> str:
    """Write out the words in a statement."""
    for word, meaning in WORDS.items():
        statement = statement.replace(word, meaning)
    return statement


def run(url: str, schema: str, *statements: str) -> None:
    """Run statements as any program would."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}".encode())
        for statement in statements:
            connection.execute(statement.encode())


FORBIDDEN = [
    "UPDATE record SET data = '' WHERE seq = 3",
    "UPDATE record SET seq = 9 WHERE seq = 3",
    "UPDATE node SET hash = ANY",
    "UPDATE subject SET name = 'other'",
    "UPDATE payload SET data = ''",
    "UPDATE checkpoint SET data = ''",
    "UPDATE journal SET format = 0",
    "DELETE FROM record WHERE seq = 7",
    "DELETE FROM node",
    "DELETE FROM subject",
    "DELETE FROM payload",
    "DELETE FROM checkpoint",
    "DELETE FROM journal",
    "TRUNCATE record",
    "TRUNCATE payload",
    "TRUNCATE record, node, subject, payload, checkpoint, journal",
    "INSERT INTO record VALUES (3, LAST, ANY, 'FRESH', '')",
    "INSERT INTO record VALUES (9, LAST, ANY, 'FRESH', '')",
    "INSERT INTO record VALUES (8, ANY, ANY, 'FRESH', '')",
    "INSERT INTO record TABLE record LIMIT 1 ON CONFLICT (seq) DO UPDATE SET data = ''",
    "INSERT INTO subject VALUES ('kind/note', 7)",
    "INSERT INTO payload VALUES (7, 'sha256:0', ANY, '')",
    "INSERT INTO checkpoint VALUES (5, '')",
]


@pytest.fixture
def whole(cluster: Cluster) -> str:
    """Return the URL of a journal that has something in every table."""
    url = fresh(cluster)
    with create(url) as store:
        store.append([*notes(6), report(7)])
        store.keep_checkpoint(8, b"eight")
    return url


@pytest.mark.parametrize("mode", ["origin", "replica"])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_not_even_who_administers_changes_or_removes_anything(
    cluster: Cluster, whole: str, statement: str, mode: str
) -> None:
    schema = schema_of(whole)
    setting = f"SET session_replication_role = {mode}"
    with pytest.raises(psycopg.errors.RaiseException, match=r"^a (re|no|su|pa|ch|jo)"):
        run(cluster.url(), schema, setting, spelled(statement))
    with PostgresStore.open(whole) as store:
        assert store.verify().size == 8
        assert store.checkpoint() == b"eight"


@pytest.mark.parametrize(
    "statement",
    [
        *FORBIDDEN,
        "ALTER TABLE record DISABLE TRIGGER ALL",
        "DROP TABLE record",
        "DROP TRIGGER record_follows ON record",
        "SELECT grow(0, 99)",
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE sql AS ''",
        "SET session_replication_role = replica",
    ],
)
@pytest.mark.usefixtures("people")
def test_a_writer_may_do_nothing_but_call_what_appends(
    cluster: Cluster, whole: str, statement: str
) -> None:
    schema = schema_of(whole)
    cluster.run(f"GRANT postgres_{schema}_writer TO wanda")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(cluster.url(user="wanda"), schema, spelled(statement))


@pytest.fixture(scope="session")
def people(cluster: Cluster) -> None:
    """Let three people in who may not do much."""
    for name in ("wanda", "rita", "otto"):
        cluster.run(f"CREATE ROLE {name} LOGIN")


@pytest.mark.usefixtures("people")
def test_a_writer_can_do_all_that_a_store_does(cluster: Cluster, whole: str) -> None:
    schema = schema_of(whole)
    cluster.run(f"GRANT postgres_{schema}_writer TO wanda")
    with PostgresStore.open(cluster.url(user="wanda", schema=schema)) as store:
        store.append([draft(20), report(21), redaction(22, report(7), report(21))])
        store.keep_checkpoint(11, b"eleven")
        store.purge()
        assert store.checkpoint() == b"eleven"
        assert store.record(7).draft.payloads == ()
        assert store.verify().size == 11


@pytest.mark.usefixtures("people")
def test_a_reader_reads_and_appends_nothing(cluster: Cluster, whole: str) -> None:
    schema = schema_of(whole)
    cluster.run(f"GRANT postgres_{schema}_reader TO rita")
    with PostgresStore.open(cluster.url(user="rita", schema=schema)) as store:
        assert store.verify().size == 8
        assert store.record(7).draft.payloads == report(7).payloads
        for call in (
            lambda: store.append(notes(1)),
            lambda: store.keep_checkpoint(9, b""),
            store.purge,
        ):
            with pytest.raises(JournalReadOnlyError, match="permission denied"):
                call()
        assert store.verify().size == 8


@pytest.mark.usefixtures("people")
def test_who_was_granted_nothing_is_told_so(cluster: Cluster, url: str) -> None:
    with pytest.raises(JournalUnreachableError, match="permission denied for schema"):
        PostgresStore.open(cluster.url(user="otto", schema=schema_of(url)))


def test_a_server_set_to_read_only_takes_no_records(cluster: Cluster, url: str) -> None:
    words = "-c default_transaction_read_only=on"
    schema = schema_of(url)
    with PostgresStore.open(cluster.url(schema=schema, options=words)) as store:
        with pytest.raises(JournalReadOnlyError, match="read-only transaction"):
            store.append([draft(50)])
        assert store.verify().size == 8


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE record SET data = DATA WHERE seq = 3", "leaf_is_of_data"),
        ("UPDATE record SET leaf = ANY WHERE seq = 3", "leaf_is_of_data"),
        ("UPDATE record SET prev = ANY WHERE seq = 3", "data_says_so"),
        ("UPDATE record SET req = 'FRESH' WHERE seq = 3", "data_says_so"),
        ("UPDATE record SET seq = 99 WHERE seq = 3", "data_says_so"),
        ("UPDATE node SET hash = '' WHERE height = 1", "node_hash"),
    ],
)
def test_without_triggers_a_row_must_still_fit_its_bytes(
    cluster: Cluster, url: str, statement: str, constraint: str
) -> None:
    with pytest.raises(psycopg.IntegrityError, match=constraint):
        unlocked(cluster, schema_of(url), spelled(statement))


def test_a_forged_record_with_its_nodes_breaks_the_chain(
    cluster: Cluster, url: str
) -> None:
    # All of it fits but for the leaf that it names as the one before.
    forged = seal_record(draft(6), ORIGIN, 7, "ab" * 32)
    leaf, data = bytes.fromhex(forged.leaf), forged.data
    schema = schema_of(url)
    change = f"prev = '\\x{'ab' * 32}', leaf = '\\x{leaf.hex()}'"
    where = f"data = '\\x{data.hex()}' WHERE seq = 7"
    unlocked(cluster, schema, f"UPDATE record SET {change}, {where}")
    unlocked(cluster, schema, "DELETE FROM node WHERE height > 0")
    unlocked(cluster, schema, "SELECT grow(0, 8)")
    with PostgresStore.open(url) as store, pytest.raises(BrokenChainError) as caught:
        store.verify()
    assert caught.value.seq == 7


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_appending_needs_the_level_at_which_the_lock_works(
    cluster: Cluster, url: str, level: str
) -> None:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
        with pytest.raises(psycopg.errors.RaiseException, match="READ COMMITTED"):
            connection.execute(f"SELECT {schema_of(url)}.take_turn()".encode())


def test_a_call_that_does_not_know_the_last_record_is_refused(
    cluster: Cluster, url: str
) -> None:
    call = "SELECT {}.append({}, {}, '{{}}', '{{}}', {})"
    rest = "'{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}'"
    schema = schema_of(url)
    leaf = f"(SELECT leaf FROM {schema}.record WHERE seq = 7)"
    cluster.run(call.format(schema, 8, leaf, rest))
    for first, head in ((7, leaf), (9, leaf), (8, "sha256('')"), ("NULL", "NULL")):
        with pytest.raises(psycopg.errors.RaiseException, match="is not the last one"):
            cluster.run(call.format(schema, first, head, rest))


def test_the_server_computes_the_nodes_itself(cluster: Cluster, url: str) -> None:
    schema = schema_of(url)
    with PostgresStore.open(url) as store:
        left, right = (bytes.fromhex(store.record(seq).leaf) for seq in (2, 3))
    query = f"SELECT hash FROM {schema}.node WHERE height = 1 AND place = 1"
    assert cluster.run(query) == [(sha256(b"\x01" + left + right).digest(),)]


def test_a_journal_without_its_first_record_is_incomplete(
    cluster: Cluster, url: str
) -> None:
    unlocked(cluster, schema_of(url), "DELETE FROM record")
    with pytest.raises(IncompleteJournalError, match="no record at all"):
        PostgresStore.open(url)


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[SqliteStore]:
    """Return a new journal in a file."""
    with SqliteStore.create(tmp_path / "a.db", ORIGIN, NOW, "anna") as store:
        yield store


def fill(store: Store) -> None:
    """Put some of everything on record."""
    store.append([report(1), *notes(9)[2:], report(20, "Łódź\0".encode())])
    store.append([redaction(21, report(1)), draft(30, "é€🌍")])


@pytest.mark.parametrize("way", ["to server", "to file"])
def test_file_and_server_hold_the_same_bytes(
    cluster: Cluster, file_store: SqliteStore, way: str
) -> None:
    with create(fresh(cluster)) as server_store:
        one, two = file_store, server_store
        source, target = (one, two) if way == "to server" else (two, one)
        fill(source)
        target.extend(source.read(1))
        assert target.head() == source.head() == target.verify()
        for kept, copied in zip(source.read(), target.read(), strict=True):
            assert (kept.data, kept.leaf) == (copied.data, copied.leaf)
            assert kept.draft.payloads == copied.draft.payloads
        for table in ("record", "node", "subject", "payload"):
            query = f"SELECT * FROM {table}"
            assert sorted(target.select(query)) == sorted(source.select(query))


def test_a_file_and_a_server_told_the_same_agree(
    cluster: Cluster, file_store: SqliteStore
) -> None:
    with create(fresh(cluster)) as server_store:
        fill(file_store)
        fill(server_store)
        assert file_store.head() == server_store.head()


def test_a_damaged_journal_lets_go_of_the_server(cluster: Cluster, url: str) -> None:
    unlocked(cluster, schema_of(url), "DELETE FROM node WHERE height = 3")
    with pytest.raises(DamagedJournalError, match=r"node \(3, 0\) of the tree is miss"):
        PostgresStore.open(url)
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'scenarios'"
    assert cluster.run(query) == [(0,)]
