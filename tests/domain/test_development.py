"""Developments, their observations and reports."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.domain.development import Development, Observation, Report
from support import day, make_development, make_report, refusal

if TYPE_CHECKING:
    from support import Data


def observe(**fields: object) -> Observation:
    return Observation.model_validate({"indicator": "q/s", **fields})


def test_an_observation_may_be_its_indicator_alone() -> None:
    data = {"id": "d", "date": day(1), "observes": ["aid/csf-1.b"]}
    observation = Development.model_validate(data).observes[0]
    assert (observation.scenario_id, observation.indicator_id) == ("aid", "csf-1.b")
    assert observation.strength == 1
    assert observation.absent is False
    assert observation.value is None


@pytest.mark.parametrize(
    ("given", "value", "level"),
    [
        ("warm", "warm", "warm"),
        (True, "true", "true"),
        (False, "false", "false"),
        (dt.date(2024, 5, 10), "2024-05-10", "2024-05-10"),
        (5, Decimal(5), "5"),
        (0.1, Decimal("0.1"), "0.1"),
        (1e22, Decimal("1e22"), "1" + "0" * 22),
    ],
    ids=str,
)
def test_a_value_is_a_level_or_a_number(
    given: object, value: object, level: str
) -> None:
    observation = observe(value=given)
    assert observation.value == value
    assert observation.level == level


OBSERVATIONS: dict[str, tuple[Data, str]] = {
    "a null value": ({"value": None}, "value: must be a number or the id of a level"),
    "a list": ({"value": [1]}, "value: must be a number or the id of a level"),
    "a mapping": ({"value": {}}, "value: must be a number or the id of a level"),
    "infinity": ({"value": float("inf")}, "value: must be a finite number"),
    "no strength": ({"strength": 0}, "strength: Input should be greater than 0"),
    "too much strength": (
        {"strength": 1.01},
        "strength: Input should be less than or equal to 1",
    ),
    "an absence in words": (
        {"absent": "no"},
        "absent: Input should be a valid boolean",
    ),
}


@pytest.mark.parametrize(("fields", "fault"), OBSERVATIONS.values(), ids=OBSERVATIONS)
def test_an_illegal_observation_is_refused(fields: Data, fault: str) -> None:
    assert refusal(Observation, {"indicator": "q/s", **fields}) == fault


@pytest.mark.parametrize("path", ["s", "q/", "/s", "q/s/t", "q /s", "-q/s", "q/.s", ""])
def test_an_observation_needs_a_scenario_and_an_indicator(path: str) -> None:
    assert "indicator: String should match pattern" in refusal(
        Observation, {"indicator": path}
    )


def test_a_report_says_little_by_itself() -> None:
    report = Report.model_validate({"id": "r", "source": "herald"})
    assert (report.credibility, report.stance, report.grade) == ("6", "asserts", None)
    assert report.published is None


@pytest.mark.parametrize("digit", [1, "1", 6, "6"], ids=repr)
def test_a_credibility_may_be_a_number_or_text(digit: object) -> None:
    report = Report.model_validate(
        {"id": "r", "source": "herald", "credibility": digit}
    )
    assert report.credibility == str(digit)


REPORTS: dict[str, tuple[Data, str]] = {
    "a digit of 0": ({"credibility": 0}, "credibility: must be a digit from 1 to 6"),
    "a digit of 7": ({"credibility": 7}, "credibility: must be a digit from 1 to 6"),
    "a truth": ({"credibility": True}, "credibility: must be a digit from 1 to 6"),
    "a fraction": ({"credibility": 2.5}, "credibility: must be a digit from 1 to 6"),
    "a null digit": ({"credibility": None}, "credibility: must be a digit from 1 to 6"),
    "a grade of its own": (
        {"grade": "G2"},
        "grade: String should match pattern '^[A-F][1-6]$'",
    ),
    "a grade and more": (
        {"grade": "B2\n"},
        "grade: String should match pattern '^[A-F][1-6]$'",
    ),
    "a stance of its own": (
        {"stance": "doubts"},
        "stance: Input should be 'asserts' or 'denies'",
    ),
    "a retraction without a day": (
        {"retracted": {"why": "wrong"}},
        "retracted.on: Field required",
    ),
}


@pytest.mark.parametrize(("fields", "fault"), REPORTS.values(), ids=REPORTS)
def test_an_illegal_report_is_refused(fields: Data, fault: str) -> None:
    assert refusal(Report, {"id": "r", "source": "herald", **fields}) == fault


def test_an_indicator_is_observed_once() -> None:
    observes = ["q/s", {"indicator": "q/s", "strength": 0.5}, "q/t", "q/t"]
    fault = refusal(Development, {"id": "d", "date": day(1), "observes": observes})
    assert fault == ": observes q/s a second time; observes q/t a second time"


def test_reports_are_told_apart_by_their_ids() -> None:
    reports = [{"id": name, "source": "herald"} for name in ("a", "b", "a")]
    fault = refusal(Development, {"id": "d", "date": day(1), "reports": reports})
    assert fault == "reports: `a` names an earlier report of this development too"


def test_a_report_without_a_date_is_of_the_day_itself() -> None:
    dated = make_report("A1", published=day(5))
    development = make_development("d", 2, [], make_report("A1"), dated)
    days = [development.published(report) for report in development.reports]
    assert days == [day(2), day(5)]
