"""The method, told: words and their bands, grades as numbers, what confidence needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.words import STANDARDS, percent
from scenarios.domain.model import ScoringModel

__all__ = ["NAMES", "BandShown", "Criterion", "bands_of", "criteria_of"]

NAMES = {
    "icd-203": "ICD 203 of the US intelligence community",
    "phia": "the yardstick of the UK Professional Head of Intelligence Assessment",
    "ipcc": "the uncertainty guidance of the IPCC",
    "kent": "Sherman Kent's words of estimative probability",
}
"""The standards of likelihood words by their names."""


@dataclass(frozen=True, slots=True)
class BandShown:
    """A likelihood word and what it stands for.

    Attributes:
        word: The word.
        range: Its band, in per cent, with its ends in words.
    """

    word: str
    range: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a criterion of confidence needs for a level.

    Attributes:
        title: What is looked at.
        high: What makes it high.
        moderate: What makes it moderate.
    """

    title: str
    high: str
    moderate: str


def bands_of(standard: str) -> Sequence[BandShown]:
    """Return the words of a standard with their bands, from the lowest."""
    return [
        BandShown(each.word, _range(each.low, each.high, each.ends))
        for each in STANDARDS[standard]
    ]


def criteria_of(model: ScoringModel) -> Sequence[Criterion]:
    """Return what confidence is read off, and what each level needs."""
    high, moderate = model.confidence.high, model.confidence.moderate
    rows = (
        ("Independent origins, at least", "origins", str),
        ("Median of the best r per observed indicator, at least", "grade", str),
        ("Share of the largest origin, at most", "largest_share", percent),
        ("Width of the widest interval, at most", "width", percent),
        ("Days since the newest observation, at most", "days", str),
        ("Share of indicators observed, at least", "observed", percent),
    )
    return [
        Criterion(title, write(getattr(high, key)), write(getattr(moderate, key)))
        for title, key, write in rows
    ]


def _range(low: Decimal, high: Decimal, ends: str) -> str:
    """Write a band; a round bracket leaves its end out.

    >>> _range(Decimal("0.05"), Decimal("0.2"), "[)")
    'from 5 % to below 20 %'
    """
    if low == high:
        return f"{low * 100:.0f} %"
    first = "from" if ends[0] == "[" else "above"
    last = "to" if ends[1] == "]" else "to below"
    return f"{first} {low * 100:.0f} % {last} {high * 100:.0f} %"
