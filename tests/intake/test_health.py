"""Health: every way in which a feed ceases to tell has its word."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scenarios.intake.health import STATES, WRONG, Health, examine
from scenarios.intake.polling import FeedState

NOW = datetime(2024, 6, 3, 9, tzinfo=UTC)
"""A Monday."""

Times = tuple[str | None, str | None]


def back(days: int) -> date:
    return NOW.date() - timedelta(days=days)


def published(first: int, last: int, each: int = 4) -> list[Times]:
    """Return items published so many days ago, from first to last."""
    return [
        (f"{back(days)}T08:00:00Z", f"{NOW.date()}T09:00:00Z")
        for days in range(first, last - 1, -1)
        for _ in range(each)
    ]


def fine(**news: object) -> FeedState:
    told = "2024-06-03T09:00:00Z"
    return FeedState.model_validate({"asked": told, "succeeded": told, **news})


def health(
    state: FeedState | None = None, items: list[Times] | None = None, answered: int = 60
) -> Health:
    answers = [back(days) for days in range(answered, -1, -1)]
    told = published(60, 0) if items is None else items
    return examine("dawn", state or fine(), told, answers, NOW)


def test_a_feed_that_brings_what_it_used_to_is_fine() -> None:
    found = health()
    assert (found.state, found.why, found.is_wrong) == ("fine", "", False)
    assert (found.rhythm.week, found.rhythm.usual, found.items) == (28, 28, 244)
    assert (found.newest, found.clock) == (NOW.date(), "published")
    assert found.succeeded == "2024-06-03T09:00:00Z"


@pytest.mark.parametrize(
    ("state", "word", "why"),
    [
        (fine(gone=True), "gone", "says that it is gone for good"),
        (FeedState(), "unasked", "has never been asked; run"),
        (
            fine(asked="2024-05-30T23:59:00Z"),
            "unasked",
            "was last asked on 2024-05-30; is `scenarios fetch` still run?",
        ),
        (fine(asked="2024-05-31T00:00:00Z"), "fine", ""),
        (fine(asked=None), "fine", ""),
        (
            fine(failures=1, failing="2024-06-03T08:00:00Z"),
            "failing",
            "has not answered since 2024-06-03, in 1 try",
        ),
        (
            fine(failures=9, failing="2024-05-27T08:00:00Z"),
            "dead",
            "has not answered since 2024-05-27, in 9 tries; look for its new address",
        ),
        (
            fine(failures=9, asked="2024-05-01T08:00:00Z"),
            "dead",
            "has not answered since 2024-05-01, in 9 tries",
        ),
    ],
)
def test_what_is_wrong_with_asking_it_comes_first(
    state: FeedState, word: str, why: str
) -> None:
    found = health(state)
    assert found.state == word
    assert found.why.startswith(why)
    assert found.is_wrong == (word in WRONG)


def test_a_feed_whose_newest_item_is_old_is_stuck_however_fresh_it_was_fetched() -> (
    None
):
    found = health(items=published(200, 31))
    assert (found.state, found.newest) == ("stuck", back(31))
    assert found.why == "answers, and its newest item is of 2024-05-03, 31 days ago"
    assert health(items=published(200, 30), answered=120).state == "silent"


def test_a_feed_that_was_always_slow_has_twice_its_longest_gap() -> None:
    rare = [*published(200, 200, 1), *published(140, 140, 1)]
    assert health(items=[*rare, *published(100, 100, 1)]).state == "fine"
    assert health(items=[*rare, *published(121, 121, 1)], answered=2).state == "stuck"


def test_a_feed_that_never_held_an_item_is_stuck() -> None:
    found = health(items=[])
    assert (found.state, found.newest) == ("stuck", None)
    assert found.why == "answers, and has never held an item"


def test_an_item_of_a_day_to_come_makes_no_feed_fresh() -> None:
    future: list[Times] = [("2099-01-01", "2024-06-03T09:00:00Z")]
    found = health(items=[*published(200, 40), *future])
    assert (found.state, found.newest) == ("stuck", back(40))


def test_a_feed_that_brings_far_less_is_silent() -> None:
    found = health(items=published(60, 5))
    assert found.state == "silent"
    assert found.why == "brought 0 items in the last 4 days, where 16 are usual"
    one = [*published(60, 8, 20), *published(5, 5, 1)]
    assert "brought 1 item in the last 7 days, where 140" in health(items=one).why
    day = health(items=published(60, 2, 20)).why
    assert day == "brought 0 items in the last day, where 20 are usual"


def test_before_three_weeks_nobody_knows_what_is_usual() -> None:
    found = health(answered=20)
    assert (found.state, found.rhythm.usual) == ("young", None)


def test_items_without_dates_are_counted_by_when_they_were_fetched() -> None:
    undated: list[Times] = [(None, f"{back(d)}T07:00:00Z") for d in range(60, -1, -1)]
    found = health(items=undated)
    assert (found.clock, found.rhythm.week, found.newest) == ("fetched", 7, back(0))
    lost: list[Times] = [(None, None)]
    assert health(items=[*undated, *lost]).clock == "fetched"


def test_every_state_is_explained() -> None:
    assert set(STATES) > WRONG
    assert all(meaning for meaning in STATES.values())
