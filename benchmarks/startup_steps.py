"""The steps of `scenarios assess` in a fresh process, each with its processor time.

Prints JSON: seconds by step. Usage: startup_steps WORKSPACE NEWS DAY.
"""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from importlib import import_module
from io import StringIO
from time import process_time

__all__ = ["main", "take_steps"]

IMPORTS = {
    "import numpy, pydantic, typer, yaml": ("numpy", "pydantic", "typer", "yaml"),
    "import what pydantic's models need": ("pydantic.main", "pydantic.types"),
    "import the nouns, building their models": (
        "scenarios.domain.case",
        "scenarios.domain.development",
        "scenarios.domain.model",
        "scenarios.domain.scenario",
        "scenarios.domain.settings",
        "scenarios.domain.source",
    ),
    "import loading": ("scenarios.loading.developments", "scenarios.loading.reading"),
    "import numpy.random": ("numpy.random",),
    "import engine and assessment": ("scenarios.assessment.assess",),
    "import cli and report": ("scenarios.cli.app", "scenarios.cli.present"),
}


def main() -> None:
    """Take every step and print what each took."""
    # As the program does.
    gc.set_threshold(100_000, 50, 50)
    json.dump(take_steps(*sys.argv[1:]), sys.stdout)


def take_steps(workspace: str, news: str, day: str) -> dict[str, float]:
    """Assess a workspace step by step, and return the seconds of each."""
    seconds: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        start = process_time()
        yield
        seconds[name] = process_time() - start

    for name, modules in IMPORTS.items():
        with step(name):
            for module in modules:
                import_module(module)

    from scenarios import load_workspace
    from scenarios.assessment.assess import assess
    from scenarios.cli.present import present_assessment
    from scenarios.engine.arrays.interval import interval, seeded
    from scenarios.engine.arrays.pack import pack
    from scenarios.engine.ledger import draw_up_from
    from scenarios.engine.reports import hear_all
    from scenarios.loading.developments import load_developments

    as_of = date.fromisoformat(day)
    with step("load the workspace"):
        desk = load_workspace(workspace)
    with step("load the news"):
        told = load_developments(news, desk)
    with step("digest the news"):
        _ = told.digest
    model = desk.model().model
    with step("hear the news"):
        heard = hear_all(told.items, desk.sources, model, as_of)
    asked = [file.scenario for file in desk.chosen()]
    with step("draw up the ledgers, exactly"):
        ledgers = [draw_up_from(each, model, heard, as_of) for each in asked]
        _ = [ledger.probabilities for ledger in ledgers]
    with step("pack them for the intervals"):
        packs = [
            pack(scenario, [row.reading for row in ledger.rows], model, left=0.5)
            for scenario, ledger in zip(asked, ledgers, strict=True)
        ]
    with step("find the intervals (two at a time in assess)"):
        for packed in packs:
            interval(packed, model.uncertainty, seeded(b"seed"))
    result = assess(desk, told, as_of)
    with step("print the table"), redirect_stdout(StringIO()):
        present_assessment(result, None, form="table", movers=0)
    return seconds


if __name__ == "__main__":
    main()
