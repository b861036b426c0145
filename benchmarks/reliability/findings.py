"""What an experiment finds: figures with bounds, and a control that must fail.

An experiment is a function from a setup to findings. The control of a finding repeats
the experiment with the protection taken out: where it finds nothing, the experiment
cannot see what it looks for, and the finding does not hold.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any, Self

from benchmarks.reliability.keepers import Keeper

__all__ = ["Experiment", "Figure", "Finding", "Setup"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that was measured, and what it has to be.

    Attributes:
        what: What was counted or measured, with its unit.
        value: The number.
        least: It must not be below.
        most: It must not be above.
    """

    what: str
    value: float
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        """Tell whether the number lies within its bounds."""
        enough = self.least is None or self.value >= self.least
        return enough and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        return f"{write_number(self.value)} {self.what}{self._bound()}"

    def _bound(self) -> str:
        if self.least is not None and self.least == self.most:
            return f" (wanted: {write_number(self.least)})"
        bounds = (("≥", self.least), ("≤", self.most))
        said = [f"{sign} {write_number(each)}" for sign, each in bounds if each]
        if self.most == 0:
            said.append("0")
        return f" (wanted: {' and '.join(said)})" if said else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one experiment found on one kind of store.

    Attributes:
        promise: What is promised, a sentence.
        kept_by: The store, its library and mode.
        figures: What was measured.
        control: What was measured with the protection taken out; bounded as well.
        skipped: Why nothing was measured; empty where something was.
        said: What the store said of a fault, where that is what matters.
    """

    promise: str
    kept_by: str
    figures: tuple[Figure, ...] = ()
    control: tuple[Figure, ...] = ()
    skipped: str = ""
    said: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether every figure is met, those of the control too."""
        return all(each.is_met for each in (*self.figures, *self.control))

    @classmethod
    def load(cls, data: dict[str, Any]) -> Self:
        """Read a finding from what `dump` wrote."""
        figures, control = (
            tuple(Figure(**each) for each in data[key])
            for key in ("figures", "control")
        )
        return cls(**data | {"figures": figures, "control": control})

    def dump(self) -> dict[str, Any]:
        """Write a finding as JSON can hold it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Setup:
    """What an experiment works with.

    Attributes:
        folder: An empty folder for its files.
        quick: Whether to run small, in a second or two.
        keepers: The kinds of stores to try.
        seed: What is drawn at random is drawn from it.
    """

    folder: Path
    quick: bool
    keepers: Sequence[Keeper]
    seed: int = 1

    def size(self, full: int, quick: int) -> int:
        """Return how many: in a full run, or in a quick one."""
        return quick if self.quick else full

    def rng(self, name: str) -> Random:
        """Return a generator of its own for a part of an experiment."""
        return Random(f"{self.seed} {name}")

    def fresh(self) -> Path:
        """Make a new empty folder."""
        return Path(mkdtemp(dir=self.folder))


Experiment = Callable[[Setup], Iterator[Finding]]
"""Yields its findings as it has them."""


def write_number(value: float) -> str:
    """Write a number with three digits at least, and thousands apart.

    >>> write_number(1000000), write_number(0.2345), write_number(57.0)
    ('1,000,000', '0.234', '57')
    """
    is_round = value == int(value) or abs(value) >= 1000  # noqa: PLR2004 digits enough
    return f"{value:,.0f}" if is_round else f"{value:.3g}"
