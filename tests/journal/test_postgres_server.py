"""A journal is made with roles or without, and known again by all that guards it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from cluster import Cluster
from journal.postgres_desk import create, fresh, schema_of, unlocked
from journal.store_contract import draft, notes
from scenarios.journal.errors import (
    DamagedJournalError,
    ForeignJournalError,
    IncompleteJournalError,
    JournalExistsError,
    JournalNotFoundError,
    JournalUnreachableError,
    NewerJournalError,
    OldLibraryError,
    StoreError,
)
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.postgres_server import ROLES, check_server, role_name

REPLACE = """CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'"""


@pytest.fixture
def url(cluster: Cluster) -> str:
    """Return the URL of a journal of eight records."""
    url = fresh(cluster)
    with create(url) as store:
        store.append(notes(7))
    return url


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER record_stays_as_it_is ON record",
        "DROP TRIGGER record_follows ON record",
        "ALTER TABLE record DISABLE TRIGGER record_stays_as_it_is",
        "ALTER TABLE payload ENABLE TRIGGER payload_stays",
        "CREATE TRIGGER mine BEFORE INSERT ON node EXECUTE FUNCTION refuse('no')",
        REPLACE,
        "ALTER FUNCTION take_turn SECURITY INVOKER",
        "ALTER FUNCTION take_turn RESET search_path",
        "DROP FUNCTION purge",
        "ALTER TABLE record DROP CONSTRAINT record_prev_key",
        "ALTER TABLE node DROP CONSTRAINT node_pkey",
        "ALTER TABLE payload SET UNLOGGED",
        "CREATE TABLE mine (a integer)",
        "DROP TABLE checkpoint",
    ],
)
def test_what_guards_a_journal_is_missed_where_it_was_changed(
    cluster: Cluster, url: str, statement: str
) -> None:
    with psycopg.connect(cluster.url()) as connection:
        connection.execute(f"SET search_path = {schema_of(url)}".encode())
        connection.execute(statement.encode())
    with pytest.raises(DamagedJournalError, match="or functions were changed"):
        PostgresStore.open(url)


@pytest.mark.parametrize(
    ("statement", "error", "fault"),
    [
        ("UPDATE journal SET format = 2", NewerJournalError, "format 2, .* than the 1"),
        ("DELETE FROM journal", DamagedJournalError, "were changed"),
        ("UPDATE journal SET format = 0", DamagedJournalError, "were changed"),
        ("DELETE FROM record", IncompleteJournalError, "no record at all"),
        ("DROP TABLE journal", ForeignJournalError, "other tables are in the schema"),
    ],
)
def test_what_is_no_journal_of_ours_is_refused(
    cluster: Cluster, url: str, statement: str, error: type[StoreError], fault: str
) -> None:
    if statement.startswith("DROP"):
        cluster.run(f"DROP TABLE {schema_of(url)}.journal")
    else:
        unlocked(cluster, schema_of(url), statement)
    with pytest.raises(error, match=fault):
        PostgresStore.open(url)


def test_a_journal_is_never_written_over(cluster: Cluster, url: str) -> None:
    with pytest.raises(JournalExistsError, match="never written over"):
        create(url)
    other = fresh(cluster)
    cluster.run(f"CREATE SCHEMA {schema_of(other)}")
    cluster.run(f"CREATE TABLE {schema_of(other)}.mine (a integer)")
    with pytest.raises(JournalExistsError):
        create(other)
    with PostgresStore.open(url) as store:
        assert store.verify().size == 8


def test_nothing_is_left_of_a_journal_that_could_not_be_made(cluster: Cluster) -> None:
    url = fresh(cluster)
    with pytest.raises(JournalNotFoundError):
        PostgresStore.open(url)
    with create(fresh(cluster)) as other:
        (second,) = other.append([draft(1)])
    with pytest.raises(DamagedJournalError, match="record 0 is not the last one"):
        PostgresStore.found(url, second)
    with pytest.raises(JournalNotFoundError, match="no journal here"):
        PostgresStore.open(url)
    with create(url) as store:
        assert store.verify().size == 1


def test_of_two_who_make_a_journal_one_is_told_that_it_exists(
    cluster: Cluster,
) -> None:
    url = fresh(cluster)

    def make(_: int) -> str:
        try:
            create(url).close()
        except JournalExistsError:
            return "exists"
        return "made"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(make, range(4)))
    assert told == ["exists", "exists", "exists", "made"]


def test_several_journals_are_in_one_database(cluster: Cluster) -> None:
    urls = [fresh(cluster) for _ in range(2)]
    for number, url in enumerate(urls):
        with create(url) as store:
            store.append(notes(number + 1))
    for number, url in enumerate(urls):
        with PostgresStore.open(url) as store:
            assert store.verify().size == number + 2


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """Return the name of a database of its own, and of who may log in to it."""
    name = f"desk{schema_of(fresh(cluster))[5:]}"
    cluster.run(f"CREATE DATABASE {name}")
    yield name
    cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


def owner_of(cluster: Cluster, database: str, schema: str = "scenarios") -> object:
    """Return the owner of the tables of a journal."""
    query = (
        f"SELECT DISTINCT tableowner::text FROM pg_tables WHERE schemaname = '{schema}'"
    )
    [(owner,)] = cluster.run(query, database)
    return owner


def test_who_may_make_roles_makes_them_and_owns_nothing(
    cluster: Cluster, database: str
) -> None:
    cluster.run(f"CREATE ROLE maker_of_{database} LOGIN CREATEROLE")
    cluster.run(f"GRANT CREATE ON DATABASE {database} TO maker_of_{database}")
    url = cluster.url(database, f"maker_of_{database}")
    with create(url) as store:
        assert owner_of(cluster, database) == f"{database}_scenarios_owner"
        store.append(notes(3))
        store.purge()
        assert store.verify().size == 4
    with psycopg.connect(url) as connection:
        # Before 16, a member of a role has its rights without asking for them.
        if connection.info.server_version >= 160_000:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("ALTER TABLE scenarios.record DISABLE TRIGGER ALL")


def test_who_may_not_make_roles_works_without_them(
    cluster: Cluster, database: str
) -> None:
    cluster.run(f"CREATE ROLE plain_{database} LOGIN")
    cluster.run(f"GRANT CREATE ON DATABASE {database} TO plain_{database}")
    url = cluster.url(database, f"plain_{database}")
    with create(url) as store:
        store.append(notes(3))
        assert store.verify().size == 4
    assert owner_of(cluster, database) == f"plain_{database}"
    roles = f"SELECT rolname FROM pg_roles WHERE rolname LIKE '{database}_scen%'"
    assert cluster.run(roles) == []


def test_a_schema_that_somebody_prepared_is_used(
    cluster: Cluster, database: str
) -> None:
    cluster.run(f"CREATE ROLE guest_{database} LOGIN")
    url = cluster.url(database, f"guest_{database}")
    with pytest.raises(JournalUnreachableError, match="permission denied for database"):
        create(url)
    create_schema = f"CREATE SCHEMA scenarios AUTHORIZATION guest_{database}"
    cluster.run(create_schema, database)
    with create(url) as store:
        assert store.append(notes(1))[0].seq == 1
    assert owner_of(cluster, database) == f"guest_{database}"


def test_roles_that_somebody_prepared_are_used(cluster: Cluster, database: str) -> None:
    cluster.run(f"CREATE ROLE clerk_{database} LOGIN")
    cluster.run(f"GRANT CREATE ON DATABASE {database} TO clerk_{database}")
    names = [role_name(database, "scenarios", what) for what in ROLES]
    for name in names:
        cluster.run(f"CREATE ROLE {name} NOLOGIN")
        cluster.run(f"GRANT {name} TO clerk_{database} WITH ADMIN OPTION")
    with create(cluster.url(database, f"clerk_{database}")) as store:
        assert store.append(notes(1))[0].seq == 1
    assert owner_of(cluster, database) == names[0]


def test_the_roles_of_long_names_are_told_apart() -> None:
    name = role_name("b" * 60, "scenarios", "owner")
    assert len(name) <= 63
    assert name.startswith("scenarios_")
    assert name.endswith("_owner")
    assert name != role_name("b" * 61, "scenarios", "owner")
    assert role_name("desk", "case_7", "reader") == "desk_case_7_reader"


def test_a_name_that_sql_reserves_can_be_a_schema(cluster: Cluster) -> None:
    url = cluster.url(schema="user")
    with create(url) as store:
        store.append(notes(2))
    with PostgresStore.open(url) as store:
        assert store.verify().size == 3


def test_a_server_that_is_too_old_is_refused(cluster: Cluster) -> None:
    with (
        psycopg.connect(cluster.url()) as connection,
        pytest.raises(OldLibraryError, match=r"needs PostgreSQL 99 or newer, this"),
    ):
        check_server(connection, "here", oldest=99)


def test_a_database_that_cannot_keep_every_text_is_refused(cluster: Cluster) -> None:
    cluster.run("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")
    with pytest.raises(ForeignJournalError, match="is in LATIN1, not in UTF8"):
        create(cluster.url("narrow"))
