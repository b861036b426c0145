"""Edited nouns: what a file would say if one number in it were another, in decimals.

Written against the words of the method, not against the sweeps that it checks.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.engine.decimals import db, power
from scenarios.engine.parameters import measure_chances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.domain.development import Development
    from scenarios.domain.indicator import Indicator
    from scenarios.domain.model import ScoringModel
    from scenarios.domain.scenario import Scenario
    from scenarios.engine.evidence import Reading

__all__ = [
    "edit_coverage",
    "edit_expected",
    "edit_prior",
    "edit_weight",
    "shifted_share",
    "with_indicator",
]


def with_indicator(scenario: Scenario, name: str, indicator: Indicator) -> Scenario:
    """Return a scenario with another indicator under a name."""
    signs = {**scenario.indicators, name: indicator}
    return scenario.model_copy(update={"indicators": signs})


def edit_weight(
    reading: Reading,
    scenario: Scenario,
    model: ScoringModel,
    outcome: str,
    decibans: Decimal,
) -> Scenario:
    """Add decibans to what an indicator says of an outcome, as its file says it."""
    edited: Indicator
    match reading.indicator:
        case EventIndicator() as event if event.likelihoods is not None:
            edited = _copy(
                event, likelihoods=_times(event.likelihoods, outcome, decibans)
            )
        case CountIndicator() as count if count.rates is not None:
            edited = _copy(count, rates=_times(count.rates, outcome, decibans))
        case EventIndicator() | CountIndicator() as sign:
            weights = _plus(sign.weights or {}, outcome, decibans, model)
            edited = _copy(sign, weights=weights)
        case StateIndicator() as state if state.likelihoods is not None:
            levels = {
                level: chance * power(decibans)
                for level, chance in state.likelihoods[outcome].items()
            }
            edited = _copy(state, likelihoods={**state.likelihoods, outcome: levels})
        case StateIndicator() as state:
            edited = _copy(
                state,
                levels={
                    level: _plus(weights, outcome, decibans, model)
                    for level, weights in (state.levels or {}).items()
                },
            )
        case MeasureIndicator() as measure:
            edited = _as_state(measure, reading, scenario, outcome, decibans)
    return with_indicator(scenario, reading.id, edited)


def _as_state(
    measure: MeasureIndicator,
    reading: Reading,
    scenario: Scenario,
    outcome: str,
    decibans: Decimal,
) -> StateIndicator:
    """Write a measure as a state whose levels are the values that were seen."""
    levels = {}
    for each in reading.evidence:
        chances = measure_chances(measure, each, scenario)
        weights = {
            name: db(max(chance, Decimal("1e-300")))
            for name, chance in zip(scenario.outcomes, chances, strict=True)
        }
        weights[outcome] += decibans
        levels[each.observation.level] = weights
    data: dict[str, Any] = {"title": "t", "kind": "state", "levels": {"x": {}}}
    if measure.sets_half_life:
        days = measure.half_life
        data["half_life"] = None if days is None else f"{days}d"
    state = StateIndicator.model_validate({**data, "group": measure.group})
    return state.model_copy(update={"levels": levels})


def edit_prior(scenario: Scenario, outcome: str, decibans: Decimal) -> Scenario:
    """Multiply a prior and make all sum to 1 again."""
    sizes = {
        name: each.prior * (power(decibans) if name == outcome else 1)
        for name, each in scenario.outcomes.items()
    }
    whole = sum(sizes.values(), Decimal(0))
    outcomes = {
        name: each.model_copy(update={"prior": sizes[name] / whole})
        for name, each in scenario.outcomes.items()
    }
    return scenario.model_copy(update={"outcomes": outcomes})


def edit_coverage(
    scenario: Scenario, name: str, model: ScoringModel, decibans: Decimal
) -> Scenario:
    """Add decibans to the odds of an indicator's coverage."""
    sign = scenario.indicators[name]
    assert isinstance(sign, EventIndicator | CountIndicator)
    share = shifted_share(sign.coverage or model.coverage, decibans)
    return with_indicator(scenario, name, _copy(sign, coverage=share))


def edit_expected(
    scenario: Scenario, name: str, model: ScoringModel, decibans: Decimal
) -> Scenario:
    """Add decibans to the odds of an event's `expected`, or to a count's rate."""
    sign = scenario.indicators[name]
    assert isinstance(sign, EventIndicator | CountIndicator)
    old = sign.expected or model.expected
    is_event = isinstance(sign, EventIndicator)
    new = shifted_share(old, decibans) if is_event else old * power(decibans)
    return with_indicator(scenario, name, _copy(sign, expected=new))


def shifted_share(share: Decimal, decibans: Decimal) -> Decimal:
    """Add decibans to the odds of a share; 1 stays 1 and 0 stays 0."""
    odds = share * power(decibans)
    return odds / (odds + 1 - share)


def without(developments: Iterable[Development], name: str) -> tuple[Development, ...]:
    """Leave a development out."""
    return tuple(each for each in developments if each.id != name)


def _copy(noun: Any, **update: object) -> Any:  # noqa: ANN401 any of the four kinds
    return noun.model_copy(update=update)


def _times(
    chances: Mapping[str, Decimal], outcome: str, decibans: Decimal
) -> Mapping[str, Decimal]:
    return {**chances, outcome: chances[outcome] * power(decibans)}


def _plus(
    weights: Mapping[str, Decimal | str],
    outcome: str,
    decibans: Decimal,
    model: ScoringModel,
) -> Mapping[str, Decimal]:
    numbers = {
        name: model.scale[weight] if isinstance(weight, str) else weight
        for name, weight in weights.items()
    }
    return {**numbers, outcome: numbers.get(outcome, Decimal(0)) + decibans}
