"""What was measured of bulk runs, as a file keeps it, held against what was wanted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.bulk_clock import Taken, ratio

__all__ = [
    "DRAWN",
    "FIFTY",
    "FILE",
    "OURS",
    "PEERS",
    "SCAN",
    "SCAN_OF_FIVE",
    "TEN",
    "Measured",
    "Results",
    "Target",
    "targets",
]

FILE = Path(__file__).resolve().parents[1] / "docs" / "performance.json"

SCAN = "DuckDB's scan of what the sums read"
SCAN_OF_FIVE = "DuckDB's scan of five columns"
OURS = "`scenarios bulk`"
PEERS: Mapping[str, float] = {
    "Polars, streaming": 1,
    "pandas": 3,
    "Dask": 3,
    "PySpark local[2], warm": 3,
}
"""The least that a peer was wanted to take, against ours."""

TEN, FIFTY = 10_000_000, 50_000_000
DRAWN = "watch"


@dataclass(frozen=True, slots=True)
class Measured:
    """One template on so many rows of evidence.

    Attributes:
        template: Its id.
        rows: Rows of evidence.
        cells: Pairs and days whose probabilities were written.
        load: Programs at work on the machine, averaged over the last minute.
        taken: What each contender took, by its name.
        bytes_per_row: Bytes on disk of a row of evidence.
        megabytes: The most that our process held.
        explained: Seconds of processor time to explain one pair on one day.
    """

    template: str
    rows: int
    cells: int
    load: float
    taken: Mapping[str, Taken]
    bytes_per_row: float
    megabytes: float
    explained: float

    @classmethod
    def load_from(cls, data: Mapping[str, Any]) -> Self:
        """Read it from what `Results.save` wrote."""
        taken = {
            name: Taken(tuple(each["processor"]), tuple(each["wall"]))
            for name, each in data["taken"].items()
        }
        return cls(**{**data, "taken": taken})

    def over(self, name: str, base: str) -> float:
        """Return how many times the processor time of `base` a contender took."""
        return ratio(self.taken[name], self.taken[base])


@dataclass(frozen=True, slots=True)
class Results:
    """One run of the benchmark.

    Attributes:
        day: When it ran, as YYYY-MM-DD.
        machine: What it ran on, and with which libraries.
        measured: What came out, smallest first.
    """

    day: str
    machine: str
    measured: tuple[Measured, ...]

    @classmethod
    def load(cls, file: Path) -> Self:
        """Read the newest run."""
        data = json.loads(file.read_text("utf-8"))
        measured = tuple(map(Measured.load_from, data["measured"]))
        return cls(data["day"], data["machine"], measured)

    def save(self, file: Path) -> None:
        """Write the run in the place of the last."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        file.write_text(f"{text}\n", "utf-8")

    def of(self, template: str) -> Sequence[Measured]:
        """Return what was measured of a template."""
        return [each for each in self.measured if each.template == template]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure, and what was wanted of it.

    Attributes:
        what: What it is.
        found: What was measured.
        least: The least that was wanted, if any.
        most: The most that was wanted, if any.
    """

    what: str
    found: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether it lies within what was wanted."""
        return (self.least is None or self.found >= self.least) and (
            self.most is None or self.found <= self.most
        )

    @property
    def wanted(self) -> str:
        """Return what was wanted, in short."""
        return (
            f"at least {self.least:g}"
            if self.most is None
            else f"at most {self.most:g}"
        )


def targets(results: Results) -> Iterator[Target]:
    """Yield each target that these results can be held against."""
    held = {each.rows: each for each in results.of(DRAWN)}
    ten, fifty = held.get(TEN), held.get(FIFTY)
    if ten is not None:
        yield Target(
            "ours over the scan of what it reads", ten.over(OURS, SCAN), most=6
        )
        yield Target("ours over the scan of five", ten.over(OURS, SCAN_OF_FIVE), most=6)
        for name, least in PEERS.items():
            if name in ten.taken:
                yield Target(f"{name}, over ours", ten.over(name, OURS), least=least)
        yield Target("bytes of a contribution on disk", ten.bytes_per_row, most=6)
    if ten is not None and fifty is not None:
        grown = fifty.taken[OURS].middle / ten.taken[OURS].middle
        yield Target("fifty million rows over ten million", grown, most=5)
    for each in results.measured:
        said = f"{each.rows // 1_000_000} million rows, {each.template}"
        yield Target(f"MB at most resident, {said}", each.megabytes, most=300)
        yield Target(f"seconds to explain a cell, {said}", each.explained, most=0.2)
