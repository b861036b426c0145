"""System calls that fail: an append in whose every call on a file something breaks.

After the fault tests of Tessera (transparency-dev/tessera, integration/fault/posix):
strace lets one call of an appending process return an error, or kills it there.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import SHIPPED, SqliteKeeper
from benchmarks.reliability.one_append import ACKNOWLEDGED

from scenarios.journal.errors import JournalError

__all__ = ["Call", "find_injections", "inject"]

PROMISE = "A system call that fails leaves the journal whole"
ROOT = Path(__file__).resolve().parents[2]
FAULTS = ("error=EIO", "error=ENOSPC", "signal=SIGKILL")
RECORDS = 12
ENDINGS = ("", "-journal", "-wal", "-shm", "-unverified")
UNPROTECTED = ("PRAGMA journal_mode = TRUNCATE", "PRAGMA journal_mode = OFF")
CALL = re.compile(r"^(\w+)\(", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Call:
    """A system call of an append: the how manyeth of its name, from 1."""

    name: str
    number: int


@dataclass(slots=True)
class Tally:
    """What became of appends that were disturbed."""

    runs: int = 0
    reported: int = 0
    inconsistent: int = 0
    lost: int = 0
    unclear: int = 0


def find_injections(setup: Setup) -> Iterator[Finding]:
    """Break every call of an append, on every kind of SQLite store."""
    keepers = [each for each in setup.keepers if isinstance(each, SqliteKeeper)]
    if reason := _obstacle():
        yield Finding(PROMISE, "SQLite", skipped=reason)
        return
    weak = inject(setup, SHIPPED.without(*UNPROTECTED), setup.size(60, 4), "pwrite64")
    for keeper in keepers[: setup.size(len(keepers), 1)]:
        tally = inject(setup, keeper, setup.size(0, 5))
        idle = inject(setup, keeper, 1, faults=())
        share = 100 * tally.reported / tally.runs
        yield Finding(
            PROMISE,
            keeper.name,
            (
                Figure("calls broken: EIO, ENOSPC or SIGKILL", tally.runs),
                Figure(
                    "% of the appends failed or died", share, least=setup.size(60, 20)
                ),
                Figure("inconsistent journals", tally.inconsistent, most=0),
                Figure("acknowledged records lost", tally.lost, most=0),
                Figure("failures without a clear line", tally.unclear, most=0),
            ),
            (
                Figure("inconsistent without a rollback journal", weak.inconsistent, 1),
                Figure("failed where nothing was broken", idle.reported, most=0),
            ),
        )


def inject(
    setup: Setup,
    keeper: SqliteKeeper,
    most: int,
    name: str = "",
    faults: Sequence[str] = FAULTS,
) -> Tally:
    """Break the calls of an append, one in each run, and judge what is left.

    Args:
        setup: Where to work, and what draws the calls if there are too many.
        keeper: The kind of store.
        most: At most so many runs, drawn from all; 0 for all.
        name: Only calls of this name; all by default.
        faults: What to do to them; nothing where there are none.
    """
    base = setup.fresh()
    with keeper.create(base) as store:
        store.append([draw_draft(number) for number in range(RECORDS)])
    calls = [each for each in _calls(setup, keeper, base) if name in ("", each.name)]
    runs = [(call, fault) for call in calls for fault in faults or ("",)]
    if most:
        runs = setup.rng(f"inject {keeper.name} {name}").sample(
            runs, min(most, len(runs))
        )
    tally = Tally()
    for call, fault in runs:
        _run_one(keeper, _copy(setup, base), call, fault, tally)
    return tally


def _obstacle() -> str:
    """Say why nothing can be injected here; nothing if it can."""
    if shutil.which("strace") is None:
        return "strace is not on this machine"
    command = ["strace", "--output=/dev/null", "true"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 fixed
    return "strace may not trace on this machine" if done.returncode else ""


def _run_one(
    keeper: SqliteKeeper, folder: Path, call: Call, fault: str, tally: Tally
) -> None:
    options = [f"--inject={call.name}:{fault}:when={call.number}"] if fault else []
    done, _ = _append(keeper, folder, options)
    tally.runs += 1
    tally.reported += done.returncode != 0
    tally.unclear += done.returncode == 1 and done.stderr.count("\n") != 1
    needed = set(range(RECORDS + (ACKNOWLEDGED in done.stdout)))
    try:
        with keeper.open(folder) as store:
            store.verify()
            kept = {number_of(each.draft) for each in store.read(1)}
            store.append([draw_draft(RECORDS)])
            tally.inconsistent += store.verify().size != RECORDS + 2
            tally.lost += len(needed - kept)
    except JournalError:
        tally.inconsistent += 1


def _calls(setup: Setup, keeper: SqliteKeeper, base: Path) -> list[Call]:
    """List the calls on the files of a journal that an append makes."""
    _, trace = _append(keeper, _copy(setup, base), [])
    seen: dict[str, int] = {}
    calls = []
    for name in CALL.findall(trace):
        seen[name] = seen.get(name, 0) + 1
        calls.append(Call(name, seen[name]))
    return calls


def _append(
    keeper: SqliteKeeper, folder: Path, options: Sequence[str]
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Append one record under strace; return what was said, and the trace."""
    log = folder.parent / f"{folder.name}.trace"
    file = keeper.file(folder)
    files = [file.with_name(file.name + ending) for ending in ENDINGS]
    followed = [f"--trace-path={each}" for each in (*files, folder)]
    arguments = [keeper.via, keeper.mode, json.dumps(keeper.swaps), folder, RECORDS]
    done = subprocess.run(  # noqa: S603 our own program
        ["strace", f"--output={log}", *followed, *options]
        + [sys.executable, "-m", "benchmarks.reliability.one_append"]
        + [str(each) for each in arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    noise = "strace: Requested path"
    said = [line for line in done.stderr.splitlines(keepends=True) if noise not in line]
    done.stderr = "".join(said)
    return done, log.read_text("utf-8")


def _copy(setup: Setup, base: Path) -> Path:
    folder = setup.fresh()
    shutil.copytree(base, folder, dirs_exist_ok=True)
    return folder
