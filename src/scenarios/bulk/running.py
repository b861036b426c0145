"""A run: files of events to posteriors, part by part, resumed where it was left."""

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import date
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from scenarios.bulk.contributing import instance_of, pair_numbered
from scenarios.bulk.database import open_database
from scenarios.bulk.days import day_rows
from scenarios.bulk.literals import day, double, name, parquet, text
from scenarios.bulk.plan import (
    Limits,
    Plan,
    Progress,
    digest_file,
    write_json,
)
from scenarios.bulk.posting import post_part, prepare
from scenarios.bulk.staging import copy_to, stage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = [
    "last_day",
    "run",
    "weigh_parts",
    "write_manifest",
    "write_tables",
]

Json = dict[str, Any]


def run(plan: Plan, limits: Limits, progress: Progress) -> Json:
    """Do a run, or what is left of it, and return its manifest.

    Args:
        plan: The run.
        limits: What it may take.
        progress: Told how far it is.

    Raises:
        OtherRunError: The folder holds a run of something else.
        MissingExtraError: DuckDB is not installed.
    """
    plan.begin()
    batches = plan.batches
    _side_by_side(
        "reading events",
        [
            partial(stage, plan, number, batch, limits)
            for number, batch in enumerate(batches, start=1)
        ],
        limits,
        progress,
    )
    accounts = _accounts(plan)
    write_tables(plan, last_day(plan, accounts), len(batches))
    weigh_parts(plan, limits, progress)
    rmtree(plan.path(".spill"), ignore_errors=True)
    return write_manifest(plan, accounts)


def _accounts(plan: Plan) -> list[Json]:
    numbers = range(1, len(plan.batches) + 1)
    return [json.loads(plan.account(n).read_text("utf-8")) for n in numbers]


def last_day(plan: Plan, accounts: Iterable[Json]) -> date:
    """Return the last day of a run: as given, else the latest known of its events."""
    horizon = plan.template.scenario.horizon
    known = [date.fromisoformat(each["last"]) for each in accounts if each["last"]]
    wanted = plan.last or max(known, default=horizon.opens)
    return max(horizon.opens, min(horizon.closes, wanted))


def write_tables(plan: Plan, last: date, batches: int) -> None:
    """Write the small tables: weights, days and instances."""
    with open_database() as base:
        for path, query in (
            (plan.path("weights.parquet"), _weights(plan)),
            (plan.path("days.parquet"), _days(plan, last)),
            (plan.path("instances.parquet"), _instances(base, plan, batches)),
        ):
            if not path.exists():
                copy_to(base, query, path)


def weigh_parts(plan: Plan, limits: Limits, progress: Progress) -> None:
    """Write the posteriors of every part of the pairs that has none yet."""
    with prepare(plan, limits) as mine:

        def weigh(part: int) -> None:
            post_part(plan, part, mine())

        parts = range(plan.partitions)
        jobs = [partial(weigh, part) for part in parts]
        _side_by_side("weighing pairs", jobs, limits, progress)


def write_manifest(plan: Plan, accounts: Sequence[Json]) -> Json:
    """Write and return the manifest: what the run is of, its rows and its digests."""
    files = sorted(
        path for path in plan.folder.rglob("*.parquet") if not path.name.startswith(".")
    )
    first, last = _span(plan.path("days.parquet"))
    manifest = {
        **plan.said,
        "days": {"first": first.isoformat(), "last": last.isoformat()},
        "accounts": [each for account in accounts for each in account["files"]],
        "contributions": sum(account["contributions"] for account in accounts),
        "pairs": _count(plan.path("instances.parquet")),
        "files": {
            path.relative_to(plan.folder).as_posix(): digest_file(path)
            for path in files
        },
    }
    write_json(plan.path("manifest.json"), manifest)
    return manifest


def _side_by_side(
    what: str,
    jobs: Sequence[Callable[[], None]],
    limits: Limits,
    progress: Progress,
) -> None:
    with ThreadPoolExecutor(limits.side_by_side) as pool:
        waiting = [pool.submit(job) for job in jobs]
        try:
            for done, finished in enumerate(as_completed(waiting), start=1):
                finished.result()
                progress(what, done, len(jobs))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _weights(plan: Plan) -> str:
    """Return the SQL of the weight table; it expands a contribution."""
    names = [name(f"db_{outcome}") for outcome in plan.template.scenario.outcomes]
    rows = [
        [
            str(weight.id),
            text(sign.id),
            text(sign.indicator.kind),
            text("".join(weight.grade)),
            double(float(weight.decibans)),
            *(double(float(entry)) for entry in weight.alone),
        ]
        for sign in plan.signs
        for weight in sign.weights
    ]
    columns = ["weight", "indicator", "kind", "grade", "decibans", *names]
    return _values(rows, columns)


def _days(plan: Plan, last: date) -> str:
    scenario, signs = plan.template.scenario, plan.signs
    rows = [
        [
            day(each.day),
            str(each.number),
            *map(double, each.unheard),
            *map(double, each.clock),
        ]
        for each in day_rows(scenario, signs, plan.model.model, last)
    ]
    unheard = [f"u{sign.place}" for sign in signs]
    clock = [f"c{place}" for place in range(len(scenario.outcomes))]
    return _values(rows, ["day", "number", *unheard, *clock])


def _instances(base: "DuckDBPyConnection", plan: Plan, batches: int) -> str:
    if plan.template.block.only:
        numbers = {instance_of((a, b)) for a, b in plan.template.block.only}
    else:
        files = [plan.pairs(batch) for batch in range(1, batches + 1)]
        asked = f"SELECT DISTINCT instance FROM {parquet(files)}"
        numbers = {number for (number,) in base.execute(asked).fetchall()}
    rows = [
        [str(number % plan.partitions), str(number), *map(text, pair_numbered(number))]
        for number in sorted(numbers)
    ]
    return _values(rows, ["part", "instance", "source", "target"])


def _values(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> str:
    listed = ",\n".join(f"({', '.join(row)})" for row in rows)
    named = ", ".join(columns)
    if not rows:
        return f"SELECT {', '.join(f'NULL AS {each}' for each in columns)} WHERE FALSE"
    return f"SELECT * FROM (VALUES {listed}) AS made({named})"


def _span(path: Path) -> tuple[date, date]:
    with open_database() as base:
        asked = f"SELECT min(day), max(day) FROM {parquet([path])}"
        ((first, last),) = base.execute(asked).fetchall()
        return first, last


def _count(path: Path) -> int:
    with open_database() as base:
        ((rows,),) = base.execute(f"SELECT count(*) FROM {parquet([path])}").fetchall()
        return int(rows)
