"""The tables of a PostgreSQL journal: making them, and knowing them for a journal.

Three roles come with a journal where whoever makes it may make roles: the owner of the
tables, writers, who may call what appends, and readers. Nobody logs in as one of them;
they are granted to people. The maker becomes a writer, and may become the owner.
"""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from psycopg import sql

from scenarios.journal.errors import (
    DamagedJournalError,
    ForeignJournalError,
    JournalExistsError,
    JournalNotFoundError,
    NewerJournalError,
    OldLibraryError,
    UnsafeServerError,
)
from scenarios.journal.postgres_tables import (
    FORMAT,
    FUNCTIONS,
    KEYS,
    LOCK,
    TABLES,
    TRIGGERS,
    Function,
    Trigger,
)

if TYPE_CHECKING:
    from scenarios.journal.postgres_address import Address
    from scenarios.journal.postgres_session import Connection

__all__ = [
    "OLDEST",
    "ROLES",
    "SAFE",
    "check_server",
    "check_tables",
    "make_tables",
    "role_name",
]

ROLES = ("owner", "writer", "reader")
"""What the roles of a journal are for; `role_name` tells their names."""

SAFE = ("fsync", "full_page_writes", "synchronous_commit")
"""Settings without which a server may lose what it acknowledged."""

OLDEST = 15
"""The first version of PostgreSQL that is tested."""

_LONGEST_NAME = 63  # bytes that PostgreSQL keeps of a name
_PATH = "pg_catalog, pg_temp"
_ALWAYS = "A"  # also where `session_replication_role` says otherwise
_ABOUT = """SELECT current_database(), current_setting('server_version'),
  current_setting('server_version_num')::integer / 10000,
  current_setting('server_encoding')"""
_HAS_SCHEMA = "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = %s)"
_TABLES = """SELECT relname, relpersistence = 'p' FROM pg_class
WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"""
_FUNCTIONS = """SELECT proname, prosrc, prosecdef, array_to_string(proconfig, '; ')
FROM pg_proc WHERE pronamespace = %s::regnamespace"""
# It quotes a name only where it has to.
_TRIGGERS = """SELECT replace(pg_get_triggerdef(pg_trigger.oid), '"', ''), tgenabled
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = %s::regnamespace AND NOT tgisinternal"""
_KEYS = """SELECT relname, contype, array(SELECT attname::text
    FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
    JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place)
FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE connamespace = %s::regnamespace AND contype IN ('p', 'u')"""
_MAY_MAKE = """SELECT rolcreaterole OR rolsuper, rolsuper FROM pg_roles
WHERE rolname = current_user"""
_HAS_ROLE = "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)"
_IS_MEMBER = "SELECT pg_has_role(current_user, %s, 'MEMBER')"


def check_server(connection: "Connection", where: str, oldest: int = OLDEST) -> None:
    """Check that a server keeps what it acknowledges, and can keep any text.

    Raises:
        OldLibraryError: It is too old.
        UnsafeServerError: It is set to lose what it acknowledged.
        ForeignJournalError: The database does not keep text in UTF-8.
    """
    _, version, major, encoding = _row(connection, _ABOUT)
    if major < oldest:
        raise OldLibraryError(where, version, str(oldest), "PostgreSQL")
    settings = ((each, _row(connection, f"SHOW {each}")[0]) for each in SAFE)
    unsafe = [name for name, value in settings if value == "off"]
    if unsafe:
        raise UnsafeServerError(where, unsafe)
    if encoding != "UTF8":
        raise ForeignJournalError(where, f"the database is in {encoding}, not in UTF8")


def check_tables(connection: "Connection", address: "Address") -> None:
    """Check that a schema holds a journal that this version can read.

    Raises:
        JournalNotFoundError: It holds nothing.
        ForeignJournalError: It holds something else.
        NewerJournalError: A newer version made it.
        DamagedJournalError: Its tables, triggers or functions are not what they were.
    """
    where, schema = address.shown, address.schema
    has_schema = _row(connection, _HAS_SCHEMA, schema)[0]
    tables = dict(_rows(connection, _TABLES, schema)) if has_schema else {}
    if not tables:
        raise JournalNotFoundError(where)
    if "journal" not in tables:
        reason = f"other tables are in the schema {schema}"
        raise ForeignJournalError(where, reason)
    # With the name of the schema, so that who may not use it is told so.
    format_of = _spelled("SELECT max(format) FROM {s}.journal", schema)
    (found,) = _row(connection, format_of)
    if (found or 0) > FORMAT:
        raise NewerJournalError(where, found, FORMAT)
    is_whole = (
        found == FORMAT
        and set(tables) == {table for table, _, _ in KEYS}
        and all(tables.values())
        and _kept(connection, address) == _made(schema)
    )
    if not is_whole:
        reason = "its tables, triggers or functions were changed"
        raise DamagedJournalError(where, reason)


def make_tables(connection: "Connection", address: "Address") -> None:
    """Make schema, roles, tables, functions and triggers of a journal.

    The caller does this in a transaction of its own.

    Raises:
        JournalExistsError: The schema is there, and not empty.
        psycopg.Error: The server does not let us.
    """
    schema = address.schema
    connection.execute(_spelled(f"SELECT {LOCK}", schema))
    if _row(connection, _HAS_SCHEMA, schema)[0]:
        if _rows(connection, _TABLES, schema) or _rows(connection, _FUNCTIONS, schema):
            raise JournalExistsError(address.shown)
        has_roles = False
    else:
        has_roles = _make_roles(connection, schema)
        _make_schema(connection, schema, has_roles=has_roles)
    for statement in _statements(schema):
        connection.execute(statement)
    connection.execute("INSERT INTO journal VALUES (%s)", [FORMAT])
    if has_roles:
        _grant(connection, schema)


def role_name(database: str, schema: str, what: str) -> str:
    """Return the name of a role: of database, schema and what it is for."""
    name = f"{database}_{schema}_{what}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{schema}_{sha256(database.encode()).hexdigest()[:12]}_{what}"


def _role(connection: "Connection", schema: str, what: str) -> str:
    return role_name(_row(connection, _ABOUT)[0], schema, what)


def _rows(connection: "Connection", query: str, *values: object) -> list[Any]:
    return connection.execute(query, values).fetchall()


def _row(connection: "Connection", query: str, *values: object) -> Any:  # noqa: ANN401 rows are of any types
    [row] = _rows(connection, query, *values)
    return row


def _spelled(text: str, schema: str) -> str:
    return text.replace("{s}", f'"{schema}"')


def _kept(connection: "Connection", address: "Address") -> list[set[Any]]:
    schema = address.schema
    return [
        {
            (name, kind, tuple(key))
            for name, kind, key in _rows(connection, _KEYS, schema)
        },
        set(_rows(connection, _FUNCTIONS, schema)),
        set(_rows(connection, _TRIGGERS, schema)),
    ]


def _made(schema: str) -> list[set[Any]]:
    return [
        set(KEYS),
        {
            (each.name, _spelled(each.body, schema), each.lent, f"search_path={_PATH}")
            for each in FUNCTIONS
        },
        {
            (
                _fires(each).format(table=f"{schema}.{each.table}", call=each.call),
                _ALWAYS,
            )
            for each in TRIGGERS
        },
    ]


def _make_roles(connection: "Connection", schema: str) -> bool:
    """Make the roles, or use those that are there; tell whether there are any."""
    may_make, is_super = _row(connection, _MAY_MAKE)
    names = [_role(connection, schema, what) for what in ROLES]
    missing = [name for name in names if not _row(connection, _HAS_ROLE, name)[0]]
    if missing and not may_make:
        return False
    for name in missing:
        connection.execute(_identified("CREATE ROLE {} NOLOGIN", name))
    owner, writer, reader = names
    connection.execute(_identified("GRANT {} TO {}", reader, writer))
    if not is_super:
        _join(connection, owner, writer)
    return bool(_row(connection, _IS_MEMBER, owner)[0])


def _join(connection: "Connection", owner: str, writer: str) -> None:
    """Let the maker write, and own nothing until they say so with SET ROLE."""
    new = _row(connection, _ABOUT)[2] > OLDEST
    how = " WITH INHERIT FALSE, SET TRUE" if new else ""
    connection.execute(_identified("GRANT {} TO CURRENT_USER" + how, owner))
    connection.execute(_identified("GRANT {} TO CURRENT_USER", writer))


def _make_schema(connection: "Connection", schema: str, *, has_roles: bool) -> None:
    if not has_roles:
        connection.execute(_identified("CREATE SCHEMA {}", schema))
        return
    owner = _role(connection, schema, "owner")
    create = "CREATE SCHEMA {} AUTHORIZATION {}"
    connection.execute(_identified(create, schema, owner))
    connection.execute(_identified("SET LOCAL ROLE {}", owner))


def _statements(schema: str) -> list[str]:
    made = [*TABLES, *map(_function, FUNCTIONS)]
    for each in TRIGGERS:
        made += _trigger(each)
    made.append("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {s} FROM PUBLIC")
    return [_spelled(each, schema) for each in made]


def _function(function: Function) -> str:
    rights = " SECURITY DEFINER" if function.lent else ""
    return (
        f"CREATE FUNCTION {{s}}.{function.name}({function.arguments}) "
        f"RETURNS {function.returns} LANGUAGE plpgsql{rights} "
        f"SET search_path = {_PATH} AS $body${function.body}$body$"
    )


def _trigger(trigger: Trigger) -> tuple[str, str]:
    table = f"{{s}}.{trigger.table}"
    return (
        _fires(trigger).format(table=table, call=f"{{s}}.{trigger.call}"),
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger.name}",
    )


def _fires(trigger: Trigger) -> str:
    return (
        f"CREATE TRIGGER {trigger.name} BEFORE {trigger.event} ON {{table}} "
        f"FOR EACH {trigger.each} EXECUTE FUNCTION {{call}}"
    )


def _grant(connection: "Connection", schema: str) -> None:
    _, writer, reader = (_role(connection, schema, what) for what in ROLES)
    connection.execute(_identified("GRANT USAGE ON SCHEMA {} TO {}", schema, reader))
    tables = "GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}"
    connection.execute(_identified(tables, schema, reader))
    for each in FUNCTIONS:
        if each.lent:
            call = f"GRANT EXECUTE ON FUNCTION {each.name} TO {{}}"
            connection.execute(_identified(call, writer))


def _identified(text: str, *names: str) -> sql.Composed:
    """Put names into a statement, quoted as PostgreSQL wants them."""
    return sql.SQL(text).format(*map(sql.Identifier, names))
