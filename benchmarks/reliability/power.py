"""Losses of power: what was acknowledged is there when the machine comes back.

SQLite runs on a file layer that notes all it does. From that, states are made that a
disk may be found in, at random moments of the run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.reliability.disk import WAYS, Disk
from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import APSW_TRUNCATE, APSW_WAL, SqliteKeeper
from benchmarks.reliability.traced import Step, tracing

from scenarios.journal.errors import JournalError

__all__ = ["find_power_losses", "lose_power"]

PROMISE = "A loss of power takes nothing that was acknowledged"
LAYER = "traced"
APPENDS = 40
BATCH = 3
FULL = "PRAGMA synchronous = FULL"
NORMAL = "PRAGMA synchronous = NORMAL"
TRUNCATE = "PRAGMA journal_mode = TRUNCATE"
DELETE = "PRAGMA journal_mode = DELETE"
# A log wants memory that connections share, which the layer has not; one alone needs
# none. A rollback journal behaves otherwise when alone, so there it is not said.
ALONE = ("PRAGMA locking_mode = EXCLUSIVE",)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in the states after losses of power.

    Attributes:
        states: How many.
        whole: Those that hold all that was acknowledged.
        lost: Those that open, but lack some of it.
        refused: Those that do not open, or do not hold when verified.
        steps: How many writes, syncs and so on the run had.
    """

    states: int
    whole: int
    lost: int
    refused: int
    steps: int


def find_power_losses(setup: Setup) -> Iterator[Finding]:
    """Lose power in both modes of SQLite, and with a weaker setting of each."""
    for keeper, weaker, said, least in (
        (APSW_TRUNCATE, (TRUNCATE, DELETE), "% lost with journal_mode = DELETE", 1),
        (APSW_WAL, (FULL, NORMAL), "% lost with synchronous = NORMAL", 30),
    ):
        states = setup.size(2000, 40)
        found = lose_power(setup, keeper, states)
        control = lose_power(setup, keeper.without(*weaker), setup.size(500, 60))
        share = 100 * (control.lost + control.refused) / control.states
        yield Finding(
            PROMISE,
            keeper.name,
            (
                Figure("states of the disk", found.states),
                Figure("of them without an acknowledged record", found.lost, most=0),
                Figure("refused", found.refused, most=0),
            ),
            (Figure(said, share, least=least),),
        )


def lose_power(setup: Setup, keeper: SqliteKeeper, states: int) -> Outcome:
    """Write a journal, and look at states after losses of power on the way."""
    steps, acknowledged, records = _write(setup, keeper)
    rng = setup.rng(f"power {keeper.name} {keeper.swaps}")
    moments = sorted(rng.choices(range(len(steps) + 1), k=states))
    found = {"whole": 0, "lost": 0, "refused": 0}
    disk, done = Disk(), 0
    for moment in moments:
        for step in steps[done:moment]:
            step(disk)
        done = moment
        files = disk.lose_power(rng.choice(list(WAYS)), rng)
        needed = records[: _acknowledged_at(moment, acknowledged)]
        found[_judge(keeper, setup.fresh(), files, needed)] += 1
    return Outcome(states, steps=len(steps), **found)


def _write(
    setup: Setup, keeper: SqliteKeeper
) -> tuple[list[Step], list[tuple[int, int]], list[bytes]]:
    """Write a journal; return the steps, and after which how much was acknowledged."""
    folder = setup.fresh()
    traced = replace(keeper, vfs=LAYER, first=ALONE if keeper.mode == "WAL" else ())
    with tracing(LAYER) as trace:
        store = traced.create(folder)
        acknowledged = [(len(trace.steps), 1)]
        for number in range(0, setup.size(APPENDS, 8) * BATCH, BATCH):
            size = BATCH if number % 2 else 1
            store.append([draw_draft(number + each) for each in range(size)])
            acknowledged.append((len(trace.steps), store.head().size))
        records = [each.data for each in store.read()]
        store.close()
    return trace.steps, acknowledged, records


def _acknowledged_at(moment: int, acknowledged: Sequence[tuple[int, int]]) -> int:
    return max((size for step, size in acknowledged if step <= moment), default=0)


def _judge(
    keeper: SqliteKeeper, folder: Path, files: dict[str, bytes], needed: list[bytes]
) -> str:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    try:
        with keeper.open(folder) as store:
            store.verify()
            kept = [each.data for each in store.read(0, len(needed))]
    except JournalError:
        # Before it was made, there need not be one.
        return "refused" if needed else "whole"
    return "whole" if kept == needed else "lost"
