"""JSON, `scenarios/export@1`: everything a dossier holds, with full precision."""

import json
from typing import IO, Any

from scenarios.explanation.prospects import prospects
from scenarios.report.about import LIMITS
from scenarios.report.difference_json import difference_json
from scenarios.report.dossier import Dossier
from scenarios.report.explanation_json import explanation_json
from scenarios.report.exporting import Choices
from scenarios.report.history_json import history_json
from scenarios.report.whatif_json import whatif_json

__all__ = ["export_json", "write"]

Json = dict[str, Any]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write all of a dossier."""
    text = json.dumps(
        export_json(dossier), indent=2, ensure_ascii=False, allow_nan=False
    )
    file.write(text.encode() + b"\n")


def export_json(dossier: Dossier) -> Json:
    """Return a dossier as plain values for `json.dumps`."""
    now, order, sheet = dossier.assessment, dossier.order, dossier.sheet
    ahead = [prospects(now, each) for each in now.scenarios]
    return {
        "format": "scenarios/export@1",
        "command": order.command,
        "filters": dict(order.filters),
        "limits": list(LIMITS),
        "explanation": explanation_json(now, ahead, dossier.developments),
        "differences": [difference_json(each) for each in dossier.differences.values()],
        "history": None if dossier.history is None else history_json(dossier.history),
        "whatif": None
        if sheet is None
        else whatif_json(sheet.base, sheet.cases, sheet.stale),
    }
