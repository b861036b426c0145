"""A batch of files to contributions: read, matched, divided and accounted for."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from scenarios.bulk.contributing import contributions_sql, instance_number
from scenarios.bulk.database import open_database
from scenarios.bulk.formats import EventFile, open_bytes
from scenarios.bulk.literals import text
from scenarios.bulk.plan import Limits, Plan, write_json, write_whole
from scenarios.bulk.reading import FATES, events_sql, raw_columns, raw_events

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["COPY_OPTIONS", "copy_to", "stage"]

SHOWN = 5
"""Bad rows of a file that are shown; all are counted."""

LONGEST_LINE = 1_000_000
READ_AT_ONCE = 8_000_000
COPY_OPTIONS = (
    "FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE 491520"
)

Json = dict[str, Any]


def stage(plan: Plan, batch: int, files: Sequence[EventFile], limits: Limits) -> None:
    """Turn a batch into contributions, unless that is done.

    Args:
        plan: The run.
        batch: Its number, from 1.
        files: Its files, all of one kind.
        limits: What it may take.
    """
    if plan.account(batch).exists():
        return
    spill = plan.path(".spill", f"batch-{batch}")
    with ExitStack() as stack:
        base = stack.enter_context(open_database(memory=limits.share, spill=spill))
        places = stack.enter_context(_at_hand(files))
        base.execute(f"CREATE VIEW raw AS {_raw(files[0], places)}")
        raw = raw_events(files[0].kind, files[0].columns)
        events = events_sql(raw, plan.template, plan.signs)
        base.execute(f"CREATE TEMP TABLE events AS {events}")
        _write_contributions(base, plan, batch)
        _write_pairs(base, plan, batch)
        write_json(plan.account(batch), _account(base, files, places))


@contextmanager
def _at_hand(files: Sequence[EventFile]) -> Iterator[list[Path]]:
    """Give the paths of what DuckDB can read; zip archives are unpacked meanwhile."""
    with TemporaryDirectory(prefix="scenarios-") as folder:
        places = []
        for place, file in enumerate(files):
            if not file.is_zip:
                places.append(file.path)
                continue
            unpacked = Path(folder) / f"{place}.csv"
            with open_bytes(file.path) as packed, unpacked.open("wb") as out:
                copyfileobj(packed, out)
            places.append(unpacked)
        yield places


def _raw(file: EventFile, places: Sequence[Path]) -> str:
    listed = ", ".join(text(str(place)) for place in places)
    if file.kind == "parquet":
        return f"SELECT * FROM read_parquet([{listed}], filename = true)"
    columns = ", ".join(f"{text(column)}: 'VARCHAR'" for column in raw_columns(file))
    return (
        f"SELECT * FROM read_csv([{listed}], columns = {{{columns}}}, "
        f"{_dialect(file)}, auto_detect = false, filename = true, "
        f"max_line_size = {LONGEST_LINE}, buffer_size = {READ_AT_ONCE}, "
        "store_rejects = true, rejects_limit = 0)"
    )


def _dialect(file: EventFile) -> str:
    if file.kind == "plain":
        return "delim = ',', quote = '\"', escape = '\"', header = true"
    header = "true" if file.kind == "icews" else "false"
    return f"delim = '\t', quote = '', escape = '', header = {header}"


def _write_contributions(base: "DuckDBPyConnection", plan: Plan, batch: int) -> None:
    contributions = contributions_sql(
        plan.template, plan.signs, plan.source, plan.partitions
    )
    base.execute(f"CREATE TEMP TABLE batch AS {contributions}")
    held = base.execute("SELECT DISTINCT part FROM batch ORDER BY part").fetchall()
    for (part,) in held:
        copy_to(
            base,
            "SELECT instance, known, day, weight, event, outlet FROM batch "
            f"WHERE part = {part} ORDER BY instance, known, event, weight",
            plan.contributions(part) / f"batch-{batch:05}.parquet",
        )


def _write_pairs(base: "DuckDBPyConnection", plan: Plan, batch: int) -> None:
    number = instance_number("source", "target")
    copy_to(
        base,
        f"SELECT DISTINCT {number} AS instance FROM events "
        "WHERE fate IN ('unmatched', 'evidence') "
        "UNION SELECT instance FROM batch ORDER BY instance",
        plan.pairs(batch),
    )


def copy_to(base: "DuckDBPyConnection", query: str, path: Path, *further: str) -> None:
    """Write what a query gives as a Parquet file, whole or not at all."""
    options = ", ".join([COPY_OPTIONS, *further])
    write_whole(
        path,
        lambda made: base.execute(f"COPY ({query}) TO {text(str(made))} ({options})"),
    )


def _account(
    base: "DuckDBPyConnection", files: Sequence[EventFile], places: Sequence[Path]
) -> Json:
    """Account for every row of a batch's files."""
    told = base.execute(
        "SELECT filename, fate, count(*) FROM events GROUP BY ALL"
    ).fetchall()
    fates = {(path, fate): count for path, fate, count in told}
    refused = dict(_refused(base))
    first, last = base.execute(
        "SELECT min(day), max(known) FROM events "
        "WHERE fate IN ('unmatched', 'evidence')"
    ).fetchall()[0]
    return {
        "files": [
            _file_account(file, str(place), fates, refused.get(str(place), []), base)
            for file, place in zip(files, places, strict=True)
        ],
        "contributions": base.execute("SELECT count(*) FROM batch").fetchall()[0][0],
        "first": None if first is None else first.isoformat(),
        "last": None if last is None else last.isoformat(),
    }


def _refused(base: "DuckDBPyConnection") -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the lines of each file that are no rows of it, and why."""
    tables = base.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    if ("reject_errors",) not in tables:
        return
    rows = base.execute(
        "SELECT file_path, line, min(error_type) FROM reject_errors "
        "JOIN reject_scans USING (scan_id, file_id) "
        "GROUP BY file_path, line ORDER BY file_path, line"
    ).fetchall()
    for path in dict.fromkeys(path for path, _, _ in rows):
        yield path, [(line, why) for held, line, why in rows if held == path]


def _file_account(
    file: EventFile,
    place: str,
    fates: dict[tuple[str, str], int],
    refused: Sequence[tuple[int, str]],
    base: "DuckDBPyConnection",
) -> Json:
    found = {fate: fates.get((place, fate), 0) for fate in FATES}
    found["rejected"] = len(refused)
    shown = [f"line {line}: {str(why).lower()}" for line, why in refused[:SHOWN]]
    if found["unreadable"]:
        shown += _unreadable(base, place)
    return {
        "path": str(file.path),
        "rows": sum(found.values()),
        "fates": found,
        "bad": shown,
    }


def _unreadable(base: "DuckDBPyConnection", place: str) -> list[str]:
    rows = base.execute(
        "SELECT event, day, known, code, plover FROM events WHERE fate = 'unreadable' "
        f"AND filename = {text(place)} ORDER BY ALL LIMIT {SHOWN}"
    ).fetchall()
    return [_why(*row) for row in rows]


def _why(*values: object) -> str:
    event, day, known, code, plover = values
    lacks = [
        what
        for what, value in (("number", event), ("date", day), ("day of report", known))
        if value is None
    ]
    if code is None and plover is None:
        lacks.append("code")
    return f"event {'?' if event is None else event}: no {' and no '.join(lacks)}"
