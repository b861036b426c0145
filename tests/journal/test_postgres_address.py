"""The address of a journal on a server: a database, a schema, and no password shown."""

import pytest

from scenarios.journal.errors import BadJournalUrlError
from scenarios.journal.postgres_address import Address


@pytest.mark.parametrize(
    ("url", "server", "schema", "shown"),
    [
        (
            "postgresql://anna:secret@db:5433/desk",
            "postgresql://anna:secret@db:5433/desk",
            "scenarios",
            "postgresql://anna@db:5433/desk",
        ),
        (
            "postgres:///desk?host=/run&schema=case_7&sslmode=require",
            "postgresql:///desk?host=%2Frun&sslmode=require",
            "case_7",
            "postgresql:///desk?schema=case_7",
        ),
        (
            "postgresql://db/desk?options=-c%20work_mem%3D8MB&password=a+b",
            "postgresql://db/desk?options=-c%20work_mem%3D8MB&password=a%2Bb",
            "scenarios",
            "postgresql://db/desk",
        ),
    ],
    ids=["plain", "socket", "options"],
)
def test_an_address_is_read_from_a_url(
    url: str, server: str, schema: str, shown: str
) -> None:
    address = Address.parse(url)
    assert (address.server, address.schema, address.shown) == (server, schema, shown)
    assert "secret" not in repr(address)


@pytest.mark.parametrize("schema", ["", "Case", "7", "pg_a", "a-b", "a" * 41, "é"])
def test_a_schema_is_a_plain_name(schema: str) -> None:
    with pytest.raises(BadJournalUrlError, match="is no schema; it is up to 40 of"):
        Address.parse(f"postgresql://db/desk?schema={schema}")


@pytest.mark.parametrize("url", ["postgresql://a:b/c@db/desk", "postgresql://[db/desk"])
def test_a_url_that_cannot_be_taken_apart_says_what_to_write(url: str) -> None:
    with pytest.raises(BadJournalUrlError, match="as %2F and %40"):
        Address.parse(url)
