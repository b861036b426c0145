"""Commands are read when they are asked for, and none is forgotten."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pkgutil import iter_modules

import pytest
import typer.main
from typer.models import ParameterInfo

import scenarios.cli
from desk import clean_environment
from scenarios.cli.app import app
from scenarios.cli.commands import NAMES, Commands


def test_every_file_that_is_a_command_has_its_name_in_the_list() -> None:
    found = set()
    for module in iter_modules(scenarios.cli.__path__):
        home = f"{module.name}.app" if module.ispkg else module.name
        there = import_module(f"scenarios.cli.{home}")
        if module.name != "app" and is_command(getattr(there, module.name, None)):
            found.add(module.name)
    assert found == set(NAMES)


def is_command(found: object) -> bool:
    """Tell whether something is a group of commands, or takes options of one."""
    if isinstance(found, typer.Typer):
        return True
    hints = getattr(found, "__annotations__", {}).values()
    options = [each for hint in hints for each in getattr(hint, "__metadata__", ())]
    return any(isinstance(each, ParameterInfo) for each in options)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_bears_the_name_it_is_asked_for_by(name: str) -> None:
    assert Commands().commands[name].name == name


def test_the_list_behaves_as_a_mapping_of_commands() -> None:
    commands = Commands().commands
    assert list(commands) == list(NAMES)
    assert len(commands) == len(NAMES)
    assert commands["assess"] is commands["assess"]
    assert commands.get("asess") is None
    commands["other"] = commands["assess"]
    assert commands["other"] is commands["assess"]
    del commands["other"]
    assert "other" not in commands


def test_the_program_is_made_of_them() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, Commands)
    assert list(group.commands) == list(NAMES)


def modules_after(program: str) -> set[str]:
    """Return what Python has imported when a program of its own is done."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{program}\nimport json, sys; print(json.dumps(list(sys.modules)))",
        ],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return {*json.loads(done.stdout.splitlines()[-1])}


def test_one_command_reads_no_other() -> None:
    read = modules_after(
        "import sys; from scenarios.cli.app import main\n"
        "sys.argv = ['scenarios', 'lint', '--help']\n"
        "try: main()\nexcept SystemExit: pass"
    )
    assert {f"scenarios.cli.{name}" for name in NAMES} & read == {"scenarios.cli.lint"}


def test_no_plugin_of_pydantic_is_looked_for() -> None:
    nothing = modules_after("pass")
    nouns = modules_after("import scenarios.cli, scenarios.domain.scenario")
    assert "pydantic.plugin._schema_validator" in nouns
    # The search would read the metadata of every package that is installed.
    assert "importlib.metadata" not in nouns - nothing
