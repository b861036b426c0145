"""A case that was written reads back as the same case."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.changes import draw_changes, with_models
from oracle.workspaces import random_workspace
from scenarios.domain.case import Case
from scenarios.loading.case_writer import write_case
from scenarios.loading.faults import parse
from scenarios.loading.yaml_reader import read_yaml
from support import Data

BASE: Data = {
    "as_of": "2024-06-30",
    "model": f"sha256:{'a' * 64}",
    "sources": f"sha256:{'b' * 64}",
    "developments": f"sha256:{'c' * 64}",
    "scenarios": {"q": f"sha256:{'d' * 64}"},
}


def case_of(*changes: Data, **options: object) -> Case:
    data = {"format": "scenarios/case@1", "id": "x", "title": "X", **options}
    return Case.model_validate({**data, "changes": list(changes)})


def read_back(case: Case) -> Case | None:
    document, issues = read_yaml(write_case(case).encode(), "x.yaml")
    assert document is not None
    found = parse(document, Case, issues)
    assert issues == []
    return found


@given(seed=st.integers(0, 10**6))
def test_a_written_case_reads_back_as_itself(seed: int) -> None:
    rng = Random(seed)
    changes, _ = draw_changes(rng, with_models(rng, random_workspace(rng)), most=8)
    case = case_of(*changes, base=rng.choice((None, BASE)))
    assert read_back(case) == case


@pytest.mark.parametrize(
    "text",
    [
        "1e-3",
        "012",
        "NO",
        "a: b # c",
        "null",
        "- x",
        '"',
        "\u2028é\U000e0001",
        "*a",
        "{}",
    ],
)
def test_no_text_is_read_as_anything_else(text: str) -> None:
    case = case_of({"add": {"id": "d", "date": "2024-06-01", "title": text}}, why=text)
    case = case.model_copy(update={"title": text})
    assert read_back(case) == case


@pytest.mark.parametrize("name", ["null", "no", "on", "1", "1e3", "-", "_a.b", "True"])
def test_no_key_is_read_as_anything_else(name: str) -> None:
    name = name if name != "-" else "a-"
    priors = {"scenario": "q", "outcomes": {name: 0.25, "b": 0.75}}
    case = case_of({"prior": priors})
    assert read_back(case) == case


def test_a_written_case_by_hand() -> None:
    weights = {"indicator": "q/s", "weights": {"a": -3.5, "b": "strong_for"}}
    case = case_of({"drop": "d1"}, {"weight": weights}, {"as_of": "2024-06-01"})
    assert write_case(case).split("\n")[1:] == [
        "format: scenarios/case@1",
        'id: "x"',
        'title: "X"',
        "changes:",
        '  - {drop: "d1"}',
        '  - {weight: {indicator: "q/s", weights: {a: -3.5, b: "strong_for"}}}',
        "  - {as_of: 2024-06-01}",
        "",
    ]
    assert json.dumps(BASE["scenarios"]["q"]) in write_case(case_of(base=BASE))
