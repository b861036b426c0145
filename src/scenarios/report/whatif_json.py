"""Base and cases as `scenarios/whatif@1`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.report.assessment_json import assessment_json
from scenarios.whatif.cases import Column
from scenarios.whatif.comparison import differences, moved_rows

__all__ = ["whatif_json"]

Json = dict[str, Any]


def whatif_json(
    base: Column, cases: Sequence[Column], stale: Mapping[str, Sequence[str]]
) -> Json:
    """Return base and cases as plain values for `json.dumps`.

    Args:
        base: What the cases are compared with.
        cases: The cases.
        stale: By case, what of its base has changed since it was saved.
    """
    return {
        "format": "scenarios/whatif@1",
        "against": base.id,
        "base": assessment_json(base.assessment),
        "cases": [_case(base.assessment, each) for each in cases],
        "stale": {name: list(parts) for name, parts in stale.items()},
    }


def _case(base: Assessment, case: Column) -> Json:
    pairs = list(zip(base.scenarios, case.assessment.scenarios, strict=True))
    return {
        "id": case.id,
        "title": case.title,
        "assessment": assessment_json(case.assessment),
        "differences": {now.id: _differences(now, then) for now, then in pairs},
        "moved": {now.id: _moved(now, then) for now, then in pairs},
    }


def _differences(base: ScenarioAssessment, case: ScenarioAssessment) -> Json:
    return {
        outcome: {"points": float(each.points), "decibans": _float(each.decibans)}
        for outcome, each in differences(base, case).items()
    }


def _moved(base: ScenarioAssessment, case: ScenarioAssessment) -> list[Json]:
    return [
        {
            "row": row.name,
            "decibans": {name: float(entry) for name, entry in row.decibans.items()},
        }
        for row in moved_rows(base, case)
    ]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
