"""Evidence to probabilities for many pairs, against the peers and the pure scan.

`python -m benchmarks.bulk --rows 1000000 10000000 --json FILE`. All figures are ratios
within one run: the scan is DuckDB's, of the five columns of the evidence that the sums
or an explanation need. Nothing is timed before its answer was found equal to ours.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import duckdb
from benchmarks.bulk_stream import TEMPLATE, make_plan, write_evidence
from benchmarks.timing import Contender, Times, print_table, print_target, race, ratio

from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.running import weigh_part

if TYPE_CHECKING:
    from benchmarks.bulk_peers import Peers

MEMORY = 250_000_000
THREADS = 2
LIMITS = Limits(MEMORY, THREADS)
SCAN = "DuckDB's scan of five columns"
OURS = "scenarios bulk, two threads"
MOST_DIFFERENCE = 1e-9
SHIPPED = "tension"
PEERS_UP_TO = 10_000_000
MEGABYTE = 1e6


def main() -> None:
    """Print the tables and the targets; write the figures where asked."""
    given = _arguments()
    if given.alone:
        _weigh_alone(Path(given.alone), given.template)
        return
    with TemporaryDirectory(prefix="scenarios-bench-") as folder:
        figures = [
            measure(Path(folder), rows, given.rounds, name)
            for rows in given.rows
            for name in (TEMPLATE["id"], SHIPPED)
        ]
    if given.json:
        Path(given.json).write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--alone", metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument("--template", default=TEMPLATE["id"], help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(folder: Path, rows: int, rounds: int, name: str) -> dict[str, Any]:
    """Time everything on so many rows of evidence, and print a table of it."""
    plan = make_plan(folder / f"{name}-{rows}", name)
    write_evidence(plan, rows)
    contenders = [
        Contender(SCAN, partial(scan, plan)),
        Contender(OURS, partial(weigh, plan), partial(forget, plan)),
    ]
    if name == TEMPLATE["id"] and rows <= PEERS_UP_TO:
        contenders += _peers(plan, folder)
    times = race(contenders, rounds, least=0.0)
    title = f"{rows:,} rows of evidence to the probabilities of every day: {name}"
    print_table(title, times.values(), times[SCAN])
    figures = _figures(plan, rows, name, times)
    _print_targets(figures)
    sys.stdout.flush()
    return figures


def _figures(
    plan: Plan, rows: int, name: str, times: Mapping[str, Times]
) -> dict[str, Any]:
    files = plan.path("contributions").glob("*/*.parquet")
    return {
        "template": name,
        "rows": rows,
        "load": os.getloadavg()[0],
        "seconds": {each.name: each.middle for each in times.values()},
        "over_scan": {e.name: ratio(e, times[SCAN]) for e in times.values()},
        "over_ours": {e.name: ratio(e, times[OURS]) for e in times.values()},
        "bytes_per_row": sum(path.stat().st_size for path in files) / rows,
        "megabytes": memory_of(plan, name),
    }


def _print_targets(figures: Mapping[str, Any]) -> None:
    print_target("ours over the scan", figures["over_scan"][OURS], most=6)
    for name, factor in figures["over_ours"].items():
        if name not in {SCAN, OURS}:
            least = 1 if "Polars" in name else 3
            print_target(f"{name} over ours", factor, least=least)
    print_target("bytes a contribution", figures["bytes_per_row"], most=6)
    print_target("megabytes at most resident", figures["megabytes"], most=300)


def scan(plan: Plan) -> None:
    """Read the five columns, and do next to nothing with them."""
    files = plan.path("contributions", "*", "*.parquet")
    with duckdb.connect(config={"threads": THREADS}) as base:
        base.execute(
            "SELECT sum(instance), max(known), max(day), sum(weight), sum(event) "
            f"FROM read_parquet('{files}')"
        ).fetchall()


def weigh(plan: Plan) -> None:
    """Do our sums over every part."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(THREADS) as pool:
        parts = range(plan.partitions)
        list(pool.map(lambda part: weigh_part(plan, part, LIMITS), parts))


def forget(plan: Plan) -> None:
    """Remove the posteriors, so that they are made anew."""
    rmtree(plan.path("posteriors"), ignore_errors=True)


def memory_of(plan: Plan, name: str) -> float:
    """Return the most megabytes that a process holds which does our sums alone."""
    command = [sys.executable, "-m", "benchmarks.bulk", "--alone", str(plan.folder)]
    done = subprocess.run(  # noqa: S603 our own module
        [*command, "--template", name],
        cwd=Path(__file__).resolve().parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _weigh_alone(folder: Path, name: str) -> None:
    plan = make_plan(folder, name)
    forget(plan)
    weigh(plan)
    print(_most_resident() / MEGABYTE)


def _most_resident() -> float:
    """Return the most bytes that this process held.

    Not ru_maxrss, which on Linux begins with what the parent held.
    """
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM:"))
    return int(peak) * 1024.0


def _peers(plan: Plan, folder: Path) -> list[Contender]:
    """Return the peers that give our answer."""
    from benchmarks.bulk_peers import Peers
    from pyspark.sql import SparkSession

    out = folder / "peers"
    out.mkdir(exist_ok=True)
    peers = Peers(plan, out)
    start = perf_counter()
    session = (
        SparkSession.Builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    print(f"\nPySpark's session took {perf_counter() - start:.1f} s, not counted below")
    weigh(plan)
    contenders: dict[str, tuple[Callable[[], object], str]] = {
        "Polars, streaming": (peers.polars, "polars.parquet"),
        "pandas": (peers.pandas, "pandas.parquet"),
        "Dask, two threads": (peers.dask, "dask.parquet"),
        "PySpark local[2], warm": (partial(peers.spark, session), "spark/*.parquet"),
    }
    for name, (run, file) in contenders.items():
        run()
        check_equal(plan, peers, name, file)
    return [Contender(name, run) for name, (run, _) in contenders.items()]


def check_equal(plan: Plan, peers: "Peers", name: str, file: str) -> None:
    """Check that a peer gives our probabilities.

    Raises:
        RuntimeError: It does not.
    """
    ours = plan.path("posteriors", "*", "*.parquet")
    outcomes = list(plan.template.scenario.outcomes)
    theirs = [
        f"p_{o}" if name.startswith("PySpark") else f"z{k}"
        for k, o in enumerate(outcomes)
    ]
    gaps = [f"abs(a.p_{o} - b.{t})" for o, t in zip(outcomes, theirs, strict=True)]
    with duckdb.connect() as base:
        ((rows, gap),) = base.execute(
            f"SELECT count(*), max(greatest({', '.join(gaps)})) "
            f"FROM read_parquet('{ours}') AS a JOIN read_parquet('{peers.out / file}') "
            "AS b ON a.source = b.source AND a.target = b.target "
            "AND CAST(a.day AS DATE) = CAST(b.day AS DATE)"
        ).fetchall()
    if not rows or gap > MOST_DIFFERENCE:
        message = f"{name} differs from ours by {gap} on {rows} rows"
        raise RuntimeError(message)


if __name__ == "__main__":
    main()
