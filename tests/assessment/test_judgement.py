"""A judgement holds every number of an assessment as text, the drawn ones apart."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Any

import pytest

from assessment.office import SPRING, office_at
from scenarios import assess
from scenarios.assessment.judgement import (
    confidence_of,
    drawn_part,
    exact_part,
    interval_gap,
    news_part,
)
from scenarios.journal.canonical import freeze_value
from support import assess_in, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Assessment

END = {"scenario": "q", "outcome": "a", "low": "0.25", "high": "0.5"}


def drawn(**changes: object) -> list[Any]:
    """Write a drawn part of one interval."""
    interval = {key: END[key] for key in ("outcome", "low", "high")} | changes
    scenario = interval.pop("scenario", "q")
    return [{"scenario": scenario, "intervals": [interval]}]


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    office = office_at(tmp_path)
    office.enter()
    found = office.brief()
    return assess(found.workspace, found.developments, SPRING)


def test_the_exact_part_says_every_number_of_the_ledger(tmp_path: Path) -> None:
    # A report of grade A1 (r = 0.8) gives 10·log10(1.8/0.2) = 9.5424 dB, ninefold.
    signs = {"s": {"likelihoods": {"a": 0.8, "b": 0.2}}}
    workspace = make_workspace(tmp_path, scenario_data(signs))
    found = assess_in(workspace, [make_development("d", 10, "s")])
    (exact,) = exact_part(found)
    assert exact["scenario"] == "q"
    assert exact["resolved"] is None
    prior, row = exact["ledger"]
    assert prior == {"kind": "prior", "decibans": ["0", "0"]}
    assert row["kind"] == "indicator"
    assert (row["indicator"], row["state"], row["factor"]) == ("s", "observed", "1")
    assert row["where"].startswith("scenarios/q.yaml:")
    (told,) = row["developments"]
    assert (told["development"], told["origins"], told["reports"]) == ("d", 1, 1)
    assert float(told["db"]) == pytest.approx(9.542425094393249)
    # L = 1 + (9 − 1)·θ is 7.4 and 2.6, half of 10·log10(7.4/2.6) = 4.5426 dB each way.
    first, second = (Decimal(each) for each in row["decibans"])
    assert float(first) == pytest.approx(5 * 0.45425815, abs=1e-5)
    assert first == second.copy_negate()
    up, down = exact["outcomes"]
    assert float(up["probability"]) == pytest.approx(0.74)
    assert float(down["probability"]) == pytest.approx(0.26)
    assert (up["outcome"], up["prior"], up["word"]) == ("a", "0.5", "likely")
    assert news_part(found) == {"count": 1, "digest": found.developments_digest}


def test_numbers_have_the_34_digits_of_a_record(assessment: Assessment) -> None:
    for each in exact_part(assessment):
        texts = [o["probability"] for o in each["outcomes"]]
        texts += [text for row in each["ledger"] for text in row["decibans"]]
        assert max(len(Decimal(text).as_tuple().digits) for text in texts) <= 34
    strike = assessment["strike"]
    shown = [Decimal(o["probability"]) for o in exact_part(assessment)[0]["outcomes"]]
    assert shown == list(strike.probabilities.values())


def test_a_record_can_hold_a_judgement(assessment: Assessment) -> None:
    for part in (exact_part(assessment), drawn_part(assessment)):
        assert freeze_value(part)


def test_clock_and_resolution_are_said_where_there_are_any(
    assessment: Assessment,
) -> None:
    strike, vote = exact_part(assessment)
    assert [row["kind"] for row in strike["ledger"][:2]] == ["prior", "clock"]
    assert "clock" not in {row["kind"] for row in vote["ledger"]}
    assert vote["resolved"] == {"outcome": "for", "on": "2024-02-20"}


def test_intervals_stand_apart_with_nine_decimals(assessment: Assessment) -> None:
    strike, vote = drawn_part(assessment)
    for shown, outcome in zip(
        strike["intervals"], assessment["strike"].outcomes, strict=True
    ):
        assert shown["outcome"] == outcome.id
        assert outcome.low is not None
        assert abs(float(shown["low"]) - outcome.low) <= 5e-10
        assert len(shown["high"].partition(".")[2]) == 9
    assert vote["intervals"][0] == {"outcome": "for", "low": None, "high": None}
    assert [each["confidence"]["level"] for each in (strike, vote)] == [
        each.confidence.level for each in assessment.scenarios
    ]
    assert confidence_of([strike]) == [strike["confidence"]]


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({}, 0.0),
        ({"low": "0.2499990"}, 1e-6),
        ({"low": "0.2", "high": "0.4"}, 0.1),
        ({"outcome": "b"}, inf),
        ({"scenario": "w"}, inf),
        ({"low": None}, inf),
        ({"low": "NaN"}, inf),
        ({"high": "Infinity"}, inf),
    ],
)
def test_a_gap_is_the_largest_distance_between_ends(
    change: dict[str, object], gap: float
) -> None:
    assert interval_gap(drawn(), drawn(**change)) == pytest.approx(gap)
    assert interval_gap(drawn(**change), drawn()) == pytest.approx(gap)


def test_settled_questions_have_no_gap() -> None:
    settled = drawn(low=None, high=None)
    assert interval_gap(settled, settled) == 0
    assert interval_gap([], []) == 0
    assert interval_gap(settled, []) == inf
