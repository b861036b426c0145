"""A journal of a million records: opening, proving and verifying it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import Keeper

from scenarios.journal.store import Store
from scenarios.journal.tree import (
    RootMismatchError,
    inclusion_proof,
    verify_inclusion,
)

__all__ = ["find_million", "is_refused", "prove", "time_journal"]

BATCH = 1000
OPENINGS = 20
PROOFS = 100


def find_million(setup: Setup) -> Iterator[Finding]:
    """Fill a journal of the first kind of store, then time what is asked of it."""
    records, [keeper, *_] = setup.size(1_000_000, 2000), setup.keepers
    folder = setup.fresh()
    filling = _fill(keeper, folder, records)
    rate = Figure("appended a second, 1,000 at once", records / filling)
    yield from time_journal(setup, keeper, folder, (rate,))


def time_journal(
    setup: Setup, keeper: Keeper, folder: Path, known: tuple[Figure, ...] = ()
) -> Iterator[Finding]:
    """Time what is asked of a journal that is there.

    Args:
        setup: Draws the records to prove.
        keeper: The kind of store.
        folder: Where the journal is.
        known: What is known of it already.
    """
    opening = median(_opening(keeper, folder) for _ in range(OPENINGS))
    rng = setup.rng("million")
    with keeper.open(folder) as store:
        records = store.head().size - 1
        places = [rng.randrange(records) for _ in range(PROOFS)]
        proving = median(_seconds(prove, store, place) for place in places)
        refused = sum(is_refused(store, place) for place in places)
    opens, proves = (None, None) if setup.quick else (10.0, 5.0)
    yield Finding(
        "A large journal opens and proves at once",
        keeper.name,
        (
            Figure("records", records),
            *known,
            Figure(
                "ms of processor time to open it, with its root",
                1000 * opening,
                most=opens,
            ),
            Figure(
                "ms of it to prove a record and check that", 1000 * proving, most=proves
            ),
        ),
        (
            Figure(
                "% of proofs refused for another record", 100 * refused / PROOFS, 100
            ),
        ),
    )
    yield _time_verifying(setup, keeper, folder)


def _time_verifying(setup: Setup, keeper: Keeper, folder: Path) -> Finding:
    """Verify from end to end; what it finds is tried by `damage`."""
    processes = os.cpu_count() or 1
    with keeper.open(folder) as store:
        size = store.head().size
        start, busy = perf_counter(), sum(os.times()[:4])
        store.verify(processes=processes)
        verifying, busy = perf_counter() - start, sum(os.times()[:4]) - busy
    return Finding(
        "All of a large journal is verified in a minute",
        keeper.name,
        (
            Figure("records", size - 1),
            Figure(
                f"s to verify all of it, in {processes} processes",
                verifying,
                most=None if setup.quick else 60,
            ),
            Figure("s of processor time, of all of them", busy),
        ),
    )


def prove(store: Store, place: int) -> None:
    """Prove that a record is in a journal, and check the proof.

    Raises:
        ProofError: It is not.
    """
    head = store.head()
    proof = inclusion_proof(place, head.size, store.node)
    leaf = bytes.fromhex(store.record(place).leaf)
    verify_inclusion(leaf, place, head.size, proof, head.root)


def is_refused(store: Store, place: int) -> bool:
    """Tell whether a proof of one record is refused for the one after it."""
    head = store.head()
    proof = inclusion_proof(place, head.size, store.node)
    leaf = bytes.fromhex(store.record((place + 1) % head.size).leaf)
    try:
        verify_inclusion(leaf, place, head.size, proof, head.root)
    except RootMismatchError:
        return True
    return False


def _fill(keeper: Keeper, folder: Path, records: int) -> float:
    """Append so many records; return the seconds, without those of making them up."""
    seconds = 0.0
    with keeper.create(folder) as store:
        for first in range(0, records, BATCH):
            drafts = [draw_draft(first + each) for each in range(BATCH)]
            start = perf_counter()
            store.append(drafts)
            seconds += perf_counter() - start
    return seconds


def _opening(keeper: Keeper, folder: Path) -> float:
    start = process_time()
    with keeper.open(folder) as store:
        store.head()
        return process_time() - start


def _seconds(call: Callable[..., object], *arguments: object) -> float:
    """Return the processor time of a call: others may be at work meanwhile."""
    start = process_time()
    call(*arguments)
    return process_time() - start
