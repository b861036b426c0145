"""What a server says becomes one clear line; a lost connection comes back."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from cluster import Cluster
from dropping import Moment, Proxy, between
from journal.postgres_desk import create, fresh, schema_of
from journal.store_contract import draft, notes
from scenarios.journal.errors import (
    BadJournalUrlError,
    DamagedJournalError,
    ForeignJournalError,
    JournalBusyError,
    JournalExistsError,
    JournalFullError,
    JournalNotFoundError,
    JournalUnreachableError,
    StoreError,
    UnsafeServerError,
)
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.postgres_session import translated
from scenarios.journal.record import Draft

PHRASE = "open:sesame/1"


@pytest.fixture
def url(cluster: Cluster) -> str:
    """Return the URL of a journal of eight records."""
    url = fresh(cluster)
    with create(url) as store:
        store.append(notes(7))
    return url


@pytest.fixture(scope="session")
def guarded(cluster: Cluster) -> str:
    """Return the name of somebody who needs a password."""
    cluster.run("CREATE ROLE guarded NOLOGIN")
    cluster.run(f"CREATE ROLE greta LOGIN PASSWORD '{PHRASE}' IN ROLE guarded")
    return "greta"


def refusal(url: str, kind: type[StoreError | BadJournalUrlError]) -> str:
    """Return what opening a journal says, once it was seen to be one line."""
    with pytest.raises(kind) as caught:
        PostgresStore.open(url)
    told = str(caught.value)
    assert "\n" not in told

    assert "sesame" not in told
    return told


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    url = f"postgresql://anna:open%3Asesame%2F1@/desk?host={tmp_path}"
    told = refusal(url, JournalUnreachableError)
    assert told.startswith("postgresql://anna@/desk: the journal cannot be used: ")
    assert told.endswith("failed: No such file or directory")
    url = "postgresql://anna:open%3Asesame%2F1@127.0.0.1:1/desk"
    told = refusal(url, JournalUnreachableError)
    assert told.startswith("postgresql://anna@127.0.0.1:1/desk: ")
    assert told.endswith("Connection refused")


def test_a_wrong_password_is_said_and_not_shown(cluster: Cluster, guarded: str) -> None:
    url = cluster.url(user=f"{guarded}:wrong-sesame")
    told = refusal(url, JournalUnreachableError)
    assert told.endswith('password authentication failed for user "greta"')
    url = cluster.url(user=guarded) + "&password=wrong-sesame"
    assert refusal(url, JournalUnreachableError).endswith('for user "greta"')
    assert "no password supplied" in refusal(
        cluster.url(user=guarded), JournalUnreachableError
    )


def test_the_right_password_lets_in(cluster: Cluster, guarded: str) -> None:
    written = PHRASE.replace(":", "%3A").replace("/", "%2F")
    url = cluster.url(user=f"{guarded}:{written}")
    assert refusal(url, JournalNotFoundError).endswith(
        "there is no journal here; `scenarios record` makes one"
    )


def test_a_database_that_is_not_there_is_named(cluster: Cluster) -> None:
    told = refusal(cluster.url("nowhere"), JournalUnreachableError)
    assert told.endswith('database "nowhere" does not exist')


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:open%3Asesame@db/desk?mood=good",
        "postgresql://anna:open%ssesame@db/desk",
        "postgresql://anna:open/sesame@db/desk",
        "postgresql://db/desk?password=opensesame&schema=Case",
        "postgresql://db/desk?schema=pg_case",
    ],
)
def test_a_url_that_is_none_is_refused_without_its_password(url: str) -> None:
    assert refusal(url, BadJournalUrlError).startswith("the journal cannot be at '")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull, JournalFullError),
        (psycopg.errors.LockNotAvailable, JournalBusyError),
        (psycopg.errors.DeadlockDetected, JournalBusyError),
        (psycopg.errors.DuplicateSchema, JournalExistsError),
        (psycopg.errors.TooManyConnections, JournalUnreachableError),
        (psycopg.errors.DataCorrupted, DamagedJournalError),
        (psycopg.errors.UndefinedTable, DamagedJournalError),
        (psycopg.InterfaceError, JournalUnreachableError),
    ],
)
def test_each_fault_has_its_own_exception(
    error: type[psycopg.Error], kind: type[StoreError]
) -> None:
    with pytest.raises(kind) as caught, translated("here"):
        raise error("what it says\nDETAIL: more")
    assert "DETAIL" not in str(caught.value)


def test_a_writer_that_waits_too_long_says_so(cluster: Cluster, url: str) -> None:
    with PostgresStore.open(url, wait=0.05) as store:
        with psycopg.connect(cluster.url()) as other:
            other.execute(f"SELECT {schema_of(url)}.take_turn()".encode())
            with pytest.raises(JournalBusyError, match="lock timeout"):
                store.append([draft(50)])
            assert store.verify().size == 8
        assert store.append([draft(50)])[0].seq == 8


def test_a_setting_that_loses_commits_is_refused(cluster: Cluster, url: str) -> None:
    words = "-c synchronous_commit=off"
    with pytest.raises(
        UnsafeServerError, match="synchronous_commit = off and may lose"
    ):
        PostgresStore.open(cluster.url(schema=schema_of(url), options=words))
    with pytest.raises(UnsafeServerError):
        create(fresh(cluster, options=words))


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_becomes_unsafe_takes_no_more_records(
    cluster: Cluster, url: str, setting: str
) -> None:
    with PostgresStore.open(url) as store:
        try:
            turn(cluster, f"ALTER SYSTEM SET {setting} = off", setting, "off")
            with pytest.raises(UnsafeServerError, match=f"runs with {setting} = off"):
                PostgresStore.open(url)
            with pytest.raises(UnsafeServerError, match=f"runs with {setting} = off"):
                store.append([draft(50)])
        finally:
            turn(cluster, f"ALTER SYSTEM RESET {setting}", setting, "on")
        assert store.append([draft(50)])[0].seq == 8


def turn(cluster: Cluster, statement: str, setting: str, value: str) -> None:
    """Change a setting of the server and wait until it is in force."""
    cluster.run(statement)
    cluster.run("SELECT pg_reload_conf()")
    while cluster.run(f"SHOW {setting}") != [(value,)]:
        pass


def cut(cluster: Cluster) -> None:
    """End every connection of a store, as the server does when it stops."""
    cluster.run(
        "SELECT pg_terminate_backend(pid, 9999) FROM pg_stat_activity"
        " WHERE application_name = 'scenarios'"
    )


def test_a_lost_connection_is_told_and_then_made_anew(
    cluster: Cluster, url: str
) -> None:
    with PostgresStore.open(url) as store:
        before = store.head()
        cut(cluster)
        with pytest.raises(JournalUnreachableError, match="terminating connection"):
            store.head()
        assert store.head() == before
        assert store.append([draft(50)])[0].seq == 8


def test_another_journal_in_its_place_is_not_taken_for_it(
    cluster: Cluster, url: str
) -> None:
    schema = schema_of(url)
    with PostgresStore.open(url) as store:
        cluster.run(f"DROP SCHEMA {schema} CASCADE")
        PostgresStore.create(url, "example.org/other", draft(1).at, "ben").close()
        cut(cluster)
        with pytest.raises(JournalUnreachableError):
            store.head()
        with pytest.raises(ForeignJournalError, match="another journal is here now"):
            store.head()


@pytest.fixture
def proxy(cluster: Cluster) -> Iterator[tuple[Proxy, str]]:
    """Return a proxy before the server, and its folder."""
    with (
        tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder,
        between(Path(folder), cluster.folder) as proxy,
    ):
        yield proxy, folder


@pytest.mark.parametrize("moment", [Moment.BEFORE_COMMIT, Moment.AFTER_COMMIT])
def test_a_repeated_append_counts_once_wherever_the_connection_broke(
    cluster: Cluster, proxy: tuple[Proxy, str], url: str, moment: Moment
) -> None:
    between_us, folder = proxy
    behind = cluster.url(schema=schema_of(url), host=folder)
    with PostgresStore.open(behind) as store, PostgresStore.open(url) as other:
        batch = [draft(60), draft(61)]
        between_us.moment = moment
        with pytest.raises(JournalUnreachableError):
            store.append(batch)
        assert between_us.dropped == 1
        was_kept = other.head().size == 10
        # The control: without its key, the second case would be told twice.
        assert was_kept == (moment is Moment.AFTER_COMMIT)
        assert [each.seq for each in store.append(batch)] == [8, 9]
        assert store.verify().size == 10


def test_a_failed_block_leaves_nothing(url: str) -> None:
    def drafts() -> list[Draft]:
        return [draft(50), draft(51)]

    with PostgresStore.open(url) as store, PostgresStore.open(url) as other:

        def records() -> Iterator[object]:
            message = "the source broke off"
            yield from ()
            raise OSError(message)

        with pytest.raises(OSError, match="broke off"):
            store.extend(records())  # type: ignore[arg-type]  # it never yields
        assert other.append(drafts())[1].seq == 9
        assert store.verify().size == 10


def test_a_closed_store_lets_go_of_the_server(cluster: Cluster, url: str) -> None:
    query = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'scenarios'"
    with closing(PostgresStore.open(url)):
        assert cluster.run(query) == [(1,)]
    end = "SELECT pg_sleep(0.2)"
    cluster.run(end)
    assert cluster.run(query) == [(0,)]
