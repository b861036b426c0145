"""A scale: weighs many items against many developments, as `likeness` says.

Words are rows, accounts are columns in order of their days; each row lists the accounts
whose texts have the word. An item with a day looks only at the columns near it. Items
are weighed some at a time, which bounds memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scenarios.intake.likeness import (
    DEPENDENCE,
    MOST_DAYS,
    NOTHING,
    PER_DAY,
    REPEATED,
    SAME_DAY,
    Account,
    News,
    Rarity,
    Stems,
)

__all__ = ["Floats", "Likeliest", "Scale", "Shared"]

_MOST_CELLS: Final = 1 << 16
"""So many pairs of item and account are weighed at once."""

Floats = NDArray[np.float64]
"""Decibans; of shape (items, accounts) where nothing else is said."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shared:
    """A word that item and development share.

    Attributes:
        stem: Its stem, or a day such as `4 june`.
        decibans: What it says for the development, as part of their sum.
    """

    stem: str
    decibans: float


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The account that an item is likest to.

    Attributes:
        name: Its id.
        decibans: What words, sense and day say for it.
        next: What they say for the next one; NOTHING where that is less.
    """

    name: str
    decibans: float
    next: float


@dataclass(frozen=True, slots=True)
class _Part:
    """Some items, and the words of theirs that an account has, word by word.

    Attributes:
        items: Their places in the list of all.
        item: Of each word shared, the item; from 0 within the part.
        account: Of each word shared, the account.
        stem: Of each word shared, its row.
        gain: Of each word shared, its decibans alone.
    """

    items: Ints
    item: Ints
    account: Ints
    stem: Ints
    gain: Floats


class Scale:
    """Weighs news against accounts; made once for the news, filled for each round."""

    def __init__(self, news: Sequence[News], rarity: Rarity) -> None:
        self._news = news
        self._stems = list(rarity.shares)
        self._rows = {stem: row for row, stem in enumerate(self._stems)}
        # The last row is that of every word which no account has; it says nothing.
        self._shares = np.array([*rarity.shares.values(), 1.0])
        told = [len(each.stems) for each in news]
        self._ends = np.concatenate(([0], np.cumsum(told, dtype=np.int64)))
        self._words = self._numbered(each.stems for each in news)
        self._longer = np.maximum(1.0, np.array(told) / rarity.length)
        self._days = np.array(
            [0 if each.day is None else each.day.toordinal() for each in news]
        )
        self._accounts: Sequence[Account] = ()

    def fill(self, accounts: Sequence[Account], own: Mapping[str, str]) -> None:
        """Take accounts to weigh against.

        Args:
            accounts: The accounts.
            own: By item, the account that counts its words among its texts already;
                what the item itself added there is left out.
        """
        order = sorted((a.day, a.name, place) for place, a in enumerate(accounts))
        self._given = [place for _, _, place in order]
        self._accounts = [accounts[place] for place in self._given]
        places = {each.name: place for place, each in enumerate(self._accounts)}
        own_places = (places.get(own.get(each.name, ""), -1) for each in self._news)
        self._places, self._own = places, np.array([*own_places], dtype=np.int64)
        texts = [len(each.texts) for each in self._accounts]
        self._texts = np.array(texts, dtype=np.int64)
        self._dates = np.array([each.day.toordinal() for each in self._accounts])
        self._fill_words()
        self._low = np.searchsorted(self._dates, self._days - MOST_DAYS)
        self._high = np.searchsorted(self._dates, self._days + MOST_DAYS, "right")
        self._low[self._days == 0] = 0
        self._high[self._days == 0] = len(self._accounts)

    def _fill_words(self) -> None:
        """List, row by row, the accounts that have a word, and in how many texts."""
        texts = [text for each in self._accounts for text in each.texts]
        words = self._numbered(texts)
        holders = np.repeat(np.arange(len(self._accounts)), self._texts)
        held = np.repeat(holders, [len(text) for text in texts])
        cells, self._counts = np.unique(words * self._width + held, return_counts=True)
        self._cells, self._holders = cells, cells % self._width

    @property
    def _width(self) -> int:
        return max(1, len(self._accounts))

    def _numbered(self, texts: "Iterator[Stems] | list[Stems]") -> Ints:
        rows = self._rows
        unknown = len(rows)
        listed = [rows.get(stem, unknown) for stem in chain.from_iterable(texts)]
        return np.array(listed, dtype=np.int64)

    def likeliest(self, sense: Floats | None = None) -> Mapping[str, Likeliest]:
        """Return for each item the account it is likest to, of those near in time.

        An item that shares no word with any of them has none.

        Args:
            sense: What the sense of items and accounts says beside; its columns are
                the accounts as they were given to `fill`.
        """
        found: dict[str, Likeliest] = {}
        for items, sums in self.weigh(sense):
            found.update(self._best(items, sums))
        return found

    def weigh(self, sense: Floats | None = None) -> Iterator[tuple[Ints, Floats]]:
        """Yield the places of some items, and what is said for each account.

        Accounts are in order of day and name. Minus infinity stands where no word is
        shared, or where the days are too far apart.

        Args:
            sense: As for `likeliest`.
        """
        if not self._accounts:
            return
        size = max(1, _MOST_CELLS // self._width)
        for start in range(0, len(self._news), size):
            items = np.arange(start, min(start + size, len(self._news)))
            part = self._part(items, self._low[items], self._high[items])
            sums = self._sums(part) + self._for_days(items)
            if sense is not None:
                sums += sense[items][:, self._given]
            yield items, sums

    def _part(self, items: Ints, low: Ints, high: Ints) -> _Part:
        """Find the words that items share with the accounts from `low` to `high`."""
        told = self._ends[items + 1] - self._ends[items]
        item = np.repeat(np.arange(len(items)), told)
        words = self._words[_ranges(self._ends[items], told)]
        usual = 1 - (1 - self._shares[words]) ** self._longer[items][item]
        first = np.searchsorted(self._cells, words * self._width + low[item])
        last = np.searchsorted(self._cells, words * self._width + high[item])
        place = _ranges(first, last - first)
        item, stem = (np.repeat(each, last - first) for each in (item, words))
        account = self._holders[place]
        is_own = self._own[items][item] == account
        counts = self._counts[place] - is_own
        texts = np.maximum(1, self._texts[account] - is_own)
        odds = counts / (texts * np.repeat(usual, last - first))
        gain = 10 * np.log10(1 - REPEATED + REPEATED * odds)
        kept = counts > 0
        return _Part(items, item[kept], account[kept], stem[kept], gain[kept])

    def _sums(self, part: _Part) -> Floats:
        """Return what words say; minus infinity where none is shared."""
        shape = len(part.items), self._width
        cells, size = part.item * self._width + part.account, shape[0] * shape[1]
        shared = np.bincount(cells, minlength=size).reshape(shape)
        sums = _summed(cells, part.gain, size).reshape(shape)
        squares = _summed(cells, part.gain**2, size).reshape(shape)
        return np.where(shared > 0, sums * _tempered(sums, squares), -np.inf)

    def _for_days(self, items: Ints) -> Floats:
        days = self._days[items, np.newaxis]
        later = days - self._dates
        apart = np.where(later > 0, later - 1, -later)
        said = SAME_DAY - PER_DAY * apart
        near = np.where(np.abs(later) <= MOST_DAYS, said, -np.inf)
        return np.where(days > 0, near, 0.0)

    def _best(self, items: Ints, sums: Floats) -> Iterator[tuple[str, Likeliest]]:
        chosen = np.argmax(sums, axis=1)
        rows = np.arange(len(items))
        best = sums[rows, chosen]
        sums[rows, chosen] = -np.inf
        following = np.maximum(NOTHING, sums.max(axis=1))
        for row in np.flatnonzero(np.isfinite(best)):
            account = self._accounts[chosen[row]]
            told = Likeliest(account.name, float(best[row]), float(following[row]))
            yield self._news[items[row]].name, told

    def shared(
        self, chosen: Mapping[str, str], most: int
    ) -> Iterator[tuple[str, tuple[Shared, ...]]]:
        """Yield the words that an item shares with an account, those that say most.

        Args:
            chosen: The account of each item that is asked about.
            most: How many words to tell of each.
        """
        listed = [p for p, each in enumerate(self._news) if each.name in chosen]
        items = np.array(listed, dtype=np.int64)
        names = [self._news[place].name for place in listed]
        column = np.array(
            [self._places[chosen[name]] for name in names], dtype=np.int64
        )
        part = self._part(items, column, column + 1)
        sums = _summed(part.item, part.gain, len(items))
        squares = _summed(part.item, part.gain**2, len(items))
        said = (part.gain * _tempered(sums, squares)[part.item]).tolist()
        told: list[list[tuple[float, str]]] = [[] for _ in names]
        rows = part.stem.tolist()
        for item, row, gain in zip(part.item.tolist(), rows, said, strict=True):
            told[item].append((-gain, self._stems[row]))
        for name, words in zip(names, told, strict=True):
            best = sorted(words)[:most]
            yield name, tuple(Shared(stem, -less) for less, stem in best)

    def days(self, name: str, day: date | None) -> int | None:
        """Return the days from an account's date to a day; None without a day."""
        account = self._accounts[self._places[name]]
        return None if day is None else (day - account.day).days


def _summed(places: Ints, values: Floats, size: int) -> Floats:
    """Return the sum of the values of each place, 0 where it has none."""
    return np.bincount(places, values, size).astype(np.float64)


def _ranges(starts: Ints, counts: Ints) -> Ints:
    """Return the whole numbers from each start on, so many of each, in a row."""
    before = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    ranges: Ints = before + np.arange(len(before))
    return ranges


def _tempered(sums: Floats, squares: Floats) -> Floats:
    """Return the share of sums that counts, for their words depend on each other."""
    voices = np.divide(sums**2, squares, out=np.ones(sums.shape), where=squares > 0)
    share: Floats = 1 / (1 + (np.maximum(voices, 1) - 1) * DEPENDENCE)
    return share
