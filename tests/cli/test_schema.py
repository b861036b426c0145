"""`scenarios schema`: a JSON Schema on standard output."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from desk import run
from scenarios.loading.schema import schema_of

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


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_printed_without_a_workspace(tmp_path: Path, kind: str) -> None:
    answer = run(tmp_path, "schema", kind)
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == schema_of(kind)
    Draft202012Validator.check_schema(json.loads(answer.out))


def test_an_unknown_kind_is_wrong_usage_and_told_with_those_that_are(
    tmp_path: Path,
) -> None:
    answer = run(tmp_path, "schema", "journal")
    assert (answer.code, answer.out) == (2, "")
    assert all(kind in answer.err for kind in KINDS)
