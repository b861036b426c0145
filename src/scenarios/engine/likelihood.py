"""Likelihood of what is known of an indicator, under each outcome: the four kinds.

This is cascaded inference (Gettys, Kelly & Peterson 1973; Schum 1994): a report bears
on a development, the development on the indicator, the indicator on the outcomes.
"""

from decimal import Decimal
from typing import assert_never

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import (
    DB_PER_NEPER,
    ONE,
    ZERO,
    db,
    exact,
    mean,
    power,
    total,
)
from scenarios.engine.evidence import Evidence, Reading
from scenarios.engine.parameters import (
    Vector,
    clip,
    level_chances,
    measure_chances,
    rates,
    thetas,
)

__all__ = [
    "event_lambda",
    "event_odds",
    "has_limits",
    "likelihood_db",
    "observed_chances",
    "quiet_db",
    "share_ruled_out",
]


@exact
def likelihood_db(reading: Reading, scenario: Scenario, model: ScoringModel) -> Vector:
    """Return dB(L_k) of what is known, one per outcome, up to a common constant."""
    match reading.indicator:
        case EventIndicator():
            theta = clip(thetas(reading.indicator, scenario, model), model.limits.theta)
            return _event(theta, event_odds(reading))
        case CountIndicator():
            return _count(rates(reading.indicator, scenario, model), reading)
        case StateIndicator() | MeasureIndicator():
            return _latest(reading, scenario, model)
        case _ as unreachable:
            assert_never(unreachable)


def _event(theta: Vector, odds: Decimal) -> Vector:
    """L_k = 1 + (s − 1)·θ_k, with s the odds of what is known, seen against unseen."""
    return [db(1 + (odds - 1) * chance) for chance in theta]


@exact
def event_odds(reading: Reading) -> Decimal:
    """Return s = max(λ,1) + min(λ,1)·(1 − coverage·F) − 1, at least 0.

    s is the likelihood of what is known if the sign is there, over that if it is not:
    1 where nothing is known, large with news, small with silence or known absence.
    """
    news = event_lambda(reading)
    unheard = 1 - reading.coverage * reading.elapsed
    return max(news, ONE) + min(news, ONE) * unheard - 1


@exact
def event_lambda(reading: Reading) -> Decimal:
    """Return λ: the best development for it, times the best for its absence.

    λ = 10^(max y_d/10) · min(1 − (1 − 10^(−y_d/10))·F(date_d)); each 1 where there
    are none. Repetition adds nothing: it is the same sign.
    """
    present = [e.decibans for e in reading.evidence if not e.absent]
    absent = [
        1 - (1 - power(-e.decibans)) * share_ruled_out(reading, e)
        for e in reading.evidence
        if e.absent
    ]
    return power(max(present, default=ZERO)) * min(absent, default=ONE)


def share_ruled_out(reading: Reading, evidence: Evidence) -> Decimal:
    """Return F(date) of a known absence; an assumed one rules out all the window."""
    return ONE if evidence.told.is_assumed else reading.window_share(evidence.day)


def _count(rate: Vector, reading: Reading) -> Vector:
    """Poisson: Σ a·strength·dB(r·m_k + (1−r)·m̃) − coverage·m_k·E·10/ln 10."""
    typical = power(mean([db(m) for m in rate]))
    return [
        total(_told_count(m, typical, each) for each in reading.evidence) + quiet
        for m, quiet in zip(rate, quiet_db(reading, rate), strict=True)
    ]


@exact
def quiet_db(reading: Reading, rate: Vector) -> Vector:
    """Return what the quiet time of a count says: −coverage·m_k·E·10/ln 10.

    It is part of the row of a count that is observed, too.
    """
    exposure = reading.coverage * reading.elapsed * DB_PER_NEPER
    return [-exposure * m for m in rate]


def _told_count(rate: Decimal, typical: Decimal, evidence: Evidence) -> Decimal:
    doubt = evidence.doubt_unfaded
    mixed = (1 - doubt) * rate + doubt * typical
    return evidence.fading * evidence.observation.strength * db(mixed)


def _latest(reading: Reading, scenario: Scenario, model: ScoringModel) -> Vector:
    """R_k ← r·p_k + (1−r)·p̄·R_k/R̄ in order of date: doubt lets the older stand."""
    standing: Vector = [ONE] * len(scenario.outcomes)
    for each in reading.evidence:
        chances = observed_chances(reading, each, scenario, model)
        if has_limits(reading):
            chances = clip(chances, model.limits.theta)
        doubt = each.doubt
        kept = doubt * mean(chances) / mean(standing)
        standing = [
            (1 - doubt) * p + kept * r for p, r in zip(chances, standing, strict=True)
        ]
    return [db(r) for r in standing]


def observed_chances(
    reading: Reading, evidence: Evidence, scenario: Scenario, model: ScoringModel
) -> Vector:
    """Return p_k of the level or value that a development shows, before the limits."""
    match reading.indicator:
        case MeasureIndicator():
            return measure_chances(reading.indicator, evidence, scenario)
        case StateIndicator():
            level = evidence.observation.level
            return level_chances(reading.indicator, level, scenario, model)
        case _:
            return [ONE] * len(scenario.outcomes)


def has_limits(reading: Reading) -> bool:
    """Tell whether the limits of θ hold for p_k: for given level likelihoods only."""
    indicator = reading.indicator
    return isinstance(indicator, StateIndicator) and indicator.likelihoods is not None
