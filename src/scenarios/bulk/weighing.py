"""What one coded event says: the table of weights, computed exactly by the engine.

An event of the stream becomes a development with one report, of the data set's letter
on the day and of the digit that its number of sources gives. So few grades occur that
each indicator has a handful of weights; a contribution refers to one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.bulk.pattern import Events
from scenarios.bulk.template import Template
from scenarios.domain.development import Development, Observation, Report
from scenarios.domain.indicator import CountIndicator, EventIndicator
from scenarios.domain.model import ScoringModel
from scenarios.domain.source import UNJUDGED, Source
from scenarios.engine.decimals import ONE, ZERO, exact
from scenarios.engine.evidence import Evidence, Reading, half_life_of
from scenarios.engine.ledger import centred
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.parameters import Vector, clip, rates, thetas
from scenarios.engine.reports import Grade, Told, hear, truth_of

__all__ = ["Sign", "Weight", "grades_of", "signs_of", "told_by"]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one event of a grade says of one indicator.

    Attributes:
        id: Its number; within an indicator, a higher one is told better.
        grade: Letter and digit.
        decibans: strength · max(0, dB(λ)), before it fades; at least 0.
        alone: dB(L) per outcome of this one event, centred, nothing else known.
    """

    id: int
    grade: Grade
    decibans: Decimal
    alone: Vector

    @property
    def counts(self) -> bool:
        """Tell whether such an event says anything at all."""
        return self.decibans > 0


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator of a template, ready for the sums.

    Attributes:
        place: Its place in the file, from 0.
        id: Its id.
        indicator: The indicator: an event or a count.
        events: Which coded events are an observation of it.
        chances: θ_k within the limits of an event, m_k of a count.
        half_life: Days in which its news fades by half; None for never.
        weights: By grade, the best told last.
    """

    place: int
    id: str
    indicator: EventIndicator | CountIndicator
    events: Events
    chances: Vector
    half_life: int | None
    weights: tuple[Weight, ...]

    @property
    def is_count(self) -> bool:
        """Tell whether it counts its events."""
        return isinstance(self.indicator, CountIndicator)

    @property
    def telling(self) -> tuple[Weight, ...]:
        """Return the weights that say anything."""
        return tuple(weight for weight in self.weights if weight.counts)


def grades_of(template: Template, source: Source, model: ScoringModel) -> list[Grade]:
    """Return every grade that an event can have, the worst told first."""
    horizon = template.scenario.horizon
    letters = {UNJUDGED, *(period.grade for period in source.reliability)}
    held = {source.letter_on(horizon.opens)}
    held |= {
        period.grade
        for period in source.reliability
        if horizon.opens < period.start <= horizon.closes
    }
    digits = set(template.block.credibility.values())
    found = [(letter, digit) for letter in letters & held for digit in digits]
    return sorted(found, key=lambda g: (truth_of(g[0], g[1], model.grades), g))


@exact
def signs_of(
    template: Template, source: Source, model: ScoringModel
) -> tuple[Sign, ...]:
    """Return the indicators of a template with their weights, in the order of the file.

    Args:
        template: The template.
        source: The data set, as sources.yaml grades it.
        model: The scoring model.
    """
    grades = grades_of(template, source, model)
    return tuple(
        _sign(place, name, template, grades, model)
        for place, name in enumerate(template.scenario.indicators)
    )


def _sign(
    place: int,
    name: str,
    template: Template,
    grades: Sequence[Grade],
    model: ScoringModel,
) -> Sign:
    scenario = template.scenario
    indicator = scenario.indicators[name]
    if isinstance(indicator, CountIndicator):
        chances = rates(indicator, scenario, model)
    elif isinstance(indicator, EventIndicator):
        chances = clip(thetas(indicator, scenario, model), model.limits.theta)
    else:
        raise TypeError(indicator.kind)
    events = template.events[name]
    link = Observation(indicator=f"{scenario.id}/{name}", strength=events.strength)
    first = place * len(grades)
    weights = tuple(
        _weight(first + rank, grade, name, link, template, model)
        for rank, grade in enumerate(grades)
    )
    half_life = half_life_of(indicator, model)
    return Sign(place, name, indicator, events, chances, half_life, weights)


def _weight(  # noqa: PLR0913 a grade of an indicator of a template
    number: int,
    grade: Grade,
    name: str,
    link: Observation,
    template: Template,
    model: ScoringModel,
) -> Weight:
    scenario = template.scenario
    told = told_by(grade, scenario.horizon.opens, model)
    decibans = link.strength * max(ZERO, told.decibans)
    reading = Reading(
        id=name,
        indicator=scenario.indicators[name],
        evidence=(Evidence(told, link, 0, ONE, decibans),),
        elapsed=ZERO,
        coverage=ONE,
        has_begun=False,
        horizon=scenario.horizon,
    )
    alone = centred(likelihood_db(reading, scenario, model))
    return Weight(number, grade, decibans, alone)


def told_by(grade: Grade, day: date, model: ScoringModel) -> Told:
    """Let one report of a grade tell of something."""
    report = Report(id="r1", source="coded", grade="".join(grade))
    told = hear(Development(id="coded", date=day, reports=(report,)), {}, model, day)
    if told is None:
        raise ValueError(day)
    return told
