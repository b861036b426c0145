"""One development told more or less strongly, in many variants of a row.

The formulas are those of `engine.likelihood`; a property test holds them together.
"""

from dataclasses import replace
from decimal import Decimal
from typing import assert_never

import numpy as np

from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.kernels import event_odds
from scenarios.engine.arrays.pack import (
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    pack_row,
)
from scenarios.engine.decimals import power
from scenarios.engine.evidence import Evidence, Reading
from scenarios.engine.likelihood import event_lambda, share_ruled_out

__all__ = ["vary_news"]


def vary_news(
    reading: Reading,
    at: int,
    told: Floats,
    scenario: Scenario,
    model: ScoringModel,
) -> EventRow | CountRow | LatestRow:
    """Return the row of a reading in variants of what is told of one development.

    Args:
        reading: What is known of the indicator.
        at: Place of the development in its evidence.
        told: dB(λ) of the development in each variant, (variants,).
        scenario: The scenario.
        model: The scoring model.
    """
    evidence = reading.evidence[at]
    heard = np.maximum(told, 0)
    counted = heard * float(evidence.observation.strength * evidence.fading)
    row = pack_row(reading, scenario, model)
    match row:
        case EventRow():
            return replace(row, odds=_odds(reading, at, counted))
        case CountRow():
            return replace(row, doubt=_doubts(row.doubt, at, heard))
        case LatestRow():
            return replace(row, doubt=_doubts(row.doubt, at, counted))
        case _ as unreachable:
            assert_never(unreachable)


def _odds(reading: Reading, at: int, counted: Floats) -> Floats:
    evidence = reading.evidence[at]
    others = tuple(e for place, e in enumerate(reading.evidence) if place != at)
    present, absent = _news(replace(reading, evidence=others))
    strength = 10 ** (counted / 10)
    if evidence.absent:
        share = float(share_ruled_out(reading, evidence))
        absent_too = 1 - (1 - 1 / strength) * share
        news = present * np.minimum(absent, absent_too)
    else:
        news = np.maximum(present, strength) * absent
    return event_odds(news, float(1 - reading.coverage * reading.elapsed))


def _news(reading: Reading) -> tuple[float, float]:
    """Return the two parts of λ: of the developments for the sign, and against it."""
    best = max((e.decibans for e in _present(reading)), default=Decimal(0))
    present = power(best)
    return float(present), float(event_lambda(reading) / present)


def _present(reading: Reading) -> list[Evidence]:
    return [e for e in reading.evidence if not e.absent]


def _doubts(doubts: Floats, at: int, counted: Floats) -> Floats:
    """Return 1 − r of each development, (developments, variants)."""
    varied = np.repeat(doubts[:, None], len(counted), axis=1)
    varied[at] = 2 / (10 ** (counted / 10) + 1)
    return varied
