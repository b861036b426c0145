"""Signposts: what to watch next, and what it would say.

Of every event that may still be heard of: the outcomes if it is seen for certain and if
it is known to be absent in all of its window, the clock left where it is. Where no
discount of a group is in play, the average of both, by their chances, is today's number
(conservation of expected evidence).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.development import Observation
from scenarios.domain.indicator import EventIndicator
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Horizon
from scenarios.engine.assumption import suppose
from scenarios.engine.decimals import ZERO
from scenarios.engine.evidence import Reading, State
from scenarios.engine.foresight import (
    average,
    chance_of_news,
    chance_of_sign,
    information,
)
from scenarios.engine.ledger import Ledger, Row, revise
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.parameters import clip, thetas

__all__ = ["Signpost", "find_signposts"]

Outcomes = Mapping[str, Decimal]


@dataclass(frozen=True)
class Signpost:
    """An event that may still be heard of.

    Attributes:
        scenario: Id of the scenario.
        reading: What is known of the event: at most its silence.
        chance: That the sign is there, heard of or not, in [0, 1].
        soon: Chance to hear of it within the days asked for; None without a window.
        now: Probability of each outcome today.
        if_seen: The same, were it seen for certain.
        if_absent: The same, were it known not to happen in all of its window.
        exact: Whether no discount is in play, so that their average is `now`.
        silence: First day on which its silence counts, and that from which it counts in
            full; None without a window, where it never does.
    """

    scenario: str
    reading: Reading
    chance: Decimal
    soon: Decimal | None
    now: Outcomes
    if_seen: Outcomes
    if_absent: Outcomes
    exact: bool
    silence: tuple[date, date] | None

    @property
    def indicator(self) -> str:
        """Return the indicator's id."""
        return self.reading.id

    @cached_property
    def average(self) -> Outcomes:
        """Return the average of `if_seen` and `if_absent`, by their chances."""
        seen, absent = (list(each.values()) for each in (self.if_seen, self.if_absent))
        return dict(zip(self.now, average(self.chance, seen, absent), strict=True))

    @cached_property
    def bits(self) -> Decimal:
        """Return the information to expect of it, in bits."""
        seen, absent = (list(each.values()) for each in (self.if_seen, self.if_absent))
        return information(self.chance, seen, absent)

    @cached_property
    def expected_change(self) -> Decimal:
        """Return the share of probability that is expected to change places."""
        seen, absent = self._shift(self.if_seen), self._shift(self.if_absent)
        return self.chance * seen + (1 - self.chance) * absent

    @property
    def most_moved(self) -> str:
        """Return the outcome that the sign would move most, were it seen."""
        return max(self.now, key=lambda name: abs(self.if_seen[name] - self.now[name]))

    def _shift(self, then: Outcomes) -> Decimal:
        """Return the total variation between now and then: half of Σ|p − q|."""
        return sum((abs(then[name] - p) for name, p in self.now.items()), ZERO) / 2


def find_signposts(assessment: Assessment, days: int) -> Sequence[Signpost]:
    """Return the signposts of every open question, the most telling first.

    Args:
        assessment: The scenarios to look ahead from.
        days: How far ahead `soon` looks.
    """
    # The calendar ends on the last day of the year 9999.
    then = assessment.as_of + min(timedelta(days), date.max - assessment.as_of)
    found = [
        _look(row, indicator, scenario, assessment.model, then)
        for scenario in assessment.scenarios
        if scenario.resolved is None
        for row, indicator in _not_heard_of(scenario.ledger)
    ]
    return sorted(found, key=lambda each: (-each.bits, each.scenario, each.indicator))


def _not_heard_of(ledger: Ledger) -> Iterator[tuple[Row, EventIndicator]]:
    for row in ledger.rows:
        indicator = row.reading.indicator
        if (
            isinstance(indicator, EventIndicator)
            and row.reading.state is not State.OBSERVED
        ):
            yield row, indicator


def _look(
    row: Row,
    indicator: EventIndicator,
    scenario: ScenarioAssessment,
    model: ScoringModel,
    then: date,
) -> Signpost:
    reading, now = row.reading, scenario.probabilities
    theta = clip(thetas(indicator, scenario.scenario, model), model.limits.theta)
    here = list(now.values())
    soon = None
    if indicator.within is not None:
        soon = chance_of_news(reading, theta, here, reading.window_share(then))
    return Signpost(
        scenario=scenario.id,
        reading=reading,
        chance=chance_of_sign(reading, theta, here),
        soon=soon,
        now=now,
        if_seen=_after(row, scenario, model, absent=False),
        if_absent=_after(row, scenario, model, absent=True),
        exact=_stands_alone(row, scenario.ledger, model),
        silence=_silence(indicator, scenario.scenario.horizon),
    )


def _after(
    row: Row, scenario: ScenarioAssessment, model: ScoringModel, *, absent: bool
) -> Outcomes:
    """Return the outcomes' probabilities after certain news, for or against."""
    link = f"{scenario.id}/{row.reading.id}"
    known = suppose(row.reading, Observation(indicator=link, absent=absent))
    entries = likelihood_db(known, scenario.scenario, model)
    revised = revise(scenario.ledger, {known.id: (known, entries)}, model)
    return dict(zip(revised.outcomes, revised.probabilities, strict=True))


def _stands_alone(row: Row, ledger: Ledger, model: ScoringModel) -> bool:
    """Tell whether no other row that says anything shares its group."""
    group = row.reading.indicator.group
    if group is None or not model.dependence.indicators:
        return True
    others = [
        other
        for other in ledger.rows
        if other is not row and other.reading.indicator.group == group
    ]
    return all(max(other.alone) == min(other.alone) for other in others)


def _silence(indicator: EventIndicator, horizon: Horizon) -> tuple[date, date] | None:
    if indicator.within is None:
        return None
    start = indicator.window_opens(horizon.opens)
    full = min(start + timedelta(indicator.within), horizon.closes)
    return start + timedelta(1), full
