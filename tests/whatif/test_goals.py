"""What a flip is to change, in arrays and exactly."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from scenarios.assessment.words import STANDARDS, likelihood_word
from scenarios.whatif.goals import Goal

CHANCES = [Decimal(n) / 2000 for n in range(1, 2000)]


@pytest.mark.parametrize("standard", STANDARDS)
def test_another_word_is_told_from_floats_as_it_is_exactly(standard: str) -> None:
    """Between the edges of the bands; on an edge the exact ledger decides."""
    edges = {edge for band in STANDARDS[standard] for edge in (band.low, band.high)}
    inside = [p for p in CHANCES if p not in edges]
    words = [likelihood_word(p, standard) for p in inside]
    floats = np.array([[float(p) for p in inside], [1 - float(p) for p in inside]])
    for word in set(words):
        goal = Goal("word", 0, word, standard)
        assert goal.flags(floats).tolist() == [each != word for each in words]


def test_another_lead_is_another_place_of_the_best() -> None:
    chances = np.array([[0.5, 0.2, 0.4], [0.3, 0.5, 0.4], [0.2, 0.3, 0.2]])
    assert Goal("lead", 0, "", "icd-203").flags(chances).tolist() == [
        False,
        True,
        False,
    ]
    assert Goal("lead", 1, "", "icd-203").flags(chances).tolist() == [True, False, True]


@pytest.mark.parametrize("standard", STANDARDS)
def test_neighbouring_bands_have_unlike_words(standard: str) -> None:
    """So that a word changes wherever an edge is crossed."""
    edges = {edge for band in STANDARDS[standard] for edge in (band.low, band.high)}
    middles = [(a + b) / 2 for a, b in pairwise(sorted(edges))]
    words = [likelihood_word(middle, standard) for middle in middles]
    assert all(a != b for a, b in pairwise(words))
