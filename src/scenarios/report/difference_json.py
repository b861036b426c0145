"""A difference as `scenarios/difference@1`, for programs."""

from typing import Any

from scenarios.explanation.difference import Difference, Part, Shift, Side
from scenarios.report.assessment_json import floats_json

__all__ = ["difference_json"]

Json = dict[str, Any]


def difference_json(found: Difference) -> Json:
    """Return a difference as plain values for `json.dumps`."""
    before, after = found.start, found.end
    return {
        "format": "scenarios/difference@1",
        "scenario": after.id,
        "from": _side(found.before),
        "to": _side(found.after),
        "outcomes": [
            {
                "id": name,
                "from": float(before.probabilities[name]),
                "to": float(after.probabilities[name]),
                "word_from": before.words[name],
                "word_to": after.words[name],
                "points": float(found.whole.points[name]),
                "decibans": float(found.whole.decibans[name]),
            }
            for name in after.ledger.outcomes
        ],
        "parts": [_part(part) for part in found.parts],
    }


def _side(side: Side) -> Json:
    return {
        "name": side.name,
        "as_of": side.as_of.isoformat(),
        "model": side.model.id,
        "digest": side.file.digest,
    }


def _part(part: Part) -> Json:
    return {
        "part": part.name,
        "points": floats_json(part.points),
        "decibans": floats_json(part.decibans),
        "rows": [_shift(shift) for shift in part.shifts],
    }


def _shift(shift: Shift) -> Json:
    return {
        "row": shift.row,
        "decibans": floats_json(shift.decibans),
        "developments": list(shift.developments),
    }
