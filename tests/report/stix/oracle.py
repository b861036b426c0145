"""Judges of STIX 2.1 from outside: the official schemas, and the validator's rules."""

import json
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import stix2
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from stix2validator import ValidationOptions
from stix2validator.v21 import musts, shoulds
from stix2validator.validator import _iter_errors_custom

from hostile import VECTORS

__all__ = ["SCHEMAS", "breaches", "faults", "parsed"]

SCHEMAS = VECTORS / "stix" / "schemas"


@cache
def _validators() -> dict[str, Draft202012Validator]:
    schemas = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in SCHEMAS.rglob("*.json")
    }
    # As the validator does it: objects are judged one by one, because the schema of a
    # bundle knows no notes, opinions and groupings.
    schemas["bundle"]["properties"]["objects"].pop("items")
    registry: Registry[Any] = Registry().with_resources(
        [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    )
    return {
        name: Draft202012Validator(
            schema, registry=registry, format_checker=FormatChecker()
        )
        for name, schema in schemas.items()
    }


def faults(bundle: dict[str, Any]) -> Iterator[str]:
    """Yield whatever the official schemas say against a bundle and its objects."""
    for each in (bundle, *bundle["objects"]):
        for error in _validators()[each["type"]].iter_errors(each):
            yield f"{each['id']}: {error.message}"


def breaches(bundle: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return the rules that a bundle breaks: what it must, and what it should."""
    options = ValidationOptions(version="2.1")
    options.set_check_codes("2.1")
    must, should = (
        {str(error) for error in _iter_errors_custom(bundle, checks, options)}
        for checks in (musts.list_musts(options), shoulds.list_shoulds(options))
    )
    return must, should


def parsed(text: str | Path) -> list[Any]:
    """Return the objects of a bundle as the stix2 library reads them, none custom."""
    content = text.read_text(encoding="utf-8") if isinstance(text, Path) else text
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(stix2.parse(content, allow_custom=False).objects)
