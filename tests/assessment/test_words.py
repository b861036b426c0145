"""Likelihood words: every band, boundary and gap of four standards.

The bands are those that the standards publish, as section C6 of our notes on method
lists them.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.assessment.words import (
    STANDARDS,
    likelihood_word,
    percent,
    percent_range,
    percent_with,
)

SAID: dict[str, list[tuple[str, str]]] = {
    "icd-203": [
        ("0", "below 1 %"),
        ("0.009999", "below 1 %"),
        ("0.01", "almost no chance"),
        ("0.049999", "almost no chance"),
        ("0.05", "very unlikely"),
        ("0.199999", "very unlikely"),
        ("0.20", "unlikely"),
        ("0.449999", "unlikely"),
        ("0.45", "roughly even chance"),
        ("0.50", "roughly even chance"),
        ("0.549999", "roughly even chance"),
        ("0.55", "likely"),
        ("0.799999", "likely"),
        ("0.80", "very likely"),
        ("0.949999", "very likely"),
        ("0.95", "almost certain"),
        ("0.99", "almost certain"),
        ("0.990001", "above 99 %"),
        ("0.999", "above 99 %"),
        ("1", "above 99 %"),
    ],
    "phia": [
        ("0", "ruled out"),
        ("1e-30", "remote chance"),
        ("0.05", "remote chance"),
        ("0.050001", "between remote chance and highly unlikely"),
        ("0.099999", "between remote chance and highly unlikely"),
        ("0.10", "highly unlikely"),
        ("0.20", "highly unlikely"),
        ("0.22", "between highly unlikely and unlikely"),
        ("0.25", "unlikely"),
        ("0.35", "unlikely"),
        ("0.37", "between unlikely and realistic possibility"),
        ("0.40", "realistic possibility"),
        ("0.499999", "realistic possibility"),
        ("0.50", "between realistic possibility and likely"),
        ("0.52", "between realistic possibility and likely"),
        ("0.549999", "between realistic possibility and likely"),
        ("0.55", "likely"),
        ("0.75", "likely"),
        ("0.77", "between likely and highly likely"),
        ("0.80", "highly likely"),
        ("0.90", "highly likely"),
        ("0.92", "between highly likely and almost certain"),
        ("0.95", "almost certain"),
        ("0.999999", "almost certain"),
        ("1", "certain"),
    ],
    # Nested bands, of which the narrowest is said: .97 is very likely (90-100) and
    # likely (66-100); .66 is about as likely as not (33-66) and likely (66-100).
    "ipcc": [
        ("0", "exceptionally unlikely"),
        ("0.01", "exceptionally unlikely"),
        ("0.010001", "very unlikely"),
        ("0.10", "very unlikely"),
        ("0.100001", "unlikely"),
        ("0.329999", "unlikely"),
        ("0.330001", "about as likely as not"),
        ("0.66", "about as likely as not"),
        ("0.660001", "likely"),
        ("0.899999", "likely"),
        ("0.90", "very likely"),
        ("0.97", "very likely"),
        ("0.989999", "very likely"),
        ("0.99", "virtually certain"),
        ("1", "virtually certain"),
    ],
    # A midpoint and a spread each: 7 ± 5, 30 ± 10, 50 ± 10, 75 ± 12 and 93 ± 6.
    "kent": [
        ("0", "impossibility"),
        ("0.01", "between impossibility and almost certainly not"),
        ("0.02", "almost certainly not"),
        ("0.12", "almost certainly not"),
        ("0.15", "between almost certainly not and probably not"),
        ("0.20", "probably not"),
        ("0.399999", "probably not"),
        ("0.400001", "chances about even"),
        ("0.60", "chances about even"),
        ("0.61", "between chances about even and probable"),
        ("0.63", "probable"),
        ("0.869999", "probable"),
        ("0.870001", "almost certain"),
        ("0.99", "almost certain"),
        ("0.995", "between almost certain and certainty"),
        ("1", "certainty"),
    ],
}


@pytest.mark.parametrize(
    ("standard", "probability", "word"),
    [
        pytest.param(standard, probability, word, id=f"{standard} {probability}")
        for standard, pairs in SAID.items()
        for probability, word in pairs
    ],
)
def test_a_probability_has_the_word_of_its_band(
    standard: str, probability: str, word: str
) -> None:
    assert likelihood_word(Decimal(probability), standard) == word


@pytest.mark.parametrize("standard", STANDARDS)
def test_bands_do_not_overlap_and_run_from_low_to_high(standard: str) -> None:
    bands = STANDARDS[standard]
    edges = [edge for band in bands for edge in (band.low, band.high)]
    assert edges == sorted(edges)
    for edge in edges:
        assert sum(band.holds(edge) for band in bands) <= 1


@given(
    st.decimals(min_value=0, max_value=1, places=12), st.sampled_from(sorted(STANDARDS))
)
def test_every_probability_has_a_word(probability: Decimal, standard: str) -> None:
    """One band's, or where none holds it, those of the two beside the gap."""
    word = likelihood_word(probability, standard)
    holding = [band.word for band in STANDARDS[standard] if band.holds(probability)]
    assert [word] == holding or (not holding and word.startswith("between "))


@pytest.mark.parametrize("standard", ["icd-203", "ipcc"])
def test_some_standards_have_no_gap(standard: str) -> None:
    for places in range(1001):
        word = likelihood_word(Decimal(places) / 1000, standard)
        assert not word.startswith("between")


@pytest.mark.parametrize(
    ("probability", "written"),
    [
        (0, "0 %"),
        (Decimal("1e-30"), "<1 %"),
        (0.0099, "<1 %"),
        (Decimal("0.01"), "1 %"),
        (0.01, "1 %"),
        (0.426, "43 %"),
        (Decimal("0.424"), "42 %"),
        (Decimal("0.99"), "99 %"),
        (0.99, "99 %"),
        (0.9901, ">99 %"),
        (1 - Decimal("1e-20"), ">99 %"),
        (1, "100 %"),
    ],
    ids=str,
)
def test_percents_are_whole_and_never_more_certain_than_they_are(
    probability: Decimal | float, written: str
) -> None:
    assert percent(probability) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [(0.126, 0.471, "13-47 %"), (0, 0.004, "0-<1 %"), (0.25, 1, "25-100 %")],
)
def test_an_interval_is_written_with_one_sign(
    low: float, high: float, written: str
) -> None:
    assert percent_range(low, high).replace("\N{EN DASH}", "-") == written


@pytest.mark.parametrize("standard", STANDARDS)
@given(probability=st.decimals(0, 1, places=4))
def test_a_percentage_bears_its_word(standard: str, probability: Decimal) -> None:
    word = likelihood_word(probability, standard)
    shown = percent_with(probability, word)
    if shown[0] not in "<>":
        number = Decimal(shown.removesuffix(" %")) / 100
        assert likelihood_word(number, standard) == word
        assert abs(number - probability) <= Decimal("0.005")
