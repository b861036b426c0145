"""Rhythm: how much a feed usually brings, and when too little of it is no chance.

The last whole days are held against the same stretch of earlier weeks, so that a Sunday
is compared with Sundays. Of their counts x₁ … x_m the median M is what is usual, and

    φ = max(1, Σ (x − M)² / ((m − 1)·M))

tells how much more than chance they vary (Pearson's statistic; McCullagh & Nelder 1989,
ch. 6). k items are too few where, counted in units of φ,

    P(X ≤ ⌈k/φ⌉) < RARE / n,  X ~ Poisson(M/φ)

n being the number of stretches looked at (Bonferroni), so that a feed that goes on as
it did is called silent on about one day in a thousand. Days on which nobody listened
are compared with nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import ceil, exp, lgamma, log
from statistics import median
from typing import Final, Self

__all__ = ["RARE", "STRETCHES", "Rhythm", "Silence", "chance_of_so_few", "find_rhythm"]

STRETCHES: Final = (1, 2, 3, 4, 5, 6, 7, 14, 28, 56)
"""Lengths of the stretches looked at, in days."""

RARE: Final = 0.001
"""A feed that is as it was is called silent with this chance."""

_WEEK: Final = 7
_MOST_LIKE: Final = 12
_LEAST_LIKE: Final = 3
_HELD: Final = 3
"""An answer holds what was published up to so many days before."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch of days with too few items.

    Attributes:
        days: How many days, the last of them yesterday.
        seen: Items in it.
        usual: The median of such stretches.
        chance: The chance of so few, were all as usual.
    """

    days: int
    seen: int
    usual: float
    chance: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How much a feed brings.

    Attributes:
        week: Items of the last seven whole days.
        usual: The median of earlier weeks; None where too few were listened to.
        silence: The stretch that is least like chance, or None.
    """

    week: int
    usual: float | None
    silence: Silence | None


def find_rhythm(
    counts: Mapping[date, int], answers: Iterable[date], today: date
) -> Rhythm:
    """Find what is usual, and whether there is too little of it.

    Args:
        counts: Items of each day; a day that is left out has none.
        answers: The days on which the feed answered.
        today: The day that has not ended yet; it is not counted.
    """
    past = _Past.of(counts, answers, today)
    week, *earlier = past.totals(_WEEK)
    like = _listened(earlier)
    silences = [
        found for days in STRETCHES if (found := _silence(past, days)) is not None
    ]
    return Rhythm(
        week=week or 0,
        usual=median(like) if len(like) >= _LEAST_LIKE else None,
        silence=min(silences, key=lambda each: (each.chance, -each.days), default=None),
    )


def chance_of_so_few(seen: int, like: Sequence[int]) -> float:
    """Return the chance of at most so many items, given those of like stretches.

    >>> round(chance_of_so_few(0, [5, 5, 5]), 6)
    0.006738
    >>> chance_of_so_few(0, [0, 0, 9])
    1.0
    """
    middle = median(like)
    if middle <= 0:
        return 1.0
    squares = sum((each - middle) ** 2 for each in like)
    spread = max(1.0, squares / ((len(like) - 1) * middle))
    return _at_most(ceil(seen / spread), middle / spread)


def _at_most(most: int, mean: float) -> float:
    """Return P(X ≤ most) of a Poisson count; in logarithms, for large means."""
    terms = (exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(most + 1))
    return min(1.0, sum(terms))


@dataclass(frozen=True, slots=True)
class _Past:
    """The days before today, counted from it backwards, as running sums.

    Attributes:
        items: Items of the last n days, at place n.
        heard: How many of the last n days were listened to, at place n.
    """

    items: Sequence[int]
    heard: Sequence[int]

    @classmethod
    def of(
        cls, counts: Mapping[date, int], answers: Iterable[date], today: date
    ) -> Self:
        """Count the days before today, as far back as any stretch reaches."""
        heard = _heard(answers)
        numbers = {day.toordinal(): count for day, count in counts.items()}
        last = today.toordinal() - 1
        days = range(last, last - (_MOST_LIKE + 1) * max(STRETCHES), -1)
        return cls(
            [*accumulate((numbers.get(day, 0) for day in days), initial=0)],
            [*accumulate((day in heard for day in days), initial=0)],
        )

    def totals(self, days: int) -> Iterator[int | None]:
        """Yield the items of the last so many days, then of like stretches before.

        None stands for a stretch of which a day was not listened to.
        """
        step = _WEEK * ceil(days / _WEEK)
        for start in range(0, (_MOST_LIKE + 1) * step, step):
            end = start + days
            is_heard = self.heard[end] - self.heard[start] == days
            yield self.items[end] - self.items[start] if is_heard else None


def _silence(past: _Past, days: int) -> Silence | None:
    now, *earlier = past.totals(days)
    like = _listened(earlier)
    if now is None or len(like) < _LEAST_LIKE:
        return None
    chance = chance_of_so_few(now, like)
    if chance >= RARE / len(STRETCHES):
        return None
    return Silence(days, now, median(like), chance)


def _listened(totals: Iterable[int | None]) -> list[int]:
    return [total for total in totals if total is not None]


def _heard(answers: Iterable[date]) -> AbstractSet[int]:
    """Return the days, by ordinal, whose items were there to be seen in an answer.

    What a feed held when it was first asked may be the rest of a longer list.
    """
    asked = {day.toordinal() for day in answers}
    first = min(asked, default=0)
    days = {day - back for day in asked for back in range(_HELD + 1)}
    return {day for day in days if day >= first}
