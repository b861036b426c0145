"""The same run on Apache Spark: the same SQL, translated, and nothing of its own.

Files and results lie where the driver and every executor can reach them. The small
tables are written by DuckDB as always. Floats are added in another order there, so that
the numbers agree to 1e-12 and the files are not the same to the byte.
"""

import json
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scenarios.bulk.contributing import contributions_sql, instance_number
from scenarios.bulk.database import open_database
from scenarios.bulk.errors import UnsuitableEngineError
from scenarios.bulk.formats import EventFile
from scenarios.bulk.literals import text
from scenarios.bulk.plan import Plan, Progress
from scenarios.bulk.reading import FATES, events_sql, raw_columns, raw_events
from scenarios.bulk.running import last_day, write_manifest, write_tables
from scenarios.bulk.staging import copy_to
from scenarios.errors import MissingExtraError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["run_on_spark", "translate"]

Json = dict[str, Any]


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
    """Do a run on Spark, or return its manifest if it is done.

    Args:
        plan: The run.
        master: Where the cluster is, such as `local[4]` or `spark://host:7077`.
        progress: Told how far it is.

    Raises:
        OtherRunError: The folder holds a run of something else.
        MissingExtraError: PySpark, sqlglot or DuckDB is not installed.
        UnsuitableEngineError: A file is a zip archive.
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
    session = _open(master)
    try:
        account = _stage(session, plan)
        progress("reading events", 1, 1)
        write_tables(plan, last_day(plan, [account]), 1)
        _weigh(session, plan)
        progress("weighing pairs", 1, 1)
    finally:
        session.stop()
    return write_manifest(plan, [account])


def _open(master: str) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("--engine spark", "spark") from None
    builder = SparkSession.Builder().master(master).appName("scenarios bulk")
    session = (
        builder.config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _stage(session: "SparkSession", plan: Plan) -> Json:
    """Turn all files into contributions at once, and account for their rows."""
    rejected = _read(session, plan)
    contributions = contributions_sql(
        plan.template, plan.signs, plan.source, plan.partitions
    )
    place = str(plan.path("contributions"))
    told = session.sql(translate(contributions)).repartition("part")
    ordered = told.sortWithinPartitions("part", "instance", "known", "event", "weight")
    ordered.write.mode("overwrite").partitionBy("part").parquet(place)
    written = session.read.schema(told.schema).parquet(place)
    written.createOrReplaceTempView("contributions")
    _write_pairs(session, plan)
    return {**_account(session, plan, rejected), "contributions": written.count()}


def _read(session: "SparkSession", plan: Plan) -> "DataFrame":
    """Make the view `events` of all files; return the lines that are no rows."""
    events, refused = [], []
    for batch in plan.batches:
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


def _write_pairs(session: "SparkSession", plan: Plan) -> None:
    number = translate(f"SELECT {instance_number('source', 'target')} AS instance")
    pairs = session.sql(
        f"{number} FROM events WHERE fate IN ('unmatched', 'evidence') "
        "UNION SELECT instance FROM contributions"
    )
    numbers = ", ".join(str(row.instance) for row in pairs.collect())
    listed = f"unnest(CAST([{numbers}] AS INTEGER[]))"
    with open_database() as base:
        copy_to(base, f"SELECT {listed} AS instance", plan.pairs(1))


def _account(session: "SparkSession", plan: Plan, rejected: "DataFrame") -> Json:
    told = session.sql(
        "SELECT filename, fate, count(*) AS number, max(known) AS last "
        "FROM events GROUP BY filename, fate"
    ).collect()
    fates = {(_path(row.filename), row.fate): row.number for row in told}
    bad = rejected.groupBy("filename").count().collect()
    fates |= {(_path(row["filename"]), "rejected"): row["count"] for row in bad}
    last = [row.last for row in told if row.fate in {"unmatched", "evidence"}]
    return {
        "files": [_file_account(file, fates) for file in plan.files],
        "last": max(last).isoformat() if last else None,
    }


def _path(uri: str) -> str:
    """Return the path of a file that Spark names by a URI, file:/… or file:///….

    >>> _path("file:///tmp/two%20words.CSV")
    '/tmp/two words.CSV'
    """
    return unquote(urlsplit(uri).path)


def _file_account(file: EventFile, fates: Mapping[tuple[str, str], int]) -> Json:
    place = str(file.path.absolute())
    found = {fate: fates.get((place, fate), 0) for fate in FATES}
    rows = sum(found.values())
    return {"path": str(file.path), "rows": rows, "fates": found, "bad": []}


def _weigh(session: "SparkSession", plan: Plan) -> None:
    for table in ("days", "instances"):
        held = session.read.parquet(str(plan.path(f"{table}.parquet")))
        held.createOrReplaceTempView(table)
    session.sql(translate(plan.sums.posteriors())).createOrReplaceTempView("weighed")
    divided = session.sql(
        "SELECT weighed.*, instances.part FROM weighed JOIN instances "
        "ON instances.source = weighed.source AND instances.target = weighed.target"
    )
    place = str(plan.path("posteriors"))
    divided.repartition("part").write.mode("overwrite").partitionBy("part").parquet(
        place
    )
