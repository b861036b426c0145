"""Many writers of one server at once: one chain, without a fork, a gap or an error."""

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

from benchmarks.reliability.contention import count_forks_and_gaps
from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.postgres_keeper import PostgresKeeper, served
from benchmarks.reliability.processes import start

from scenarios.journal.errors import JournalError

__all__ = ["find_server_contention"]

PROMISE = "Writers at once make one chain"
RATE = 100
"""Records a second that are wanted."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    faults: int
    errors: int
    rate: float


def find_server_contention(setup: Setup) -> Iterator[Finding]:
    """Let processes append at once to a journal on a server."""
    writers, appends = setup.size(16, 4), setup.size(500, 15)
    with served() as (_, keeper):
        found = _fill(keeper, setup.fresh(), writers, appends)
        control = _fill(keeper.without_turns(), setup.fresh(), 4, setup.size(100, 25))
    yield Finding(
        PROMISE,
        keeper.name,
        (
            Figure(f"writers with {appends} appends each", writers),
            Figure("forks, gaps and missing records", found.faults, most=0),
            Figure("errors", found.errors, most=0),
            Figure("records a second", found.rate, least=None if setup.quick else RATE),
        ),
        (Figure("errors where writers take no turns", control.errors, least=1),),
    )


def _fill(keeper: PostgresKeeper, folder: Path, writers: int, appends: int) -> _Outcome:
    with keeper.create(folder) as store:
        started = [
            start(_append, keeper, folder, writer * appends, appends)
            for writer in range(writers)
        ]
        runs = [writer.hear_all()[0] for writer in started]
        size = store.verify().size
        faults = count_forks_and_gaps(list(store.read()), writers, appends)
    spent = max(end for _, _, end in runs) - min(begin for _, begin, _ in runs)
    return _Outcome(faults, sum(errors for errors, _, _ in runs), (size - 1) / spent)


def _append(
    say: Connection, keeper: PostgresKeeper, folder: Path, first: int, appends: int
) -> None:
    errors = 0
    with keeper.open(folder) as store:
        begin = monotonic()
        for number in range(first, first + appends):
            try:
                store.append([draw_draft(number)])
            except JournalError:
                errors += 1
        say.send((errors, begin, monotonic()))
