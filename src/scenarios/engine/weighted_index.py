"""An additive index from 0 to 100: simple additive weighting over the ledger's rows.

Every indicator scores the outcomes from 0, for the one that it favours least, to 1, and
weighs as many decibans as lie between (Fishburn 1967; Hwang & Yoon 1981). Scores order
outcomes and are no probabilities: prior and clock are not in them.
"""

from collections.abc import Sequence
from decimal import Decimal

from scenarios.engine.decimals import ZERO, exact, total
from scenarios.engine.ledger import Row
from scenarios.engine.parameters import Vector

__all__ = ["index", "min_max", "weighted_sum"]

FULL = Decimal(100)


@exact
def index(rows: Sequence[Row]) -> Vector | None:
    """Return the index of each outcome, in [0, 100]; None where no row tells."""
    spreads = [max(row.decibans) - min(row.decibans) for row in rows]
    if not any(spreads):
        return None
    values = [min_max(row.decibans) for row in rows]
    return [FULL * score for score in weighted_sum(values, spreads)]


@exact
def min_max(entries: Vector) -> Vector:
    """Map a row onto 0 for its least entry and 1 for its largest; all 0 if equal."""
    low, high = min(entries), max(entries)
    if low == high:
        return [ZERO for _ in entries]
    return [(entry - low) / (high - low) for entry in entries]


@exact
def weighted_sum(values: Sequence[Vector], weights: Vector) -> Vector:
    """Return Σ w·v / Σ w for every alternative.

    Args:
        values: One row per criterion, one entry per alternative.
        weights: One per criterion, at least 0, not all 0.
    """
    whole = total(weights)
    return [
        total(weight * row[place] for row, weight in zip(values, weights, strict=True))
        / whole
        for place in range(len(values[0]))
    ]
