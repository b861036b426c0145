"""Nouns from short plain dicts, so that a test says only what it is about.

Days are numbers of a horizon of 360 days: 0 is the day it opens, 360 the day it closes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from oracle.workspaces import random_workspace, write_yaml
from scenarios import assess, load_workspace
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.domain.settings import Settings
from scenarios.domain.source import Source
from scenarios.engine.arrays.pack import Pack, pack
from scenarios.engine.ledger import Ledger, Row, draw_up
from scenarios.loading.checks import Known
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel

    from scenarios import Assessment

Data = dict[str, Any]

OPENS = dt.date(2024, 1, 1)
CLOSES = dt.date(2024, 12, 26)
HORIZON = 360
NO_DIGEST = f"sha256:{'0' * 64}"
EVEN = {"a": 0.5, "b": 0.5}

RUBRIC: Data = {
    "high": {
        "origins": 4,
        "grade": 0.6,
        "largest_share": 0.3,
        "width": 0.25,
        "days": 30,
        "observed": 0.6,
    },
    "moderate": {
        "origins": 2,
        "grade": 0.3,
        "largest_share": 0.6,
        "width": 0.5,
        "days": 90,
        "observed": 0.3,
    },
    "high_needs": 4,
    "low_needs": 3,
}

MODEL: Data = {
    "format": "scenarios/model@1",
    "id": "default",
    "title": "A model for tests",
    "method": "weight-of-evidence",
    "scale": {"strong_for": 10, "slight_against": -2},
    "grades": {
        "reliability": {"A": 0.8, "B": 0.6, "C": 0.5, "D": 0.2, "E": 0, "F": 0.1},
        "credibility": {1: 1, 2: 0.9, 3: 0.75, 4: 0.4, 5: 0, 6: 0.5},
    },
    "expected": 0.5,
    "coverage": 0.9,
    "dependence": {"reports": 0.25, "indicators": 0.5},
    "half_life": None,
    "limits": {"theta": [0.000001, 0.999], "report_db": 40},
    "uncertainty": {"weight_db": 2, "prior_db": 1, "draws": 1000, "level": 0.9},
    "words": "icd-203",
    "confidence": RUBRIC,
}


def day(number: int) -> dt.date:
    """Return the day of the horizon of a number, the opening day being 0."""
    return OPENS + dt.timedelta(days=number)


def overlay(base: Mapping[str, Any], over: Mapping[Any, Any]) -> Data:
    """Lay plain data over other plain data, mapping by mapping."""
    whole = dict(base)
    for key, entry in over.items():
        both = isinstance(entry, dict) and isinstance(whole.get(key), dict)
        whole[key] = overlay(whole[key], entry) if both else entry
    return whole


def make_model(**changes: object) -> ScoringModel:
    """Make a model; changes are laid over MODEL."""
    return ScoringModel.model_validate(overlay(MODEL, changes))


def certain_model(
    r: str = "0.999999999999999999999999", /, **changes: object
) -> ScoringModel:
    """Make a model in which a report of grade A1 leaves a doubt of 1e-24 alone."""
    sure: Data = {
        "grades": {"reliability": {"A": Decimal(r)}},
        "limits": {"report_db": 400},
    }
    return make_model(**overlay(sure, changes))


def scenario_data(
    indicators: Data, outcomes: Data | None = None, **changes: object
) -> Data:
    """Write a scenario `q` of 360 days; an outcome is a prior, or a mapping."""
    given = EVEN if outcomes is None else outcomes
    return {
        "format": "scenarios/scenario@1",
        "id": "q",
        "title": "A question",
        "question": "How will it end?",
        "horizon": {"opens": OPENS, "closes": CLOSES},
        "outcomes": {
            name: {
                "title": name,
                **(entry if isinstance(entry, dict) else {"prior": entry}),
            }
            for name, entry in given.items()
        },
        "indicators": {
            name: {"title": name, **entry} for name, entry in indicators.items()
        },
        **changes,
    }


def make_scenario(
    indicators: Data, outcomes: Data | None = None, **changes: object
) -> Scenario:
    """Make the scenario that `scenario_data` writes."""
    return Scenario.model_validate(scenario_data(indicators, outcomes, **changes))


def make_report(grade: str | None = "A1", **options: object) -> Data:
    """Make the plain data of a report of a grade."""
    graded = {} if grade is None else {"grade": grade}
    return {"source": "herald", **graded, **options}


def development_data(name: str, number: int, observes: object, *reports: Data) -> Data:
    """Write a development of a day of the horizon, told by A1 unless told otherwise.

    `observes` is an indicator of the scenario `q`, an observation without the `q/`, or
    a list of either.
    """
    listed: list[Any] = observes if isinstance(observes, list) else [observes]
    return {
        "id": name,
        "date": day(number),
        "observes": [_observation(each) for each in listed],
        "reports": [
            {"id": f"r{place}", **report}
            for place, report in enumerate(reports or (make_report(),))
        ],
    }


def make_development(
    name: str, number: int, observes: object, *reports: Data
) -> Development:
    """Make the development that `development_data` writes."""
    return Development.model_validate(
        development_data(name, number, observes, *reports)
    )


def _observation(given: str | Data) -> Data:
    entry = {"indicator": given} if isinstance(given, str) else given
    return {**entry, "indicator": f"q/{entry['indicator']}"}


def make_source(*periods: tuple[str, str]) -> Source:
    """Make a source from pairs of a first day and a letter."""
    reliability = [{"from": start, "grade": letter} for start, letter in periods]
    return Source.model_validate({"title": "A source", "reliability": reliability})


def ledger_of(
    scenario: Scenario,
    developments: Iterable[Development] = (),
    at: int = HORIZON,
    model: ScoringModel | None = None,
) -> Ledger:
    """Draw up a ledger as of a day of the horizon; sources are not graded."""
    return draw_up(scenario, model or make_model(), {}, developments, day(at))


def row_of(ledger: Ledger, indicator: str) -> Row:
    """Return the row of an indicator."""
    return next(row for row in ledger.rows if row.reading.id == indicator)


def make_workspace(folder: Path, *scenarios: Data, **changes: object) -> Workspace:
    """Write scenarios, as plain data, and MODEL with changes; load the workspace."""
    for scenario in scenarios:
        write_yaml(folder / "scenarios" / f"{scenario['id']}.yaml", scenario)
    write_yaml(folder / "models" / "default.yaml", overlay(MODEL, changes))
    return load_workspace(folder)


def assess_in(
    workspace: Workspace, developments: Iterable[Development] = (), at: int = HORIZON
) -> Assessment:
    """Assess all scenarios of a workspace as of a day of the horizon."""
    return assess(workspace, Developments(tuple(developments)), day(at))


def refusal(noun: type[BaseModel], data: object, **context: object) -> str:
    """Return what a noun says of data that it refuses, a line `place: fault` each."""
    with pytest.raises(ValidationError) as caught:
        noun.model_validate(data, context=context or None)
    return "\n".join(
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        for fault in caught.value.errors()
    )


def floats(vector: Iterable[Decimal]) -> list[float]:
    """Return a vector as floats, for pytest.approx."""
    return [float(entry) for entry in vector]


def packed(
    scenario: Scenario, ledger: Ledger, model: ScoringModel, as_of: dt.date
) -> Pack:
    """Pack what a ledger was drawn up from, with the share of the horizon left."""
    length = scenario.horizon.length
    gone = max(0, min(length, (as_of - scenario.horizon.opens).days))
    readings = [row.reading for row in ledger.rows]
    return pack(scenario, readings, model, (length - gone) / length)


@dataclass(frozen=True)
class World:
    """A drawn workspace as nouns, and the dates to assess it at.

    `data` is the plain data that it was made of.
    """

    data: Data
    model: ScoringModel
    sources: Mapping[str, Source]
    scenarios: tuple[Scenario, ...]
    developments: tuple[Development, ...]
    dates: tuple[dt.date, ...]

    def ledger(self, scenario: Scenario, as_of: dt.date) -> Ledger:
        """Draw up the ledger of one of its scenarios."""
        return draw_up(scenario, self.model, self.sources, self.developments, as_of)

    def told(self, developments: Sequence[Data]) -> World:
        """Return the world with other developments, given as plain data."""
        nouns = tuple(Development.model_validate(each) for each in developments)
        return replace(self, developments=nouns)

    def graded(self, **reliability: Decimal) -> World:
        """Return the world with other numbers for some letters."""
        grades = {"grades": {"reliability": reliability}}
        return world_of(
            overlay(self.data, {"model": overlay(self.data["model"], grades)})
        )


def world_of(workspace: Data) -> World:
    """Make the nouns of a drawn workspace."""
    model = overlay({"confidence": RUBRIC}, workspace["model"])
    return World(
        data=workspace,
        model=ScoringModel.model_validate(model),
        sources={
            name: Source.model_validate(source)
            for name, source in workspace["sources"].items()
        },
        scenarios=tuple(map(Scenario.model_validate, workspace["scenarios"])),
        developments=tuple(map(Development.model_validate, workspace["developments"])),
        dates=tuple(workspace["dates"]),
    )


@cache
def draw_world(seed: int) -> World:
    """Draw the world of a seed."""
    return world_of(random_workspace(Random(seed)))


def workspace_of(world: World) -> Workspace:
    """Return a drawn world as a workspace, without writing any file."""
    return Workspace(
        root=Path(),
        scenarios={
            each.id: ScenarioFile(
                f"{each.id}.yaml", NO_DIGEST, each, dict.fromkeys(each.indicators, "")
            )
            for each in world.scenarios
        },
        models={
            "default": ModelFile("default.yaml", NO_DIGEST, few_draws(world.model))
        },
        sources=world.sources,
        cases={},
        settings=Settings(),
        known=Known({each.id: each for each in world.scenarios}),
    )


def few_draws(model: ScoringModel) -> ScoringModel:
    """Return a model whose interval is quick; nothing else is read off the draws."""
    uncertainty = model.uncertainty.model_copy(update={"draws": 100})
    return model.model_copy(update={"uncertainty": uncertainty})
