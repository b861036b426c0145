"""What can differ from variant to variant of one scenario, and what cannot.

What varies is said in the unit in which it is doubted: decibans added to a weight or a
prior, decibans of odds added to a share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.domain.source import UNJUDGED
from scenarios.engine.arrays.pack import Floats, Pack, pack
from scenarios.engine.arrays.told import Days
from scenarios.engine.decimals import ZERO, exact
from scenarios.engine.evidence import Reading, read_scenario
from scenarios.engine.reports import Told, Voice

__all__ = ["Changes", "Stage", "Variants", "set_stage"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is added to the numbers of one indicator; a length of 1 is for all variants.

    Attributes:
        weights: Decibans added to each weight, or to dB of a likelihood, a rate or a
            density, (outcomes, variants).
        expected: Decibans of odds added to an event's `expected`, decibans added to a
            count's, (variants,).
        coverage: Decibans of odds added to the coverage, (variants,).
    """

    weights: Floats = field(default_factory=lambda: np.zeros((1, 1)))
    expected: Floats = field(default_factory=lambda: np.zeros(1))
    coverage: Floats = field(default_factory=lambda: np.zeros(1))


@dataclass(frozen=True, slots=True)
class Variants:
    """What differs from variant to variant; a length of 1 is the same for all.

    Attributes:
        days: As of which day, as ordinals, (variants,).
        told: max(0, dB(λ)) of each development, (developments, variants).
        indicators: Changes by indicator id; the others stand as written.
        priors: Decibans added to each prior, (outcomes, variants); None for none.
        dependence: Between the indicators of a group, (variants,); None for the
            model's.
    """

    days: Days
    told: Floats
    indicators: Mapping[str, Changes] = field(default_factory=dict)
    priors: Floats | None = None
    dependence: Floats | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What all variants of a scenario share.

    Attributes:
        scenario: The scenario.
        model: The scoring model.
        readings: Per indicator, the developments that count by their dates.
        places: Place of each development in `Variants.told`, by id.
        base: A pack whose rows are those of silence at the close.
    """

    scenario: Scenario
    model: ScoringModel
    readings: tuple[Reading, ...]
    places: Mapping[str, int]
    base: Pack

    @property
    def observed(self) -> Mapping[str, tuple[str, ...]]:
        """Return the indicators that each development counts for, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for reading in self.readings:
            for each in reading.evidence:
                name = each.told.development.id
                found[name] = (*found.get(name, ()), reading.id)
        return found


@exact
def set_stage(
    scenario: Scenario, model: ScoringModel, developments: Sequence[Development]
) -> Stage:
    """Set the stage for the variants of a scenario.

    Args:
        scenario: The scenario.
        model: The scoring model.
        developments: In order of (date, id), as they stand in `Variants.told`.
    """
    unheard = [_unheard(each) for each in developments if each.reports]
    readings = read_scenario(scenario, unheard, model, scenario.horizon.closes)
    return Stage(
        scenario=scenario,
        model=model,
        readings=readings,
        places={each.id: place for place, each in enumerate(developments)},
        base=pack(scenario, readings, model, left=1.0),
    )


def _unheard(development: Development) -> Told:
    """Return a development that is told and weighs nothing yet."""
    report = development.reports[0]
    voice = Voice(report, UNJUDGED, report.credibility, ZERO, ZERO, development.reports)
    return Told(development, (voice,), ZERO)
