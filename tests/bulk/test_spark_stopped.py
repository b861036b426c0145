"""A run on a Spark cluster that is killed goes on, through the command line.

It starts Java four times and takes minutes, so it runs where it is asked for, and on
the cluster that SCENARIOS_TEST_SPARK names: `local-cluster[2,1,1024]`, or one's own.
That a run which stopped goes on to the same rows is tested always, in test_spark.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from bulk.stream import write_gdelt
from bulk.test_spark import SETTINGS, rows, written
from bulk.world import make_desk
from desk import clean_environment, command, run
from scenarios import load_workspace
from scenarios.bulk.finished import open_run

if TYPE_CHECKING:
    from pathlib import Path

CLUSTER = os.environ.get("SCENARIOS_TEST_SPARK", "")
pytestmark = pytest.mark.skipif(
    not CLUSTER, reason="takes minutes: SCENARIOS_TEST_SPARK names the cluster for it"
)

PATIENCE = 600.0
# Of two kinds in turn, so four batches: two rounds on a cluster of two cores.
EVENTS = ("0.CSV", "1.CSV", "2.CSV", "3.CSV")
RUN = ("bulk", "run", "tension", *EVENTS, "--partitions", "5")


def start(root: Path) -> subprocess.Popen[str]:
    """Start the run on a cluster of two executors, in a process group of its own."""
    return subprocess.Popen(
        command(*RUN, "-o", "run", "--engine", "spark", "--master", CLUSTER),
        cwd=root,
        env=clean_environment(PYSPARK_SUBMIT_ARGS=SETTINGS),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_once_there(root: Path, pattern: str) -> None:
    """Start the run, and kill all of its processes once a file is there."""
    with start(root) as process:
        deadline = time.monotonic() + PATIENCE
        while not any((root / "run" / "accounts").glob(pattern)):
            assert process.poll() is None, process.communicate()[1]
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL


def test_a_killed_run_of_a_cluster_goes_on_to_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_desk(tmp_path)
    for seed, name in enumerate(EVENTS):
        write_gdelt(tmp_path / name, 300, width=58 + 3 * (seed % 2), seed=seed)
    kill_once_there(tmp_path, "batch-00001.json")
    first = written(tmp_path / "run")
    # What a round that was stopped left behind is removed.
    stray = tmp_path / "run" / "contributions" / "part=0" / "part-stray.parquet"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("half a file")
    kill_once_there(tmp_path, "part-*.json")
    assert not stray.exists()
    second = written(tmp_path / "run")
    assert len(second) > len(first) > 1
    with start(tmp_path) as process:
        said, talk = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, talk
    assert "1,200 rows of 4 files" in said
    assert written(tmp_path / "run").items() >= {**first, **second}.items()
    assert run(tmp_path, *RUN, "-o", "here").code == 0
    desk = load_workspace(tmp_path)
    there, here = (open_run(tmp_path / name, desk) for name in ("run", "here"))
    assert rows(there, "contributions") == rows(here, "contributions")
    for one, other in zip(
        rows(there, "posteriors"), rows(here, "posteriors"), strict=True
    ):
        assert one[:3] == other[:3]
        assert one[3:6] == pytest.approx(other[3:6], abs=1e-12)
