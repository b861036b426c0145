"""A run on a Spark cluster that is killed goes on, through the command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from bulk.stream import write_gdelt
from bulk.test_spark import CLUSTER, SETTINGS, rows
from bulk.world import make_desk
from desk import clean_environment, command, run
from scenarios import load_workspace
from scenarios.bulk.finished import open_run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark runs on Java, and there is none here"
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


def written(root: Path) -> dict[Path, int]:
    """Return when each finished file was written."""
    folder = root / "run"
    parts = [path.stem.partition("-")[2] for path in folder.glob("accounts/part-*")]
    kept = [folder / name for name in ("plan.json", *_of_rounds(folder))]
    for part in parts:
        kept += folder.glob(f"posteriors/part={int(part)}/*.parquet")
    return {path: path.stat().st_mtime_ns for path in kept}


def _of_rounds(folder: Path) -> list[str]:
    accounts = [json.loads(p.read_text()) for p in folder.glob("accounts/batch-*")]
    return [f"contributions/{name}" for a in accounts for name in a["parquet"]]


def test_a_killed_run_of_a_cluster_goes_on_to_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_desk(tmp_path)
    for seed, name in enumerate(EVENTS):
        write_gdelt(tmp_path / name, 300, width=58 + 3 * (seed % 2), seed=seed)
    kill_once_there(tmp_path, "batch-00001.json")
    first = written(tmp_path)
    # What a round that was stopped left behind is removed.
    stray = tmp_path / "run" / "contributions" / "part=0" / "part-stray.parquet"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("half a file")
    kill_once_there(tmp_path, "part-*.json")
    assert not stray.exists()
    second = written(tmp_path)
    assert len(second) > len(first) > 1
    with start(tmp_path) as process:
        said, talk = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, talk
    assert "1,200 rows of 4 files" in said
    assert written(tmp_path).items() >= {**first, **second}.items()
    assert run(tmp_path, *RUN, "-o", "here").code == 0
    desk = load_workspace(tmp_path)
    there, here = (open_run(tmp_path / name, desk) for name in ("run", "here"))
    assert rows(there, "contributions") == rows(here, "contributions")
    for one, other in zip(
        rows(there, "posteriors"), rows(here, "posteriors"), strict=True
    ):
        assert one[:3] == other[:3]
        assert one[3:6] == pytest.approx(other[3:6], abs=1e-12)


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    make_desk(tmp_path)
    write_gdelt(tmp_path / "0.CSV", 3)
    words = ("bulk", "run", "tension", "0.CSV", "-o", "run", "--engine", "spark")
    with subprocess.Popen(
        command(*words, "--master", "nowhere"),
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said, talk = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (2, "")
    assert "Traceback" not in talk
    assert "nowhere" in talk
