"""Development → indicator: what is known of each indicator on a day.

A reading holds everything that a row's likelihood needs and nothing of the outcomes:
the evidence for and against, how much of the window has passed, and the parameters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from scenarios.domain.development import Observation
from scenarios.domain.indicator import CountIndicator, EventIndicator, Indicator
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Horizon, Scenario
from scenarios.engine.decimals import ONE, ZERO, exact, fade, lasting, power
from scenarios.engine.reports import Told

__all__ = [
    "Evidence",
    "Reading",
    "State",
    "half_life_of",
    "read_indicator",
    "read_scenario",
]


class State(StrEnum):
    """What is known of an indicator."""

    OBSERVED = "observed"
    SILENT = "silent"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A development as evidence for one indicator.

    Attributes:
        told: The development and its voices.
        observation: The link, with strength, value or absence.
        age: Days from its date to the day, or to the close if that was earlier.
        fading: What its age has left of it, in (0, 1].
        decibans: y_d = strength · max(0, dB(λ)) · fading, at least 0.
    """

    told: Told
    observation: Observation
    age: int
    fading: Decimal
    decibans: Decimal

    @property
    def absent(self) -> bool:
        """Tell whether it is known not to have happened."""
        return self.observation.absent

    @property
    def day(self) -> date:
        """Return the day of the development."""
        return self.told.development.date

    @property
    def doubt(self) -> Decimal:
        """Return 1 − r_d = 2/(10^(y_d/10) + 1), the chance that it is noise."""
        return _doubt(self.decibans)

    @property
    def doubt_unfaded(self) -> Decimal:
        """Return 1 − r_d from the reports alone, without strength and age."""
        return _doubt(max(ZERO, self.told.decibans))


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one indicator on a day.

    Attributes:
        id: The indicator's id.
        indicator: The indicator.
        evidence: The developments that count, in order of (date, id).
        elapsed: Events: share F of the window that has passed, in [0, 1].
            Counts: exposure E in units of `per`, at least 0. Others: 0.
        coverage: Chance that we would have heard.
        has_begun: Whether the day is later than the horizon's first.
    """

    id: str
    indicator: Indicator
    evidence: tuple[Evidence, ...]
    elapsed: Decimal
    coverage: Decimal
    has_begun: bool
    horizon: Horizon

    @property
    def state(self) -> State:
        """Return observed, silent or open."""
        if any(each.decibans > 0 for each in self.evidence):
            return State.OBSERVED
        is_count = isinstance(self.indicator, CountIndicator)
        silent = self.has_begun if is_count else self.elapsed > 0
        return State.SILENT if silent else State.OPEN

    def window_share(self, day: date) -> Decimal:
        """Return F(day) of an event: the share of its window passed, in [0, 1]."""
        if not isinstance(self.indicator, EventIndicator):
            return ZERO
        return _window_share(self.indicator, self.horizon, day)


@exact
def read_scenario(
    scenario: Scenario, told: Sequence[Told], model: ScoringModel, as_of: date
) -> tuple[Reading, ...]:
    """Read every indicator of a scenario on a day, in the order of the file.

    Args:
        scenario: The scenario.
        told: What is known on that day, in order of (date, id).
        model: The scoring model.
        as_of: The day, inclusive.
    """
    links: dict[str, list[tuple[Told, Observation]]] = {}
    for each in told:
        for observation in each.development.observes:
            if observation.scenario_id == scenario.id:
                links.setdefault(observation.indicator_id, []).append(
                    (each, observation)
                )
    return tuple(
        read_indicator(name, indicator, links.get(name, ()), scenario, model, as_of)
        for name, indicator in scenario.indicators.items()
    )


@exact
def read_indicator(  # noqa: PLR0913 the paragraph of the sums names these six
    name: str,
    indicator: Indicator,
    links: Sequence[tuple[Told, Observation]],
    scenario: Scenario,
    model: ScoringModel,
    as_of: date,
) -> Reading:
    """Read one indicator from the developments that are linked to it."""
    horizon = scenario.horizon
    until = min(as_of, horizon.closes)
    half_life = half_life_of(indicator, model)
    evidence = tuple(_weigh(links, indicator, horizon, until, half_life))
    return Reading(
        id=name,
        indicator=indicator,
        evidence=evidence,
        elapsed=_elapsed(indicator, horizon, until, half_life),
        coverage=getattr(indicator, "coverage", None) or model.coverage,
        has_begun=as_of > horizon.opens,
        horizon=horizon,
    )


def half_life_of(indicator: Indicator, model: ScoringModel) -> int | None:
    """Return the days in which an indicator's news fades by half; None for never."""
    return indicator.half_life if indicator.sets_half_life else model.half_life


def _weigh(
    links: Sequence[tuple[Told, Observation]],
    indicator: Indicator,
    horizon: Horizon,
    until: date,
    half_life: int | None,
) -> Iterator[Evidence]:
    for told, observation in links:
        day = told.development.date
        if not (told.is_assumed or _counts(indicator, observation, horizon, day)):
            continue
        age = max(0, (until - day).days)
        fading = fade(age, half_life)
        heard = observation.strength * max(ZERO, told.decibans)
        yield Evidence(told, observation, age, fading, heard * fading)


def _counts(
    indicator: Indicator, observation: Observation, horizon: Horizon, day: date
) -> bool:
    if not horizon.holds(day):
        return False
    if not isinstance(indicator, EventIndicator) or observation.absent:
        return True
    return indicator.window_holds(day, horizon.opens)


def _elapsed(
    indicator: Indicator, horizon: Horizon, until: date, half_life: int | None
) -> Decimal:
    match indicator:
        case EventIndicator(within=None):
            return ZERO
        case EventIndicator():
            return _window_share(indicator, horizon, until)
        case CountIndicator():
            days = max(0, (until - horizon.opens).days)
            return lasting(days, half_life) / indicator.per
        case _:
            return ZERO


@exact
def _window_share(indicator: EventIndicator, horizon: Horizon, day: date) -> Decimal:
    if indicator.within is None:
        return ONE
    past = (min(day, horizon.closes) - indicator.window_opens(horizon.opens)).days
    return max(ZERO, min(ONE, Decimal(past) / indicator.within))


@exact
def _doubt(decibans: Decimal) -> Decimal:
    return 2 / (power(decibans) + 1)
