"""Signs: indicators as texts, and what the terms and words of news say for each.

Two things speak for an indicator. Its watch terms, where they match, each by

    TERM · ln(1 + N/n)

with N indicators in all, of which n have the term. And the words of its title, its
reasons and its terms that the item shares, by BM25 (Robertson & Zaragoza 2009, 3.15)
with k₁ = 1.2 and b = 0.75:

    Σ ln(1 + (N − n + ½)/(n + ½)) · tf·(k₁ + 1)/(tf + k₁·(1 − b + b·length/mean length))

A long text has some words of everything: what words of a text of n say counts by LONG/n
where n is larger than LONG.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.indicator import Indicator
from scenarios.domain.match import Match
from scenarios.domain.scenario import Scenario
from scenarios.intake.terms import TermFinder, all_terms, fitting_terms
from scenarios.intake.words import stems_of, telling_stems

__all__ = ["LONG", "TERM", "Floats", "Heard", "Sign", "Signs", "is_open"]

_K1: Final = 1.2
_B: Final = 0.75
_TITLE: Final = 3
"""A word of the title counts as often as this many of the reasons."""

TERM: Final = 2.0
"""What a matched watch term counts against a word of equal rarity."""

LONG: Final = 20
"""The texts that weights were set on have at most about so many telling words."""

_LATE: Final = timedelta(days=30)
"""News of a question may be published this long after it closes."""

Floats = NDArray[np.float64]
"""Weights of words; of shape (stems, indicators) or (indicators,)."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator as a text.

    Attributes:
        scenario: Its scenario.
        title: Its title.
        match: Its watch terms, or None.
        counts: How often each stem stands in its title, reasons and terms.
        length: How many they are.
    """

    scenario: Scenario
    title: str
    match: Match | None
    counts: Mapping[str, int]
    length: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a text speaks for any indicator.

    Attributes:
        found: The watch terms that it holds, each with the words that it matched.
        stems: Its stems that some indicator has, each once, in order.
        sums: What they say for each indicator, of shape (indicators,).
    """

    found: Mapping[str, str]
    stems: Sequence[str]
    sums: Floats


class Signs:
    """Indicators that a text can be held against; made once for the scenarios."""

    def __init__(self, scenarios: Iterable[Scenario]) -> None:
        self.all: Mapping[str, Sign] = {
            f"{scenario.id}/{name}": _read(scenario, indicator)
            for scenario in scenarios
            for name, indicator in scenario.indicators.items()
        }
        """By `scenario/indicator`."""
        self.columns = {name: column for column, name in enumerate(self.all)}
        self.names = list(self.all)
        self._finder = TermFinder(
            term for sign in self.all.values() for term in all_terms(sign.match)
        )
        self._holders: dict[str, list[str]] = defaultdict(list)
        for name, sign in self.all.items():
            for term in dict.fromkeys(all_terms(sign.match)):
                self._holders[term].append(name)
        self._worths = {
            term: TERM * log(1 + len(self.all) / len(holders))
            for term, holders in self._holders.items()
        }
        told = dict.fromkeys(stem for sign in self.all.values() for stem in sign.counts)
        self._rows = {stem: row for row, stem in enumerate(told)}
        self._weights = _weigh_words(list(self.all.values()), self._rows)

    def hear(self, words: Sequence[str]) -> Heard:
        """Return what of a text speaks for any indicator.

        Args:
            words: Its words, as `folded_words` has them.
        """
        told = dict.fromkeys(stems_of(words))
        stems = [stem for stem in told if stem in self._rows]
        sums = np.add.reduce(self._weights[[self._rows[s] for s in stems]], axis=0)
        sums /= max(1.0, len(told) / LONG)
        return Heard(self._finder.find_in(words), stems, sums)

    def named(self, heard: Heard) -> set[str]:
        """Return the indicators that have one of the watch terms heard."""
        return {name for term in heard.found for name in self._holders[term]}

    def terms(self, name: str, heard: Heard) -> list[tuple[str, str]] | None:
        """Return the terms by which a text fits an indicator; None where refused."""
        return fitting_terms(self.all[name].match, heard.found)

    def worth(self, terms: Iterable[tuple[str, str]]) -> float:
        """Return what the watch terms that matched count."""
        return sum(self._worths[term] for term, _ in terms)

    def words(self, name: str, heard: Heard) -> list[str]:
        """Return the stems that a text shares with an indicator, best first."""
        rows = [self._rows[stem] for stem in heard.stems]
        said = self._weights[rows, self.columns[name]].tolist()
        shared = ((-w, stem) for w, stem in zip(said, heard.stems, strict=True) if w)
        return [stem for _, stem in sorted(shared)]


def _read(scenario: Scenario, indicator: Indicator) -> Sign:
    match = indicator.match
    wanted = () if match is None else (*match.any, *match.all)
    terms = " ".join(wanted).replace("*", "")
    body = telling_stems(f"{indicator.why} {terms}")
    counts = Counter(telling_stems(indicator.title) * _TITLE + body)
    return Sign(scenario, indicator.title, match, counts, counts.total())


def _weigh_words(signs: Sequence[Sign], rows: Mapping[str, int]) -> Floats:
    """Return what each stem says for each indicator, of shape (stems, indicators)."""
    weights = np.zeros((len(rows), len(signs)))
    mean = sum(sign.length for sign in signs) / max(1, len(signs))
    spread = Counter(stem for sign in signs for stem in sign.counts)
    for column, sign in enumerate(signs):
        norm = _K1 * (1 - _B + _B * sign.length / mean) if mean else _K1
        for stem, count in sign.counts.items():
            rare = (len(signs) - spread[stem] + 0.5) / (spread[stem] + 0.5)
            weights[rows[stem], column] = (
                log(1 + rare) * count * (_K1 + 1) / (count + norm)
            )
    return weights


def is_open(scenario: Scenario, day: date | None) -> bool:
    """Tell whether news of a day may be of a question; that of no day may be of any."""
    horizon = scenario.horizon
    return day is None or horizon.opens <= day <= horizon.closes + _LATE
