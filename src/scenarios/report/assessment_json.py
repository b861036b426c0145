"""An assessment as `scenarios/assessment@1`: floats with full precision."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.engine.evidence import Evidence
from scenarios.engine.ledger import Ledger, Row
from scenarios.loading.developments import Position

__all__ = ["assessment_json", "decibans_json", "floats_json", "inputs_json"]

Json = dict[str, Any]


def assessment_json(assessment: Assessment) -> Json:
    """Return an assessment as plain values for `json.dumps`."""
    return {
        "format": "scenarios/assessment@1",
        "as_of": assessment.as_of.isoformat(),
        "engine": {
            "version": assessment.version,
            "method": assessment.model.method,
        },
        "inputs": inputs_json(assessment),
        "scenarios": [_scenario(each) for each in assessment.scenarios],
    }


def inputs_json(assessment: Assessment) -> Json:
    """Return what an assessment was made from, by digest."""
    return {
        "model": {"id": assessment.model.id, "digest": assessment.model_digest},
        "developments": {
            "count": assessment.developments,
            "digest": assessment.developments_digest,
        },
        "journal": _journal(assessment.journal),
    }


def _journal(position: Position | None) -> Json | None:
    if position is None:
        return None
    return {"size": position.size, "root": position.root}


def floats_json(by_outcome: Mapping[str, Decimal]) -> Json:
    """Return numbers by outcome, as floats."""
    return {name: float(number) for name, number in by_outcome.items()}


def decibans_json(outcomes: Sequence[str], entries: Sequence[Decimal]) -> Json:
    """Return a row's decibans by outcome, as floats."""
    return {name: float(entry) for name, entry in zip(outcomes, entries, strict=True)}


def _scenario(each: ScenarioAssessment) -> Json:
    resolved = each.resolved
    return {
        "id": each.id,
        "title": each.scenario.title,
        "question": each.scenario.question,
        "digest": each.digest,
        "resolved": None
        if resolved is None
        else {"outcome": resolved.outcome, "on": resolved.on.isoformat()},
        "outcomes": [_outcome(outcome) for outcome in each.outcomes],
        "confidence": {
            "level": each.confidence.level,
            "reasons": list(each.confidence.reasons),
        },
        "ledger": _ledger(each.ledger, each.where),
    }


def _outcome(outcome: OutcomeAssessment) -> Json:
    return {
        "id": outcome.id,
        "title": outcome.title,
        "prior": float(outcome.prior),
        "probability": float(outcome.probability),
        "low": outcome.low,
        "high": outcome.high,
        "word": outcome.word,
    }


def _ledger(ledger: Ledger, where: Mapping[str, str]) -> list[Json]:
    rows: list[Json] = [
        {"kind": "prior", "decibans": decibans_json(ledger.outcomes, ledger.prior)}
    ]
    if ledger.clock is not None:
        clock = decibans_json(ledger.outcomes, ledger.clock)
        rows.append({"kind": "clock", "decibans": clock})
    return rows + [_row(row, ledger.outcomes, where) for row in ledger.rows]


def _row(row: Row, outcomes: Sequence[str], where: Mapping[str, str]) -> Json:
    return {
        "kind": "indicator",
        "indicator": row.reading.id,
        "state": row.reading.state.value,
        "factor": float(row.factor),
        "developments": [_development(each) for each in row.reading.evidence],
        "decibans": decibans_json(outcomes, row.decibans),
        "where": where[row.reading.id],
    }


def _development(evidence: Evidence) -> Json:
    return {
        "id": evidence.told.development.id,
        "db": float(evidence.decibans),
        "origins": len(evidence.told.voices),
        "reports": evidence.told.reports,
    }
