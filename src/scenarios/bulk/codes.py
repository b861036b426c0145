"""What event streams ask of the code tables: PLOVER types, roles, aliases, regions."""

from collections.abc import Iterable, Mapping
from functools import cache

from scenarios.intake.codes import cameo_codes, code_table, country_name

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
