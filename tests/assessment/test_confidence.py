"""Confidence: what the rows rest on, and how the rubric reads it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.assessment.confidence import Ground, count, judge, survey
from support import (
    day,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
)

if TYPE_CHECKING:
    from scenarios.domain.development import Development
    from support import Data

EVENT: Data = {"weights": {"a": 7}}
WINDOW: Data = {"weights": {"a": 7}, "within": "9d"}


def ground_of(signs: Data, told: list[Development], at: int = 100) -> Ground:
    """Survey a ledger of day 100, under an interval of .4."""
    ledger = ledger_of(make_scenario(signs), told, at)
    return survey(ledger.rows, day(at), 0.4)


# What the rows rest on


def test_nothing_observed_is_no_ground() -> None:
    found = ground_of({"s": EVENT, "t": WINDOW}, [])
    assert found == Ground(
        origins=0,
        grade=Decimal(0),
        largest="",
        largest_share=Decimal(1),
        width=0.4,
        days=None,
        observed=0,
        indicators=2,
    )


def test_the_ground_is_that_of_the_observed_rows() -> None:
    """Voices: wire (d1), herald (d1), wire (d2), post (d3). Best grades of the rows:
    s .8, t .54 and u .375; the middle one is .54.
    """
    signs = {"s": EVENT, "t": EVENT, "u": EVENT, "v": WINDOW}
    told = [
        make_development(
            "d1",
            40,
            ["s", "t"],
            make_report("B2", origin="wire"),
            make_report("C3"),
        ),
        make_development("d2", 60, "s", make_report("A1", origin="wire")),
        make_development("d3", 93, "u", make_report("C3", source="post")),
    ]
    found = ground_of(signs, told)
    assert (found.origins, found.largest, found.days) == (3, "wire", 7)
    assert found.largest_share == Decimal("0.5")
    assert found.grade == Decimal("0.54")
    assert (found.observed, found.indicators) == (3, 4)


def test_of_two_middle_grades_the_lower_counts() -> None:
    told = [
        make_development("d1", 40, "s", make_report("A1")),
        make_development("d2", 40, "t", make_report("C3")),
    ]
    assert ground_of({"s": EVENT, "t": EVENT}, told).grade == Decimal("0.375")


def test_among_origins_that_speak_as_often_the_last_by_name_is_the_largest() -> None:
    reports = [make_report("A1", origin=name) for name in ("b", "c", "a")]
    assert (
        ground_of({"s": EVENT}, [make_development("d", 40, "s", *reports)]).largest
        == "c"
    )


NOISE: dict[str, Data] = {
    "a worthless origin": make_report("E1", origin="noise"),
    "a worthless digit": make_report("A5", origin="noise"),
    "a denial": make_report("B2", origin="noise", stance="denies"),
    "a worthless copy": make_report("E1", origin="wire"),
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_only_voices_that_bear_it_out_are_ground(noise: Data) -> None:
    """A worthless report changes nothing, the confidence neither."""
    report = make_report("A1", origin="wire")
    plain = ground_of({"s": EVENT}, [make_development("d", 40, "s", report)])
    noisy = ground_of({"s": EVENT}, [make_development("d", 40, "s", report, noise)])
    assert noisy == plain


def test_what_has_no_weight_is_no_ground() -> None:
    """A rumour, and news outside its window, beside one that counts."""
    told = [
        make_development("d1", 40, "s"),
        make_development("d2", 90, "s", make_report("E1", origin="noise")),
        make_development("d3", 90, "t", make_report(origin="late")),
    ]
    found = ground_of({"s": EVENT, "t": WINDOW}, told)
    assert (found.origins, found.days, found.observed) == (1, 60, 1)


# How the rubric reads it. At each criterion support.RUBRIC says where high and where
# moderate begin.

HIGH = Ground(
    origins=4,
    grade=Decimal("0.6"),
    largest="wire",
    largest_share=Decimal("0.3"),
    width=0.25,
    days=30,
    observed=6,
    indicators=10,
)
BEHIND = "behind the observed indicators"
CRITERIA: dict[str, list[tuple[Data, str]]] = {
    "origins": [
        ({"origins": 4}, "4 independent origins behind the observed indicators: high"),
        (
            {"origins": 3},
            "3 independent origins behind the observed indicators: moderate",
        ),
        (
            {"origins": 2},
            "2 independent origins behind the observed indicators: moderate",
        ),
        ({"origins": 1}, "1 independent origin behind the observed indicators: low"),
    ],
    "grade": [
        (
            {"grade": Decimal("0.6")},
            "the typical indicator's best report is graded r = 0.60: high",
        ),
        (
            {"grade": Decimal("0.3")},
            "the typical indicator's best report is graded r = 0.30: moderate",
        ),
        (
            {"grade": Decimal("0.29")},
            "the typical indicator's best report is graded r = 0.29: low",
        ),
    ],
    "largest": [
        ({"largest_share": Decimal("0.3")}, "wire is 30 % of what is told: high"),
        ({"largest_share": Decimal("0.6")}, "wire is 60 % of what is told: moderate"),
        ({"largest_share": Decimal("0.61")}, "wire is 61 % of what is told: low"),
        ({"largest": "", "largest_share": Decimal(1)}, "no origin speaks: low"),
    ],
    "width": [
        ({"width": 0.25}, "the widest interval spans 25 points: high"),
        ({"width": 0.5}, "the widest interval spans 50 points: moderate"),
        ({"width": 0.51}, "the widest interval spans 51 points: low"),
        (
            {"width": None},
            "the question is settled, so that there is no interval: high",
        ),
    ],
    "days": [
        ({"days": 30}, "the newest observation is 30 days old: high"),
        ({"days": 31}, "the newest observation is 31 days old: moderate"),
        ({"days": 1}, "the newest observation is 1 day old: high"),
        ({"days": 91}, "the newest observation is 91 days old: low"),
        ({"days": None}, "nothing is observed yet: low"),
    ],
    "observed": [
        ({"observed": 6}, "6 of 10 indicators observed: high"),
        ({"observed": 5}, "5 of 10 indicators observed: moderate"),
        ({"observed": 3}, "3 of 10 indicators observed: moderate"),
        ({"observed": 2}, "2 of 10 indicators observed: low"),
        ({"observed": 0, "indicators": 1}, "0 of 1 indicator observed: low"),
    ],
}
READ = [
    pytest.param(place, changes, reason, id=reason)
    for place, pairs in enumerate(CRITERIA.values())
    for changes, reason in pairs
]


@pytest.mark.parametrize(("place", "changes", "reason"), READ)
def test_each_criterion_is_read_by_itself(
    place: int, changes: Data, reason: str
) -> None:
    reasons = judge(replace(HIGH, **changes), make_model().confidence).reasons
    assert reasons[place] == reason
    others = [each for number, each in enumerate(reasons) if number != place]
    assert all(each.endswith(": high") for each in others)


LOW: Data = {"origins": 1, "grade": Decimal(0), "days": None, "width": 0.9}
MODERATE: Data = {"origins": 2, "grade": Decimal("0.3"), "days": 60, "width": 0.5}


def some(changes: Data, number: int) -> Data:
    return dict(list(changes.items())[:number])


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "high"),
        (some(MODERATE, 2), "high"),
        (some(MODERATE, 3), "moderate"),
        (some(LOW, 1), "moderate"),
        (some(LOW, 2), "moderate"),
        (some(LOW, 3), "low"),
        (LOW, "low"),
    ],
    ids=[
        "all high",
        "four high",
        "three high",
        "one low",
        "two low",
        "three low",
        "four low",
    ],
)
def test_the_level_follows_from_the_criteria(changes: Data, level: str) -> None:
    """High needs four high and none low, low three low; all else is moderate."""
    assert judge(replace(HIGH, **changes), make_model().confidence).level == level


def test_things_are_counted_in_words() -> None:
    assert [count(number, "day") for number in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
