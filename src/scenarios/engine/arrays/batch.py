"""Many packs in one pass: scenarios, or the dates of one.

The rows of all packs lie side by side, those of a group next to each other, so that
what is taken over a group or a pack is taken over neighbours. Rows of counts, states
and measures come one by one from the kernels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from scenarios.engine.arrays.kernels import (
    OUTCOME_AXIS,
    VARIANT_AXIS,
    finish,
    log_row,
    softmax,
)
from scenarios.engine.arrays.pack import CountRow, EventRow, Floats, LatestRow, Pack

__all__ = ["Batch", "Other", "evaluate_all", "evaluate_batch", "stack"]

Places = NDArray[np.intp]
LiveRow = EventRow | CountRow | LatestRow


@dataclass(frozen=True, slots=True)
class Other:
    """A row that is no event: where it lies, and whose it is."""

    place: int
    row: CountRow | LatestRow
    packed: Pack


@dataclass(frozen=True, slots=True)
class Batch:
    """Packs of equally many outcomes, side by side.

    Attributes:
        start: ln of the probabilities before any sign, (outcomes, packs).
        theta: θ within the limits, (outcomes, rows); 0 for the others.
        spare: 1 − θ, (outcomes, rows).
        odds: s of each event, (rows,); 1 for the others.
        others: The rows of counts, states and measures.
        pack_starts: First row of each pack, (packs,).
        group_starts: First row of each group, (groups,); a row that shares none is a
            group of its own.
        group_sizes: Rows of each group, (groups,).
        dependence: Between the rows of each group, (groups,).
    """

    start: Floats
    theta: Floats
    spare: Floats
    odds: Floats
    others: tuple[Other, ...]
    pack_starts: Places
    group_starts: Places
    group_sizes: Places
    dependence: Floats


def evaluate_all(packs: Sequence[Pack]) -> list[Floats]:
    """Return what `evaluate` returns of each pack, (outcomes,), to 1e-12."""
    places: dict[int, list[int]] = {}
    for place, packed in enumerate(packs):
        places.setdefault(len(packed.prior), []).append(place)
    found: dict[int, Floats] = {}
    for alike in places.values():
        batch = stack([packs[place] for place in alike])
        found.update(zip(alike, evaluate_batch(batch).T, strict=True))
    return [found[place] for place in range(len(packs))]


def evaluate_batch(batch: Batch) -> Floats:
    """Return the probabilities of every pack, (outcomes, packs)."""
    rows = np.log(batch.spare + batch.odds * batch.theta)
    for other in batch.others:
        rows[:, other.place] = log_row(other.row, other.packed)[:, 0]
    if len(batch.group_sizes) < len(batch.odds):
        rows *= _factors(rows, batch)
    sums = np.add.reduceat(rows, batch.pack_starts, axis=VARIANT_AXIS)
    return softmax(batch.start + sums)


def stack(packs: Sequence[Pack]) -> Batch:
    """Lay packs side by side.

    Args:
        packs: One or more, of equally many outcomes.

    Raises:
        ValueError: There is none, or they differ in the number of outcomes.
    """
    blocks = [[(block, packed) for block in _blocks(packed)] for packed in packs]
    groups = [group for own in blocks for group in own]
    rows = [(row, packed) for block, packed in groups for row in block]
    events = [_event(row, packed) for row, packed in rows]
    return Batch(
        start=_side_by_side([_start(packed) for packed in packs]),
        theta=_side_by_side([event.theta for event in events]),
        spare=_side_by_side([event.spare for event in events]),
        odds=np.array([event.odds for event in events]),
        others=tuple(_others(rows)),
        pack_starts=_starts([sum(len(block) for block, _ in own) for own in blocks]),
        group_starts=_starts([len(block) for block, _ in groups]),
        group_sizes=np.array([len(block) for block, _ in groups]),
        dependence=np.array([packed.dependence for _, packed in groups]),
    )


def _blocks(packed: Pack) -> list[list[LiveRow]]:
    """Return the rows that say something, group by group; never nothing at all."""
    grouped = {place for group in packed.groups for place in group}
    alone = [(at,) for at in range(len(packed.rows)) if at not in grouped]
    live = [
        [row for place in group if (row := packed.rows[place]) is not None]
        for group in (*packed.groups, *alone)
    ]
    return [block for block in live if block] or [[_silence(packed)]]


def _silence(packed: Pack) -> EventRow:
    """Return a row of nothing, L = 1."""
    nothing = np.zeros_like(packed.prior)
    return EventRow(theta=nothing, spare=nothing + 1, odds=1.0)


def _event(row: LiveRow, packed: Pack) -> EventRow:
    if not isinstance(row, EventRow):
        return _silence(packed)
    return EventRow(np.clip(row.theta, *packed.theta), row.spare, row.odds)


def _others(rows: Sequence[tuple[LiveRow, Pack]]) -> Iterator[Other]:
    for place, (row, packed) in enumerate(rows):
        if not isinstance(row, EventRow):
            yield Other(place, row, packed)


def _start(packed: Pack) -> Floats:
    untold = [None] * len(packed.rows)
    return np.log(finish(packed, untold, packed.prior, packed.spare))


def _factors(rows: Floats, batch: Batch) -> Floats:
    """Factor 1/(1 + (n−1)·dependence) of each row's group, n = Σs/max s; (rows,)."""
    spreads = rows.max(axis=OUTCOME_AXIS) - rows.min(axis=OUTCOME_AXIS)
    largest = np.maximum.reduceat(spreads, batch.group_starts)
    whole = np.add.reduceat(spreads, batch.group_starts)
    voices = np.divide(whole, largest, out=np.ones_like(whole), where=largest > 0)
    shared = 1 / (1 + (voices - 1) * batch.dependence)
    return np.repeat(shared, batch.group_sizes)


def _side_by_side(columns: Sequence[Floats]) -> Floats:
    return np.concatenate(columns, axis=VARIANT_AXIS)


def _starts(sizes: Sequence[int]) -> Places:
    return np.array([0, *accumulate(sizes[:-1])])
