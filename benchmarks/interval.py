"""The interval of one question, against drawing its normal errors and nothing else."""

import tracemalloc
from collections.abc import Callable

from benchmarks.drawing import FULL, Question, draw_question
from benchmarks.timing import Contender, print_table, print_target, race, ratio

from scenarios.engine.arrays.interval import interval, seeded
from scenarios.engine.arrays.pack import Floats

__all__ = ["find_interval", "main"]

SEED = bytes(range(32))
ROUNDS = 41
DRAWS = 10_000
NORMALS = "its normals alone, by the same generator"
INTERVAL = "the interval"
BYTES_PER_NORMAL = 8


def find_interval(question: Question, draws: int) -> Callable[[], Floats]:
    """Return what finds the interval of a question in so many draws."""
    packed = question.pack()
    uncertainty = question.model.uncertainty.model_copy(update={"draws": draws})
    return lambda: interval(packed, uncertainty, seeded(SEED))


def main() -> None:
    """Print time and memory."""
    find = find_interval(draw_question(1), DRAWS)
    times = race([Contender(NORMALS, _draw_normals), Contender(INTERVAL, find)], ROUNDS)
    print_table(
        f"interval: {DRAWS:,} draws of {FULL.outcomes} outcomes × {FULL.indicators} "
        "indicators, none open",
        times.values(),
        times[NORMALS],
    )
    found = ratio(times[INTERVAL], times[NORMALS])
    print_target("times as long as the normals alone", found, most=1.5)
    size = (1 + FULL.indicators) * FULL.outcomes * DRAWS * BYTES_PER_NORMAL
    print(
        f"  memory: {_peak(find) / 1e6:.1f} MB at most; all its normals at once would "
        f"take {size / 1e6:.1f} MB"
    )


def _draw_normals() -> None:
    rng = seeded(SEED)
    for _ in range(1 + FULL.indicators):
        rng.standard_normal((FULL.outcomes, DRAWS))


def _peak(run: Callable[[], object]) -> int:
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


if __name__ == "__main__":
    main()
