"""Run the experiments on the journal: `make reliability`.

    python -m benchmarks.reliability.run                 all of them, for half an hour
    python -m benchmarks.reliability.run --quick kill    small, and only the one named
    python -m benchmarks.reliability.run --write         and write docs/reliability.md

Exits with 1 where a promise is not kept, or a control did not fail.

A new experiment is a function in a module of its own, added to `EXPERIMENTS`.
"""

import argparse
import gc
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.reliability.bulk import find_bulk
from benchmarks.reliability.contention import find_contention
from benchmarks.reliability.damage import find_damage
from benchmarks.reliability.findings import Experiment, Finding, Setup
from benchmarks.reliability.flips import find_flips
from benchmarks.reliability.hindrance import find_hindrances
from benchmarks.reliability.inject import find_injections
from benchmarks.reliability.keepers import APSW_WAL, SHIPPED
from benchmarks.reliability.kill import find_kills
from benchmarks.reliability.million import find_million
from benchmarks.reliability.page import PAGE, refresh
from benchmarks.reliability.postgres_contention import find_server_contention
from benchmarks.reliability.postgres_drop import find_drops
from benchmarks.reliability.postgres_kill import find_server_kills
from benchmarks.reliability.power import find_power_losses
from benchmarks.reliability.question import find_questions
from benchmarks.reliability.replay import find_replays
from benchmarks.reliability.results import FILE, Run, load_runs, save_runs
from benchmarks.reliability.rewriting import find_rewriting
from benchmarks.reliability.spelling import find_spelling

__all__ = ["EXPERIMENTS", "main"]

EXPERIMENTS: Mapping[str, Experiment] = {
    "contention": find_contention,
    "bulk": find_bulk,
    "million": find_million,
    "kill": find_kills,
    "power": find_power_losses,
    "inject": find_injections,
    "hindrance": find_hindrances,
    "flips": find_flips,
    "damage": find_damage,
    "rewriting": find_rewriting,
    "spelling": find_spelling,
    "server_kill": find_server_kills,
    "server_contention": find_server_contention,
    "server_drop": find_drops,
    "replay": find_replays,
    "question": find_questions,
}
KEEPERS = (SHIPPED, APSW_WAL)


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for, print what it finds, and return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := set(options.name) - set(EXPERIMENTS):
        parser.error(f"no such experiment: {', '.join(sorted(unknown))}")
    # As the program does.
    gc.set_threshold(100_000, 50, 50)
    runs = [_run(name, quick=options.quick) for name in options.name or EXPERIMENTS]
    if options.write:
        save_runs(FILE, runs, list(EXPERIMENTS))
        PAGE.write_text(refresh(PAGE.read_text("utf-8"), load_runs(FILE)), "utf-8")
    return int(not all(found.holds for run in runs for found in run.findings))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", nargs="*", help=f"any of {', '.join(EXPERIMENTS)}")
    parser.add_argument("--quick", action="store_true", help="run small")
    parser.add_argument("--write", action="store_true", help="write JSON and page")
    return parser


def _run(name: str, *, quick: bool) -> Run:
    start = monotonic()
    with TemporaryDirectory(prefix="reliability-") as folder:
        findings = []
        for finding in EXPERIMENTS[name](Setup(Path(folder), quick, KEEPERS)):
            findings.append(finding)
            _show(name, finding)
    seconds = round(monotonic() - start)
    today = datetime.now(UTC).date().isoformat()
    return Run(name, today, _machine(), seconds, tuple(findings))


def _show(name: str, finding: Finding) -> None:
    verdict = finding.skipped or ("kept" if finding.holds else "NOT KEPT")
    print(f"\n{name}: {finding.promise} [{finding.kept_by}]: {verdict}")
    if finding.said:
        print(f"  “{finding.said}”")
    for figure in finding.figures:
        print(f"  {figure}")
    for figure in finding.control:
        print(f"  control: {figure}")
    sys.stdout.flush()


def _machine() -> str:
    python = platform.python_version()
    load = os.getloadavg()[1] if hasattr(os, "getloadavg") else 0
    return (
        f"{platform.system()} on {os.cpu_count()} processors, "
        f"with {load:.1f} programs at work, Python {python}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
