"""Writers killed at random times: what they acknowledged is there, exactly once.

A kill leaves what the system holds in memory intact: for a loss of power, see `power`.
"""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep

from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import Keeper
from benchmarks.reliability.processes import start

from scenarios.journal.errors import JournalError
from scenarios.journal.store import Store

__all__ = ["Tally", "find_kills", "kill_writers", "repeat_after_kills"]

PROMISE = "A killed writer loses nothing it acknowledged; a retry records once"
KILLS_PER_JOURNAL = 20
LONGEST_PAUSE = 0.006


@dataclass(slots=True)
class Tally:
    """What became of the records of killed writers."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    unheard: int = 0
    doubled: int = 0


def find_kills(setup: Setup) -> Iterator[Finding]:
    """Kill writers at random times, on every store."""
    for keeper in setup.keepers:
        kills = setup.size(1000, 6)
        rng = setup.rng(f"kill {keeper.name}")
        tally, hasty = Tally(), Tally()
        for journal in range(0, kills, KILLS_PER_JOURNAL):
            several = min(KILLS_PER_JOURNAL, kills - journal)
            kill_writers(keeper, setup.fresh(), several, rng, tally)
        kill_writers(keeper, setup.fresh(), setup.size(20, 8), rng, hasty, hasty=True)
        retries = setup.size(20, 2)
        same, new = (
            repeat_after_kills(keeper, setup.fresh(), retries, attempt)
            for attempt in (0, 1)
        )
        yield Finding(
            PROMISE,
            keeper.name,
            (
                Figure("kills", tally.kills),
                Figure("records acknowledged", tally.acknowledged),
                Figure("of them lost", tally.lost, most=0),
                Figure("faults of chain or tree", tally.broken, most=0),
                Figure("committed without a word", tally.unheard),
                Figure("recorded twice by a retry", tally.doubled + same, most=0),
            ),
            (
                Figure("lost where acknowledged too early", hasty.lost, least=1),
                Figure("recorded twice by another request", new, least=retries),
            ),
        )


def kill_writers(  # noqa: PLR0913 a tally is filled by several calls
    keeper: Keeper,
    folder: Path,
    kills: int,
    rng: Random,
    tally: Tally,
    *,
    hasty: bool = False,
) -> None:
    """Kill writers of one journal, one after the other, and count what is missing.

    Args:
        keeper: The kind of store.
        folder: An empty folder for the journal.
        kills: How many.
        rng: Draws when.
        tally: Where to count.
        hasty: Whether the writers acknowledge before they append.
    """
    keeper.create(folder).close()
    told: set[int] = set()
    for _ in range(kills):
        first = max(told, default=-1) + 1
        told |= _kill_one(keeper, folder, first, rng, hasty=hasty)
        tally.kills += 1
        try:
            _check(keeper, folder, told, tally)
        except JournalError:
            tally.broken += 1
            return
    tally.acknowledged += len(told)


def repeat_after_kills(keeper: Keeper, folder: Path, kills: int, attempt: int) -> int:
    """Kill writers between commit and acknowledgement; retry; count what is twice.

    Args:
        keeper: The kind of store.
        folder: An empty folder for the journal.
        kills: How many.
        attempt: 0 to retry with the same request, as one should.
    """
    keeper.create(folder).close()
    for number in range(kills):
        start(_append_and_die, keeper, folder, number).hear_all()
        with keeper.open(folder) as store:
            store.append([draw_draft(number, attempt)])
    with keeper.open(folder) as store:
        store.verify()
        return sum(_times(store, number) > 1 for number in range(kills))


def _kill_one(
    keeper: Keeper, folder: Path, first: int, rng: Random, *, hasty: bool
) -> set[int]:
    work = _append_hastily if hasty else _append
    writer = start(work, keeper, folder, first)
    told = {writer.hear() for _ in range(rng.randint(1, 6))}
    sleep(rng.uniform(0, LONGEST_PAUSE))
    writer.kill()
    return told | set(writer.hear_all())


def _check(keeper: Keeper, folder: Path, told: set[int], tally: Tally) -> None:
    """Count what is missing, then retry what was not acknowledged."""
    with keeper.open(folder) as store:
        store.verify()
        kept = {number_of(each.draft) for each in store.read(1)}
        missing = told - kept
        tally.lost += len(missing)
        tally.unheard += len(kept - told)
        # What is lost is counted once, and comes back; so does what nobody heard of.
        retried = {*missing, max(told) + 1}
        store.append([draw_draft(number) for number in sorted(retried)])
        tally.doubled += sum(_times(store, number) != 1 for number in retried)
    told |= retried


def _times(store: Store, number: int) -> int:
    return sum(number_of(each.draft) == number for each in store.read(1))


def _append(say: Connection, keeper: Keeper, folder: Path, first: int) -> None:
    with keeper.open(folder) as store:
        for number in count(first):
            store.append([draw_draft(number)])
            say.send(number)


def _append_hastily(say: Connection, keeper: Keeper, folder: Path, first: int) -> None:
    with keeper.open(folder) as store:
        for number in count(first):
            say.send(number)
            store.append([draw_draft(number)])


def _append_and_die(say: Connection, keeper: Keeper, folder: Path, number: int) -> None:
    del say  # it has nothing to say any more
    with keeper.open(folder) as store:
        store.append([draw_draft(number)])
        os.kill(os.getpid(), signal.SIGKILL)
