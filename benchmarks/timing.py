"""Times that can be believed on a noisy machine: interleaved, and compared as ratios.

Contenders take turns, so that whatever else the machine does hits all of them; a ratio
is the median over the rounds of two times of the same round.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

__all__ = ["Contender", "Times", "print_table", "print_target", "race", "ratio"]

LEAST_SECONDS = 0.005
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"))


def _nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to time.

    Attributes:
        name: What the table calls it.
        run: What is timed.
        prepare: What is done before each run and not timed.
    """

    name: str
    run: Callable[[], object]
    prepare: Callable[[], object] = field(default=_nothing)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one run, one time per round; at least one."""

    name: str
    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Return the median."""
        return median(self.seconds)


def race(
    contenders: Sequence[Contender], rounds: int, least: float = LEAST_SECONDS
) -> Mapping[str, Times]:
    """Let contenders take turns, and return the times of each by its name.

    Args:
        contenders: What to time; each runs once more beforehand, to warm up.
        rounds: How often each has its turn.
        least: Seconds that a turn lasts at least, made of several runs where one is
            shorter.
    """
    runs = [_runs_in(contender, least) for contender in contenders]
    found: dict[str, list[float]] = {each.name: [] for each in contenders}
    for _ in range(rounds):
        for contender, several in zip(contenders, runs, strict=True):
            found[contender.name].append(_seconds(contender, several))
    return {name: Times(name, tuple(each)) for name, each in found.items()}


def ratio(times: Times, base: Times) -> float:
    """Return how many times as long it takes as the base."""
    pairs = zip(times.seconds, base.seconds, strict=True)
    return median(one / other for one, other in pairs)


def print_table(title: str, rows: Iterable[Times], base: Times) -> None:
    """Print times, each against the base."""
    print(f"\n{title}\n{'':54}{'min':>10}{'median':>10}{'max':>10}{'ratio':>9}")
    for row in rows:
        shown = (min(row.seconds), row.middle, max(row.seconds))
        cells = "".join(f"{_duration(seconds):>10}" for seconds in shown)
        print(f"  {row.name:52}{cells}{_factor(ratio(row, base)):>9}")


def print_target(
    what: str, found: float, *, least: float | None = None, most: float | None = None
) -> None:
    """Print whether a figure lies at or above `least`, and at or below `most`."""
    is_met = (least is None or found >= least) and (most is None or found <= most)
    bounds = [
        f"{sign} {bound:,g}"
        for sign, bound in (("≥", least), ("≤", most))
        if bound is not None
    ]
    verdict = "met" if is_met else "MISSED"
    print(f"  target: {what} {' and '.join(bounds)}: {found:,.2f}, {verdict}")


def _runs_in(contender: Contender, least: float) -> int:
    contender.prepare()
    contender.run()
    runs = 1
    while _seconds(contender, runs) * runs < least:
        runs *= 2
    return runs


def _seconds(contender: Contender, runs: int) -> float:
    whole = 0.0
    for _ in range(runs):
        contender.prepare()
        start = perf_counter()
        contender.run()
        whole += perf_counter() - start
    return whole / runs


def _duration(seconds: float) -> str:
    size, unit = next((u for u in UNITS if seconds >= u[0]), UNITS[-1])
    return f"{seconds / size:,.2f} {unit}"


def _factor(number: float) -> str:
    return f"{number:,.0f}×" if number >= 100 else f"{number:.2f}×"  # noqa: PLR2004 three digits are enough
