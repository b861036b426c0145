"""Evidence to probabilities for many pairs, against the peers and the pure scan.

    python -m benchmarks.bulk                            one and ten million rows
    python -m benchmarks.bulk --rows 1000000 --rounds 1  small
    make performance                                     fifty too, and writes the page

All figures are ratios within one run, of processor time. Contenders take turns, and
none is timed before its answer was found equal to ours.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
from benchmarks.bulk_clock import Taken, take_turns
from benchmarks.bulk_page import PAGE, refresh
from benchmarks.bulk_results import (
    DRAWN,
    FILE,
    OURS,
    SCAN,
    SCAN_OF_FIVE,
    Measured,
    Results,
    targets,
)
from benchmarks.bulk_stream import ROOT, make_plan, write_evidence
from benchmarks.run import describe_machine
from benchmarks.timing import Contender

from scenarios import load_workspace
from scenarios.bulk.explaining import explain
from scenarios.bulk.finished import open_run
from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.running import weigh_parts, write_manifest

if TYPE_CHECKING:
    from benchmarks.bulk_peers import Peers
    from pyspark.sql import SparkSession

MEMORY = 250_000_000
THREADS = 2
LIMITS = Limits(MEMORY, THREADS)
MOST_DIFFERENCE = 1e-9
SHIPPED = "tension"
PEERS_UP_TO = 10_000_000
MEGABYTE = 1e6
READ = {DRAWN: ("instance", "known", "weight")}
"""The columns that the sums of a template read; the shipped one's news fades."""
FIVE = ("instance", "known", "day", "weight", "event")


def main() -> None:
    """Print the tables and the targets; write the page where asked."""
    given = _arguments()
    if given.alone:
        _weigh_alone(Path(given.alone), given.template)
        return
    with TemporaryDirectory(prefix="scenarios-bench-") as folder:
        measured = [
            measure(
                Path(folder), rows, given.rounds, name, spark=not given.without_spark
            )
            for name in (DRAWN, SHIPPED)
            for rows in given.rows
        ]
    machine = describe_machine().replace("\n", "; ")
    results = Results(datetime.now(UTC).date().isoformat(), machine, tuple(measured))
    for target in targets(results):
        verdict = "met" if target.is_met else "MISSED"
        print(f"{target.what}: {target.found:,.2f}, wanted {target.wanted}: {verdict}")
    if given.write:
        results.save(FILE)
        PAGE.write_text(refresh(PAGE.read_text("utf-8"), results), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    sizes = [1_000_000, 10_000_000]
    parser.add_argument("--rows", type=int, nargs="+", default=sizes)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write JSON and page")
    parser.add_argument("--without-spark", action="store_true", help="leave it out")
    parser.add_argument("--alone", metavar="DIR", help=argparse.SUPPRESS)
    parser.add_argument("--template", default=DRAWN, help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(
    folder: Path, rows: int, rounds: int, name: str, *, spark: bool = True
) -> Measured:
    """Time everything on so many rows of evidence, and print a table of it."""
    plan = make_plan(folder / f"{name}-{rows}", name)
    write_evidence(plan, rows)
    contenders = [
        Contender(SCAN, partial(scan, plan, READ.get(name, FIVE[:4]))),
        Contender(SCAN_OF_FIVE, partial(scan, plan, FIVE)),
        Contender(OURS, partial(weigh, plan), partial(forget, plan)),
    ]
    session = None
    if name == DRAWN and rows <= PEERS_UP_TO:
        session = _open_session() if spark else None
        contenders += _peers(plan, folder, session)
    taken = take_turns(contenders, rounds)
    if session is not None:
        session.stop()
    measured = _measured(plan, rows, name, taken)
    _print(measured)
    rmtree(plan.folder)
    return measured


def _measured(plan: Plan, rows: int, name: str, taken: Mapping[str, Taken]) -> Measured:
    files = plan.path("contributions").glob("*/*.parquet")
    posteriors = plan.path("posteriors", "*", "*.parquet")
    with duckdb.connect() as base:
        ((cells,),) = base.execute(
            f"SELECT count(*) FROM read_parquet('{posteriors}')"
        ).fetchall()
    return Measured(
        template=name,
        rows=rows,
        cells=cells,
        load=os.getloadavg()[0],
        taken=taken,
        bytes_per_row=sum(path.stat().st_size for path in files) / rows,
        megabytes=memory_of(plan, name),
        explained=seconds_to_explain(plan),
    )


def _print(measured: Measured) -> None:
    print(
        f"\n{measured.rows:,} rows of evidence to {measured.cells:,} pairs and days: "
        f"{measured.template}; {measured.load:.1f} programs at work\n"
        f"{'':40}{'processor':>10}{'wall':>10}{'÷ scan':>9}{'÷ ours':>9}"
    )
    for name, taken in measured.taken.items():
        factors = (measured.over(name, base) for base in (SCAN, OURS))
        shown = "".join(f"{factor:>9.2f}" for factor in factors)
        print(f"  {name:38}{taken.middle:>10.2f}{min(taken.wall):>10.2f}{shown}")
    sys.stdout.flush()


def scan(plan: Plan, columns: Iterable[str]) -> None:
    """Read some columns of the evidence, and do next to nothing with them."""
    files = plan.path("contributions", "*", "*.parquet")
    # Not max alone, which the footers of the files would answer.
    sums = ", ".join(
        f"max({column})" if column in {"known", "day"} else f"sum({column})"
        for column in columns
    )
    with duckdb.connect(config={"threads": THREADS}) as base:
        base.execute(f"SELECT {sums} FROM read_parquet('{files}')").fetchall()


def weigh(plan: Plan) -> None:
    """Do our sums over every part."""
    weigh_parts(plan, LIMITS, lambda *_: None)


def forget(plan: Plan) -> None:
    """Remove the posteriors, so that they are made anew."""
    rmtree(plan.path("posteriors"), ignore_errors=True)


def seconds_to_explain(plan: Plan) -> float:
    """Return the processor time that explaining one pair on one day takes, at best."""
    weigh(plan)
    write_manifest(plan, [])
    finished = open_run(plan.folder, load_workspace(ROOT))
    seconds = []
    for pair in finished.pairs[:: len(finished.pairs) // 5]:
        start = time.process_time()
        explain(finished, pair, finished.last)
        seconds.append(time.process_time() - start)
    return min(seconds)


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


def _open_session() -> "SparkSession":
    from pyspark.sql import SparkSession

    builder = SparkSession.Builder().master(f"local[{THREADS}]")
    session = (
        builder.config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _peers(plan: Plan, folder: Path, session: "SparkSession | None") -> list[Contender]:
    """Return the peers that give our answer."""
    from benchmarks.bulk_peers import Peers

    out = folder / "peers"
    out.mkdir(exist_ok=True)
    peers = Peers(plan, out)
    weigh(plan)
    contenders: dict[str, tuple[Callable[[], object], str]] = {
        "Polars, streaming": (peers.polars, "polars.parquet"),
        "pandas": (peers.pandas, "pandas.parquet"),
        "Dask": (peers.dask, "dask.parquet"),
    }
    if session is not None:
        warm = partial(peers.spark, session)
        contenders["PySpark local[2], warm"] = (warm, "spark/*.parquet")
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
