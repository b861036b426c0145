"""Precedents: developments on file that an item reads like, and what they observed.

What an analyst has coded speaks for further news of the same matter. With s the
decibans that words and day say for a development, as `likeness` weighs them, the chance
that an item tells of it is

    p = 10^(s/10) / (10^(NOTHING/10) + Σ 10^(s/10)),

summed over all that is on file of the item's day or earlier: Bayes' rule, where each of
these, and something that is not on file, are as likely beforehand. An item without a
date is held against all.

Where nothing on file observes anything, nobody has coded yet, and nothing is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from scenarios.domain.development import Development
from scenarios.intake.likeness import NOTHING, News, Stems, account_of, rarity_of
from scenarios.intake.scale import Floats, Scale

__all__ = ["LEAST_CHANCE", "Precedent", "Precedents"]

LEAST_CHANCE: Final = 0.05
"""What is less likely than this is no precedent."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A development on file that an item reads like.

    Attributes:
        development: Its id.
        day: Its date.
        title: Its title.
        observed: What it observes, each as `scenario/indicator`; none where it was
            coded as observing nothing.
        chance: The chance that the item tells of it, from LEAST_CHANCE to 1.
    """

    development: str
    day: date
    title: str
    observed: tuple[str, ...]
    chance: float


class Precedents:
    """Developments on file, to hold items against; made once for them."""

    def __init__(
        self, developments: Iterable[Development], texts: Iterable[Stems] = ()
    ) -> None:
        """Read what is on file; its order does not matter.

        Args:
            developments: The developments on file.
            texts: Stems of further texts of the matter, which tell how rare words are
                while little is on file.
        """
        known = sorted(developments, key=lambda each: (each.date, each.id))
        is_coded = any(each.observes for each in known)
        self._known = known if is_coded else []
        self._accounts = [account_of(each) for each in self._known]
        told = (stems for account in self._accounts for stems in account.texts)
        self._rarity = rarity_of([*told, *texts])
        self._dates = np.array([each.date.toordinal() for each in self._known])

    def of(self, news: Sequence[News]) -> list[tuple[Precedent, ...]]:
        """Return the precedents of each item, the likeliest first, in the order given.

        Args:
            news: What of the items is compared. They say nothing of each other.
        """
        found: list[tuple[Precedent, ...]] = [()] * len(news)
        if not self._known:
            return found
        last = np.array(
            [(date.max if each.day is None else each.day).toordinal() for each in news]
        )
        scale = Scale(news, self._rarity)
        scale.fill(self._accounts, {})
        for places, decibans in scale.weigh():
            is_later = self._dates > last[places, np.newaxis]
            chances = _chances(np.where(is_later, -np.inf, decibans))
            for row in np.flatnonzero(chances.max(axis=1) >= LEAST_CHANCE):
                found[places[row]] = self._told(chances[row])
        return found

    def _told(self, chances: Floats) -> tuple[Precedent, ...]:
        """Return the precedents of one item; chances are of shape (accounts,)."""
        listed = np.flatnonzero(chances >= LEAST_CHANCE).tolist()
        listed.sort(key=lambda place: (-chances[place], place))
        return tuple(
            Precedent(
                development=known.id,
                day=known.date,
                title=known.title,
                observed=tuple(each.indicator for each in known.observes),
                chance=float(chances[place]),
            )
            for place in listed
            for known in [self._known[place]]
        )


def _chances(decibans: Floats) -> Floats:
    """Return the chance of each development, of shape (items, accounts)."""
    most = np.maximum(NOTHING, decibans.max(axis=1, keepdims=True))
    odds = 10 ** ((decibans - most) / 10)
    none = 10 ** ((NOTHING - most) / 10)
    chances: Floats = odds / (none + odds.sum(axis=1, keepdims=True))
    return chances
