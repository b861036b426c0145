"""Rhythm: what is usual for a feed, and what is too little to be chance."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.intake.rhythm import RARE, chance_of_so_few, find_rhythm

pytestmark = pytest.mark.no_cover

TODAY = date(2024, 6, 3)
"""A Monday."""


def days_back(number: int) -> list[date]:
    return [TODAY - timedelta(days=back) for back in range(1, number + 1)]


def counts_of(count: Callable[[date], int], days: int = 84) -> dict[date, int]:
    return {day: count(day) for day in days_back(days)}


def test_the_chance_of_so_few_is_that_of_poisson_counts() -> None:
    # P(X ≤ 2) of a mean of 5 is e⁻⁵·(1 + 5 + 12.5); 0.1247 in the tables.
    assert chance_of_so_few(2, [5, 5, 5]) == pytest.approx(18.5 * exp(-5))
    assert chance_of_so_few(0, [40, 40, 40]) == pytest.approx(exp(-40))


def test_counts_that_vary_more_than_chance_are_less_telling() -> None:
    # Median 40: φ = (15² + 25²)/(2·40) = 10.625, and P(X = 0) = e^(−40/10.625).
    assert chance_of_so_few(0, [40, 25, 65]) == pytest.approx(exp(-40 / 10.625))
    # 11 of them are 2 in units of φ: P(X ≤ 2) of a mean of 3.7647.
    mean = 40 / 10.625
    two = exp(-mean) * (1 + mean + mean**2 / 2)
    assert chance_of_so_few(11, [40, 25, 65]) == pytest.approx(two)


def test_large_counts_do_not_run_out_of_digits() -> None:
    assert chance_of_so_few(5000, [5000] * 3) == pytest.approx(0.5, abs=0.01)
    assert chance_of_so_few(2000, [5000] * 3) < 1e-300


@given(st.lists(st.integers(0, 90), min_size=3, max_size=12), st.integers(0, 90))
def test_the_chance_is_one_and_grows_with_what_was_seen(
    like: list[int], seen: int
) -> None:
    fewer, more = chance_of_so_few(seen, like), chance_of_so_few(seen + 1, like)
    assert 0 <= fewer <= more <= 1


def test_a_busy_feed_is_missed_after_a_day() -> None:
    counts = counts_of(lambda day: 0 if day == TODAY - timedelta(days=1) else 20)
    found = find_rhythm(counts, days_back(84), TODAY)
    assert found.silence is not None
    assert (found.silence.days, found.silence.seen, found.silence.usual) == (1, 0, 20)
    assert (found.week, found.usual) == (120, 140)


def test_a_sunday_is_compared_with_sundays() -> None:
    counts = counts_of(lambda day: 20 if day.weekday() < 5 else 0)
    assert find_rhythm(counts, days_back(84), TODAY).silence is None
    # On a working day it is another matter: seen from Wednesday.
    quiet = TODAY + timedelta(days=1)
    answers = [*days_back(84), TODAY, quiet]
    found = find_rhythm({**counts, TODAY: 0}, answers, quiet)
    assert found.silence is not None
    assert found.silence.days in (1, 2, 3)


def test_a_feed_that_brings_less_though_not_nothing_is_missed_in_time() -> None:
    counts = counts_of(lambda day: 2 if (TODAY - day).days <= 7 else 6)
    found = find_rhythm(counts, days_back(84), TODAY)
    assert found.silence is not None
    # 14 where 42 are usual: P(X ≤ 14) of a mean of 42 is 4·10⁻⁷.
    assert (found.silence.days, found.silence.seen, found.silence.usual) == (7, 14, 42)
    assert found.silence.chance < 1e-6


def test_a_rare_feed_is_not_missed_at_once() -> None:
    counts = counts_of(lambda day: int(day.weekday() == 2))
    empty = {day: n for day, n in counts.items() if (TODAY - day).days > 20}
    assert find_rhythm(empty, days_back(84), TODAY).silence is None


def test_nothing_is_usual_before_three_weeks_were_heard() -> None:
    counts = counts_of(lambda _: 9)
    found = find_rhythm(counts, days_back(20), TODAY)
    assert (found.usual, found.silence) == (None, None)
    assert find_rhythm({}, [], TODAY).week == 0


def test_days_that_nobody_listened_to_are_compared_with_nothing() -> None:
    # What an answer after three weeks still holds is of the last days alone.
    lost = range(4, 21)
    counts = counts_of(lambda day: 0 if (TODAY - day).days in lost else 20)
    away = [day for day in days_back(84) if (TODAY - day).days > 20]
    assert find_rhythm(counts, [*away, TODAY], TODAY).silence is None
    assert find_rhythm(counts, [*days_back(84), TODAY], TODAY).silence is not None


def test_an_answer_tells_of_the_days_just_before_it() -> None:
    # Asked on working days only, a feed is heard on Sundays too.
    working = [day for day in days_back(84) if day.weekday() < 5]
    found = find_rhythm(counts_of(lambda _: 5), [*working, TODAY], TODAY)
    assert (found.week, found.usual) == (35, 35)


def test_a_feed_that_goes_on_is_hardly_ever_called_silent() -> None:
    random = Random(3)
    start = date(2022, 1, 1)
    alarms = looks = 0
    for mean in (0.3, 2, 8, 30):
        days = [start + timedelta(days=n) for n in range(500)]
        counts = Counter(
            {day: _poisson(mean * (1.4 - day.weekday() / 6), random) for day in days}
        )
        for today in days[25:]:
            looks += 1
            alarms += find_rhythm(counts, days, today).silence is not None
    # The median of a dozen counts is itself uncertain; days in a row go together.
    assert alarms / looks < 10 * RARE


def _poisson(mean: float, random: Random) -> int:
    """Draw a Poisson count by the gaps between events."""
    time, events = random.expovariate(1), 0
    while time < mean:
        time, events = time + random.expovariate(1), events + 1
    return events
