"""Signs: what terms and words of a text say for indicators, each on its own."""

from __future__ import annotations

from datetime import date

import pytest

from questions import question
from scenarios.intake.signs import LONG, Heard, Signs, is_open
from scenarios.intake.words import folded_words

SCENARIO = question(
    {
        "campus": {
            "title": "Police facilities",
            "why": "A campus opens",
            "match": {"any": ["campus*"], "none": ["India"]},
        },
        "talks": {"title": "Talks on police"},
    }
)
SIGNS = Signs([SCENARIO])


def heard(text: str, signs: Signs = SIGNS) -> Heard:
    return signs.hear(folded_words(text))


def test_words_that_say_most_come_first_and_equal_ones_by_name() -> None:
    told = heard("A campus: police open facilities, envoy says")
    # `facilit` is of one title, `police` of both; `campu` is said twice, by the reason
    # and by the term, and `open` once.
    assert SIGNS.words("s/campus", told) == ["facilit", "campu", "open", "police"]
    assert SIGNS.words("s/talks", told) == ["police"]


def test_terms_tell_what_they_matched_and_a_forbidden_one_refuses() -> None:
    told = heard("Two campuses")
    assert SIGNS.named(told) == {"s/campus"}
    assert SIGNS.terms("s/campus", told) == [("campus*", "campuses")]
    assert SIGNS.terms("s/talks", told) == []
    assert SIGNS.terms("s/campus", heard("A campus in India")) is None


def test_words_of_a_long_text_say_less() -> None:
    short = "Police facilities"
    long = " ".join([short, *(f"{a}{b}x" for a in "bcdf" for b in "aeiouyw")])
    assert len(long.split()) == 30
    said = heard(long).sums
    assert said == pytest.approx(heard(short).sums * LONG / 30)


def test_without_scenarios_nothing_is_heard() -> None:
    told = heard("Police facilities", Signs([]))
    assert (told.stems, told.sums.size) == ([], 0)


def test_a_question_is_open_in_its_horizon_and_a_month_after() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 1, 30), date(2025, 1, 31)]
    assert [is_open(SCENARIO, day) for day in days] == [False, True, True, False]
    assert is_open(SCENARIO, None)
