"""Analysis of competing hypotheses: what speaks against each (Heuer 1999, ch. 8).

Scores are weighted inconsistency, as in PARC's ACH 2 (Pherson Associates, technical
description): 2 for II, 1 for I, 0 else, times the weight of the credibility and that of
the relevance. The least is the best. They order outcomes and are no probabilities.

Heuer's analyst fills every cell by hand. Here a cell is read off the indicator's
weights, by the rules of the model: a convention.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scenarios.domain.indicator import CountIndicator, EventIndicator
from scenarios.domain.model import AchRules, ScoringModel, ThreeWeights, Thresholds
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import ONE, ZERO, db, exact, mean, total
from scenarios.engine.evidence import Evidence, Reading
from scenarios.engine.likelihood import observed_chances
from scenarios.engine.parameters import Vector, clip, rates, thetas

__all__ = [
    "Level",
    "MatrixRow",
    "Rating",
    "diagnosticity",
    "inconsistency",
    "matrix",
    "rate",
    "summed",
]


class Rating(StrEnum):
    """How well a piece of evidence agrees with an outcome."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"


class Level(StrEnum):
    """Credibility or relevance of a piece of evidence."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


AGAINST: Mapping[Rating, Decimal] = {
    Rating.VERY_INCONSISTENT: Decimal(2),
    Rating.INCONSISTENT: Decimal(1),
}
# The scale of open-synthesis (Schiller 2016), on which diagnosticity is a deviation.
VOTES: Mapping[Rating, Decimal] = {
    rating: Decimal(5 - place) for place, rating in enumerate(Rating)
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A development as evidence for one indicator.

    Attributes:
        reading: The indicator.
        evidence: The development.
        ratings: Per outcome.
        credibility: How far it can be trusted to be as told.
        relevance: How fully, and how freshly, it meets the indicator.
        against: Weighted inconsistency, per outcome, at least 0.
        diagnosticity: How far it tells outcomes apart, at least 0.
    """

    reading: Reading
    evidence: Evidence
    ratings: tuple[Rating, ...]
    credibility: Level
    relevance: Level
    against: Vector
    diagnosticity: Decimal


@exact
def matrix(
    readings: Sequence[Reading],
    scenario: Scenario,
    model: ScoringModel,
    rules: AchRules,
) -> tuple[MatrixRow, ...]:
    """Return the rows of the matrix: every development that counts, by its date.

    Silence that nobody reported is no evidence here; a known absence is.
    """
    rows = [
        _row(reading, each, scenario, model, rules)
        for reading in readings
        for each in reading.evidence
        if each.decibans > 0
    ]
    return tuple(sorted(rows, key=lambda row: (row.evidence.day, row.reading.id)))


@exact
def rate(gaps: Vector, rules: AchRules) -> tuple[Rating, ...]:
    """Rate a piece of evidence for every outcome.

    Args:
        gaps: Decibans by which each outcome stands below the one that explains the
            evidence best, at least 0.
        rules: Where the lines lie.
    """
    widest = max(gaps)
    if widest < rules.inconsistent:
        return tuple(Rating.NEUTRAL for _ in gaps)
    loud = widest >= rules.very_inconsistent
    return tuple(_rating(gap, rules, loud=loud) for gap in gaps)


def _rating(gap: Decimal, rules: AchRules, *, loud: bool) -> Rating:
    if gap >= rules.very_inconsistent:
        return Rating.VERY_INCONSISTENT
    if gap >= rules.inconsistent:
        return Rating.INCONSISTENT
    if gap <= rules.consistent:
        return Rating.VERY_CONSISTENT if loud else Rating.CONSISTENT
    return Rating.NEUTRAL


def inconsistency(
    rating: Rating, credibility: Level, relevance: Level, weights: ThreeWeights
) -> Decimal:
    """Return what a cell adds to its outcome's score, at least 0."""
    against = AGAINST.get(rating, ZERO)
    return against * _weight(credibility, weights) * _weight(relevance, weights)


@exact
def diagnosticity(ratings: Sequence[Rating]) -> Decimal:
    """Return the standard deviation of the ratings over outcomes, on a scale of 1 to 5.

    As open-synthesis defines it; 0 for evidence that is rated alike everywhere.
    """
    votes = [VOTES[rating] for rating in ratings]
    middle = mean(votes)
    return mean([(vote - middle) ** 2 for vote in votes]).sqrt()


def _row(
    reading: Reading,
    evidence: Evidence,
    scenario: Scenario,
    model: ScoringModel,
    rules: AchRules,
) -> MatrixRow:
    seen = [db(p) for p in _seen(reading, evidence, scenario, model)]
    ratings = rate([max(seen) - entry for entry in seen], rules)
    told = ONE - evidence.doubt_unfaded
    credibility = _level(told, rules.credibility)
    relevance = _level(evidence.observation.strength * evidence.fading, rules.relevance)
    cells = [inconsistency(r, credibility, relevance, rules.weights) for r in ratings]
    return MatrixRow(
        reading=reading,
        evidence=evidence,
        ratings=ratings,
        credibility=credibility,
        relevance=relevance,
        against=cells,
        diagnosticity=diagnosticity(ratings),
    )


def _seen(
    reading: Reading, evidence: Evidence, scenario: Scenario, model: ScoringModel
) -> Vector:
    """Return the likelihood of what a development shows, certain, per outcome."""
    low, high = model.limits.theta
    match reading.indicator:
        case EventIndicator():
            chances = clip(thetas(reading.indicator, scenario, model), (low, high))
            return [ONE - p for p in chances] if evidence.absent else chances
        case CountIndicator():
            return rates(reading.indicator, scenario, model)
        case _:
            chances = observed_chances(reading, evidence, scenario, model)
            return [max(low, chance) for chance in chances]


def _level(share: Decimal, thresholds: Thresholds) -> Level:
    if share >= thresholds.high:
        return Level.HIGH
    return Level.MEDIUM if share >= thresholds.medium else Level.LOW


def _weight(level: Level, weights: ThreeWeights) -> Decimal:
    return {
        Level.HIGH: weights.high,
        Level.MEDIUM: weights.medium,
        Level.LOW: weights.low,
    }[level]


def summed(rows: Sequence[MatrixRow], outcomes: int) -> Vector:
    """Return each outcome's weighted inconsistency."""
    return [total(row.against[place] for row in rows) for place in range(outcomes)]
