"""What an entry has moved, for programs."""

from typing import Any

from scenarios.explanation.impact import Effect, Move
from scenarios.explanation.movers import Mover
from scenarios.report.assessment_json import floats_json

__all__ = ["impact_json"]

Json = dict[str, Any]


def impact_json(effect: Effect) -> list[Json]:
    """Return what moved, scenario by scenario, as plain values for `json.dumps`."""
    return [
        {
            "scenario": each.after.id,
            "outcomes": [_move(move) for move in each.moves],
            "developments": [_mover(mover) for mover in each.movers],
        }
        for each in effect.impacts
    ]


def _move(move: Move) -> Json:
    return {
        "id": move.outcome,
        "before": float(move.before),
        "after": float(move.after),
        "word_before": move.word_before,
        "word_after": move.word_after,
        "points": float(move.points),
        "decibans": float(move.decibans),
    }


def _mover(mover: Mover) -> Json:
    return {
        "id": mover.development.id,
        "indicators": list(mover.indicators),
        "points": floats_json(mover.points),
        "decibans": floats_json(mover.decibans),
    }
