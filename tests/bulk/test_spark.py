"""The same run on a Spark cluster of several executors: the same rows."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import duckdb
import pytest

from bulk.stream import gdelt_line, write_gdelt
from bulk.test_staging import icews_line
from bulk.world import make_desk
from desk import clean_environment, command
from scenarios.bulk.errors import UnsuitableEngineError
from scenarios.bulk.explaining import explain
from scenarios.bulk.finished import Finished, open_run
from scenarios.bulk.formats import ICEWS_COLUMNS, know
from scenarios.bulk.moving import movers
from scenarios.bulk.plan import Limits, Plan
from scenarios.bulk.running import run
from scenarios.bulk.spark import run_on_spark, translate
from scenarios.bulk.template import load_template
from scenarios.errors import MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.loading.workspace import Workspace

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark runs on Java, and there is none here"
)

CLUSTER = "local-cluster[2,1,1024]"
# So little work is done before what Java or Spark would have made of it is ready.
PLAIN_JAVA = "'-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'"
SETTINGS = (
    "--conf spark.sql.shuffle.partitions=2 --conf spark.sql.adaptive.enabled=false "
    "--conf spark.sql.codegen.wholeStage=false "
    f"--conf spark.driver.extraJavaOptions={PLAIN_JAVA} "
    f"--conf spark.executor.extraJavaOptions={PLAIN_JAVA} pyspark-shell"
)
PLAIN = """\
id,date,published,source,target,code,source_roles,outlet
1,2024-02-10,2024-02-11,PAK,USA,138,GOV,https://dawn.com/x
2,10.02.2024,,PAK,USA,194,MIL,
3,2024-02-10,,PAK,USA,040,GOV,"Dawn, the paper"
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("events")
    gdelt = write_gdelt(folder / "a.CSV", 900)
    with gdelt.open("ab") as file:
        file.write(b"cut off\n\n" + gdelt_line(61, url="\xff").encode("latin-1"))
    older = gzip.open(folder / "b.gz", "wt")  # noqa: SIM115 closed below
    with older as packed:
        packed.write(write_gdelt(folder / "b", 200, width=57, seed=3).read_text())
    told = {
        "event_id": "30",
        "event_date": "2024-02-10",
        "source_country": "Cote d'Ivoire",
        "source_sectors": "Executive,Government",
        "target_country": "Ghana",
        "cameo_code": "1621",
        "intensity": "-5.6",
        "publisher": "Interfax",
    }
    icews = folder / "c.tab"
    icews.write_text("\t".join(ICEWS_COLUMNS) + "\n" + icews_line(**told) + "\n")
    plain = folder / "d.csv"
    plain.write_text(PLAIN)
    return [gdelt, folder / "b.gz", icews, plain]


def plan_of(folder: Path, desk: Workspace, files: list[Path], engine: str) -> Plan:
    template = load_template("tension", desk, desk.model())
    return Plan.of(
        folder, template, desk, desk.model(), know(files), partitions=3, engine=engine
    )


def quiet(*_: object) -> None:
    """Take no notice of how far a run is."""


class Stop(BaseException):
    """What stops a run in the middle."""


@dataclass
class Stopping:
    """Stops a run after so many rounds of a step, and looks at what lies there then."""

    folder: Path
    step: str
    met: dict[Path, int] = field(default_factory=dict)

    def __call__(self, what: str, _done: int, _whole: int) -> None:
        if what == self.step:
            self.met = written(self.folder)
            raise Stop


def written(folder: Path) -> dict[Path, int]:
    """Return when each finished file of a run was written."""
    parts = [path.stem.partition("-")[2] for path in folder.glob("accounts/part-*")]
    accounts = [json.loads(p.read_text()) for p in folder.glob("accounts/batch-*")]
    kept = [folder / "plan.json"]
    kept += [folder / "contributions" / n for a in accounts for n in a["parquet"]]
    for part in parts:
        kept += folder.glob(f"posteriors/part={int(part)}/*.parquet")
    return {path: path.stat().st_mtime_ns for path in kept}


@pytest.fixture(scope="module")
def runs(
    desk: Workspace, files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Finished, Finished]:
    folder = tmp_path_factory.mktemp("runs")
    run(
        plan_of(folder / "duckdb", desk, files, "duckdb"), Limits(200_000_000, 2), quiet
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", SETTINGS)
        run_on_spark(plan_of(folder / "spark", desk, files, "spark"), CLUSTER, quiet)
    return open_run(folder / "duckdb", desk), open_run(folder / "spark", desk)


def rows(finished: Finished, table: str) -> list[tuple[Any, ...]]:
    with finished.database() as base:
        return base.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


def test_a_cluster_of_two_executors_gives_the_same_contributions(
    runs: tuple[Finished, Finished],
) -> None:
    here, there = runs
    assert len(rows(here, "contributions")) > 1_000
    assert rows(there, "contributions") == rows(here, "contributions")
    assert rows(there, "weights") == rows(here, "weights")


def test_a_cluster_of_two_executors_gives_the_same_posteriors(
    runs: tuple[Finished, Finished],
) -> None:
    here, there = (rows(each, "posteriors") for each in runs)
    assert len(here) == len(there) > 10_000
    for one, other in zip(here, there, strict=True):
        assert one[:3] == other[:3]
        for a, b in zip(one[3:], other[3:], strict=True):
            assert (a is None) == (b is None)
            assert a is None or a == pytest.approx(b, abs=1e-12, rel=1e-9)


def test_a_cluster_accounts_for_the_same_rows(
    runs: tuple[Finished, Finished],
) -> None:
    here, there = (each.manifest["accounts"] for each in runs)
    assert [a["fates"] for a in there] == [a["fates"] for a in here]
    assert here[0]["fates"]["rejected"] == 2


def test_a_run_of_a_cluster_answers_the_same_questions(
    runs: tuple[Finished, Finished],
) -> None:
    here, there = (explain(each, ("PAK", "USA"), each.last) for each in runs)
    assert there.ledger == here.ledger
    day = dt.date(2024, 3, 5)
    assert [m.pair for m in movers(runs[1], day)] == [
        m.pair for m in movers(runs[0], day)
    ]


def test_a_run_that_was_stopped_does_nothing_twice(
    desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of two kinds in turn, so three batches; these and three parts are two rounds each.
    events = [
        write_gdelt(tmp_path / f"{n}.CSV", 150, width=58 + 3 * (n % 2), seed=n)
        for n in range(3)
    ]
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SETTINGS)
    plan = plan_of(tmp_path / "run", desk, events, "spark")
    reading = Stopping(plan.folder, "reading events")
    with pytest.raises(Stop):
        run_on_spark(plan, "local[2]", reading)
    stray = plan.folder / "contributions" / "part=0" / "part-stray.parquet"
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("what a round leaves behind that was killed")
    weighing = Stopping(plan.folder, "weighing pairs")
    with pytest.raises(Stop):
        run_on_spark(plan, "local[2]", weighing)
    assert not stray.exists()
    run_on_spark(plan, "local[2]", quiet)
    assert 1 < len(reading.met) < len(weighing.met) < len(written(plan.folder))
    assert written(plan.folder).items() >= {**reading.met, **weighing.met}.items()
    run(
        plan_of(tmp_path / "here", desk, events, "duckdb"),
        Limits(200_000_000, 2),
        quiet,
    )
    here, there = (open_run(tmp_path / name, desk) for name in ("here", "run"))
    assert rows(there, "contributions") == rows(here, "contributions")
    assert len(rows(there, "posteriors")) == len(rows(here, "posteriors"))


def test_zip_archives_are_not_for_spark(desk: Workspace, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.CSV", gdelt_line(61, event="1"))
    plan = plan_of(tmp_path / "run", desk, [tmp_path / "a.zip"], "spark")
    with pytest.raises(UnsuitableEngineError, match="unpack it"):
        run_on_spark(plan, "local[1]", quiet)


def test_a_missing_extra_is_named(
    desk: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    plan = plan_of(tmp_path / "run", desk, [write_gdelt(tmp_path / "a", 3)], "spark")
    with pytest.raises(MissingExtraError, match="scenarios-engine\\[spark\\]"):
        run_on_spark(plan, "local[1]", quiet)


def test_every_statement_of_a_run_means_the_same_after_a_round_trip(
    desk: Workspace, finished: Finished
) -> None:
    # Spark's SQL, read back by sqlglot and run by DuckDB, gives the same rows; among it
    # the window over days, whose work is done in memory where DuckDB runs the sums.
    from sqlglot import transpile

    sums = plan_of(finished.folder, desk, [], "spark").sums
    part = finished.part(("PAK", "USA"))
    with duckdb.connect(config={"threads": 1}) as base:
        for table, where in (("days", ""), ("instances", f"WHERE part = {part}")):
            path = finished.folder / f"{table}.parquet"
            base.execute(f"CREATE TABLE {table} AS FROM '{path}' {where}")
        held = finished.folder / "contributions" / f"part={part}" / "*.parquet"
        base.execute(f"CREATE TABLE contributions AS FROM '{held}'")
        for table, sql in (
            ("cells", sums.gathering.cells()),
            ("grid", sums.gathering.grid()),
            ("states", sums.states()),
            ("weighed", sums.posteriors()),
        ):
            (back,) = transpile(translate(sql), read="spark", write="duckdb")
            base.execute(f"CREATE TABLE {table} AS {back}")
        found = base.execute("SELECT * FROM weighed ORDER BY ALL").fetchall()
    with finished.database(("PAK", "USA")) as base:
        told = base.execute("SELECT * FROM posteriors ORDER BY ALL").fetchall()
    assert [row[:3] for row in found] == [row[:3] for row in told]
    for one, other in zip(found, told, strict=True):
        assert [value is None for value in one] == [value is None for value in other]
        numbers = [value for value in other[3:] if value is not None]
        assert [value for value in one[3:] if value is not None] == pytest.approx(
            numbers, rel=1e-12
        )


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    make_desk(tmp_path)
    write_gdelt(tmp_path / "0.CSV", 3)
    words = ("bulk", "run", "tension", "0.CSV", "-o", "run", "--engine", "spark")
    with subprocess.Popen(
        command(*words, "--master", "nowhere"),
        cwd=tmp_path,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said, talk = process.communicate()
    assert (process.returncode, said) == (2, "")
    assert "Traceback" not in talk
    assert "nowhere" in talk
