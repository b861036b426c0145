"""Items: three times, none of which stands in for another."""

from __future__ import annotations

import datetime as dt

import pytest

from scenarios.domain.canonical import canonical_bytes
from scenarios.domain.item import Item, day_of
from support import refusal


def test_an_item_keeps_its_three_times_apart() -> None:
    item = Item.model_validate(
        {
            "id": "item-1",
            "published": "2024-05-11T23:30:00Z",
            "fetched": "2024-05-12T06:00:00.250000Z",
            "happened": "2024-05-10",
        }
    )
    assert (item.published, item.fetched, item.happened) == (
        "2024-05-11T23:30:00Z",
        "2024-05-12T06:00:00.250000Z",
        dt.date(2024, 5, 10),
    )


def test_a_time_that_nobody_said_stays_away() -> None:
    item = Item(id="item-1", fetched="2024-05-12T06:00:00Z")
    assert item.published is None
    assert item.happened is None
    assert canonical_bytes(item) == b'{"fetched":"2024-05-12T06:00:00Z","id":"item-1"}'


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-05-31", dt.date(2024, 5, 31)),
        ("2024-05-31T23:59:59Z", dt.date(2024, 5, 31)),
        ("2024-02-29T00:00:00.5Z", dt.date(2024, 2, 29)),
    ],
)
def test_a_moment_lies_on_a_day(moment: str, day: dt.date) -> None:
    assert day_of(moment) == day


@pytest.mark.parametrize(
    "moment",
    [
        "2024-05",
        "31 May 2024",
        "2024-05-31T10:00:00",
        "2024-05-31T10:00:00+05:00",
        "2024-05-31 10:00:00Z",
        "2023-02-29",
        "2024-05-31T25:00:00Z",
        "\u0662\u0660\u0662\u0664-05-31",
    ],
)
def test_what_is_no_day_and_no_time_in_utc_is_refused(moment: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        day_of(moment)
    assert "must be a day like 2024-05-31" in refusal(
        Item, {"id": "item-1", "published": moment}
    )


@pytest.mark.parametrize("language", ["", "en", "ur-PK", "zh-Hans-CN"])
def test_a_language_is_a_tag(language: str) -> None:
    assert Item(id="x", language=language).language == language


@pytest.mark.parametrize("language", ["English", "e", "en_US", "en-"])
def test_what_is_no_language_tag_is_refused(language: str) -> None:
    assert refusal(Item, {"id": "x", "language": language})
