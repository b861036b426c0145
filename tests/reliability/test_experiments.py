"""Every experiment, run small, keeps its promise, and its control fails."""

from pathlib import Path

import pytest
from benchmarks.reliability.findings import Setup
from benchmarks.reliability.keepers import APSW_WAL, SHIPPED
from benchmarks.reliability.run import EXPERIMENTS

pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_an_experiment_run_small_keeps_its_promise(name: str, tmp_path: Path) -> None:
    setup = Setup(tmp_path, quick=True, keepers=(SHIPPED, APSW_WAL))
    findings = list(EXPERIMENTS[name](setup))
    missed = [
        f"{found.kept_by}: {figure}"
        for found in findings
        for figure in (*found.figures, *found.control)
        if not figure.is_met
    ]
    assert missed == []
    tried = [found for found in findings if not found.skipped]
    if not tried:
        pytest.skip(findings[0].skipped)
    assert all(found.figures for found in tried)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_a_module_of_an_experiment_says_what_it_tries(name: str) -> None:
    said = EXPERIMENTS[name].__doc__
    assert said
    assert said.endswith(".")
