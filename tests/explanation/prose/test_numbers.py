"""Numbers that can be probabilities."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenarios.assessment.words import Band
from scenarios.explanation.prose.numbers import Number, numbers_in
from scenarios.explanation.prose.tokens import tokens_of

# What is written, and the lowest and highest probability that it can stand for.
CASES = [
    ("70 %", "70 %", "0.695", "0.705"),
    ("70.5%", "70.5%", "0.7045", "0.7055"),
    ("12,5 percent", "12,5 percent", "0.1245", "0.1255"),
    ("seventy-five per cent", "seventy-five per cent", "0.745", "0.755"),
    ("ten pct", "ten pct", "0.095", "0.105"),
    ("a hundred percent", "hundred percent", "0.995", "1.005"),
    ("about 70 %", "70 %", "0.675", "0.725"),
    ("less than 5 %", "5 %", "0", "0.05"),
    ("<1 %", "1 %", "0", "0.01"),
    ("at least 60 %", "60 %", "0.6", "1"),
    ("above 99 %", "99 %", "0.99", "1"),
    ("55–80 %", "55–80 %", "0.545", "0.805"),
    ("55 % to 80 %", "55 % to 80 %", "0.545", "0.805"),
    ("between 55 and 80 %", "55 and 80 %", "0.545", "0.805"),
    ("80-55 %", "80-55 %", "0.545", "0.805"),
    ("a one-in-five chance", "one-in-five", "0.175", "0.225"),
    ("chances are 3 in 4", "3 in 4", "0.725", "0.775"),
    ("a probability of 0.35", "0.35", "0.345", "0.355"),
]


def read(text: str) -> list[tuple[str, Number]]:
    tokens = tokens_of(text, 0, len(text))
    return [
        (text[tokens[each.first].start : tokens[each.last - 1].end], each)
        for each in numbers_in(tokens)
    ]


@pytest.mark.parametrize(("text", "written", "low", "high"), CASES)
def test_a_number_stands_for_what_rounds_to_it(
    text: str, written: str, low: str, high: str
) -> None:
    ((found, number),) = read(text)
    assert found == written
    least, most = Decimal(low), Decimal(high)
    assert number.fits(least)
    assert number.fits(most)
    assert not number.fits(least - Decimal("0.0001"))
    assert not number.fits(most + Decimal("0.0001"))


@pytest.mark.parametrize(
    "text",
    [
        "12 percentage points",
        "5 % points",
        "120 %",
        "1,000 %",
        "99–101 %",
        "one in five towns",
        "five in one chance",
        "a rate of 0.35",
        "9" * 2000 + " %",
        "a probability of 0." + "3" * 2000,
        "in 2024",
        "70",
        "one in",
        "twenty",
    ],
)
def test_what_is_no_probability_is_no_number(text: str) -> None:
    assert read(text) == []


def test_a_change_from_one_to_another_is_two_numbers() -> None:
    assert [written for written, _ in read("from 12 % to 22 %")] == ["12 %", "22 %"]


LIKELY = Band("likely", Decimal("0.55"), Decimal("0.80"))


@pytest.mark.parametrize(
    ("text", "suits"),
    [
        ("55 %", True),
        ("80 %", True),
        ("54 %", False),
        ("54.9 %", False),
        ("81 %", False),
        ("about 53 %", True),
        ("55–80 %", True),
        ("60–81 %", False),
        ("50–60 %", False),
        ("more than 60 %", True),
        ("more than 85 %", False),
    ],
)
def test_a_number_suits_a_word_if_it_can_lie_in_its_band(
    text: str, *, suits: bool
) -> None:
    ((_, number),) = read(text)
    assert number.suits(LIKELY) is suits
