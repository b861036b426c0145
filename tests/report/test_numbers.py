"""Numbers as people read them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.assessment.words import STANDARDS, likelihood_word, percent
from scenarios.report.numbers import decibans, percent_of_word, points


@pytest.mark.parametrize(
    ("probability", "shown"),
    [
        ("0", "0 %"),
        ("1e-30", "<1 %"),
        ("0.00999", "<1 %"),
        ("0.01", "1 %"),
        ("0.4249", "42 %"),
        ("0.99", "99 %"),
        ("0.990001", ">99 %"),
        ("0.9999999999999999999999999", ">99 %"),
        ("1", "100 %"),
    ],
)
def test_a_percentage_is_whole_and_never_more_certain_than_it_is(
    probability: str, shown: str
) -> None:
    assert percent(Decimal(probability)) == shown
    assert percent(float(probability)) == (
        "100 %" if float(probability) == 1 else shown
    )


@given(
    probability=st.decimals(0, 1, places=6),
    standard=st.sampled_from(sorted(STANDARDS)),
)
def test_a_percentage_never_contradicts_its_word(
    probability: Decimal, standard: str
) -> None:
    shown = percent_of_word(probability, standard)
    assert shown.endswith(" %")
    if shown[0] not in "<>":
        value = Decimal(shown.removesuffix(" %")) / 100
        assert likelihood_word(value, standard) == likelihood_word(
            probability, standard
        )
        assert abs(value - probability) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ("0.126", "+13 pp"),
        ("-0.126", "−13 pp"),
        ("0.004", "±0 pp"),
        ("-0.004", "±0 pp"),
        ("0", "±0 pp"),
        ("-1", "−100 pp"),
    ],
)
def test_a_change_is_told_in_points_with_its_sign(change: str, shown: str) -> None:
    assert points(Decimal(change)) == shown
    assert points(float(change)) == shown


@pytest.mark.parametrize(
    ("entry", "shown"),
    [("12.34", "+12.3"), ("-0.06", "−0.1"), ("0.04", "0.0"), ("-0.04", "0.0")],
)
def test_decibans_are_told_to_a_tenth_with_their_sign(entry: str, shown: str) -> None:
    assert decibans(Decimal(entry)) == shown
    assert decibans(float(entry)) == shown
