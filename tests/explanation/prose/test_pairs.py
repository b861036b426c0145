"""Words and numbers that stand together, or alone."""

from __future__ import annotations

import pytest

from proofs import SCENARIOS, found, rules_in, told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is likely (30 %).", "likely (30 %)"),
        ("It is unlikely, about 70 %.", "unlikely, about 70 %"),
        ("It is very likely (75 %).", "very likely (75 %)"),
        ("It is likely (40–90 %).", "likely (40–90 %)"),
        ("It is likely (more than 90 %).", "likely (more than 90 %)"),
        ("It is probable (one-in-five chance).", "probable (one-in-five"),
    ],
)
def test_a_word_and_another_number_are_found(text: str, words: str) -> None:
    assert ("word-against-number", words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is likely (55 %). It is likely (80 %). It is likely (55–80 %).",
        "It is likely (75 %, range 37–92 %).",
        "It will likely not hold (70 %). It will likely not hold (30 %).",
        "It is almost certain (99 %).",
    ],
)
def test_a_word_and_its_number_are_not(text: str) -> None:
    assert found(text) == []


def test_what_the_number_is_called_is_said() -> None:
    (said,) = told("It is likely (30 %).")
    assert said == (
        "page.md:1:7: error: word-against-number: «likely» is 55–80 % in ICD 203, and "
        "30 % is «unlikely»; change one of them"
    )
    (said,) = told("It is likely (10–30 %).")
    assert "10–30 % is «very unlikely» to «unlikely»; change" in said
    (said,) = told("It is likely (less than 5 %).")
    assert "5 % is «very unlikely»" in said
    (said,) = told("It is likely (52 %).", words="phia")
    assert "52 % is «between realistic possibility and likely»" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There is a 70 % chance.", "70 %"),
        ("The probability is 0.35.", "0.35"),
        ("It is 70 % likely.", "70 %"),
    ],
)
def test_a_probability_without_a_word_is_found(text: str, words: str) -> None:
    assert found(text) == [("number-alone", words)]


@pytest.mark.parametrize(
    "text",
    [
        "There is a 70 % chance: it is likely.",
        "There is a chance of less than 1 %, or above 99 %.",
        "| a | 70 % chance |",
        "Turnout was 70 %, a share of 12 % of voters.",
    ],
)
def test_numbers_that_need_no_word_are_not(text: str) -> None:
    assert found(text) == []


def test_a_number_said_of_an_outcome_needs_a_word() -> None:
    text = "# Changes in aid\nReduced stands at 18 %."
    assert found(text, scenarios=SCENARIOS) == [("number-alone", "18 %")]
    assert told(text)[0].endswith(
        "18 % stands without its word; it is «very unlikely» in ICD 203"
    )


def test_only_the_strict_want_a_number_beside_every_word() -> None:
    text = "It is likely. It is unlikely (30 %)."
    assert found(text) == []
    (said,) = told(text, strict=True)
    assert said == (
        "page.md:1:7: warning: word-alone: «likely» stands without its number; add the "
        "one you mean, between 55 and 80 %"
    )
    assert rules_in("It is likely to be so; the chance is 70 %.", strict=True) == []
    assert rules_in("| a | likely |\n", strict=True) == []
