"""Exports of the shipped workspace with a year of history, and of a million rows.

The whole process is what a person waits for; the writing alone is what a format costs.
A ledger of a million rows is the shipped one over and over, and written in a process of
its own, whose memory is then told.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from json import dumps, loads
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.startup import NEWS, PROGRAM, ROOT, run_command
from benchmarks.timing import Contender, print_table, print_target, race

from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.dossier import Dossier, Order, compile_dossier
from scenarios.report.exporting import Choices, export

__all__ = ["command_for", "main", "measure_rows", "repeat", "shipped", "write_rows"]

AS_OF = "2024-12-31"
SINCE = "2024-09-30"
EVERY = 7
CASE = "no-imf"
ROUNDS = 3
LONGEST = 3.0
LEDGER = Choices(table="ledger")
FEW, MANY = 10_000, 1_000_000
FORMATS = ("csv", "json", "markdown", "latex", "parquet", "xlsx", "html")
STREAMED = ("csv", "parquet")
MOST_GROWTH = 1.2
"""Times the memory of few rows that many may take."""


def shipped() -> Dossier:
    """Compile the shipped scenarios with a year of history, a change and a what-if."""
    workspace = load_workspace(ROOT)
    news = load_developments(Path(NEWS), workspace)
    order = Order(
        as_of=date.fromisoformat(AS_OF),
        since=date.fromisoformat(SINCE),
        every=EVERY,
        cases=(CASE,),
        command=f"scenarios export --as-of {AS_OF}",
    )
    return compile_dossier(workspace, news, order)


def command_for(form: str, target: Path) -> Sequence[str]:
    """Return the command that exports the same to a file."""
    asked = ["--as-of", AS_OF, "--since", SINCE, "--every", f"{EVERY}d"]
    file = ["--format", form, "-o", str(target)]
    where = ["-w", str(ROOT), "-d", NEWS]
    return [PROGRAM, "export", *where, *asked, "--case", CASE, *file]


def repeat(dossier: Dossier, rows: int) -> Dossier:
    """Return a dossier whose ledger has so many rows at least: its own, repeated."""
    now = dossier.assessment
    own = sum(
        len(each.outcomes) * (len(each.ledger.rows) + 1) for each in now.scenarios
    )
    scenarios = now.scenarios * -(-rows // own)
    return replace(dossier, assessment=replace(now, scenarios=scenarios))


def write_rows(form: str, rows: int) -> Mapping[str, float]:
    """Write a ledger, and return the seconds, and the bytes of file and memory."""
    dossier = repeat(shipped(), rows)
    with TemporaryDirectory() as folder:
        target = Path(folder) / "ledger"
        start = perf_counter()
        export(dossier, target, form, LEDGER)
        seconds = perf_counter() - start
        size = target.stat().st_size
    return {"seconds": seconds, "file": size, "memory": peak_memory()}


def peak_memory() -> int:
    """Return the most memory that this process has taken, in bytes."""
    return getrusage(RUSAGE_SELF).ru_maxrss * 1024


def measure_rows(form: str, rows: int) -> Mapping[str, float]:
    """Write a ledger in a process of its own, and return what that took."""
    command = [sys.executable, "-m", "benchmarks.exports", form, str(rows)]
    found: Mapping[str, float] = loads(run_command(command, dict(os.environ)))
    return found


def main() -> None:
    """Print what each format takes, then time and memory of a million rows."""
    dossier = shipped()
    with TemporaryDirectory() as folder:
        target = Path(folder) / "file"
        environment = dict(os.environ)
        whole = {
            form: Contender(
                form, partial(run_command, command_for(form, target), environment)
            )
            for form in FORMATS
        }
        alone = {
            form: Contender(form, partial(export, dossier, target, form, Choices()))
            for form in FORMATS
        }
        times = race(list(whole.values()), ROUNDS, least=0)
        written = race(list(alone.values()), ROUNDS, least=0)
    days = "nine scenarios, a year of history"
    print_table(f"exports: the whole process, {days}", times.values(), times["csv"])
    for form in ("xlsx", "html"):
        print_target(f"{form}, seconds", times[form].middle, most=LONGEST)
    print_table("exports: the writing alone", written.values(), written["csv"])
    print(f"\nexports: a ledger of {MANY:,} rows")
    for form in STREAMED:
        _report(form, measure_rows(form, FEW), measure_rows(form, MANY))


def _report(form: str, few: Mapping[str, float], many: Mapping[str, float]) -> None:
    print(
        f"    {form:10}{many['seconds']:8.1f} s{many['file'] / 1e6:10.0f} MB of file"
        f"{many['memory'] / 1e6:8.0f} MB of memory, {few['memory'] / 1e6:.0f} for "
        f"{FEW:,} rows"
    )
    growth = many["memory"] / few["memory"]
    print_target(
        f"{form}, memory for a hundred times the rows", growth, most=MOST_GROWTH
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(dumps(write_rows(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
