"""Moments are read in two forms, and never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.item import day_of
from scenarios.intake.moments import moment_of, read_moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-31", "2024-05-31"),
        ("2024-05-31T14:05:00Z", "2024-05-31T14:05:00Z"),
        ("2024-05-31T23:30:00-05:00", "2024-06-01T04:30:00Z"),
        ("2024-05-31 14:05:00.250+05:30", "2024-05-31T08:35:00.250000Z"),
        ("2024-05-31T14:05Z", "2024-05-31T14:05:00Z"),
        ("2024-05-31T14:05:00", "2024-05-31"),
        (" Fri, 31 May 2024 14:05:00 +0500 ", "2024-05-31T09:05:00Z"),
        ("31 May 2024 14:05 GMT", "2024-05-31T14:05:00Z"),
        ("Fri, 31 May 2024 23:05:00 EST", "2024-06-01T04:05:00Z"),
        ("Fri, 31 May 2024 14:05:00 -0000", "2024-05-31"),
        ("Fri, 31 May 2024 14:05:00 PKT", "2024-05-31"),
    ],
)
def test_a_date_of_a_feed_is_read(text: str, moment: str) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2024",
        "1.5",
        "may",
        "May 2024",
        "yesterday",
        "2024-13-01",
        "2024-02-30T10:00:00Z",
        "31 Foo 2024 14:05 GMT",
        "Fri, 31 Jun 2024 14:05:00 GMT",
        "0001-01-01T00:00:00+14:00",
        "20240531",
        "1717164300",
    ],
)
def test_what_is_not_sure_is_not_read(text: str) -> None:
    assert read_moment(text) is None


@given(st.datetimes(timezones=st.timezones(), min_value=dt.datetime(1970, 1, 2)))  # noqa: DTZ001
def test_a_time_keeps_its_instant(time: dt.datetime) -> None:
    moment = moment_of(time)
    assert read_moment(moment) == moment
    assert day_of(moment) == time.astimezone(dt.UTC).date()
