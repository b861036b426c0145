"""A judgement: an assessment as a record keeps it, in decimal texts.

What is exact and what was drawn stand apart: a replay gives the exact part to the byte,
and the drawn part, which comes from floats, to 1e-6.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from scenarios.assessment.assess import RECORDED
from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.canonical import decimal_text
from scenarios.engine.ledger import Row

__all__ = [
    "DRAWN_TOLERANCE",
    "confidence_of",
    "drawn_part",
    "exact_part",
    "interval_gap",
    "news_part",
]

Body: TypeAlias = dict[str, Any]

DRAWN_TOLERANCE = 1e-6
"""How far a replayed end of an interval may lie from the published one."""

_DRAWN_DIGITS = 9


def news_part(assessment: Assessment) -> Body:
    """Return how many developments there were, and their digest."""
    return {
        "count": assessment.developments,
        "digest": assessment.developments_digest,
    }


def exact_part(assessment: Assessment) -> list[Body]:
    """Return what a replay must give to the byte: every number but the intervals."""
    return [_exact(each) for each in assessment.scenarios]


def drawn_part(assessment: Assessment) -> list[Body]:
    """Return what comes from draws: intervals, and the confidence that uses them."""
    return [_drawn(each) for each in assessment.scenarios]


def confidence_of(drawn: Iterable[Mapping[str, Any]]) -> list[object]:
    """Return the confidence in each scenario of a drawn part."""
    return [each["confidence"] for each in drawn]


def interval_gap(published: Any, replayed: Any) -> float:  # noqa: ANN401 bodies
    """Return the largest distance between two drawn parts' ends; inf where they differ.

    >>> a = [{"scenario": "x", "intervals": [{"low": "0.1", "high": "0.5"}]}]
    >>> b = [{"scenario": "x", "intervals": [{"low": "0.1", "high": "0.25"}]}]
    >>> interval_gap(a, b), interval_gap(a, [])
    (0.25, inf)
    """
    then, now = list(_ends(published)), list(_ends(replayed))
    if [name for name, _ in then] != [name for name, _ in now]:
        return float("inf")
    gaps = (_gap(a, b) for (_, a), (_, b) in zip(then, now, strict=True))
    return max(gaps, default=0.0)


def _exact(each: ScenarioAssessment) -> Body:
    settled = each.resolved
    rows: list[Body] = [{"kind": "prior", "decibans": _texts(each.ledger.prior)}]
    if each.ledger.clock is not None:
        rows.append({"kind": "clock", "decibans": _texts(each.ledger.clock)})
    rows += [_row(row, each.where) for row in each.ledger.rows]
    return {
        "scenario": each.id,
        "digest": each.digest,
        "resolved": settled
        and {"outcome": settled.outcome, "on": settled.on.isoformat()},
        "outcomes": [
            {
                "outcome": outcome.id,
                "prior": decimal_text(outcome.prior),
                "probability": _text(outcome.probability),
                "word": outcome.word,
            }
            for outcome in each.outcomes
        ],
        "ledger": rows,
    }


def _row(row: Row, where: Mapping[str, str]) -> Body:
    return {
        "kind": "indicator",
        "indicator": row.reading.id,
        "state": row.reading.state.value,
        "factor": _text(row.factor),
        "decibans": _texts(row.decibans),
        "developments": [
            {
                "development": each.told.development.id,
                "db": _text(each.decibans),
                "origins": len(each.told.voices),
                "reports": each.told.reports,
            }
            for each in row.reading.evidence
        ],
        "where": where[row.reading.id],
    }


def _drawn(each: ScenarioAssessment) -> Body:
    return {
        "scenario": each.id,
        "intervals": [
            {"outcome": o.id, "low": _rounded(o.low), "high": _rounded(o.high)}
            for o in each.outcomes
        ],
        "confidence": {
            "level": each.confidence.level,
            "reasons": list(each.confidence.reasons),
        },
    }


def _ends(drawn: Iterable[Mapping[str, Any]]) -> Iterable[tuple[object, object]]:
    for each in drawn:
        for interval in each["intervals"]:
            name = each["scenario"], interval.get("outcome")
            yield (*name, "low"), interval["low"]
            yield (*name, "high"), interval["high"]


def _gap(published: Any, replayed: Any) -> float:  # noqa: ANN401 texts, or None
    if published is None or replayed is None:
        return 0.0 if published is replayed else float("inf")
    gap = Decimal(published) - Decimal(replayed)
    # NaN is no end of an interval, and would be far from none.
    return float(abs(gap)) if gap.is_finite() else float("inf")


def _texts(entries: Iterable[Decimal]) -> list[str]:
    return [_text(entry) for entry in entries]


def _text(number: Decimal) -> str:
    return decimal_text(RECORDED.plus(number))


def _rounded(end: float | None) -> str | None:
    return None if end is None else f"{end:.{_DRAWN_DIGITS}f}"
