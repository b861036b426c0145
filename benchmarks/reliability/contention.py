"""Many writers at once: one chain, without a fork, a gap or an error."""

from collections.abc import Iterator, Sequence
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic, sleep

from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import Keeper
from benchmarks.reliability.processes import start

from scenarios.journal.errors import JournalError
from scenarios.journal.record import Record, verify_chain

__all__ = ["count_forks_and_gaps", "find_contention"]

PROMISE = "Writers at once make one chain"
RATE = 500
"""Records a second that are wanted."""
GATE = "go"
"""A file that lets the writers begin, all at once."""

Run = tuple[list[float], int, float, float]
"""Seconds of each append, errors, and when the writer began and ended."""


def find_contention(setup: Setup) -> Iterator[Finding]:
    """Let processes append at once, on every store."""
    writers, appends = setup.size(16, 4), setup.size(500, 15)
    for keeper in setup.keepers:
        folder = setup.fresh()
        runs = _write(keeper, folder, writers, appends)
        with keeper.open(folder) as store:
            size = store.verify().size
            faults = count_forks_and_gaps(list(store.read()), writers, appends)
        seconds = sorted(chain.from_iterable(each[0] for each in runs))
        spent = max(each[3] for each in runs) - min(each[2] for each in runs)
        rate = None if setup.quick else RATE
        yield Finding(
            PROMISE,
            keeper.name,
            (
                Figure(f"writers with {appends} appends each", writers),
                Figure("forks, gaps and missing records", faults, most=0),
                Figure("errors", sum(each[1] for each in runs), most=0),
                Figure("records a second", (size - 1) / spent, least=rate),
                Figure("ms in the middle", 1000 * seconds[len(seconds) // 2]),
                Figure("ms at the 99th percentile", 1000 * _late(seconds)),
                Figure("ms at most", 1000 * seconds[-1]),
            ),
            (_control(setup, keeper),),
        )


def count_forks_and_gaps(records: Sequence[Record], writers: int, appends: int) -> int:
    """Count what is wrong with a journal that writers filled, one fault at least.

    Writer w appends the numbers from w·appends, in order.
    """
    try:
        verify_chain(records)
    except JournalError:
        return 1
    numbers = [number_of(each.draft) for each in records[1:]]
    missing = writers * appends - len(set(numbers))
    out_of_order = sum(
        [each for each in numbers if each // appends == writer]
        != sorted(each for each in numbers if each // appends == writer)
        for writer in range(writers)
    )
    return missing + out_of_order + len(numbers) - len(set(numbers))


def _control(setup: Setup, keeper: Keeper) -> Figure:
    """Count the errors of writers that take no turns."""
    unlocked = keeper.without_turns()
    runs = _write(unlocked, setup.fresh(), 4, setup.size(50, 25))
    errors = sum(each[1] for each in runs)
    return Figure("errors where writers take no turns", errors, least=1)


def _write(keeper: Keeper, folder: Path, writers: int, appends: int) -> list[Run]:
    keeper.create(folder).close()
    started = [
        start(_append, keeper, folder, writer * appends, appends)
        for writer in range(writers)
    ]
    for each in started:
        each.hear()
    (folder / GATE).touch()
    return [each.hear_all()[0] for each in started]


def _append(
    say: Connection, keeper: Keeper, folder: Path, first: int, appends: int
) -> None:
    seconds, errors = [], 0
    drafts = [draw_draft(number) for number in range(first, first + appends)]
    with keeper.open(folder) as store:
        say.send("ready")
        while not (folder / GATE).exists():
            sleep(0.001)
        start = monotonic()
        for draft in drafts:
            before = monotonic()
            try:
                store.append([draft])
            except JournalError:
                errors += 1
            seconds.append(monotonic() - before)
        say.send((seconds, errors, start, monotonic()))


def _late(seconds: Sequence[float]) -> float:
    return seconds[int(0.99 * (len(seconds) - 1))]
