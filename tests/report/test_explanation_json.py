"""An explanation as plain values, down to the report."""

import json
from datetime import date
from pathlib import Path

from desk import write_workspace
from scenarios.assessment.assess import assess
from scenarios.explanation.prospects import prospects
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.explanation_json import explanation_json


def test_the_values_are_plain(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, news, date(2024, 4, 15))
    ahead = [prospects(assessment, each) for each in assessment.scenarios]
    value = explanation_json(assessment, ahead, news)
    assert json.loads(json.dumps(value, allow_nan=False)) == value
    assert [len(scenario["prospects"]) for scenario in value["scenarios"]] == [
        len(each) for each in ahead
    ]


def test_an_explanation_of_news_without_a_file_has_no_places(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    filed = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, filed, date(2024, 4, 15))
    loose = type(filed)(filed.items)
    explained = explanation_json(assessment, [[], []], loose)
    places = {
        development["where"]
        for scenario in explained["scenarios"]
        for row in scenario["ledger"]
        for development in row.get("developments", [])
    }
    assert places == {None}
