"""A question asked of a journal of a million records: it reads what it needs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.reliability.findings import Figure, Finding, Setup

from scenarios import load_developments, load_workspace
from scenarios.journal.author import Author
from scenarios.journal.correcting import draft_note
from scenarios.journal.entering import draft_entry
from scenarios.journal.news import fold
from scenarios.journal.record import Kind
from scenarios.journal.sqlite import SqliteStore

__all__ = ["find_questions"]

PROMISE = "A question reads of a large journal what it needs"
ROOT = Path(__file__).resolve().parents[2]
NEWS = "examples/us-pakistan/developments.jsonl"
BATCH = 1000
TIMES = 3
PROGRAM = "from scenarios.cli.app import main; main()"
HOMES = ("CONFIG", "STATE", "CACHE")


def find_questions(setup: Setup) -> Iterator[Finding]:
    """Assess the shipped scenarios from a journal that is almost all remarks."""
    records = setup.size(1_000_000, 2000)
    path = setup.fresh() / "journal.db"
    developments = _fill(path, records)
    # As installed: with the program's own modules compiled.
    _ask(setup, path, "--developments", NEWS)
    asking = [_ask(setup, path, "ct-cooperation") for _ in range(TIMES)]
    whole = median(_ask(setup, path) for _ in range(TIMES))
    reading = _read_all(path)
    most = None if setup.quick else 2.0
    yield Finding(
        PROMISE,
        "SQLite",
        (
            Figure("records", records),
            Figure("developments among them", developments),
            Figure("s to assess a scenario the first time", asking[0], most=most),
            Figure("s to assess it again", min(asking[1:]), most=most),
            Figure("s to assess all nine", whole, most=most),
        ),
        (
            Figure(
                "s to read every record instead",
                reading,
                least=None if setup.quick else 2.0,
            ),
        ),
    )


def _fill(path: Path, records: int) -> int:
    """Enter the shipped news among so many remarks; return how many developments."""
    workspace = load_workspace(ROOT)
    news = load_developments(ROOT / NEWS, workspace)
    author = Author("anna", lambda: datetime.now(UTC), os.urandom)
    entries = [
        draft_entry(Kind.DEVELOPMENT_RECORDED, each, author) for each in news.items
    ]
    now = datetime.now(UTC)
    with SqliteStore.create(path, "example.org/question", now, "anna") as store:
        for first in range(0, records, BATCH):
            remarks = [draft_note(f"remark {n}", {}, author) for n in range(BATCH)]
            # The news lies a batch or so apart, all over the journal.
            place = first * len(entries) // records
            after = (first + BATCH) * len(entries) // records
            store.append([*entries[place:after], *remarks])
    return len(entries)


def _ask(setup: Setup, path: Path, *arguments: str) -> float:
    """Return the seconds that the program takes to answer, from start to end."""
    environment = {
        **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        **{f"XDG_{name}_HOME": str(setup.folder / name) for name in HOMES},
        "PYTHONPYCACHEPREFIX": str(setup.folder / "compiled"),
        "SCENARIOS_JOURNAL": f"sqlite:///{path}",
    }
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-c", PROGRAM, "assess", *arguments, "--json"],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return perf_counter() - start


def _read_all(path: Path) -> float:
    start = perf_counter()
    with closing(SqliteStore.open(path)) as store:
        fold(store.read())
    return perf_counter() - start
