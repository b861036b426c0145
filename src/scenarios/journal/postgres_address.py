"""Where on a PostgreSQL server a journal is: a database, and a schema in it.

    postgresql://anna@db.example.org/desk
    postgresql://anna@db.example.org/desk?schema=case_42

Each journal has a schema of its own, `scenarios` unless the URL says otherwise, so a
database can keep several. All else in the URL is for libpq, which also reads PGPASSWORD
and ~/.pgpass: a password has no business in a file of the workspace.
"""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from scenarios.journal.errors import BadJournalUrlError

__all__ = ["BAD_PORT", "SCHEMA", "Address"]

SCHEMA = "scenarios"
"""The schema of a journal whose URL names none."""

BAD_PORT = "its host or port is none; write / and @ of a password as %2F and %40"
"""Why a URL cannot be taken apart."""

_SCHEMA = re.compile(r"(?!pg_)[a-z][a-z0-9_]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Address:
    """A journal on a server.

    Attributes:
        server: The URL for libpq, password and all.
        schema: The schema of the journal.
        shown: The URL without what is secret.
    """

    server: str = field(repr=False)
    schema: str
    shown: str

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read a URL.

        Raises:
            BadJournalUrlError: It cannot be the URL of a journal.
        """
        try:
            parts = urlsplit(url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError as error:
            # What it says may hold a part of the password.
            raise BadJournalUrlError(url, BAD_PORT) from error
        # libpq takes a + for a +.
        text = parts.query.replace("+", "%2B")
        query = parse_qsl(text, keep_blank_values=True)
        schema = dict(query).get("schema", SCHEMA)
        if not _SCHEMA.fullmatch(schema):
            reason = f"{schema!r} is no schema; it is up to 40 of a-z, 0-9 and _"
            raise BadJournalUrlError(url, reason)
        user = f"{parts.username}@" if parts.username else ""
        end = "" if schema == SCHEMA else f"?schema={schema}"
        shown = f"postgresql://{user}{parts.hostname or ''}{port}{parts.path}{end}"
        rest = [pair for pair in query if pair[0] != "schema"]
        ending = f"?{urlencode(rest, quote_via=quote)}" if rest else ""
        server = f"postgresql://{parts.netloc}{parts.path}{ending}"
        return cls(server, schema, shown)
