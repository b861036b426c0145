"""Attacks through a feed: refused, or read in little memory and in time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from intake.attacks import ATTACKS

TESTS = Path(__file__).parents[1]
MOST_MEGABYTES = 64
MOST_SECONDS = 30
"""Of processor time: most take one or two; what grows with the square takes minutes."""


class Met(NamedTuple):
    """How an attack was met."""

    megabytes: float
    seconds: float
    end: str


@pytest.fixture(scope="module")
def met() -> dict[str, Met]:
    """Meet every attack in a process of its own."""
    path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src")])
    done = subprocess.run(
        [sys.executable, "-m", "intake.attacks"],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        timeout=570,
        check=True,
    )
    told = map(json.loads, done.stdout.splitlines())
    return {name: Met(*rest) for name, *rest in told}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_takes_little_memory_and_time(name: str, met: dict[str, Met]) -> None:
    assert met[name].megabytes < MOST_MEGABYTES, met[name]
    assert met[name].seconds < MOST_SECONDS, met[name]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("entity bomb", "has a document type declaration"),
        ("quadratic entities", "has a document type declaration"),
        ("entity bomb in UTF-16", "has a document type declaration"),
        ("gzip bomb", "is larger than 5,000,000 bytes"),
        ("endless body", "is larger than 5,000,000 bytes"),
        ("redirect inside", "leads to 10.0.0.1, which is not public"),
        ("depth", "is nested more than 100 deep"),
        ("elements", "holds more than 50,000 elements"),
        ("allowed items", "24000 items"),
        ("a sheet of columns", "at most 256 are read"),
    ],
)
def test_what_stops_an_attack_is_told(
    name: str, told: str, met: dict[str, Met]
) -> None:
    assert told in met[name].end
