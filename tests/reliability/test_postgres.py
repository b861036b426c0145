"""The experiments on a server, run small, keep their promises, and controls fail."""

from pathlib import Path

import pytest
from benchmarks.reliability.findings import Experiment, Setup
from benchmarks.reliability.postgres_contention import find_server_contention
from benchmarks.reliability.postgres_drop import find_drops
from benchmarks.reliability.postgres_kill import find_server_kills

pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize(
    "experiment", [find_server_contention, find_drops, find_server_kills]
)
def test_an_experiment_run_small_keeps_its_promise(
    experiment: Experiment, tmp_path: Path
) -> None:
    [finding] = experiment(Setup(tmp_path, quick=True, keepers=()))
    measured = (*finding.figures, *finding.control)
    assert [str(each) for each in measured if not each.is_met] == []
