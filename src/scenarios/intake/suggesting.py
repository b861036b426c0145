"""Suggestions: which indicators an item may observe, ranked, with the grounds for it.

Watch terms and words speak for an indicator, as `signs` weighs them. What was coded
before speaks too: where an item tells with the chance p of a development on file (see
`precedents`), the indicators which that one observed gain OBSERVED·p, and where it
observed nothing, all lose UNOBSERVED·p.

Where a model of sense is given, `sense.TO_SCORE` times the nearness of the item to the
indicator's title is added, so that news in other words and languages can be found; what
is further than the mean takes away. Then words and sense together make a suggestion
from `sense.LEAST_WITH_SENSE` on.

A suggestion is where to look, and never an observation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.domain.scenario import Scenario
from scenarios.intake.embedding import Embedder
from scenarios.intake.items import known_day
from scenarios.intake.likeness import news_of, words_of
from scenarios.intake.precedents import Precedent, Precedents
from scenarios.intake.sense import LEAST_WITH_SENSE, TO_SCORE, Sense
from scenarios.intake.signs import Floats, Heard, Signs, is_open

__all__ = ["LEAST", "OBSERVED", "UNOBSERVED", "Suggester", "Suggestion"]

_MOST_WORDS: Final = 6
_MOST_ITEMS: Final = 1_000
"""The words of so many items are kept at once."""

LEAST: Final = 8.0
"""Words and precedents make a suggestion from this score on; watch terms from 0."""

OBSERVED: Final = 16.0
"""What an indicator gains by a sure precedent: one of even chance suggests alone."""

UNOBSERVED: Final = 8.0
"""What every indicator loses by a sure precedent that observed nothing."""


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
        like: The likeliest development on file of those that observed it and that the
            item reads like, or None.
    """

    indicator: str
    score: float
    terms: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    near: float | None = None
    title: str = ""
    like: Precedent | None = None


class Suggester:
    """Suggests indicators for items; made once, then asked."""

    def __init__(
        self,
        scenarios: Iterable[Scenario],
        embedder: Embedder | None = None,
        developments: Iterable[Development] = (),
    ) -> None:
        """Read the indicators of scenarios, and what was observed of them so far.

        Args:
            scenarios: The scenarios.
            embedder: A model of sense, to be heard too.
            developments: What is on file, whose coding is to be heard too.
        """
        self._signs = Signs(scenarios)
        signs = self._signs.all.values()
        texts = (tuple(sign.counts) for sign in signs)
        self._precedents = Precedents(developments, texts)
        self._sense = None
        if embedder is not None and signs:
            self._sense = Sense(embedder, [sign.title for sign in signs])

    def suggest(self, item: Item, most: int = 3) -> tuple[Suggestion, ...]:
        """Return the likeliest indicators, best first; none where nothing speaks.

        An indicator whose question had not opened when the item was published, or had
        closed well before, is not suggested.

        Args:
            item: The item.
            most: How many to return at most.
        """
        return self.suggest_each([item], most)[0]

    def suggest_each(
        self, items: Sequence[Item], most: int = 3
    ) -> list[tuple[Suggestion, ...]]:
        """Return what `suggest` does of each item, in the order given."""
        found: list[tuple[Suggestion, ...]] = []
        for start in range(0, len(items), _MOST_ITEMS):
            some = items[start : start + _MOST_ITEMS]
            words = [words_of(item) for item in some]
            news = map(news_of, some, words)
            precedents = self._precedents.of([*news])
            told = zip(some, words, precedents, strict=True)
            found += (self._best(*each, most) for each in told)
        return found

    def _best(
        self,
        item: Item,
        words: Sequence[str],
        precedents: Sequence[Precedent],
        most: int,
    ) -> tuple[Suggestion, ...]:
        heard = self._signs.hear(words)
        near = None if self._sense is None else self._sense.nearness([item])[0]
        said = heard.sums + self._coded(precedents) if precedents else heard.sums
        likely = sorted(self._likely(heard, said, near, known_day(item)))
        likes = _likes(precedents)
        return tuple(
            self._explain(name, -less, heard, near, likes.get(name))
            for less, name in likely[:most]
        )

    def _coded(self, precedents: Iterable[Precedent]) -> Floats:
        """Return what precedents say for each indicator, of shape (indicators,)."""
        columns = self._signs.columns
        said = np.zeros(len(columns))
        for each in precedents:
            if not each.observed:
                said -= UNOBSERVED * each.chance
            for name in each.observed:
                if name in columns:
                    said[columns[name]] += OBSERVED * each.chance
        return said

    def _likely(
        self, heard: Heard, said: Floats, near: Floats | None, day: date | None
    ) -> Iterator[tuple[float, str]]:
        """Yield the score, negated, and the name of each indicator that is likely.

        Watch terms suggest unless precedents take away all that they and words say.
        """
        signs = self._signs
        full = said if near is None else said + TO_SCORE * near
        least = LEAST if near is None else LEAST_WITH_SENSE
        strong = {signs.names[column] for column in np.flatnonzero(full >= least)}
        for name in strong | signs.named(heard):
            is_asked = is_open(signs.all[name].scenario, day)
            terms = signs.terms(name, heard) if is_asked else None
            if terms is None:
                continue
            column, worth = signs.columns[name], signs.worth(terms)
            if name in strong or (terms and said[column] + worth > 0):
                yield -(float(full[column]) + worth), name

    def _explain(
        self,
        name: str,
        score: float,
        heard: Heard,
        near: Floats | None,
        like: Precedent | None,
    ) -> Suggestion:
        return Suggestion(
            indicator=name,
            score=score,
            terms=tuple(self._signs.terms(name, heard) or ()),
            words=tuple(self._signs.words(name, heard)[:_MOST_WORDS]),
            near=None if near is None else float(near[self._signs.columns[name]]),
            title=self._signs.all[name].title,
            like=like,
        )


def _likes(precedents: Iterable[Precedent]) -> Mapping[str, Precedent]:
    """Return for each indicator the likeliest precedent that observed it."""
    likes: dict[str, Precedent] = {}
    for each in precedents:
        for name in each.observed:
            likes.setdefault(name, each)
    return likes
