"""The front page: every output is what its commands print now."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.cli.app import app

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "page", ["README.md", "docs/intake.md", "examples/what-if/README.md"]
)
def test_every_output_of_a_page_is_what_its_command_prints_now(page: str) -> None:
    # The whole path of a newcomer runs here: init, assess, a development of one's
    # own, assess again with a changed answer, explain, and a slip that is told.
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "examples.py", "--check", ROOT / page],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_newcomers_own_development_changes_the_answer() -> None:
    before, after = README.split("$ cat >> developments.yaml")
    assert re.search(r"Settled +very likely +93 %", before)
    assert re.search(r"Settled +very likely +85 % .*−8 pp", after)


def test_every_command_is_on_the_front_page() -> None:
    for command in app.registered_commands:
        assert f"`scenarios {command.name}" in README


def test_the_two_commands_of_a_fresh_machine_are_on_the_front_page() -> None:
    assert "make demo" in README
    assert "make test" in README
