"""Cases laid over one another, and what they contradict each other in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.domain.case import Case, Change
from scenarios.errors import ConflictingChangesError
from scenarios.whatif.compose import compose, find_conflicts

if TYPE_CHECKING:
    from support import Data

ADDED: Data = {"id": "x", "date": "2024-06-01"}
PRIORS: Data = {"scenario": "q", "outcomes": {"a": 0.3, "b": 0.7}}
OTHER_PRIORS: Data = {"scenario": "q", "outcomes": {"a": 0.4, "b": 0.6}}


def case_of(name: str, *changes: Data) -> Case:
    data = {"format": "scenarios/case@1", "id": name, "title": name.title()}
    return Case.model_validate({**data, "changes": list(changes)})


def weight(**weights: object) -> Data:
    return {"weight": {"indicator": "q/s", "weights": weights}}


def level(name: str, **weights: object) -> Data:
    return {"weight": {"indicator": "q/s", "level": name, "weights": weights}}


def regrade(letter: str, **of: str) -> Data:
    return {"regrade": {**of, "reliability": letter}}


def assume(**said: object) -> Data:
    return {"assume": {"indicator": "q/s", **said}}


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ({"model": "a"}, {"model": "b"}, "model"),
        ({"as_of": "2024-06-01"}, {"as_of": "2024-06-02"}, "as_of"),
        ({"least_origins": 2}, {"least_origins": 3}, "least_origins"),
        ({"drop": "x"}, {"add": ADDED}, "development x"),
        ({"add": ADDED}, {"add": {**ADDED, "title": "X"}}, "development x"),
        (
            regrade("B", source="dawn"),
            regrade("C", source="dawn"),
            "the letter of dawn",
        ),
        (
            regrade("B", origin="wire-*"),
            regrade("C", origin="wire-*"),
            "the letter of origin wire-*",
        ),
        ({"prior": PRIORS}, {"prior": OTHER_PRIORS}, "the priors of q"),
        (weight(a=3, b=2), weight(b=1), "the weight of q/s for b"),
        (level("up", a=3), level("up", a=2), "the weight of q/s/up for a"),
        (assume(), assume(absent=True), "what is assumed of q/s"),
    ],
)
def test_what_two_cases_set_differently_is_named(
    one: Data, other: Data, subject: str
) -> None:
    cases = [case_of("one", one), case_of("other", other)]
    with pytest.raises(ConflictingChangesError) as caught:
        compose(cases)
    assert caught.value.conflicts == ((subject, "one", "other"),)
    assert str(caught.value) == (
        f"one+other: one and other set {subject}, each differently; "
        "they cannot go together"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"drop": "x"}, {"drop": "x"}),
        ({"drop": "x"}, {"drop": "y"}),
        ({"model": "a"}, {"model": "a"}),
        (regrade("B", source="dawn"), regrade("C", source="wire")),
        (regrade("B", source="wire"), regrade("C", origin="wire")),
        (weight(a=3), weight(b=3)),
        (level("up", a=3), level("down", a=2)),
        (assume(), assume()),
        ({"drop_source": "dawn"}, {"drop_source": "wire"}),
    ],
)
def test_what_agrees_or_does_not_meet_goes_together(one: Data, other: Data) -> None:
    made = compose([case_of("one", one), case_of("other", other)])
    assert (made.id, made.title) == ("one+other", "One; Other")
    expected = [one] if one == other else [one, other]
    assert list(made.changes) == [Change.model_validate(each) for each in expected]


def test_conflicts_of_three_are_found_in_every_pair() -> None:
    parts = [(name, case_of("c", {"model": name}).changes) for name in "abc"]
    found = find_conflicts(parts)
    assert found == [("model", "a", "b"), ("model", "a", "c"), ("model", "b", "c")]


def test_a_case_may_replace_a_development() -> None:
    replaced = case_of("one", {"drop": "x"}, {"add": ADDED})
    assert len(compose([replaced, case_of("other", {"model": "a"})]).changes) == 3
