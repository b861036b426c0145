"""How the words of the standards are spelt, and what to write instead of another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenarios.assessment.words import STANDARDS, likelihood_word
from scenarios.explanation.prose.terms import TITLES, spoken, suggest, terms_of

ENDS = {"below 1 %", "above 99 %", "ruled out", "certain", "impossibility", "certainty"}
"""Bands that no product names in a sentence, or whose word is an ordinary one."""


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_band_of_a_standard_has_a_form(standard: str) -> None:
    formed = {term.band.word for _, term in terms_of(standard)}
    assert {band.word for band in STANDARDS[standard]} - formed <= ENDS
    assert standard in TITLES


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_word_that_an_assessment_says_is_a_form(standard: str) -> None:
    forms = {" ".join(words) for words, _ in terms_of(standard)}
    said = {likelihood_word(Decimal(n) / 100, standard) for n in range(1, 100)}
    assert {word for word in said if not word.startswith("between")} - ENDS <= forms


def test_the_rows_of_icd_203_are_those_of_the_directive() -> None:
    # ICD 203 D.6.e.(2)(a), the table.
    rows = {" ".join(words): term.row for words, term in terms_of("icd-203")}
    first = ["almost no chance", "very unlikely", "unlikely", "roughly even chance"]
    first += ["likely", "very likely", "almost certain", "almost certainly"]
    second = ["remote", "highly improbable", "improbable", "roughly even odds"]
    second += ["probable", "probably", "highly probable", "nearly certain"]
    assert {rows[each] for each in first} == {0}
    assert {rows[each] for each in second} == {1}


@pytest.mark.parametrize(
    ("standard", "words", "chosen", "row", "said"),
    [
        ("phia", "highly likely", "icd-203", 0, "«very likely» (80–95 %)"),
        ("phia", "highly likely", "icd-203", 1, "«highly probable» (80–95 %)"),
        ("phia", "remote chance", "icd-203", 0, "«almost no chance» (1–5 %)"),
        (
            "phia",
            "realistic possibility",
            "icd-203",
            0,
            "«unlikely» (20–45 %) or «roughly even chance» (45–55 %)",
        ),
        ("ipcc", "virtually certain", "icd-203", 0, "«almost certain» (95–99 %)"),
        ("kent", "probably not", "icd-203", 0, "«unlikely» (20–45 %)"),
        ("icd-203", "very likely", "phia", 0, "«highly likely» (80–90 %)"),
        (
            "icd-203",
            "very likely",
            "kent",
            0,
            "«probable» (63–87 %) or «almost certain» ",
        ),
        (
            "icd-203",
            "roughly even odds",
            "ipcc",
            0,
            "«about as likely as not» (33–66 %)",
        ),
    ],
)
def test_the_word_to_write_instead_shares_most_of_the_band(
    standard: str, words: str, chosen: str, row: int, said: str
) -> None:
    # Widths shared by hand: of 80–90, 80–95 holds all 10; of 40–50, 20–45 and 45–55
    # each 5; of 80–95, 63–87 holds 7 and 87–99 holds 8.
    term = dict(terms_of(standard))[tuple(words.split())]
    assert suggest(term, chosen, row).startswith(said)


def test_a_standard_without_rows_has_one_way_to_say_it() -> None:
    band = STANDARDS["phia"][5]
    assert spoken(band, "phia", 1) == "likely"
