"""Python values as SQL text that DuckDB and Spark read alike."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

__all__ = ["day", "double", "name", "parquet", "text", "texts"]


def double(value: float) -> str:
    """Write a float so that it reads back as itself, and as no DECIMAL.

    >>> double(0.1), double(-2.0), double(1e-300)
    ('1e-1', '-2e0', '1e-300')
    """
    digits, _, exponent = repr(float(value)).partition("e")
    whole, _, part = digits.partition(".")
    part = part.rstrip("0")
    power = int(exponent or 0) - len(part)
    sign, figures = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{(figures + part).lstrip('0') or '0'}e{power}"


def text(value: str) -> str:
    """Write a text.

    >>> text("Côte d'Ivoire")
    "'Côte d''Ivoire'"
    """
    return "'" + value.replace("'", "''") + "'"


def texts(values: Iterable[str]) -> str:
    """Write texts with commas between; one that nothing equals where there are none.

    >>> texts(["GOV", "MIL"])
    "'GOV', 'MIL'"
    """
    return ", ".join(map(text, values)) or "NULL"


def day(value: date) -> str:
    """Write a day.

    >>> day(date(2024, 5, 31))
    "DATE '2024-05-31'"
    """
    return f"DATE '{value.isoformat()}'"


def name(value: str) -> str:
    """Write the name of a column.

    >>> name("p_broadly-unchanged")
    '"p_broadly-unchanged"'
    """
    return f'"{value}"'


def parquet(paths: Iterable[Path]) -> str:
    """Name Parquet files as a table, in DuckDB alone.

    >>> parquet([Path("a.parquet"), Path("b.parquet")])
    "read_parquet(['a.parquet', 'b.parquet'])"
    """
    return f"read_parquet([{', '.join(text(str(path)) for path in paths)}])"
