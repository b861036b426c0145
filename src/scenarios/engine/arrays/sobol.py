"""Shares of variance: how much of an answer's doubt is due to each input's.

Sobol' indices by pick and freeze (Sobol' 1993): two samples A and B, and for each input
a third, A with that input from B. First-order after Saltelli et al. 2010 (table 2, b),
total after Jansen 1999 (the same table, f). For several answers at once the indices are
weighted by the answers' variances (Lamboni, Monod & Makowski 2011).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scenarios.domain.model import Uncertainty
from scenarios.engine.arrays.interval import EPSILON, NEPER_PER_DB
from scenarios.engine.arrays.kernels import finish, log_row
from scenarios.engine.arrays.pack import Floats, Pack

__all__ = ["Indices", "doubt_indices", "indices_of"]


@dataclass(frozen=True, slots=True)
class Indices:
    """Shares of variance; the last axis is one answer's, the first the inputs'.

    Attributes:
        variance: Of each answer, (answers,).
        first: Share that an input has by itself, (inputs, answers).
        total: Share that it has with all its interactions, (inputs, answers).
        error: Standard error of each total, (inputs, answers).
    """

    variance: Floats
    first: Floats
    total: Floats
    error: Floats

    @property
    def whole(self) -> "Indices":
        """Return the indices over all answers, weighted by variance; one column."""
        share = self.variance / max(self.variance.sum(), np.finfo(np.float64).tiny)
        return replace(
            self,
            variance=self.variance.sum(keepdims=True),
            first=(self.first * share).sum(axis=1, keepdims=True),
            total=(self.total * share).sum(axis=1, keepdims=True),
            error=(self.error * share).sum(axis=1, keepdims=True),
        )


def indices_of(a: Floats, b: Floats, mixed: Floats) -> Indices:
    """Return the indices from answers to pick-and-freeze samples.

    Args:
        a: Answers to the first sample, (answers, draws).
        b: Answers to the second, independent one, (answers, draws).
        mixed: Answers to the first with one input from the second,
            (inputs, answers, draws).
    """
    variance = np.concatenate((a, b), axis=-1).var(axis=-1)
    middle = np.array((a, b, *mixed)).mean(axis=(0, 2))
    scale = np.where(variance > 0, variance, 1.0)
    moved = mixed - a
    first = ((b - middle[:, None]) * moved).mean(axis=-1) / scale
    halves = moved**2 / 2
    error = halves.std(axis=-1) / np.sqrt(a.shape[-1])
    return Indices(variance, first, halves.mean(axis=-1) / scale, error / scale)


def doubt_indices(
    packed: Pack, uncertainty: Uncertainty, draws: int, rng: np.random.Generator
) -> Indices:
    """Return which doubts make the interval of a pack wide.

    The inputs are the errors of the interval, taken together by where they stand: those
    of the priors first, then those of each indicator in the order of the file. The
    answers are the outcomes' probabilities.

    Args:
        packed: The scenario on a day.
        uncertainty: Standard deviations in dB.
        draws: How many of each sample.
        rng: The generator to draw from.
    """
    first = _Sample(packed, uncertainty, draws, rng)
    second = _Sample(packed, uncertainty, draws, rng)
    mixed = np.array(list(first.mixed(second)))
    return indices_of(first.answers, second.answers, mixed)


class _Sample:
    """One sample of errors: what it makes of the priors, of each row, and of all."""

    def __init__(
        self,
        packed: Pack,
        uncertainty: Uncertainty,
        draws: int,
        rng: np.random.Generator,
    ) -> None:
        self._packed = packed
        shape = (1 + len(packed.rows), len(packed.prior), draws)
        errors = rng.standard_normal(shape) * NEPER_PER_DB
        errors[0] *= float(uncertainty.prior_db)
        errors[1:] *= float(uncertainty.weight_db)
        shifts = np.exp(errors, out=errors)
        self.prior = packed.prior * shifts[0]
        self.prior /= self.prior.sum(axis=0)
        self.rows = [
            None if row is None else log_row(row, packed, shift)
            for row, shift in zip(packed.rows, shifts[1:], strict=True)
        ]
        self.answers = self._answer(self.prior, self.rows)

    def mixed(self, other: "_Sample") -> Iterator[Floats]:
        """Yield the answers with one input at a time from another sample."""
        yield self._answer(other.prior, self.rows)
        for place, row in enumerate(other.rows):
            if row is None:
                yield self.answers
            else:
                rows = [*self.rows[:place], row, *self.rows[place + 1 :]]
                yield self._answer(self.prior, rows)

    def _answer(self, prior: Floats, rows: list[Floats | None]) -> Floats:
        return finish(self._packed, rows, prior, np.maximum(1 - prior, EPSILON))
