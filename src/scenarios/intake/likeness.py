"""Likeness: how much the words and the day of an item speak for a development.

Record linkage after Fellegi & Sunter (1969), over words. A word that the item shares
with what is known of a development speaks for it by

    10·log10(1 − REPEATED + REPEATED · f/u)

f being the share of the development's texts that have it and u the share of all texts:
a report repeats a word of its matter with the chance REPEATED · f, else as anybody
would use it. A word that is not shared says nothing: reports choose their own. Words of
one report depend on each other, so their sum counts by TEMPER. Days between add

    SAME_DAY − PER_DAY · days

which is a report whose delay falls off as e^(−days/2); the day after counts as the same
day, for news of the evening. An item without a date gets nothing for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import isfinite
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.address import address_words
from scenarios.intake.items import headline_of, known_day
from scenarios.intake.words import telling_stems

__all__ = [
    "Account",
    "Likeliest",
    "News",
    "Scale",
    "Shared",
    "Stems",
    "account_of",
    "news_of",
    "rarity_of",
]

REPEATED: Final = 0.3
TEMPER: Final = 0.7
SAME_DAY: Final = 8.0
PER_DAY: Final = 2.2
MOST_DAYS: Final = 14
"""News further from a development than this is not of it."""

_BLOCK: Final = 256
"""So many accounts are weighed at once, which bounds memory."""

Floats = NDArray[np.float64]
"""Decibans; of shape (stems, accounts) or (accounts,)."""

Stems = tuple[str, ...]
"""The telling stems of a text, each once, in order of spelling."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A word that item and development share.

    Attributes:
        stem: Its stem.
        decibans: What it says for the development.
    """

    stem: str
    decibans: float


@dataclass(frozen=True, slots=True)
class News:
    """What of an item is compared.

    Attributes:
        name: Its id.
        stems: Its stems.
        day: The day it was published, or None.
    """

    name: str
    stems: Stems
    day: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a development.

    Attributes:
        name: Its id.
        day: Its date.
        texts: The stems of its title and of each of its reports.
    """

    name: str
    day: date
    texts: tuple[Stems, ...]


def news_of(item: Item) -> News:
    """Return what of an item is compared."""
    stems = _stems(f"{headline_of(item)} {item.text}")
    return News(item.id, stems, known_day(item))


def account_of(development: Development) -> Account:
    """Return what is known of a development."""
    reports = (
        f"{address_words(report.url or '')} {report.summary or ''}"
        for report in development.reports
    )
    told = (_stems(text) for text in (development.title, *reports))
    texts = tuple(stems for stems in told if stems)
    return Account(development.id, development.date, texts)


def _stems(text: str) -> Stems:
    return tuple(sorted(set(telling_stems(text))))


def rarity_of(texts: Iterable[Stems]) -> Mapping[str, float]:
    """Return the share of the texts that have each stem, in (0, 1).

    Half a text is added, and one to their number, so that a few texts prove little.
    """
    told = list(texts)
    counts = Counter(stem for stems in told for stem in stems)
    return {stem: (n + 0.5) / (len(told) + 1) for stem, n in counts.items()}


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The account that an item is likest to.

    Attributes:
        name: Its id.
        decibans: What words and day say for it.
        next: What they say for the next one; 0 where that is less, or there is none.
    """

    name: str
    decibans: float
    next: float


class Scale:
    """Weighs news against accounts: rows of stems, columns of accounts."""

    def __init__(
        self, accounts: Sequence[Account], rarity: Mapping[str, float]
    ) -> None:
        self._accounts = {each.name: each for each in accounts}
        self._names = list(self._accounts)
        self._rarity = rarity
        self._counts = {
            each.name: Counter(stem for stems in each.texts for stem in stems)
            for each in accounts
        }
        told = sorted({stem for counts in self._counts.values() for stem in counts})
        self._rows = {stem: row for row, stem in enumerate(told)}
        self._shares = np.array([rarity[stem] for stem in told])
        self._dates = np.array([each.day.toordinal() for each in accounts])
        self._sizes = np.array([max(1, len(each.texts)) for each in accounts])

    def likeliest(
        self, news: Sequence[News], own: Mapping[str, str]
    ) -> Mapping[str, Likeliest]:
        """Return for each item the account it is likest to, of those near in time.

        An item that shares no word with any of them has none.

        Args:
            news: The items.
            own: By item, the account that counts it among its texts already; what the
                item itself added there is left out.
        """
        found: dict[str, Likeliest] = {}
        for start in range(0, len(self._names), _BLOCK):
            block = range(start, min(start + _BLOCK, len(self._names)))
            counts = self._count(block)
            texts = self._sizes[block.start : block.stop]
            gains = _gains(counts, texts, self._shares[:, np.newaxis])
            for each in news:
                mine = own.get(each.name)
                best = self._best(each, mine, block, counts, gains)
                if best is not None:
                    found[each.name] = _better(found.get(each.name), best)
        return found

    def _count(self, block: range) -> Floats:
        """Return how many texts of a block's accounts have each stem."""
        counts = np.zeros((len(self._rows), len(block)))
        for column, place in enumerate(block):
            for stem, count in self._counts[self._names[place]].items():
                counts[self._rows[stem], column] = count
        return counts

    def _best(
        self, news: News, own: str | None, block: range, counts: Floats, gains: Floats
    ) -> Likeliest | None:
        rows = [self._rows[stem] for stem in news.stems if stem in self._rows]
        if not rows:
            return None
        mine = gains[rows]
        sums = np.add.reduce(mine, axis=0)
        if own is not None and (column := self._column(own, block)) is not None:
            fewer = counts[rows, column] - 1
            texts = max(1, self._sizes[self._places[own]] - 1)
            sums[column] = _gains(fewer, texts, self._shares[rows]).sum()
        sums += self._for_days(block, news.day)
        sums[~mine.any(axis=0)] = -np.inf
        chosen = int(np.argmax(sums))
        best = float(sums[chosen])
        if not isfinite(best):
            return None
        sums[chosen] = -np.inf
        return Likeliest(self._names[block[chosen]], best, max(0.0, float(sums.max())))

    def _column(self, name: str, block: range) -> int | None:
        place = self._places[name]
        return place - block.start if place in block else None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self._names)}

    def _for_days(self, block: range, day: date | None) -> Floats | float:
        if day is None:
            return 0.0
        days = day.toordinal() - self._dates[block.start : block.stop]
        apart = np.where(days > 0, days - 1, -days)
        near = np.abs(days) <= MOST_DAYS
        return np.where(near, SAME_DAY - PER_DAY * apart, -np.inf)

    def days(self, name: str, day: date | None) -> int | None:
        """Return the days from an account's date to a day; None without a day."""
        return None if day is None else (day - self._accounts[name].day).days

    def shared(self, news: News, name: str, *, own: str | None) -> list[Shared]:
        """Return what each shared stem says, the strongest first.

        Args:
            news: The item.
            name: The account.
            own: The account that counts this item among its texts already.
        """
        counts, less = self._counts[name], int(own == name)
        texts = len(self._accounts[name].texts) - less
        stems = [stem for stem in news.stems if counts[stem] > less]
        fewer = np.array([counts[stem] - less for stem in stems], dtype=np.float64)
        shares = np.array([self._rarity[stem] for stem in stems])
        decibans = _gains(fewer, max(1, texts), shares)
        gains = map(Shared, stems, decibans.tolist())
        return sorted(gains, key=lambda each: (-each.decibans, each.stem))


def _gains(counts: Floats, texts: Floats | int, shares: Floats) -> Floats:
    """Return the decibans of shared stems, 0 where none of the texts has them."""
    shared = counts > 0
    odds = np.divide(counts, texts * shares, where=shared, out=np.zeros_like(counts))
    decibans = TEMPER * 10 * np.log10(1 - REPEATED + REPEATED * odds)
    return np.where(shared, decibans, 0.0)


def _better(one: Likeliest | None, other: Likeliest) -> Likeliest:
    if one is None:
        return other
    first, second = (one, other) if one.decibans >= other.decibans else (other, one)
    return replace(first, next=max(first.next, second.decibans))
