"""Scores as `scenarios/scores@1`, and as tables. Their key is `score`, never more."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scenarios.assessment.scores import ScenarioScores, Scores
from scenarios.domain.scenario import Resolution
from scenarios.engine.ach import MatrixRow
from scenarios.engine.ledger import Row
from scenarios.engine.weighted_index import min_max
from scenarios.report.tables import Column, Kind, Table

__all__ = ["evidence_table", "score_table", "scores_json"]

Json = dict[str, Any]

SCORE_COLUMNS = (
    Column("scenario"),
    Column("outcome"),
    Column("title"),
    Column("score", Kind.NUMBER),
    Column("rank", Kind.NUMBER),
    Column("better"),
    Column("method"),
    Column("as_of"),
    Column("model"),
)


def scores_json(found: Scores) -> Json:
    """Return scores as plain values for `json.dumps`."""
    model = found.model
    return {
        "format": "scenarios/scores@1",
        "as_of": found.as_of.isoformat(),
        "engine": {"version": found.version, "method": model.model.method},
        "inputs": {
            "model": {"id": model.model.id, "digest": model.digest},
            "developments": {
                "count": len(found.developments.items),
                "digest": found.developments.digest,
            },
            "journal": None,
        },
        "better": found.better,
        "scenarios": [_scenario(each, found) for each in found.scenarios],
    }


def score_table(found: Scores) -> Table:
    """Return one row per scenario and outcome."""
    model = found.model.model
    tail = (found.better, model.method, found.as_of.isoformat(), model.id)
    rows = [
        (
            each.scenario.id,
            o.id,
            o.title,
            o.score,
            o.rank,
            *tail,
        )
        for each in found.scenarios
        for o in each.outcomes
    ]
    return Table(SCORE_COLUMNS, tuple(rows))


def evidence_table(found: Scores) -> Table:
    """Return what the scores are made of: one row per cell of the matrix or index."""
    head = (Column("scenario"), Column("indicator"))
    if found.model.model.method == "ach":
        columns = (
            *head,
            *map(Column, ("development", "date", "outcome", "rating")),
            Column("inconsistency", Kind.NUMBER),
            *map(Column, ("credibility", "relevance")),
            Column("diagnosticity", Kind.NUMBER),
        )
        rows = [row for each in found.scenarios for row in _cells(each)]
    else:
        values = (Column("value", Kind.NUMBER), Column("weight", Kind.NUMBER))
        columns = (*head, Column("outcome"), *values)
        rows = [row for each in found.scenarios for row in _values(each)]
    return Table(columns, tuple(rows))


def _cells(each: ScenarioScores) -> list[tuple[str | Decimal, ...]]:
    return [
        (
            each.scenario.id,
            row.reading.id,
            row.evidence.told.development.id,
            row.evidence.day.isoformat(),
            outcome,
            row.ratings[place].value,
            row.against[place],
            row.credibility.value,
            row.relevance.value,
            row.diagnosticity,
        )
        for row in each.matrix
        for place, outcome in enumerate(each.scenario.outcomes)
    ]


def _values(each: ScenarioScores) -> list[tuple[str | Decimal, ...]]:
    return [
        (each.scenario.id, row.reading.id, outcome, value, _weight(row))
        for row in each.ledger.rows
        for outcome, value in zip(
            each.scenario.outcomes, min_max(row.decibans), strict=True
        )
    ]


def _weight(row: Row) -> Decimal:
    return max(row.decibans) - min(row.decibans)


def _scenario(each: ScenarioScores, found: Scores) -> Json:
    is_ach = found.model.model.method == "ach"
    names = list(each.scenario.outcomes)
    return {
        "id": each.scenario.id,
        "title": each.scenario.title,
        "question": each.scenario.question,
        "digest": each.file.digest,
        "resolved": _resolved(each.resolved),
        "outcomes": [
            {
                "id": outcome.id,
                "title": outcome.title,
                "score": None if outcome.score is None else float(outcome.score),
                "rank": outcome.rank,
            }
            for outcome in each.outcomes
        ],
        "matrix": [_row(row, names) for row in each.matrix] if is_ach else None,
        "rows": None if is_ach else [_entry(row, names) for row in each.ledger.rows],
    }


def _resolved(resolved: Resolution | None) -> Json | None:
    if resolved is None:
        return None
    return {"outcome": resolved.outcome, "on": resolved.on.isoformat()}


def _row(row: MatrixRow, names: Sequence[str]) -> Json:
    development = row.evidence.told.development
    return {
        "development": development.id,
        "date": development.date.isoformat(),
        "title": development.title,
        "indicator": row.reading.id,
        "absent": row.evidence.absent,
        "ratings": dict(zip(names, [r.value for r in row.ratings], strict=True)),
        "credibility": row.credibility.value,
        "relevance": row.relevance.value,
        "inconsistency": _floats(names, row.against),
        "diagnosticity": float(row.diagnosticity),
    }


def _entry(row: Row, names: Sequence[str]) -> Json:
    return {
        "indicator": row.reading.id,
        "state": row.reading.state.value,
        "weight": float(_weight(row)),
        "values": _floats(names, min_max(row.decibans)),
    }


def _floats(names: Sequence[str], entries: Sequence[Decimal]) -> Mapping[str, float]:
    return {name: float(entry) for name, entry in zip(names, entries, strict=True)}
