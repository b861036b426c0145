"""The method, told: every band of every standard, every criterion of confidence."""

from pathlib import Path

import pytest

from dossiers import compile_here
from scenarios.assessment.words import STANDARDS
from scenarios.report.page.method import NAMES, bands_of, criteria_of


def test_every_standard_has_a_name() -> None:
    assert set(NAMES) == set(STANDARDS)


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_word_is_told_with_its_band(standard: str) -> None:
    assert [each.word for each in bands_of(standard)] == [
        band.word for band in STANDARDS[standard]
    ]


def test_a_band_says_which_ends_belong_to_it() -> None:
    icd = {each.word: each.range for each in bands_of("icd-203")}
    assert icd["likely"] == "from 55 % to below 80 %"
    assert icd["almost certain"] == "from 95 % to 99 %"
    assert icd["above 99 %"] == "above 99 % to 100 %"
    assert bands_of("phia")[0].range == "0 %"


def test_what_confidence_needs_is_told_as_the_model_has_it(tmp_path: Path) -> None:
    criteria = criteria_of(compile_here(tmp_path).assessment.model)
    assert [(each.high, each.moderate) for each in criteria] == [
        ("6", "3"),
        ("0.6", "0.4"),
        ("30 %", "60 %"),
        ("25 %", "50 %"),
        ("45", "99"),
        ("60 %", "30 %"),
    ]
