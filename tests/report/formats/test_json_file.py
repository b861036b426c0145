"""JSON files: everything that a dossier holds."""

import json
from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.report.formats.json_file import export_json


def test_a_full_dossier_is_whole(tmp_path: Path) -> None:
    found = json.loads(json.dumps(export_json(compile_here(tmp_path, FULL))))
    assert found["format"] == "scenarios/export@1"
    assert found["explanation"]["format"] == "scenarios/explanation@1"
    assert [each["scenario"] for each in found["differences"]] == ["strike", "vote"]
    assert found["history"]["every"] == "30d"
    assert [case["id"] for case in found["whatif"]["cases"]] == ["calm"]
    assert found["filters"] == {"cases": "calm"}
    assert found["command"] == FULL.command
    assert len(found["limits"]) > 3


def test_what_was_not_asked_for_is_null(tmp_path: Path) -> None:
    found = export_json(compile_here(tmp_path))
    assert (found["history"], found["whatif"], found["differences"]) == (None, None, [])
