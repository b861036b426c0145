"""One scenario in many variants, each with a few rows that say something else.

What no variant touches is summed once. A row of many variants is a row like any other,
with an axis of variants in its θ, odds, rates, chances or doubts, so that the kernels
serve for both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scenarios.engine.arrays.kernels import finish, log_row, pool, softmax
from scenarios.engine.arrays.pack import CountRow, EventRow, Floats, LatestRow, Pack

__all__ = ["Places", "Swap", "Sweep"]

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Swap:
    """A row that says something else in some variants.

    Attributes:
        place: Which row of the pack it replaces.
        variants: In which variants, (swaps,); each no more than once for a place.
        row: What it says there, with an axis of swaps or none.
    """

    place: int
    variants: Places
    row: EventRow | CountRow | LatestRow


class Sweep:
    """A pack, ready to be evaluated in any number of variants."""

    def __init__(self, packed: Pack) -> None:
        """Sum up what the pack says as it stands.

        Args:
            packed: A scenario on a day.
        """
        self._packed = packed
        nothing = np.zeros_like(packed.prior)
        self._rows = [
            nothing if row is None else log_row(row, packed) for row in packed.rows
        ]
        grouped = {place for group in packed.groups for place in group}
        self._alone = frozenset(range(len(packed.rows))) - grouped
        self._pooled = [self._pool(group, self._rows) for group in packed.groups]
        self._score = self._start(packed.prior, packed.spare) + sum(
            [*(self._rows[place] for place in sorted(self._alone)), *self._pooled],
            start=nothing,
        )

    def evaluate(self, count: int, swaps: Iterable[Swap]) -> Floats:
        """Return the probabilities of so many variants, (outcomes, variants).

        Args:
            count: How many variants.
            swaps: What is otherwise in them; the same row may be swapped in several
                parts, as long as no variant has it twice.
        """
        score = np.repeat(self._score, count, axis=1)
        grouped: dict[int, list[tuple[Swap, Floats]]] = {}
        for swap in swaps:
            said = log_row(swap.row, self._packed)
            if swap.place in self._alone:
                score[:, swap.variants] += said - self._rows[swap.place]
            else:
                grouped.setdefault(swap.place, []).append((swap, said))
        for group, pooled in zip(self._packed.groups, self._pooled, strict=True):
            self._repool(score, group, pooled, grouped)
        return softmax(score)

    def evaluate_priors(self, prior: Floats, spare: Floats) -> Floats:
        """Return the probabilities under other priors, (outcomes, variants).

        Args:
            prior: Probability of each outcome, (outcomes, variants).
            spare: 1 − prior.
        """
        packed = self._packed
        said = self._score - self._start(packed.prior, packed.spare)
        return softmax(self._start(prior, spare) + said)

    def _start(self, prior: Floats, spare: Floats) -> Floats:
        """Return ln of the probabilities before any sign, (outcomes, variants)."""
        untold = [None] * len(self._packed.rows)
        return np.log(finish(self._packed, untold, prior, spare))

    def _pool(self, group: Sequence[int], rows: Sequence[Floats]) -> Floats:
        return pool([rows[place] for place in group], self._packed.dependence)

    def _repool(
        self,
        score: Floats,
        group: Sequence[int],
        pooled: Floats,
        swaps: Mapping[int, Sequence[tuple[Swap, Floats]]],
    ) -> None:
        """Take a group anew in the variants that touch it; changes the score."""
        own = [pair for place in group for pair in swaps.get(place, ())]
        if not own:
            return
        every = np.concatenate([swap.variants for swap, _ in own])
        # Not np.unique, which takes 0.2 s to import what it does not use.
        touched = np.flatnonzero(np.bincount(every))
        rows = {
            place: np.repeat(self._rows[place], len(touched), axis=1) for place in group
        }
        for swap, said in own:
            rows[swap.place][:, np.searchsorted(touched, swap.variants)] = said
        fresh = pool([rows[place] for place in group], self._packed.dependence)
        score[:, touched] += fresh - pooled
