"""What each indicator expects under each outcome: θ, m and p of the sums.

A vector has one entry per outcome, in the order of the scenario.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
    Weight,
)
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import ONE, ZERO, exact, power
from scenarios.engine.evidence import Evidence

__all__ = [
    "Vector",
    "clip",
    "decibans_of",
    "level_chances",
    "measure_chances",
    "rates",
    "thetas",
]

Vector = Sequence[Decimal]


def decibans_of(
    weights: Mapping[str, Weight], scenario: Scenario, model: ScoringModel
) -> Vector:
    """Return the weights as decibans; a word is the model's, a missing one 0."""
    given = (weights.get(name, ZERO) for name in scenario.outcomes)
    return [model.scale[w] if isinstance(w, str) else w for w in given]


@exact
def thetas(
    indicator: EventIndicator, scenario: Scenario, model: ScoringModel
) -> Vector:
    """Return θ_k = P(seen in its window | k), before the limits.

    θ_k is given, or expected·10^((w_k − max w)/10).
    """
    if indicator.likelihoods is not None:
        return [indicator.likelihoods[name] for name in scenario.outcomes]
    expected = indicator.expected or model.expected
    weights = decibans_of(indicator.weights or {}, scenario, model)
    return [expected * p for p in _relative(weights)]


@exact
def rates(indicator: CountIndicator, scenario: Scenario, model: ScoringModel) -> Vector:
    """Return the rate m_k per `per`: given, or expected·10^((w_k − max w)/10)."""
    if indicator.rates is not None:
        return [indicator.rates[name] for name in scenario.outcomes]
    expected = indicator.expected or model.expected
    weights = decibans_of(indicator.weights or {}, scenario, model)
    return [expected * p for p in _relative(weights)]


@exact
def level_chances(
    indicator: StateIndicator, level: str, scenario: Scenario, model: ScoringModel
) -> Vector:
    """Return p_k of a level: 10^((w_k − max w)/10), or as given, before the limits."""
    if indicator.likelihoods is not None:
        return [indicator.likelihoods[name][level] for name in scenario.outcomes]
    weights = (indicator.levels or {})[level]
    return _relative(decibans_of(weights, scenario, model))


@exact
def measure_chances(
    indicator: MeasureIndicator, evidence: Evidence, scenario: Scenario
) -> Vector:
    """Return p_k, the density at the value seen, relative to the largest.

    The density is normal in x, or in ln x for a lognormal, whose factor 1/x is common
    to all outcomes.
    """
    value = Decimal(evidence.observation.value or 0)
    point = value.ln() if indicator.distribution == "lognormal" else value
    logs = []
    for name in scenario.outcomes:
        expected = indicator.expects[name]
        score = (point - expected.mean) / expected.sd
        logs.append(-score * score / 2 - expected.sd.ln())
    highest = max(logs)
    return [(log - highest).exp() for log in logs]


def clip(vector: Vector, limits: tuple[Decimal, ...]) -> Vector:
    """Keep every entry within the limits."""
    low, high = limits
    return [max(low, min(high, entry)) for entry in vector]


def _relative(weights: Vector) -> Vector:
    highest = max(weights)
    return [ONE if w == highest else power(w - highest) for w in weights]
