"""A finished run that several tests ask questions of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bulk.stream import write_gdelt
from bulk.world import LIMITS, make_template
from scenarios import load_workspace
from scenarios.bulk.finished import Finished, open_run
from scenarios.bulk.formats import know
from scenarios.bulk.plan import Plan
from scenarios.bulk.running import run
from scenarios.bulk.template import load_template

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.loading.workspace import Workspace


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("desk")
    make_template(folder)
    return load_workspace(folder)


@pytest.fixture(scope="session")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("events")
    return [
        write_gdelt(folder / f"{seed}.CSV", 1_200, width=width, seed=seed)
        for seed, width in ((1, 61), (2, 58))
    ]


@pytest.fixture(scope="session")
def finished(
    desk: Workspace, events: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Finished:
    folder = tmp_path_factory.mktemp("runs") / "run"
    template = load_template("tension", desk, desk.model())
    plan = Plan.of(folder, template, desk, desk.model(), know(events), partitions=5)
    run(plan, LIMITS, lambda *_: None)
    return open_run(folder, desk)
