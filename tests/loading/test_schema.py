"""JSON Schemas say the same as the nouns, as far as a schema can say it."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desk import (
    CASE,
    DEFAULT,
    NEWS,
    SCENARIO,
    SETTLED,
    SOURCES,
    WARY,
    replace_once,
)
from scenarios.loading.schema import SCHEMAS, schema_of
from scenarios.loading.shipped import shipped_folder
from scenarios.loading.yaml_reader import read_yaml

pytestmark = pytest.mark.no_cover

KINDS = [
    "scenario",
    "model",
    "development",
    "case",
    "sources",
    "feeds",
    "watch",
    "decisions",
]
Json = dict[str, Any]


def is_valid(kind: str, value: object) -> bool:
    return validator(kind).is_valid(plain(value))


@cache
def validator(kind: str) -> Draft202012Validator:
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(schema_of(kind), format_checker=checker)


def read(text: str) -> object:
    document, issues = read_yaml(text.encode(), "x.yaml")
    assert document is not None, issues
    return document.value


def plain(value: object) -> object:
    """Write exact numbers and dates as an editor's schema checker sees them."""
    match value:
        case dict():
            return {key: plain(entry) for key, entry in value.items()}
        case list():
            return [plain(entry) for entry in value]
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
    return value


def parts_of(schema: Any, path: str = "") -> Iterator[tuple[str, Json]]:  # noqa: ANN401
    if isinstance(schema, dict):
        yield path, schema
        for key, entry in schema.items():
            yield from parts_of(entry, f"{path}/{key}")
    elif isinstance(schema, list):
        for place, entry in enumerate(schema):
            yield from parts_of(entry, f"{path}/{place}")


def test_there_is_a_schema_of_each_kind_of_file() -> None:
    assert list(SCHEMAS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_in_its_dialect(kind: str) -> None:
    schema = validator(kind).schema
    assert isinstance(schema, dict)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    silent = [
        f"{path}/{name}"
        for path, part in parts_of(validator(kind).schema)
        if isinstance(part.get("properties"), dict)
        for name, entry in part["properties"].items()
        if not entry.get("description")
    ]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_noun_is_described_and_refuses_unknown_keys(kind: str) -> None:
    for name, part in dict(parts_of(validator(kind).schema))["/$defs"].items():
        assert part["description"], name
        assert part["additionalProperties"] is False, name


def test_asking_twice_gives_the_same_schema() -> None:
    assert schema_of("sources") == schema_of("sources")


GOOD = {
    "scenario": ("scenario", SCENARIO),
    "settled scenario": ("scenario", SETTLED),
    "default model": ("model", DEFAULT),
    "partial model": ("model", WARY),
    "case": ("case", CASE),
    "sources": ("sources", SOURCES),
    "sources with their format": ("sources", f"format: scenarios/sources@1\n{SOURCES}"),
    "developments": ("development", NEWS),
    "one development": ("development", "{id: d1, date: 2024-02-05}"),
    "no developments": ("development", "[]"),
    "grade digits in quotes": (
        "model",
        replace_once(
            WARY, "{A: 0.7, B: 0.5}", "{A: 0.7, B: 0.5}, credibility: {'1': 1}"
        ),
    ),
}


@pytest.mark.parametrize(("kind", "text"), GOOD.values(), ids=GOOD)
def test_what_is_good_is_valid(kind: str, text: str) -> None:
    errors = validator(kind).iter_errors(plain(read(text)))
    assert [error.message for error in errors] == []


def shipped_files() -> dict[str, tuple[str, Path]]:
    root = shipped_folder()
    files = [("sources", root / "sources.yaml"), ("watch", root / "watch.yaml")]
    for kind in ("scenario", "model", "case"):
        files += [(kind, path) for path in sorted((root / f"{kind}s").glob("*.yaml"))]
    return {path.relative_to(root).as_posix(): (kind, path) for kind, path in files}


@pytest.mark.parametrize(
    ("kind", "path"), shipped_files().values(), ids=shipped_files()
)
def test_the_shipped_files_are_valid(kind: str, path: Path) -> None:
    errors = validator(kind).iter_errors(plain(read(path.read_text("utf-8"))))
    assert [(list(error.absolute_path), error.message) for error in errors] == []


def test_the_shipped_examples_are_valid() -> None:
    check = validator("development")
    examples = sorted((shipped_folder() / "examples").rglob("*.jsonl"))
    assert examples
    for path in examples:
        news = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert [error.message for error in check.iter_errors(news)] == []


BAD = {
    "scenario: a key too many": (
        "scenario",
        SCENARIO,
        "ordered: true",
        "orderd: true",
    ),
    "scenario: future format": ("scenario", SCENARIO, "scenario@1", "scenario@2"),
    "scenario: a title missing": (
        "scenario",
        SCENARIO,
        "title: The dockers' strike\n",
        "",
    ),
    "scenario: id with a path": ("scenario", SCENARIO, "id: strike", "id: ../strike"),
    "scenario: no horizon": ("scenario", SCENARIO, "opens: 2024-01-01, ", ""),
    "scenario: a day that is none": ("scenario", SCENARIO, "2024-12-31}", "'31.12.'}"),
    "scenario: prior 1": ("scenario", SCENARIO, "prior: 0.3", "prior: 1"),
    "scenario: prior 0": ("scenario", SCENARIO, "prior: 0.3", "prior: 0"),
    "scenario: prior in words": ("scenario", SCENARIO, "prior: 0.3", "prior: low"),
    "scenario: outcome with a path": (
        "scenario",
        SCENARIO,
        "  ruling: {t",
        "  a/b: {t",
    ),
    "scenario: unknown kind": (
        "scenario",
        SCENARIO,
        "per: 60d\n",
        "per: 60d\n    kin: count\n",
    ),
    "scenario: weight beyond 100": ("scenario", SCENARIO, "-3.5", "-100.5"),
    "scenario: expected 0": ("scenario", SCENARIO, "expected: 0.7", "expected: 0"),
    "scenario: likelihood 1": ("scenario", SCENARIO, "{deal: 0.5,", "{deal: 1,"),
    "scenario: rate 0": ("scenario", SCENARIO, "rates: {deal: 0.4", "rates: {deal: 0"),
    "scenario: sd 0": ("scenario", SCENARIO, "sd: 0.8", "sd: 0"),
    "scenario: duration without d": ("scenario", SCENARIO, "within: 90d", "within: 90"),
    "scenario: duration 0d": ("scenario", SCENARIO, "within: 90d", "within: 0d"),
    "scenario: distribution": ("scenario", SCENARIO, "lognormal", "gamma"),
    "scenario: indicator id": ("scenario", SCENARIO, "  talks:\n", "  a b:\n"),
    "model: coverage 0": ("model", DEFAULT, "coverage: 0.9", "coverage: 0"),
    "model: unknown method": ("model", DEFAULT, "weight-of-evidence", "zebra"),
    "model: report_db 0": ("model", DEFAULT, "report_db: 30", "report_db: 0"),
    "model: dependence 1": ("model", DEFAULT, "reports: 0.2", "reports: 1"),
    "model: draws 7": ("model", DEFAULT, "draws: 200", "draws: 7"),
    "model: three theta limits": ("model", DEFAULT, "[0.0001, 0.99]", "[0, 0.1, 0.9]"),
    "model: unknown standard": ("model", DEFAULT, "icd-203", "icd"),
    "model: no id": ("model", DEFAULT, "id: default\n", ""),
    "case: two changes in one": ("case", CASE, "{drop: d1}", "{drop: d1, model: wary}"),
    "case: no change": ("case", CASE, "{drop: d1}", "{}"),
    "case: unknown change": ("case", CASE, "{drop: d1}", "{dorp: d1}"),
    "case: letter Q": ("case", CASE, "reliability: D", "reliability: Q"),
    "sources: future format": (
        "sources",
        f"format: scenarios/sources@2\n{SOURCES}",
        "",
        "",
    ),
    "sources: id with a path": ("sources", SOURCES, "gazette: {", "../gazette: {"),
    "sources: letter G": ("sources", SOURCES, "grade: B", "grade: G"),
    "sources: no title": ("sources", SOURCES, "title: The union, ", ""),
    "development: credibility 7": (
        "development",
        NEWS,
        "credibility: 3",
        "credibility: 7",
    ),
    "development: grade Z9": ("development", NEWS, "grade: A2", "grade: Z9"),
    "development: strength 0": ("development", NEWS, "strength: 0.8", "strength: 0"),
    "development: stance": ("development", NEWS, "stance: denies", "stance: doubts"),
    "development: retracted without a day": (
        "development",
        NEWS,
        "on: 2024-05-01, ",
        "",
    ),
    "development: a link without a scenario": (
        "development",
        NEWS,
        "strike/walkouts",
        "walkouts",
    ),
    "development: a source that is no id": (
        "development",
        NEWS,
        "source: union, credibility: 3",
        "source: the union",
    ),
    "development: no date": ("development", NEWS, "  date: 2024-02-05\n", ""),
}


@pytest.mark.parametrize(("kind", "text", "old", "new"), BAD.values(), ids=BAD)
def test_what_is_broken_is_invalid(kind: str, text: str, old: str, new: str) -> None:
    broken = replace_once(text, old, new) if old else text
    assert not is_valid(kind, read(broken))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["a text", 7, None, True, [7]])
def test_what_is_no_mapping_is_invalid(kind: str, value: object) -> None:
    assert not is_valid(kind, value)
