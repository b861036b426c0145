"""Which days a history is told of."""

from __future__ import annotations

import datetime as dt

import pytest

from scenarios.domain.scenario import Horizon
from scenarios.errors import NoDaysError, TooManyDaysError
from scenarios.whatif.period import Period

OPENS, CLOSES = dt.date(2024, 1, 1), dt.date(2024, 1, 31)
HORIZON = Horizon.model_validate({"opens": OPENS, "closes": CLOSES})
LATER = dt.date(2025, 6, 1)


def days(period: Period, *turns: int) -> list[int]:
    """Return the days of a period as days of January 2024."""
    ordinals = [dt.date(2024, 1, turn).toordinal() for turn in turns]
    found = period.days(HORIZON, ordinals)
    return [(dt.date.fromordinal(day) - OPENS).days + 1 for day in found.tolist()]


def test_it_runs_from_the_opening_to_the_close_week_by_week() -> None:
    assert days(Period(LATER)) == [1, 8, 15, 22, 29, 31]


def test_it_ends_today_where_the_horizon_is_still_open() -> None:
    assert days(Period(dt.date(2024, 1, 10))) == [1, 8, 10]


def test_before_the_opening_it_is_today() -> None:
    assert days(Period(dt.date(2023, 12, 30))) == [-1]


def test_its_ends_can_be_given_beyond_the_horizon() -> None:
    period = Period(LATER, dt.date(2023, 12, 31), dt.date(2024, 2, 1), 10)
    assert days(period) == [0, 10, 20, 30, 32]


def test_steps_are_the_days_on_which_something_is_new_between_the_ends() -> None:
    period = Period(LATER, end=dt.date(2024, 1, 20), every=None)
    assert days(period, 9, 5, 5, 1, 25) == [1, 5, 9, 20]


def test_an_end_before_the_start_is_refused() -> None:
    period = Period(LATER, dt.date(2024, 3, 1), dt.date(2024, 2, 1))
    with pytest.raises(NoDaysError, match=r"between 2024-03-01 and 2024-02-01; let"):
        period.days(HORIZON, [])


def test_more_points_than_can_be_shown_are_refused() -> None:
    with pytest.raises(TooManyDaysError, match=r"^45,656 points are more than 20,000"):
        Period(LATER, dt.date(1900, 1, 1), dt.date(2025, 1, 1), 1).days(HORIZON, [])
