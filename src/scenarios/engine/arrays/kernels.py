"""Rows and probabilities of many variants at once.

Shapes are (outcomes, variants); a parameter that does not vary is (outcomes, 1).
`shift` multiplies θ, m or p of an indicator: 10^(error/10), or 1 for none.
Where there are draws for each of many days, a third axis holds the draws.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import assert_never

import numpy as np

from scenarios.engine.arrays.pack import (
    Clock,
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    Pack,
    Varying,
)

__all__ = [
    "OUTCOME_AXIS",
    "VARIANT_AXIS",
    "evaluate",
    "event_odds",
    "finish",
    "log_row",
    "pool",
    "softmax",
]

OUTCOME_AXIS = 0
TINY = np.finfo(np.float64).tiny
VARIANT_AXIS = 1


def evaluate(packed: Pack) -> Floats:
    """Return the probabilities of a pack as it stands, (outcomes,)."""
    rows = [None if row is None else log_row(row, packed) for row in packed.rows]
    return finish(packed, rows, packed.prior, packed.spare)[:, 0]


def log_row(
    row: EventRow | CountRow | LatestRow, packed: Pack, shift: Floats | None = None
) -> Floats:
    """Return ln L of one indicator, (outcomes, variants), up to a common constant."""
    match row:
        case EventRow():
            return _event(row, packed.theta, shift)
        case CountRow():
            return _count(row, shift)
        case LatestRow():
            return _latest(row, packed.theta, shift)
        case _ as unreachable:
            assert_never(unreachable)


def finish(
    packed: Pack, rows: Iterable[Floats | None], prior: Floats, spare: Floats
) -> Floats:
    """Add prior, clock and rows and return probabilities, (outcomes, variants).

    Args:
        packed: The pack.
        rows: ln L per indicator; None for an open one. They are taken one by one, and
            kept only where a group must be known as a whole.
        prior: Probabilities, (outcomes, variants).
        spare: 1 − prior, (outcomes, variants).
    """
    score = np.log(prior)
    if packed.clock is not None:
        score = score + _clock(packed.clock, prior, spare, packed.theta[0])
    grouped = {place for group in packed.groups for place in group}
    kept: dict[int, Floats] = {}
    for place, row in enumerate(rows):
        if row is not None and place in grouped:
            kept[place] = row
        elif row is not None:
            score = _add(score, row)
    for group in packed.groups:
        live = [kept[place] for place in group if place in kept]
        if live:
            score = _add(score, pool(live, packed.dependence))
    return softmax(score)


def event_odds(news: Floats, unheard: float) -> Floats:
    """Return s = max(λ,1) + min(λ,1)·(1 − coverage·F) − 1 of many variants.

    Args:
        news: λ, above 0.
        unheard: 1 − coverage·F.
    """
    return np.asarray(np.maximum(news, 1) + np.minimum(news, 1) * unheard - 1)


def softmax(score: Floats) -> Floats:
    """Return probabilities in proportion to e^score along the outcomes."""
    sizes = np.exp(score - score.max(axis=OUTCOME_AXIS))
    return np.asarray(sizes / sizes.sum(axis=OUTCOME_AXIS))


def _event(row: EventRow, limits: tuple[float, float], shift: Floats | None) -> Floats:
    if shift is None:
        theta = np.clip(row.theta, *limits)
        return np.log(row.spare + row.odds * theta)
    theta = row.theta * shift
    np.clip(theta, *limits, out=theta)
    gain = row.odds - 1
    moved = np.multiply(theta, gain, out=theta if np.ndim(gain) == 0 else None)
    moved += 1
    return np.log(moved, out=moved)


def _count(row: CountRow, shift: Floats | None) -> Floats:
    rate = row.rate if shift is None else row.rate * shift
    typical = np.exp(np.log(rate).mean(axis=OUTCOME_AXIS))
    result = -row.exposure * rate
    for doubt, size in zip(row.doubt, row.size, strict=True):
        result = result + size * np.log((1 - doubt) * rate + doubt * typical)
    return result


def _latest(
    row: LatestRow, limits: tuple[float, float], shift: Floats | None
) -> Floats:
    standing = np.ones((1, 1))
    for chances, doubt in zip(row.chances, row.doubt, strict=True):
        shown = chances if shift is None else chances * shift
        if row.clipped:
            shown = np.clip(shown, *limits)
        middle = standing.mean(axis=OUTCOME_AXIS)
        kept = doubt * shown.mean(axis=OUTCOME_AXIS) / middle
        standing = (1 - doubt) * shown + kept * standing
    return np.log(np.maximum(standing, TINY))


def _clock(clock: Clock, prior: Floats, spare: Floats, floor: float) -> Floats:
    """Ln of ((1−π)^(τ/H) − (1−π))/π, written so that nothing cancels."""
    left = spare * np.expm1(-np.log(spare) * clock.left) / prior
    running = np.log(np.maximum(floor, left))
    runs = clock.deadline.reshape(-1, *[1] * (running.ndim - 1))
    return np.where(runs, running, 0.0)


def _add(score: Floats, row: Floats) -> Floats:
    """Add a row, in place where it has the score's shape: a new array takes longer."""
    return np.add(score, row, out=score if row.shape == score.shape else None)


def _spread(row: Floats) -> Floats:
    return np.asarray(row.max(axis=OUTCOME_AXIS) - row.min(axis=OUTCOME_AXIS))


def pool(rows: Sequence[Floats], dependence: Varying) -> Floats:
    """Add a group's rows times 1/(1 + (n−1)·dependence), n = Σs/max s; 1 if all 0.

    Where all spreads are 0 so are the rows, whatever they are divided by.
    """
    spreads = [_spread(row) for row in rows]
    largest = np.maximum(reduce(np.maximum, spreads), TINY)
    voices = reduce(np.add, spreads) / largest
    voices -= 1
    return np.asarray(reduce(np.add, rows) / (1 + voices * dependence))
