"""The interval: what the analyst's doubt about the numbers leaves open.

Independent normal errors on dB of every θ, m and p (one per indicator and outcome) and
of every prior; the whole computation is repeated for each joint draw, and quantiles are
read off. It says nothing of what else could be wrong with the model.
"""

from collections.abc import Iterator
from decimal import Decimal
from math import log

import numpy as np

from scenarios.domain.model import Uncertainty
from scenarios.engine.arrays.kernels import OUTCOME_AXIS, finish, log_row
from scenarios.engine.arrays.pack import Floats, Pack

__all__ = ["EPSILON", "draw", "interval", "quantiles", "seeded", "tails"]

# A draw may round a prior to 1; the clock still needs what it leaves.
EPSILON = np.finfo(np.float64).eps
NEPER_PER_DB = log(10) / 10


def seeded(digest: bytes) -> np.random.Generator:
    """Build the generator that a digest of the inputs decides: PCG64DXSM."""
    return np.random.Generator(np.random.PCG64DXSM(int.from_bytes(digest, "big")))


def interval(
    packed: Pack, uncertainty: Uncertainty, rng: np.random.Generator
) -> Floats:
    """Return the low and high quantile of each outcome, (2, outcomes).

    Args:
        packed: The scenario on a day.
        uncertainty: Standard deviations in dB, number of draws, level in (0, 1).
        rng: The generator to draw from.
    """
    return quantiles(draw(packed, uncertainty, rng), tails(uncertainty))


def tails(uncertainty: Uncertainty) -> tuple[float, float]:
    """Return the two quantiles that leave `level` of the draws between them."""
    tail = (1 - float(uncertainty.level)) / 2
    return tail, 1 - tail


def draw(packed: Pack, uncertainty: Uncertainty, rng: np.random.Generator) -> Floats:
    """Return the probabilities of every joint draw, (outcomes, draws).

    Errors are drawn in the order of the file, the priors' first, also for indicators
    of which nothing is known: opening one does not change another's errors.
    """
    shape = (len(packed.prior), uncertainty.draws)
    prior = packed.prior * _shift(rng.standard_normal(shape), uncertainty.prior_db)
    prior /= prior.sum(axis=OUTCOME_AXIS)
    rows = _rows(packed, uncertainty.weight_db, rng, np.empty(shape))
    return finish(packed, rows, prior, np.maximum(1 - prior, EPSILON))


def _rows(
    packed: Pack, sd_db: Decimal, rng: np.random.Generator, errors: Floats
) -> Iterator[Floats | None]:
    """Yield ln L of each indicator; the errors of all are drawn into one array."""
    for row in packed.rows:
        rng.standard_normal(out=errors)
        yield None if row is None else log_row(row, packed, _shift(errors, sd_db))


def _shift(errors: Floats, sd_db: Decimal) -> Floats:
    errors *= float(sd_db) * NEPER_PER_DB
    return np.exp(errors, out=errors)


def quantiles(drawn: Floats, at: tuple[float, ...]) -> Floats:
    """Linear quantiles (Hyndman & Fan 1996, type 7) along the draws, the last axis.

    Args:
        drawn: Numbers, (…, draws).
        at: Quantiles in [0, 1].

    Returns:
        The quantiles, (quantiles, …).
    """
    ordered = np.sort(drawn, axis=-1)
    places = np.asarray(at) * (drawn.shape[-1] - 1)
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, drawn.shape[-1] - 1)
    low, high = ordered[..., below], ordered[..., above]
    return np.moveaxis(low + (places - below) * (high - low), -1, 0)
