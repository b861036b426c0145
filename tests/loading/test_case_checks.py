"""What a case names must be there, and be of the right kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import tell, write_workspace
from scenarios.loading.reading import read_workspace

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "format: scenarios/case@1\nid: calm\ntitle: Calm\nchanges:\n"

# An @ marks the place that is told.
FAULTS = [
    (
        "{drop_source: @gazete}",
        "drop_source: unknown source `gazete`; did you mean `gazette`?",
    ),
    (
        "{regrade: {source: @gazete, reliability: C}}",
        "regrade.source: unknown source `gazete`; did you mean `gazette`?",
    ),
    (
        "{model: @wery}",
        "model: unknown model `wery`; did you mean `wary`?",
    ),
    (
        "{add: {id: x, date: 2024-03-01, observes: [@strike/talk]}}",
        "add.observes.0: strike has no indicator `talk`; did you mean `talks`?",
    ),
    (
        "{prior: @{scenario: strik, outcomes: {deal: 0.5, x: 0.5}}}",
        "prior: unknown scenario `strik`; did you mean `strike`?",
    ),
    (
        "{prior: {scenario: strike, outcomes: @{deal: 0.5, defeat: 0.5}}}",
        "prior.outcomes: lacks ruling; give every outcome",
    ),
    (
        "{weight: @{indicator: strik/talks, weights: {deal: 3}}}",
        "weight: unknown scenario `strik`; did you mean `strike`?",
    ),
    (
        "{weight: @{indicator: strike/talks, weights: {dale: 3}}}",
        "weight: strike has no outcome `dale`; did you mean `deal`?",
    ),
    (
        "{weight: {indicator: @strike/talk, weights: {deal: 3}}}",
        ("weight.indicator: strike has no indicator `talk`; did you mean `talks`?"),
    ),
    (
        "{weight: {indicator: strike/talks, level: @up, weights: {deal: 3}}}",
        "weight.level: belongs to a state only",
    ),
    (
        "{weight: {indicator: @strike/walkouts, weights: {deal: 3}}}",
        ("weight.indicator: strike/walkouts is given in chances and has no weights"),
    ),
    (
        "{weight: {indicator: @strike/mood, weights: {deal: 3}}}",
        "weight.indicator: is a state; say its `level`: warm, cold",
    ),
    (
        "{weight: {indicator: strike/mood, level: @worm, weights: {deal: 3}}}",
        "weight.level: unknown level `worm`; did you mean `warm`?",
    ),
    (
        "{assume: @{indicator: strike/talk}}",
        "assume: strike has no indicator `talk`; did you mean `talks`?",
    ),
    (
        "{assume: {indicator: strike/mood, absent: @true}}",
        "assume.absent: does not belong to a state; only to an event",
    ),
]
SOUND = [
    "{drop: d1}",
    "{drop_source: union}",
    "{least_origins: 2}",
    "{regrade: {origin: nobody-*, reliability: C}}",
    "{weight: {indicator: strike/talks, weights: {deal: 3}}}",
    "{weight: {indicator: strike/marches, weights: {deal: 3}}}",
    "{weight: {indicator: strike/mood, level: warm, weights: {deal: 3}}}",
    "{assume: {indicator: strike/mood, value: warm}}",
    "{assume: {indicator: strike/talks, absent: true}}",
    "{as_of: 2024-03-01}",
]


def told(root: Path, change: str) -> list[str]:
    files = {"cases/calm.yaml": f"{HEAD}  - {change}\n"}
    issues = read_workspace(write_workspace(root, files)).issues
    return [line.partition("calm.yaml:5:")[2] for line in tell(issues, root)]


@pytest.mark.parametrize(
    ("change", "fault"), FAULTS, ids=[change for change, _ in FAULTS]
)
def test_a_fault_is_told_where_it_stands(
    tmp_path: Path, change: str, fault: str
) -> None:
    column = len("  - ") + change.index("@") + 1
    expected = f"{column}: error: changes.0.{fault}"
    assert told(tmp_path, change.replace("@", ""))[0] == expected


@pytest.mark.parametrize("change", SOUND)
def test_what_is_there_is_no_fault(tmp_path: Path, change: str) -> None:
    assert told(tmp_path, change) == []


def test_where_a_scenario_cannot_be_read_nothing_is_said_of_it(tmp_path: Path) -> None:
    change = "{weight: {indicator: strike/talk, weights: {dale: 3}}}"
    files = {"cases/calm.yaml": f"{HEAD}  - {change}\n", "scenarios/strike.yaml": "{}"}
    issues = read_workspace(write_workspace(tmp_path, files)).issues
    assert not any("calm.yaml" in line for line in tell(issues))
