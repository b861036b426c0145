"""Alerts: what rules have to tell of the way from an earlier look to this one.

Each rule weighs only what enough independent origins bear out, at both ends: one story,
however often it is printed, raises no alarm of a rule that asks for two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache

from scenarios.assessment.confidence import survey
from scenarios.assessment.weighing import Weighed, weigh
from scenarios.domain.case import Change
from scenarios.domain.indicator import EventIndicator
from scenarios.domain.watch import Rule, When
from scenarios.engine.evidence import State
from scenarios.whatif.setting import Setting, lay_over

__all__ = ["Alert", "raise_alerts"]


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule has to tell.

    Attributes:
        rule: The rule.
        scenario: Id of the scenario.
        subject: Id of the outcome, or of the indicator that is silent; empty for a
            scenario that has grown stale.
        before: Probability at the earlier look; None where it is about no outcome.
        after: Probability now.
        word_before: Its word at the earlier look; empty where it has none.
        word_after: Its word now.
        days: Days since the newest observation, or since the silence began.
        in_full: Whether a silence counts in full now, because its window has passed.
    """

    rule: Rule
    scenario: str
    subject: str
    before: Decimal | None = None
    after: Decimal | None = None
    word_before: str = ""
    word_after: str = ""
    days: int | None = None
    in_full: bool = False

    @property
    def when(self) -> When:
        """Return what was watched for."""
        return self.rule.when


@dataclass(frozen=True, slots=True)
class _Way:
    """One scenario at both ends."""

    then: Weighed
    now: Weighed


def raise_alerts(
    rules: Sequence[Rule], before: Setting, now: Setting
) -> tuple[Alert, ...]:
    """Return what each rule has to tell, in the order of the rules.

    A settled question raises no alert.

    Args:
        rules: What to be told of.
        before: Everything as it stood at the earlier look.
        now: Everything as it stands; the day is not earlier.

    Raises:
        FaultyDataError: The model's scale lacks words that the scenarios use.
        ScoresOnlyError: The model's method gives scores.
    """

    @cache
    def ways(least: int) -> Mapping[str, _Way]:
        """Weigh both ends from what so many origins bear out."""
        then, this = (_weigh(each, least) for each in (before, now))
        return {name: _Way(then[name], this[name]) for name in then if name in this}

    return tuple(
        alert
        for rule in rules
        for way in ways(rule.least_origins).values()
        if rule.scenario in {None, way.now.id} and not _is_settled(way)
        for alert in _TELL[rule.when](rule, way)
    )


def _weigh(setting: Setting, least: int) -> Mapping[str, Weighed]:
    change = Change.model_validate({"least_origins": least})
    borne_out = lay_over(setting, [change])
    found = weigh(
        borne_out.workspace,
        borne_out.developments.items,
        setting.as_of,
        model=setting.model,
    )
    return {each.id: each for each in found}


def _is_settled(way: _Way) -> bool:
    return way.now.scenario.resolution_at(way.now.as_of) is not None


def _words(rule: Rule, way: _Way) -> Iterator[Alert]:
    for outcome, word in way.now.words.items():
        earlier = way.then.words.get(outcome)
        if rule.outcome in {None, outcome} and earlier not in {None, word}:
            yield _moved(rule, way, outcome)


def _crossings(rule: Rule, way: _Way) -> Iterator[Alert]:
    outcome = rule.outcome or ""
    ends = [each.probabilities.get(outcome) for each in (way.then, way.now)]
    then, now = ends
    if then is None or now is None:
        return
    rises = rule.above is not None and then <= rule.above < now
    falls = rule.below is not None and then >= rule.below > now
    if rises or falls:
        yield _moved(rule, way, outcome)


def _moved(rule: Rule, way: _Way, outcome: str) -> Alert:
    return Alert(
        rule,
        way.now.id,
        outcome,
        before=way.then.probabilities[outcome],
        after=way.now.probabilities[outcome],
        word_before=way.then.words[outcome],
        word_after=way.now.words[outcome],
    )


def _silences(rule: Rule, way: _Way) -> Iterator[Alert]:
    horizon = way.now.scenario.horizon
    for row in way.now.ledger.rows:
        indicator = row.reading.indicator
        is_silent = row.reading.state is State.SILENT
        if not isinstance(indicator, EventIndicator) or not is_silent:
            continue
        opens = indicator.window_opens(horizon.opens)
        full = min(opens + timedelta(indicator.within or 0), horizon.closes)
        begins, passes = opens < way.now.as_of, full <= way.now.as_of
        began = begins and way.then.as_of <= opens
        passed = passes and way.then.as_of < full
        if began or passed:
            days = (way.now.as_of - opens).days
            name = row.reading.id
            yield Alert(rule, way.now.id, name, days=days, in_full=passed)


def _staleness(rule: Rule, way: _Way) -> Iterator[Alert]:
    most = rule.after or 0
    then, now = (_age(each) for each in (way.then, way.now))
    if now > most and (then <= most or way.then.as_of == way.now.as_of):
        yield Alert(rule, way.now.id, "", days=now)


def _age(each: Weighed) -> int:
    """Return the days since the newest observation, or since the horizon opened."""
    horizon = each.scenario.horizon
    until = min(each.as_of, horizon.closes)
    days = survey(each.ledger.rows, until, None).days
    return max(0, (until - horizon.opens).days) if days is None else days


_TELL = {
    "word": _words,
    "crosses": _crossings,
    "silence": _silences,
    "stale": _staleness,
}
