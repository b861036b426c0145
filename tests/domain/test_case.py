"""Cases: lists of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.domain.case import Case, Change, PriorChange, WeightChange
from support import refusal

if TYPE_CHECKING:
    from support import Data

PRIORS = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.7}}
CHANGES: list[Data] = [
    {"drop": "2024-04-29-imf"},
    {"add": {"id": "x", "date": "2024-06-01"}},
    {"regrade": {"source": "herald", "reliability": "D"}},
    {"prior": PRIORS},
    {"weight": {"indicator": "q/s", "weights": {"a": 3, "b": "strong_for"}}},
    {"model": "cautious"},
    {"as_of": "2024-12-31"},
]


def test_a_case_is_a_list_of_changes() -> None:
    data = {
        "format": "scenarios/case@1",
        "id": "no-imf",
        "title": "No IMF",
        "changes": CHANGES,
    }
    given = [change.model_fields_set for change in Case.model_validate(data).changes]
    assert given == [set(change) for change in CHANGES]


ONE = ": must have exactly one of drop, add, regrade, prior, weight, model, as_of"


@pytest.mark.parametrize(
    "data",
    [{}, {"drop": "a", "model": "b"}, {"drop": "a", "add": None}, {"drop": None}],
    ids=["none", "two", "one and a null", "a null"],
)
def test_a_change_is_one_change(data: Data) -> None:
    assert refusal(Change, data) == ONE


def test_priors_of_a_case_sum_to_1() -> None:
    data = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.700002}}
    assert refusal(PriorChange, data) == ": priors sum to 1.000002; they must sum to 1"
    close = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.700001}}
    assert PriorChange.model_validate(close).scenario == "q"


@pytest.mark.parametrize("path", ["s", "q/", "q/s/t", "q/ s"])
def test_a_weight_is_of_an_indicator_of_a_scenario(path: str) -> None:
    fault = refusal(WeightChange, {"indicator": path, "weights": {}})
    assert fault.startswith("indicator: String should match pattern")
