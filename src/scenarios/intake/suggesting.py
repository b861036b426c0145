"""Suggestions: which indicators an item may observe, ranked, with the words for it.

Two things speak for an indicator. Its watch terms, where they match, each by

    TERM · ln(1 + N/n)

with N indicators in all, of which n have the term. And the words of its title, its
reasons and its terms that the item shares, by BM25 (Robertson & Zaragoza 2009, 3.15)
with k₁ = 1.2 and b = 0.75:

    Σ ln(1 + (N − n + ½)/(n + ½)) · tf·(k₁ + 1)/(tf + k₁·(1 − b + b·length/mean length))

Where a model of sense is given, `sense.TO_SCORE` times the nearness of the item to the
indicator's title is added, so that news in other words and languages can be found; what
is further than the mean takes away. Then words and sense together make a suggestion
from `sense.LEAST_WITH_SENSE` on.

A long text has some words of everything: what words of a text of n say counts by LONG/n
where n is larger than LONG.

A suggestion is where to look, and never an observation.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.indicator import Indicator
from scenarios.domain.item import Item
from scenarios.domain.match import Match
from scenarios.domain.scenario import Scenario
from scenarios.intake.embedding import Embedder
from scenarios.intake.items import headline_of, known_day
from scenarios.intake.sense import LEAST_WITH_SENSE, TO_SCORE, Sense
from scenarios.intake.terms import TermFinder, all_terms, fitting_terms
from scenarios.intake.words import telling_stems

__all__ = ["LEAST", "TERM", "Suggester", "Suggestion", "is_open"]

_K1: Final = 1.2
_B: Final = 0.75
_MOST_WORDS: Final = 6
_TITLE: Final = 3
"""A word of the title counts as often as this many of the reasons."""

TERM: Final = 2.0
"""What a matched watch term counts against a word of equal rarity."""

LEAST: Final = 8.0
"""Words alone make a suggestion from this score on; watch terms always do."""

LONG: Final = 20
"""The texts that LEAST was set on have at most about so many telling words."""

_LATE: Final = timedelta(days=30)
"""News of a question may be published this long after it closes."""


Floats = NDArray[np.float64]
"""Weights of words; of shape (stems, indicators) or (indicators,)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that an item may observe.

    Attributes:
        indicator: `scenario/indicator`.
        score: Its rank's ground; compare it only within one item.
        terms: The watch terms that matched, each with the words it matched.
        words: The stems shared with its texts, those that say most first.
        near: How near its title is to the item, above all titles' mean; None where no
            model of sense was heard.
        title: Its title.
    """

    indicator: str
    score: float
    terms: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    near: float | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    scenario: Scenario
    title: str
    match: Match | None
    counts: Mapping[str, int]
    length: int


class Suggester:
    """Suggests indicators for items; made once, then asked for each item."""

    def __init__(
        self, scenarios: Iterable[Scenario], embedder: Embedder | None = None
    ) -> None:
        """Read the indicators of scenarios.

        Args:
            scenarios: The scenarios.
            embedder: A model of sense, to be heard too.
        """
        self._signs = {
            f"{scenario.id}/{name}": _read(scenario, indicator)
            for scenario in scenarios
            for name, indicator in scenario.indicators.items()
        }
        self._finder = TermFinder(
            term for sign in self._signs.values() for term in all_terms(sign.match)
        )
        self._holders: dict[str, list[str]] = defaultdict(list)
        for name, sign in self._signs.items():
            for term in dict.fromkeys(all_terms(sign.match)):
                self._holders[term].append(name)
        told = dict.fromkeys(
            stem for sign in self._signs.values() for stem in sign.counts
        )
        self._rows = {stem: row for row, stem in enumerate(told)}
        self._names = list(self._signs)
        self._worths = {
            term: TERM * log(1 + len(self._signs) / len(holders))
            for term, holders in self._holders.items()
        }
        self._columns = {name: column for column, name in enumerate(self._signs)}
        self._weights = _weigh_words(list(self._signs.values()), self._rows)
        self._sense = None
        if embedder is not None and self._signs:
            titles = [sign.title for sign in self._signs.values()]
            self._sense = Sense(embedder, titles)

    def suggest(self, item: Item, most: int = 3) -> tuple[Suggestion, ...]:
        """Return the likeliest indicators, best first; none where nothing speaks.

        An indicator whose question had not opened when the item was published, or had
        closed well before, is not suggested.

        Args:
            item: The item.
            most: How many to return at most.
        """
        text = f"{headline_of(item)}\n{item.text}"
        found = self._finder.find(text)
        told = dict.fromkeys(telling_stems(text))
        stems = [stem for stem in told if stem in self._rows]
        sums = np.add.reduce(self._weights[[self._rows[s] for s in stems]], axis=0)
        near = None if self._sense is None else self._sense.nearness([item])[0]
        sums /= max(1.0, len(told) / LONG)
        scored = self._scored(found, sums, near, known_day(item))
        return tuple(
            self._explain(name, -less, found, stems, near)
            for less, name in sorted(scored)[:most]
        )

    def _scored(
        self,
        found: Mapping[str, str],
        sums: Floats,
        near: Floats | None,
        day: date | None,
    ) -> Iterator[tuple[float, str]]:
        """Yield the score, negated, and the name of each indicator that is likely."""
        said = sums if near is None else sums + TO_SCORE * near
        least = LEAST if near is None else LEAST_WITH_SENSE
        by_words = {self._names[column] for column in np.flatnonzero(said >= least)}
        by_terms = {name for term in found for name in self._holders[term]}
        for name in by_words | by_terms:
            sign = self._signs[name]
            is_asked = is_open(sign.scenario, day)
            terms = fitting_terms(sign.match, found) if is_asked else None
            if terms is None:
                continue
            if terms or name in by_words:
                worth = sum(self._worths[term] for term, _ in terms)
                yield -(float(said[self._columns[name]]) + worth), name

    def _explain(
        self,
        name: str,
        score: float,
        found: Mapping[str, str],
        stems: Sequence[str],
        near: Floats | None,
    ) -> Suggestion:
        column, sign = self._columns[name], self._signs[name]
        weights = {s: float(self._weights[self._rows[s], column]) for s in stems}
        shared = sorted(
            (stem for stem in stems if weights[stem]), key=lambda s: (-weights[s], s)
        )
        terms = fitting_terms(sign.match, found) or []
        nearness = None if near is None else float(near[column])
        words = tuple(shared[:_MOST_WORDS])
        return Suggestion(name, score, tuple(terms), words, nearness, sign.title)


def _read(scenario: Scenario, indicator: Indicator) -> _Sign:
    match = indicator.match
    wanted = () if match is None else (*match.any, *match.all)
    terms = " ".join(wanted).replace("*", "")
    body = telling_stems(f"{indicator.why} {terms}")
    counts = Counter(telling_stems(indicator.title) * _TITLE + body)
    return _Sign(scenario, indicator.title, match, counts, counts.total())


def _weigh_words(signs: Sequence[_Sign], rows: Mapping[str, int]) -> Floats:
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
