"""Every word of every standard makes a sentence."""

from decimal import Decimal

import pytest

from scenarios.assessment.words import STANDARDS, likelihood_word
from scenarios.report.page.phrases import opening, predicate

WORDS = sorted({band.word for bands in STANDARDS.values() for band in bands})
ADJECTIVES = {
    "likely",
    "unlikely",
    "certain",
    "probable",
    "ruled out",
    "about as likely as not",
    *(f"{how} likely" for how in ("very", "highly")),
    *(f"{how} unlikely" for how in ("very", "highly", "exceptionally")),
    *(f"{how} certain" for how in ("almost", "virtually")),
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_that_is_no_adjective_has_a_turn_of_its_own(word: str) -> None:
    said = opening(word), predicate(word)
    plain = f"It is {word}", f"is {word}"
    assert (said == plain) == (word in ADJECTIVES)
    assert said[0][0].isupper()
    assert said[1].split()[0] in {"is", "has"}


def test_icd_203_reads_as_analysts_write() -> None:
    openings = {
        "almost no chance": "There is almost no chance",
        "very unlikely": "It is very unlikely",
        "unlikely": "It is unlikely",
        "roughly even chance": "There is a roughly even chance",
        "likely": "It is likely",
        "very likely": "It is very likely",
        "almost certain": "It is almost certain",
        "above 99 %": "There is a chance of more than ninety-nine in a hundred",
    }
    assert {word: opening(word) for word in openings} == openings


@pytest.mark.parametrize("standard", ["phia", "kent"])
def test_a_gap_of_a_standard_names_both_its_sides(standard: str) -> None:
    word = likelihood_word(Decimal("0.945"), standard)
    if standard == "kent":
        word = likelihood_word(Decimal("0.15"), standard)
    assert opening(word).startswith("The likelihood lies between «")
    assert predicate(word).startswith("lies between «")
