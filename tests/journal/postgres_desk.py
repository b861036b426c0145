"""Journals on the server of the tests: where they are, and changing them unseen."""

from itertools import count

import psycopg

from cluster import Cluster
from journal.store_contract import NOW, ORIGIN
from scenarios.journal.postgres import PostgresStore
from scenarios.journal.postgres_address import Address

NUMBERS = count(1)


def fresh(cluster: Cluster, **more: str) -> str:
    """Return the URL of a journal that is not there yet."""
    return cluster.url(schema=f"case_{next(NUMBERS)}", **more)


def create(url: str, wait: float = 30.0) -> PostgresStore:
    """Make a journal."""
    return PostgresStore.create(url, ORIGIN, NOW, "anna", wait=wait)


def schema_of(url: str) -> str:
    """Return the schema of a journal."""
    return Address.parse(url).schema


def unlocked(cluster: Cluster, schema: str, statement: str) -> None:
    """Change tables as their owner would who turns the triggers off and on again."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute(f"SET search_path = {schema}".encode())
        query = (
            "SELECT relname, tgname FROM pg_trigger"
            " JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE relnamespace = %s::regnamespace AND NOT tgisinternal"
        )
        triggers = connection.execute(query, [schema]).fetchall()
        for table, name in triggers:
            turn_off = f"ALTER TABLE {table} DISABLE TRIGGER {name}"
            connection.execute(turn_off.encode())
        connection.execute(statement.encode())
        for table, name in triggers:
            turn_on = f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"
            connection.execute(turn_on.encode())
