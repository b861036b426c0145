"""The same run on Apache Spark: the same SQL, translated, and nothing of its own.

Files and results lie where the driver and every executor can reach them. The small
tables are written by DuckDB as always. Floats are added in another order there, so that
the numbers agree to 1e-12 and the files are not the same to the byte.

A cluster has as many batches of files, and then as many parts of the pairs, at work at
once as it has cores. What such a round wrote counts once its account lies in
`accounts/`; what a stopped one left behind is removed, and the round done again.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scenarios.bulk.contributing import contributions_sql, instance_number
from scenarios.bulk.database import open_database
from scenarios.bulk.errors import ClusterError, UnsuitableEngineError
from scenarios.bulk.formats import EventFile
from scenarios.bulk.literals import text
from scenarios.bulk.plan import Plan, Progress, write_json
from scenarios.bulk.reading import FATES, events_sql, raw_columns, raw_events
from scenarios.bulk.running import last_day, write_manifest, write_tables
from scenarios.bulk.staging import copy_to
from scenarios.errors import MissingExtraError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["run_on_spark", "translate", "weigh"]

Json = dict[str, Any]
CONTRIBUTIONS = (
    "instance INT, known DATE, day DATE, weight SMALLINT, event BIGINT, outlet STRING, "
    "part INT"
)


def translate(sql: str) -> str:
    """Translate SQL from DuckDB's dialect to Spark's.

    Raises:
        MissingExtraError: sqlglot is not installed.

    >>> translate("SELECT date_diff('day', a, b) FROM t")
    'SELECT DATEDIFF(DAY, a, b) FROM t'
    """
    try:
        from sqlglot import ErrorLevel, transpile
    except ImportError:
        raise MissingExtraError("Spark", "spark") from None
    (translated,) = transpile(
        sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
    )
    return translated


def run_on_spark(plan: Plan, master: str, progress: Progress) -> Json:
    """Do a run on Spark, or what is left of it, and return its manifest.

    Args:
        plan: The run.
        master: Where the cluster is, such as `local[4]` or `spark://host:7077`.
        progress: Told how far it is.

    Raises:
        OtherRunError: The folder holds a run of something else.
        MissingExtraError: PySpark, sqlglot or DuckDB is not installed.
        UnsuitableEngineError: A file is a zip archive.
        ClusterError: The cluster is not there, or a job of the run fails on it.
    """
    for file in plan.files:
        if file.is_zip:
            raise UnsuitableEngineError(str(file.path))
    translate("SELECT 1")
    plan.begin()
    done = plan.path("manifest.json")
    if done.exists():
        found: Json = json.loads(done.read_text("utf-8"))
        return found
    with _cluster(master) as session:
        accounts = _stage(session, plan, progress)
        write_tables(plan, last_day(plan, accounts), len(accounts))
        _weigh(session, plan, progress)
    return write_manifest(plan, accounts)


@contextmanager
def _cluster(master: str) -> "Iterator[SparkSession]":
    """Open a session on a cluster, and tell of what goes wrong there in a line."""
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("--engine spark", "spark") from None
    try:
        builder = SparkSession.Builder().master(master).appName("scenarios bulk")
        session = (
            builder.config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()
    except (Py4JError, PySparkException) as error:
        raise ClusterError(master, _reason(error)) from error


def _reason(error: Exception) -> str:
    """Return what Java said, without the places in its own code."""
    told = getattr(error, "java_exception", None)
    text = str(error) if told is None else str(told.getMessage())
    return text.strip().partition("\n")[0]


def _stage(session: "SparkSession", plan: Plan, progress: Progress) -> list[Json]:
    """Turn the files into contributions, and return the accounts of all rounds."""
    paths = sorted(plan.path("accounts").glob("batch-*.json"))
    accounts = [json.loads(path.read_text("utf-8")) for path in paths]
    batches, at_once = plan.batches, session.sparkContext.defaultParallelism
    done = sum(account["batches"] for account in accounts)
    while done < len(batches):
        chosen = batches[done : done + at_once]
        accounts.append(_stage_round(session, plan, chosen, accounts))
        done += len(chosen)
        progress("reading events", done, len(batches))
    return accounts


def _stage_round(
    session: "SparkSession",
    plan: Plan,
    batches: Sequence[Sequence[EventFile]],
    before: Sequence[Json],
) -> Json:
    """Turn some batches into contributions at once, and account for their rows."""
    place, number = plan.path("contributions"), len(before) + 1
    held = {name for account in before for name in account["parquet"]}
    _clear(place, held)
    rejected = _read(session, plan, batches)
    _write_contributions(session, plan)
    _write_pairs(session, plan, number)
    files = [file for batch in batches for file in batch]
    written = sorted(_parquet_of(place) - held)
    account = {
        **_account(session, files, rejected),
        "contributions": _told(session, place, written).count(),
        "batches": len(batches),
        "parquet": written,
    }
    write_json(plan.account(number), account)
    session.catalog.clearCache()
    return account


def _write_contributions(session: "SparkSession", plan: Plan) -> None:
    contributions = contributions_sql(
        plan.template, plan.signs, plan.source, plan.partitions
    )
    told = session.sql(translate(contributions)).repartition("part")
    ordered = told.sortWithinPartitions("part", "instance", "known", "event", "weight")
    ordered.createOrReplaceTempView("told")
    ordered.write.mode("append").partitionBy("part").parquet(
        str(plan.path("contributions"))
    )


def _parquet_of(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.glob("*/*.parquet")}


def _clear(place: Path, held: Collection[str]) -> None:
    """Remove what a stopped round left behind; Spark would take it for its own."""
    rmtree(place / "_temporary", ignore_errors=True)
    for name in _parquet_of(place) - {*held}:
        (place / name).unlink()


def _told(session: "SparkSession", place: Path, names: Iterable[str]) -> "DataFrame":
    """Return the contributions of some files, with their parts."""
    reader = session.read.schema(CONTRIBUTIONS).option("basePath", str(place))
    paths = [str(place / name) for name in names]
    if not paths:
        return session.createDataFrame([], CONTRIBUTIONS)
    return reader.parquet(*paths)


def _read(
    session: "SparkSession", plan: Plan, batches: Sequence[Sequence[EventFile]]
) -> "DataFrame":
    """Make the view `events` of some batches; return the lines that are no rows."""
    events, refused = [], []
    for batch in batches:
        raw, rejected = _raw(session, batch)
        # A frame keeps the view that it was made from, whatever is called so later.
        raw.createOrReplaceTempView("raw")
        read = raw_events(batch[0].kind, batch[0].columns)
        events.append(
            session.sql(translate(events_sql(read, plan.template, plan.signs)))
        )
        refused.append(rejected.select("filename"))
    whole = reduce(lambda one, other: one.unionByName(other), events).persist()
    whole.createOrReplaceTempView("events")
    return reduce(lambda one, other: one.union(other), refused)


def _raw(
    session: "SparkSession", files: Sequence[EventFile]
) -> "tuple[DataFrame, DataFrame]":
    """Return the raw rows of some files, and the lines that are none."""
    paths = [str(file.path.absolute()) for file in files]
    if files[0].kind == "parquet":
        rows = session.read.parquet(*paths).selectExpr(
            "*", "_metadata.file_path AS filename"
        )
        return rows, rows.where("FALSE")
    if files[0].kind == "plain":
        return _plain(session, files[0], paths)
    lines = session.read.text(paths).selectExpr(
        "split(value, '\\t', -1) AS cells", "value", "_metadata.file_path AS filename"
    )
    if files[0].kind == "icews":
        lines = lines.where(f"NOT value LIKE {text(f'{files[0].columns[0]}%')}")
    columns = raw_columns(files[0])
    fits = f"size(cells) = {len(columns)} AND is_valid_utf8(value)"
    cells = [
        f"nullif(cells[{place}], '') AS `{column}`"
        for place, column in enumerate(columns)
    ]
    told = lines.where("value <> ''")
    return told.where(fits).selectExpr("filename", *cells), told.where(f"NOT ({fits})")


def _plain(
    session: "SparkSession", file: EventFile, paths: list[str]
) -> "tuple[DataFrame, DataFrame]":
    columns = [f"`{column}` STRING" for column in file.columns]
    rows = (
        session.read.schema(", ".join([*columns, "_corrupt_record STRING"]))
        .options(header=True, quote='"', escape='"', enforceSchema=True)
        .csv(paths)
        .selectExpr("*", "_metadata.file_path AS filename")
        .persist()
    )
    fits = "_corrupt_record IS NULL"
    return rows.where(fits), rows.where(f"NOT ({fits})")


def _write_pairs(session: "SparkSession", plan: Plan, number: int) -> None:
    instance = translate(f"SELECT {instance_number('source', 'target')} AS instance")
    pairs = session.sql(
        f"{instance} FROM events WHERE fate IN ('unmatched', 'evidence') "
        "UNION SELECT instance FROM told"
    )
    numbers = ", ".join(str(row.instance) for row in pairs.collect())
    listed = f"unnest(CAST([{numbers}] AS INTEGER[]))"
    with open_database() as base:
        copy_to(base, f"SELECT {listed} AS instance", plan.pairs(number))


def _account(
    session: "SparkSession", files: Sequence[EventFile], rejected: "DataFrame"
) -> Json:
    told = session.sql(
        "SELECT filename, fate, count(*) AS number, max(known) AS last "
        "FROM events GROUP BY filename, fate"
    ).collect()
    fates = {(_path(row.filename), row.fate): row.number for row in told}
    bad = rejected.groupBy("filename").count().collect()
    fates |= {(_path(row["filename"]), "rejected"): row["count"] for row in bad}
    last = [row.last for row in told if row.fate in {"unmatched", "evidence"}]
    return {
        "files": [_file_account(file, fates) for file in files],
        "last": max(last).isoformat() if last else None,
    }


def _path(uri: str) -> str:
    """Return the path of a file that Spark names by a URI, file:/… or file:///….

    >>> _path("file:///data/two%20words.CSV")
    '/data/two words.CSV'
    """
    return unquote(urlsplit(uri).path)


def _file_account(file: EventFile, fates: Mapping[tuple[str, str], int]) -> Json:
    place = str(file.path.absolute())
    found = {fate: fates.get((place, fate), 0) for fate in FATES}
    rows = sum(found.values())
    return {"path": str(file.path), "rows": rows, "fates": found, "bad": []}


def _weigh(session: "SparkSession", plan: Plan, progress: Progress) -> None:
    """Write the posteriors of the parts that have none yet, some at once."""
    place = plan.path("contributions")
    told = _told(session, place, sorted(_parquet_of(place)))
    days = session.read.parquet(str(plan.path("days.parquet")))
    days.createOrReplaceTempView("days")
    left = [part for part in range(plan.partitions) if not _mark(plan, part).exists()]
    at_once = session.sparkContext.defaultParallelism
    for first in range(0, len(left), at_once):
        parts = left[first : first + at_once]
        told.where(told["part"].isin(parts)).createOrReplaceTempView("contributions")
        _weigh_parts(session, plan, parts)
        done = plan.partitions - len(left) + first + len(parts)
        progress("weighing pairs", done, plan.partitions)


def _weigh_parts(session: "SparkSession", plan: Plan, parts: Sequence[int]) -> None:
    pairs = session.read.parquet(str(plan.path("instances.parquet")))
    pairs.where(pairs["part"].isin(*parts)).createOrReplaceTempView("instances")
    weigh(session, plan)
    divided = session.sql(
        "SELECT weighed.*, instances.part FROM weighed JOIN instances "
        "ON instances.source = weighed.source AND instances.target = weighed.target"
    )
    place = plan.path("posteriors")
    rmtree(place / "_temporary", ignore_errors=True)
    for part in parts:
        rmtree(place / f"part={part}", ignore_errors=True)
    told = divided.repartition("part").write.mode("append").partitionBy("part")
    told.parquet(str(place))
    session.catalog.clearCache()
    for part in parts:
        write_json(_mark(plan, part), {"part": part})


def weigh(session: "SparkSession", plan: Plan) -> None:
    """Make the view `weighed` from `contributions`, `instances` and `days`."""
    sums = plan.sums
    for view, sql in (
        ("cells", sums.gathering.cells()),
        ("grid", sums.gathering.grid()),
        ("states", sums.states()),
        ("weighed", sums.posteriors()),
    ):
        made = session.sql(translate(sql))
        # What is read twice is kept.
        held = made.persist() if view == "grid" else made
        held.createOrReplaceTempView(view)


def _mark(plan: Plan, part: int) -> Path:
    """Return the file that says that a part is finished."""
    return plan.path("accounts", f"part-{part:05}.json")
