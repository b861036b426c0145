"""What a flip is to change: who leads, or the leader's likelihood word."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from scenarios.assessment.words import STANDARDS, likelihood_word
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.ledger import Ledger

__all__ = ["Flags", "Gap", "Goal", "GoalName"]

GoalName = Literal["lead", "word"]
Flags = NDArray[np.bool_]
Gap = Callable[[Ledger], Decimal]
"""A number that crosses 0 where the goal is reached."""


@dataclass(frozen=True)
class Goal:
    """Another leader, or another word for the one that leads now.

    Attributes:
        name: Which of the two.
        leader: Place of the outcome that leads now.
        word: Its likelihood word now.
        standard: The standard of words.
    """

    name: GoalName
    leader: int
    word: str
    standard: str

    def flags(self, probabilities: Floats) -> Flags:
        """Tell which variants reach the goal, as far as floats can tell.

        Args:
            probabilities: (outcomes, variants).
        """
        if self.name == "lead":
            return np.asarray(probabilities.argmax(axis=0) != self.leader)
        bands = np.searchsorted(self._edges, probabilities[self.leader])
        return np.asarray(self._other_bands[bands])

    def is_reached(self, ledger: Ledger) -> bool:
        """Tell whether an exact ledger reaches the goal."""
        if self.name == "lead":
            return _place_of_best(ledger) != self.leader
        found = likelihood_word(ledger.probabilities[self.leader], self.standard)
        return found != self.word

    def gap(self, near: Ledger, far: Ledger) -> Gap:
        """Return what crosses 0 between a ledger short of the goal and one past it."""
        if self.name == "lead":
            taker = _place_of_best(far)
            return lambda ledger: ledger.score[self.leader] - ledger.score[taker]
        edge = self._edge_between(
            near.probabilities[self.leader], far.probabilities[self.leader]
        )
        return lambda ledger: ledger.probabilities[self.leader] - edge

    def _edge_between(self, near: Decimal, far: Decimal) -> Decimal:
        """Return the first edge of a band on the way between probabilities."""
        edges = self._exact_edges
        if near < far:
            return edges[bisect_left(edges, near)]
        return edges[bisect_left(edges, near) - 1]

    @cached_property
    def _exact_edges(self) -> list[Decimal]:
        bands = STANDARDS[self.standard]
        return sorted({edge for band in bands for edge in (band.low, band.high)})

    @cached_property
    def _edges(self) -> Floats:
        return np.array([float(edge) for edge in self._exact_edges])

    @cached_property
    def _other_bands(self) -> Flags:
        """Tell, of each gap between edges, whether the word there is another."""
        edges = self._exact_edges
        middles = [edges[0], *((a + b) / 2 for a, b in pairwise(edges)), edges[-1]]
        words = [likelihood_word(middle, self.standard) for middle in middles]
        return np.array([word != self.word for word in words])


def _place_of_best(ledger: Ledger) -> int:
    """Return the place of the likeliest outcome, the first of the file among equals."""
    chances = ledger.score
    return max(range(len(chances)), key=lambda place: (chances[place], -place))
