"""The JSON Schema of a template says the same as its reader, as far as it can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bulk.world import TEMPLATE
from loading.test_schema import parts_of, plain, read
from scenarios.bulk.schema import template_schema
from support import overlay

SHIPPED = Path(__file__).parents[2] / "templates" / "tension.yaml"
SCHEMA = template_schema()
VALIDATOR = Draft202012Validator(
    SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER
)


def test_the_schema_is_valid_in_its_dialect() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == "Template"


def test_every_key_is_described() -> None:
    silent = [
        f"{path}/{name}"
        for path, part in parts_of(SCHEMA)
        if isinstance(part.get("properties"), dict)
        for name, entry in part["properties"].items()
        if not entry.get("description")
    ]
    assert silent == []


def test_the_shipped_template_is_valid() -> None:
    errors = VALIDATOR.iter_errors(plain(read(SHIPPED.read_text("utf-8"))))
    assert [(list(error.absolute_path), error.message) for error in errors] == []


def test_the_template_of_the_tests_is_valid() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(TEMPLATE))] == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"template": {"told_by": "the wire"}}, id="a teller that is no id"
        ),
        pytest.param({"template": {"told_bye": "wire"}}, id="a key of the block"),
        pytest.param({"resolved": {"outcome": "force"}}, id="what speaks of one pair"),
        pytest.param({"indicators": {"cut": {"kind": "state"}}}, id="a state"),
        pytest.param(
            {"indicators": {"cut": {"event": {}}}}, id="a key of an indicator"
        ),
        pytest.param(
            {"indicators": {"cut": {"events": {"code": ["0999"]}}}}, id="a CAMEO code"
        ),
        pytest.param(
            {"indicators": {"cut": {"events": {"any": [{"plover": ["ASAULT"]}]}}}},
            id="a PLOVER type, further in",
        ),
        pytest.param(
            {"indicators": {"talks": {"events": {"quad": [5]}}}}, id="a quad class"
        ),
        pytest.param(
            {"indicators": {"talks": {"events": {"strength": 0}}}}, id="no strength"
        ),
    ],
)
def test_what_is_broken_is_invalid(changes: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(plain(overlay(TEMPLATE, changes)))


@pytest.mark.parametrize("lacks", ["template", "outcomes", "horizon"])
def test_what_is_needed_is_missed(lacks: str) -> None:
    rest = {key: value for key, value in TEMPLATE.items() if key != lacks}
    assert not VALIDATOR.is_valid(plain(rest))


def test_an_indicator_without_events_is_invalid() -> None:
    cut = {k: v for k, v in TEMPLATE["indicators"]["cut"].items() if k != "events"}
    template = {**TEMPLATE, "indicators": {**TEMPLATE["indicators"], "cut": cut}}
    assert not VALIDATOR.is_valid(plain(template))
