"""What something takes: the clock on the wall, and the time of the processors.

Where others work on the same machine the wall says more about them than about us.
Processor time counts every thread of this process and of the programs it started, such
as Spark's Java machine.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import psutil
from benchmarks.timing import Contender

__all__ = ["Taken", "ratio", "take_turns"]


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that something took, one entry for each round.

    Attributes:
        processor: Of all threads together.
        wall: On the wall.
    """

    processor: tuple[float, ...]
    wall: tuple[float, ...]

    @property
    def middle(self) -> float:
        """Return the median of the processor's seconds."""
        return median(self.processor)


def take_turns(contenders: Sequence[Contender], rounds: int) -> Mapping[str, Taken]:
    """Let contenders take turns, each once more beforehand to warm up.

    Args:
        contenders: What to time.
        rounds: How often each has its turn.
    """
    found: dict[str, list[tuple[float, float]]] = {c.name: [] for c in contenders}
    for turn in range(rounds + 1):
        for contender in contenders:
            contender.prepare()
            seconds = _seconds(contender.run)
            if turn:
                found[contender.name].append(seconds)
    return {
        name: Taken(tuple(p for p, _ in each), tuple(w for _, w in each))
        for name, each in found.items()
    }


def ratio(taken: Taken, base: Taken) -> float:
    """Return how many times the base's processor time, the median over the rounds."""
    pairs = zip(taken.processor, base.processor, strict=True)
    return median(one / other for one, other in pairs)


def _seconds(run: Callable[[], object]) -> tuple[float, float]:
    processor, wall = _processor(), time.perf_counter()
    run()
    return _processor() - processor, time.perf_counter() - wall


def _processor() -> float:
    children = psutil.Process().children(recursive=True)
    times = [child.cpu_times() for child in children]
    return time.process_time() + sum(each.user + each.system for each in times)
