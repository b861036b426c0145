"""Variants of one scenario on one day, written down singly and evaluated at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from scenarios.engine.arrays.pack import Floats
from scenarios.engine.arrays.sweep import evaluate_variants, sweep
from scenarios.engine.arrays.told import days_of
from scenarios.engine.arrays.variants import Changes, Stage, Variants

__all__ = ["Variation", "evaluate"]


@dataclass(frozen=True, slots=True)
class Variation:
    """One way in which a scenario could stand otherwise.

    Attributes:
        weights: Decibans added, by indicator and outcome.
        expected: Decibans added to the odds of `expected`, by indicator.
        coverage: Decibans added to the odds of the coverage, by indicator.
        priors: Decibans added, by outcome.
        told: max(0, dB(λ)) of developments, by id.
        dependence: Between the indicators of a group; None for the model's.
    """

    weights: Mapping[tuple[str, str], float] = field(default_factory=dict)
    expected: Mapping[str, float] = field(default_factory=dict)
    coverage: Mapping[str, float] = field(default_factory=dict)
    priors: Mapping[str, float] = field(default_factory=dict)
    told: Mapping[str, float] = field(default_factory=dict)
    dependence: float | None = None


def evaluate(
    stage: Stage,
    told: Mapping[str, float],
    as_of: date,
    variations: list[Variation],
) -> Floats:
    """Return the probabilities of each variation, (outcomes, variations).

    Args:
        stage: The scenario.
        told: max(0, dB(λ)) of each development of the stage on that day, by id.
        as_of: The day.
        variations: At least one.
    """
    width, outcomes = len(variations), list(stage.scenario.outcomes)
    base = np.array([told[name] for name in stage.places])
    heard = np.repeat(base[:, None], width, axis=1)
    priors = np.zeros((len(outcomes), width))
    dependence = np.full(width, float(stage.model.dependence.indicators))
    changes: dict[str, Changes] = {}
    for column, each in enumerate(variations):
        for name, weight in each.told.items():
            heard[stage.places[name], column] = weight
        for outcome, by in each.priors.items():
            priors[outcomes.index(outcome), column] = by
        for (name, outcome), by in each.weights.items():
            entry = _changes(changes, name, len(outcomes), width)
            entry.weights[outcomes.index(outcome), column] = by
        for name, by in each.expected.items():
            _changes(changes, name, len(outcomes), width).expected[column] = by
        for name, by in each.coverage.items():
            _changes(changes, name, len(outcomes), width).coverage[column] = by
        if each.dependence is not None:
            dependence[column] = each.dependence
    variants = Variants(days_of([as_of]), heard, changes, priors, dependence)
    found = evaluate_variants(sweep(stage, variants))
    return np.broadcast_to(found, (len(outcomes), width))


def _changes(
    changes: dict[str, Changes], name: str, outcomes: int, width: int
) -> Changes:
    if name not in changes:
        changes[name] = Changes(
            np.zeros((outcomes, width)), np.zeros(width), np.zeros(width)
        )
    return changes[name]
