"""Intervals of many days at once: the same draws for every day.

The errors are those of `interval`, in its order, so that with as many draws a day's
interval is the one that an assessment of that day shows, and neighbouring days differ
by what happened between them alone. Days that are alike for a row share its sums.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.model import Uncertainty
from scenarios.engine.arrays.interval import EPSILON, NEPER_PER_DB, quantiles, tails
from scenarios.engine.arrays.kernels import finish, log_row
from scenarios.engine.arrays.pack import (
    Clock,
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    Pack,
)

__all__ = ["Runs", "spans"]

# So many numbers of a row at a time stay in the processor's cache.
CHUNK = 64_000
DAY_AXIS = 1
Row = EventRow | CountRow | LatestRow


@dataclass(frozen=True, slots=True)
class Runs:
    """Days on which a row is the same, run by run.

    Attributes:
        first: The first day of each run, (runs,).
        run: The run of each day, (days,).
    """

    first: NDArray[np.intp]
    run: NDArray[np.intp]

    def spread(self, row: Floats) -> Floats:
        """Return a row of runs as one of days; of one run, as one for all days."""
        if len(self.first) == 1 or len(self.first) == len(self.run):
            return row
        return np.take(row, self.run, axis=DAY_AXIS)


def spans(
    packed: Pack, days: int, uncertainty: Uncertainty, rng: np.random.Generator
) -> Floats:
    """Return low and high of each outcome on each day, (2, outcomes, days).

    Args:
        packed: A pack swept over days.
        days: How many they are.
        uncertainty: Standard deviations in dB, number of draws, level in (0, 1).
        rng: The generator to draw from.
    """
    outcomes, draws = len(packed.prior), uncertainty.draws
    errors = rng.standard_normal((1 + len(packed.rows), outcomes, 1, draws))
    shifts = _shifts(errors, uncertainty)
    prior = packed.prior[:, :, None] * shifts[0]
    prior /= prior.sum(axis=0)
    spare = np.maximum(1 - prior, EPSILON)
    found = np.empty((2, outcomes, days))
    size = max(1, CHUNK // (outcomes * draws))
    for start in range(0, days, size):
        part = slice(start, min(days, start + size))
        rows = list(_rows(packed, part, shifts[1:]))
        drawn = finish(_timed(packed, part), rows, prior, spare)
        found[:, :, part] = quantiles(drawn, tails(uncertainty))
    return found


def _shifts(errors: Floats, uncertainty: Uncertainty) -> Floats:
    errors[0] *= float(uncertainty.prior_db) * NEPER_PER_DB
    errors[1:] *= float(uncertainty.weight_db) * NEPER_PER_DB
    return np.exp(errors, out=errors)


def _timed(packed: Pack, part: slice) -> Pack:
    """Return a pack whose clock is that of some days, with an axis for the draws."""
    if packed.clock is None:
        return packed
    left = _part(np.atleast_1d(packed.clock.left), part)
    return replace(packed, clock=Clock(packed.clock.deadline, left[:, None]))


def _rows(packed: Pack, part: slice, shifts: Floats) -> Iterator[Floats | None]:
    """Yield ln L of each indicator on some days, (outcomes, days, draws)."""
    for row, shift in zip(packed.rows, shifts, strict=True):
        parts = [] if row is None else list(_parts(row, part))
        sums = [runs.spread(log_row(there, packed, shift)) for there, runs in parts]
        yield sum(sums[1:], sums[0]) if sums else None


def _parts(row: Row, part: slice) -> Iterator[tuple[Row, Runs]]:
    """Yield what adds up to a row; nothing where it says nothing on these days."""
    match row:
        case EventRow():
            odds = _part(np.atleast_1d(row.odds), part)
            if (odds != 1).any():
                runs = _runs(odds[None])
                theta, spare = row.theta[:, :, None], row.spare[:, :, None]
                yield EventRow(theta, spare, odds[runs.first, None]), runs
        case CountRow():
            yield from _count_parts(row, part)
        case LatestRow():
            doubt = _part(row.doubt, part)
            told = (doubt < 1).any(axis=DAY_AXIS)
            if told.any():
                runs = _runs(doubt[told])
                shown = row.chances[told][..., None]
                first = doubt[told][:, runs.first, None]
                yield LatestRow(shown, first, row.clipped), runs
        case _ as unreachable:
            assert_never(unreachable)


def _count_parts(row: CountRow, part: slice) -> Iterator[tuple[Row, Runs]]:
    """Yield the quiet of a count, which passes day by day, and its news."""
    rate, none = row.rate[:, :, None], np.empty((0, 1, 1))
    exposure = _part(np.atleast_1d(row.exposure), part)
    runs = _runs(exposure[None])
    yield CountRow(rate, none, none, exposure[runs.first, None]), runs
    doubt, size = _part(row.doubt, part), _part(row.size, part)
    told = (doubt < 1).any(axis=DAY_AXIS)
    if told.any():
        both = np.concatenate(np.broadcast_arrays(doubt[told], size[told]))
        runs = _runs(both)
        doubts, sizes = np.split(both[:, runs.first, None], 2)
        yield CountRow(rate, doubts, sizes, 0.0), runs


def _runs(numbers: Floats) -> Runs:
    """Find runs of equal neighbours among columns, (numbers, days)."""
    turns = (numbers[:, 1:] != numbers[:, :-1]).any(axis=0)
    return Runs(
        first=np.flatnonzero(np.concatenate(([True], turns))),
        run=np.concatenate(([0], np.cumsum(turns))),
    )


def _part(numbers: Floats, part: slice) -> Floats:
    """Return some days of the last axis; all where one stands for all."""
    return numbers[..., part] if numbers.shape[-1] > 1 else numbers
