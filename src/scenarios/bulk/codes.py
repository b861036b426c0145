"""The code tables that ship: CAMEO and PLOVER events, countries, roles, ICEWS names."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

__all__ = [
    "cameo_codes",
    "cameo_of",
    "code_table",
    "country_aliases",
    "country_name",
    "plover_types",
    "region_codes",
    "role_codes",
]

Row = Mapping[str, str]


@cache
def code_table(name: str) -> Sequence[Row]:
    """Return the rows of a table by its name, in the order of the file."""
    text = files("scenarios.bulk").joinpath(f"tables/{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def cameo_codes() -> Mapping[str, Row]:
    """Return what is known of each CAMEO code, by the code."""
    return {row["code"]: row for row in code_table("cameo")}


@cache
def plover_types() -> tuple[str, ...]:
    """Return the PLOVER event types, in alphabetical order."""
    return tuple(sorted({row["plover"] for row in code_table("cameo")} - {""}))


def cameo_of(types: Iterable[str]) -> tuple[str, ...]:
    """Return the CAMEO codes of some PLOVER types, in order of the codes."""
    wanted = set(types)
    return tuple(c for c, row in cameo_codes().items() if row["plover"] in wanted)


@cache
def role_codes() -> Mapping[str, str]:
    """Return the name of each actor role by its code."""
    return {row["code"]: row["name"] for row in code_table("roles")}


@cache
def country_aliases() -> Mapping[str, str]:
    """Return what older and partial country codes stand for."""
    rows = code_table("countries")
    return {row["code"]: row["of"] for row in rows if row["kind"] == "alias"}


@cache
def region_codes() -> tuple[str, ...]:
    """Return the actor codes that are regions and no countries."""
    rows = code_table("countries")
    return tuple(row["code"] for row in rows if row["kind"] == "region")


def country_name(code: str) -> str:
    """Return the name of a country, or the code itself where it has none."""
    names = {row["code"]: row["name"] for row in code_table("countries")}
    return names.get(code, code)
