"""Signs: what terms and words of a text say for indicators, each on its own."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.domain.scenario import Scenario
from scenarios.intake.signs import LONG, Signs, is_open

SCENARIO = Scenario.model_validate(
    {
        "format": "scenarios/scenario@1",
        "id": "s",
        "title": "A question",
        "question": "Which?",
        "horizon": {"opens": "2024-01-01", "closes": "2024-12-31"},
        "outcomes": {
            "yes": {"title": "Yes", "prior": 0.5},
            "no": {"title": "No", "prior": 0.5},
        },
        "indicators": {
            "campus": {
                "title": "Police facilities",
                "why": "A campus opens",
                "weights": {},
                "match": {"any": ["campus*"], "none": ["India"]},
            },
            "talks": {"title": "Talks on police", "weights": {}},
        },
    }
)
SIGNS = Signs([SCENARIO])


def test_words_that_say_most_come_first_and_equal_ones_by_name() -> None:
    heard = SIGNS.hear("A campus: police open facilities, envoy says")
    # `facilit` is of one title, `police` of both; `campu` is said twice, by the reason
    # and by the term, and `open` once.
    assert SIGNS.words("s/campus", heard) == ["facilit", "campu", "open", "police"]
    assert SIGNS.words("s/talks", heard) == ["police"]


def test_terms_tell_what_they_matched_and_a_forbidden_one_refuses() -> None:
    heard = SIGNS.hear("Two campuses")
    assert SIGNS.named(heard) == {"s/campus"}
    assert SIGNS.terms("s/campus", heard) == [("campus*", "campuses")]
    assert SIGNS.terms("s/talks", heard) == []
    assert SIGNS.terms("s/campus", SIGNS.hear("A campus in India")) is None


def test_words_of_a_long_text_say_less() -> None:
    short = "Police facilities"
    long = " ".join([short, *(f"{a}{b}x" for a in "bcdf" for b in "aeiouyw")])
    assert len(long.split()) == 30
    said = SIGNS.hear(long).sums
    assert said == pytest.approx(SIGNS.hear(short).sums * LONG / 30)


def test_without_scenarios_nothing_is_heard() -> None:
    heard = Signs([]).hear("Police facilities")
    assert (heard.stems, heard.sums.size) == ([], 0)


def test_a_question_is_open_in_its_horizon_and_a_month_after() -> None:
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 1, 30), date(2025, 1, 31)]
    assert [is_open(SCENARIO, day) for day in days] == [False, True, True, False]
    assert is_open(SCENARIO, None)
