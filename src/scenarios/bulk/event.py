"""A coded event: who did what to whom on a day, as every reader hands it on."""

from dataclasses import dataclass
from datetime import date

__all__ = ["COLUMNS", "CodedEvent"]

COLUMNS = {
    "event": "BIGINT",
    "day": "DATE",
    "known": "DATE",
    "source": "VARCHAR",
    "target": "VARCHAR",
    "source_roles": "VARCHAR",
    "target_roles": "VARCHAR",
    "code": "VARCHAR",
    "plover": "VARCHAR",
    "quad": "INTEGER",
    "goldstein": "DOUBLE",
    "mentions": "INTEGER",
    "sources": "INTEGER",
    "outlet": "VARCHAR",
}
"""Columns of the table `events`, with their types in DuckDB's words."""


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """One row of `events`.

    Attributes:
        event: Its number in the data set.
        day: When it happened.
        known: When it was reported; not before `day`.
        source: Who did it: a country of ISO 3166-1 alpha-3.
        target: To whom: a country.
        source_roles: Roles of who did it, such as `GOV MIL`, with a space between.
        target_roles: Roles of to whom.
        code: CAMEO code, such as `0871`; None where it was coded otherwise.
        plover: PLOVER type, where the data set itself gives one.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
            4 material conflict.
        goldstein: −10 (most conflictual) to 10 (most cooperative).
        mentions: How often it was mentioned, at least 1.
        sources: How many sources mentioned it, at least 1.
        outlet: Who published it: a site or a publisher.
    """

    event: int
    day: date
    known: date
    source: str
    target: str
    source_roles: str = ""
    target_roles: str = ""
    code: str | None = None
    plover: str | None = None
    quad: int | None = None
    goldstein: float | None = None
    mentions: int = 1
    sources: int = 1
    outlet: str | None = None
