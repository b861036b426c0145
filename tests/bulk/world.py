"""Templates, events and runs for the tests of many pairs at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from oracle.workspaces import write_yaml
from scenarios import load_workspace
from scenarios.bulk.plan import Limits
from scenarios.bulk.template import Template, load_template
from support import MODEL, overlay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scenarios.loading.workspace import Workspace

Data = dict[str, Any]
LIMITS = Limits(300_000_000, 2)

SOURCES: Data = {
    "wire": {
        "title": "A machine",
        "reliability": [
            {"from": dt.date(2020, 1, 1), "grade": "B"},
            {"from": dt.date(2024, 3, 1), "grade": "D"},
        ],
    }
}

TEMPLATE: Data = {
    "format": "scenarios/scenario@1",
    "id": "tension",
    "title": "{source} against {target}",
    "question": "Will {source} turn on {target}?",
    "horizon": {"opens": dt.date(2024, 1, 1), "closes": dt.date(2024, 6, 28)},
    "template": {
        "parameters": {"source": "PAK", "target": "USA"},
        "told_by": "wire",
        "credibility": {"1": 6, "3": 3, "8": 1},
    },
    "outcomes": {
        "steady": {"title": "Steady", "prior": 0.7},
        "cooling": {"title": "Cooling", "prior": 0.25},
        "force": {"title": "Force", "prior": 0.05, "deadline": True},
    },
    "indicators": {
        "cut": {
            "title": "{source} cuts relations",
            "weights": {"cooling": 8, "force": 3},
            "expected": 0.7,
            "within": "120d",
            "coverage": 0.8,
            "events": {"code": ["16"], "source_role": ["GOV", "MIL"]},
        },
        "threat": {
            "title": "{source} threatens",
            "likelihoods": {"steady": 0.05, "cooling": 0.2, "force": 0.6},
            "half_life": "30d",
            "group": "menace",
            "events": {"plover": ["THREATEN"], "strength": 0.8},
        },
        "show": {
            "title": "{source} shows force",
            "weights": {"force": 12, "steady": -2},
            "group": "menace",
            "events": {"quad": [4], "none": [{"code": ["16"]}], "direction": "either"},
        },
        "talks": {
            "title": "They talk",
            "kind": "count",
            "per": "30d",
            "rates": {"steady": 3, "cooling": 1.2, "force": 0.7},
            "coverage": 0.6,
            "events": {"quad": [1, 2], "direction": "either"},
        },
        "blame": {
            "title": "{source} blames",
            "kind": "count",
            "per": "60d",
            "weights": {"cooling": 4, "force": 5},
            "expected": 4,
            "half_life": "45d",
            "events": {"goldstein": [-10, -1], "mentions": 2, "direction": "back"},
        },
    },
}


def make_desk(folder: Path, template: Mapping[str, Any] = TEMPLATE) -> Workspace:
    """Write a workspace with a template and the model of the tests; load it."""
    (folder / "scenarios").mkdir(parents=True)
    write_yaml(folder / "models" / "default.yaml", overlay(MODEL, {}))
    write_yaml(folder / "sources.yaml", SOURCES)
    write_yaml(folder / "templates" / f"{template['id']}.yaml", dict(template))
    return load_workspace(folder)


def make_template(folder: Path, **changes: object) -> Template:
    """Write TEMPLATE with changes into a workspace and load it."""
    desk = make_desk(folder, overlay(TEMPLATE, changes))
    return load_template("tension", desk, desk.model())
