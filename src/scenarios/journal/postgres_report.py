"""How safe a PostgreSQL journal is: the settings of its server, and our rights."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.journal.postgres_server import ROLES, SAFE, role_name

if TYPE_CHECKING:
    from scenarios.journal.postgres import PostgresStore

__all__ = ["PostgresReport", "postgres_report"]

_SETTINGS = (*SAFE, "data_checksums", "wal_level", "archive_mode")
_ABOUT = """SELECT current_setting('server_version'), current_database()::text,
  current_schema()::text, current_user::text, tableowner::text,
  pg_has_role(current_user, tableowner, 'MEMBER'),
  has_function_privilege('purge()', 'EXECUTE'), inet_client_addr() IS NOT NULL,
  (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())
FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'record'"""
_SET = "SELECT current_setting(?)"
_HAS_ROLE = "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)"


@dataclass(frozen=True, slots=True)
class PostgresReport:
    """What is known of a server and of our rights on it.

    Attributes:
        version: Of the server.
        database: The database of the journal.
        schema: The schema of the journal.
        user: Whom we are to the server.
        owner: The role that owns the tables.
        roles: Names of the roles for the owner, writers and readers; empty where
            whoever made the journal could not make roles.
        settings: Settings of the server that decide what survives, by name.
        may_append: Whether we may append, redact and purge.
        may_change: Whether we may become the owner, who can drop the triggers.
        is_local: Whether we are connected on a socket of the same machine.
        is_encrypted: Whether the connection is encrypted.
    """

    version: str
    database: str
    schema: str
    user: str
    owner: str
    roles: tuple[str, ...]
    settings: Mapping[str, str]
    may_append: bool
    may_change: bool
    is_local: bool
    is_encrypted: bool

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what could be safer, a sentence each."""
        return tuple(_remarks(self))


def postgres_report(store: "PostgresStore") -> PostgresReport:
    """Ask a server about its settings and our rights.

    Raises:
        StoreError: It does not answer.
    """
    [row] = store.select(_ABOUT)
    version, database, schema, user, owner, may_change, may_append, remote, ssl = row
    names = [role_name(database, schema, what) for what in ROLES]
    settings = {name: store.select(_SET, name)[0][0] for name in _SETTINGS}
    return PostgresReport(
        version=version,
        database=database,
        schema=schema,
        user=user,
        owner=owner,
        roles=tuple(name for name in names if store.select(_HAS_ROLE, name)[0][0]),
        settings=settings,
        may_append=may_append,
        may_change=may_change,
        is_local=not remote,
        is_encrypted=bool(ssl),
    )


def _remarks(report: PostgresReport) -> Iterator[str]:
    if report.owner not in report.roles:
        yield (
            f"the tables belong to {report.owner}: roles keep them apart from those "
            "who append, and come with a journal made by who may create roles"
        )
    elif report.may_change:
        writer = report.roles[ROLES.index("writer")]
        yield (
            f"{report.user} may become the owner of the tables and turn the triggers "
            f"off; for daily work, connect as a member of {writer} only"
        )
    if not report.is_local and not report.is_encrypted:
        yield "the connection is not encrypted; add sslmode=verify-full to the URL"
    if report.settings["data_checksums"] == "off":
        yield "the server does not check its pages for damage (data_checksums = off)"
