"""One scenario under many variants in one pass: other days, other news, other numbers.

A variant is what the whole assessment would be had the files said so. Differences of
numbers close to each other are taken where they cancel least, so that the answer is
that of the decimals to 1e-12.
"""

from dataclasses import replace
from math import log
from typing import assert_never

import numpy as np

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.engine.arrays.kernels import finish, log_row
from scenarios.engine.arrays.pack import (
    Clock,
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    Pack,
)
from scenarios.engine.arrays.told import Days
from scenarios.engine.arrays.variants import Changes, Stage, Variants
from scenarios.engine.decimals import exact
from scenarios.engine.evidence import Evidence, Reading, half_life_of
from scenarios.engine.likelihood import has_limits, observed_chances
from scenarios.engine.parameters import decibans_of, rates, thetas

__all__ = ["evaluate_variants", "sweep"]

NEPER_PER_DB = log(10) / 10
LN2 = log(2)
Row = EventRow | CountRow | LatestRow


@exact
def sweep(stage: Stage, variants: Variants) -> Pack:
    """Pack all variants of a scenario at once."""
    closes = stage.scenario.horizon.closes.toordinal()
    until = np.minimum(variants.days, closes)
    unchanged = Changes()
    rows = []
    for reading in stage.readings:
        places = [stage.places[each.told.development.id] for each in reading.evidence]
        changes = variants.indicators.get(reading.id, unchanged)
        rows.append(_row(reading, stage, until, variants.told[places], changes))
    swept = replace(stage.base, rows=tuple(rows), clock=_clock(stage, until))
    if variants.priors is not None:
        prior, spare = _priors(stage.base, variants.priors)
        swept = replace(swept, prior=prior, spare=spare)
    if variants.dependence is not None:
        swept = replace(swept, dependence=variants.dependence)
    return swept


def evaluate_variants(packed: Pack) -> Floats:
    """Return the probabilities of every variant of a swept pack, (outcomes, variants).

    What is the same for all variants comes as one column.
    """
    rows = [None if row is None else log_row(row, packed) for row in packed.rows]
    return finish(packed, rows, packed.prior, packed.spare)


def _row(
    reading: Reading, stage: Stage, until: Days, told: Floats, changes: Changes
) -> Row | None:
    match reading.indicator:
        case EventIndicator() as event:
            if not reading.evidence and event.within is None:
                return None
            return _event(event, reading, stage, until, told, changes)
        case CountIndicator() as count:
            return _count(count, reading, stage, until, told, changes)
        case StateIndicator() | MeasureIndicator():
            return _latest(reading, stage, until, told, changes)
        case _ as unreachable:
            assert_never(unreachable)


def _event(  # noqa: PLR0913 what a row is made of
    event: EventIndicator,
    reading: Reading,
    stage: Stage,
    until: Days,
    told: Floats,
    changes: Changes,
) -> EventRow:
    theta, spare = _thetas(event, stage, changes)
    low, high = stage.base.theta
    top = float(1 - stage.model.limits.theta[1])
    spare = np.where(theta >= high, top, np.where(theta <= low, 1 - low, spare))
    covered, uncovered = _share(float(reading.coverage), changes.coverage)
    unheard = uncovered + covered * (1 - _window_share(event, stage, until))
    weight = _weigh(reading, stage, until, told)
    return EventRow(theta, spare, _odds(event, reading, stage, weight, unheard))


def _thetas(
    event: EventIndicator, stage: Stage, changes: Changes
) -> tuple[Floats, Floats]:
    """Return θ and 1 − θ before the limits, each (outcomes, variants)."""
    if event.likelihoods is not None:
        exactly = thetas(event, stage.scenario, stage.model)
        theta = _column([float(chance) for chance in exactly])
        spare = _column([float(1 - chance) for chance in exactly])
        more = np.expm1(changes.weights * NEPER_PER_DB)
        return theta + theta * more, spare - theta * more
    expected = float(event.expected or stage.model.expected)
    share, rest = _share(expected, changes.expected)
    less = np.expm1(-_gaps(event, stage, changes) * NEPER_PER_DB)
    return share + share * less, rest - share * less


def _odds(
    event: EventIndicator,
    reading: Reading,
    stage: Stage,
    weight: Floats,
    unheard: Floats,
) -> Floats:
    """Return s = max(λ,1) + min(λ,1)·(1 − coverage·F) − 1, (variants,).

    As `engine.likelihood.event_odds`, with λ − 1 for λ where that is what counts.
    """
    absent = np.array([each.absent for each in reading.evidence], dtype=bool)
    news = weight[~absent].max(axis=0, initial=0.0)
    away = np.ones(1)
    for each, size in zip(reading.evidence, weight, strict=True):
        if each.absent:
            day = np.array([each.day.toordinal()])
            reach = _window_share(event, stage, day) if event.within else np.ones(1)
            away = np.minimum(away, 1 - reach + _ratio(-size) * reach)
    above = np.where(away < 1, _ratio(news) * away - 1, np.expm1(news * NEPER_PER_DB))
    return np.where(above > 0, above + unheard, (1 + above) * unheard)


def _count(  # noqa: PLR0913 what a row is made of
    count: CountIndicator,
    reading: Reading,
    stage: Stage,
    until: Days,
    told: Floats,
    changes: Changes,
) -> CountRow:
    opens = stage.scenario.horizon.opens.toordinal()
    days = np.maximum(0, until - opens)
    half_life = half_life_of(count, stage.model)
    if half_life is not None:
        days = -np.expm1(-LN2 * days / half_life) * half_life / LN2
    covered, _ = _share(float(reading.coverage), changes.coverage)
    strengths = np.array([float(e.observation.strength) for e in reading.evidence])
    fading = _fadings(reading, stage, until)
    return CountRow(
        rate=_rates(count, stage, changes),
        doubt=_doubt(told),
        size=strengths[:, None] * fading,
        exposure=covered * days / count.per,
    )


def _rates(count: CountIndicator, stage: Stage, changes: Changes) -> Floats:
    if count.rates is not None or not changes.weights.any():
        exactly = rates(count, stage.scenario, stage.model)
        rate = _column([float(m) for m in exactly])
        return rate * _ratio(changes.weights + changes.expected)
    expected = float(count.expected or stage.model.expected)
    return expected * _ratio(changes.expected - _gaps(count, stage, changes))


def _latest(
    reading: Reading, stage: Stage, until: Days, told: Floats, changes: Changes
) -> LatestRow | None:
    if not reading.evidence:
        return None
    chances = [
        observed_chances(reading, each, stage.scenario, stage.model)
        for each in reading.evidence
    ]
    shown = np.array([_column([float(p) for p in vector]) for vector in chances])
    return LatestRow(
        chances=shown * _ratio(changes.weights),
        doubt=_doubt(_weigh(reading, stage, until, told)),
        clipped=has_limits(reading),
    )


def _gaps(
    indicator: EventIndicator | CountIndicator, stage: Stage, changes: Changes
) -> Floats:
    """Return max w − w_k of the changed weights, (outcomes, variants)."""
    written = decibans_of(indicator.weights or {}, stage.scenario, stage.model)
    weights = _column([float(weight) for weight in written]) + changes.weights
    return np.asarray(weights.max(axis=0) - weights)


def _weigh(reading: Reading, stage: Stage, until: Days, told: Floats) -> Floats:
    """Return y of each development, (developments, variants)."""
    strengths = np.array([float(e.observation.strength) for e in reading.evidence])
    return strengths[:, None] * told * _fadings(reading, stage, until)


def _fadings(reading: Reading, stage: Stage, until: Days) -> Floats:
    half_life = half_life_of(reading.indicator, stage.model)
    if half_life is None:
        return np.ones((len(reading.evidence), 1))
    days = np.array([_day(each) for each in reading.evidence], dtype=np.int64)
    ages = np.maximum(0, until - days[:, None])
    return np.asarray(np.exp(-LN2 * ages / half_life))


def _day(evidence: Evidence) -> int:
    return evidence.day.toordinal()


def _window_share(event: EventIndicator, stage: Stage, until: Days) -> Floats:
    """Return F, the share of the window that has passed, (variants,); 0 without one."""
    if event.within is None:
        return np.zeros(1)
    opens = event.window_opens(stage.scenario.horizon.opens).toordinal()
    closes = stage.scenario.horizon.closes.toordinal()
    return np.clip((np.minimum(until, closes) - opens) / event.within, 0.0, 1.0)


def _share(share: float, decibans: Floats) -> tuple[Floats, Floats]:
    """Return a share whose odds gain some decibans, and what it leaves of 1."""
    against = (1 - share) / share * _ratio(-decibans)
    return 1 / (1 + against), against / (1 + against)


def _doubt(decibans: Floats) -> Floats:
    """Return 1 − r = 2/(10^(y/10) + 1)."""
    return np.asarray(2 / (_ratio(decibans) + 1))


def _ratio(decibans: Floats) -> Floats:
    return np.asarray(np.exp(decibans * NEPER_PER_DB))


def _priors(base: Pack, decibans: Floats) -> tuple[Floats, Floats]:
    """Return the changed priors, made to sum to 1, and what each leaves of it."""
    sizes = base.prior * _ratio(decibans)
    whole = sizes.sum(axis=0)
    others = (1 - np.eye(len(sizes))) @ sizes
    moved = decibans.any(axis=0)
    prior = np.where(moved, sizes / whole, base.prior)
    return prior, np.where(moved, others / whole, base.spare)


def _clock(stage: Stage, until: Days) -> Clock | None:
    if stage.base.clock is None:
        return None
    horizon = stage.scenario.horizon
    gone = np.clip(until - horizon.opens.toordinal(), 0, horizon.length)
    return Clock(stage.base.clock.deadline, (horizon.length - gone) / horizon.length)


def _column(numbers: list[float]) -> Floats:
    return np.array(numbers)[:, None]
