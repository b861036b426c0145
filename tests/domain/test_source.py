"""Sources and their dated letters."""

from __future__ import annotations

import datetime as dt

import pytest

from scenarios.domain.source import Source
from support import make_source, refusal


@pytest.mark.parametrize(
    ("on", "letter"),
    [
        ("2019-12-31", "F"),
        ("2020-01-01", "B"),
        ("2023-06-30", "B"),
        ("2023-07-01", "D"),
        ("2030-01-01", "D"),
    ],
)
def test_a_letter_holds_until_the_next_begins(on: str, letter: str) -> None:
    """Whatever the order in which they are written."""
    source = make_source(("2023-07-01", "D"), ("2020-01-01", "B"))
    assert source.letter_on(dt.date.fromisoformat(on)) == letter


def test_a_source_without_letters_cannot_be_judged() -> None:
    assert make_source().letter_on(dt.date(2024, 1, 1)) == "F"


def test_a_day_has_one_letter() -> None:
    periods = [
        {"from": "2020-01-01", "grade": "B"},
        {"from": "2021-01-01", "grade": "C"},
        {"from": "2020-01-01", "grade": "B"},
    ]
    fault = refusal(Source, {"title": "A source", "reliability": periods})
    assert fault == "reliability: has two letters from the same day"


def test_a_letter_is_one_of_six() -> None:
    periods = [{"from": "2020-01-01", "grade": "G"}]
    fault = refusal(Source, {"title": "A source", "reliability": periods})
    assert fault.startswith("reliability.0.grade: Input should be 'A', 'B', 'C'")
