"""Likelihood words of four named standards; a word never says more than its band.

ICD 203: US Intelligence Community Directive 203 (2015, technical amendment 2022).
PHIA: UK Professional Head of Intelligence Assessment, the yardstick; it has gaps.
IPCC: Mastrandrea et al. 2010, the seven base terms; nested, so the narrowest is said.
Kent: Sherman Kent, Words of Estimative Probability, 1964; it has gaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

__all__ = [
    "STANDARDS",
    "Band",
    "likelihood_word",
    "percent",
    "percent_range",
    "percent_with",
]


@dataclass(frozen=True, slots=True)
class Band:
    """A word and the probabilities it stands for.

    Attributes:
        word: The word.
        low: Lower end.
        high: Upper end.
        ends: Which ends belong to it, as in interval notation: `[)`, `[]`, `(]`, `()`.
    """

    word: str
    low: Decimal
    high: Decimal
    ends: str = "[)"

    def holds(self, probability: Decimal) -> bool:
        """Tell whether a probability lies in the band."""
        above = self.low < probability or (
            self.ends[0] == "[" and probability == self.low
        )
        below = probability < self.high or (
            self.ends[1] == "]" and probability == self.high
        )
        return above and below


def _bands(*rows: tuple[str, str, str, str]) -> Sequence[Band]:
    return [
        Band(word, Decimal(low), Decimal(high), ends) for low, high, ends, word in rows
    ]


STANDARDS: Mapping[str, Sequence[Band]] = {
    "icd-203": _bands(
        ("0", ".01", "[)", "below 1 %"),
        (".01", ".05", "[)", "almost no chance"),
        (".05", ".20", "[)", "very unlikely"),
        (".20", ".45", "[)", "unlikely"),
        (".45", ".55", "[)", "roughly even chance"),
        (".55", ".80", "[)", "likely"),
        (".80", ".95", "[)", "very likely"),
        (".95", ".99", "[]", "almost certain"),
        (".99", "1", "(]", "above 99 %"),
    ),
    "phia": _bands(
        ("0", "0", "[]", "ruled out"),
        ("0", ".05", "(]", "remote chance"),
        (".10", ".20", "[]", "highly unlikely"),
        (".25", ".35", "[]", "unlikely"),
        (".40", ".50", "[)", "realistic possibility"),
        (".55", ".75", "[]", "likely"),
        (".80", ".90", "[]", "highly likely"),
        (".95", "1", "[)", "almost certain"),
        ("1", "1", "[]", "certain"),
    ),
    "ipcc": _bands(
        ("0", ".01", "[]", "exceptionally unlikely"),
        (".01", ".10", "(]", "very unlikely"),
        (".10", ".33", "()", "unlikely"),
        (".33", ".66", "[]", "about as likely as not"),
        (".66", ".90", "()", "likely"),
        (".90", ".99", "[)", "very likely"),
        (".99", "1", "[]", "virtually certain"),
    ),
    "kent": _bands(
        ("0", "0", "[]", "impossibility"),
        (".02", ".12", "[]", "almost certainly not"),
        (".20", ".40", "[)", "probably not"),
        (".40", ".60", "[]", "chances about even"),
        (".63", ".87", "[)", "probable"),
        (".87", ".99", "[]", "almost certain"),
        ("1", "1", "[]", "certainty"),
    ),
}
"""Bands of each standard, from the lowest to the highest."""


def likelihood_word(probability: Decimal, standard: str) -> str:
    """Return the word of a standard for a probability.

    Where the standard has a gap, both neighbours are named.

    >>> likelihood_word(Decimal("0.55"), "icd-203")
    'likely'
    >>> likelihood_word(Decimal("0.52"), "phia")
    'between realistic possibility and likely'

    Args:
        probability: In [0, 1].
        standard: A key of `STANDARDS`.
    """
    bands = STANDARDS[standard]
    for band in bands:
        if band.holds(probability):
            return band.word
    lower, upper = next(
        (lower, upper)
        for lower, upper in pairwise(bands)
        if lower.high <= probability <= upper.low
    )
    return f"between {lower.word} and {upper.word}"


def percent(probability: Decimal | float) -> str:
    """Write a probability in whole percents; never 0 % or 100 % unless it is.

    >>> percent(0.423), percent(0.004), percent(0.9999), percent(1)
    ('42 %', '<1 %', '>99 %', '100 %')
    """
    if 0 < probability < Decimal("0.01"):
        return "<1 %"
    if Decimal("0.99") < probability < 1:
        return ">99 %"
    return f"{probability * 100:.0f} %"


def percent_with(probability: Decimal, word: str) -> str:
    """Write a probability in whole percents, or as exactly as its word asks for.

    >>> percent_with(Decimal("0.196"), "very unlikely")
    '19.6 %'

    Args:
        probability: In [0, 1].
        word: Its likelihood word, of whichever standard.
    """
    shown = percent(probability)
    if shown[0] in "<>":
        return shown
    standards = [s for s in STANDARDS if likelihood_word(probability, s) == word]
    number, digits = Decimal(shown.removesuffix(" %")), 0
    while not all(likelihood_word(number / 100, s) == word for s in standards):
        digits += 1
        place = Decimal(1).scaleb(-digits)
        number = (probability * 100).quantize(place, ROUND_DOWN)
    return f"{number} %"


def percent_range(low: float, high: float) -> str:
    """Write an interval in whole percents.

    >>> percent_range(0.13, 0.47), percent_range(0.002, 0.999)
    ('13–47 %', '<1–>99 %')
    """
    ends = percent(low), percent(high)
    return ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix(' %')}–{ends[1]}"
