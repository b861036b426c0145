"""Confidence: how good the ground is; never derived from the probability.

ICD 203 D.6.e: likelihood and confidence are told apart, and in separate sentences.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scenarios.assessment.words import percent
from scenarios.domain.model import ConfidenceLevel, ConfidenceRubric
from scenarios.engine.evidence import Evidence
from scenarios.engine.ledger import Row
from scenarios.engine.reports import Told, Voice

__all__ = ["Confidence", "Ground", "Level", "count", "judge", "survey"]

Level = Literal["high", "moderate", "low"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """A level and its reasons, one per criterion."""

    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What an assessment rests on.

    Attributes:
        origins: Independent origins behind the observed rows.
        grade: Median over the observed rows of the best r of each.
        largest: The origin that speaks most often; empty where none does.
        largest_share: Its share of all that speak, in [0, 1].
        width: Widest interval of an outcome, in [0, 1]; None without one.
        days: Days since the newest observation; None where there is none.
        observed: Observed indicators.
        indicators: All indicators.
    """

    origins: int
    grade: Decimal
    largest: str
    largest_share: Decimal
    width: float | None
    days: int | None
    observed: int
    indicators: int


def survey(rows: Sequence[Row], as_of: date, width: float | None) -> Ground:
    """Survey what the rows of a ledger rest on.

    Args:
        rows: One per indicator.
        as_of: The day, or the close of the horizon if that was earlier.
        width: Widest interval of an outcome.
    """
    counting = [found for row in rows if (found := _counting(row))]
    told = {e.told.development.id: e.told for each in counting for e in each}
    voices = Counter(v.origin for each in told.values() for v in _heard(each))
    largest, most = max(voices.items(), key=lambda v: (v[1], v[0]), default=("", 0))
    newest = max((e.day for each in counting for e in each), default=None)
    return Ground(
        origins=len(voices),
        grade=_middle([_best(each) for each in counting]),
        largest=largest,
        largest_share=Decimal(most) / voices.total() if voices else Decimal(1),
        width=width,
        days=None if newest is None else (as_of - newest).days,
        observed=len(counting),
        indicators=len(rows),
    )


def judge(ground: Ground, rubric: ConfidenceRubric) -> Confidence:
    """Judge every criterion by the rubric, and the whole by their levels."""
    levels = [_level(meets, ground, rubric) for meets, _ in _CRITERIA]
    reasons = tuple(
        f"{tell(ground)}: {level}"
        for level, (_, tell) in zip(levels, _CRITERIA, strict=True)
    )
    return Confidence(_overall(levels, rubric), reasons)


def _overall(levels: Sequence[Level], rubric: ConfidenceRubric) -> Level:
    low = levels.count("low")
    if low >= rubric.low_needs:
        return "low"
    if low == 0 and levels.count("high") >= rubric.high_needs:
        return "high"
    return "moderate"


def _level(meets: "_Meets", ground: Ground, rubric: ConfidenceRubric) -> Level:
    if meets(ground, rubric.high):
        return "high"
    return "moderate" if meets(ground, rubric.moderate) else "low"


def _counting(row: Row) -> list[Evidence]:
    """Return what counts; an assumption is no ground."""
    evidence = row.reading.evidence
    return [e for e in evidence if e.decibans > 0 and not e.told.is_assumed]


def _middle(numbers: Sequence[Decimal]) -> Decimal:
    """Return the lower median; 0 of none."""
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] if ordered else Decimal(0)


def _heard(told: Told) -> list[Voice]:
    """Return the voices that bear it out: no denials, nothing worthless."""
    return [v for v in told.voices if not v.denies and v.decibans > 0]


def _best(evidence: Sequence[Evidence]) -> Decimal:
    return max(voice.r for each in evidence for voice in _heard(each.told))


def count(number: int, noun: str) -> str:
    """Write a number of things.

    >>> count(1, "day"), count(2, "day")
    ('1 day', '2 days')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _tell_origins(ground: Ground) -> str:
    origins = count(ground.origins, "independent origin")
    return f"{origins} behind the observed indicators"


def _tell_grade(ground: Ground) -> str:
    return f"the typical indicator's best report is graded r = {ground.grade:.2f}"


def _tell_largest(ground: Ground) -> str:
    if not ground.largest:
        return "no origin speaks"
    return f"{ground.largest} is {percent(ground.largest_share)} of what is told"


def _tell_width(ground: Ground) -> str:
    if ground.width is None:
        return "the question is settled, so that there is no interval"
    return f"the widest interval spans {100 * ground.width:.0f} points"


def _tell_days(ground: Ground) -> str:
    if ground.days is None:
        return "nothing is observed yet"
    return f"the newest observation is {count(ground.days, 'day')} old"


def _tell_observed(ground: Ground) -> str:
    indicators = count(ground.indicators, "indicator")
    return f"{ground.observed} of {indicators} observed"


def _is_fresh(ground: Ground, level: ConfidenceLevel) -> bool:
    return ground.days is not None and ground.days <= level.days


def _is_widely_observed(ground: Ground, level: ConfidenceLevel) -> bool:
    return ground.observed >= level.observed * ground.indicators


def _is_narrow(ground: Ground, level: ConfidenceLevel) -> bool:
    return (ground.width or 0.0) <= float(level.width)


_Meets = Callable[[Ground, ConfidenceLevel], bool]
_Tells = Callable[[Ground], str]

_CRITERIA: Sequence[tuple[_Meets, _Tells]] = (
    (lambda ground, level: ground.origins >= level.origins, _tell_origins),
    (lambda ground, level: ground.grade >= level.grade, _tell_grade),
    (lambda ground, level: ground.largest_share <= level.largest_share, _tell_largest),
    (_is_narrow, _tell_width),
    (_is_fresh, _tell_days),
    (_is_widely_observed, _tell_observed),
)
