"""The code tables that ship: CAMEO events, countries, roles, ICEWS names."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

__all__ = ["cameo_codes", "code_table", "country_name"]

Row = Mapping[str, str]


@cache
def code_table(name: str) -> Sequence[Row]:
    """Return the rows of a table by its name, in the order of the file."""
    text = files("scenarios.intake").joinpath(f"tables/{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def cameo_codes() -> Mapping[str, Row]:
    """Return what is known of each CAMEO code, by the code."""
    return {row["code"]: row for row in code_table("cameo")}


@cache
def _country_names() -> Mapping[str, str]:
    return {row["code"]: row["name"] for row in code_table("countries")}


def country_name(code: str) -> str:
    """Return the name of a country, or the code itself where it has none."""
    return _country_names().get(code, code)
