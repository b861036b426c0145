"""Scoring models: the bounds of every number."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from scenarios.domain.model import ScoringModel
from support import MODEL, make_model, overlay, refusal

if TYPE_CHECKING:
    from support import Data

LETTERS = {"A": 0.8, "B": 0.6, "C": 0.5, "D": 0.2, "E": 0, "F": 0.1}
DIGITS = {"1": 1, "2": 0.9, "3": 0.75, "4": 0.4, "5": 0, "6": 0.5}


def replaced(part: str, key: str, value: object) -> Data:
    """Replace a whole mapping of the model, where `overlay` would merge it."""
    return {**MODEL, part: {**MODEL[part], key: value}}


def test_digits_may_be_numbers_or_text() -> None:
    by_text = replaced("grades", "credibility", DIGITS)
    model = ScoringModel.model_validate(by_text)
    assert model.grades == make_model().grades
    assert model.grades.credibility["2"] == Decimal("0.9")


LEGAL: dict[str, Data] = {
    "the widest limits": {"limits": {"theta": [1e-300, Decimal("0." + "9" * 40)]}},
    "a scale of one's own": {"scale": {"overwhelming": 100, "contrary": -100}},
    "nearly certain reports": {
        "grades": {"reliability": {"A": Decimal("0." + "9" * 39)}}
    },
    "nearly certain digits": {
        "grades": {"reliability": {"A": 1}, "credibility": {1: 0.999}}
    },
    "no dependence": {"dependence": {"reports": 0, "indicators": 0}},
    "nearly full dependence": {"dependence": {"reports": 0.999999}},
    "fading": {"half_life": "1d"},
    "no doubt": {"uncertainty": {"weight_db": 0, "prior_db": 0, "draws": 100}},
    "many draws": {"uncertainty": {"draws": 1_000_000}},
    "another standard": {"words": "kent"},
}


@pytest.mark.parametrize("changes", LEGAL.values(), ids=LEGAL)
def test_a_legal_model_is_accepted(changes: Data) -> None:
    assert make_model(**changes).id == "default"


CERTAIN = (
    "the best reliability times the best credibility reaches 1; no report is certain, "
    "keep it below"
)
THETA = "must be two numbers with 0 < low < high < 1"
UNKNOWN = "unknown grade `G`; the grades are A, B, C, D, E, F"
ILLEGAL: dict[str, tuple[Data, str]] = {
    "a certain report": (
        overlay(MODEL, {"grades": {"reliability": {"A": 1}}}),
        f"grades: {CERTAIN}",
    ),
    "a letter of its own": (
        overlay(MODEL, {"grades": {"reliability": {"G": 0.1}}}),
        f"grades.reliability: {UNKNOWN}",
    ),
    "a digit too many": (
        overlay(MODEL, {"grades": {"credibility": {7: 0.1}}}),
        "grades.credibility: unknown grade `7`; the grades are 1, 2, 3, 4, 5, 6",
    ),
    "letters left out": (
        replaced("grades", "reliability", {"A": 0.9, "E": 0}),
        (
            "grades.reliability: lacks grade B; lacks grade C; lacks grade D; "
            "lacks grade F"
        ),
    ),
    "an E that means something": (
        overlay(MODEL, {"grades": {"reliability": {"E": 0.01}}}),
        "grades.reliability: must be 0: this grade means «no information»",
    ),
    "a 5 that means something": (
        overlay(MODEL, {"grades": {"credibility": {5: 0.01}}}),
        "grades.credibility: must be 0: this grade means «no information»",
    ),
    "a reliability beyond 1": (
        overlay(MODEL, {"grades": {"reliability": {"A": 1.01}}}),
        "grades.reliability.A: Input should be less than or equal to 1",
    ),
    "full dependence": (
        overlay(MODEL, {"dependence": {"reports": 1}}),
        "dependence.reports: Input should be less than 1",
    ),
    "negative dependence": (
        overlay(MODEL, {"dependence": {"indicators": -0.1}}),
        "dependence.indicators: Input should be greater than or equal to 0",
    ),
    "limits the wrong way round": (
        overlay(MODEL, {"limits": {"theta": [0.9, 0.1]}}),
        f"limits.theta: {THETA}",
    ),
    "limits that are equal": (
        overlay(MODEL, {"limits": {"theta": [0.5, 0.5]}}),
        f"limits.theta: {THETA}",
    ),
    "a limit of 0": (
        overlay(MODEL, {"limits": {"theta": [0, 0.5]}}),
        f"limits.theta: {THETA}",
    ),
    "a limit of 1": (
        overlay(MODEL, {"limits": {"theta": [0.5, 1]}}),
        f"limits.theta: {THETA}",
    ),
    "one limit": (
        overlay(MODEL, {"limits": {"theta": [0.5]}}),
        f"limits.theta: {THETA}",
    ),
    "three limits": (
        overlay(MODEL, {"limits": {"theta": [0.1, 0.5, 0.9]}}),
        f"limits.theta: {THETA}",
    ),
    "reports of no weight": (
        overlay(MODEL, {"limits": {"report_db": 0}}),
        "limits.report_db: Input should be greater than 0",
    ),
    "a word beyond 100": (
        overlay(MODEL, {"scale": {"too_much": 100.1}}),
        "scale.too_much: Input should be less than or equal to 100",
    ),
    "an impossible expectation": (
        overlay(MODEL, {"expected": 0}),
        "expected: Input should be greater than 0",
    ),
    "a coverage beyond 1": (
        overlay(MODEL, {"coverage": 1.1}),
        "coverage: Input should be less than or equal to 1",
    ),
    "negative doubt": (
        overlay(MODEL, {"uncertainty": {"weight_db": -1}}),
        "uncertainty.weight_db: Input should be greater than or equal to 0",
    ),
    "too few draws": (
        overlay(MODEL, {"uncertainty": {"draws": 99}}),
        "uncertainty.draws: Input should be greater than or equal to 100",
    ),
    "too many draws": (
        overlay(MODEL, {"uncertainty": {"draws": 1_000_001}}),
        "uncertainty.draws: Input should be less than or equal to 1000000",
    ),
    "an interval of everything": (
        overlay(MODEL, {"uncertainty": {"level": 1}}),
        "uncertainty.level: Input should be less than 1",
    ),
    "another method": (
        {**MODEL, "method": "zebra"},
        "method: Input should be 'weight-of-evidence', 'ach' or 'weighted-index'",
    ),
    "an unknown standard": (
        {**MODEL, "words": "house"},
        "words: Input should be 'icd-203', 'phia', 'ipcc' or 'kent'",
    ),
    "seven criteria of six": (
        overlay(MODEL, {"confidence": {"high_needs": 7}}),
        "confidence.high_needs: Input should be less than or equal to 6",
    ),
    "a certain grade": (
        overlay(MODEL, {"confidence": {"high": {"grade": 1}}}),
        "confidence.high.grade: Input should be less than 1",
    ),
}


@pytest.mark.parametrize(("data", "fault"), ILLEGAL.values(), ids=ILLEGAL)
def test_an_illegal_model_is_refused(data: Data, fault: str) -> None:
    assert refusal(ScoringModel, data) == fault


def test_grades_are_a_mapping() -> None:
    fault = refusal(ScoringModel, replaced("grades", "credibility", [1, 2]))
    assert fault.startswith("grades.credibility: Input should be a valid")


ACH: Data = {
    "consistent": 1,
    "inconsistent": 3,
    "very_inconsistent": 10,
    "credibility": {"high": 0.7, "medium": 0.4},
    "relevance": {"high": 0.9, "medium": 0.5},
    "weights": {"low": 0.5, "medium": 1, "high": 2},
}


def test_only_weight_of_evidence_gives_probabilities() -> None:
    assert not make_model().gives_scores
    assert make_model(method="weighted-index").gives_scores
    assert make_model(method="ach", ach=ACH).gives_scores


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"method": "ach"}, "`ach` belongs to the method ach, which needs it"),
        ({"ach": ACH}, "`ach` belongs to the method ach, which needs it"),
        (
            {"method": "ach", "ach": {**ACH, "inconsistent": 1}},
            "must have `consistent` below `inconsistent` below `very_inconsistent`",
        ),
        (
            {
                "method": "ach",
                "ach": {**ACH, "relevance": {"high": 0.1, "medium": 0.2}},
            },
            "`medium` must not exceed `high`",
        ),
    ],
)
def test_the_rules_of_a_matrix_are_whole_and_in_order(changes: Data, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        make_model(**changes)
