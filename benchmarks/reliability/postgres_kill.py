"""A server whose every process is killed under two writers: what it told them is there.

A kill leaves what the system holds in memory intact: what a loss of power takes as
well, the server has handed to the disk before it answers, if its settings say so.
"""

from collections.abc import Iterator
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep

from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.kill import Tally
from benchmarks.reliability.postgres_keeper import PostgresKeeper, served
from benchmarks.reliability.processes import start

from cluster import Cluster
from scenarios.journal.errors import BrokenChainError, DamagedJournalError, JournalError

__all__ = ["find_server_kills"]

PROMISE = "A killed server loses nothing it acknowledged; a retry records once"
WRITERS = 2
APART = 1_000_000
"""The numbers of one writer, and those of the next."""
LONGEST_PAUSE = 0.05


def find_server_kills(setup: Setup) -> Iterator[Finding]:
    """Kill a server of our own at random times, and start it again."""
    rng = setup.rng("server kill")
    with served() as (cluster, keeper):
        tally, hasty, unsafe = Tally(), Tally(), Tally()
        folder = setup.fresh()
        _kill(cluster, keeper, folder, setup.size(30, 2), rng, tally)
        _kill(cluster, keeper, setup.fresh(), 2, rng, hasty, hasty=True)
        relaxed = keeper.without_waiting()
        _kill(cluster, relaxed, setup.fresh(), setup.size(5, 2), rng, unsafe)
    yield Finding(
        PROMISE,
        keeper.name,
        (
            Figure("kills of all its processes", tally.kills),
            Figure("records acknowledged", tally.acknowledged),
            Figure("of them lost", tally.lost, most=0),
            Figure("faults of chain or tree", tally.broken, most=0),
            Figure("committed without a word", tally.unheard),
            Figure("recorded twice by a retry", tally.doubled, most=0),
        ),
        (
            Figure("lost where acknowledged too early", hasty.lost, least=1),
            Figure("lost with synchronous_commit off", unsafe.lost, least=1),
        ),
    )


def _kill(  # noqa: PLR0913 a tally is filled by several calls
    cluster: Cluster,
    keeper: PostgresKeeper,
    folder: Path,
    kills: int,
    rng: Random,
    tally: Tally,
    *,
    hasty: bool = False,
) -> None:
    keeper.create(folder).close()
    told: set[int] = set()
    for kill in range(kills):
        firsts = [APART * (WRITERS * kill + writer) for writer in range(WRITERS)]
        told |= _kill_once(cluster, keeper, folder, firsts, rng, hasty=hasty)
        tally.kills += 1
        try:
            _check(keeper, folder, told, firsts, tally)
        except (BrokenChainError, DamagedJournalError):
            tally.broken += 1
            return
    tally.acknowledged += len(told)


def _kill_once(  # noqa: PLR0913 as above
    cluster: Cluster,
    keeper: PostgresKeeper,
    folder: Path,
    firsts: list[int],
    rng: Random,
    *,
    hasty: bool,
) -> set[int]:
    writers = [start(_append, keeper, folder, first, hasty) for first in firsts]
    told = {writer.hear() for writer in writers for _ in range(rng.randint(2, 30))}
    sleep(rng.uniform(0, LONGEST_PAUSE))
    cluster.kill()
    for writer in writers:
        told.update(writer.hear_all())
    cluster.start()
    return told


def _check(
    keeper: PostgresKeeper,
    folder: Path,
    told: set[int],
    firsts: list[int],
    tally: Tally,
) -> None:
    """Count what is missing, then retry what was not acknowledged."""
    with keeper.open(folder) as store:
        store.verify()
        kept = {number_of(each.draft) for each in store.read(1)}
        missing = told - kept
        tally.lost += len(missing)
        tally.unheard += len(kept - told)
        unsure = {_next(told, first) for first in firsts}
        retried = missing | unsure
        store.append([draw_draft(number) for number in sorted(retried)])
        numbers = [number_of(each.draft) for each in store.read(1)]
        tally.doubled += len(numbers) - len(set(numbers))
        tally.doubled += len(retried - set(numbers))
    told |= retried | kept


def _next(told: set[int], first: int) -> int:
    """Return the number that a writer was at when it was killed."""
    own = [number for number in told if first <= number < first + APART]
    return max(own, default=first - 1) + 1


def _append(
    say: Connection,
    keeper: PostgresKeeper,
    folder: Path,
    first: int,
    hasty: bool,  # noqa: FBT001 it crosses processes
) -> None:
    with keeper.open(folder) as store:
        for number in count(first):
            if hasty:
                say.send(number)
            try:
                store.append([draw_draft(number)])
            except JournalError:
                return
            if not hasty:
                say.send(number)
