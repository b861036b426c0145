"""Certain news, for what-ifs: what the sums say as the evidence y goes to infinity.

An assumption is a development that nobody told and nobody can doubt, dated today. It
passes through the same formulas as any other: an event's row becomes θ, or 1 − θ where
it is absent in all of its window, a state's the chances of the level, a count gains one
more. θ stays within the model's limits, as everywhere; that of the reports is not felt.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scenarios.domain.development import Development, Observation
from scenarios.engine.decimals import ONE
from scenarios.engine.evidence import Evidence, Reading
from scenarios.engine.reports import Told

__all__ = ["CERTAIN", "assume", "suppose"]

CERTAIN = Decimal(1000)
"""Decibans in place of infinity: what 10^−100 leaves open lies beyond the 42 digits."""


def assume(observation: Observation, day: date) -> Told:
    """Return the development that an observation, taken as certain on a day, makes."""
    name = f"assumed:{observation.scenario_id}:{observation.indicator_id}"
    made = Development(
        id=name, date=day, title="Assumed for certain", observes=(observation,)
    )
    return Told(made, voices=(), decibans=CERTAIN)


def suppose(reading: Reading, observation: Observation) -> Reading:
    """Return what would be known of an indicator with certain news of it as well."""
    told = assume(observation, reading.horizon.closes)
    certain = Evidence(told, observation, age=0, fading=ONE, decibans=CERTAIN)
    return replace(reading, evidence=(*reading.evidence, certain))
