"""What the experiments found, as a file keeps it: one entry for each, newest run."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.reliability.findings import Finding

__all__ = ["FILE", "Run", "load_runs", "save_runs"]

FILE = Path(__file__).resolve().parents[2] / "docs" / "reliability.json"


@dataclass(frozen=True, slots=True)
class Run:
    """A full run of an experiment.

    Attributes:
        experiment: Its name.
        day: When it ran, as YYYY-MM-DD.
        machine: What it ran on.
        seconds: How long it took.
        findings: What it found.
    """

    experiment: str
    day: str
    machine: str
    seconds: int
    findings: tuple[Finding, ...]

    @classmethod
    def load(cls, data: dict[str, Any]) -> Self:
        """Read a run from what `save_runs` wrote."""
        found = tuple(Finding.load(each) for each in data["findings"])
        return cls(**data | {"findings": found})


def load_runs(file: Path) -> list[Run]:
    """Read the runs of a file; none where there is no file."""
    if not file.exists():
        return []
    return [Run.load(each) for each in json.loads(file.read_text("utf-8"))]


def save_runs(file: Path, runs: Sequence[Run], names: Sequence[str]) -> None:
    """Put runs in the place of older ones of the same experiment.

    Args:
        file: Where they are kept.
        runs: The new ones.
        names: Every experiment, in the order of the page; others are dropped.
    """
    kept = {each.experiment: each for each in (*load_runs(file), *runs)}
    data = [asdict(kept[name]) for name in names if name in kept]
    text = json.dumps(data, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", "utf-8")
