"""An assessment as plain values: the same for every way of asking."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import write_workspace
from scenarios.assessment.assess import assess
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.assessment_json import (
    assessment_json,
    decibans_json,
    inputs_json,
)


def test_the_values_are_plain(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, news, date(2024, 4, 15))
    value = assessment_json(assessment)
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    assert value["inputs"] == inputs_json(assessment)
    assert value["inputs"]["developments"]["digest"] == news.digest
    assert [s["digest"] for s in value["scenarios"]] == [
        file.digest for file in workspace.scenarios.values()
    ]


def test_a_row_is_told_by_outcome_as_floats() -> None:
    row = decibans_json(["deal", "defeat"], [Decimal("-1.25"), Decimal("1e-3")])
    assert row == {"deal": -1.25, "defeat": 0.001}
