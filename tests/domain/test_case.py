"""Cases: lists of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.domain.case import (
    AssumeChange,
    Case,
    CaseBase,
    Change,
    PriorChange,
    RegradeChange,
    WeightChange,
    is_of_origin,
)
from support import refusal

if TYPE_CHECKING:
    from support import Data

PRIORS = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.7}}
CHANGES: list[Data] = [
    {"drop": "2024-04-29-imf"},
    {"add": {"id": "x", "date": "2024-06-01"}},
    {"drop_source": "herald"},
    {"least_origins": 2},
    {"regrade": {"source": "herald", "reliability": "D"}},
    {"regrade": {"origin": "wire-*", "reliability": "D"}},
    {"prior": PRIORS},
    {"weight": {"indicator": "q/s", "weights": {"a": 3, "b": "strong_for"}}},
    {"weight": {"indicator": "q/s", "level": "up", "weights": {"a": 3}}},
    {"assume": {"indicator": "q/s", "absent": True}},
    {"assume": {"indicator": "q/s", "value": "up"}},
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


ONE = (
    ": must have exactly one of drop, drop_source, least_origins, add, regrade, prior, "
    "weight, assume, model, as_of"
)


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


@pytest.mark.parametrize(
    "given", [{}, {"source": "a", "origin": "b"}], ids=["none", "both"]
)
def test_a_letter_is_of_a_source_or_of_an_origin(given: Data) -> None:
    fault = refusal(RegradeChange, {**given, "reliability": "D"})
    assert fault == ": needs either `source` or `origin`, and only one of them"


@pytest.mark.parametrize("origin", ["", "*", "a*b", "**"])
def test_an_origin_may_end_in_one_star(origin: str) -> None:
    assert refusal(RegradeChange, {"origin": origin, "reliability": "D"})


@pytest.mark.parametrize(
    ("origin", "wanted", "is_of"),
    [
        ("wire", "wire", True),
        ("wire-2", "wire", False),
        ("wire-2", "wire*", True),
        ("wire", "wire*", True),
        ("a-wire", "wire*", False),
        (None, "wire", False),
        (None, "w*", False),
        ("", "w*", False),
    ],
)
def test_origins_are_matched_whole_or_by_their_beginning(
    origin: str | None, wanted: str, *, is_of: bool
) -> None:
    assert is_of_origin(origin, wanted) is is_of


def test_a_change_knows_its_kind() -> None:
    kinds = [Change.model_validate(change).kind for change in CHANGES]
    assert kinds == [next(iter(change)) for change in CHANGES]


def test_an_assumption_is_an_observation_with_what_was_said() -> None:
    assumed = AssumeChange.model_validate({"indicator": "q/s", "value": 3})
    assert assumed.observation.value == 3
    assert assumed.observation.model_fields_set == {"indicator", "value"}


BASE: Data = {
    "as_of": "2024-06-30",
    "model": f"sha256:{'a' * 64}",
    "sources": f"sha256:{'b' * 64}",
    "developments": f"sha256:{'c' * 64}",
    "scenarios": {"q": f"sha256:{'d' * 64}", "r": f"sha256:{'e' * 64}"},
}
OTHER = f"sha256:{'0' * 64}"


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        ({}, ()),
        ({"as_of": "2024-07-01"}, ()),
        ({"model": OTHER}, ("model",)),
        ({"sources": OTHER, "developments": OTHER}, ("sources", "developments")),
        ({"scenarios": {**BASE["scenarios"], "r": OTHER}}, ("scenario r",)),
        ({"scenarios": {"r": BASE["scenarios"]["r"]}}, ("scenario q",)),
        ({"scenarios": {**BASE["scenarios"], "new": OTHER}}, ()),
    ],
    ids=[
        "nothing",
        "the day",
        "model",
        "two",
        "a scenario",
        "one is gone",
        "a new one",
    ],
)
def test_a_base_names_what_changed_in_it(now: Data, changed: tuple[str, ...]) -> None:
    was = CaseBase.model_validate(BASE)
    assert was.changed_in(CaseBase.model_validate({**BASE, **now})) == changed


def test_a_base_is_pinned_by_digests() -> None:
    fault = refusal(CaseBase, {**BASE, "model": "default"})
    assert fault.startswith("model: String should match pattern")
